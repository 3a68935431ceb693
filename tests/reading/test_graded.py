"""A grade of a title (SDE II) finds the role whose brackets name it, and the row whose level does."""

from collections.abc import Iterator

import pytest

from bot.reading.names import Names
from bot.reading.read import Reader
from ingest.index.build import ingest
from ingest.index.facts import Facts

ROLES = {
    "software-engineer": ("Software Engineer (SDE I-II / L4-L5)", ("L4 SDE I", "L5 SDE II")),
    "senior-software-engineer": ("Senior Software Engineer (SDE III / L6)", ("L6 SDE III",)),
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = tmp_path_factory.mktemp("graded")
    for slug, (title, levels) in ROLES.items():
        rows = "".join(
            f"| Seattle | {level} | ${100 + at * 50}K–${140 + at * 50}K |\n" for at, level in enumerate(levels)
        )
        file = folder / "guides" / "acme" / f"{slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"# {title} | Acme Negotiation Guide\n\n| Region | Level | Base |\n|---|---|---|\n{rows}", encoding="utf-8"
        )
    ingest([folder / "guides"], folder / "index", vectors=False)
    opened = Facts(folder / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(("said", "role", "level"), [
    ("sde2", "software-engineer", "L5 SDE II"), ("SDE II", "software-engineer", "L5 SDE II"),
    ("sde-1", "software-engineer", "L4 SDE I"), ("SDE 3", "senior-software-engineer", "L6 SDE III"),
])  # fmt: skip
def test_a_grade_finds_its_guide_and_its_row(facts: Facts, said: str, role: str, level: str) -> None:
    subject = Reader(Names(facts)).read(f"what does Acme pay an {said} in Seattle?").told.subjects[0]
    assert (subject.role, subject.level) == (role, level)


def test_the_plain_title_still_asks_which_level(facts: Facts) -> None:
    question = Reader(Names(facts)).read("what does Acme pay a software engineer in Seattle?").told
    assert question.unclear[0].choices == ("L4 SDE I", "L5 SDE II")
