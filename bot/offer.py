"""An offer: its parts as the user gave them, its value year by year, where it sits in the band."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Offer(BaseModel):
    """An offer, or a competing one. Money in whole units of currency; None means the user hasn't said.

    base: per year. equity: the whole grant over equity_years. bonus_percent: of base, per year;
    bonus_amount: per year, where given as money. signing: once (year one). signing_second: once, year two.
    refresher: a grant per year from year two on, vesting as the user says (assumed within the year).
    vesting: percent of the grant by year, summing to 100; None means even. total: a yearly total, where
    only that was given. said: the user's own words for each part.
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
    equity_kind: str | None = None
    equity_count: int | None = None
    vesting: tuple[int, ...] | None = None
    bonus_percent: Decimal | None = None
    bonus_amount: int | None = None
    signing: int | None = None
    signing_second: int | None = None
    refresher: int | None = None
    total: int | None = None
    deadline: str | None = None
    said: tuple[tuple[str, str], ...] = ()


class Profile(BaseModel):
    """What a conversation knows of its user, built from what they said; shown, edited, forgotten on request.

    floor and current_pay are the user's private figures: never put into a script or shown to the recruiter.
    expertise, situation: short words ("ml infrastructure", "relocation", "unvested equity", "illiquid equity").
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
    current_level: tuple[str, str] | None = None
    expertise: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    stance: Literal["none", "asked", "declined"] = "none"
