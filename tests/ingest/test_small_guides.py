"""Small guides of many shapes, files and languages give the bands they state, and tables about something else give
none."""

import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.documents import load
from ingest.errors import GuideError
from ingest.guide.reader import read_all
from ingest.guide.types import Band
from ingest.index.build import ingest
from ingest.index.facts import Facts

CASES = [
    json.loads(line) for line in Path(__file__).with_name("small_guides.jsonl").read_text(encoding="utf-8").splitlines()
]
PARTS = ("base", "equity", "bonus", "signing", "total")


def bands(case: dict[str, Any]) -> list[Band]:
    text = case["text"]
    if case["path"].endswith(load.OTHERS):
        text = load.paper(text.encode(), case["path"]).text
    try:
        guides, _ = read_all(text, case["path"], {}, "guides")
    except GuideError:
        return []
    return [band for guide in guides for band in guide.bands]


def figure(part: Any) -> tuple[Any, ...]:
    if part.percent:
        return part.percent.low, part.percent.high, "%", None
    if part.count:
        return part.count.low, part.count.high, "shares", None
    return part.amount.low, part.amount.high, part.amount.currency, part.period


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_small_guide_gives_its_bands_and_no_others(case: dict[str, Any]) -> None:
    found = bands(case)
    stated = [(b, n, getattr(b, n)) for b in found for n in PARTS if getattr(b, n) and getattr(b, n).state == "stated"]
    if not case["want"]:
        assert stated == []
    for want in case["want"]:
        here = [
            figure(part)
            for band, name, part in stated
            if name == want["component"] and want["level"] in (band.level or "") and want["region"] in band.region
        ]
        assert any(
            unit == want["unit"]
            and (want["low"] is None or low == Decimal(str(want["low"])))
            and high == Decimal(str(want["high"]))
            and (not want["period"] or period == want["period"])
            for low, high, unit, period in here
        ), here


def test_two_files_that_name_no_company_and_other_things_are_two_guides(tmp_path: Path) -> None:
    for name, text in (
        ("handbook/compensation.md", "# Compensation\n\n| Level | Salary |\n|---|---|\n| L1 | $80,000 - $110,000 |\n"),
        ("stages/startup-pay.md", "# Startup Pay\n\n## Seed\n\n| Role | Base |\n|---|---|\n| Senior | $130K–$170K |\n"),
    ):
        file = tmp_path / "cases" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    ingest([tmp_path / "cases"], tmp_path / "index", vectors=False)
    with closing(Facts(tmp_path / "index")) as facts:
        lows = {band.base.amount.low for company in facts.companies() for role in facts.roles(company.slug)
                for band in facts.bands(company.slug, role.slug) if band.base and band.base.amount}  # fmt: skip
    assert lows == {80_000, 130_000}
