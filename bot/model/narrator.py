"""A chat model in front of Parley's facts, through LangChain: what it writes is shown only as the gate lets it pass.

How a caller uses it (bot/conversation/conversations.py)::

    narrator = Narrator.open("openai:gpt-5-mini", base_url=None)        # once, in the lifespan; raises BadInput
    async for part in narrator.word(answer, question, history, lookups):
        if isinstance(part, Spoken): ...    # verified words of text block `part.block`: show them at once
        elif isinstance(part, Ready): ...   # a whole block at its index: an exact card, or a draft
        else: final = part                  # last, exactly once: the whole Answer to store and send

The final Answer holds what was shown, in the same places. When the model failed, or nothing it wrote passed, it is
the composed answer plus a Warning_ with code "model-unavailable" or "model-dropped"; where only some fell, the
model's words stay and a "model-dropped" note says so. narrator.counts says how often each happened.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot import observe
from bot.answer import Answer
from bot.model import prompt
from bot.model.calls import watch
from bot.model.connect import NOTES, ModelFailed, open_chat, reason_of
from bot.model.reply import CALLS, EXACT, ROUNDS, Ready, VerifiedWords, WordedReply
from bot.model.usage import Step, Usage
from bot.reading.types import Question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool

    from bot.model.tools import Lookups
    from bot.reading.types import Turn

__all__ = ["Counts", "Narrator", "Ready", "VerifiedWords"]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Counts:
    """How often what happened since the process started; only ever grows.

    replies: asked of a model. worded: sent in the model's words. sentences: released. repaired: bad at first,
    good when asked once more. dropped: bad twice; drops: by the gate's reason, its example left out. tools:
    look-ups called. fallbacks: composed answer sent instead, by reason (a key of connect.NOTES).
    """

    replies: int = 0
    worded: int = 0
    sentences: int = 0
    repaired: int = 0
    dropped: int = 0
    tools: int = 0
    readings: int = 0
    fallbacks: dict[str, int] = field(default_factory=dict)
    drops: dict[str, int] = field(default_factory=dict)

    def fell(self, reason: str) -> None:
        """Count one fallback to the composed answer."""
        self.fallbacks[reason] = self.fallbacks.get(reason, 0) + 1

    def drop(self, reason: str) -> None:
        """Count one dropped part by the gate's reason; what the reason quotes is left out."""
        kind = next((name for name, words in _DROPS if words in reason), "other")
        self.drops[kind] = self.drops.get(kind, 0) + 1
        self.dropped += 1

    def as_dict(self) -> dict[str, int]:
        """Flat name to count: fallbacks as "fallback-<reason>", drops as "drop-<kind>"."""
        names = ("replies", "worded", "sentences", "repaired", "dropped", "tools", "readings")
        flat = {name: getattr(self, name) for name in names}
        flat |= {f"drop-{kind}": count for kind, count in sorted(self.drops.items())}
        return flat | {f"fallback-{reason}": count for reason, count in sorted(self.fallbacks.items())}


_DROPS = (
    ("rival", "another offer"), ("claim", "claims"), ("claim", "fact or verdict"),
    ("unknown-id", "there is no fact"), ("number", "outside an id"),
    ("amount-in-words", "amount in words"), ("other-name", "nothing here is about"), ("other-subject", "figures"),
    ("period", "paid per"), ("owner", "not the person's own"), ("markup", "plain text"),
)  # fmt: skip
"""Kinds of drops, by words of the gate's reasons."""


class Narrator:
    """Words answers with one chat model; safe for many replies at once."""

    def __init__(
        self,
        chat: "BaseChatModel",
        name: str,
        *,
        timeout: float = 60.0,
        regions: Sequence[str] = (),
        companies: Sequence[str] = (),
        fallback: "BaseChatModel | None" = None,
        figures: Literal["worded", "composed"] = "worded",
        usage: Usage | None = None,
        also: Sequence[str] = (),
        steps: "Mapping[Step, BaseChatModel] | None" = None,
    ) -> None:
        """chat: any LangChain chat model. name: as Answer.wording shows it. timeout: seconds for a whole reply.

        regions, companies: display names the guides hold, so that a figure said of another is noticed.
        fallback: asked where chat fails. steps: models, or the same with other options, for single steps. also: the
        names of the other models that may be asked. figures: "composed"
        leaves sure figure questions to the composed answer. trouble holds why the last reply could not be used, ""
        when it could; tried: whether one was asked for yet.
        """
        self.chat, self.name, self.timeout, self.fallback = chat, name, timeout, fallback
        self.regions, self.companies, self.figures = tuple(regions), tuple(companies), figures
        self.counts, self.usage, self.steps = Counts(), usage or Usage(), dict(steps or {})
        self.names = (name, *also)
        self.trouble, self.tried = "", False

    @classmethod
    def open(
        cls,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout: float = 60.0,
        regions: Sequence[str] = (),
        companies: Sequence[str] = (),
        fallback: "BaseChatModel | None" = None,
        figures: Literal["worded", "composed"] = "worded",
        usage: Usage | None = None,
        **options: Any,
    ) -> "Narrator":
        """The narrator of a model by name; see connect.open_chat. Raises BadInput."""
        chat = open_chat(model, base_url=base_url, api_key=api_key, timeout=timeout, **options)
        return cls(
            chat, model, timeout=timeout, regions=regions, companies=companies, fallback=fallback, figures=figures,
            usage=usage,
        )  # fmt: skip

    async def word(
        self,
        answer: Answer,
        question: Question,
        history: "Sequence[Turn]" = (),
        lookups: "Lookups | None" = None,
        language: str = "en",
    ) -> AsyncGenerator[VerifiedWords | Ready | Answer, None]:
        """Yield what may be shown as it comes, then the final Answer; never raises for the model's faults.

        Closing the iterator stops the model's work. Answers that ask back or find nothing go to the model as well:
        it may look further with the look-ups; where it finds nothing, they stay as composed.
        """
        if self._left_alone(answer, question):
            yield answer
            return
        if self.over():
            yield answer
            return
        self.counts.replies += 1
        self.tried = True
        reply = WordedReply(self, answer, question, history, lookups, language)
        try:
            async with aclosing(reply.parts()) as parts:
                async for part in parts:
                    yield part
            final = reply.answer()
            self.counts.worded += 1
            self.trouble = ""
        except ModelFailed as failed:
            self.counts.fell(failed.reason)
            self.trouble = failed.reason
            final = reply.fallen(failed.reason, NOTES[failed.reason])
        self.counts.tools += reply.sheet.looked_up
        yield final

    def _left_alone(self, answer: Answer, question: Question) -> bool:
        """Whether the composed answer goes out as it is: what shows or changes data, and figures where so set."""
        intent = answer.intent or question.intent
        if intent == "practice" or (intent == "profile" and question.topic not in ("edit", "note")):
            return True
        return self.figures == "composed" and intent in EXACT and answer.status == "answered"

    def agent(self, tools: "Sequence[BaseTool]") -> Any:
        """A LangChain agent over the look-ups, its calls limited, its failures given to the fallback model."""
        from langchain.agents import create_agent
        from langchain.agents.middleware import (
            ModelCallLimitMiddleware,
            ModelFallbackMiddleware,
            ToolCallLimitMiddleware,
        )

        limits: list[Any] = [
            ToolCallLimitMiddleware(run_limit=CALLS, exit_behavior="continue"),
            ModelCallLimitMiddleware(run_limit=ROUNDS, exit_behavior="end"),
        ]
        limits += [ModelFallbackMiddleware(self.fallback)] if self.fallback is not None else []
        chat = self.chat_of("write")
        limits += _caching(chat)
        return create_agent(
            chat, list(tools), system_prompt=prompt.load("narrator").system, middleware=limits
        )  # fmt: skip

    def chat_of(self, step: Step) -> "BaseChatModel":
        """The model that takes a step."""
        return self.steps.get(step, self.chat)

    def over(self) -> bool:
        """Whether a cap on tokens is reached, the day's or the conversation's; counted as a fallback where it is."""
        if over := self.usage.over(observe.conversation_id.get("")):
            self.counts.fell("cap")
            _log.info("the cap on tokens of the %s is reached", over)
        return bool(over)

    async def ask(self, name: Step, deadline: float, **inputs: str) -> str:
        """One call without look-ups, its whole text; "" when it fails or is over the time."""
        chosen = prompt.load(name)
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                reply = await self.called(name, chosen, None, None, **inputs)
        except Exception as error:
            # As for a reply: any failure of any provider's library means doing without.
            self.counts.fell(reason_of(error, False))
            return ""
        return str(reply.text)[:20_000]

    async def called(
        self, step: Step, chosen: prompt.Prompt, form: Any = None, chat: "BaseChatModel | None" = None, **inputs: str
    ) -> Any:
        """One call of the model (or of another, chat), and of the fallback where it fails. form: of the structured
        output that is asked for. Raises what the last of them raises."""
        from langchain_core.messages import HumanMessage, SystemMessage

        messages = [SystemMessage(chosen.system), HumanMessage(chosen.message(**inputs))]
        asked = [_asked(one, form) for one in (chat or self.chat_of(step), self.fallback) if one is not None]
        self.tried = True
        config: Any = {"run_name": f"parley.{step}", "tags": ["parley"], "callbacks": [self.watch(step)]}
        return await asked[0].with_fallbacks(asked[1:]).ainvoke(messages, config=config)

    def watch(self, step: str) -> Any:
        """A callback that counts and traces the calls of a step."""

        def count(model: str, step: str, usage: Mapping[str, Any] | None) -> None:
            self.usage.add(model, step, usage, observe.conversation_id.get(""))

        return watch(step, self.names, count)


def _asked(chat: "BaseChatModel", form: Any) -> Any:
    return chat if form is None else chat.with_structured_output(form, include_raw=True)


def _caching(chat: Any) -> list[Any]:
    """Anthropic's prompt cache, where that is the provider; others cache by themselves."""
    if type(chat).__name__ != "ChatAnthropic":
        return []
    from langchain_anthropic.middleware import AnthropicPromptCachingMiddleware

    return [AnthropicPromptCachingMiddleware(unsupported_model_behavior="ignore")]
