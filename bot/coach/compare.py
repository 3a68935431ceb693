"""Bands side by side, computed from the facts, never across currencies unsaid; rankings and counts beside them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison, Number
from bot.coach import bands as one_band
from bot.coach.counting import count
from bot.coach.draft import LABELS, Draft
from bot.coach.entries import Entry, entries_of, note_sums
from bot.coach.ranking import LIMIT, ranking
from bot.knowledge import bands as lookup
from bot.languages.phrase import phrase
from bot.reading.lookup import left_out
from bot.reading.measure import GAP
from bot.reading.types import Question
from bot.wording import listed, money, period_words, place_name, row_words
from ingest.guide.types import COMPONENTS, Band, ComponentName, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context


def compose(question: Question, context: "Context") -> Answer:
    """The comparison or ranking asked; not_found or clarify where its subjects aren't held or are unclear."""
    if question.intent == "rank" and question.topic.startswith("count"):
        return count(question, context)
    if question.intent == "rank" and not question.unknown and not question.unclear:
        answer = ranking(question, context)
        if answer is not None:
            return answer
    question = _held(question, context)
    if not question.subjects:
        draft = Draft("compare")
        for note in question.notes:
            draft.say(note)
        return draft.answer("not_found")
    trouble = one_band.unanswerable(question, context)
    if trouble is not None:
        return trouble
    return _side_by_side(question, context)


def _held(question: Question, context: "Context") -> Question:
    """Without the companies and rows that the guides lack, which is said, where they hold another of those asked
    about."""
    question = _covered(question)
    placed = tuple(s for s in question.subjects if s.company and s.role and s.region)
    if (
        len(question.subjects) > 1
        and len(placed) < len(question.subjects)
        and {u.kind for u in question.unknown} == {"region"}
        and not question.unclear
    ):
        lacking = [s for s in question.subjects if s not in placed and s.company and s.role]
        notes = [
            f"The guides give nothing for {one_band.name_of(one_band.guide_of(s, context))} in "
            f"{place_name(question.unknown[0].phrase)}; "
            f"they have {listed(context.facts.regions(s.company, s.role)[:LIMIT])}."
            for s in lacking
        ]
        if placed:
            return replace(question, unknown=(), subjects=placed, notes=(*question.notes, *notes))
        return replace(question, unknown=(), subjects=(), notes=(*question.notes, *notes))
    return question


def _covered(question: Question) -> Question:
    """Without the companies that the guides lack."""
    gone = [u for u in question.unknown if u.kind == "company" and not u.nearby]
    kept = tuple(s for s in question.subjects if s.company and s.role)
    left = tuple(u for u in question.unknown if u not in gone)
    if not gone or not kept or any(u.kind != "region" for u in left):
        return question
    note = f"The guides don’t cover {listed([u.phrase for u in gone])}, so this is what they hold of the rest."
    unclear = tuple(u for u in question.unclear if u.phrase)
    return replace(question, unknown=left, unclear=unclear, subjects=kept, notes=(*question.notes, note))


# --- side by side


def _side_by_side(question: Question, context: "Context") -> Answer:
    draft = Draft("compare")
    for note in question.notes:
        draft.say(note)
    rows: list[tuple[Band, Guide]] = []
    for subject in question.subjects:
        guide = one_band.guide_of(subject, context)
        found = lookup.of(context.facts, subject)
        gone = left_out(context.names, tuple(dict.fromkeys(b.region for b in found)), question.without)
        rows += [(b, guide) for b in found if b.region not in gone and (b, guide) not in rows]
    wanted = question.components or tuple(n for n in COMPONENTS if any(getattr(b, n) is not None for b, _ in rows))
    lead = _leads(draft, rows, wanted, question, context)
    _compared(draft, rows, wanted, lead, context)
    for band, guide in rows:
        one_band._warn(draft, (band,), wanted, guide, context)
    draft.suggest(phrase("whichRegion"), phrase("leverageThere"))
    return draft.answer("answered" if draft.figures or rows else "not_found")


def _leads(
    draft: Draft,
    rows: Sequence[tuple[Band, Guide]],
    wanted: Sequence[ComponentName],
    question: Question,
    context: "Context",
) -> int | None:
    """Say which row leads, for each component asked that can be compared; the leading row where one component was
    asked."""
    best: int | None = None
    for name in wanted if question.components else ("total",):
        entries = entries_of(rows, name, question, context)
        said_ = _leader(draft, entries, name, len(rows), question)
        draft.say(said_)
        note_sums(draft, entries)
        if len(wanted) == 1 and entries and len({e.unit for e in entries}) == 1 and len(entries) == len(rows):
            top = max(entries, key=lambda e: e.rank)
            if sum(e.rank == top.rank for e in entries) == 1:
                best = [band for band, _ in rows].index(top.band)
    return best


def _apart(draft: Draft, entries: Sequence[Entry], name: ComponentName) -> str:
    """How far two ranges are apart at both ends, and in percent by their tops."""
    more, less = sorted(entries, key=lambda e: e.rank, reverse=True)
    unit = more.unit
    ends = [int((a - b).quantize(Decimal(1), ROUND_HALF_UP)) for a, b in ((more.low, less.low), (more.high, less.high))]
    who = f"{LABELS[name]}: **{_who(more.band, entries)}** is", f"than {_who(less.band, entries)}"
    if unit in ("percent", "options"):
        told = " to ".join(dict.fromkeys(str(e) for e in ends)) + (" points" if unit == "percent" else " options")
        draft.numbers.append(
            Number(
                origin="computed",
                text=told,
                low=min(ends),
                high=max(ends),
                unit="percent" if unit == "percent" else "options",
                how="the ends of the two ranges",
            )
        )
        return f"{who[0]} {told} higher {who[1]}."
    share = int((100 * (more.high - less.high) / less.high).quantize(Decimal(1), ROUND_HALF_UP))
    low, high = sorted(ends)
    text = money(low, high, unit)
    how = f"{money(int(more.low), int(more.high), unit)} − {money(int(less.low), int(less.high), unit)}, end by end"
    part = more.read.part
    period, years = ("year", None) if more.how else (part.period, part.years)
    draft.numbers.append(
        Number(origin="computed", text=text, low=low, high=high, currency=unit, period=period, years=years, how=how)
    )
    draft.numbers.append(
        Number(
            origin="computed", text=f"{share}%", low=share, high=share, unit="percent", how="by the tops of the ranges"
        )
    )
    per = f" {period_words(period, years)}".rstrip()
    return f"{who[0]} {text}{per} higher {who[1]}, or {share}% by the top of the range."


def _leader(draft: Draft, entries: Sequence[Entry], name: ComponentName, of: int, question: Question) -> str:
    label = LABELS[name]
    units = sorted({entry.unit for entry in entries})
    if len(entries) < 2:
        return "" if not question.components or of < 2 else f"{label}: too little of it is stated to compare."
    if len(units) > 1:
        return (
            f"{label}: {listed(units)} aren’t compared with one another; give me a rate (“1 GBP = 1.25 USD”) and "
            f"I’ll use it."
        )
    ordered = sorted(entries, key=lambda e: e.rank, reverse=question.descending)
    first, second = ordered[0], ordered[1]
    if first.rank == second.rank:
        return f"{label}: {_who(first.band, entries)} and {_who(second.band, entries)} are the same."
    if (
        len(entries) == 2
        and GAP.search(question.text.lower())
        and (first.low >= second.low) == (first.high >= second.high)
    ):
        # Where one range lies inside the other, neither is so much higher.
        return _apart(draft, entries, name)
    word = "highest" if question.descending else "lowest"
    how = " (per year)" if any("÷" in e.how or "×" in e.how for e in entries) else ""
    rate = (
        f" at your rate ({'; '.join(f'1 {a} = {r} {b}' for a, b, r in question.rates)})"
        if any("rate" in e.how for e in entries)
        else ""
    )
    return f"{label}: **{_who(first.band, entries)}** is {word}{how}{rate}."


def _who(band: Band, entries: Sequence[Entry]) -> str:
    """What tells this row from the others: company, role, level, region, as far as they differ."""
    bands = [entry.band for entry in entries]
    parts = [
        band.company_display if len({b.company for b in bands}) > 1 else "",
        band.role_display if len({b.role for b in bands}) > 1 else "",
        (band.level or "") if len({b.level for b in bands}) > 1 else "",
        band.region if len({b.region for b in bands}) > 1 else "",
    ]
    return ", ".join(part for part in parts if part) or band.region or band.level or band.role_display


def _compared(
    draft: Draft,
    rows: Sequence[tuple[Band, Guide]],
    wanted: Sequence[ComponentName],
    best: int | None,
    context: "Context",
) -> None:
    levels = any(band.level for band, _ in rows)
    regions = any(band.region for band, _ in rows)
    headings = {name: one_band.heading(name, _reads(rows, name, context)) for name in wanted}
    lines = []
    cites: list[str] = []
    apart: list[tuple[str, ...]] = []
    for band, guide in rows:
        start = len(cites)
        every = context.facts.bands(band.company, band.role)
        cells = []
        for name in wanted:
            read = lookup.reading(band, name, every, context.names)
            cells.append(one_band.cell(draft, band, name, read, guide, heading=headings[name]))
            if read is not None:
                cites.append(draft.cite(read.part.source, guide))
                if read.how:
                    draft.say(f"{LABELS[name]}{row_words(band.region, band.level)} is derived: {read.how}.", cites[-1])
        place = (*([band.level or ""] if levels else []), *([band.region] if regions else []))
        lines.append((band.company_display, band.role_display, *place, *cells))
        apart.append(tuple(dict.fromkeys(cites[start:])))
    heads = (*([phrase("columnLevel")] if levels else []), *([phrase("columnRegion")] if regions else []))
    columns = (phrase("columnCompany"), phrase("columnRole"), *heads, *(headings[name] for name in wanted))
    draft.blocks.append(
        Comparison(
            title=phrase("asStated"),
            columns=columns,
            rows=tuple(lines),
            cites=tuple(dict.fromkeys(cites)),
            best=best,
            row_cites=tuple(apart),
        )
    )


def _reads(
    rows: Iterable[tuple[Band, Guide]], name: ComponentName, context: "Context"
) -> Iterator[lookup.BandFigure | None]:
    """A component of each row."""
    for band, _ in rows:
        yield lookup.reading(band, name, context.facts.bands(band.company, band.role), context.names)
