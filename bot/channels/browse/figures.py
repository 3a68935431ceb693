"""Bands as a page shows them: each component's exact figure with its currency, its period and the line it stands in.

Nothing is computed here: figures are the guides' own, or what the look-up resolved from another row, which says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import page_of
from bot.coach.draft import part_of
from bot.knowledge import bands as lookup
from bot.languages.phrase import Paid, phrase
from bot.reading.names import Names
from bot.wording import count, figured, percent, period_words
from ingest.amounts.types import Range
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, ScriptFigure

_UNSAID = "period not said"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One component on a page. text: the figure with all its digits, else the guide's words.

    unit: what it counts ("USD per year", "percent"), "" for words. kind: of equity, as the guide names it. notes: what
    else the guide says of it, and how a derived one came about. low, high: the figure in unit, for its bar; None for
    words. href: the cited line's page."""

    name: str
    label: str
    text: str
    unit: str
    kind: str
    notes: tuple[str, ...]
    href: str
    line: int
    derived: bool
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A band: whose, where, and its components in the order of COMPONENTS; one not stated at all is None."""

    band: Band
    cells: tuple[ShownCell | None, ...]
    extra: tuple[ShownCell, ...]

    @property
    def currency(self) -> str:
        """The currency of its pay: of the first component that has one; "" where none has."""
        return next((cell.currency for cell in self.cells if cell and cell.currency), "")

    @property
    def where(self) -> str:
        """Its level and its place, as the guide writes them; "" where it holds for all."""
        return ", ".join(part for part in (self.band.level, self.band.region) if part)


def row_of(band: Band, bands: Sequence[Band], names: Names) -> ShownBand:
    """A band with its relative cells resolved among the bands of the same guide."""
    cells = []
    for name in COMPONENTS:
        read = lookup.reading(band, name, bands, names)
        cells.append(_cell(name, part_of(name), read) if read else None)
    extra = tuple(_cell("extra", label, lookup.BandFigure(part)) for label, part in band.extra)
    return ShownBand(band, tuple(cells), extra)


def rows_of(bands: Sequence[Band], names: Names) -> list[ShownBand]:
    """The bands of one guide."""
    return [row_of(band, bands, names) for band in bands]


def shown(rows: Iterable[ShownBand]) -> list[tuple[int, ComponentName, str]]:
    """(place among the cells, name, label) of the components that any of the rows states."""
    held = list(rows)
    return [(i, name, part_of(name)) for i, name in enumerate(COMPONENTS) if any(row.cells[i] for row in held)]


def _cell(name: str, label: str, read: lookup.BandFigure) -> ShownCell:
    part = read.part
    text, unit, low, high = _figure(part)
    source = part.source
    return ShownCell(
        name=name, label=label, text=text or _words(part), unit=unit, kind=part.kind or "",
        notes=_notes(part, read.how), href=page_of(source.path, source.line), line=source.line,
        derived=bool(read.how or part.derived), low=low, high=high,
        currency=part.amount.currency if low is not None and part.amount else None,
    )  # fmt: skip


def _figure(part: Component) -> tuple[str, str, Decimal | None, Decimal | None]:
    """(text, unit, low, high) of a stated component; empty where the guide gives no number."""
    if part.state != "stated":
        return "", "", None, None
    if part.amount is not None:
        unit = f"{part.amount.currency} {_period(part)}"
        return amount_words(part.amount), unit, Decimal(part.amount.low), Decimal(part.amount.high)
    if part.percent is not None:
        share = part.percent
        return percent(share.low, share.high, open_=share.open), "percent", share.low, share.high
    if part.count is not None:
        words = count(part.count.low, part.count.high)
        return words, f"shares {_period(part)}", Decimal(part.count.low), Decimal(part.count.high)
    return "", "", None, None


def amount_words(amount: Range) -> str:
    """An amount or range with all its digits: "$195,000–$255,000", "up to $72,000"."""
    return figured(amount.low, amount.high, currency=amount.currency, unit=None, open_=amount.open, short=False)


def _whole(amount: Range) -> Paid:
    return Paid(value=amount.low, high=amount.high, currency=amount.currency, open=amount.open, exact=True)


def ask_words(ask: ScriptFigure) -> str:
    """A figure that a script or strategy names, with its period; its own words where it has no number."""
    period = period_words(ask.period, ask.years)
    if ask.amount is not None:
        return f"{amount_words(ask.amount)} {period}".rstrip()
    if ask.percent is not None:
        return percent(ask.percent.low, ask.percent.high, open_=ask.percent.open)
    return ask.text


def _period(part: Component) -> str:
    words = period_words(part.period, part.years) or _UNSAID
    return f"{words}, {part.payments} times a year" if part.payments else words


def _words(part: Component) -> str:
    said = part.source.text.strip() or "nothing"
    return f"{said} (not read as a figure)" if part.state == "unread" else said


def _notes(part: Component, how: str) -> tuple[str, ...]:
    yearly = phrase("note-beside", amount=_whole(part.yearly)) if part.yearly else ""
    also = [phrase("note-also", amount=_whole(one), what=one.currency) for one in part.also]
    found = (f"derived: {how}" if how else "", yearly, *also, part.note)
    return tuple(note for note in found if note)
