"""What Slack needs kept is kept alike on SQLite and PostgreSQL, and taken up once however many replicas try."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.channels.slack.records import PER_PERSON, PER_TEAM, REMEMBERED, WINDOW, Records, Seal, Thread
from bot.conversation.store import Store
from bot.errors import BadInput
from tests.service.conftest import database_url, postgres, store

__all__ = ["database_url", "postgres", "store"]

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def records(store: Store) -> Records:
    return Records(store)


async def test_of_many_claims_at_once_one_is_fresh(records: Records) -> None:
    claims = [records.claim(("post:1", f"event:{n}"), team="T", person="U", now=NOW) for n in range(12)]
    assert [claim.fresh for claim in await asyncio.gather(*claims)].count(True) == 1
    assert (await records.claim(("post:3", "event:33"), team="T", person="U", now=NOW)).fresh


async def test_a_person_and_a_team_have_a_limit_a_window(records: Records) -> None:
    async def asked(key: str, person: str, now: datetime = NOW) -> int | None:
        return (await records.claim((key,), team="T", person=person, now=now)).limited

    assert [await asked(f"a{n}", "U1") for n in range(PER_PERSON)] == [None] * PER_PERSON
    wait = await asked("more", "U1", NOW + timedelta(seconds=20))
    assert wait is not None and 39 <= wait <= 42
    assert await asked("other", "U2") is None
    assert await asked("later", "U1", NOW + WINDOW + timedelta(seconds=30)) is None
    rows = [asked(f"t{n}", f"P{n}") for n in range(PER_TEAM - PER_PERSON - 3)]
    assert set(await asyncio.gather(*rows)) == {None}
    assert await asked("full", "P") is not None


async def test_old_deliveries_are_forgotten_and_a_persons_name_is(records: Records) -> None:
    await records.claim(("old",), team="T", person="U", now=NOW)
    await records.forget_person("T", "U")
    assert not (await records.claim(("old",), team="T", person="U", now=NOW)).fresh
    await records.forget_old(NOW + REMEMBERED + timedelta(minutes=1))
    assert (await records.claim(("old",), team="T", person="U", now=NOW)).fresh


async def test_a_thread_goes_with_its_conversation(records: Records, store: Store) -> None:
    row, _ = await store.create("slack", NOW, 1, owner="slack:T:U")
    thread = Thread("T", "C", "1.1", "U", row.id)
    assert await records.add(thread)
    assert not await records.add(Thread("T", "C", "1.1", "U", row.id)), "another replica was first"
    assert await records.in_thread("T", "C", "1.1") == (thread,)
    assert await records.thread("T", "C", "1.1", "U2") is None and await records.owner(row.id) == "slack:T:U"
    await store.delete(row.id)
    assert await records.in_thread("T", "C", "1.1") == ()
    assert not await records.add(thread), "its conversation is gone"


async def test_a_workspaces_installation_comes_before_its_organisations(records: Records) -> None:
    await records.install("E", "", "whole", NOW)
    assert await records.installed("E", "T") == "whole" and await records.installed("", "T") is None
    await records.install("E", "T", "one", NOW)
    await records.install("E", "T", "newer", NOW)
    assert await records.installed("E", "T") == "newer"
    await records.uninstall("E", "T")
    assert await records.installed("E", "T") == "whole"


async def test_a_state_is_good_once_and_for_a_while(records: Records) -> None:
    state, late = await records.issue(NOW), await records.issue(NOW)
    assert not await records.consume("forged", NOW)
    used = await asyncio.gather(*(records.consume(state, NOW) for _ in range(4)))
    assert used.count(True) == 1
    assert not await records.consume(late, NOW + timedelta(hours=1))


def test_what_is_sealed_opens_with_its_key_and_nothing_else() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    sealed = Seal(old).close({"token": "xoxb"})
    assert "xoxb" not in sealed
    assert Seal(f"{new}, {old}").open(sealed) == {"token": "xoxb"}
    assert Seal(new).open(sealed) is None and Seal(old).open(sealed[:-4] + "AAA=") is None
    for wrong in ("", "short", "ü" * 44):
        with pytest.raises(BadInput, match="Fernet"):
            Seal(wrong)


async def test_only_what_no_living_process_answers_is_lost(records: Records, store: Store) -> None:
    row, _ = await store.create("slack", NOW, 1, owner="slack:T:U")
    thread = Thread("T", "D", "1.1", "", row.id)
    await records.add(thread)
    begun = await store.begin(row.id, "hello", "D:1.2", NOW, 1)
    assert await records.lost(NOW + timedelta(seconds=1)) == ()
    [lost] = await records.lost(NOW + timedelta(minutes=1))
    assert (lost.thread, lost.person, lost.reply_id) == (thread, "U", begun.message_id)
    assert (lost.text, lost.name) == ("hello", "1.2")
    await store.finish(begun.message_id, "done", answer="{}")
    assert await records.lost(NOW + timedelta(minutes=1)) == ()
