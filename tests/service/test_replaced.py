"""The last message can be taken back and said otherwise: what it made is gone, what was known before it stands
again."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.conversation.store import PracticeRow, Store
from bot.conversation.tallies import Tallies
from bot.errors import BadInput, StoreUnavailable
from bot.server.app import create_app
from bot.settings import Settings

from .live import Client, served

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SF = "I'm offered 205k base at W&B as a software engineer in San Francisco"


@pytest.fixture
async def me(tmp_path: Path, index: Path) -> AsyncIterator[Client]:
    settings = Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", _env_file=None)  # type: ignore[call-arg]
    async with served(create_app(settings)) as address, httpx.AsyncClient(base_url=address, timeout=20) as client:
        yield await Client.open(client)


async def said(me: Client) -> list[str]:
    return [m["text"] for m in (await me.get()).json()["messages"] if m["role"] == "user"]


async def test_an_edited_question_takes_the_place_of_the_last_and_so_does_what_it_told(me: Client) -> None:
    await me.say("What does W&B pay a software engineer in London?")
    before = (await me.get("/profile")).json()
    wrong = (await me.say(SF)).json()["message_id"]
    assert (await me.get("/profile")).json()["offer"]["base"] == 205_000
    right = await me.say("And in New York?", replaces=wrong)
    assert right.status_code == 200
    assert await said(me) == ["What does W&B pay a software engineer in London?", "And in New York?"]
    assert (await me.get("/profile")).json()["offer"] is None, before
    assert (await me.get(f"/messages/{wrong}/events")).status_code == 404


async def test_the_same_question_is_answered_again_in_place(me: Client) -> None:
    first = (await me.say("What does W&B pay a software engineer in London?")).json()
    again = (await me.say("What does W&B pay a software engineer in London?", replaces=first["message_id"])).json()
    assert again["answer"]["blocks"] == first["answer"]["blocks"]
    assert again["message_id"] != first["message_id"]
    assert len(await said(me)) == 1


async def test_what_the_person_changed_by_hand_since_stays(me: Client) -> None:
    wrong = (await me.say(SF)).json()["message_id"]
    await me.http.patch(f"{me.base}/profile", json={"region": "London"}, headers=me.headers)
    await me.say("hello", replaces=wrong)
    assert (await me.get("/profile")).json()["region"] == "London"


async def test_only_the_last_message_of_ones_own_conversation_can_be_replaced(me: Client) -> None:
    first = (await me.say("hello")).json()["message_id"]
    await me.say("What does W&B pay a software engineer in London?")
    other = await Client.open(me.http)
    foreign = (await other.say("hello")).json()["message_id"]
    for id in (first, foreign, "0" * 32):
        refused = await me.say("anything", replaces=id)
        assert refused.status_code == 422
        assert "last" in refused.json()["detail"]
    assert len(await said(me)) == 2
    assert len(await said(other)) == 1


async def test_a_line_said_to_the_recruiter_is_not_taken_back(me: Client) -> None:
    await me.say("Let's practise the call for software engineer at W&B in London")
    line = (await me.say("Could you do £160K base?")).json()["message_id"]
    refused = await me.say("Could you do £170K base?", replaces=line)
    assert refused.status_code == 422
    assert "practice" in refused.json()["detail"]
    assert (await said(me))[-1] == "Could you do £160K base?"


async def test_on_every_database_the_turn_and_its_feedback_go_and_the_profile_comes_back(store: Store) -> None:
    row, _ = await store.create("api", NOW, 1)
    await store.set_profile(row.id, '{"region": "London"}')
    begun = await store.begin(row.id, "one", None, NOW, 1)
    await store.finish(
        begun.message_id,
        "done",
        answer="{}",
        question='{"profile": {"region": "Paris"}}',
        profile='{"region": "Paris"}',
    )
    await store.rate(row.id, begun.message_id, "down", "wrong", NOW)
    again = await store.begin(row.id, "two", "c-1", NOW, 1, replaces=begun.user_id)
    assert [m.text for m in await store.messages(row.id) if m.role == "user"] == ["two"]
    assert (await store.conversation(row.id)).profile == '{"region": "London"}'
    assert await Tallies(store).thumbs() == {}
    assert (await store.begin(row.id, "two", "c-1", NOW, 1, replaces=begun.user_id)).message_id == again.message_id
    await store.finish(again.message_id, "done", answer="{}", practice=PracticeRow("p" * 32, "active", "{}"), now=NOW)
    with pytest.raises(BadInput):
        await store.begin(row.id, "three", None, NOW, 1, replaces=again.message_id)


async def test_what_nobody_waits_for_may_take_longer_than_an_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.databases.ANSWERING", 0.0)
    with pytest.raises(StoreUnavailable):
        await store.ping()
    await store.open()
    assert await store.delete_before(NOW) == 0
