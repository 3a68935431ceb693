"""An offer is valued as far as it is known, whatever is missing, and what is missing is asked for in plain words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, plain
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.knowledge.profile import update
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import MOST_LISTED, Offer, Profile
from bot.reading.types import Question, Turn
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


def talk(facts: Facts, *messages: str) -> Answer:
    """The last answer of a conversation."""
    names, profile, turns = Names(facts), Profile(), []
    for message in messages:
        reading = settled(Reader(names).read(message, tuple(turns), profile), names)
        question = reading.told
        answer = respond(reading, Context(facts, names, None, question.profile, tuple(turns), date(2026, 11, 20)))
        profile = question.profile
        turns.append(Turn(message, question, answer))
    return turns[-1].answer


def test_an_offer_without_a_company_is_valued_and_the_company_asked_for(facts: Facts) -> None:
    said = plain(talk(facts, "my offer is 160k base + 20k sign on, is it good?"))
    assert said.startswith("Year 1 comes to 180K, year 4 to 160K")
    assert "Which company and role is it for?" in said
    assert "“”" not in said
    assert "Year ()" not in said
    assert "beside the band" not in said


def test_the_role_is_not_asked_for_when_it_was_said(facts: Facts) -> None:
    assert "Which company is it for?" in plain(talk(facts, "is 200k good for a software engineer in NYC?"))


def test_an_offer_given_first_is_held_against_the_band_once_the_company_is_named(facts: Facts) -> None:
    answer = talk(facts, "I have an offer from a startup nobody knows, 150k base", "W&B, software engineer, SF")
    assert "base $20K under the band" in plain(answer) and "$170K–$215K" in plain(answer)


def test_shorthand_with_years_behind_a_slash_keeps_every_part(facts: Facts) -> None:
    said = plain(talk(facts, "is 205k base 180/4 RSU 10% 30k sign-on in SF good at W&B for SWE?"))
    # 205,000 + 45,000 + 20,500 + 30,000
    assert "Year 1 comes to $300,500" in said
    assert "Unknown" not in said


def test_an_offer_in_another_currency_is_held_against_the_band_once_a_rate_is_given(facts: Facts) -> None:
    asked = "I'm offered $190k base at W&B as SWE in London, good?"
    assert "tell me one and I will" in plain(talk(facts, asked))
    said = plain(talk(facts, asked, "1 GBP = 1.25 USD"))
    assert "yours £152K" in said
    assert "£129K–£163K" in said
    assert "at your rate, 1 GBP = 1.25 USD" in said


def test_a_rate_is_no_amount_of_an_offer(facts: Facts) -> None:
    said = plain(talk(facts, "W&B SWE London: 150k GBP base, 1 GBP = 1.27 USD. good?"))
    assert "yours £150K" in said
    assert "What is the" not in said


def test_the_employer_of_now_is_not_the_company_asked_about(facts: Facts) -> None:
    said = plain(talk(facts, "I'm a swe at Meta interviewing at W&B in London"))
    assert "£129K–£163K" in said
    assert "Meta" not in said


def test_an_offer_named_with_role_and_city_behind_the_company_is_ones_own(facts: Facts) -> None:
    assert "22% of the way up the band" in plain(talk(facts, "I'm offered 180k base at W&B SWE SF"))


def test_whether_to_accept_an_amount_begins_with_where_it_stands(facts: Facts) -> None:
    assert "67% of the way up the band" in plain(talk(facts, "should I accept 200k at W&B SWE SF or wait?"))


TWO = (
    "I have two offers: W&B 200k base + 180k RSUs/4y, Hugging Face 190k base + 240k RSUs/4y + 30k sign on, both "
    "SWE in New York. "
)


def test_two_offers_are_laid_side_by_side_year_by_year(facts: Facts) -> None:
    said = plain(talk(facts, TWO + "Which is better?"))
    # W&B: 4 x (200 + 45) = 980. Hugging Face: 4 x (190 + 60) + 30 = 1,030.
    assert said.startswith("Hugging Face is worth $50K more over 4 years: $1.03M against $980K at Weights & Biases")
    assert "  Year 1            $245K             $280K" in said


def test_an_offer_told_later_is_compared_with_the_one_before(facts: Facts) -> None:
    answer = talk(
        facts,
        "W&B SWE New York: 200k base, 180k RSUs over 4 years",
        "compare with my Google offer: 210k base, 100k RSUs over 4 years",
    )
    said = plain(answer)
    assert "Weights & Biases is worth $40K more over 4 years" in said
    assert "$235K" in said
    assert "not the band" not in said


def test_offers_in_two_currencies_are_not_added_up(facts: Facts) -> None:
    said = plain(talk(facts, "I have two offers: W&B £140k base, Hugging Face $180k base. which is better?"))
    assert "I don't compare across currencies" in said


def test_what_is_asked_for_afterwards_uses_the_offer_really_held(facts: Facts) -> None:
    said = plain(talk(facts, TWO + "Which is better?", "and what should I ask W&B for?"))
    assert "$210K base" in said


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("stripe offers 240k, plaid 225k, which", "Stripe is worth 60K more over 4 years: 960K against 900K"),
        ("240k at stripe or 225k at plaid, which is better", "Stripe is worth 60K more"),
        ("now: 193 tc at square, new: 231 at c3. would you jump, which one", "152K more over 4 years"),
        ("two offers: A 165 base no equity, B 150 base + 40k a year in rsus. which", "Offer B is worth 100K more"),
        ("W&B 225k base, W&B RSUs 300k over 4, also 240k at Stripe. which", "Biases is worth 240K more over"),
        # What stands behind a plus is another part, and its label no part of the amount before it.
        ("Two offers. A: stripe 164k + options 20k + bonus 10%. B: startup, 158k, 0.3%. which", "at Offer B"),
        ("stripe 195k + 60k rsu a year and 188k with 0.2% from a startup. which is better", "268K more over 4 years"),
    ],
)
def test_offers_laid_out_in_one_message_are_put_side_by_side(facts: Facts, message: str, says: str) -> None:
    assert says in plain(talk(facts, message))


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        (
            "A: stripe 164k + bonus 10%. B: startup, 158k. which",
            "what if B went to 190",
            "Offer B is worth 38,400 more",
        ),
        (
            "Two offers: A) 150k + 20% bonus B) 165k no equity. which",
            "what if offer B went to 180?",
            "They come to the",
        ),
        (
            "stripe 195k and 188k with 0.2% from a startup, which is better",
            "what if the startup went to 240",
            "Startup is",
        ),
    ],
)
def test_an_offer_without_a_company_is_known_again_by_what_it_was_called(
    facts: Facts, first: str, then: str, says: str
) -> None:
    assert says in plain(talk(facts, first, then))


def test_what_another_offer_might_become_changes_no_offer_that_is_held(facts: Facts) -> None:
    offers = "Two offers: A) 150k + 20% bonus B) 165k no equity. which"
    said = plain(talk(facts, offers, "what if offer B went to 180?", "what if offer A went to 170"))
    assert "816K against 660K" in said


def test_an_offer_that_may_be_in_another_currency_is_asked_about_and_not_compared(facts: Facts) -> None:
    said = plain(talk(facts, "two offers: adyen 92k, spotify stockholm 68.000 kr per month. which is better"))
    assert "In which currency" in said and "more over" not in said


@pytest.mark.parametrize("message", [
    "W&B in London offered me £150k base as a staff data scientist, is it good?",
    "Hi Ana, we're pleased to offer you the role of Staff Data Scientist at Weights & Biases, London. Base £150,000.",
])  # fmt: skip
def test_an_offer_for_a_role_that_is_not_held_is_held_against_no_other_roles_band(facts: Facts, message: str) -> None:
    said = plain(talk(facts, message))
    assert "£150K" in said and "beside the band" not in said and "Software Engineer at" not in said
    assert "hold" in said.splitlines()[0] and "data scientist" in said.splitlines()[0].lower()


def test_offers_laid_out_after_another_was_told_are_compared_and_held_against_nobodys_band(facts: Facts) -> None:
    first = "W&B offered me £170k base and £200k in RSUs over 4 years as a staff software engineer in London"
    said = plain(talk(facts, first, "anthropic 210k base 400k equity over 4, openai 195k base 600k over 4, which one"))
    assert "beside the band" not in said and "OpenAI is worth" in said.splitlines()[0]
    also = plain(talk(facts, first, "now i also got an offer from openai, £195k base and £600k over 4"))
    assert "OpenAI is worth" in also.splitlines()[0] and "beside the band" not in also


def test_an_offer_of_a_company_without_guides_is_not_taken_for_the_one_asked_about_before(facts: Facts) -> None:
    said = plain(
        talk(facts, "what does W&B pay a staff software engineer in London?", "openai offered me £190k, good?")
    )
    assert "OpenAI" in said and "beside the band" not in said and "Noted" not in said


def test_pay_today_beside_an_offer_is_no_second_offer(facts: Facts) -> None:
    said = plain(
        talk(facts, "W&B offered £170k as staff software engineer in London, i make £150k at Plaid now, is it good?")
    )
    assert "beside the band" in said and "Plaid is worth" not in said


@pytest.mark.parametrize("message", [
    "got 210k from acme and 225k from globex, which one",
    "two offers: acme 210k, globex 225k. which should i take",
])  # fmt: skip
def test_offers_of_firms_that_nobody_knows_lie_side_by_side(facts: Facts, message: str) -> None:
    said = plain(talk(facts, message))
    assert "Globex is worth 60K more over 4 years" in said and "840K" in said


def test_offers_of_firms_without_a_name_lie_side_by_side_under_what_they_are_called(facts: Facts) -> None:
    said = plain(talk(facts, "i have an offer for 150k from a startup and 140k from a bank, which one"))
    assert "Startup is worth 40K more over 4 years" in said and "at Bank" in said


def test_what_is_paid_in_the_second_year_beside_a_sign_on_is_its_second_half(facts: Facts) -> None:
    said = plain(
        talk(facts, "w&b swe sf: base 180, first yr signon 70, second yr 52, rsu 160k over 4 years. is it good")
    )
    assert "yours $160K" in said and "52,000" in said


def test_a_salary_too_small_for_a_year_is_a_months_where_its_currency_is_told_by_the_month(facts: Facts) -> None:
    said = plain(talk(facts, "they offer me R$ 18 mil base in São Paulo, is it good?"))
    assert "R$216K" in said and "over 12 months" in said


def test_asked_about_one_of_two_offers_the_plan_starts_from_that_one(facts: Facts) -> None:
    before = (
        "W&B offered me 180k base as software engineer in San Francisco, Hugging Face 160k base in New York, which one"
    )
    said = plain(talk(facts, before, "what should i ask Hugging Face for, software engineer in New York"))
    assert "$160K" in said and "$180K" not in said.split("Your plan")[1].split("Guide")[0]


def test_what_to_ask_for_is_in_the_currency_of_its_part_of_the_band(facts: Facts) -> None:
    said = plain(talk(facts, "W&B SWE offer in San Francisco: 150k GBP base, 130k USD rsu over 4 years. is it good?"))
    assert "Ask for $169K in equity" in said.replace("**", "") and "£169K" not in said


@pytest.mark.parametrize("asked", ["is it good?", "what should I ask for?"])
def test_no_other_places_pay_answers_for_one_that_the_guides_lack(facts: Facts, asked: str) -> None:
    said = plain(talk(facts, f"W&B software engineer in Dublin, 150k base offer. {asked}"))
    assert "The guides give nothing for Software Engineer at Weights & Biases in Dublin" in said
    assert "$170K" not in said and "way up" not in said and "In which region" not in said


def test_an_offer_of_another_company_is_kept_beside_the_one_talked_about(facts: Facts) -> None:
    names, profile, turns = Names(facts), Profile(), []
    for message in (
        "W&B SWE in San Francisco offered me 180k base",
        "they said final. i have real offer razorpay 190k base, how do i use it",
    ):
        reading = settled(Reader(names).read(message, tuple(turns), profile, kinds=("advice",)), names)
        profile = reading.told.profile
        turns.append(Turn(message, reading.told, respond(reading, Context(facts, names, None, profile, tuple(turns)))))
    assert profile.offer is not None and (profile.offer.company, profile.offer.base) == ("weights-and-biases", 180_000)
    assert [(one.company.lower(), one.base) for one in profile.others] == [("razorpay", 190_000)]
    assert "They went from" not in plain(turns[-1].answer)


def test_a_letter_pasted_without_a_question_is_valued_before_a_reply_is_written(facts: Facts) -> None:
    letter = (
        "Dear Noor,\n\nQuillmarsh, Inc. is glad to offer you the position of Senior Engineer. Your annual base salary "
        "will be $180,000 and your target bonus is 10% of base. You will be granted options on 40,000 shares; "
        "there are 9,000,000 shares outstanding.\n\nSincerely,\nTheo Park"
    )
    said = plain(talk(facts, letter))
    assert "Year 1 comes to $198K" in said and "The mail in short" in said
    assert said.index("Year 1 comes") < said.index("The mail in short") and "9,000,000" not in said


def test_of_more_offers_than_are_kept_the_one_told_first_is_forgotten() -> None:
    told = tuple(Offer(company=f"Firm {number}", base=100_000) for number in range(MOST_LISTED))
    question = Question("", "offers", others=(Offer(company="Newest", base=120_000),))
    kept = [one.company for one in update(Profile(others=told), question).others]
    assert len(kept) == MOST_LISTED and kept[0] == "Firm 1" and kept[-1] == "Newest"
