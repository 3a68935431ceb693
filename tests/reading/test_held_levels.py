"""Levels are found under the codes, numbered names and titles that an operator's own guides give them."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

GUIDES = {
    "juniper/rewards.md": "# Juniper Hall total rewards\n\nSoftware engineers, London, GBP.\n\n## Base salary\n\n"
    "| Grade | Low | High |\n|---|---|---|\n| JH4 | 58,000 | 69,000 |\n| JH5 | 74,000 | 90,000 |\n",
    "merriton/process-technician.md": "# Process Technician – Merriton Chemicals\n\nAnnual base, USD.\n\n"
    "| Grade | Min | Max |\n|---|---|---|\n| Operator 1 | 51,000 | 57,000 |\n| Operator 2 | 60,000 | 68,000 |\n",
    "halvorsen/ranges.csv": "Job Code,Job Title,Pay Basis,Salary From,Salary To,Currency\n"
    "A204,Financial Analyst,Annual,68000,84000,USD\nA305,Senior Financial Analyst,Annual,86000,104000,USD\n"
    "W110,Warehouse Associate,Hourly,17.25,20.40,USD\n",
    "technova/pay.md": "# TechNova compensation policy\n\n| Level | Title | Min | Max |\n|---|---|---|---|\n"
    "| N3 | Senior Engineer / Sr. Specialist | $120,000 | $170,000 |\n"
    "| N4 | Staff Engineer / Manager | $155,000 | $210,000 |\n",
}


@pytest.mark.parametrize(
    ("question", "low", "high", "period"),
    [
        ("What's the base range for JH5 at Juniper Hall?", 74_000, 90_000, "year"),
        ("Merriton Chemicals operator 2 base?", 60_000, 68_000, "year"),
        ("What's the base for a financial analyst at Halvorsen?", 68_000, 84_000, "year"),
        ("What does a warehouse associate get at Halvorsen?", 17.25, 20.40, "hour"),
        ("What's the base of a staff engineer at TechNova?", 155_000, 210_000, "year"),
    ],
)
def test_a_level_is_found_as_its_guide_names_it(
    tmp_path: Path, question: str, low: float, high: float, period: str
) -> None:
    for name, text in GUIDES.items():
        file = tmp_path / "pay" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    ingest([tmp_path / "pay"], tmp_path / "index", vectors=False)
    with closing(Facts(tmp_path / "index")) as facts:
        answer = answerer(facts, today=lambda: date(2026, 1, 15))([question])
    assert [(float(f.low), float(f.high), f.period) for f in answer.figures if f.component == "base"] == [
        (low, high, period)
    ], answer.text
