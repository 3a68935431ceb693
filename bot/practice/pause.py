"""What the coach says to a question asked in a pause: the playbook's card for it, in the words of this rehearsal."""

from bot.knowledge.playbook import playbook
from bot.practice import lines
from bot.practice.dialogue import amount
from bot.practice.scenario import Scenario, in_speech
from bot.practice.state import State
from bot.reading.stretches import with_slots
from bot.wording import money
from ingest.errors import IndexError_
from ingest.guide.playbook import Card

ASKED = 3
"""From so many words on a pause asks something."""
SURE = 0.65
"""From which score on a card is what is asked about."""


def answer(question: str, scenario: Scenario, state: State) -> str:
    """The playbook's answer to a question, "" where it asks nothing or no card is about it."""
    if len(question.split()) < ASKED:
        return ""
    book = playbook()
    try:
        found = book.nearest(question, 1)
    except IndexError_:
        return ""
    if not found or found[0][1] < SURE:
        return ""
    card = book.cards[found[0][0]]
    words = filled(card.words("phone"), card, scenario, state)
    advice = filled(card.advice, card, scenario, state)
    return f'{advice} Say: "{words}"' if words else advice


def filled(text: str, card: Card, scenario: Scenario, state: State) -> str:
    """A card's words with this rehearsal's figures; what it doesn't know stays a blank in brackets."""
    base = scenario.parts[0]
    part = card.ask if card.ask and scenario.index(card.ask) is not None else "base"
    told = {
        "company": scenario.company_display,
        "role": in_speech(scenario.role_display),
        "ask": lines.figures(scenario, lines.asks(scenario, 90, part)),
        "base": amount(base, state.amounts[0], scenario.currency)[0],
        "range": money(base.low, base.high, scenario.currency),
    }
    quiet = " ".join(text.replace("**", "").split()).strip('"“”')
    return with_slots(quiet, lambda slot: told.get(slot) or f"[{slot.replace('_', ' ')}]")
