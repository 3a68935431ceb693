"""Whom an advice question is about: its guide and band, or the question to ask back."""

from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.compose.draft import Draft
from bot.offer import Offer
from bot.question import Question, Subject
from bot.wording import listed
from ingest.guide import Band, Guide

if TYPE_CHECKING:
    from bot.compose import Context


def subject_of(question: Question, context: "Context") -> Subject:
    """The first subject that names a company, filled in from the profile where it is about the same company."""
    named = [s for s in question.subjects if s.company]
    one = named[0] if named else (question.subjects[0] if question.subjects else Subject())
    profile = context.profile
    if one.company in (None, profile.company):
        return Subject(
            one.company or profile.company,
            one.role or profile.role,
            one.region or profile.region,
            one.level or profile.level,
        )
    return one


def offer_of(question: Question, context: "Context", subject: Subject) -> Offer | None:
    """The user's offer, when it is from the company the question is about."""
    offer = question.offer or context.profile.offer
    if offer is None or (offer.company and subject.company and offer.company != subject.company):
        return None
    return offer


def guide_of(subject: Subject, context: "Context") -> Guide | None:
    """The guide of the company and role; the company's only guide when the role wasn't said."""
    if not subject.company:
        return None
    if subject.role:
        return context.facts.guide(subject.company, subject.role)
    roles = context.facts.roles(subject.company)
    return context.facts.guide(subject.company, roles[0].slug) if len(roles) == 1 else None


def general_of(context: "Context") -> tuple[Guide, ...]:
    """The guides about negotiating any offer."""
    return tuple(context.facts.general_guides())


def bands_of(guide: Guide, subject: Subject, offer: Offer | None) -> tuple[Band, ...]:
    """The bands the subject may mean: by region and level as said, else by the offer's currency."""
    bands = guide.bands
    if subject.region:
        bands = tuple(b for b in bands if b.region == subject.region)
    if subject.level:
        exact = tuple(b for b in bands if b.level == subject.level)
        bands = exact or bands
    if len(bands) > 1 and offer is not None and offer.currency:
        same = tuple(b for b in bands if b.base and b.base.amount and b.base.amount.currency == offer.currency)
        bands = same or bands
    return bands


def ask_back(question: Question, context: "Context", subject: Subject, draft: Draft, why: str) -> Answer:
    """What is missing to answer, with the choices: the company, its role, or why it can't be answered."""
    facts = context.facts
    for unknown in question.unknown:
        near = f" They do hold {listed(unknown.nearby[:6])}." if unknown.nearby else ""
        draft.say(f"The guides hold nothing on {unknown.phrase}.{near}")
        if unknown.nearby:
            draft.suggest(*unknown.nearby[:6])
        return draft.answer("not_found")
    for unclear in question.unclear:
        draft.say(f"Which {unclear.kind} do you mean by “{unclear.phrase}”?")
        draft.suggest(*unclear.choices, choices=True)
        return draft.answer("clarify")
    if not subject.company:
        draft.say(f"Which company and role is it for? {why}")
        draft.suggest(*[c.display for c in facts.companies()[:8]], choices=True)
        return draft.answer("clarify")
    roles = facts.roles(subject.company)
    display = roles[0].company_display if roles else subject.company
    if not subject.role and roles:
        draft.say(f"For which role at {display}? {why}")
        draft.suggest(*[r.display for r in roles[:12]], choices=True)
        return draft.answer("clarify")
    held = f" They do hold {listed([r.display for r in roles[:6]])} there." if roles else ""
    draft.say(f"The guides hold nothing on that role at {display}.{held}")
    if roles:
        draft.suggest(*[f"{r.display} at {display}" for r in roles[:6]])
    return draft.answer("not_found")


def which_place(bands: tuple[Band, ...], draft: Draft, why: str) -> Answer:
    """Asks for the region, or the level where only that is open."""
    regions = list(dict.fromkeys(b.region for b in bands))
    if len(regions) > 1:
        draft.say(f"In which region? {why}")
        draft.suggest(*regions, choices=True)
    else:
        draft.say(f"At which level? {why}")
        draft.suggest(*dict.fromkeys(b.level for b in bands if b.level), choices=True)
    return draft.answer("clarify")
