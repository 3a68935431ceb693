"""Words of other languages and of the trade are no companies, and places are known by their names there."""

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
        "Ich habe ein Angebot über 24 LPA bekommen, Bonus gibt es auch",
        "Mein Angebot läuft über 4 Jahre",
        "se eu sou senior na W&B viro o que na Hugging Face?",
        "onde um dev sênior ganha mais, e quais aceitam morar no Brasil?",
        "W&B swe, two rounds with the CPO and somebody who does k8s",
        "W&B ICs or W&B management, who gets more base",
        "who gives the most stock to security people",
        "my floor is 24 LPA",
    ],
)
def test_no_company_is_made_of_a_word(questions: Questions, text: str) -> None:
    parse = questions.taken(text)
    known = {span.text for span in parse.companies()}
    assert [one.phrase for one in parse.unknown if one.kind == "company"] == []
    assert known <= {"W&B", "Hugging Face"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("W&B swe en Nueva York", "New York"),
        ("W&B swe à Londres", "London"),
        ("W&B swe in Múnich", "Munich"),
        ("Hugging Face ML à París", "Paris"),
    ],
)
def test_places_are_known_by_their_other_names(questions: Questions, text: str, place: str) -> None:
    (span,) = questions.taken(text).of("region")
    assert place in {span.text, *_names(questions, span.text)}


def _names(questions: Questions, text: str) -> set[str]:
    from bot.reading.words import joined

    tables = questions.names.tables
    return {name for name in ("New York", "London", "Munich", "Paris")
            if joined(name) in tables.place_names.get(joined(text), ())}  # fmt: skip
