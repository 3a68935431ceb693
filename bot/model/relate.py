"""How two amounts of a sheet stand to each other, computed: a number in a range, two ranges, two numbers.

These are the verdicts and comparisons that a model may not write itself. What can't be compared (other currencies,
percents with money, a grant with a year) gives nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.model.sheet import Item, Sheet
from bot.wording import money, percent, place_in_band
from ingest.amounts.numbers import mentions

NEAR = (Decimal("0.4"), Decimal("2.5"))
"""A bare number is taken for pay of a range only between these shares of its ends."""
MOST = 6
"""Relations that a sheet is given unasked."""
HOURS = 2080
"""Hours of a full-time year: 40 a week for 52 weeks."""


@dataclass(frozen=True, slots=True)
class Value:
    """An item's amounts in whole units of currency (None: none written), or percent with currency "%"."""

    low: Decimal
    high: Decimal
    currency: str | None
    period: str
    said: str = ""


def unasked(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sentence, citations) for each part of the person's offer that no gauge has placed yet, and for each other amount
    that they wrote and that could be base or total pay of a range."""
    gauged = any(block.type == "offer" for answer in sheet.answers for block in answer.blocks)
    held = [item for item in sheet.items.values() if item.kind == "own"]
    terms = {value.low for item in held if (value := _value(item))}
    known = {item.text for item in sheet.items.values()}
    made = 0
    for one in [item for item in sheet.items.values() if item.kind == "figure"]:
        part = one.about.get("component")
        fitting = [] if gauged else [item for item in held if item.about.get("component") == part]
        if part in ("base", "total"):
            told = [item for item in sheet.items.values() if item.kind == "told"]
            fitting += [item for item in told if _written(item, one) not in terms | {None}]
        for item in fitting:
            text = related(item, one)
            if text and text not in known and made < MOST:
                made += 1
                yield text, one.cites


def compared(sheet: Sheet, part: str, before: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(sentence, citations) for how far the ranges of a part lie apart that a look-up brought: each from the first."""
    found = [
        item
        for id_, item in sheet.items.items()
        if item.kind == "figure" and item.about.get("component") == part and id_ not in before
    ]
    for one in found[1:5]:
        if text := related(found[0], one):
            yield text, (*found[0].cites, *one.cites)


def related(one: Item, other: Item) -> str:
    """A sentence on how the first stands to the second; "" where they can't be compared."""
    first, second = _value(one), _value(other)
    if first is None or second is None:
        return ""
    if first.low != first.high and second.low == second.high:
        one, other, first, second = other, one, second, first
    if (fitted := _fitted(first, second)) is None:
        return ""
    if fitted.low == fitted.high and second.low != second.high:
        return _placed(one, other, fitted, second)
    return _differ(one, other, fitted, second)


def _placed(one: Item, other: Item, value: Value, band: Value) -> str:
    share = ((value.low - band.low) * 100 / (band.high - band.low)).to_integral_value(ROUND_HALF_UP)
    place = place_in_band(value.low, band.low, band.high, int(share))
    gap = max(band.low - value.low, value.low - band.high)
    by = f" by {_amount(gap, band)}" if gap > 0 else ""
    place = place if "band" in place else f"{place} the band"
    return f"{_named(one, value)} is {place}{by}: {_named(other, band)}."


def _differ(one: Item, other: Item, first: Value, second: Value) -> str:
    """How far the ends lie apart."""
    if first.low == first.high:
        return f"{_named(one, first)} is {_gap(first.low, second.low, second)} {_named(other, second)}."
    low, high = _gap(first.low, second.low, second), _gap(first.high, second.high, second)
    same = f"{low} at both ends" if low == high else f"{low} at the bottom and {high} at the top"
    return f"{_named(one, first)} against {_named(other, second)}: {same}.".replace(" than at", " at")


def _gap(mine: Decimal, theirs: Decimal, unit: Value) -> str:
    if mine == theirs:
        return "the same as" if unit.low == unit.high else "the same"
    share = abs(mine - theirs) * 100 / theirs if theirs else Decimal(0)
    told = f" ({share.to_integral_value(ROUND_HALF_UP)}%)" if unit.currency != "%" else ""
    word = "more" if mine > theirs else "less"
    return f"{_amount(abs(mine - theirs), unit)}{told} {word}" + (" than" if unit.low == unit.high else "")


def _amount(value: Decimal, unit: Value) -> str:
    return f"{value.normalize():f} points" if unit.currency == "%" else money(int(value), None, unit.currency)


def _named(item: Item, value: Value) -> str:
    """An item in words: the guide's range with whose it is, the person's amount as they wrote it and as it was read."""
    if item.kind == "figure":
        about = [item.about.get("role", ""), item.about.get("region", "")]
        return f"{item.text} ({', '.join(x for x in (item.about.get('component', ''), *about) if x)})"
    read = percent(value.low) if value.currency == "%" else money(int(value.low), None, value.currency)
    return item.text if read == item.text else f"{item.text} ({value.said}{read})"


def _written(item: Item, band: Item) -> Decimal | None:
    """What the person's amount comes to as pay of the range."""
    first, second = _value(item), _value(band)
    fitted = _fitted(first, second) if first and second else None
    return fitted.low if fitted else None


def _value(item: Item) -> Value | None:
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
    period = item.about.get("period", "") or str(one.period or "")
    return Value(one.low, one.high, code, period)


def _fitted(value: Value, band: Value) -> Value | None:
    """The value in the other's currency and period; a bare number read in thousands (or lakhs) where only that fits."""
    if (value.currency == "%") != (band.currency == "%") or (value.currency and value.currency != band.currency):
        return None
    if value.currency == "%":
        return value
    times, said = Decimal(1), ""
    if value.period and value.period != band.period:
        factors = {("hour", "year"): HOURS, ("month", "year"): 12}
        if (value.period, band.period) not in factors:
            return None
        times = Decimal(factors[value.period, band.period])
        said = f"at {HOURS:,} hours a year " if value.period == "hour" else "twelve months of it "
    # A number with its currency is written out; a bare one may be in thousands, or in lakhs.
    scales = (1,) if value.currency or value.period else (1, 100_000) if band.currency == "INR" else (1, 1_000)
    for scale in scales:
        low, high = value.low * times * scale, value.high * times * scale
        if NEAR[0] * band.low <= low and high <= NEAR[1] * band.high:
            return Value(low, high, band.currency, band.period, said)
    return None


def look(sheet: Sheet, one: str, other: str) -> str:
    """The relation of two ids for a tool; "" where there is none."""
    first, second = (sheet.items.get(id_.strip(" {}")) for id_ in (one, other))
    return related(first, second) if first and second else ""
