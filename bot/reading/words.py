"""Words as names are compared by them: folded, in order, by sound, and with slips of the finger."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import OSA

from ingest.lexicon import spelling

fold = spelling.fold


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of a text: key is folded for comparison, gap is what stands between it and the atom before."""

    key: str
    start: int
    end: int
    raw: str
    gap: str = ""
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """True for a word written with a capital or holding a digit beside letters."""
        return self.raw[:1].isupper()


_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|&")
_APOSTROPHES = "'’`´"


def atoms(text: str) -> tuple[Atom, ...]:
    """The words of a text in order; "&" counts as "and", a possessive's ending is cut off and noted."""
    found: list[Atom] = []
    end = 0
    for match in _WORD.finditer(text):
        raw = match.group()
        possessive = raw[-2:-1] in tuple(_APOSTROPHES) and raw[-1] in "sS" and raw[:-2].lower() not in _CONTRACTED
        bare = raw[:-2] if possessive else raw
        key = "and" if bare == "&" else fold(bare).translate(_WITHOUT_APOSTROPHES)
        found.append(Atom(key, match.start(), match.end(), raw, text[end : match.start()], possessive))
        end = match.end()
    return tuple(found)


_WITHOUT_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_CONTRACTED = frozenset("what who where when how that there here it he she let why".split())
"""Words that with an apostrophe and an s are short for two words: "what's"."""


_BARE = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""A table of signs: letters and digits of ASCII stay, all else becomes a blank."""
_MARKED = frozenset("'`&")


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's atoms."""
    if text.isascii() and _MARKED.isdisjoint(text):
        # Nearly every name of an index, of which there are thousands when it is opened.
        return tuple(text.lower().encode().translate(_BARE).decode().split())
    return tuple(atom.key for atom in atoms(text))


def joined(text: str) -> str:
    """A text's keys without what stands between: "D.E. Shaw" and "DE Shaw" are "deshaw"."""
    return "".join(keys(text))


def sound(key: str) -> str:
    """How a name sounds, roughly: "databrix" and "databricks" are alike."""
    for old, new in (("ph", "f"), ("ck", "k"), ("x", "ks"), ("qu", "k"), ("q", "k"), ("z", "s")):
        key = key.replace(old, new)
    key = re.sub(r"c(?=[eiy])", "s", key).replace("c", "k").replace("y", "i")
    return "".join(letter for letter, _ in groupby(key))


@lru_cache(maxsize=16384)
def _sound_of_name(name: str) -> str:
    """The sound of a name that is known. What people typed is never cached."""
    return sound(name)


def distance_allowed(length: int) -> int:
    """How many slips of the finger a name of this many letters may hold and still be that name."""
    return 0 if length < 5 else 1 if length < 10 else 2


def slips(typed: str, name: str, sounds: str | None = None) -> int | None:
    """How far what was typed is from a name (0 sounds the same), None when it is too far to be a slip.

    sounds: how what was typed sounds, where it is held against many names."""
    if min(len(typed), len(name)) < 5 or (typed[0] != name[0] and set(typed[:2]) != set(name[:2])):
        return None
    if len(typed) >= 6 and (sounds or sound(typed)) == _sound_of_name(name):
        return 0
    most = distance_allowed(min(len(typed), len(name)))
    found = OSA.distance(typed, name, score_cutoff=most)
    return found if found <= most else None


BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


def unbracketed(text: str) -> str:
    """A name without what stands in brackets."""
    return BRACKET.sub(" ", text).strip()


Pool = dict[str, list[str]]
"""Joined keys by first letter, for a search that compares only what can be near."""


def pool(names: Iterable[str]) -> Pool:
    """Names of five letters and more, by first letter."""
    found: Pool = {}
    for name in names:
        if len(name) >= 5:
            found.setdefault(name[0], []).append(name)
    return found


def near(key: str, names: Pool) -> list[str]:
    """The names that a key may be a slip for, the nearest alone; several when equally near."""
    if len(key) < 5:
        return []
    best: dict[str, int] = {}
    sounds = sound(key)
    for first in {key[0], key[1]}:
        for name in names.get(first, ()):
            if abs(len(name) - len(key)) <= 3 and (far := slips(key, name, sounds)) is not None:
                best[name] = far
    least = min(best.values(), default=0)
    return [name for name, far in best.items() if far == least]
