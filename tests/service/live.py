"""A real server on a real port in the test's own event loop, and a coach whose model waits for the test's word."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from bot.answer import Answer, Suggestions, Text
from bot.conversation.lines import Lines
from bot.model.narrator import VerifiedWords
from bot.reading.terms import Profile
from bot.reading.types import Fact, Question, Reading, Turn
from bot.server.connections import KEPT

WORDS = ("A first sentence. ", "A second one, with **$170K**.\n", "- a point\n", "- another")


class ScriptedCoach:
    """Answers every message with WORDS, at once, or word by word as the test lets it."""

    def __init__(self) -> None:
        self.narrator: object | None = None
        self.lines = Lines(self.read)
        self.gates: dict[str, Gate] = {}
        self.asked: list[str] = []
        self.seen: list[int] = []

    def gated(self, message: str, after: int = 2) -> "Gate":
        """This message's answer stops after some sentences until the gate is opened."""
        self.narrator = self
        self.gates[message] = Gate(after)
        return self.gates[message]

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        if message == "crash":
            raise ZeroDivisionError("secret detail")
        self.asked.append(message)
        self.seen.append(len(history))
        company = message.removeprefix("I work with ") if message.startswith("I work with ") else profile.company
        told = Question(text=message, intent="tactic", profile=profile.model_copy(update={"company": company}))
        return Reading(message, told=told)

    async def understand(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        return await asyncio.to_thread(self.read, message, history, profile)

    in_turn = understand

    def model(self) -> str:
        return "none"

    def compose(self, question: Reading, history: Sequence[Turn]) -> Answer:
        blocks = (Text(text="".join(WORDS)), Suggestions(items=(question.text[:40],)))
        return Answer(status="answered", blocks=blocks, intent="tactic")

    def mended(self, reading: Reading, before: Profile, history: Sequence[Turn], said: object) -> None:
        """Its model reads no amounts."""

    async def word(
        self,
        answer: Answer,
        question: Question,
        history: Sequence[Turn],
        language: str = "en",
        mend: object = None,
        facts: Sequence[Fact] = (),
    ) -> AsyncIterator[VerifiedWords | Answer]:
        gate = self.gates.get(question.text, Gate(99))
        try:
            for number, words in enumerate(WORDS):
                if number == gate.after:
                    gate.reached.set()
                    await gate.opened.wait()
                yield VerifiedWords(words, 0)
            yield answer.model_copy(update={"wording": "scripted"})
        except (asyncio.CancelledError, GeneratorExit):
            gate.cancelled = True
            raise


@dataclass
class Gate:
    after: int
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    cancelled: bool = False


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The address of the app, served by uvicorn on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=5, timeout_keep_alive=KEPT)
    )
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not running.done():
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running


class Client:
    """One conversation over HTTP."""

    def __init__(self, http: httpx.AsyncClient, id: str, token: str) -> None:
        self.http, self.id = http, id
        self.headers = {"Authorization": f"Bearer {token}"}
        self.base = f"/v1/conversations/{id}"

    @classmethod
    async def open(cls, http: httpx.AsyncClient) -> "Client":
        opened = (await http.post("/v1/conversations")).json()
        return cls(http, opened["id"], opened["token"])

    async def get(self, path: str = "", **headers: str) -> httpx.Response:
        return await self.http.get(self.base + path, headers=self.headers | headers)

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        return await self.http.post(self.base + path, json=body, headers=self.headers | headers)

    async def say(self, text: str, **more: str) -> httpx.Response:
        return await self.post("/messages", {"text": text, **more})

    @asynccontextmanager
    async def stream(self, text: str, **more: str) -> AsyncIterator[AsyncIterator["Sent"]]:
        accept = self.headers | {"Accept": "text/event-stream"}
        async with self.http.stream(
            "POST", f"{self.base}/messages", json={"text": text, **more}, headers=accept
        ) as response:
            assert response.status_code == 200, await response.aread()
            yield events(response)

    async def resumed(self, message_id: str, last: str | None = None) -> list["Sent"]:
        headers = self.headers | ({"Last-Event-ID": last} if last else {})
        async with self.http.stream("GET", f"{self.base}/messages/{message_id}/events", headers=headers) as response:
            assert response.status_code == 200, await response.aread()
            return [event async for event in events(response)]


@dataclass
class Sent:
    """A server-sent event as it came over the wire."""

    id: str
    event: str
    data: dict[str, Any]


async def events(response: httpx.Response) -> AsyncIterator[Sent]:
    """The events of a stream; a comment is an event named "comment"."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line.startswith(":"):
            yield Sent("", "comment", {"text": line})
        elif line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif fields:
            yield Sent(fields["id"], fields["event"], json.loads(fields["data"]))
            fields = {}
