"""A row of a table is found by the words of its own labels where no list of titles or levels knows them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.reading.names import Names
from bot.reading.read import Reader
from ingest.index.build import ingest
from ingest.index.facts import Facts

GUIDES = {
    "merrow/operators.md": """# Process Operator – Merrow Chemicals

Hourly rates, USD, from April 2026.

| Grade | Day shift | Night shift |
|---|---|---|
| Operator 1 | 26.40 | 29.15 |
| Operator 2 | 31.10 | 34.30 |
""",
    "ellwood/new-grads.md": """# New-grad pay at Ellwood Capital

- Base: $150k
- Sign-on: $75k
""",
    "stannard/wards.md": """# Stannard Hospital – nursing wage scale

Hourly base wage by years of service.

| Classification | Start | Year 1 | Year 5 |
|---|---|---|---|
| Registered Nurse | $41.20 | $42.85 | $47.90 |
| Nurse Practitioner | $58.00 | $60.10 | $66.80 |
""",
    "calloway/pm.md": """# Calloway product manager pay

| Level | Tier 1 (SF, NYC, Seattle) | Tier 2 (Austin, Denver) |
|---|---|---|
| PM | $150,000–$172,000 | $138,000–$158,000 |
| Senior PM | $180,000–$207,000 | $165,000–$190,000 |
""",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    root = tmp_path_factory.mktemp("labelled")
    for name, text in GUIDES.items():
        (root / "g" / name).parent.mkdir(parents=True)
        (root / "g" / name).write_text(text, encoding="utf-8")
    ingest([root / "g"], root / "index", vectors=False)
    with closing(Facts(root / "index")) as facts:
        yield Reader(Names(facts))


def row(reader: Reader, text: str) -> tuple[str | None, str | None, str | None]:
    question = reader.read(text).told
    assert not (question.unclear or question.unknown), (question.unclear, question.unknown)
    (subject,) = question.subjects
    return subject.role, subject.level, subject.region


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("What's the night shift rate of an Operator 2 at Merrow Chemicals?", "Operator 2, Night shift"),
        ("Merrow Chemicals Operator 1 day shift hourly pay?", "Operator 1, Day shift"),
        ("What does a registered nurse with 5 years at Stannard Hospital earn an hour?", "Year 5 (Registered Nurse)"),
    ],
)
def test_a_row_is_found_by_the_words_of_its_labels(reader: Reader, text: str, level: str) -> None:
    assert row(reader, text)[1] == level


def test_a_row_is_found_by_what_its_guide_is_about(reader: Reader) -> None:
    assert row(reader, "What sign-on does Ellwood Capital give a new grad?")[0] == "new-grads"


def test_a_place_among_those_of_a_tier_finds_its_row(reader: Reader) -> None:
    assert row(reader, "Calloway senior PM base in Seattle?")[1:] == ("Senior PM", "Tier 1 (SF, NYC, Seattle)")
    assert row(reader, "What's a PM at Calloway paid in Denver?")[1:] == ("PM", "Tier 2 (Austin, Denver)")


@pytest.mark.parametrize(
    "text",
    [
        "What does a data engineer at Merrow Chemicals earn?",
        "What's the weekend shift rate of an Operator 2 at Merrow Chemicals?",
        "What does a nurse with 7 years at Stannard Hospital earn?",
        "Operator 3 night shift pay at Merrow Chemicals?",
    ],
)
def test_a_row_that_lacks_a_word_of_the_question_is_not_taken_for_it(reader: Reader, text: str) -> None:
    assert not any(subject.level for subject in reader.read(text).told.subjects)
