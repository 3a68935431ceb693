"""The lists of what an issue demands name tests that exist, in Python and in node's runner."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


@pytest.mark.parametrize(
    ("room", "below", "musts"),
    [
        ("model", "model", range(11)),
        ("web", ".", range(1, 13)),
        ("channels", ".", range(1, 12)),
        ("ingest", "ingest", range(1, 9)),
        ("ops", ".", range(1, 13)),
        (".", ".", range(1, 11)),
    ],
)
def test_every_test_that_a_list_of_musts_names_exists(room: str, below: str, musts: range) -> None:
    rows = (TESTS / room / "musts.md").read_text(encoding="utf-8").splitlines()
    listed = [row.split("|") for row in rows if re.match(r"\| \d", row)]
    missing = []
    for *_, cell, _ in listed:
        for named in cell.strip().split("; "):
            file, _, names = named.partition(": ")
            held = (TESTS / below / file).read_text(encoding="utf-8")
            start = "def {}(" if file.endswith(".py") else 'test("{}"'
            each = names.split(", ") if file.endswith(".py") else [names]
            missing += [one for one in each if start.format(one) not in held]
    assert missing == []
    assert {int(row[1]) for row in listed} == set(musts)
