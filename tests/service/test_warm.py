"""What a message costs in the database, and that what is kept in memory between messages is never behind it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.conversations import Conversations
from bot.conversation.events import Done
from bot.conversation.history import turns_of
from bot.conversation.store import PracticeRow, Store
from bot.conversation.warm import EACH, Warm, WarmTurns
from bot.errors import Busy, NotFound
from bot.reading.terms import Profile

from .live import ScriptedCoach

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
async def replicas(store: Store, database_url: str) -> AsyncIterator[tuple[Conversations, Conversations]]:
    """Two processes' conversations over one database."""
    other = Store(database_url)
    made = [
        Conversations(one, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
        for one in (store, other)
    ]
    yield made[0], made[1]
    await other.close()


async def said(chats: Conversations, id: str, text: str, **more: Any) -> Done:
    events = [event async for event in chats.reply(id, text, channel="api", **more)]
    assert isinstance(events[-1], Done)
    return events[-1]


@contextmanager
def counted(store: Store) -> Iterator[dict[str, int]]:
    """How many statements and commits go to the database meanwhile; how a transaction begins is no statement."""
    counts = {"statements": 0, "commits": 0}
    assert store._lane is not None
    engines = [store._engine.sync_engine, store._lane._engine]

    def statement(_: object, __: object, text: str, *more: object) -> None:
        counts["statements"] += not text.startswith(("BEGIN", "PRAGMA"))

    def commit(_: object) -> None:
        counts["commits"] += 1

    for one in engines:
        sa.event.listen(one, "before_cursor_execute", statement)
        sa.event.listen(one, "commit", commit)
    yield counts
    for one in engines:
        sa.event.remove(one, "before_cursor_execute", statement)
        sa.event.remove(one, "commit", commit)


async def test_a_message_costs_at_most_four_statements_and_two_commits(store: Store) -> None:
    chats = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
    id, token = await chats.open("api")
    await chats.authorise(id, token)
    await chats.admit(id, token)
    for number in range(5):
        with counted(store) as counts:
            await chats.admit(id, token)
            await said(chats, id, f"message {number}", client_id=f"c{number}")
        assert counts["statements"] <= 4 and counts["commits"] <= 2, counts
    assert len((await chats.histories.history(id)).messages) == 10


async def test_opening_a_conversation_is_one_statement_and_many_at_once_share_commits(store: Store) -> None:
    chats = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
    with counted(store) as counts:
        await chats.open("api")
        assert counts == {"statements": 1, "commits": 1}
        await asyncio.gather(*(chats.open("api") for _ in range(40)))
    assert counts["statements"] == 41
    if store._engine.dialect.name == "sqlite":
        assert counts["commits"] <= 6, counts


async def test_messages_of_many_conversations_at_once_share_commits(store: Store) -> None:
    if store._engine.dialect.name != "sqlite":
        pytest.skip("each transaction of PostgreSQL's is its own")
    opened = [(await store.create("api", NOW, 24))[0] for _ in range(40)]
    with counted(store) as counts:
        begun = await asyncio.gather(*(store.begin(one.id, "hello", None, NOW, 24) for one in opened))
    assert all(one.fresh for one in begun)
    assert counts["commits"] < 10


async def test_of_messages_that_share_a_commit_one_that_fails_undoes_itself_alone(store: Store) -> None:
    opened = [(await store.create("api", NOW, 24))[0] for _ in range(6)]
    await store.begin(opened[3].id, "under way", None, NOW, 24)
    ids = [*(one.id for one in opened), "0" * 32]
    results = await asyncio.gather(*(store.begin(id, "hello", None, NOW, 24) for id in ids), return_exceptions=True)
    assert [type(one) for one in results[3:4] + results[6:]] == [Busy, NotFound]
    for one in opened:
        kept = [m.text for m in await store.messages(one.id) if m.role == "user"]
        assert kept == (["under way"] if one.id == opened[3].id else ["hello"])


async def test_whoever_gives_up_before_its_turn_has_nothing_kept(store: Store) -> None:
    one, _ = await store.create("api", NOW, 24)
    asking = asyncio.create_task(store.begin(one.id, "hello", None, NOW, 24))
    asking.cancel()
    await asyncio.wait([asking])
    assert await store.messages(one.id) == ()


async def test_a_message_is_read_in_the_light_of_what_another_process_answered(
    replicas: tuple[Conversations, Conversations],
) -> None:
    here, there = replicas
    id, _ = await here.open("api")
    for number, chats in enumerate((here, here, there, here, there, there, here)):
        await said(chats, id, f"message {number}")
        coach: Any = chats.coach
        assert coach.seen[-1] == number, "a message was read without all turns before it"


async def test_what_another_process_took_back_or_changed_is_not_remembered(
    replicas: tuple[Conversations, Conversations],
) -> None:
    here, there = replicas
    id, _ = await here.open("api")
    await said(here, id, "one")
    last = await said(here, id, "two")
    await there.take_back(id, (await there.histories.history(id)).messages[-2].id, last.message_id)
    await there.set_profile(id, Profile(company="acme"))
    await said(here, id, "three")
    coach: Any = here.coach
    assert coach.seen[-1] == 1
    assert (await here.histories.history(id)).profile.company == "acme"


async def test_a_practice_begun_elsewhere_takes_the_next_message(
    replicas: tuple[Conversations, Conversations], store: Store
) -> None:
    here, there = replicas
    id, _ = await here.open("api")
    await said(here, id, "one")
    await there._store.save_practice(id, PracticeRow("p" * 32, "active", "{}"), NOW)
    begun = await store.begin(id, "two", None, NOW, 24)
    assert here._warm.take(id, begun.version) is None


async def test_what_is_in_memory_is_what_the_store_has(store: Store) -> None:
    chats = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
    id, _ = await chats.open("api")
    for number in range(25):
        await said(chats, id, f"message {number}")
    turns, lengths = turns_of(await store.messages(id, newest=80))
    kept = chats._warm._kept[id]
    assert (kept.turns, kept.lengths) == (turns, lengths)


async def test_a_deleted_conversation_is_in_no_memory(store: Store) -> None:
    chats = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30, now=lambda: NOW)  # type: ignore[arg-type]
    (id, token), (other, _) = await chats.open("api"), await chats.open("api")
    await said(chats, id, "my floor is 345678")
    await said(chats, other, "hello")
    await chats.admit(id, token)
    await chats.delete(id)
    assert id not in chats._warm._kept
    await chats.admit(id, token)
    with pytest.raises(NotFound):
        await said(chats, id, "still there?")
    await chats.delete_old()
    assert not chats._warm._kept and not chats._warm._proved


def test_memory_is_bounded_and_the_longest_unused_goes_first() -> None:
    warm = Warm(largest=3 * EACH)
    for number in range(4):
        warm.put(str(number), WarmTurns(0))
    assert [warm.take(str(number), 0) is not None for number in range(4)] == [False, True, True, True]
    warm.put("vast", WarmTurns(0, lengths=(10**6,)))
    assert warm.take("vast", 0) is None and warm._size == 0


def test_a_token_is_believed_for_a_moment_and_no_other() -> None:
    warm = Warm()
    warm.proved("a", "token", NOW + timedelta(seconds=60))
    assert warm.proves("a", "token", NOW)
    assert not warm.proves("a", "other", NOW) and not warm.proves("b", "token", NOW)
    assert not warm.proves("a", "token", NOW + timedelta(seconds=60))


async def test_a_database_of_an_older_release_keeps_what_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    store = Store(f"sqlite:///{tmp_path}/p.sqlite3")
    await store.open()
    one, _ = await store.create("api", NOW, 24)
    begun = await store.begin(one.id, "hello", None, NOW, 24)
    await store.finish(begun.message_id, "done", answer="{}", question="{}", profile='{"company": "acme"}')
    config = Config()
    config.set_main_option("script_location", str(Path(sa.__file__).parent))

    def back(db: sa.Connection, to: str) -> None:
        import bot.conversation

        at = Path(bot.conversation.__file__).parent / "migrations"
        config.set_main_option("script_location", str(at))
        config.attributes["connection"] = db
        command.downgrade(config, to)
        db.exec_driver_sql("UPDATE messages SET known_before = '{\"role\": \"x\"}' WHERE role = 'user'")

    async with store.write() as db:
        await db.run_sync(back, "0006")
    await store.open()
    await store.take_back(one.id, begun.user_id)
    assert (await store.conversation(one.id)).profile == '{"role": "x"}'
    await store.close()
