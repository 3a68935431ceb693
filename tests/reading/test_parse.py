"""A message taken apart: words that belong to one name are one name."""

from pathlib import Path

import pytest

from bot.reading.names import Names, RoleKey
from bot.reading.question import Questions
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def questions(starter_index: Path) -> Questions:
    return Questions(Names(Facts(starter_index)))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("software engineer (senior) at W&B", RoleKey(("senior",), "softwareengineer")),
        ("data scientist, staff level at W&B", RoleKey((), "datascientist")),
        ("software engineer new grad at W&B", RoleKey(("junior",), "softwareengineer")),
    ],
)
def test_a_rank_right_behind_a_role_belongs_to_it(questions: Questions, words: str, role: RoleKey) -> None:
    assert questions.taken(words).of("role")[0].value == role
