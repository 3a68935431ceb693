"""The HTTP API of conversations and questions, as JSON or as server-sent events by Accept."""

import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from bot.answer import Answer, plain
from bot.channels.access import Bearer, Chats, Id, Mine, Sender, known_id
from bot.channels.body import FewValues
from bot.channels.http import Problem, accepts, documented, problem, respond
from bot.channels.phrases import Wanted, answered, told
from bot.channels.stream import Stream
from bot.conversation.conversations import Conversations
from bot.conversation.events import UNREADABLE, BlockReady, Done, Event, Failed, Sentence, Status
from bot.conversation.history import History, HistoryMessage
from bot.conversation.message import checked
from bot.errors import BadInput
from bot.languages.phrases import Catalogue
from bot.reading.terms import Profile
from ingest.errors import IngestError

log = logging.getLogger(__name__)

HEARTBEAT = 15
"""Seconds of silence on a stream after which a comment says that it lives."""

LONGEST_HISTORY = 24_000
"""Characters of the messages before a question, all together."""

FAILED = {
    "index-unavailable": 503,
    "store-unavailable": 503,
    "interrupted": 503,
    "busy": 409,
    "crowded": 503,
    "not-found": 404,
    "bad-input": 422,
}
"""HTTP status of a reply that failed, by its code; 500 for any other."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewConversation(_Body):
    """What opens a conversation."""

    channel: Literal["api", "widget"] = "api"
    beside: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    """Another conversation of the same person: its token, sent as bearer, opens the new one too."""


class Opened(BaseModel):
    """A new conversation. The token opens it and is shown only here: send it as "Authorization: Bearer …"."""

    id: str = Field(examples=["5f3c0c0a4f0b4c0f9a8f0d4f5f6a7b8c"])
    token: str = Field(examples=["mZ4oXb1…"])
    expires_at: datetime


class NewMessage(_Body):
    """A message. client_id names it: sent again with the same one, it isn't answered twice.

    replaces: the id of the last message, or of its reply: both are deleted, and this one takes their place."""

    text: str = Field(max_length=8_000, examples=["What's the base for a staff engineer at W&B in London?"])
    client_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9._:\-]{1,100}$", examples=["a1b2"])
    replaces: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")


class Reply(BaseModel):
    """A whole reply."""

    message_id: str
    answer: Answer


class Feedback(_Body):
    """A person's word on a reply."""

    rating: Literal["up", "down"]
    reason: str | None = Field(default=None, max_length=2_000)


class NewQuestion(_Body):
    """A question, with the messages that came before it, oldest first."""

    question: str = Field(max_length=8_000, examples=["And in London?"])
    history: list[Annotated[str, Field(max_length=8_000)]] = Field(
        default_factory=list, max_length=20, examples=[["What does W&B pay staff engineers in NYC?"]]
    )

    @field_validator("history")
    @classmethod
    def _bounded(cls, history: list[str]) -> list[str]:
        if sum(map(len, history)) > LONGEST_HISTORY:
            raise ValueError(f"its messages have more than {LONGEST_HISTORY:,} characters together")
        return history


STREAM: dict[str, Any] = {
    "text/event-stream": {
        "example": (
            'id: 1\nevent: status\ndata: {"stage":"reading","message_id":"…"}\n\n'
            'id: 2\nevent: sentence\ndata: {"block":0,"text":"Weights & Biases pays …"}\n\n'
            'id: 3\nevent: block\ndata: {"index":0,"block":{"type":"text","text":"…","cites":[]}}\n\n'
            'id: 4\nevent: done\ndata: {"message_id":"…","answer":{…}}\n\n'
        ),
    }
}
"""Events: status, sentence, block, done, error (a Problem), each with an increasing id; comments as heartbeat.

Without a schema: some tools hold one against the whole stream, others against each event."""

STREAMED: dict[int | str, dict[str, Any]] = {200: {"description": "The reply, whole or as events.", "content": STREAM}}

router = APIRouter(prefix="/v1", route_class=FewValues)
mine = APIRouter(
    prefix="/v1/conversations/{id}", tags=["conversations"], responses=documented(401, 404, 422, 503),
    route_class=FewValues,
)  # fmt: skip


@router.post("/conversations", status_code=201, tags=["conversations"], responses=documented(401, 404, 422, 503))
async def open_conversation(chats: Chats, bearer: Bearer, body: NewConversation | None = None) -> Opened:
    """Open a conversation; with beside, one more of the same person's."""
    now = chats.now()
    if body and body.beside:
        token = bearer.credentials if bearer else ""
        row = await chats.authorise(known_id(body.beside), token)
        id = await chats.own.beside(row, token, body.channel, chats.expires(now), now)
    else:
        id, token = await chats.open(body.channel if body else "api", now=now)
    return Opened(id=id, token=token, expires_at=chats.expires(now))


@router.post("/ask", tags=["questions"], response_model=Answer, responses={**STREAMED, **documented(422, 503)})
async def ask(body: NewQuestion, request: Request, chats: Chats, wanted: Wanted) -> Response:
    """Answer a question without keeping anything."""
    # Before a stream has begun: then it is too late to refuse them.
    for text in (body.question, *body.history):
        checked(text)
    events = _numbered(chats.ask(body.question, body.history))
    if _wants_events(request):
        return _stream(_singly(events), "", wanted)
    done = await _last(events)
    return answered(done.answer, wanted) if isinstance(done, Done) else _failed(done)


@mine.get("", response_model=History)
async def read_conversation(id: Mine, chats: Chats, wanted: Wanted) -> Response:
    """The conversation: its messages, the profile of its user, the practice under way."""
    return _whole(await chats.histories.cover(id), chats, wanted)


@mine.delete("", status_code=204, responses={204: {"description": "It is gone, and all that belonged to it."}})
async def delete_conversation(id: Mine, chats: Chats) -> None:
    """Delete the conversation; nothing of it is kept."""
    await chats.delete(id)


@mine.get(
    "/export", response_model=History, responses={200: {"content": {"text/markdown": {"schema": {"type": "string"}}}}}
)
async def export(id: Mine, request: Request, chats: Chats) -> Response:
    """Everything kept of the conversation, as JSON or, by Accept, as markdown."""
    cover = await chats.histories.cover(id)
    if accepts(request, "text/markdown"):
        return StreamingResponse(_markdown(cover, chats), media_type="text/markdown")
    return _whole(cover, chats, None)


@mine.post("/messages", response_model=Reply, responses={**STREAMED, **documented(409)})
async def say(id: Sender, body: NewMessage, request: Request, chats: Chats, wanted: Wanted) -> Response:
    """Send a message and get its reply; it is made and kept even when you don't wait for it."""
    begun = await chats.begin(id, body.text, channel="api", client_id=body.client_id, replaces=body.replaces)
    if _wants_events(request):
        return _stream(chats.together(id, begun.message_id), begun.message_id, wanted)
    done = await _last(chats.follow(id, begun.message_id))
    if isinstance(done, Failed):
        return _failed(done)
    return answered(Reply(message_id=done.message_id, answer=done.answer), wanted)


@mine.get(
    "/messages/{message_id}/events",
    response_class=Response,
    responses={200: {"description": "The events after Last-Event-ID.", "content": STREAM}},
)
async def resume(
    id: Mine, message_id: Id, chats: Chats, wanted: Wanted, last_event_id: Annotated[str | None, Header()] = None
) -> Response:
    """The reply's events, from the one after Last-Event-ID, while it is made or after."""
    await chats.histories.said(id, known_id(message_id))
    said = (last_event_id or "").strip()
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    return _stream(chats.together(id, message_id, after), message_id, wanted)


@mine.post("/messages/{message_id}/stop")
async def stop(id: Mine, message_id: Id, chats: Chats) -> HistoryMessage:
    """Stop making the reply; what was said of it is kept. Harmless when it is over."""
    return await chats.stop(id, known_id(message_id))


@mine.post("/messages/{message_id}/feedback", status_code=204)
async def rate(id: Mine, message_id: Id, body: Feedback, chats: Chats) -> None:
    """Say whether the reply was good, and why; said again, the later word counts."""
    await chats.feedback(id, known_id(message_id), body.rating, body.reason)


@mine.get("/profile")
async def read_profile(id: Mine, chats: Chats) -> Profile:
    """What the conversation knows of its user."""
    return await chats.profile(id)


@mine.patch("/profile")
async def edit_profile(id: Mine, body: dict[str, Any], chats: Chats) -> Profile:
    """Change what the conversation knows of its user: the fields sent are replaced, null forgets one."""
    before = (await chats.profile(id)).model_dump(mode="json")
    unknown = sorted(set(body) - set(before))
    if unknown:
        raise BadInput(unknown[0][:60], "a profile has no such field", f"use one of {', '.join(before)}")
    kept = {field: value for field, value in (before | body).items() if value is not None}
    profile = _profile(kept)
    await chats.set_profile(id, profile)
    return profile


@mine.delete("/profile", status_code=204)
async def forget_profile(id: Mine, chats: Chats) -> None:
    """Forget what the conversation knows of its user; its messages stay."""
    await chats.set_profile(id, Profile())


def _profile(fields: dict[str, Any]) -> Profile:
    from pydantic import ValidationError

    try:
        return Profile.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(where, first["msg"], "send it as the profile's schema says") from error


def _wants_events(request: Request) -> bool:
    return accepts(request, "text/event-stream")


def _stream(groups: AsyncIterator[Sequence[tuple[int, Event]]], message_id: str, wanted: Catalogue | None) -> Stream:
    """The events as a stream; those of a group are written at once."""

    async def sent() -> AsyncGenerator[bytes]:
        async for group in groups:
            yield b"".join(_frame(number, event, message_id, wanted) for number, event in group)

    return Stream(sent(), HEARTBEAT)


def _frame(number: int, event: Event, message_id: str, wanted: Catalogue | None) -> bytes:
    name, data = _wire(event, message_id, wanted)
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode()


def _wire(event: Event, message_id: str, wanted: Catalogue | None) -> tuple[str, str]:
    """An event's name and its data as JSON, which has no line ends of its own."""
    if isinstance(event, Failed):
        return "error", _problem(event).model_dump_json()
    if isinstance(event, Status):
        return "status", json.dumps({"stage": event.stage, "message_id": message_id}, separators=(",", ":"))
    name, adapter = _EVENTS[type(event)]
    if wanted is None or isinstance(event, Sentence):
        return name, adapter.dump_json(event).decode()
    return name, json.dumps(wanted.spoken(adapter.dump_python(event, mode="json")), separators=(",", ":"))


_EVENTS: dict[type[Event], tuple[str, TypeAdapter[Any]]] = {
    Sentence: ("sentence", TypeAdapter(Sentence)),
    BlockReady: ("block", TypeAdapter(BlockReady)),
    Done: ("done", TypeAdapter(Done)),
}


async def _numbered(events: AsyncIterator[Event]) -> AsyncIterator[tuple[int, Event]]:
    number = 0
    async for event in events:
        number += 1
        yield number, event


async def _singly(events: AsyncIterator[tuple[int, Event]]) -> AsyncIterator[Sequence[tuple[int, Event]]]:
    number = 0
    try:
        async for number, event in events:
            yield [(number, event)]
    except IngestError as error:
        log.error("the index can't be used: %s", error)
        yield [(number + 1, UNREADABLE)]


async def _last(events: AsyncIterator[tuple[int, Event]]) -> Done | Failed:
    last: Event | None = None
    async for _, event in events:
        last = event
    return last if isinstance(last, Done | Failed) else Failed("interrupted", "The answer was cut; ask again.")


def _problem(failed: Failed) -> Problem:
    return problem(FAILED.get(failed.code, 500), failed.text, failed.code, retry=failed.retry)


def _failed(failed: Failed) -> Response:
    return respond(_problem(failed))


def _whole(cover: History, chats: Conversations, wanted: Catalogue | None) -> Response:
    """A conversation as JSON, its messages as they are read."""

    async def pieces() -> AsyncIterator[str]:
        yield cover.model_dump_json(exclude={"messages"})[:-1] + ',"messages":['
        between = ""
        async for said in chats.histories.pages(cover.id, lambda said: told(said, wanted)):
            yield between + said
            between = ","
        yield "]}"

    return StreamingResponse(pieces(), media_type="application/json")


async def _markdown(cover: History, chats: Conversations) -> AsyncIterator[str]:
    """A conversation to read or print; the questions quoted, the answers as text."""
    yield f"# Conversation of {cover.created_at:%Y-%m-%d %H:%M} UTC\n"
    async for part in chats.histories.pages(cover.id, _as_markdown):
        yield f"\n{part}\n"


def _as_markdown(said: HistoryMessage) -> str:
    if said.role == "user":
        return "\n".join(f"> {line}" for line in (said.text or "").splitlines())
    return plain(said.answer) if said.answer is not None else f"*(no answer: {said.state})*"
