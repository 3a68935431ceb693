"""A person's conversations together over HTTP: listed and searched, named, opened on another device, all deleted."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.channels.access import Bearer, Chats, Mine, known_id
from bot.channels.body import FewValues
from bot.channels.http import documented
from bot.conversation.own import LONGEST_NAME

router = APIRouter(prefix="/v1", tags=["conversations"], route_class=FewValues)
TOLD = documented(401, 404, 422, 503)


class Kept(BaseModel):
    """A conversation in the list. name: as its person calls it, else the beginning of what was asked first.

    found: the passage of theirs that a search found. deleted_at: when it is deleted unless it is opened before."""

    id: str
    name: str
    found: str
    asked: int
    practised: bool
    created_at: datetime
    active_at: datetime
    deleted_at: datetime


class Shelf(BaseModel):
    """Conversations, the last used first; expires_at: when this device's token ends unless it is used before."""

    conversations: tuple[Kept, ...]
    expires_at: datetime


class NewName(BaseModel):
    """What a person calls a conversation; "" goes back to what was asked first."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=LONGEST_NAME, examples=["The W&B offer"])


class Code(BaseModel):
    """A code that opens a person's conversations on one more device, once, before it ends."""

    code: str = Field(examples=["K7MQ4XZP2RVB"])
    expires_at: datetime


class Redeemed(BaseModel):
    """A code typed on another device. beside: a conversation of this device that is kept; send its token with it."""

    model_config = ConfigDict(extra="forbid")
    code: str = Field(max_length=40, examples=["K7MQ-4XZP-2RVB"])
    beside: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")


class Joined(BaseModel):
    """The last used conversation, and the token that opens it and all others of its person on this device."""

    id: str
    token: str
    expires_at: datetime


@router.get("/conversations/{id}/all", responses=TOLD)
async def list_all(id: Mine, chats: Chats, q: Annotated[str, Query(max_length=200)] = "") -> Shelf:
    """The conversations of this one's person; q: words that all are in a name or in what the person wrote."""
    row = await chats.row(id)
    found = await chats.own.listed(row, q)
    kept = tuple(
        Kept(
            id=one.id, name=one.name, found=one.found, asked=one.asked, practised=one.practised,
            created_at=one.created_at, active_at=one.active_at, deleted_at=chats.deleted_at(one.active_at),
        )
        for one in found
    )  # fmt: skip
    return Shelf(conversations=kept, expires_at=row.expires_at)


@router.patch("/conversations/{id}", status_code=204, responses=TOLD)
async def rename(id: Mine, body: NewName, chats: Chats) -> Response:
    """Give a conversation a name."""
    await chats.own.rename(id, body.name)
    return Response(status_code=204)


@router.delete("/conversations/{id}/all", status_code=204, responses=TOLD)
async def delete_all(id: Mine, chats: Chats) -> Response:
    """Delete this conversation and all others of its person, on every device; nothing of them is kept."""
    await chats.delete_all(await chats.row(id))
    return Response(status_code=204)


@router.post("/conversations/{id}/code", status_code=201, responses=TOLD)
async def make_code(id: Mine, chats: Chats) -> Code:
    """Make a code for another device; one made before ends."""
    code, ends = await chats.own.code(await chats.row(id), chats.now())
    return Code(code=code, expires_at=ends)


@router.post("/devices", status_code=201, responses=TOLD)
async def redeem(body: Redeemed, chats: Chats, token: Bearer) -> Joined:
    """Open a person's conversations on this device by a code; with beside, what is here joins them."""
    given = token.credentials if token else ""
    joining = await chats.authorise(known_id(body.beside), given) if body.beside else None
    row, opened = await chats.own.redeem(body.code, joining, given, chats.now())
    return Joined(id=row.id, token=opened, expires_at=row.expires_at)
