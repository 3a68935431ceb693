"""An offer's worth is exact: years sum to the grant, bonus on base, and every part like for like with its band."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.verdict import verdict
from bot.knowledge.offer import half_up, other_currency, positions, value, vests
from bot.reading.terms import Grant, Offer
from ingest.amounts.types import Percent, Period, Range
from ingest.guide.types import Band, Component, Source

HERE = Source("a/b.md", 3, "Pay", "$100K")


def money(low: int, high: int, period: Period = "year", years: int | None = None, currency: str = "USD") -> Component:
    return Component("stated", HERE, amount=Range(low, high, currency), period=period, years=years)


BAND = Band(
    "a", "A", "b", "B", None, "Here", "a/b.md", 3,
    base=money(200_000, 300_000), equity=money(400_000, 800_000, "grant", 4),
    bonus=Component("stated", HERE, percent=Percent(Decimal(10), Decimal(20))), total=money(320_000, 560_000),
)  # fmt: skip


@given(st.integers(0, 10**9), st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(lambda v: sum(v) > 0))
def test_the_years_of_a_grant_sum_to_it(grant: int, vesting: list[int]) -> None:
    parts = vests(grant, len(vesting), vesting)
    assert sum(parts) == grant
    assert all(part >= 0 for part in parts)


def test_halves_are_rounded_up_and_the_rest_comes_later() -> None:
    assert vests(100_001, 2) == (50_001, 50_000)
    assert [half_up(Decimal(text)) for text in ("2.5", "3.5", "2.49")] == [3, 4, 2]


def test_what_is_paid_once_is_counted_once() -> None:
    once = Offer(currency="USD", signing=30_000, signing_second=20_000, refresher=50_000)
    yearly = {"base": 200_000, "equity": 400_000, "equity_years": 4, "bonus_percent": Decimal("12.5")}
    offer = once.model_copy(update=yearly)
    worth = value(offer)
    assert [y.total for y in worth.years] == [355_000, 395_000, 375_000, 375_000]
    assert worth.yearly == 325_000
    assert worth.how == "$200K + $400K / 4 + 12.5% of $200K"


def test_each_grant_of_a_letter_counts_in_the_years_it_vests_in() -> None:
    grants = (Grant(amount=400_000, years=4), Grant(amount=60_000, years=2), Grant(amount=9_000, years=3))
    offer = Offer(currency="USD", base=200_000, equity=400_000, equity_years=4, grants=grants)
    assert [year.equity for year in value(offer).years] == [133_000, 133_000, 103_000, 100_000]
    assert [year.equity for year in value(offer.model_copy(update={"equity_currency": "EUR"})).years] == [0] * 4


def test_a_further_grant_in_another_currency_stays_out_of_the_years() -> None:
    grants = (Grant(amount=400_000, years=4), Grant(amount=60_000, years=2, currency="EUR"))
    offer = Offer(currency="USD", base=200_000, equity=400_000, equity_years=4, grants=grants)
    assert [year.equity for year in value(offer).years] == [100_000] * 4


def test_a_total_that_contradicts_its_parts_is_not_what_an_offer_is_weighed_by() -> None:
    offer = Offer(currency="USD", base=250_000, equity=600_000, equity_years=4, total=310_000)
    found = positions(offer, BAND)
    assert verdict(found, offer).text.startswith("Low: the total")
    assert "base and equity together" in verdict(found, offer, doubted=True).text


def test_what_is_unknown_is_named_and_left_out() -> None:
    worth = value(Offer(currency="USD", base=200_000, equity=400_000))
    assert worth.years[0].total == 200_000
    assert "over how many years the equity vests" in worth.unknown
    assert worth.yearly is None
    assumed = value(Offer(currency="USD", base=200_000, equity=400_000), band_years=4)
    assert assumed.years[0].equity == 100_000
    assert any("over 4 years, as in the guide" in a for a in assumed.assumptions)


def test_equity_in_another_currency_stays_out_of_the_sum() -> None:
    worth = value(Offer(currency="GBP", base=100_000, equity=200_000, equity_years=4, equity_currency="USD"))
    assert worth.years[0].total == 100_000


@pytest.mark.parametrize(
    ("offer", "mine", "percent", "how"),
    [
        (Offer(equity=600_000, equity_years=4), 600_000, 50, ""),
        (Offer(equity=450_000, equity_years=3), 600_000, 50, "$450K × 4 / 3"),
        (Offer(equity=150_000, equity_per_year=True), 600_000, 50, "$150K × 4"),
        (Offer(equity=600_000), 600_000, 50, ""),
    ],
)
def test_a_grant_is_held_against_the_band_at_the_same_pace(offer: Offer, mine: int, percent: int, how: str) -> None:
    (found,) = positions(offer.model_copy(update={"currency": "USD"}), BAND)
    assert (found.component, found.mine, found.percent, found.how) == ("equity", mine, percent, how)


@pytest.mark.parametrize(
    ("base", "standing", "percent", "gap"),
    [(150_000, "below", 0, 150_000), (200_000, "within", 0, 100_000), (255_000, "within", 55, 45_000),
     (300_000, "at the top", 100, 0), (310_000, "above", 100, 0)],
)  # fmt: skip
def test_a_base_is_placed_in_its_band(base: int, standing: str, percent: int, gap: int) -> None:
    (found,) = positions(Offer(currency="USD", base=base), BAND)
    assert (found.standing, found.percent, found.gap) == (standing, percent, gap)


def test_a_bonus_in_money_is_held_against_percents_by_way_of_base() -> None:
    found = {p.component: p for p in positions(Offer(currency="USD", base=200_000, bonus_amount=30_000), BAND)}
    assert (found["bonus"].mine, found["bonus"].percent) == (Decimal("15.0"), 50)


def test_another_currency_is_named_and_not_compared() -> None:
    offer = Offer(currency="EUR", base=250_000)
    assert other_currency(offer, BAND) == "EUR"
    assert positions(offer, BAND) == ()


def test_a_months_base_counts_as_often_a_year_as_the_guide_pays_it() -> None:
    base = replace(money(3_000, 5_000, "month", currency="EUR"), payments=14)
    band = replace(BAND, base=base, equity=money(0, 10_000, currency="EUR"), bonus=None, total=None)
    offer = Offer(base=56_000, equity=4_000, equity_per_year=True, currency="EUR")
    assert verdict(positions(offer, band), offer).how == "(60,000 − 42,000) / (80,000 − 42,000)"
