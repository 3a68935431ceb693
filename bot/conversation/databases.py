"""Connections to SQLite and PostgreSQL, and what is said when one can't be had."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BadInput, NotFound, StoreUnavailable
from ingest.errors import with_extra

BUSY_MS = 10_000
UNASKED = 1.0
"""Seconds after its last use in which a connection is taken to live."""
REACHING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Of PostgreSQL: seconds (the last: milliseconds) after which a machine that vanished is given up."""
CROWDED = 0.1
"""Seconds after which a PostgreSQL without room for one more connection is asked again."""
ANSWERING = 20.0
"""Seconds that a transaction may take; a database that holds its connections and answers nothing counts as gone."""


class NoRoom(StoreUnavailable):
    """The disk is full, or a file may not grow."""


@asynccontextmanager
async def translated(named: str, *, patient: bool = False) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(None if patient else ANSWERING):
            yield
    except IntegrityError as error:
        if _orphaned(error):
            raise NotFound("There is no such conversation, or what belonged to it, any longer.") from error
        raise
    # sqlite3's own come where the driver is used without SQLAlchemy (a script of several steps).
    # A ValueError is a column's that holds what its kind can't be: a date of garbage.
    except (DBAPIError, PoolTimeout, TimeoutError, OSError, sqlite3.Error, ValueError) as error:
        if isinstance(error, ValueError) and not _damaged(error):
            raise
        # Whoever starts it is told the whole path; a visitor needs none of this machine's.
        where = named if patient else Path(named).name
        if said := _out_of_reach(error, where):
            raise StoreUnavailable(said) from error
        if _damaged(error):
            raise StoreUnavailable(
                f"The database of conversations is damaged ({where}, which PARLEY_DATABASE_URL names): stop Parley, "
                "put a backup in its place or move it away, with its -wal and -shm, and start again."
            ) from error
        if _full(error):
            raise NoRoom(
                "The database of conversations has no room left to write; nothing was changed, try again in a moment."
            ) from error
        kind = NoRoom if "disk i/o error" in str(getattr(error, "orig", error)).lower() else StoreUnavailable
        raise kind(
            "The database of conversations doesn't answer; nothing was changed, try again in a moment."
        ) from error


def _orphaned(error: IntegrityError) -> bool:
    """Whether a row was to belong to one that was deleted meanwhile."""
    return getattr(error.orig, "sqlstate", "") == "23503" or "foreign key" in str(error.orig).lower()


def _damaged(error: Exception) -> bool:
    """Whether SQLite can't make sense of its file."""
    said = str(getattr(error, "orig", error)).lower()
    return any(words in said for words in ("malformed", "not a database", "parse datetime", "isoformat"))


def _out_of_reach(error: Exception, where: str) -> str:
    """What to do where SQLite's file is another program's, or may not be opened or written; "" where it is neither."""
    said = str(getattr(error, "orig", error)).lower()
    if any(words in said for words in ("no such table", "no such column", "has no column named")):
        return _foreign(where)
    if "readonly database" in said or "unable to open database file" in said:
        return (
            f"The database of conversations ({where}, which PARLEY_DATABASE_URL names) can't be opened or written: "
            "give Parley's user the right to write it and its folder, or name another place."
        )
    return ""


def refuse_foreign(file: str | None) -> None:
    """Raises StoreUnavailable where SQLite's file is another program's, of which nothing is changed."""
    if not file or not Path(file).is_file():
        return
    with closing(sqlite3.connect(file)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not {"alembic_version", "conversations"} <= tables:
        raise StoreUnavailable(_foreign(file))


def _foreign(where: str) -> str:
    """What is said of a file that isn't Parley's."""
    return (
        f"The database of conversations ({where}, which PARLEY_DATABASE_URL names) is another program's file or was "
        "changed by one: name a file of Parley's own, or a new one, and start again."
    )


def _full(error: Exception) -> bool:
    """Whether the disk is full, as SQLite and PostgreSQL put it."""
    said = str(getattr(error, "orig", error)).lower()
    return "disk is full" in said or "no space left" in said or getattr(error.__cause__, "sqlstate", "") == "53100"


def open_engine(url: str) -> AsyncEngine:
    """The engine that reads, and writes what is seldom. Raises BadInput for an address of another kind
    and without the extra `postgres`."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        if _has_file(parsed):
            _create_private(Path(parsed.database or ""))
        engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"))
        _prepare_sqlite(engine.sync_engine)
        return engine
    if find_spec("psycopg") is None:
        raise BadInput("PARLEY_DATABASE_URL", "the package for PostgreSQL is not installed", with_extra("postgres"))
    engine = create_async_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, **_POOL)
    _wait_for_room(engine.sync_engine, lambda: sa.util.await_only(asyncio.sleep(CROWDED)))
    return engine


def lane_engine(url: str, threads: int) -> sa.Engine | None:
    """The engine of what is written with each message, for so many threads; None where the database is in memory."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        if not _has_file(parsed):
            return None
        engine = sa.create_engine(parsed.set(drivername="sqlite+pysqlite"), pool_size=1, max_overflow=0)
        _prepare_sqlite(engine, always="BEGIN IMMEDIATE")
        return engine
    pool = _POOL | {"max_overflow": max(threads - _POOL["pool_size"], 0)}
    engine = sa.create_engine(parsed.set(drivername="postgresql+psycopg"), **pool)
    _look_after_a_pause(engine)
    _wait_for_room(engine, lambda: time.sleep(CROWDED))
    return engine


_POOL: dict[str, Any] = {
    # Few are kept, and more are opened for a moment: PostgreSQL lets 97 in of its own accord, for all processes.
    "pool_size": 4,
    "max_overflow": 8,
    # Waited for rather than refused: a transaction takes milliseconds, and two hundred may come at once.
    "pool_timeout": ANSWERING - 2,
    "connect_args": REACHING,
}


def _parsed(url: str) -> sa.URL:
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise BadInput("PARLEY_DATABASE_URL", "it can't be read", "write sqlite:///file or postgresql://…") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadInput(
            "PARLEY_DATABASE_URL",
            f"{parsed.get_backend_name()!r} isn't a database that Parley keeps conversations in",
            "write sqlite:///file or postgresql://…",
        )
    return parsed


def _has_file(url: sa.URL) -> bool:
    return bool(url.database) and url.database != ":memory:"


def _look_after_a_pause(engine: sa.Engine) -> None:
    """Ask a connection whether it lives before it is used again, unless it was used a moment ago."""

    @sa.event.listens_for(engine, "checkin")
    def used(connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @sa.event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, proxy: object) -> None:
        if time.monotonic() - record.info.get("used", time.monotonic()) < UNASKED:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise sa.exc.DisconnectionError from error


def crowded(error: Exception) -> bool:
    """Whether PostgreSQL lets nobody more in; a refusal to connect comes without its code."""
    return any(words in str(error) for words in ("too many c", "connection slots"))


def _wait_for_room(engine: sa.Engine, pause: Callable[[], object]) -> None:
    """Wait where PostgreSQL has as many connections as it lets in: others' are given back in a while."""

    @sa.event.listens_for(engine, "do_connect")
    def connect(dialect: sa.Dialect, record: object, given: Any, named: Any) -> Any:
        until = time.monotonic() + _POOL["pool_timeout"]
        while True:
            try:
                return dialect.connect(*given, **named)
            except Exception as error:
                if not crowded(error) or time.monotonic() > until:
                    raise
            pause()


def _prepare_sqlite(engine: sa.Engine, always: str | None = None) -> None:
    """always: how every transaction begins; else as its connection's option `immediate` says."""

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        # No transactions begun by the driver: it would begin them deferred, and a deferred one that turns to
        # writing fails at once when another has written, whatever the busy timeout.
        connection.isolation_level = None
        cursor = connection.cursor()
        # Before anything is written: a file that is new shrinks when something is deleted.
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "auto_vacuum=INCREMENTAL",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            # What a statement keeps to undo itself needs no room on the disk.
            "temp_store=MEMORY",
        ):
            _set(cursor, pragma)
        # Deleted salaries are overwritten, not only unlinked.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql(always or ("BEGIN IMMEDIATE" if immediate else "BEGIN"))


def _set(cursor: Any, pragma: str) -> None:
    """Set what a connection keeps to. SQLite waits for nobody while it turns a new file to its write-ahead log."""
    for left in range(39, -1, -1):
        try:
            cursor.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
            time.sleep(0.05)


def _create_private(file: Path) -> None:
    """An empty file that only its owner reads, for what people say about their pay."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnavailable(
            f"The database {file} can't be written ({error.strerror}); name another place with PARLEY_DATABASE_URL."
        ) from error
