"""Which language a caller of the API asks for, and a reply in it."""

import json
from typing import Annotated

from babel.core import negotiate_locale
from fastapi import Depends, Request, Response
from pydantic import BaseModel

from bot.languages.phrases import LANGUAGES, Catalogue, phrases


def preferred(header: str) -> str:
    """The tag of LANGUAGES that an Accept-Language header prefers."""
    asked = []
    for one in header[:500].split(","):
        tag, _, quality = one.partition(";q=")
        try:
            asked.append((-float(quality or 1), tag.strip().replace("-", "_")))
        except ValueError:
            continue
    found = negotiate_locale([tag for weight, tag in sorted(asked, key=lambda x: x[0]) if weight], list(LANGUAGES))
    return found or LANGUAGES[0]


async def _asked(request: Request) -> Catalogue | None:
    # As a dependency it waits for nothing; a plain function would be run in a thread.
    return phrases(preferred(request.headers.get("accept-language", "")))


Wanted = Annotated[Catalogue | None, Depends(_asked)]
"""The phrases of the language that a caller asks for."""


def told(what: BaseModel, wanted: Catalogue | None) -> str:
    """A reply as JSON, in the language asked for."""
    if wanted is None:
        return what.model_dump_json()
    return json.dumps(wanted.spoken(what.model_dump(mode="json")), ensure_ascii=False, separators=(",", ":"))


def answered(what: BaseModel, wanted: Catalogue | None, status: int = 200) -> Response:
    """A reply as an answer of the API, written once: the framework would check it, and write it again."""
    return Response(told(what, wanted), status_code=status, media_type="application/json")
