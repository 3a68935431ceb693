"""Every value of corpus.yaml is read the same however it is written, in messages, letters and cells; nothing else
is."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.amounts.money import read_cell
from ingest.amounts.numbers import mentions, unread
from ingest.amounts.scan import amounts

CORPUS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text(encoding="utf-8"))


def _ways(kind: str, where: str = "") -> list[tuple[str, Any]]:
    return [(str(way), row) for row in CORPUS[kind] if not where or row.get(where) for way in row["ways"]]


def _ends(row: dict[str, Any]) -> tuple[Decimal, Decimal]:
    low = Decimal(str(row["value"]))
    return low, Decimal(str(row.get("high", low)))


@pytest.mark.parametrize(("way", "row"), _ways("amounts"), ids=[w for w, _ in _ways("amounts")])
def test_a_message_is_read_to_the_value(way: str, row: dict[str, Any]) -> None:
    for text in (way, f"They offered {way}.", f"({way}, plus equity)"):
        found = [m for m in mentions(text) if m.kind != "date"]
        assert [(m.low, m.high) for m in found] == [_ends(row)], text
        assert found[0].currency == row.get("currency"), text
        assert not row.get("period") or found[0].period == row["period"], text


@pytest.mark.parametrize(("way", "row"), _ways("amounts", "letters"), ids=[w for w, _ in _ways("amounts", "letters")])
def test_a_letter_is_read_to_the_value(way: str, row: dict[str, Any]) -> None:
    (found,) = amounts(f"Ihr Gehalt: {way} brutto")
    assert (found.low, found.high) == _ends(row)
    assert found.currency in (row.get("currency"), None)
    assert found.currency or found.sign or not row.get("currency")


@pytest.mark.parametrize(("way", "row"), _ways("amounts", "cells"), ids=[w for w, _ in _ways("amounts", "cells")])
def test_a_cell_is_read_to_the_value_or_not_at_all(way: str, row: dict[str, Any]) -> None:
    cell = read_cell(way)
    if cell.amount is None:
        assert cell.state == "unread"
        assert way in ("Rs. 22,77,310/-", "65.000,- €"), cell.why
        return
    assert (Decimal(cell.amount.low), Decimal(cell.amount.high)) == _ends(row)
    assert cell.amount.currency == row["currency"]


@pytest.mark.parametrize(("way", "row"), _ways("percents"), ids=[w for w, _ in _ways("percents")])
def test_a_percentage_is_read_to_the_value(way: str, row: dict[str, Any]) -> None:
    (found,) = mentions(f"a bonus of {way} a year")
    assert (found.kind, found.low, found.high) == ("percent", *_ends(row))


@pytest.mark.parametrize("text", CORPUS["nothing"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert [m.text for m in mentions(text)] == []


@pytest.mark.parametrize("row", CORPUS["ask"], ids=[row["text"] for row in CORPUS["ask"]])
def test_an_amount_without_a_number_is_told_and_not_guessed(row: dict[str, Any]) -> None:
    assert list(unread(row["text"])) == row["unread"]
    assert not [m.text for m in mentions(row["text"]) if m.text in row["unread"][0]]


@pytest.mark.parametrize("row", CORPUS["latent"], ids=[row["text"] for row in CORPUS["latent"]])
def test_a_bare_number_stays_bare(row: dict[str, Any]) -> None:
    found = mentions(row["text"])[0]
    assert (found.kind, found.low) == (row["kind"], Decimal(str(row["value"])))


def test_a_high_end_before_a_low_one_is_no_range() -> None:
    assert [(m.low, m.high) for m in mentions("$200K to $150K")] == [(200_000, 200_000), (150_000, 150_000)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("stripe 205 380 vs keeping 192 210", [205, 380, 192, 210]),
        ("212 360 15%", [212, 360, 15]),
        ("120 000 brut", [120_000]),
        ("205 380 €", [205_380]),
        ("52 400 kr", [52_400]),
    ],
)
def test_two_figures_side_by_side_are_no_grouped_one(text: str, values: list[int]) -> None:
    assert [one.low for one in mentions(text)] == values
