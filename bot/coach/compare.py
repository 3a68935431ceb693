"""Bands side by side and rankings over many guides, computed from the facts, never across currencies unsaid."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison, Number
from bot.coach import bands as one_band
from bot.coach.draft import LABELS, Draft
from bot.knowledge import bands as lookup
from bot.reading.lookup import find_region, left_out, match_level
from bot.reading.measure import GAP, SPREAD, WIDTH, Bound
from bot.reading.roles import role_key
from bot.reading.types import Question, Said, Subject
from bot.reading.words import joined, keys
from bot.wording import listed, money, period_words, row_words
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context

_LIMIT = 10
_WIDE = 24


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


def compose(question: Question, context: "Context") -> Answer:
    """The comparison or ranking asked; not_found or clarify where its subjects aren't held or are unclear."""
    if question.intent == "rank" and question.topic.startswith("count"):
        return _count(question, context)
    if question.intent == "rank" and not question.unknown and not question.unclear:
        answer = _ranking(question, context)
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
            f"{one_band.place_name(question.unknown[0].phrase)}; "
            f"they have {listed(context.facts.regions(s.company, s.role)[:_LIMIT])}."
            for s in lacking
        ]
        if placed:
            return replace(question, unknown=(), subjects=placed, notes=(*question.notes, *notes))
        return replace(question, unknown=(), subjects=(), notes=(*question.notes, *notes))
    gone = [u for u in question.unknown if u.kind == "company" and not u.nearby]
    kept = tuple(s for s in question.subjects if s.company and s.role)
    if not gone or not kept or len(gone) < len(question.unknown):
        return question
    note = f"The guides don’t cover {listed([u.phrase for u in gone])}, so this is what they hold of the rest."
    unclear = tuple(u for u in question.unclear if u.phrase)
    return replace(question, unknown=(), unclear=unclear, subjects=kept, notes=(*question.notes, note))


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
    draft.suggest("Which region pays most?", "What leverage do I have there?")
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
        entries = _entries(rows, name, question, context)
        said_ = _leader(draft, entries, name, len(rows), question)
        draft.say(said_)
        _note_sums(draft, entries)
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
        return "" if not question.components or of < 2 else f"{label}: the guides don’t state enough of it to compare."
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
    heads = (*(["Level"] if levels else []), *(["Region"] if regions else []))
    columns = ("Company", "Role", *heads, *(headings[name] for name in wanted))
    draft.blocks.append(
        Comparison(
            title="As the guides state it",
            columns=columns,
            rows=tuple(lines),
            cites=tuple(dict.fromkeys(cites)),
            best=best,
            row_cites=tuple(apart),
        )
    )


def _reads(
    rows: Iterable[tuple[Band, Guide]], name: ComponentName, context: "Context"
) -> Iterator[lookup.Reading | None]:
    """A component of each row."""
    for band, _ in rows:
        yield lookup.reading(band, name, context.facts.bands(band.company, band.role), context.names)


# --- what is compared


def _entries(
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


def _note_sums(draft: Draft, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.how:
            low, high = (int(v.quantize(Decimal(1), ROUND_HALF_UP)) for v in (entry.low, entry.high))
            text = money(low, high, entry.unit)
            number = Number(
                origin="computed", text=text, low=low, high=high, currency=entry.unit, period="year", how=entry.how
            )
            if number not in draft.numbers:
                draft.numbers.append(number)


# --- rankings


def _ranking(question: Question, context: "Context") -> Answer | None:
    """Rows in order; None where the question names several subjects, which are better shown side by side."""
    subject = question.subjects[0]
    if len(question.subjects) > 1:
        return None
    rows = _rows(question, subject, question.said[0] if question.said else Said(), context)
    names: tuple[ComponentName, ...] = question.components or ("total", "base")
    draft = Draft("rank")
    for note in question.notes:
        draft.say(note)
    if not rows:
        draft.say(_nothing(question))
        return draft.answer("not_found")
    if subject.company and subject.role and not question.topic and len(rows) < 2:
        return None
    for name in names:
        _ranked(draft, rows, name, question, context)
    return draft.answer("answered" if draft.figures else "not_found")


def _rows(question: Question, subject: Subject, words: Said, context: "Context") -> list[tuple[Band, Guide]]:
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
        if words.level and question.topic != "level" and joined(words.level) not in job.codes:
            fitting = match_level(tuple(dict.fromkeys(b.level for b in bands if b.level)), words.level)
            bands = tuple(b for b in bands if b.level in fitting)
        if bands:
            guide = _light(bands[0], context)
            found += [(band, guide) for band in bands]
    return found


def _light(band: Band, context: "Context") -> Guide:
    """What a citation needs of a guide, without reading the whole of it: a ranking goes over hundreds."""
    role = next((r for r in context.facts.roles(band.company) if r.slug == band.role), None)
    return Guide(
        path=band.path, title=f"{band.role_display} | {band.company_display}", company=band.company,
        company_display=band.company_display, role=band.role, role_display=band.role_display,
        updated=role.updated if role else None, review_due=None, quarter=None, quality=None, summary="",
    )  # fmt: skip


def _nothing(question: Question) -> str:
    words = question.said[0] if question.said else Said()
    parts = [
        f"for {words.role}" if words.role else "",
        f"at level {words.level.upper()}" if words.level else "",
        f"in {words.region}" if words.region else "",
    ]
    return f"The guides hold no band {' '.join(p for p in parts if p) or 'to rank'}."


def _ranked(
    draft: Draft, rows: Sequence[tuple[Band, Guide]], name: ComponentName, question: Question, context: "Context"
) -> None:
    entries = _entries(rows, name, question, context)
    label = LABELS[name].lower()
    if not entries:
        draft.say(f"None of these guides states a figure for {label}.")
        return
    unit = Counter(entry.unit for entry in entries).most_common(1)[0][0]
    inside = [entry for entry in entries if entry.unit == unit]
    if question.bound is not None:
        unit, inside = _within(entries, question.bound)
        if not inside:
            draft.say(f"None of these guides’ ranges for {label} {_bound_words(draft, question.bound, unit)}.")
            return
    width = WIDTH.search(question.text.lower())
    down = width["widest"] is not None if width else question.descending

    def by(entry: Entry) -> tuple[Decimal, tuple[Decimal, Decimal], str]:
        return (entry.high - entry.low if width else Decimal(0)), entry.rank, entry.band.company_display

    ordered = sorted(inside, key=by, reverse=down)
    if question.topic == "company":
        ordered = sorted({e.band.company: e for e in reversed(ordered)}.values(), key=by, reverse=down)
    shown = ordered[: question.limit or _LIMIT]
    first = shown[0]
    tied = [e for e in ordered if e.rank == first.rank]
    word = "highest" if question.descending else "lowest"
    names = listed([_label(e.band, question, shown) for e in tied[:4]]) + (" and others" if len(tied) > 4 else "")
    verb = "pay" if len(tied) > 1 else "pays"
    per = " per year" if "÷" in first.how or "×" in first.how else ""
    if question.bound is not None:
        who = len({e.band.company for e in inside})
        draft.numbers.append(_counted(who))
        draft.say(
            f"**{who}** {'company' if who == 1 else 'companies'} in the guides: their range for {label} "
            f"{_bound_words(draft, question.bound, unit)}."
        )
    if SPREAD.search(question.text.lower()) and len(ordered) > 1:
        low = min(inside, key=lambda e: (e.low, e.high))
        high = max(inside, key=lambda e: e.rank)
        draft.say(
            f"Over {len(inside)} rows of the guides, {label}{per} runs from {_label(low.band, question, shown)} "
            f"({_shown(draft, low, name)}) to {_label(high.band, question, shown)} ({_shown(draft, high, name)}). "
            "I give no average: the guides are no survey, and a mean of ranges would be nobody’s pay."
        )
        draft.numbers.append(_counted(len(inside)))
    elif width:
        draft.say(
            f"**{_label(first.band, question, shown)}** has the {width[0]} range for {label}{per}: "
            f"{_shown(draft, first, name)}."
        )
    else:
        draft.say(f"**{names}** {verb} the {word} {label}{per}: {_shown(draft, first, name)}, by the top of the range.")
    head = one_band.heading(name, (e.read for e in shown))
    lines = [
        (str(i), _label(e.band, question, shown), e.band.region, _shown(draft, e, name, period=head == LABELS[name]))
        for i, e in enumerate(shown, 1)
    ]
    left = [f"{n} in {u}" for u, n in Counter(e.unit for e in entries if e.unit != unit).most_common()]
    note = f"Ranked within {unit}; left out: {listed(left)}." if left else ""
    if len(ordered) > len(shown):
        note = f"{note} {len(ordered)} rows in all.".strip()
    apart = tuple((draft.cite(e.read.part.source, e.guide),) for e in shown)
    draft.blocks.append(
        Comparison(
            title=f"By {label}",
            columns=("#", "Who", "Region", head),
            rows=tuple(lines),
            cites=tuple(dict.fromkeys(one for (one,) in apart)),
            best=0 if len(tied) == 1 else None,
            note=note,
            row_cites=apart,
        )
    )
    _note_sums(draft, shown)


def _within(entries: Sequence[Entry], bound: Bound) -> tuple[str, list[Entry]]:
    """The entries on the asked side of a bound, in its currency or else in the one that most entries have."""
    units = Counter(e.unit for e in entries if (e.unit == "percent") == bound.percent and e.unit != "options")
    unit = bound.currency or (units.most_common(1)[0][0] if units else "")
    inside = [e for e in entries if e.unit == unit]
    return unit, [e for e in inside if (e.high > bound.value if bound.above else e.low < bound.value)]


def _bound_words(draft: Draft, bound: Bound, unit: str) -> str:
    shown = f"{bound.value}%" if bound.percent else money(bound.value, None, bound.currency or unit or None)
    currency = None if bound.percent else bound.currency or unit or None
    draft.user(
        shown,
        Number(
            origin="user",
            text=shown,
            low=bound.value,
            high=bound.value,
            currency=currency,
            unit="percent" if bound.percent else None,
        ),
    )
    return f"reaches above {shown}" if bound.above else f"begins below {shown}"


def _counted(number: int) -> Number:
    return Number(
        origin="computed", text=str(number), low=number, high=number, unit="count", how="counted over the guides"
    )


def _label(band: Band, question: Question, shown: Sequence[Entry]) -> str:
    parts = []
    if len({e.band.company for e in shown}) > 1 or not question.subjects[0].company:
        parts.append(band.company_display)
    if len({e.band.role for e in shown}) > 1:
        parts.append(band.role_display)
    if band.level and len({e.band.level for e in shown}) > 1:
        parts.append(band.level)
    return ", ".join(parts) or band.region or band.level or band.role_display


def _shown(draft: Draft, entry: Entry, name: ComponentName, *, period: bool = True) -> str:
    text = one_band.add_figure(draft, entry.band, name, entry.read, entry.guide, period=period)
    if entry.how:
        low, high = (int(v.quantize(Decimal(1), ROUND_HALF_UP)) for v in (entry.low, entry.high))
        per = " per year" if "÷" in entry.how or "×" in entry.how else ""
        return f"{text} ({money(low, high, entry.unit)}{per})"
    return text + (" (derived)" if entry.read.how else "")


# --- counts


def _count(question: Question, context: "Context") -> Answer:
    """How many companies, guides, roles or regions fit what is said."""
    draft = Draft("rank")
    trouble = one_band.unanswerable(question, context) if question.unknown or question.unclear else None
    if trouble is not None:
        return trouble
    words = question.said[0] if question.said else Said()
    rows = _rows(question, question.subjects[0], words, context)
    having: tuple[str, str] | None = None
    aside = ""
    names: tuple[ComponentName, ...] = question.components or (("total",) if question.bound else ())
    for name in names:
        entries = _entries(rows, name, question, context)
        label = LABELS[name].lower()
        stated = f"a figure for {listed([LABELS[n].lower() for n in names])}"
        having = f"states {stated}", f"state {stated}"
        if question.bound is not None:
            every = entries
            unit, entries = _within(entries, question.bound)
            reaching = f"a range for {label} that {_bound_words(draft, question.bound, unit)}"
            having = f"has {reaching}", f"have {reaching}"
            left = Counter(e.unit for e in every if e.unit != unit)
            if left:
                aside = f"Counted within {unit}; left out: {listed([f'{n} in {u}' for u, n in left.most_common()])}."
        rows = [(e.band, e.guide) for e in entries]
    what = question.topic.removeprefix("count-")
    kinds = {
        "company": ("companies", "company", [b.company_display for b, _ in rows]),
        "guide": ("guides", "guide", [f"{b.role_display} at {b.company_display}" for b, _ in rows]),
        "region": ("regions", "region", [b.region for b, _ in rows]),
        "role": ("roles", "role", [b.role_display for b, _ in rows]),
        "level": ("levels", "level", [b.level for b, _ in rows if b.level]),
    }
    many, single, listing = kinds.get(what, kinds["company"])
    found = list(dict.fromkeys(listing))
    company = rows[0][0].company_display if rows and words.company else words.company
    where = " ".join(
        p
        for p in (
            f"for {words.role}" if words.role else "",
            f"in {words.region}" if words.region else "",
            f"at {company}" if company else "",
        )
        if p
    )
    number = len(found)
    draft.numbers.append(_counted(number))
    counted = f"**{number}** {single if number == 1 else many}"
    if having:
        told = f"{counted} {having[number != 1]}"
    elif what == "guide":
        told = f"There {'is' if number == 1 else 'are'} {counted}"
        general = len(context.facts.general_guides())
        if general and not where:
            draft.numbers.append(_counted(general))
            where = f"to companies’ pay, and {general} about negotiating any offer"
    else:
        told = f"The guides hold {counted}"
    draft.say(f"{told}{' ' + where if where else ''}.")
    if 0 < number <= _WIDE:
        draft.say(listed([str(f) for f in found]) + ".")
    draft.say(aside)
    for band, guide in rows[:5]:
        part: Component | None = next((p for n in COMPONENTS if (p := getattr(band, n)) is not None), None)
        if part is not None:
            draft.cite(part.source, guide)
    return draft.answer("answered" if number else "not_found")
