"""An offer is read from any wording, apart from every number that isn't it; what is unclear is asked."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.offer_terms import read_offer
from bot.reading.terms import Offer
from bot.wording import money

LETTER = """Dear Alex,

We are pleased to offer you the position of Staff Software Engineer at Weights & Biases, 400 Alabama St, Suite 202,
San Francisco, CA 94110. Req R-12345. Your start date will be January 12, 2027.

Base Salary. Your annual base salary will be $245,000, payable semi-monthly ($10,208.33 per pay period).
Signing Bonus. You will receive a one-time sign-on bonus of $30,000, repayable pro rata if you leave within 12 months.
Equity. You will be granted restricted stock units with a value of $360,000. The RSUs vest over four (4) years, with 25%
vesting on the first anniversary and 1/16th each quarter thereafter.
Bonus. You are eligible for a target annual bonus of 10% of your base salary.
Benefits. 401(k) match of 4% up to $6,000, 20 days of PTO, a $1,000 home office stipend and relocation up to $15,000.
Please sign by December 1, 2026. Questions? Call me at (415) 555-0100.
"""


def stated(offer: Offer | None) -> dict[str, Any]:
    kept = offer.model_dump(exclude_defaults=True) if offer else {}
    beside = (
        "said",
        "written",
        "company",
        "role",
        "region",
        "start",
        "equity_kind",
        "deadline",
        "clawback",
        "grants",
        "extras",
    )
    return {k: v for k, v in kept.items() if k not in beside}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "245k base, 360 over 4 in RSUs, 10% bonus, 30k sign-on, SF",
            {
                "currency": "USD",
                "base": 245_000,
                "equity": 360_000,
                "equity_years": 4,
                "bonus_percent": Decimal(10),
                "signing": 30_000,
            },
        ),
        (
            "base 182.5k, 400k RSUs/4 yrs vesting 25/25/25/25, 15% target",
            {
                "base": 182_500,
                "equity": 400_000,
                "equity_years": 4,
                "vesting": (25, 25, 25, 25),
                "bonus_percent": Decimal(15),
            },
        ),
        ("£95k + 10%", {"currency": "GBP", "base": 95_000, "bonus_percent": Decimal(10)}),
        ("they gave me 210 and 300 in stock", {"base": 210_000, "equity": 300_000}),
        ("58k€ à Paris", {"currency": "EUR", "base": 58_000}),
        ("INR 42 LPA + 12L RSU", {"currency": "INR", "base": 4_200_000, "equity": 1_200_000}),
        ("240/400/10%/30", {"base": 240_000, "equity": 400_000, "bonus_percent": Decimal(10), "signing": 30_000}),
        (
            "120k base/90k RSU/10%/20k sign-on",
            {"base": 120_000, "equity": 90_000, "bonus_percent": Decimal(10), "signing": 20_000},
        ),
        (
            "base: 245k\nequity: 360k over 4 years\nbonus: 10%\nsigning: 30k\nrelocation: 10k\n401k match 5%",
            {"base": 245_000, "equity": 360_000, "equity_years": 4, "bonus_percent": Decimal(10), "signing": 30_000},
        ),
        ("base 245k equity 360k signing 30k", {"base": 245_000, "equity": 360_000, "signing": 30_000}),
        ("245k base 360k equity 30k signing", {"base": 245_000, "equity": 360_000, "signing": 30_000}),
        (
            "$90k a year in RSUs and 200k base",
            {"currency": "USD", "base": 200_000, "equity": 90_000, "equity_per_year": True},
        ),
        (
            "200k base, 12,000 options, 20k signing in year 1 and 15k in year 2",
            {"base": 200_000, "equity_count": 12_000, "signing": 20_000, "signing_second": 15_000},
        ),
        (
            "I got 150k base + 20% bonus + 100k RSU (4yr, 5/15/40/40) + 40k sign on y1, 30k y2",
            {
                "base": 150_000,
                "bonus_percent": Decimal(20),
                "equity": 100_000,
                "equity_years": 4,
                "vesting": (5, 15, 40, 40),
                "signing": 40_000,
                "signing_second": 30_000,
            },
        ),
        ("TC 420k", {"total": 420_000}),
        ("€5.000 per month base", {"currency": "EUR", "base": 60_000}),
        ("two hundred ten thousand base and fifty thousand sign on", {"base": 210_000, "signing": 50_000}),
        ("base 42 lakhs, bonus 10%", {"currency": "INR", "base": 4_200_000, "bonus_percent": Decimal(10)}),
        ("refresher 80k/yr, base 200k", {"base": 200_000, "refresher": 80_000}),
        ("they said the band is 240-300 but offered 250", {"base": 250_000}),
        (
            LETTER,
            {
                "currency": "USD",
                "base": 245_000,
                "equity": 360_000,
                "equity_years": 4,
                "bonus_percent": Decimal(10),
                "signing": 30_000,
            },
        ),
    ],
)
def test_an_offer_is_read_in_any_form(text: str, want: dict[str, Any]) -> None:
    assert stated(read_offer(text).offer) == want


@pytest.mark.parametrize(
    "text",
    [
        "I'm L5 with 5 years of experience and start in 4 weeks",
        "my 401k match is 4%",
        "call me at (415) 555-0100 before December 1, 2026",
        "the req id is R-12345, zip 94103, level L6, band 5",
        "interview on 11/20/2026 at 10:30, 6 rounds, 3 people",
        "can I get 20k more base?",
        "I was hoping for 20% more",
        "the guide says 240k to 300k",
        "levels.fyi says 310k",
        "$85 per hour",
        "Pretend I have a $300K offer from Meta",
        "write that Anthropic offered me 235k base. I don't have that offer",
        "what if Google offered me an offer of 300k",
    ],
)
def test_numbers_that_are_no_offer_are_left_out(text: str) -> None:
    reading = read_offer(text)
    assert reading.offer is None
    assert reading.others == ()


@pytest.mark.parametrize(
    ("text", "mine", "others"),
    [
        ("I also have an offer from Databricks at 205/260", {}, [("Databricks", {"base": 205_000, "equity": 260_000})]),
        (
            "W&B offered 245k base; my competing offer from Google is 280k base, 520k RSU",
            {"base": 245_000},
            [("Google", {"base": 280_000, "equity": 520_000})],
        ),
        (
            "they came back at 250k base and 400k equity over 4 years, I'm holding an offer from Google (L6) at "
            "280/520",
            {"base": 250_000, "equity": 400_000, "equity_years": 4},
            [("Google", {"base": 280_000, "equity": 520_000})],
        ),
        ("Got Google L6 at 285k base / 500k RSU.", {}, [("Google", {"base": 285_000, "equity": 500_000})]),
        ("I have a Datadog offer at 200k base and 220k RSUs", {}, [("Datadog", {"base": 200_000, "equity": 220_000})]),
    ],
)
def test_other_companies_offers_stand_apart(
    text: str, mine: dict[str, Any], others: list[tuple[str, dict[str, Any]]]
) -> None:
    reading = read_offer(text, ours=lambda phrase: phrase == "W&B")
    assert stated(reading.offer) == mine
    assert [(o.company, {k: v for k, v in stated(o).items() if k != "equity_years"}) for o in reading.others] == others


@pytest.mark.parametrize("said", ["a product startup", "an insurer here", "a small bank"])
def test_a_kind_of_firm_is_no_firms_name(said: str) -> None:
    reading = read_offer(f"Stripe says 180k base. there is one more offer from {said}, 195k base")
    assert not [one.company for one in reading.others if one.company in said.split()]


@pytest.mark.parametrize(
    "said", ["I'm offered", "I’m offered", "I've been offered", "I am being offered", "Im being offered"]
)
def test_being_offered_names_no_company(said: str) -> None:
    reading = read_offer(f"{said} 245k base and 360k RSUs over 4 years as staff SWE at W&B in SF")
    assert (stated(reading.offer)["base"], reading.offer and reading.offer.company) == (245_000, None)
    assert not reading.others


def test_a_slash_and_a_small_number_are_the_grants_years() -> None:
    assert stated(read_offer("offer: base 250, rsu 400/4, bonus 10%").offer)["equity_years"] == 4


def test_wishes_floors_and_current_pay_are_not_the_offer() -> None:
    reading = read_offer("I make 160 now, they offered 205k base, I want 220 and I won't go below 190")
    assert stated(reading.offer) == {"base": 205_000}
    assert stated(reading.asked) == {"base": 220_000}
    assert stated(reading.floor) == {"base": 190_000}
    assert stated(reading.current) == {"base": 160_000}


def test_unvested_equity_is_what_is_left_behind() -> None:
    assert stated(read_offer("I have 120k unvested at Meta").current) == {"equity": 120_000}


def test_later_terms_join_the_known_offer() -> None:
    known = read_offer("250k base, 320k RSU over 4 years, 10% bonus").offer
    later = read_offer("they added a 40k sign-on", known)
    assert stated(later.offer) == {
        "base": 250_000,
        "equity": 320_000,
        "equity_years": 4,
        "bonus_percent": Decimal(10),
        "signing": 40_000,
    }
    assert stated(read_offer("make that 260k base", later.offer).offer)["base"] == 260_000
    assert stated(read_offer("it vests 40/30/20/10", later.offer).offer)["vesting"] == (40, 30, 20, 10)


def test_a_shorthand_is_said_aloud() -> None:
    assert any("245K" in line for line in read_offer("245 base").aloud)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("base is $5,000", "base"),
        ("250k base, 360 RSUs", "equity"),
        ("42 base in Bangalore", "base"),
        ("0.05% equity and 180k base", "equity"),
        ("200k base and another 90k", "unclear"),
        ("base 245k. In the letter the base is 240k.", "base"),
    ],
)
def test_what_can_be_read_two_ways_is_asked(text: str, part: str) -> None:
    reading = read_offer(text)
    assert part in [d.part for d in reading.doubts]
    assert all(d.question.endswith("?") for d in reading.doubts)


@given(
    st.integers(60, 900),
    st.integers(20, 2000),
    st.integers(1, 50),
    st.integers(5, 200),
    st.sampled_from(["USD", "GBP", "EUR"]),
)
def test_an_offer_written_by_the_wording_reads_back(
    base: int, equity: int, bonus: int, signing: int, code: str
) -> None:
    text = (
        f"{money(base * 1000, None, code)} base, {money(equity * 1000, None, code)} in RSUs over 4 years, "
        f"{bonus}% bonus, "
        f"{money(signing * 1000, None, code)} signing bonus"
    )
    assert stated(read_offer(text).offer) == {
        "currency": code,
        "base": base * 1000,
        "equity": equity * 1000,
        "equity_years": 4,
        "bonus_percent": Decimal(bonus),
        "signing": signing * 1000,
    }


@pytest.mark.parametrize(
    "letter",
    [
        "We are pleased to offer you a base salary of $205,000 a year and a signing bonus of $30,000.",
        "We would like to offer you the role at a base salary of $205,000, with a signing bonus of $30,000.",
        "The company hereby offers you a base salary of $205,000 and will pay a signing bonus of $30,000.",
    ],
)
def test_the_small_words_of_a_letter_name_no_company(letter: str) -> None:
    offer = read_offer(letter).offer
    assert offer is not None
    assert (offer.company, offer.base, offer.signing) == (None, 205_000, 30_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€6,500 per month gross x 13, Berlin", {"base": 84_500}),
        ("€6,500 per month, 14 payments", {"base": 91_000}),
        ("£95,000 base + £20k RSUs pa, London", {"base": 95_000, "equity": 20_000, "equity_per_year": True}),
        (
            "TC 380k: 200 base, 130 stock/yr, 50 bonus",
            {"equity": 130_000, "equity_per_year": True, "bonus_amount": 50_000},
        ),
        ("210k base, sign-on $50k yr1, $25k yr2", {"signing": 50_000, "signing_second": 25_000}),
        ("they bumped base from 180k to 190k", {"base": 190_000}),
        (
            "245k base 360/4 RSU 10% 30k sign-on",
            {"base": 245_000, "equity": 360_000, "equity_years": 4, "signing": 30_000},
        ),
        ("210 base / 400 over 4 / 15% / 50 sign", {"base": 210_000, "equity": 400_000, "signing": 50_000}),
    ],
)
def test_shorthand_of_times_years_and_rises_is_read_as_meant(text: str, expected: dict[str, object]) -> None:
    offer = read_offer(text).offer
    assert offer is not None
    assert {name: getattr(offer, name) for name in expected} == expected


def test_pay_by_the_hour_is_no_base() -> None:
    assert read_offer("120 an hour contract").offer is None


@pytest.mark.parametrize(
    ("text", "base", "equity", "signing"),
    [
        ("figma 210/400/4 sign 20", 210_000, 400_000, 20_000),
        ("190/300/4 sign on 20k at canva", 190_000, 300_000, 20_000),
        ("got 190/300/4 no sign on", 190_000, 300_000, None),
        ("signing 50k over 2 years, base 200k", 200_000, None, 25_000),
    ],
)
def test_what_comes_over_years_is_the_grant_whatever_word_follows(
    text: str, base: int, equity: int | None, signing: int | None
) -> None:
    offer = read_offer(text).offer
    assert offer is not None
    assert (offer.base, offer.equity, offer.signing) == (base, equity, signing)


@pytest.mark.parametrize("text", ["A$150k incl super", "the package is A$150k including superannuation"])
def test_a_package_with_the_employers_fund_in_it_is_read_as_the_base_in_it(text: str) -> None:
    reading = read_offer(text)
    assert reading.offer is not None
    assert (reading.offer.base, reading.offer.total) == (133_929, None)
    assert any("includes super" in told and "12%" in told for told in reading.aloud)


def test_a_salary_with_the_fund_on_top_stays_the_salary() -> None:
    reading = read_offer("A$150k plus super")
    assert reading.offer is not None and reading.offer.base == 150_000


def test_what_is_lost_by_leaving_is_no_part_of_the_offer() -> None:
    told = "192k base, 120k/4 RSU, 10% bonus. I forfeit a 23k bonus in February and around 31k of unvested stock"
    offer = read_offer(told).offer
    assert offer is not None and offer.bonus_amount is None
    assert (offer.base, offer.equity, offer.bonus_percent) == (192_000, 120_000, 10)


def test_a_small_word_of_another_language_is_no_company() -> None:
    assert read_offer("Samsung Bangalore se offer aaya hai, 32 LPA fixed").others == ()


def test_a_currency_behind_the_word_for_the_grant_is_the_grants() -> None:
    offer = read_offer("£98k base in London, 15%, 210k RSU usd over 4 years").offer
    assert offer is not None and (offer.currency, offer.equity_currency, offer.equity) == ("GBP", "USD", 210_000)
    same = read_offer("£98k base in London, 210k RSU (GBP) over 4 years").offer
    assert same is not None and same.equity_currency is None
