"""What a conversation knows of its user: built from what was read in their messages, and forgotten on request."""

from collections.abc import Sequence
from typing import Any

from bot.reading.person import Person
from bot.reading.terms import MOST_LISTED, Offer, Profile, merged
from bot.reading.types import Question
from bot.wording import listed, money, percent

_OWN = ("offer", "profile", "strategy", "letter")
"""What a person asks or says of their own offer: what it names, the offer is about."""


def update(profile: Profile, question: Question) -> Profile:
    """The profile after one message: what it states is taken over, what it asks to forget is gone.

    A message that names another company starts its offer anew, since terms of one offer never describe another.
    """
    if question.topic == "forget" and question.intent == "profile":
        return forget(profile, question.person.named)
    changes: dict[str, Any] = {}
    subject = question.subjects[0] if len(question.subjects) == 1 else None
    stated = question.intent not in (
        "compare",
        "rank",
        "out_of_scope",
        "invent",
        "greeting",
        "restyle",
        "provenance",
    ) and (question.intent != "profile" or question.topic in ("edit", "note"))
    # Looking up another company's figures doesn't mean that the offer is theirs.
    looking = profile.offer is not None and question.intent in ("band", "passage", "level", "provenance", "restyle")
    elsewhere = looking and subject is not None and subject.company not in (None, profile.company)
    # An offer whose role is known stays what it is whatever is looked up or asked beside it.
    whose = profile.offer is not None and profile.offer.role is not None
    told = not whose or question.intent in _OWN
    if subject is not None and stated and not elsewhere and told:
        changes |= {k: v for k in ("company", "role", "region", "level") if (v := getattr(subject, k)) is not None}
    if beside := is_beside(profile, question):
        changes.clear()  # The offer that they talk about stays; this one is held against it.
    moved = bool(profile.company and changes.get("company", profile.company) != profile.company)
    if stated and not elsewhere:
        changes |= _money(profile, question, moved, beside=beside)
    offer = changes.get("offer", profile.offer)
    if whose and offer is not None and not moved:
        own = {name: changes[name] for name in ("role", "region", "level") if name in changes}
        changes["offer"] = offer.model_copy(update=own) if own else offer
    return profile.model_copy(update=changes | _person(profile, question.person))


def is_beside(profile: Profile, question: Question) -> bool:
    """Whether a message that asks what to do or say tells an offer of another company than the one that is talked
    about: "they said final. I hold 72 from Atlassian"."""
    return question.intent in ("tactic", "letter") and _is_another(profile.offer, question)


def _is_another(held: Offer | None, question: Question) -> bool:
    offer, told = question.offer, question.money
    named = bool(held and held.company and offer and offer.company) and bool(told and told.fresh)
    if not named or held is None or offer is None or question.wishes.corrected:
        return False
    return _slug(held.company) != _slug(offer.company) and bool(held.base or held.total)


def forget(profile: Profile, named: Sequence[str]) -> Profile:
    """The profile without the parts named ("forget my offer"); all of it is gone when none is."""
    if not named:
        return Profile()
    empty = Profile()
    return profile.model_copy(update={name: getattr(empty, name) for name in named})


def _money(profile: Profile, question: Question, moved: bool, *, beside: bool) -> dict[str, Any]:
    """What the reader found of the user's offer and others', and their private figures. beside: its offer is another
    company's than the one that is talked about."""
    changes: dict[str, Any] = {}
    others = list(profile.others)
    if question.offer is not None and not beside:
        changes["offer"] = question.offer
    if _is_another(profile.offer, question) and (other := question.offer if beside else profile.offer):
        others = [*(one for one in others if _slug(one.company) != _slug(other.company)), other]
    if question.offer is None and moved:
        # Another company is spoken of: what they hold from the first is still held, unless it was a mistake.
        company = question.subjects[0].company
        theirs = next((one for one in others if _slug(one.company) == company), None)
        changes["offer"] = theirs.model_copy(update={"company": company}) if theirs is not None else None
        others = [one for one in others if one is not theirs]
        if theirs is not None and profile.offer is not None and not question.wishes.corrected:
            others.append(profile.offer)
    for other in question.others:
        same = [o for o in others if (o.company or "").lower() == (other.company or "").lower()]
        others = [*[o for o in others if o not in same], merged(same[0], other) if same else other]
    if others != list(profile.others):
        changes["others"] = tuple(others)[-MOST_LISTED:]
        changes["stance"] = "none"
    told = question.money
    private = (("floor", told.floor), ("current_pay", told.current), ("target", told.asked)) if told else ()
    changes |= {name: one for name, one in private if one is not None}
    return changes


def _slug(company: str | None) -> str:
    """A company as guides' folders write it."""
    return "-".join((company or "").lower().split())


def _person(profile: Profile, told: Person) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if told.expertise:
        changes["expertise"] = tuple(dict.fromkeys([*profile.expertise, *told.expertise]))[-8:]
    if told.situation:
        changes["situation"] = tuple(dict.fromkeys([*profile.situation, *told.situation]))
    if told.declined:
        changes["stance"] = "declined"
    if told.level:
        changes["current_level"] = told.level
    return changes


def offer_words(offer: Offer) -> str:
    """An offer's terms in a line: "$245K base, $360K equity over 4 years, 10% bonus, $30K signing"."""
    code = offer.currency
    parts = []
    if offer.base is not None:
        parts.append(f"{money(offer.base, None, code)} base")
    if offer.equity is not None:
        span = " a year" if offer.equity_per_year else f" over {offer.equity_years} years" if offer.equity_years else ""
        parts.append(f"{money(offer.equity, None, offer.equity_currency or code)} equity{span}")
    if offer.equity_count is not None:
        parts.append(f"{offer.equity_count:,} {offer.equity_kind or 'shares'}")
    if offer.equity_percent is not None:
        parts.append(f"{percent(offer.equity_percent)} of the company")
    if offer.vesting:
        parts.append(f"vesting {'/'.join(map(str, offer.vesting))}")
    if offer.bonus_percent is not None:
        parts.append(f"{percent(offer.bonus_percent)} bonus")
    if offer.bonus_amount is not None:
        parts.append(f"{money(offer.bonus_amount, None, code)} bonus")
    if offer.signing is not None:
        parts.append(f"{money(offer.signing, None, code)} signing")
    if offer.signing_second is not None:
        parts.append(f"{money(offer.signing_second, None, code)} signing in year 2")
    parts += [f"{money(one.amount, None, code)} for staying, in year {one.year}" for one in offer.later]
    if offer.refresher is not None:
        parts.append(f"{money(offer.refresher, None, code)} refresher a year")
    if offer.total is not None:
        parts.append(f"{money(offer.total, None, code)} in total a year")
    return listed(parts)
