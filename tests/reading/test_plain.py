"""A question for one figure in plain words is read for certain, without the encoder; whatever else is there isn't."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.reading import plain, read, trained
from bot.reading.names import Names
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.index.facts import Facts
from ingest.index.minilm import Encoded


@pytest.fixture(scope="module")
def names(starter_index: Path) -> Names:
    return Names(Facts(starter_index))


class Encoding:
    """The encoder, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, text: str) -> Encoded | None:
        self.times += 1
        return trained.encode(text)


def both(names: Names, text: str, history: Sequence[Turn] = ()) -> tuple[read.Reader, Encoding]:
    encoding = Encoding()
    return read.Reader(names, encoding), encoding


PLAIN = (
    "What does W&B pay a software engineer in London?",
    "What's the base salary for a staff software engineer at Weights & Biases in London?",
    "W&B software engineer base in SF?",
    "How much equity does W&B give an ML engineer?",
    "bonus for a software engineer at W&B in New York",
    "Show me the total comp range of an ML engineer at W&B, San Francisco.",
    "W&B software engineer, London: what is the base?",
    "What does W&B pay a software engineer in Tokyo?",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_question_needs_no_encoding_and_is_read_as_the_trained_reader_reads_it(
    names: Names, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, encoding = both(names, text)
    mine = reader.read(text)
    assert encoding.times == 0 and mine.sure == "sure" and mine.language == "en"
    monkeypatch.setattr(plain, "asks_a_figure", lambda *_: False)
    theirs = reader.read(text)
    assert encoding.times == 1
    assert mine.told == theirs.told and mine.asks[0].question == theirs.asks[0].question
    assert mine.asks[0].kind == theirs.asks[0].kind == "band" and not theirs.facts


@pytest.mark.parametrize(
    "text",
    [
        "Is 205k base good for a software engineer at W&B in London?",
        "I make 150k; what does W&B pay a software engineer in London?",
        "What does W&B pay a software engineer in London, and why so little?",
        "What does W&B pay a software engineer in London? And is that negotiable?",
        "Which companies pay a software engineer in London most?",
        "What base should I ask for as a software engineer at W&B in London?",
        "Compare W&B and Hugging Face base for a software engineer",
        "What does W&B pay a software engineer outside London?",
        "What does Wieghts & Biases pay a software engineer in London?",
        "What does Acme pay a software engineer in London?",
        "What would W&B pay a software engineer in London if I had another offer?",
        "don't show me the base of a software engineer at W&B in London",
        "Pretend W&B pays a software engineer a base in London",
        "was zahlt W&B einem software engineer in London",
        "What does W&B pay a software engineer in London in 2019?",
        "W&B software engineer London",
    ],
)
def test_whatever_else_a_message_holds_the_trained_reader_reads_it(names: Names, text: str) -> None:
    reader, encoding = both(names, text)
    reader.read(text)
    assert encoding.times == 1


def test_one_thing_changed_after_a_figure_needs_no_encoding_either(names: Names) -> None:
    reader, encoding = both(names, "")
    first = reader.read(PLAIN[0])
    answer = Answer(status="answered", blocks=(), intent="band")
    turn = Turn(PLAIN[0], first.told, answer)
    for text, region in (("And in New York?", "New York"), ("what about SF", "San Francisco")):
        found = reader.read(text, (turn,), Profile())
        subject = found.told.subjects[0]
        assert encoding.times == 0
        assert (subject.company, subject.region) == (first.told.subjects[0].company, region)
        assert subject.role == first.told.subjects[0].role
    reader.read("And in New York?", (Turn(PLAIN[0], first.told, answer.model_copy(update={"status": "clarify"})),))
    reader.read("And in New York?")
    reader.read("And in New York with 10 years of experience?", (turn,))
    assert encoding.times == 3


def test_a_question_in_another_language_is_not_read_plainly(names: Names) -> None:
    assert not any(
        "plainly" in line
        for line in both(names, "W&B software engineer London")[0]
        .read("was zahlt W&B einem software engineer in London")
        .trace
    )


@pytest.mark.parametrize("verb", ["Vergleiche", "Zeige mir", "Comparez", "Compara", "Vergelijk"])
def test_a_verb_of_another_language_before_a_company_is_no_part_of_its_name(names: Names, verb: str) -> None:
    told = both(names, "")[0].read(f"{verb} W&B und Hugging Face als Software Engineer").told
    assert not told.unknown and {one.company for one in told.subjects} >= {"weights-and-biases", "hugging-face"}
