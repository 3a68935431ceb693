"""What the Model Context Protocol's tools take and give: typed, bounded, each with a line a model can go by."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from bot.answer import Answer, Suggestions, block_text
from bot.errors import BadInput
from bot.practice.report import Debrief
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
_QUOTED = 160
"""Characters of a source's own words; the whole stands in its guide, a resource."""


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Whom(_Given):
    """A row of a guide."""

    company: Name
    role: Name = ""
    region: Name = ""
    level: Name = ""


Code = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Rate(_Given):
    """1 currency is rate into."""

    currency: Code
    into: Code
    rate: Annotated[Decimal, Field(gt=0, lt=1_000_000), WithJsonSchema({"type": "number"})]


Rates = Annotated[list[Rate], Field(max_length=5, description="the person's")]


class Wish(_Given):
    """Whole units of currency."""

    currency: Annotated[Code | None, Field(description="the band's, if left out")] = None
    base: Annotated[Money | None, Field(description="a year")] = None
    equity: Annotated[Money | None, Field(description="the whole grant")] = None
    signing: Money | None = None

    def has_money(self) -> bool:
        """Whether an amount is given, which is in some currency."""
        return any(getattr(self, name, None) is not None for name in _AMOUNTS)

    def offer(self, **more: Any) -> Offer:
        """The same as the rest of Parley has it. Raises BadInput for parts that don't go together, and for amounts that
        were surely meant in thousands: read as they stand, everything said of them would be wrong."""
        given = self.model_dump(exclude_none=True)
        given["company"] = given.get("company") or None
        short = next((name for name in _AMOUNTS if 0 < given.get(name, 0) < terms.THOUSAND), None)
        if short:
            raise BadInput(
                f"offer.{short}", f"{given[short]} is less than a thousand, in whole units of currency",
                f"send {given[short]}000 if thousands are meant, else leave it out",
            )  # fmt: skip
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
    """text: the answer; [n] is a source. figures: the guides'. numbers: computed ones, and how. sources: id is
    path:line."""

    status: str
    text: str
    figures: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []


class Cards(BaseModel):
    """Playbook cards, the best first: what to do, say and not do in a situation. terms: words of the field in it."""

    cards: list[dict[str, Any]]
    terms: dict[str, str] = {}


class Passages(BaseModel):
    """Passages, the best first; citation is path:line. lexical_only: meanings were out of reach, words alone were
    compared."""

    passages: list[dict[str, Any]]
    lexical_only: bool = False


class Rehearsal(BaseModel):
    """A practice. practice: its id for practice_say. said: the recruiter's line, or the coach's. remark: on the
    person's line. debrief: once, at the end."""

    practice: str
    said: str
    over: bool
    turn: int
    standing: dict[str, int] = {}
    remark: str = ""
    debrief: dict[str, Any] = {}
    progress: list[dict[str, Any]] = []


def told(answer: Answer) -> Told:
    """An Answer for a model: the words once, its sources in the order of their marks, figures as data."""
    numbers: dict[str, int] = {}
    said = [block for block in answer.blocks if not isinstance(block, Suggestions) or block.choices]
    text = "\n\n".join(words for block in said if (words := block_text(block, numbers)))
    used = set(numbers) | {one.source for one in answer.figures}
    cited = sorted((one for one in answer.citations if one.id in used), key=lambda one: numbers.get(one.id, 1_000))
    sources = [
        {"n": numbers.get(one.id), "id": one.id, "title": one.title, "within": one.within, "date": one.date,
         "text": cut(one.text, _QUOTED)}
        for one in cited
    ]  # fmt: skip
    figures = [one.model_dump(mode="json", exclude_defaults=True) for one in answer.figures]
    computed = [one.model_dump(mode="json", exclude_defaults=True) for one in answer.numbers if one.how]
    return Told(
        status=answer.status, text=text, figures=[brief(one, "company_display", "role_display") for one in figures],
        numbers=[brief(one, "origin") for one in computed], sources=[brief(one) for one in sources],
    )  # fmt: skip


def brief(value: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """An object without the fields named, and without those that hold nothing."""
    return {name: one for name, one in value.items() if name not in without and one not in (None, "", [], {})}


def cut(text: str, most: int) -> str:
    """A text up to a length, its end told by "…"."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def debriefed(report: Debrief, whole: str) -> dict[str, Any]:
    """A debrief for a model: verdicts with what would have been better, figures, what other lines would have brought.
    whole: where all of it is read."""
    outcome = report.outcome
    points = [
        brief({"point": one.label, "state": one.state, "turn": one.turn, "found": one.found, "better": one.better})
        for one in report.criteria
        if one.state != "not observed"
    ]
    parts = [
        {"part": one.label, "opening": one.opening, "reached": one.reached, "most": one.most,
         "source": f"{one.citation.path}:{one.citation.line}"}
        for one in outcome.parts
    ]  # fmt: skip
    came = outcome.model_dump(
        mode="json", include={"agreed", "currency", "opening_four_years", "reached_four_years", "best_four_years",
                              "room_captured", "left"},
    )  # fmt: skip
    changes = [brief({"turn": one.turn, "line": one.line, "gain": one.gain, "text": one.text})
               for one in report.counterfactuals]  # fmt: skip
    return brief({
        "summary": report.summary, "process": report.process, "points": points, "outcome": came | {"parts": parts},
        "beside": report.beside, "changes": changes, "unheard": list(report.unheard),
        "note": report.jurisdiction_note, "whole": whole,
    })  # fmt: skip
