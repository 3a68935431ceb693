"""The roles of an index under every name that means them: aliases, abbreviations, and whose guide speaks for whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.reading import stretches
from bot.reading.roles import RoleKey, role_key
from bot.reading.tables import Job, Tables
from bot.reading.words import BRACKET, joined, keys, slips, unbracketed
from ingest.index.facts import Facts
from ingest.lexicon import titles


def add_roles(tables: Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    tables.role_words |= {w for name in aliases for w in keys(name) if len(w) > 3}
    tables.role_words |= {w for display in {r.display for r in facts.roles()} for w in keys(display) if len(w) > 3}
    for name, others in aliases.items():
        canon = role_key(keys(name))
        tables.role_display.setdefault(canon, name)
        _know_role(tables, name, canon)
        for other in others:
            if joined(other) == joined(name):
                continue
            key = role_key(keys(other))
            _know_role(tables, other, key)
            if key.seniority == canon.seniority and not key.vague:
                tables.alias_core.setdefault(key.core, canon.core)
            elif not (key.vague and not key.seniority):
                tables.alias_full.setdefault(key, canon)
    named = {role_key(keys(name)).core for name in aliases}
    for core in [core for core in tables.alias_core if core in named and tables.alias_core[core] != core]:
        del tables.alias_core[core]
    for name, others in titles.nearest().items():
        _know_role(tables, name, role_key(keys(name)))
        tables.wider[_core(tables, name)] = tuple(_core(tables, other) for other in others)
    found: dict[str, list[Job]] = {}
    readings: dict[tuple[str, str], tuple[frozenset[RoleKey], frozenset[str]]] = {}
    for role in facts.roles():
        read = readings.get((role.slug, role.display))
        if read is None:
            read = readings[role.slug, role.display] = _read_role(tables, role.slug, role.display)
        found.setdefault(role.company, []).append(Job(role.company, role.slug, role.display, *read))
    tables.jobs = {company: tuple(jobs) for company, jobs in found.items()}


@cache
def level_code() -> re.Pattern[str]:
    """A level's code: "L5", "IC4", "SDE-II"."""
    return re.compile(rf"(?:{titles.level_letters()})-?(\d{{1,2}}|i{{1,3}}|iv)\+?", re.I)


def _read_role(tables: Tables, slug: str, display: str) -> tuple[frozenset[RoleKey], frozenset[str]]:
    """Every reading of a role's slug and display name, and the level codes in its brackets."""
    bare = unbracketed(display)
    own = role_key(keys(bare))
    texts = [bare, slug.replace("-", " "), display, *titles.of_both_genders(display)]
    parts = stretches.split_at(" ".join(bare.split()).replace(" / ", ",").replace(" or ", ","), ",")
    if (
        len(parts) == 2
        and keys(parts[1])[-1:]
        and keys(parts[1])[-1] in titles.nouns()
        and keys(parts[0])[-1] not in titles.nouns()
    ):
        noun = parts[1].split()[-1]
        parts[0] = f"{parts[0]} {noun}" if len(keys(parts[0])) <= 2 and len(keys(parts[0])[0]) > 3 else ""
    texts += [part for part in parts if len(parts) > 1 and len(part) > 4]
    codes: set[str] = set()
    for inner in BRACKET.findall(display):
        for piece in stretches.split_at(inner, "/,"):
            for name, grade in _graded(piece):
                texts.append(f"{name} {grade}")
                codes.add(f"{name}{grade}".casefold())
            codes |= {code.group().casefold().rstrip("+") for code in level_code().finditer(piece)}
            if keys(piece) and (
                keys(piece)[-1] in titles.nouns() or (piece.isupper() and piece.isalpha() and len(piece) > 2)
            ):
                texts.append(piece)
    found: set[RoleKey] = set()
    for text in texts:
        words = keys(text)
        if not words:
            continue
        key = role_key(words)
        _know_role(tables, text, key)
        found.add(key)
        found.add(_canonical(tables, key))
        if text in (bare, slug.replace("-", " ")):
            tables.role_display.setdefault(key, bare)
    slug_key = role_key(keys(slug.replace("-", " ")))
    return frozenset(key for key in found if _same_rank(key, own, slug_key)), frozenset(codes)


_GRADED = re.compile(r"([A-Za-z]{3,4})\s?-?(\d|I{1,3}|IV|V)(?:\s?[-–]\s?(\d|I{1,3}|IV|V))?")


def _graded(piece: str) -> Iterator[tuple[str, int]]:
    """Each grade of a title in a bracket: SDE 1 and SDE 2 of "SDE I-II"."""
    found = _GRADED.fullmatch(piece.strip())
    if found:
        first, last = (int(titles.grades()[one.casefold()]) for one in (found[2], found[3] or found[2]))
        yield from ((found[1], grade) for grade in range(first, last + 1))


def _same_rank(key: RoleKey, own: RoleKey, slug: RoleKey) -> bool:
    """A bracket such as (Principal SDE / L7) beside Staff names another company's rank: both readings may stand."""
    return bool(key.core) and (not key.vague or key in (own, slug))


def _core(tables: Tables, name: str) -> str:
    return _canonical(tables, role_key(keys(name))).core


def _canonical(tables: Tables, key: RoleKey) -> RoleKey:
    if key in tables.alias_full:
        return tables.alias_full[key]
    if key.core in tables.alias_core:
        return RoleKey(key.seniority, tables.alias_core[key.core])
    return key


def _know_role(tables: Tables, text: str, key: RoleKey) -> None:
    words = [titles.plurals().get(word, word) for word in keys(text)]
    tables.roles.setdefault("".join(words), key)
    if key.core and not key.vague:
        tables.roles.setdefault(key.core, RoleKey((), key.core))
    # A misspelling that is an alias ("softwre") must not make its right spelling doubtful.
    new = {word for word in words if len(word) > 3} - tables.role_words
    tables.role_words |= {
        word
        for word in new
        if not any(known[0] in word[:2] and slips(word, known) is not None for known in tables.role_words)
    }
