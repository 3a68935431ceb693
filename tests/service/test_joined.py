"""A question that joins a talk: words that only point at the talk are told from those that ask something themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation.above import ThreadLine, joined
from bot.conversation.known import settled
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Reading
from ingest.index.facts import Facts

ASKED = "Anyone know the base for a staff engineer at Weights & Biases in London?"
ABOVE = (ThreadLine(ASKED, False), ThreadLine("not me", False))
Read = Callable[[str, Profile], Reading]


@pytest.fixture(scope="module")
def read(starter_index: Path) -> Read:
    reader = Reader(Names(Facts(starter_index)))
    return lambda text, known: settled(reader.read(text, (), known), reader.names)


@pytest.mark.parametrize(
    "text",
    ["", "thoughts?", "what do you reckon?", "can you answer this one?", "help us out", "you know this?", "wdyt",
     "do you have data on this?", "any data?", "hello, can you help with the question above?"],
)  # fmt: skip
def test_words_that_only_point_are_answered_with_the_question_above(read: Read, text: str) -> None:
    assert joined(read, ABOVE, text, Profile()).text == ASKED


@pytest.mark.parametrize(
    "text",
    ["which levers do I have at Hugging Face?", "how do I counter a lowball?", "which companies do you know?",
     "and in New York?", "what about equity?", "is the equity negotiable?", "compare London and SF"],
)  # fmt: skip
def test_a_question_of_its_own_stands_and_the_talk_says_whom_it_is_about(read: Read, text: str) -> None:
    made = joined(read, ABOVE, text, Profile())
    assert made.text == text and made.profile.company == "weights-and-biases"


def test_only_the_persons_own_offer_is_taken_over(read: Read) -> None:
    told = "I got 245K base from Weights & Biases as staff engineer in SF"
    own = joined(read, (ThreadLine(told, True),), "is it good?", Profile()).profile
    other = joined(read, (ThreadLine(told, False),), "is it good?", Profile()).profile
    assert own.offer is not None and own.offer.base == 245_000
    assert other.offer is None and other.company == own.company == "weights-and-biases"


def test_nothing_above_changes_nothing(read: Read) -> None:
    made = joined(read, (), "what do you think?", Profile())
    assert (made.text, made.profile) == ("what do you think?", Profile())
