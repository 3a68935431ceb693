"""Writes as whole transactions in a thread: one hop for each, and on SQLite one commit for all that wait meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

import sqlalchemy as sa

Made = TypeVar("Made")
Unit = Callable[[sa.Connection], Made]
"""What one transaction does: all of it is kept, or nothing. It may run twice, the first time in vain."""

TOGETHER = 64
"""Units that share a commit at most."""
AT_ONCE = 8
"""Transactions that PostgreSQL is given at a time."""


class Lane:
    """Runs units, each acknowledged once its commit is on the disk.

    turn: held while a group of units runs, where the database has one writer at a time (SQLite); None where each unit
    has a transaction of its own beside the others (PostgreSQL: units that shared one would lock each other's rows)."""

    def __init__(self, engine: sa.Engine, turn: AbstractAsyncContextManager[Any] | None) -> None:
        self._engine, self._turn = engine, turn
        self._threads = ThreadPoolExecutor(1 if turn else AT_ONCE, "writing")
        self._waiting: list[tuple[Unit[Any], asyncio.Future[Any]]] = []
        self._drain: asyncio.Task[None] | None = None

    async def do(self, unit: Unit[Made]) -> Made:
        """What the unit makes, once it is committed. Raises what it raises, and what the database does."""
        loop = asyncio.get_running_loop()
        if self._turn is None:
            return await loop.run_in_executor(self._threads, self._alone, unit)
        future: asyncio.Future[Made] = loop.create_future()
        self._waiting.append((unit, future))
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._drained(self._turn))
        return await future

    async def close(self) -> None:
        """Wait for what is under way, and let the connections go."""
        if self._drain is not None:
            await asyncio.wait([self._drain])
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    async def _drained(self, turn: AbstractAsyncContextManager[Any]) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            async with turn:
                group, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
                # Whoever gave up before its turn came has nothing kept.
                group = [one for one in group if not one[1].done()]
                made = await loop.run_in_executor(self._threads, self._together, [unit for unit, _ in group])
            for (_, future), (value, error) in zip(group, made, strict=True):
                if future.done():
                    continue
                if error is not None:
                    future.set_exception(error)
                else:
                    future.set_result(value)

    def _together(self, units: list[Unit[Any]]) -> list[tuple[Any, Exception | None]]:
        """Each unit's value or error; one that fails undoes itself alone."""
        if len(units) > 1:
            try:
                with self._engine.begin() as db:
                    values = [unit(db) for unit in units]
                return [(value, None) for value in values]
            except Exception:
                # All of it is undone; whose fault it was is found one by one.
                pass
        return [self._tried(unit) for unit in units]

    def _tried(self, unit: Unit[Any]) -> tuple[Any, Exception | None]:
        try:
            return self._alone(unit), None
        except Exception as error:
            return None, error

    def _alone(self, unit: Unit[Made]) -> Made:
        with self._engine.begin() as db:
            return unit(db)
