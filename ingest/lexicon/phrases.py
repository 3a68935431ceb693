"""Phrases that people say and write, as data: each list has a name, its phrases (when), what it decides (then), an
example that it finds, and may have one that it doesn't (not). What is found leaves a line in the trace. How a phrase
is written is told in `patterns.py`, how to change a list in docs/architecture.md.

A list may say `cased: true`: then its phrases are found as they are written, capitals and all."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ingest.lexicon.patterns import compiled, together
from ingest.lexicon.words import loaded

_HAS = ("when", "then", "example")
"""What every list has."""
_traced: ContextVar[list[str] | None] = ContextVar("traced", default=None)


@contextmanager
def trace() -> Iterator[list[str]]:
    """A list that gets a line for every phrase found meanwhile: the list's name, and the words."""
    lines: list[str] = []
    token = _traced.set(lines)
    try:
        yield lines
    finally:
        _traced.reset(token)


@dataclass(frozen=True)
class Phrases:
    """A list of phrases in a data file. It is read and compiled when first looked for."""

    file: Path
    name: str
    slots: Mapping[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def row(self) -> Mapping[str, Any]:
        """The list as written: its phrases (`when`), what follows (`then`), and an `example`."""
        held: Mapping[str, Any] = lists(self.file)[self.name]
        return held

    @cached_property
    def _case(self) -> re.RegexFlag:
        return re.NOFLAG if self.row.get("cased") else re.I

    @cached_property
    def inner(self) -> str:
        """All phrases as the inside of one pattern, the longest first."""
        phrases = sorted(self.row["when"], key=len, reverse=True)
        return together([compiled(phrase, self.slots) for phrase in phrases])

    @cached_property
    def _each(self) -> tuple[re.Pattern[str], ...]:
        """One pattern for all; a pattern each, in the list's order, where slots are filled."""
        each = [compiled(phrase, self.slots) for phrase in self.row["when"]]
        return (
            tuple(re.compile(one, self._case) for one in each)
            if any("(?P<" in one for one in each)
            else (self.anywhere,)
        )

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """The phrases wherever they stand."""
        return re.compile(self.inner, self._case)

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{self.inner})", self._case)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(rf"\W*(?:{self.inner})", self._case)

    @cached_property
    def _last(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.inner})\s*$", self._case)

    @cached_property
    def _closing(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.inner})\W*$", self._case)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"\W*(?:{self.inner})\W*", self._case)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of them in a text."""
        return self._told(self.anywhere.search(text, start, len(text) if end is None else end))

    def starts(self, text: str, at: int = 0) -> re.Match[str] | None:
        """One with which a text begins from a place on, blanks aside."""
        return self._told(self._first.match(text, at))

    def opens(self, text: str) -> re.Match[str] | None:
        """One with which a text begins, blanks and signs aside."""
        return self._told(self._opening.match(text))

    def ends(self, text: str) -> re.Match[str] | None:
        """One with which a text ends, blanks aside."""
        return self._told(self._last.search(text))

    def closes(self, text: str) -> re.Match[str] | None:
        """One with which a text ends, blanks and signs aside."""
        return self._told(self._closing.search(text))

    def alone(self, text: str) -> re.Match[str] | None:
        """One that is all of a text, signs aside."""
        return self._told(self._whole.fullmatch(text))

    def only(self, text: str, signs: str = r"\W") -> bool:
        """Whether a text holds nothing but such phrases and signs. signs: the inside of a class of characters."""
        found = _only(self.inner, signs).fullmatch(text)
        self._told(found if text.strip() else None)
        return found is not None

    def every(self, text: str) -> Sequence[re.Match[str]]:
        """All of them in a text, in order; where slots are filled, one phrase after the other."""
        found = [one for pattern in self._each for one in pattern.finditer(text)]
        self._told(found[0] if found else None)
        return found

    def without(self, text: str, instead: str = "") -> str:
        """The text with something else in place of each."""
        return self.anywhere.sub(instead, text) if self.search(text) else text

    def behind(self, text: str) -> str:
        """The text without one that it begins with."""
        found = self.starts(text)
        return text[found.end() :] if found else text

    def before(self, text: str) -> str:
        """The text without one that it ends with."""
        found = self.ends(text)
        return text[: found.start()] if found else text

    def blanked(self, text: str) -> str:
        """The text with blanks in place of each, all else in its place."""
        return self.anywhere.sub(lambda found: " " * len(found[0]), text) if self.search(text) else text

    def _told(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found is not None and (lines := _traced.get()) is not None:
            place = f"{self.file.parent.name}/{self.file.stem}.{self.name}"
            lines.append(f"{place}: “{found[0].strip()}”, so {self.row['then']}")
        return found


@cache
def _only(inner: str, signs: str) -> re.Pattern[str]:
    return re.compile(rf"[{signs}]*(?:(?:{inner})[{signs}]*)*", re.I)


@dataclass(frozen=True)
class Rules:
    """An ordered table of rules: the lists of these names, each a rule that holds where one of its phrases stands."""

    said: Callable[[str], Phrases]
    names: tuple[str, ...]

    @cached_property
    def rules(self) -> tuple[Phrases, ...]:
        """The rules in order."""
        return tuple(map(self.said, self.names))

    def first(self, text: str) -> str:
        """The name of the first rule that holds of a text, "" for none."""
        return next((rule.name for rule in self.rules if rule.search(text)), "")

    def foremost(self, text: str) -> str:
        """The name of the rule whose phrase stands first in a text, "" for none."""
        found = [(one.start(), rule.name) for rule in self.rules if (one := rule.search(text))]
        return min(found, key=lambda one: one[0])[1] if found else ""

    def all(self, text: str) -> tuple[str, ...]:
        """The names of all rules that hold."""
        return tuple(rule.name for rule in self.rules if rule.search(text))


@cache
def lists(file: Path) -> Mapping[str, Any]:
    """The lists of a data file by their names. Raises ValueError for one that lacks what it decides or an example."""
    held: Mapping[str, Any] = loaded(file.read_text(encoding="utf-8"))
    for name, row in held.items():
        if isinstance(row, Mapping) and "when" in row and (lacks := [one for one in _HAS if not row.get(one)]):
            raise ValueError(f"{file.parent.name}/{file.name}: {name} lacks `{lacks[0]}`; write it beside its phrases")
    return held


@dataclass(frozen=True)
class Lists:
    """The lists of one data file, by their names; each is compiled when first asked for."""

    file: Path
    slots: Mapping[str, str] = field(default_factory=dict)
    made: dict[str, Phrases] = field(default_factory=dict, repr=False)

    def __call__(self, name: str) -> Phrases:
        if name not in self.made:
            self.made[name] = Phrases(self.file, name, self.slots)
        return self.made[name]


def beside(module: str, name: str, slots: Mapping[str, str] | None = None) -> Lists:
    """The lists of the data file of this name (without its ending) beside a module. slots: the patterns of what may
    stand in them."""
    return Lists(Path(module).with_name(f"{name}.yaml"), slots or {})
