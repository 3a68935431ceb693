"""Counterfactuals: the same seed with one move changed, played by the engine to its end."""

from collections.abc import Iterator
from dataclasses import replace

from bot.languages.phrase import Paid, Phrase, Phrased, phrase
from bot.practice import lines, recruiter
from bot.practice.criteria import criteria, score
from bot.practice.findings import Transcript
from bot.practice.move import Move, Rationale
from bot.practice.moves import read, view
from bot.practice.report import Counterfactual
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, replay
from bot.practice.state import State
from bot.practice.value import four_years

_LIMIT = 3
_TRIES = 5
"""Counterfactuals whose line is read and played; more would keep a debrief waiting."""


def counterfactuals(practice: Practice, script: Transcript) -> tuple[Counterfactual, ...]:
    """The changes of one move that would have brought most, at most three, each another change at another turn."""
    played = [move for _, move in script.turns]
    actual = four_years(practice.scenario, practice.state.amounts)
    tried: list[tuple[str, Counterfactual]] = []
    for at in _turning_points(script):
        for name, move in _changes(practice.scenario, played[at]):
            state = _rest(practice, played, at, move)
            reached = four_years(practice.scenario, state.amounts)
            gain = reached - actual
            turn, user = script.turns[at][0].number, script.turns[at][0].user
            if gain > 0:
                line = _line(practice.scenario, move)
                one = Counterfactual(
                    turn=turn,
                    instead_of=user,
                    line=line,
                    gain=gain,
                    reached_four_years=reached,
                    agreed=state.deal is not None,
                    text=_text(name, turn, gain, practice.scenario),
                )
                tried.append((name, one))
    chosen: list[tuple[str, Counterfactual]] = []
    tries = 0
    for name, one in sorted(tried, key=lambda pair: -pair[1].gain):
        if len(chosen) < _LIMIT and tries < _TRIES and all(n != name and one.turn != c.turn for n, c in chosen):
            tries += 1
            if (said := _as_said(practice, script, one, name)) is not None:
                chosen.append((name, said))
    return tuple(sorted((one for _, one in chosen), key=lambda c: c.turn))


def _as_said(practice: Practice, script: Transcript, one: Counterfactual, name: str) -> Counterfactual | None:
    """The change with its line read as the ear reads it and played: what it promises is what saying it brings.

    None where it would bring nothing more, or a worse process.
    """
    before = [(move, turn.user) for turn, move in script.turns if turn.number < one.turn]
    after = [
        (move, turn.user)
        for turn, move in script.turns
        if turn.number > one.turn and move.kind not in ("accept", "walk")
    ]
    there = replay(practice, before)
    last = there.turns[-1]
    seen = view(there.scenario, there.state, last.act, last.move, last.said)
    move = read(one.line, seen)
    if move.kind in ("unclear", "accept", "walk"):
        return None
    played = replay(practice, [*before, (move, one.line), *after, *[(Move("accept"), "I accept.")] * 3])
    gain = four_years(practice.scenario, played.state.amounts) - four_years(practice.scenario, practice.state.amounts)
    was, now = score(criteria(practice)), score(criteria(played))
    if gain <= 0 or (was is not None and now is not None and now < was):
        return None
    return one.model_copy(
        update={
            "gain": gain,
            "reached_four_years": four_years(practice.scenario, played.state.amounts),
            "agreed": played.state.deal is not None,
            "text": (words := _text(name, one.turn, gain, practice.scenario)),
            "phrases": {"text": words.phrases},
        }
    )


def _text(name: str, turn: int, gain: int, scenario: Scenario) -> Phrased:
    brought = Paid(value=gain, currency=scenario.currency, exact=True)
    return phrase("changed", change=Phrase(name=f"change-{name}"), turn=turn, gain=brought)


def _turning_points(script: Transcript) -> tuple[int, ...]:
    """Where things could have gone otherwise: the first ask, a floor let out, the stalls, the yes, the last turn."""
    points = []
    for at, (turn, move) in enumerate(script.turns):
        if (
            move.asks
            or move.packages
            or move.kind == "accept"
            or move.disclosures
            or turn.act.doing in ("hold", "final")
        ):
            points.append(at)
    return tuple(dict.fromkeys((*points[:6], *points[-2:], *((len(script.turns) - 1,) if script.turns else ()))))


def _changes(scenario: Scenario, move: Move) -> Iterator[tuple[str, Move]]:
    """Other moves for the one played, each with the name of its phrase."""
    base = scenario.parts[0]
    market = Rationale("market", True, f"market:base:{base.high}:whatif", True)
    every = lines.asks(scenario, 100)
    if move.disclosures:
        yield "kept", replace(move, disclosures=(), kind="counter" if move.asks else "question")
    yield (
        "top",
        Move("counter", asks=lines.asks(scenario, 95, "base", "equity"), reasons=(market,)),
    )
    yield "whole", Move("counter", asks=every, reasons=(market,))
    yield "two", Move("choices", packages=lines.two_ways(scenario), reasons=(market,))
    yield "tied", Move("conditional", asks=every, conditional=True)


def _rest(practice: Practice, played: list[Move], at: int, move: Move) -> State:
    """The state at the end with one move changed, the later ones as they were, and then the offer taken."""
    scenario, secrets = practice.scenario, practice.secrets
    state = recruiter.begin(scenario)
    later = [m for m in played[at + 1 :] if m.kind not in ("accept", "walk")]
    for one in (*played[:at], move, *later):
        if state.left <= 1 or state.over:
            break
        state, _ = recruiter.step(scenario, secrets, state, one)
    for _ in range(3):
        if state.over:
            break
        state, _ = recruiter.step(scenario, secrets, state, Move("accept"))
    return state


def _line(scenario: Scenario, move: Move) -> str:
    """A changed move as something to say."""
    reason = lines.because(scenario) if any(one.reason == "market" for one in move.reasons) else ""
    if move.packages:
        return f"{reason} {lines.options(scenario, move.packages)}".strip()
    if move.conditional:
        return f"If you can do {lines.said(scenario, move.asks)}, I'll sign today."
    if not move.asks:
        return "I'd rather talk about what the role is worth."
    return f"{reason} I'm looking for {lines.said(scenario, move.asks)}.".strip()
