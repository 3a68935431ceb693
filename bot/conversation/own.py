"""A person's conversations together, without an account: what opens one of them opens them all.

Conversations opened one beside the other have one owner and one token. A further device gets a token of its own for a
one-time code that its person made on the first; codes and tokens are kept as hashes only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.rows import Conversation, Utc, conversations, hashed, keys, messages, metadata, new_id
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

codes = sa.Table(
    "device_codes",
    metadata,
    sa.Column("owner", sa.String(200), primary_key=True),
    sa.Column("code_hash", sa.String(64)),
    sa.Column("expires_at", Utc),
)


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
    """What a person does with their conversations as a whole. Every method is one short transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def beside(self, row: Conversation, token: str, channel: str, expires: datetime, now: datetime) -> str:
        """A new conversation that the same token opens; its id."""
        made = new_id()
        async with self._store.write() as db:
            owner = await _owner(db, row)
            values = {
                "id": made, "channel": channel, "owner": owner, "profile": "{}", "size": 0, "version": 0,
                "created_at": now, "active_at": now, "expires_at": expires, "token_hash": hashed(token),
            }  # fmt: skip
            await db.execute(conversations.insert().values(**values))
        return made

    async def rename(self, id: str, name: str) -> None:
        """name: at most LONGEST_NAME characters; "" goes back to what was asked first. Raises NotFound, BadInput."""
        name = " ".join(name.split())
        if len(name) > LONGEST_NAME:
            raise BadInput("name", f"it has {len(name):,} characters", f"use at most {LONGEST_NAME}")
        async with self._store.write() as db:
            renamed = conversations.update().where(conversations.c.id == id).values(name=name or None)
            if not (await db.execute(renamed)).rowcount:
                raise NotFound("There is no such conversation.")

    async def listed(self, row: Conversation, search: str) -> tuple[Listed, ...]:
        """The conversations of this one's person, the last used first; those alone in which every word of search is."""
        words = search.casefold().split()
        mine = conversations.c.owner == row.owner if row.owner else conversations.c.id == row.id
        async with self._store.read() as db:
            found = await db.execute(
                sa.select(conversations).where(mine).order_by(conversations.c.active_at.desc()).limit(MOST_LISTED)
            )
            rows = found.mappings().all()
            of_them = messages.c.conversation_id.in_([one["id"] for one in rows])
            said = sa.select(messages.c.conversation_id, messages.c.text).where(of_them, messages.c.role == "user")
            texts: dict[str, list[str]] = {}
            for id, text in await db.execute(said.order_by(messages.c.number)):
                texts.setdefault(id, []).append(text or "")
        told = [one for one in rows if one["id"] == row.id or one["id"] in texts or not _empty(one)]
        return tuple(one for held in told if (one := _listed(held, texts.get(held["id"], []), words)) is not None)

    async def code(self, row: Conversation, now: datetime) -> tuple[str, datetime]:
        """A code that opens the person's conversations on one more device, once, and when it ends.

        One made before ends with it."""
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        async with self._store.write() as db:
            owner = await _owner(db, row)
            await db.execute(codes.delete().where(sa.or_(codes.c.owner == owner, codes.c.expires_at <= now)))
            ends = now + CODE_LIFE
            await db.execute(codes.insert().values(owner=owner, code_hash=hashed(code), expires_at=ends))
        return code, ends

    async def redeem(
        self, code: str, joining: Conversation | None, token: str, now: datetime
    ) -> tuple[Conversation, str]:
        """The last used conversation of a code's person, and the token that opens it here.

        joining, token: a conversation of this device: all of its person's become the same person's, and the token
        stays. Raises NotFound for a code that isn't one, or isn't one any longer."""
        code = "".join(sign for sign in code.upper() if sign in LETTERS)
        async with self._store.write() as db:
            taken = codes.delete().where(codes.c.code_hash == hashed(code), codes.c.expires_at > now)
            owner = await db.scalar(taken.returning(codes.c.owner))
            newest = conversations.select().where(conversations.c.owner == owner)
            found = (await db.execute(newest.order_by(conversations.c.active_at.desc()).limit(1))).mappings().first()
            if owner is None or found is None:
                raise NotFound("This code isn't valid, or not any longer; make a new one on the other device.")
            kept = sa.select(sa.func.count()).select_from(keys).where(keys.c.owner == owner)
            if (await db.scalar(kept) or 0) >= MOST_KEYS:
                raise BadInput("code", f"{MOST_KEYS} devices are in use", "delete all on one of them to begin anew")
            token = await self._joined(db, joining, token, owner) if joining else secrets.token_urlsafe(32)
            known = sa.select(keys.c.token_hash).where(keys.c.token_hash == hashed(token))
            if (await db.execute(known)).first() is None:
                await db.execute(keys.insert().values(token_hash=hashed(token), owner=owner, created_at=now))
        return _row(found), token

    async def _joined(self, db: AsyncConnection, joining: Conversation, token: str, owner: str) -> str:
        before = await _owner(db, joining)
        for table in (conversations, keys):
            await db.execute(table.update().where(table.c.owner == before).values(owner=owner))
        return token

    async def delete_all(self, row: Conversation) -> int:
        """Delete all of a person's conversations, and what opened them; how many there were."""
        if row.owner is None:
            return int(await self._store.delete(row.id))
        gone = await self._store.delete_owned(row.owner)
        async with self._store.write() as db:
            for table in (keys, codes):
                await db.execute(table.delete().where(table.c.owner == row.owner))
        return gone

    async def used(self, row: Conversation, now: datetime, expires: datetime) -> None:
        """Note that a conversation was opened: it is kept from now on, and what opens its person's holds until
        expires."""
        async with self._store.write() as db:
            await db.execute(
                conversations.update().where(conversations.c.id == row.id).values(active_at=now, expires_at=expires)
            )
            if row.owner:
                theirs = conversations.c.owner == row.owner
                await db.execute(conversations.update().where(theirs).values(expires_at=expires))

    async def forget_unused(self, now: datetime) -> None:
        """Delete keys of people of whom nothing is kept any longer, and codes that have ended."""
        async with self._store.write(patient=True) as db:
            held = sa.select(conversations.c.owner).where(conversations.c.owner.is_not(None))
            await db.execute(keys.delete().where(keys.c.owner.not_in(held)))
            await db.execute(codes.delete().where(codes.c.expires_at <= now))


def _row(found: sa.RowMapping) -> Conversation:
    return Conversation(**{name: found[name] for name in Conversation.__slots__})


async def _owner(db: AsyncConnection, row: Conversation) -> str:
    """Whose a conversation is; a person is made for one that had none. A channel's own people stay the channel's."""
    if row.key is not None or (row.owner and not row.owner.startswith("web:")):
        raise Forbidden("This conversation belongs to another channel; open one here.")
    mine = conversations.c.id == row.id
    owner = await db.scalar(sa.select(conversations.c.owner).where(mine)) or f"web:{new_id()}"
    await db.execute(conversations.update().where(mine).values(owner=owner))
    return str(owner)


def _empty(row: sa.RowMapping) -> bool:
    """Whether nothing was ever said, told or named in a conversation: one opened and left."""
    return not row["name"] and not row["practice_id"] and row["profile"] in (None, "{}")


def _listed(row: sa.RowMapping, texts: list[str], words: list[str]) -> Listed | None:
    name = row["name"] or (" ".join(texts[0].split())[:80] if texts else "")
    folded = "\n".join((name, *texts)).casefold()
    if not all(word in folded for word in words):
        return None
    hit = next((text for text in texts if words and any(word in text.casefold() for word in words)), "")
    return Listed(
        row["id"], name, _around(hit, words), len(texts), bool(row["practice_id"]), row["created_at"], row["active_at"]
    )


def _around(text: str, words: list[str]) -> str:
    """Some forty characters before and after the first word that was searched."""
    flat = " ".join(text.split())
    at = min((place for word in words if (place := flat.casefold().find(word)) >= 0), default=0)
    start, end = max(0, at - 40), at + 60
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"
