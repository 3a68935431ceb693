"""Amounts, ranges, percents and counts as values, and what a cell was read to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Period = Literal["year", "grant", "month", "once", "hour", "day", "week", "quarter"]
"""What an amount is paid for: a year, a whole equity grant, a month, once (signing), an hour, a day, a week, a
quarter."""


@dataclass(frozen=True, slots=True)
class Range:
    """An amount of money from low to high in an ISO 4217 currency; a point has low == high. Whole units, save pay for
    an hour, day or week, which may have cents.

    open: the guide writes a plus after the high end ("$520K+"): high is what it states, not a limit.
    """

    low: int | Decimal
    high: int | Decimal
    currency: str
    open: bool = False

    @property
    def bottom(self) -> int:
        """The low end in whole units."""
        return int(self.low)

    @property
    def top(self) -> int:
        """The high end in whole units."""
        return int(self.high)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage from low to high (10 means 10 %); whole where the guide writes it whole."""

    low: Decimal
    high: Decimal
    open: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of shares or options from low to high, where a guide counts them instead of money."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class MoneyHint:
    """What surrounds a cell says about its money.

    stated: ISO codes its column header or region names ("(CAD)", "(AUD A$)"); local: the currency of the
    region's country, used only to tell apart symbols that several currencies share (kr, ¥, Rs);
    scale: what a header "($K)" multiplies bare numbers by; sign: that header writes "$"; percent: it writes "%";
    cents: what it is paid for is so short that amounts may have them.
    """

    stated: tuple[str, ...] = ()
    local: str | None = None
    scale: int = 1
    sign: bool = False
    percent: bool = False
    cents: bool = False


WITH_CENTS: tuple[Period, ...] = ("hour", "day", "week", "month")
"""What amounts with cents are paid for; pay for a year with them is told in whole units."""


def whole(value: Decimal) -> int | Decimal:
    """A number as an integer where it is one."""
    return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as read, before it is known which component it is. Fields as in `ingest.guide.types.Component`.

    why: for state "unread", what stopped the reading. words: the kinds of pay it names (sign-on, RSU).
    """

    state: Literal["stated", "none", "variable", "relative", "unread", "blank"]
    amount: Range | None = None
    percent: Percent | None = None
    count: Count | None = None
    period: Period | None = None
    years: int | None = None
    yearly: Range | None = None
    also: tuple[Range, ...] = ()
    relative_to: str | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    why: str = ""
    swapped: bool = False
    first_is_percent: bool = False


class Unread(Exception):
    """Why a cell can't be read; becomes Cell.why."""
