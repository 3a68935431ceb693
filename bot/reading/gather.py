"""An index's names gathered into tables: companies under every name that means them, and what else is named."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.reading.jobs import add_roles
from bot.reading.ordinary import ordinary
from bot.reading.places import add_regions
from bot.reading.tables import HeldCompany, KnownName, Tables
from bot.reading.words import BRACKET, joined, keys, pool, unbracketed
from ingest.index.facts import Facts
from ingest.lexicon import titles
from ingest.lexicon.companies import suffixes
from ingest.lexicon.frequent import is_english, is_frequent
from ingest.lexicon.words import data, loaded

_STARTER = Path(__file__).resolve().parents[2] / "corpus" / "names.yaml"
"""Beside this package in a checkout and when installed."""


def tables_of(facts: Facts) -> Tables:
    tables = Tables()
    aliases = _aliases(facts)
    _add_companies(tables, facts, aliases.get("companies", {}))
    add_roles(tables, facts, aliases.get("roles", {}))
    tables.role_order = sorted({*tables.roles, *titles.generic()})
    add_regions(tables, facts, aliases.get("regions", {}))
    for name, others in aliases.get("levels", {}).items():
        for other in (name, *others):
            tables.level_alias.setdefault(joined(other), name)
    tables.level_codes, tables.level_names = _levels(facts)
    tables.company_words = frozenset(w for one in tables.held.values() for w in keys(one.display) if len(w) > 3)
    tables.company_pool = pool(tables.companies)
    tables.region_pool = pool(tables.region_keys)
    tables.role_pool = pool(tables.role_words | set(titles.seniority()) | titles.nouns())
    return tables


def _aliases(facts: Facts) -> dict[str, dict[str, tuple[str, ...]]]:
    """The starter corpus's aliases, with the ingested ones (an operator's own) over and beside them."""
    found: dict[str, dict[str, Sequence[str] | None]] = {}
    if _STARTER.exists():
        found = loaded(_STARTER.read_text(encoding="utf-8"))
    merged = {kind: {str(n): tuple(map(str, o or ())) for n, o in (found.get(kind) or {}).items()} for kind in found}
    for kind, entries in (("roles", titles.aliases()), *facts.names().items()):
        for name, others in entries.items():
            into = merged.setdefault(kind, {})
            into[name] = tuple(dict.fromkeys((*others, *into.get(name, ()))))
    return merged


_CODE = re.compile(r"[a-z]{1,4}\d{1,2}")


def _levels(facts: Facts) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the levels that guides hold ("jh5"), and the joined names of those of several words with a number
    ("operator2", "cadresniveau2")."""
    codes: set[str] = set()
    names: set[str] = set()
    for level in facts.levels():
        for part in unbracketed(level).split(","):
            said = keys(part)
            codes |= {one for one in said[:1] if len(said) == 1 and _CODE.fullmatch(one)}
            if 1 < len(said) < 5 and any(ch.isdigit() for ch in part) and not said[0].isdigit():
                names.add("".join(said))
            if len(said) == 1 and said[0].isdigit():  # "10" is asked for as "grade 10"
                names |= {f"{word}{said[0]}" for word in data("titles")["before_a_level"]}
    return frozenset(codes), frozenset(names)


def _add_companies(tables: Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    own: dict[str, list[str]] = {}
    for company in facts.companies():
        tables.held[company.slug] = HeldCompany(company.slug, company.display)
        slug = joined(company.slug.replace("-", " "))
        for name in {joined(company.display), slug, joined(unbracketed(company.display))}:
            own.setdefault(name, []).append(company.slug)
    for name, slugs in own.items():
        exact = [s for s in slugs if joined(s.replace("-", " ")) == name] or slugs
        displays = [tables.held[s].display for s in slugs]
        tables.companies[name] = KnownName(displays[0], tuple(dict.fromkeys([*exact, *slugs])), own=True)
        for slug in slugs if len(slugs) > 1 else ():
            tables.companies[joined(f"{tables.held[slug].display} ({slug})")] = KnownName(
                tables.held[slug].display, (slug,), own=True
            )
    taken: dict[str, list[KnownName]] = {}
    for name, others in aliases.items():
        known = tables.companies.get(joined(name)) or next(
            (tables.companies[joined(o)] for o in others if joined(o) in own), KnownName(name)
        )
        for other in (name, *others):
            if joined(other) not in own:
                taken.setdefault(joined(other), []).append(known)
    for key, options in taken.items():
        tables.companies[key] = _merged(options)
    _add_short_names(tables)


def _merged(options: Sequence[KnownName]) -> KnownName:
    slugs = tuple(dict.fromkeys(s for option in options for s in option.slugs))
    return KnownName(options[0].display, slugs)


def _without_trade(words: Sequence[str]) -> set[str]:
    """A name without the everyday word that says its trade: "Pelham & Rowe" for Pelham & Rowe Architects."""
    rest = words[:-1]
    named = rest[-1] != "and" and is_frequent(words[-1]) and any(not is_english(word) for word in rest)
    return {"".join(rest)} if named else set()


def _add_short_names(tables: Tables) -> None:
    """What people leave off: "Grafana" for Grafana Labs, "HRT" for Hudson River Trading; only where it means one
    company."""
    short: dict[str, set[str]] = {}
    for one in tables.held.values():
        words = keys(unbracketed(one.display))
        bare = list(words)
        forms: set[str] = set()
        while len(bare) > 1 and bare[-1] in suffixes():
            bare.pop()
            forms.add("".join(bare))
        if len(words) > 1 and len(words[0]) >= 5 and words[0] not in ordinary():
            forms.add(words[0])
        if len(words) >= 3:
            forms |= {"".join(words[:n]) for n in range(2, len(words)) if words[n - 1] not in ("and", "of", "the")}
            forms.add("".join(word[0] for word in words))
            forms |= _without_trade(words)
        forms |= {joined(inner) for inner in BRACKET.findall(one.display)}
        for form in forms:
            if len(form) > 2 and form not in suffixes():
                short.setdefault(form, set()).add(one.slug)
    for form, slugs in short.items():
        if form not in tables.companies:
            tables.companies[form] = KnownName(tables.held[min(slugs)].display, tuple(sorted(slugs)))
