"""A statement of ours in the person's language, in a model's words under the statement's id: "{s3: Fragen Sie ...}".

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
from bot.model.sheet import FactSheet, SheetFact
from bot.reading.stretches import has_digit
from ingest.amounts.numbers import mentions

WORDED = re.compile(r"\{\s*(s\d{1,3})\s*:\s*([^{}]{2,600}?)\s*\}")
"""A statement's id with words for it."""
_DIGITS = re.compile(r"\d+")
ALIKE = 0.875
"""Cosine from which on two sentences in two languages say the same; of twenty pairs of a card's statement and its
translation all lie above it, of ten false ones two."""
ALIKE_FIGURES = 0.92
"""The same for a statement with figures, which are the same in both by then."""

Vector = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
Encode = Callable[[str], Vector]


def with_words(
    text: str, sheet: FactSheet, language: str, named: Callable[[str], set[str]]
) -> tuple[str, dict[str, str]]:
    """A sentence with plain ids, and the words that it has for cards' statements, by id. named: the companies and
    places in a text. Raises Mismatch for words that may not stand for their statement."""
    worded = {}
    for match in WORDED.finditer(text):
        item = sheet.items.get(match[1])
        if item is None or language == "en" or "from" not in sheet.row(item):
            raise Mismatch(f"only a card's statement has other words, in another language; place {{{match[1]}}}")
        check(item, match[2], named(match[2]), named(item.text))
        worded[match[1]] = match[2]
    return WORDED.sub(r"{\1}", text), worded


def check(
    item: SheetFact, words: str, named: Collection[str], own: Collection[str], encode: Encode | None = None
) -> None:
    """Raises Mismatch where the words aren't what the statement says. named, own: the names in each; encode: to a unit
    vector, in many languages; None for none."""
    if not (_says(words, item.text) and _says(item.text, words)):
        raise Mismatch("it says other figures than its statement")
    if strange := set(named) - set(own):
        raise Mismatch(f"its statement doesn't speak of {min(strange)!r}")
    if bool(phrases("negations").search(words)) != bool(phrases("negations").search(item.text)):
        raise Mismatch("it denies what its statement doesn't, or the other way round")
    # With figures, "more" and "less" look much alike.
    least = ALIKE_FIGURES if has_digit(item.text) else ALIKE
    if unfree(chances(words)) >= SURE and not _alike(item.text, words, least, encode):
        raise Mismatch("it claims what its statement doesn't; leave it out")


def _says(text: str, other: str) -> bool:
    """Whether a text has every figure of the other; what is written in digits there may stand in words here, and a
    small number in words may be none ("de" in Hinglish) or left out ("one polite question")."""
    figures = {part.lstrip("0") for part in _DIGITS.findall(other)}
    spoken = {end for one in mentions(text) for end in (f"{one.low.normalize():f}", f"{one.high.normalize():f}")}
    large = {(one.low, one.high) for one in mentions(other) if one.words and (one.scaled or one.kind != "plain")}
    held = {(one.low, one.high) for one in mentions(text)}
    return figures <= {part.lstrip("0") for part in _DIGITS.findall(text)} | spoken and large <= held


def _alike(text: str, words: str, least: float, encode: Encode | None) -> bool:
    encode = encode or many()
    return encode is not None and float(encode(text) @ encode(words)) >= least


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
