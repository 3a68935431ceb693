"""Several processes on one port: they share conversations, turns and limits; one that dies is started again."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from service.live import Client

from bot.server.counts import FileStorage
from bot.server.limits import RateGuard
from bot.settings import Settings

from .machines import Machine, replica, until

PAY = "What does W&B pay a software engineer in London?"
LIMIT = 15


def children(machine: Machine) -> list[int]:
    """The processes that serve, of the one that started them."""
    assert machine.process
    tasks = Path(f"/proc/{machine.process.pid}/task").glob("*/children")
    ids = [int(id) for task in tasks for id in task.read_text().split()]
    return [id for id in ids if b"spawn_main" in Path(f"/proc/{id}/cmdline").read_bytes()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, starter_index: Path) -> Iterator[tuple[Machine, str]]:
    folder = tmp_path_factory.mktemp("workers")
    env = {
        "PARLEY_WORKERS": "2", "PARLEY_CONVERSATIONS_PER_ADDRESS": f"{LIMIT}/hour",
        "PARLEY_OPERATOR_KEY": "0123456789abcdef",
    }  # fmt: skip
    machine, address = replica(folder, "two", starter_index, f"sqlite:///{folder}/p.sqlite3", env=env)
    machine.up = lambda: "2 processes" in machine.said()
    yield machine.start(), address
    machine.end()


def calling(address: str) -> httpx.AsyncClient:
    """A caller with a connection of its own: which process takes it is the kernel's choice."""
    return httpx.AsyncClient(base_url=address, timeout=60)


def again(me: Client, http: httpx.AsyncClient) -> Client:
    """The same conversation over another connection."""
    same = Client(http, me.id, "")
    same.headers = me.headers
    return same


async def test_it_says_so_in_one_line_and_counts_what_all_of_them_do(server: tuple[Machine, str]) -> None:
    machine, address = server
    assert machine.said().count("Parley listens on") == 1
    for _ in range(8):
        async with calling(address) as http:
            assert (await http.post("/v1/ask", json={"question": PAY})).status_code == 200
    async with calling(address) as http:
        told = await http.get("/metrics", headers={"Authorization": "Bearer 0123456789abcdef"})
    assert 'parley_requests_total{method="POST",route="/v1/ask",status="200"} 8.0' in told.text


async def test_a_conversation_goes_on_whichever_process_answers(server: tuple[Machine, str]) -> None:
    _, address = server
    async with calling(address) as http:
        me = await Client.open(http)
    for text in (PAY, "And in New York?", "And in San Francisco?", "And in London?"):
        async with calling(address) as http:
            said = await again(me, http).say(text)
            assert said.status_code == 200, said.text
            assert said.json()["answer"]["figures"], text


async def test_two_messages_at_once_are_answered_one_after_the_other(server: tuple[Machine, str]) -> None:
    _, address = server
    async with calling(address) as http:
        me = await Client.open(http)

        async def say(text: str) -> int:
            async with calling(address) as own:
                return (await again(me, own).say(text)).status_code

        assert set(await asyncio.gather(*(say(PAY) for _ in range(3)))) == {200}
        states = [(m["role"], m["state"]) for m in (await me.get()).json()["messages"]]
    assert states == [("user", "done"), ("assistant", "done")] * 3


async def test_a_process_that_dies_is_started_again_and_loses_nothing(server: tuple[Machine, str]) -> None:
    machine, address = server
    async with calling(address) as http:
        me = await Client.open(http)
        assert (await me.say(PAY)).status_code == 200
    before = children(machine)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    until(lambda: len(set(children(machine)) - set(before)) == 1, "another process")
    for _ in range(4):
        async with calling(address) as http:
            kept = await again(me, http).get()
            assert [m["state"] for m in kept.json()["messages"]] == ["done", "done"]


async def test_a_limit_holds_for_all_of_them_together(server: tuple[Machine, str]) -> None:
    _, address = server
    statuses = []
    for _ in range(LIMIT + 6):
        async with calling(address) as http:
            statuses.append((await http.post("/v1/conversations", json={})).status_code)
    assert statuses.count(201) <= LIMIT and statuses[-1] == 429


def test_told_to_stop_it_ends_with_all_its_processes(server: tuple[Machine, str]) -> None:
    machine, _ = server
    those = children(machine)
    machine.send(signal.SIGTERM)
    assert machine.gone() == 0
    until(lambda: not any(Path(f"/proc/{id}").exists() for id in those), "the end of its processes")


def test_counts_in_a_file_are_counted_as_those_in_memory(tmp_path: Path) -> None:
    from limits import parse
    from limits.aio.storage.memory import MemoryStorage
    from limits.aio.strategies import SlidingWindowCounterRateLimiter

    here, there = (FileStorage(f"async+file://{tmp_path}/c.sqlite3") for _ in range(2))
    one, other, memory = (SlidingWindowCounterRateLimiter(s) for s in (here, there, MemoryStorage()))
    rate = parse("10/hour")

    async def run() -> None:
        for number, cost in enumerate((1, 3, 2, 5, 3, 1, 1)):
            limiter = (one, other)[number % 2]
            assert await limiter.hit(rate, "token", "a", cost=cost) == await memory.hit(rate, "token", "a", cost=cost)
            assert await limiter.test(rate, "token", "a") == await memory.test(rate, "token", "a")
        mine, theirs = [await x.get_window_stats(rate, "token", "a") for x in (other, memory)]
        assert mine.remaining == theirs.remaining == 0
        assert await one.hit(rate, "token", "b", cost=10) and not await other.hit(rate, "token", "b")

    asyncio.run(run())


async def test_counts_that_are_over_leave_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    storage = FileStorage(f"async+file://{tmp_path}/c.sqlite3")
    assert await storage.acquire_sliding_window_entry("a", 10, 60)
    monkeypatch.setattr("bot.server.counts.time.time", lambda: now + 1_000)
    assert await storage.acquire_sliding_window_entry("b", 10, 60)
    with sqlite3.connect(tmp_path / "c.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM counts").fetchone() == (1,)


def test_the_guard_takes_the_file_as_a_setting(tmp_path: Path) -> None:
    given = Settings(_env_file=None)  # type: ignore[call-arg]

    async def app(*_: object) -> None: ...

    RateGuard(
        app, token=given.rate_per_token, address=given.rate_per_address, origin=given.rate_per_origin,
        storage=f"async+file://{tmp_path}/c.sqlite3",
    )  # fmt: skip
