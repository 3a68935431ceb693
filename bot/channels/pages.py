"""The web pages: a full-page chat at /, a demo host at /demo, a page for iframes at /frame, and the widget's files."""

from importlib import resources
from pathlib import PurePosixPath

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

router = APIRouter(include_in_schema=False)

KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)
"""No inline script or style, nothing from elsewhere; who may frame a page is added."""


@router.get("/")
def full_page() -> Response:
    """The chat, filling the window."""
    return _page("index.html", "'none'")


@router.get("/demo")
def demo() -> Response:
    """A sample site that embeds the widget."""
    return _page("demo.html", "'none'")


@router.get("/frame")
def frame(request: Request) -> Response:
    """The chat for an iframe, on the sites that PARLEY_ALLOWED_ORIGINS names."""
    return _page("frame.html", " ".join(("'self'", *request.app.state.origins)))


@router.get("/widget.js")
def loader() -> Response:
    """The one script that a site's page names."""
    return _file("widget.js")


@router.get("/widget/{name}")
def part(name: str) -> Response:
    """A module or style sheet of the widget."""
    return _file(name)


def _page(name: str, framed_by: str) -> Response:
    answer = _file(name)
    answer.headers["Content-Security-Policy"] = POLICY + framed_by
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _file(name: str) -> Response:
    kind = KINDS.get(PurePosixPath(name).suffix)
    file = resources.files("bot").joinpath("widget", name)
    if kind is None or "/" in name or not file.is_file():
        raise HTTPException(404, "There is no such page.")
    headers = {"Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}
    if kind != "text/html":
        # Files without a secret: any site may load them; what they ask of the API is guarded there.
        headers["Access-Control-Allow-Origin"] = "*"
    return Response(file.read_bytes(), media_type=f"{kind}; charset=utf-8", headers=headers)
