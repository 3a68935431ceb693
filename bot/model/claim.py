"""How likely a sentence asserts something about pay, an offer, a company, the market or the person's position.

A small trained head over the sentence encoder that retrieval uses and over the sentence's words and letters; its
examples are data (examples/claims.*.jsonl), so that a wording it gets wrong is a line there and no pattern here.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.heads import Head, load
from ingest.index.embedding import DEFAULT, embedder

EXAMPLES = Path(__file__).with_name("examples")
HEAD = Path(__file__).with_name("claim.npz")
WIDTH = 1 << 15
"""Hashed columns; the examples have some 20,000 different n-grams."""
SURE = 0.5
"""From which chance on a sentence is taken for a claim (see tests/model/test_gate.py for both kinds of error)."""
SURE_NAMED = 0.25
"""The same for a sentence that names a company: most of those that are no question say something of it."""

_ID = re.compile(r"\{[^{}]*\}")


@cache
def head() -> Head:
    """The trained head."""
    return load(HEAD)[0]["claim"]


def chance(text: str) -> float:
    """0 to 1: how likely the sentence is a claim. Ids in braces count as an amount that stands there."""
    return head().chances(row(text))["claim"]


def row(text: str) -> Row:
    """A sentence as the head sees it."""
    return rows_of([text])[0]


def rows_of(texts: Sequence[str]) -> list[Row]:
    """Sentences as the head sees them."""
    spoken = [_ID.sub("that amount", text) for text in texts]
    vectors = embedder(DEFAULT).embed(spoken)
    masked = [_ID.sub(" <figure> ", text) for text in texts]
    return [
        Row((word_grams(text, 3, skips=True), letter_grams(text, 4, 6)), (vector * 2,))
        for text, vector in zip(masked, vectors, strict=True)
    ]
