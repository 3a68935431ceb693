"""A person's conversations together, without an account: listed, searched, named, on another device, all deleted."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.conversations import Conversations
from bot.conversation.own import CODE_LIFE, MOST_KEYS
from bot.conversation.store import Conversation, Store, hashed
from bot.errors import BadInput, Forbidden, NotFound

from .live import ScriptedCoach

DAYS = 30


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def chats(store: Store, clock: Clock) -> AsyncIterator[Conversations]:
    yield Conversations(store, ScriptedCoach(), token_hours=24 * DAYS, retention_days=DAYS, now=clock)  # type: ignore[arg-type]


async def said(chats: Conversations, id: str, text: str) -> None:
    async for _ in chats.reply(id, text, channel="widget"):
        pass


async def first(chats: Conversations, text: str = "what does acme pay") -> tuple[Conversation, str]:
    id, token = await chats.open("widget")
    await said(chats, id, text)
    return await chats.row(id), token


async def another(chats: Conversations, row: Conversation, token: str, text: str) -> str:
    id = await chats.own.beside(row, token, "widget", chats.expires(chats.now()), chats.now())
    await said(chats, id, text)
    return id


async def names(chats: Conversations, id: str, search: str = "") -> list[str]:
    return [one.name for one in await chats.own.listed(await chats.row(id), search)]


async def test_a_new_chat_keeps_the_old_one_and_one_token_opens_both(chats: Conversations, clock: Clock) -> None:
    row, token = await first(chats)
    clock.now += timedelta(minutes=1)
    other = await another(chats, row, token, "is 200k good")
    assert (await chats.authorise(other, token)).id == other
    assert (await chats.authorise(row.id, token)).id == row.id
    assert await names(chats, other) == ["is 200k good", "what does acme pay"]


async def test_the_list_is_searched_by_name_and_by_what_the_person_wrote(chats: Conversations) -> None:
    row, token = await first(chats)
    other = await another(chats, row, token, "they want an answer by FRIDAY, what now")
    await chats.own.rename(row.id, "  The  Acme offer ")
    assert await names(chats, other, "friday ANSWER") == ["they want an answer by FRIDAY, what now"]
    assert await names(chats, other, "acme offer") == ["The Acme offer"]
    assert await names(chats, other, "nothing of the kind") == []
    found = await chats.own.listed(await chats.row(row.id), "pay")
    assert found[0].found == "what does acme pay"
    await chats.own.rename(row.id, "")
    assert "what does acme pay" in await names(chats, row.id)
    with pytest.raises(BadInput):
        await chats.own.rename(row.id, "x" * 101)


async def test_somebody_elses_chats_are_not_in_the_list_and_their_token_opens_none(chats: Conversations) -> None:
    row, _ = await first(chats)
    stranger, key = await first(chats, "another person's words")
    await another(chats, stranger, key, "more of theirs")
    assert await names(chats, row.id) == ["what does acme pay"]
    with pytest.raises(NotFound):
        await chats.authorise(row.id, key)


async def test_a_token_is_renewed_by_reading_and_for_all_of_its_persons_chats(
    chats: Conversations, clock: Clock
) -> None:
    row, token = await first(chats)
    other = await another(chats, row, token, "second")
    for _ in range(4):
        clock.now += timedelta(days=DAYS - 1)
        await chats.authorise(other, token)
    assert (await chats.authorise(row.id, token)).id == row.id
    clock.now += timedelta(days=DAYS + 1)
    with pytest.raises(Forbidden):
        await chats.authorise(other, token)


async def test_what_is_opened_is_kept_and_the_list_says_what_is_deleted_when(
    chats: Conversations, clock: Clock
) -> None:
    row, token = await first(chats)
    other = await another(chats, row, token, "second")
    begun = clock.now
    clock.now += timedelta(days=20)
    await chats.authorise(other, token)
    listed = await chats.own.listed(row := await chats.row(row.id), "")
    assert {one.name: chats.deleted_at(one.active_at) for one in listed} == {
        "second": clock.now + timedelta(days=DAYS),
        "what does acme pay": begun + timedelta(days=DAYS),
    }
    clock.now += timedelta(days=11)
    assert await chats.delete_old() == 1
    assert await names(chats, other) == ["second"]


async def test_a_code_opens_the_chats_on_another_device_once_and_with_a_token_of_its_own(
    chats: Conversations, clock: Clock, store: Store
) -> None:
    row, token = await first(chats)
    code, ends = await chats.own.code(row, clock.now)
    assert ends == clock.now + CODE_LIFE
    there, key = await chats.own.redeem(f" {code[:4].lower()}-{code[4:]} ", None, "", clock.now)
    assert there.id == row.id
    assert key not in (token, "")
    assert (await chats.authorise(row.id, key)).id == row.id
    assert (await chats.authorise(row.id, token)).id == row.id
    with pytest.raises(NotFound):
        await chats.own.redeem(code, None, "", clock.now)
    async with store.read() as db:
        kept = repr((await db.exec_driver_sql("SELECT * FROM device_keys")).all())
    assert key not in kept and hashed(key) in kept


async def test_a_code_ends_by_the_clock_and_when_another_is_made(chats: Conversations, clock: Clock) -> None:
    row, _ = await first(chats)
    old, _ = await chats.own.code(row, clock.now)
    new, _ = await chats.own.code(await chats.row(row.id), clock.now)
    for code in (old, "", "ABCDEFGHJKMN"):
        with pytest.raises(NotFound):
            await chats.own.redeem(code, None, "", clock.now)
    with pytest.raises(NotFound):
        await chats.own.redeem(new, None, "", clock.now + CODE_LIFE)


async def test_chats_of_the_joining_device_come_along_only_where_it_says_so(chats: Conversations, clock: Clock) -> None:
    row, _ = await first(chats)
    mine, key = await first(chats, "on my phone")
    code, _ = await chats.own.code(row, clock.now)
    _, token = await chats.own.redeem(code, mine, key, clock.now)
    assert token == key
    assert set(await names(chats, row.id)) == {"what does acme pay", "on my phone"}
    assert (await chats.authorise(row.id, key)).id == row.id
    await first(chats, "somebody's own")
    code, _ = await chats.own.code(await chats.row(row.id), clock.now)
    await chats.own.redeem(code, None, "", clock.now)
    assert "somebody's own" not in await names(chats, row.id)


async def test_delete_all_leaves_nothing_on_any_device(chats: Conversations, clock: Clock, store: Store) -> None:
    row, token = await first(chats)
    other = await another(chats, row, token, "second")
    code, _ = await chats.own.code(await chats.row(row.id), clock.now)
    _, key = await chats.own.redeem(code, None, "", clock.now)
    stranger, theirs = await first(chats, "another person's words")
    assert await chats.delete_all(await chats.row(other)) == 2
    for id in (row.id, other):
        for one in (token, key):
            with pytest.raises(NotFound):
                await chats.authorise(id, one)
    assert (await chats.authorise(stranger.id, theirs)).id == stranger.id
    async with store.read() as db:
        assert (await db.exec_driver_sql("SELECT * FROM device_keys")).all() == []


async def test_a_channels_own_people_are_not_taken_over(chats: Conversations, clock: Clock) -> None:
    id, token = await chats.open("slack", key="T1:C1:1", owner="T1:U1")
    row = await chats.row(id)
    with pytest.raises(Forbidden):
        await chats.own.code(row, clock.now)
    with pytest.raises(Forbidden):
        await chats.own.beside(row, token, "widget", clock.now, clock.now)


async def test_so_many_devices_and_no_more_open_a_persons_chats(
    chats: Conversations, clock: Clock, store: Store
) -> None:
    row, token = await first(chats)
    await another(chats, row, token, "second")
    with pytest.raises(BadInput, match=f"{MOST_KEYS} devices are in use"):
        for _ in range(MOST_KEYS + 1):
            code, _ = await chats.own.code(row, clock.now)
            await chats.own.redeem(code, None, "", clock.now)
    async with store.read() as db:
        assert (await db.exec_driver_sql("SELECT count(*) FROM device_keys")).scalar() == MOST_KEYS


async def test_of_a_person_of_whom_nothing_is_kept_no_key_is(chats: Conversations, clock: Clock, store: Store) -> None:
    row, token = await first(chats)
    await another(chats, row, token, "second")
    await chats.own.redeem((await chats.own.code(row, clock.now))[0], None, "", clock.now)
    await chats.own.forget_unused(clock.now)
    async with store.read() as db:
        assert (await db.exec_driver_sql("SELECT count(*) FROM device_keys")).scalar()
    clock.now += timedelta(days=DAYS + 1)
    await chats.delete_old()
    await chats.own.forget_unused(clock.now)
    async with store.read() as db:
        assert (await db.exec_driver_sql("SELECT count(*) FROM device_keys")).scalar() == 0


async def test_a_letter_names_its_conversation_by_job_and_firm_and_any_long_message_by_whole_words(
    chats: Conversations,
) -> None:
    offered = "On behalf of Quillmarsh, Inc. we offer you the position of Staff Engineer, in Leeds."
    letter = f"{'12 Long Street, ' * 9}\n{offered}"
    row, token = await first(chats)
    await another(chats, row, token, letter)
    await another(chats, row, token, "they offered me less than what " + "we had talked about " * 5)
    listed = await names(chats, row.id)
    assert "Staff Engineer, Quillmarsh" in listed
    (cut,) = [one for one in listed if one.startswith("they offered me less")]
    assert cut.endswith(" …") and cut.split()[-2] in ("we", "had", "talked", "about")
