"""Whose a figure is, is told by the trained heads; the cues beside it only help them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation.known import settled
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Offer
from bot.reading.types import Reading
from ingest.index.facts import Facts

Held = Callable[[str], Offer | None]
Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(starter_index: Path) -> Read:
    names = Names(Facts(starter_index))
    reader = Reader(names)
    return lambda message: settled(reader.read(message), names)


@pytest.fixture(scope="module")
def held(starter_index: Path) -> Held:
    """The offer that is known after a message."""
    names = Names(Facts(starter_index))
    reader = Reader(names)
    return lambda message: settled(reader.read(message), names).told.profile.offer


@pytest.mark.parametrize(
    ("message", "base"),
    [
        ("I was on £78k. £62k offer from a small firm in Manchester. 0.08% options", 62_000),
        ("offer 120k base. i was making 105k", 120_000),
        ("pls just write 'thanks but can you do 130' nicely, they said 121k", 121_000),
    ],
)
def test_of_two_figures_for_one_offer_the_less_sure_one_is_something_else(held: Held, message: str, base: int) -> None:
    offer = held(message)
    assert offer is not None and offer.base == base


@pytest.mark.parametrize(
    "message",
    [
        "what if they went to 62? would you take it",
        "say I get 130 at atlassian and say 20 to sign, would that beat a plain 140 anywhere? just dreaming",
        "Did I tell them my floor? I wrote: I can't do less than 140, and honestly I was expecting 150",
        "sixty hours, salaried at 58, so a raise to 64 is what I'm after, internal move, same desk",
        "10k relo, gross, and they claw it all back inside 24 months. ask them to make it 12 months?",
    ],
)
def test_what_nobody_offered_is_no_offer_that_is_kept(held: Held, message: str) -> None:
    offer = held(message)
    assert offer is None or offer.base is None


@pytest.mark.parametrize(
    ("message", "base"),
    [
        ("got 150k from a series A startup, berlin. is it ok", 150_000),
        ("I was on £78k. £62k offer from a series B in Manchester. 0.08% options", 62_000),
    ],
)
def test_an_offer_is_read_beside_words_of_the_firms_own_money(held: Held, message: str, base: int) -> None:
    offer = held(message)
    assert offer is not None and offer.base == base


def test_a_bare_figure_in_a_currency_is_the_base(held: Held) -> None:
    offer = held("I got an offer of 900万円 as a software engineer in Tokyo")
    assert offer is not None and (offer.base, offer.total) == (9_000_000, None)


def test_what_a_firm_raised_is_nobodys_pay(held: Held) -> None:
    offer = held("They offer 120k base in Berlin. They raised a series B of 12M last year")
    assert offer is not None and (offer.base, offer.equity) == (120_000, None)


@pytest.mark.parametrize(
    ("message", "base"),
    [
        ("oferta de 2.900 brutos en Madrid en una pyme, ¿es poco?", 34_800),
        ("they moved from 92 to 96 after our call, should I sign", 96_000),
        ("bhai 4 saal exp, startup ne 26 fixed bola hai, theek hai?", 2_600_000),
        ("the pay scale says 41,200 - 58,900 and they offered 46,300, can i ask for the next step", 46_300),
    ],
)
def test_pay_that_the_heads_hear_is_the_offer_whatever_stands_beside_it(held: Held, message: str, base: int) -> None:
    offer = held(message)
    assert offer is not None and offer.base == base


def test_an_offer_told_beside_a_question_for_figures_is_known(held: Held) -> None:
    offer = held("what does Weights & Biases pay a software engineer in Berlin? they gave me 118k")
    assert offer is not None and offer.base == 118_000


def test_a_number_in_one_offers_part_that_is_no_pay_stays_none(held: Held) -> None:
    offer = held("Airbnb 201k, sign on 25. Canva 188k AUD, no sign on. deciding on the airbnb one by thursday")
    assert offer is not None and offer.base == 201_000


def test_a_bonus_guaranteed_for_the_first_year_is_none_of_the_years_behind_it(held: Held) -> None:
    offer = held("they offer 200k base with 90k guaranteed first year bonus, New York. ok?")
    assert offer is not None and (offer.bonus_guaranteed, offer.bonus_amount) == (90_000, None)


def test_a_job_in_front_of_an_offer_is_no_company_that_made_it(held: Held) -> None:
    offer = held("pm offer, weights & biases, sf, 178k. equity is 'competitive' they say. what do i ask next")
    assert offer is not None and (offer.company, offer.base) == ("weights-and-biases", 178_000)


def test_the_years_of_a_grant_are_no_end_of_the_figure_behind_them(held: Held) -> None:
    offer = held("185k base - 300k RSU/4 - 30k signing. San Francisco. thoughts?")
    assert offer is not None and (offer.base, offer.equity, offer.signing) == (185_000, 300_000, 30_000)


def test_total_target_compensation_is_the_total_and_no_target_bonus(held: Held) -> None:
    offer = held('The letter says "total target compensation $264,000". Base is 186. 15% bonus. so the rest is stock?')
    assert offer is not None and (offer.total, offer.bonus_amount, offer.bonus_percent) == (264_000, None, 15)


@pytest.mark.parametrize(
    "message",
    [
        "it went from 130-150 in the ad to 121 because of my location, is that normal?",
        "I do react contracting. agency pays me 48 an hour, i saw the client's invoice: 115!! How much to ask?",
    ],
)
def test_an_amount_that_may_be_somebody_elses_stands_in_no_offer_and_is_asked_about(read: Read, message: str) -> None:
    told = read(message).told
    assert told.offer is None or told.offer.base is None
    assert told.money is not None and [doubt.whose for doubt in told.money.doubts if doubt.part == "base"] == [True]


def test_of_two_salaries_one_is_offered_and_the_other_made_today(read: Read) -> None:
    told = read("Salesforce Hyderabad se offer aaya hai, 34 fixed + RSU. Mera current 27 LPA hai").told
    assert told.offer is not None and told.offer.base == 3_400_000
    assert told.money is not None and not [doubt for doubt in told.money.doubts if doubt.whose]


def test_two_salaries_of_today_are_none(read: Read) -> None:
    money = read("I told them I make 160 but I make 148 now. They offered 175k base").told.money
    assert money is not None and (money.current is None or money.current.base is None)


def test_grants_told_behind_a_second_years_signing_are_equity(read: Read) -> None:
    offer = read("amazon l5 seattle 158 base 62 sign on y1 41 y2 180 rsu 5/15/40/40. is it good").told.offer
    assert offer is not None and (offer.base, offer.signing_second, offer.equity) == (158_000, 41_000, 180_000)


def test_a_salary_that_includes_holiday_pay_is_told_without_it(read: Read) -> None:
    offer = read("Aanbod van Atlassian Amsterdam, 98.000 bruto per jaar incl. vakantiegeld").told.offer
    assert offer is not None and offer.base == 90_741


def test_what_nobody_earns_in_a_month_is_a_years_pay_where_no_month_is_said(read: Read) -> None:
    told = read("me han ofrecido 29.000 brutos en Sevilla para administrador de sistemas, ahora cobro 26.500")
    assert [(int(one.low), one.period) for one in told.facts if one.part == "base"] == [
        (29_000, "year"), (26_500, "year"),
    ]  # fmt: skip
