"""Conversations, messages, feedback and practices in SQLite or PostgreSQL: one schema, one set of queries."""

import asyncio
import hmac
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import transactions
from bot.conversation.databases import BUSY_MS, NoRoom, lane_engine, open_engine, refuse_foreign, translated
from bot.conversation.lane import AT_ONCE, Lane, Unit
from bot.conversation.reserve import Reserve
from bot.conversation.rows import (
    LEASE,
    Begun,
    ComplaintRow,
    Conversation,
    GapRow,
    MessageRow,
    PracticeRow,
    State,
    Utc,
    as_row,
    conversations,
    feedback,
    fields_of,
    gap_askers,
    gaps,
    hashed,
    keys,
    messages,
    metadata,
    new_id,
    practices,
)
from bot.conversation.transactions import BUSY, LONGEST_PROFILE, Sent, Unusual, with_feedback
from bot.errors import BadInput, Busy, Forbidden, NotFound, StoreUnavailable

__all__ = [
    "LEASE", "LONGEST_PROFILE", "Begun", "ComplaintRow", "Conversation", "GapRow", "MessageRow", "PracticeRow", "State",
    "Store", "Utc", "conversations", "hashed", "messages", "metadata", "new_id",
]  # fmt: skip

GIVEN_BACK = 20_000
"""Pages of SQLite's file that are given back at a time: 80 MB."""
LONGEST_COUNTED = 150_000
"""Characters of a practice that is counted among everybody's: twice those of thirty lines."""
MIGRATION_LOCK = 7_275_539
_NEW = conversations.insert()
Made = TypeVar("Made")


class Store:
    """The database of conversations. Every method is one short transaction; StoreUnavailable when it can't be had."""

    def __init__(self, url: str) -> None:
        """url: "sqlite:///file", "sqlite://" (in memory) or "postgresql://user:password@host/name"."""
        self._engine = open_engine(url)
        self._named = self._engine.url.database or "in memory"
        here = self._engine.dialect.name == "sqlite"
        self._reserve = Reserve(self._engine.url.database if here else None)
        self._writing = self._engine.execution_options(immediate=True)
        # SQLite has one writer at a time. Those of one process queue here; in SQLite they would poll for their turn,
        # in no order, until some had waited too long.
        turn = asyncio.Lock() if here else None
        self._turn = turn or nullcontext()
        beside = lane_engine(url, AT_ONCE)
        self._lane = Lane(beside, turn) if beside else None
        self._unscrubbed = False

    async def open(self) -> None:
        """Bring the schema up to date; safe when several replicas start at once."""
        if self._engine.dialect.name == "sqlite":
            async with translated(self._named, patient=True):
                await asyncio.to_thread(refuse_foreign, self._engine.url.database)
            await self._let_it_shrink()
            await asyncio.to_thread(self._reserve.hold)
        async with self.write(patient=True) as db:
            if db.dialect.name == "postgresql":
                await db.execute(sa.text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            await db.run_sync(_upgrade)

    async def _let_it_shrink(self) -> None:
        """Once for a file of an older release: without this it keeps the size that it once had."""
        shrinking = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        async with translated(self._named, patient=True), shrinking.connect() as db:
            if not (await db.exec_driver_sql("PRAGMA auto_vacuum")).scalar():
                await _to_its_end(db, "PRAGMA auto_vacuum=INCREMENTAL; VACUUM")

    async def close(self) -> None:
        if self._lane is not None:
            await self._lane.close()
        await self._engine.dispose()

    async def ping(self) -> None:
        """Raises StoreUnavailable when the database doesn't answer."""
        async with self.read() as db:
            await db.execute(sa.select(1))

    # Conversations

    async def create(
        self, channel: str, now: datetime, token_hours: int, *, key: str | None = None, owner: str | None = None
    ) -> tuple[Conversation, str]:
        """A new conversation and its token, which is nowhere else: only its hash is kept."""
        token = secrets.token_urlsafe(32)
        row = Conversation(new_id(), channel, key, owner, "{}", None, now, now, now + timedelta(hours=token_hours))
        values = {**fields_of(row), "token_hash": hashed(token), "size": 0, "version": 0}
        await self.do(lambda db: db.execute(_NEW, values))
        return row, token

    async def conversation(self, id: str) -> Conversation:
        """Raises NotFound."""
        async with self.read() as db:
            return await _conversation(db, conversations.c.id == id)

    async def by_key(self, key: str) -> Conversation | None:
        """The conversation that a channel knows by this key."""
        async with self.read() as db:
            try:
                return await _conversation(db, conversations.c.key == key)
            except NotFound:
                return None

    async def opened(self, id: str, token: str, now: datetime) -> Conversation:
        """The conversation that this token opens.

        Raises NotFound for a wrong id and a wrong token alike, so that neither tells what exists; Forbidden
        for the right token when it has expired."""
        async with self.read() as db:
            found = (await db.execute(sa.select(conversations).where(conversations.c.id == id))).mappings().first()
            kept = [found["token_hash"] if found else hashed("")]
            if found and found["owner"]:
                kept += await db.scalars(sa.select(keys.c.token_hash).where(keys.c.owner == found["owner"]))
        if not any([hmac.compare_digest(one, hashed(token)) for one in kept]) or found is None:
            raise NotFound("There is no such conversation, or the token isn't its own.")
        row = as_row(Conversation, found)
        if row.expires_at <= now:
            raise Forbidden("The conversation's token has expired; open a new conversation.")
        return row

    async def owned(self, owner: str, limit: int = 20) -> tuple[Conversation, ...]:
        """A person's conversations, the last used first."""
        wanted = conversations.select().where(conversations.c.owner == owner)
        async with self.read() as db:
            found = await db.execute(wanted.order_by(conversations.c.active_at.desc()).limit(limit))
        return tuple(as_row(Conversation, row) for row in found.mappings())

    async def ids_of(self, owner: str) -> tuple[str, ...]:
        """The ids of all of a person's conversations."""
        async with self.read() as db:
            return tuple(await db.scalars(sa.select(conversations.c.id).where(conversations.c.owner == owner)))

    async def set_profile(self, id: str, profile: str) -> None:
        """Raises NotFound; BadInput for more than anybody has to say of themselves."""
        if len(profile) > LONGEST_PROFILE:
            raise BadInput("profile", f"it has {len(profile):,} characters", f"send at most {LONGEST_PROFILE:,}")
        async with self.write() as db:
            done = await db.execute(conversations.update().where(conversations.c.id == id).values(profile=profile))
        if not done.rowcount:
            raise NotFound("There is no such conversation.")

    async def delete(self, id: str) -> bool:
        """Delete a conversation and all that belongs to it; False when there is none."""
        return bool(await self._delete(conversations.c.id == id))

    async def delete_owned(self, owner: str) -> int:
        """Delete all of a person's conversations; how many there were."""
        return await self._delete(conversations.c.owner == owner)

    async def _delete(self, which: sa.ColumnElement[bool]) -> int:
        """Delete conversations, piece by piece in the reserve's room where the disk is full; how many there were."""
        try:
            gone = await self.do(lambda db: db.execute(conversations.delete().where(which)).rowcount)
        except NoRoom:
            await asyncio.to_thread(self._reserve.give)
            async with self.read() as db:
                ids = list((await db.execute(sa.select(conversations.c.id).where(which))).scalars())
            for id in ids:
                await self._delete_in_pieces(id)
            gone = len(ids)
        await self._scrub()
        await asyncio.to_thread(self._reserve.hold)
        return gone

    async def _delete_in_pieces(self, id: str) -> None:
        await self._scrub()
        for table, most in ((messages, 10), (practices, 1)):
            some = sa.select(table.c.id).where(table.c.conversation_id == id).limit(most)
            left = True
            while left:
                async with self.write() as db:
                    left = bool((await db.execute(table.delete().where(table.c.id.in_(some)))).rowcount)
                await self._scrub()
        async with self.write() as db:
            await db.execute(conversations.delete().where(conversations.c.id == id))

    async def delete_before(self, moment: datetime) -> int:
        """Delete conversations last used before moment, and what was asked in vain before it; how many there were."""
        old = conversations.c.active_at < moment
        gone = await self._delete(old) if await self._any(old) else 0
        async with self.write(patient=True) as db:
            await db.execute(gaps.delete().where(gaps.c.day < moment.date()))
            await db.execute(gap_askers.delete().where(gap_askers.c.day < moment.date()))
        # Without a deletion too: another replica may have deleted what this one's memory still holds.
        self._engine.clear_compiled_cache()
        if self._unscrubbed:
            await self._scrub()
        return gone

    async def _any(self, which: sa.ColumnElement[bool]) -> bool:
        async with self.read(patient=True) as db:
            return (await db.execute(sa.select(conversations.c.id).where(which).limit(1))).first() is not None

    async def newest(self, before: datetime) -> datetime | None:
        """When a conversation was last used that was last used before a moment; None when there is none."""
        wanted = sa.select(conversations.c.active_at).where(conversations.c.active_at < before)
        async with self.read() as db:
            return (await db.execute(wanted.order_by(conversations.c.active_at.desc()).limit(1))).scalar()

    # Messages

    async def begin(
        self, conversation_id: str, text: str, client_id: str | None, now: datetime, token_hours: int,
        *, replaces: str | None = None,
    ) -> Begun:  # fmt: skip
        """Keep the user's message and a place for its reply, before any work.

        replaces: the last message or its reply; both are deleted, and what was known of the user before stands
        again. Raises BadInput where it is another message, or was said in a practice.

        With a client_id seen before, it is the same message: its reply is returned, or begun again where it
        failed. Raises NotFound; Busy while another reply is under way; BadInput when the client_id was used
        for other words."""
        sent = Sent(conversation_id, text, client_id, now, token_hours, replaces)
        try:
            try:
                return await self.do(lambda db: transactions.begin(db, sent))
            except Unusual:
                return await self.do(lambda db: transactions.begin_unusual(db, sent))
        except IntegrityError as error:
            raise Busy(BUSY) from error

    async def take_back(self, conversation_id: str, message_id: str) -> None:
        """Delete a message of the user's with its reply. Of the last one, what it told goes too; what an earlier one
        told is part of what is known since, and can be forgotten in the profile. Raises NotFound, BadInput."""
        await self.do(lambda db: transactions.take_one_back(db, conversation_id, message_id))
        await self._scrub()

    async def renew(self, message_id: str, now: datetime) -> bool:
        """Say that the reply is still being made; True when somebody asked to stop it (or deleted it)."""
        async with self.write() as db:
            renewed = messages.update().where(messages.c.id == message_id).values(lease_until=now + LEASE)
            row = (await db.execute(renewed.returning(messages.c.stop))).first()
        return row is None or bool(row.stop)

    async def ask_to_stop(self, message_id: str) -> None:
        async with self.write() as db:
            await db.execute(messages.update().where(messages.c.id == message_id).values(stop=True))

    async def finish(
        self,
        message_id: str,
        state: State,
        *,
        answer: str | None = None,
        question: str | None = None,
        profile: str | None = None,
        practice: PracticeRow | None = None,
        now: datetime | None = None,
        events: int = 0,
        failure: str | None = None,
    ) -> int | None:
        """Keep a reply as it ended, with what it changed in its conversation, at once or not at all.

        The conversation's version from now on; None, and nothing is kept, when it was deleted. Raises Busy when the
        practice changed meanwhile."""
        with suppress(NotFound):
            return await self.do(
                lambda db: transactions.finish(
                    db, message_id, state, answer=answer, question=question, profile=profile, practice=practice,
                    now=now, events=events, failure=failure,
                )
            )  # fmt: skip
        return None

    async def messages(self, conversation_id: str, newest: int | None = None) -> tuple[MessageRow, ...]:
        """A conversation's messages in order, with their feedback; newest: only so many of the last."""
        of_it = with_feedback(messages.c.conversation_id == conversation_id)
        async with self.read() as db:
            found = await db.execute(of_it.order_by(messages.c.number.desc()).limit(newest))
        return tuple(as_row(MessageRow, row) for row in reversed(found.mappings().all()))

    async def page(self, conversation_id: str, after: int, limit: int) -> tuple[MessageRow, ...]:
        """The conversation's next messages in order, those numbered above after."""
        of_it = with_feedback(sa.and_(messages.c.conversation_id == conversation_id, messages.c.number > after))
        async with self.read() as db:
            found = await db.execute(of_it.order_by(messages.c.number).limit(limit))
        return tuple(as_row(MessageRow, row) for row in found.mappings())

    async def message(self, conversation_id: str, message_id: str) -> MessageRow:
        """Raises NotFound."""
        async with self.read() as db:
            return await _message(
                db, sa.and_(messages.c.conversation_id == conversation_id, messages.c.id == message_id)
            )

    async def rate(
        self, conversation_id: str, message_id: str, rating: Literal["up", "down"], reason: str | None, now: datetime
    ) -> None:
        """Keep feedback on a reply; the later one counts. Raises NotFound."""
        async with self.write() as db:
            this = sa.and_(messages.c.conversation_id == conversation_id, messages.c.id == message_id)
            if (await _message(db, this)).role != "assistant":
                raise NotFound("Only a reply takes feedback, and this message is the user's.")
            await db.execute(feedback.delete().where(feedback.c.message_id == message_id))
            await db.execute(
                feedback.insert().values(message_id=message_id, rating=rating, reason=reason, created_at=now)
            )

    # Practices

    async def practice(self, conversation_id: str, id: str) -> PracticeRow:
        """Raises NotFound."""
        found = await self._practice(practices.c.conversation_id == conversation_id, practices.c.id == id)
        if found is None:
            raise NotFound("There is no such practice in this conversation.")
        return found

    async def latest_practice(self, conversation_id: str) -> PracticeRow | None:
        """The practice of the conversation that was played last, ended or not."""
        return await self._practice(practices.c.conversation_id == conversation_id)

    async def ended_practices(self, conversation_id: str, newest: int) -> tuple[PracticeRow, ...]:
        """So many of the conversation's practices that ended last, oldest first: a hundred may be a hundred million
        characters."""
        ended = practices.c.conversation_id == conversation_id, practices.c.status == "ended"
        wanted = practices.select().where(*ended).order_by(practices.c.created_at.desc()).limit(newest)
        async with self.read() as db:
            found = await db.execute(wanted)
        return tuple(as_row(PracticeRow, row) for row in reversed(found.mappings().all()))

    async def everybodys_practices(self, limit: int = 400) -> AsyncIterator[tuple[str, str]]:
        """(person, state) of the last ended practices of all, the oldest first, each fetched when it is asked for; a
        person is a conversation where the channel knows no more. Those of more than LONGEST_COUNTED are left out."""
        person = sa.func.coalesce(conversations.c.owner, conversations.c.id)
        wanted = (
            sa.select(person, practices.c.id)
            .join_from(practices, conversations, practices.c.conversation_id == conversations.c.id)
            .where(practices.c.status == "ended", sa.func.length(practices.c.state) <= LONGEST_COUNTED)
            .order_by(practices.c.created_at.desc()).limit(limit)
        )  # fmt: skip
        async with self.read() as db:
            found = (await db.execute(wanted)).all()
        for who, id in reversed(found):
            # One that was deleted meanwhile is passed over.
            if (row := await self._practice(practices.c.id == id)) is not None:
                yield str(who), row.state

    async def save_practice(self, conversation_id: str, practice: PracticeRow, now: datetime) -> None:
        """Keep a practice's next state, practice.version being the one it was read at: Busy when it changed since.

        An active one is pinned to its conversation, an ended one unpinned."""

        def kept(db: sa.Connection) -> None:
            transactions.save_practice(db, conversation_id, practice, now)
            transactions.changed(db, conversation_id)

        await self.do(kept)

    async def _practice(self, *which: sa.ColumnElement[bool]) -> PracticeRow | None:
        wanted = practices.select().where(*which).order_by(practices.c.updated_at.desc()).limit(1)
        async with self.read() as db:
            found = (await db.execute(wanted)).mappings().first()
        return as_row(PracticeRow, found) if found else None

    # Connections

    async def do(self, unit: Unit[Made]) -> Made:
        """What one transaction makes that is written with every message; it is committed then."""
        if self._lane is None:
            async with self.write() as db:
                return await db.run_sync(unit)
        async with translated(self._named):
            return await self._lane.do(unit)

    async def _scrub(self) -> None:
        """Give back the room of what was deleted, and empty SQLite's write-ahead log, where it would stay readable.

        A reader of before holds the log up: it is tried again, now a few times, and after that with each clean-up."""
        # A statement that was compiled once keeps the values that it was made with: people's words.
        self._engine.clear_compiled_cache()
        if self._engine.dialect.name != "sqlite":
            return
        # What was deleted is deleted already: that its traces aren't gone yet is no failure of it.
        self._unscrubbed = True
        with suppress(StoreUnavailable):
            async with (
                translated(self._named),
                self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as db,
            ):
                try:
                    await db.exec_driver_sql("PRAGMA busy_timeout=300")
                    # In its turn: beside another deletion of this process neither would come to its end.
                    async with self._turn:
                        # First: giving back room takes some of the log's.
                        await db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                        await _to_its_end(db, f"PRAGMA incremental_vacuum({GIVEN_BACK})")
                    for pause in (0.1, 0.5, 0.0):
                        self._unscrubbed = bool((await db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).scalar())
                        if not self._unscrubbed:
                            break
                        await asyncio.sleep(pause)
                finally:
                    await db.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")

    @asynccontextmanager
    async def read(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction that reads, for what a channel keeps in tables of its own. patient: as for write."""
        async with translated(self._named, patient=patient), self._engine.connect() as db:
            yield db

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes. Raises IntegrityError as it comes.

        patient: it may take as long as it needs, as nobody waits for it (a migration, a great deletion)."""
        async with translated(self._named, patient=patient), self._turn, self._writing.begin() as db:
            yield db


async def _to_its_end(db: AsyncConnection, script: str) -> None:
    """Run what gives no rows and still has many steps; the driver's execute takes the first alone."""
    raw: Any = (await db.get_raw_connection()).driver_connection
    await raw.executescript(script)


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def _conversation(db: AsyncConnection, which: sa.ColumnElement[bool]) -> Conversation:
    found = (await db.execute(conversations.select().where(which))).mappings().first()
    if found is None:
        raise NotFound("There is no such conversation.")
    return as_row(Conversation, found)


async def _message(db: AsyncConnection, which: sa.ColumnElement[bool]) -> MessageRow:
    return await db.run_sync(transactions.message, which)
