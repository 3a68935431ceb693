"""What every HTTP answer of ours shares: problems (RFC 9457), security headers, and which web origins may call."""

import gzip
from collections.abc import Callable
from functools import cache, lru_cache
from http import HTTPStatus
from importlib import resources
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.rows import clean
from bot.errors import BadInput, Busy, Crowded, Forbidden, NotFound, ParleyError, StoreUnavailable
from ingest.errors import IngestError

PROBLEM_JSON = "application/problem+json"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), payment=()",
}
"""Set on every answer that doesn't set its own; a page brings its own Content-Security-Policy."""


LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Names by which a machine calls itself."""


class Problem(BaseModel):
    """What went wrong (RFC 9457): detail is one sentence for a person, code is for the program.

    retry: the same request may succeed later."""

    type: str = Field(default="about:blank", examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no such conversation, or the token isn't its own."])
    code: str = Field(examples=["not-found"])
    retry: bool = False


STATUS: dict[type[Exception], int] = {
    BadInput: 422,
    NotFound: 404,
    Forbidden: 401,
    Busy: 409,
    Crowded: 503,
    StoreUnavailable: 503,
    IngestError: 503,
    ParleyError: 500,
}


PLAINLY = {
    "Not Found": "There is nothing at this address; /docs lists what there is.",
    "Method Not Allowed": "This address doesn't take this method; /docs lists what it takes.",
    "There was an error parsing the body": "The body can't be read.",
}
"""What the framework says, as a sentence."""


EVERYWHERE = (400, 403, 413, 429)
"""A body or host that can't be read, an origin that isn't allowed, too large, too often."""

LONGEST_DETAIL = 600
"""Characters of a problem's sentence: what was sent is never sent back whole."""


def documented(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The OpenAPI responses of these problems, and of those that any call may meet (EVERYWHERE)."""
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told = sorted({*statuses, *EVERYWHERE})
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in told}


def problem(status: int, detail: str, code: str = "", *, retry: bool = False) -> Problem:
    """A Problem whose title is the status's own; code defaults to that in kebab-case."""
    title = HTTPStatus(status).phrase
    detail = clean(detail if len(detail) <= LONGEST_DETAIL else f"{detail[: LONGEST_DETAIL - 1]}…")
    return Problem(title=title, status=status, detail=detail, code=code or title.lower().replace(" ", "-"), retry=retry)


def respond(what: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """The HTTP answer of a problem; one worth another try says when."""
    known = dict(headers or {})
    if what.retry:
        known.setdefault("Retry-After", "2")
    if what.status == 401:
        known.setdefault("WWW-Authenticate", "Bearer")
    return JSONResponse(what.model_dump(), status_code=what.status, media_type=PROBLEM_JSON, headers=known)


def problem_of(error: Exception) -> Problem:
    """One of our errors as a problem."""
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    codes = {
        BadInput: "bad-input",
        Forbidden: "token-expired",
        StoreUnavailable: "store-unavailable",
        Crowded: "crowded",
    }
    code = next((code for kind, code in codes.items() if isinstance(error, kind)), "")
    told = placeless(str(error)) if isinstance(error, IngestError) else str(error)
    return problem(status, told, code, retry=status in (409, 503))


def placeless(text: str) -> str:
    """What is wrong with the index, without the folders of this machine: "facts.sqlite3" for
    "/srv/p/idx/facts.sqlite3". A visitor needs none of them."""
    words = text.split(" ")
    return " ".join(word.rpartition("/")[2] if word.startswith("/") else word for word in words)


def add_problems(app: FastAPI, nowhere: Callable[[Request], Response] | None = None) -> None:
    """Make every error of the app a problem of one sentence, never a stack trace. nowhere: the page for a person whose
    address leads to nothing."""

    async def ours(request: Request, error: Exception) -> Response:
        return respond(problem_of(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(problem(422, _first_fault(error), "bad-input"))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if nowhere and error.status_code == 404 and _reads_pages(request):
            return nowhere(request)
        detail = PLAINLY.get(str(error.detail), str(error.detail))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(_methods(request)))
        return respond(problem(error.status_code, detail), headers)

    async def unforeseen(request: Request, error: Exception) -> Response:
        return respond(problem(500, "Something went wrong on our side; please try again.", "internal", retry=True))

    for kind in (ParleyError, IngestError):
        app.add_exception_handler(kind, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unforeseen)


@cache
def shipped(*place: str) -> dict[str, bytes]:
    """The files of a folder of this package by name: no name that a caller sends is ever looked for on a disk."""
    folder = resources.files("bot").joinpath(*place)
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def _reads_pages(request: Request) -> bool:
    """Whether a person's browser asks, and for no address of the API."""
    if request.method not in ("GET", "HEAD") or request.url.path.startswith("/v1/"):
        return False
    return accepts(request, "text/html")


def _methods(request: Request) -> set[str]:
    """Every method that this path takes; the framework names those of its first route alone."""
    every = (r for one in request.app.routes for r in getattr(getattr(one, "original_router", None), "routes", [one]))
    fitting = (route for route in every if route.matches(request.scope)[0] is not Match.NONE)
    return {method for route in fitting for method in getattr(route, "methods", None) or ()}


def _refuses(parameter: str) -> bool:
    """Whether a header's parameter says that something isn't wanted: "q=0.0"."""
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip() in ("0", "0.", "0.0", "0.00", "0.000")


def accepts(request: Request, kind: str) -> bool:
    """Whether the Accept header names a media type ("text/event-stream"), and not as one that is refused (q=0)."""
    for one in request.headers.get("accept", "").lower().split(",")[:50]:
        name, *parameters = (part.strip() for part in one.split(";"))
        if name == kind:
            return not any(_refuses(parameter) for parameter in parameters)
    return False


def unchanging(request: Request, data: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """Bytes that are the same for everybody, packed once where the caller takes that: they hold no secret, so that
    nothing is told by how well they pack."""
    known = {"Vary": "Accept-Encoding", **(headers or {})}
    if accepts_gzip(request):
        known["Content-Encoding"] = "gzip"
        data = _packed(data)
    return Response(data, media_type=media_type, headers=known)


def accepts_gzip(request: Request) -> bool:
    """Whether the caller unpacks gzip, and hasn't refused it (q=0)."""
    for one in request.headers.get("accept-encoding", "").lower().split(",")[:20]:
        name, *parameters = (part.strip() for part in one.split(";"))
        if name == "gzip":
            return not any(_refuses(parameter) for parameter in parameters)
    return False


@lru_cache(maxsize=128)
def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9)


def _first_fault(error: RequestValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "The body isn't JSON that can be read."
    place = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
    return clean(f"{place[:100]}: {first['msg']}.")


class SecureHeaders:
    """Adds HEADERS to every answer; answers of the API are never cached."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)


_LONGEST_PORT = 5
"""Digits of a port."""


class HostGuard:
    """Refuses calls under a name that isn't this server's: a page whose name was rebound to it shows its own.

    allowed: host names in lower case, without ports; LOCAL ones always are. A call without a Host is no browser's."""

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self._app, self._allowed = app, frozenset((*allowed, *LOCAL))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        said = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        if len(said) > 1 or not self._lets(said[0] if said else ""):
            refusal = problem(
                400,
                "This server isn't called by this name; its operator can allow it (PARLEY_ALLOWED_HOSTS).",
                "host-not-allowed",
            )
            await respond(refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _lets(self, host: str) -> bool:
        name, _, port = host.lower().rpartition(":")
        name = (name if name and port.isdecimal() and len(port) <= _LONGEST_PORT else host.lower()).rstrip(".")
        return not host or name in self._allowed or name.endswith(".localhost")


class CallsAlone:
    """Refuses what is no call (a POST): over MCP a GET would hold its connection for ever, for nothing to be told."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] != "POST":
            refusal = problem(405, "This address takes calls alone, by POST.")
            await respond(refusal, {"Allow": "POST"})(scope, receive, send)
            return
        await self._app(scope, receive, send)


class OriginGuard:
    """Refuses calls to /v1 from pages of other origins than those allowed and our own.

    CORS only keeps a browser from reading the answer; this keeps the request from having an effect. Callers
    that are no web pages send no Origin and are let through: the token is what protects conversations."""

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self._app, self._allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/v1/") and not self._lets(Headers(scope=scope)):
            refusal = problem(
                403, "Pages of this origin may not use this server; its operator can allow it.", "origin-not-allowed"
            )
            await respond(refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _lets(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") != "cross-site"
        if origin in self._allowed:
            return True
        # A proxy that ends TLS keeps the host but not the scheme, so that hosts are compared, not origins.
        try:
            return bool(origin) and urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
        except ValueError:
            return False
