"""Money, percents and periods read one way, and read back as what they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import SIGN_OF, a, count, exact, listed, money, percent, period_words
from ingest.amounts.numbers import mentions


@pytest.mark.parametrize(
    ("low", "high", "currency", "text"),
    [
        (245_000, None, "USD", "$245K"),
        (182_000, 228_000, "GBP", "£182K–£228K"),
        (58_000, 58_000, "EUR", "€58K"),
        (2_400_000, 4_200_000, "INR", "₹24L–₹42L"),
        (2_450_000, None, "INR", "₹24.5L"),
        (12_500_000, None, "INR", "₹1.25Cr"),
        (182_450, 228_000, "USD", "$182,450–$228,000"),
        (1_250_000, None, "USD", "$1.25M"),
        (1_234_567, None, "USD", "$1,234,567"),
        (85_000, 108_000, "SEK", "SEK 85K–SEK 108K"),
        (9_500_000, None, "JPY", "JPY 9.5M"),
        (245_000, None, None, "245K"),
        (800, None, "USD", "$800"),
        (0, None, "USD", "$0"),
    ],
)
def test_money_reads_short_and_exact(low: int, high: int | None, currency: str | None, text: str) -> None:
    assert money(low, high, currency) == text


def test_open_ends_keep_their_plus() -> None:
    assert money(185_000, 520_000, "USD", open_=True) == "$185K–$520K+"


@given(st.integers(1, 50_000_000), st.sampled_from([*sorted(SIGN_OF), "SEK", "JPY", "CHF"]))
def test_money_reads_back_as_the_same_amount_and_currency(value: int, currency: str) -> None:
    for text in (money(value, None, currency), exact(value, currency)):
        (one,) = mentions(text)
        assert (one.low, one.high, one.currency) == (value, value, currency)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(10, None, "10%"), (10, 15, "10–15%"), (Decimal("12.5"), None, "12.5%"), (100, 100, "100%")],
)
def test_percent_reads_plainly(low: int | Decimal, high: int | None, text: str) -> None:
    assert percent(low, high) == text


def test_periods_counts_lists_and_articles() -> None:
    assert period_words("grant", 4) == "over 4 years"
    assert period_words("grant") == "for the whole grant"
    assert (period_words("year"), period_words("month"), period_words("once")) == ("per year", "per month", "once")
    assert period_words(None) == ""
    assert count(13_000, 27_000) == "13,000–27,000 options"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert [a("Staff Engineer"), a("ML Engineer"), a("ML/AI Engineer"), a("offer"), a("SRE")] == [
        "a Staff Engineer", "an ML Engineer", "an ML/AI Engineer", "an offer", "an SRE",
    ]  # fmt: skip
