"""Numbers in words of other languages than English: "cent vingt mille", "fünfundsechzigtausend", "paanch lakh"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.amounts.spelled import MOST_WORDS, Run
from ingest.lexicon.amounts import Spoken, other_languages

LONGEST = 2 * MOST_WORDS
"""Words of a run that are looked at, joints among them; a longer one is no number."""


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
        self.below = 100 if value >= 100 else 20 if value in (60, 80) else 10 if value >= 20 else 1
        return fits


def runs(plain: str) -> Iterator[Run]:
    """The numbers in words that hold a thousand or more, of each language; value None where words make none."""
    lowered = plain.lower()
    if len(lowered) != len(plain):
        return
    found = sorted(
        (m.start(), -_end(one.name, m), one.name)
        for one in other_languages()
        if any(word in lowered for word in _thousands(one.name))
        for m in _pattern(one.name).finditer(lowered)
    )
    end, over = 0, -1
    for start, stop, name in found:
        words = _words(name, lowered[start:-stop])
        if start < end or not any(_language(name).words[word] >= 1000 for word in words[1:]):
            continue
        goes_on = over >= 0 and not lowered[over:start].strip(" -")
        value = None if goes_on or len(words) >= MOST_WORDS else _value(name, lowered[start:-stop])
        scale = int(max(_language(name).words[word] for word in words))
        yield Run(start, -stop, value, scale, indian=scale in (10**5, 10**7))
        end, over = -stop, -stop if goes_on or len(words) >= MOST_WORDS else -1


def _words(name: str, text: str) -> list[str]:
    """The number words of a run, without its joints."""
    return [word for word in _pieces(name).findall(text) if word in _language(name).words]


def _value(name: str, text: str) -> Decimal | None:
    language, found, joined = _language(name), _Sum(), False
    words = _pieces(name).findall(text)
    for at, word in enumerate(words):
        if word in language.joints:
            joined = True
            continue
        value, before = language.words[word], words[at - 1] if at else ""
        after = language.words.get(words[at + 1]) if at + 1 < len(words) else None
        if value == 1 and after is not None and after % 1:  # "eine halbe Million"
            continue
        if f"{before} {word}" in language.pairs and found.group % 100 == language.words[before]:
            value, found.below = language.pairs[f"{before} {word}"] - language.words[before], 100  # quatre-vingt
            found.group += value
            found.below = 20
        elif not found.add(value, joined):
            return None
        joined = False
    return found.total + found.group


@cache
def _language(name: str) -> Spoken:
    return next(one for one in other_languages() if one.name == name)


@cache
def _thousands(name: str) -> tuple[str, ...]:
    """The words of a language without which no run of them counts."""
    return tuple(word for word, value in _language(name).words.items() if value >= 1000)


@cache
def _pieces(name: str) -> re.Pattern[str]:
    words = sorted((*_language(name).words, *_language(name).joints), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A run of number words, each looked at once, that begins with none of the joints. Atomic groups: possessive
    repeats of groups, which would say the same, take a blank too much in Python before 3.11.5."""
    language = _language(name)
    first, piece = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (language.words, (*language.words, *language.joints))
    )
    token = rf"(?>(?:{piece}){{1,12}})(?!\w)"
    return re.compile(rf"(?<![\w.,])(?={first}){token}(?>(?:[\s-]{{1,2}}{token}){{0,{LONGEST}}})")


def _end(name: str, run: re.Match[str]) -> int:
    """Where a run ends without the joints behind it."""
    joints = "|".join(map(re.escape, _language(name).joints))
    return run.start() + len(re.sub(rf"(?:[\s-]{{1,2}}(?:{joints}))+$", "", run.group()))
