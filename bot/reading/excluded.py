"""Places that a message leaves out: "the base at Acme outside London" asks for every row but London's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.reading.spans import Span
from bot.reading.words import Atom

_LEAVES_OUT = re.compile(
    r"(?:\boutside(?: of| the)*|\bother than(?: in| the)*|\bexcept(?:ing)?(?: for| in| the)*|\bexcluding(?: the)?|"
    r"\bapart from(?: in| the)*|\b(?:any|every)(?:where| ?place| ?city) but(?: in| the)*|\bbut not(?: in| for| the)*|"
    r"\bnot (?:in|for)(?: the)?|\baway from(?: the)?|\bbesides(?: in| the)*|\bbeyond(?: the)?)\s*$",
    re.I,
)
""" "outside of", "anywhere but in", "not in" right before a place."""
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
        if span.kind in ("region", "unknown") and (goes_on or _LEAVES_OUT.search(text[:start][-40:])):
            gone.append(str(span.value or span.text))
            kept.append(replace(span, kind="word", value=None, read=""))
            after = end
            continue
        joins = after > 0 and span.kind == "word" and _AND.fullmatch(f"{text[after:end]} ") is not None
        after = after if joins else 0
        kept.append(span)
    return tuple(kept), tuple(gone)
