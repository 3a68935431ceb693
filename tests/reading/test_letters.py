"""A letter of any country is read to the figures it states, and to nothing it doesn't; what is unsure is asked."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.offer import value
from bot.reading.letters.reader import is_letter
from bot.reading.offer_terms import read_offer

LETTERS = [
    json.loads(line) for line in Path(__file__).with_name("letters.jsonl").read_text(encoding="utf-8").splitlines()
]


def same(want: Any, got: Any) -> bool:
    return got is None if want is None else got is not None and (str(want) == str(got) or Decimal(str(want)) == got)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["id"])
def test_a_letter_is_read_to_its_figures_and_its_worth(letter: dict[str, Any]) -> None:
    assert is_letter(letter["text"])
    reading = read_offer(letter["text"])
    offer = reading.offer
    assert offer is not None
    want = dict(letter["want"])
    years, doubt = want.pop("years", None), want.pop("doubt", None)
    held = {name: getattr(offer, name) for name in want}
    assert {n: v for n, v in held.items() if not same(want[n], v)} == {}
    if years is not None:
        assert [year.total for year in value(offer).years][: len(years) or None] == years
    assert doubt is None or doubt in [d.part for d in reading.doubts]
    assert len(reading.doubts) <= 3
