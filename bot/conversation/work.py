"""A reply being made in this process, and the messages of a conversation that wait for theirs."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.answer import Answer
from bot.conversation.events import DELETED, Event, Failed
from bot.conversation.forms import Form
from bot.conversation.store import PracticeRow
from bot.conversation.warm import WarmTurns
from bot.errors import Busy
from bot.reading.terms import Profile
from bot.reading.types import Question

WAITING = 3
"""Messages that may wait so; more are refused."""


@dataclass(slots=True, eq=False)
class Work:
    """A reply being made in this process: its events so far, and who waits for more."""

    conversation_id: str
    message_id: str
    events: list[Event] = field(default_factory=list)
    over: bool = False
    stopping: bool = False
    keeping: bool = False
    gone: bool = False
    task: asyncio.Task[None] | None = None
    question: Question | None = None
    form: Form | None = None
    kept: WarmTurns | None = None
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self, event: Event) -> None:
        self.events.append(event)
        self._wake()

    def end(self) -> None:
        self.over = True
        self._wake()

    def let_go(self) -> None:
        """End for those who wait where it was cut short before it began: of a task that is cancelled before its first
        step nothing runs."""
        if not self.over:
            self.release(DELETED if self.gone else Failed("interrupted", "The answer was cut; ask again."))
            self.end()

    def stop(self) -> None:
        """Cut the work short, once, and not while its result is being kept."""
        if self.task and not (self.over or self.keeping or self.stopping):
            self.stopping = True
            self.task.cancel()

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()

    async def follow(self, after: int) -> AsyncIterator[Sequence[tuple[int, Event]]]:
        """Every event numbered above after, as they come: those that are there at once together."""
        while True:
            if after < len(self.events):
                found = [*enumerate(self.events[after:], after + 1)]
                after = len(self.events)
                yield found
            elif self.over:
                return
            else:
                await self._more.wait()


@dataclass(frozen=True, slots=True)
class WorkOutcome:
    answer: Answer
    question: Question | None = None
    profile: Profile | None = None
    practice: PracticeRow | None = None


class Queue:
    """The messages of one conversation that wait to begin, in order."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        if self._waiting > WAITING:
            raise Busy("Several messages of this conversation wait already; send this one after their answers.")
        self._waiting += 1
        try:
            async with self._lock:
                yield
        finally:
            self._waiting -= 1
