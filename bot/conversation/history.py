"""A conversation as it is read out, and its turns as the next message is read by."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.answer import Answer
from bot.conversation.events import kept_answer
from bot.conversation.rows import MessageRow
from bot.conversation.store import Store
from bot.conversation.work import WorkOutcome
from bot.reading.terms import Profile
from bot.reading.types import Question, Turn

TURNS = 20
"""Earlier turns that a message is read in the light of."""
PAGE = 8
"""Messages of a conversation that are read out at a time."""
Made = TypeVar("Made")
QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


class Rated(BaseModel):
    """A person's word on a reply."""

    rating: Literal["up", "down"]
    reason: str | None = None


class HistoryMessage(BaseModel):
    """One message of a conversation. An assistant's has an answer once it is done; state tells why not.

    state: done, running, stopped (by the user), failed or interrupted (send it again)."""

    id: str
    role: Literal["user", "assistant"]
    state: Literal["done", "running", "stopped", "failed", "interrupted"] = "done"
    text: str | None = None
    answer: Answer | None = None
    created_at: datetime
    feedback: Rated | None = None


class History(BaseModel):
    """A conversation as kept: its messages in order, what it knows of its user, the practice under way."""

    id: str
    channel: str
    created_at: datetime
    expires_at: datetime
    messages: tuple[HistoryMessage, ...]
    profile: Profile
    practice: str | None = None


class Histories:
    """Conversations read out of a store; one for each process."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._telling = asyncio.Semaphore(1)

    async def history(self, conversation_id: str) -> History:
        """Everything kept of a conversation. Raises NotFound."""
        told = await self.cover(conversation_id)
        return told.model_copy(
            update={"messages": tuple([one async for one in self.pages(conversation_id, lambda said: said)])}
        )

    async def cover(self, conversation_id: str) -> History:
        """What is kept of a conversation beside its messages. Raises NotFound."""
        row = await self._store.conversation(conversation_id)
        return History(
            id=row.id,
            channel=row.channel,
            created_at=row.created_at,
            expires_at=row.expires_at,
            messages=(),
            profile=Profile.kept(row.profile),
            practice=row.practice_id,
        )

    async def pages(self, conversation_id: str, made: Callable[[HistoryMessage], Made]) -> AsyncIterator[Made]:
        """What is made of each message, in order. A few are read at a time, one reader after the other: a long
        conversation is megabytes, and whoever takes it slowly holds no more of it than those few."""
        after, now = 0, self._now()
        while True:
            async with self._telling:
                kept = await self._store.page(conversation_id, after, PAGE)
                page = await asyncio.to_thread(lambda kept=kept: [made(told_of(one, now)) for one in kept])  # type: ignore[misc]
            for one in page:
                yield one
            if len(kept) < PAGE:
                return
            after = kept[-1].number

    async def first_said(self, conversation_id: str) -> str:
        """What a person wrote first in a conversation; "" before that."""
        kept = await self._store.page(conversation_id, 0, 1)
        return (kept[0].text or "") if kept else ""

    async def said(self, conversation_id: str, message_id: str) -> HistoryMessage:
        """One message. Raises NotFound."""
        return told_of(await self._store.message(conversation_id, message_id), self._now())


def turns_of(kept: Sequence[MessageRow]) -> tuple[tuple[Turn, ...], tuple[int, ...]]:
    """The turns that were answered, the last of them, oldest first, and how long each is as it is stored."""
    asked = {message.id: message.text for message in kept if message.role == "user"}
    turns: list[tuple[Turn, int]] = []
    for message in kept:
        text = asked.get(message.reply_to or "")
        if text and message.answer and message.question:
            # A turn that an older release kept in another shape is no reason to refuse the next message.
            with suppress(ValidationError):
                question = QUESTION.validate_json(message.question)
                turn = Turn(text, question, Answer.model_validate_json(message.answer))
                turns.append((turn, len(text) + len(message.question) + len(message.answer)))
    last = turns[-TURNS:]
    return tuple(turn for turn, _ in last), tuple(length for _, length in last)


def turn_of(text: str, made: WorkOutcome) -> Turn | None:
    """A turn as the store has it: the profile is kept once, with its conversation."""
    if made.question is None:
        return None
    return Turn(text, replace(made.question, profile=Profile(), money=None), made.answer)


def told_of(message: MessageRow, now: datetime) -> HistoryMessage:
    lapsed = message.state == "running" and not message.alive(now)
    return HistoryMessage(
        id=message.id,
        role=message.role,
        state="interrupted" if lapsed else message.state,
        text=message.text,
        answer=None if message.answer is None else kept_answer(message.answer),
        created_at=message.created_at,
        feedback=Rated(rating=message.rating, reason=message.reason) if message.rating else None,
    )
