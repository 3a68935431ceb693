"""Numbers in words of other languages than English: "cent vingt mille", "fünfundsechzigtausend", "paanch lakh"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.amounts.spelled import MOST_WORDS, Run
from ingest.lexicon.amounts import Spoken, other_languages


@dataclass(slots=True)
class _Sum:
    """A number while it is read. below: the group under way has room for what is smaller than this."""

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    below: int = 1000
    last: int = 10**12

    def add(self, value: Decimal, joined: bool) -> bool:
        """Take one word; False where it can't follow what stands before. joined: an "and" stands in front."""
        if value >= 1000:
            fits = self.group > 0 and value < self.last
            self.total += self.group * value
            self.group, self.below, self.last = Decimal(0), 1000, int(value)
            return fits
        if value == 100 and 0 < self.group < 10:
            self.group, self.below = self.group * 100, 100
            return True
        if joined and 0 < self.group % 100 < 10 and 20 <= value < 100:  # fünf-und-sechzig
            self.group, self.below = self.group + value, 1
            return True
        fits = value < self.below
        self.group += value
        # soixante-dix, quatre-vingt-quinze: 60 and 80 take a teen.
        teens = value in (60, 80)
        self.below = 100 if value >= 100 else 20 if teens else 10 if value >= 20 else 1
        return fits


def runs(plain: str) -> Iterator[Run]:
    """The numbers in words that end in a thousand or more, of each language; value None where words make none."""
    lowered = plain.lower()
    if len(lowered) != len(plain):
        return
    end = 0
    found = [(m.start(), -m.end(), one) for one in other_languages() for m in _pattern(one.name).finditer(lowered)]
    for start, stop, language in sorted(found, key=lambda one: one[:2]):
        if start >= end:
            words = _pieces(language, lowered[start:-stop])
            scale = int(max(language.words.get(word, Decimal(0)) for word in words))
            value = _value(words, language) if len(words) <= MOST_WORDS else None
            yield Run(start, -stop, value, scale, indian=scale in (10**5, 10**7))
            end = -stop


def _value(words: list[str], language: Spoken) -> Decimal | None:
    found, joined = _Sum(), False
    for at, word in enumerate(words):
        if word in language.joints:
            joined = True
            continue
        value = language.words[word]
        after = language.words.get(words[at + 1]) if at + 1 < len(words) else None
        if value == 1 and after is not None and after % 1:  # "eine halbe Million"
            continue
        if not found.add(value, joined):
            return None
        joined = False
    return found.total + found.group


@cache
def _languages() -> Mapping[str, Spoken]:
    return {one.name: one for one in other_languages()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    language = _languages()[name]
    words = sorted((*language.words, *language.joints), key=len, reverse=True)
    piece = rf"(?:{'|'.join(map(re.escape, words))})"
    starts = rf"(?:{'|'.join(map(re.escape, sorted(language.words, key=len, reverse=True)))})"
    scale = rf"(?:{'|'.join(re.escape(word) for word, value in language.words.items() if value >= 1000)})"
    more = rf"(?:[\s-]{{0,2}}{piece}){{0,{2 * MOST_WORDS}}}"
    return re.compile(rf"(?<![\w.,]){starts}{more}[\s-]{{0,2}}{scale}{more}(?![\w])")


def _pieces(language: Spoken, text: str) -> list[str]:
    words = sorted((*language.words, *language.joints), key=len, reverse=True)
    return re.findall("|".join(map(re.escape, words)), text)
