"""The HTTP API of a conversation's own offer sheet: read, changed, taken along as markdown or a calendar's entry."""

import asyncio
import datetime
from datetime import UTC, timedelta
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.answer import Answer, Comparison, OfferGauge, block_text, sources_text
from bot.channels.access import Chats, Mine, Named
from bot.channels.body import FewValues
from bot.channels.http import accepts, documented
from bot.channels.phrases import Wanted, answered
from bot.coach.sheet import OffersSheet, sheet
from bot.conversation.telling import told
from bot.errors import NotFound
from bot.languages.answers import spoken
from bot.languages.phrase import Given, phrase
from bot.languages.phrases import Catalogue
from bot.reading.deadline import words_of
from bot.reading.names import Names
from bot.reading.terms import MOST_LISTED, Line, Offer, Profile, Settlement

router = APIRouter(
    prefix="/v1/conversations/{id}/offer", tags=["offers"], responses=documented(401, 404, 422, 503),
    route_class=FewValues,
)  # fmt: skip


class SheetEdit(BaseModel):
    """What is known, changed: the fields sent are replaced, null forgets one. Names as people write them.

    deadline: the day by which they want an answer; it stands in the offer."""

    model_config = ConfigDict(extra="forbid")

    company: Line | None = Field(default=None, examples=["W&B"])
    role: Line | None = Field(default=None, examples=["staff engineer"])
    region: Line | None = Field(default=None, examples=["SF"])
    level: Line | None = None
    offer: Offer | None = None
    others: Annotated[tuple[Offer, ...], Field(max_length=MOST_LISTED)] = ()
    floor: Offer | None = None
    target: Offer | None = None
    accept_at: Offer | None = None
    outcome: Settlement | None = None
    deadline: datetime.date | None = None


TAKEN = {200: {"content": {kind: {"schema": {"type": "string"}} for kind in ("text/markdown", "text/calendar")}}}


@router.get("", response_model=OffersSheet, responses=TAKEN)  # type: ignore[arg-type]
async def read(id: Mine, request: Request, chats: Chats, names: Named, wanted: Wanted) -> Response:
    """The sheet: offers side by side, against the band, the plan, drafts. By Accept as markdown, or its deadline as an
    entry for a calendar."""
    made = await _sheet(await chats.profile(id), names)
    if accepts(request, "text/markdown"):
        return PlainTextResponse(_markdown(made, wanted), media_type="text/markdown")
    if accepts(request, "text/calendar"):
        return PlainTextResponse(_calendar(made, id, wanted), media_type="text/calendar")
    return answered(_in(made, wanted), wanted)


@router.patch("", response_model=OffersSheet)
async def change(id: Mine, body: SheetEdit, chats: Chats, names: Named, wanted: Wanted) -> Response:
    """Change what is known; what the guides name otherwise ("W&B") is kept as they have it."""
    fields = {name: getattr(body, name) for name in body.model_fields_set - {"deadline"}}
    before = await chats.profile(id)
    profile = await asyncio.to_thread(told, before, fields, names)
    if "deadline" in body.model_fields_set and profile.offer is not None:
        words = words_of(body.deadline) if body.deadline else None
        profile = profile.model_copy(update={"offer": profile.offer.model_copy(update={"deadline": words})})
    await chats.set_profile(id, profile)
    return answered(_in(await _sheet(profile, names), wanted), wanted)


async def _sheet(profile: Profile, names: Names) -> OffersSheet:
    """Composed on a thread: it looks much up, and other conversations go on meanwhile."""
    return await asyncio.to_thread(sheet, profile, names, datetime.date.today())


def _in(made: OffersSheet, wanted: Catalogue | None) -> OffersSheet:
    """The sheet with its answers in the language asked for, as far as there are words for them."""
    if wanted is None:
        return made
    language = wanted.language

    def told(answer: Answer) -> Answer:
        return spoken(answer.model_copy(update={"language": language}))

    return made.model_copy(
        update={
            "against": told(made.against) if made.against else None,
            "plan": told(made.plan) if made.plan else None,
            "drafts": tuple(one.model_copy(update={"answer": told(one.answer)}) for one in made.drafts),
        }
    )


def _markdown(made: OffersSheet, wanted: Catalogue | None) -> str:
    """The sheet to keep or print; it holds what is its person's alone, and says so."""
    one = made
    if wanted is not None:
        one = OffersSheet.model_validate(wanted.spoken(_in(made, wanted).model_dump(mode="json")))

    def say(name: str, **given: Given) -> str:
        said = phrase(name, **given)
        return wanted.words(said) if wanted else said

    about = ", ".join(x for x in (one.about.role_display, one.about.company_display, one.about.region) if x)
    parts = [f"# {say('sheetOf', about=about) if about else say('sheetTitle')}", f"*{say('sheetPrivate')}*"]
    if one.due:
        left = one.due.left
        days = "" if left is None else say("sheetPast", n=-left) if left < 0 else say("sheetDays", n=left)
        parts.append(f"**{say('sheetDue')}** {one.due.said}{f' ({days})' if days else ''}")
    if one.side_by_side:
        table = one.side_by_side
        rows = [table.columns, tuple("---" for _ in table.columns), *table.rows]
        parts.append(f"## {table.title}")
        parts.append("\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows))
        parts += [table.note] if table.note else []
    found = [(say("sheetAgainst"), one.against), (say("yourPlan"), one.plan)]
    for title, answer in (*found, *((draft.title, draft.answer) for draft in one.drafts)):
        parts += [f"## {title}", _fenced(answer)] if answer else []
    if one.gains:
        parts.append(f"## {say('sheetCame')}")
        gains = [say("sheetGain", part=x.label, first=x.first, final=x.final, gained=x.gained) for x in one.gains]
        parts.append("\n".join(f"- {gain}" for gain in gains))
    return "\n\n".join(parts) + "\n"


def _fenced(answer: Answer) -> str:
    """An answer as plain text, what is set in columns fenced so that markdown keeps it."""
    numbers: dict[str, int] = {}
    parts = []
    for block in answer.blocks:
        text = block_text(block, numbers)
        parts.append(f"```\n{text}\n```" if isinstance(block, OfferGauge | Comparison) else text)
    return "\n\n".join([part for part in parts if part] + [sources_text(answer, numbers)]).strip()


def _calendar(one: OffersSheet, id: str, wanted: Catalogue | None) -> str:
    """The deadline as RFC 5545 has it: a whole day, with a reminder the morning before. Raises NotFound."""
    if one.due is None or one.due.date is None:
        raise NotFound("No day is set by which they want an answer; set it first.")
    day = one.due.date
    company = one.about.company_display
    said = phrase("sheetAnswer", company=company) if company else phrase("sheetAnswerOffer")
    what = wanted.words(said) if wanted else said
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parley//Offer//EN", "BEGIN:VEVENT", f"UID:{id[:12]}-offer@parley",
        f"DTSTAMP:{datetime.datetime.now(UTC):%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(what)}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(what)}", "TRIGGER:-PT15H", "END:VALARM", "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    plain_ = " ".join(text.split())[:200]
    for sign in "\\;,":
        plain_ = plain_.replace(sign, f"\\{sign}")
    return plain_


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 bytes, the later ones begun by a space, no character cut."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > 74:
            pieces.append(piece)
            piece = " "
        piece += char
    return [*pieces, piece]
