"""Which module of this room answers which kind of question."""

import importlib

from bot.answer import Answer
from bot.coach.context import Context
from bot.reading.types import Question

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


def compose(question: Question, context: Context) -> Answer:
    """The answer that the facts give to a question."""
    module = importlib.import_module(f"bot.coach.{COMPOSERS[question.intent]}")
    answer: Answer = module.compose(question, context)
    # One finding may be about several of an answer's figures; it is told once.
    blocks = [b for i, b in enumerate(answer.blocks) if b.type != "warning" or b not in answer.blocks[:i]]
    return answer.model_copy(update={"intent": answer.intent or question.intent, "blocks": tuple(blocks)})
