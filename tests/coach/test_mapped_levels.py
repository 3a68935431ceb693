"""A level that no row tells but a guide's level mapping does: that job's figures, said so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.answer import Answer, Suggestions
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

GUIDE = """# {title} | Quillon

| Region | Base Salary |
|---|---|
| Dublin | €{base} |

**Level Mapping:** Quillon {own} = Google {theirs}
"""
JOBS = {
    "software-engineer": ("Software Engineer", "70,000 - €90,000", "SWE (L2-L3)", "L4"),
    "staff-software-engineer": ("Staff Software Engineer", "120,000 - €150,000", "Staff SWE (L5)", "L6"),
    "data-engineer": ("Data Engineer", "60,000 - €80,000", "Data Engineer (L3)", "L4"),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    root = tmp_path_factory.mktemp("mapped")
    for slug, (title, base, own, theirs) in JOBS.items():
        file: Path = root / "src" / "quillon" / f"{slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(GUIDE.format(title=title, base=base, own=own, theirs=theirs), encoding="utf-8")
    ingest([root / "src"], root / "index", vectors=False)
    answer = answerer(Facts(root / "index"))
    yield lambda text: answer([text])


def bases(answer: Answer) -> list[tuple[int | float, int | float]]:
    return [(one.low, one.high) for one in answer.figures if one.component == "base"]


@pytest.mark.parametrize("text", ["L3 swe base at Quillon", "Quillon software engineer L2, base in Dublin?"])
def test_a_level_of_the_very_guide_asked_is_that_guides_figure(ask: Callable[[str], Answer], text: str) -> None:
    assert bases(ask(text)) == [(70_000, 90_000)]


def test_another_job_of_the_trade_that_has_the_level_is_told_with_the_reason(ask: Callable[[str], Answer]) -> None:
    told = ask("whats the base of an L5 swe at Quillon in Dublin")
    assert bases(told) == [(120_000, 150_000)]
    assert "By its guides’ level mapping, L5 there is Staff Software Engineer." in told.text


def test_a_level_that_no_mapping_names_gets_no_figure_and_the_jobs_to_ask_for(ask: Callable[[str], Answer]) -> None:
    told = ask("base of an L7 software engineer at Quillon")
    assert not told.figures and "doesn’t split this pay by L7" in told.text
    offered = [one for block in told.blocks if isinstance(block, Suggestions) for one in block.told]
    assert "What does Quillon pay Software Engineers?" in offered
