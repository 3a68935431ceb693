"""What a request's body may hold: so many bytes by where it goes, and of JSON so many values.

Bytes alone don't bound the work: of half a megabyte of wrong values each would get an error of its own.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from fastapi import HTTPException, Request
from fastapi.routing import APIRoute
from starlette.datastructures import FormData, Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.access import address_of
from bot.channels.http import problem, respond

LARGEST = 6 * 1024 * 1024
"""Bytes of a form with an offer letter: 5 MB and what multipart adds."""

LARGEST_TEXT = 1024 * 1024
"""Bytes of an offer's words: 60,000 characters, each written as an escape; and of a delivery of Slack's."""

LARGEST_JSON = 512 * 1024
"""Bytes of any other body: 32,000 characters likewise, or a profile with all its offers."""

LARGEST_CALL = 128 * 1024
"""Bytes of a call over MCP: 8,000 characters likewise, and names."""

MOST_VALUES = 3_000
"""Values of a body, lists and objects among them: twice a profile with twenty other offers, every field filled in."""

LONGEST_FIELD = 2_048
"""Bytes of a form's field that is no file."""

MOST_FORMS, MOST_OF_ONE = 32, 8
"""Forms that are taken in at a time, and those of one address: meanwhile each lies on the disk, 6 MB of it."""

_on_their_way: Counter[str] = Counter()
"""Forms that are being taken in, by address."""


def most_of(scope: Scope) -> int:
    """Bytes that the body of this call may have."""
    if scope["path"] == "/v1/offers":
        kind = Headers(scope=scope).get("content-type", "")
        return LARGEST if kind.lower().startswith("multipart/") else LARGEST_TEXT
    return LARGEST_TEXT if scope["path"].startswith("/slack/") else LARGEST_JSON


def most_of_call(_: Scope) -> int:
    """Bytes that a call over MCP may have."""
    return LARGEST_CALL


class SizeGuard:
    """Refuses a request whose body is said to be larger than most(scope) bytes; CountGuard counts what isn't said."""

    def __init__(self, app: ASGIApp, most: Callable[[Scope], int]) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        said = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if said.isascii() and said.isdigit() and int(said[:20]) > self._most(scope):
            too_large = problem(413, f"The request is larger than {self._most(scope):,} bytes; send less.")
            await respond(too_large)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class CountGuard:
    """Counts what comes of a body, and refuses it beyond most(scope) bytes."""

    def __init__(self, app: ASGIApp, most: Callable[[Scope], int]) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = self._most(scope) if scope["type"] == "http" else LARGEST_JSON
        await RequestBodyLimitMiddleware(self._app, max_body_size=most)(scope, receive, send)


def parsed(body: bytes) -> Any:
    """JSON's value. Raises JSONDecodeError, and HTTPException 422 where it holds more than MOST_VALUES."""
    given = json.loads(body)
    left, open_ = MOST_VALUES, [given]
    while open_:
        one = open_.pop()
        if isinstance(one, dict | list):
            left -= len(one)
            if left < 0:
                raise HTTPException(422, f"body: it holds more than {MOST_VALUES:,} values.")
            open_.extend(one.values() if isinstance(one, dict) else one)
    return given


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """A form with one file at most, and hardly anything beside it.

    Raises HTTPException: 400 where it can't be read, 429 where too many are on their way, 503 without room for it."""
    who = address_of(request.scope)
    if _on_their_way.total() >= MOST_FORMS or _on_their_way[who] >= MOST_OF_ONE:
        raise HTTPException(
            429, "Several letters are on their way; send yours again in a moment.", {"Retry-After": "5"}
        )
    _on_their_way[who] += 1
    try:
        form = await _form(request)
        try:
            yield form
        finally:
            await form.close()
    finally:
        _on_their_way[who] -= 1
        if not _on_their_way[who]:
            del _on_their_way[who]


async def _form(request: Request) -> FormData:
    try:
        # Fields are decoded as the caller says: punycode's time grows with the square of the length, and one of
        # Python's codecs ("undefined") refuses everything.
        return await request.form(max_files=1, max_fields=5, max_part_size=LONGEST_FIELD)
    except UnicodeError as error:
        raise HTTPException(400, "The form can't be read.") from error
    except OSError as error:
        said = "There is no room to take the letter in; paste its text, or try again later."
        raise HTTPException(503, said, {"Retry-After": "60"}) from error


class _Few(Request):
    async def json(self) -> Any:
        """As Starlette's, of few values."""
        if not hasattr(self, "_json"):
            self._json = parsed(await self.body())
        return self._json


class FewValues(APIRoute):
    """A route whose JSON holds at most MOST_VALUES."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, given such a request."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            return await handle(_Few(request.scope, request.receive))

        return handled
