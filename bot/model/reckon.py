"""Sums over amounts that have ids: added, taken away, a share, so many times, by the year. No number but theirs enters.

Each result says how it was come by ("₹23L (₹32L − ₹6L − ₹3L)"), and what can't be added up (other currencies, a rate
without its hours) says why.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from bot.model.mentions import in_language, lengths
from bot.model.relate import HOURS, Value, value_of
from bot.model.sheet import FactSheet, SheetFact
from bot.wording import money, percent
from ingest.amounts.numbers import mentions

How = Literal["add", "subtract", "percent_of", "times", "divide", "per_year"]
MOST = 6
"""Amounts of one sum."""
_WEEKS = 52
COUNT = "#"
"""Before what is counted, where a sum is of no money ("#days")."""
_SPANS = ("", "year", "once")
"""What may be added up: pay of a year, and what comes once in it."""
_BARE = 1_000
"""Below it a number without a currency is told in thousands (or lakhs) beside an amount that is written out."""


class Unreckoned(ValueError):
    """Why amounts give no sum, for the model."""


@dataclass(frozen=True, slots=True)
class SumTerm:
    """One amount of a sum, and how it reads. count: how many of something it is, no money ("30 h", "13")."""

    value: Value
    text: str
    item: SheetFact
    count: bool = False


def reckoned(sheet: FactSheet, how: How, ids: Sequence[str]) -> tuple[SheetFact, str]:
    """The result as an item, its id yet to be given, and the sentence on how it is come by. Raises Unreckoned."""
    found = _alike([_term(sheet, one) for one in ids[:MOST]], sheet)
    if len(found) < (1 if how == "per_year" else 2):
        raise Unreckoned("a sum is of two ids or more")
    value, sum_ = _WAYS[how](found)
    if value.high < value.low or value.low < 0:
        raise Unreckoned("the first is the smaller; put the larger first")
    text = _said(value)
    # What a sum is of, only where all its amounts are of the same part of pay.
    parts = {one.item.about.get("component") or one.item.part for one in found if not one.count}
    about: dict[Any, str] = {"component": parts.pop()} if len(parts) == 1 and how in ("add", "subtract") else {}
    about |= {"period": value.period} if value.period else {}
    ends = (_said(_end(value, "low")), _said(_end(value, "high"))) if value.low != value.high else ("", "")
    cites = tuple(dict.fromkeys(cite for one in found for cite in one.item.cites))
    paid = in_language("render", sheet.language).get(value.period, "") if value.period in ("year", "month") else ""
    sentence = f"{sum_} = {text}{' ' + paid if paid else ''}."
    made = SheetFact("", "told", text, {k: v for k, v in about.items() if v}, *ends, cites=cites, how=sum_,
                of=tuple(sheet.bare(one).partition(".")[0] for one in ids[:MOST]))  # fmt: skip
    return made, sentence


def _term(sheet: FactSheet, written: str) -> SumTerm:
    id_, _, end = written.strip(" {}")[:20].partition(".")
    item = sheet.items.get(id_)
    if item is None:
        raise Unreckoned(f"there is no fact {{{id_}}}")
    if (value := value_of(item)) is None:
        lasting = next((value for _, (value, _) in lengths(item.text)), None)
        if lasting is None:
            raise Unreckoned(f"{{{id_}}} is no single amount")
        return SumTerm(Value(lasting, lasting, None, ""), item.text, item, True)
    return SumTerm(_end(value, end), "", item)


def _end(value: Value, end: str) -> Value:
    """One end of a range, or the whole of it."""
    if end not in ("low", "high"):
        return value
    one = getattr(value, end)
    return Value(one, one, value.currency, value.period)


def _alike(terms: Sequence[SumTerm], sheet: FactSheet) -> list[SumTerm]:
    """The terms with bare numbers read as the others are: in their currency and scale ("32 LPA with 3 variable")."""
    full = [one for one in terms if one.value.currency not in (None, "%") and not one.count]
    code = full[0].value.currency if full else sheet.currency
    scale = max((_scale(one) for one in terms), default=1)
    made = []
    for one in terms:
        value = one.value
        bare = value.currency is None and not one.count and not any(other.count for other in terms)
        if bare and one.item.kind == "told" and _is_count(one.item):
            times = scale if value.high < _BARE else 1
            value = Value(value.low * times, value.high * times, code, value.period)
        elif bare:
            value = Value(value.low, value.high, code, value.period)
        made.append(SumTerm(value, one.text or _said(value), one.item, one.count))
    return made


def _is_count(item: SheetFact) -> bool:
    """Whether it is a bare number, which may count something or be pay in thousands."""
    found = mentions(item.text)
    return len(found) == 1 and found[0].kind == "plain" and not found[0].scaled


def _scale(term: SumTerm) -> int:
    """What the digits of an amount are multiplied by as it is written: 100,000 for "32 LPA", 1,000 for "145k"; an
    amount that is written out is taken to have thousands beside it."""
    if term.count or term.value.currency == "%" or term.item.kind not in ("own", "told"):
        return 1
    written = re.search(r"\d+(?:\.\d+)?", term.item.text.replace(",", ""))
    times = int(term.value.low / Decimal(written.group())) if written and Decimal(written.group()) else 1
    return times if times in (1_000, 100_000, 1_000_000) else 1_000 if term.value.low >= 10 * _BARE else 1


def _one_unit(terms: Sequence[SumTerm]) -> str | None:
    if any(one.count for one in terms) and all(one.count or _is_count(one.item) for one in terms):
        # Days against days: "26 days" less "20".
        return COUNT + next(one.item.text.rpartition(" ")[2] for one in terms if one.count)
    units = {one.value.currency for one in terms}
    if len(units) > 1 or any(one.count for one in terms):
        raise Unreckoned("these are of different currencies, or no money")
    return units.pop()


def _one_period(terms: Sequence[SumTerm]) -> str:
    """The period of a sum of amounts: theirs, or none where pay of a year and what comes once are added up."""
    periods = {one.value.period for one in terms}
    if len(periods) == 1:
        return periods.pop()
    if periods <= set(_SPANS):
        return "" if "once" in periods else "year"
    raise Unreckoned("these are paid per different times; bring each to a year first (per_year)")


def _add(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    low, high = (sum((getattr(one.value, end) for one in terms), Decimal(0)) for end in ("low", "high"))
    return Value(low, high, _one_unit(terms), _one_period(terms)), " + ".join(one.text for one in terms)


def _subtract(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    first, rest = terms[0].value, [one.value for one in terms[1:]]
    low, high = first.low - sum(one.high for one in rest), first.high - sum(one.low for one in rest)
    return Value(low, high, _one_unit(terms), _one_period(terms)), " − ".join(one.text for one in terms)


def _percent_of(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    shares = [one for one in terms if one.value.currency == "%"]
    if len(terms) != 2 or len(shares) != 1:
        raise Unreckoned("percent_of takes one percentage and one amount")
    share, of = shares[0], next(one for one in terms if one is not shares[0])
    low, high = (_whole(getattr(share.value, end) * getattr(of.value, end) / 100) for end in ("low", "high"))
    return Value(low, high, of.value.currency, of.value.period), f"{share.text} × {of.text}"


def _times(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    money_, counts = _with_counts(terms)
    times = _product(counts)
    low, high = _whole(money_.value.low * times), _whole(money_.value.high * times)
    paid = "year" if money_.value.period == "month" and times >= 12 else ""
    return Value(low, high, money_.value.currency, paid), " × ".join(one.text for one in (money_, *counts))


def _divide(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    of, by = terms[0], terms[1]
    if by.value.currency == "%":  # pay of eighty per cent of the hours, brought to all of them
        times, period = 100 / by.value.low if by.value.low else Decimal(0), of.value.period
    else:
        money_, counts = _with_counts(terms)
        if money_ is not of or not (product := _product(counts)):
            raise Unreckoned("divide takes an amount, and what it is divided by")
        times, period = 1 / product, ""
    low, high = _whole(of.value.low * times), _whole(of.value.high * times)
    return Value(low, high, of.value.currency, period), " ÷ ".join(one.text for one in terms)


def _per_year(terms: Sequence[SumTerm]) -> tuple[Value, str]:
    money_, counts = _with_counts(terms)
    told = _product(counts) if counts else None
    period, years = money_.value.period, money_.item.years
    note = "".join(f" × {one.text}" for one in counts)
    if period == "hour":
        times = told * _WEEKS if told else Decimal(HOURS)
        note = f"{note} × {_WEEKS}" if told else f" × {HOURS:,} h"
    elif period == "month":
        times, note = told or Decimal(12), note or " × 12"
    elif period == "day" and told:
        times = told
    elif period == "week":
        times, note = told or Decimal(_WEEKS), note or f" × {_WEEKS}"
    elif years or (told and (period == "grant" or _of_years(counts[0]))):
        times, note = 1 / Decimal(years or told or 1), f" ÷ {years or told}"
    else:
        raise Unreckoned("how many days, hours or years it is for isn't told; add the id of that number")
    low, high = _whole(money_.value.low * times), _whole(money_.value.high * times)
    return Value(low, high, money_.value.currency, "year"), f"{money_.text}{note}"


def _of_years(term: SumTerm) -> bool:
    """Whether what it counts are years ("4 years")."""
    return any(unit == "year" for _, (_, unit) in lengths(term.item.text))


def _with_counts(terms: Sequence[SumTerm]) -> tuple[SumTerm, list[SumTerm]]:
    """The amount of money, and what it is multiplied by: numbers of the person's that count something."""
    counted = [one for one in terms if one.count or _is_count(one.item)]
    money_ = [one for one in terms if one not in counted]
    if not money_ and counted:  # "16 a month": the first is the amount.
        money_, counted = counted[:1], counted[1:]
    if len(money_) != 1 or money_[0].value.currency == "%":
        raise Unreckoned("this takes one amount, and numbers that count something (hours, months)")
    plain = [SumTerm(one.value, one.text if one.count else one.item.text, one.item, one.count) for one in counted]
    return money_[0], plain


def _product(counts: Sequence[SumTerm]) -> Decimal:
    product = Decimal(1)
    for one in counts:
        product *= one.value.low if one.count else mentions(one.item.text)[0].low
    return product


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_HALF_UP) if value >= 1_000 else value.quantize(Decimal("0.01")).normalize()


def _said(value: Value) -> str:
    if value.currency == "%":
        return percent(value.low, value.high)
    if value.currency and value.currency.startswith(COUNT):
        return f"{value.low.normalize():f} {value.currency.removeprefix(COUNT)}"
    low, high = (end if end % 1 else int(end) for end in (value.low, value.high))
    return money(low, high, value.currency)


_WAYS: dict[How, Callable[[Sequence[SumTerm]], tuple[Value, str]]] = {
    "add": _add, "subtract": _subtract, "percent_of": _percent_of, "times": _times, "divide": _divide,
    "per_year": _per_year,
}  # fmt: skip
