"""Templates to answers: one environment that escapes everything, one policy, and a tag by which a page is kept."""

import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date
from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException

from bot.answer import anchor, page_of
from bot.channels.access import InTurn
from bot.channels.browse.language import LANGUAGES, carried, chosen_in, language_of, texts
from bot.coach.cards import title_of
from bot.coach.draft import IN_WORDS
from bot.errors import BadInput, NotFound
from bot.languages.phrase import found, mending, named, ours, phrase
from bot.reading.stretches import with_slots
from ingest.index.facts import Facts

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Not one script: the pages are whole as they come."""
WITH_CHAT = POLICY.replace("img-src 'self'", "img-src 'self' data:; script-src 'self'; connect-src 'self'")
CHATS = ("/", "/chat", "/offer")
"""For pages that hold the chat, and their paths."""

LONGEST_QUERY = 500
"""Characters of a page's parameters that its links carry on."""
PLACES = {name: ("channels", "browse", name) for name in ("templates", "files", "texts")}


class Missing(NotFound):
    """A page that isn't there. said: a message of the catalogues; near: (address, name) of pages that may be meant."""

    def __init__(self, said: str, near: list[tuple[str, str]]) -> None:
        super().__init__(texts("en")(said))
        self.said, self.near = said, near


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("bot", "channels/browse/templates"), autoescape=select_autoescape(default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        page_of=page_of,
        listed_words=lambda items, t: t.listed(items),
        anchor=anchor,
        told=found,
        mending=mending,
        titled=title_of,
        applied=lambda card: ours(f"applies-{card.name}", card.applies),
        noted=lambda law: ours(f"law-{anchor(law.jurisdiction)}", law.note),
        tagged=lambda kind: named(f"tag-{kind}", kind),
        situation=lambda key: named(f"if-{key}", key.replace("-", " ")),
        within=lambda part: phrase(IN_WORDS[part]) if part in IN_WORDS else part,
        languages=LANGUAGES,
        blanked=lambda words, t: with_slots(words, t.blank),
    )
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    return made


@cache
def _version() -> str:
    """Changes with the templates and files of this release."""
    digest = hashlib.sha256()
    for place in PLACES.values():
        for file in sorted(resources.files("bot").joinpath(*place).iterdir(), key=lambda one: one.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _facts(request: Request) -> Facts:
    found: Facts = request.app.state.facts
    return found


def tag_of(request: Request) -> str:
    """What a page at this address is kept by: it changes with the index, with the release and with the day."""
    parts = (_facts(request).generation, str(request.url.path), str(request.url.query), _version(), str(date.today()),
             language_of(request))  # fmt: skip
    return f'"{hashlib.sha256(chr(10).join(parts).encode("utf-8", "replace")).hexdigest()[:32]}"'


def _headers(request: Request) -> dict[str, str]:
    """A page's policy and how long it is kept; the same with a 304, whose headers take the place of those kept."""
    policy = WITH_CHAT if request.url.path in CHATS else POLICY
    return {"Content-Security-Policy": policy, "Cache-Control": "no-cache", "Vary": "Accept-Language"}


def page(request: Request, template: str, *, status: int = 200, **given: Any) -> Response:
    """A template as an answer; 304 where the caller holds it already. given: what the template needs."""
    headers = _headers(request)
    if status == 200:
        headers["ETag"] = tag_of(request)
    meta = _facts(request).meta()
    tag = language_of(request)
    about = {"path": request.url.path, "meta": meta, "today": date.today(), "lang": tag, "t": texts(tag)}
    here = request.url

    def in_language(other: str) -> str:
        # What was sent isn't sent back whole, and never once for each language.
        kept = here if len(here.query) <= LONGEST_QUERY else here.replace(query="")
        return f"{kept.path}?{kept.include_query_params(lang=other).query}"

    text = _templates().get_template(template).render(**about, in_language=in_language, **given)
    if chosen_in(request):
        text = carried(text, tag)
    return Response(text, status_code=status, media_type="text/html; charset=utf-8", headers=headers)


def held_already(request: Request) -> Response | None:
    """304 where the caller's page is still this one."""
    given = request.headers.get("if-none-match", "")[:1000]
    tag = tag_of(request)
    if tag in [one.strip().removeprefix("W/") for one in given.split(",")]:
        return Response(status_code=304, headers=_headers(request) | {"ETag": tag})
    return None


class PageRoute(InTurn):
    """A route whose refusals are pages too, and which sends nothing anew that the caller holds."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with errors told on a page."""
        handle: Callable[[Request], Awaitable[Response]] = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return held_already(request) or await handle(request)
            except Missing as error:
                return trouble(request, 404, texts(language_of(request))(error.said), error.near)
            except NotFound as error:
                return trouble(request, 404, str(error))
            except BadInput as error:
                return trouble(request, 400, str(error))
            except RequestValidationError as error:
                first = error.errors()[0]
                return trouble(request, 422, f"{str(first['loc'][-1])[:100]}: {first['msg']}.")
            except HTTPException as error:
                return trouble(request, error.status_code, str(error.detail))

        return handled


def trouble(request: Request, status: int, text: str, near: list[tuple[str, str]] | None = None) -> Response:
    """A page that says what went wrong, and where to go instead."""
    title = texts(language_of(request))("missing") if status == 404 else HTTPStatus(status).phrase
    return page(request, "trouble.html", status=status, title=title, text=text, near=near or [])


def nowhere(request: Request) -> Response:
    """The page at an address that leads to nothing."""
    return trouble(request, 404, texts(language_of(request))("noPage"))
