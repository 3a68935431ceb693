"""What is counted over everybody's conversations: what was asked in vain, thumbs, what came of offers."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.conversation.rows import ComplaintRow, GapRow, conversations, feedback, gap_askers, gaps, hashed, messages
from bot.conversation.store import Store
from bot.errors import NotFound

ASKERS = 5
"""Conversations that must have asked for a name that no lexicon knows before it is kept."""


class Tallies:
    """Counts in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note_gap(self, day: date, kind: str, phrase: str, company: str) -> None:
        """Count once more that somebody asked about something the guides don't hold."""
        one = {"day": day, "kind": kind, "phrase": phrase, "company": company}
        this = sa.and_(*(gaps.c[name] == value for name, value in one.items()))
        more = gaps.update().where(this).values(times=gaps.c.times + 1)

        def counted(db: sa.Connection) -> None:
            if not db.execute(more).rowcount:
                db.execute(gaps.insert().values(**one, times=1))

        try:
            await self._store.do(counted)
        except IntegrityError:
            # Another reply counted the first of them in between.
            await self._store.do(lambda db: db.execute(more))

    async def asked_by(self, name: str, conversation_id: str, day: date) -> bool:
        """Note that a conversation asked for a name (kept as its hash); True once ASKERS of them have."""
        one = {"name": hashed(name), "conversation_id": conversation_id}
        this = gap_askers.c.name == one["name"]
        askers = sa.select(gap_askers.c.conversation_id).where(this).limit(ASKERS)

        def noted(db: sa.Connection) -> bool:
            known = set(db.execute(askers).scalars())
            if len(known) < ASKERS and conversation_id not in known:
                db.execute(gap_askers.insert().values(**one, day=day))
            return len(known | {conversation_id}) >= ASKERS

        try:
            return await self._store.do(noted)
        except (IntegrityError, NotFound):
            # The same conversation was noted elsewhere in between, or is gone.
            return False

    async def gaps(self, limit: int = 200) -> tuple[GapRow, ...]:
        """What was asked and is not in the guides, the most asked first."""
        times, last = sa.func.sum(gaps.c.times), sa.func.max(gaps.c.day)
        asked = sa.select(gaps.c.kind, gaps.c.phrase, gaps.c.company, times, last).group_by(
            gaps.c.kind, gaps.c.phrase, gaps.c.company
        )
        async with self._store.read() as db:
            rows = await db.execute(asked.order_by(times.desc(), last.desc(), gaps.c.phrase).limit(limit))
            return tuple(GapRow(*row) for row in rows)

    async def complaints(self, limit: int = 200) -> tuple[ComplaintRow, ...]:
        """Thumbs-down that still stand, the newest first."""
        asked = (
            sa.select(feedback.c.reason, messages.c.answer, feedback.c.created_at)
            .join(messages, messages.c.id == feedback.c.message_id)
            .where(feedback.c.rating == "down").order_by(feedback.c.created_at.desc()).limit(limit)
        )  # fmt: skip
        async with self._store.read() as db:
            return tuple(
                ComplaintRow(reason, answer or "", at.date()) for reason, answer, at in await db.execute(asked)
            )

    async def outcomes(self, limit: int = 10_000) -> tuple[str, ...]:
        """The profiles that hold what came of an offer, one a person where the channel knows them, the newest first."""
        person = sa.func.coalesce(conversations.c.owner, conversations.c.id)
        asked = (
            sa.select(person, conversations.c.profile).where(conversations.c.profile.like('%"outcome":{"%'))
            .order_by(conversations.c.created_at.desc()).limit(limit)
        )  # fmt: skip
        async with self._store.read() as db:
            newest: dict[str, str] = {}
            for who, profile in await db.execute(asked):
                newest.setdefault(who, profile)
            return tuple(newest.values())

    async def thumbs(self) -> dict[str, int]:
        """How many thumbs of each kind stand."""
        async with self._store.read() as db:
            rows = await db.execute(sa.select(feedback.c.rating, sa.func.count()).group_by(feedback.c.rating))
            return {rating: count for rating, count in rows}
