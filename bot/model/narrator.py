"""An Answer worded by a chat model through LangChain, every sentence verified before anyone sees it.

How a caller uses it (bot/conversation/conversations.py)::

    narrator = Narrator.open("openai:gpt-5-mini", base_url=None)        # once, in the lifespan; raises BadInput
    async for part in narrator.word(answer, question, history, tools):
        if isinstance(part, Spoken): ...    # a verified sentence of text block `part.block`: show it at once
        else: final = part                  # last, exactly once: the whole Answer to store and send

The final Answer is authoritative: a channel replaces what the sentences of a block showed by that block. It
is either the composed answer with its texts replaced by the model's verified words (wording is the model's
name), or, when the model failed or too much of it fell, the composed answer as it was plus a Warning_ block
with code "model-unavailable" (it did not answer properly) or "model-dropped" (its words did not hold). Where
only some sentences fell, the model's words stay and a "model-dropped" note says that something was left out.
narrator.counts says how often each happened.
"""

import asyncio
import html
import json
import logging
import re
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.answer import Answer, Block, LeverBlock, Text, Warning_
from bot.errors import BadInput, ModelUnavailable
from bot.model import prompt
from bot.model.figures import Allowed, Verdict, allow, judge
from bot.model.sentences import Splitter, split
from bot.reading.types import Question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.tools import BaseTool

    from bot.reading.types import Turn

_log = logging.getLogger(__name__)
LOOK_UPS = 3
"""Tool calls a model may make in one reply."""
_ROUNDS = LOOK_UPS + 2
_TURNS = 4
"""Earlier turns the model is shown."""
_LONGEST = 6000
"""Characters of a reply after which it is no wording of an answer."""

_NOTES = {
    "timeout": "The language model did not answer in time; this is the answer in Parley's own words.",
    "rate-limit": "The language model is busy; this is the answer in Parley's own words.",
    "unauthorised": "The language model refused the key it was given; this is the answer in Parley's own words.",
    "too-long": "This conversation is too long for the language model; this is the answer in Parley's own words.",
    "refused": "The language model declined to word this; this is the answer in Parley's own words.",
    "empty": "The language model answered with nothing; this is the answer in Parley's own words.",
    "nonsense": "The language model's reply made no sense; this is the answer in Parley's own words.",
    "cut": "The language model's reply broke off; this is the answer in Parley's own words.",
    "error": "The language model failed; this is the answer in Parley's own words.",
    "unverified": "The language model's wording did not agree with the guides; this is the answer in Parley's own words.",
    "lead-missing": "The language model left out what was asked; this is the answer in Parley's own words.",
}
_EXACT = ("band", "compare", "rank")
"""Intents that ask for figures: an answer in words that says none of them has missed the question."""
_DROPPED = ("unverified", "lead-missing")
_SOME_DROPPED = "Part of the language model's wording was left out because it did not agree with the guides."


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
        flat = {
            name: getattr(self, name) for name in ("replies", "worded", "sentences", "repaired", "dropped", "tools")
        }
        return flat | {f"fallback-{reason}": count for reason, count in sorted(self.fallbacks.items())}


class _Failed(ModelUnavailable):
    """The model's reply can't be used; reason is a key of _NOTES."""

    def __init__(self, reason: str) -> None:
        super().__init__(_NOTES[reason])
        self.reason = reason


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
    ) -> None:
        """chat: any LangChain chat model. name: as Answer.wording shows it. timeout: seconds for a whole reply.

        regions, companies: display names the guides hold, so that a figure said of another is noticed.
        trouble holds why the last reply could not be used, "" when it could.
        """
        self.chat, self.name, self.timeout = chat, name, timeout
        self.regions, self.companies = tuple(regions), tuple(companies)
        self.counts = Counts()
        self.trouble = ""

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
        **options: Any,
    ) -> "Narrator":
        """model is "provider:model" (openai:..., anthropic:..., ollama:...); options go to the provider's class.

        api_key: None leaves it to the provider's own variable; a server of one's own may need none.

        Raises BadInput naming what is missing: the provider, its package, or its key.
        """
        provider, _, name = model.partition(":")
        if not provider or not name:
            raise BadInput(
                "PARLEY_MODEL", f"{model!r} names no provider", 'write it as "provider:model", e.g. "openai:gpt-5-mini"'
            )
        from langchain.chat_models import init_chat_model

        settings: dict[str, Any] = {"timeout": timeout, "max_retries": 1, **options}
        if base_url:
            settings["base_url"] = base_url
        if api_key:
            settings["api_key"] = api_key
        if provider == "openai" and base_url:
            # Servers that only resemble OpenAI's speak chat completions, and many take no key at all.
            settings.setdefault("use_responses_api", False)
            settings.setdefault("api_key", api_key or "none")
        if provider == "ollama":
            settings = {k: v for k, v in settings.items() if k not in ("timeout", "max_retries")} | {
                "client_kwargs": {"timeout": timeout}
            }
        try:
            chat = init_chat_model(name, model_provider=provider, **settings)
        except ImportError as error:
            raise BadInput(
                "PARLEY_MODEL",
                f"the package for {provider!r} is not installed",
                f"run: pip install 'parley-coach[{provider}]'",
            ) from error
        except Exception as error:
            # Each provider raises its own kind for a missing key or an unknown name.
            raise BadInput(
                "PARLEY_MODEL",
                f"{model!r} can't be opened ({str(error).splitlines()[0]})",
                "check the name and the provider's key",
            ) from error
        return cls(chat, model, timeout=timeout, regions=regions, companies=companies)

    async def word(
        self, answer: Answer, question: Question, history: "Sequence[Turn]" = (), tools: "Sequence[BaseTool]" = ()
    ) -> AsyncGenerator[Spoken | Answer, None]:
        """Yield verified sentences as they come, then the final Answer; never raises for the model's faults.

        tools: from bot.model.tools.lookups(context), called at most three times in all; what they return joins what
        the sentences are checked against. Closing the iterator stops the model's work. An answer that asks
        back, finds nothing or declines is exact as composed and is given unchanged.
        """
        if answer.status != "answered" or not (answer.figures or any(isinstance(b, Text) for b in answer.blocks)):
            yield answer
            return
        self.counts.replies += 1
        reply = _Reply(self, answer, question, history, tools)
        try:
            async with aclosing(reply.sentences()) as sentences:
                async for spoken in sentences:
                    self.counts.sentences += 1
                    yield spoken
            final = reply.answer()
            self.counts.worded += 1
            self.trouble = ""
        except _Failed as failed:
            self.counts.fell(failed.reason)
            self.trouble = failed.reason
            final = _composed(answer, failed.reason)
        yield final


def _composed(answer: Answer, reason: str) -> Answer:
    code = "model-dropped" if reason in _DROPPED else "model-unavailable"
    return answer.model_copy(update={"blocks": (*answer.blocks, Warning_(code=code, text=_NOTES[reason]))})


class _Reply:
    """One reply under way: the model's stream, what was verified of it, and what became of the rest."""

    def __init__(
        self,
        narrator: Narrator,
        answer: Answer,
        question: Question,
        history: "Sequence[Turn]",
        tools: "Sequence[BaseTool]",
    ) -> None:
        self.narrator, self.composed, self.question, self.tools = narrator, answer, question, tools
        self.deadline = time.monotonic() + narrator.timeout
        self.history = tuple(history)[-_TURNS:]
        self.looked_up: list[Answer] = []
        # An answer that is a card alone gets the model's words before it.
        self.block = next((i for i, b in enumerate(answer.blocks) if isinstance(b, Text)), 0)
        self.allowed = self._allowed()
        self.released: list[Verdict] = []
        self.shown = ""
        self.total = self.dropped = 0

    def _allowed(self) -> Allowed:
        return allow(
            self.composed, self.question, messages=[t.message for t in self.history], more=self.looked_up,
            prompts=[prompt.load(n).system for n in ("narrator", "repair")],
            regions=self.narrator.regions, companies=self.narrator.companies,
        )  # fmt: skip

    async def sentences(self) -> AsyncGenerator[Spoken, None]:
        """Release sentences while all is well; from the first bad one on, hold the rest until it is mended."""
        held: list[str] = []
        reply = ""
        async with aclosing(self._pieces()) as pieces:
            async for piece in pieces:
                reply += piece
                if len(reply) > _LONGEST:
                    raise _Failed("nonsense")
                refusing = not self.released and _REFUSED.search(piece)
                if not held and not refusing and (verdict := self._judge(piece)).ok:
                    yield self._release(piece, verdict)
                else:
                    held.append(piece)
        if not reply.strip():
            raise _Failed("empty")
        if _REFUSED.search(reply[:300]) and len(reply) < 600:
            raise _Failed("refused")
        if held:
            for piece, verdict in await self._mended(held):
                yield self._release(piece, verdict)
        self._insist()

    def _judge(self, piece: str) -> Verdict:
        mind = self.released[-1].mind if self.released else self.allowed.start
        return _verdict(piece, self.allowed, mind)

    def _release(self, piece: str, verdict: Verdict) -> Spoken:
        self.released.append(verdict)
        text = _shown(piece)
        self.shown += text
        self.total += bool(re.search(r"\w", piece))
        return Spoken(text, self.block)

    async def _pieces(self) -> AsyncGenerator[str, None]:
        """The model's sentences, over as many rounds as its look-ups take."""
        messages = _messages("narrator", facts=self._data())
        calls_left = LOOK_UPS
        for _ in range(_ROUNDS):
            splitter, thinking, whole = Splitter(), _Thoughts(), None
            async with aclosing(self._stream(messages, with_tools=True)) as stream:
                async for chunk in stream:
                    whole = chunk if whole is None else whole + chunk
                    for piece in splitter.feed(thinking.without(str(chunk.text))):
                        yield piece
            _insist_whole(whole)
            if tail := splitter.close():
                yield tail
            calls = list(getattr(whole, "tool_calls", ())) if self.tools else []
            if not calls:
                return
            results = await self._look_up(calls, calls_left)
            calls_left -= len(calls)
            messages = [*messages, *([whole] if whole is not None else []), *results]
            self.allowed = self._allowed()
        raise _Failed("nonsense")

    async def _stream(self, messages: "Sequence[BaseMessage]", *, with_tools: bool) -> AsyncGenerator[Any, None]:
        """Chunks of one round, each awaited no longer than the reply has left. Raises _Failed."""
        chat: Any = self.narrator.chat
        if with_tools and self.tools:
            chat = chat.bind_tools(list(self.tools))
        began = False
        try:
            async with aclosing(chat.astream(list(messages))) as stream:
                while True:
                    async with asyncio.timeout(max(0.0, self.deadline - time.monotonic())):
                        chunk = await anext(stream, None)
                    if chunk is None:
                        return
                    began = began or bool(str(chunk.text))
                    yield chunk
        except (_Failed, GeneratorExit):
            raise
        except Exception as error:
            # Any provider's library may raise anything here; all of it means the composed answer.
            raise _Failed(_reason(error, began)) from error

    async def _look_up(self, calls: Sequence[Any], left: int) -> list[Any]:
        from langchain_core.messages import ToolMessage

        by_name = {tool.name: tool for tool in self.tools}
        results: list[Any] = []
        for i, call in enumerate(calls):
            tool = by_name.get(call["name"])
            if tool is None or i >= left:
                why = (
                    "There is no such look-up." if tool is None else "No look-ups are left; answer from what you have."
                )
                results.append(ToolMessage(why, tool_call_id=call["id"] or ""))
                continue
            self.narrator.counts.tools += 1
            try:
                message = await tool.ainvoke({**call, "type": "tool_call"})
            except Exception as error:
                # Arguments come from the model and may be of any shape; it is told and goes on.
                message = ToolMessage(f"That look-up failed: {str(error)[:200]}", tool_call_id=call["id"] or "")
            if isinstance(getattr(message, "artifact", None), Answer):
                self.looked_up.append(message.artifact)
            results.append(message)
        return results

    async def _mended(self, held: list[str]) -> list[tuple[str, Verdict]]:
        """The held sentences with the bad ones asked for once more; what is still bad is left out."""
        mind = self.released[-1].mind if self.released else self.allowed.start
        faults: dict[int, str] = {}
        for i, piece in enumerate(held):
            verdict = _verdict(piece, self.allowed, mind)
            mind = verdict.mind
            if not verdict.ok:
                faults[i] = verdict.reason
        mended = await self._ask_again(held, faults)
        kept: list[tuple[str, Verdict]] = []
        mind = self.released[-1].mind if self.released else self.allowed.start
        for i, piece in enumerate(held):
            candidate = mended.get(i, piece)
            verdict = (
                _verdict(candidate, self.allowed, mind) if candidate.strip() or i not in faults else Verdict(False, "")
            )
            if verdict.ok:
                kept.append((candidate, verdict))
                mind = verdict.mind
                self.narrator.counts.repaired += i in mended
            else:
                self.dropped += 1
                self.narrator.counts.dropped += 1
        words = sum(bool(re.search(r"\w", p)) for p in held) + self.total
        if self.dropped * 3 > words:
            raise _Failed("unverified")
        return kept

    async def _ask_again(self, held: Sequence[str], faults: dict[int, str]) -> dict[int, str]:
        """One request naming what was wrong with each bad sentence; {position: sentence}, empty when it fails."""
        listed = [{"number": n + 1, "sentence": held[i].strip(), "wrong": faults[i]} for n, i in enumerate(faults)]
        messages = _messages("repair", facts=self._data(), faults=json.dumps(listed, ensure_ascii=False, indent=1))
        text = ""
        try:
            async with aclosing(self._stream(messages, with_tools=False)) as stream:
                async for chunk in stream:
                    text += str(chunk.text)
        except _Failed:
            return {}
        order = list(faults)
        mended: dict[int, str] = {}
        for match in re.finditer(r"^\s*(\d{1,2})\s*[:.)]\s*(\S.*?)\s*$", _Thoughts().without(text), re.MULTILINE):
            number = int(match.group(1)) - 1
            if 0 <= number < len(order):
                piece = held[order[number]]
                mark = re.match(r"\s*(?:[-*•]\s+)?", piece)
                space = re.search(r"\s*$", piece)
                mended[order[number]] = (
                    (mark.group() if mark else "") + match.group(2) + (space.group() if space else " ")
                )
        return mended

    def _insist(self) -> None:
        """Raise _Failed when what was released says nothing of what was asked."""
        if not self.released:
            raise _Failed("unverified")
        if self.question.intent in _EXACT and (asked := self._asked()):
            if not any((f.low, f.high) in asked for v in self.released for f in v.facts):
                raise _Failed("lead-missing")
            return
        words = _content(self.shown)
        if words and len(words & _content(self.allowed.texts + self.allowed.user)) * 6 < len(words):
            raise _Failed("nonsense")

    def _asked(self) -> set[tuple[Any, Any]]:
        """The figures that an answer about exact figures must say one of: of the components asked, else all."""
        of = [f for f in self.composed.figures if f.component in self.question.components] or self.composed.figures
        return {(f.low, f.high) for f in of} | {(v, v) for f in of for v in (f.low, f.high)}

    def answer(self) -> Answer:
        """The composed answer with its texts replaced by the verified words, and what the look-ups added."""
        composed = self.composed
        cites = [c for b in composed.blocks if isinstance(b, Text) for c in b.cites]
        used = [c for v in self.released for c in v.cites]
        added = [
            c
            for a in self.looked_up
            for c in a.citations
            if c.id in used and c.id not in {o.id for o in composed.citations}
        ]
        known = {c.id for c in composed.citations} | {c.id for c in added}
        text = Text(text=self.shown.strip(), cites=tuple(dict.fromkeys([*cites, *(c for c in used if c in known)])))
        blocks: list[Block] = [] if any(isinstance(b, Text) for b in composed.blocks) else [text]
        for i, block in enumerate(composed.blocks):
            if i == self.block and isinstance(block, Text):
                blocks.append(text)
            elif not isinstance(block, Text):
                blocks.append(block)
        if self.dropped:
            blocks.append(Warning_(code="model-dropped", text=_SOME_DROPPED))
        figures = [f for a in self.looked_up for f in a.figures if f.source in used and f not in composed.figures]
        numbers = [
            n
            for a in self.looked_up
            for n in a.numbers
            if n not in composed.numbers and n.text and n.text in self.shown
        ]
        return composed.model_copy(
            update={
                "blocks": tuple(blocks), "wording": self.narrator.name,
                "citations": (*composed.citations, *dict.fromkeys(added)), "figures": (*composed.figures, *dict.fromkeys(figures)),
                "numbers": (*composed.numbers, *dict.fromkeys(numbers)),
            }
        )  # fmt: skip

    def _data(self) -> str:
        """What the model may know, as one JSON object: data, so that no text in it can be taken for an order."""
        earlier = [{"person": t.message[:500], "coach": _words_of(t.answer)[:500]} for t in self.history]
        data = {"question": self.question.text[:2000], "conversation": earlier, "answer": described(self.composed)}
        return json.dumps(data, ensure_ascii=False, indent=1)


def described(answer: Answer) -> dict[str, Any]:
    """An answer as plain data for a model: its texts, figures, numbers, notes, levers and the passages cited."""
    figures = [
        {
            k: str(v)
            for k, v in f.model_dump(exclude={"source", "company", "role"}).items()
            if v not in (None, False, "")
        }
        for f in answer.figures
    ]
    return {
        "text": _words_of(answer),
        "figures": figures,
        "numbers": [{"text": n.text, "of": n.origin, "how": n.how} for n in answer.numbers],
        "warnings": [b.text for b in answer.blocks if isinstance(b, Warning_)],
        "levers": [
            {"title": b.title, "why": b.why, "script": b.script} for b in answer.blocks if isinstance(b, LeverBlock)
        ],
        "passages": [c.text for c in answer.citations if "|" not in c.text][:8],
    }


def _words_of(answer: Answer) -> str:
    return "\n\n".join(b.text for b in answer.blocks if isinstance(b, Text))


def _messages(name: str, **inputs: str) -> "list[BaseMessage]":
    from langchain_core.messages import HumanMessage, SystemMessage

    chosen = prompt.load(name)
    return [SystemMessage(chosen.system), HumanMessage(chosen.message(**inputs))]


def _verdict(piece: str, allowed: Allowed, mind: Any) -> Verdict:
    if not re.search(r"\w", piece):
        return Verdict(True, piece, mind=mind)
    try:
        return judge(piece, allowed, mind)
    except Exception:
        # A sentence that the check itself can't take is none that was verified.
        _log.exception("the figure check failed on a sentence of %d characters", len(piece))
        return Verdict(False, "", "it can't be checked", mind=mind)


def _shown(piece: str) -> str:
    """The piece as it is shown: without reference marks, headings' and code's signs."""
    text = re.sub(r"\s?\[\d{1,2}\](?!\()", "", html.unescape(piece))
    return re.sub(r"^(\s*)#{1,6}\s+", r"\1", re.sub(r"`+", "", text))


_REFUSED = re.compile(
    r"\b(?:I(?:'m| am) (?:sorry|unable|not able)|I (?:can(?:'t|not)|won't|will not|must decline)|as an AI|I apologi[sz]e)\b.{0,80}\b(?:help|assist|provide|comply|discuss|answer|do that|request|with that|this)\b",
    re.IGNORECASE | re.DOTALL,
)


class _Thoughts:
    """Takes out what a reasoning model thinks aloud between <think> tags, however the stream cuts it."""

    def __init__(self) -> None:
        self._held, self._inside = "", False

    def without(self, chunk: str) -> str:
        self._held += chunk
        out = ""
        while self._held:
            tag = "</think>" if self._inside else "<think>"
            before, found, after = self._held.partition(tag)
            if found:
                out += "" if self._inside else before
                self._held, self._inside = after, not self._inside
                continue
            keep = next((n for n in range(len(tag) - 1, 0, -1) if self._held.endswith(tag[:n])), 0)
            out += "" if self._inside else self._held[: len(self._held) - keep]
            self._held = self._held[len(self._held) - keep :]
            break
        return out


def _insist_whole(whole: Any) -> None:
    """Raise _Failed when a round ended without the provider saying that it is done, or was filtered."""
    if whole is None:
        raise _Failed("empty")
    metadata = dict(getattr(whole, "response_metadata", {}) or {})
    reason = str(metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason") or "")
    if "content_filter" in reason or "refusal" in reason or getattr(whole, "additional_kwargs", {}).get("refusal"):
        raise _Failed("refused")
    if "length" in reason or "max_tokens" in reason or (not reason and metadata.get("model_provider")):
        raise _Failed("cut")


def _reason(error: BaseException, began: bool) -> str:
    """Which kind of failure a provider's exception is, by its classes' names and HTTP status."""
    names = " ".join(c.__name__ for c in type(error).__mro__)
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    said = f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}"
    if "ContextOverflow" in names or "context_length" in said or "context window" in said or "maximum context" in said:
        return "too-long"
    if isinstance(error, TimeoutError) or "Timeout" in names or status in (408, 504):
        return "timeout"
    if status == 429 or "RateLimit" in names:
        return "rate-limit"
    if status in (401, 403) or "Authentication" in names or "PermissionDenied" in names:
        return "unauthorised"
    return "cut" if began else "error"


def _content(text: str) -> set[str]:
    return {w for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _EMPTY}


_EMPTY = frozenset(
    "that this with your from have will they them what when where which would should could about there their than then into also just more most over some such very".split()
)


async def word_line(narrator: Narrator, line: str, *, persona: str, move: str, allowed: Sequence[str] = ()) -> str:
    """A recruiter's line in the model's words, or the line itself when the model fails or changes any number.

    line: the template's words, complete and correct. persona: one sentence on who speaks. move: the engine's
    move in words ("holds base, offers 10,000 more signing"). allowed: further texts whose numbers may be used.
    """
    data = json.dumps({"speaker": persona, "does": move, "line": line}, ensure_ascii=False)
    text = ""
    try:
        async with asyncio.timeout(min(narrator.timeout, 20.0)):
            async with aclosing(narrator.chat.astream(_messages("recruiter", line=data))) as stream:  # type: ignore[type-var]
                async for chunk in stream:
                    text += str(chunk.text)
                    if len(text) > 4 * len(line) + 400:
                        return line
    except Exception as error:
        # As in a reply: any failure of any provider's library means the template's words.
        narrator.counts.fell(_reason(error, bool(text)))
        return line
    worded = " ".join(_Thoughts().without(text).split()).strip('"“” ')
    if worded and _keeps(worded, line, allowed):
        return worded
    narrator.counts.fell("unverified")
    return line


_COMMITS = re.compile(
    r"\b(?:deal|agreed?|accept(?:ed|able)?|approved?|guarantee\w*|promise\w*|confirm\w*|done|yes|signed|locked in|rescind\w*|withdraw\w*|final|last|best|deadline|today|tomorrow|by (?:mon|tues|wednes|thurs|fri)\w*)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:no|not|never|unable|cannot|nothing|none|won't|\w+n't|hold(?:ing)?|fixed|stuck|firm|beyond|out of reach)\b",
    re.IGNORECASE,
)


def _keeps(worded: str, line: str, allowed: Sequence[str]) -> bool:
    """Whether the worded line says the same numbers of the same things, and neither promises nor refuses anew."""
    template = Answer(status="answered", blocks=(Text(text=line), *(Text(text=t) for t in allowed)))
    rules = allow(template, prompts=[prompt.load("recruiter").system])
    mind = rules.start
    said: set[Any] = set()
    for sentence in split(worded):
        verdict = judge(sentence, rules, mind)
        if not verdict.ok:
            return False
        mind = verdict.mind
        said |= {(f.low, f.high, f.names.get("component")) for f in verdict.facts}
    must = allow(Answer(status="answered", blocks=(Text(text=line),))).facts
    if not all((f.low, f.high, f.names.get("component")) in said for f in must if f.kind != "plain"):
        return False
    commits = {m.group().lower() for m in _COMMITS.finditer(worded)} - {
        m.group().lower() for m in _COMMITS.finditer(line)
    }
    return not commits and bool(_REFUSES.search(worded)) == bool(_REFUSES.search(line))
