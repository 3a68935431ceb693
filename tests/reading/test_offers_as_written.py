"""Offers as people write them in one breath: grants over years without the word, a sign-on of two years, pay today."""

from pathlib import Path

import pytest

from bot.knowledge.offer import value
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.offers.figures import figures_of
from bot.reading.read import Reader
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def reader(starter_index: Path) -> Reader:
    return Reader(Names(Facts(starter_index)))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "offer: 248 base / 500k rsu over 4 but they do 1 yr grants?? no bonus. is it good",
            {"base": 248_000, "equity": 500_000, "equity_years": 4},
        ),
        (
            "new grad. 133 base, 41k sign on yr 1, 30k yr 2. is this negotiable at all",
            {"base": 133_000, "signing": 41_000, "signing_second": 30_000, "equity": None},
        ),
        (
            "133k base, 41k sign on yr 1, 30k yr 2, 68 rsu units. is this negotiable",
            {"signing_second": 30_000, "equity": None},
        ),
        (
            "they offer:\nBase 225\nSign-on 150 (clawback 100% in year one)\nFirst-year guaranteed bonus 175\nok?",
            {"base": 225_000, "signing": 150_000, "company": None},
        ),
    ],
)
def test_an_offer_in_one_breath_keeps_each_figure_in_its_part(
    reader: Reader, message: str, expected: dict[str, int | None]
) -> None:
    offer = reader.read(message).told.offer
    assert offer is not None
    assert {part: getattr(offer, part) for part in expected} == expected


def test_both_figures_of_what_somebody_earns_now_are_theirs_now(reader: Reader) -> None:
    facts = reader.read("They offer 68k fixed. Today I am on 61k + 4k variable. Is it right?").facts
    assert {(fact.what, fact.low) for fact in facts} == {
        ("own_offer", 68_000), ("current_pay", 61_000), ("current_pay", 4_000),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "until"),
    [
        ("they want an answer by friday. how do i stall", ""),
        ("how do i ask for time until friday", "until friday"),
        ("HR needs my signature by monday. can i have until thursday", "until thursday"),
    ],
)
def test_the_day_that_the_other_side_sets_is_not_until_when_one_wants_to_think(
    reader: Reader, message: str, until: str
) -> None:
    assert reader.read(message).told.wishes.until == until


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("I bill CHF 145/h about 30 h a week. fair?", 30),
        ("they pay 60 an hour, 37.5 hours and 22hrs/week on call", 22),
        ("I worked 12 hours on a task last week", None),
        ("48h to answer", None),
    ],
)
def test_hours_of_a_week_are_counted_as_told(reader: Reader, message: str, hours: int | None) -> None:
    assert reader.read(message).told.wishes.week_hours == hours


def test_pay_today_without_a_label_is_no_offer(reader: Reader) -> None:
    told = reader.read(
        "hey, im a SRE at a gambling company in malta, €58k. Weights & Biases recruiter reached out, remote EU, role "
        "is devops engineer basically. what do they pay and what should i say when she asks expectations"
    ).told
    assert told.offer is None or told.offer.base is None
    given_up = reader.read("target bonus 20%. How much should I count? I would be giving up a guaranteed 12k.").told
    assert given_up.offer is None or given_up.offer.base is None


def test_a_long_mail_with_sums_that_nothing_explains_is_not_added_up() -> None:
    told = (
        "so the call went like this, base 54k and then they went through the other things on a slide, 5000 in the hub, "
        "300 every quarter, 900 at the start, 4000 somewhere in the middle and I didn't get what for, "
    )
    mail = (
        told
        + "and then we talked about the team, the office, the tools, who I'd report to and the plan for spring. " * 4
    )
    read = read_offer(mail)
    assert len(mail) > 500 and read.offer is not None and len(read.doubts) >= 2
    assert read.offer.unsettled and not value(read.offer).years
    assert read_offer("base 54k and 10% bonus").offer.unsettled == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("base 225, sign-on 150", ["base", "signing"]),
        ("Sign on: 150 (clawback 12 months)", ["signing"]),
        ("base 225, we talk on 150 things", ["base"]),
        ("base 225, option 150", ["base"]),
    ],
)
def test_the_on_of_a_bare_sign_on_makes_no_date_of_its_amount(message: str, parts: list[str]) -> None:
    assert [item.component for item in figures_of(message).items] == parts
