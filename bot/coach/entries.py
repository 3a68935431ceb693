"""Which bands are compared and what of each: one component, in one currency and period, with the sum where one was
made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.answer import Number
from bot.coach.draft import Draft, figure_of, shown
from bot.knowledge import bands as lookup
from bot.languages.phrase import Phrased
from bot.reading.lookup import find_region, left_out, match_level
from bot.reading.roles import role_key
from bot.reading.types import Question, Said, Subject
from bot.reading.words import joined, keys
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
    read: lookup.BandFigure
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


def _entry(band: Band, guide: Guide, read: lookup.BandFigure) -> Entry | None:
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


def rows_of(question: Question, subject: Subject, words: Said, context: "Context") -> list[tuple[Band, Guide]]:
    """The bands that a ranking is over: those of the company, role and region said, over all guides where none is."""
    found: list[tuple[Band, Guide]] = []
    jobs = (
        context.names.jobs(subject.company) if subject.company
        else [job for company in context.names.tables.jobs for job in context.names.jobs(company)]
    )  # fmt: skip
    key = None
    if words.role:
        flat = "".join(keys(words.role))
        key = context.names.canonical(context.names.tables.roles.get(flat) or role_key(keys(words.role)))
    for job in jobs:
        if key is not None and key not in job.keys and job.slug != subject.role:
            continue
        bands = context.facts.bands(job.company, job.slug)
        if words.region and question.topic != "region":
            held, _ = find_region(context.names, tuple(dict.fromkeys(b.region for b in bands)), words.region)
            bands = tuple(b for b in bands if b.region in held)
        if question.without:
            gone = left_out(context.names, tuple(dict.fromkeys(b.region for b in bands)), question.without)
            bands = tuple(b for b in bands if b.region not in gone)
        if words.level and question.topic != "level":
            fitting = match_level(tuple(dict.fromkeys(b.level for b in bands if b.level)), words.level)
            # A guide whose title names the level is of that level throughout, where its rows don't tell it apart.
            if fitting or joined(words.level) not in job.codes:
                bands = tuple(b for b in bands if b.level in fitting)
        if bands:
            guide = light(bands[0], context)
            found += [(band, guide) for band in bands]
    return found


def light(band: Band, context: "Context") -> Guide:
    """What a citation needs of a guide, without reading the whole of it: a ranking goes over hundreds."""
    role = next((r for r in context.facts.roles(band.company) if r.slug == band.role), None)
    return Guide(
        path=band.path, title=f"{band.role_display} | {band.company_display}", company=band.company,
        company_display=band.company_display, role=band.role, role_display=band.role_display,
        updated=role.updated if role else None, review_due=None, quarter=None, quality=None, summary="",
    )  # fmt: skip


def add_figure(
    draft: Draft, band: Band, name: ComponentName, read: lookup.BandFigure, guide: Guide, *, period: bool = True
) -> Phrased | None:
    """Add a component's figure to the draft and say how it reads, with its period unless that is said already.

    None where the guide gives words only.
    """
    cite = draft.cite(read.part.source, guide)
    figure = figure_of(band, name, read.part, cite) if read.part.state == "stated" else None
    if figure is None:
        return None
    if read.other is not None:
        draft.cite(read.other.source, guide)
    if figure not in draft.figures:
        draft.figures.append(figure)
    return shown(figure, period=period)


def counted_number(number: int) -> Number:
    return Number(
        origin="computed", text=str(number), low=number, high=number, unit="count", how="counted over the guides"
    )
