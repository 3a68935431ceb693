"""How much, how many and in which order a message asks: rankings, limits, bounds and exchange rates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.reading.stretches import words_in
from bot.reading.words import fold
from ingest.amounts.mention import Mention
from ingest.lexicon import amounts
from ingest.lexicon.phrases import Rules, beside

_said = beside(__file__, "measure")


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that a ranking or a count is asked within: whole units of currency (None: none was named) or percent."""

    above: bool
    value: int
    currency: str | None = None
    percent: bool = False


GAP = _said("gap")
"""Asks how far two figures are apart."""
WIDTH = Rules(_said, ("widest", "narrowest"))
MIDDLE = _said("middle")
PERCENTILE = _said("percentile")
ASCENDING = _said("ascending")
SPREAD = _said("spread")
"""Asks for one figure of many guides: they are shown in order, for a mean of ranges would be nobody's pay."""
RANKS = _said("ranks")
WHAT_IS_RANKED = Rules(_said, ("company", "region", "role", "level"))
COMPARES = _said("compares")


AT_ONE_END = _said("at_one_end")
"""Words of a ranking that speak of one range's end: "at the top of the band"."""


def ranked(text: str) -> str:
    if not RANKS.search(text) or AT_ONE_END.search(text):
        return ""
    what = WHAT_IS_RANKED.foremost(text)
    if "how many" in text:
        return "count-guide" if _said("how_many_guides").search(text) else f"count-{what or 'company'}"
    return what or ""


def bound_of(message: str, amounts: Iterable[Mention]) -> Bound | None:
    """The amount or percentage, of those in the message, that figures are to lie above or below."""
    for one in amounts:
        if one.kind not in ("money", "percent", "plain") or (one.kind == "plain" and one.high < 1000):
            continue
        ahead = message[max(one.start - 24, 0) : one.start].lower().rstrip(" a$£€₹")
        side = next((name for name in ("above", "below") if _said(name).ends(ahead)), "")
        if side:
            return Bound(side == "above", int(one.low), one.currency, one.kind == "percent")
        if one.open and one.kind != "plain":
            return Bound(True, int(one.low), one.currency, one.kind == "percent")
    return None


def limit_of(message: str) -> int | None:
    """How many of a ranking are wanted: "top five", "the 5 best"."""
    for word, behind in pairwise(words_in(fold(message))):
        if word in _FIRST and (many := _many(behind)):
            return many
        if behind in _FIRST and word.isdecimal() and (many := _many(word)):
            return many
    return None


_FIRST = frozenset(("top", "best", "first", "bottom", "highest", "lowest"))
"""What a number of a ranking's places stands beside."""


def _many(word: str) -> int:
    """The number that a word says, in digits up to 999, 0 for another."""
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    return amounts.number(word) if word in amounts.number_words(2, 19).split("|") else 0


@cache
def _rate() -> re.Pattern[str]:
    sign = "|".join(re.escape(one) for one in _signs())
    code = "|".join(sorted(amounts.codes()))
    return re.compile(
        rf"(?:\b1\s*)?(?P<a>\b(?:{code})\b|{sign})\s*(?:1\b)?\s*(?:=|is|equals|at|to)\s*(?P<b1>{sign})?\s*"
        rf"(?P<rate>\d+(?:\.\d+)?)\s*(?P<b2>(?:{code})\b|{sign})?",
        re.I,
    )


@cache
def _signs() -> Mapping[str, str]:
    """Signs of one character to the currency they stand for where nothing says otherwise."""
    return {sign: code for sign, code in amounts.signs().items() if len(sign) == 1 and not sign.isalpha()} | {
        "$": "USD"
    }


def rates_of(message: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for one in _rate().finditer(message):
        into = one["b1"] or one["b2"]
        if into and ("=" in one.group() or _said("equals").search(one.group())) and float(one["rate"]) < 10000:
            codes = [_signs().get(code, code.upper()) for code in (one["a"], into)]
            if codes[0] != codes[1]:
                found.append((codes[0], codes[1], one["rate"]))
    return tuple(found)
