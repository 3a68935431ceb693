"""The line of a mapping that `parley check` names for a table in doubt settles it: the table is read with that line."""

import re

import pytest
import yaml

from ingest.errors import GuideError
from ingest.guide.reader import read_all
from ingest.guide.tabled import TableVerdict
from ingest.guide.types import Band

DOUBTED = {
    "no currency": "| Title | Min | Max |\n|---|---|---|\n| Engineer | 62000 | 78000 |\n| Designer | 55000 | 69000 |",
    "too little for a year": "| Title | Salary |\n|---|---|\n| Engineer | €4,150 |\n| Designer | €3,600 |",
    "two columns of one pay": "| Title | Base salary | Salary B |\n|---|---|---|\n| Engineer | €62,000 | €64,000 |",
    "three columns of one pay": (
        "Annual base salary.\n\n| Title | Figure A | Figure B | Figure C |\n|---|---|---|---|\n"
        "| Engineer | €62,000 | €64,000 | €65,000 |\n| Designer | €52,000 | €54,000 | €55,000 |"
    ),
    "amounts that nothing names": "| Title | Score |\n|---|---|\n| Engineer | €62,000 |\n| Designer | €55,000 |",
    "a bare dollar abroad": "| City | Base |\n|---|---|\n| Toronto | $62,000 |\n| Ottawa | $60,000 |",
    "amounts under two names": "| Title | North | South |\n|---|---|---|\n| Engineer | €62,000 | €64,000 |",
    "dollars of Singapore": "| City | Salary |\n|---|---|\n| Singapore | $92,000 – $110,000 |",
    "a month's pay in two columns": "| Title | From | To |\n|---|---|---|\n| Engineer | €3,150 | €4,600 |",
    "crowns": "| Title | Salary |\n|---|---|\n| Engineer | kr 620,000 |\n| Designer | kr 580,000 |",
}


def read(table: str, entry: dict[str, object]) -> tuple[list[Band], list[TableVerdict]]:
    try:
        guides, verdicts = read_all(f"# Ottermere papers\n\n{table}\n", "ottermere/figures.md", entry, "x")
    except GuideError as error:
        return [], list(getattr(error, "verdicts", ()))
    return [band for guide in guides for band in guide.bands], list(verdicts)


@pytest.mark.parametrize("name", DOUBTED)
def test_the_line_named_for_a_table_in_doubt_settles_it(name: str) -> None:
    _, verdicts = read(DOUBTED[name], {})
    doubt = next(verdict for verdict in verdicts if verdict.state == "doubt")
    line = re.search(r"(?:columns|currency|period): (?:\{.*\}|\w+)", doubt.settle)
    assert line, doubt
    bands, after = read(DOUBTED[name], yaml.safe_load(line[0]))
    assert bands and not [verdict for verdict in after if verdict.state == "doubt"], after
