"""A person's conversations together, without an account: what opens one of them opens them all.

Conversations opened one beside the other have one owner and one token. A further device gets a token of its own for a
one-time code that its person made on the first; codes and tokens are kept as hashes only."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.rows import (
    Conversation,
    Utc,
    clean,
    conversations,
    hashed,
    keys,
    later,
    messages,
    metadata,
    new_id,
)
from bot.conversation.store import Store
from bot.errors import BadInput, Forbidden, NotFound

CODE_LIFE = timedelta(minutes=10)
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Of a code: none that is taken for another when it is read aloud or typed off a screen."""
CODE_LENGTH = 12
"""59 bits: within its ten minutes, and at the pace that one address is let try, not to be guessed."""
LONGEST_NAME = 100
MOST_LISTED = 500
MOST_KEYS = 20
"""Devices of a person."""
MOST_WORDS, MOST_SEARCHED, PAGE = 12, 4_000_000, 40
"""Words that are searched for; characters that they are looked for in, and messages that are read at a time."""
BEGINNING, NAME = 800, 80
"""Characters of a first message of which its conversation's name is made, and of that name."""

codes = sa.Table(
    "device_codes",
    metadata,
    sa.Column("owner", sa.String(200), primary_key=True),
    sa.Column("code_hash", sa.String(64)),
    sa.Column("expires_at", Utc),
)

_CODE = sa.text(
    "INSERT INTO device_codes (owner, code_hash, expires_at) VALUES (:owner, :code, :ends)"
    " ON CONFLICT (owner) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at"
).bindparams(sa.bindparam("ends", type_=Utc))
_KEY = sa.text(
    "INSERT INTO device_keys (token_hash, owner, created_at) VALUES (:token, :owner, :now) ON CONFLICT DO NOTHING"
).bindparams(sa.bindparam("now", type_=Utc))
"""Of several made at once the last code counts, and a key is kept once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in its person's list. name: what they call it, else the beginning of what they asked first.

    found: of what they wrote, the passage that a search found; "" without one. asked: their messages in it."""

    id: str
    name: str
    found: str
    asked: int
    practised: bool
    created_at: datetime
    active_at: datetime


class Own:
    """What a person does with their conversations as a whole. Every method is one short transaction, tried again where
    PostgreSQL has undone it since another waited for it too."""

    def __init__(self, store: Store) -> None:
        self._store, self._searching = store, asyncio.Semaphore(1)

    async def beside(self, row: Conversation, token: str, channel: str, expires: datetime, now: datetime) -> str:
        """A new conversation that the same token opens; its id."""
        values = {
            "id": new_id(), "channel": channel, "profile": "{}", "size": 0, "version": 0,
            "created_at": now, "active_at": now, "expires_at": expires, "token_hash": hashed(token),
        }  # fmt: skip

        def opened(db: sa.Connection) -> None:
            db.execute(conversations.insert().values(owner=_owner(db, row), **values))

        await self._store.do(opened)
        return str(values["id"])

    async def rename(self, id: str, name: str) -> None:
        """name: at most LONGEST_NAME characters; "" goes back to what was asked first. Raises NotFound, BadInput."""
        name = " ".join(clean(name).split())
        if len(name) > LONGEST_NAME:
            raise BadInput("name", f"it has {len(name):,} characters", f"use at most {LONGEST_NAME}")
        async with self._store.write() as db:
            renamed = conversations.update().where(conversations.c.id == id).values(name=name or None)
            if not (await db.execute(renamed)).rowcount:
                raise NotFound("There is no such conversation.")

    async def listed(self, row: Conversation, search: str) -> tuple[Listed, ...]:
        """The conversations of this one's person, the last used first; those alone in which every word of search is.

        At most MOST_WORDS words are searched for, in the newest MOST_SEARCHED characters of what the person wrote."""
        words = list(dict.fromkeys(search.casefold().split()))[:MOST_WORDS]
        mine = conversations.c.owner == row.owner if row.owner else conversations.c.id == row.id
        async with self._store.read() as db:
            found = await db.execute(
                sa.select(conversations).where(mine).order_by(conversations.c.active_at.desc()).limit(MOST_LISTED)
            )
            rows = found.mappings().all()
            asked = await _asked(db, [one["id"] for one in rows])
        told = [one for one in rows if one["id"] == row.id or one["id"] in asked or not _empty(one)]
        looks = {one["id"]: _Look(one["name"] or "", words) for one in told}
        if words:
            # One after the other: what a person wrote may be megabytes.
            async with self._searching:
                await self._search(looks)
        return tuple(
            _listed(one, *asked.get(one["id"], ("", 0)), looks[one["id"]].hit)
            for one in told
            if not looks[one["id"]].missing
        )

    async def _search(self, looks: "dict[str, _Look]") -> None:
        """Look for the words in what the person wrote, the newest first, a page at a time."""
        wanted = sa.select(messages.c.number, messages.c.conversation_id, messages.c.text).where(
            messages.c.conversation_id.in_(list(looks)), messages.c.role == "user"
        )
        left, before = MOST_SEARCHED, None
        while left > 0:
            page = wanted if before is None else wanted.where(messages.c.number < before)
            async with self._store.read() as db:
                found = (await db.execute(page.order_by(messages.c.number.desc()).limit(PAGE))).all()
            await asyncio.to_thread(_look_through, found, looks)
            if len(found) < PAGE:
                return
            before = found[-1].number
            left -= sum(len(one.text or "") for one in found)

    async def code(self, row: Conversation, now: datetime) -> tuple[str, datetime]:
        """A code that opens the person's conversations on one more device, once, and when it ends.

        One made before ends with it."""
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        ends = now + CODE_LIFE

        def kept(db: sa.Connection) -> None:
            db.execute(codes.delete().where(codes.c.expires_at <= now))
            db.execute(_CODE, {"owner": _owner(db, row), "code": hashed(code), "ends": ends})

        await self._store.do(kept)
        return code, ends

    async def redeem(
        self, code: str, joining: Conversation | None, token: str, now: datetime
    ) -> tuple[Conversation, str]:
        """The last used conversation of a code's person, and the token that opens it here.

        joining, token: a conversation of this device: all of its person's become the same person's, and the token
        stays. Raises NotFound for a code that isn't one, or isn't one any longer."""
        code = "".join(sign for sign in code.upper() if sign in LETTERS)
        token = token if joining else secrets.token_urlsafe(32)

        def redeemed(db: sa.Connection) -> sa.RowMapping:
            taken = codes.delete().where(codes.c.code_hash == hashed(code), codes.c.expires_at > now)
            owner = db.scalar(taken.returning(codes.c.owner))
            newest = conversations.select().where(conversations.c.owner == owner)
            found = db.execute(newest.order_by(conversations.c.active_at.desc()).limit(1)).mappings().first()
            if owner is None or found is None:
                raise NotFound("This code isn't valid, or not any longer; make a new one on the other device.")
            kept = sa.select(sa.func.count()).select_from(keys).where(keys.c.owner == owner)
            if (db.scalar(kept) or 0) >= MOST_KEYS:
                raise BadInput("code", f"{MOST_KEYS} devices are in use", "delete all on one of them to begin anew")
            if joining:
                before = _owner(db, joining)
                for table in (conversations, keys):
                    db.execute(table.update().where(table.c.owner == before).values(owner=owner))
            db.execute(_KEY, {"token": hashed(token), "owner": owner, "now": now})
            return found

        return _row(await self._store.do(redeemed)), token

    async def delete_all(self, row: Conversation) -> int:
        """Delete all of a person's conversations, and what opened them; how many there were."""
        if row.owner is None:
            return int(await self._store.delete(row.id))
        gone = await self._store.delete_owned(row.owner)

        def shut(db: sa.Connection) -> None:
            for table in (keys, codes):
                db.execute(table.delete().where(table.c.owner == row.owner))

        await self._store.do(shut)
        return gone

    async def used(self, row: Conversation, now: datetime, expires: datetime) -> None:
        """Note that a conversation was opened: it is kept from now on, and what opens its person's holds until
        expires."""

        def noted(db: sa.Connection) -> None:
            this = conversations.update().where(conversations.c.id == row.id)
            active, ends = (later(conversations.c[name], sa.literal(when, Utc))
                            for name, when in (("active_at", now), ("expires_at", expires)))  # fmt: skip
            db.execute(this.values(active_at=active, expires_at=ends))
            if row.owner:
                theirs = conversations.c.owner == row.owner
                db.execute(conversations.update().where(theirs).values(expires_at=ends))

        await self._store.do(noted)

    async def forget_unused(self, now: datetime) -> None:
        """Delete keys of people of whom nothing is kept any longer, and codes that have ended."""
        async with self._store.write(patient=True) as db:
            held = sa.select(conversations.c.owner).where(conversations.c.owner.is_not(None))
            await db.execute(keys.delete().where(keys.c.owner.not_in(held)))
            await db.execute(codes.delete().where(codes.c.expires_at <= now))


def _row(found: sa.RowMapping) -> Conversation:
    return Conversation(**{name: found[name] for name in Conversation.__slots__})


def _owner(db: sa.Connection, row: Conversation) -> str:
    """Whose a conversation is; a person is made for one that had none, the same for all who ask at once.

    Raises Forbidden for a channel's own people, who stay the channel's; NotFound for one that is gone."""
    if row.key is not None or (row.owner and not row.owner.startswith("web:")):
        raise Forbidden("This conversation belongs to another channel; open one here.")
    owned = sa.func.coalesce(conversations.c.owner, f"web:{new_id()}")
    this = conversations.update().where(conversations.c.id == row.id).values(owner=owned)
    owner = db.scalar(this.returning(conversations.c.owner))
    if owner is None:
        raise NotFound("There is no such conversation.")
    return str(owner)


def _empty(row: sa.RowMapping) -> bool:
    """Whether nothing was ever said, told or named in a conversation: one opened and left."""
    return not row["name"] and not row["practice_id"] and row["profile"] in (None, "{}")


class _Look:
    """A search for words in one conversation. missing: those not found yet; hit: the oldest passage with any."""

    def __init__(self, name: str, words: list[str]) -> None:
        self.words, self.hit = words, ""
        self.missing = {word for word in words if word not in name.casefold()}

    def at(self, text: str) -> None:
        """Look at one message, the newest first."""
        folded = text.casefold()
        held = [word for word in self.words if word in folded]
        if held:
            self.missing.difference_update(held)
            self.hit = _around(text, held)


def _look_through(found: Sequence[Any], looks: dict[str, _Look]) -> None:
    for one in found:
        looks[one.conversation_id].at(one.text or "")


async def _asked(db: AsyncConnection, ids: list[str]) -> dict[str, tuple[str, int]]:
    """The beginning of the first message of each conversation that has one, and how many there are."""
    first = (
        sa.select(sa.func.min(messages.c.number).label("number"), sa.func.count().label("asked"))
        .where(messages.c.conversation_id.in_(ids), messages.c.role == "user")
        .group_by(messages.c.conversation_id)
        .subquery()
    )
    begun = sa.func.substr(messages.c.text, 1, BEGINNING)
    joined = sa.select(messages.c.conversation_id, begun, first.c.asked).join(
        first, messages.c.number == first.c.number
    )
    return {id: (text or "", count) for id, text, count in await db.execute(joined)}


def _listed(row: sa.RowMapping, first: str, asked: int, hit: str) -> Listed:
    name = row["name"] or _called(first)
    return Listed(row["id"], name, hit, asked, bool(row["practice_id"]), row["created_at"], row["active_at"])


def _called(first: str) -> str:
    """What a conversation is called by its first message: by the job and the firm where that is long, as a letter is,
    else by its beginning in whole words."""
    flat = " ".join(first.split())
    if len(flat) <= NAME:
        return flat
    # How letters are read is imported with the first long text.
    from bot.reading.letters.about import about

    told = about(first)
    if "role" in told and "company" in told:
        return f"{told['role']}, {told['company']}"[:NAME]
    return f"{flat[:NAME].rpartition(' ')[0] or flat[:NAME]} …"


def _around(text: str, words: list[str]) -> str:
    """Some forty characters before and after the first word that was searched."""
    flat = " ".join(text.split())
    at = min((place for word in words if (place := flat.casefold().find(word)) >= 0), default=0)
    start, end = max(0, at - 40), at + 60
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"
