"""The terms of an offer and what a conversation knows of its user: plain values that every room may hold."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Offer(BaseModel):
    """An offer, or a competing one. Money in whole units of currency; None means the user hasn't said.

    base: per year. equity: the whole grant over equity_years, or, with equity_per_year, what vests each year.
    equity_currency: where the equity is in another currency than the rest. equity_percent: of the company.
    bonus_percent: of base, per year; bonus_amount: per year, where given as money. signing: once (year one).
    signing_second: once, year two. refresher: a grant per year from year two on, vesting as the user says
    (assumed within the year). vesting: percent of the grant by year, summing to 100; None means even.
    total: a yearly total, where only that was given. said: the user's own words for each part.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: str | None = None
    role: str | None = None
    level: str | None = None
    region: str | None = None
    currency: str | None = None
    base: int | None = None
    equity: int | None = None
    equity_years: int | None = None
    equity_per_year: bool = False
    equity_currency: str | None = None
    equity_kind: str | None = None
    equity_count: int | None = None
    equity_percent: Decimal | None = None
    vesting: tuple[int, ...] | None = None
    bonus_percent: Decimal | None = None
    bonus_amount: int | None = None
    signing: int | None = None
    signing_second: int | None = None
    refresher: int | None = None
    total: int | None = None
    deadline: str | None = None
    said: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """True when it holds no money at all."""
        parts = (self.base, self.equity, self.equity_count, self.equity_percent, self.bonus_percent, self.bonus_amount)
        return all(part is None for part in (*parts, self.signing, self.signing_second, self.refresher, self.total))


class Profile(BaseModel):
    """What a conversation knows of its user, built from what they said; shown, edited, forgotten on request.

    floor and current_pay are the user's private figures: never put into a script or shown to the recruiter.
    expertise, situation: short words ("ml infrastructure", "relocation", "unvested equity", "illiquid equity").
    stance: whether they said they hold no other offers ("declined"), or hold some ("asked" once it was asked).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None
    offer: Offer | None = None
    others: tuple[Offer, ...] = ()
    floor: Offer | None = None
    current_pay: Offer | None = None
    target: Offer | None = None
    current_level: tuple[str, str] | None = None
    expertise: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    stance: Literal["none", "asked", "declined"] = "none"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in an offer that can be read several ways and changes its value.

    part: the field in doubt. question: a sentence to ask. choices: answers to choose from.
    """

    part: str
    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferReading:
    """What one message says about money: the user's offer (known terms included), and everything that is not it.

    asked: what they want. floor, current: their private figures. aloud: how a shorthand was read ("245" as
    245K), to be said in the answer. fresh: this message holds terms of the user's own offer.
    """

    offer: Offer | None = None
    others: tuple[Offer, ...] = ()
    asked: Offer | None = None
    floor: Offer | None = None
    current: Offer | None = None
    doubts: tuple[Doubt, ...] = ()
    aloud: tuple[str, ...] = ()
    fresh: bool = False
