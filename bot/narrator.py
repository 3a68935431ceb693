"""An Answer worded by a chat model through LangChain, every sentence verified before anyone sees it.

How a caller uses it (bot/conversation.py)::

    narrator = Narrator.open("openai:gpt-5-mini", base_url=None)        # once, in the lifespan; raises BadInput
    async for part in narrator.word(answer, question, history, tools):
        if isinstance(part, Spoken): ...    # a verified sentence of text block `part.block`: show it at once
        else: final = part                  # last, exactly once: the whole Answer to store and send

The final Answer is authoritative: a channel replaces what the sentences of a block showed by that block. It
is either the composed answer with its texts replaced by the model's verified words (wording is the model's
name), or, when the model failed or too much of it fell, the composed answer as it was plus a Warning_ block
with code "model-unavailable" (it did not answer properly) or "model-dropped" (its words did not hold).
narrator.counts says how often each happened.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.answer import Answer
from bot.question import Question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool

    from bot.question import Turn


@dataclass(frozen=True, slots=True)
class Spoken:
    """A verified sentence of the text block at position `block` of the final Answer, with its own spacing."""

    text: str
    block: int


@dataclass(slots=True)
class Counts:
    """How often what happened since the process started; only ever grows.

    replies: asked of a model. worded: sent in the model's words. sentences: released. repaired: bad at first,
    good when asked once more. dropped: bad twice. tools: look-ups called. fallbacks: composed answer sent
    instead, by reason (timeout, rate-limit, unauthorised, too-long, error, refused, empty, nonsense, cut,
    unverified, lead-missing).
    """

    replies: int = 0
    worded: int = 0
    sentences: int = 0
    repaired: int = 0
    dropped: int = 0
    tools: int = 0
    fallbacks: dict[str, int] = field(default_factory=dict)

    def fell(self, reason: str) -> None:
        """Count one fallback to the composed answer."""
        self.fallbacks[reason] = self.fallbacks.get(reason, 0) + 1

    def as_dict(self) -> dict[str, int]:
        """Flat name to count, fallbacks as "fallback-<reason>"."""
        flat = {name: getattr(self, name) for name in ("replies", "worded", "sentences", "repaired", "dropped", "tools")}
        return flat | {f"fallback-{reason}": count for reason, count in sorted(self.fallbacks.items())}


class Narrator:
    """Words answers with one chat model; safe for many replies at once."""

    def __init__(self, chat: "BaseChatModel", name: str, *, timeout: float = 60.0) -> None:
        """chat: any LangChain chat model. name: as Answer.wording shows it. timeout: seconds for a whole reply."""
        self.chat, self.name, self.timeout = chat, name, timeout
        self.counts = Counts()

    @classmethod
    def open(cls, model: str, *, base_url: str | None = None, timeout: float = 60.0, **options: Any) -> "Narrator":
        """model is "provider:model" (openai:..., anthropic:..., ollama:...). Raises BadInput naming what is missing."""
        raise NotImplementedError

    def word(
        self, answer: Answer, question: Question, history: "Sequence[Turn]" = (), tools: "Sequence[BaseTool]" = ()
    ) -> AsyncIterator[Spoken | Answer]:
        """Yield verified sentences as they come, then the final Answer; never raises for the model's faults.

        tools: from bot.tools.lookups(context), called at most three times in all; what they return joins what
        the sentences are checked against. Closing the iterator stops the model's work.
        """
        raise NotImplementedError


async def word_line(narrator: Narrator, line: str, *, persona: str, move: str, allowed: Sequence[str] = ()) -> str:
    """A recruiter's line in the model's words, or the line itself when the model fails or changes any number.

    line: the template's words, complete and correct. persona: one sentence on who speaks. move: the engine's
    move in words ("holds base, offers 10,000 more signing"). allowed: further texts whose numbers may be used.
    """
    raise NotImplementedError
