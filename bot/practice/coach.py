"""The coach's hints: what to do next, why, and a line to say, from what the candidate knows and nothing hidden."""

from typing import NamedTuple

from bot.practice import lines
from bot.practice.dialogue import amount
from bot.practice.scenario import Part, Scenario
from bot.practice.state import Act, State
from bot.wording import listed, money
from ingest.guide.types import Source


class CoachHint(NamedTuple):
    """What to do and why, and a line that does it ("" where there is nothing to say)."""

    why: str
    line: str = ""


def advice(scenario: Scenario, state: State, act: Act) -> str:
    """A hint for the state of the talk, in words."""
    told = hint(scenario, state, act)
    return f'{told.why} Say: "{told.line}"' if told.line else told.why


def hint(scenario: Scenario, state: State, act: Act) -> CoachHint:
    """What to do next: what to say where something is to be said."""
    if state.over:
        return CoachHint("The practice has ended. Look at the debrief.")
    if state.phase == "final":
        return _final(scenario, state)
    if state.pending:
        return CoachHint(
            "They've gone to ask for approval, so wait for the answer. Thank them, and don't lower your ask meanwhile.",
            lines.THANKS,
        )
    if act.doing == "ask-back":
        return CoachHint(
            "They weren't sure what you meant: answer with the part, the figure, and per year or for the whole grant.",
            lines.near_the_top(scenario),
        )
    if not any(ask is not None for ask in state.asks):
        return _first(scenario, state)
    return _next(scenario, state, act)


def _final(scenario: Scenario, state: State) -> CoachHint:
    floors = {p.part: p.floor for p in scenario.prepared if p.floor is not None}
    short = [
        part.name for part, now in zip(scenario.parts, state.amounts, strict=True) if now < (floors.get(part.name) or 0)
    ]
    if short:
        return CoachHint(
            f"This is final, and {listed(short)} lies below the floor you set. Keep it: thank them and decline.",
            lines.kind_no(scenario),
        )
    return CoachHint(
        "This is final and won't move. Hold it against your floor and your best alternative. If it's above both, "
        "accept outright, sum it up and ask for it in writing.",
        lines.recapped(scenario, state.amounts),
    )


def _first(scenario: Scenario, state: State) -> CoachHint:
    if not any(key.startswith("question:") for key in state.used):
        return CoachHint(
            "Don't answer the figures yet. Thank them, and find out where there's room.", lines.open_questions(scenario)
        )
    base = scenario.parts[0]
    guide = next((s for s in scenario.suggested if s.part == "base" and s.ask), None)
    own = ""
    if guide is not None and guide.ask is not None:
        own = f" The guide itself would ask {amount(base, guide.ask, scenario.currency)[0]} ({_place(guide.source)})."
    return CoachHint(_why_high(scenario, base) + own, lines.near_the_top(scenario))


def _why_high(scenario: Scenario, base: Part) -> str:
    high = f"{money(base.high, currency=scenario.currency)} ({_place(base.source)})"
    if base.opening >= base.high:
        return (
            f"The base is already at the guide's high end of {high} or above it, so it is no argument: name what you "
            "bring, and widen the talk to the other parts."
        )
    return (
        "Name the first figure yourself, high in the band and with its reason. The guide's range for base goes up to "
        f"{high}."
    )


def _place(source: Source) -> str:
    return f"{source.path}:{source.line}"


def _next(scenario: Scenario, state: State, act: Act) -> CoachHint:
    used = state.used
    named = [part.name for part, ask in zip(scenario.parts, state.asks, strict=True) if ask is not None]
    committed = CoachHint(
        "Tie your yes to a package: that's worth more than another reason.", lines.no_threat(scenario)
    )
    if state.left <= 3 and "form:commitment" not in used:
        return committed._replace(why=f"Time is short. {committed.why}")
    if not any(key.startswith(("market", "impact")) for key in used) and lines.because(scenario):
        return CoachHint("Give your ask its reason: a new one moves them.", lines.near_the_top(scenario))
    if len(named) < min(3, len(scenario.parts)):
        return CoachHint(
            "Widen it. Base is usually the tightest part, so more parts mean more room.", lines.wider(scenario, named)
        )
    if not any(key.startswith("impact") for key in used):
        lever = next((f' The guide argues "{title}".' for title, _ in scenario.levers), "")
        return CoachHint(
            f"Give one concrete result of yours, with its number, and then your ask again.{lever} The same reason "
            "twice doesn't move them.",
            lines.deed(scenario),
        )
    if "form:choices" not in used:
        return CoachHint(
            "Offer two packages you'd be equally happy with, and let them choose.",
            lines.options(scenario, lines.two_ways(scenario)),
        )
    if "form:commitment" not in used:
        return committed
    less = lines.a_little_less(scenario, state.amounts, state.asks)
    if act.doing == "hold":
        return CoachHint("They have nothing new to go on: come down by one little step, tied to a yes.", less)
    return CoachHint("Come down by little steps only when they have moved, each tied to a yes.", less)
