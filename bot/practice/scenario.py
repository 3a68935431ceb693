"""A practice's scenario: what the guide's bands put on the table, and what the recruiter keeps to themself."""

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Protocol, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BadInput
from bot.languages.phrase import phrase
from bot.practice.jurisdiction import PayHistoryRule
from bot.reading.terms import MOST_LISTED, Line, Offer
from ingest.amounts.types import Range
from ingest.guide.types import Guide, Source
from ingest.index.facts import Company, Role

Difficulty = Literal["warm-up", "realistic", "hard"]
Persona = Literal["friendly", "by-the-book", "hiring-manager", "founder"]
PartName = Literal["base", "equity", "signing", "refresher", "relocation"]
Term = Literal[
    "vesting",
    "start date",
    "level review",
    "title",
    "remote",
    "time off",
    "review date",
    "bonus guarantee",
    "clawback",
    "notice buy-out",
]
PARTS: tuple[PartName, ...] = ("base", "equity", "signing", "refresher", "relocation")
TERMS: tuple[Term, ...] = get_args(Term)
DIFFICULTIES: tuple[Difficulty, ...] = ("warm-up", "realistic", "hard")
PERSONAS: tuple[Persona, ...] = ("friendly", "by-the-book", "hiring-manager", "founder")
YEARS = 4
"""Costs are counted over four years, the length of the usual grant."""


DrillName = Literal["", "expectation", "silence", "final", "package", "rival", "closing"]
"""The skill of a drill, "" for a whole call."""


class Request(BaseModel):
    """What to rehearse. company and role are slugs or names; region and level as the guide writes them.

    deadline_turns: how many times the candidate may speak; deadline_days: the same, at one exchange a day.
    offer: what the user really was offered (the opening); others: their other offers, facts of the scenario;
    floor, accept_at, ask: the user's preparation, which the recruiter never sees. seed: the same seed and
    moves give the same offers; None draws one. drill: one skill in three rounds instead of a whole call. mail: the
    rounds go by e-mail. remarks: the coach is to say a word after each line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Line
    role: Line
    region: Line | None = None
    level: Line | None = None
    difficulty: Difficulty = "realistic"
    persona: Persona = "friendly"
    jurisdiction: Line | None = None
    deadline_turns: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    deadline_days: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    offer: Offer | None = None
    others: Annotated[tuple[Offer, ...], Field(max_length=MOST_LISTED)] = ()
    floor: Offer | None = None
    accept_at: Offer | None = None
    ask: Offer | None = None
    drill: DrillName = ""
    mail: bool = False
    remarks: bool = False


class Guides(Protocol):
    """What a scenario needs of ingest.index.facts.Facts."""

    def companies(self) -> tuple[Company, ...]: ...

    def roles(self, company: str | None = None) -> tuple[Role, ...]: ...

    def guide(self, company: str, role: str) -> Guide | None: ...

    def names(self) -> dict[str, dict[str, tuple[str, ...]]]: ...


def in_speech(name: str) -> str:
    """A guide's name for a role or place as people say it: "Frankfurt (HQ)" is Frankfurt."""
    return name.partition(" (")[0] or name


_NAMED = {
    "base salary": "part-inBaseSalary", "equity": "part-inEquity", "signing bonus": "part-inSigning",
    "signing bonus over two years": "part-signingTwo", "yearly refresher": "part-yearlyRefresher",
    "relocation": "part-relocation", "options": "tag-options", "pre-IPO": "tag-pre-IPO",
}  # fmt: skip
"""Labels of parts, and their phrases."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package in money, whole units of the scenario's currency.

    period "year" or "month" (base, refresher), "grant" over years (equity) or "once". low, high: what the guide states
    or, with how saying so, what is derived from it. opening: the recruiter's first figure. weight: thousandths
    of cost over four years per unit (base counts four times, with its bonus). step: what offers are rounded to.
    """

    name: PartName
    label: str
    period: Literal["year", "month", "grant", "once"]
    years: int | None
    low: int
    high: int
    opening: int
    weight: int
    step: int
    source: Source
    how: str = ""

    @property
    def named(self) -> str:
        """Its label, which knows its phrase; as a guide names its kind of equity where that is none of ours."""
        return phrase(_NAMED[self.label]) if self.label in _NAMED else self.label

    @property
    def top(self) -> int:
        """What it can be bargained up to: the high end, or a little above an opening that is there already."""
        if self.opening < self.high:
            return self.high
        return self.opening + max(self.step, self.opening * 3 // 100 // self.step * self.step)


@dataclass(frozen=True, slots=True)
class Issue:
    """A term beside pay: what granting it costs the company (below nothing where it suits both) and what it is worth
    to the candidate, once, in whole units; needs: what must have been earned; proven: a deed or commitment too."""

    name: Term
    costs: int
    brings: int
    needs: int
    proven: bool
    asked: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """The user's own preparation for one figure, by part or (part "total") per year; None where not set."""

    part: str
    ask: int | None
    accept_at: int | None
    floor: int | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """The guide's own preparation for one part in this region and currency: what a user who set none can go by."""

    part: PartName
    ask: int | None
    accept_at: int | None
    floor: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Scenario:
    """What both sides may know, and the candidate's own preparation (which the engine never reads).

    bonus: text as the guide has it ("10 % of base a year"), fixed by level. bonus_bp: basis points of base
    counted in costs. deadline: how many times the candidate may speak. total: the guide's yearly total. issues: the
    terms beside pay. decide_by: the day until which the offer stands, and the day after the date was moved.
    """

    company: str
    company_display: str
    role: str
    role_display: str
    region: str
    level: str | None
    currency: str
    parts: tuple[Part, ...]
    bonus: str
    bonus_bp: int
    bonus_amount: int
    equity_note: str
    total: Range | None
    difficulty: Difficulty
    persona: Persona
    rule: PayHistoryRule
    today: date
    deadline: int
    seed: int
    others: tuple[Offer, ...]
    prepared: tuple[Prepared, ...]
    guide_path: str
    guide_title: str
    guide_date: date | None
    market: tuple[tuple[str, int, int, Source], ...] = ()
    levers: tuple[tuple[str, Source], ...] = ()
    strategy: Source | None = None
    suggested: tuple["Suggested", ...] = ()
    issues: tuple[Issue, ...] = ()
    decide_by: tuple[date, ...] = ()

    def index(self, name: str) -> int | None:
        """Where a part stands in every package's amounts; None when it isn't on the table."""
        for at, part in enumerate(self.parts):
            if part.name == name:
                return at
        return None

    def cost(self, amounts: Sequence[int]) -> int:
        """What a package costs over four years, in thousandths of a unit (exact, so that it compares)."""
        total = 0
        for amount, part in zip(amounts, self.parts, strict=True):
            total += amount * part.weight
        return total

    def granted(self, terms: Sequence[str]) -> int:
        """What terms cost the budget, in thousandths of a unit; those that suit both cost nothing."""
        return sum(max(0, issue.costs) * 1000 for issue in self.issues if issue.name in terms)

    @property
    def opening(self) -> tuple[int, ...]:
        return tuple(part.opening for part in self.parts)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most the recruiter may give of one part, and the guide's line it was drawn from."""

    part: PartName
    amount: int
    source: Source
    how: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the recruiter keeps to themself; no line of dialogue is made from it.

    budget: the most a whole package may cost over four years, in thousandths. span: what all parts could
    rise by as anyone could reckon from the public bands, in thousandths; released authority is a share of it,
    so that no offer before the final one depends on the budget.
    """

    caps: tuple[Cap, ...]
    budget: int
    span: int

    @property
    def limits(self) -> tuple[int, ...]:
        return tuple(cap.amount for cap in self.caps)


def plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def request_of(**said: object) -> Request:
    """A request from values as a person gave them. Raises BadInput naming the field and what it may be."""
    try:
        return Request.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        expected = first.get("ctx", {}).get("expected", "")
        raise BadInput(
            str(first["loc"][0]) if first["loc"] else "practice",
            f"{reprlib.repr(first.get('input'))} can't be used",
            f"choose {expected}" if expected else str(first["msg"]),
        ) from error
