"""Messages are read each in the line of its length, so that long ones hold up their like alone."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from bot.conversation.callers import Turns, caller
from bot.errors import Crowded
from bot.reading.terms import Profile
from bot.reading.types import Reading, Turn

SHORT = 300
"""Characters up to which a message is read at once, whoever else's is: a few milliseconds."""
LENGTHY = 1_000
"""Characters from which on messages are read by a process of its own, where there is one."""
BUSY = 2
"""Messages of more than SHORT characters that are read or wait, from which on the next are read by it, too."""
WAITING, OF_ONE = 32, 8
"""Messages of more than SHORT characters that may be read or wait for it, and those of one caller; more are refused,
as their answers are made whether or not their senders wait."""

Read = Callable[[str, Sequence[Turn], Profile], Reading]


class Lines:
    """The lines of one process: of its short messages two of a caller's are read at once, of those of middling length
    one of anybody's is read or answered, and of long ones one is read beside it."""

    def __init__(self, read: Read, apart: Read | None = None) -> None:
        """apart: reads long messages, in a process of its own; None: they are read here."""
        self._here, self._apart = read, apart
        self._short, self._longer = Turns(), Turns()
        self._long = asyncio.Semaphore(1)
        self.computing = asyncio.Semaphore(1)
        """Held by whatever computes here for a text of more than SHORT characters: each thread that does takes a turn
        of the interpreter's lock from everybody's short answer, at each of its steps."""
        self._held = Counter[str]()

    async def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """The message's reading. Raises Crowded, and what reading it raises."""
        long = len(message) > (SHORT if self._held.total() >= BUSY else LENGTHY)
        read = self._apart if self._apart is not None and long else self._here
        async with self.turn(message, beside=read is self._apart):
            return await asyncio.to_thread(read, message, history, profile)

    @asynccontextmanager
    async def turn(self, text: str, beside: bool = False) -> AsyncIterator[None]:
        """The turn of a text among those of its length. beside: it is read by another process. Raises Crowded."""
        if len(text) <= SHORT:
            async with self._short.turn():
                yield
        else:
            with self._place(text):
                async with self._longer.turn(), self._long if beside else self.computing:
                    yield

    def check(self, text: str) -> None:
        """Raises Crowded where there is no room for a text of that length: before anything is kept of it."""
        if len(text) > SHORT and (self._held.total() >= WAITING or self._held[caller.get()] >= OF_ONE):
            raise Crowded("Several long messages are being read; send yours again in a moment, or a shorter one.")

    @contextmanager
    def _place(self, text: str) -> Iterator[None]:
        self.check(text)
        who = caller.get()
        self._held[who] += 1
        try:
            yield
        finally:
            self._held[who] -= 1
            if not self._held[who]:
                del self._held[who]
