"""What the debrief says of the terms beside pay: what was got, and which trade was left."""

from bot.practice.report import Outcome, TermOutcome
from bot.wording import exact, listed

MOST = 3
"""Terms left on the table that are told."""


def traded(outcome: Outcome) -> str:
    """The terms granted and those that would have brought most for what they cost, "" where there are none."""
    words = []
    got = [one for one in outcome.issues if one.granted]
    if got:
        brought = exact(sum(one.brings for one in got), outcome.currency)
        words.append(f"Beside pay you got {listed([one.name for one in got])}, worth about {brought} to most people.")
    left = sorted((one for one in outcome.issues if not one.granted), key=lambda one: one.costs - one.brings)
    left = [one for one in left if one.brings > one.costs][:MOST]
    if left:
        words.append(f"Left on the table beside pay: {'; '.join(_left(one, outcome.currency) for one in left)}.")
    return " ".join([*words, "(Rehearsal figures.)"]) if words else ""


def _left(one: TermOutcome, currency: str) -> str:
    brings = f"about {exact(one.brings, currency)} to you"
    costs = "nothing, it suits both" if one.costs <= 0 else f"{exact(one.costs, currency)}"
    return f"{one.name} ({brings}, costs them {costs}; ask for \u201c{one.asked}\u201d)"
