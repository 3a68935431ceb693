"""Which companies, places, roles, levels, parts of pay and periods a sentence names, and where."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bot.knowledge.playbook import own
from bot.reading.stretches import letters_in, split_at, words_in
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
class Mention:
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
    told = loaded(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return told[kind]


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


@cache
def vocabulary() -> frozenset[str]:
    """Words that ordinary replies are made of: those of the free examples and of the playbook's cards, and those that
    other examples have in small letters."""
    texts, small = [], ""
    for file in Path(__file__).with_name("examples").glob("claims.*.jsonl"):
        for one in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            texts += [one["text"]] if one["label"] == "free" else []
            small += f" {one['text']}"
    for card in own().values():
        texts += [card.title, card.advice, *card.asked, *card.do, *card.dont, *(words_ for _, words_ in card.say)]
    found = [word.lower() for text in texts for word in letters_in(text, 3)]
    return frozenset([*found, *(word for word in letters_in(small, 3) if word.islower())])


class Length(NamedTuple):
    """A number of days, weeks, months or years in a text: where it stands, and what it is as (number, unit)."""

    span: tuple[int, int]
    key: tuple[Decimal, str]


def lengths(text: str) -> Iterator[Length]:
    """Every length of time, in any of the languages of words.yaml; of a range ("12 to 18 months") each end."""
    for unit, names in words("lengths").items():
        for match in pattern(names).finditer(text):
            ahead = text[max(0, match.start() - 40) : match.start()]
            offset, end = match.start() - len(ahead), len(ahead)
            for one in mentions(ahead)[::-1][:2]:
                between = ahead[one.end : end].strip(" -\u2013")
                if one.kind != "plain" or (between and between not in words("ranges")):
                    break
                for value in {one.low, one.high}:
                    yield Length((offset + one.start, offset + one.end), (value, unit))
                end = one.start


class Known:
    """The names a reply may hold: those that its facts are about, and others, which it may not use for them."""

    def __init__(
        self,
        own: Iterable[tuple[Dimension, str]],
        companies: Sequence[str] = (),
        regions: Sequence[str] = (),
    ) -> None:
        """own: the facts' names as shown. companies, regions: further ones that the guides hold."""
        self._forms: dict[str, tuple[Dimension, set[str]]] = {}
        self.own: dict[Dimension, set[str]] = {}
        for dimension, name in own:
            if name:
                self.own.setdefault(dimension, set()).add(name.lower())
                for form in (name, *_forms(dimension, name)):
                    self._add(dimension, form, name)
        for name in companies:
            for form in (name, *_company_forms(name)):
                self._add("company", form, name, weak=True)
        for group in _aliases("companies"):
            for form in group:
                self._add("company", form, group[0], weak=True)
        for group in _aliases("roles"):
            for form in group:
                self._add("role", form, group[0], weak=True)
        for name in regions:
            for form in (name, *_region_forms(name)):
                self._add("region", form, name, weak=True)
        self._pattern = pattern(sorted(self._forms)) if self._forms else None

    def _add(self, dimension: Dimension, form: str, name: str, weak: bool = False) -> None:
        held = self._forms.get(form.lower())
        if len(form) < 2 or (held and weak and held[1] & self.own.get(held[0], set())):
            return
        if held is None or held[0] != dimension:
            self._forms[form.lower()] = (dimension, {name.lower()})
        else:
            held[1].add(name.lower())

    def find(self, text: str) -> list[Mention]:
        """Every name in the text, in order; the longest where they overlap."""
        parts = _parts(text)
        # "bonus" is no part of its own in "signing bonus".
        found = [one for one in self._named(text) if not any(_within(one, part) for part in parts)] + parts
        taken = bytearray(len(text) + 1)
        for one in found:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        for start, name in places_in(text):
            if not any(taken[start : start + len(name)]):
                found.append(Mention("region", frozenset({name.lower()}), start, start + len(name)))
        for match in _LEVEL.finditer(text):
            if not any(taken[match.start() : match.end()]):
                found.append(Mention("level", frozenset({match.group().lower()}), *match.span()))
        whole: dict[tuple[Dimension, int, int], frozenset[str]] = {}
        for one in found:
            place = one.dimension, one.start, one.end
            whole[place] = whole.get(place, frozenset()) | one.keys
        loose = {(one.start, one.end) for one in found if one.loose}
        each = [Mention(dimension, keys, a, b, (a, b) in loose) for (dimension, a, b), keys in whole.items()]
        return sorted(each, key=lambda one: one.start)

    def _named(self, text: str) -> list[Mention]:
        found = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            plain = " ".join(match.group().lower().replace("-", " ").split())
            dimension, names = self._forms.get(plain) or self._forms.get(match.group().lower(), ("role", set()))
            written = match.group()
            if not names or (dimension in ("company", "region") and written[0].islower()):
                continue
            if len(written) <= 3 and written != written.upper():
                continue
            found.append(Mention(dimension, frozenset(names), *match.span()))
        return found


def _within(one: Mention, part: Mention) -> bool:
    """Whether a name is but some of a longer one of its kind."""
    held = part.start <= one.start and one.end <= part.end and one.end - one.start < part.end - part.start
    return held and one.dimension == part.dimension


def _parts(text: str) -> list[Mention]:
    """Parts of pay and periods, in any of the lexicon's languages."""
    found: list[Mention] = []
    text = phrases("idioms").sub(lambda match: " " * len(match.group()), text)
    taken = bytearray(len(text) + 1)
    for kind in _COMPONENTS:
        for match in pay(kind).finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(Mention("component", frozenset({kind}), *match.span()))
    for match in phrases("grants").finditer(text):
        if not any(taken[match.start() : match.end()]):
            found.append(Mention("component", frozenset({"equity"}), *match.span(), loose=True))
    for name in _PERIODS:
        for match in period(name).finditer(text):
            found.append(Mention("period", frozenset({name}), *match.span()))
    return found


def _forms(dimension: Dimension, name: str) -> Iterable[str]:
    makers = {"company": _company_forms, "region": _region_forms, "role": _role_forms}
    forms = makers[dimension](name) if dimension in makers else ()
    return {*forms, *(other for form in forms for other in other_names(form))} if dimension == "region" else forms


def _company_forms(name: str) -> set[str]:
    bare = re.sub(r"\s*\([^)]*\)|,? (?:Inc|Ltd|LLC|Corp|GmbH|Group)\.?$", "", name).strip()
    forms = {bare, bare.replace("&", "and"), bare.replace(" and ", " & ")}
    for group in _aliases("companies"):
        if name in group:
            forms |= set(group)
    return forms


def _region_forms(name: str) -> set[str]:
    bare = unbracketed(name)
    forms = {
        bare,
        *(
            p
            for p in split_at(bare.replace(" or ", "/").replace(" and ", "/").replace(" & ", "/"), "/,;")
            if len(p) > 2
        ),
    }
    forms |= {place for _, place in places_in(name)}  # "US (Menlo Park / NYC)" is each of them
    # "Center Valley PA" is written without its state, too.
    forms |= {town for town, _, state in (one.rpartition(" ") for one in forms) if len(state) == 2 and state.isupper()}
    for group in _aliases("regions"):
        if forms & set(group[:1]):
            forms |= {alias for alias in group if alias not in ("United States", "USA")}
    return forms


def _role_forms(name: str) -> set[str]:
    bare = unbracketed(name)
    initials = "".join(word[0] for word in words_in(bare)).upper()
    forms = {bare, f"{bare}s"}
    forms |= {initials, f"{initials}s"} if len(initials) > 1 else set()
    for group in _aliases("roles"):
        if name in group or bare in group:
            forms |= set(group)
    return forms
