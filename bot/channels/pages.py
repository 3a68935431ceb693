"""The widget's files, a demo host at /demo and a page for iframes at /frame."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

import rcssmin
import rjsmin
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from bot.channels import catalogue
from bot.channels.http import unchanging

router = APIRouter(include_in_schema=False)

KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": catalogue.KIND}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)
"""No inline script or style, nothing from elsewhere; who may frame a page is added."""


@router.get("/demo")
def demo(request: Request) -> Response:
    """A sample site that embeds the widget."""
    return _page(request, "demo.html", "'none'")


@router.get("/frame")
def frame(request: Request) -> Response:
    """The chat for an iframe, on the sites that PARLEY_ALLOWED_ORIGINS names."""
    return _page(request, "frame.html", " ".join(("'self'", *request.app.state.origins)))


@router.get("/widget.js")
def loader(request: Request) -> Response:
    """The one script that a site's page names."""
    return _file(request, "widget.js")


@router.get("/widget/{name}")
def part(request: Request, name: str) -> Response:
    """A module or style sheet of the widget."""
    return _file(request, name)


def _page(request: Request, name: str, framed_by: str) -> Response:
    answer = _file(request, name)
    answer.headers["Content-Security-Policy"] = POLICY + framed_by
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _file(request: Request, name: str) -> Response:
    kind = KINDS.get(PurePosixPath(name).suffix)
    data = catalogue.file(name, "channels", "widget")
    if kind is None or data is None:
        raise HTTPException(404, "There is no such page.")
    headers = {
        "Cache-Control": "public, max-age=300",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if kind != "text/html":
        # Files without a secret: any site may load them; what they ask of the API is guarded there.
        headers["Access-Control-Allow-Origin"] = "*"
    return unchanging(request, _lean(data, kind), f"{kind}; charset=utf-8", headers)


_APART = re.compile(r"(?<=[\w\])>]) :(?=(?:is|not|has|where)\()")


@lru_cache(maxsize=64)
def _lean(data: bytes, kind: str) -> bytes:
    """A file as it is sent: without the comments and the room that are for whoever reads the source."""
    if kind == "text/javascript":
        return str(rjsmin.jsmin(data.decode(), keep_bang_comments=True)).encode()
    if kind == "text/css":
        # Within a block the minifier takes the room before ":is(" for that of a declaration.
        return str(rcssmin.cssmin(_APART.sub(" *:", data.decode()))).encode()
    return data
