"""What is true of the person an answer is for: the keys of a card's "If" lines, and where they want to say it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.coach.case import Case, case_of
from bot.coach.subject import gone_place, guide_of, is_from, is_to_another, offer_of, others_of, subject_of
from bot.reading.terms import Offer
from bot.reading.types import Fact, Question, Subject, Unknown
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import card_keys, currency_in
from ingest.lexicon.words import loaded

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(__file__, "words")

Where = Literal["phone", "e-mail", "chat"]

_WORDS, _CLAIMS = (Path(__file__).with_name(f"{name}.yaml") for name in ("situations", "claims"))
_IN_EUROPE = ("DE", "FR", "NL", "ES")
_PRIVATE = ("options", "pre-IPO", "private", "phantom")


@dataclass(frozen=True, slots=True)
class Addressee:
    """What is known of whom an answer is for. keys: what is true of them, as in ingest.guide.playbook.KEYS.

    others: the offers they hold elsewhere; offer: the one they talk about; target: what they want to ask for.
    holds_none: they said that they hold no other offer. accept_at: at which they would say yes. case: what is offered
    and wanted in their own measure, and who is who. gone: the place they named that the guides hold nothing for. told:
    what they have told, here or before, of what cards' words rest on, as in ingest.guide.playbook.CLAIMS.
    """

    subject: Subject
    keys: frozenset[str]
    offer: Offer | None = None
    others: tuple[Offer, ...] = ()
    target: Offer | None = None
    floor: Offer | None = None
    facts: tuple[Fact, ...] = field(default=())
    holds_none: bool = False
    accept_at: Offer | None = None
    case: Case = field(default_factory=Case)
    gone: Unknown | None = None
    told: frozenset[str] = frozenset()

    @property
    def holds_other(self) -> bool:
        """Whether they said, here or before, that they hold an offer from elsewhere."""
        return not self.holds_none and ("other-offer" in self.keys or bool(self.others))


def person_of(question: Question, context: "Context", facts: Sequence[Fact] = ()) -> Addressee:
    """The person, from the message, the facts in it and what the conversation knows."""
    subject = subject_of(question, context)
    others = others_of(question, context, subject)
    profile = context.profile
    keys = _said_keys(" ".join([question.text, *profile.situation]))
    if others or any(fact.what == "other_offer" for fact in facts):
        keys = (keys | {"other-offer"}) - {"no-other-offer"}
    none = not others and ("no-other-offer" in keys or profile.stance == "declined")
    if none:
        keys = (keys - {"other-offer"}) | {"no-other-offer"}
    if any(fact.what == "deadline" for fact in facts):
        keys |= {"deadline"}
    keys |= _of_company(subject, context, keys) | _of_place(subject)
    keys |= _said_keys((subject.role or "").replace("-", " ")) & {"senior", "staff"}
    offer = question.offer or profile.offer
    if offer is None:
        offer = offer_of(question, context, subject)
    elif offer.company not in (None, subject.company):
        # Asked about another company that they hold an offer from, it is that offer which counts.
        theirs = next((one for one in others if is_from(one, subject, context)), None)
        if theirs is not None:
            offer, others = (
                theirs.model_copy(update={"company": subject.company}),
                tuple(o for o in others if o != theirs),
            )
    if is_to_another(question.text, context):
        subject, offer, others = Subject(), None, ()
    target = _raised(question, offer) or profile.target or question.profile.target
    case = case_of(offer, target, context, question, facts)
    told = told_by([*(turn.message for turn in context.history), question.text])
    told |= {"posted"} if case.posted is not None else set()
    told |= {"offer-in-hand"} if others or (offer is not None and not offer.empty) else set()
    told |= {"other-offer"} if "other-offer" in keys else set()
    return Addressee(
        subject,
        frozenset(keys),
        offer,
        others,
        target,
        profile.floor,
        tuple(facts),
        none,
        profile.accept_at,
        case,
        gone_place(question, subject),
        frozenset(told),
    )


TITLED = "title-given"
_AMOUNT = re.compile(r"[$€£₹]?\d[\d.,]*(?:\s?(?:k|lpa|lakhs?)\b)?", re.I)


def told_by(messages: Sequence[str]) -> set[str]:
    """What messages tell, in words of its own, of what cards rest on, as in ingest.guide.playbook.CLAIMS."""
    told = _said_keys(_AMOUNT.sub("#", " . ".join(messages)), _CLAIMS)
    return told - {TITLED} if TITLED in told else told | {"no-title-yet"}


def _raised(question: Question, offer: Offer | None) -> Offer | None:
    """What "10k more" comes to."""
    if question.more is None or offer is None:
        return None
    part, by = question.more
    held = getattr(offer, part)
    return Offer(currency=offer.currency, **{part: held + by}) if held is not None else None


def where_said(text: str, fallback: Where = "phone") -> Where:
    """Where the words are to be said, as the message says it."""
    low = _said("unwanted").without(text.lower())
    return next((place for place, words in _places("asked", "more").items() if _names_place(low, words)), fallback)


def wheres_said(text: str) -> tuple[Where, ...]:
    """Every place that the message asks words for, e-mail first."""
    low = _said("unwanted").without(text.lower())
    return tuple(place for place, words in _places("asked").items() if _names_place(low, words))


@cache
def _places(*how: str) -> Mapping[Where, tuple[str, ...]]:
    """The words that name where something is to be said; how: asked, more."""
    told = loaded(Path(__file__).with_name("places_of_words.yaml").read_text(encoding="utf-8"))
    return {place: tuple(word for one in how for word in words[one]) for place, words in told.items()}


_OUTER = str.maketrans(dict.fromkeys(",.;:!?()", " "))
_SIGNS = _OUTER | str.maketrans(dict.fromkeys("'\"", " "))
"""Signs around words."""


def _names_place(low: str, words: Sequence[str]) -> bool:
    plain = " ".join(["", *low.translate(_SIGNS).split(), ""])
    return any(f" {one} " in plain for one in words)


def _said_keys(text: str, words: Path = _WORDS) -> set[str]:
    low = " ".join(["", *text.lower().replace("’", "'").translate(_OUTER).split(), ""])
    return {key for key, phrases in _phrases(words).items() if any(f" {phrase} " in low for phrase in phrases)}


@cache
def _phrases(words: Path) -> dict[str, tuple[str, ...]]:
    told = loaded(words.read_text(encoding="utf-8"))
    return {key: tuple(str(phrase) for phrase in phrases) for key, phrases in told.items()}


def _of_company(subject: Subject, context: "Context", keys: set[str]) -> set[str]:
    """Public or private, by what kind of equity the guide states."""
    guide = guide_of(subject, context) if not keys & {"public", "private"} else None
    kinds = {band.equity.kind for band in guide.bands if band.equity is not None} if guide is not None else set()
    if kinds & set(_PRIVATE):
        return {"private"}
    return {"public"} if "RSU" in kinds else set()


def countries_of(question: Question, context: "Context") -> frozenset[str]:
    """The countries that a message may be about, as cards call them: its place's, else those that pay in the offer's
    currency; empty where neither is known."""
    subject = subject_of(question, context)
    offer = question.offer or context.profile.offer
    return frozenset(_of_place(subject) or (paying(offer.currency) if offer is not None and offer.currency else ()))


def paying(currency: str) -> set[str]:
    """The countries that pay in a currency, as cards call them; the currency's code for others."""
    key = card_keys().get(currency)
    return {key, *_IN_EUROPE} if key == "EU" else {key} if key else {currency}


def _of_place(subject: Subject) -> set[str]:
    """The country that the region lies in, where cards have something to say of it."""
    if not subject.region:
        return set()
    key = card_keys().get(currency_in(subject.region) or "")
    if key != "EU":
        return {key} if key else set()
    from bot.knowledge.law import country_of

    country = country_of(subject.region)
    return {"EU", country} if country in _IN_EUROPE else {"EU"}
