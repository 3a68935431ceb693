"""A row is found by its level's title and number: "L3 (Senior Engineer)" for a senior engineer and as L3."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

FILES = {
    "quince/handbook/policies/pay.md": (
        "# Pay structure\n\n## Salary bands\n\n| Level | Title | Salary range |\n|---|---|---|\n"
        "| L2 | Engineer | $110,000 - $150,000 |\n| L3 | Senior Engineer | $151,000 - $201,000 |\n"
    ),
    "crab/pay.md": "# Crab pay scales\n\n| Band | Minimum | Maximum |\n|---|---|---|\n"
    "| Band 3 | £24,100 | £25,700 |\n| Band 4 | £26,500 | £29,100 |\n",
    "ever/pay.md": "# Ever pay\n\n| Level | Gross salary per month |\n|---|---|\n"
    "| Level B | 1,760 EUR |\n| Level C | 2,160 EUR |\n",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    root = tmp_path_factory.mktemp("rows")
    for name, text in FILES.items():
        file = root / "src" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    ingest([root / "src"], root / "index", vectors=False)
    answer = answerer(Facts(root / "index"), today=lambda: date(2026, 11, 1))
    yield lambda text: answer([text])


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("What's the base of a senior engineer at Quince?", 151_000, 201_000),
        ("Quince L3 base?", 151_000, 201_000),
        ("Crab band 3 base?", 24_100, 25_700),
        ("What is the base at Ever for level C?", 2_160, 2_160),
        ("Ever level B software engineer base?", 1_760, 1_760),
    ],
)
def test_a_row_is_found_by_its_title_and_by_its_number(
    ask: Callable[[str], Answer], question: str, low: int, high: int
) -> None:
    answer = ask(question)
    assert [(f.low, f.high) for f in answer.figures] == [(low, high)], answer.text


@pytest.mark.parametrize(
    "question", ["Quince staff engineer base?", "Crab band 7 base?", "Quince senior designer base?"]
)
def test_a_title_or_number_that_no_row_has_gives_no_figure(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.figures == ()
    assert answer.status != "answered"
