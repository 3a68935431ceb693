"""Amounts, ranges, percents and currencies in a table cell.

A cell is read in three steps: `plain` strips what markdown and typography add, the lark grammar turns the
rest into terms joined by dashes and slashes, and the terms are folded into ranges. Whatever the grammar
doesn't cover is state "unread": a cell is never guessed.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from ingest.amounts.grammar import DURATION, Term, grant_years, to_terms
from ingest.amounts.plain import plain
from ingest.amounts.signs import SHARED_SYMBOLS, SYMBOLS, resolve_currency, stated_currencies
from ingest.amounts.types import WITH_CENTS, Cell, Count, MoneyHint, Percent, Period, Range, Unread, whole

LONGEST_CELL = 400
"""Characters above which a cell is prose."""

_DASHES = re.compile(r"[-‐‑‒–—―−~.]+")
_NOTHING = re.compile(
    r"(?:none|n\s*/?\s*a|n\.a\.|nil|no|zero|not\s+applicable|not\s+offered|no\s+(?:\w+\s*){1,3})\b\.?(?:\s*[-–—(].*)?",
    re.I,
)
_RELATIVE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*%?(?:\s*[-–—−~]\s*(?P<high>\d+(?:\.\d+)?))?\s*%\s+of\s+(?:the\s+)?"
    r"(?!base|salary|target|total|ote|annual|fixed|gross|pay|comp)(?P<of>[A-Za-z][\w .,&/+-]*)",
    re.I,
)
_SAME = re.compile(r"\bsame\b(?:.*?\bas\s+(?:the\s+|in\s+)?(?P<of>[A-Za-z][\w .,&/+-]*))?|^identical\b", re.I)
_PARENS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_OTHER_UNITS = re.compile(
    r"hour|hourly|/\s*hr|daily|per\s+day|week|quarter|thousand|'?000|million|\bin\s+[km]\b|per\s+share", re.I
)


@lru_cache(maxsize=4096)
def read_cell(text: str, hint: MoneyHint = MoneyHint()) -> Cell:
    """Read one table cell. Never raises: what can't be read has state "unread" and says why.

    An amount's period and years are what the cell itself writes (None where it doesn't); the header's are
    laid over it by `ingest.guide.tables`.
    """
    if len(text) > LONGEST_CELL:
        return Cell("unread", why=f"it has {len(text):,} characters, too many for a cell")
    shown = plain(text)
    if not shown:
        return Cell("blank")
    if _DASHES.fullmatch(shown) or (_NOTHING.fullmatch(shown) and not re.search(r"\d", shown)):
        return Cell("none")
    if relative := _relative(shown):
        return relative
    if not any(c.isdigit() for c in shown):
        return Cell("variable", note=shown)
    try:
        return _read_figures(shown, hint)
    except Unread as reason:
        return Cell("unread", why=str(reason))


def _relative(shown: str) -> Cell | None:
    if found := _RELATIVE.search(shown):
        low = Decimal(found["low"])
        percent = Percent(low, Decimal(found["high"] or found["low"]))
        if re.search(r"[$£€₹¥₩]\s*\d", shown):
            return Cell("unread", why="it gives both an amount and a share of another region's")
        return Cell("relative", percent=percent, relative_to=found["of"].strip(" .,"), note=shown)
    if not any(c.isdigit() for c in shown) and (same := _SAME.search(shown)):
        return Cell("relative", relative_to=(same["of"] or "").strip(" .,") or None, note=shown)
    return None


def _read_figures(shown: str, hint: MoneyHint) -> Cell:
    asides = [inner.strip() for inner in _PARENS.findall(shown)]
    main = _PARENS.sub(" ", shown).strip(" ,;")
    if not any(c.isdigit() for c in main):
        raise Unread("its figure stands only in brackets")
    for aside in asides:
        codes = stated_currencies(aside)
        if codes and not any(c.isdigit() for c in aside):
            hint = replace(hint, stated=codes)
    cell = _fold(to_terms(main), hint)
    for aside in asides:
        cell = _beside(cell, aside, hint)
    return cell


# --- terms to ranges
_Group = tuple[Term, Term]
_SHAPES: dict[str, tuple[tuple[int, int], ...]] = {
    "": ((0, 0),),
    "-": ((0, 1),),
    "/": ((0, 0), (1, 1)),
    "-/-": ((0, 1), (2, 3)),
    "-/": ((0, 1), (2, 2)),
    "/-": ((0, 0), (1, 2)),
    "//": ((0, 0), (1, 1), (2, 2)),
    "-/-/-": ((0, 1), (2, 3), (4, 5)),
}
"""Which terms are the ends of which range, by the marks between the terms."""


def _fold(read: tuple[list[Term], list[str]], hint: MoneyHint) -> Cell:
    terms, ops = read
    shape = "".join(ops)
    if shape == "/-/":  # "£109K / $137K - £148K / $186K": low and high, each in two currencies
        pairs: tuple[tuple[int, int], ...] = ((0, 2), (1, 3))
        if terms[0].currency in (None, terms[1].currency):
            raise Unread("its slashes and dashes can be read in more than one way")
    elif shape in _SHAPES:
        pairs = _SHAPES[shape]
    else:
        raise Unread("its slashes and dashes can be read in more than one way")
    cells = [_range(terms[a], terms[b], point=a == b, hint=hint) for a, b in pairs]
    return _join(cells)


def _range(low: Term, high: Term, *, point: bool, hint: MoneyHint) -> Cell:
    period = high.period or low.period
    if low.period and high.period and low.period != high.period:
        raise Unread("its two ends are for different periods")
    words = low.words if point else low.words + high.words
    bound = low.bound
    if (high.bound and not point and high.bound != "about") or (low.plus and not point):
        raise Unread("its bounds contradict its range")
    base = Cell(
        "stated",
        period=period,
        years=high.years or low.years,
        words=words,
        note={"upto": "up to", "about": "about"}.get(bound, ""),
    )
    is_open = high.plus or bound == "from"
    bare = not (low.currency or high.currency or low.scale or high.scale or low.shares or high.shares)
    if low.percent or high.percent or (hint.percent and bare):
        if low.currency or high.currency or low.scale or high.scale or not (high.percent or hint.percent):
            raise Unread("it mixes money and percent")
        if low.number > 400 or high.number > 400:
            raise Unread("its percentage is impossible")
        bottom = Decimal(0) if bound == "upto" and point else low.number
        cell = replace(base, percent=Percent(bottom, high.number, is_open), first_is_percent=True)
        return replace(cell, swapped=bottom > high.number)
    if not (low.currency or high.currency) and (high.shares or low.shares):
        first, second = _scaled(low, high, 1)
        return replace(base, count=Count(int(first), int(second)), swapped=first > second)
    currency = _currency(low, high, hint)
    first, second = _scaled(low, high, hint.scale, cents=hint.cents or period in WITH_CENTS)
    bottom_amount = 0 if bound == "upto" and point else first
    return replace(base, amount=Range(bottom_amount, second, currency, is_open), swapped=bottom_amount > second)


def _scaled(low: Term, high: Term, header: int, *, cents: bool = False) -> tuple[int | Decimal, int | Decimal]:
    """Both ends in whole units, or with cents. "$180–225K" and "$180K–225" mean one scale for both, where only that
    gives a range."""
    a, b = low.scale, high.scale
    if a is None and b is not None and low.number < 1000:
        if low.number > high.number:
            raise Unread("only one of its ends has a scale and the other doesn't fit it")
        a = b
    elif b is None and a is not None and high.number < 1000:
        if high.number < low.number:
            raise Unread("only one of its ends has a scale and the other doesn't fit it")
        b = a
    ends: list[int | Decimal] = []
    for number, scale in ((low.number, a), (high.number, b)):
        value = number * (scale or (header if number < 10_000 else 1))
        if value != int(value) and not (cents and value == round(value, 2)):
            raise Unread("it has fractions of a unit")
        ends.append(whole(value))
    return ends[0], ends[1]


def _currency(low: Term, high: Term, hint: MoneyHint) -> str:
    written = low.currency or high.currency
    if low.currency and high.currency and low.currency != high.currency:
        ends = {SYMBOLS.get(c, c) for c in (low.currency, high.currency)}
        exact = [c for c in ends if c not in SHARED_SYMBOLS]
        sign = next((c for c in ends if c in SHARED_SYMBOLS), None)
        # "CAD $120K–$140K": the end with both code and sign, or the header, says what the other's sign means.
        told = sign is not None and any(t.sign == sign and t.currency != sign for t in (low, high))
        stated = sign is not None and exact[0] in hint.stated and exact[0] in SHARED_SYMBOLS[sign]
        if len(ends) > 1 and not told and not stated:
            raise Unread("its two ends are in different currencies")
        written = exact[0]
    if written is None and not hint.stated and {low.scale, high.scale} & {10**5, 10**7}:
        return "INR"  # lakhs and crores are rupees
    return resolve_currency(written, hint)


def _join(cells: list[Cell]) -> Cell:
    """Ranges that stood side by side: the first is the figure, other currencies go to `also`, a percent beside."""
    first = cells[0]
    for other in cells[1:]:
        if other.percent and first.amount and not first.percent:
            first = replace(first, percent=other.percent)
        elif other.amount and first.percent and not first.amount:
            first = replace(first, amount=other.amount, period=other.period, years=other.years)
        elif other.amount and first.amount:
            taken = {first.amount.currency, *(r.currency for r in first.also)}
            if other.amount.currency in taken:
                raise Unread("it gives two amounts in one currency")
            if other.period and first.period and other.period != first.period:
                first = replace(
                    first, note=_and(first.note, f"the {other.amount.currency} figure is per {other.period}")
                )
            elif first.period == "month" and not other.period:
                first = replace(
                    first, note=_and(first.note, f"the {other.amount.currency} figure beside it names no month")
                )
            # "£30K-£57K / $38K-$71K/yr": a period written once, at the end, is for the whole.
            first = replace(
                first,
                also=(*first.also, other.amount),
                period=first.period or other.period,
                years=first.years or other.years,
            )
        else:
            raise Unread("it gives two figures of different kinds")
        first = replace(first, swapped=first.swapped or other.swapped, words=first.words + other.words)
    return first


def _and(note: str, more: str) -> str:
    return f"{note}; {more}" if note else more


def _beside(cell: Cell, aside: str, hint: MoneyHint) -> Cell:
    """What a bracket after the figure adds: its period, its percent or amount, its yearly value, or a note."""
    if not aside:
        return cell
    if period := _bare_period(aside):
        kind, years = period
        if cell.period and cell.period != kind:
            return replace(cell, note=_and(cell.note, aside))
        return replace(cell, period=kind, years=cell.years or years)
    try:
        other = _fold(to_terms(aside), hint) if any(c.isdigit() for c in aside) else None
    except Unread:
        other = None
    if other is None:
        if _OTHER_UNITS.search(aside):
            raise Unread(f"({aside}) changes its unit")
        return replace(cell, note=_and(cell.note, aside))
    return _beside_figure(cell, other, aside)


def _beside_figure(cell: Cell, other: Cell, aside: str) -> Cell:
    if other.percent and not other.amount and not cell.percent and (cell.amount or cell.count):
        return replace(cell, percent=other.percent)
    if other.amount and cell.percent and not cell.amount and not other.percent:
        return replace(cell, amount=other.amount, also=other.also)
    if other.amount and cell.amount:
        if other.period == "year" and cell.period != "year" and other.amount.currency == cell.amount.currency:
            return replace(cell, yearly=other.amount)
        taken = {cell.amount.currency, *(r.currency for r in cell.also)}
        if other.period in (None, cell.period) and other.amount.currency not in taken:
            return replace(cell, also=(*cell.also, other.amount))
    return replace(cell, note=_and(cell.note, aside))


@cache
def _period_only() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<grant>(?:(?:/|over|across|for|per|total\s+over)\s*)?{DURATION}(?:\s*-?\s*(?:vest(?:ing|ed|s)?|grant|"
        rf"total|period|schedule))*)"
        r"|(?P<year>(?:/|per)?\s*(?:yr|year|annum|annual|annually|yearly|p\.?a\.?)\.?)|(?P<month>(?:/|"
        r"per)?\s*(?:month|monthly|mo)\.?)"
        r"|(?P<once>one[\s-]time|once)",
        re.I,
    )


def _bare_period(text: str) -> tuple[Period, int | None] | None:
    found = _period_only().fullmatch(text.strip())
    if not found:
        return None
    if found["grant"]:
        return "grant", grant_years(found["grant"])
    return ("year", None) if found["year"] else ("month", None) if found["month"] else ("once", None)
