"""The coach's hints: what to do next, why, and a line to say, from what the candidate knows and nothing hidden."""

from typing import NamedTuple

from bot.languages.phrase import Paid, Phrased, phrase, together
from bot.practice import lines
from bot.practice.scenario import Scenario
from bot.practice.state import Act, State
from ingest.guide.types import Source


class CoachHint(NamedTuple):
    """What to do and why, and a line that does it ("" where there is nothing to say)."""

    why: Phrased
    line: str = ""


def advice(scenario: Scenario, state: State, act: Act) -> Phrased:
    """A hint for the state of the talk, in words."""
    told = hint(scenario, state, act)
    return together(told.why, phrase("hintLine", line=told.line)) if told.line else told.why


def hint(scenario: Scenario, state: State, act: Act) -> CoachHint:
    """What to do next: what to say where something is to be said."""
    if state.over:
        return CoachHint(phrase("hintOver"))
    if state.phase == "final":
        return _final(scenario, state)
    if state.pending:
        return CoachHint(phrase("hintPending"), lines.THANKS)
    if act.doing == "ask-back":
        return CoachHint(phrase("hintUnclear"), lines.near_the_top(scenario))
    if not any(ask is not None for ask in state.asks):
        return _first(scenario, state)
    return _next(scenario, state, act)


def _final(scenario: Scenario, state: State) -> CoachHint:
    floors = {p.part: p.floor for p in scenario.prepared if p.floor is not None}
    short = tuple(
        part.name for part, now in zip(scenario.parts, state.amounts, strict=True) if now < (floors.get(part.name) or 0)
    )
    if short:
        return CoachHint(phrase("hintBelowFloor", parts=short), lines.kind_no(scenario))
    return CoachHint(phrase("hintFinal"), lines.recapped(scenario, state.amounts))


def _first(scenario: Scenario, state: State) -> CoachHint:
    if not any(key.startswith("question:") for key in state.used):
        return CoachHint(phrase("hintAskFirst"), lines.open_questions(scenario))
    base = scenario.parts[0]
    high = Paid(value=base.high, currency=scenario.currency)
    name = "hintBaseHigh" if base.opening >= base.high else "hintNameFirst"
    why = phrase(name, amount=high, place=_place(base.source))
    guide = next((s for s in scenario.suggested if s.part == "base" and s.ask), None)
    if guide is not None and guide.ask is not None:
        ask = Paid(value=guide.ask, currency=scenario.currency, period=base.period, years=base.years)
        why = together(why, phrase("hintGuideAsks", amount=ask, place=_place(guide.source)))
    return CoachHint(why, lines.near_the_top(scenario))


def _place(source: Source) -> str:
    return f"{source.path}:{source.line}"


def _next(scenario: Scenario, state: State, act: Act) -> CoachHint:
    used = state.used
    named = [part.name for part, ask in zip(scenario.parts, state.asks, strict=True) if ask is not None]
    committed = CoachHint(phrase("hintTieYes"), lines.tied(scenario))
    if state.left <= 3 and "form:commitment" not in used:
        return committed._replace(why=together(phrase("hintTimeShort"), committed.why))
    if not any(key.startswith(("market", "impact")) for key in used) and lines.because(scenario):
        return CoachHint(phrase("hintReason"), lines.near_the_top(scenario))
    if len(named) < min(3, len(scenario.parts)):
        return CoachHint(phrase("hintWiden"), lines.wider(scenario, named))
    if not any(key.startswith("impact") for key in used):
        argued = [phrase("hintLever", lever=title) for title, _ in scenario.levers[:1]]
        why = together(phrase("hintResult"), *argued, phrase("hintNotTwice"))
        return CoachHint(why, lines.deed(scenario))
    if "form:choices" not in used:
        return CoachHint(phrase("hintTwoPackages"), lines.options(scenario, lines.two_ways(scenario)))
    if "form:commitment" not in used:
        return committed
    less = lines.a_little_less(scenario, state.amounts, state.asks)
    return CoachHint(phrase("hintOneStep" if act.doing == "hold" else "hintLittleSteps"), less)
