"""How to act in a situation: the playbook's card for it, composed for this person, on one phone screen."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Email, Script
from bot.coach.asks import METHOD
from bot.coach.band_and_law import band_line, changes_for, law_line
from bot.coach.cards import (
    AGAIN,
    ANSWERS,
    AT_WORK,
    BESIDE_WEAK,
    COUNTERS,
    LATER,
    answer_to,
    answered,
    by_title,
    card_of,
    cite,
    filled,
    holds,
    is_told,
    next_steps,
    put_for,
    scored,
    slots_filled,
    still_open,
    surely,
    title_of,
    titled,
    very,
    words_for,
)
from bot.coach.draft import Draft, sentences
from bot.coach.first_line import lead
from bot.coach.person import Addressee, Where, countries_of, person_of, where_said
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.stretches import letters_in
from bot.reading.types import Ask, Fact
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

SCREEN = 120
"""Words that fit a phone's screen."""
RIGHT = 0.6
"""How well a card fits from which on nine in ten are right (`Playbook.nearest`)."""
SAID = 0.6
"""The share of a sentence's words that an answer before it holds, from which it is left out."""
_TITLES: dict[Where, str] = {"phone": "whatToSay", "e-mail": "yourEmail", "chat": "yourMessage"}


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """The card's advice first, then what changes for this person, what to do, the figures, and words to say."""
    draft = Draft("advice")
    card, near = surely(ask, context)
    person = person_of(ask.question, context, facts)
    if not ask.cards and (card is None or not answered(card, ask.sentences, context)):
        # What the message is near to says nothing to its question, where another card may answer just that.
        exact = _another(card, ask, context)
        if exact is not None:
            return _alone(exact, answered(exact, ask.sentences, context, 0), person, draft, context)
    if card is None:
        return none_fits(near, ask, person, draft, context)
    whole = ask.topic == "longer"
    if card.topic in COUNTERS and titled(ask.question.text, context) is None:
        card = still_open(card, ask.question.components, person, context)
    answer = answered(card, ask.sentences, context, AGAIN)
    if answer and not whole and any(card_of(turn.answer, context) is card for turn in context.history[-2:]):
        # The card was told a moment ago: who asks a question about it wants that answered, and no more.
        draft.say(lead(person, card, draft, context))
        draft.say(draft.quoted(f"**{answer}**"), cite(draft, card))
        draft.suggest(*next_steps(card, context), phrase("tellMore"))
        return draft.answer()
    screen = 10_000 if whole else SCREEN
    unsure = not ask.cards and not ask.foreign and _score(card, ask, context) < LATER
    if unsure and "?" in ask.question.text and not answered(card, ask.sentences, context):
        draft.say(f"The playbook has nothing on exactly that. The nearest: {by_title([card])}.")
    told(card, person, where_said(ask.question.text), draft, context, screen=screen, asked=ask.sentences,
         parts=ask.question.components)  # fmt: skip
    draft.suggest(*next_steps(card, context), *(() if whole else (phrase("tellMore"),)))
    return draft.answer()


def in_a_sentence(name: str, ask: Ask, context: "Context") -> Answer:
    """What a card answers to the very question that a message puts, and the card to read on."""
    draft = Draft("advice")
    card = playbook(context.facts).cards[name]
    draft.say(draft.quoted(f"**{answered(card, ask.sentences, context, least=0)}**"), cite(draft, card))
    draft.suggest(title_of(card))
    return draft.answer()


def told(
    card: Card, person: Addressee, where: Where, draft: Draft, context: "Context", *, screen: int = SCREEN,
    asked: tuple[str, ...] = (), parts: Sequence[str] = (),
) -> None:  # fmt: skip
    """One card's words for one person: their own figures, what the card answers to the very question asked, the
    advice, the words to say and what applies; then as much as fits. parts: of pay that the message speaks of."""
    id_ = cite(draft, card)
    speaker = still_open(card, parts, person, context)
    words = filled(words_for(speaker, where, person), speaker, person, draft, context)
    changes = changes_for(card, person)[: 2 if screen == SCREEN else 9]
    ahead = lead(person, card, draft, context)
    answer = answered(card, asked, context)
    left = screen - sum(len(part.split()) for part in (answer, card.advice, words, ahead, *changes))
    points = _within(card.do, left - 12, 4 if screen == SCREEN else 99)
    left -= sum(len(point.split()) for point in points)
    avoid = _within(card.dont, left, 1 if screen == SCREEN else 99)
    draft.say(ahead)
    if answer:
        draft.say(draft.quoted(f"**{answer}**"), id_)
    if asked:
        share_line(person, draft, context)
    advised = [one for one in sentences(card.advice) if not answer or not _says(answer, one)]
    draft.say(draft.quoted(" ".join(advised if answer else [f"**{advised[0]}**", *advised[1:]])), id_)
    for change in changes:
        text = slots_filled(change, card, person, draft, context)
        draft.say(draft.quoted(f"{text[:1].upper()}{text[1:]}"), id_)
    lines = [draft.quoted(slots_filled(f"- {point}", card, person, draft, context)) for point in (*points, *avoid)]
    draft.say("\n".join(lines), *([id_] if lines else []))
    law_line(card, person, draft)
    band_line(person, draft, context, at_work=card.applies == AT_WORK)
    said(words, where, draft, id_ if speaker is card else cite(draft, speaker))
    text, note = put_for(speaker, person, draft, context)
    draft.say(note if text and text in words else "")


def _says(answer: str, sentence: str) -> bool:
    """Whether an answer says what a sentence does: most of its words stand in it."""
    words = set(letters_in(sentence.lower(), 3))
    return len(words & set(letters_in(answer.lower(), 3))) >= SAID * len(words)


def share_line(person: Addressee, draft: Draft, context: "Context") -> None:
    """What the playbook says of an ask so far over the offer, once in a conversation."""
    card = playbook(context.facts).cards.get(METHOD)
    over = person.case.more()
    if card is None or not over or person.case.base_fixed:
        return
    text = next((say for to, say in card.shares if Decimal(over.removesuffix("%")) <= to), "")
    if text and not any(turn.answer is not None and text in turn.answer.text for turn in context.history):
        draft.say(draft.quoted(text), cite(draft, card))


def said(words: str, where: Where, draft: Draft, cited: str) -> None:
    """The words to say, ready to copy, in the form of their channel."""
    if not words:
        return
    if where == "e-mail":
        draft.blocks.append(Email(subject="My offer", body=words, cites=(cited,)))
    else:
        draft.blocks.append(Script(title=phrase(_TITLES[where]), text=words, cites=(cited,)))


def none_fits(near: Sequence[Card], ask: Ask, person: Addressee, draft: Draft, context: "Context") -> Answer:
    """No card is surely on this: what one answers to the very question; else the two nearest, to choose from, with
    what each says in a sentence."""
    card, answer = answer_to(ask.sentences, ask, context)
    if card is not None:
        return _alone(card, answer, person, draft, context)
    shown = [one for one in near if not is_told(one, context)][:2]
    if not shown:
        draft.say("The playbook has nothing on that. Tell me where you are: before an offer, with one, or after a yes?")
        return draft.answer("clarify")
    draft.say(lead(person, None, draft, context))
    draft.say(f"The playbook has nothing on exactly that. The nearest: {by_title(shown)}. Is it one of these?")
    for one in shown:
        draft.say(draft.quoted(f"- {sentences(one.advice)[0]}"), cite(draft, one))
    band_line(person, draft, context, at_work=shown[0].applies == AT_WORK)
    draft.suggest(*map(title_of, shown), choices=True)
    return draft.answer("clarify")


def _another(card: Card | None, ask: Ask, context: "Context") -> Card | None:
    """The card that answers the very question where `card`, which leads, doesn't; None for none."""
    weak = card is None or _is_weak(card, ask, context)
    exact = very(ask, context) if weak else None
    if exact is None:
        exact, _ = answer_to(ask.sentences, ask, context, ANSWERS - BESIDE_WEAK if weak else ANSWERS)
    here = countries_of(ask.question, context)
    if exact is None or exact is card or not holds(exact, here) or not answered(exact, ask.sentences, context):
        return None
    return exact


def _is_weak(card: Card, ask: Ask, context: "Context") -> bool:
    """Whether a card may well be the wrong one. A question of few words is near to many ("too late to ask for 50?")."""
    return _score(card, ask, context) < RIGHT


def _score(card: Card, ask: Ask, context: "Context") -> float:
    """How well a card fits a message."""
    return dict(scored(ask, context)).get(card.name, 0.0)


def _alone(card: Card, answer: str, person: Addressee, draft: Draft, context: "Context") -> Answer:
    """What a card answers to the very question, and the card to read on."""
    draft.say(lead(person, card, draft, context))
    draft.say(draft.quoted(f"**{answer}**"), cite(draft, card))
    draft.suggest(title_of(card), phrase("tellMore"))
    return draft.answer()


def _within(points: Sequence[str], words: int, most: int) -> list[str]:
    """The first points that fit into so many words."""
    kept: list[str] = []
    for point in points[:most]:
        words -= len(point.split())
        if words < 0:
            break
        kept.append(point)
    return kept
