"""The one entry: a conversation and a message in, typed events and a stored Answer out."""

from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer, Block


@dataclass(frozen=True, slots=True)
class Status:
    """What is being done, for a channel's spinner: "reading", "looking up", "wording"."""

    stage: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence of text block number `block`, released in order."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class BlockReady:
    """A whole block (text blocks too, after their sentences), at its position in the Answer."""

    block: Block
    index: int


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer, as stored."""

    answer: Answer
    message_id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The reply could not be made; text is for the person, code for the program (kebab-case)."""

    code: str
    text: str
    retry: bool = True


Event = Status | Sentence | BlockReady | Done | Failed
Channel = Literal["api", "widget", "slack", "terminal", "mcp", "batch"]
