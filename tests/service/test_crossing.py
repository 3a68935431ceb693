"""Calls of one person that cross each other, and more processes than the database lets in: none fails for that."""

import asyncio
from datetime import UTC, datetime

import psycopg
import pytest
import sqlalchemy as sa

from bot.conversation import databases
from bot.conversation.own import Own, codes
from bot.conversation.rows import feedback
from bot.conversation.store import Conversation, PracticeRow, Store, conversations, hashed
from bot.conversation.tallies import Tallies
from bot.errors import NotFound

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
TIMES = 8


async def opened(store: Store) -> tuple[Conversation, str]:
    return await store.create("widget", NOW, 24)


async def test_of_codes_made_at_once_one_counts_and_none_fails(store: Store) -> None:
    row, _ = await opened(store)
    own = Own(store)
    made = await asyncio.gather(*(own.code(row, NOW) for _ in range(TIMES)))
    async with store.read() as db:
        kept = list(await db.scalars(sa.select(codes.c.code_hash)))
    assert len(kept) == 1 and kept[0] in {hashed(code) for code, _ in made}


async def test_chats_opened_at_once_beside_one_another_are_one_persons(store: Store) -> None:
    row, token = await opened(store)
    own = Own(store)
    ids = await asyncio.gather(*(own.beside(row, token, "widget", NOW, NOW) for _ in range(TIMES)))
    async with store.read() as db:
        owners = list(await db.scalars(sa.select(conversations.c.owner)))
    assert len(owners) == TIMES + 1 and len(set(owners)) == 1
    row = await store.conversation(row.id)
    assert await own.delete_all(row) == TIMES + 1
    for id in ids:
        with pytest.raises(NotFound):
            await store.conversation(id)


async def test_all_is_deleted_from_several_devices_at_once(store: Store) -> None:
    own = Own(store)
    for _ in range(3):
        row, token = await opened(store)
        for _ in range(TIMES):
            await own.beside(row, token, "widget", NOW, NOW)
        row = await store.conversation(row.id)
        gone = await asyncio.gather(*(own.delete_all(row) for _ in range(TIMES)))
        assert sum(gone) == TIMES + 1


async def test_a_chat_beside_one_that_is_gone_is_not_opened(store: Store) -> None:
    row, token = await opened(store)
    await store.delete(row.id)
    with pytest.raises(NotFound):
        await Own(store).beside(row, token, "widget", NOW, NOW)


async def test_what_is_written_for_a_conversation_that_was_deleted_meanwhile_is_not_found(store: Store) -> None:
    row, _ = await opened(store)
    begun = await store.begin(row.id, "hi", None, NOW, 24)
    await store.delete(row.id)
    with pytest.raises(NotFound):
        await store.save_practice(row.id, PracticeRow("a" * 32, "active", "{}"), NOW)
    with pytest.raises(NotFound):
        await store.begin(row.id, "hi", None, NOW, 24)
    with pytest.raises(NotFound):
        await store.rate(row.id, begun.message_id, "up", None, NOW)
    # As where it was still there when it was looked at.
    with pytest.raises(NotFound):
        async with store.write() as db:
            await db.execute(feedback.insert().values(message_id=begun.message_id, rating="up", created_at=NOW))
    assert await store.finish(begun.message_id, "done") is None
    assert not await Tallies(store).asked_by("figure x", row.id, NOW.date())


async def test_two_people_who_join_each_other_at_once_are_one_or_two_and_none_fails(store: Store) -> None:
    own = Own(store)
    for _ in range(TIMES):
        (one, key), (other, other_key) = await opened(store), await opened(store)
        code, other_code = (await own.code(one, NOW))[0], (await own.code(other, NOW))[0]
        got = await asyncio.gather(
            own.redeem(code, other, other_key, NOW), own.redeem(other_code, one, key, NOW), return_exceptions=True
        )
        assert all(isinstance(each, tuple | NotFound) for each in got), got


async def test_where_postgresql_lets_no_more_in_its_turn_is_waited_for(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(postgres.format(name="postgres"), autocommit=True) as db:
        db.execute("CREATE ROLE visitor LOGIN CONNECTION LIMIT 18")
        db.execute("CREATE DATABASE crowded OWNER visitor")
    url = postgres.format(name="crowded").replace("parley@", "visitor@")
    stores = [Store(url), Store(url)]
    refused = 0
    crowded = databases.crowded

    def counted(error: Exception) -> bool:
        nonlocal refused
        refused += crowded(error)
        return crowded(error)

    monkeypatch.setattr(databases, "crowded", counted)
    try:
        for one in stores:
            await one.open()
        made = await asyncio.gather(*(opened(one) for one in stores for _ in range(100)))
        read = await asyncio.gather(*(one.conversation(row.id) for one in stores for row, _ in made))
        assert len(read) == 400
        assert refused, "nobody had to wait: the test shows nothing"
    finally:
        for one in stores:
            await one.close()
