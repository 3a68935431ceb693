"""What Parley needs goes away, hangs, fills up or lies: nothing is lost, and what is said about it is one clear
sentence."""

import asyncio
import json
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.command import parley
from fakes.openai_server import Fail, OpenAIServer, Raw, Reply, Say
from filelock import FileLock
from service.live import Client, ScriptedCoach, served

import bot.conversation.conversations
import bot.conversation.databases
import bot.knowledge.passages
import bot.server.cleaning
import bot.server.opening
from bot.conversation.conversations import Conversations
from bot.conversation.store import LEASE, Store
from bot.server.app import create_app
from bot.settings import Settings
from ingest.index.facts import FILE

from .machines import BIN, HOME, QUIET, Machine, Postgres, chroma, few_guides, ingest, read_only, replica

PAY = "What is the base for a software engineer at Hugging Face in Paris?"
FREE = "What is the culture like at Hugging Face?"
OTHER = "What is the culture like at Weights & Biases?"
"""Searched for what was not searched before: a replica goes on with the vectors that it holds."""


@dataclass
class Indexed:
    """An index whose vectors are on a Chroma server."""

    folder: Path
    vectors: Machine
    chroma_url: str


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Indexed]:
    folder = tmp_path_factory.mktemp("faults")
    vectors, address = chroma(folder)
    vectors.start()
    done = ingest(folder / "index", few_guides(folder / "guides"), address)
    assert done.returncode == 0, done.stderr
    yield Indexed(folder / "index", vectors, address)
    vectors.end()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    made = Postgres()
    yield made
    made.remove()


def settings(index: Path, database_url: str, **more: Any) -> Settings:
    return Settings(index=index, database_url=database_url, _env_file=None, **more)  # type: ignore[call-arg]


@asynccontextmanager
async def calling(made: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A server of its own for these settings."""
    async with served(create_app(made)) as address, httpx.AsyncClient(base_url=address, timeout=60) as http:
        yield http


async def asked(http: httpx.AsyncClient, question: str) -> dict[str, Any]:
    said = await http.post("/v1/ask", json={"question": question})
    assert said.status_code == 200, said.text
    told: dict[str, Any] = said.json()
    return told


def halved(answer: dict[str, Any]) -> bool:
    """Whether the answer says that words alone were searched."""
    return any(block.get("code") == "lexical-only" for block in answer["blocks"])


def pays(answer: dict[str, Any]) -> bool:
    return "€58K" in json.dumps(answer["blocks"], ensure_ascii=False)


# Chroma


@pytest.mark.parametrize("fault", ["gone", "frozen"])
async def test_without_chroma_figures_are_answered_and_words_alone_searched_until_it_is_back(
    indexed: Indexed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(bot.knowledge.passages, "REST", 0.5)
    made = settings(indexed.folder, f"sqlite:///{tmp_path}/p.sqlite3", chroma_url=indexed.chroma_url)
    async with calling(made) as http:
        assert not halved(await asked(http, FREE))
        if fault == "gone":
            indexed.vectors.send(signal.SIGKILL)
            indexed.vectors.gone()
        else:
            indexed.vectors.send(signal.SIGSTOP)
        try:
            async with asyncio.timeout(15):
                found, paid, again = await asyncio.gather(*(asked(http, one) for one in (OTHER, PAY, FREE)))
            assert pays(paid) and not halved(paid)
            assert found["status"] == again["status"] == "answered" and halved(found)
            assert "http" not in json.dumps([b for b in found["blocks"] if b["type"] == "warning"])
        finally:
            if fault == "gone":
                indexed.vectors.start()
            else:
                indexed.vectors.send(signal.SIGCONT)
        async with asyncio.timeout(30):
            while halved(await asked(http, OTHER)):
                await asyncio.sleep(0.2)


async def test_a_server_that_starts_while_chroma_hangs_answers_in_bounded_time(
    indexed: Indexed, tmp_path: Path
) -> None:
    made = settings(indexed.folder, f"sqlite:///{tmp_path}/p.sqlite3", chroma_url=indexed.chroma_url)
    indexed.vectors.send(signal.SIGSTOP)
    try:
        async with asyncio.timeout(30), calling(made) as http:
            assert pays(await asked(http, PAY))
            assert halved(await asked(http, FREE))
    finally:
        indexed.vectors.send(signal.SIGCONT)


def test_an_ingest_while_chroma_hangs_ends_with_one_sentence(indexed: Indexed, tmp_path: Path) -> None:
    indexed.vectors.send(signal.SIGSTOP)
    try:
        done = ingest(tmp_path / "index", HOME / "corpus", indexed.chroma_url)
    finally:
        indexed.vectors.send(signal.SIGCONT)
    assert done.returncode == 2
    assert "PARLEY_CHROMA_URL" in done.stderr and "Traceback" not in done.stderr


# The database


async def test_a_database_that_goes_and_comes_back_costs_no_message(indexed: Indexed, postgres: Postgres) -> None:
    async with calling(settings(indexed.folder, postgres.url)) as http:
        me = await Client.open(http)
        assert (await me.say(PAY, client_id="1")).status_code == 200
        postgres.stop()
        try:
            for said in (
                await me.say("And in New York?", client_id="2"),
                await me.get(),
                await http.post("/v1/conversations"),
            ):
                told = said.json()
                assert (said.status_code, told["code"], told["retry"]) == (503, "store-unavailable", True)
                assert told["detail"].startswith("The database of conversations doesn't answer")
            assert pays(await asked(http, PAY)), "figures need no database"
            ready = await http.get("/readyz")
            assert ready.status_code == 503 and ready.json()["database"] != "ok" and ready.json()["index"] == "ok"
            assert (await http.get("/healthz")).status_code == 200
        finally:
            postgres.start()
        assert (await http.get("/readyz")).status_code == 200
        assert (await me.say("And in New York?", client_id="2")).status_code == 200
        kept = (await me.get()).json()["messages"]
        assert [m["text"] for m in kept if m["role"] == "user"] == [PAY, "And in New York?"]
        assert [m["state"] for m in kept] == ["done"] * 4


async def test_a_database_that_holds_on_and_says_nothing_is_gone_too(
    indexed: Indexed, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with calling(settings(indexed.folder, postgres.url)) as http:
        me = await Client.open(http)
        assert (await me.say(PAY, client_id="1")).status_code == 200
        monkeypatch.setattr(bot.conversation.databases, "ANSWERING", 1.0)
        postgres.send(signal.SIGSTOP)
        try:
            said = await me.say("And in New York?", client_id="2")
            assert (said.status_code, said.json()["code"], said.json()["retry"]) == (503, "store-unavailable", True)
            assert pays(await asked(http, PAY))
        finally:
            postgres.send(signal.SIGCONT)
        monkeypatch.setattr(bot.conversation.databases, "ANSWERING", 20.0)
        assert (await me.say("And in New York?", client_id="2")).status_code == 200
        assert [m["state"] for m in (await me.get()).json()["messages"]] == ["done"] * 4


async def test_an_answer_made_while_the_database_is_away_is_kept_when_it_is_back(
    indexed: Indexed, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.conversation.conversations, "RETRIES", (0.2,) * 100)
    coach = ScriptedCoach()
    monkeypatch.setattr(bot.server.opening, "_coach", lambda settings, facts, names, apart: coach)
    gate = coach.gated("hello")
    async with calling(settings(indexed.folder, postgres.url)) as http:
        me = await Client.open(http)
        async with me.stream("hello") as stream:
            while (await anext(stream)).event != "sentence":
                pass
            await gate.reached.wait()
            await asyncio.to_thread(postgres.stop)
            gate.opened.set()
            while (await anext(stream)).event != "block":
                pass
            await asyncio.to_thread(postgres.start)
            rest = [event async for event in stream]
        assert rest[-1].event == "done"
        assert [m["state"] for m in (await me.get()).json()["messages"]] == ["done", "done"]


@pytest.mark.skipif(read_only() is not None, reason="a disk that is really full is tried below")
async def test_a_full_disk_refuses_messages_clearly_and_loses_none(indexed: Indexed, tmp_path: Path) -> None:
    """The server's own limit on a file's size stands for the disk's: its user may set and lift it."""
    machine, address = replica(tmp_path, "full", indexed.folder, f"sqlite:///{tmp_path}/data/p.sqlite3")
    machine.start()
    try:
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            await full_and_free(http, *limiting(machine, tmp_path / "data" / "p.sqlite3-wal"))
    finally:
        machine.end()


def limiting(machine: Machine, file: Path) -> tuple[Any, Any]:
    assert machine.process
    pid = machine.process.pid

    def limit(size: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return lambda: limit(file.stat().st_size + 20_000), lambda: limit(resource.RLIM_INFINITY)


async def full_and_free(http: httpx.AsyncClient, fill: Any, free: Any) -> None:
    me, other = await Client.open(http), await Client.open(http)
    for _ in range(5):
        assert (await other.say(f"{PAY} {'y' * 7000}")).status_code == 200
    kept = []
    fill()
    for number in range(200):
        said = await me.say(f"{PAY} {'x' * 2000}", client_id=str(number))
        if said.status_code != 200:
            break
        kept.append(number)
    told = said.json()
    assert (said.status_code, told["code"], told["retry"]) == (503, "store-unavailable", True), told
    assert told["detail"].startswith("The database of conversations")
    assert (await http.get("/healthz")).status_code == 200
    gone = await http.delete(other.base, headers=other.headers)
    assert gone.status_code == 204, gone.text
    assert (await other.get()).status_code == 404
    free()
    async with asyncio.timeout(60):
        while (again := await me.say(f"{PAY} {'x' * 2000}", client_id=str(number))).status_code != 200:
            assert again.json()["retry"] is True, again.text
            await asyncio.sleep(0.3)
    messages = (await me.get()).json()["messages"]
    assert len([m for m in messages if m["role"] == "user"]) == len(kept) + 1
    assert all(m["answer"] for m in messages if m["role"] == "assistant")


ROOM = """
set -e
mount -t tmpfs -o size=40m tmpfs "$1" && export TMPDIR="$1"
cd "$1" && mkdir p && head -c 100 /dev/zero > p/ballast
exec "$2" serve --port "$3"
"""


@pytest.mark.skipif(read_only() is None, reason="a small disk can't be made here")
async def test_a_disk_without_room_is_named_as_that(indexed: Indexed, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    machine, address = replica(tmp_path, "small", indexed.folder, "sqlite:///p/p.sqlite3")
    serve = machine.command
    machine.command = ["unshare", "--mount", "sh", "-c", ROOM, "sh", str(disk), serve[0], serve[-1]]
    machine.start()
    try:
        assert machine.process
        ballast = Path(f"/proc/{machine.process.pid}/root{disk}/p/ballast")

        def fill() -> None:
            with ballast.open("ab", buffering=0) as file:
                for size in (1_000_000, 4096):
                    try:
                        while file.write(bytes(size)) == size:
                            pass
                    except OSError:
                        continue

        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            await full_and_free(http, fill, ballast.unlink)
            assert "Traceback" not in machine.said()
    finally:
        machine.end()


def test_full_is_told_from_away() -> None:
    class Full(Exception):
        orig = "database or disk is full"

    assert bot.conversation.databases._full(Full()) and not bot.conversation.databases._full(
        OSError("connection refused")
    )


# The index


SMALL = """
set -e
mount -t tmpfs -o size=50m tmpfs "$1"
"$2" ingest "$3/few" --index "$1/index"
mount -o remount,size=$(( $(du -sk "$1" | cut -f1) + $4 ))k "$1"
set +e
"$2" ingest "$3" --index "$1/index"; echo "status $?"
set -e
"$2" bands --company hugging-face --role "software engineer" --index "$1/index" > /dev/null && echo "still answers"
mount -o remount,size=200m "$1"
"$2" ingest "$3" --index "$1/index" && echo "done with room"
"""


@pytest.mark.long
@pytest.mark.skipif(read_only() is None, reason="a small disk can't be made here")
def test_an_ingest_with_vectors_that_fills_the_disk_leaves_what_was_and_goes_on_with_room(tmp_path: Path) -> None:
    guides, disk = tmp_path / "guides", tmp_path / "disk"
    disk.mkdir()
    shutil.copytree(HOME / "corpus" / "hugging-face", guides / "few" / "hugging-face")
    text = (HOME / "corpus" / "hugging-face" / "software-engineer.md").read_text(encoding="utf-8")
    for number in range(6):
        one = guides / "many" / f"firm-{number}" / "software-engineer.md"
        one.parent.mkdir(parents=True)
        one.write_text(text.replace("company: hugging-face", f"company: firm-{number}"), encoding="utf-8")
    command = ["unshare", "--mount", "sh", "-c", SMALL, "sh", str(disk), str(BIN / "parley"), str(guides), "600"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **QUIET}, timeout=200
    )
    assert "status 2" in done.stdout, done.stdout + done.stderr
    assert "still answers" in done.stdout and "done with room" in done.stdout, done.stdout + done.stderr
    said = [line for line in done.stderr.split("\n") if line.startswith("parley:")]
    assert len(said) == 1 and "room" in said[0] and "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        (
            "PARLEY_DATABASE_URL",
            "postgresql://parley@127.0.0.1:9/parley",
            "The database of conversations doesn't answer",
        ),
        ("PARLEY_DATABASE_URL", "mysql://somewhere", "PARLEY_DATABASE_URL: 'mysql' isn't"),
        ("PARLEY_MODEL", "nonsense", "PARLEY_MODEL: 'nonsense' names no provider"),
        ("PARLEY_SECRETS", "/no/such/folder", "PARLEY_SECRETS: '/no/such/folder' is no folder"),
    ],
)
def test_a_server_that_can_not_start_says_why_in_a_sentence(
    indexed: Indexed, tmp_path: Path, name: str, value: str, says: str
) -> None:
    env = {**os.environ, **QUIET, "PARLEY_INDEX": str(indexed.folder), name: value}
    done = parley(["serve", "--port", "0"], tmp_path, env)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"parley: {says}") and done.stderr.count("\n") == 1, done.stderr


@pytest.mark.parametrize("damage", ["a flipped byte", "half-written"])
def test_a_server_refuses_a_damaged_index_with_the_command_that_mends_it(
    indexed: Indexed, tmp_path: Path, damage: str
) -> None:
    index = tmp_path / "index"
    shutil.copytree(indexed.folder, index)
    file = index / FILE
    data = bytearray(file.read_bytes())
    if damage == "half-written":
        data = data[: len(data) // 2]
    else:
        data[data.rindex(b"58000")] ^= 1
    file.write_bytes(data)
    env = {**os.environ, **QUIET, "PARLEY_INDEX": str(index)}
    for command in (["serve", "--port", "0"], ["ingest", str(HOME / "corpus")]):
        done = parley(command, tmp_path, env)
        assert done.returncode == 2, done.stdout
        assert f"--index {index} --rebuild" in done.stderr and "Traceback" not in done.stderr


def test_a_second_ingest_is_told_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    with FileLock(tmp_path / "index" / "ingest.lock"):
        done = ingest(tmp_path / "index", HOME / "corpus")
    assert done.returncode == 2
    assert "another ingest is writing to this index" in done.stderr


# The model


MODES: dict[str, Reply] = {
    "slow": Say("A word that comes too late.", pause=20),
    "garbage": Raw(b"<html>Bad gateway</html>", "text/html"),
    "failing": Fail(500),
    "out of quota": Fail(429, retry_after=60),
    "lying": Say("The base is €90K, trust me."),
}


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


@pytest.mark.parametrize("mode", [*MODES, "down"])
async def test_whatever_the_models_provider_does_the_composed_answer_comes(
    indexed: Indexed, tmp_path: Path, model: OpenAIServer, mode: str
) -> None:
    if mode != "down":
        model.play(MODES[mode])
    url = "http://127.0.0.1:9/v1" if mode == "down" else model.url
    made = settings(
        indexed.folder, f"sqlite:///{tmp_path}/p.sqlite3",
        model="openai:fake", model_base_url=url, model_api_key="sk-test", model_timeout=1.5,
    )  # fmt: skip
    async with asyncio.timeout(20), calling(made) as http:
        me = await Client.open(http)
        said = await me.say(PAY)
        assert said.status_code == 200, said.text
        answer = said.json()["answer"]
        assert pays(answer) and "€90K" not in said.text
        assert [m["state"] for m in (await me.get()).json()["messages"]] == ["done", "done"]


# The clock


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize("jump", [timedelta(hours=-5), timedelta(days=-400), timedelta(hours=5), timedelta(minutes=1)])
async def test_a_clock_that_is_set_blocks_no_conversation_behind_a_dead_reply(tmp_path: Path, jump: timedelta) -> None:
    clock, store, coach = Clock(), Store(f"sqlite:///{tmp_path}/p.sqlite3"), ScriptedCoach()
    await store.open()
    chats = Conversations(store, coach, token_hours=168, retention_days=90, now=clock)  # type: ignore[arg-type]
    id_, token = await chats.open("api")
    await store.begin(id_, "its process died here", None, clock.now, 168)
    clock.now += jump
    async with asyncio.timeout(10):
        events = [event async for event in chats.reply(id_, "hello", channel="api")]
    assert type(events[-1]).__name__ == "Done"
    assert (await chats.authorise(id_, token)).id == id_, "a token outlives a clock set back"
    states = [said.state for said in (await chats.histories.history(id_)).messages if said.role == "assistant"]
    assert states == ["interrupted", "done"]
    await store.close()


@pytest.mark.parametrize("behind", [timedelta(hours=2), timedelta(days=3650)])
async def test_what_is_used_while_a_clock_is_behind_is_neither_closed_nor_deleted_when_it_is_right(
    tmp_path: Path, behind: timedelta
) -> None:
    clock, store = Clock(), Store(f"sqlite:///{tmp_path}/p.sqlite3")
    await store.open()
    chats = Conversations(store, ScriptedCoach(), token_hours=1, retention_days=90, now=clock)  # type: ignore[arg-type]
    said, renamed = await chats.open("api"), await chats.open("api")
    clock.now -= behind
    assert [event async for event in chats.reply(said[0], "hello", channel="api")]
    assert (await chats.authorise(*renamed)).id == renamed[0]
    await chats.own.used(await chats.row(renamed[0]), clock.now, chats.expires(clock.now))
    clock.now += behind
    assert await chats.delete_old() == 0
    for id, token in (said, renamed):
        assert (await chats.authorise(id, token)).id == id
    await chats.close()


async def test_a_lease_still_counts_on_a_replica_whose_clock_is_a_little_behind(tmp_path: Path) -> None:
    clock, store = Clock(), Store(f"sqlite:///{tmp_path}/p.sqlite3")
    await store.open()
    row, _ = await store.create("api", clock.now, 1)
    begun = await store.begin(row.id, "hello", None, clock.now, 1)
    message = await store.message(row.id, begun.message_id)
    assert message.alive(clock.now - LEASE / 2)
    assert not message.alive(clock.now + LEASE)
    await store.close()


async def test_a_clock_set_a_year_ahead_deletes_nothing_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.server.cleaning, "CLEANING", 0.0)
    year = 365 * 86_400.0
    ahead = [0.0, 0.0, 0.0, 5.0, year, year, 5.0, 5.0]
    """By how much the clock is ahead at the start, when what was kept last is held against it, and at each look."""
    read: list[float] = []
    deleted_at: list[int] = []

    def wall() -> float:
        if len(read) == len(ahead):
            raise asyncio.CancelledError
        read.append(ahead[len(read)])
        return read[-1]

    class Looked:
        async def newest(self, before: datetime) -> None:
            return None

        async def delete_old(self) -> int:
            deleted_at.append(len(read) - 1)
            return 0

    with pytest.raises(asyncio.CancelledError):
        await bot.server.cleaning.clean(Looked(), wall, lambda: 0.0)  # type: ignore[arg-type]
    assert deleted_at == [2, 3, 5, 7]
