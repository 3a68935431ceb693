"""Who sends much holds up the like of it, and not a short question."""

import asyncio
import gc
import os
import threading
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, HTTPException, Request

from bot.channels import library
from bot.channels.access import InTurn
from bot.channels.browse import beside, home
from bot.channels.browse import router as browse
from bot.channels.mcp import tools
from bot.conversation.answering import Answering
from bot.conversation.callers import Turns, caller
from bot.conversation.coach import Coach
from bot.conversation.conversations import Conversations
from bot.conversation.lane import TOGETHER, _next
from bot.conversation.lines import LENGTHY, OF_ONE, SHORT, WAITING, Lines
from bot.conversation.practices import Practices
from bot.conversation.store import Store
from bot.errors import Crowded
from bot.reading.behind import LATER, started
from bot.reading.names import Names
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading, Turn
from bot.server.app import _look
from ingest.index.facts import Facts
from tests.service.live import ScriptedCoach


class Slow:
    """A reader that is at work until it is let go, and counts how many are at once."""

    def __init__(self, longest: int = LENGTHY) -> None:
        """longest: characters of a message that is read at once."""
        self.opened, self.lock, self.now, self.most = threading.Event(), threading.Lock(), 0, 0
        self.longest, self.lengths = longest, list[int]()

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        self.lengths.append(len(message))
        if len(message) > self.longest:
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            self.opened.wait(30)
            with self.lock:
                self.now -= 1
        return Reading(message, told=Question(text=message, intent="tactic", profile=profile))


async def test_what_a_server_has_read_when_it_starts_is_not_looked_through_for_waste_again() -> None:
    class Sound:
        def check_vectors(self) -> str:
            return ""

    before = gc.get_freeze_count()
    try:
        await _look(Sound())  # type: ignore[arg-type]
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


async def test_long_messages_are_read_one_at_a_time_and_short_ones_beside_them(starter_index: Path) -> None:
    facts, slow = Facts(starter_index), Slow()
    coach = Coach(facts=facts, names=Names(facts), reader=slow)  # type: ignore[arg-type]
    long = [asyncio.create_task(coach.understand("x" * (LENGTHY + 1), (), Profile())) for _ in range(8)]
    async with asyncio.timeout(20):
        for _ in range(20):
            await coach.understand("What is the base?", (), Profile())
    assert not any(one.done() for one in long)
    slow.opened.set()
    await asyncio.gather(*long)
    assert slow.most == 1
    facts.close()


async def test_long_messages_are_read_elsewhere_and_others_here(starter_index: Path) -> None:
    facts, here, elsewhere = Facts(starter_index), Slow(), Slow()
    coach = Coach(facts=facts, names=Names(facts), reader=here, apart=elsewhere)  # type: ignore[arg-type]
    here.opened.set()
    elsewhere.opened.set()
    for length in (20, SHORT + 1, LENGTHY, LENGTHY + 1):
        await coach.understand("x" * length, (), Profile())
    assert (here.lengths, elsewhere.lengths) == ([20, SHORT + 1, LENGTHY], [LENGTHY + 1])
    facts.close()


async def test_where_several_of_middling_length_wait_the_next_are_read_elsewhere_too() -> None:
    here, elsewhere = Slow(SHORT), Slow(SHORT)
    lines = Lines(here.read, elsewhere.read)
    texts = "x" * (SHORT + 1), "x" * LENGTHY, "x" * (SHORT + 2)
    waiting = [asyncio.create_task(_as(f"1.2.3.{n}", lines.read(text, (), Profile()))) for n, text in enumerate(texts)]
    await asyncio.sleep(0)
    here.opened.set()
    elsewhere.opened.set()
    await asyncio.gather(*waiting)
    assert (sorted(here.lengths), elsewhere.lengths) == ([SHORT + 1, LENGTHY], [SHORT + 2])


async def test_messages_of_middling_length_are_read_one_at_a_time_whoever_asks() -> None:
    slow = Slow(SHORT)
    lines = Lines(slow.read)
    theirs = [asyncio.create_task(_as(f"1.2.3.{n}", lines.read("x" * LENGTHY, (), Profile()))) for n in range(4)]
    async with asyncio.timeout(20):
        await _as("5.6.7.8", lines.read("What is the base?", (), Profile()))
        slow.opened.set()
        await asyncio.gather(*theirs)
    assert slow.most == 1


@pytest.mark.parametrize("length", [SHORT + 1, LENGTHY + 1])
async def test_of_one_callers_long_messages_a_few_wait_and_more_are_refused(length: int) -> None:
    slow = Slow(SHORT)
    lines, long = Lines(slow.read), "x" * length
    callers = [f"1.2.3.{n // OF_ONE}" for n in range(WAITING - 1)]
    waiting = [asyncio.create_task(_as(who, lines.read(long, (), Profile()))) for who in callers]
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await _as(callers[0], lines.read(long, (), Profile()))
    async with asyncio.timeout(20):
        await _as(callers[0], lines.read("What is the base?", (), Profile()))
    waiting.append(asyncio.create_task(_as("5.6.7.8", lines.read(long, (), Profile()))))
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await _as("9.9.9.9", lines.read(long, (), Profile()))
    slow.opened.set()
    await asyncio.gather(*waiting)
    await lines.read(long, (), Profile())


async def test_of_a_long_message_for_which_there_is_no_room_nothing_is_kept(tmp_path: Path) -> None:
    store, coach = Store(f"sqlite:///{tmp_path}/p.sqlite3"), ScriptedCoach()
    await store.open()
    chats = Conversations(store, coach, token_hours=1, retention_days=1)  # type: ignore[arg-type]
    id, _ = await chats.open("api")
    slow = Slow(SHORT)
    coach.lines = Lines(slow.read)
    long = "x" * (SHORT + 1)
    waiting = [asyncio.create_task(_as("1.2.3.4", coach.lines.read(long, (), Profile()))) for _ in range(OF_ONE)]
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await _as("1.2.3.4", chats.begin(id, long, channel="api"))
    assert await store.messages(id) == ()
    assert (await _as("1.2.3.4", chats.begin(id, "What is the base?", channel="api"))).fresh
    slow.opened.set()
    await asyncio.gather(*waiting)
    await chats.close()


async def test_what_is_read_and_what_is_answered_of_longer_messages_is_one_piece_at_a_time() -> None:
    slow = Slow(SHORT)
    lines = Lines(slow.read)
    async with lines.computing:
        waiting = asyncio.create_task(lines.read("x" * LENGTHY, (), Profile()))
        await asyncio.sleep(0)
        async with asyncio.timeout(20):
            for _ in range(20):
                await lines.read("What is the base?", (), Profile())
        assert slow.now == 0
    slow.opened.set()
    await waiting


async def _as(who: str, work: Coroutine[Any, Any, Any]) -> Any:
    """Work as somebody's call."""
    caller.set(who)
    return await work


async def test_of_one_caller_two_pieces_of_work_go_on_at_once_and_anothers_beside_them() -> None:
    turns, let, most = Turns(3), asyncio.Event(), [0, 0]

    async def work() -> None:
        async with turns.turn():
            most[0] += 1
            most[1] = max(most)
            await let.wait()
            most[0] -= 1

    many = [asyncio.create_task(_as("1.2.3.4", work())) for _ in range(50)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert most[0] == 2
    other = asyncio.create_task(_as("5.6.7.8", work()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert most[0] == 3, "somebody else waits for them"
    let.set()
    await asyncio.gather(*many, other)
    assert most == [0, 3]


async def test_whose_channel_tells_no_caller_waits_for_nobody() -> None:
    turns, inside = Turns(), 0
    async with AsyncExitStack() as stack:
        for _ in range(20):
            await stack.enter_async_context(turns.turn())
            inside += 1
    assert inside == 20


async def test_one_addresss_look_ups_are_made_two_at_a_time_and_anothers_beside_them() -> None:
    app, let, lock = FastAPI(), threading.Event(), threading.Lock()
    router = APIRouter(route_class=InTurn)
    under_way = dict.fromkeys(("1.2.3.4", "5.6.7.8"), 0)

    @router.get("/slow")
    def slow() -> int:
        with lock:
            under_way[caller.get()] += 1
        let.wait(30)
        return 1

    @router.get("/other")
    async def other() -> int:
        return 2

    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http:
        many = [asyncio.create_task(_as("1.2.3.4", http.get("/slow"))) for _ in range(30)]
        theirs = asyncio.create_task(_as("5.6.7.8", http.get("/slow")))
        async with asyncio.timeout(20):
            while under_way["5.6.7.8"] < 1:
                await asyncio.sleep(0.01)
            assert (await _as("1.2.3.4", http.get("/other"))).json() == 2, "what makes no look-up waits for one"
        assert under_way["1.2.3.4"] == 2
        let.set()
        assert [answer.json() for answer in await asyncio.gather(*many, theirs)] == [1] * 31


async def test_one_addresss_calls_over_mcp_are_made_two_at_a_time_and_anothers_beside_them() -> None:
    let, lock, under_way = threading.Event(), threading.Lock(), Counter[str]()

    @tools.plainly
    @tools.beside
    def tool() -> int:
        with lock:
            under_way[caller.get()] += 1
        let.wait(30)
        return 1

    many = [asyncio.create_task(_as("1.2.3.4", tool())) for _ in range(30)]
    theirs = asyncio.create_task(_as("5.6.7.8", tool()))
    async with asyncio.timeout(20):
        while under_way["5.6.7.8"] < 1:
            await asyncio.sleep(0.01)
    assert under_way["1.2.3.4"] == 2
    let.set()
    assert await asyncio.gather(*many, theirs) == [1] * 31


def test_the_pages_and_what_the_guides_hold_are_looked_up_in_turn() -> None:
    routers = (library.router, home.router, beside.router, browse.router)
    assert all(isinstance(route, InTurn) for router in routers for route in router.routes)


async def test_one_addresss_messages_are_read_two_at_a_time_and_anothers_beside_them(starter_index: Path) -> None:
    facts, let, lock = Facts(starter_index), threading.Event(), threading.Lock()
    under_way = [0, 0]

    class Held:
        def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
            with lock:
                under_way[message == "other"] += 1
            let.wait(30)
            return Reading(message, told=Question(text=message, intent="greeting", profile=profile))

    coach = Coach(facts=facts, names=Names(facts), reader=Held())  # type: ignore[arg-type]
    answering = Answering(coach, Practices(None, coach, None), asyncio.Semaphore(2))  # type: ignore[arg-type]

    async def answered(text: str) -> None:
        async for _ in answering.answer(text, (), Profile()):
            pass

    many = [asyncio.create_task(_as("1.2.3.4", answered("mine"))) for _ in range(12)]
    other = asyncio.create_task(_as("5.6.7.8", answered("other")))
    async with asyncio.timeout(20):
        while not under_way[1]:
            await asyncio.sleep(0.01)
    assert under_way == [2, 1]
    let.set()
    await asyncio.gather(*many, other)
    facts.close()


def test_one_addresss_writes_share_a_commit_by_sixteen_and_anothers_come_with_the_first() -> None:
    waiting = [(None, None, "1.2.3.4")] * 60 + [(None, None, "5.6.7.8")] + [(None, None, "")] * 2
    group, left = _next(waiting)  # type: ignore[arg-type]
    assert [who for _, _, who in group] == ["1.2.3.4"] * 16 + ["5.6.7.8", "", ""]
    assert [who for _, _, who in left] == ["1.2.3.4"] * 44
    assert len(_next([(None, None, "")] * 100)[0]) == TOGETHER  # type: ignore[list-item]


async def test_a_letter_for_which_there_is_no_room_is_refused_before_its_form_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(library, "_LETTERS", library.HeavyWork(1, -1))

    async def body() -> Any:
        raise AssertionError("the form was read")

    head = [(b"content-type", b"multipart/form-data; boundary=x")]
    with pytest.raises(HTTPException) as refused:
        await library.read_offer(Request({"type": "http", "method": "POST", "headers": head}, body))
    assert refused.value.status_code == 429 and refused.value.headers == {"Retry-After": "5"}


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system has no cores to be put on")
def test_a_letters_process_is_later_in_line_and_leaves_a_core_to_answer_on() -> None:
    process = started("bot.reading.letter_text", "html")
    try:
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(mine + LATER, 19)
        assert len(os.sched_getaffinity(process.pid)) == 1
    finally:
        process.kill()
        process.communicate()
