"""The store keeps what it is given, on SQLite and PostgreSQL alike, and gives it to nobody else."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.store import LEASE, Conversation, PracticeRow, Store
from bot.errors import BadInput, Busy, Forbidden, NotFound, StoreUnavailable

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOURS = 24


async def opened(store: Store, **extra: str) -> Conversation:
    return (await store.create("api", NOW, HOURS, **extra))[0]


async def test_a_token_opens_its_conversation_and_no_other(store: Store) -> None:
    (one, token), (two, other) = await store.create("api", NOW, HOURS), await store.create("api", NOW, HOURS)
    assert (await store.opened(one.id, token, NOW)).id == one.id
    refusals = []
    for id, tried in ((one.id, other), (two.id, token), ("0" * 32, token), (one.id, ""), (one.id, "\udc00ü")):
        with pytest.raises(NotFound) as refused:
            await store.opened(id, tried, NOW)
        refusals.append(str(refused.value))
    assert len(set(refusals)) == 1, "what is refused must not tell what exists"


async def test_a_token_is_unguessable_and_kept_only_as_its_hash(store: Store, database_url: str) -> None:
    _, token = await store.create("api", NOW, HOURS)
    assert len(token) >= 43
    async with store.read() as db:
        rows = (await db.exec_driver_sql("SELECT * FROM conversations")).all()
    assert token not in repr(rows)


async def test_a_token_expires_hours_after_its_last_use(store: Store) -> None:
    conversation, token = await store.create("api", NOW, HOURS)
    later = NOW + timedelta(hours=HOURS - 1)
    begun = await store.begin(conversation.id, "hello", None, later, HOURS)
    await store.finish(begun.message_id, "done", answer="{}")
    assert await store.opened(conversation.id, token, NOW + timedelta(hours=HOURS + 1))
    with pytest.raises(Forbidden):
        await store.opened(conversation.id, token, later + timedelta(hours=HOURS))


async def test_messages_come_back_in_order_with_feedback(store: Store) -> None:
    conversation = await opened(store)
    for text in ("one", "two — ₹ 日本 🙂"):
        begun = await store.begin(conversation.id, text, None, NOW, HOURS)
        await store.finish(begun.message_id, "done", answer=f'{{"a": "{text}"}}', question="q", profile="{}", events=4)
    await store.rate(conversation.id, begun.message_id, "up", "nice", NOW)
    await store.rate(conversation.id, begun.message_id, "down", None, NOW)
    kept = await store.messages(conversation.id)
    assert [(m.role, m.text, m.answer, m.rating) for m in kept] == [
        ("user", "one", None, None),
        ("assistant", None, '{"a": "one"}', None),
        ("user", "two — ₹ 日本 🙂", None, None),
        ("assistant", None, '{"a": "two — ₹ 日本 🙂"}', "down"),
    ]
    assert kept[0].created_at == NOW
    with pytest.raises(NotFound):
        await store.rate(conversation.id, begun.user_id, "up", None, NOW)
    with pytest.raises(NotFound):
        await store.rate((await opened(store)).id, begun.message_id, "up", None, NOW)


async def test_a_second_message_is_refused_while_one_is_answered(store: Store) -> None:
    conversation = await opened(store)
    first = await store.begin(conversation.id, "one", None, NOW, HOURS)
    with pytest.raises(Busy):
        await store.begin(conversation.id, "two", None, NOW, HOURS)
    await store.finish(first.message_id, "done", answer="{}")
    assert (await store.begin(conversation.id, "two", None, NOW, HOURS)).fresh


async def test_of_two_messages_at_the_same_moment_one_is_begun(store: Store) -> None:
    conversation = await opened(store)
    sent = [store.begin(conversation.id, f"m{i}", None, NOW, HOURS) for i in range(8)]
    results = await asyncio.gather(*sent, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Begun"] + ["Busy"] * 7
    assert len(await store.messages(conversation.id)) == 2


async def test_a_message_sent_again_is_the_same_message(store: Store) -> None:
    conversation = await opened(store)
    first = await store.begin(conversation.id, "one", "c1", NOW, HOURS)
    again = await store.begin(conversation.id, "one", "c1", NOW, HOURS)
    assert (again.user_id, again.message_id, again.fresh) == (first.user_id, first.message_id, False)
    with pytest.raises(BadInput):
        await store.begin(conversation.id, "other words", "c1", NOW, HOURS)
    await store.finish(first.message_id, "done", answer="{}")
    assert not (await store.begin(conversation.id, "one", "c1", NOW, HOURS)).fresh
    other = await opened(store)
    assert (await store.begin(other.id, "theirs", "c1", NOW, HOURS)).fresh
    assert len(await store.messages(conversation.id)) == 2


@pytest.mark.parametrize("ended", ["failed", "interrupted"])
async def test_a_message_whose_answer_failed_is_answered_when_sent_again(store: Store, ended: str) -> None:
    conversation = await opened(store)
    first = await store.begin(conversation.id, "one", "c1", NOW, HOURS)
    await store.finish(first.message_id, ended, failure="{}")  # type: ignore[arg-type]
    again = await store.begin(conversation.id, "one", "c1", NOW, HOURS)
    assert again.fresh and again.message_id == first.message_id
    assert len(await store.messages(conversation.id)) == 2


async def test_a_reply_whose_process_died_blocks_nobody_for_long(store: Store) -> None:
    conversation = await opened(store)
    first = await store.begin(conversation.id, "one", None, NOW, HOURS)
    assert await store.renew(first.message_id, NOW + timedelta(seconds=10)) is False
    with pytest.raises(Busy):
        await store.begin(conversation.id, "two", None, NOW + LEASE, HOURS)
    after = NOW + timedelta(seconds=10) + LEASE
    assert (await store.begin(conversation.id, "two", None, after, HOURS)).fresh
    assert [m.state for m in await store.messages(conversation.id)] == ["done", "interrupted", "done", "running"]


async def test_a_wish_to_stop_reaches_whoever_makes_the_reply(store: Store) -> None:
    begun = await store.begin((await opened(store)).id, "one", None, NOW, HOURS)
    await store.ask_to_stop(begun.message_id)
    assert await store.renew(begun.message_id, NOW) is True


async def test_deleted_means_gone(store: Store, database_url: str, tmp_path: Path) -> None:
    conversation = await opened(store)
    begun = await store.begin(conversation.id, "my floor is 345678", None, NOW, HOURS)
    await store.finish(begun.message_id, "done", answer='{"floor": 345678}', profile='{"floor": 345678}')
    await store.rate(conversation.id, begun.message_id, "up", "345678", NOW)
    await store.save_practice(conversation.id, PracticeRow("p" * 32, "active", '{"floor": 345678}'), NOW)
    assert await store.delete(conversation.id) is True
    assert await store.delete(conversation.id) is False
    for table in ("conversations", "messages", "feedback", "practices"):
        async with store.read() as db:
            assert (await db.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar() == 0
    if database_url.startswith("sqlite"):
        files = [file.read_bytes() for file in tmp_path.glob("parley.sqlite3*") if not file.name.endswith("-shm")]
        assert files and not any(b"345678" in content for content in files)
    await store.finish(begun.message_id, "done", answer="{}", profile="{}")
    with pytest.raises(NotFound):
        await store.begin(conversation.id, "again", None, NOW, HOURS)


async def test_conversations_past_their_retention_are_deleted_and_others_are_not(store: Store) -> None:
    old, used = await opened(store), await opened(store)
    await store.finish((await store.begin(used.id, "hi", None, NOW + timedelta(days=5), HOURS)).message_id, "done")
    assert await store.delete_before(NOW + timedelta(days=1)) == 1
    with pytest.raises(NotFound):
        await store.conversation(old.id)
    assert await store.conversation(used.id)


async def test_a_channel_finds_its_conversations_by_key_and_person(store: Store) -> None:
    thread = await opened(store, key="slack:T1:C1:1.1", owner="slack:T1:U1")
    other = await opened(store, key="slack:T1:C1:1.2", owner="slack:T1:U2")
    found = await store.by_key("slack:T1:C1:1.1")
    assert found and found.id == thread.id
    assert await store.by_key("slack:T1:C1:1.3") is None
    assert [c.id for c in await store.owned("slack:T1:U1")] == [thread.id]
    assert await store.delete_owned("slack:T1:U1") == 1
    assert await store.conversation(other.id)


async def test_a_practice_is_kept_move_by_move_and_two_moves_at_once_are_not(store: Store) -> None:
    conversation = await opened(store)
    id = "p" * 32
    await store.save_practice(conversation.id, PracticeRow(id, "active", "opening"), NOW)
    assert (await store.conversation(conversation.id)).practice_id == id
    await store.save_practice(conversation.id, PracticeRow(id, "active", "one", 1), NOW)
    with pytest.raises(Busy):
        await store.save_practice(conversation.id, PracticeRow(id, "active", "late", 1), NOW)
    await store.save_practice(conversation.id, PracticeRow(id, "ended", "over", 2), NOW)
    assert await store.practice(conversation.id, id) == PracticeRow(id, "ended", "over", 3)
    assert (await store.conversation(conversation.id)).practice_id is None
    assert [row.id for row in await store.ended_practices(conversation.id, 9)] == [id]
    with pytest.raises(NotFound):
        await store.practice((await opened(store)).id, id)


async def test_a_move_and_its_reply_are_kept_together_or_not_at_all(store: Store) -> None:
    conversation = await opened(store)
    id = "p" * 32
    await store.save_practice(conversation.id, PracticeRow(id, "active", "opening"), NOW)
    begun = await store.begin(conversation.id, "a line", None, NOW, HOURS)
    await store.save_practice(conversation.id, PracticeRow(id, "active", "played elsewhere", 1), NOW)
    with pytest.raises(Busy):
        late = PracticeRow(id, "active", "late", 1)
        await store.finish(begun.message_id, "done", answer="{}", practice=late, now=NOW)
    assert (await store.message(conversation.id, begun.message_id)).answer is None


async def test_replicas_that_start_at_once_migrate_once(database_url: str) -> None:
    replicas = [Store(database_url) for _ in range(4)]
    await asyncio.gather(*(replica.open() for replica in replicas))
    assert (await replicas[3].create("api", NOW, HOURS))[1]
    for replica in replicas:
        await replica.close()


async def test_the_schema_in_the_code_is_the_migrated_one(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import bot.channels.slack.records  # noqa: F401 - its tables are in the metadata once it is imported
    from bot.conversation.store import metadata

    async with store.read() as db:
        differences = await db.run_sync(lambda sync: compare_metadata(MigrationContext.configure(sync), metadata))
    structural = {"add_table", "add_column", "remove_column", "add_fk", "remove_fk"}
    ours = [entry for entry in differences if isinstance(entry, tuple) and entry[0] in structural]
    assert ours == []


async def test_a_database_that_is_away_is_said_in_one_sentence(tmp_path: Path) -> None:
    away = Store(f"postgresql://parley@/nothing?host={tmp_path}")
    with pytest.raises(StoreUnavailable) as said:
        await away.ping()
    assert "database" in str(said.value)
    with pytest.raises(BadInput):
        Store("mysql://root@localhost/x")
    with pytest.raises(BadInput):
        Store("not an address")


async def test_the_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/deep/parley.sqlite3")
    await store.open()
    assert stat.S_IMODE(os.stat(tmp_path / "deep" / "parley.sqlite3").st_mode) == 0o600
    await store.close()


async def test_a_writer_waits_for_another_process_that_writes(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/parley.sqlite3")
    await store.open()
    other = sqlite3.connect(tmp_path / "parley.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    creating = asyncio.create_task(store.create("api", NOW, HOURS))
    done, _ = await asyncio.wait([creating], timeout=0.3)
    assert not done
    other.execute("COMMIT")
    other.close()
    assert (await creating)[0].channel == "api"
    await store.close()


WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from bot.conversation.store import Store
async def main():
    store = Store(sys.argv[1]); await store.open()
    now = datetime.now(UTC)
    conversation, _ = await store.create("api", now, 24)
    for number in range(100_000):
        begun = await store.begin(conversation.id, f"m{number}", None, now, 24)
        await store.finish(begun.message_id, "done", answer="x" * 5000, profile="{}")
        print(conversation.id, number, flush=True)
asyncio.run(main())
"""


async def test_killed_in_a_write_it_has_what_it_said_it_kept(database_url: str) -> None:
    for kill_after in (1, 7, 23):
        writing = subprocess.Popen([sys.executable, "-c", WRITER, database_url], stdout=subprocess.PIPE, text=True)
        assert writing.stdout
        acknowledged = [writing.stdout.readline().split() for _ in range(kill_after)]
        writing.send_signal(signal.SIGKILL)
        acknowledged += [line.split() for line in writing.stdout.read().splitlines() if len(line.split()) == 2]
        writing.wait()
        store = Store(database_url)
        await store.open()
        kept = await store.messages(acknowledged[0][0])
        answered = {m.text for m in kept if m.role == "user"}
        assert {f"m{number}" for _, number in acknowledged} <= answered
        assert all(len(m.answer or "") == 5000 for m in kept if m.role == "assistant" and m.state == "done")
        await store.close()
