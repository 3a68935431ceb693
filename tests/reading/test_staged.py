"""A question that names a startup's stage is answered from that stage's rows, or told that no guide has them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

STAGES = """# Startup Pay | Fledge Negotiation Guide

## Seed

| Role | Base |
|---|---|
| Senior | $131K–$171K |

## Series A

| Role | Base |
|---|---|
| Senior | $142K–$192K |
"""
OTHER = """# Senior Engineer | Quarrel Negotiation Guide

| Region | Base |
|---|---|
| Austin | $155K–$188K |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    root = tmp_path_factory.mktemp("guides")
    for path, text in {"fledge/startup-pay.md": STAGES, "quarrel/senior-engineer.md": OTHER}.items():
        file: Path = root / path
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("index")
    ingest([root], folder, vectors=False)
    answer = answerer(Facts(folder), index=folder)
    return lambda message: answer([message])


@pytest.mark.parametrize(
    ("question", "figures"),
    [("Senior base at Series A?", "$142K–$192K"), ("What's the base for a senior at Fledge, seed?", "$131K–$171K")],
)
def test_a_stage_names_the_rows_that_answer(ask: Callable[[str], Answer], question: str, figures: str) -> None:
    assert figures in ask(question).text


@pytest.mark.parametrize("question", ["Senior base at Series C?", "Staff base at a series d startup?"])
def test_a_stage_that_no_guide_has_gets_no_other_companys_figure(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.figures == ()
    assert "$155K" not in answer.text
