"""Facts to an Answer, with no model: what every composer is given, and which one a question goes to."""

import importlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.names import Names
from bot.question import Question, Turn
from bot.terms import Profile
from ingest.facts import Facts

if TYPE_CHECKING:
    from bot.passages import HybridRetriever

COMPOSERS: dict[str, str] = {
    "band": "bands",
    "compare": "compare",
    "rank": "compare",
    "offer": "offer",
    "lever": "lever",
    "strategy": "strategy",
    "level": "level",
    "tactic": "tactic",
    "letter": "letter",
    "provenance": "provenance",
    "profile": "profile",
    "practice": "scope",
    "restyle": "restyle",
    "invent": "scope",
    "passage": "passage",
    "greeting": "scope",
    "out_of_scope": "scope",
}
"""Intent to the module of this package that answers it with `compose(question, context)`."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an answer is composed from. history: the turns before, oldest first; today: for how old a guide is."""

    facts: Facts
    names: Names
    retriever: "HybridRetriever | None" = None
    profile: Profile = field(default_factory=Profile)
    history: tuple[Turn, ...] = ()
    today: date = date.min


def compose(question: Question, context: Context) -> Answer:
    """The answer that the facts give to a question."""
    module = importlib.import_module(f"{__name__}.{COMPOSERS[question.intent]}")
    answer: Answer = module.compose(question, context)
    # One finding may be about several of an answer's figures; it is told once.
    blocks = [b for i, b in enumerate(answer.blocks) if b.type != "warning" or b not in answer.blocks[:i]]
    return answer.model_copy(update={"intent": answer.intent or question.intent, "blocks": tuple(blocks)})
