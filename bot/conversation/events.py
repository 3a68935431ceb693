"""What a reply is as it is made: typed events, and those of one that is kept."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from bot.answer import Answer, Block, Text, Warning_
from bot.conversation.rows import MessageRow
from bot.errors import ParleyError
from bot.languages.answers import spoken
from bot.model.sentences import split


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


DELETED = Failed("not-found", "This conversation was deleted.", retry=False)
UNREADABLE = Failed("index-unavailable", "The guides can't be read just now; ask again in a while.")
"""What is said where the index can't be used; what is wrong with it, and where, is the log's."""

Event = Status | Sentence | BlockReady | Done | Failed
Channel = Literal["api", "widget", "slack", "terminal", "mcp", "batch"]


def events_of(answer: Answer) -> Iterator[Sentence | BlockReady]:
    """An answer as it is released: text sentence by sentence, each block when it is whole."""
    for index, block in enumerate(answer.blocks):
        if isinstance(block, Text):
            for sentence in split(block.text):
                yield Sentence(sentence, index)
        yield BlockReady(block, index)


def kept_events(message: MessageRow) -> Iterator[tuple[int, Event]]:
    """The events of a reply that is over, numbered as they were when it was made: Done was the last."""
    last = message.events or 1
    if message.answer is None:
        yield last, failure(message)
        return
    answer = kept_answer(message.answer)
    # A model's sentences aren't kept one by one; its blocks were all released last.
    composed = answer.wording == "composed"
    released = [event for event in events_of(answer) if composed or isinstance(event, BlockReady)]
    for number, event in enumerate(released, start=last - len(released)):
        if number > 0:
            yield number, event
    yield last, Done(answer, message.id)


def kept_answer(stored: str) -> Answer:
    """A stored answer in its language; one that another release kept in another shape is told of, and keeps nothing
    else back."""
    try:
        return spoken(Answer.model_validate_json(stored))
    except ValidationError:
        note = "This answer was kept in a shape that can't be read any more; ask again."
        return Answer(status="not_found", blocks=(Warning_(code="unreadable", text=note),), intent="unreadable")


def failure(message: MessageRow) -> Failed:
    if message.failure:
        with suppress(ValidationError):
            return TypeAdapter(Failed).validate_json(message.failure)
    return Failed("interrupted", "The server stopped before the answer was done; send the message again.")


def released(events: Sequence[Event]) -> Answer:
    """What was released of an answer before it was stopped, said so."""
    blocks: dict[int, Block] = {}
    for event in events:
        if isinstance(event, BlockReady):
            blocks[event.index] = event.block
        elif isinstance(event, Sentence):
            before = blocks.get(event.block)
            blocks[event.block] = Text(text=(before.text if isinstance(before, Text) else "") + event.text)
    said = tuple(blocks[index] for index in sorted(blocks))
    note = Warning_(code="stopped", text="Stopped at your request; this is what was said until then.")
    return Answer(status="answered", blocks=(*said, note), intent="stopped")


def code_of(error: ParleyError) -> str:
    """An error's name in kebab-case: StoreUnavailable is "store-unavailable"."""
    return "".join(f"-{sign}" if sign.isupper() else sign for sign in type(error).__name__).lstrip("-").lower()
