"""The amounts of a line that do something: whose each is, of which part, and what it comes to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.reading.features import Row
from bot.reading.heads import Head
from bot.reading.moves.amounts import (
    OPERATIONS,
    LineAmount,
    about_time_off,
    amounts,
    compared,
    is_by_month,
    level,
    spoken,
)
from bot.reading.moves.claims import company_in
from bot.reading.moves.heard import HeardFigure
from bot.reading.moves.rows import CandidateLine
from bot.reading.moves.table import MONEY, OnTable
from bot.reading.stretches import sentences
from bot.reading.whole import holds
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

PERIODS, PERIODIC = ("year", "month", "grant"), ("base", "equity")
"""What a figure may be told by, and the parts that are told so."""
HOLDING = {"counter": 0.15, "ultimatum": 0.15, "conditional": 0.25, "choices": 0.25, "answer": 0.4}
"""From which probability on the likeliest figure of such a line is an ask, where none is surer."""


RIVAL = 0.25
"""From which probability of another offer on a figure beside a company's name is that company's."""
ALONE = 0.25
"""The same where the figure is the only one and the recruiter has just asked something."""


def _others(chance: Mapping[str, float]) -> float:
    """How likely an amount is the person's pay, their floor or another's offer."""
    return max((chance[name] for name in chance if name.startswith(("pay", "floor", "claim"))), default=0.0)


def heard(line: CandidateLine, told: Mapping[str, Head], kinds: Mapping[str, float]) -> tuple[HeardFigure, ...]:
    """The amounts of a line that do something, each with what it comes to. kinds: the chances of the line's kinds."""
    kind = max(kinds, key=kinds.__getitem__)
    rows = [line.amount_row(index, kinds) for index in range(len(line.amounts))]
    chances = [told["role"].chances(row) for row in rows]
    names = [max(chance, key=chance.__getitem__) for chance in chances]
    if rows and kind in HOLDING and not any(name.startswith("ask") for name in names):
        asks = [
            (chance[name], at, name) for at, chance in enumerate(chances) for name in chance if name.startswith("ask")
        ]
        best = max(asks, default=(0.0, 0, ""))
        alone = len(rows) == 1 and "?" in line.table.recruiter and not line.amounts[0].unit
        if best[0] >= (ALONE if alone else HOLDING[kind]) and best[0] >= _others(chances[best[1]]):
            names[best[1]] = best[2]
    names = [_counted(line, at, name) for at, name in enumerate(names)]
    _in_order(line, names)
    rival = _names_a_rival(line) or told["reasons"].chances(line.row()).get("competing", 0.0) >= RIVAL
    names = [f"claim:{line.beside(at) or 'base'}" if _offered(line, at) else name for at, name in enumerate(names)]
    elsewhere = rival and _asks_of_others(line)
    if elsewhere and kind in ("answer", "rationale", "disclosure", "counter"):
        names = [f"claim:{name[4:]}" if name.startswith("ask:") else name for name in names]
    if kind in (*HOLDING, "decline") and not (elsewhere or any(name.startswith("ask") for name in names)):
        names = _asked_again(line, _plainly_asked(line, names) if kind in HOLDING else names)
    if kind in HOLDING:
        for at, name in enumerate(names):
            names[at] = _said_outright(line, at, names) if name == "none" else name
    names = [
        _of_another(line, at) if rival and name == "none" else _own_floor(line, at, name)
        for at, name in enumerate(names)
    ]
    found = [
        _level(line, told, rows[at], at, _nearer(line, at, name, chances[at]), _sure_of(line, at, name, chances[at]))
        for at, name in enumerate(names)
        if name != "none"
    ]
    whole = [one for one in found if one is not None]
    return tuple(whole if kind == "choices" else _one_a_part(line, _traded(line, whole)))


def _plainly_asked(line: CandidateLine, names: list[str]) -> list[str]:
    """The last figure of a line that asks for something, where its part stands beside it and nothing else was made of
    it: "the range goes up to 130K, I'm looking for 127K base"."""
    for at in range(len(names) - 1, -1, -1):
        part, one = line.beside(at), line.amounts[at]
        level_there = _level_of(one, part, line.table) if part in MONEY else None
        yearly = line.table.years if one.period == "year" and line.table.period(part) == "grant" else 1
        if names[at] == "none" and level_there is not None and level_there * yearly > line.table.now(part):
            return [*names[:at], f"ask:{part}", *names[at + 1 :]]
    return names


def _asked_again(line: CandidateLine, names: list[str]) -> list[str]:
    """A figure that is what was asked for before is asked for again: "seventy-eight is what I said"."""
    told = [compared(one, line.table) for one in line.amounts]
    return [
        next((f"ask:{part[6:]}" for part, how in one.items() if how == "=" and part.startswith("asked-")), name)
        if name == "none"
        else name
        for name, one in zip(names, told, strict=True)
    ]


def _counted(line: CandidateLine, index: int, name: str) -> str:
    """A number before a noun counts something, and asks for nothing but days off; a multiple of what the recruiter has
    just spoken of asks for that."""
    one = line.amounts[index]
    if one.unit and not one.unit.startswith(("day", "week")):
        return "none"
    if name == "none" and one.times and len(line.before_parts) == 1 and len(line.said.split()) <= CLARIFIED:
        return f"ask:{line.before_parts[0]}"
    return name


_OTHERS = _said("others")


def _names_a_rival(line: CandidateLine) -> bool:
    """Whether a line names a company whose offer is held, one that offers something, or any where the recruiter has
    asked about others."""
    if any(holds(name, line.text) for name in line.table.rivals):
        return True
    offering = any(company_in(match[1], line.table) for match in _OFFERING.finditer(line.text))
    return offering or (_asks_of_others(line) and company_in(line.text, line.table))


_OFFERING = re.compile(r"([A-Z][\w&-]+(?: [A-Z][\w&-]+)?)(?: \w+){0,2} (?:offer(?:s|ed|ing)|giv(?:es|ing)|gave)\b")


def _offered(line: CandidateLine, index: int) -> bool:
    """Whether a figure is what a company named before it in its clause offers."""
    one = line.amounts[index]
    start = max(line.text.rfind(mark, 0, one.start) for mark in ",.;!?\n") + 1
    match = _OFFERING.search(line.text[start : one.start])
    return match is not None and not one.unit and company_in(match[1], line.table)


def _asks_of_others(line: CandidateLine) -> bool:
    """Whether the recruiter has just asked about another company's offer."""
    questions = [one for one in sentences(line.table.recruiter, ".!?") if one.endswith("?")]
    return bool(questions) and (bool(_OTHERS.search(questions[-1])) or company_in(questions[-1].strip(), line.table))


def _nearer(line: CandidateLine, index: int, name: str, chance: Mapping[str, float]) -> str:
    """A figure far too small for the base, in a sentence about another part, is that part's where it may be."""
    if name != "ask:base" or line.beside(index):
        return name
    part = line.near(index)
    one = line.amounts[index]
    if part in ("", "base", "total", "pay") or chance.get(f"ask:{part}", 0.0) < NEAR:
        return name
    value = _level_of(one, "base", line.table)
    return name if value is None or _possible(value, "base", "at", "ask", line.table) else f"ask:{part}"


NEAR = 0.08
"""From which probability on a figure may be that part's which its sentence names."""


def _traded(line: CandidateLine, found: list[HeardFigure]) -> list[HeardFigure]:
    """An "ask" below what stands, beside one above it, is given up: "trim the grant to 90 and base goes to 172"."""
    up = any(one.role == "ask" and line.table.now(one.part) and one.low > line.table.now(one.part) for one in found)
    return [
        replace(one, role="give")
        if up
        and one.role == "ask"
        and one.part in PERIODIC
        and one.high < line.table.now(one.part) * Decimal("0.97")
        and one.period in (None, line.table.period(one.part))
        else one
        for one in found
    ]


_CORRECTED = _said("corrected")


def _one_a_part(line: CandidateLine, found: list[HeardFigure]) -> list[HeardFigure]:
    """Of several figures asked for in one part the last where it corrects the others, else the least: "no less than
    290, though 305 would make me sing"."""
    kept: list[HeardFigure] = []
    for one in found:
        before = next((k for k in kept if (k.role, k.part) == (one.role, one.part) == ("ask", one.part)), None)
        if before is None:
            kept += [] if _said_again(line, one, kept) else [one]
            continue
        between = line.text[line.amounts[before.index].end : line.amounts[one.index].start]
        if _CORRECTED.search(between) or one.low < before.low:
            kept[kept.index(before)] = one
    return kept


def _said_again(line: CandidateLine, one: HeardFigure, kept: Sequence[HeardFigure]) -> bool:
    """Whether a figure without a part beside it is one that was asked for already: "85. Eighty-five, and I start"."""
    there = [line.amounts[k.index].low for k in kept if k.role == one.role == "ask"]
    return line.amounts[one.index].low in there and not line.beside(one.index)


_LESS = _said("less")
""" "ten less in salary": what is given up."""
_FLOOR = _said("floor")


def _own_floor(line: CandidateLine, index: int, name: str) -> str:
    """A figure that follows "my floor" is that, whatever it was taken for."""
    return "floor" if name.startswith(("ask", "none", "pay")) and _follows_floor(line, index) else name


def _sure_of(line: CandidateLine, index: int, name: str, chance: Mapping[str, float]) -> float:
    """How sure it is what a figure is; who says "my floor" leaves no doubt."""
    return 1.0 if name == "floor" and _follows_floor(line, index) else chance.get(name, 0.0)


def _follows_floor(line: CandidateLine, index: int) -> bool:
    start = line.amounts[index].start
    return bool(_FLOOR.search(line.text[max(0, start - 30) : start]))


def _only_joined(between: str) -> bool:
    """Whether nothing stands between two figures but "and" or a comma."""
    return bool(between.strip()) and _said("joined").only(between, r"\s")


def _in_order(line: CandidateLine, names: list[str]) -> None:
    """ "228 and 400, 40": figures side by side with no part named are base, equity and signing, in that order."""
    for at in range(1, len(names)):
        before, one = line.amounts[at - 1], line.amounts[at]
        if not _only_joined(line.text[before.end : one.start]) or line.beside(at):
            continue
        if names[at - 1 : at + 1] == ["none", "ask:equity"] and "ask:base" not in names:
            names[at - 1] = "ask:base" if _fits(before, "base", line.table) else "none"
        if (
            names[at - 1] == "ask:base"
            and names[at] in ("none", "ask:base")
            and "ask:equity" not in names
            and line.table.now("equity")
            and _fits(one, "equity", line.table)
        ):
            names[at] = "ask:equity"
        elif names[at - 1] == "ask:equity" and "ask:signing" not in names and _is_small(one, line.table):
            names[at] = "ask:signing"


def _is_time_off(line: CandidateLine, index: int) -> bool:
    """Whether a count is of days or weeks off: named beside it, or just spoken of by the recruiter."""
    unit = line.amounts[index].unit
    return unit.startswith(("day", "week")) and (
        line.beside(index) == "pto" or line.before_parts == ("pto",) or about_time_off(line.text, line.amounts[index])
    )


def _said_outright(line: CandidateLine, index: int, names: Sequence[str]) -> str:
    """What a figure is that nothing was made of: an ask of the part named right beside it, where it stands in a list
    with other asks ("204K base, 320K in stock"), or of days off."""
    if _is_time_off(line, index):
        return "ask:pto"
    part, one = line.beside(index), line.amounts[index]
    if part not in MONEY or one.unit or one.percent or line.table.now(part) == _level_of(one, part, line.table):
        return "none"
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(names) and names[at].startswith("ask")]
    return f"ask:{part}" if any(_in_one_sentence(line, at, index) for at in near) else "none"


def _level_of(one: LineAmount, part: str, table: OnTable) -> Decimal | int | None:
    """What an amount comes to as a level of a part."""
    ends = level(one, part, "at", table)
    return ends[0] if ends else None


def _in_one_sentence(line: CandidateLine, first: int, second: int) -> bool:
    start, end = sorted((line.amounts[first].end, line.amounts[second].end))
    return len(list(sentences(line.text[start:end], ".?!"))) == 1


def _is_small(one: LineAmount, table: OnTable) -> bool:
    """Whether an amount can be a signing bonus: at most about half the salary."""
    ends = level(one, "signing", "at", table)
    base = table.now("base") * (12 if table.period("base") == "month" else 1)
    return ends is not None and 0 < float(ends[0]) <= 0.55 * float(base)


def _of_another(line: CandidateLine, index: int) -> str:
    """What a figure is that does nothing else: another company's offer where its clause names a company."""
    one = line.amounts[index]
    start = max(line.text.rfind(mark, 0, one.start) for mark in ".;!?\n") + 1
    if one.unit or one.percent or not company_in(line.text[start : one.start], line.table):
        return "none"
    return f"claim:{line.beside(index) or 'base'}"


def _level(
    line: CandidateLine, told: Mapping[str, Head], row: Row, index: int, name: str, sure: float
) -> HeardFigure | None:
    """An amount with what it comes to in its part, by the likeliest way of saying it that fits."""
    amount = line.amounts[index]
    role, _, part = name.partition(":")
    part = line.beside(index) if role in ("ask", "give") and line.beside(index) else part or "base"
    if role == "ask" and not line.beside(index):
        part = _context(line, amount, part)
    if part == "pto" and (amount.currency or amount.scaled or (not amount.unit and amount.low > MOST_DAYS)):
        part = "base"
    ways = told["operation"].chances(row)
    order = sorted(OPERATIONS, key=lambda way: -ways.get(way, 0.0))
    if role in ("ask", "give") and _LESS.starts(line.text, amount.end) and len(line.amounts) > 1:
        role, order = "give", ["minus", *order]
    yearly = 12 if is_by_month(amount, part, line.table) else 1
    yearly = line.table.years if amount.period == "year" and line.table.period(part) == "grant" else yearly
    for operation in order:
        ends = level(amount, part, operation, line.table)
        if ends is not None and (
            role not in ("ask", "give") or _possible(ends[0], part, operation, role, line.table, yearly)
        ):
            low, high = (float(end) if end != int(end) else int(end) for end in ends)
            period = amount.period if operation == "at" and amount.period in PERIODS and part in PERIODIC else None
            return HeardFigure(role, part, low, high, period or line.table.period(part), operation, sure, index)
    return None


MOST_DAYS = 50
"""Days off that somebody may ask for: "65 then" is none, though leave was spoken of before."""
_SMALL = frozenset({"signing", "relocation", "refresher"})
"""Parts of about the same size: which of them is meant is told by the word for it."""


def _context(line: CandidateLine, amount: LineAmount, part: str) -> str:
    """The part of an ask that names none: what the recruiter asked about, or the whole where it is spoken of."""
    spoken_of = {name for _, _, name in line.parts} or set(line.before_parts)
    if spoken_of == {"total"} and _fits(amount, "total", line.table) and not _fits(amount, "base", line.table, 1.15):
        return "total"
    if part in _SMALL and not _is_small(amount, line.table) and _fits(amount, "base", line.table, 2):
        return "base"
    if part == "equity" and amount.period == "month" and line.table.period("equity") != "month":
        return "base"
    if part in _SMALL and len(spoken_of & _SMALL) == 1 and len(line.amounts) == 1:
        return next(iter(spoken_of & _SMALL))
    asked = len(line.before_parts) == 1 and "<" not in line.before
    if asked and len(line.amounts) == 1 and _fits(amount, line.before_parts[0], line.table):
        return line.before_parts[0]
    return part


def _fits(amount: LineAmount, part: str, table: OnTable, most: float = 3) -> bool:
    """Whether an amount, as a level, can be meant for a part that stands."""
    ends = level(amount, part, "times" if amount.times else "at", table)
    now = table.now(part) / (12 if is_by_month(amount, part, table) else 1)
    return ends is not None and (not now or 0.9 < float(ends[0]) / float(now) < most)


def _possible(value: int | Decimal, part: str, operation: str, role: str, table: OnTable, yearly: int = 1) -> bool:
    """Whether a level can be meant: nobody asks for a small part of the salary or the grant that stands."""
    now = float(table.now(part))
    if part not in ("base", "equity") or not now:
        return True
    if operation == "at":
        least = 0.6 if part == "base" else 0.3
        return yearly * float(value) / now > least or role == "give"
    return 0.3 < float(value) / now < 4


_ON_TOP = _said("on_top")


def clarified(line: CandidateLine) -> HeardFigure | None:
    """The figure asked for before, where the recruiter has asked which of two things it is and a few words say so:
    "Was that base or everything together?" "Base." None for every other line."""
    asked = line.table.asked
    question = line.table.recruiter.rstrip().endswith("?") and " or " in line.table.recruiter
    if line.amounts or len(asked) != 1 or not question or len(line.said.split()) > CLARIFIED:
        return None
    ((before, value),) = asked.items()
    told = amounts(spoken(line.table.recruiter))
    if told and not any(_level_of(one, before, line.table) == value for one in told):
        return None
    named = {part for _, _, part in line.parts}
    part = next(iter(named)) if len(named) == 1 and named != {"total"} else before
    whole = value + (line.table.now(part) if _ON_TOP.search(line.said) else 0)
    return HeardFigure("ask", part, int(whole), int(whole), line.table.period(part), "at", 1.0, -1)


CLARIFIED = 8
"""Words of an answer to such a question."""
