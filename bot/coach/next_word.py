"""When nothing was asked, or it isn't sure what: what a coach would say next, and the readings to choose from."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Suggestions
from bot.coach import advice
from bot.coach.cards import cite, fitting
from bot.coach.draft import Draft, sentences
from bot.coach.here import band_line
from bot.coach.offer import compose as weighed
from bot.coach.person import person_of
from bot.reading.types import Ask, Question, Reading

if TYPE_CHECKING:
    from bot.coach.context import Context

CHOICES = 3


def compose(reading: Reading, context: "Context") -> Answer:
    """To a message without an ask: the offer weighed where it tells one, the card for what it tells, else a
    question."""
    question = Question(text=reading.text, intent="tactic", profile=context.profile)
    told = {fact.what for fact in reading.facts}
    offer = context.profile.offer
    if "own_offer" in told and offer is not None and not offer.empty:
        return weighed(replace(question, intent="offer", offer=offer), context)
    ask = Ask("advice", question)
    card, _ = fitting(ask, context)
    if card is not None and (told or context.history):
        return advice.compose(ask, context, reading.facts)
    draft = Draft("greeting")
    draft.say("Tell me where you are: before an offer, holding one, or after a yes? With the company, role and city.")
    draft.suggest("I have an offer", "They asked for my number", "What can you do?")
    return draft.answer("clarify")


def choose(reading: Reading, context: "Context") -> Answer:
    """The readings to choose from, and beside them what helps in any of them."""
    draft = Draft(reading.asks[0].kind)
    draft.say("I can read that in more than one way. Which do you mean?")
    ask = reading.asks[0]
    card, _ = fitting(ask, context)
    if card is not None:
        id_ = cite(draft, card)
        draft.say(draft.quoted(f"What helps in any case: {' '.join(sentences(card.advice)[:2])}"), id_)
    band_line(person_of(ask.question, context, reading.facts), draft, context)
    draft.blocks.append(Suggestions(items=tuple(doubt.why for doubt in reading.doubts[:CHOICES]), choices=True))
    return draft.answer("clarify")
