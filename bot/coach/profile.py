"""What the conversation knows of its user: shown, changed or forgotten, on request, in plain words."""

from typing import TYPE_CHECKING

from bot.answer import Answer, Number, Text
from bot.coach.band_and_law import band_line, changes_for, law_line
from bot.coach.cards import card_of, cite
from bot.coach.draft import Draft, mine
from bot.coach.person import person_of
from bot.knowledge.profile import forget, offer_words, update
from bot.languages.phrase import phrase
from bot.reading.terms import Offer, OfferReading, Profile
from bot.reading.types import Question
from bot.wording import listed, place_name

if TYPE_CHECKING:
    from bot.coach.context import Context

_PLAIN = {
    "offer": "your offer",
    "others": "your other offers",
    "floor": "your floor",
    "current_pay": "your current pay",
    "target": "your target",
    "company": "the company",
    "role": "the role",
    "region": "the city",
    "level": "the level",
    "expertise": "your experience",
}


def compose(question: Question, context: "Context") -> Answer:
    """show: everything known, in a list. edit and note: what changed. forget: what is gone."""
    draft = Draft("profile")
    if question.topic == "forget":
        return _forgotten(question, context, draft)
    known = _known(question, context)
    if question.topic in ("edit", "note"):
        return _noted(question, context, known, draft)
    lines = described(known, context, draft)
    if not lines:
        draft.say(
            "I know nothing about you yet. What you tell me here (company, role, city, offer, other offers, floor) I "
            "remember for this conversation only."
        )
        draft.suggest(phrase("haveOffer"), phrase("canDo"))
        return draft.answer()
    draft.say("Here is what you've told me:\n" + "\n".join(f"- {line}" for line in lines))
    draft.say(
        "Correct any of it by saying so (“make that 190K base”), or say “forget my offer” or “forget everything”."
    )
    return draft.answer()


def _known(question: Question, context: "Context") -> Profile:
    """The profile with what this message says; the reader's, where it has one."""
    return question.profile if question.profile != Profile() else context.profile


def described(profile: Profile, context: "Context", draft: Draft) -> list[str]:
    """The profile as lines: "Offer: $245K base"; the user's figures are added to the draft's numbers."""
    lines = []
    company, role = _display(profile, context)
    for label, text in (
        ("Company", company),
        ("Role", role),
        ("Level", profile.level),
        ("City", place_name(profile.region) if profile.region else None),
    ):
        if text:
            lines.append(f"{label}: {text}")
    if profile.offer is not None and not profile.offer.empty:
        lines.append(f"Offer: {_said(profile.offer, draft)}")
    for other in profile.others:
        lines.append(f"Other offer, from {other.company or 'another company'}: {_said(other, draft)}")
    for label, one in (
        ("Floor (private: never in a script)", profile.floor),
        ("Current pay (private)", profile.current_pay),
        ("You want", profile.target),
        ("You would accept (private)", profile.accept_at),
    ):
        if one is not None and not one.empty:
            lines.append(f"{label}: {_said(one, draft)}")
    if profile.outcome is not None:
        lines.append(f"What came of it: {profile.outcome.state}, {_said(profile.outcome.final, draft)}")
    if profile.current_level:
        lines.append(f"Your level now: {profile.current_level[1]} at {profile.current_level[0]}")
    if profile.expertise:
        lines.append(f"You have worked on: {listed(list(profile.expertise))}")
    if profile.situation:
        lines.append(f"Also: {listed(list(profile.situation))}")
    if profile.stance == "declined" and not profile.others:
        lines.append("You hold no other offers")
    return lines


def _display(profile: Profile, context: "Context") -> tuple[str | None, str | None]:
    if not profile.company:
        return None, profile.role.replace("-", " ") if profile.role else None
    roles = context.facts.roles(profile.company)
    company = roles[0].company_display if roles else profile.company
    role = next((r.display for r in roles if r.slug == profile.role), profile.role)
    return company, role


def _said(offer: Offer, draft: Draft) -> str:
    for amount in (
        offer.base,
        offer.equity,
        offer.signing,
        offer.signing_second,
        *(one.amount for one in offer.later),
        offer.refresher,
        offer.total,
        offer.bonus_amount,
    ):
        if amount is not None:
            draft.user("", mine(amount, offer.currency))
    if offer.bonus_percent is not None:
        draft.user(
            "",
            Number(
                origin="user",
                text=f"{offer.bonus_percent}%",
                low=offer.bonus_percent,
                high=offer.bonus_percent,
                unit="percent",
            ),
        )
    return offer_words(offer)


def _forgotten(question: Question, context: "Context", draft: Draft) -> Answer:
    named = question.person.named
    if not named:
        draft.say(
            "Done: I have forgotten everything you told me about yourself in this conversation. The messages "
            "themselves go when you delete the conversation."
        )
        return draft.answer()
    draft.say(f"Done: I have forgotten {listed([_PLAIN[n] for n in named])}.")
    left = described(forget(context.profile, named), context, draft)
    if left:
        draft.say("What I still know:\n" + "\n".join(f"- {line}" for line in left))
    return draft.answer()


def _noted(question: Question, context: "Context", known: Profile, draft: Draft) -> Answer:
    """A statement about themselves: say what was taken from it, and what it is good for."""
    reading = question.money or OfferReading()
    profile = known if known != context.profile else update(context.profile, question)
    said: list[str] = []
    if reading.floor is not None:
        said.append(
            f"**Your floor is {_said(reading.floor, draft)}.** I keep it to myself: it never goes into a script or "
            f"an e-mail, and it shouldn't leave your lips either."
        )
    if reading.current is not None:
        said.append(
            f"**You make {_said(reading.current, draft)} now.** You needn't tell the recruiter; the band is about "
            f"the job, not your history."
        )
    if reading.asked is not None:
        said.append(
            f"**You want {_said(reading.asked, draft)}.** I'll hold it against the band and put it into the counter."
        )
    if reading.fresh and reading.offer is not None:
        said.append(f"**Your offer is now {_said(reading.offer, draft)}.**")
    if not said and profile.stance == "declined":
        said.append(
            "**Noted: no other offers.** That's fine: the strongest arguments are your record and the band. I'll "
            "leave out every script that rests on a competing offer."
        )
    if not said:
        lines = described(profile, context, draft)
        said.append(
            "Noted."
            + (
                " What I know now:\n" + "\n".join(f"- {line}" for line in lines)
                if lines
                else " Tell me the new figure or place, and I'll change it."
            )
        )
    if reading.aloud:
        said.append(f"To be sure: {'; '.join(reading.aloud)}.")
    for text in said:
        draft.say(text)
    _changed(question, context, draft)
    draft.suggest(phrase("whatToAsk"), phrase("leversFit"), phrase("knowOfMe"))
    return draft.answer()


def _changed(question: Question, context: "Context", draft: Draft) -> None:
    """What is told now changes of the advice before: the law of the place, what the card says for who they are, and
    the band; nothing that was said already."""
    last = context.history[-1].answer if context.history else None
    card = card_of(last, context) if last is not None else None
    if last is None or card is None:
        return
    person, beside = person_of(question, context), Draft("profile")
    for change in changes_for(card, person):
        beside.say(beside.quoted(f"{change[:1].upper()}{change[1:]}"), cite(beside, card))
    law_line(card, person, beside)
    band_line(person, beside, context)
    fresh = [block for block in beside.blocks if isinstance(block, Text) and block.text not in last.text]
    draft.blocks += fresh
    if fresh:
        draft.figures += beside.figures
        draft.numbers += beside.numbers
        draft.citations |= beside.citations
