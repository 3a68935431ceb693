"""Drills: one skill in three rounds, a line each, with the coach's word on every line; and which one is due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from bot.practice.move import Move
from bot.practice.report import Debrief
from bot.practice.scenario import Scenario
from bot.practice.state import State
from bot.reading.terms import Offer
from bot.reading.whole import holds

ROUNDS = 3
RIVAL = "Northwind"
"""Who makes the other offer of a drill that needs one."""


@dataclass(frozen=True, slots=True)
class Drill:
    """One skill. says: the recruiter's lines, one a round. criteria: names of the debrief's points that it trains;
    names: what people call it. What to do in it and the coach's words are phrases of the catalogues."""

    names: tuple[str, ...]
    criteria: tuple[str, ...]
    says: tuple[str, ...]


@cache
def drills() -> Mapping[str, Drill]:
    """Every drill by name."""
    text = (Path(__file__).parent / "data" / "drills.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return {name: Drill(**{key: tuple(held) for key, held in one.items()}) for name, one in told.items()}


def named(text: str) -> str:
    """The drill that a text names, "" where it names none."""
    found = [(len(word), name) for name, one in drills().items() for word in one.names if holds(word, text)]
    return max(found)[1] if found else ""


def rival(scenario: Scenario) -> Offer:
    """The offer held for a drill: a little above this one's base."""
    base = scenario.parts[0]
    return Offer(company=RIVAL, base=base.opening * 105 // 100 // base.step * base.step, currency=scenario.currency)


def held(name: str, scenario: Scenario, before: State, move: Move) -> bool:
    """Whether a line does what the drill is for."""
    return _HELD[name](scenario, before, move)


def _kept(scenario: Scenario, before: State, move: Move) -> bool:
    high = all(ask.part != "base" or ask.amount > scenario.parts[0].opening for ask in move.asks)
    return not move.disclosures and high and move.kind not in ("accept", "unclear", "off-topic", "injection")


def _stood(scenario: Scenario, before: State, move: Move) -> bool:
    lower = [
        ask
        for ask in move.asks
        if (at := scenario.index(ask.part)) is not None and (was := before.asks[at]) is not None and ask.amount < was
    ]
    begun = any(ask is not None for ask in before.asks) or bool(move.asks)
    return begun and not lower and move.kind not in ("accept", "decline", "walk")


def _graceful(scenario: Scenario, before: State, move: Move) -> bool:
    pushes = any(ask.part == "base" for ask in move.asks) or move.ultimatum or move.rude
    asks = bool(move.asks or move.terms or move.questions or move.about)
    return not pushes and (asks or move.kind in ("accept", "walk", "decline", "time", "warmth"))


def _wide(scenario: Scenario, before: State, move: Move) -> bool:
    parts = {ask.part for ask in (*move.asks, *(one for package in move.packages for one in package))}
    return len(move.packages) >= 2 or len(parts) + len(move.terms) >= 2


def _honest(scenario: Scenario, before: State, move: Move) -> bool:
    claims = [one for one in move.reasons if one.reason == "competing"]
    true = all(one.holds is not False for one in claims)
    return true and not (move.ultimatum or move.rude) and move.kind not in ("unclear", "off-topic")


def _closed(scenario: Scenario, before: State, move: Move) -> bool:
    return move.recap or move.writing


_HELD: Mapping[str, Callable[[Scenario, State, Move], bool]] = {
    "expectation": _kept,
    "silence": _stood,
    "final": _graceful,
    "package": _wide,
    "rival": _honest,
    "closing": _closed,
}


def noted(scenario: Scenario, state: State, move: Move) -> State:
    """The state after a line of a drill: a round more, and what was asked for; no offer is ever made."""
    asks = list(state.asks)
    for ask in move.asks:
        at = scenario.index(ask.part)
        if at is not None:
            asks[at] = ask.amount
    over = state.turn + 1 >= ROUNDS
    return replace(
        state,
        turn=state.turn + 1,
        asks=tuple(asks),
        phase="walked" if over else state.phase,
        ended="stopped" if over else state.ended,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """A practice that has ended, as it counts for what is due: its drill ("" for a whole call), in how many rounds the
    drill's aim was met, and its debrief (None for a drill)."""

    drill: str = ""
    met: int = 0
    report: Debrief | None = None


def due(sessions: Sequence[Session]) -> str:
    """The drill to do next: what the last three debriefs missed most, each drill put off after it went well.

    The spacing is Leitner's ("So lernt man lernen", 1972): after n faultless times in a row it waits for 2 ** n others.
    sessions: oldest first.
    """
    reports = [one.report for one in sessions if one.report is not None][-3:]

    def need(name: str) -> tuple[bool, int, int]:
        weights = (
            point.weight * (2 if point.state == "missed" else 1)
            for report in reports
            for point in report.criteria
            if point.name in drills()[name].criteria and point.state in ("missed", "partly")
        )
        return _rested(name, sessions), sum(weights), _since(name, sessions)

    return max(drills(), key=need)


def _since(name: str, sessions: Sequence[Session]) -> int:
    """How many sessions ago a drill was done last; all of them and one more where it never was."""
    return next((ago for ago, one in enumerate(reversed(sessions)) if one.drill == name), len(sessions) + 1)


def _rested(name: str, sessions: Sequence[Session]) -> bool:
    mine = [one for one in sessions if one.drill == name]
    if not mine:
        return True
    well = 0
    for one in reversed(mine):
        if one.met < ROUNDS:
            break
        well += 1
    return _since(name, sessions) >= 1 << well
