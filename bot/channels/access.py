"""Over HTTP: the process's conversations and facts, and who may open which conversation."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated, Any
from weakref import WeakKeyDictionary

from fastapi import Depends, HTTPException, Path, Request, Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.types import Scope

from bot.conversation.callers import Turns
from bot.conversation.conversations import Conversations
from bot.errors import NotFound
from bot.reading.names import Names
from ingest.index.facts import Facts

opening: ContextVar[Callable[[], Awaitable[bool]] | None] = ContextVar("opening", default=None)
"""Counts a conversation that the caller at hand opens; false where it is one too many. None where nobody counts."""

_bearer = HTTPBearer(auto_error=False, description="The token that opening the conversation returned.")


def conversations(request: Request) -> Conversations:
    """The process's conversations."""
    found: Conversations = request.app.state.conversations
    return found


def facts(request: Request) -> Facts:
    """The process's facts."""
    found: Facts = request.app.state.facts
    return found


def names(request: Request) -> Names:
    """The process's names, as the guides and the aliases have them."""
    found: Names = request.app.state.names
    return found


Id = Annotated[str, Path(description="An id that this API gave.", examples=["5f3c0c0a4f0b4c0f9a8f0d4f5f6a7b8c"])]
# As dependencies these don't wait for anything; plain functions would each be run in a thread.


async def _conversations(request: Request) -> Conversations:
    return conversations(request)


async def _facts(request: Request) -> Facts:
    return facts(request)


async def _names(request: Request) -> Names:
    return names(request)


Chats = Annotated[Conversations, Depends(_conversations)]
Known = Annotated[Facts, Depends(_facts)]
Named = Annotated[Names, Depends(_names)]


Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def authorised(id: Id, chats: Chats, token: Bearer) -> str:
    """The id of the conversation in the path, when the bearer's token opens it."""
    if token is None:
        raise HTTPException(401, 'Send the conversation\'s token as "Authorization: Bearer <token>".')
    return (await chats.authorise(known_id(id), token.credentials)).id


async def admitted(
    id: Id, chats: Chats, token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> str:
    """As authorised, for whoever sends a message; see Conversations.admit."""
    if token is None:
        raise HTTPException(401, 'Send the conversation\'s token as "Authorization: Bearer <token>".')
    await chats.admit(known_id(id), token.credentials)
    return id


Mine = Annotated[str, Depends(authorised)]
Sender = Annotated[str, Depends(admitted)]


def address_of(scope: Scope) -> str:
    """Whose a call is: an address of IPv4, or the first half of one of IPv6, whose second anybody can change."""
    said = str(scope["client"][0]) if scope.get("client") else "unknown"
    if ":" not in said and "%" not in said:
        return said
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:
        return said
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        return str(inner) if inner else str(ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


_HEX = frozenset("0123456789abcdef")


def known_id(id: str) -> str:
    """An id as this API gives them; anything else is of nothing there is. Raises NotFound."""
    if not (len(id) == 32 and _HEX.issuperset(id)):
        raise NotFound("There is no such conversation, or the token isn't its own.")
    return id


LOOKUPS = 4
"""How many look-ups through the guides go on at once, whoever asks: each is a thread that others' answers share the
processor with."""
_lookups: WeakKeyDictionary[asyncio.AbstractEventLoop, Turns] = WeakKeyDictionary()


def lookup_turn() -> AbstractAsyncContextManager[None]:
    """The caller's turn for a look-up."""
    return _lookups.setdefault(asyncio.get_running_loop(), Turns(LOOKUPS)).turn()


class InTurn(APIRoute):
    """A route whose look-up is made in its caller's turn, where it is made in a thread."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, which waits for its turn; the answer is sent after it."""
        handle = super().get_route_handler()
        if inspect.iscoroutinefunction(self.endpoint):
            return handle

        async def handled(request: Request) -> Response:
            async with lookup_turn():
                return await handle(request)

        return handled
