"""What the debrief says of the terms beside pay: what was got, and which trade was left."""

from bot.languages.phrase import Paid, Phrased, phrase, together
from bot.practice.findings import called
from bot.practice.report import Outcome, TermOutcome

MOST = 3
"""Terms left on the table that are told."""


def traded(outcome: Outcome) -> Phrased | None:
    """The terms granted and those that would have brought most for what they cost, None where there are none."""
    words = []
    got = [one for one in outcome.issues if one.granted]
    if got:
        worth = _sum(sum(one.brings for one in got), outcome.currency)
        words.append(phrase("debriefBeside", terms=called(one.name for one in got), worth=worth))
    left = sorted((one for one in outcome.issues if not one.granted), key=lambda one: one.costs - one.brings)
    left = [one for one in left if one.brings > one.costs][:MOST]
    if left:
        words.append(phrase("debriefLeft", terms=tuple(_left(one, outcome.currency) for one in left)))
    return together(*words, phrase("debriefRehearsed")) if words else None


def _left(one: TermOutcome, currency: str) -> Phrased:
    (term,) = called([one.name])
    costs = phrase("debriefCostsNothing") if one.costs <= 0 else _sum(one.costs, currency)
    return phrase("debriefLeftTerm", term=term, brings=_sum(one.brings, currency), costs=costs, line=one.asked)


def _sum(value: int, currency: str) -> Paid:
    return Paid(value=value, currency=currency, exact=True)
