"""A place that a message leaves out is left out, however that is said; "why not London?" asks about it."""

from pathlib import Path

import pytest

from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.question import Questions
from bot.reading.terms import Profile
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def questions(starter_index: Path) -> Questions:
    return Questions(Names(Facts(starter_index)))


@pytest.mark.parametrize(
    "text",
    [
        "software engineer at W&B, not London", "W&B SWE base except London", "W&B swe base, everywhere minus London",
        "W&B SWE base outside of London", "software engineer bei W&B ohne London", "W&B SWE, sauf London",
        "what does W&B pay a software engineer anywhere but in London", "W&B SWE excluding London please",
    ],
)  # fmt: skip
def test_a_place_left_out_is_no_place_asked_about(questions: Questions, text: str) -> None:
    asked = questions.question(Message(text), questions.taken(text), None, (), Profile())
    assert asked.without == ("London",)
    assert [subject.region for subject in asked.subjects] == [None]
    assert not asked.unknown


@pytest.mark.parametrize("text", ["why not London? W&B SWE base", "W&B SWE base in London without a bonus"])
def test_a_place_asked_about_is_not_left_out(questions: Questions, text: str) -> None:
    asked = questions.question(Message(text), questions.taken(text), None, (), Profile())
    assert asked.without == ()
    assert [subject.region for subject in asked.subjects] == ["London"]


def test_of_several_places_left_out_each_is(questions: Questions) -> None:
    text = "W&B SWE base outside London and New York"
    asked = questions.question(Message(text), questions.taken(text), None, (), Profile())
    assert asked.without == ("London", "New York")
    assert [subject.region for subject in asked.subjects] == ["San Francisco"]
