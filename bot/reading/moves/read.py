"""A line of a rehearsal read into a move: amounts, kind, reasons, questions; and the guard before an acceptance."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.reading.heads import Head, load
from bot.reading.moves.asked import TOPICS, topics
from bot.reading.moves.claims import rivals
from bot.reading.moves.doubts import LEAST, perhaps
from bot.reading.moves.figures import clarified, heard
from bot.reading.moves.guard import ON_PAPER, RUDE, kind_of, recites, reciting, stands
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine, Encode, encoder
from bot.reading.moves.table import OnTable, table_of
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

WEIGHTS = Path(__file__).parent / "heads.npz"
LONGEST = 3000
"""Characters of a line; nobody says more at a time, and cutting one short could lose its "not"."""
ASKING = (
    "counter",
    "conditional",
    "answer",
    "choices",
    "more",
    "ultimatum",
    "unclear",
    "question",
    "decline",
    "time",
    "walk",
    "other-language",
)
"""Kinds that may hold asks; figures in the others are told, not asked for."""
WANTING = ("counter", "choices")
"""Kinds that are none without an ask."""
ASKED = ("question", "warmth", "answer", "more", "unclear")
"""Kinds of which a part may be a question."""
CLEARING = ("answer", "counter", "more", "unclear", "rationale")
"""Kinds that a few words may be taken for which say which of two things was meant."""


@cache
def heads() -> dict[str, Head]:
    """The trained heads of the package."""
    return load(WEIGHTS)[0]


@cache
def _encode() -> Encode:
    return encoder()


def move_of(state: Mapping[str, Any], line: str) -> dict[str, Any]:
    """The move of a line said in a state, both in the form of `parley read --practice`; empty lists are left out.

    "confidence": how sure the kind is, "yes": how near it is to an acceptance, 0 to 1; "recites": an unclear line says
    the figures that stand.
    A line of more than 3,000 characters is unclear.
    """
    told = read(table_of(state), line)
    return told | {"questions": _in_public(told["questions"])} if told.get("questions") else told


FINER = ("paid", "contract", "hours", "travel", "leaving", "whole", "call")
"""Topics that a recruiter answers each in its own way; the form of `parley read --practice` calls them "other"."""


BESIDE_PAY = ("contract", "hours", "travel", "leaving", "call")
"""Those of them for which no part of pay stands that is named beside."""


def _in_public(topics: Sequence[str]) -> list[str]:
    return [topic for topic in topics if topic not in FINER] or ["other"]


def read(
    table: OnTable, said: str, encode: Encode | None = None, trained: Mapping[str, Head] | None = None
) -> dict[str, Any]:
    """The move of a line said at a table."""
    if len(said) > LONGEST or not any(c.isalnum() for c in said):
        return {"kind": "unclear", "confidence": 1.0}
    told = trained or heads()
    line = CandidateLine(said, table, encode or _encode())
    row = line.row()
    chances = told["kind"].chances(row)
    found = heard(line, told, chances)
    deal = told["deal"].chances(row)["deal"]
    kind = kind_of(told, chances, deal, line, found)
    if kind == "rationale" and chances["counter"] >= NEARLY and any(one.role == "ask" for one in found):
        kind = "counter"
    recited = recites(found, line)
    if recited:
        kind = kind if kind == "accept" else reciting(told, chances, deal, line)
        found = tuple(one for one in found if one.role != "ask")
    else:
        found = tuple(one for one in found if not stands(one, line) or one.role != "ask")
    lists = _lists(told, line, kind, asked=any(one.role == "ask" for one in found))
    if kind in WANTING and not any(one.role == "ask" for one in found) and not _parts_asked(lists):
        kind = _without_asks(chances)
        lists = _lists(told, line, kind, asked=False)
    if kind in ASKED and not any(one.role in ("ask", "give") for one in found):
        named = topics(told, line)
        heard_of = lists["questions"]
        guesses = _guesses(told, line, lists) and not set(heard_of) & set(BESIDE_PAY)
        if named and (guesses or _of_another_part(named, heard_of) or set(heard_of) < set(named)):
            lists["questions"] = named
    if kind in CLEARING and (one := clarified(line)) is not None:
        kind, found = "answer", (one,)
    lists["flags"] = (*lists["flags"], *_closing_flags(line, kind, lists["flags"], recited=recited))
    move = _move(kind, chances[kind], line, found, lists)
    rude = told["flags"].chances(row).get("rude", 0.0) >= RUDE
    yes = 0.0 if rude else round(chances.get("accept", 0.0), 3)
    standing = {"recites": True} if recited and kind == "unclear" else {}
    doubts = perhaps(told, line, lists, found, chances, kind)
    return move | {"yes": yes} | standing | ({"perhaps": doubts} if doubts else {})


def _guesses(told: Mapping[str, Head], line: CandidateLine, lists: Mapping[str, Sequence[str]]) -> bool:
    """Whether the topics of a line's questions are none, or no more than the likeliest there are."""
    rows = (line.row(), *(one.row() for one in line.sentences))
    return (
        not lists["questions"] or max(max(told["questions"].chances(row).values()) for row in rows) < FLOOR["questions"]
    )


def _of_another_part(named: Sequence[str], heard: Sequence[str]) -> bool:
    """Whether a question names one part of pay and was heard to be about another: "the joining bonus"."""
    return set(heard) <= set(TOPICS.values()) and not set(named) & set(heard)


def _closing_flags(line: CandidateLine, kind: str, told: Sequence[str], *, recited: bool) -> list[str]:
    """What a yes does besides: it sums up where it says the figures that stand, and may want them on paper."""
    if kind != "accept":
        return []
    found = {"recap": recited and bool(line.amounts), "in-writing": bool(ON_PAPER.search(line.text))}
    return [flag for flag, holds in found.items() if holds and flag not in told]


def _parts_asked(lists: Mapping[str, tuple[str, ...]]) -> bool:
    return any(name.startswith("ask:") for name in lists["bare"])


def _without_asks(chances: Mapping[str, float]) -> str:
    """What a line is that asks for nothing: the likeliest of the other kinds, but no yes."""
    left = {kind: chance for kind, chance in chances.items() if kind not in (*WANTING, "accept", "ultimatum")}
    return max(left, key=left.__getitem__)


FLOOR = {"flags": 0.4, "reasons": 0.15, "questions": 0.4, "bare": 0.3, "extra": 0.5}
"""From which probability on a line holds something of a list."""
SIDE = {("questions", False): 0.5, ("bare", True): 0.6}
"""The same for questions in lines that aren't one, and for parts named without a figure in a question."""
LONE = 0.1
"""The same for the likeliest part of a line that asks for something and names no other."""
NEARLY = 0.3
"""From which probability of a counter on a reason with a figure that is asked for is one: "I led the move, so 212K"."""
LIKELY = {"questions": ("question", 0.0), "reasons": ("rationale", 0.08)}
"""A line of that kind holds the likeliest one, from this probability on, where none else passes."""


def _lists(told: Mapping[str, Head], line: CandidateLine, kind: str, *, asked: bool) -> dict[str, tuple[str, ...]]:
    """What a line holds several of, likeliest first: of the whole line, and of each of its sentences."""
    found: dict[str, tuple[str, ...]] = {}
    rows = [line.row(), *(one.row() for one in line.sentences)]
    for name, usual in FLOOR.items():
        if name not in told:
            found[name] = ()
            continue
        floor = SIDE.get((name, kind == "question"), usual)
        used = rows if name in ("reasons", "questions") else rows[:1]
        each = [told[name].chances(row) for row in used]
        chances = {label: max(one[label] for one in each) for label in each[0]}
        ranked = sorted(chances, key=lambda label: -chances[label])
        kept = tuple(label for label in ranked if chances[label] >= LEAST.get(label, floor))
        owner, least = LIKELY.get(name, ("", 1.0))
        if name == "bare" and not (kept or asked) and kind in ("counter", "conditional", "more"):
            kept = tuple(label for label in ranked if label.startswith("ask:") and chances[label] >= LONE)[:1]
        if not kept and kind == owner and chances[ranked[0]] >= least:
            kept = (ranked[0],)
        found[name] = kept
    return found


def _move(
    kind: str, sure: float, line: CandidateLine, found: tuple[HeardFigure, ...], lists: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    move: dict[str, Any] = {"kind": kind}
    asks = [_ask(one) for one in found if one.role == "ask"] if kind in ASKING else []
    gives = [_ask(one) for one in found if one.role == "give"]
    named = {ask["part"] for ask in asks}
    if kind in ASKING:
        asks += [_bare(name, line.table) for name in lists["bare"] if name.startswith("ask:") and name[4:] not in named]
    gives += [_bare(name, line.table) for name in lists["bare"] if name.startswith("give:")]
    packages = _packages(line, found) if kind == "choices" or _OPTIONS.search(line.text) else []
    if kind == "choices" and not packages and any(ask["low"] is None for ask in asks) and len(asks) > 1:
        packages = [[ask] for ask in asks]
    if packages:
        move["kind"] = "choices"
        move["packages"] = packages
        asks = []
    claims = rivals(line, [one for one in found if one.role == "claim"], lists["reasons"])
    reasons = list(dict.fromkeys([*lists["reasons"], *(["competing"] if claims else [])]))
    move |= {
        "asks": asks,
        "gives": gives,
        "reasons": reasons,
        "questions": list(lists["questions"]),
        "disclosures": [{"what": one.role, "amount": one.low} for one in found if one.role in ("pay", "floor")],
        "claims": claims,
        "flags": list(lists["flags"]),
        "extra": list(lists["extra"]),
    }
    return {name: value for name, value in move.items() if value or name == "kind"} | {"confidence": round(sure, 3)}


def _ask(one: HeardFigure) -> dict[str, Any]:
    return {"part": one.part, "low": one.low, "high": one.high, "period": one.period}


def _bare(name: str, table: OnTable) -> dict[str, Any]:
    part = name.partition(":")[2]
    return {"part": part, "low": None, "high": None, "period": table.period(part)}


_OR = _said("or")


_OPTIONS = re.compile(
    r"\b(?:option|package|plan) ?(?:a|1)\b.{0,400}?\b(?:option|package|plan) ?(?:b|2)\b"
    r"|(?:^|\s)a[).:].{0,400}?\sb[).:]",
    re.IGNORECASE | re.DOTALL,
)


def _packages(line: CandidateLine, found: tuple[HeardFigure, ...]) -> list[list[dict[str, Any]]]:
    """The asks of a line that offers a choice, a package each; empty where there are not two."""
    asks = [one for one in found if one.role == "ask"]
    cuts = [match.start() for match in _OR.every(line.text)]
    groups: dict[int, list[dict[str, Any]]] = {}
    for one in asks:
        at = sum(cut < line.amounts[one.index].start for cut in cuts)
        groups.setdefault(at, []).append(_ask(one))
    return list(groups.values()) if len(groups) > 1 else []
