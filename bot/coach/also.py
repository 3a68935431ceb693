"""What a message asks beside what was answered, each question in a sentence: a card's answer to that very question."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from bot.answer import Answer, Text
from bot.coach.cards import ALONE, LEADS, cite, direct_answers, holds, place_of
from bot.coach.draft import Draft, sentences
from bot.coach.person import countries_of
from bot.knowledge.playbook import playbook
from bot.reading.types import Question
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

LOOKED_AT, MOST = 6, 3
"""How many questions are looked at by themselves, and how many are answered so."""
WORDS = range(4, 31)
"""Words of such a question: fewer may be asked of anything."""
NEAR = 3
"""How many cards a question is held to be near to: of another card, what it answers is to another question."""


def compose(asked: Sequence[str], about: Question, answers: Sequence[Answer], context: "Context") -> Answer | None:
    """The answers to those of the questions asked that `answers` say nothing of, each behind its question; None where
    there are none. about: the message's question, for where it is about."""
    draft, here = Draft("advice"), countries_of(about, context)
    cited = {one.id for answer in answers for one in answer.citations}
    said = " ".join(block.text for answer in answers for block in answer.blocks if isinstance(block, Text))
    for question in [one for one in asked if len(one.split()) in WORDS][:LOOKED_AT]:
        card, text = _answer(question, cited, context)
        if card is None or text in said or not holds(card, here) or len(draft.blocks) == MOST:
            continue
        draft.say(draft.quoted(f"“{question}” **{text}**"), cite(draft, card))
        if place_of(card) not in cited:
            draft.suggest(card.title)
    return draft.answer() if draft.blocks else None


def _answer(question: str, cited: Set[str], context: "Context") -> tuple[Card | None, str]:
    """The card that answers a question, and its words: those to the very question, else its advice in a sentence; none
    where the situation that is asked about was told already."""
    book = playbook(context.facts)
    found = direct_answers((question,), context)
    name = max(found, key=lambda one: found[one].score, default="")
    near = dict(book.nearest(question, NEAR))
    nearest, score = next(iter(near.items()))
    clear = book.cards[nearest] if score >= ALONE else None
    direct = book.cards[name] if name in near and found[name].score >= LEADS else None
    if clear is not None and place_of(clear) in cited:
        return (clear, found[name].answer) if direct is clear else (None, "")
    if direct is not None:
        return direct, found[name].answer
    return clear, sentences(clear.advice)[0] if clear is not None else ""
