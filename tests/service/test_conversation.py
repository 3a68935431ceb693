"""Conversations over both databases: kept before work begins, and through every way that work can end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.api import _stream
from bot.conversation.conversations import Conversations
from bot.conversation.events import BlockReady, Done, Event, Failed, Sentence
from bot.conversation.rows import clean
from bot.conversation.store import LEASE, Store
from bot.errors import Busy, Forbidden, NotFound, StoreUnavailable

from .live import WORDS, ScriptedCoach


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def coach() -> ScriptedCoach:
    return ScriptedCoach()


@pytest.fixture
async def chats(store: Store, coach: ScriptedCoach, clock: Clock) -> AsyncIterator[Conversations]:
    yield Conversations(store, coach, token_hours=24, retention_days=30, now=clock)  # type: ignore[arg-type]


async def replied(chats: Conversations, id: str, text: str, **more: Any) -> list[Event]:
    return [event async for event in chats.reply(id, text, channel="api", **more)]


async def test_a_conversation_remembers_its_turns_and_profile(chats: Conversations, coach: ScriptedCoach) -> None:
    id, _ = await chats.open("terminal")
    for text in ("I work with acme", "and now?", "then?"):
        events = await replied(chats, id, text)
        assert isinstance(events[-1], Done)
    assert coach.seen == [0, 1, 2]
    history = await chats.histories.history(id)
    assert history.profile.company == "acme"
    assert [said.text for said in history.messages if said.role == "user"] == ["I work with acme", "and now?", "then?"]


async def test_the_sentences_released_are_the_blocks_texts(chats: Conversations) -> None:
    id, _ = await chats.open("terminal")
    events = await replied(chats, id, "hello")
    said = "".join(event.text for event in events if isinstance(event, Sentence))
    blocks = [event for event in events if isinstance(event, BlockReady)]
    done = events[-1]
    assert isinstance(done, Done)
    assert tuple(event.block for event in blocks) == done.answer.blocks
    assert said == done.answer.blocks[0].text == "".join(WORDS)  # type: ignore[union-attr]


async def test_conversations_past_their_retention_are_deleted(chats: Conversations, clock: Clock) -> None:
    old, _ = await chats.open("api")
    clock.now += timedelta(days=20)
    used, _ = await chats.open("api")
    clock.now += timedelta(days=11)
    assert await chats.delete_old() == 1
    with pytest.raises(NotFound):
        await chats.histories.history(old)
    assert await chats.histories.history(used)


async def test_a_token_lives_for_its_hours_after_its_last_use(chats: Conversations, clock: Clock) -> None:
    id, token = await chats.open("api")
    clock.now += timedelta(hours=23)
    await replied(chats, id, "hello")
    for _ in range(2):
        # Reading is using, too.
        clock.now += timedelta(hours=23)
        assert await chats.authorise(id, token)
    clock.now += timedelta(hours=24)
    with pytest.raises(Forbidden):
        await chats.authorise(id, token)


async def test_an_answer_is_kept_though_the_database_is_away_for_a_moment(
    chats: Conversations, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.conversations.RETRIES", (0, 0))
    away = [StoreUnavailable("away"), StoreUnavailable("away")]
    finish = store.finish

    async def sometimes(*given: Any, **more: Any) -> None:
        if away:
            raise away.pop()
        await finish(*given, **more)

    monkeypatch.setattr(store, "finish", sometimes)
    id, _ = await chats.open("api")
    events = await replied(chats, id, "hello")
    assert isinstance(events[-1], Done)
    assert (await chats.histories.history(id)).messages[-1].answer == events[-1].answer


async def test_a_database_gone_in_a_reply_is_said_and_the_message_is_answered_when_sent_again(
    chats: Conversations, store: Store, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr("bot.conversation.conversations.RETRIES", ())
    id, _ = await chats.open("api")
    with monkeypatch.context() as patched:

        async def gone(*given: Any, **more: Any) -> None:
            raise StoreUnavailable("The database is away.")

        patched.setattr(store, "finish", gone)
        events = await replied(chats, id, "hello", client_id="c1")
        assert events[-1] == Failed("store-unavailable", "The database is away.")
    clock.now += LEASE
    assert (await chats.histories.history(id)).messages[-1].state == "interrupted"
    assert isinstance((await replied(chats, id, "hello", client_id="c1"))[-1], Done)
    assert len((await chats.histories.history(id)).messages) == 2


async def test_whoever_followed_the_first_attempt_sees_the_second(
    chats: Conversations, coach: ScriptedCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, _ = await chats.open("api")
    first = await replied(chats, id, "crash", client_id="c1")
    assert isinstance(first[-1], Failed)
    monkeypatch.setattr(coach, "read", lambda message, history, profile: ScriptedCoach().read("hi", [], profile))
    begun = await chats.begin(id, "crash", channel="api", client_id="c1")
    again = [event async for _, event in chats.follow(id, begun.message_id)]
    assert isinstance(again[-1], Done) and not any(isinstance(event, Failed) for event in again)


async def test_closing_waits_for_replies_and_marks_the_late_ones(
    chats: Conversations, coach: ScriptedCoach, store: Store
) -> None:
    quick, slow = (await chats.open("api"))[0], (await chats.open("api"))[0]
    gates = coach.gated("quick", after=1), coach.gated("slow", after=1)
    for id, text in ((quick, "quick"), (slow, "slow")):
        await chats.begin(id, text, channel="api")
    await asyncio.gather(*(gate.reached.wait() for gate in gates))
    gates[0].opened.set()
    await chats.close(patience=0.2)
    assert (await chats.histories.history(quick)).messages[-1].state == "done"
    assert (await chats.histories.history(slow)).messages[-1].state == "interrupted"
    assert gates[1].cancelled


async def test_a_message_waits_for_the_one_before_in_another_replica(
    chats: Conversations, store: Store, clock: Clock
) -> None:
    other_coach = ScriptedCoach()
    other = Conversations(store, other_coach, token_hours=24, retention_days=30, now=clock)  # type: ignore[arg-type]
    gate = other_coach.gated("one", after=1)
    id, _ = await chats.open("api")
    await other.begin(id, "one", channel="api")
    await gate.reached.wait()
    second = asyncio.create_task(replied(chats, id, "two"))
    gate.opened.set()
    assert isinstance((await second)[-1], Done)
    texts = [said.text for said in (await chats.histories.history(id)).messages]
    assert texts == ["one", None, "two", None]


async def test_more_than_a_few_waiting_messages_are_refused(chats: Conversations, coach: ScriptedCoach) -> None:
    gate = coach.gated("one", after=1)
    id, _ = await chats.open("api")
    await chats.begin(id, "one", channel="api")
    await gate.reached.wait()
    more = [asyncio.create_task(replied(chats, id, f"m{number}")) for number in range(8)]
    _done, _ = await asyncio.wait(more, return_when=asyncio.FIRST_EXCEPTION)
    gate.opened.set()
    results = await asyncio.gather(*more, return_exceptions=True)
    refused = [result for result in results if isinstance(result, Busy)]
    answered = [result for result in results if isinstance(result, list) and isinstance(result[-1], Done)]
    assert len(refused) == 4 and len(answered) == 4
    order = [said.text for said in (await chats.histories.history(id)).messages if said.role == "user"]
    assert order == ["one", "m0", "m1", "m2", "m3"]


async def test_deleting_a_persons_conversations_deletes_all_of_them(chats: Conversations) -> None:
    mine = [(await chats.open("slack", key=f"t{n}", owner="slack:T1:U1"))[0] for n in range(3)]
    await replied(chats, mine[0], "hello")
    assert await chats.find("t1") == mine[1]
    assert await chats.delete_owned("slack:T1:U1") == 3
    assert await chats.find("t1") is None and await chats.owned("slack:T1:U1") == ()


@pytest.mark.parametrize(("raw", "kept"), [("a\0b", "ab"), ("half \ud83d pair", "half ? pair"), ("₹ 🙂", "₹ 🙂")])
def test_text_is_cleaned_of_what_a_database_refuses(raw: str, kept: str) -> None:
    assert clean(raw) == kept


async def test_what_is_there_at_once_of_a_reply_comes_together_and_is_written_at_once(store: Store) -> None:
    chats = Conversations(store, ScriptedCoach(), token_hours=24, retention_days=30)  # type: ignore[arg-type]
    id, _ = await chats.open("api")
    begun = await chats.begin(id, "hello", channel="api")
    each = [one async for one in chats.follow(id, begun.message_id)]
    groups = [group async for group in chats.together(id, begun.message_id)]
    assert [one for group in groups for one in group] == each and len(groups) == 1 < len(each)
    written: list[bytes] = []

    async def send(message: Any) -> None:
        written.append(message.get("body", b""))

    async def receive() -> Any:
        await asyncio.Event().wait()

    await _stream(chats.together(id, begun.message_id), begun.message_id, None)(
        {"type": "http", "method": "POST"}, receive, send
    )
    full = [body for body in written if body]
    assert (
        len(full) == 1 and full[0].count(b"\n\n") == len(each) and full[0].startswith(b"id: 1\nevent: status\ndata: ")
    )


async def test_who_waits_for_a_reply_that_is_cancelled_before_it_began_is_told(chats: Conversations) -> None:
    id, _ = await chats.open("terminal")
    begun = await chats.begin(id, "hello", channel="api")
    task = next(one for one in asyncio.all_tasks() if one.get_name() == f"reply {begun.message_id}")
    task.cancel()
    async with asyncio.timeout(10):
        events = [event async for _, event in chats.follow(id, begun.message_id)]
    assert isinstance(events[-1], Failed)
