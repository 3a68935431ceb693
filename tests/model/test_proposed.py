"""An amount that a model proposes to ask for or accept stands within what is offered and what speaks for it."""

from decimal import Decimal

import pytest

from bot.answer import Answer
from bot.model.gate import Gate
from bot.model.proposed import bounds
from bot.model.sheet import FactSheet
from bot.reading.terms import Offer
from bot.reading.types import Fact, Question
from ingest.index.facts import Facts
from tests.model.test_own import read

ADVERT = "They offer £42k for junior data scientist in Manchester. advert said 40-50k"
HUSBAND = "My husband says ask for 20 percent more. The offer is 118,000 for a data analyst in Cleveland."
BAND = "W&B offered me 200k base as a software engineer in San Francisco."
MONTHLY = "Hallo, ik heb een aanbod van 4.900 euro bruto per maand. Nu zit ik op 4.450."
GRANT = "They gave me the return offer, 138k base, 50k sign on and 120k stock over 4 years"


def judged(facts: Facts, message: str, sentence: str, draft: bool = False) -> tuple[str, str, tuple[str, ...]]:
    """How a sentence reads, or why it is refused, and what it cites."""
    verdict = Gate(read(facts, message)[0]).judge(sentence, draft)
    return verdict.text, verdict.reason, verdict.cites


@pytest.mark.parametrize(
    ("message", "sentence", "text"),
    [
        (ADVERT, "Ask for {ask 45000 base}.", "Ask for £45K."),
        (ADVERT, "Ask for {ask 45-48k base}.", "Ask for £45K–£48K."),
        (HUSBAND, "Ask for {ask 129 base}.", "Ask for $129K."),
        (GRANT, "Ask for {ask 140000 equity}.", "Ask for 140K over 4 years (equity)."),
        (GRANT, "Could the sign-on be {ask 60000 signing}?", "Could the sign-on be 60K?"),
        (MONTHLY, "Ask for {ask 5200 base a month}.", "Ask for €5,200 per month."),
        (ADVERT, "Say yes at {accept 42000 base}.", "Say yes at £42K."),
        ("They give 20 days off, I had 26 days.", "Ask for {ask 25 days}.", "Ask for 25 days."),
    ],
)
def test_an_amount_to_ask_for_stands_between_the_offer_and_what_speaks_for_it(
    facts: Facts, message: str, sentence: str, text: str
) -> None:
    assert judged(facts, message, sentence)[:2] == (text, "")


@pytest.mark.parametrize(
    ("message", "sentence", "told"),
    [
        (ADVERT, "Ask for {ask 55000 base}.", "£50K"),
        (ADVERT, "Ask for {ask 42000 base}.", "£42K, which is offered"),
        (HUSBAND, "Ask for {ask 180000 base}.", "$141,600"),
        (HUSBAND, "Ask for {ask €129000 base}.", "$118K"),
        (GRANT, "Ask for {ask 400000 equity}.", "30% over it"),
        (GRANT, "Ask for {ask 20% bonus}.", "nothing says how much"),
        ("How do I ask for remote work?", "Ask for {ask 90000 base}.", "nothing says how much"),
        ("They give 20 days off, I had 26 days.", "Ask for {ask 40 days}.", "between 20 and 26"),
        (MONTHLY, "Ask for {ask 8000 base a month}.", "up to €5,"),
        (MONTHLY, "Ask for {ask 4900 base a month}.", "€4,900, which is offered"),
        (ADVERT, "Ask for {ask more}.", "one number and its part"),
    ],
)  # fmt: skip
def test_an_amount_outside_is_refused_with_the_bounds(facts: Facts, message: str, sentence: str, told: str) -> None:
    assert told in judged(facts, message, sentence)[1]


def test_what_to_ask_for_is_cited_to_what_speaks_for_it(facts: Facts) -> None:
    assert "how-much-to-counter" in judged(facts, HUSBAND, "Ask for {ask 129000 base}.")[2][0]
    assert judged(facts, ADVERT, "Ask for {ask 45000 base}.")[2] == ()  # their advert speaks for it


def test_what_they_would_accept_is_not_sent_and_an_ask_is_no_fact(facts: Facts) -> None:
    assert "theirs alone" in judged(facts, ADVERT, "I'd say yes at {accept 44000 base}.", True)[1]
    assert judged(facts, ADVERT, "In Manchester they pay {ask 45000 base}.")[1]
    assert judged(facts, ADVERT, "For equity, ask for {ask 45000 base}.")[1]


def test_what_is_offered_of_another_part_speaks_for_no_ask_in_base(facts: Facts) -> None:
    letter = 'The letter says "total target compensation $264,000". Base is $186k.'
    assert "$264" not in str(next(one for one in bounds(read(facts, letter)[0]) if one["part"] == "base"))


def test_whoever_is_paid_more_today_may_ask_for_a_step_over_that(facts: Facts) -> None:
    lowball = "They offered me $92k base. I make $108k now."
    assert judged(facts, lowball, "Ask for {ask 115000 base}.")[:2] == ("Ask for $115K.", "")
    assert judged(facts, lowball, "Ask for {ask 130000 base}.")[1]


def test_an_amount_that_was_read_to_be_of_another_part_speaks_for_no_ask_in_base(facts: Facts) -> None:
    sheet, _ = read(facts, "They offered $242k base and about 410k all in.")
    sheet.read = (Fact("own_offer", "410k", None, "total", Decimal(410_000)),)
    assert "410K" not in str(next(one for one in bounds(sheet) if one["part"] == "base"))


def test_a_single_amount_of_another_part_bounds_no_ask(facts: Facts) -> None:
    ctc = "I'm on a CTC of 38 LPA total. They offer 46 LPA base as a software engineer."
    assert "total" not in [one["part"] for one in bounds(read(facts, ctc)[0])]


def test_a_part_is_named_as_the_model_was_told_to_name_it() -> None:
    question = Question(text="12.8 LPA CTC", intent="offer", subjects=(), offer=Offer(total=1_280_000, currency="INR"))
    sheet = FactSheet(Answer(status="answered", blocks=()), question)
    sheet.usual_share = 15
    assert Gate(sheet).judge("Ask for {ask 1420000 total}.").text == "Ask for ₹14.2L (total)."


def test_the_model_is_told_the_bounds(facts: Facts) -> None:
    told = {one["part"]: one for one in bounds(read(facts, ADVERT)[0])}
    assert told["base"]["from"].startswith("£42K") and told["base"]["to"].startswith("£50K")
