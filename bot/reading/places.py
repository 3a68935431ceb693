"""A guide's region name taken apart, and which places lie in which."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.reading.ordinary import ordinary
from bot.reading.stretches import split_at
from bot.reading.tables import Place, Tables
from bot.reading.words import BRACKET, joined, keys, unbracketed
from ingest.index.facts import Facts
from ingest.lexicon import towns
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import areas, currency_words, no_places, states

_said = beside(__file__, "asking")


def _identities(aliases: Mapping[str, Sequence[str]], taken: AbstractSet[str]) -> dict[str, set[str]]:
    """Each place's key and those of its aliases that are no other place's, to the places they name."""
    identity: dict[str, set[str]] = {}
    for name, others in aliases.items():
        for key in (joined(name), *(joined(other) for other in others if joined(other) not in taken)):
            identity.setdefault(key, set()).add(joined(name))
    return identity


def _widen(within: dict[str, set[str]], identity: Mapping[str, set[str]]) -> None:
    """Add the areas that places lie in, and what those lie in themselves."""
    for area, members in areas().items():
        for member in members:
            for name in identity.get(joined(member), {joined(member)}):
                within.setdefault(name, set()).update({joined(area), *identity.get(joined(area), ())})
    for name in list(within):
        for _ in range(3):
            within[name] |= {w for up in within[name] for w in within.get(up, ())}
        within[name].discard(name)


def add_regions(tables: Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    claimed: dict[str, set[str]] = {}
    canon = {joined(name): name for name in aliases}
    for name, others in aliases.items():
        for other in others:
            claimed.setdefault(joined(other), set()).add(joined(name))
    wide = {key for key, owners in claimed.items() if len(owners) > 1}
    identity = _identities(aliases, wide | canon.keys())
    # What several names share is a name itself where its own entry says so (US is United States), else what they lie
    # in.
    countries = {
        key: owner for key in wide for owner in claimed[key] if _is_country(owner, claimed, aliases[canon[owner]])
    }
    for key, owner in countries.items():
        identity.setdefault(key, set()).add(owner)
    tables.place_names = {key: frozenset(names) for key, names in identity.items()}
    within: dict[str, set[str]] = {}
    for name, others in aliases.items():
        for other in others:
            key = joined(other)
            if (key in wide or key in canon) and key != joined(name) and countries.get(key) != joined(name):
                within.setdefault(joined(name), set()).update(identity.get(key, {key}))
    _widen(within, identity)
    tables.within = {name: frozenset(up) for name, up in within.items()}
    _know_regions(tables, facts, aliases)


def _is_country(owner: str, claimed: Mapping[str, set[str]], others: Sequence[str]) -> bool:
    """True where the entry is a country's or area's own: others, its aliases, are few, and entries beside it have it
    as an alias."""
    return bool(claimed.get(owner, set()) - {owner}) and len(others) <= 6


def _know_regions(tables: Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    def know(text: str) -> None:
        key = joined(text)
        if key and not key.isdigit():
            tables.region_keys.setdefault(key, text)
            tables.region_words.update(w for w in keys(text) if len(w) >= 5 and w not in ordinary())

    for region in facts.regions():
        know(region)
        know(unbracketed(region))
        for part, _ in _parts(region):
            if joined(part) not in no_places():
                know(part)
    for name, others in aliases.items():
        know(name)
        for other in others:
            know(other)
    for area, members in areas().items():
        for name in (area, *members):
            know(name.strip())
    for state in states().values():
        know(state)
    know("remote")


_FLAG = re.compile(r":[a-z_]+:|[\U0001F1E6-\U0001F1FF\U0001F300-\U0001FAFF\u2600-\u27BF\ufe0f]")


def _parts(region: str) -> Iterator[tuple[str, bool]]:
    """The places a region's name lists, and whether each stands in brackets."""
    text = _FLAG.sub(" ", region)
    for outer, inner in ((unbracketed(text), False), *((b, True) for b in BRACKET.findall(text))):
        for piece in split_at(_said("joining_places").without(outer, "/"), "/;|," if inner else "/;|"):
            words = [w for w in piece.split() if joined(w) not in no_places() and joined(w) not in currency_words()]
            bare = " ".join(words).strip(" ,-–—")
            if bare and joined(bare):
                yield bare, inner


def place_of(region: str, tables: Tables) -> Place:
    full = joined(_FLAG.sub(" ", region))
    listed = list(_parts(region))
    parts: set[str] = {joined(unbracketed(_FLAG.sub(" ", region)))}
    names: set[str] = set()
    within: set[str] = set()
    outer = [part for part, inner in listed if not inner]
    # "Tier 1 (Austin, Denver)": no place stands before the brackets, so those in them are the row's own.
    tier = not any(_is_known(tables, part) for part in outer)
    for part, inner in listed:
        known = tables.place_names.get(joined(part)) or _last_known(tables, part)
        bare, state = _without_state(part)
        if not state:
            bare, state = _without_country(part, tables)
        named = known or joined(part) in tables.within or is_wide(tables, joined(part))
        if inner and not (named or (tier and towns.country_of(part.casefold()))):
            continue
        found = known or {joined(bare), *tables.place_names.get(joined(bare), ())}
        up = {w for name in found for w in tables.within.get(name, ())}
        if state:
            up |= {joined(state), *(("unitedstates",) if joined(state) in map(joined, states().values()) else ())}
        if inner and not tier and not any(is_wide(tables, joined(o)) for o in outer):
            # "London (UK)", "Austin / Dallas (US)": the brackets say what it lies in.
            within |= set(found) | up
            continue
        names |= set(found)
        parts |= {joined(part), joined(bare)}
        within |= up
    remote = any("remote" in keys(part) for part, _ in listed)
    if remote:
        # A remote row is in its country, but it is none of the country's cities.
        names = {name for name in names if "remote" in name}
        for part in outer:
            rest = " ".join(
                w for w in part.replace("-", " ").split() if joined(w) not in ("remote", "all", "fully", "other")
            )
            within |= tables.place_names.get(joined(rest), frozenset({joined(rest)}) if rest else frozenset())
    return Place(full, frozenset(p for p in parts if p), frozenset(names), frozenset(within - names), remote)


def _last_known(tables: Tables, part: str) -> frozenset[str]:
    """The place behind how one works there: "Hybrid - Porto"."""
    pieces = re.split(r"\s[-–—:]\s", part)
    last = pieces[-1].strip()
    alone = len(pieces) > 1 and "remote" not in keys(part) and not _is_known(tables, pieces[0])
    if not alone or not (_is_known(tables, last) or joined(last) in tables.region_keys):
        return frozenset()
    return tables.place_names.get(joined(last), frozenset({joined(last)}))


def _is_known(tables: Tables, part: str) -> bool:
    """Whether a part of a region's name is a place that some list knows."""
    key = joined(_without_state(part)[0])
    known = key in tables.place_names or key in tables.within or is_wide(tables, key) or "remote" in keys(part)
    return known or bool(towns.country_of(_without_state(part)[0].casefold()))


def areas_of(place: str, tables: Tables) -> frozenset[str]:
    """The keys of the areas that a place lies in; a town that no alias knows lies in its country by GeoNames."""
    key = joined(place)
    names = tables.place_names.get(key, frozenset()) | {key}
    found = {up for name in names for up in tables.within.get(name, ())}
    if not found and (key in states() or key in map(joined, states().values())):
        found = {joined("United States")}
    if not found and (country := towns.country_of(place.casefold())):
        held = tables.place_names.get(joined(country), frozenset({joined(country)}))
        found = {*held, *(up for name in held for up in tables.within.get(name, ()))}
    return frozenset(found)


def is_wide(tables: Tables, key: str) -> bool:
    names = tables.place_names.get(key, frozenset({key}))
    return any(names & up for up in tables.within.values())


def _without_country(part: str, tables: Tables) -> tuple[str, str]:
    """("Cambridge", "United Kingdom") for "Cambridge UK": a town before the short name of its country."""
    found = re.fullmatch(r"([A-Z][\w'’ -]*[a-z]),?\s+([A-Z]{2,3})", part.strip())
    held = tables.place_names.get(joined(found[2]), frozenset()) if found else frozenset()
    town = found is not None and bool(towns.called(found[1].casefold()))
    return (found[1], next(iter(held))) if found and town and len(held) == 1 else (part, "")


def _without_state(part: str) -> tuple[str, str]:
    """("Falls Church", "Virginia") for "Falls Church, VA"."""
    found = re.fullmatch(r"(.+?),?\s+([A-Z]{2})", part.strip())
    if found and found[2].casefold() in states():
        return found[1], states()[found[2].casefold()]
    return part, ""
