"""Real guides beside the checkout, where there are any: a file reads, and plain rows agree with a cruder reading."""

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.guide.reader import read_file
from ingest.guide.types import Component, Guide

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "guides"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared guides are not beside this checkout")

SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "A$": "AUD", "C$": "CAD", "S$": "SGD", "R$": "BRL", "₪": "ILS"}
SCALES = {"": 1, "K": 1_000, "L": 100_000, "M": 1_000_000}
Plain = tuple[str, Decimal, Decimal]


def _end(text: str) -> tuple[str, Decimal] | None:
    found = re.fullmatch(r"([A-Z]{0,2}[$£€₹₪]|[A-Z]{3} ?)?([\d,.]+)([KML]?)", text.strip())
    if not found:
        return None
    sign = (found[1] or "").strip()
    return SIGNS.get(sign, sign), Decimal(found[2].replace(",", "")) * SCALES[found[3]]


def _crude(cell: str) -> Plain | None:
    """A cell as a cruder reader sees it: currency or "%", low, high. None for what it doesn't call plain."""
    text = cell.strip().strip("*").rstrip("+").split(" / ")[0].split(" (")[0]
    text = re.sub(r"( sign-on|/yr|/mo|/4yr)$", "", text)
    if found := re.fullmatch(r"([\d.]+)(?:[–-]([\d.]+))?%", text):
        return "%", Decimal(found[1]), Decimal(found[2] or found[1])
    ends = [_end(part) for part in re.split(r"\s*[–—-]\s*", text)]
    if not ends or len(ends) > 2 or None in ends:
        return None
    (currency, low), (other, high) = ends[0], ends[-1]  # type: ignore[misc]
    return (currency, low, high) if other in ("", currency) and currency else None


def _component(header: str) -> str:
    shown = header.strip("* ").lower()
    for name, pattern in (
        ("base", r"base"), ("total", r"total"), ("signing", r"signing|sign-on$"), ("bonus", r"bonus$|bonus \("),
        ("equity", r"stock \(|equity \(|rsu|options"),
    ):  # fmt: skip
        if re.match(pattern, shown):
            return name
    return ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _plain_cells(text: str) -> Iterator[tuple[int, str, str, Plain]]:
    """Every plain cell of a region table: line, component, cell, what the cruder reader makes of it."""
    header: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("|"):
            header = []
        elif not header:
            header = _cells(line)
        elif "Region" in header and not re.fullmatch(r"[|\s:-]+", line):
            for name, cell in zip(map(_component, header), _cells(line), strict=False):
                if name and (crude := _crude(cell)):
                    yield number, name, cell, crude


def _same(read: Component, crude: Plain) -> bool:
    unit, low, high = crude
    ends = read.percent if unit == "%" else read.amount
    return (
        ends is not None
        and (ends.low, ends.high) == (low, high)
        and (unit == "%" or (read.amount is not None and read.amount.currency == unit))
    )


EACH = 1 if os.environ.get("PARLEY_EVERY_GUIDE") else 6
"""Of so many guides one is read: of each company two or three, of each role some. All are with PARLEY_EVERY_GUIDE=1."""


@pytest.fixture(scope="module")
def guides() -> list[tuple[Path, Guide]]:
    return [(file, read_file(file, FOLDER)) for file in sorted(FOLDER.glob("*/*.md"))[::EACH]]


def test_every_guide_has_bands_levers_a_strategy_and_evidence(guides: list[tuple[Path, Guide]]) -> None:
    assert [g.path for _, g in guides if not (g.bands and g.levers and g.strategies and g.evidence)] == []


def test_company_and_role_are_the_folder_and_the_file(guides: list[tuple[Path, Guide]]) -> None:
    assert [g.path for f, g in guides if (g.company, g.role) != (f.parent.name, f.stem)] == []


def test_no_plain_cell_is_read_otherwise_than_a_cruder_reader_reads_it(guides: list[tuple[Path, Guide]]) -> None:
    wrong, compared = [], 0
    for file, guide in guides:
        read = {
            (c.source.line, name): c
            for b in guide.bands
            for name in ("base", "equity", "bonus", "signing", "total")
            if (c := getattr(b, name))
        }
        for line, name, cell, crude in _plain_cells(file.read_text(encoding="utf-8")):
            compared += 1
            mine = read.get((line, name))
            if mine is None or not _same(mine, crude):
                wrong.append(f"{guide.path}:{line} {name} {cell}")
    assert wrong == []
    assert compared > 1000


def test_every_unread_cell_is_told(guides: list[tuple[Path, Guide]]) -> None:
    for _, guide in guides:
        unread = [
            c.source.line
            for b in guide.bands
            for n in ("base", "equity", "bonus", "signing", "total")
            if (c := getattr(b, n)) and c.state == "unread"
        ]
        told = [f.line for f in guide.findings if f.code in ("unread-cell", "swapped-range", "off-by-thousand")]
        assert sorted(unread) == sorted(told), guide.path
