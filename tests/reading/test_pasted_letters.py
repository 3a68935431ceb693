"""A letter pasted as it came: its role, its place of work and its date count, and what is asked next goes by them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Email, plain
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading.letters.about import about
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Turn
from bot.reading.wishes import wishes
from ingest.index.facts import Facts

ENGLISH = """Weights & Biases, Inc.
1479 Folsom Street
San Francisco, CA 94103

November 24, 2026

Dear Priya,

On behalf of Weights & Biases, Inc. (the "Company"), I am delighted to offer you the position of Staff Software \
Engineer, reporting to Tomasz Nowak, Director of Engineering. You will work from our London office. Your anticipated \
start date is January 11, 2027.

1. Base Salary. You will be paid a base salary of £150,000 per year.
2. Annual Bonus. You will be eligible for a discretionary annual bonus with a target of 10% of your base salary.
3. Equity. You will be granted restricted stock units with a value of £200,000, which vest over four years.
4. Sign-On Bonus. You will receive a one-time sign-on bonus of £20,000, repayable should you resign within a year.

Please sign and return this letter by 5:00 p.m. on December 8, 2026, after which the offer will lapse.

Sincerely,
Maria Alvarez
Senior Recruiter"""
GERMAN = """Deutsche Bank AG
Taunusanlage 12, 60325 Frankfurt am Main

Sehr geehrter Herr Wagner,

wir freuen uns, Ihnen zum 1. Februar 2027 eine unbefristete Stelle als Senior Software Engineer im Bereich Technology \
in Frankfurt anbieten zu können. Ihr festes Jahresbruttogehalt beträgt EUR 95.000.

Bitte bestätigen Sie uns die Annahme dieses Angebots bis zum 11. Dezember 2026.

Mit freundlichen Grüßen
i. V. Katrin Hoffmann
HR Talent Acquisition"""


INFORMAL = """Hi Sam,

Great talking yesterday! Here's what we put together for the Staff Software Engineer role on Payments (SF):

- Base: $245k
- Equity: $720k in RSUs over 4 years

We'd need an answer by Friday, Dec 4.

Best,
Jenna
Talent @ Stripe"""


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


def talk(facts: Facts, *messages: str) -> list[Answer]:
    """The answers of a conversation, its earlier turns without what they held of money, as they are kept."""
    names, profile, turns = Names(facts), Profile(), list[Turn]()
    for message in messages:
        reading = settled(Reader(names).read(message, tuple(turns), profile), names)
        profile = reading.told.profile
        turns.append(
            Turn(
                message,
                reading.told,
                respond(reading, Context(facts, names, None, profile, tuple(turns), date(2026, 11, 25))),
            )
        )
    return [turn.answer for turn in turns]


def body(answer: Answer) -> str:
    return next(block.body for block in answer.blocks if isinstance(block, Email))


def test_the_place_of_work_counts_and_not_the_town_in_the_letters_head(facts: Facts) -> None:
    said = plain(talk(facts, ENGLISH)[0])
    assert "For a Staff Software Engineer at Weights & Biases in London" in said
    assert "San Francisco" not in said and "Director" not in said


def test_what_the_letter_tells_is_not_asked_for_or_called_open(facts: Facts) -> None:
    said = plain(talk(facts, ENGLISH)[0])
    assert "By when do they want your answer?" not in said
    assert "Its date: by 5:00 pm on December 8, 2026." in said
    assert "by 5:00 p.m. on December 8, 2026, after which the offer will lapse." in said
    assert "10% bonus" in said and "Left open" not in said


def test_a_letter_with_all_its_terms_is_answered_by_a_counter_and_by_no_clause_of_it(facts: Facts) -> None:
    answer = talk(facts, ENGLISH)[0]
    assert "It is this situation" not in plain(answer)
    assert body(answer).startswith("Hello Maria,") and " (now £150K)" in body(answer)


def test_a_letter_that_asks_nothing_is_weighed_whichever_of_its_clauses_a_card_is_near_to(facts: Facts) -> None:
    letter = ENGLISH.replace("Dear Priya,\n", "")
    names = Names(facts)
    reading = settled(Reader(names).read(letter, (), Profile()), names)
    heard = replace(reading.asks[0], kind="advice", cards=("thirteenth-month-and-holiday-allowance",))
    context = Context(facts, names, None, reading.told.profile, (), date(2026, 11, 25))
    assert respond(replace(reading, asks=(heard,)), context).intent == "offer"


def test_is_it_good_after_a_letter_is_answered_with_the_verdict(facts: Facts) -> None:
    first, second = talk(facts, ENGLISH, "is it good?")
    verdict = plain(first).partition("\n")[0]
    assert plain(second).startswith(verdict) and "still holds" not in plain(second)


@pytest.mark.parametrize("between", [(), ("What should I ask for?",)])
def test_the_mail_after_a_letter_asks_for_pay_and_not_for_the_letters_own_start(
    facts: Facts, between: tuple[str, ...]
) -> None:
    told = body(talk(facts, ENGLISH, *between, "Write the email")[-1])
    assert " (now £150K)" in told and "January" not in told


def test_a_german_letters_role_date_and_writer_are_read() -> None:
    told = about(GERMAN)
    assert told["role"] == "Senior Software Engineer" and told["region"] == "Frankfurt"
    assert told["deadline"] == "bis zum 11. Dezember 2026"
    assert wishes(GERMAN, ()).contact == "Katrin"


def test_an_informal_mails_role_firm_and_day_are_read() -> None:
    told = about(INFORMAL)
    assert told == {
        "company": "Stripe",
        "role": "Staff Software Engineer",
        "region": "SF",
        "deadline": "by Friday, Dec 4",
    }
