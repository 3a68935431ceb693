"""A talk moves on: no advice twice, nothing repeated that was told, a fact in between loses no draft."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer, Comparison, Email, OfferGauge
from bot.channels.batch import answerer
from ingest.index.facts import Facts
from tests.coach.conftest import Say

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(starter_index: Path) -> Ask:
    answer = answerer(Facts(starter_index), index=starter_index)
    return lambda *turns: answer(turns)


BOSS = "My boss said there is no budget for the third time. I'm on 71k, data analyst. How do I bring it up again?"


def test_advice_told_a_moment_ago_gives_way_to_the_next_card(ask: Ask) -> None:
    first, then = (
        ask(BOSS),
        ask(BOSS, "I tried that in spring. He says his hands are tied", "so it's leave or nothing?"),
    )
    assert {c.path for c in first.citations} & {"playbook/asking-for-a-raise.md"}
    assert then.citations and not {c.path for c in then.citations} & {"playbook/asking-for-a-raise.md"}
    assert "Ask for a named figure, in a meeting set for it" not in then.text
    assert "Asking your boss for a raise" not in then.text  # no suggestion leads back to it


def test_a_gap_between_two_amounts_is_told_once(ask: Ask) -> None:
    told = "they offered 88k and I want 98k. what do i say"
    line = "They offered $88K; you want $98K" if "$88K" in ask(told).text else "They offered 88K; you want 98K"
    assert line in ask(told).text
    assert line not in ask(told, "and if she says it's the top of their band?").text


def test_shorter_after_a_fact_is_the_draft_and_not_the_note(ask: Ask) -> None:
    turns = ("I have an offer of 120k. write me a counter e-mail for 130k", "i'm in california btw", "shorter")
    assert any(isinstance(block, Email) for block in ask(*turns).blocks)


def test_what_they_said_between_quotation_marks_is_theirs_and_gets_a_reply(ask: Ask) -> None:
    told = (
        'recruiter: "To make sure we are aligned before the onsite, could you share your current compensation and '
        'your expectations for this position?" what do i reply'
    )
    answer = ask(told)
    mail = next(block for block in answer.blocks if isinstance(block, Email))
    assert "It asks: To make sure we are aligned" in answer.text
    assert not mail.body.startswith(("Hi To", "Hello To")) and "range" in mail.body


def test_one_term_without_its_pay_is_answered_by_its_card(ask: Ask) -> None:
    answer = ask("Signing bonus 25k but there's a 24 month clawback, full amount not prorated. is this standard")
    assert "shrinking each month" in answer.text and "Which company" not in answer.text


def test_the_years_of_an_offer_without_a_band_do_not_stand_behind_advice(ask: Ask) -> None:
    told = (
        "My daughter is finishing her degree and was offered $74,000 with a $4,000 signing bonus by a firm in Ohio. "
        "She wants to accept straight away as she is afraid that they take it back if she asks for anything. Everyone "
        "says you negotiate. Is it at all normal for a graduate to ask, and what could she lose?"
    )
    answer = ask(told)
    assert answer.intent == "advice" and not any(isinstance(block, OfferGauge) for block in answer.blocks)


def test_who_names_no_company_when_asked_is_not_asked_again(ask: Ask) -> None:
    first = "got offer. 128 base 10% bonus 4 weeks vac. good??"
    assert "Which company" in ask(first).text
    then = ask(first, "oh sorry. chicago, backend, 4 yoe, its a mid size insurance company you wont have heard of")
    assert "Without a guide on that company" in then.text and "Which company is it" not in then.text


def test_what_one_must_tell_a_firm_is_no_question_about_our_own_privacy(ask: Ask) -> None:
    answer = ask("Do I have to tell them my current salary? New York")
    assert "You don't have to" in answer.text and "nothing of it is logged" not in answer.text


def test_a_plan_beside_other_advice_is_one_line(ask: Ask) -> None:
    answer = ask(
        "recruiter asked me on the first call what im looking for. i said id get back to her by tmrw. its a staff swe "
        "job at weights & biases in london. what do i put"
    )
    assert "Ask for" in answer.text and "Ask for their range once" in answer.text
    assert not any(isinstance(block, Comparison) for block in answer.blocks)


def test_what_the_guide_would_accept_is_left_out_where_more_is_offered_already(ask: Ask) -> None:
    told = "W&B staff software engineer, San Francisco: they offer {} base. what should I ask for?"
    assert "accept at $295K base" in ask(told.format("150k")).text
    assert "accept at" not in ask(told.format("300k")).text.partition("The guide's own plan")[2]


def test_why_a_plan_asks_for_so_much_gives_its_reason_before_its_sums(ask: Ask) -> None:
    told = ask("Weights & Biases, software engineer, San Francisco. what should i ask for", "hm, why that much?").text
    assert told.startswith("Open with all parts in one message, each with its reason.")
    assert told.count("each step half of the one before") == 1


def test_one_more_try_or_stop_says_nothing_of_a_practice(say: Say) -> None:
    told = say("they offer 205k", "ok one more try or stop?", kinds=("practice", "advice"), before=("offer",))
    assert "no practice is running" not in told.text and told.citations


def test_what_they_came_back_with_is_weighed_and_no_advice_from_before_an_offer(ask: Ask) -> None:
    told = ask("What does a product manager make at Weights & Biases in San Francisco?", "They came back with 205.")
    assert told.intent == "offer" and "205" in told.text


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Is 0.4% good for the first engineer?", "what others at your level got"),
        ("W&B SWE SF, they offer 190k and IC3. should I fight for the level or the money?", "Often the level"),
    ],
)
def test_the_very_question_beside_an_offer_is_answered(ask: Ask, message: str, words: str) -> None:
    assert words in ask(message).text


def test_who_turns_an_offer_down_is_not_told_what_lies_between_the_figures(ask: Ask) -> None:
    told = ask("I need to decline an offer by mail. It was 155 and I'm taking another one at 172. warm and short").text
    assert "more." not in told.split("Subject")[0] and "156" not in told


def test_who_names_the_job_after_a_talk_on_expectations_gets_the_figures_to_name(ask: Ask) -> None:
    told = ask("they ask what salary I expect, do I answer?", "it's Weights & Biases, software engineer, San Francisco")
    assert any(isinstance(block, Comparison) or "$170K" in str(block) for block in told.blocks)
    assert "Tell me the offer" not in told.text


def test_no_raise_is_claimed_between_two_offers_of_different_firms(ask: Ask) -> None:
    two = "Two offers. A: Snap 178k + 95k/yr stock. B: a fintech in NYC, 190k, 0.12%, 10k signing. Which one"
    assert "They went from $178K" not in ask(two, "they just said the most they can do is 195. take it?").text


def test_a_question_for_a_lawyer_is_told_what_to_ask_for_too_where_a_card_speaks_to_it(ask: Ask) -> None:
    told = ask("Is it normal that my non-compete is unpaid?")
    assert "I can't give legal advice" in told.text and "playbook/non-compete.md" in {c.path for c in told.citations}
    assert not ask("can i sue my landlord").citations


def test_an_offer_told_in_a_few_words_is_weighed_or_asked_about(ask: Ask) -> None:
    assert ask("W&B offered me 170k").intent == "offer"
    assert "playbook/lowball.md" in {c.path for c in ask("they lowballed me, 80k").citations}


def test_what_is_asked_back_comes_behind_what_can_be_said_already(ask: Ask) -> None:
    told = ask("they offered 182k, recruiter said range is 170 to 200. is that ok").text
    assert told.index("way up the range") < told.index("What to say") < told.index("Which company")


def test_a_bare_figure_after_talk_of_a_day_rate_is_a_day_rate(ask: Ask) -> None:
    first = "Contract rate question, outside IR35, Leeds. Client has up to 500. I was on 475 at my last place. Ask 550?"
    told = ask(first, "Agent came back 510 final. They also want 30 days payment terms").text
    assert "475 a day" in ask(first).text and "The salary of" not in ask(first).text
    assert "510 a day" in told and not {"510K", "550K", "475K"} & set(told.replace("£", "").split())


def test_a_word_with_a_question_mark_is_no_question_that_a_card_answers(ask: Ask) -> None:
    told = ask("W&B swe dublin, 98k eur + rsu 60k. low?").text
    assert "keep looking" not in told and "€98K" in told
