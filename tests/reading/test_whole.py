"""Whole words are found as the patterns that they replace would find them."""

import re

import pytest

from bot.reading.whole import holds, starts


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("W&B", "at w&b, they said"), ("Acme", "acmes"), ("Acme", "an Acme."), ("l5", "L5-L6"), ("l5", "l55"),
        ("acme corp", "the ACME Corp offer"), ("a.c", "abc"), ("x", "éx"), ("x", "_x"), ("x", ""), ("é", "é"),
    ],
)  # fmt: skip
def test_a_phrase_is_found_as_a_pattern_would_find_it(phrase: str, text: str) -> None:
    assert holds(phrase, text) == bool(re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE))
    assert list(starts(phrase, text)) == [m.start() for m in re.finditer(rf"\b{re.escape(phrase)}", text, re.I)]


def test_nothing_is_nowhere() -> None:
    assert not holds("", "some text")
