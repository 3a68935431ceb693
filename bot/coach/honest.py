"""Asked to make something up: declined, with the playbook's reason and the best that is true."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.advice import told
from bot.coach.cards import next_steps
from bot.coach.draft import Draft
from bot.coach.lever import needs_offer, ranked
from bot.coach.person import person_of, where_said
from bot.coach.script import adapted
from bot.coach.subject import guide_of
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.types import Ask, Fact
from bot.wording import a

if TYPE_CHECKING:
    from bot.coach.context import Context

CARD, FINDING = "bluffing", "finding-the-pay"
"""The card on honesty, and the one on where figures can be had that the guides lack."""
_REFUSED = {
    "bluff": "I won't help with a bluff.",
    "pay": "I won't help to overstate your current pay; you needn't name it at all.",
    "lie": "I won’t help to say what isn’t so.",
    "figure": "I won't make up a figure. Ask me what the guides hold, and I'll give it with its source.",
}


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """What is refused, the card on honesty, and the guide's best lever that rests on no other offer."""
    draft = Draft("invent")
    topic = ask.question.topic
    draft.say(f"**{_REFUSED.get(topic, 'I won’t make up an offer, or say that you hold one you don’t.')}**")
    card = playbook(context.facts).cards.get(FINDING if topic == "figure" else CARD)
    person = person_of(ask.question, context, facts)
    if topic == "figure":
        if card is not None:
            told(card, person, where_said(ask.question.text), draft, context, asked=ask.sentences)
        draft.suggest(phrase("whatCovered"), phrase("whatToAsk"))
        return draft.answer()
    if card is not None:
        told(card, person, where_said(ask.question.text), draft, context, asked=ask.sentences)
    guide = guide_of(person.subject, context)
    honest = [one for one in ranked(guide, ask.question, context, ()) if not needs_offer(one, guide)] if guide else []
    if guide is not None and honest:
        script = adapted(honest[0].script, guide, (), draft, asks=honest[0].asks, about=honest[0].title)
        cite = draft.cite(honest[0].source, guide)
        draft.say(
            f"The guide's best honest lever for {a(guide.role_display)} at {guide.company_display} is "
            f"**{honest[0].title}**: “{draft.quoted(script.text)}”",
            cite,
        )
    steps = next_steps(card, context) if card is not None else []
    draft.suggest(phrase("leversFit"), phrase("whatToAsk"), *steps)
    return draft.answer()
