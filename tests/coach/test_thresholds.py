"""Where words change: how many a ranking shows, where an offer becomes fair and good, when a guide is overdue."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Comparison, plain
from bot.channels.batch import answerer
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def held(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


def asked(held: Facts, question: str, today: date = date(2026, 11, 20)) -> Answer:
    return answerer(held, today=lambda: today)([question])


@pytest.mark.parametrize(("words", "rows"), [("top 1", 1), ("top 2", 2), ("top three", 3)])
def test_a_ranking_shows_as_many_rows_as_were_asked_for(held: Facts, words: str, rows: int) -> None:
    answer = asked(held, f"{words} regions by base for a software engineer at W&B")
    (table,) = [block for block in answer.blocks if isinstance(block, Comparison)]
    assert len(table.rows) == min(rows, 2)  # two of its regions pay in dollars


@pytest.mark.parametrize(
    ("base", "word"),
    [
        ("$183,000", "Inside the band, but low in it"),  # 29 % of $170K-$215K
        ("$183,500", "A fair offer"),  # 30 %
        ("$199,000", "A fair offer"),  # 64 %
        ("$199,250", "A good offer"),  # 65 %
        ("$216,000", "Strong"),
        ("$169,000", "Low"),
    ],
)
def test_the_word_for_an_offer_changes_at_its_threshold(held: Facts, base: str, word: str) -> None:
    answer = asked(held, f"I'm offered {base} base as a software engineer at W&B in San Francisco. Is it good?")
    assert plain(answer).startswith(word)


def test_a_guide_is_told_as_overdue_from_the_day_after_its_review_was_due(held: Facts) -> None:
    question = "base for a staff engineer at W&B in London"
    assert "guide’s review was due on 2026-05-23, 1 days ago" in plain(asked(held, question, date(2026, 5, 24)))
    assert "review was due" not in plain(asked(held, question, date(2026, 5, 23)))
