r"""Phrases that people say and write, as data: each list has a name, its phrases (when), what it decides (then), an
example that it finds, and may have one that it doesn't (not). What is found leaves a line in the trace. How to change
a list is told in docs/architecture.md.

A list's phrases are whole words, whatever their case unless the list says `cased: true`. In them stand
  letter*    any letters that follow (at a phrase's front: that come before)
  (a|b)      one of several
  [a|b]      one of several or nothing; [a|b]3 up to three of them
  a_b        the two as one word, as two, or with a hyphen
  <2>        up to two words of any kind; <word> exactly one
  ~40        up to 40 characters of the same sentence
  ~~40       up to 40 characters, of the next sentences too
  #          a digit; \\# the sign itself, and so each sign of these
  {name}     what the reader puts there: a name, a figure
  !(a|b)     not before these; (a|b)! not behind these
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ingest.lexicon.words import loaded, together

_BLANK = r"[\s-]{1,3}"
_END, _NO_LETTER_BEFORE = "\0", r"(?<!\w)"
_WORD = r"[\w'’-]{1,40}"
_TOKEN = re.compile(
    r"\\(?P<sign>.)|(?P<no>!\()|(?P<open>[(\[])|(?P<close>\)!|[)\]])(?P<times>\d?)|(?P<bar>\|)|<(?P<words>\d|word)>"
    r"|~~(?P<far>\d+)|~(?P<near>\d+)|(?P<blank>[\s-]+)|(?P<letters>\*)|(?P<joint>_)|(?P<digit>#)|(?P<quote>['’])|(?P<end>\0)|(?P<slot>\{[a-z]+\})|(?P<plain>.)"
)
_LEAVES: Mapping[str, Callable[[str], str]] = {
    "letters": lambda _: r"\w{0,30}",
    "joint": lambda _: r"[\s-]?",
    "digit": lambda _: r"\d",
    "quote": lambda _: "['’]",
    "plain": re.escape,
    "slot": str,
    "end": lambda _: r"(?!\w)",
    "sign": re.escape,
    "near": lambda most: rf"[^.;!?\n]{{0,{most}}}?",
    "far": lambda most: rf"[\s\S]{{0,{most}}}?",
    "blank": lambda _: _BLANK,
}

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
        return together([compiled(phrase, self.slots) for phrase in phrases], _NO_LETTER_BEFORE)

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
    _made: dict[str, Phrases] = field(default_factory=dict, repr=False)

    def __call__(self, name: str) -> Phrases:
        if name not in self._made:
            self._made[name] = Phrases(self.file, name, self.slots)
        return self._made[name]


def beside(module: str, name: str, slots: Mapping[str, str] | None = None) -> Lists:
    """The lists of the data file of this name (without its ending) beside a module. slots: the patterns of what may
    stand in them."""
    return Lists(Path(module).with_name(f"{name}.yaml"), slots or {})


# --- a phrase as a pattern


def compiled(phrase: str, slots: Mapping[str, str] | None = None) -> str:
    """A phrase as a pattern. slots: the patterns of its slots. Raises ValueError for brackets that don't close."""
    told = phrase.strip()
    open_front = told.startswith("*") or not _is_letter(told.lstrip("[(")[:1])
    inner, rest = _branches(list(_TOKEN.finditer(_ended(told))))
    if rest:
        raise ValueError(f"{phrase!r} closes a bracket that isn't open")
    for name, pattern in (slots or {}).items():
        inner = inner.replace(f"{{{name}}}", pattern)
    return f"{'' if open_front else _NO_LETTER_BEFORE}(?:{inner})"


def _ended(phrase: str) -> str:
    """The phrase with a mark wherever a word must end with it: at the end of each branch of a last bracket."""
    if phrase.endswith((")", "]")) and not _escaped(phrase):
        at = _opening(phrase)
        head, inside = phrase[:at], "|".join(map(_ended, _alternatives(phrase[at + 1 : -1])))
        if head.endswith("!"):
            return phrase
        whole = f"{head}({inside})"
        return whole if phrase.endswith(")") or not head else f"({whole}|{_ended(head.rstrip())})"
    last = phrase.rstrip("]0123456789")[-1:] if phrase[-2:-1] == "]" else phrase[-1:]
    return phrase + _END if _is_letter(last) else phrase


def _escaped(phrase: str) -> bool:
    return phrase[-2:-1] == "\\"


def _opening(phrase: str) -> int:
    """Where the bracket opens that closes at the phrase's end."""
    depth = 0
    for at in range(len(phrase) - 1, -1, -1):
        if phrase[at - 1 : at] != "\\" or not at:
            depth += (phrase[at] in ")]") - (phrase[at] in "([")
            if not depth:
                return at
    raise ValueError(f"{phrase!r} closes a bracket that isn't open")


def _alternatives(inside: str) -> list[str]:
    """What stands between the bars of a bracket, those of brackets within it aside."""
    found, depth = [""], 0
    for at, sign in enumerate(inside):
        plain = inside[at - 1 : at] == "\\" and at > 0
        depth += 0 if plain else (sign in "([") - (sign in ")]")
        if sign == "|" and not depth and not plain:
            found.append("")
        else:
            found[-1] += sign
    return found


def _is_letter(sign: str) -> bool:
    """Whether a word may go on beside it; signs of Chinese and Japanese stand without blanks."""
    return sign in tuple("<>#{") or (sign.isalnum() and ord(sign) < 0x2E80)


_Part = tuple[str, str, int]
"""A part of a phrase: kind (plain, blank, may, near), pattern, how many times at most."""


def _branches(tokens: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    """What stands up to the bracket that closes, as a pattern; the tokens from that bracket on."""
    branches: list[list[_Part]] = [[]]
    while tokens:
        token = tokens.pop(0)
        if token["bar"]:
            branches.append([])
        elif token["close"]:
            tokens.insert(0, token)
            break
        else:
            branches[-1].append(_part(token, tokens))
    return "|".join(map(_joined, branches)), tokens


def _part(token: re.Match[str], tokens: list[re.Match[str]]) -> _Part:
    if token["words"]:
        return ("plain", _WORD, 1) if token["words"] == "word" else ("may", _WORD, int(token["words"]))
    if not (token["open"] or token["no"]):
        kind = token.lastgroup or "plain"
        told = _LEAVES[kind](token[kind])
        if kind == "far":
            return "near", told, 1
        return kind if kind in ("blank", "near", "joint", "end") else "plain", told, 1
    inner, _ = _branches(tokens)
    if not tokens:
        raise ValueError(f"{token.string!r} opens a bracket that isn't closed")
    close = tokens.pop(0)
    if token["no"]:
        return "not before", rf"(?!\w)(?!(?:{_BLANK})?(?:{inner})(?!\w))", 1
    if close["close"] == ")!":
        return "not behind", "".join(rf"(?<!\b{one}\s)" for one in inner.split("|")), 1
    if token["open"] == "[":
        return "may", f"(?:{inner})", int(close["times"] or 1)
    return "plain", f"(?:{inner})", 1


def _joined(parts: list[_Part]) -> str:
    """A row of parts as a pattern: what may be left out takes a blank beside it along."""
    out: list[str] = []
    closed = "".join(pattern for kind, pattern, _ in parts if kind == "end")
    parts = [part for part in parts if part[0] != "end"]
    last = len(parts)
    while last > 1 and parts[last - 1][0] == "may" and parts[last - 2][0] == "blank":
        last -= 2
    at = 0
    while at < len(parts):
        kind, pattern, times = parts[at]
        after = parts[at + 1][0] if at + 1 < len(parts) else ""
        if kind == "blank" and at >= last:
            _, pattern, times = parts[at + 1]
            out.append(f"(?:{_BLANK}{pattern}){{0,{times}}}")
            at += 2
            continue
        if kind == "blank" and after in ("near", "not before"):
            at += 1
            continue
        if kind == "may":
            apart = at == 0 or parts[at - 1][0] in ("blank", "joint")
            takes = after == "blank" and at + 1 < last and apart
            lazy = "?" if pattern == _WORD else ""
            out.append(f"(?:{pattern}{_BLANK if takes else ''}){{0,{times}}}{lazy}")
            at += 2 if takes else 1
            continue
        if kind == "near":
            began = r"(?!\w)" if at and parts[at - 1][0] == "blank" else ""
            pattern = began + pattern + (r"(?<!\w)" if after == "blank" else "")
        out.append(pattern)
        at += 2 if kind in ("near", "not behind") and after == "blank" else 1
    return "".join(out) + closed
