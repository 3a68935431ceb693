"""Words that everybody writes are no names in a sentence, and stay names where only a name stands."""

from pathlib import Path

import pytest

from bot.reading.names import Names
from bot.reading.question import Questions
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def questions(starter_index: Path) -> Questions:
    return Questions(Names(Facts(starter_index)))


@pytest.mark.parametrize(
    "text",
    [
        "which of these firms pays its design folk least badly",
        "is there any shop in your folder that breaks 300 base for a staff? I've got morals",
        "how many of the firms you know give devops a bonus at all",
        "what leverage do I have at W&B as a software engineer if I have no other offer?",
        "i want to know what W&B does in the end, without the salary stuff, and who shouts",
    ],
)
def test_everyday_words_in_a_sentence_are_no_names(questions: Questions, text: str) -> None:
    assert questions.taken(text).unknown == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("what would a senior engineer get at toyota these days do you think", "toyota"),
        ("what does toyota pay a senior engineer, do you know", "toyota"),
        ("toyota swe base", "toyota"),
        ("is Foobarcorp any good for a staff engineer who wants base", "Foobarcorp"),
    ],
)
def test_a_word_where_only_a_name_stands_is_a_name(questions: Questions, text: str, name: str) -> None:
    assert name in [unknown.phrase for unknown in questions.taken(text).unknown]


@pytest.mark.parametrize("text", ["they gave me 48h to decide", "can they sponsor my H-1B", "in 2-3 weeks"])
def test_spans_of_time_and_visas_are_no_money(text: str) -> None:
    from ingest.amounts.numbers import mentions

    assert [one for one in mentions(text) if one.kind != "date"] == []
