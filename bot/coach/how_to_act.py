"""How to act: the card's advice; where no card speaks to a message after an offer, what the offer is worth now or what
to ask on it; a letter alone is weighed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach import advice, offer, plan
from bot.coach.cards import ALONE, answer_to, fitting
from bot.coach.pasted import is_long
from bot.reading.types import Ask, Fact

if TYPE_CHECKING:
    from bot.coach.context import Context

COUNTER = "counter-once"
BRIEF = 8
"""Words of a first message that only tells an offer: "Acme offered me 170k"."""
SHORT = 5
"""Words of a message that can only be about what was said before."""


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """The card that fits; else the offer weighed for "they said 190", the plan for "and now?". A letter that asks
    nothing is weighed, whichever of its clauses a card is near to."""
    told = any(fact.what == "own_offer" and fact.part in ("base", "total", "equity") for fact in facts)
    silent = told and "?" not in ask.question.text
    told_alone = context.history or len(ask.question.text.split()) <= BRIEF
    if silent and told_alone and fitting(ask, context, least=ALONE)[0] is None:
        return offer.compose(replace(ask.question, intent="offer"), context)  # "They came back with 205 and 120 stock."
    if silent and _is_letter(ask.question.text):
        return offer.compose(replace(ask.question, intent="offer"), context)
    if told and not context.history and not _is_met(ask, context):
        return advice.compose(replace(ask, cards=(COUNTER,)), context, facts)  # An offer, and a situation of no card.
    if context.profile.offer is None or ask.question.offer is None or fitting(ask, context)[0] is not None:
        return advice.compose(ask, context, facts)
    if any(fact.what == "own_offer" for fact in facts):
        return offer.compose(replace(ask.question, intent="offer"), context)
    short = len(ask.question.text.split()) <= SHORT
    return plan.compose(ask, context, facts) if short else advice.compose(ask, context, facts)


def _is_met(ask: Ask, context: "Context") -> bool:
    """Whether a card fits, or answers the very question."""
    return fitting(ask, context)[0] is not None or answer_to(ask.sentences, ask, context)[0] is not None


def _is_letter(text: str) -> bool:
    """Whether a message is a firm's letter. How letters are read is imported with the first text as long as one."""
    if not is_long(text):
        return False
    from bot.reading.letters.reader import is_letter

    return is_letter(text)
