"""The terms of an offer and what a conversation knows of its user: plain values that every room may hold."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.reading.deadline import exact

MOST_MONEY = 10**12
"""Whole units of any currency; a hundred times the largest pay in the smallest unit (Vietnamese dong)."""
MOST_PERCENT = 1000

STEP = ">"
"""Between what the two ends of a number are: "from 62 to 67" is own_offer>asked."""
MOST_YEARS = 20
MOST_LISTED = 20
"""Entries of a list: other offers, years of vesting, skills."""

LONGEST_WORDS = 2_000
"""Characters of a text."""


def _encodable(text: str) -> str:
    """Refuses half of a surrogate pair, which no answer could carry. Raises ValueError."""
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("it holds half a character")
    return text


def _in_a_line(text: str) -> str:
    """What is a name, or as short as one, stands in one line: no sign in it begins another line or orders a terminal
    about, wherever it is shown or exported."""
    if text.isprintable():
        return text
    return " ".join("".join(" " if unicodedata.category(c) in _NO_SIGNS else c for c in text).split())


_NO_SIGNS = ("Cc", "Zl", "Zp")
"""Unicode's categories of controls, and of what ends lines and paragraphs."""


def _whole_grant(shares: tuple[int, ...]) -> tuple[int, ...]:
    if sum(shares) != 100:
        raise ValueError("its percentages by year must come to 100")
    return shares


def _no_word(value: object) -> object:
    """Refuses true and false, which would be a pay of one and of nothing. Raises ValueError."""
    if isinstance(value, bool):
        raise ValueError("it is no number")
    return value


Words = Annotated[str, Field(max_length=LONGEST_WORDS), AfterValidator(_encodable)]
Line = Annotated[Words, AfterValidator(_in_a_line)]
Money = Annotated[int, Field(ge=0, le=MOST_MONEY), BeforeValidator(_no_word)]
Percentage = Annotated[Decimal, Field(ge=0, le=MOST_PERCENT, allow_inf_nan=False, max_digits=40, decimal_places=28)]
"""Bounded in its digits too: 1e-999999999 is small, and writing it out takes a gigabyte."""
Amount = Annotated[Decimal, Field(ge=0, le=MOST_MONEY, allow_inf_nan=False, max_digits=40, decimal_places=28)]
Years = Annotated[int, Field(ge=1, le=MOST_YEARS), BeforeValidator(_no_word)]
Vesting = Annotated[
    tuple[Annotated[int, Field(ge=0, le=100)], ...], Field(max_length=MOST_YEARS), AfterValidator(_whole_grant)
]


class Grant(BaseModel):
    """One grant of equity as a letter states it: its value in whole units of currency, or a count, or a percentage.

    strike: the price of one option or share. years: over how many it vests. per_year: amount is for each year.
    schedule: the vesting in the letter's words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Line | None = None
    amount: Money | None = None
    currency: Line | None = None
    count: Money | None = None
    percent: Percentage | None = None
    strike: Amount | None = None
    years: Years | None = None
    per_year: bool = False
    schedule: Words = ""


class Extra(BaseModel):
    """What a letter gives beside salary, bonus and equity: holiday pay, a 13th month, pension, an allowance.

    counted: it is pay in cash every year and counts in the offer's worth (yearly, whole units). Others are only told.
    amount: as written, for period; percent: as written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["holiday", "thirteenth", "employer", "allowance"]
    said: Words
    amount: Amount | None = None
    percent: Percentage | None = None
    period: Line | None = None
    yearly: Money | None = None
    counted: bool = False


class Later(BaseModel):
    """What is paid once for staying, in a year of employment from the second on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Money
    year: Annotated[int, Field(ge=2, le=MOST_YEARS)]


class AmountSaid(BaseModel):
    """A part's amount as it was said in a message: low and high ends as written, before anything was added to them.

    bare: with neither currency nor scale ("28"). part: as in Offer.said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: Words
    low: Amount
    high: Amount
    bare: bool = False


class Offer(BaseModel):
    """An offer, or a competing one. Money in whole units of currency; None means the user hasn't said.

    base: per year. equity: the whole grant over equity_years, or, with equity_per_year, what vests each year.
    equity_currency: where the equity is in another currency than the rest. equity_percent: of the company.
    bonus_percent: of base, per year; bonus_amount: per year, where given as money. signing: once (year one).
    signing_second: once, year two. later: once for staying, each in its year. refresher: a grant per year from year two
    on, vesting as the user says (assumed within the year). vesting: percent of the grant by year, summing to 100; None
    means even.
    total: a yearly total, where only that was given. said: the user's own words for each part;
    written: its amount as a message has it.
    As letters have it: rate, rate_period: the pay as written where that is not a year (575 a day). payments: monthly
    salaries a year that make the base (12, 13, 14). contract_units, contract_total: days or hours agreed, and what
    they come to. total_kind: OTE, CTC, package. bonus_most: the bonus may reach this ("up to") and counts for nothing:
    percent of base or, with bonus_most_amount, money. bonus_guaranteed: in the first year, for which, with
    bonus_from_second, it is all there is. clawback: when the signing
    bonus is paid back. grants: every grant, the first also in the equity fields. extras: what stands beside.
    unsettled: what a letter leaves open and was asked about, in words; while any is, no year's sum is told.
    Every field is bounded by its type, wherever it comes from: pydantic's ValidationError names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Line | None = None
    role: Line | None = None
    level: Line | None = None
    region: Line | None = None
    currency: Line | None = None
    base: Money | None = None
    equity: Money | None = None
    equity_years: Years | None = None
    equity_per_year: bool = False
    equity_currency: Line | None = None
    equity_kind: Line | None = None
    equity_count: Money | None = None
    equity_percent: Percentage | None = None
    vesting: Vesting | None = None
    bonus_percent: Percentage | None = None
    bonus_amount: Money | None = None
    signing: Money | None = None
    signing_second: Money | None = None
    later: Annotated[tuple[Later, ...], Field(max_length=MOST_LISTED)] = ()
    refresher: Money | None = None
    total: Money | None = None
    deadline: Line | None = None
    start: Line | None = None
    rate: Amount | None = None
    rate_period: Line | None = None
    payments: Annotated[int, Field(ge=1, le=MOST_LISTED)] | None = None
    contract_units: Money | None = None
    contract_total: Money | None = None
    total_kind: Line | None = None
    bonus_most: Percentage | None = None
    bonus_most_amount: Money | None = None
    bonus_guaranteed: Money | None = None
    bonus_from_second: bool = False
    clawback: Words | None = None
    grants: Annotated[tuple[Grant, ...], Field(max_length=MOST_LISTED)] = ()
    extras: Annotated[tuple[Extra, ...], Field(max_length=MOST_LISTED)] = ()
    unsettled: Annotated[tuple[Words, ...], Field(max_length=MOST_LISTED)] = ()
    said: Annotated[tuple[tuple[Words, Words], ...], Field(max_length=MOST_LISTED)] = ()
    written: Annotated[tuple[AmountSaid, ...], Field(max_length=MOST_LISTED)] = ()

    @classmethod
    def within(cls, fields: Mapping[str, Any]) -> "Offer":
        """The offer of these fields; those beyond their bounds, which nobody can mean, are left out."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            wrong = {one["loc"][0] for one in error.errors() if one["loc"]}
        return cls.model_validate({name: value for name, value in fields.items() if name not in wrong})

    @property
    def sound(self) -> "Offer":
        """The offer without a total that is less than its base: "it's 110 total" was said of a grant."""
        if self.base is None or self.total is None or self.total >= self.base:
            return self
        return self.model_copy(update={"total": None})

    @property
    def empty(self) -> bool:
        """True when it holds no money at all."""
        parts = (self.base, self.equity, self.equity_count, self.equity_percent, self.bonus_percent, self.bonus_amount)
        return (
            not self.grants
            and self.rate is None
            and all(part is None for part in (*parts, self.signing, self.signing_second, self.refresher, self.total))
        )


class Settlement(BaseModel):
    """What came of an offer: first as it was made, final as it was when it ended; each as its person told it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Literal["accepted", "declined", "withdrawn"]
    first: Offer
    final: Offer


class Profile(BaseModel):
    """What a conversation knows of its user, built from what they said; shown, edited, forgotten on request.

    floor and current_pay are the user's private figures: never put into a script or shown to the recruiter.
    target: what they want to ask for; accept_at: at which they would say yes, theirs alone like the floor.
    expertise, situation: short words ("ml infrastructure", "relocation", "unvested equity", "illiquid equity").
    stance: whether they said they hold no other offers ("declined"), or hold some ("asked" once it was asked).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Line | None = None
    role: Line | None = None
    region: Line | None = None
    level: Line | None = None
    offer: Offer | None = None
    others: Annotated[tuple[Offer, ...], Field(max_length=MOST_LISTED)] = ()
    floor: Offer | None = None
    current_pay: Offer | None = None
    target: Offer | None = None
    accept_at: Offer | None = None
    outcome: Settlement | None = None
    current_level: tuple[Words, Words] | None = None
    expertise: Annotated[tuple[Words, ...], Field(max_length=MOST_LISTED)] = ()
    situation: Annotated[tuple[Words, ...], Field(max_length=MOST_LISTED)] = ()
    stance: Literal["none", "asked", "declined"] = "none"

    @classmethod
    def kept(cls, stored: str) -> "Profile":
        """The profile of its stored JSON; what an older release kept beyond today's bounds is left out."""
        try:
            return cls.model_validate_json(stored)
        except ValidationError as error:
            wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        try:
            fields = json.loads(stored)
            return cls.model_validate({name: value for name, value in fields.items() if name not in wrong})
        except (ValueError, AttributeError):
            return cls()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in an offer that can be read several ways and changes its value.

    part: the field in doubt. question: a sentence to ask. choices: answers to choose from. rival: two figures are told
    for the part, and which one is offered isn't known. whose: it isn't known whose pay the amount is, so it stands in
    no offer and nothing is computed from it.
    """

    part: str
    question: str
    choices: tuple[str, ...] = ()
    rival: bool = False
    whose: bool = False


class Heard(NamedTuple):
    """What the trained reader takes a number for: a What or "none", a part or "none", how sure, per what, and what a
    bare one is multiplied by; certain, rival, offered: as in Typed."""

    what: str = ""
    part: str = ""
    sure: float = 0.0
    period: str = ""
    scale: int = 1
    certain: float = 1.0
    rival: str = ""
    offered: float = 1.0


Typing = Mapping[int, Heard]
"""What each number is, by where it ends."""
THOUSAND, LAKH = 1_000, 100_000
"""What a bare figure may be multiplied by."""
SETTLED = 0.6
"""From this chance on that whose and which part are both right, an amount is taken for what it seems. Measured on
messages of authors not learnt from: of bases taken for the offer's 97 in 100 are right from here on, and half below."""
CERTAIN = 0.95
"""From this probability on, a figure beside its label ("10% bonus") is taken for nobody's pay."""


@dataclass(frozen=True, slots=True)
class OfferReading:
    """What one message says about money: the user's offer (known terms included), and everything that is not it.

    asked: what they want. floor, current: their private figures. aloud: how a shorthand was read ("245" as
    245K), to be said in the answer. fresh: this message holds terms of the user's own offer. letter: it is the firm's
    letter, whose offer names its own role and place.
    """

    offer: Offer | None = None
    others: tuple[Offer, ...] = ()
    asked: Offer | None = None
    floor: Offer | None = None
    current: Offer | None = None
    doubts: tuple[Doubt, ...] = ()
    aloud: tuple[str, ...] = ()
    fresh: bool = False
    letter: bool = False


def merged(known: Offer | None, new: Offer) -> Offer:
    """The known offer with what is newly said in its place; another currency makes it a new offer. A deadline that
    names its day stays where one is told that doesn't ("by Friday")."""
    if known is None or (known.currency and new.currency and known.currency != new.currency and new.base is not None):
        return new
    stated = {name: getattr(new, name) for name in new.model_fields_set if getattr(new, name) not in (None, (), False)}
    stated.pop("said", None)
    if known.deadline and exact(known.deadline) and not exact(stated.get("deadline", known.deadline)):
        del stated["deadline"]
    said = dict(known.said) | dict(new.said)
    if "equity" in stated and "vesting" not in stated and "equity_years" not in stated and new.equity_per_year:
        stated["equity_years"] = None
    stated.setdefault("unsettled", ())  # What was asked of a letter has been answered, or is left where it is.
    if "bonus_amount" in stated:
        stated["bonus_percent"] = stated.get("bonus_percent")
    return known.model_copy(update=stated | {"said": tuple(said.items())})
