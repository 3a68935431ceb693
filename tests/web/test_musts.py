"""The list of what the web must do names tests that exist, in Python and in node's runner."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_test_that_the_list_names_exists() -> None:
    rows = (TESTS / "web" / "musts.md").read_text(encoding="utf-8").splitlines()
    listed = [row.split("|") for row in rows if re.match(r"\| \d", row)]
    missing = []
    for *_, cell, _ in listed:
        for named in cell.strip().split("; "):
            file, _, names = named.partition(": ")
            held = (TESTS / file).read_text(encoding="utf-8")
            start = "def {}(" if file.endswith(".py") else 'test("{}"'
            missing += [one for one in (names.split(", ") if file.endswith(".py") else [names])
                        if start.format(one) not in held]  # fmt: skip
    assert missing == []
    assert {int(row[1]) for row in listed} == set(range(1, 12))
