"""A message in spans: which words name a company, role, region, level or component, and which explain nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal

from bot.reading.jobs import level_code
from bot.reading.names import Names
from bot.reading.ordinary import ordinary, ordinary_en
from bot.reading.roles import RoleKey, role_key
from bot.reading.stretches import letters_in
from bot.reading.tables import KnownName
from bot.reading.words import Atom, atoms, keys, slips
from ingest.guide.types import ComponentName
from ingest.lexicon import titles
from ingest.lexicon.amounts import listed
from ingest.lexicon.frequent import is_english, is_frequent, is_known_elsewhere, is_said_elsewhere, is_small
from ingest.lexicon.places import also_words, no_places, states
from ingest.lexicon.words import data

SpanKind = Literal["company", "role", "region", "level", "component", "word", "number", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """Atoms first..last (exclusive) and what they are. value: Known, RoleKey, the phrase of a region, a component.

    typo: the words were mistyped and read as `read`.
    """

    first: int
    last: int
    kind: SpanKind
    value: object = None
    text: str = ""
    read: str = ""
    score: float = 0.0


@cache
def component_words() -> Mapping[str, ComponentName | Literal["all"]]:
    """Joined keys of words for a component of pay; "all": pay in general."""
    return {word: part for part, words in data("pay")["asked"].items() for word in words}


_LONGEST = 8


def stops(gap: str) -> bool:
    """Whether what stands between two words ends a sentence or a clause."""
    return any(sign in gap for sign in "?!;:\n") or any(
        gap[at + 1 : at + 2].isspace() for at in range(len(gap)) if gap[at] == "."
    )


_AT = frozenset("at from with by join joining joins joined for to of @".split())
_IN = frozenset("in at from near around outside based within remote for".split())
_LEADS = frozenset("at for of by from with in to on".split())
_DETERMINER = frozenset("the a an my your their our his her its this that any some".split())
PAYS = frozenset(
    "pay pays paying paid offer offers give gives grant grants hire hires has have provide provides do does".split()
)


def spans(text: str, names: Names) -> tuple[tuple[Atom, ...], tuple[Span, ...]]:
    """The atoms of a text and the spans that explain most of it, in order."""
    words = atoms(text)
    count = len(words)
    seen = _Seen(names, is_foreign(words), tuple(stops(word.gap) for word in words))
    strange = _first(
        [_strange(word, names) and not (seen.foreign and is_known_elsewhere(word.key)) for word in words], MOST_STRANGE
    )
    near = _Near(names)
    best: list[tuple[float, Span | None]] = [(0.0, None)] * (count + 1)
    for at in range(count - 1, -1, -1):
        options = [
            Span(at, at + 1, "unknown", None, words[at].raw, score=0.0),
            *_options(words, at, seen),
            *_mistyped(words, strange, at, near),
        ]
        scored = ((one.score + best[one.last][0], one) for one in options)
        best[at] = max(scored, key=lambda x: (round(x[0], 6), x[1].last - x[1].first))
    found: list[Span] = []
    at = 0
    while at < count:
        span = best[at][1]
        assert span is not None
        found.append(span)
        at = span.last
    return words, tuple(found)


SMALL, FOREIGN = 2, 3
"""Words that hold another language's sentences together, or else words that are frequent there and unknown in English,
from which on a message is written in that language."""


def is_foreign(words: Sequence[Atom]) -> bool:
    """Whether a message is written in another language than English."""
    there = [word.key for word in words if word.key not in ordinary_en()]
    if sum(map(is_small, there)) >= SMALL:
        return True
    return sum(is_said_elsewhere(key) and not is_english(key) for key in there) >= FOREIGN


MOST_STRANGE = 24
"""Words of a message that may be slips of the finger; each is held against every name there is."""


def _first(flags: Sequence[bool], most: int) -> tuple[bool, ...]:
    """The first so many of those that are set."""
    seen = accumulate(flags)
    return tuple(flag and so_far <= most for flag, so_far in zip(flags, seen, strict=True))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is looked at once for all places of a message. foreign: whether it is in another language than English;
    stops: for each word, whether a sentence or a clause ends in front of it."""

    names: Names
    foreign: bool
    stops: tuple[bool, ...]


def _options(words: Sequence[Atom], at: int, seen: _Seen) -> Iterator[Span]:
    tables = seen.names.tables
    may_be_role = _begins_role(words[at], seen.names)
    if words[at].key in ordinary() or words[at].key in PAYS or len(words[at].key) == 1 or is_small(words[at].key):
        yield Span(at, at + 1, "word", None, words[at].raw, score=3.0)
    if words[at].key[0].isdigit() and not letters_in(words[at].key, 3):
        yield Span(at, at + 1, "number", None, words[at].raw, score=3.0)
    key = ""
    for end in range(at + 1, min(len(words), at + _LONGEST) + 1):
        if end > at + 1 and seen.stops[end - 1] and words[end - 1].gap.strip() not in (".",):
            break
        key += words[end - 1].key
        size = end - at
        if size > 1 and words[at].key in _LEADS:
            # "at X" is no name, though joined it is written like one (ATX).
            continue
        if key in tables.companies and _company_here(words, at, end, key, seen.foreign):
            weak = size == 1 and key in ordinary()
            yield Span(
                at,
                end,
                "company",
                tables.companies[key],
                _text(words, at, end),
                score=(10.93 if tables.companies[key].own else 10.9) * size - (2 if weak else 0),
            )
        if may_be_role and (role := _role_here(words, at, end, key, seen.names)) is not None:
            generic = role.vague
            whole = "".join(titles.plurals().get(w.key, w.key) for w in words[at:end]) in tables.roles
            yield Span(
                at,
                end,
                "role",
                role,
                _text(words, at, end),
                score=(10.92 if whole else 10.6) * size - (3.6 if generic else 0),
            )
        if key in tables.region_keys and _region_here(words, at, end, key):
            yield Span(at, end, "region", _text(words, at, end), _text(words, at, end), score=11.0 * size - 0.5)
        if key in component_words():
            yield Span(at, end, "component", component_words()[key], _text(words, at, end), score=9.0 * size)
        if (level := _level_here(words, at, end, key, seen.names)) is not None:
            yield Span(at, end, "level", level, _text(words, at, end), score=9.5 * size)


def _text(words: Sequence[Atom], at: int, end: int) -> str:
    rest = "".join(word.gap + word.raw for word in words[at + 1 : end])
    return " ".join((words[at].raw + rest).split())


def _company_here(words: Sequence[Atom], at: int, end: int, key: str, foreign: bool) -> bool:
    """An ordinary word is a company only with a capital or in a company's place; one letter only with both."""
    if end - at > 1 and not (len(key) <= 3 and not any(w.capital for w in words[at:end])):
        return True
    word = words[at]
    if word.raw.islower() and not word.raw.isascii() and is_small(word.key):
        return False  # "über" is not Uber.
    if end - at > 1 and foreign:
        return False  # "e a proposta" is not EA.
    if at == 0 and word.capital and not word.raw.isupper() and is_small(word.key) and foreign:
        return False  # "Boa tarde" is not BoA.
    before = words[at - 1].key if at else ""
    after = words[end].key if end < len(words) else ""
    placed = (
        before in _AT
        or (after in PAYS and before not in _DETERMINER)
        or before in ("does", "do", "is", "would", "will", "vs", "versus", "or", "than", "and")
    )
    if len(key) <= 2:
        return word.raw[: len(key)].isupper() or (
            key not in ordinary() and key not in states() and key not in also_words()
        )
    if key not in ordinary() and key not in component_words() and key not in titles.seniority():
        return True
    if before in _DETERMINER:
        return False
    if after == "pay" or component_words().get(key):
        return placed
    return (word.capital and at > 0) or placed or (at == 0 and word.capital)


def _begins_role(word: Atom, names: Names) -> bool:
    """Whether a role's name may begin with a word: with a rank, or as one that is known begins."""
    key = titles.plurals().get(word.key, word.key)
    if key in titles.seniority() or key == "new":
        return True
    # An s at the end of a whole name is left out.
    return any(_is_beginning(one, names.tables.role_order) for one in {key, key.removesuffix("s")})


def _is_beginning(key: str, ordered: Sequence[str]) -> bool:
    at = bisect_left(ordered, key)
    return at < len(ordered) and ordered[at].startswith(key)


def _role_here(words: Sequence[Atom], at: int, end: int, key: str, names: Names) -> RoleKey | None:
    tables = names.tables
    singular = [titles.plurals().get(w.key, w.key) for w in words[at:end]]
    if any("," in w.gap for w in words[at + 1 : end]) or any(w.possessive for w in words[at : end - 1]):
        return None
    if words[end - 1].key.isdigit() and end < len(words) and f"{words[end].key.rstrip('s')}s" in listed("counted"):
        return None  # "java dev 3 yrs": the number counts years, and is no grade.
    flat = "".join(singular)
    if flat not in tables.roles and flat.endswith("s") and flat[:-1] in tables.roles:
        singular[-1] = singular[-1][:-1]
        flat = flat[:-1]
    found = role_key(singular)
    raw = words[at].raw
    if flat in tables.roles:
        known = tables.roles[flat]
        if len(flat) <= 2 and not (raw.isupper() or raw.rstrip("s").isupper() or _job_place(words, at, end)):
            return None
        if len(flat) <= 2 and (flat in ordinary() or (at and words[at - 1].key.isdigit())) and not raw.isupper():
            return None
        return known if known.core else found
    if found.core and found.core in tables.roles and not tables.roles[found.core].seniority:
        base = tables.roles[found.core]
        return RoleKey(found.seniority, base.core)
    if end - at == 1 and flat in ("engineer", "dev", "developer", "ic") and found.core == "engineer":
        return found
    if found.seniority and found.core == "engineer":
        return found
    if found.seniority and not found.core and not any(g in titles.grades() for g in singular):
        return found if _seniority_alone(words, at, end) else None
    return None


def _job_place(words: Sequence[Atom], at: int, end: int) -> bool:
    before = words[at - 1].key if at else ""
    after = words[end].key if end < len(words) else ""
    if words[at].key in ("pm", "em", "ds", "sa", "ae", "qa"):
        return not words[at].gap.endswith(("'", "’"))
    return (
        before in _DETERMINER
        or before in titles.seniority()
        or after in ("at", "in", "base", "salary", "roles", "role")
        or at == 0
    )


def _seniority_alone(words: Sequence[Atom], at: int, end: int) -> bool:
    """ "staff" alone names a role, "head" or "director" alone doesn't, nor "lead" as a verb."""
    bare = (titles.plurals().get(w.key, w.key) for w in words[at:end])
    plain = {titles.seniority()[word] for word in bare if word in titles.seniority()}
    if at and words[at - 1].key == "of":
        return False
    return bool(plain) and plain <= titles.ranks()


_SMALL = frozenset("or in me hi ok to de la id as on is it so us al co ma pa".split())
"""Words that are also codes of states and nicknames of cities; as those they are written in capitals."""


def _region_here(words: Sequence[Atom], at: int, end: int, key: str) -> bool:
    if (
        words[end - 1].key in _SMALL
        and words[end - 1].raw.islower()
        and key not in ("us", "remoteus", "la", "remoteinus")
    ):
        return words[end - 1].key == "us" and end - at > 1
    if end - at > 1 and key not in also_words():
        return True
    word = words[at]
    before = words[at - 1].key if at else ""
    if key == "us":
        return (
            word.raw in ("US", "U", "USA") or words[at:end][-1].raw in ("S", "US") or before in ("in", "the", "remote")
        )
    if key in no_places():
        return False
    if key in also_words() or len(key) <= 2:
        if key in ("remote", "same", "other", "global", "anywhere"):
            return key == "remote"
        if key in ("in", "or", "me", "hi", "ok", "co", "de", "id", "al", "ma", "pa"):
            return False
        if before == "the" and at > 1:
            before = words[at - 2].key
        plain = key in ("sf", "ny", "dc", "uk", "eu", "nz", "hk") or (len(key) > 2 and key not in ordinary())
        return plain or word.raw.isupper() or (word.capital and len(key) > 2) or before in _IN
    if key in ordinary():
        return word.capital or before in _IN
    return True


def _level_here(words: Sequence[Atom], at: int, end: int, key: str, names: Names) -> str | None:
    if end - at > 1 and key in names.tables.level_names:
        return " ".join(word.key for word in words[at:end])
    if (
        end - at == 1
        and (level_code().fullmatch(key) or key in names.tables.level_codes)
        and any(c.isdigit() for c in key)
        and not words[at].gap.strip().endswith(("$", "£", "€", "₹"))
    ):
        return key
    if (
        end - at == 2
        and words[at].key in ("level", "l", "e", "ic")
        and words[end - 1].key.isdigit()
        and len(words[end - 1].key) <= 2
    ):
        return ("l" if words[at].key == "level" else words[at].key) + words[end - 1].key
    if (
        end - at == 2
        and words[at].key in data("titles")["before_a_level"]
        and words[at].key != "tier"
        and _LEVELS_NUMBER.fullmatch(words[end - 1].raw)
        and "," not in words[end - 1].gap
    ):
        return f"{words[at].key} {words[end - 1].key}"
    return None


_LEVELS_NUMBER = re.compile(r"\d{1,2}[a-zA-Z]?|[A-H]")
"""What stands behind "band", "grade" or "level": 3, 8a, C."""


# --- slips of the finger


class _Near:
    """What a word may be a slip for, looked up once for all places of a message where it stands."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.companies = cache(names.company_like)
        self.region = cache(names.region_like)
        self.role_word = cache(names.role_word_like)


def _mistyped(words: Sequence[Atom], strange: Sequence[bool], at: int, near: _Near) -> Iterator[Span]:
    """What the words from here may be a slip for; at least one of them is strange."""
    key = ""
    for end in range(at + 1, min(len(words), at + 5) + 1):
        if end > at + 1 and stops(words[end - 1].gap):
            break
        key += words[end - 1].key
        if not any(strange[at:end]):
            continue
        size, text = end - at, _text(words, at, end)
        edges = {
            word.key
            for word, odd in ((words[at], strange[at]), (words[end - 1], strange[end - 1]))
            if _plain(word, odd)
        }
        if (like := near.companies(key)) and all(edges <= set(keys(n.display)) for n in like):
            slugs = tuple(dict.fromkeys(s for n in like for s in n.slugs))
            known = like[0] if len(like) == 1 else KnownName(like[0].display, slugs)
            yield Span(at, end, "company", known, text, like[0].display, score=10.8 * size - 1.5)
        if size <= 3 and (place := near.region(key)) and edges <= set(keys(place)):
            yield Span(at, end, "region", place, text, place, score=8.0 * size - 0.5)
    if strange[at]:
        for word in data("pay")["asked_mistyped"]:
            if slips(words[at].key, word) is not None:
                yield Span(at, at + 1, "component", component_words()[word], words[at].raw, score=7.0)
    if any(strange[at : at + 5]):
        yield from _role_from(words, strange, at, near)


def _plain(word: Atom, strange: bool) -> bool:
    return not strange and (word.key in ordinary() or word.key in component_words())


def _strange(word: Atom, names: Names) -> bool:
    """A word that nothing explains: not ordinary, not part of a role, no component, no number."""
    tables = names.tables
    key = word.key
    known = (
        len(key) < 4 or key in ordinary() or key in component_words() or key[0].isdigit() or key in titles.seniority()
        or titles.plurals().get(key, key) in tables.role_words or key in titles.nouns() or key in tables.companies
        or key in tables.region_keys or key in tables.region_words or key in tables.company_words
    )  # fmt: skip
    return not known and not (word.raw.islower() and is_frequent(key))


def _role_from(words: Sequence[Atom], strange: Sequence[bool], at: int, near: _Near) -> Iterator[Span]:
    """Roles some of whose words are mistyped."""
    roles = near.names.tables.roles
    mended: list[str] = []
    slipped = False
    for end in range(at + 1, min(len(words), at + 6) + 1):
        word = words[end - 1]
        right = near.role_word(word.key) if strange[end - 1] else titles.plurals().get(word.key, word.key)
        if right is None:
            return
        mended.append(right)
        slipped = slipped or strange[end - 1]
        key = role_key(mended)
        known = roles.get("".join(mended))
        if known is None and key.core in roles and not roles[key.core].seniority:
            known = RoleKey(key.seniority, roles[key.core].core)
        if known is None and key.core == "engineer":
            known = key
        if slipped and known is not None and known.core:
            yield Span(at, end, "role", known, _text(words, at, end), " ".join(mended), score=8.0 * (end - at))
