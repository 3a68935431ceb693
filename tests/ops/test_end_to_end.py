"""The whole site as processes on one machine: the shipped proxy before two read-only replicas, with a Chroma server
and PostgreSQL; nothing that was asked gets lost while replicas restart, die, or the guides change."""

import asyncio
import json
import re
import signal
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.openai_server import Fail, OpenAIServer
from service.live import Client

from .machines import Machine, Postgres, chroma, few_guides, ingest, proxy, read_only, replica, until

PAY = "What is the base for a software engineer at Hugging Face in Paris?"
FREE = "What is the culture like at Hugging Face?"
HELD = "What is the base for a staff engineer at W&B in London?"


class SlowModel:
    """A model's server that holds back its word on one question until told, and has none on any."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        self.server = OpenAIServer()
        self.server.play(self._reply)

    def hold(self) -> None:
        self.reached.clear()
        self.opened.clear()

    def _reply(self, request: dict[str, Any]) -> Fail:
        if HELD in json.dumps(request, ensure_ascii=False) and not self.opened.is_set():
            self.reached.set()
            self.opened.wait(60)
        return Fail(401)


@dataclass
class Site:
    """Where everything runs."""

    address: str
    replicas: list[Machine]
    addresses: list[str]
    proxy: Machine
    index: Path
    guides: Path
    chroma_url: str
    model: SlowModel

    def back(self, number: int) -> None:
        """Once it has stopped as it was told to, started again."""
        assert self.replicas[number].gone() in (0, -signal.SIGTERM)
        self.replicas[number].start()
        until(lambda: self.told("UP", number) >= self.told("DOWN", number), "the proxy seeing the replica again")

    def told(self, state: str, number: int) -> int:
        """How often the proxy said that a replica had come to this state; it says nothing of a short absence."""
        return self.proxy.said().count(f"bots/bot{number} is {state}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    guides = few_guides(folder / "guides")
    vectors, chroma_url = chroma(folder)
    vectors.start(wait=False)
    postgres = Postgres()
    vectors.wait()
    model = SlowModel()
    index = folder / "index"
    machines = [vectors]
    try:
        with model.server:
            done = ingest(index, guides, chroma_url)
            assert done.returncode == 0, done.stderr
            env = {
                "PARLEY_MODEL": "openai:fake", "PARLEY_MODEL_BASE_URL": model.server.url,
                "PARLEY_MODEL_API_KEY": "sk-canary",
                "PARLEY_RATE_PER_TOKEN": "100000/minute", "PARLEY_RATE_PER_ADDRESS": "100000/minute",
                "PARLEY_TRUSTED_PROXIES": "127.0.0.1", "PARLEY_LOG_LEVEL": "info",
            }  # fmt: skip
            before = read_only() or []
            both = [
                replica(folder, name, index, postgres.url, chroma_url=chroma_url, before=before, env=env)
                for name in "ab"
            ]
            replicas, addresses = [one for one, _ in both], [address for _, address in both]
            door, address = proxy(folder, addresses)
            machines += [door, *replicas]
            for one in replicas:
                one.start(wait=False)
            for one in replicas:
                one.wait()
            door.start()
            yield Site(address, replicas, addresses, door, index, guides, chroma_url, model)
    finally:
        for machine in reversed(machines):
            machine.end()
        postgres.remove()


@pytest.fixture(scope="module")
def killed(site: Site) -> tuple[str, str]:
    """A conversation, and its token, in whose reply its replica was killed: at the start, for it takes a while to
    show."""
    site.model.hold()
    with httpx.Client(base_url=site.addresses[1], timeout=60) as two:
        opened = two.post("/v1/conversations").json()
        headers = {"Authorization": f"Bearer {opened['token']}", "Accept": "text/event-stream"}
        message = {"text": HELD, "client_id": "once"}
        with (
            pytest.raises(httpx.RemoteProtocolError),
            two.stream("POST", f"/v1/conversations/{opened['id']}/messages", json=message, headers=headers) as stream,
        ):
            for _ in stream.iter_lines():
                if site.model.reached.wait(30):
                    site.replicas[1].send(signal.SIGKILL)
    site.replicas[1].gone()
    site.model.opened.set()
    site.replicas[1].start()
    return opened["id"], opened["token"]


@asynccontextmanager
async def calling(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        yield http


def through(me: Client, http: httpx.AsyncClient) -> Client:
    """The same person, by another way."""
    return Client(http, me.id, me.headers["Authorization"].removeprefix("Bearer "))


def figures(answer: dict[str, Any]) -> set[str]:
    return set(re.findall(r"€[\d,.]+K?", json.dumps(answer["blocks"], ensure_ascii=False)))


@pytest.mark.usefixtures("killed")
async def test_a_conversation_goes_on_whichever_replica_answers(site: Site) -> None:
    async with calling(site.address) as door, calling(site.addresses[0]) as one, calling(site.addresses[1]) as two:
        me = await Client.open(door)
        first = (await through(me, one).say(PAY)).json()
        second = (await through(me, two).say("And in New York?")).json()
        assert first["answer"]["status"] == second["answer"]["status"] == "answered"
        assert "155" in json.dumps(second["answer"]) and "195" in json.dumps(second["answer"])
        history = (await through(me, one).get()).json()
        assert [m["text"] for m in history["messages"] if m["role"] == "user"] == [PAY, "And in New York?"]
        assert history == (await through(me, two).get()).json()


async def test_a_practice_goes_on_whichever_replica_plays(site: Site) -> None:
    wanted = {"company": "hugging-face", "role": "software-engineer", "region": "New York", "seed": 7}
    async with calling(site.address) as door, calling(site.addresses[0]) as one, calling(site.addresses[1]) as two:
        me = await Client.open(door)
        begun = (await through(me, one).post("/practice", wanted)).json()
        at = f"/practice/{begun['id']}"
        for number, way in enumerate((two, one, two), 1):
            said = await through(me, way).post(f"{at}/move", {"text": f"Thank you. Could you do {185 + number}K base?"})
            assert said.status_code == 200, said.text
        seen = [(await through(me, way).get(at)).json() for way in (one, two)]
        assert seen[0] == seen[1]
        assert len([line for line in seen[0]["lines"] if line["user"]]) == 3
        await through(me, one).post(f"{at}/end")
        assert (await through(me, two).get(f"{at}/debrief")).status_code == 200


async def test_the_proxy_passes_on_each_event_as_it_comes(site: Site) -> None:
    site.model.hold()
    async with calling(site.address) as door:
        me = await Client.open(door)
        async with me.stream(HELD) as stream:
            seen = [(await anext(stream)).data.get("stage")]
            while "wording" not in seen:
                seen.append((await anext(stream)).data.get("stage"))
            site.model.opened.set()
            rest = [event.event async for event in stream]
    assert rest[-1] == "done"


BREATH = 0.25
"""Seconds between an answer and the person's next question: without, the replicas' start waits for the load."""


@dataclass
class Load:
    """People who ask one thing after the other, and what came back."""

    stopped: bool = False
    statuses: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    people: list[tuple[Client, list[str]]] = field(default_factory=list)

    async def person(self, http: httpx.AsyncClient, number: int) -> None:
        me = await Client.open(http)
        sent: list[str] = []
        self.people.append((me, sent))
        while not self.stopped:
            text = (PAY, FREE)[len(sent) % 2]
            sent.append(text)
            answer = await (self._streamed if number % 2 else self._whole)(me, text, f"{number}-{len(sent)}")
            self.statuses["answered"] += 1
            if text == PAY:
                self.seen |= figures(answer)
            await asyncio.sleep(BREATH)

    async def _whole(self, me: Client, text: str, name: str) -> dict[str, Any]:
        said = await me.say(text, client_id=name)
        assert said.status_code == 200, said.text
        answer: dict[str, Any] = said.json()["answer"]
        return answer

    async def _streamed(self, me: Client, text: str, name: str) -> dict[str, Any]:
        async with me.stream(text, client_id=name) as stream:
            events = [event async for event in stream]
        assert events[-1].event == "done", events[-1]
        answer: dict[str, Any] = events[-1].data["answer"]
        return answer

    async def lost(self) -> list[str]:
        """What was sent and isn't there, or isn't answered."""
        missing = []
        for me, sent in self.people:
            messages = (await me.get()).json()["messages"]
            asked = [m["text"] for m in messages if m["role"] == "user"]
            replied = [m["state"] for m in messages if m["role"] == "assistant" and m["answer"]]
            if asked != sent or replied != ["done"] * len(sent):
                missing.append(f"sent {len(sent)}, kept {len(asked)}, answered {len(replied)}")
        return missing


@asynccontextmanager
async def load(site: Site, people: int = 2) -> AsyncIterator[Load]:
    """Load while the block runs; a request that fails fails the block."""
    async with calling(site.address) as http:
        made = Load()
        async with asyncio.TaskGroup() as group:
            for number in range(people):
                group.create_task(made.person(http, number))
            try:
                yield made
            finally:
                made.stopped = True
        assert await made.lost() == []


async def asked_meanwhile(made: Load, more: int) -> None:
    """Until so many more were answered."""
    goal = made.statuses["answered"] + more
    async with asyncio.timeout(60):
        while made.statuses["answered"] < goal:
            await asyncio.sleep(0.02)


async def test_a_rolling_restart_under_load_ends_what_streams_and_loses_no_request_and_no_message(site: Site) -> None:
    """Told to stop, the first finishes its stream while the other takes what comes."""
    site.model.hold()
    async with calling(site.addresses[0]) as one, calling(site.address) as door, load(site) as made:
        await asked_meanwhile(made, 4)
        me = await Client.open(one)
        async with me.stream(HELD) as stream:
            await anext(stream)
            assert await asyncio.to_thread(site.model.reached.wait, 30)
            site.replicas[0].send(signal.SIGTERM)
            await refused(one)
            await asked_meanwhile(made, 4)
            site.model.opened.set()
            rest = [event async for event in stream]
        assert rest[-1].event == "done"
        await asyncio.to_thread(site.back, 0)
        kept = (await through(me, door).get()).json()["messages"]
        assert [m["state"] for m in kept] == ["done", "done"]
        await asked_meanwhile(made, 4)


async def test_guides_ingested_again_under_load_are_answered_from_without_a_restart(site: Site) -> None:
    guide = site.guides / "hugging-face" / "software-engineer.md"
    async with load(site) as made:
        await asked_meanwhile(made, 4)
        text = guide.read_text(encoding="utf-8")
        assert "€58K" in text
        guide.write_text(text.replace("€58K", "€61K").replace("58000", "61000"), encoding="utf-8")
        done = await asyncio.to_thread(ingest, site.index, site.guides, site.chroma_url)
        assert done.returncode == 0, done.stderr
        for address in site.addresses:
            async with calling(address) as http:
                told = (await http.post("/v1/ask", json={"question": PAY})).json()
                assert "€61K" in figures(told)
                free = (await http.post("/v1/ask", json={"question": FREE})).json()
                assert free["status"] == "answered" and "lexical-only" not in json.dumps(free)
        await asked_meanwhile(made, 4)
    assert {"€58K", "€61K"} <= made.seen <= {"€58K", "€61K", "€78K"}


async def refused(http: httpx.AsyncClient) -> None:
    """Until a new connection is refused: the replica has heard that it is to stop."""
    async with asyncio.timeout(20):
        while True:
            try:
                _, new = await asyncio.open_connection(http.base_url.host, http.base_url.port)
            except ConnectionRefusedError:
                return
            new.close()
            await asyncio.sleep(0.02)


async def test_a_killed_replicas_reply_is_made_by_the_other_when_the_message_is_sent_again(
    site: Site, killed: tuple[str, str]
) -> None:
    async with calling(site.addresses[0]) as one:
        me = Client(one, *killed)
        async with asyncio.timeout(30):
            # While the dead replica's word still counts, the other waits for its reply; then it says to send again.
            while (again := await me.say(HELD, client_id="once")).status_code != 200:
                assert again.json()["retry"] is True, again.text
        messages = (await me.get()).json()["messages"]
        assert [(m["role"], m["state"]) for m in messages] == [("user", "done"), ("assistant", "done")]


def test_nothing_said_is_in_a_log_and_no_replica_wrote_to_its_disk(site: Site) -> None:
    for machine in site.replicas:
        assert "Traceback" not in machine.said()
        for word in ("Hugging Face in Paris", "sk-canary", "€58K"):
            assert word not in machine.said() + site.proxy.said()
    if read_only() is None:
        pytest.skip("read-only file systems can't be made here")
    for machine in site.replicas:
        assert list(machine.cwd.iterdir()) == []
