"""What the Model Context Protocol's tools take and give: typed, bounded, each with a line a model can go by."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from bot.answer import Answer, Suggestions, Text
from bot.answer import plain as in_words
from bot.errors import BadInput
from bot.reading import terms
from bot.reading.terms import Offer

Component = Literal["base", "equity", "bonus", "signing", "total"]
Name = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=8_000)]
Money = Annotated[terms.Money, WithJsonSchema({"type": "integer"})]
Percent = Annotated[Decimal, Field(ge=0, le=500), WithJsonSchema({"type": "number"})]
Offset = Annotated[int, Field(ge=0, le=10_000_000), WithJsonSchema({"type": "integer"})]
"""What money, percents and offsets are bounded by is checked, and told when it is passed; the schemas stay short."""
_AMOUNTS = ("base", "equity", "signing", "bonus_amount", "refresher")


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Whom(_Given):
    """A row of a guide."""

    company: Name
    role: Name = ""
    region: Name = ""
    level: Name = ""


class Wish(_Given):
    """Whole units of currency."""

    currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$", description="the band's, if left out")] = None
    base: Annotated[Money | None, Field(description="a year")] = None
    equity: Annotated[Money | None, Field(description="the whole grant")] = None
    signing: Money | None = None

    def has_money(self) -> bool:
        """Whether an amount is given, which is in some currency."""
        return any(getattr(self, name, None) is not None for name in _AMOUNTS)

    def offer(self, **more: Any) -> Offer:
        """The same as the rest of Parley has it. Raises BadInput for parts that don't go together."""
        given = self.model_dump(exclude_none=True)
        given["company"] = given.get("company") or None
        try:
            return Offer(**(given | more))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(("offer", *(str(part) for part in first["loc"])))
            said = str(first["msg"]).removeprefix("Value error, ")
            raise BadInput(where, said, "send it as the letter says, or leave it out") from error


class Other(Wish):
    """Whole units of currency; leave out what isn't known."""

    company: Name = ""
    equity_years: Annotated[terms.Years | None, WithJsonSchema({"type": "integer"})] = None
    bonus_percent: Annotated[Percent | None, Field(description="of base")] = None
    bonus_amount: Annotated[Money | None, Field(description="a year")] = None


class Terms(Other):
    """Whole units of currency; leave out what isn't known."""

    refresher: Annotated[Money | None, Field(description="a year")] = None
    vesting: Annotated[
        tuple[int, ...] | None, Field(max_length=10, description="percent by year, 100 in all"),
        WithJsonSchema({"type": "array", "items": {"type": "integer"}}),
    ] = None  # fmt: skip


class Held(BaseModel):
    """A page of what the guides hold. next: the offset of the next page, null on the last."""

    items: list[dict[str, Any]]
    total: int
    next: int | None = None


class Bands(BaseModel):
    """Bands as `parley bands --json` prints them. next: the offset of the next page."""

    bands: list[dict[str, Any]]
    total: int
    next: int | None = None


class Told(BaseModel):
    """text: the answer. figures: the guides'. numbers: the person's own and computed ones. sources: id is path:line."""

    status: str
    text: str
    figures: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    blocks: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []


class Cards(BaseModel):
    """Playbook cards, the best first: what to do, say and not do in a situation. terms: words of the field in it."""

    cards: list[dict[str, Any]]
    terms: dict[str, str] = {}


class Found(BaseModel):
    """A passage. citation is "path:line"; date: what the guide rests on."""

    citation: str
    company: str
    role: str
    section: str
    date: datetime.date | None
    text: str


class Passages(BaseModel):
    """Passages as Found has them, the best first. lexical_only: vectors were out of reach, words alone were
    compared."""

    passages: list[dict[str, Any]]
    lexical_only: bool = False


class Rehearsal(BaseModel):
    """A practice. practice: its id for practice_say. said: the recruiter's line, or the coach's. remark: on the
    person's line. debrief: after the end."""

    practice: str
    said: str
    over: bool
    turn: int
    standing: dict[str, int] = {}
    remark: str = ""
    debrief: dict[str, Any] = {}
    progress: list[dict[str, Any]] = []


def told(answer: Answer) -> Told:
    """An Answer for a model: the words once, the rest as data."""
    said = [block for block in answer.blocks if not isinstance(block, Suggestions) or block.choices]
    shown = [block for block in answer.blocks if not isinstance(block, Text | Suggestions)]
    return Told(
        status=answer.status,
        text=in_words(answer.model_copy(update={"blocks": tuple(said)})),
        figures=[one.model_dump(mode="json", exclude_none=True) for one in answer.figures],
        numbers=[one.model_dump(mode="json", exclude_none=True) for one in answer.numbers],
        blocks=[_unnamed(one.model_dump(mode="json", exclude_none=True)) for one in shown],
        sources=[_unnamed(one.model_dump(mode="json", exclude_none=True)) for one in answer.citations],
    )


def _unnamed(data: Any) -> Any:
    """What is told without the names of its phrases, of which a model has no use."""
    if isinstance(data, list):
        return [_unnamed(one) for one in data]
    if isinstance(data, dict):
        return {name: _unnamed(value) for name, value in data.items() if name != "phrases"}
    return data
