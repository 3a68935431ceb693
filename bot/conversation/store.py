"""Conversations, messages, feedback and practices in SQLite or PostgreSQL: one schema, one set of queries."""

import asyncio
import hashlib
import hmac
import os
import secrets
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.conversation.reserve import Reserve
from bot.errors import BadInput, Busy, Forbidden, NotFound, StoreUnavailable

State = Literal["done", "running", "stopped", "failed", "interrupted"]
"""Of a message. running: a reply is being made. interrupted: its process died before it was finished."""

LEASE = timedelta(seconds=15)
"""How long a reply under way is believed to be alive without word from the process that makes it."""

BUSY = "Another message of this conversation is being answered; send this one again after it."
BUSY_MS = 10_000
GIVEN_BACK = 20_000
"""Pages of SQLite's file that are given back at a time: 80 MB."""
REACHING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Of PostgreSQL: seconds (the last: milliseconds) after which a machine that vanished is given up."""
ANSWERING = 20.0
"""Seconds that a transaction may take; a database that holds its connections and answers nothing counts as gone."""
MOST_MESSAGES = 1_000
"""Messages of a conversation, replies among them; a person who talks all day comes to some two hundred."""
MOST_HELD = 20_000_000
"""Characters that a conversation's messages and replies may come to."""
MOST_PRACTICES = 100
LONGEST_PROFILE = 64_000
"""Characters of a profile as JSON."""
ASKERS = 5
"""Conversations that must have asked for a name that no lexicon knows before it is kept."""
Row = TypeVar("Row")
MIGRATION_LOCK = 7_275_539


class Utc(sa.types.TypeDecorator[datetime]):
    """A moment with its zone on both databases; SQLite forgets zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = sa.MetaData()

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("token_hash", sa.String(64)),
    sa.Column("channel", sa.String(16)),
    sa.Column("key", sa.String(200)),
    sa.Column("owner", sa.String(200)),
    sa.Column("profile", sa.Text),
    sa.Column("practice_id", sa.String(32)),
    sa.Column("created_at", Utc),
    sa.Column("active_at", Utc),
    sa.Column("expires_at", Utc),
    sa.Column("size", sa.BigInteger),
)
messages = sa.Table(
    "messages",
    metadata,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("id", sa.String(32)),
    sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    sa.Column("role", sa.String(9)),
    sa.Column("text", sa.Text),
    sa.Column("client_id", sa.String(100)),
    sa.Column("reply_to", sa.String(32)),
    sa.Column("state", sa.String(11)),
    sa.Column("answer", sa.Text),
    sa.Column("question", sa.Text),
    sa.Column("events", sa.Integer),
    sa.Column("stop", sa.Boolean),
    sa.Column("lease_until", Utc),
    sa.Column("created_at", Utc),
    sa.Column("failure", sa.Text),
    sa.Column("known_before", sa.Text),
    sa.Column("known_after", sa.String(64)),
)
feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("message_id", sa.String(32), sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("rating", sa.String(4)),
    sa.Column("reason", sa.Text),
    sa.Column("created_at", Utc),
)
gaps = sa.Table(
    "gaps",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("phrase", sa.String(60), primary_key=True),
    sa.Column("company", sa.String(100), primary_key=True),
    sa.Column("times", sa.Integer),
)
gap_askers = sa.Table(
    "gap_askers",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column(
        "conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("day", sa.Date),
)
practices = sa.Table(
    "practices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    sa.Column("status", sa.String(8)),
    sa.Column("state", sa.Text),
    sa.Column("version", sa.Integer),
    sa.Column("created_at", Utc),
    sa.Column("updated_at", Utc),
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's row. profile: JSON of bot.knowledge.offer.Profile. key, owner: what a channel knows it and its
    person by (a Slack thread, a Slack user); None for conversations that a token opens."""

    id: str
    channel: str
    key: str | None
    owner: str | None
    profile: str
    practice_id: str | None
    created_at: datetime
    active_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message's row. text is the user's; answer (JSON of bot.answer.Answer) and question the assistant's.

    events: how many events its stream had, Done included. failure: JSON {code, text, retry}."""

    id: str
    role: Literal["user", "assistant"]
    text: str | None
    reply_to: str | None
    state: State
    answer: str | None
    question: str | None
    events: int
    stop: bool
    created_at: datetime
    lease_until: datetime | None
    failure: str | None
    rating: Literal["up", "down"] | None = None
    reason: str | None = None

    def alive(self, now: datetime) -> bool:
        """True while the process that makes this reply is believed to live.

        A lease further off than any process gives itself is from before the clock was set back."""
        return self.state == "running" and self.lease_until is not None and now < self.lease_until <= now + 2 * LEASE


@dataclass(frozen=True, slots=True)
class Gap:
    """Something asked about that the guides don't hold: kind (company, role, region, level, figure) and its name.

    company: the slug of the company it was asked of, where the guides know it, else ""."""

    kind: str
    phrase: str
    company: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Complaint:
    """A thumbs-down, with the answer it was on (JSON of bot.answer.Answer)."""

    reason: str | None
    answer: str
    at: date


@dataclass(frozen=True, slots=True)
class Begun:
    """A reply to make (fresh) or one that is there already, under way or finished (not fresh)."""

    user_id: str
    message_id: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice's row; state is bot.practice's JSON, version counts its changes: 0 is one not kept yet."""

    id: str
    status: Literal["active", "ended"]
    state: str
    version: int = 0


def new_id() -> str:
    """An id for a row: 32 hex digits, random, no secret."""
    return uuid.uuid4().hex


def hashed(token: str) -> str:
    """A token as kept at rest. It has 256 random bits, so that a plain SHA-256 can't be guessed backwards."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class NoRoom(StoreUnavailable):
    """The disk is full, or a file may not grow."""


class Store:
    """The database of conversations. Every method is one short transaction; StoreUnavailable when it can't be had."""

    def __init__(self, url: str) -> None:
        """url: "sqlite:///file", "sqlite://" (in memory) or "postgresql://user:password@host/name"."""
        self._engine = _engine(url)
        self._named = self._engine.url.database or "in memory"
        self._reserve = Reserve(self._engine.url.database if self._engine.dialect.name == "sqlite" else None)
        self._writing = self._engine.execution_options(immediate=True)
        # SQLite has one writer at a time. Those of one process queue here; in SQLite they would poll for their turn,
        # in no order, until some had waited too long.
        self._turn = asyncio.Lock() if self._engine.dialect.name == "sqlite" else nullcontext()
        self._unscrubbed = False

    async def open(self) -> None:
        """Bring the schema up to date; safe when several replicas start at once."""
        if self._engine.dialect.name == "sqlite":
            await self._let_it_shrink()
            await asyncio.to_thread(self._reserve.hold)
        async with self.write(patient=True) as db:
            if db.dialect.name == "postgresql":
                await db.execute(sa.text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            await db.run_sync(_upgrade)

    async def _let_it_shrink(self) -> None:
        """Once for a file of an older release: without this it keeps the size that it once had."""
        shrinking = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        async with _translated(self._named, patient=True), shrinking.connect() as db:
            if not (await db.exec_driver_sql("PRAGMA auto_vacuum")).scalar():
                await _to_its_end(db, "PRAGMA auto_vacuum=INCREMENTAL; VACUUM")

    async def close(self) -> None:
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
        async with self.write() as db:
            await db.execute(conversations.insert().values(**_fields(row), token_hash=hashed(token)))
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
        kept = found["token_hash"] if found else hashed("")
        if not hmac.compare_digest(kept, hashed(token)) or found is None:
            raise NotFound("There is no such conversation, or the token isn't its own.")
        row = _as(Conversation, found)
        if row.expires_at <= now:
            raise Forbidden("The conversation's token has expired; open a new conversation.")
        return row

    async def owned(self, owner: str, limit: int = 20) -> tuple[Conversation, ...]:
        """A person's conversations, the last used first."""
        wanted = conversations.select().where(conversations.c.owner == owner)
        async with self.read() as db:
            found = await db.execute(wanted.order_by(conversations.c.active_at.desc()).limit(limit))
        return tuple(_as(Conversation, row) for row in found.mappings())

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
            async with self.write() as db:
                gone = (await db.execute(conversations.delete().where(which))).rowcount
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

    async def newest(self) -> datetime | None:
        """When a conversation was last used; None when there is none."""
        async with self.read() as db:
            return (
                await db.execute(
                    sa.select(conversations.c.active_at).order_by(conversations.c.active_at.desc()).limit(1)
                )
            ).scalar()

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
        try:
            async with self.write() as db:
                used = {"active_at": now, "expires_at": now + timedelta(hours=token_hours)}
                touched = conversations.update().where(conversations.c.id == conversation_id).values(**used)
                if not (await db.execute(touched)).rowcount:
                    raise NotFound("There is no such conversation.")
                again = await _sent_before(db, conversation_id, text, client_id) if client_id else None
                if again and (again.alive(now) or again.state in ("done", "stopped")):
                    return Begun(again.reply_to or "", again.id, fresh=False)
                await _refuse_if_busy(db, conversation_id, now)
                if again:
                    return await _restart(db, again, now)
                if replaces:
                    await _take_back(db, conversation_id, replaces)
                await _refuse_if_full(db, conversation_id)
                return await _insert(db, conversation_id, text, client_id, now)
        except IntegrityError as error:
            raise Busy(BUSY) from error

    async def take_back(self, conversation_id: str, message_id: str) -> None:
        """Delete a message of the user's with its reply. Of the last one, what it told goes too; what an earlier one
        told is part of what is known since, and can be forgotten in the profile. Raises NotFound, BadInput."""
        async with self.write() as db:
            last = sa.select(sa.func.max(messages.c.number)).where(
                messages.c.conversation_id == conversation_id, messages.c.role == "user"
            )
            this = sa.and_(messages.c.conversation_id == conversation_id, messages.c.id == message_id)
            found = await _message(db, this)
            number = await db.scalar(sa.select(messages.c.number).where(this))
            if number == await db.scalar(last):
                await _take_back(db, conversation_id, message_id)
            else:
                pair = sa.or_(messages.c.id == found.id, messages.c.reply_to == found.id)
                await db.execute(messages.delete().where(messages.c.conversation_id == conversation_id, pair))
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
    ) -> None:
        """Keep a reply as it ended, with what it changed in its conversation, at once or not at all.

        Nothing is kept when the conversation was deleted. Raises Busy when the practice changed meanwhile."""
        async with self.write() as db:
            ended = messages.update().where(messages.c.id == message_id)
            values = {"state": state, "answer": answer, "question": question, "events": events, "failure": failure}
            values["known_after"] = hashed(profile) if profile is not None else None
            row = (await db.execute(ended.values(**values).returning(messages.c.conversation_id))).first()
            if row is None:
                return
            this = conversations.update().where(conversations.c.id == row.conversation_id)
            await db.execute(this.values(size=conversations.c.size + len(answer or "") + len(question or "")))
            if profile is not None and len(profile) <= LONGEST_PROFILE:
                await db.execute(this.values(profile=profile))
            if practice is not None and now is not None:
                await _save_practice(db, row.conversation_id, practice, now)

    async def messages(self, conversation_id: str, newest: int | None = None) -> tuple[Message, ...]:
        """A conversation's messages in order, with their feedback; newest: only so many of the last."""
        of_it = _with_feedback(messages.c.conversation_id == conversation_id)
        async with self.read() as db:
            found = await db.execute(of_it.order_by(messages.c.number.desc()).limit(newest))
        return tuple(_as(Message, row) for row in reversed(found.mappings().all()))

    async def message(self, conversation_id: str, message_id: str) -> Message:
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

    # For the operator

    async def note_gap(self, day: date, kind: str, phrase: str, company: str) -> None:
        """Count once more that somebody asked about something the guides don't hold."""
        one = {"day": day, "kind": kind, "phrase": phrase, "company": company}
        this = sa.and_(*(gaps.c[name] == value for name, value in one.items()))
        more = gaps.update().where(this).values(times=gaps.c.times + 1)
        try:
            async with self.write() as db:
                if not (await db.execute(more)).rowcount:
                    await db.execute(gaps.insert().values(**one, times=1))
        except IntegrityError:
            # Another reply counted the first of them in between.
            async with self.write() as db:
                await db.execute(more)

    async def asked_by(self, name: str, conversation_id: str, day: date) -> bool:
        """Note that a conversation asked for a name (kept as its hash); True once ASKERS of them have."""
        one = {"name": hashed(name), "conversation_id": conversation_id}
        this = gap_askers.c.name == one["name"]
        with suppress(IntegrityError):
            async with self.write() as db:
                await db.execute(gap_askers.insert().values(**one, day=day))
        async with self.read() as db:
            return int(await db.scalar(sa.select(sa.func.count()).select_from(gap_askers).where(this)) or 0) >= ASKERS

    async def gaps(self, limit: int = 200) -> tuple[Gap, ...]:
        """What was asked and is not in the guides, the most asked first."""
        times, last = sa.func.sum(gaps.c.times), sa.func.max(gaps.c.day)
        asked = sa.select(gaps.c.kind, gaps.c.phrase, gaps.c.company, times, last).group_by(
            gaps.c.kind, gaps.c.phrase, gaps.c.company
        )
        async with self.read() as db:
            rows = await db.execute(asked.order_by(times.desc(), last.desc(), gaps.c.phrase).limit(limit))
            return tuple(Gap(*row) for row in rows)

    async def complaints(self, limit: int = 200) -> tuple[Complaint, ...]:
        """Thumbs-down that still stand, the newest first."""
        asked = (
            sa.select(feedback.c.reason, messages.c.answer, feedback.c.created_at)
            .join(messages, messages.c.id == feedback.c.message_id)
            .where(feedback.c.rating == "down").order_by(feedback.c.created_at.desc()).limit(limit)
        )  # fmt: skip
        async with self.read() as db:
            return tuple(Complaint(reason, answer or "", at.date()) for reason, answer, at in await db.execute(asked))

    async def outcomes(self, limit: int = 10_000) -> tuple[str, ...]:
        """The profiles that hold what came of an offer, one a person where the channel knows them, the newest first."""
        person = sa.func.coalesce(conversations.c.owner, conversations.c.id)
        asked = (
            sa.select(person, conversations.c.profile).where(conversations.c.profile.like('%"outcome":{"%'))
            .order_by(conversations.c.created_at.desc()).limit(limit)
        )  # fmt: skip
        async with self.read() as db:
            newest: dict[str, str] = {}
            for who, profile in await db.execute(asked):
                newest.setdefault(who, profile)
            return tuple(newest.values())

    async def thumbs(self) -> dict[str, int]:
        """How many thumbs of each kind stand."""
        async with self.read() as db:
            rows = await db.execute(sa.select(feedback.c.rating, sa.func.count()).group_by(feedback.c.rating))
            return {rating: count for rating, count in rows}

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

    async def ended_practices(self, conversation_id: str) -> tuple[PracticeRow, ...]:
        """The conversation's ended practices, oldest first."""
        wanted = practices.select().where(practices.c.conversation_id == conversation_id, practices.c.status == "ended")
        async with self.read() as db:
            found = await db.execute(wanted.order_by(practices.c.created_at))
        return tuple(_as(PracticeRow, row) for row in found.mappings())

    async def save_practice(self, conversation_id: str, practice: PracticeRow, now: datetime) -> None:
        """Keep a practice's next state, practice.version being the one it was read at: Busy when it changed since.

        An active one is pinned to its conversation, an ended one unpinned."""
        async with self.write() as db:
            await _save_practice(db, conversation_id, practice, now)

    async def _practice(self, *which: sa.ColumnElement[bool]) -> PracticeRow | None:
        wanted = practices.select().where(*which).order_by(practices.c.updated_at.desc()).limit(1)
        async with self.read() as db:
            found = (await db.execute(wanted)).mappings().first()
        return _as(PracticeRow, found) if found else None

    # Connections

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
                _translated(self._named),
                self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as db,
            ):
                try:
                    await db.exec_driver_sql("PRAGMA busy_timeout=300")
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
        async with _translated(self._named, patient=patient), self._engine.connect() as db:
            yield db

    @asynccontextmanager
    async def write(self, *, patient: bool = False) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes. Raises IntegrityError as it comes.

        patient: it may take as long as it needs, as nobody waits for it (a migration, a great deletion)."""
        async with _translated(self._named, patient=patient), self._turn, self._writing.begin() as db:
            yield db


async def _to_its_end(db: AsyncConnection, script: str) -> None:
    """Run what gives no rows and still has many steps; the driver's execute takes the first alone."""
    raw: Any = (await db.get_raw_connection()).driver_connection
    await raw.executescript(script)


@asynccontextmanager
async def _translated(named: str, *, patient: bool = False) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(None if patient else ANSWERING):
            yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeout, TimeoutError, OSError) as error:
        if _damaged(error):
            # Whoever starts it is told the whole path; a visitor needs none of this machine's.
            where = named if patient else Path(named).name
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


def _damaged(error: Exception) -> bool:
    """Whether SQLite can't make sense of its file."""
    said = str(getattr(error, "orig", error)).lower()
    return "malformed" in said or "not a database" in said


def _full(error: Exception) -> bool:
    """Whether the disk is full, as SQLite and PostgreSQL put it."""
    said = str(getattr(error, "orig", error)).lower()
    return "disk is full" in said or "no space left" in said or getattr(error.__cause__, "sqlstate", "") == "53100"


def _engine(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise BadInput("PARLEY_DATABASE_URL", "it can't be read", "write sqlite:///file or postgresql://…") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed.set(drivername="sqlite+aiosqlite"))
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=20,
            max_overflow=10,
            # Waited for rather than refused: a transaction takes milliseconds, and two hundred may come at once.
            pool_timeout=ANSWERING - 2,
            connect_args=REACHING,
        )
    raise BadInput(
        "PARLEY_DATABASE_URL",
        f"{parsed.get_backend_name()!r} isn't a database that Parley keeps conversations in",
        "write sqlite:///file or postgresql://…",
    )


def _sqlite(url: sa.URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        _create_private(Path(url.database))
    engine = create_async_engine(url)

    @sa.event.listens_for(engine.sync_engine, "connect")
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

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


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


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _fields(row: Conversation) -> dict[str, object]:
    return {name: getattr(row, name) for name in Conversation.__slots__}


def _as(kind: type[Row], row: sa.RowMapping) -> Row:
    names: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
    return kind(**{name: row[name] for name in names if name in row})


async def _conversation(db: AsyncConnection, which: sa.ColumnElement[bool]) -> Conversation:
    found = (await db.execute(conversations.select().where(which))).mappings().first()
    if found is None:
        raise NotFound("There is no such conversation.")
    return _as(Conversation, found)


def _with_feedback(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    joined = messages.outerjoin(feedback, feedback.c.message_id == messages.c.id)
    return sa.select(messages, feedback.c.rating, feedback.c.reason).select_from(joined).where(which)


async def _message(db: AsyncConnection, which: sa.ColumnElement[bool]) -> Message:
    found = (await db.execute(_with_feedback(which))).mappings().first()
    if found is None:
        raise NotFound("There is no such message in this conversation.")
    return _as(Message, found)


async def _sent_before(db: AsyncConnection, conversation_id: str, text: str, client_id: str) -> Message | None:
    sent = sa.select(messages.c.id, messages.c.text).where(
        messages.c.conversation_id == conversation_id, messages.c.client_id == client_id
    )
    found = (await db.execute(sent)).first()
    if found is None:
        return None
    if found.text != text:
        raise BadInput("client_id", "it was used for another message", "give every new message a new one")
    return await _message(db, messages.c.reply_to == found.id)


async def _refuse_if_busy(db: AsyncConnection, conversation_id: str, now: datetime) -> None:
    under_way = sa.and_(messages.c.conversation_id == conversation_id, messages.c.state == "running")
    over = sa.or_(messages.c.lease_until <= now, messages.c.lease_until > now + 2 * LEASE)
    await db.execute(messages.update().where(under_way, over).values(state="interrupted"))
    if (await db.execute(sa.select(messages.c.id).where(under_way))).first():
        raise Busy(BUSY)


async def _refuse_if_full(db: AsyncConnection, conversation_id: str) -> None:
    size = await db.scalar(sa.select(conversations.c.size).where(conversations.c.id == conversation_id))
    of_it = sa.select(sa.func.count()).select_from(messages).where(messages.c.conversation_id == conversation_id)
    if (size or 0) >= MOST_HELD or (await db.scalar(of_it) or 0) >= MOST_MESSAGES:
        raise BadInput("conversation", "it holds as much as a conversation may", "open a new one, or delete this one")


async def _insert(db: AsyncConnection, conversation_id: str, text: str, client_id: str | None, now: datetime) -> Begun:
    begun = Begun(new_id(), new_id(), fresh=True)
    common = {"conversation_id": conversation_id, "created_at": now}
    mine = conversations.c.id == conversation_id
    known = await db.scalar(sa.select(conversations.c.profile).where(mine))
    await db.execute(conversations.update().where(mine).values(size=conversations.c.size + len(text)))
    # Only the last message can be taken back: what was known before an earlier one is kept no longer.
    before = sa.and_(messages.c.conversation_id == conversation_id, messages.c.known_before.is_not(None))
    await db.execute(messages.update().where(before).values(known_before=None))
    await db.execute(
        messages.insert().values(
            id=begun.user_id, role="user", text=text, client_id=client_id, state="done", known_before=known, **common
        )
    )
    await db.execute(
        messages.insert().values(
            id=begun.message_id,
            role="assistant",
            reply_to=begun.user_id,
            state="running",
            lease_until=now + LEASE,
            **common,
        )
    )
    return begun


async def _take_back(db: AsyncConnection, conversation_id: str, message_id: str) -> None:
    """Delete the last message and its reply."""
    newest = (
        sa.select(messages)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.number.desc())
        .limit(2)
    )
    last = (await db.execute(newest)).mappings().all()
    said = next((one for one in last if one["role"] == "user"), None)
    if said is None or message_id not in {one["id"] for one in last}:
        raise BadInput(
            "replaces", "it is not the last message of this conversation", "only the last one can be replaced"
        )
    made = next((one["known_after"] for one in last if one["known_after"]), None)
    mine = practices.c.conversation_id == conversation_id
    played = sa.select(practices.c.id).where(
        mine, sa.or_(practices.c.status == "active", practices.c.updated_at >= said["created_at"])
    )
    if (await db.execute(played)).first():
        raise BadInput(
            "replaces", "what was said in a practice can't be taken back", "try again from a turn, in its debrief"
        )
    await db.execute(messages.delete().where(messages.c.id.in_([one["id"] for one in last])))
    this = conversations.c.id == conversation_id
    known = await db.scalar(sa.select(conversations.c.profile).where(this))
    # What the person has changed by hand since then stays as they left it.
    if made and said["known_before"] and known and hashed(known) == made:
        await db.execute(conversations.update().where(this).values(profile=said["known_before"]))


async def _restart(db: AsyncConnection, reply: Message, now: datetime) -> Begun:
    values = {"state": "running", "stop": False, "lease_until": now + LEASE, "failure": None}
    await db.execute(messages.update().where(messages.c.id == reply.id).values(**values))
    return Begun(reply.reply_to or "", reply.id, fresh=True)


async def _save_practice(db: AsyncConnection, conversation_id: str, practice: PracticeRow, now: datetime) -> None:
    values = {"state": practice.state, "status": practice.status, "version": practice.version + 1, "updated_at": now}
    if practice.version == 0:
        of_it = sa.select(sa.func.count()).where(practices.c.conversation_id == conversation_id)
        if (await db.scalar(of_it) or 0) >= MOST_PRACTICES:
            raise BadInput("practice", "this conversation holds as many as it may", "open a new conversation")
        await db.execute(
            practices.insert().values(id=practice.id, conversation_id=conversation_id, created_at=now, **values)
        )
    else:
        this = practices.update().where(practices.c.id == practice.id, practices.c.version == practice.version)
        if not (await db.execute(this.values(**values))).rowcount:
            raise Busy("Another move of this practice was played at the same time; look at it and play again.")
    pin = conversations.update().where(conversations.c.id == conversation_id)
    if practice.status == "active":
        await db.execute(pin.values(practice_id=practice.id))
    else:
        await db.execute(pin.where(conversations.c.practice_id == practice.id).values(practice_id=None))
