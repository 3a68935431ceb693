"""The HTTP API of what the guides hold: companies, bands, guides, passages, and an offer as Parley reads it."""

import asyncio
import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile

from bot.answer import Answer
from bot.channels.access import InTurn, Known, Named
from bot.channels.body import form_of, parsed
from bot.channels.http import documented
from bot.conversation.rows import clean
from bot.errors import BadInput, NotFound
from bot.knowledge import bands as lookup
from bot.reading.apart import Apart
from bot.reading.deadline import date_of
from bot.reading.letter_text import read_letter
from bot.reading.offer_terms import read_offer as offer_in
from bot.reading.terms import Doubt, Offer
from ingest.guide.types import ComponentName, Finding, Guide, LevelMapping, Lever, Section, Strategy
from ingest.index.facts import Facts

LONGEST_LETTER = 5 * 1024 * 1024
"""Bytes of an offer letter."""

LONGEST_TEXT = 60_000
"""Characters of an offer's words."""

AT_ONCE = 2
WAITING = 6
"""Letters that are read at once, and that may wait for it."""

LONG = 1_000
"""Characters from which on texts are read one at a time, by a process of its own."""

AROUND = 12
"""Lines shown before and after the one cited, in a long section."""

Made = TypeVar("Made")

router = APIRouter(prefix="/v1", tags=["guides"], responses=documented(422, 503), route_class=InTurn)


class CompanyOut(BaseModel):
    """A company that the guides cover."""

    company: str = Field(examples=["weights-and-biases"])
    company_display: str = Field(examples=["Weights & Biases"])
    guides: int
    roles: list["RoleOut"]


class RoleOut(BaseModel):
    """A role that a guide is about, and the date the guide rests on."""

    role: str = Field(examples=["staff-software-engineer"])
    role_display: str = Field(examples=["Staff Software Engineer"])
    path: str
    date: datetime.date | None


class PlaceOut(BaseModel):
    """Where a figure stands in the guides: path, 1-based line, the cell verbatim."""

    path: str = Field(examples=["weights-and-biases/staff-software-engineer.md"])
    line: int = Field(examples=[62])
    text: str = Field("", examples=["£182K–£228K"])


class ComponentOut(BaseModel):
    """A component's figure: money in whole units of currency with its period, a percentage, or a count of options.

    open: the guide writes a plus behind the high end. kind: of equity ("RSU", "options", ...)."""

    low: int | float = Field(examples=[182000])
    high: int | float = Field(examples=[228000])
    currency: str | None = Field(None, examples=["GBP"])
    unit: Literal["percent", "options"] | None = None
    period: Literal["year", "grant", "month", "once"] | None = Field(None, examples=["year"])
    years: int | None = None
    open: bool = False
    kind: str | None = None
    derived: bool = False
    source: PlaceOut


class SaidOut(BaseModel):
    """What a guide says of a component in words instead of a figure, and how it was taken."""

    state: str = Field(examples=["relative"])
    text: str = Field(examples=["Varies by location (60–100% of NYC)"])
    path: str
    line: int


class BandOut(BaseModel):
    """What a company pays for a role in a region (and level). A component is null where no figure is stated:
    its words are then in verbatim, and what they come to beside another region's figures in derived."""

    company: str = Field(examples=["weights-and-biases"])
    role: str = Field(examples=["staff-software-engineer"])
    company_display: str = Field(examples=["Weights & Biases"])
    role_display: str = Field(examples=["Staff Software Engineer"])
    level: str | None
    region: str = Field(examples=["London"])
    base: ComponentOut | None
    equity: ComponentOut | None
    bonus: ComponentOut | None
    signing: ComponentOut | None
    total: ComponentOut | None
    source: PlaceOut
    verbatim: dict[str, SaidOut] | None = None
    derived: dict[str, ComponentOut] | None = None


class GuideOut(BaseModel):
    """A guide as read."""

    company: str
    company_display: str
    role: str
    role_display: str
    title: str
    path: str
    date: datetime.date | None
    review_due: datetime.date | None
    summary: str
    bands: list[dict[str, Any]] = Field(description="As GET /v1/bands gives them.")
    levers: tuple[Lever, ...]
    strategies: tuple[Strategy, ...]
    mappings: tuple[LevelMapping, ...]
    findings: tuple[Finding, ...]


class PassageOut(BaseModel):
    """A guide's words around a citation; cited is the line cited, as it stands. lines are from..to inclusive."""

    citation: str = Field(examples=["weights-and-biases/staff-software-engineer.md:24"])
    path: str
    line: int
    title: str
    company_display: str
    role_display: str
    section: str
    date: datetime.date | None
    start: int
    end: int
    text: str
    cited: str


class OfferText(BaseModel):
    """An offer in words."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1,
        max_length=LONGEST_TEXT,
        examples=["245k base, 360 over 4 in RSUs, 10% bonus, 30k sign-on, SF"],
    )


class OfferOut(BaseModel):
    """An offer as read. doubts: what can be read several ways, to be asked. aloud: how a shorthand was read.

    asked, floor, current: what the text says of the person's wishes, lowest figure and pay now. due: the day that the
    offer's deadline names, where it names one. text: the letter's or message's words."""

    offer: Offer | None
    others: tuple[Offer, ...]
    asked: Offer | None
    floor: Offer | None
    current: Offer | None
    doubts: tuple[Doubt, ...]
    aloud: tuple[str, ...]
    due: datetime.date | None = None
    text: str


@router.get("/companies")
def companies(known: Known) -> list[CompanyOut]:
    """Every company that the guides cover, with its roles."""
    return [
        CompanyOut(
            company=company.slug,
            company_display=company.display,
            guides=company.guides,
            roles=[
                RoleOut(role=role.slug, role_display=role.display, path=role.path, date=role.updated)
                for role in known.roles(company.slug)
            ],
        )
        for company in known.companies()
    ]


@router.get("/bands", response_model=list[BandOut], response_model_exclude_unset=True)
def bands(
    known: Known,
    names: Named,
    company: Annotated[str | None, Query(max_length=200, examples=["wandb"])] = None,
    role: Annotated[str | None, Query(max_length=200, examples=["staff engineer"])] = None,
    region: Annotated[str | None, Query(max_length=200, examples=["London"])] = None,
    level: Annotated[str | None, Query(max_length=200)] = None,
    component: ComponentName | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> list[dict[str, Any]]:
    """The bands that match, as `parley bands --json` prints them; without a company every band, limit at a time.

    Names are matched as people write them, but a misspelling is no match."""
    if company is None:
        if role or region or level:
            raise BadInput("company", "is missing", "name a company beside role, region and level, or leave all out")
        return lookup.page(known, names, offset, limit)
    matching, whole = lookup.found(names, company, role, region, level)
    only = (component,) if component else ()
    of = {band.role: [other for other in whole if other.role == band.role] for band in matching}
    return [lookup.as_json(band, of[band.role], names, only) for band in matching[offset : offset + limit]]


@router.get("/guides/{company}/{role}", responses=documented(404))
def guide(company: str, role: str, known: Known, names: Named) -> GuideOut:
    """One guide: its bands, levers, strategies, level mappings and findings, and the date it rests on."""
    found = known.guide(company, role)
    if found is None:
        raise NotFound("The guides hold nothing under this company and role; GET /v1/companies lists what they do.")
    return GuideOut(
        **{name: getattr(found, name) for name in GuideOut.model_fields if name not in ("date", "bands", "findings")},
        bands=[lookup.as_json(band, found.bands, names) for band in found.bands],
        date=found.updated,
        findings=known.findings(company, role),
    )


@router.get("/passages/{citation:path}", responses=documented(404))
def passage(
    citation: Annotated[str, Path(description='"path:line", the id of a citation.', max_length=500)], known: Known
) -> PassageOut:
    """The guide's own words around a citation, with the date the guide rests on."""
    path, _, number = citation.rpartition(":")
    found = _guide_at(known, path) if number.isascii() and number.isdigit() and len(number) < 8 else None
    section = _section_at(found, int(number)) if found else None
    if found is None or section is None:
        raise NotFound("The guides hold no such place; a citation's id is the guide's path, a colon and the line.")
    start, lines = _around(section, int(number))
    return PassageOut(
        citation=citation,
        path=path,
        line=int(number),
        title=found.title,
        section=section.title,
        company_display=found.company_display,
        role_display=found.role_display,
        date=found.updated,
        start=start,
        end=start + len(lines) - 1,
        text="\n".join(lines),
        cited=lines[int(number) - start],
    )


def _guide_at(known: Facts, path: str) -> Guide | None:
    for role in known.roles():
        if role.path == path:
            return known.guide(role.company, role.slug)
    return next((guide for guide in known.general_guides() if guide.path == path), None)


def _section_at(guide: Guide, line: int) -> Section | None:
    """The innermost section that holds the line."""
    holding = [section for section in guide.sections if section.line <= line <= section.end]
    return min(holding, key=lambda section: section.end - section.line, default=None)


def _around(section: Section, line: int) -> tuple[int, list[str]]:
    """The section's lines near this one, and the number of the first."""
    lines = section.text.splitlines() or [""]
    first = section.end - len(lines) + 1 if len(lines) <= section.end - section.line + 1 else section.line
    at = min(max(line - first, 0), len(lines) - 1)
    start = max(at - AROUND, 0)
    return line - at + start, lines[start : at + AROUND + 1]


@router.post(
    "/offers",
    tags=["offers"],
    responses=documented(415),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": OfferText.model_json_schema()},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "properties": {"file": {"type": "string", "format": "binary"}},
                    }
                },
            },
        }
    },
)
async def read_offer(request: Request) -> OfferOut:
    """An offer as Parley reads it from words or from a letter (text or PDF, at most 5 MB), to be confirmed.

    Nothing of it is kept."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        text = await _letter(request)
    elif kind == "application/json":
        text = _offer_text(await request.body())
    else:
        raise HTTPException(415, 'Send the offer as JSON {"text": …}, or as a file in a form field named "file".')
    text_ = clean(text)
    reading = (
        await _LONG.run(_APART.read_offer, text_) if len(text_) > LONG else await asyncio.to_thread(offer_in, text_)
    )
    due = date_of(reading.offer.deadline, datetime.date.today()) if reading.offer and reading.offer.deadline else None
    shared = {name: getattr(reading, name) for name in OfferOut.model_fields if name not in ("text", "due")}
    return OfferOut(**shared, due=due, text=text)


def _offer_text(body: bytes) -> str:
    try:
        return OfferText.model_validate(parsed(body)).text
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput("text", first["msg"], f'send at most {LONGEST_TEXT:,} characters as {{"text": …}}') from error
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, "The body isn't JSON that can be read.") from error


class HeavyWork:
    """Heavy work, so many pieces at a time on threads of its own, so that it holds up nobody but its like."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="letter")
        self._held, self._most = 0, at_once + waiting

    async def run(self, work: Callable[..., Made], *given: object) -> Made:
        """What the work makes. Raises what it raises; HTTPException 429 when too many wait already."""
        self.check()
        self._held += 1
        # Counted until it is done, not until its sender has gone: the work goes on either way.
        done = self._pool.submit(work, *given)
        done.add_done_callback(self._over)
        return await asyncio.wrap_future(done)

    def check(self) -> None:
        """Raises HTTPException 429 when too many wait already."""
        if self._held >= self._most:
            raise HTTPException(
                429, "Several letters are being read; send yours again in a moment.", {"Retry-After": "5"}
            )

    def _over(self, _: object) -> None:
        self._held -= 1


_LETTERS = HeavyWork(AT_ONCE, WAITING)
_LONG = HeavyWork(1, AT_ONCE + WAITING)
_APART = Apart()


async def _letter(request: Request) -> str:
    """The text of the letter in the form's field "file"."""
    _LETTERS.check()  # Before the form is taken apart, so that refusing one costs next to nothing.
    async with form_of(request) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise BadInput("file", "the form has no file in a field of this name", 'attach the letter as "file"')
        if (file.size or 0) > LONGEST_LETTER:
            raise HTTPException(413, "The letter is larger than 5 MB; send only the pages with the pay.")
        data = await file.read()
    return await _LETTERS.run(read_letter, data, file.content_type or "")


@router.get("/schema/answer", response_model=dict[str, Any])
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an Answer."""
    return Answer.model_json_schema(mode="serialization")
