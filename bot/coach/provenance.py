"""Where a figure comes from, how old it is, how sure, and what contradicts it."""

from typing import TYPE_CHECKING

from bot.answer import Answer, Citation
from bot.coach import bands as one_band
from bot.coach.draft import LABELS, Draft
from bot.languages.phrase import phrase
from bot.reading.types import Question, Subject
from bot.wording import listed, row_words, said
from ingest.guide.findings import check
from ingest.guide.types import Band, Finding, Guide, Source

if TYPE_CHECKING:
    from bot.coach.context import Context

_EVIDENCE = 5
_QUOTED = 6


def compose(question: Question, context: "Context") -> Answer:
    """About the subject named, else about the last answer's figures; clarify when there is neither."""
    trouble = one_band.unanswerable(question, context) if question.unknown or question.unclear else None
    if trouble is not None:
        return trouble
    draft = Draft("provenance")
    subjects = [s for s in question.subjects if s.company and s.role]
    if not subjects:
        return _about_all(draft, question, context)
    for subject in dict.fromkeys(Subject(s.company, s.role) for s in subjects):
        guide = one_band.guide_of(subject, context)
        rows = [b for s in subjects if (s.company, s.role) == (subject.company, subject.role)
                for b in context.facts.bands(s.company, s.role, s.region, s.level)]  # fmt: skip
        _tell(draft, guide, rows, question, context)
    draft.suggest(
        phrase("whatContradicts") if question.topic != "contradictions" else phrase("howOld"),
        phrase("leverageThere"),
    )
    return draft.answer()


def _tell(draft: Draft, guide: Guide, rows: list[Band], question: Question, context: "Context") -> None:
    top = draft.cite(Source(guide.path, 1, "", guide.title), guide)
    sections = {
        "source": (_where, _age, _evidence, _doubts), "age": (_age, _doubts), "sure": (_sure, _evidence, _doubts),
        "contradictions": (_doubts, _age),
    }.get(question.topic, (_where, _age, _evidence, _doubts))  # fmt: skip
    for section in sections:
        section(draft, guide, rows, top, context)


def _where(draft: Draft, guide: Guide, rows: list[Band], top: str, context: "Context") -> None:
    last = _last_figures(guide, context)
    for cite, text in last:
        draft.citations.setdefault(cite.id, cite)
        draft.say(
            f"{text} stands in {cite.path}, line {cite.line}{_under(cite)}: “{draft.quoted(cite.text)}”.", cite.id
        )
    if not last:
        draft.say(f"It comes from the guide “{guide.title}” ({guide.path}).", top)


def _last_figures(guide: Guide, context: "Context") -> list[tuple[Citation, str]]:
    """The last answer's figures of this guide, with how they read."""
    if not context.history:
        return []
    answer = context.history[-1].answer
    cites = {cite.id: cite for cite in answer.citations}
    return [
        (
            cites[f.source],
            f"{LABELS.get(f.component, f.component.title())} {said(f, period=True)}{row_words(f.region, f.level)}",
        )
        for f in answer.figures
        if f.source in cites and (f.company, f.role) == (guide.company, guide.role)
    ][:_QUOTED]


def _under(cite: Citation) -> str:
    return f", under “{cite.section}”" if cite.section else ""


def _age(draft: Draft, guide: Guide, rows: list[Band], top: str, context: "Context") -> None:
    if guide.updated is None:
        draft.say("The guide gives no date, so how old its figures are can’t be told.", top)
        return
    days = (context.today - guide.updated).days if context.today.year > 1 else None
    aged = f", {days} days ago" if days is not None and days >= 0 else ""
    quarter = f" Its pay data is of {guide.quarter}." if guide.quarter else ""
    due = (
        f" Its next review is due on {guide.review_due.isoformat()}."
        if guide.review_due and (days is None or guide.review_due >= context.today)
        else ""
    )
    draft.say(f"The guide was last updated on {guide.updated.isoformat()}{aged}.{quarter}{due}", top)


def _sure(draft: Draft, guide: Guide, rows: list[Band], top: str, context: "Context") -> None:
    rated = (
        f"The guide rates its data quality “{guide.quality}”."
        if guide.quality
        else "The guide doesn’t rate its own data."
    )
    draft.say(f"{rated} I repeat what it states, to the digit; I can’t check it against real offers.", top)
    _age(draft, guide, rows, top, context)


def _evidence(draft: Draft, guide: Guide, rows: list[Band], top: str, context: "Context") -> None:
    shown = guide.evidence[:_EVIDENCE]
    if not shown:
        draft.say("The guide names no evidence of its own.", top)
        return
    cites = [draft.cite(source, guide) for source in shown]
    names = [draft.quoted(source.text.strip(" -*.[]")) for source in shown]
    draft.say("The evidence it names:\n" + "\n".join(f"- {name}" for name in names), *cites)


def _doubts(draft: Draft, guide: Guide, rows: list[Band], top: str, context: "Context") -> None:
    kept = context.facts.findings(guide.company, guide.role)
    fresh = tuple(f for f in check(guide, context.today) if f not in kept) if context.today.year > 1 else ()
    regions = {band.region for band in rows}
    found: list[Finding] = [f for f in (*kept, *fresh) if f.region is None or not regions or f.region in regions]
    if not found:
        draft.say("I found nothing in the guide that contradicts it.", top)
        return
    draft.say("What to know about these figures:")
    draft.warn(found[:_QUOTED], guide)
    if len(found) > _QUOTED:
        draft.say(f"There are {len(found) - _QUOTED} more findings; parley check lists them all.")


def _oldest(draft: Draft, context: "Context") -> None:
    """The guides that were updated longest ago, and how many say nothing of their date."""
    roles = context.facts.roles()
    dated = sorted((role for role in roles if role.updated), key=lambda role: role.updated or context.today)
    if dated:
        told = [
            f"{one.display} at {one.company_display} ({one.updated}, {(context.today - one.updated).days} days ago)"
            for one in dated[:5]
            if one.updated
        ]
        draft.say(f"The oldest: {listed(told)}.")
    if len(dated) < len(roles):
        draft.say(f"{len(roles) - len(dated)} of the {len(roles)} give no date at all.")


def _about_all(draft: Draft, question: Question, context: "Context") -> Answer:
    meta = context.facts.meta()
    dates = [role.updated for role in context.facts.roles() if role.updated]
    span = (
        f" Those with a date were updated between {min(dates).isoformat()} and {max(dates).isoformat()}."
        if dates
        else ""
    )
    draft.say(
        f"Every figure comes from the guides that were ingested: {meta.guides} guides, {meta.bands} bands."
        f"{span} Each answer cites the guide, the section and the line."
    )
    if question.topic == "age":
        _oldest(draft, context)
    names = [company.display for company in context.facts.companies()][:3]
    draft.say(
        f"Name a company and a role ({listed(names, 'or')}) and I’ll say what its guide rests on." if names else ""
    )
    return draft.answer()
