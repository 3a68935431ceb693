"""Writes as whole transactions in a thread: one hop for each, and on SQLite one commit for all that wait meanwhile."""

import asyncio
import queue
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.conversation.callers import caller

Made = TypeVar("Made")
Unit = Callable[[sa.Connection], Made]
"""What one transaction does: all of it is kept, or nothing. It may run twice, the first time in vain."""
_Asked = tuple[Unit[Any], asyncio.Future[Any], str]
"""A unit, who waits for it, and whose call it is of."""
_Done = tuple[Any, Exception | None]

TOGETHER = 64
"""Units that share a commit at most."""
OF_ONE = 16
"""Those of them that one caller's calls asked for: nobody waits for more of somebody else's than these."""
AT_ONCE = 8
"""Transactions that PostgreSQL is given at a time."""


AGAIN = 3
"""Times that a unit is tried again whose transaction PostgreSQL has undone, since another waited for it too."""
_CROSSED = ("40P01", "40001")
"""PostgreSQL's codes for a deadlock and for a transaction that can't be put in order with the others."""


def _crossed(error: Exception) -> bool:
    return getattr(getattr(error, "orig", None), "sqlstate", None) in _CROSSED


class _GivenUp(Exception):
    """Whoever asked for the unit waits no longer: nothing of it is kept."""


class Lane:
    """Runs units, each acknowledged once its commit is on the disk; one that is given up before is undone.

    turn: held while a group of units runs, where the database has one writer at a time (SQLite); None where each unit
    has a transaction of its own beside the others (PostgreSQL: units that shared one would lock each other's rows)."""

    def __init__(self, engine: sa.Engine, turn: AbstractAsyncContextManager[Any] | None) -> None:
        self._engine, self._turn = engine, turn
        self._threads = _Threads(1 if turn else AT_ONCE)
        self._waiting: list[_Asked] = []
        self._drain: asyncio.Task[None] | None = None

    async def do(self, unit: Unit[Made]) -> Made:
        """What the unit makes, once it is committed. Raises what it raises, and what the database does."""
        future: asyncio.Future[Made] = asyncio.get_running_loop().create_future()
        if self._turn is None:
            asked = unit, future, ""
            self._threads.run(lambda: [self._tried(asked)], lambda done: _answer([asked], done))
            return await future
        self._waiting.append((unit, future, caller.get()))
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._drained(self._turn))
        return await future

    async def close(self) -> None:
        """Wait for what is under way, and let the connections go."""
        if self._drain is not None:
            await asyncio.wait([self._drain])
        self._threads.end()
        self._engine.dispose()

    async def _drained(self, turn: AbstractAsyncContextManager[Any]) -> None:
        while self._waiting:
            async with turn:
                group, self._waiting = _next(self._waiting)
                over: asyncio.Future[list[_Done]] = asyncio.get_running_loop().create_future()
                self._threads.run(lambda group=group: self._together(group), over.set_result)  # type: ignore[misc]
                done = await over
            _answer(group, done)

    def _together(self, group: list[_Asked]) -> list[_Done]:
        """Each unit's value or error; one that fails undoes itself alone."""
        if len(group) > 1:
            # If one fails all of it is undone; whose fault it was is found one by one.
            with suppress(Exception):
                with self._engine.begin() as db:
                    values = [self._made(db, one) for one in group]
                return [(value, None) for value in values]
        return [self._tried(one) for one in group]

    def _tried(self, one: _Asked) -> _Done:
        for left in range(AGAIN, -1, -1):
            try:
                with self._engine.begin() as db:
                    value = self._made(db, one)
            except Exception as error:
                if not (left and _crossed(error)):
                    return None, error
            else:
                return value, None
        raise AssertionError("the last try returns")

    def _made(self, db: sa.Connection, one: _Asked) -> Any:
        unit, future, _ = one
        value = None if future.done() else unit(db)
        if future.done():
            raise _GivenUp
        return value


def _next(waiting: list[_Asked]) -> tuple[list[_Asked], list[_Asked]]:
    """Those whose turn it is, and the others, both in order."""
    group, left, own = list[_Asked](), list[_Asked](), Counter[str]()
    for one in waiting:
        who = one[2]
        now = len(group) < TOGETHER and (not who or own[who] < OF_ONE)
        (group if now else left).append(one)
        own[who] += now
    return group, left


def _answer(group: list[_Asked], done: list[_Done]) -> None:
    for (_, future, _), (value, error) in zip(group, done, strict=True):
        if future.done():
            continue
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)


class _Threads:
    """Threads that a process's end waits for no longer than for its database."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._started = False

    def run(self, work: Callable[[], list[_Done]], told: Callable[[list[_Done]], object]) -> None:
        """Do the work in a thread, then tell the event loop that asked for it."""
        if not self._started:
            self._started = True
            for _ in range(self._count):
                threading.Thread(target=self._live, name="writing", daemon=True).start()
        loop = asyncio.get_running_loop()

        def job() -> None:
            done = work()
            # The loop has ended where nobody waits any more.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(told, done)

        self._asked.put(job)

    def end(self) -> None:
        """Let the threads end after what they are at."""
        for _ in range(self._count if self._started else 0):
            self._asked.put(None)

    def _live(self) -> None:
        while (job := self._asked.get()) is not None:
            job()
            # While a thread waits, it holds nothing of what anybody said.
            del job
