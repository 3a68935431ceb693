"""The terms of an offer and what a conversation knows of its user: plain values that every room may hold."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Grant(BaseModel):
    """One grant of equity as a letter states it: its value in whole units of currency, or a count, or a percentage.

    strike: the price of one option or share. years: over how many it vests. per_year: amount is for each year.
    schedule: the vesting in the letter's words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str | None = None
    amount: int | None = None
    currency: str | None = None
    count: int | None = None
    percent: Decimal | None = None
    strike: Decimal | None = None
    years: int | None = None
    per_year: bool = False
    schedule: str = ""


class Extra(BaseModel):
    """What a letter gives beside salary, bonus and equity: holiday pay, a 13th month, pension, an allowance.

    counted: it is pay in cash every year and counts in the offer's worth (yearly, whole units). Others are only told.
    amount: as written, for period; percent: as written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["holiday", "thirteenth", "employer", "allowance"]
    said: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    period: str | None = None
    yearly: int | None = None
    counted: bool = False


class Offer(BaseModel):
    """An offer, or a competing one. Money in whole units of currency; None means the user hasn't said.

    base: per year. equity: the whole grant over equity_years, or, with equity_per_year, what vests each year.
    equity_currency: where the equity is in another currency than the rest. equity_percent: of the company.
    bonus_percent: of base, per year; bonus_amount: per year, where given as money. signing: once (year one).
    signing_second: once, year two. refresher: a grant per year from year two on, vesting as the user says
    (assumed within the year). vesting: percent of the grant by year, summing to 100; None means even.
    total: a yearly total, where only that was given. said: the user's own words for each part.
    As letters have it: rate, rate_period: the pay as written where that is not a year (575 a day). payments: monthly
    salaries a year that make the base (12, 13, 14). contract_units, contract_total: days or hours agreed, and what
    they come to. total_kind: OTE, CTC, package. bonus_most: the bonus may reach this ("up to") and counts for nothing:
    percent of base or, with bonus_most_amount, money. bonus_guaranteed: in the first year. clawback: when the signing
    bonus is paid back. grants: every grant, the first also in the equity fields. extras: what stands beside.
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
    start: str | None = None
    rate: Decimal | None = None
    rate_period: str | None = None
    payments: int | None = None
    contract_units: int | None = None
    contract_total: int | None = None
    total_kind: str | None = None
    bonus_most: Decimal | None = None
    bonus_most_amount: int | None = None
    bonus_guaranteed: int | None = None
    clawback: str | None = None
    grants: tuple[Grant, ...] = ()
    extras: tuple[Extra, ...] = ()
    said: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """True when it holds no money at all."""
        parts = (self.base, self.equity, self.equity_count, self.equity_percent, self.bonus_percent, self.bonus_amount)
        return (
            not self.grants
            and self.rate is None
            and all(part is None for part in (*parts, self.signing, self.signing_second, self.refresher, self.total))
        )


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
