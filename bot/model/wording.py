"""A statement of ours in the person's language, in a model's words under the statement's id: "{s3: Frag zuerst ...}".

It may say what the statement says and no more: the same figures and names, a denial where there is one; what reads as a
claim, only where an encoder of many languages finds it alike.
"""

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import numpy

from bot.model.claim import SURE, chances, unfree
from bot.model.mentions import phrases
from bot.model.order import Mismatch
from bot.model.sheet import SheetFact
from bot.reading.stretches import has_digit
from ingest.amounts.numbers import mentions

WORDED = re.compile(r"\{\s*(s\d{1,3})\s*:\s*([^{}]{2,600}?)\s*\}")
"""A statement's id with words for it."""
_DIGITS = re.compile(r"\d+")
ALIKE = 0.875
"""Cosine from which on two sentences in two languages say the same; of twenty pairs of a card's statement and its
translation all lie above it, of ten false ones two."""

Vector = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
Encode = Callable[[str], Vector]


def check(
    item: SheetFact, words: str, named: Collection[str], own: Collection[str], encode: Encode | None = None
) -> None:
    """Raises Mismatch where the words aren't what the statement says. named, own: the names in each; encode: to a unit
    vector, in many languages; None for none."""
    if _figures(words) != _figures(item.text) or set(_DIGITS.findall(words)) - set(_DIGITS.findall(item.text)):
        raise Mismatch("it says other figures than its statement")
    if strange := set(named) - set(own):
        raise Mismatch(f"its statement doesn't speak of {min(strange)!r}")
    if bool(phrases("negations").search(words)) != bool(phrases("negations").search(item.text)):
        raise Mismatch("it denies what its statement doesn't, or the other way round")
    # With figures, "more" and "less" look alike.
    if unfree(chances(words)) >= SURE and (has_digit(item.text) or not _alike(item.text, words, encode)):
        raise Mismatch("it claims what its statement doesn't; leave it out")


def _figures(text: str) -> set[str]:
    """The amounts of a text, however they're written."""
    return {f"{one.low.normalize():f}-{one.high.normalize():f}" for one in mentions(text) if one.kind != "date"}


def _alike(text: str, words: str, encode: Encode | None) -> bool:
    encode = encode or many()
    return encode is not None and float(encode(text) @ encode(words)) >= ALIKE


@cache
def many() -> Encode | None:
    """The encoder of many languages, where the extra `multilingual` is installed."""
    from bot.reading.multilingual import chosen

    found = chosen()
    if found is None:
        return None

    def encode(text: str) -> Vector:
        encoded = found.encode(text)
        return encoded.vector if encoded else numpy.zeros(1, numpy.float32)

    return encode
