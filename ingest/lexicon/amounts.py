"""The words of amounts from amounts.yaml, as tables: signs, codes and names of currencies, scales, number words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.lexicon.patterns import pattern
from ingest.lexicon.words import data


@dataclass(frozen=True, slots=True)
class Scale:
    """What a number is multiplied by. glued: only right after the digits. indian: says that it is rupees where
    nothing else does. joined: needs no end of a word after it (万円)."""

    word: str
    value: int
    glued: bool = False
    indian: bool = False
    joined: bool = False


@cache
def signs() -> Mapping[str, str]:
    """Sign to the one currency it names: "R$" to BRL."""
    return {sign: code for code, written in data("amounts")["signs"].items() for sign in written}


@cache
def shared_signs() -> Mapping[str, tuple[str, ...]]:
    """Sign to the currencies that write it: "kr" to SEK, NOK, DKK, ISK."""
    return {sign: tuple(codes) for sign, codes in data("amounts")["shared"].items()}


@cache
def dollars() -> Mapping[str, re.Pattern[str]]:
    """What each country's dollar is known by, in a text whose amounts say "$" alone, by its code."""
    return {code: pattern(known_by) for code, known_by in data("amounts")["dollars"].items()}


@cache
def codes() -> frozenset[str]:
    """ISO 4217 codes of the currencies that pay is written in."""
    return frozenset(data("amounts")["codes"].split())


@cache
def names() -> Mapping[str, str]:
    """A currency's name in lower case to its code; the codes in lower case too."""
    told = {word: code for code, words in data("amounts")["names"].items() for word in words}
    return told | {"usd": "USD"}


@cache
def nations() -> Mapping[str, str]:
    """What stands before "dollars" to the code."""
    return dict(data("amounts")["nations"])


@cache
def scales() -> Mapping[str, Scale]:
    """Scales by their word as written; look one up by the word, then by its lower case."""
    found: dict[str, Scale] = {}
    for row in data("amounts")["scales"]:
        indian, joined = bool(row.get("indian")), bool(row.get("joined"))
        for glued, words in ((False, row["words"]), (True, row.get("glued", ()))):
            found |= {word: Scale(word, int(row["value"]), glued, indian, joined) for word in words}
    return found


@cache
def units() -> Mapping[str, int]:
    """Number words below twenty."""
    return {word: value for value, word in enumerate(data("amounts")["units"])}


@cache
def tens() -> Mapping[str, int]:
    """Twenty to ninety."""
    return {word: 10 * value for value, word in enumerate(data("amounts")["tens"], 2)}


@cache
def big() -> Mapping[str, int]:
    """Scales as they are spoken after number words."""
    return dict(data("amounts")["big"])


@cache
def groups() -> Mapping[str, int]:
    """Words that count several: a couple, a dozen."""
    return dict(data("amounts")["groups"])


@cache
def fractions() -> Mapping[str, Decimal]:
    """Half, thirds and quarters."""
    return {word: Decimal(1) / int(str(share).split("/")[1]) for word, share in data("amounts")["fractions"].items()}


@cache
def vague() -> frozenset[str]:
    """Words in place of a number: "a few hundred thousand"."""
    return frozenset(data("amounts")["vague"])


@dataclass(frozen=True, slots=True)
class Spoken:
    """Number words of another language: words to their values, the joints between them ("und"), and pairs of words
    that are one number ("quatre vingt")."""

    name: str
    words: Mapping[str, Decimal]
    joints: frozenset[str]
    pairs: Mapping[str, Decimal]


@cache
def other_languages() -> tuple[Spoken, ...]:
    """The languages beside English whose number words are known."""
    return tuple(
        Spoken(name, _numbers(one["words"]), frozenset(one["and"]), _numbers(one.get("pairs", {})))
        for name, one in data("amounts")["spoken"].items()
    )


def _numbers(written: Mapping[str, int | str]) -> dict[str, Decimal]:
    return {word: _number(value) for word, value in written.items()}


def _number(written: int | str) -> Decimal:
    over, _, under = str(written).partition("/")
    return Decimal(over) / Decimal(under or 1)


@cache
def before_amounts() -> Mapping[str, tuple[str, ...]]:
    """Words in front of an amount that say per what it is: "月給" to month."""
    return {period: tuple(written) for period, written in data("amounts")["period_before"].items()}


@cache
def listed(name: str) -> tuple[str, ...]:
    """A plain list of the file: joins, weak_joins, between, between_joins, percent, thousand_mil."""
    return tuple(data("amounts")[name])


@cache
def coded(name: str) -> Mapping[str, str]:
    """A plain table of the file: dollars_of, shown."""
    return {str(word): str(code) for word, code in data("amounts")[name].items()}


@cache
def smallest_year() -> Mapping[str, int]:
    """Currency to the least that is a year's pay in it."""
    return dict(data("amounts")["smallest_year"])


@cache
def number_words(first: int, last: int) -> str:
    """The words for these numbers, below twenty, as the inside of a pattern: "two|three|four"."""
    return "|".join(word for word, value in units().items() if first <= value <= last)


def number(word: str) -> int:
    """The number that a small one's digits or word say. Raises KeyError for another word."""
    return int(word) if word.isdigit() else units()[word.lower()]
