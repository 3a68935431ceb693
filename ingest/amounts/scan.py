"""Figures of a letter, as the one grammar of amounts reads them: digits only, each with its place and currency."""

from dataclasses import dataclass
from decimal import Decimal

from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of a text, at start..end. low equals high for a point; whole units, 10 for 10 %.

    currency: ISO code, None where none is written; sign: a sign that several currencies share ("$", "kr"), as
    written. percent: it is a percentage. scaled: a K, lakh, million was written.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str | None = None
    sign: str | None = None
    percent: bool = False
    scaled: bool = False

    @property
    def money(self) -> bool:
        """Whether a currency or a scale says that it is money."""
        return not self.percent and bool(self.currency or self.sign or self.scaled)


def amounts(text: str, most: int | None = None) -> tuple[Amount, ...]:
    """Every figure of the text in digits, in order. A range ("65 to 80 k€") is one; its ends share scale and currency.
    most: of so many numbers, the first.

    A letter spells out what it also writes in digits ("four (4) years"), so words are left out.
    """
    return tuple(_amount(one) for one in mentions(text, most) if one.kind != "date" and not one.words)


def _amount(one: Mention) -> Amount:
    # What a sign means that several currencies share, the letter's own words say.
    currency = None if one.sign else one.currency
    return Amount(one.start, one.end, one.low, one.high, currency, one.sign, one.kind == "percent", one.scaled)
