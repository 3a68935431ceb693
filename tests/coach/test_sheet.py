"""What an offer sheet works out by itself: the day of a deadline, and what was gained."""

from datetime import date

import pytest

from bot.channels.operator import LEAST, reached
from bot.reading.deadline import date_of
from bot.reading.offer_terms import read_offer
from bot.reading.terms import Offer, Settlement


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on December 4, 2026", date(2026, 12, 4)), ("by 4th of Dec", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)), ("by January 9", date(2027, 1, 9)), ("by Friday", None),
        ("by November 2", date(2026, 11, 2)), ("by August 1", date(2027, 8, 1)),
        ("bis zum 14. Dezember 2026", date(2026, 12, 14)), ("avant le 3 févr. 2027", date(2027, 2, 3)),
        ("antes del 9 de enero de 2027", date(2027, 1, 9)), ("by Marketing 5", None),
        ("within 10 days", None), ("04/12/2026", None), ("February 30", None), ("", None),
    ],
)  # fmt: skip
def test_only_words_that_name_a_day_become_a_date(words: str, day: date | None) -> None:
    assert date_of(words, date(2026, 11, 27)) == day


@pytest.mark.parametrize("exact", ["by December 4", "4 December 2026"])
def test_a_deadline_told_as_a_weekday_leaves_the_exact_day_and_a_new_day_takes_its_place(exact: str) -> None:
    known = Offer(base=245_000, currency="USD", deadline=exact)
    for told, kept in (
        ("They want an answer by Friday.", exact),
        ("They want an answer by December 9.", "by December 9"),
    ):
        offer = read_offer(told, known).offer
        assert offer is not None and (offer.base, offer.deadline) == (245_000, kept)
    vague = read_offer("They want an answer by Friday.", known.model_copy(update={"deadline": "within 10 days"})).offer
    assert vague is not None and vague.deadline == "by Friday"


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
