"""What a band's parts come to, where they can be added up."""

from decimal import Decimal

from ingest.amounts.types import Range
from ingest.guide.types import Band, Component


def derived_total(band: Band, first_year: bool = False) -> Range | None:
    """Base + equity per year + bonus on base, low with low and high with high, per year, in the base's currency.

    A signing bonus counts only where the stated total is the first year's. None where a part isn't a figure
    (variable, relative, unread, an equity of no known period), currencies differ, or other pay is stated beside.
    """
    if not band.base or not band.base.amount or any(c.state != "none" for _, c in band.extra):
        return None
    base = _per_year(band.base)
    parts = [band.equity, band.bonus, *([band.signing] if first_year else [])]
    if base is None:
        return None
    low, high = base
    for part in parts:
        if part is None or part.state == "none":
            continue
        if part.percent and not part.amount:
            if part is band.equity:
                return None
            low, high = low + _share(base[0], part.percent.low), high + _share(base[1], part.percent.high)
            continue
        ends = _per_year(part)
        if ends is None or not part.amount or part.amount.currency != band.base.amount.currency:
            return None
        low, high = low + ends[0], high + ends[1]
    return Range(low, high, band.base.amount.currency, band.base.amount.open)


def _share(amount: int | Decimal, percent: Decimal) -> int:
    return int((amount * percent / 100).to_integral_value())


def _per_year(part: Component) -> tuple[int | Decimal, int | Decimal] | None:
    if part.yearly:
        return part.yearly.low, part.yearly.high
    if not part.amount or part.state != "stated":
        return None
    match part.period:
        case "year" | "once":
            return part.amount.low, part.amount.high
        case "month":
            return part.amount.low * (part.payments or 12), part.amount.high * (part.payments or 12)
        case "grant" if part.years:
            return round(part.amount.low / part.years), round(part.amount.high / part.years)
    return None
