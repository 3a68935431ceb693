"""Whom an advice question is about: its guide and band, or the question to ask back."""

from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.draft import Draft
from bot.knowledge.offer import in_currency
from bot.reading.stretches import up_to
from bot.reading.terms import Offer
from bot.reading.types import Question, Subject, Unknown
from bot.reading.whole import holds
from bot.reading.words import keys
from bot.wording import listed, place_name
from ingest.guide.types import Band, Guide
from ingest.lexicon import titles
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import short_names

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(__file__, "words")

FEW = 8
"""Companies that are few enough to be chosen from."""


def subject_of(question: Question, context: "Context") -> Subject:
    """Whom it is about: as the reader found, else as the words of the message name a guide, else the profile's.

    Advice needs less than a figure: a company and role named in passing are enough, and a word that the reader
    couldn't place is no reason to send the user away.
    """
    named = [s for s in question.subjects if s.company and context.facts.roles(s.company)]
    one = named[0] if named else Subject()
    company = one.company or context.profile.company
    if company is None:
        return question.subjects[0] if question.subjects else Subject()
    profile = context.profile if context.profile.company in (None, company) else None
    role = one.role if one.company == company else None
    # A role was named that the guides don't hold: no other one answers in its place.
    if not any(unknown.kind == "role" for unknown in question.unknown):
        role = role or _role_in(question.text, company, context) or (profile.role if profile else None)
    region = one.region or (profile.region if profile else None)
    regions = context.facts.regions(company, role)
    region = region if region in regions else _region_in(f"{region or ''} {question.text}", regions)
    return Subject(company, role, region, one.level or (profile.level if profile else None))


def _role_in(text: str, company: str, context: "Context") -> str | None:
    """The company's role whose telling words all stand in the text; seniority must match both ways."""
    low = _said("software_engineer").without(text.lower(), "software engineer")
    low = _said("machine_learning").without(low, "ml ai engineer")
    words = set(keys(low.replace("engineers", "engineer")))
    best: list[tuple[int, str]] = []
    for role in context.facts.roles(company):
        wanted = keys(role.display)
        senior = {w for w in wanted if w in titles.ranks()}
        if senior != {w for w in words if w in titles.ranks()}:
            continue
        telling = [w for w in wanted if w not in ("engineer", "software", *titles.ranks())]
        plain = not telling and ("software" in words or bool(senior))
        if (telling and all(w in words for w in telling)) or plain:
            best.append((len(telling), role.slug))
    top = max((n for n, _ in best), default=-1)
    first = [slug for n, slug in best if n == top]
    return first[0] if len(first) == 1 else None


def _region_in(text: str, regions: tuple[str, ...]) -> str | None:
    low = f" {' '.join(keys(text))} "
    for short, long in short_names().items():
        low = low.replace(f" {short} ", f" {long} ")
    found = [r for r in regions if holds(" ".join(keys(up_to(r, "(,"))), low)]
    return found[0] if len(found) == 1 else None


def gone_place(question: Question, subject: Subject) -> Unknown | None:
    """The place that was said and that the guides hold nothing for: no other place's figures answer for it."""
    return None if subject.region else next((one for one in question.unknown if one.kind == "region"), None)


def tell_gone(gone: Unknown, guide: Guide, draft: Draft) -> None:
    """Says so, and which places the guide has."""
    draft.say(
        f"The guides give nothing for {guide.role_display} at {guide.company_display} in {place_name(gone.phrase)}."
    )
    if gone.nearby:
        draft.say(f"They do have {listed(gone.nearby[:5])}, whose pay says little about it.")


def whose_offer(question: Question, context: "Context") -> Subject:
    """Whom an offer is from: nobody with guides where it is of a company that holds none, whatever was asked before."""
    subject = subject_of(question, context)
    strange = any(unknown.kind == "company" for unknown in question.unknown)
    if strange and question.offer is not None and _from_elsewhere(question.offer, context, subject):
        return Subject()
    return subject


def offer_of(question: Question, context: "Context", subject: Subject) -> Offer | None:
    """The user's offer, when it is from the company the question is about."""
    offer = question.offer or context.profile.offer
    return None if offer is None or _from_elsewhere(offer, context, subject) else offer


def others_of(question: Question, context: "Context", subject: Subject) -> tuple[Offer, ...]:
    """The offers the user holds from other companies than the one the question is about."""
    offer = question.offer or context.profile.offer
    others = question.others or context.profile.others
    if offer is not None and offer.company and _from_elsewhere(offer, context, subject):
        others = (*others, offer.model_copy(update={"company": _shown(offer.company, context)}))
    return others


def is_from(offer: Offer, subject: Subject, context: "Context") -> bool:
    """Whether an offer is named as the company's that is asked about."""
    return bool(offer.company and subject.company) and not _from_elsewhere(offer, context, subject)


def _from_elsewhere(offer: Offer, context: "Context", subject: Subject) -> bool:
    if not offer.company or not subject.company or offer.company == subject.company:
        return False
    known = context.names.companies(offer.company) if context.names is not None else None
    return known is None or subject.company not in known.slugs


def _shown(company: str, context: "Context") -> str:
    roles = context.facts.roles(company)
    return roles[0].company_display if roles else company


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
    """The bands the subject may mean: by region and level as said, else by the offer's currency; in that where the
    guide states several."""
    bands = guide.bands
    if subject.region:
        bands = tuple(b for b in bands if b.region == subject.region)
    if subject.level:
        exact = tuple(b for b in bands if b.level == subject.level)
        bands = exact or bands
    if len(bands) > 1 and offer is not None and offer.currency:
        same = tuple(b for b in bands if b.base and b.base.amount and b.base.amount.currency == offer.currency)
        bands = same or bands
    return tuple(in_currency(band, offer.currency) for band in bands) if offer is not None else bands


def ask_back(question: Question, context: "Context", subject: Subject, draft: Draft, why: str) -> Answer:
    """What is missing to answer, with the choices: the company, its role, or why it can't be answered."""
    facts = context.facts
    for unknown in [u for u in question.unknown if u.kind == ("role" if subject.company else "company")]:
        near = f" They do hold {listed(unknown.nearby[:6])}." if unknown.nearby else ""
        draft.say(f"The guides hold nothing on {unknown.phrase}.{near}")
        if unknown.nearby:
            draft.suggest(*unknown.nearby[:6])
        return draft.answer("not_found")
    for unclear in [u for u in question.unclear if u.phrase]:
        draft.say(f"Which {unclear.kind} do you mean by “{unclear.phrase}”?")
        draft.suggest(*unclear.choices, choices=True)
        return draft.answer("clarify")
    if not subject.company:
        named = any(said.role for said in question.said)
        draft.say(f"Which company {'is' if named else 'and role is'} it for? {why}")
        companies = facts.companies()
        if len(companies) <= FEW:
            draft.suggest(*[company.display for company in companies], choices=True)
        else:
            # The first of a long alphabet are nobody's likeliest company.
            draft.suggest("Which companies do you know?")
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
