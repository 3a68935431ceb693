"""What people say between their questions: what to say, in other form, about Parley itself, and what the guides cover."""

from collections.abc import Iterator

import pytest

from bot.answer import Email, Script
from bot.render import plain
from ingest.facts import Facts
from ingest.index import ingest

from .test_compose_offer import CORPUS, talk

FINAL = "they said this is their final offer"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = tmp_path_factory.mktemp("index")
    ingest([CORPUS], folder, vectors=False)
    opened = Facts(folder)
    yield opened
    opened.close()


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
    assert "“\"" not in said


@pytest.mark.parametrize("question", ["is my chat private?", "do you share my salary with my employer?", "who can see this?", "will you tell my boss"])
def test_who_reads_along_is_told(facts: Facts, question: str) -> None:
    assert "deleted by itself" in plain(talk(facts, question))


@pytest.mark.parametrize("question", ["are you chatgpt", "am I talking to a human?", "who wrote these guides", "are you an AI?"])
def test_what_parley_is_is_told(facts: Facts, question: str) -> None:
    assert "a program and no person" in plain(talk(facts, question))


@pytest.mark.parametrize("question", ["what do you know about hugging face?", "list all roles at Hugging Face", "what data do you have on Hugging Face"])
def test_what_the_guides_cover_of_a_company_is_listed(facts: Facts, question: str) -> None:
    assert plain(talk(facts, question)).startswith("The guides hold 1 role at Hugging Face.")
