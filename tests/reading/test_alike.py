"""A bare figure beside a full one is in the same measure, and money abroad is in that place's currency."""

import pytest

from bot.reading.offer_terms import read_offer


@pytest.mark.parametrize(("message", "wanted"), [
    ("they offered 24 LPA, i want 28", ("base", 2_800_000, "INR")),
    ("they offered 24 LPA in total, i want 28", ("total", 2_800_000, "INR")),
    ("i want 19.5, they offered 17 lakh", ("base", 1_950_000, "INR")),
    ("base is 12k pln a month, i want a base of 15", ("base", 180_000, "PLN")),
    ("offer is 180k base, i want 195", ("base", 195_000, None)),
])  # fmt: skip
def test_a_bare_wish_is_in_the_measure_of_the_offer_beside_it(message: str, wanted: tuple[str, int, str]) -> None:
    part, amount, currency = wanted
    asked = read_offer(message).asked
    assert asked is not None and getattr(asked, part) == amount
    assert currency is None or asked.currency == currency


def test_a_bare_rival_offer_is_in_the_measure_of_the_own_one() -> None:
    others = read_offer("my offer is 24 LPA from PhonePe and 26 from Swiggy").others
    assert [(one.total or one.base, one.currency) for one in others] in ([], [(2_600_000, "INR")])


@pytest.mark.parametrize("message", [
    "offer 180k php/mo in manila", "offer 180k php per month", "base 9,500 cop a month", "base 12k mad monthly",
])  # fmt: skip
def test_a_code_that_is_a_word_too_is_a_currency_where_a_period_follows(message: str) -> None:
    offer = read_offer(message).offer
    assert offer is not None and offer.currency in ("PHP", "COP", "MAD")
    assert offer.base in (2_160_000, 114_000, 144_000)


def test_years_of_experience_beside_lakhs_are_no_money() -> None:
    reading = read_offer("they offered 24 LPA and i have 12 yoe")
    assert reading.asked is None and not reading.doubts


def test_php_developers_are_no_money() -> None:
    assert read_offer("we are 5 php developers").offer is None


def test_a_salary_without_a_currency_is_in_its_places_and_not_in_its_grants() -> None:
    offer = read_offer("offer in dublin. 118k base, 95k usd rsu a year").offer
    assert offer is not None
    assert (offer.currency, offer.base, offer.equity_currency) == ("EUR", 118_000, "USD")


@pytest.mark.parametrize("message", [
    "88k fix plus RSUs im Wert von 120k über 4 Jahre", "offre 90k brut + 120k de RSU sur 4 ans",
    "base 90k e 120k de RSU em 4 anos", "88k vast plus 120k RSU over 4 jaar",
])  # fmt: skip
def test_the_years_of_a_grant_are_read_in_other_languages(message: str) -> None:
    offer = read_offer(message).offer
    assert offer is not None
    assert (offer.equity, offer.equity_years) == (120_000, 4)
