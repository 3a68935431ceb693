"""What people say between their questions: what to say, in other form, about Parley itself, and what the guides cover."""

import pytest

from bot.answer import Email, Script, plain
from ingest.index.facts import Facts

from .test_compose_offer import facts, talk

__all__ = ["facts"]

FINAL = "they said this is their final offer"


def test_asked_what_to_say_after_a_tactic_the_script_alone_comes_again(facts: Facts) -> None:
    answer = talk(facts, FINAL, "ok so what do I say?")
    assert [b.text for b in answer.blocks if isinstance(b, Script)] == [
        "Thank you for being clear. Is there room in the signing bonus, so that we can close the gap that way?"
    ]


def test_asked_what_to_say_after_an_offer_the_call_comes(facts: Facts) -> None:
    assert "$210K base" in plain(talk(facts, "W&B SWE SF 180k base, good?", "so what do I say"))


def test_an_email_after_a_shortened_tactic_is_the_counter_and_holds_no_advice_to_oneself(facts: Facts) -> None:
    answer = talk(facts, "W&B SWE SF 180k base, good?", FINAL, "shorter", "write it as an email")
    (email,) = [b for b in answer.blocks if isinstance(b, Email)]
    assert "$210K" in email.body
    assert "Don't argue" not in email.body


def test_why_gives_the_reason_before_the_guides_words(facts: Facts) -> None:
    said = plain(talk(facts, FINAL, "why?"))
    assert said.startswith("A signing bonus costs them only once.")
    assert '“"' not in said


@pytest.mark.parametrize(
    "question",
    ["is my chat private?", "do you share my salary with my employer?", "who can see this?", "will you tell my boss"],
)
def test_who_reads_along_is_told(facts: Facts, question: str) -> None:
    assert "deleted by itself" in plain(talk(facts, question))


@pytest.mark.parametrize(
    "question", ["are you chatgpt", "am I talking to a human?", "who wrote these guides", "are you an AI?"]
)
def test_what_parley_is_is_told(facts: Facts, question: str) -> None:
    assert "a program and no person" in plain(talk(facts, question))


@pytest.mark.parametrize(
    "question",
    ["what do you know about hugging face?", "list all roles at Hugging Face", "what data do you have on Hugging Face"],
)
def test_what_the_guides_cover_of_a_company_is_listed(facts: Facts, question: str) -> None:
    assert plain(talk(facts, question)).startswith("The guides hold 1 role at Hugging Face.")


def test_a_what_if_is_valued_and_not_remembered(facts: Facts) -> None:
    told = ("W&B SWE SF offer: 180k base, 190k RSU over 4 years", "what if they give 200k base?")
    said = plain(talk(facts, *told))
    assert "Your base of $200K" in said
    assert "this is a what-if" in said
    assert "$180K base" in plain(talk(facts, *told, "what do you know about me?"))


@pytest.mark.parametrize(
    "question", ["what's the weakest part?", "how much more could I get?", "where is the most room?"]
)
def test_after_an_offer_its_room_can_be_asked_for(facts: Facts, question: str) -> None:
    assert "Most room" in plain(talk(facts, "W&B SWE SF offer: 180k base, 190k RSU over 4 years", question))


def test_what_to_ask_for_is_answered_where_only_the_pay_of_now_was_told(facts: Facts) -> None:
    assert "$210K base" in plain(talk(facts, "my current salary is 180k, what should I ask for at W&B as a SWE in SF"))


def test_how_a_total_is_made_up_is_no_lie(facts: Facts) -> None:
    assert "make up an offer" not in plain(talk(facts, "what's the total for W&B SWE in SF and how is it made up?"))


def test_a_companys_guide_does_not_speak_to_a_question_about_something_else(facts: Facts) -> None:
    assert plain(talk(facts, "can I ask for a pet-friendly office with a piano")).startswith("The guides don't say.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's my BATNA?", "A BATNA is what you do if this deal fails"),
        ("what is ZOPA", "A ZOPA is the span between"),
        ("explain RSU vs options", "An option is a right to buy shares later"),
        ("what's a cliff", "A cliff is the time before any of a grant vests"),
        ("what does vesting mean?", "Vesting is the schedule"),
    ],
)
def test_the_fields_words_are_explained_and_not_ascribed_to_a_guide(facts: Facts, question: str, told: str) -> None:
    answer = talk(facts, question)
    assert told in plain(answer)
    assert answer.citations == ()


def test_after_a_company_a_part_is_asked_for_by_its_name(facts: Facts) -> None:
    assert "$130K–$240K" in plain(talk(facts, "W&B SWE in SF?", "what's a cliff?", "what's the equity?"))
    assert "$218K–$305K" in plain(talk(facts, "W&B SWE in SF?", "what is total comp?"))


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("they want an answer tomorrow", "Ask for more time"),
        ("I want to counter but I'm scared", "Yes, negotiate."),
        ("will they think I'm greedy or come across as pushy?", "A polite, reasoned counter is expected"),
        ("how do i ask for remote", "Ask for a relocation package"),
        ("is a 10% bump normal?", "Yes, negotiate."),
    ],
)
def test_worries_are_met_with_the_guides_advice(facts: Facts, question: str, lead: str) -> None:
    assert plain(talk(facts, question)).startswith(lead)


def test_stock_in_a_letter_that_is_valued_at_an_amount_is_the_grant(facts: Facts) -> None:
    said = plain(
        talk(
            facts,
            "My offer from W&B, SWE, San Francisco: your base salary is $182,500 and you will be granted RSUs valued at $200,000, vesting over four (4) years.",
        )
    )
    assert "Your equity of $200K is 64% of the way up the band" in said


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ("offer: W&B, SWE, London, £140k base, £120k RSU/4, 10% bonus", "what's the total worth over 4 years?"),
            "£184K",
        ),
        (("W&B SWE SF 175k base, good?", "they say equity is fixed too"), "Don't argue with “final”"),
        (("W&B SWE SF 175k base, good?", "did they get my level right? I'm L5 at Google"), "Google L5 maps to"),
        (("which guides are outdated?",), "2 of the 4 give no date at all"),
        (("what if the guide is wrong?",), "Every figure comes from the guides"),
        (("can you negotiate for me?",), "I help you negotiate"),
    ],
)
def test_the_next_question_is_understood_from_what_was_spoken_of(
    facts: Facts, messages: tuple[str, ...], told: str
) -> None:
    assert told in plain(talk(facts, *messages))
