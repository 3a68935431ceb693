"""Sums over amounts that have ids, as they are written: "m1 * 12 + u2", "m2 / (1 - 37%)", "year(m1, m4)",
"total(4, u1, u2, u3)" for what comes in four years.

Every amount has an id; a number in the sum itself is a factor (2 to 100) or a percentage. Each result says how it was
come by ("₹23L (₹32L − ₹6L − ₹3L)"), and what can't be added up (other currencies, a rate without its hours) says why.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.model.mentions import in_language, lengths
from bot.model.relate import HOURS, Value, value_of
from bot.model.sheet import FactSheet, SheetFact
from bot.wording import money, percent
from ingest.amounts.numbers import mentions
from ingest.amounts.signs import CODES

LONGEST = 120
"""Characters of one sum."""
_WEEKS, _MONTHS = 52, 12
_CALENDAR = {Decimal(_WEEKS), Decimal(_MONTHS)}
COUNT = "#"
"""Before what is counted, where a sum is of no money ("#days")."""
_SPANS = ("", "year", "once")
"""What may be added up: pay of a year, and what comes once in it."""
_BARE = 1_000
"""Below it a number without a currency is told in thousands (or lakhs) beside an amount that is written out."""
_FACTORS = range(2, 101)
_SALARIES = range(12, 17)
"""Monthly salaries that make a year."""
_YEARS = range(1, 11)
"""Years that a grant may be paid over."""
_TOKEN = re.compile(
    r"\s*(?:\{?\s*(?P<id>[a-z]\d{1,3})(?:\.(?P<end>low|high))?\s*\}?|(?P<number>\d{1,9}(?:\.\d{1,2})?)"
    r"|(?P<name>year|total|[a-z]{3})(?=\s*\()|(?P<mark>[-+*/x×÷−–(),%]))"
)
_MARKS = {"x": "*", "×": "*", "÷": "/", "−": "-", "–": "-"}
_SHOWN = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}


class Unreckoned(ValueError):
    """Why amounts give no sum, for the model."""


@dataclass(frozen=True, slots=True)
class SumTerm:
    """A part of a sum and how it reads. kind: money, percent, count (of something: days, months, 13), or plain (a
    factor that was typed). loose: it reads as a sum of its own, and needs brackets in a product. items: what it is
    made of. bare: a number as they wrote it without currency or scale. years: over which it is a total."""

    value: Value
    text: str
    kind: str
    items: tuple[SheetFact, ...] = ()
    loose: bool = False
    bare: bool = False
    typed: tuple[Decimal, ...] = ()
    years: int | None = None


def reckoned(sheet: FactSheet, sum_: str) -> tuple[SheetFact, str]:
    """The result as an item, its id yet to be given, and the sentence on how it is come by. Raises Unreckoned."""
    reader = _SumReader(sheet, sum_)
    if len(reader.tokens) < 2 or not any(token["id"] for token in reader.tokens):
        raise Unreckoned("a sum is of amounts with ids, one at least, and what is done with them")
    found = reader.whole()
    if (value := found.value).high < value.low or value.low < 0:
        raise Unreckoned("the first is the smaller; put the larger first")
    told = _said(found)
    # What a sum is of, only where all its amounts are of the same part of pay.
    parts = {one.about.get("component") or one.part for one in found.items}
    about: dict[Any, str] = {"component": parts.pop()} if len(parts) == 1 and not _scaled(found) else {}
    about |= {"period": value.period} if value.period else {}
    ends = ("", "")
    if value.low != value.high:
        ends = (_said(_end(found, "low")), _said(_end(found, "high")))
    cites = tuple(dict.fromkeys(cite for one in found.items for cite in one.cites))
    paid = in_language("render", sheet.language)[value.period] if value.period in ("year", "month", "grant") else ""
    known = _CALENDAR | {number.low for text in sheet.messages for number in mentions(text)}
    made = SheetFact("", "told", told, {k: v for k, v in about.items() if v}, *ends, years=found.years, cites=cites,
                     how=found.text, of=tuple(one.id for one in found.items),
                     assumed=bool(set(found.typed) - known))  # fmt: skip
    return made, f"{found.text} = {told}{' ' + paid.format(years=found.years) if paid else ''}."


class _SumReader:
    """Reads one sum from left to right, products before sums."""

    def __init__(self, sheet: FactSheet, written: str) -> None:
        self.sheet, self.tokens = sheet, list(_tokens(written[:LONGEST]))
        self.scale, self.code = _frame(sheet, [m["id"] for m in self.tokens if m["id"]])

    def whole(self) -> SumTerm:
        found = self._sum()
        if self.tokens:
            raise Unreckoned(f"{self.tokens[0].group().strip()!r} stands where nothing can; write m1 * 12 + u2")
        return found

    def _mark(self, *marks: str) -> str:
        """The next mark, taken, where it is one of these."""
        mark = self.tokens[0]["mark"] if self.tokens else None
        if mark is None or (mark := _MARKS.get(mark, mark)) not in marks:
            return ""
        self.tokens.pop(0)
        return mark

    def _sum(self) -> SumTerm:
        found = self._product()
        while mark := self._mark("+", "-"):
            found = _added(found, self._product(), mark, self)
        return found

    def _product(self) -> SumTerm:
        found = self._one()
        while mark := self._mark("*", "/"):
            other = self._one()
            if found.kind == "money" and other.bare and any(one.part or one.about for one in other.items):
                other = self.money_of(other)  # "50 a year" is pay, and no count of anything
            found = _multiplied(found, other, mark)
        return found

    def _one(self) -> SumTerm:
        if self._mark("("):
            found = self._sum()
            if not self._mark(")"):
                raise Unreckoned("a bracket isn't closed")
            return found
        if not self.tokens or self.tokens[0]["mark"]:
            raise Unreckoned("a sum ends in an id, a factor or a percentage: m1 * 12 + u2")
        token = self.tokens.pop(0)
        if token["name"]:
            found, *counts = self._several()
            if token["name"] == "total":
                return self._total(found, counts)
            if token["name"] != "year":
                return _exchanged(found, token["name"].upper(), counts)
            return _yearly(self.money_of(found) if found.value.period else found, counts)
        found = self._held(token) if token["id"] else self._typed(Decimal(token["number"]))
        if self._mark("%"):
            low, high = found.value.low, found.value.high
            found = replace(found, value=Value(low, high, "%", ""), text=percent(low, high), kind="percent", bare=False)
        return found

    def _total(self, years: SumTerm, parts: Sequence[SumTerm]) -> SumTerm:
        """What the parts come to in so many years: pay of a year as often, a grant as it is or its share, what comes
        once as it is."""
        if years.kind not in ("plain", "count") or years.value.low not in _YEARS or not parts:
            raise Unreckoned("what comes in four years is written total(4, u1, u2): the years, then each part of pay")
        terms = [_within(self.money_of(one), int(years.value.low)) for one in parts]
        found = terms[0]
        for term in terms[1:]:
            found = _added(found, term, "+", self)
        typed = (*years.typed, *(number for one in parts for number in one.typed))
        return replace(found, years=int(years.value.low), typed=typed)

    def _several(self) -> list[SumTerm]:
        self._mark("(")
        found = [self._sum()]
        while self._mark(","):
            found.append(self._sum())
        if not self._mark(")"):
            raise Unreckoned("a bracket isn't closed")
        return found

    def _typed(self, number: Decimal) -> SumTerm:
        percent_ = bool(self.tokens) and self.tokens[0]["mark"] == "%"
        if number > _FACTORS[-1] * (2 if percent_ else 1) or not number:
            raise Unreckoned("an amount is written by its id; other numbers are factors from 2 to 100, or percentages")
        return SumTerm(Value(number, number, None, ""), f"{number.normalize():f}", "plain", typed=(number,))

    def _held(self, token: re.Match[str]) -> SumTerm:
        """The amount of an id; a bare number in the scale and currency of the others."""
        item = self.sheet.items.get(token["id"])
        if item is None:
            raise Unreckoned(f"there is no fact {{{token['id']}}}")
        if (value := value_of(item)) is None:
            lasting = next((value for _, (value, _) in lengths(item.text)), None)
            if lasting is None:
                raise Unreckoned(f"{{{item.id}}} is no single amount")
            return SumTerm(Value(lasting, lasting, None, ""), item.text, "count", (item,))
        if token["end"]:
            value = replace(value, low=getattr(value, token["end"]), high=getattr(value, token["end"]))
        if value.currency == "%":
            return SumTerm(value, percent(value.low, value.high), "percent", (item,))
        if value.currency is None and item.kind == "told" and not item.how and is_count(item):
            return SumTerm(value, item.text, "count", (item,), bare=True)
        value = replace(value, currency=value.currency or self.code)
        return _shown(SumTerm(value, "", "money", (item,)))

    def money_of(self, one: SumTerm) -> SumTerm:
        """A bare number beside money: so many thousands, or lakhs, where the other is told in them."""
        if not one.bare:
            return one
        times = self.scale if one.value.high < _BARE else 1
        value = replace(one.value, low=one.value.low * times, high=one.value.high * times, currency=self.code)
        return _shown(replace(one, value=value, kind="money", bare=False))


def _tokens(written: str) -> list[re.Match[str]]:
    found, at = [], 0
    while written[at:].strip():
        if (match := _TOKEN.match(written, at)) is None:
            raise Unreckoned(
                f"{written[at:].strip()[:20]!r} can't be read; write ids, + - * / ( ), factors, percentages"
            )
        found.append(match)
        at = match.end()
    return found


def _frame(sheet: FactSheet, ids: Sequence[str]) -> tuple[int, str | None]:
    """The scale and the currency that bare numbers of a sum are read in."""
    items = [sheet.items[id_] for id_ in ids if id_ in sheet.items]
    values = [(item, value) for item in items if (value := value_of(item)) and value.currency != "%"]
    code = next((value.currency for _, value in values if value.currency), sheet.currency)
    return max((_scale(item, value) for item, value in values), default=1), code


def is_count(item: SheetFact) -> bool:
    """Whether it is a bare number, which may count something or be pay in thousands."""
    found = mentions(item.text)
    return len(found) == 1 and found[0].kind == "plain" and not found[0].scaled


def _scale(item: SheetFact, value: Value) -> int:
    """What the digits of an amount are multiplied by as it is written: 100,000 for "32 LPA", 1,000 for "145k"; an
    amount that is written out is taken to have thousands beside it."""
    if item.kind not in ("own", "told"):
        return 1
    written = re.search(r"\d+(?:\.\d+)?", item.text.replace(",", ""))
    times = int(value.low / Decimal(written.group())) if written and Decimal(written.group()) else 1
    return times if times in (1_000, 100_000, 1_000_000) else 1_000 if value.low >= 10 * _BARE else 1


def _added(one: SumTerm, other: SumTerm, mark: str, reader: _SumReader) -> SumTerm:
    """Money and money of one currency and period, percentages, days; or one and a percentage ("1 - 37%")."""
    text = f"{one.text}{_SHOWN[mark]}{_inner(other) if mark == '-' else other.text}"
    if one.kind == "plain" and one.value.low == 1 and other.kind == "percent":
        share = Value(other.value.low / 100, other.value.high / 100, None, "")
        low, high = _ends(Value(Decimal(1), Decimal(1), None, ""), share, mark)
        return SumTerm(
            Value(low, high, None, ""), text, "plain", other.items, True, typed=(*one.typed, *other.typed)[1:]
        )
    if "money" in (one.kind, other.kind) or (one.bare and other.bare):
        one, other = reader.money_of(one), reader.money_of(other)
        text = f"{one.text}{_SHOWN[mark]}{_inner(other) if mark == '-' else other.text}"
    if "plain" in (one.kind, other.kind):
        raise Unreckoned("a typed number is no amount: it may only multiply, divide or be a percentage")
    if one.kind != other.kind or one.value.currency != other.value.currency:
        raise Unreckoned("these are of different currencies, or no money")
    low, high = _ends(one.value, other.value, mark)
    value = Value(low, high, one.value.currency, _one_period(one.value.period, other.value.period))
    return SumTerm(value, text, one.kind, (*one.items, *other.items), True, typed=(*one.typed, *other.typed))


def _ends(one: Value, other: Value, mark: str) -> tuple[Decimal, Decimal]:
    if mark == "+":
        return one.low + other.low, one.high + other.high
    return one.low - other.high, one.high - other.low


def _one_period(one: str, other: str) -> str:
    """The period of a sum: theirs, or none where pay of a year and what comes once are added up."""
    if one == other:
        return one
    if {one, other} <= set(_SPANS):
        return "" if "once" in (one, other) else "year"
    raise Unreckoned("these are paid per different times; bring each to a year first: year(m1)")


def _multiplied(one: SumTerm, other: SumTerm, mark: str) -> SumTerm:
    """An amount and what it is multiplied or divided by; two amounts of money divided say how many times or which
    share."""
    if mark == "*" and one.kind in ("percent", "plain", "count") and other.kind == "money":
        text = f"{_inner(one)} × {_inner(other)}"
        return replace(_multiplied(other, one, mark), text=text)
    if other.kind == "money" and one.kind == "money" and mark == "/":
        return _quotient(one, other)
    if other.kind == "money" or (one.kind == "plain" and other.kind == "plain"):
        raise Unreckoned(
            "that is no sum: multiply or divide one amount by a factor, a percentage or a number of theirs"
        )
    if one.bare:
        one = replace(one, kind="count")
    by = other.value if other.kind != "percent" else replace(other.value, low=other.value.low / 100,
                                                             high=other.value.high / 100)  # fmt: skip
    if mark == "/" and not by.low:
        raise Unreckoned("nothing is divided by zero")
    ends = (one.value.low * by.low, one.value.high * by.high) if mark == "*" else (
        one.value.low / by.high, one.value.high / by.low)  # fmt: skip
    value = replace(one.value, low=_whole(ends[0]), high=_whole(ends[1]), period=_paid(one, other, mark))
    text = f"{_inner(one)}{_SHOWN[mark]}{_inner(other)}"
    return SumTerm(value, text, one.kind, (*one.items, *other.items), False, typed=(*one.typed, *other.typed))


def _quotient(one: SumTerm, other: SumTerm) -> SumTerm:
    """How many times an amount is another, or which share of it."""
    if one.value.currency != other.value.currency or other.value.low != other.value.high or not other.value.low:
        raise Unreckoned("these are of different currencies, or no single amounts")
    low, high = one.value.low / other.value.low, one.value.high / other.value.low
    text, both = f"{_inner(one)} ÷ {_inner(other)}", (*one.items, *other.items)
    if high < _FACTORS[0]:
        value = Value(_tenth(low * 100), _tenth(high * 100), "%", "")
        return SumTerm(value, text, "percent", both, False, typed=(*one.typed, *other.typed))
    return SumTerm(Value(_tenth(low), _tenth(high), None, ""), text, "count", both, typed=(*one.typed, *other.typed))


def _paid(one: SumTerm, other: SumTerm, mark: str) -> str:
    """What a product is paid per: a share of pay as the pay; so many months' a year's; a grant's by its years a
    year's."""
    period, by = one.value.period, other.value.low
    if other.kind == "percent" or (other.kind == "plain" and other.loose):
        return period
    if period == "month" and mark == "*" and int(by) in _SALARIES:
        return "year"
    if period in ("year", "") and mark == "/" and by in (_MONTHS, _WEEKS):
        return "month" if by == _MONTHS else "week"
    if period in ("grant", "") and mark == "/" and int(by) in _YEARS and any(one.years for one in one.items):
        return "year"
    return ""


def _yearly(money_: SumTerm, counts: list[SumTerm]) -> SumTerm:
    """Pay by the month, week, day or hour, or a grant, brought to a year; behind it the number of theirs that it
    takes."""
    terms = (money_, *counts)
    if money_.kind == "count" and not money_.bare and counts:
        money_, counts = counts[0], [money_, *counts[1:]]
    if money_.kind not in ("money", "count") or any(one.kind not in ("count", "plain") for one in counts):
        raise Unreckoned("year() takes one amount, and numbers that count something (hours, months)")
    times = Decimal(1)
    for one in counts:
        times *= one.value.low
    period, years = money_.value.period, next((one.years for one in money_.items if one.years), None)
    note = "".join(f" × {one.text}" for one in counts)
    if period == "hour":
        times, note = (times * _WEEKS, f"{note} × {_WEEKS}") if counts else (Decimal(HOURS), f" × {HOURS:,} h")
    elif period in ("month", "week"):
        usual = _MONTHS if period == "month" else _WEEKS
        times, note = (times, note) if counts else (Decimal(usual), f" × {usual}")
    elif years or (counts and (period == "grant" or _of_years(counts[0]))):
        by = Decimal(years or times)
        times, note = 1 / by, f" ÷ {by.normalize():f}"
    elif not (period == "day" and counts):
        raise Unreckoned("how many days, hours or years it is for isn't told; add that number: year(m1, m2)")
    value = replace(money_.value, low=_whole(money_.value.low * times), high=_whole(money_.value.high * times))
    items = (*money_.items, *(item for one in counts for item in one.items))
    typed = tuple(number for one in terms for number in one.typed)
    return SumTerm(replace(value, period="year"), f"{money_.text}{note}", "money", items, typed=typed)


def _within(term: SumTerm, years: int) -> SumTerm:
    """What a part of pay brings in so many years, as a term of a total over them."""
    if term.kind != "money":
        raise Unreckoned("a total is of amounts of money; a bonus of 10% is u1 * 10%")
    if term.value.period in ("month", "week"):
        term = _yearly(term, [])
    over = next((one.years for one in term.items if one.years), None) if term.value.period != "year" else None
    once = term.value.period == "once" or (not over and all(one.part == "signing" for one in term.items))
    if not once and term.value.period != "year" and (over is None or over < years):
        raise Unreckoned(f"per what {term.text} is paid, or over how many years, isn't told, or it ends before")
    low, high, text = term.value.low, term.value.high, term.text
    if not once and over != years:
        times = Decimal(years) / (over or 1)
        low, high, text = low * times, high * times, f"{_inner(term)} × {years}{f' ÷ {over}' if over else ''}"
    value = replace(term.value, low=_whole(low), high=_whole(high), period="grant")
    return replace(term, value=value, text=text, loose=False)


def _exchanged(found: SumTerm, code: str, more: Sequence[SumTerm]) -> SumTerm:
    """An amount multiplied by a rate, in the currency that the rate brings it to."""
    if code not in CODES or more or found.kind != "money" or not found.typed or found.value.currency in (None, code):
        raise Unreckoned("an amount is brought to another currency by a rate: usd(u1 * 1.3)")
    return replace(found, value=replace(found.value, currency=code, period=found.items[0].about.get("period", "")))


def _of_years(term: SumTerm) -> bool:
    """Whether what it counts are years ("4 years")."""
    return any(unit == "year" for item in term.items for _, (_, unit) in lengths(item.text))


def _scaled(term: SumTerm) -> bool:
    return any(mark in term.text for mark in ("×", "÷"))


def _inner(term: SumTerm) -> str:
    return f"({term.text})" if term.loose else term.text


def _shown(term: SumTerm) -> SumTerm:
    return replace(term, text=_said(term))


def _end(term: SumTerm, end: str) -> SumTerm:
    one = getattr(term.value, end)
    return replace(term, value=replace(term.value, low=one, high=one))


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_HALF_UP) if value >= _BARE else value.quantize(Decimal("0.01")).normalize()


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()


def _said(term: SumTerm) -> str:
    value = term.value
    if value.currency == "%":
        return percent(value.low, value.high)
    if term.kind == "count":
        units = {item.text.rpartition(" ")[2] for item in term.items if not is_count(item)}
        of = f" {units.pop()}" if len(units) == 1 and "÷" not in term.text else ""
        return f"{value.low.normalize():,f}{of}"
    low, high = (end if end % 1 else int(end) for end in (value.low, value.high))
    return money(low, high, value.currency)
