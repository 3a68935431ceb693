"""How two amounts of a sheet stand to each other, computed: a number in a range, two ranges, two numbers.

These are the verdicts and comparisons that a model may not write itself. What can't be compared (other currencies,
percents with money, a grant with a year) gives nothing.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.model.composed import place_of
from bot.model.mentions import Dimension, in_language
from bot.model.sheet import FactSheet, SheetFact
from bot.wording import money, percent
from ingest.amounts.numbers import mentions

NEAR = (Decimal("0.4"), Decimal("2.5"))
"""A bare number is taken for pay of a range only between these shares of its ends."""
MOST = 6
"""Relations that a sheet is given unasked."""
_WHOSE: tuple[Dimension, ...] = ("level", "role", "company")
HOURS = 2080
"""Hours of a full-time year: 40 a week for 52 weeks."""


@dataclass(frozen=True, slots=True)
class Value:
    """An item's amounts in whole units of currency (None: none written), or percent with currency "%". said: the key in
    words.yaml of how they were brought to another period."""

    low: Decimal
    high: Decimal
    currency: str | None
    period: str
    said: str = ""


def unasked(sheet: FactSheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sentence, citations) for each part of the person's offer that no gauge has placed yet, and for each other amount
    that they wrote and that could be base or total pay of a range."""
    gauged = [f for a in sheet.answers for f in a.figures if any(block.type == "offer" for block in a.blocks)]
    held = [item for item in sheet.items.values() if item.kind == "own"]
    terms = {value.low for item in held if (value := value_of(item))}
    known = {item.text for item in sheet.items.values()}
    made = 0
    for one in [item for item in sheet.items.values() if item.kind == "figure"]:
        part = one.about.get("component")
        fitting = [] if one.figure in gauged else [item for item in held if item.about.get("component") == part]
        if part in ("base", "total"):
            told = [
                item
                for item in sheet.items.values()
                if item.kind == "told" and not item.low and item.part in ("", part) and _may_be_pay(item, sheet)
            ]
            if any(item.about.get("component") == part for item in held):
                # Where theirs is known, a bare number may be anything: days, people, a colleague's pay.
                told = [item for item in told if (value := value_of(item)) and (value.currency or value.period)]
            fitting += [item for item in told if _written(item, one, sheet.currency) not in terms | {None}]
        for item in fitting:
            text = related(item, one, sheet.language, sheet.several(), sheet.currency)
            if text and text not in known and made < MOST:
                made += 1
                yield text, one.cites
    base = [item for item in held if _part(item) == "base"]
    for advert in [item for item in sheet.items.values() if item.posted]:
        for item in base or [one for one in sheet.items.values() if one.kind == "told" and not one.low and not one.use]:
            if text := related(item, advert, sheet.language, currency=sheet.currency):
                yield text, ()


def _may_be_pay(item: SheetFact, sheet: FactSheet) -> bool:
    """Whether a number of theirs may be pay. Where the message was read for amounts, a bare one that wasn't taken for
    any ("I'm 51", "until 55") is none."""
    value = value_of(item)
    return not sheet.read or sheet.read_as(item) is not None or bool(value and (value.currency or value.period))


def compared(sheet: FactSheet, part: str, before: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sentence, citations) for how far the ranges of a part lie apart that a look-up brought: each from the first."""
    found = [
        item
        for id_, item in sheet.items.items()
        if item.kind == "figure" and item.about.get("component") == part and id_ not in before
    ]
    for one in found[1:5]:
        if text := related(found[0], one, sheet.language, sheet.several(), sheet.currency):
            yield text, (*found[0].cites, *one.cites)


def related(
    one: SheetFact, other: SheetFact, language: str = "en", several: Set[str] = frozenset(), currency: str | None = None
) -> str:
    """A sentence on how the first stands to the second; "" where they can't be compared. several: in what the sheet's
    figures differ, so that it must be said. currency: the one that the person speaks in, where that is known."""
    first, second = value_of(one), value_of(other)
    if first is None or second is None or len({_part(one), _part(other)} - {""}) > 1:
        return ""
    if first.low != first.high and second.low == second.high:
        one, other, first, second = other, one, second, first
    if second.currency is None and first.currency not in (None, "%"):
        # Of two amounts of the person's own the one without a currency is read by the other ("62k" against "€78K").
        one, other, first, second = other, one, second, first
    if (as_theirs := fitted(first, second, currency)) is None:
        return ""
    said = in_language("relate", language)
    names = {"one": _named(one, as_theirs, language, several), "other": _named(other, second, language, several)}
    if as_theirs.low == as_theirs.high and second.low != second.high:
        names["band"] = said["band" if other.kind == "figure" else "advert" if other.posted else "range"]
        return _placed(said, names, as_theirs, second)
    return _differ(said, names, as_theirs, second)


def _placed(said: Mapping[str, str], names: Mapping[str, str], value: Value, band: Value) -> str:
    share = ((value.low - band.low) * 100 / (band.high - band.low)).to_integral_value(ROUND_HALF_UP)
    gap = _amount(said, max(band.low - value.low, value.low - band.high), band)
    return said[place_of(value.low, band.low, band.high)].format(**names, gap=gap, share=share)


def _differ(said: Mapping[str, str], names: Mapping[str, str], first: Value, second: Value) -> str:
    """How far the ends lie apart."""
    low, high = _gap(said, first.low, second.low, second), _gap(said, first.high, second.high, second)
    if first.low != first.high or second.low != second.high:
        return said["even" if low == high else "ranges"].format(**names, low=low, high=high)
    sign = "same" if first.low == second.low else "more" if first.low > second.low else "less"
    return said[sign].format(**names, gap=_far(said, first.low, second.low, second))


def _gap(said: Mapping[str, str], mine: Decimal, theirs: Decimal, unit: Value) -> str:
    if mine == theirs:
        return said["gap_same"]
    return said["gap_more" if mine > theirs else "gap_less"].format(gap=_far(said, mine, theirs, unit))


def _far(said: Mapping[str, str], mine: Decimal, theirs: Decimal, unit: Value) -> str:
    """How far two amounts lie apart, and by which share of the second."""
    share = abs(mine - theirs) * 100 / theirs if theirs else Decimal(0)
    told = f" ({share.to_integral_value(ROUND_HALF_UP)}%)" if unit.currency != "%" else ""
    return f"{_amount(said, abs(mine - theirs), unit)}{told}"


def _amount(said: Mapping[str, str], value: Decimal, unit: Value) -> str:
    if unit.currency == "%":
        return said["points"].format(gap=f"{value.normalize():f}")
    return money(int(value), None, unit.currency)


def _named(item: SheetFact, value: Value, language: str, several: Set[str]) -> str:
    """An item in words: the guide's range with whose it is, the person's amount as they wrote it and as it was read."""
    if item.kind == "figure":
        part = item.about.get("component", "")
        about = [in_language("render", language).get(part, part), item.about.get("region")]
        about += [item.about[one] for one in _WHOSE if one in several and item.about.get(one)]
        return f"{item.text} ({', '.join(x for x in about if x)})"
    if value.low != value.high:
        return item.text
    read = percent(value.low) if value.currency == "%" else money(int(value.low), None, value.currency)
    how = in_language("relate", language)[value.said].format(hours=f"{HOURS:,}") if value.said else ""
    if not how and _digits(read) == _digits(item.text):
        return read
    return f"{item.text} ({how}{read})"


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _written(item: SheetFact, band: SheetFact, currency: str | None) -> Decimal | None:
    """What the person's amount comes to as pay of the range."""
    first, second = value_of(item), value_of(band)
    as_theirs = fitted(first, second, currency) if first and second else None
    return as_theirs.low if as_theirs else None


def _part(item: SheetFact) -> str:
    """Of which part of pay an item is; "" where nothing says."""
    return item.about.get("component") or item.part


def value_of(item: SheetFact) -> Value | None:
    """An item's amount; None where it is none, or several."""
    if item.figure is not None:
        figure = item.figure
        if figure.unit == "options":
            return None
        code = "%" if figure.unit == "percent" else figure.currency
        return Value(Decimal(figure.low), Decimal(figure.high), code, figure.period or "year")
    found = [one for one in mentions(item.text) if one.kind in ("money", "percent", "count", "plain")]
    if len(found) != 1 or item.kind not in ("own", "told"):
        return None
    one = found[0]
    code = "%" if one.kind == "percent" else one.currency
    period = item.about.get("period", "") or str(one.period or one.rate or "")
    return Value(one.low, one.high, code, period)


def fitted(value: Value, band: Value, currency: str | None = None) -> Value | None:
    """The value in the other's currency and period; a bare number read in thousands (or lakhs) where only that fits,
    and never in another currency than the person's."""
    if value.currency is None and currency and band.currency not in (None, currency):
        return None
    if (value.currency == "%") != (band.currency == "%") or (value.currency and value.currency != band.currency):
        return None
    if value.currency == "%":
        return value
    times, said = Decimal(1), ""
    if value.period and band.period and value.period != band.period:
        factors = {("hour", "year"): HOURS, ("month", "year"): 12}
        if (value.period, band.period) not in factors:
            return None
        times = Decimal(factors[value.period, band.period])
        said = "hours" if value.period == "hour" else "months"
    # A number with its currency is written out; a bare one may be in thousands, or in lakhs.
    scales = (1,) if value.currency or value.period else (1, 100_000) if band.currency == "INR" else (1, 1_000)
    for scale in scales:
        low, high = value.low * times * scale, value.high * times * scale
        if NEAR[0] * band.low <= low and high <= NEAR[1] * band.high:
            return Value(low, high, band.currency, band.period, said)
    return None


def look(sheet: FactSheet, one: str, other: str) -> tuple[str, tuple[str, ...]]:
    """The relation of two ids for a tool, and the citations behind it; "" where there is none."""
    first, second = sheet.items.get(one), sheet.items.get(other)
    if not (first and second):
        return "", ()
    text = related(first, second, sheet.language, sheet.several(), sheet.currency)
    return text, tuple(dict.fromkeys((*first.cites, *second.cites)))
