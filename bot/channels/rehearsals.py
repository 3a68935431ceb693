"""The HTTP API of practice: a scenario in, the recruiter's lines and the board out, and the debrief."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.answer import PracticeBoard, Worded
from bot.channels.access import Chats, Mine, known_id
from bot.channels.body import FewValues
from bot.channels.http import accepts, documented
from bot.channels.phrases import Wanted, answered
from bot.conversation.rehearsal import prepared
from bot.languages.phrases import Catalogue
from bot.practice import board as boards
from bot.practice import export, session
from bot.practice.remark import remark, wished
from bot.practice.report import Debrief
from bot.practice.scenario import Request as Setting
from bot.practice.session import Practice

PRINTABLE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""The debrief's page brings its style and its chart inline, and nothing else."""

router = APIRouter(
    prefix="/v1/conversations/{id}/practice", tags=["practice"], responses=documented(401, 404, 409, 422, 503),
    route_class=FewValues,
)  # fmt: skip
Pid = Annotated[str, Path(description="The practice's id.", examples=["9a8f0d4f5f6a7b8c5f3c0c0a4f0b4c0f"])]


class Line(Worded):
    """One exchange: what the candidate said ("" at the opening), and the recruiter's answer."""

    turn: int
    user: str
    recruiter: str


class PracticeOut(BaseModel):
    """A practice as the candidate may see it."""

    id: str
    company: str
    company_display: str
    role: str
    role_display: str
    region: str
    level: str | None
    currency: str
    difficulty: str
    persona: str
    seed: int
    over: bool
    paused: bool
    lines: list[Line]
    board: PracticeBoard


class RecruiterSaid(Worded):
    """What came back for a line: the recruiter's words, or (hint) the coach's, and the board after it.

    counted: whether it used up one of the candidate's turns. remark: where it was wished for, the coach's word on the
    line: what it did, and what would serve better."""

    text: str
    hint: bool
    counted: bool
    over: bool
    board: PracticeBoard
    remark: str = ""


class Saying(BaseModel):
    """The candidate's line."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=8_000, examples=["Thanks! Could you do 210K base?"])


class TurnNumber(BaseModel):
    """Which of the candidate's turns to try again from; 1 is their first."""

    model_config = ConfigDict(extra="forbid")

    turn: int = Field(ge=1, le=1_000)


class Hint(Worded):
    """A coach's word; it knows only what the candidate knows."""

    text: str


@router.post("", status_code=201, response_model=PracticeOut)
async def begin(id: Mine, body: Setting, chats: Chats, wanted: Wanted) -> Response:
    """Start a practice; it stays pinned to the conversation until it ends.

    What the conversation knows of an offer from this company fills what the body leaves out."""
    return _sent(await chats.practices.start(id, prepared(body, await chats.profile(id))), wanted, 201)


@router.get("/progress")
async def progress(id: Mine, chats: Chats) -> list[dict[str, int | str | None]]:
    """One row for each practice that has ended, oldest first: how it was set, its scores, the room it captured."""
    return await chats.practices.ended(id)


@router.get("/{pid}", response_model=PracticeOut)
async def read(id: Mine, pid: Pid, chats: Chats, wanted: Wanted) -> Response:
    """The practice as it stands."""
    return _sent(await chats.practices.practice(id, known_id(pid)), wanted)


@router.post("/{pid}/move", response_model=RecruiterSaid)
async def move(id: Mine, pid: Pid, body: Saying, chats: Chats, wanted: Wanted, remarks: bool = False) -> Response:
    """Say a line to the recruiter ("pause: …" asks the coach instead). remarks: with the coach's word on it, also
    where the practice wasn't begun with them."""
    played = await chats.practices.move(id, known_id(pid), body.text)
    reply = played.reply
    text = played.practice.turns[-1].said if not reply.hint else reply.text
    told = remark(played.practice) if remarks and not reply.hint else wished(played.practice, aside=reply.hint)
    said = RecruiterSaid(
        text=text,
        hint=reply.hint,
        counted=reply.counted,
        over=reply.over,
        board=boards.board(played.practice),
        remark=told,
    )
    return answered(said, wanted)


@router.post("/{pid}/hint", response_model=Hint)
async def hint(
    id: Mine, pid: Pid, chats: Chats, wanted: Wanted, question: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """What the coach would do now, or says to a question; it changes nothing."""
    practice = await chats.practices.practice(id, known_id(pid))
    told = await asyncio.to_thread(session.hint, practice, question)
    return answered(Hint(text=told), wanted)


@router.post("/{pid}/pause", response_model=PracticeOut)
async def pause(id: Mine, pid: Pid, chats: Chats, wanted: Wanted) -> Response:
    """Pause the practice: messages of the conversation go to the coach until it is resumed."""
    return _sent(await chats.practices.change(id, known_id(pid), session.pause), wanted)


@router.post("/{pid}/resume", response_model=PracticeOut)
async def resume(id: Mine, pid: Pid, chats: Chats, wanted: Wanted) -> Response:
    """Go on with a paused practice."""
    return _sent(await chats.practices.change(id, known_id(pid), session.resume), wanted)


@router.post("/{pid}/end", response_model=PracticeOut)
async def end(id: Mine, pid: Pid, chats: Chats, wanted: Wanted) -> Response:
    """End the practice, so that it can be debriefed."""
    return _sent(await chats.practices.change(id, known_id(pid), session.end), wanted)


@router.post("/{pid}/retry", status_code=201, response_model=PracticeOut)
async def retry(id: Mine, pid: Pid, body: TurnNumber, chats: Chats, wanted: Wanted) -> Response:
    """Try again from a turn: a new practice with the same recruiter, as it stood before that turn."""
    return _sent(await chats.practices.retry(id, known_id(pid), body.turn), wanted, 201)


@router.get(
    "/{pid}/debrief",
    response_model=Debrief,
    responses={200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("text/markdown", "text/html")}}},
)
async def debrief(id: Mine, pid: Pid, request: Request, chats: Chats, wanted: Wanted) -> Any:
    """What went well and what would have brought more: JSON or, by Accept, markdown or a page to print."""
    report = await chats.practices.debrief(id, known_id(pid))
    if accepts(request, "text/markdown"):
        return PlainTextResponse(export.markdown(report, _words(wanted)), media_type="text/markdown")
    if accepts(request, "text/html"):
        return HTMLResponse(export.page(report, _words(wanted)), headers={"Content-Security-Policy": PRINTABLE})
    return answered(report, wanted)


def _words(wanted: Catalogue | None) -> export.Words:
    return export.Words(wanted.language, wanted.words) if wanted else export.ENGLISH


def _sent(practice: Practice, wanted: Catalogue | None, status: int = 200) -> Response:
    return answered(_out(practice), wanted, status)


def _out(practice: Practice) -> PracticeOut:
    scenario = practice.scenario
    shared = {name: getattr(scenario, name) for name in PracticeOut.model_fields if hasattr(scenario, name)}
    return PracticeOut(
        **shared,
        id=practice.id,
        over=practice.over,
        paused=practice.paused,
        board=boards.board(practice),
        lines=[Line(turn=turn.number, user=turn.user, recruiter=turn.said) for turn in practice.turns],
    )
