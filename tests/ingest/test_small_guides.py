"""Small guides of many shapes, files and languages give the bands they state, and tables about something else give
none."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.documents import load
from ingest.errors import GuideError
from ingest.guide.reader import read_all
from ingest.guide.types import Band

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
