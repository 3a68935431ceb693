"""Amounts, ranges, percents and currencies, and the grammar of a table cell."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Period = Literal["year", "grant", "month", "once"]
"""What an amount is paid for: a year, a whole equity grant, a month, or once (signing)."""


@dataclass(frozen=True, slots=True)
class Range:
    """An amount of money from low to high, whole units of an ISO 4217 currency; a point has low == high.

    open: the guide writes a plus after the high end ("$520K+"): high is what it states, not a limit.
    """

    low: int
    high: int
    currency: str
    open: bool = False


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
