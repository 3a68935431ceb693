"""What an offer sheet works out by itself: the day of a deadline, and what was gained."""

from datetime import date

import pytest

from bot.channels.operator import LEAST, reached
from bot.knowledge.deadline import date_of
from bot.reading.terms import Offer, Settlement


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on December 4, 2026", date(2026, 12, 4)), ("by 4th of Dec", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)), ("by January 9", date(2027, 1, 9)), ("by Friday", None),
        ("within 10 days", None), ("04/12/2026", None), ("February 30", None), ("", None),
    ],
)  # fmt: skip
def test_only_words_that_name_a_day_become_a_date(words: str, day: date | None) -> None:
    assert date_of(words, date(2026, 11, 27)) == day


def outcome(base: int) -> Settlement:
    return Settlement(
        state="accepted", first=Offer(base=100_000, currency="USD"), final=Offer(base=base, currency="USD")
    )


def test_the_operator_sees_nothing_of_fewer_than_twenty_people() -> None:
    assert LEAST == 20
    assert reached([outcome(110_000)] * 19) is None
    told = reached([outcome(110_000)] * 19 + [outcome(190_000)])
    assert told is not None and (told.people, told.accepted, told.rises) == (20, 20, {"Base": 10, "Year 1": 10})
    part = Settlement(state="declined", first=Offer(signing=10_000), final=Offer(signing=20_000))
    assert "Signing bonus" not in (reached([outcome(110_000)] * 20 + [part]) or told).rises
