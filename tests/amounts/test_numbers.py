"""Numbers in prose: digits, words, scales, ranges, currencies and periods read as a person reads them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions


def only(text: str) -> Mention:
    found = [m for m in mentions(text) if m.kind != "date"]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$178K–$225K", 178_000, 225_000, "USD"),
        ("£182,000 to £228,000", 182_000, 228_000, "GBP"),
        ("between 182 and 228k", 182_000, 228_000, None),
        ("$180–225K", 180_000, 225_000, "USD"),
        ("58k€", 58_000, 58_000, "EUR"),
        ("95.000 €", 95_000, 95_000, "EUR"),
        ("182,5k", 182_500, 182_500, None),
        ("182 000 EUR", 182_000, 182_000, "EUR"),
        ("₹20,00,000", 2_000_000, 2_000_000, "INR"),
        ("₹24L–₹42L", 2_400_000, 4_200_000, "INR"),
        ("42 LPA", 4_200_000, 4_200_000, "INR"),
        ("1.2 Cr", 12_000_000, 12_000_000, "INR"),
        ("EUR 120K-160K", 120_000, 160_000, "EUR"),
        ("$725K - $1.05M", 725_000, 1_050_000, "USD"),
        ("SEK 1,166K", 1_166_000, 1_166_000, "SEK"),
        ("two hundred and twenty thousand dollars", 220_000, 220_000, "USD"),
        ("a quarter of a million", 250_000, 250_000, None),
        ("half a million pounds", 500_000, 500_000, "GBP"),
        ("one point two million", 1_200_000, 1_200_000, None),
        ("one hundred eighty thousand", 180_000, 180_000, None),
        ("１８２Ｋ", 182_000, 182_000, None),
        ("$1\u200b90k", 190_000, 190_000, "USD"),
    ],
)
def test_reads_an_amount_as_written(text: str, low: int, high: int, currency: str | None) -> None:
    one = only(text)
    assert (one.kind, one.low, one.high, one.currency) == ("money", low, high, currency)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–15%", 10, 15),
        ("fifteen percent", 15, 15),
        ("ten to fifteen percent", 10, 15),
        ("12.5 per cent", "12.5", "12.5"),
    ],
)
def test_reads_a_percentage(text: str, low: int | str, high: int | str) -> None:
    one = only(text)
    assert (one.kind, one.low, one.high) == ("percent", Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "period", "years"),
    [
        ("$230K equity/4yr", "grant", 4),
        ("$360k over four years", "grant", 4),
        ("360 over 4 in RSUs", "grant", 4),
        ("£209K–£366K (4yr vest)", "grant", 4),
        ("$130K/year refresh", "year", None),
        ("$90k per year for 4 years", "year", None),
        ("SEK 85K–108K/mo", "month", None),
        ("$200K p.a.", "year", None),
        ("$200K base", None, None),
    ],
)
def test_reads_the_period_written_after_an_amount(text: str, period: str | None, years: int | None) -> None:
    assert (only(text).period, only(text).years) == (period, years)


@pytest.mark.parametrize("text", ["I'm L5 at Google, IC4-IC5 before", "$[X]K", "the 1st and 3rd round"])
def test_labels_blanks_and_ordinals_are_no_numbers(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize("text", ["2026-02-23", "2025-Q4", "401(k)", "401k", "at 14:30"])
def test_dates_and_plans_are_never_amounts(text: str) -> None:
    assert [m.kind for m in mentions(text)] == ["date"]


def test_two_currencies_side_by_side_are_two_amounts() -> None:
    assert [(m.low, m.currency) for m in mentions("$85,000 – A$175,000")] == [(85_000, "USD"), (175_000, "AUD")]


def test_spoken_pairs_are_read_together() -> None:
    assert [int(only(t).low) for t in ("one eighty-two", "two forty-five", "two fifty")] == [182, 245, 250]


def test_shares_are_counted_but_a_scaled_rsu_grant_is_money() -> None:
    assert [only(t).kind for t in ("13,000 – 27,000 options", "2,000 RSUs", "400k RSUs")] == ["count", "count", "money"]


@given(st.text(alphabet=st.sampled_from("0123456789.,-–$€kKML%+ /()a twohundredvly"), max_size=80))
def test_never_fails_and_spans_are_ordered_and_apart(text: str) -> None:
    found = mentions(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from("$£€₹"), st.sampled_from([",", ""]))
def test_an_amount_written_out_reads_back(thousands: int, rest: int, sign: str, mark: str) -> None:
    assert only(f"{sign}{thousands}{mark}{rest:03d} base").low == thousands * 1000 + rest


@pytest.mark.parametrize(
    ("text", "low", "high", "kind"),
    [
        (
            "between one hundred and seventy thousand and two hundred and fifteen thousand dollars",
            170_000,
            215_000,
            "money",
        ),
        ("a hundred and seventy to two hundred and fifteen thousand dollars", 170_000, 215_000, "money"),
        ("twenty-four to forty-two lakh rupees", 2_400_000, 4_200_000, "money"),
        ("between ten and fifteen percent", 10, 15, "percent"),
        ("one million and two hundred thousand dollars", 1_200_000, 1_200_000, "money"),
    ],
)
def test_two_spelled_numbers_are_a_range_and_one_with_and_is_one(text: str, low: int, high: int, kind: str) -> None:
    (one,) = mentions(text)
    assert (int(one.low), int(one.high), one.kind) == (low, high, kind)
