"""Ranges drawn to one scale: where the bars and ticks of each component and unit stand, in percent of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.channels.browse.figures import ShownCell
from bot.wording import money, percent

TICKS = 4
"""Steps between the ends of a scale, at most: their labels stand apart on a phone."""
MOST = 40
"""Bars in one drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on the scale. left, width: percent of the drawing's width."""

    label: str
    cell: ShownCell
    left: float
    width: float
    derived: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale. left: percent. anchor: how its label is laid ("start", "middle", "end"). text: its value,
    in English."""

    left: float
    text: str
    anchor: str
    value: Decimal
    currency: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The ranges of one component in one unit. left_out: how many more there are."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def charts(cells: Iterable[tuple[str, ShownCell | None]]) -> list[Chart]:
    """A drawing for each component and unit that two rows or more state. cells: (what the bar is of, component)."""
    groups: dict[tuple[str, str], list[tuple[str, ShownCell]]] = {}
    for label, cell in cells:
        if cell is not None and cell.low is not None:
            groups.setdefault((cell.label, cell.unit), []).append((label, cell))
    return [_chart(title, unit, held) for (title, unit), held in groups.items() if len(held) > 1]


def _chart(title: str, unit: str, held: Sequence[tuple[str, ShownCell]]) -> Chart:
    kept = held[:MOST]
    lows = [cell.low for _, cell in kept if cell.low is not None]
    highs = [cell.high for _, cell in kept if cell.high is not None]
    start, step, end = scale(min(lows), max(highs))

    def at(value: Decimal) -> float:
        return round(float(100 * (value - start) / (end - start)), 2)

    bars = []
    for label, cell in kept:
        low, high = cell.low or Decimal(0), cell.high or Decimal(0)
        left = at(low)
        bars.append(Bar(label, cell, left, round(at(high) - left, 2), cell.derived))
    count = int((end - start) / step)
    currency = kept[0][1].currency
    ticks = []
    for place in range(count + 1):
        value = start + place * step
        anchor = "start" if not place else "end" if place == count else "middle"
        ticks.append(Tick(at(value), _label(value, currency, unit), anchor, value, currency, unit))
    return Chart(title, unit, tuple(bars), tuple(ticks), len(held) - len(kept))


def scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """(start, step, end) of a scale of round numbers that holds low to high in at most TICKS steps.

    The step is 1, 2, 2.5 or 5 times a power of ten (Heckbert, Nice numbers for graph labels, Graphics Gems 1990)."""
    span = high - low or abs(high) or Decimal(1)
    power = Decimal(10) ** (span / TICKS).adjusted()
    for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10), Decimal(20)):
        step = power * factor
        start = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
        end = (high / step).to_integral_value(rounding="ROUND_CEILING") * step
        if start == end:
            end += step
        if (end - start) / step <= TICKS:
            break
    return start, step, end


def _label(value: Decimal, currency: str | None, unit: str) -> str:
    if currency:
        return money(value, currency=currency)
    return (
        percent(value) if unit == "percent" else f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    )
