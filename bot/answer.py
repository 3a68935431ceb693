"""The Answer: what a reply says, as typed blocks with figures and citations; channels only render it."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Status = Literal["answered", "clarify", "not_found", "out_of_scope"]


def _number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


# Decimals would go out as strings ("10"), which no program that draws a bar expects; read back, they are exact.
Quantity = Annotated[int | Decimal, PlainSerializer(_number, return_type=int | float, when_used="json")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Frozen):
    """A place in a guide that the answer uses. id is stable: "path:line". date: what the guide rests on."""

    id: str
    path: str
    line: int
    section: str
    text: str
    company: str = ""
    role: str = ""
    title: str = ""
    date: datetime.date | None = None


class Figure(_Frozen):
    """A figure the guides state (or, with derived true, one resolved from a relative cell or a sum).

    low, high: whole units of currency, or percent with unit "percent", or a count with unit "options".
    period: "year", "grant" (over years), "month" or "once". region and level as the guide writes them.
    source is a Citation id.
    """

    component: str
    low: Quantity
    high: Quantity
    currency: str | None = None
    unit: Literal["percent", "options"] | None = None
    period: Literal["year", "grant", "month", "once"] | None = None
    years: int | None = None
    open: bool = False
    company: str
    company_display: str
    role: str
    role_display: str
    level: str | None = None
    region: str
    derived: bool = False
    kind: str | None = None
    source: str


class Number(_Frozen):
    """A number in the answer that is not a guide's figure: the user's own, or computed by bot/offer.py.

    text is how the answer writes it; how says the sum ("245,000 + 360,000 / 4 + 10 % of 245,000").
    """

    origin: Literal["user", "computed", "passage"]
    text: str
    low: Quantity
    high: Quantity
    currency: str | None = None
    unit: Literal["percent", "options", "count"] | None = None
    period: Literal["year", "grant", "month", "once"] | None = None
    years: int | None = None
    how: str = ""


class Text(_Frozen):
    """Prose. A small markdown subset: **bold**, lists with "- ", paragraphs. cites: Citation ids, in order."""

    type: Literal["text"] = "text"
    text: str
    cites: tuple[str, ...] = ()


class BandRow(_Frozen):
    """One component on a band card. text is how it reads ("$170K-$215K per year"), verbatim the cell.

    low/high/currency or unit as in Figure, None where the guide gives words only. user: the user's own
    figure in the same unit, for the mark on the bar. position: 0..100 percent of the way through the band."""

    component: str
    label: str
    text: str
    verbatim: str
    low: Quantity | None = None
    high: Quantity | None = None
    currency: str | None = None
    unit: Literal["percent", "options"] | None = None
    period: Literal["year", "grant", "month", "once"] | None = None
    years: int | None = None
    user: Quantity | None = None
    position: int | None = None
    derived: bool = False
    cite: str = ""


class BandCard(_Frozen):
    """A band: company, role, region, and its rows."""

    type: Literal["band_card"] = "band_card"
    company: str
    role: str
    level: str | None
    region: str
    rows: tuple[BandRow, ...]
    date: datetime.date | None = None


class Comparison(_Frozen):
    """A table; cells are strings. best: index of the row that leads, None when not comparable."""

    type: Literal["comparison"] = "comparison"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cites: tuple[str, ...] = ()
    best: int | None = None
    note: str = ""


class OfferYear(_Frozen):
    """One year of an offer, whole units of the offer's currency."""

    year: int
    base: int
    equity: int
    bonus: int
    signing: int
    refresher: int
    total: int


class OfferGauge(_Frozen):
    """An offer laid out: where each part sits in its band, and its value year by year."""

    type: Literal["offer"] = "offer"
    currency: str
    rows: tuple[BandRow, ...]
    years: tuple[OfferYear, ...]
    unknown: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


class LeverBlock(_Frozen):
    """A lever: title, why it works, and the script adapted to the user; blanks are in [brackets]."""

    type: Literal["lever"] = "lever"
    title: str
    why: str
    script: str
    cite: str
    blanks: tuple[str, ...] = ()


class Script(_Frozen):
    """Words to say, ready to copy; blanks are in [brackets]."""

    type: Literal["script"] = "script"
    title: str
    text: str
    cites: tuple[str, ...] = ()


class Email(_Frozen):
    """An e-mail ready to copy; blanks are in [brackets]."""

    type: Literal["email"] = "email"
    subject: str
    body: str
    cites: tuple[str, ...] = ()


class Warning_(_Frozen):
    """Something to know about a figure: a finding, with its place; or a note on how the answer was made."""

    type: Literal["warning"] = "warning"
    code: str
    text: str
    cite: str = ""


class Suggestions(_Frozen):
    """Questions to ask next, or (choices true) the readings to choose from when the answer asks which."""

    type: Literal["suggestions"] = "suggestions"
    items: tuple[str, ...]
    choices: bool = False


class PracticeBoard(_Frozen):
    """A practice under way: the recruiter's line is a Text before it; this is the board beside it."""

    type: Literal["practice"] = "practice"
    practice_id: str
    phase: str
    turn: int
    turns_left: int | None
    standing: tuple[BandRow, ...] = ()
    history: tuple[dict[str, int | str | None], ...] = ()
    quick_phrases: tuple[str, ...] = ()


Block = Annotated[
    Text | BandCard | Comparison | OfferGauge | LeverBlock | Script | Email | Warning_ | Suggestions | PracticeBoard,
    Field(discriminator="type"),
]


class Answer(_Frozen):
    """A whole reply. figures are the guides'; numbers are the user's own and computed ones.

    date: the oldest guide date the figures rest on. wording: who worded it ("composed", or the model's
    name), with note when a model's words were dropped.
    """

    status: Status
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    numbers: tuple[Number, ...] = ()
    citations: tuple[Citation, ...] = ()
    date: datetime.date | None = None
    intent: str = ""
    wording: str = "composed"

    @property
    def text(self) -> str:
        """The answer as plain text, for a terminal, a log of an evaluation, or a screen reader."""
        # Here, not at the top: render imports this module.
        from bot.render import plain

        return plain(self)
