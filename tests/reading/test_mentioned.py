"""Which of the companies that a message names it is about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.reading.labels import Example, Mentions
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.read import Reader
from ingest.index.facts import Facts

About = Callable[[str], str | None]


@pytest.fixture(scope="module")
def about(starter_index: Path) -> About:
    reader = Reader(Names(Facts(starter_index)))

    def of(message: str) -> str | None:
        question = reader.read(message).asks[0].question
        return question.subjects[0].company or (question.said[0].company if question.said else None)

    return of


@pytest.mark.parametrize(
    "message",
    [
        "i freeze on zoom every time. what do i say when she asks for a number",
        "they answered over slack at midnight with the same number. how do I push without being annoying",
        "write me a linkedin message to a recruiter who won't tell me the range",
    ],
)
def test_a_tool_that_people_talk_over_is_not_the_company_asked_about(about: About, message: str) -> None:
    assert about(message) is None


def test_the_employer_one_leaves_is_not_the_one_asked_about(about: About) -> None:
    said = "I'd leave 85k of unvested oracle behind. how do I bring that up with Weights & Biases on the call"
    assert about(said) == "weights-and-biases"


def test_of_two_companies_in_a_question_of_levels_the_one_that_the_guides_hold_is_looked_up(about: About) -> None:
    assert about("I'm a staff engineer at google, what level is that at weights and biases") == "weights-and-biases"


def test_labels_tell_who_is_asked_about_who_offers_too_and_whose_employer_it_is() -> None:
    example = Example(
        "x", "x", "x", ("Stripe says 180, Plaid said 175. I make 150 at Oracle and talk on Zoom",),
        {
            "asks": [{"kind": "offer", "company": "stripe"}],
            "facts": [
                {"what": "other_offer", "company": "plaid"}, {"what": "current_pay", "company": "oracle"},
            ],
        },
    )  # fmt: skip
    zoom = Example("y", "y", "y", ("Zoom pays?",), {"asks": [{"kind": "band", "company": "zoom"}]})
    seen = Mentions([example, zoom]).labelled(example, Message(example.turns[-1]))
    assert [label for *_, label in seen] == ["asked", "beside", "mine", "none"]
