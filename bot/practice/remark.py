"""The coach's remark on the line just said: what it did, and one line that would serve better, or serves next."""

from collections.abc import Callable

from bot.languages.phrase import Paid, Phrase, Phrased, phrase, together
from bot.practice import lines
from bot.practice.hint import hint
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, PracticeTurn

Better = Callable[[Scenario], str]
"""Makes the line that would have done better."""


def remark(practice: Practice) -> str:
    """One or two sentences and a line on the last line, from what the candidate knows; "" before the first line, at
    the end, and in a drill, where the coach speaks anyway."""
    turn = practice.turns[-1]
    if turn.move is None or practice.over or practice.request.drill:
        return ""
    did, better = _did(practice.scenario, turn)
    if better is not None:
        return together(did, phrase("remarkBetter", line=better(practice.scenario)))
    line = hint(practice.scenario, practice.state, turn.act).line
    return together(did, phrase("remarkNext", line=line))


def wished(practice: Practice, *, aside: bool) -> str:
    """The remark where the person wants one after each line. aside: the coach was spoken to, not the recruiter."""
    return remark(practice) if practice.request.remarks and not aside else ""


def _did(scenario: Scenario, turn: PracticeTurn) -> tuple[Phrased, Better | None]:
    """What the line did, and what does better, None where the line was well said: the first that holds of what cost
    something, what counted, and what was asked."""
    move, act = turn.move, turn.act
    assert move is not None
    told: tuple[tuple[bool, Phrased, Better | None], ...] = (
        (act.doing == "ask-back", phrase("remarkUnheard"), None),
        (act.doing in ("ignored", "language"), phrase("remarkNothing"), lines.open_questions),
        (bool(move.disclosures), phrase("remarkDisclosed"), lines.private),
        (move.rude, phrase("remarkHarsh"), lines.no_threat),
        (bool(act.doubted), phrase("remarkDoubted", what=_named(act.doubted)),
         lines.honest_leverage if "competing" in act.doubted else lines.near_the_top),
        (move.ultimatum, phrase("remarkUltimatum"), lines.no_threat),
        (bool(act.heard), phrase("remarkCounted", what=_named(act.heard)), None),
        (bool(act.stale), phrase("remarkStale"), None),
        (act.far, phrase("remarkFar"), lines.near_the_top),
        (bool(move.packages), phrase("remarkChoice"), None),
        (move.conditional and bool(move.asks), phrase("remarkTied"), None),
        (bool(move.asks), phrase("remarkAsked", what=_asked(scenario, turn)), None),
        (bool(move.questions), phrase("remarkQuestion"), None),
        (move.kind == "more", phrase("remarkMore"), lines.near_the_top),
        (move.warm, phrase("remarkWarm"), None),
    )  # fmt: skip
    return next(((words, better) for holds, words, better in told if holds), (phrase("remarkNeither"), None))


def _named(reasons: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase(name=f"reason-{name.replace(' ', '-')}") for name in reasons)


def _asked(scenario: Scenario, turn: PracticeTurn) -> tuple[Paid | Phrase, ...]:
    told = []
    for ask in turn.move.asks if turn.move else ():
        at = scenario.index(ask.part)
        if at is not None:
            part, sign = scenario.parts[at], scenario.currency
            told.append(Paid(value=ask.amount, currency=sign, period=part.period, years=part.years, part=part.label))
    return tuple(told) or (Phrase(name="more"),)
