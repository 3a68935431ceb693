"""A line of a rehearsal read into a move: amounts, kind, reasons, questions; and the guard before an acceptance."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.reading.features import Row
from bot.reading.heads import Head, load
from bot.reading.moves.amounts import OPERATIONS, Amount, about_time_off, is_by_month, level, spoken
from bot.reading.moves.claims import company_in, rivals
from bot.reading.moves.heard import Heard
from bot.reading.moves.rows import Encode, Line, encoder
from bot.reading.moves.table import MONEY, Table, table_of

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
)
"""Kinds that may hold asks; figures in the others are told, not asked for."""
SURE, FAIR = 0.54, 0.42
"""From which probabilities on a yes is taken: as the likeliest kind, and where it has just been asked for."""


@cache
def heads() -> dict[str, Head]:
    """The trained heads of the package."""
    return load(WEIGHTS)[0]


@cache
def _encode() -> Encode:
    return encoder()


def move_of(state: Mapping[str, Any], line: str) -> dict[str, Any]:
    """The move of a line said in a state, both in the form of `parley read --practice`; empty lists are left out.

    "confidence": how sure the kind is, "yes": how near it is to an acceptance, 0 to 1.
    A line of more than 3,000 characters is unclear.
    """
    return read(table_of(state), line)


def read(
    table: Table, said: str, encode: Encode | None = None, trained: Mapping[str, Head] | None = None
) -> dict[str, Any]:
    """The move of a line said at a table."""
    if len(said) > LONGEST or not any(c.isalnum() for c in said):
        return {"kind": "unclear", "confidence": 1.0}
    told = trained or heads()
    line = Line(said, table, encode or _encode())
    row = line.row()
    chances = told["kind"].chances(row)
    found = heard(line, told, chances)
    deal = told["deal"].chances(row)["deal"]
    if _recites(found, line):
        kind = _reciting(chances, deal, line, found)
        found = tuple(one for one in found if one.role != "ask")
    else:
        kind = _kind(chances, deal, line, found)
        if kind == "accept" and _taken_back(told, line):
            kind = _otherwise(
                sorted((one for one in chances if one != "accept"), key=lambda one: -chances[one]), chances
            )
        found = tuple(one for one in found if not _stands(one, line) or one.role != "ask")
    move = _move(kind, chances[kind], line, found, _lists(told, line, kind))
    return move | {"yes": round(chances.get("accept", 0.0), 3)}


def _taken_back(told: Mapping[str, Head], line: Line) -> bool:
    """Whether a sentence beside the yes clearly does something else: "Count me in. The number still needs work." """
    kinds = [told["kind"].best(one.row()) for one in line.sentences]
    return any(kind in _NO_YES and sure >= 0.45 for kind, sure in kinds)


_NO_YES = ("more", "decline", "counter", "conditional", "time", "choices", "walk")


def _stands(one: Heard, line: Line) -> bool:
    return line.table.now(one.part) == one.low == one.high


def _recites(found: tuple[Heard, ...], line: Line) -> bool:
    """Whether the line says nothing but the figures that stand, so that they ask for nothing."""
    asks = [one for one in found if one.role == "ask"]
    return bool(asks) and all(_stands(one, line) for one in asks)


def _reciting(chances: Mapping[str, float], deal: float, line: Line, found: tuple[Heard, ...]) -> str:
    """The kind of a line whose figures all stand: a yes, where the heads lean to one and nothing speaks against it."""
    if chances["accept"] >= RECITED and deal >= RECITED and not _AGAINST.search(spoken(line.said)):
        return "accept"
    left = {
        kind: chance for kind, chance in chances.items() if kind not in ("counter", "accept", "choices", "ultimatum")
    }
    best = max(left, key=left.__getitem__)
    return best if left[best] >= 0.15 else "unclear"


RECITED = 0.15
PERIODS, PERIODIC = ("year", "month", "grant"), ("base", "equity")
"""What a figure may be told by, and the parts that are told so."""
FLOOR = {"flags": 0.4, "reasons": 0.15, "questions": 0.12, "bare": 0.3}
"""From which probability on a line holds something of a list."""
SIDE = {("questions", False): 0.3, ("bare", True): 0.6}
"""The same for questions in lines that aren't one, and for parts named without a figure in a question."""
RARELY, RARE = ("recap", "rude"), 0.2
"""Flags with few examples, whose heads are shy."""
LIKELY = {"questions": ("question", 0.0), "reasons": ("rationale", 0.08)}
"""A line of that kind holds the likeliest one, from this probability on, where none else passes."""


def _lists(told: Mapping[str, Head], line: Line, kind: str) -> dict[str, tuple[str, ...]]:
    """What a line holds several of, likeliest first: of the whole line, and of each of its sentences."""
    found: dict[str, tuple[str, ...]] = {}
    rows = [line.row(), *(one.row() for one in line.sentences)]
    for name, usual in FLOOR.items():
        floor = SIDE.get((name, kind == "question"), usual)
        used = rows if name in ("reasons", "questions") else rows[:1]
        each = [told[name].chances(row) for row in used]
        chances = {label: max(one[label] for one in each) for label in each[0]}
        ranked = sorted(chances, key=lambda label: -chances[label])
        kept = tuple(label for label in ranked if chances[label] >= (RARE if label in RARELY else floor))
        owner, least = LIKELY.get(name, ("", 1.0))
        if not kept and kind == owner and chances[ranked[0]] >= least:
            kept = (ranked[0],)
        found[name] = kept
    return found


HOLDING = {"counter": 0.15, "ultimatum": 0.15, "conditional": 0.25, "choices": 0.25, "answer": 0.4}
"""From which probability on the likeliest figure of such a line is an ask, where none is surer."""


RIVAL = 0.25
"""From which probability of another offer on a figure beside a company's name is that company's."""
ALONE = 0.25
"""The same where the figure is the only one and the recruiter has just asked something."""


def _others(chance: Mapping[str, float]) -> float:
    """How likely an amount is the person's pay, their floor or another's offer."""
    return max((chance[name] for name in chance if name.startswith(("pay", "floor", "claim"))), default=0.0)


def heard(line: Line, told: Mapping[str, Head], kinds: Mapping[str, float]) -> tuple[Heard, ...]:
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
    _in_order(line, names)
    rival = told["reasons"].chances(line.row()).get("competing", 0.0) >= RIVAL
    if kind in HOLDING:
        names = [_said_outright(line, at, names) if name == "none" else name for at, name in enumerate(names)]
    names = [
        (_of_another(line, at) if rival else name) if name == "none" else _own_floor(line, at, name)
        for at, name in enumerate(names)
    ]
    found = [
        _level(line, told, rows[at], at, name, chances[at].get(name, 0.0))
        for at, name in enumerate(names)
        if name != "none"
    ]
    return tuple(one for one in found if one is not None)


_LESS = re.compile(
    r" ?(?:less|fewer|lower) (?:in|on|of|for|base|salary|stock|equity|options|shares|to sign)", re.IGNORECASE
)
""" "ten less in salary": what is given up."""
_FLOOR = re.compile(r"\bmy (?:floor|minimum|bottom line|walk-?away|lowest)\b", re.IGNORECASE)


def _own_floor(line: Line, index: int, name: str) -> str:
    """A figure that follows "my floor" is that, whatever it was taken for."""
    one = line.amounts[index]
    return "floor" if name.startswith("ask") and _FLOOR.search(line.text[max(0, one.start - 30) : one.start]) else name


_JOINED = re.compile(r"\s*(?:,|and|&|/|plus|\+)+\s*")


def _in_order(line: Line, names: list[str]) -> None:
    """ "228 and 400, 40": figures side by side with no part named are base, equity and signing, in that order."""
    for at in range(1, len(names)):
        before, one = line.amounts[at - 1], line.amounts[at]
        if not _JOINED.fullmatch(line.text[before.end : one.start]) or line.beside(at):
            continue
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


def _is_time_off(line: Line, index: int) -> bool:
    """Whether a count is of days or weeks off: named beside it, or just spoken of by the recruiter."""
    unit = line.amounts[index].unit
    return unit.startswith(("day", "week")) and (
        line.beside(index) == "pto" or line.before_parts == ("pto",) or about_time_off(line.text, line.amounts[index])
    )


def _said_outright(line: Line, index: int, names: Sequence[str]) -> str:
    """What a figure is that nothing was made of: an ask of the part named right beside it, where it stands in a list
    with other asks ("204K base, 320K in stock"), or of days off."""
    if _is_time_off(line, index):
        return "ask:pto"
    part, one = line.beside(index), line.amounts[index]
    if part not in MONEY or one.unit or one.percent or line.table.now(part) == _level_of(one, part, line.table):
        return "none"
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(names) and names[at].startswith("ask")]
    return f"ask:{part}" if any(_in_one_sentence(line, at, index) for at in near) else "none"


def _level_of(one: Amount, part: str, table: Table) -> Decimal | int | None:
    """What an amount comes to as a level of a part."""
    ends = level(one, part, "at", table)
    return ends[0] if ends else None


def _in_one_sentence(line: Line, first: int, second: int) -> bool:
    start, end = sorted((line.amounts[first].end, line.amounts[second].end))
    return not re.search(r"[.;?!]\s", line.text[start:end])


def _is_small(one: Amount, table: Table) -> bool:
    """Whether an amount can be a signing bonus: at most about half the salary."""
    ends = level(one, "signing", "at", table)
    base = table.now("base") * (12 if table.period("base") == "month" else 1)
    return ends is not None and 0 < float(ends[0]) <= 0.55 * float(base)


def _of_another(line: Line, index: int) -> str:
    """What a figure is that does nothing else: another company's offer where its clause names a company."""
    one = line.amounts[index]
    start = max(line.text.rfind(mark, 0, one.start) for mark in ".;!?\n") + 1
    if one.unit or one.percent or not company_in(line.text[start : one.start], line.table):
        return "none"
    return f"claim:{line.beside(index) or 'base'}"


def _level(line: Line, told: Mapping[str, Head], row: Row, index: int, name: str, sure: float) -> Heard | None:
    """An amount with what it comes to in its part, by the likeliest way of saying it that fits."""
    amount = line.amounts[index]
    role, _, part = name.partition(":")
    part = line.beside(index) if role in ("ask", "give") and line.beside(index) else part or "base"
    if role == "ask" and not line.beside(index):
        part = _context(line, amount, part)
    ways = told["operation"].chances(row)
    order = sorted(OPERATIONS, key=lambda way: -ways.get(way, 0.0))
    if role in ("ask", "give") and _LESS.match(line.text, amount.end) and len(line.amounts) > 1:
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
            return Heard(role, part, low, high, period or line.table.period(part), operation, sure, index)
    return None


def _context(line: Line, amount: Amount, part: str) -> str:
    """The part of an ask that names none: what the recruiter asked about, or the whole where it is spoken of."""
    spoken_of = {name for _, _, name in line.parts} or set(line.before_parts)
    if spoken_of == {"total"} and _fits(amount, "total", line.table) and not _fits(amount, "base", line.table, 1.15):
        return "total"
    asked = len(line.before_parts) == 1 and not re.search(r"<[a-z-]+>", line.before)
    if asked and len(line.amounts) == 1 and _fits(amount, line.before_parts[0], line.table):
        return line.before_parts[0]
    return part


def _fits(amount: Amount, part: str, table: Table, most: float = 3) -> bool:
    """Whether an amount, as a level, can be meant for a part that stands."""
    ends = level(amount, part, "at", table)
    now = table.now(part) / (12 if is_by_month(amount, part, table) else 1)
    return ends is not None and (not now or 0.9 < float(ends[0]) / float(now) < most)


def _possible(value: int | Decimal, part: str, operation: str, role: str, table: Table, yearly: int = 1) -> bool:
    """Whether a level can be meant: nobody asks for a small part of the salary or the grant that stands."""
    now = float(table.now(part))
    if part not in ("base", "equity") or not now:
        return True
    if operation == "at":
        least = 0.6 if part == "base" else 0.3
        return yearly * float(value) / now > least or role == "give"
    return 0.3 < float(value) / now < 4


_AGAINST = re.compile(
    r"\b(?:if|unless|but|until|till|once|when|provided|assuming|except|however|otherwise|almost|nearly|whether|rather|"
    r"what|how|why|which|where|would you|could you|can you)\b|\?",
    re.IGNORECASE,
)
"""Words after which a yes may be none; with one of them the heads must be surer."""
_NOT_NOW = re.compile(
    r"\b(?:sleep on|not so fast|hang on|hold on|not yet|let me think|think (?:about|it over)|weekend|"
    r"talk (?:it over|to)|"
    r"discuss (?:it|this) with|get back to you|come back to you|hold your|run (?:it|this|that) (?:by|past))\b"
    r"|^\W*(?:nope|nah|no(?! (?:issues?|doubts?|problems?|worries|objections?|edits|more questions?|further)\b))\b"
    r"|\bif\b(?! (?:that|this)(?:'s| is) (?:\w+ ){0,2}(?:last|end|best|final|all|it)\b)"
    r"|(?<!where )\b(?:would|do|did|should) (?:you|i|they|anyone) (?:\w+ )?(?:accept|take|sign|agree)"
    r"|\b(?:almost|nearly)\b|\bstay(?:ing)? (?:where i|put|on)\b"
    r"|\b(?:number|figure|money|salary|offer|base|pay) (?:still |just )?(?:needs|isn't|is not|has to)\b"
    r"|\b(?:yes|ok|okay|sure|fine|great),? but\b|\b(?:accept|take|sign|agree to) nothing\b|\bno deal\b"
    r"|\b(?:i'd|i would) (?:really |so )?love to\b|\bi (?:really |do )?want to\b"
    r"|\b(?:can't|cannot|can not|couldn't|could not|won't|will not|wouldn't|don't|do not|didn't|not|never) "
    r"(?!wait\b)(?:\w+ ){0,2}(?:accept|take|sign|agree|do)\b"
    r"|\b(?:he|she|they|who|friend|colleague|brother|sister) (?:\w+ )?(?:accepted|signed|took)\b",
    re.IGNORECASE,
)
"""Words that put a yes off, tie it to something or say another's: with them there is none, whoever read it."""
_THANKS_ALONE = re.compile(
    r"\W*(?:(?:oh|wow|thanks?|thank you|cheers|great|nice|cool|awesome|lovely|amazing|wonderful|super|so|very|"
    r"much|a lot|"
    r"really|for (?:the|your|this) (?:offer|time|call|help)|that's|appreciated?|i|it)\W*)+",
    re.IGNORECASE,
)
"""Thanks and joy are no yes by themselves."""


def _kind(chances: Mapping[str, float], deal: float, line: Line, found: tuple[Heard, ...]) -> str:
    """The likeliest kind, where an acceptance has passed the guard."""
    ranked = sorted(chances, key=lambda kind: -chances[kind])
    if ranked[0] != "accept":
        return ranked[0]
    return "accept" if accepts(chances["accept"], deal, line, found) else _otherwise(ranked, chances)


def accepts(chance: float, deal: float, line: Line, found: tuple[Heard, ...]) -> bool:
    """Whether a yes may be taken: the heads agree, it asks for what stands alone, and nothing speaks against it."""
    if any(one.role in ("ask", "give") and not _stands(one, line) for one in found):
        return False
    if _NOT_NOW.search(line.text) or _THANKS_ALONE.fullmatch(line.text[:200]):
        return False
    surest = (chance * deal) ** 0.5
    bar = SURE + 0.25 * bool(_AGAINST.search(line.text))
    return surest >= (bar - SURE + FAIR if line.table.closing else bar)


def _otherwise(ranked: list[str], chances: Mapping[str, float]) -> str:
    """What a line is whose yes isn't taken: another kind that is nearly as likely, else a question back."""
    best = next(kind for kind in ranked if kind != "accept")
    return best if chances[best] >= 0.25 else "unclear"


def _move(
    kind: str, sure: float, line: Line, found: tuple[Heard, ...], lists: Mapping[str, tuple[str, ...]]
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
    }
    return {name: value for name, value in move.items() if value or name == "kind"} | {"confidence": round(sure, 3)}


def _ask(one: Heard) -> dict[str, Any]:
    return {"part": one.part, "low": one.low, "high": one.high, "period": one.period}


def _bare(name: str, table: Table) -> dict[str, Any]:
    part = name.partition(":")[2]
    return {"part": part, "low": None, "high": None, "period": table.period(part)}


_OR = re.compile(r"\b(?:or|otherwise|alternatively|option (?:b|two|2|c|3))\b|\b(?:b|2|c|3)[):]", re.IGNORECASE)


_OPTIONS = re.compile(
    r"\b(?:option|package|plan) ?(?:a|1)\b.{0,400}?\b(?:option|package|plan) ?(?:b|2)\b"
    r"|(?:^|\s)a[).:].{0,400}?\sb[).:]",
    re.IGNORECASE | re.DOTALL,
)


def _packages(line: Line, found: tuple[Heard, ...]) -> list[list[dict[str, Any]]]:
    """The asks of a line that offers a choice, a package each; empty where there are not two."""
    asks = [one for one in found if one.role == "ask"]
    cuts = [match.start() for match in _OR.finditer(line.text)]
    groups: dict[int, list[dict[str, Any]]] = {}
    for one in asks:
        at = sum(cut < line.amounts[one.index].start for cut in cuts)
        groups.setdefault(at, []).append(_ask(one))
    return list(groups.values()) if len(groups) > 1 else []
