"""How many companies, guides, roles, regions or levels fit what a question says."""

from collections import Counter
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach import bands as one_band
from bot.coach.draft import LABELS, Draft
from bot.coach.entries import counted_number, entries_of, rows_of
from bot.coach.ranking import bound_words, within
from bot.reading.types import Question, Said
from bot.wording import listed
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context

_WIDE = 24


Rows = list[tuple[Band, Guide]]


def count(question: Question, context: "Context") -> Answer:
    """How many companies, guides, roles or regions fit what is said."""
    draft = Draft("rank")
    trouble = one_band.unanswerable(question, context) if question.unknown or question.unclear else None
    if trouble is not None:
        return trouble
    words = question.said[0] if question.said else Said()
    fitting = rows_of(question, question.subjects[0], words, context)
    rows, having, aside = _with_figures(draft, fitting, question, context)
    many, single, listing = _kind(question.topic.removeprefix("count-"), rows)
    found = list(dict.fromkeys(listing))
    number = len(found)
    draft.numbers.append(counted_number(number))
    counted = f"**{number}** {single if number == 1 else many}"
    where = _where(words, rows)
    if having:
        told = f"{counted} {having[number != 1]}"
    elif single == "guide":
        told = f"There {'is' if number == 1 else 'are'} {counted}"
        general = len(context.facts.general_guides())
        if general and not where:
            draft.numbers.append(counted_number(general))
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


def _with_figures(
    draft: Draft, rows: Rows, question: Question, context: "Context"
) -> tuple[Rows, tuple[str, str] | None, str]:
    """The rows that state what is asked, within the bound that is asked; how that is said of one and of several; what
    was left out of the count."""
    having: tuple[str, str] | None = None
    aside = ""
    names: tuple[ComponentName, ...] = question.components or (("total",) if question.bound else ())
    for name in names:
        entries = entries_of(rows, name, question, context)
        stated = f"a figure for {listed([LABELS[n].lower() for n in names])}"
        having = f"states {stated}", f"state {stated}"
        if question.bound is not None:
            every = entries
            unit, entries = within(entries, question.bound)
            reaching = f"a range for {LABELS[name].lower()} that {bound_words(draft, question.bound, unit)}"
            having = f"has {reaching}", f"have {reaching}"
            left = Counter(e.unit for e in every if e.unit != unit)
            if left:
                aside = f"Counted within {unit}; left out: {listed([f'{n} in {u}' for u, n in left.most_common()])}."
        rows = [(e.band, e.guide) for e in entries]
    return rows, having, aside


def _kind(what: str, rows: Rows) -> tuple[str, str, list[str]]:
    """What is counted, as many and as one, and each row's."""
    kinds = {
        "company": ("companies", "company", [b.company_display for b, _ in rows]),
        "guide": ("guides", "guide", [f"{b.role_display} at {b.company_display}" for b, _ in rows]),
        "region": ("regions", "region", [b.region for b, _ in rows]),
        "role": ("roles", "role", [b.role_display for b, _ in rows]),
        "level": ("levels", "level", [b.level for b, _ in rows if b.level]),
    }
    return kinds.get(what, kinds["company"])


def _where(words: Said, rows: Rows) -> str:
    company = rows[0][0].company_display if rows and words.company else words.company
    parts = (
        f"for {words.role}" if words.role else "",
        f"in {words.region}" if words.region else "",
        f"at {company}" if company else "",
    )
    return " ".join(part for part in parts if part)
