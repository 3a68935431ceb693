"""Labelled lines as data: read from `examples/practice`, and what each head is to learn from them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.reading.moves.amounts import OPERATIONS, LineAmount, level
from bot.reading.moves.table import OnTable, table_of

FOLDER = Path(__file__).parent.parent / "examples" / "practice"
FIRST = 0.65
"""Share of a line's weight that its first fair kind has; the others share the rest."""
PARTS = ("base", "equity", "signing", "bonus", "relocation", "refresher", "total", "pto")


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line with the state it was said in and the moves it may fairly be read as, best first.

    never: kinds that it must not be read as, where nothing more is known of it.
    """

    name: str
    state: Mapping[str, Any]
    line: str
    moves: tuple[Mapping[str, Any], ...]
    never: tuple[str, ...] = ()

    @property
    def table(self) -> OnTable:
        return table_of(self.state)

    @property
    def kinds(self) -> Mapping[str, float]:
        """Fair kinds with their weights, which add up to one; empty where only `never` is known."""
        names = list(dict.fromkeys(str(move["kind"]) for move in self.moves))
        if len(names) < 2:
            return dict.fromkeys(names, 1.0)
        return {names[0]: FIRST} | dict.fromkeys(names[1:], (1 - FIRST) / (len(names) - 1))


def examples(folder: Path = FOLDER) -> tuple[LabelledLine, ...]:
    """Every example of a folder, in the order of its files; states stand in `states.jsonl`, by name."""
    states = {one["state_id"]: one["state"] for one in _lines(folder / "states.jsonl")}
    found: list[LabelledLine] = []
    for file in sorted(folder.glob("*.jsonl")):
        if file.name != "states.jsonl":
            found += [example(one, states) for one in _lines(file)]
    return tuple(found)


_SAME_ANYWHERE = frozenset({"decline", "walk", "time", "question", "more", "rationale", "disclosure", "conditional"})
"""Kinds that a line is of whatever was asked before it."""
_EVERY = 5
"""Of the lines that are no yes, one in so many is said again; of thanks, which are nearest to one, every one."""


def asked_for(told: Sequence[LabelledLine]) -> tuple[LabelledLine, ...]:
    """The examples, and after them some said again where a yes has just been asked for: a plain yes stays one there,
    and that one was asked for makes none of a line that isn't."""
    apart = [one for one in told if one.moves and not one.state.get("closing")]
    yeses = [one for one in apart if set(one.kinds) == {"accept"}]
    none = [one for one in apart if "accept" not in one.kinds]
    thanks = [one for one in none if one.moves[0]["kind"] == "warmth"]
    others = [one for one in none if one.moves[0]["kind"] in _SAME_ANYWHERE]
    again = [
        replace(
            one, name=f"{one.name}-again", state={**one.state, "closing": True, "recruiter": _CLOSE[at % len(_CLOSE)]}
        )
        for at, one in enumerate([*yeses, *thanks, *others[::_EVERY]])
    ]
    return (*told, *again)


_CLOSE = (
    "That is the whole package. Shall I write it up?",
    "So that's settled? Do we have a deal?",
    "Can I take that as a yes?",
    "Do you accept that?",
)


def example(told: Mapping[str, Any], states: Mapping[str, Any]) -> LabelledLine:
    """One line of an examples file."""
    state = dict(told.get("state") or states[told["state_id"]])
    if "recruiter" in told:
        state["recruiter"] = told["recruiter"]
    if isinstance(told.get("asked"), dict):
        state["asked"] = {**state.get("asked", {}), **told["asked"]}
    moves = (told["move"], *told.get("also", ())) if "move" in told else ()
    return LabelledLine(str(told["id"]), state, told["line"], moves, tuple(told.get("never", ())))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def wanted(move: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """Every amount of a move: its role ("ask:base", "give:equity", "claim:base", "pay", "floor") and its level."""
    packages = [ask for package in move.get("packages", ()) for ask in package]
    for role, asks in (("ask", [*packages, *move.get("asks", ())]), ("give", move.get("gives", ()))):
        for ask in asks:
            value = ask.get("low") if ask.get("low") is not None else ask.get("high")
            if value is not None and ask["part"] in PARTS:
                yield f"{role}:{ask['part']}", Decimal(str(value))
    for one in move.get("disclosures", ()):
        if one.get("amount") is not None:
            yield str(one["what"]), Decimal(str(one["amount"]))
    for one in move.get("claims", ()):
        if one.get("amount") is not None:
            yield f"claim:{one.get('part') or 'base'}", Decimal(str(one["amount"]))


def aligned(move: Mapping[str, Any], amounts: tuple[LineAmount, ...], table: OnTable) -> dict[int, tuple[str, str]]:
    """Which amount of the line is which of the move's: its index, its role and the operation that leads there."""
    found: dict[int, tuple[str, str]] = {}
    for role, value in wanted(move):
        part = role.partition(":")[2] or "base"
        hits = (
            (index, operation)
            for operation in OPERATIONS
            for index, amount in enumerate(amounts)
            if index not in found and _is(level(amount, part, operation, table), value)
        )
        hit = next(hits, None)
        if hit:
            found[hit[0]] = (role, hit[1])
    return found


def _is(told: tuple[int | Decimal, int | Decimal] | None, value: Decimal) -> bool:
    return told is not None and any(abs(Decimal(end) - value) < 1 for end in told)


def bare(move: Mapping[str, Any]) -> set[str]:
    """Parts and terms that a move names without a figure: "ask:start", "give:remote"."""
    packages = [ask for package in move.get("packages", ()) for ask in package]
    found = set()
    for role, asks in (("ask", [*packages, *move.get("asks", ())]), ("give", move.get("gives", ()))):
        found |= {f"{role}:{ask['part']}" for ask in asks if ask.get("low") is None and ask.get("high") is None}
    return found


def holding(moves: Iterable[Mapping[str, Any]], name: str) -> tuple[set[str], set[str]]:
    """What holds of a line by its first move ("flags", "reasons", "questions"), and what only another one says."""
    told = [set(bare(move)) if name == "bare" else set(move.get(name, ())) for move in moves]
    first = told[0] if told else set()
    return first, set().union(*told[1:]) - first if len(told) > 1 else set()
