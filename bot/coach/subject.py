"""Whom an advice question is about: its guide and band, or the question to ask back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.draft import Draft
from bot.knowledge.offer import in_currency
from bot.languages.phrase import phrase
from bot.reading.lookup import find_region
from bot.reading.ordinary import ordinary
from bot.reading.roles import role_key
from bot.reading.terms import Offer, Profile
from bot.reading.types import Question, Subject, Unknown
from bot.reading.words import keys
from bot.wording import listed, place_name
from ingest.guide.types import Band, Guide
from ingest.lexicon import titles

if TYPE_CHECKING:
    from bot.coach.context import Context
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

FEW = 8
"""Companies that are few enough to be chosen from."""


def subject_of(question: Question, context: "Context") -> Subject:
    """Whom it is about: as the reader found, else as the profile has it.

    Advice needs less than a figure: a company and role named in passing are enough, and a word that the reader
    couldn't place is no reason to send the user away.
    """
    named = [s for s in question.subjects if s.company and context.facts.roles(s.company)]
    one = _that_offered(named, question, context) or (named[0] if named else Subject())
    company = one.company or context.profile.company
    if company is None:
        return question.subjects[0] if question.subjects else Subject()
    profile = context.profile if context.profile.company in (None, company) else Profile()
    same = [s for s in named if s.company == company]
    role = next((s.role for s in same if s.role), None)
    # A role was named that the guides don't hold: no other one answers in its place.
    if not any(unknown.kind == "role" for unknown in question.unknown):
        role = role or _ungraded(question, company, context) or profile.role
    places = [s.region for s in same if s.region] or [profile.region or ""]
    region = _row_for(places, context.facts.regions(company, role), context)
    return Subject(company, role, region, one.level or profile.level)


def _that_offered(named: Sequence[Subject], question: Question, context: "Context") -> Subject | None:
    """Of several companies that are named the one that has offered, where it alone has and the message doesn't ask
    what to put to another: nobody counters who hasn't had an offer."""
    others = question.others or context.profile.others
    if len({s.company for s in named}) < 2 or len(others) != 1 or question.offer or context.profile.offer:
        return None
    theirs = next((s for s in named if is_from(others[0], s, context)), None)
    first = named[0].company
    if theirs is None or theirs.company == first or _is_put_to(first, question.text, context):
        return None
    return theirs


_LONGEST_NAME = 4
"""Words of a company's name."""


def _is_put_to(company: str | None, text: str, context: "Context") -> bool:
    """Whether a message asks what to say to a company, or to ask of it."""
    for found in _said("put_to").every(text):
        words = text[found.end() :].split()[:_LONGEST_NAME]
        names = (" ".join(words[:size]).strip(" ,.?!;:") for size in range(len(words), 0, -1))
        known = (context.names.companies(name.removesuffix("'s")) for name in names)
        if any(one is not None and company in one.slugs for one in known):
            return True
    return False


def is_to_another(text: str, context: "Context") -> bool:
    """Whether words are asked for to a company that no guide is on and whose own pay is told ("Hulu 158 ... what do I
    write to Hulu?"): what is known of another's offer isn't said to it."""
    for found in _said("put_to").every(text):
        name = next(iter(text[found.end() :].split()), "").strip(" ,.?!;:")
        plain = name.isalpha() and len(name) > 2 and name.lower() not in ordinary()
        if plain and context.names.companies(name) is None and _tells_pay_of(name, text):
            return True
    return False


_PAY_NEAR = 12
"""Characters between a company's name and its pay."""


def _tells_pay_of(name: str, text: str) -> bool:
    parts = text.lower().split(name.lower())[1:]
    return any(any(map(str.isdigit, part[:_PAY_NEAR])) for part in parts)


def _ungraded(question: Question, company: str, context: "Context") -> str | None:
    """The company's role that was named with a grade that it tells no pay by ("data engineer I")."""
    for said in question.said:
        key = role_key(keys(said.role or ""))
        plain = context.names.plain(key)
        found = context.names.role(company, plain) if plain and not titles.ranks() & set(key.seniority) else ()
        if len(found) == 1:
            return found[0].slug
    return None


def _row_for(places: Sequence[str], held: Sequence[str], context: "Context") -> str | None:
    """The one row that is held for the first of the places that has one."""
    found = ((place,) if place in held else find_region(context.names, held, place)[0] for place in places if place)
    return next((rows[0] for rows in found if len(rows) == 1), None)


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
    if offer is None:
        held = question.others or context.profile.others
        theirs = next((other for other in held if is_from(other, subject, context)), None)
        return theirs.model_copy(update={"company": subject.company}) if theirs is not None else None
    return None if _from_elsewhere(offer, context, subject) else offer


def others_of(question: Question, context: "Context", subject: Subject) -> tuple[Offer, ...]:
    """The offers the user holds from other companies than the one the question is about."""
    offer = question.offer or context.profile.offer
    others = question.others or context.profile.others
    if offer is None:
        return tuple(other for other in others if not is_from(other, subject, context))
    if offer.company and _from_elsewhere(offer, context, subject):
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
    told = question.offer.company if question.offer is not None else None
    if not subject.company and told and context.names.companies(told) is None:
        draft.say(f"The guides hold nothing on {told}.")
        return draft.answer("not_found")
    if not subject.company:
        named = any(said.role for said in question.said)
        draft.say(f"Which company {'is' if named else 'and role is'} it for? {why}")
        companies = facts.companies()
        if len(companies) <= FEW:
            draft.suggest(*[company.display for company in companies], choices=True)
        else:
            # The first of a long alphabet are nobody's likeliest company.
            draft.suggest(phrase("whichCompanies"))
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
        draft.suggest(*[phrase("roleAt", role=r.display, company=display) for r in roles[:6]])
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
