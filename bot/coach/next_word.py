"""When nothing was asked, or it isn't sure what: what a coach would say next, and the readings to choose from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Suggestions, Text
from bot.coach import advice
from bot.coach.band_and_law import band_line
from bot.coach.cards import answer_to, card_of, cite, fitting, next_steps, place_of, scored
from bot.coach.draft import Draft, sentences
from bot.coach.first_line import lead
from bot.coach.offer import compose as weighed
from bot.coach.person import person_of, where_said
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.types import Ask, Kind, Question, Reading
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

CHOICES, POINTS = 3, 4
LIKELY = 0.4
"""Score from which half of the cards are the right ones."""
STILL = "What I said before still holds."
_MEANT: dict[Kind, str] = {
    "band": "whatPays", "compare": "sideBySide", "rank": "whoPaysMost", "list": "whatHeld", "offer": "offerGood",
    "offers": "whichOffer", "whatif": "offerHigher", "advice": "whatToDo", "lever": "whichArguments",
    "plan": "whatToAsk", "level": "levelsCompare", "draft": "writeMail", "about": "guideSays", "source": "figuresFrom",
    "profile": "knowOfMe", "practice": "practiseCall", "restyle": "sayShorter", "explain": "termsMean",
    "greeting": "canDo",
}  # fmt: skip
"""The phrase that a person who meant this kind would send; a suggestion is a message that is answered as meant."""


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
    draft.suggest(phrase("haveOffer"), phrase("card-expectation-early-screen"), phrase("canDo"))
    return draft.answer("clarify")


def further(reading: Reading, answer: Answer, context: "Context") -> Answer:
    """What to say where the answer would be the one before: what a card answers to the very question; that it still
    holds, for which place, and what moves things on: another card that fits, else what the same one has left to say."""
    ask = reading.asks[0] if reading.asks else Ask("advice", Question(text=reading.text, intent="tactic"))
    person = person_of(ask.question, context, reading.facts)
    told = {one.id for turn in context.history for one in turn.answer.citations}
    book = playbook(context.facts).cards
    likely = [book[name] for name, score in scored(ask, context) if score >= LIKELY]
    near = next((card for card in likely if place_of(card) not in told), None)
    draft = Draft(answer.intent or "advice")
    card, said = answer_to(ask.sentences, ask, context)
    if card is not None and not any(said in turn.answer.text for turn in context.history):
        draft.say(lead(person, card, draft, context))
        draft.say(draft.quoted(f"**{said}**"), cite(draft, card))
        draft.suggest(*next_steps(card, context), phrase("tellMore"))
        return draft.answer()
    if answer.status != "answered" and not (person.case.offered and near):
        first = next((block for block in answer.blocks if isinstance(block, Text)), None)
        place = next((said.region for said in ask.question.said if said.region), "")
        draft.say(
            f"The same holds{f' for {place}' if place else ''}. {first.text if first else ''}",
            *(first.cites if first else ()),
        )
        draft.blocks += [block for block in answer.blocks if isinstance(block, Suggestions)]
        return answer.model_copy(update={"blocks": tuple(draft.blocks)})
    if near is not None:
        draft.say(f"{STILL} What helps next:")
        advice.told(near, person, where_said(ask.question.text), draft, context, asked=ask.sentences)
        draft.suggest(*next_steps(near, context), phrase("tellMore"))
        return draft.answer()
    own = card_of(answer, context)
    if own is not None and (rest := _untold(own, context)):
        draft.say(f"{STILL} What helps next:")
        draft.say(draft.quoted("\n".join(f"- {point}" for point in rest)), cite(draft, own))
        draft.suggest(*next_steps(own, context))
        return draft.answer()
    draft.say("What I said before still holds; I have nothing new to add to it. Tell me what has changed since.")
    draft.blocks.append(
        Suggestions(items=meant((*(d.kind for d in reading.doubts), "plan"), ask.question, context)[:CHOICES])
    )
    return draft.answer("clarify")


def _untold(card: Card, context: "Context") -> list[str]:
    """The points of a card without slots that no answer has told yet."""
    before = " ".join(turn.answer.text for turn in context.history)
    return [one for one in (*card.do, *card.dont) if "{" not in one and one not in before][:POINTS]


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
    return tuple(dict.fromkeys(phrase(_MEANT[kind], company=company) for kind in kinds if kind in _MEANT))
