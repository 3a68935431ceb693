"""Something to send or to say: the playbook's words for the situation, with the person's figures, ready to copy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer, Email, Script
from bot.coach.cards import FITS, cite, filled, fitting, next_steps, target_of
from bot.coach.draft import Draft, mine
from bot.coach.person import Person, Where, person_of, where_said, wheres_said
from bot.coach.plan import steps_of
from bot.coach.subject import bands_of, guide_of
from bot.knowledge.playbook import playbook
from bot.reading.types import Ask, Fact
from bot.wording import listed, money
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

COUNTERS = ("counter-once", "how-much-to-counter", "plan-your-asks", "counter-several-parts", "lowball")
"""Cards whose words carry figures to ask for: where there are several, the card for several is taken."""
NEAR = 0.2
"""Score from which another situation's card goes before a counter, where an offer is known."""
SEVERAL = "counter-several-parts"
FIRST = "first-reply-to-an-offer"
BASE, REASON = "a base of ", "[your reason, in one sentence]"
SIGNED = "\n\nBest regards,\n[your name]"
_WORDS = {"base": "a base of {}", "equity": "equity of {}", "signing": "a signing bonus of {}"}


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """An e-mail, unless a call or a chat is named; both where both are."""
    draft = Draft("draft")
    person = person_of(ask.question, context, facts)
    card = _card(ask, context, person)
    points = points_of(person, draft, context, ask.question.components) if card.name in COUNTERS else []
    if len(points) > 1 or (points and not points[0][0].startswith(BASE)):
        card = playbook(context.facts).cards.get(SEVERAL, card)
    places = wheres_said(ask.question.text) or (where_said(ask.question.topic, "e-mail"),)
    draft.say("Ready to copy; fill in what stands in [brackets].")
    for where in places:
        write(card, where, person, draft, context, points)
    notes = [f"{text}: {why}" for text, why, _ in points if why]
    draft.say(
        f"Where the figures come from: {'; '.join(notes)}." if notes else "", *[c for _, _, cs in points for c in cs]
    )
    draft.suggest("Make it shorter", "Practise the call", *next_steps(card, context, 1))
    return draft.answer()


def write(
    card: Card, where: Where, person: Person, draft: Draft, context: "Context",
    points: Sequence[tuple[str, str, tuple[str, ...]]] = (), *, brief: bool = False,
) -> None:  # fmt: skip
    """One draft, added to the answer. brief: an e-mail in the words of a chat."""
    text = filled(card.words("chat" if brief else where), card, person, draft, context, asked(card, points))
    if REASON in text and (held := _held(person, draft)):
        text = text.replace(REASON, f"that I also hold {held}")
    cites = (cite(draft, card), *[c for _, _, cs in points for c in cs])
    if where == "e-mail":
        body = text if text.startswith(("Hi", "Hello", "Dear")) else f"Hi [name],\n\n{text}"
        draft.blocks.append(Email(subject=_subject(person, context), body=_opened(body) + SIGNED, cites=cites))
    else:
        title = "On the phone" if where == "phone" else "As a message"
        draft.blocks.append(Script(title=title, text=text, cites=cites))


def asked(card: Card, points: Sequence[tuple[str, str, tuple[str, ...]]]) -> str:
    """What {ask} is: the one figure that the card asks for, or all of them in words; "" leaves a blank."""
    if not points:
        return ""
    if card.name in (SEVERAL, "plan-your-asks"):
        return listed([text for text, _, _ in points])
    bases = (text.removeprefix(BASE).partition(" (")[0] for text, _, _ in points if text.startswith(BASE))
    return next(bases, "")


def _held(person: Person, draft: Draft) -> str:
    """The offer from elsewhere that they said they hold, with its base and equity; "" for none with a company."""
    for offer in person.others if person.holds_other else ():
        if offer.company:
            parts = [
                draft.user(f"{money(amount, None, offer.currency)} {noun}", mine(amount, offer.currency))
                for noun, amount in (("base", offer.base), ("in equity", offer.equity))
                if amount
            ]
            at = f" at {listed(parts)}" if parts else ""
            return f"an offer from {offer.company}{at}"
    return ""


def points_of(
    person: Person, draft: Draft, context: "Context", parts: Sequence[str] = ()
) -> list[tuple[str, str, tuple[str, ...]]]:
    """What to ask for: (words, where the figure comes from, citation ids); the person's own figures alone, where they
    named any. parts: the parts of pay that are asked about, all of them where empty."""
    own = [(part, text) for part in _WORDS if (text := target_of(part, person, draft))]
    if own:
        return [(_WORDS[part].format(text), "", ()) for part, text in own]
    guide = guide_of(person.subject, context)
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    if guide is None or len(bands) != 1:
        return []
    found = []
    steps = steps_of(person, guide, bands[0], draft)
    for step in [one for one in steps if one.part in parts] or steps:
        text = draft.quoted(f"{money(step.ask, None, step.currency)}{step.span}")
        if step.offered is not None:
            offered = draft.user(money(step.offered, None, step.currency), mine(step.offered, step.currency))
            text = f"{text} (now {offered})"
        found.append((_WORDS[step.part].format(text), step.why, step.cites))
        if step.part != "signing":
            draft.figure(bands[0], step.part, guide)  # type: ignore[arg-type]
    return found


def _card(ask: Ask, context: "Context", person: Person) -> Card:
    """The card whose words are wanted; a counter where an offer is known and nothing fits, else a first reply."""
    cards = playbook(context.facts).cards
    card, others = fitting(ask, context, least=NEAR if person.offer is not None else FITS)
    if card is not None and person.offer is not None and any(one.name in COUNTERS for one in others[:1]):
        card = others[0]  # "counter e-mail": about e-mails, too, but a counter first of all.
    if card is not None and card.say:
        return card
    return cards["counter-once" if person.offer is not None else FIRST]


def _subject(person: Person, context: "Context") -> str:
    guide = guide_of(person.subject, context)
    return f"{guide.role_display}: the offer" if guide is not None and person.subject.role else "The offer"


def _opened(body: str) -> str:
    """The greeting on a line of its own."""
    head, comma, rest = body.partition(", ")
    if comma and head.startswith(("Hi ", "Hello ", "Dear ")) and len(head) < 40 and "\n" not in head:
        return f"{head},\n\n{rest[:1].upper()}{rest[1:]}"
    return body
