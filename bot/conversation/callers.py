"""Work that holds up others, in turns: who asks for much of it waits for their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from contextvars import ContextVar
from weakref import WeakValueDictionary

caller: ContextVar[str] = ContextVar("caller", default="")
"""Whose call is answered, by its address; "" where the channel knows none."""
OF_ONE = 2
"""How much work of one caller goes on at once."""


class Turns:
    """At most OF_ONE pieces of work of one caller go on at once, and at most so many of all; the others wait in order.
    One caller's hundred pieces are thus never in front of another's first, but for OF_ONE of them."""

    def __init__(self, at_once: int | None = None) -> None:
        self._all = asyncio.Semaphore(at_once) if at_once else None
        self._own: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """The caller's turn."""
        who = caller.get()
        own = self._own.setdefault(who, asyncio.Semaphore(OF_ONE)) if who else nullcontext()
        async with own, self._all or nullcontext():
            yield
