"""What is kept is read out a little at a time, whatever its size and shape, and goes while others still write."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.conversation import history as room
from bot.conversation import own
from bot.conversation.conversations import Conversations
from bot.conversation.events import Done, Failed
from bot.conversation.history import HistoryMessage
from bot.conversation.rows import messages
from bot.conversation.store import MessageRow, Store
from bot.errors import StoreUnavailable

from .live import ScriptedCoach

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
async def chats(store: Store) -> AsyncIterator[Conversations]:
    yield Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]


async def talked(chats: Conversations, *texts: str) -> str:
    id, _ = await chats.open("api")
    for text in texts:
        async for _ in chats.reply(id, text, channel="api"):
            pass
    return id


class Pages:
    """Counts the pages that are read, and how many of them at once."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read, self.count, self.now, self.most, self.largest = store.page, 0, 0, 0, 0
        monkeypatch.setattr(store, "page", self.page)

    async def page(self, conversation_id: str, after: int, limit: int) -> tuple[MessageRow, ...]:
        self.count, self.now = self.count + 1, self.now + 1
        self.most = max(self.most, self.now)
        try:
            found = await self._read(conversation_id, after, limit)
            await asyncio.sleep(0.01)
        finally:
            self.now -= 1
        self.largest = max(self.largest, len(found))
        return found


async def test_a_long_conversation_is_held_a_few_messages_at_a_time_however_slowly_it_is_taken(
    chats: Conversations, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await talked(chats, *(f"message {number}" for number in range(6)))
    monkeypatch.setattr(room, "PAGE", 4)
    pages = Pages(store, monkeypatch)
    said = chats.histories.pages(id, HistoryMessage.model_dump_json)
    await anext(said)
    assert (pages.count, pages.largest) == (1, 4)
    assert len([one async for one in said]) == 11
    assert [one.text for one in (await chats.histories.history(id)).messages][::2] == [f"message {n}" for n in range(6)]


async def test_many_who_read_long_conversations_at_once_wait_for_one_another_and_nobody_for_them(
    chats: Conversations, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await talked(chats, "one", "two", "three")
    pages = Pages(store, monkeypatch)
    await asyncio.gather(*(chats.histories.history(id) for _ in range(9)))
    assert pages.most == 1


@pytest.mark.parametrize("stored", ["", "null", "[]", "{" * 1000, '{"x": 1}', '{"status": "answered", "blocks": [{}]}'])
async def test_an_answer_kept_in_another_shape_keeps_nothing_else_back(
    chats: Conversations, store: Store, stored: str
) -> None:
    id = await talked(chats, "one", "two")
    reply = (await chats.histories.history(id)).messages[1].id
    async with store.write() as db:
        await db.execute(messages.update().where(messages.c.id == reply).values(answer=stored))
    told = (await chats.histories.history(id)).messages
    assert [one.text for one in told] == ["one", None, "two", None]
    assert told[1].answer is not None and told[1].answer.intent == "unreadable"
    other = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
    assert isinstance([event async for _, event in other.follow(id, reply)][-1], Done | Failed)


async def test_a_search_looks_through_the_newest_of_what_was_written_and_no_further(
    chats: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "PAGE", 2)
    monkeypatch.setattr(own, "MOST_SEARCHED", 30)
    id = await talked(chats, "first old", *(f"and then {number:02}" for number in range(6)))
    row = await chats.row(id)
    assert (await chats.own.listed(row, "04"))[0].found == "and then 04"
    assert await chats.own.listed(row, "old") == ()
    assert (await chats.own.listed(row, ""))[0].asked == 7


async def test_searches_at_once_look_one_after_the_other(chats: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    row = await chats.row(await talked(chats, "one", "two"))
    now = most = 0
    look = own._look_through

    def looking(*given: object) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        look(*given)  # type: ignore[arg-type]
        now -= 1

    monkeypatch.setattr(own, "_look_through", looking)
    found = await asyncio.gather(*(chats.own.listed(row, "two") for _ in range(9)))
    assert all(one[0].found == "two" for one in found)
    assert most == 1


async def test_a_name_keeps_no_sign_that_a_database_refuses(chats: Conversations) -> None:
    row = await chats.row(await talked(chats, "one"))
    await chats.own.rename(row.id, "a\0b\ud800c")
    assert (await chats.own.listed(row, ""))[0].name == "ab?c"


async def test_what_is_begun_while_a_conversation_is_deleted_leaves_nothing_in_memory(
    chats: Conversations, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await talked(chats, "one")
    delete = store.delete

    async def meanwhile(id: str) -> bool:
        begun = await chats.begin(id, "my floor is 187654", channel="api")
        assert begun.message_id in chats._works
        return await delete(id)

    monkeypatch.setattr(store, "delete", meanwhile)
    await chats.delete(id)
    assert not chats._works


async def test_what_is_past_its_retention_is_in_no_memory(chats: Conversations) -> None:
    await talked(chats, "my floor is 187654")
    assert chats._works
    await chats.delete_old()
    assert not chats._works


async def test_a_deletion_beside_a_writer_of_another_process_is_done_and_tidied_up_later(tmp_path: Path) -> None:
    file = tmp_path / "p.sqlite3"
    store = Store(f"sqlite:///{file}")
    await store.open()
    (one, _) = await store.create("api", NOW, 24)
    begun = await store.begin(one.id, "my floor is 187654", None, NOW, 24)
    await store.finish(begun.message_id, "done", answer="{}", question="{}", profile="{}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        # Between the deletion and the tidying up.
        scrub = store._scrub

        async def beside() -> None:
            other.execute("BEGIN IMMEDIATE")
            await scrub()
            other.execute("COMMIT")

        store._scrub = beside  # type: ignore[method-assign]
        assert await store.delete(one.id)
        store._scrub = scrub  # type: ignore[method-assign]
    await store.delete_before(NOW)
    left = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    await store.close()
    assert b"187654" not in left


async def test_a_driver_of_its_own_that_fails_is_told_as_the_database_that_fails(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/p.sqlite3")
    await store.open()
    with pytest.raises(StoreUnavailable):
        async with store.write() as db:
            await db.execute(sa.select(1))
            raise sqlite3.OperationalError("database is locked")
    await store.close()
