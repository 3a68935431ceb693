"""Counts of calls: in memory, in a file that the processes of one machine share and that lives as long as they, or in
a Redis that replicas share."""

import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial
from math import floor
from typing import TypeVar

from limits import RateLimitItem
from limits.aio.storage.base import SlidingWindowCounterSupport, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage.base import TimestampedSlidingWindow
from limits.util import WindowStats

log = logging.getLogger(__name__)

T = TypeVar("T")

HERE = "async+file://:memory:"
"""A file of no other process's, in memory."""
SWEPT = 60.0
"""Seconds between looks for counts that no window needs any more."""

AGAIN = 10.0
"""Seconds after which a storage that couldn't be reached is tried again: one that hangs takes a call three."""


class ElsewhereCounts(SlidingWindowCounterRateLimiter):
    """Counts in a storage over the network, and in this process while that can't be reached: a call that can't be
    counted there is answered, and an address that calls too often still refused."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage)
        self._here, self._away = SlidingWindowCounterRateLimiter(FileStorage(HERE)), 0.0

    async def hit(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Count a call, unless it would be one too many."""
        return await self._reached(
            partial(super().hit, item, *identifiers, cost=cost), partial(self._here.hit, item, *identifiers, cost=cost)
        )

    async def test(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Whether a call wouldn't be one too many."""
        return await self._reached(
            partial(super().test, item, *identifiers, cost=cost),
            partial(self._here.test, item, *identifiers, cost=cost),
        )

    async def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """What is left, and until when."""
        return await self._reached(
            partial(super().get_window_stats, item, *identifiers),
            partial(self._here.get_window_stats, item, *identifiers),
        )

    async def _reached(self, there: Callable[[], Awaitable[T]], here: Callable[[], Awaitable[T]]) -> T:
        if time.monotonic() >= self._away:
            try:
                return await there()
            # Each kind of storage has errors of its own.
            except Exception as error:
                self._away = time.monotonic() + AGAIN
                log.warning("PARLEY_RATE_STORAGE can't be reached (%s): this process counts for itself", error)
        return await here()


class FileStorage(Storage, SlidingWindowCounterSupport, TimestampedSlidingWindow):
    """A storage of `limits` for its sliding windows, by the address "async+file:///path".

    SQLite without waiting for the disk: a count that a power cut loses harms nobody, and a call takes some 50 µs."""

    STORAGE_SCHEME = ["async+file"]  # noqa: RUF012 - as `limits` has it

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._db = sqlite3.connect(uri.removeprefix("async+file://"), isolation_level=None, timeout=5)
        self._swept = 0.0
        # What no other process reaches needs no transaction: nothing here is waited for between two statements.
        self._together = "" if uri == HERE else "BEGIN IMMEDIATE", "" if uri == HERE else "COMMIT"
        for statement in (
            "PRAGMA journal_mode=MEMORY",
            "PRAGMA synchronous=OFF",
            "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER, until REAL) WITHOUT ROWID",
        ):
            self._db.execute(statement)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What it may raise."""
        return sqlite3.Error

    async def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count so many calls, unless they would be too many; one process at a time."""
        if amount > limit:
            return False
        now = time.time()
        previous, current = self.sliding_window_keys(key, expiry, now)
        self._db.execute(self._together[0])
        try:
            counts = self._counts(previous, current, now)
            weighted = counts[0] * self._left(expiry, now) / expiry + counts[1]
            fits = floor(weighted) + amount <= limit
            if fits:
                self._db.execute(
                    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET count = excluded.count,"
                    " until = excluded.until",
                    (current, counts[1] + amount, now + 2 * expiry),
                )
        finally:
            self._db.execute(self._together[1])
        if now - self._swept > SWEPT:
            self._swept = now
            self._db.execute("DELETE FROM counts WHERE until < ?", (now,))
        return fits

    async def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """The count of the window before and the seconds it still counts; that of this one and when it ends."""
        now = time.time()
        previous, current = self._counts(*self.sliding_window_keys(key, expiry, now), now)
        left = self._left(expiry, now)
        return previous, left if previous else 0.0, current, (1 - (now / expiry) % 1) * expiry + expiry

    async def clear_sliding_window(self, key: str, expiry: int) -> None:
        """Forget what was counted."""
        for one in self.sliding_window_keys(key, expiry, time.time()):
            await self.clear(one)

    def _counts(self, previous: str, current: str, now: float) -> tuple[int, int]:
        rows = self._db.execute(
            "SELECT key, count FROM counts WHERE key IN (?, ?) AND until > ?", (previous, current, now)
        )
        found = dict(rows.fetchall())
        return found.get(previous, 0), found.get(current, 0)

    @staticmethod
    def _left(expiry: int, now: float) -> float:
        """Seconds that the window before still counts."""
        return (1 - ((now - expiry) / expiry) % 1) * expiry

    async def get(self, key: str) -> int:
        """A count."""
        row = self._db.execute("SELECT count FROM counts WHERE key = ? AND until > ?", (key, time.time())).fetchone()
        return int(row[0]) if row else 0

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count more; what it comes to."""
        with closing(
            self._db.execute(
                "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET count = count + excluded.count"
                " RETURNING count",
                (key, amount, time.time() + expiry),
            )
        ) as done:
            return int(done.fetchone()[0])

    async def get_expiry(self, key: str) -> float:
        """When a count ends."""
        row = self._db.execute("SELECT until FROM counts WHERE key = ?", (key,)).fetchone()
        return float(row[0]) if row else time.time()

    async def check(self) -> bool:
        """Whether the file can be used."""
        return bool(self._db.execute("SELECT 1").fetchone())

    async def reset(self) -> int | None:
        """Forget every count; how many there were."""
        return self._db.execute("DELETE FROM counts").rowcount

    async def clear(self, key: str) -> None:
        """Forget a count."""
        self._db.execute("DELETE FROM counts WHERE key = ?", (key,))
