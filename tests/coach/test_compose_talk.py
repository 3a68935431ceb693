"""What people say between their questions: what to say, in other form, about Parley itself, and what the guides
cover."""

import pytest

from bot.answer import plain
from ingest.index.facts import Facts

from .test_compose_offer import facts, talk

__all__ = ["facts"]

FINAL = "they said this is their final offer"


@pytest.mark.parametrize(
    "question",
    ["is my chat private?", "do you share my salary with my employer?", "who can see this?", "will you tell my boss"],
)
def test_who_reads_along_is_told(facts: Facts, question: str) -> None:
    assert "deleted by itself" in plain(talk(facts, question))


@pytest.mark.parametrize("question", ["are you chatgpt", "am I talking to a human?", "are you an AI?"])
def test_what_parley_is_is_told(facts: Facts, question: str) -> None:
    assert "a program and no person" in plain(talk(facts, question))


@pytest.mark.parametrize(
    "question",
    ["what do you know about hugging face?", "list all roles at Hugging Face", "what data do you have on Hugging Face"],
)
def test_what_the_guides_cover_of_a_company_is_listed(facts: Facts, question: str) -> None:
    said = plain(talk(facts, question))
    assert "Software Engineer" in said and "Paris" in said and "hugging-face/software-engineer.md" in said


def test_a_what_if_is_valued_and_not_remembered(facts: Facts) -> None:
    told = ("W&B SWE SF offer: 180k base, 190k RSU over 4 years", "what if they give 200k base?")
    said = plain(talk(facts, *told))
    assert "base 67% of the way up" in said
    assert "this is a what-if" in said
    assert "$180K base" in plain(talk(facts, *told, "what do you know about me?"))


def test_how_a_total_is_made_up_is_no_lie(facts: Facts) -> None:
    assert "make up an offer" not in plain(talk(facts, "what's the total for W&B SWE in SF and how is it made up?"))


def test_a_companys_guide_does_not_speak_to_a_question_about_something_else(facts: Facts) -> None:
    told = talk(facts, "can I ask for a pet-friendly office with a piano")
    assert all(one.path.startswith("playbook/") for one in told.citations)


def test_after_a_company_a_part_is_asked_for_by_its_name(facts: Facts) -> None:
    assert "$130K–$240K" in plain(talk(facts, "W&B SWE in SF?", "what's a cliff?", "what's the equity?"))
    assert "$218K–$305K" in plain(talk(facts, "W&B SWE in SF?", "what is total comp?"))


def test_stock_in_a_letter_that_is_valued_at_an_amount_is_the_grant(facts: Facts) -> None:
    said = plain(
        talk(
            facts,
            "My offer from W&B, SWE, San Francisco: your base salary is $182,500 and you will be granted RSUs valued "
            "at $200,000, vesting over four (4) years.",
        )
    )
    assert "equity 64% of the way up" in said


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ("offer: W&B, SWE, London, £140k base, £120k RSU/4, 10% bonus", "what's the total worth over 4 years?"),
            "£184K",
        ),
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
