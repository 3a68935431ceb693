"""Which companies, places, roles, levels, parts of pay and periods a sentence names, and where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot.reading.stretches import split_at, words_in
from bot.reading.words import unbracketed
from ingest.amounts.numbers import mentions
from ingest.lexicon.places import other_names, places_in
from ingest.lexicon.words import loaded, pattern, pay, period

Dimension = Literal["company", "role", "region", "level", "component", "period"]

DIMENSIONS: tuple[Dimension, ...] = ("company", "role", "region", "level", "component")
"""What a figure is of; a period is how it is paid."""
_NAMES = Path(__file__).resolve().parents[2] / "corpus" / "names.yaml"
_COMPONENTS = ("signing", "refresher", "severance", "base", "equity", "bonus", "total")
_PERIODS = ("year", "month", "week", "day", "hour")
_LEVEL = re.compile(r"\b(?:L|IC|E|M|T)[- ]?\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in a text: keys are what it may stand for, in lower case; of a name that nothing here has, its own.
    loose: it means a part of pay only beside a figure of that part ("grant")."""

    dimension: Dimension
    keys: frozenset[str]
    start: int
    end: int
    loose: bool = False


@cache
def words(kind: str) -> Any:
    """What words.yaml holds under a key."""
    return loaded(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))[kind]


def in_language(kind: str, language: str) -> dict[str, str]:
    """A table of words.yaml in a language, in English where it isn't there."""
    found: dict[str, str] = words(kind).get(language) or words(kind)["en"]
    return found


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """A list of words.yaml as one pattern of whole words."""
    return pattern(words(kind))


@cache
def _aliases(kind: str) -> tuple[tuple[str, ...], ...]:
    told = loaded(_NAMES.read_text(encoding="utf-8")) if _NAMES.is_file() else {}
    return tuple((name, *(others or ())) for name, others in (told.get(kind) or {}).items())


def lengths(text: str) -> Iterator[tuple[tuple[int, int], tuple[Decimal, str]]]:
    """Where every length of time stands and what it is ((30, "day")), in any of the languages of words.yaml; of a range
    ("12 to 18 months") each end."""
    for unit, names in words("lengths").items():
        for match in pattern(names).finditer(text):
            ahead = text[: match.start()].rstrip(" -")
            if (found := mentions(ahead[-40:])) and found[-1].kind == "plain" and found[-1].end == len(ahead[-40:]):
                start = len(ahead) - len(ahead[-40:]) + found[-1].start
                yield from (((start, len(ahead)), (value, unit)) for value in {found[-1].low, found[-1].high})


class AllowedNames:
    """The names a reply may hold: those that its facts are about, and others, which it may not use for them."""

    def __init__(
        self, own: Iterable[tuple[Dimension, str]], companies: Sequence[str] = (), regions: Sequence[str] = ()
    ) -> None:
        """own: the facts' names as shown. companies, regions: further ones that the guides hold."""
        self._forms: dict[str, tuple[Dimension, set[str]]] = {}
        self.own: dict[Dimension, set[str]] = {}
        for dimension, name in own:
            if name:
                self.own.setdefault(dimension, set()).add(name.lower())
                for form in (name, *_forms(dimension, name)):
                    self._add(dimension, form, name)
        others: list[tuple[Dimension, tuple[str, ...]]] = [
            *(("company", (name, *_company_forms(name))) for name in companies),
            *(("company", group) for group in _aliases("companies")),
            *(("role", group) for group in _aliases("roles")),
            *(("region", (name, *_region_forms(name))) for name in regions),
        ]
        for dimension, forms in others:
            for form in forms:
                self._add(dimension, form, forms[0], weak=True)
        self._pattern = pattern(sorted(self._forms)) if self._forms else None

    def _add(self, dimension: Dimension, form: str, name: str, weak: bool = False) -> None:
        held = self._forms.get(form.lower())
        if len(form) < 2 or (held and weak and held[1] & self.own.get(held[0], set())):
            return
        if held is None or held[0] != dimension:
            self._forms[form.lower()] = (dimension, {name.lower()})
        else:
            held[1].add(name.lower())

    def find(self, text: str) -> list[NameMention]:
        """Every name in the text, in order; the longest where they overlap."""
        parts = parts_in(text)
        found = [one for one in self._named(text) if one.dimension != "component"] + parts
        levels = (*_LEVEL.finditer(text), *phrases("levels").finditer(text))
        more = [NameMention("level", frozenset({match.group().lower()}), *match.span()) for match in levels]
        more += [NameMention("region", frozenset({name.lower()}), at, at + len(name)) for at, name in places_in(text)]
        found += [one for one in more if not any(one.start < two.end and two.start < one.end for two in found)]
        return sorted(found, key=lambda one: one.start)

    def _named(self, text: str) -> list[NameMention]:
        found = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            plain = " ".join(match.group().lower().replace("-", " ").split())
            dimension, names = self._forms.get(plain) or self._forms.get(match.group().lower(), ("role", set()))
            written = match.group()
            if not names or (dimension in ("company", "region") and written[0].islower()):
                continue
            if len(written) <= 3 and written != written.upper():
                continue
            found.append(NameMention(dimension, frozenset(names), *match.span()))
        return found


def parts_in(text: str) -> list[NameMention]:
    """Parts of pay and periods, in any of the lexicon's languages."""
    text = phrases("idioms").sub(lambda match: " " * len(match.group()), text)
    found: list[NameMention] = []
    known = [*((kind, pay(kind)) for kind in _COMPONENTS), ("grant", phrases("grants")), ("total", phrases("totals"))]
    for kind, names in known:
        for match in names.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                key = "equity" if kind == "grant" else kind
                found.append(NameMention("component", frozenset({key}), *match.span(), loose=kind == "grant"))
    periods = [(name, match) for name in _PERIODS for match in period(name).finditer(text)]
    return found + [NameMention("period", frozenset({name}), *match.span()) for name, match in periods]


def _forms(dimension: Dimension, name: str) -> Iterable[str]:
    makers = {"company": _company_forms, "region": _region_forms, "role": _role_forms}
    return makers[dimension](name) if dimension in makers else ()


def _company_forms(name: str) -> set[str]:
    bare = re.sub(r"\s*\([^)]*\)|,? (?:Inc|Ltd|LLC|Corp|GmbH|Group)\.?$", "", name).strip()
    return {bare, bare.replace("&", "and"), bare.replace(" and ", " & "), *_alike("companies", {name})}


def _region_forms(name: str) -> set[str]:
    bare = unbracketed(name)
    pieces = split_at(bare.replace(" or ", "/").replace(" and ", "/").replace(" & ", "/"), "/,;")
    forms = {bare, *(one for one in pieces if len(one) > 2)}
    forms |= {place for _, place in places_in(name)}  # "US (Menlo Park / NYC)" is each of them
    # "Center Valley PA" is written without its state, too.
    forms |= {town for town, _, state in (one.rpartition(" ") for one in forms) if len(state) == 2 and state.isupper()}
    for group in _aliases("regions"):
        if forms & set(group[:1]):
            forms |= {alias for alias in group if alias not in ("United States", "USA")}
    return forms | {other for form in forms for other in other_names(form)}


def _role_forms(name: str) -> set[str]:
    bare = unbracketed(name)
    initials = "".join(word[0] for word in words_in(bare)).upper()
    forms = {bare, f"{bare}s"}
    forms |= {initials, f"{initials}s"} if len(initials) > 1 else set()
    return forms | _alike("roles", {name, bare})


def _alike(kind: str, names: set[str]) -> set[str]:
    """What else the names are called."""
    return {alias for group in _aliases(kind) if names & set(group) for alias in group}
