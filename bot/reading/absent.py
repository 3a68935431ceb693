"""Parts of pay that a message says there are none of: "no bonus", "ohne Aktien", "zero sign-on"."""

from bot.reading.features import words
from bot.reading.types import Part
from ingest.lexicon.words import data, pay

_BACK = 30
"""Characters in front of a part's name that are looked at."""
_PARTS: tuple[Part, ...] = ("signing", "bonus", "equity")
"""In this order: a "signing bonus" is no bonus."""


def absent(text: str) -> dict[Part, str]:
    """Each part that the text says there is none of, with the words for it."""
    found: dict[Part, str] = {}
    taken: list[tuple[int, int]] = []
    for part in _PARTS:
        for match in pay(part).finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            start = max(0, match.start() - _BACK)
            before = words(text[start : match.start()])
            while before and before[-1] in data("pay")["kinds_of_none"]:
                before.pop()
            if before and before[-1] in data("pay")["none"]:
                found.setdefault(part, f"{before[-1]} {match.group()}")
    return found
