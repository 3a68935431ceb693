"""The field's words explained, from the glossary, each with the card that says more."""

from typing import TYPE_CHECKING

from bot.answer import Answer, Citation
from bot.coach.advice import compose as advised
from bot.coach.cards import VERY, answer_to, answered, cite, title_of
from bot.coach.draft import Draft
from bot.knowledge.glossary import PATH, GlossaryTerm, terms_in
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.types import Ask

if TYPE_CHECKING:
    from bot.coach.context import Context


def compose(ask: Ask, context: "Context") -> Answer:
    """Each term that the message (or else the topic) names; the nearest card where it names none."""
    found = terms_in(ask.question.text) or terms_in(ask.topic)
    if not found:
        return advised(ask, context)
    draft = Draft("explain")
    card, answer = answer_to(ask.sentences, ask, context)
    if card is not None and answered(card, ask.sentences, context, VERY):
        draft.say(draft.quoted(f"**{answer}**"), cite(draft, card))  # "Is unlimited PTO a trick?" asks for no meaning.
    for term in found:
        draft.say(draft.quoted(f"**{term.term[:1].upper()}{term.term[1:]}**: {term.means}"), _cite(term, draft))
    cards = playbook(context.facts).cards
    titles = [title_of(cards[term.card]) for term in found if term.card in cards]
    draft.suggest(*dict.fromkeys(titles[:2]), phrase("whatToAsk"))
    return draft.answer()


def _cite(term: GlossaryTerm, draft: Draft) -> str:
    id_ = f"{PATH}:{term.line}"
    draft.citations[id_] = Citation(
        id=id_, path=PATH, line=term.line, section=term.term, text=term.means, title=phrase("ownGlossary")
    )
    return id_
