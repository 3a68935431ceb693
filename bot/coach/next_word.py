"""When nothing was asked, or it isn't sure what: what a coach would say next, and the readings to choose from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Suggestions
from bot.coach import advice
from bot.coach.cards import cite, fitting
from bot.coach.draft import Draft, sentences
from bot.coach.here import band_line
from bot.coach.offer import compose as weighed
from bot.coach.person import person_of
from bot.reading.types import Ask, Kind, Question, Reading

if TYPE_CHECKING:
    from bot.coach.context import Context

CHOICES = 3
_MEANT: dict[Kind, str] = {
    "band": "What does {company} pay?", "compare": "Compare the pay side by side", "rank": "Who pays the most?",
    "list": "What do the guides hold?", "offer": "Is my offer good?", "offers": "Which of my offers is better?",
    "whatif": "What if the offer were higher?", "advice": "What should I do?", "lever": "Which arguments have I got?",
    "plan": "What should I ask for?", "level": "How do the levels compare?", "draft": "Write the e-mail for me",
    "about": "What does the guide say about {company}?", "source": "Where are the figures from?",
    "profile": "What do you know about me?", "practice": "Practise the call", "restyle": "Say that again, shorter",
    "explain": "What do the terms mean?", "greeting": "What can you do?",
}  # fmt: skip
"""What a person who meant this kind would send; a suggestion is a message that is answered as meant."""


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
    draft.suggest("I have an offer", "They want a number before they make an offer", "What can you do?")
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
    kinds = (ask.kind, *(doubt.kind for doubt in reading.doubts))
    draft.blocks.append(Suggestions(items=meant(kinds, ask.question, context)[:CHOICES], choices=True))
    return draft.answer("clarify")


def meant(kinds: Sequence[Kind], question: Question, context: "Context") -> tuple[str, ...]:
    """Messages to choose from, one for each kind that can be meant."""
    slug = next((subject.company for subject in question.subjects if subject.company), None)
    company = context.names.display(slug) if slug else "a company"
    return tuple(dict.fromkeys(_MEANT[kind].format(company=company) for kind in kinds if kind in _MEANT))
