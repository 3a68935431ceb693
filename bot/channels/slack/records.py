"""What Slack needs kept, in the conversations' database: what was taken up, threads, installations, OAuth states."""

import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy.exc import IntegrityError

from bot.conversation.store import Store, Utc, conversations, hashed, messages, metadata
from bot.errors import BadInput, NotFound

REMEMBERED = timedelta(days=1)
"""How long a delivery is known; Slack repeats one for about an hour."""

WINDOW = timedelta(minutes=1)
PER_PERSON, PER_TEAM = 20, 600
"""Messages answered a WINDOW, in all replicas together."""

STATE_LIFE = timedelta(minutes=10)

seen = sa.Table(
    "slack_seen",
    metadata,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("team", sa.String(32)),
    sa.Column("person", sa.String(32)),
    sa.Column("counts", sa.Boolean),
    sa.Column("at", Utc),
)
threads = sa.Table(
    "slack_threads",
    metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("root", sa.String(32), primary_key=True),
    sa.Column("person", sa.String(32), primary_key=True),
    sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    sa.Column("board", sa.String(32)),
    sa.Column("practice_id", sa.String(32)),
)
installations = sa.Table(
    "slack_installations",
    metadata,
    sa.Column("enterprise", sa.String(32), primary_key=True),
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("sealed", sa.Text),
    sa.Column("installed_at", Utc),
)
states = sa.Table(
    "slack_states",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("expires_at", Utc),
)
answers = sa.Table(
    "slack_answers",
    metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("asked", sa.String(32), primary_key=True),
    sa.Column("conversation_id", sa.String(32), sa.ForeignKey("conversations.id", ondelete="CASCADE")),
    sa.Column("posts", sa.Text),
)
waiting = sa.Table(
    "slack_reminders",
    metadata,
    sa.Column("team", sa.String(32), primary_key=True),
    sa.Column("scheduled", sa.String(32), primary_key=True),
    sa.Column("person", sa.String(32)),
    sa.Column("channel", sa.String(32)),
    sa.Column("at", Utc),
    sa.Column("deadline", Utc),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether a delivery is ours to handle. limited: seconds until the person (or team) may ask again, or None."""

    fresh: bool
    limited: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A Slack thread and the conversation it is. person: whose it is in a channel; "" in a direct message.

    board: the ts of the practice's standing-offer message, practice_id: which practice it shows."""

    team: str
    channel: str
    root: str
    person: str
    conversation_id: str
    board: str | None = None
    practice_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A message whose reply was being made by a process that died. name: what it was sent under."""

    thread: Thread
    person: str
    reply_id: str
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A message of a thread as kept. message_id, reply_id: its own and its reply's; running: it is being made."""

    message_id: str
    reply_id: str
    running: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message that Slack will send. channel: the direct messages; scheduled: Slack's name for it; at: when."""

    team: str
    person: str
    channel: str
    scheduled: str
    at: datetime
    deadline: datetime


class Records:
    """Slack's tables. Every method is one short transaction; StoreUnavailable when it can't be had."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def claim(
        self, keys: tuple[str, ...], *, team: str, person: str, now: datetime, counts: bool = True
    ) -> Claim:
        """Take up a delivery under all its names, once among all replicas. counts: towards the rate limits."""
        rows = [{"key": key[:200], "team": team, "person": person, "counts": False, "at": now} for key in keys]
        rows[0]["counts"] = counts
        try:
            async with self._store.write() as db:
                await db.execute(seen.insert(), rows)
                limited = await _limit(db, team, person, now) if counts else None
        except IntegrityError:
            return Claim(fresh=False)
        return Claim(True, limited)

    async def forget_old(self, now: datetime) -> None:
        """Delete what is past being repeated."""
        async with self._store.write() as db:
            await db.execute(seen.delete().where(seen.c.at < now - REMEMBERED))
            await db.execute(states.delete().where(states.c.expires_at < now))
            await db.execute(waiting.delete().where(waiting.c.at < now))

    async def forget_person(self, team: str, person: str) -> None:
        """Take a person's name off the deliveries; the keys stay, so that none is answered again."""
        this = sa.and_(seen.c.team == team, seen.c.person == person)
        mine = sa.and_(waiting.c.team == team, waiting.c.person == person)
        async with self._store.write() as db:
            await db.execute(seen.update().where(this).values(person=""))
            await db.execute(waiting.delete().where(mine))

    # Threads

    async def thread(self, team: str, channel: str, root: str, person: str) -> Thread | None:
        """A person's thread in a channel, or (person "") a direct message's."""
        found = await self._threads(
            threads.c.team == team, threads.c.channel == channel, threads.c.root == root, threads.c.person == person
        )
        return found[0] if found else None

    async def in_thread(self, team: str, channel: str, root: str) -> tuple[Thread, ...]:
        """All that is known of a thread: one for each person who spoke with us there."""
        return await self._threads(threads.c.team == team, threads.c.channel == channel, threads.c.root == root)

    async def lost(self, now: datetime) -> tuple[Lost, ...]:
        """The messages in threads that wait for a reply which no living process makes."""
        asked, reply = messages.alias(), messages.alias()
        wanted = (
            sa.select(threads, conversations.c.owner, reply.c.id, asked.c.text, asked.c.client_id)
            .join(conversations, conversations.c.id == threads.c.conversation_id)
            .join(reply, reply.c.conversation_id == threads.c.conversation_id)
            .join(asked, asked.c.id == reply.c.reply_to)
            .where(reply.c.state == "running", reply.c.lease_until < now, asked.c.client_id.is_not(None))
        )
        async with self._store.read() as db:
            rows = (await db.execute(wanted)).mappings().all()
        return tuple(
            Lost(
                Thread(**{name: row[name] for name in Thread.__slots__}), str(row["owner"]).rpartition(":")[2],
                row["id"], row["text"], str(row["client_id"]).partition(":")[2],
            )
            for row in rows
        )  # fmt: skip

    async def owner(self, conversation_id: str) -> str | None:
        """Whose a conversation is. Raises NotFound."""
        return (await self._store.conversation(conversation_id)).owner

    async def add(self, thread: Thread) -> bool:
        """Keep a new thread; False when another replica kept it first, or its conversation is gone."""
        try:
            async with self._store.write() as db:
                await db.execute(threads.insert().values(**_values(thread)))
        except (IntegrityError, NotFound):
            return False
        return True

    async def change(self, thread: Thread) -> None:
        """Keep what changed of a thread."""
        async with self._store.write() as db:
            await db.execute(threads.update().where(_this(thread)).values(**_values(thread)))

    async def drop(self, thread: Thread) -> None:
        """Forget that a thread is a conversation."""
        async with self._store.write() as db:
            await db.execute(threads.delete().where(_this(thread)))

    async def _threads(self, *which: sa.ColumnElement[bool]) -> tuple[Thread, ...]:
        async with self._store.read() as db:
            rows = (await db.execute(threads.select().where(*which))).mappings()
            return tuple(Thread(**row) for row in rows)

    # What was asked and answered, for messages that are changed, deleted or stopped

    async def asked(self, thread: Thread, ts: str) -> Asked | None:
        """The message of that ts, in its newest wording; None where it isn't kept."""
        name = f"{thread.channel}:{ts}"
        return await self._pair(
            thread, sa.or_(_said.c.client_id == name, _said.c.client_id.startswith(name + ":", autoescape=True))
        )

    async def running(self, thread: Thread) -> Asked | None:
        """The message of the thread whose reply is being made."""
        return await self._pair(thread, _reply.c.state == "running")

    async def _pair(self, thread: Thread, which: sa.ColumnElement[bool]) -> Asked | None:
        wanted = (
            sa.select(_said.c.id, _reply.c.id, _reply.c.state).join(_reply, _reply.c.reply_to == _said.c.id)
            .where(_said.c.conversation_id == thread.conversation_id, which).order_by(_said.c.number.desc()).limit(1)
        )  # fmt: skip
        async with self._store.read() as db:
            row = (await db.execute(wanted)).first()
        return Asked(row[0], row[1], row[2] == "running") if row else None

    async def answered(self, thread: Thread, asked: str, posts: Sequence[str]) -> None:
        """Keep which messages are the answer to one, by ts."""
        this = _answer(thread.team, thread.channel, asked)
        with suppress(IntegrityError, NotFound):
            async with self._store.write() as db:
                await db.execute(answers.delete().where(this))
                if posts:
                    await db.execute(answers.insert().values(
                        team=thread.team, channel=thread.channel, asked=asked,
                        conversation_id=thread.conversation_id, posts=json.dumps(list(posts)),
                    ))  # fmt: skip

    async def answer(self, team: str, channel: str, asked: str) -> tuple[str, ...]:
        """The messages that are the answer to one, by ts; empty where none is public."""
        async with self._store.read() as db:
            found = await db.scalar(sa.select(answers.c.posts).where(_answer(team, channel, asked)))
        return tuple(str(ts) for ts in json.loads(found)) if found else ()

    # Reminders

    async def remind(self, one: Reminder) -> None:
        async with self._store.write() as db:
            await db.execute(waiting.insert().values(**{name: getattr(one, name) for name in Reminder.__slots__}))

    async def reminders(self, team: str, person: str, now: datetime) -> tuple[Reminder, ...]:
        """Those of a person's that are still to be sent, the next first."""
        mine = sa.and_(waiting.c.team == team, waiting.c.person == person, waiting.c.at > now)
        async with self._store.read() as db:
            rows = (await db.execute(waiting.select().where(mine).order_by(waiting.c.at))).mappings()
            return tuple(Reminder(**row) for row in rows)

    async def drop_reminder(self, one: Reminder) -> None:
        this = sa.and_(waiting.c.team == one.team, waiting.c.scheduled == one.scheduled)
        async with self._store.write() as db:
            await db.execute(waiting.delete().where(this))

    # Installations

    async def install(self, enterprise: str, team: str, sealed: str, now: datetime) -> None:
        """Keep an installation, in place of the one before it."""
        this = sa.and_(installations.c.enterprise == enterprise, installations.c.team == team)
        async with self._store.write() as db:
            await db.execute(installations.delete().where(this))
            await db.execute(
                installations.insert().values(enterprise=enterprise, team=team, sealed=sealed, installed_at=now)
            )

    async def installed(self, enterprise: str, team: str) -> str | None:
        """The sealed installation of a workspace, or that of its whole organisation."""
        async with self._store.read() as db:
            for one in dict.fromkeys(((enterprise, team), ("", team), (enterprise, ""))):
                if not any(one):
                    continue
                wanted = sa.select(installations.c.sealed).where(
                    installations.c.enterprise == one[0], installations.c.team == one[1]
                )
                if found := (await db.execute(wanted)).scalar():
                    return str(found)
        return None

    async def uninstall(self, enterprise: str, team: str) -> None:
        """Forget an installation."""
        async with self._store.write() as db:
            await db.execute(
                installations.delete().where(
                    installations.c.enterprise.in_({enterprise, ""}), installations.c.team == team
                )
            )

    # OAuth states

    async def issue(self, now: datetime) -> str:
        """A secret for one passage through Slack's consent page; only its hash is kept."""
        state = secrets.token_urlsafe(32)
        async with self._store.write() as db:
            await db.execute(states.insert().values(hash=hashed(state), expires_at=now + STATE_LIFE))
        return state

    async def consume(self, state: str, now: datetime) -> bool:
        """True once, within STATE_LIFE of issue."""
        this = sa.and_(states.c.hash == hashed(state), states.c.expires_at > now)
        async with self._store.write() as db:
            return bool((await db.execute(states.delete().where(this))).rowcount)


_said, _reply = messages.alias(), messages.alias()


def _answer(team: str, channel: str, asked: str) -> sa.ColumnElement[bool]:
    return sa.and_(answers.c.team == team, answers.c.channel == channel, answers.c.asked == asked)


def _values(thread: Thread) -> dict[str, str | None]:
    return {name: getattr(thread, name) for name in Thread.__slots__}


def _this(thread: Thread) -> sa.ColumnElement[bool]:
    names = ("team", "channel", "root", "person")
    return sa.and_(*(threads.c[name] == getattr(thread, name) for name in names))


async def _limit(db: Any, team: str, person: str, now: datetime) -> int | None:
    """Seconds until the window has room again; None when it has."""
    since = sa.and_(seen.c.team == team, seen.c.counts, seen.c.at > now - WINDOW)
    for which, most in ((sa.and_(since, seen.c.person == person), PER_PERSON), (since, PER_TEAM)):
        row = (await db.execute(sa.select(sa.func.count(), sa.func.min(seen.c.at)).where(which))).one()
        if row[0] > most:
            return max(1, int((row[1] + WINDOW - now).total_seconds()) + 1)
    return None


class Seal:
    """Encrypts installations at rest with Fernet; several keys, comma-separated, so that one can be changed."""

    def __init__(self, keys: str) -> None:
        """Raises BadInput when a key can't be used."""
        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",") if key.strip()])
        except ValueError as error:
            raise BadInput(
                "PARLEY_SLACK_ENCRYPTION_KEY",
                "it isn't a Fernet key",
                'make one with: python -c "from cryptography.fernet import Fernet; '
                'print(Fernet.generate_key().decode())"',
            ) from error

    def close(self, value: dict[str, Any]) -> str:
        return self._fernet.encrypt(json.dumps(value).encode()).decode()

    def open(self, sealed: str) -> dict[str, Any] | None:
        """The value; None when it was sealed with another key, or changed."""
        try:
            value: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None
        return value


def clock() -> datetime:
    return datetime.now(UTC)
