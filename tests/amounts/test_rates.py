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
