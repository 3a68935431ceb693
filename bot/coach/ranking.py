"""Rankings over many guides: which rows are ranked, in which order, and what is said of the first of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison, Number
from bot.coach import bands as one_band
from bot.coach.draft import IN_WORDS, LABELS, Draft
from bot.coach.entries import Entry, add_figure, counted_number, entries_of, note_sums, rows_of
from bot.languages.phrase import Paid, Phrase, phrase
from bot.reading.measure import SPREAD, WIDTH, Bound
from bot.reading.types import Question, Said
from bot.wording import listed, money
from ingest.guide.types import Band, ComponentName, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context

LIMIT = 10
_RANKED: Mapping[str, Callable[[Band], str | None]] = {
    "company": lambda band: band.company,
    "role": lambda band: band.role,
    "region": lambda band: band.region,
    "level": lambda band: band.level,
}
"""By what is ranked, what of a band tells two of them apart: the best of each is its row."""


def ranking(question: Question, context: "Context") -> Answer | None:
    """Rows in order; None where the question names several companies or jobs, which are better shown side by side."""
    subject = question.subjects[0]
    if any(one.company for one in question.subjects[1:]) or (subject.company and len(question.subjects) > 1):
        return None
    said = question.said or (Said(),)
    rows = list(dict.fromkeys(row for one in said for row in rows_of(question, subject, one, context)))
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
    entries = entries_of(rows, name, question, context)
    label = LABELS[name].lower()
    if not entries:
        draft.say(f"None of these guides states a figure for {label}.")
        return
    unit = Counter(entry.unit for entry in entries).most_common(1)[0][0]
    inside = [entry for entry in entries if entry.unit == unit]
    if question.bound is not None:
        unit, inside = within(entries, question.bound)
        if not inside:
            draft.say(f"None of these guides’ ranges for {label} {bound_words(draft, question.bound, unit)}.")
            return
        who = len({e.band.company for e in inside})
        draft.numbers.append(counted_number(who))
        draft.say(
            f"**{who}** {'company' if who == 1 else 'companies'} in the guides: their range for {label} "
            f"{bound_words(draft, question.bound, unit)}."
        )
    ordered = _ordered(inside, question)
    shown = ordered[: question.limit or LIMIT]
    _lead(draft, _Ranked(name, inside, ordered, shown), question)
    left = [f"{n} in {u}" for u, n in Counter(e.unit for e in entries if e.unit != unit).most_common()]
    note = f"Ranked within {unit}; left out: {listed(left)}." if left else ""
    if len(ordered) > len(shown):
        note = f"{note} {len(ordered)} rows in all.".strip()
    _table(draft, _Ranked(name, inside, ordered, shown), question, note)
    note_sums(draft, shown)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A component's entries: all, in order (one a company where companies are ranked, and so on), and those shown."""

    name: ComponentName
    inside: Sequence[Entry]
    ordered: Sequence[Entry]
    shown: Sequence[Entry]

    @property
    def tied(self) -> list[Entry]:
        """The first, and those that are alike."""
        return [e for e in self.ordered if e.rank == self.shown[0].rank]


def _ordered(inside: Sequence[Entry], question: Question) -> list[Entry]:
    """By the top of the range, or by its width where that is asked; one for each company, role, place or level where
    those are ranked."""
    width = WIDTH.foremost(question.text)
    down = width == "widest" if width else question.descending

    def by(entry: Entry) -> tuple[Decimal, tuple[Decimal, Decimal], str]:
        return (entry.high - entry.low if width else Decimal(0)), entry.rank, entry.band.company_display

    ordered = sorted(inside, key=by, reverse=down)
    if what := _RANKED.get(question.topic):
        return sorted({what(e.band): e for e in reversed(ordered)}.values(), key=by, reverse=down)
    return ordered


def _lead(draft: Draft, ranked: _Ranked, question: Question) -> None:
    """The sentence that says which is first, or from where to where they run."""
    shown, first, tied = ranked.shown, ranked.shown[0], ranked.tied
    label = LABELS[ranked.name].lower()
    per = " per year" if "÷" in first.how or "×" in first.how else ""
    width = WIDTH.foremost(question.text)
    if SPREAD.search(question.text.lower()) and len(ranked.ordered) > 1:
        low = min(ranked.inside, key=lambda e: (e.low, e.high))
        high = max(ranked.inside, key=lambda e: e.rank)
        draft.say(
            f"Over {len(ranked.inside)} rows of the guides, {label}{per} runs from "
            f"{_label(low.band, question, shown)} ({_shown(draft, low, ranked.name)}) to "
            f"{_label(high.band, question, shown)} ({_shown(draft, high, ranked.name)}). "
            "I give no average: the guides are no survey, and a mean of ranges would be nobody’s pay."
        )
        draft.numbers.append(counted_number(len(ranked.inside)))
        return
    if width:
        draft.say(
            f"**{_label(first.band, question, shown)}** has the {width} range for {label}{per}: "
            f"{_shown(draft, first, ranked.name)}."
        )
        return
    part = phrase(IN_WORDS[ranked.name])
    draft.say(
        phrase(
            "rankMost" if question.descending else "rankLeast",
            who=tuple(_label(e.band, question, shown) for e in tied[:4]),
            n=min(len(tied), 5),  # Five stands for more than are named.
            part=phrase("perYear", amount=part) if per else part,
            amount=_shown(draft, first, ranked.name),
        )
    )


def _table(draft: Draft, ranked: _Ranked, question: Question, note: str) -> None:
    shown = ranked.shown
    head = one_band.heading(ranked.name, (e.read for e in shown))
    alone = head == LABELS[ranked.name]
    lines = [
        (str(i), _label(e.band, question, shown), e.band.region, _shown(draft, e, ranked.name, period=alone))
        for i, e in enumerate(shown, 1)
    ]
    apart = tuple((draft.cite(e.read.part.source, e.guide),) for e in shown)
    draft.blocks.append(
        Comparison(
            title=phrase("byPart", part=Phrase(name=IN_WORDS[ranked.name])),
            columns=("#", phrase("columnWho"), phrase("columnRegion"), head),
            rows=tuple(lines),
            cites=tuple(dict.fromkeys(one for (one,) in apart)),
            best=0 if len(ranked.tied) == 1 else None,
            note=note,
            row_cites=apart,
        )
    )


def within(entries: Sequence[Entry], bound: Bound) -> tuple[str, list[Entry]]:
    """The entries on the asked side of a bound, in its currency or else in the one that most entries have."""
    units = Counter(e.unit for e in entries if (e.unit == "percent") == bound.percent and e.unit != "options")
    unit = bound.currency or (units.most_common(1)[0][0] if units else "")
    inside = [e for e in entries if e.unit == unit]
    return unit, [e for e in inside if (e.high > bound.value if bound.above else e.low < bound.value)]


def bound_words(draft: Draft, bound: Bound, unit: str) -> str:
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


def _label(band: Band, question: Question, shown: Sequence[Entry]) -> str:
    parts = [band.region] if question.topic == "region" else []
    if len({e.band.company for e in shown}) > 1 or not question.subjects[0].company:
        parts.append(band.company_display)
    asked = question.subjects[0].role or (question.said or (Said(),))[0].role
    if len({e.band.role for e in shown}) > 1 or not asked:
        parts.append(band.role_display)
    if band.level and (len({e.band.level for e in shown}) > 1 or not _is_said(band.level, question)):
        parts.append(band.level)
    return ", ".join(parts) or band.region or band.level or band.role_display


_AROUND = str.maketrans(dict.fromkeys("(),/", " "))
"""Signs around the names of levels."""


def _is_said(level: str, question: Question) -> bool:
    """Whether a row's level is the one that was asked for, and no more: "Staff+ (L6+)" is more than L6."""
    asked = question.said[0].level if question.said else None
    return asked is None or asked.casefold() in level.casefold().translate(_AROUND).split()


def _shown(draft: Draft, entry: Entry, name: ComponentName, *, period: bool = True) -> str:
    text = add_figure(draft, entry.band, name, entry.read, entry.guide, period=period) or phrase("none")
    if entry.how:
        low, high = (int(v.quantize(Decimal(1), ROUND_HALF_UP)) for v in (entry.low, entry.high))
        per = "year" if "÷" in entry.how or "×" in entry.how else None
        yearly = phrase("figure", amount=Paid(value=low, high=high, currency=entry.unit, period=per))
        return phrase("besideIt", amount=text, share=yearly)
    return phrase("derivedFigure", amount=text) if entry.read.how else text
