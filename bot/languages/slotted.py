"""A text in sentences, and held against a phrase with {0}, {1} for what differs."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

_ENDS = re.compile(r"(?<=[.!?])([\"”']?)\s+(?=[\"“'A-Z\[({€$£¥₹])")


def sentences(text: str) -> Iterator[str]:
    """A text cut behind what ends a sentence, its closing quotation mark with it."""
    start = 0
    for end in _ENDS.finditer(text):
        yield text[start : end.end(1)]
        start = end.end()
    yield text[start:]


@cache
def _fixed(pattern: str) -> tuple[str, ...]:
    """What stands before, between and behind a pattern's slots."""
    fixed = [literal for literal, *_ in Formatter().parse(pattern)]
    return (*fixed, "") if pattern.endswith("}") else tuple(fixed)


def filled(pattern: str, text: str) -> list[str] | None:
    """What stands in a text where a pattern has {0}, {1}; None where it doesn't fit."""
    first, *inner, end = _fixed(pattern)
    if not text.startswith(first) or not text.endswith(end):
        return None
    rest, held = text[len(first) : len(text) - len(end)], []
    for between in inner:
        one, found, rest = rest.partition(between)
        if not found:
            return None
        held.append(one)
    return [*held, rest] if rest and all(held) else None
