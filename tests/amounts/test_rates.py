"""What is paid by the hour, day or week is asked about, and never taken for a year's pay."""

import pytest

from bot.reading.offer_terms import read_offer
from ingest.amounts.numbers import mentions


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("they offer £550/day", "day"), ("$75 an hour", "hour"), ("€40,00 pro Stunde", "hour"), ("3k a week", "week"),
        ("600 € brut par jour", "day"), ("₹900 per hour", "hour"), ("a day rate, 575 a day", "day"),
    ],
)  # fmt: skip
def test_a_rate_is_read_with_its_period(text: str, rate: str) -> None:
    (found,) = mentions(text)
    assert (found.rate, found.period) == (rate, None)


@pytest.mark.parametrize("text", ["base £550/day in London", "W&B offered me $75 an hour", "base 600 € brut par jour"])
def test_a_rate_is_no_yearly_base_and_is_asked_about(text: str) -> None:
    found = read_offer(text)
    assert found.offer is None or found.offer.base is None
    assert any("come to in a year?" in doubt.question for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "low", "period"),
    [
        ("mir wurden 5.400 im Monat geboten", 5_400, "month"), ("3.200 por mês", 3_200, "month"),
        ("me ofrecen 74 mil al año", 74_000, "year"), ("12 mil por mês", 12_000, "month"),
    ],
)  # fmt: skip
def test_pay_without_a_currency_keeps_its_period_in_any_language(text: str, low: int, period: str) -> None:
    (found,) = mentions(text)
    assert (found.low, found.period) == (low, period)


def test_a_mil_that_no_period_follows_may_be_a_million_and_is_asked_about() -> None:
    assert not mentions("74 mil")
