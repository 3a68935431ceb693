"""What a message told, applied to what the conversation knows of its person; reading alone changes nothing."""

from dataclasses import replace

from bot.knowledge.profile import is_beside, update
from bot.reading.names import Names
from bot.reading.terms import Offer, Profile
from bot.reading.types import Between, Question, Reading, Said, Subject


def settled(reading: Reading, names: Names) -> Reading:
    """The reading with the profile that holds from now on in each of its questions."""
    asks = tuple(replace(ask, question=_settled(ask.question, names)) for ask in reading.asks)
    same = next(
        (ask.question for ask, old in zip(asks, reading.asks, strict=True) if old.question is reading.told), None
    )
    return replace(reading, told=same or _settled(reading.told, names), asks=asks)


def _settled(question: Question, names: Names) -> Question:
    before = question.profile
    if question.offer is not None:
        question = replace(question, offer=_likely(question.offer.sound, question, before))
    profile = update(before, question)
    offer = profile.offer if question.intent == "profile" else question.offer
    if is_beside(before, question):
        about = Subject(profile.company, profile.role, profile.region, profile.level)
        named = Said(profile.offer.company if profile.offer else None, profile.role, profile.region, profile.level)
        question, offer = replace(question, subjects=(about,), said=(named,), unknown=()), profile.offer
    told = replace(question, offer=offer, others=profile.others, profile=profile)
    if question.supposed:
        # Only supposed: what the person holds stays as they told it.
        told = _among_offers(told, before, question.between, names) if question.between else told
        return replace(told, profile=before)
    return _among_offers(told, before, question.between, names) if question.between else told


FAR = 5
"""How many times what an offer's base was nobody raises it to, or cuts it by, in the same talk."""


def _likely(offer: Offer, question: Question, before: Profile) -> Offer:
    """The offer with the base that it had, where another number of the message was taken for one ("24 million shares
    in all"): a base that is many times the one told before, and no correction."""
    had = before.offer
    if had is None or not had.base or not offer.base or question.wishes.corrected or had.currency != offer.currency:
        return offer
    near = had.base <= offer.base * FAR and offer.base <= had.base * FAR
    return offer if near else offer.model_copy(update={"base": had.base})


def _among_offers(question: Question, before: Profile, between: Between, names: Names) -> Question:
    """The question as one between offers, where several are known."""

    def slug(offer: Offer) -> str:
        known = names.companies(offer.company or "")
        return known.slugs[0] if known and len(known.slugs) == 1 else offer.company or ""

    now = question.profile
    told = between.laid_out
    held = [before.offer, *before.others, *told] if told else [now.offer, *now.others]
    offers = list({slug(one): one for one in held if one is not None and (one.base or one.total)}.values())
    if len(offers) < 2:
        return question
    main, *others = offers
    main = main.model_copy(update={"company": slug(main)})
    profile = now.model_copy(update={"offer": main, "others": tuple(others), "company": main.company or before.company})
    return replace(
        question, intent="offer", topic="compare", unknown=(), unclear=(), offer=main, others=tuple(others),
        profile=profile,
    )  # fmt: skip
