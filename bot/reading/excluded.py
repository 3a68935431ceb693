"""Places that a message leaves out: "the base at Acme outside London" asks for every row but London's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from bot.reading.spans import Span
from bot.reading.words import Atom
from ingest.lexicon.places import leaves_out, leaves_out_only

_BETWEEN = r"(?:\s+(?:of|for|in|from|the))*\s*$"


@cache
def _leaves_out() -> re.Pattern[str]:
    """ "outside of", "anywhere but in", "not in" right before a place."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, leaves_out()))}){_BETWEEN}", re.I)


@cache
def _leaves_out_only() -> re.Pattern[str]:
    """ "not" right before one; "why not London?" asks about it."""
    asks = "".join(rf"(?<!\b{word}\s)" for word in ("why", "if", "or", "whether", "is", "how"))
    return re.compile(rf"{asks}\b(?:{'|'.join(map(re.escape, leaves_out_only()))}){_BETWEEN}", re.I)


_AND = re.compile(r"\s*(?:,|\band\b|\bor\b|\bnor\b|&|/)\s*(?:the\s+|in\s+)?$", re.I)


def without_left_out(
    text: str, words: Sequence[Atom], found: Iterable[Span]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The spans with the places that are left out taken for plain words, and those places as they were written."""
    kept: list[Span] = []
    gone: list[str] = []
    after = 0  # where the last place left out ends; 0 where it was none
    for span in found:
        start, end = words[span.first].start, words[span.last - 1].end
        goes_on = after > 0 and _AND.fullmatch(text[after:start]) is not None
        ahead = text[:start][-40:]
        out = goes_on or _leaves_out().search(ahead) or (span.kind == "region" and _leaves_out_only().search(ahead))
        if span.kind in ("region", "unknown") and out:
            gone.append(str(span.value or span.text))
            kept.append(replace(span, kind="word", value=None, read=""))
            after = end
            continue
        joins = after > 0 and span.kind == "word" and _AND.fullmatch(f"{text[after:end]} ") is not None
        after = after if joins else 0
        kept.append(span)
    return tuple(kept), tuple(gone)
