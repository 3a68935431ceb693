"""Numbers written in words: "two and a half hundred thousand", "a quarter of a million", "two forty-five"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.lexicon.amounts import big, fractions, groups, tens, units, vague

MOST_WORDS = 16
"""Words of the longest number; more is a list of numbers."""
MOST = Decimal(10**15)
_LONGEST_RUN = 20
"""Words after the first of a run; two numbers with an "and" between have some fifteen."""
_GAP = re.compile(r"[\s-]+")
_GOES_ON = re.compile(r"[\s-]+(?:and[\s-]+)?(?:of[\s-]+)?(?:an?[\s-]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of number words at start..end of a text. value: None where they make no number ("a few thousand").

    scale: its last scale (1,000 of "ninety thousand"), 1 without one. indian: a lakh or crore is among its words.
    """

    start: int
    end: int
    value: Decimal | None
    scale: int = 1
    indian: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(
        {*units(), *tens(), "hundred", "point", *big(), *groups(), *fractions(), *vague()}, key=len, reverse=True
    )
    word = rf"(?:{'|'.join(words)})"
    link = r"[\s-]+(?:and[\s-]+)?(?:of[\s-]+)?(?:an?[\s-]+)?"
    return re.compile(rf"\b(?:an?[\s-]+)?{word}(?:{link}{word}){{0,{_LONGEST_RUN}}}\b", re.IGNORECASE)


def runs(plain: str) -> Iterator[Run]:
    """The numbers in words, in order; cut at an "and" that stands between two of them ("ten and fifteen percent").

    A run of more words than numbers have is none, to its end: what a cut would leave of it was not said.
    """
    over = -1
    for match in _pattern().finditer(plain):
        start = match.start()
        if len(_GAP.findall(match.group())) >= _LONGEST_RUN or (over >= 0 and _GOES_ON.fullmatch(plain, over, start)):
            over = match.end()
            continue
        for joint in re.finditer(r"[\s-]+and[\s-]+", match.group(), re.IGNORECASE):
            at, after = match.start() + joint.start(), match.start() + joint.end()
            if at > start and _apart(words_of(plain[start:at]), words_of(plain[after : match.end()])):
                yield _run(plain, start, at)
                start = after
        yield _run(plain, start, match.end())


def words_of(text: str) -> list[str]:
    """The words of a number in lower case."""
    return [word for word in re.split(r"[\s-]+", text.lower()) if word]


def _run(plain: str, start: int, end: int) -> Run:
    words = words_of(plain[start:end])
    found = [word for word in words if word in big()]
    value = spelled(words) if len(words) <= MOST_WORDS else None
    if value is not None and value > MOST:
        value = None
    return Run(start, end, value, big()[found[-1]] if found else 1, any(w.startswith(("lakh", "crore")) for w in found))


def _apart(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether words on both sides of an "and" are two numbers: together none, or the second no smaller in scale."""
    if spelled(left) is None or spelled(right) is None:
        return False
    scales = [max((big()[w] for w in side if w in big()), default=1) for side in (left, right)]
    return spelled([*left, "and", *right]) is None or (scales[0] > 1 and scales[1] >= scales[0])


@dataclass(slots=True)
class _EnglishSum:
    """A number while it is read: what is finished, the group under way, and digits after a "point"."""

    total: Decimal = Decimal(0)
    group: Decimal | None = None
    decimals: str = ""
    last: int = 0  # the last scale that finished a group
    spoken: bool = False  # "two forty-five" was read as 245

    def value(self) -> Decimal | None:
        """The number read; None where a "point" had no digits."""
        if self.decimals == ".":
            return None
        return self.total + (self._whole() or Decimal(0))

    def _whole(self) -> Decimal | None:
        if self.group is None or not self.decimals:
            return self.group
        return Decimal(f"{int(self.group)}{self.decimals}")

    def small(self, value: int) -> bool:
        """Add a number below a hundred; False where it can't follow what stands before."""
        if self.decimals:
            self.decimals += str(value)
            return value < 10
        group = self.group
        if group is None or group == 0:
            self.group = Decimal(value)
        elif group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10):
            self.group = group + value
        elif 0 < group < 10 and value >= 10 and not self.spoken:
            self.group, self.spoken = group * 100 + value, True
        else:
            return False
        return True

    def times(self, by: int) -> bool:
        """Hundred, a dozen: multiplies the group under way."""
        group = self._whole() or Decimal(1)
        self.group, self.decimals = group * by, ""
        return group < 100

    def scaled(self, by: int) -> bool:
        """Thousand, million: finishes the group; False where a greater scale follows a smaller one."""
        if self.last and by >= self.last:
            return False
        self.total += (self._whole() if self.group is not None else Decimal(1) if not self.total else Decimal(0)) * by  # type: ignore[operator]
        alone = self.group is None and self.total and self.last
        self.group, self.decimals, self.last = None, "", by
        return not alone

    def part(self, share: Decimal, then: str, *, joined: bool = False) -> bool:
        """A fraction: of the scale or hundred that follows ("a quarter million"), else of the scale before.

        joined: after an "and", where it may add to a plain number: "two and a half".
        """
        if then in big() or then == "hundred":
            self.group = (self.group or Decimal(0)) + share
            return True
        if self.group is None and self.last:
            self.total += share * self.last
            return True
        fits = joined and self.group is not None and not self.decimals
        self.group = (self.group or Decimal(0)) + share
        return fits


def spelled(words: Sequence[str]) -> Decimal | None:
    """The value of number words, every one accounted for; None where together they make no number."""
    kept = _plain(words)
    if not kept or kept[0] in big() or any(word in vague() for word in kept):
        return None
    if all(word in fractions() or word in groups() for word in kept) and kept[-1] != "dozen":
        return None  # "a quarter", "a couple": of what?
    found = _EnglishSum()
    at = 0
    while at < len(kept):
        used = _take(found, kept, at)
        if not used:
            return None
        at += used
    return found.value()


def _take(found: _EnglishSum, words: Sequence[str], at: int) -> int:
    """Read the word at a place into the sum; how many words that took, 0 where it doesn't fit."""
    word, then, after = (*words[at : at + 3], "", "")[:3]
    if then in fractions() and word in units() and (then.endswith("s") or (word == "one" and found.group is None)):
        return 2 * int(found.part(units()[word] * fractions()[then], after))
    if word == "and":
        return 2 * int(then in fractions() and found.part(fractions()[then], after, joined=True))
    if word in fractions():
        return int(found.part(fractions()[word], then))
    if word in units() or word in tens():
        return int(found.small(units().get(word, tens().get(word, 0))))
    if word == "point":
        fits = found.group is not None and not found.decimals
        found.decimals = "."
        return int(fits)
    if word == "hundred" or word in groups():
        return int(found.times(groups().get(word, 100)))
    return int(word in big() and found.scaled(big()[word]))


def _plain(words: Sequence[str]) -> list[str]:
    """Without "of", articles and every "and" but that before a fraction; an article before a scale is a one."""
    kept: list[str] = []
    for at, word in enumerate(words):
        then = next((w for w in words[at + 1 : at + 3] if w not in ("a", "an")), "")
        if word in ("a", "an") and (then == "hundred" or then in big()) and not kept:
            kept.append("one")
        elif word not in ("and", "of", "a", "an") or (word == "and" and kept and then in fractions()):
            kept.append(word)
    return kept
