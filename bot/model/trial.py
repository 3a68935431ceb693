"""Which model could be connected from here, and whether a connected one does what Parley needs of it."""

import json
import os
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.model.connect import reason_of
from ingest.errors import with_extra

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

KEYS = {
    "OPENAI_API_KEY": ("openai", "openai:gpt-5-mini"),
    "ANTHROPIC_API_KEY": ("anthropic", "anthropic:claude-haiku-4-5"),
}
"""A vendor's variable to its extra and a model of theirs to begin with."""
OLLAMA = "http://127.0.0.1:11434"
LOOK = 0.4
"""Seconds that a local server may take to say that it is there."""


def notice(environment: Mapping[str, str] | None = None, ollama: str | None = None) -> str:
    """One sentence on a model that could be connected, and how; "" where there is none. Nothing is turned on."""
    given = os.environ if environment is None else environment
    if given.get("PARLEY_MODEL"):
        return ""
    for variable, (extra, model) in KEYS.items():
        if given.get(variable, "").strip():
            how = f"{with_extra(extra)} and set PARLEY_MODEL={model}"
            return f"{variable} is set: to let a model word the answers, {how} (try it with: parley model)."
    if names := _held(ollama or _address(given.get("OLLAMA_HOST", ""))):
        how = f"{with_extra('ollama')} and set PARLEY_MODEL=ollama:{names[0]}"
        return f"An Ollama server runs here: to let a model word the answers, {how} (try it with: parley model)."
    return ""


def _address(host: str) -> str:
    if not host:
        return OLLAMA
    return host if host.startswith("http") else f"http://{host}"


def _held(address: str) -> list[str]:
    try:
        with urllib.request.urlopen(f"{address}/api/tags", timeout=LOOK) as answer:
            listed = json.loads(answer.read(200_000)).get("models", [])
            return [str(one["name"]) for one in listed if isinstance(one, dict) and one.get("name")]
    except (OSError, ValueError, AttributeError):
        return []


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried. found: what it gave, or why it did not work."""

    what: str
    works: bool
    found: str
    seconds: float


def trial(chat: "BaseChatModel") -> list[Tried]:
    """A reply, structured output, a tool call and streaming, each timed; what fails says why and ends nothing."""
    return [
        _timed("a reply", lambda: _reply(chat)),
        _timed("structured output", lambda: _structured(chat)),
        _timed("tools", lambda: _tools(chat)),
        _timed("streaming", lambda: _streamed(chat)),
    ]


def _timed(what: str, attempt: Callable[[], str]) -> Tried:
    began = time.perf_counter()
    try:
        found = attempt()
    except Exception as error:
        # Every provider raises its own kinds; all that matters here is which of them it means.
        first = (str(error).splitlines() or [type(error).__name__])[0]
        return Tried(what, False, f"{reason_of(error, False)}: {first[:160]}", time.perf_counter() - began)
    return Tried(what, bool(found), found or "nothing came back", time.perf_counter() - began)


def _reply(chat: "BaseChatModel") -> str:
    reply = chat.invoke("Answer with the one word: ready")
    named = dict(reply.response_metadata or {}).get("model_name") or dict(reply.response_metadata or {}).get("model")
    said = " ".join(str(reply.text).split())[:60]
    return f"{said!r} from {named}" if said and named else f"{said!r}" if said else ""


def _structured(chat: "BaseChatModel") -> str:
    from pydantic import BaseModel

    class TrialReading(BaseModel):
        """What a message asks."""

        company: str
        part: str

    found: Any = chat.with_structured_output(TrialReading).invoke("What base does Acme pay?")
    return f"company {found.company!r}, part {found.part!r}" if isinstance(found, TrialReading) else ""


def _tools(chat: "BaseChatModel") -> str:
    def bands(company: str) -> str:
        """Look up what a company pays."""
        return company

    reply = chat.bind_tools([bands]).invoke("Look up what Acme pays. Use the tool.")
    calls = getattr(reply, "tool_calls", [])
    return f"called {calls[0]['name']} with {json.dumps(calls[0]['args'])[:80]}" if calls else ""


def _streamed(chat: "BaseChatModel") -> str:
    chunks = sum(1 for chunk in chat.stream("Count from one to five in words.") if str(chunk.text))
    return f"in {chunks} pieces" if chunks else ""
