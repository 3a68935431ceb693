"""What of each band is compared: one component, in one currency and period, with the sum where one was made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.answer import Number
from bot.coach.draft import Draft
from bot.knowledge import bands as lookup
from bot.reading.types import Question
from bot.wording import money
from ingest.guide.types import Band, ComponentName, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context


@dataclass(frozen=True, slots=True)
class Entry:
    """A band in a comparison and what of it is compared.

    low, high: whole units of unit, per year for a grant over years that others don't share; how: the sum where one was
    made.
    """

    band: Band
    guide: Guide
    read: lookup.Reading
    low: Decimal
    high: Decimal
    unit: str
    how: str = ""

    @property
    def rank(self) -> tuple[Decimal, Decimal]:
        """What it is ordered by: the top of the range, then its bottom."""
        return self.high, self.low


def entries_of(
    rows: Iterable[tuple[Band, Guide]], name: ComponentName, question: Question, context: "Context"
) -> list[Entry]:
    found: list[Entry] = []
    for band, guide in rows:
        read = lookup.reading(band, name, context.facts.bands(band.company, band.role), context.names)
        entry = _entry(band, guide, read) if read is not None else None
        if entry is not None:
            found.append(entry)
    return _converted(_same_period(found), question.rates)


def _entry(band: Band, guide: Guide, read: lookup.Reading) -> Entry | None:
    part = read.part
    if part.state != "stated":
        return None
    if part.amount is not None:
        return Entry(band, guide, read, Decimal(part.amount.low), Decimal(part.amount.high), part.amount.currency)
    if part.percent is not None:
        return Entry(band, guide, read, part.percent.low, part.percent.high, "percent")
    if part.count is not None:
        return Entry(band, guide, read, Decimal(part.count.low), Decimal(part.count.high), "options")
    return None


def _same_period(entries: Sequence[Entry]) -> list[Entry]:
    """Grants put per year where the entries' periods differ; one whose years are unknown is left out then."""
    if len({(e.read.part.period, e.read.part.years) for e in entries}) < 2:
        return list(entries)
    out = []
    for entry in entries:
        part = entry.read.part
        if part.period == "grant" and part.years:
            years = Decimal(part.years)
            out.append(
                Entry(
                    entry.band,
                    entry.guide,
                    entry.read,
                    entry.low / years,
                    entry.high / years,
                    entry.unit,
                    f"÷ {part.years}",
                )
            )
        elif part.period == "month":
            times = part.payments or 12
            out.append(
                Entry(
                    entry.band, entry.guide, entry.read, entry.low * times, entry.high * times, entry.unit, f"× {times}"
                )
            )
        elif part.period in ("year", "once", None):  # an hour's or a day's pay makes no year's by itself
            out.append(entry)
    return out


def _converted(entries: Sequence[Entry], rates: Sequence[tuple[str, str, str]]) -> list[Entry]:
    """Entries in one currency, where the user's rates bring them there."""
    if len({entry.unit for entry in entries}) < 2 or not rates:
        return list(entries)
    table = {(a, b): Decimal(r) for a, b, r in rates} | {(b, a): 1 / Decimal(r) for a, b, r in rates if Decimal(r)}
    target = rates[0][1]
    return [_at_rate(entry, target, table.get((entry.unit, target))) for entry in entries]


def _at_rate(entry: Entry, target: str, rate: Decimal | None) -> Entry:
    if entry.unit == target or rate is None:
        return entry
    how = f"{entry.how} at the rate {entry.unit}→{target}".strip()
    return Entry(entry.band, entry.guide, entry.read, entry.low * rate, entry.high * rate, target, how)


def note_sums(draft: Draft, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.how:
            low, high = (int(v.quantize(Decimal(1), ROUND_HALF_UP)) for v in (entry.low, entry.high))
            text = money(low, high, entry.unit)
            number = Number(
                origin="computed", text=text, low=low, high=high, currency=entry.unit, period="year", how=entry.how
            )
            if number not in draft.numbers:
                draft.numbers.append(number)
