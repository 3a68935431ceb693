"""The tables of conversations, and their rows as values: one schema for SQLite and PostgreSQL."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

State = Literal["done", "running", "stopped", "failed", "interrupted"]
"""Of a message. running: a reply is being made. interrupted: its process died before it was finished."""

LEASE = timedelta(seconds=15)
"""How long a reply under way is believed to be alive without word from the process that makes it."""

Row = TypeVar("Row")


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


def later(kept: "sa.ColumnElement[datetime]", moment: "sa.ColumnElement[datetime]") -> "sa.Case[datetime]":
    """The later of what is kept and a moment: nothing that is used while a clock is behind looks older for it, and is
    closed or deleted when the clock is right again."""
    return sa.case((kept < moment, moment), else_=kept)


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
    sa.Column("version", sa.BigInteger),
    sa.Column("known_before", sa.Text),
    sa.Column("name", sa.String(100)),
)
keys = sa.Table(
    "device_keys",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(200)),
    sa.Column("created_at", Utc),
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
class MessageRow:
    """A message's row. text is the user's; answer (JSON of bot.answer.Answer) and question the assistant's.

    events: how many events its stream had, Done included. failure: JSON {code, text, retry}. number: its place among
    all messages."""

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
    number: int = 0

    def alive(self, now: datetime) -> bool:
        """True while the process that makes this reply is believed to live.

        A lease further off than any process gives itself is from before the clock was set back."""
        return self.state == "running" and self.lease_until is not None and now < self.lease_until <= now + 2 * LEASE


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something asked about that the guides don't hold: kind (company, role, region, level, figure) and its name.

    company: the slug of the company it was asked of, where the guides know it, else ""."""

    kind: str
    phrase: str
    company: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A thumbs-down, with the answer it was on (JSON of bot.answer.Answer)."""

    reason: str | None
    answer: str
    at: date


@dataclass(frozen=True, slots=True)
class Begun:
    """A reply to make (fresh) or one that is there already, under way or finished (not fresh).

    profile, version: of its conversation, for a reply to make; what has the same version in memory is up to date."""

    user_id: str
    message_id: str
    fresh: bool
    profile: str = "{}"
    version: int = -1


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice's row; state is bot.practice's JSON, version counts its changes: 0 is one not kept yet."""

    id: str
    status: Literal["active", "ended"]
    state: str
    version: int = 0


def clean(text: str) -> str:
    """Text that every database keeps: no NUL, no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def new_id() -> str:
    """An id for a row: 32 hex digits, random, no secret."""
    return uuid.uuid4().hex


def hashed(token: str) -> str:
    """A token as kept at rest. It has 256 random bits, so that a plain SHA-256 can't be guessed backwards."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def fields_of(row: Conversation) -> dict[str, object]:
    return {name: getattr(row, name) for name in Conversation.__slots__}


def as_row(kind: type[Row], row: sa.RowMapping) -> Row:
    names: tuple[str, ...] = kind.__slots__  # type: ignore[attr-defined]
    return kind(**{name: row[name] for name in names if name in row})
