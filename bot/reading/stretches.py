"""Stretches of a text up to signs: what people write without a pattern telling them apart."""

import re
from collections.abc import Callable, Iterator
from functools import cache


def up_to(text: str, signs: str) -> str:
    """The text in front of the first of these signs."""
    return next((text[:at] for at, sign in enumerate(text) if sign in signs), text)


def since(text: str, signs: str) -> str:
    """The text behind the last of these signs."""
    return next((text[at + 1 :] for at in range(len(text) - 1, -1, -1) if text[at] in signs), text)


def sentences(text: str, ends: str = ".;\n") -> Iterator[str]:
    """A text cut at the blank behind each of these signs."""
    start = 0
    for blank in _blank_behind(ends).finditer(text):
        yield text[start : blank.start()]
        start = blank.end()
    yield text[start:]


@cache
def _blank_behind(signs: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[{re.escape(signs)}])\s")


def has_digit(text: str) -> bool:
    """Whether a text holds a digit."""
    return bool(_DIGIT.search(text))


_DIGIT = re.compile(r"\d")


def digits_end(text: str, run: int) -> int:
    """Where the first so many digits side by side end, -1 where there are none."""
    found = 0
    for at, sign in enumerate(text):
        found = found + 1 if sign.isdecimal() else 0
        if found == run:
            return at + 1
    return -1


def clause_to(text: str) -> str:
    """The end of a text, back to a digit or to the end of a sentence."""
    last = len(text) - 1
    ends = (
        at
        for at in range(last, -1, -1)
        if text[at].isdecimal() or (text[at] in ".!?\n" and at < last and text[at + 1].isspace())
    )
    return text[next(ends, -1) + 1 :]


def clause_from(text: str) -> str:
    """The beginning of a text, up to a digit or a sign that ends a sentence."""
    return next((text[:at] for at, sign in enumerate(text) if sign in ".!?\n" or sign.isdecimal()), text)


LONGEST_NAME = 21
"""Letters of a name; what is longer is cut."""


def name_at(text: str, at: int = 0) -> tuple[str, int]:
    """The word at a place, blanks aside, that may be a name, and where it ends; "" for a number or a sign."""
    start = next((place for place in range(at, len(text)) if not text[place].isspace()), len(text))
    if not text[start : start + 1].isalpha():
        return "", start
    ends = (at for at in range(start, len(text)) if not (text[at].isalnum() or text[at] in "_'’-"))
    end = min(next(ends, len(text)), start + LONGEST_NAME)
    return (text[start:end], end) if end - start > 1 else ("", start)


_WORDS, _LETTERS, _SLOT = re.compile(r"\w+"), re.compile(r"[^\W\d_]+"), re.compile(r"\{(\w+)\}")


def words_in(text: str) -> list[str]:
    """Runs of letters and digits, as written."""
    return _WORDS.findall(text)


def place_of(words: str, text: str, *, cased: bool = False) -> tuple[int, int] | None:
    """Where a text says these words as whole ones; cased: written just so. By searching alone: a pattern made of what
    somebody wrote would stay in memory when they have deleted it."""
    low, sought = (text, words) if cased else (_lower(text), _lower(words))
    at = low.find(sought) if sought else -1
    while at >= 0:
        end = at + len(sought)
        if not _is_word(text[at - 1 : at] if at else "") and not _is_word(text[end : end + 1]):
            return at, end
        at = low.find(sought, at + 1)
    return None


def _lower(text: str) -> str:
    """In small letters, none of which takes two places."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def letters_in(text: str, least: int = 1) -> list[str]:
    """Runs of at least so many letters, as written."""
    return [run for run in _LETTERS.findall(text) if len(run) >= least]


def slots_in(text: str) -> list[str]:
    """The names of the slots in braces: "{base}"."""
    return _SLOT.findall(text)


def with_slots(text: str, of: Callable[[str], str]) -> str:
    """The text with each slot in braces replaced by what `of` gives for its name."""
    return _SLOT.sub(lambda slot: of(slot[1]), text)


def split_at(text: str, signs: str) -> list[str]:
    """A text cut at each of these signs, without blanks around the parts and without empty ones."""
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    return [part.strip() for part in text.split(signs[0]) if part.strip()]


def mark_of(line: str) -> str:
    """The mark of a list's item with the blanks around it ("- ", "2. ", "> "), "" for a line that is none."""
    bare = line.lstrip()
    number = bare[: len(bare) - len(bare.lstrip("0123456789"))][:2]
    mark = number + bare[len(number) : len(number) + 1]
    behind = bare[len(mark) :]
    is_mark = mark in tuple("-*•>") or (bool(number) and mark[-1:] in (".", ")"))
    return line[: len(line) - len(behind.lstrip())] if is_mark and behind[:1].isspace() else ""


def unmarked(line: str) -> str:
    """A line without its list's mark."""
    return line[len(mark_of(line)) :]
