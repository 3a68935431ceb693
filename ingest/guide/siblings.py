"""Tables that say the same of themselves and differ: what their headings say apart is a place, a year or a kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.amounts.plain import plain
from ingest.guide.types import COMPONENTS, Band
from ingest.lexicon.places import is_place, places_alone

_YEAR = re.compile(r"(?<!\d)(?:FY\s?)?(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Sibling:
    """One table's bands, each with the day from which they hold, the heading above it and the place that this gave."""

    heading: str
    region: str
    bands: Sequence[tuple[Band, str]]


def told_apart(tables: Sequence[Sibling]) -> list[tuple[Band, str]]:
    """The bands of all tables, those of tables that give one job two figures with what only their headings tell."""
    alike = _alike(tables)
    names = _names([tables[i].heading for i in alike])
    found: list[tuple[Band, str]] = []
    for i, one in enumerate(tables):
        name = names[alike.index(i)] if i in alike and names else ""
        found += [_named(band, valid, name, one, names) for band, valid in one.bands] if name else one.bands
    return found


def _alike(tables: Sequence[Sibling]) -> list[int]:
    """The tables under different headings that share a job, level and place and differ in what it pays."""
    found: set[int] = set()
    for (i, one), (j, other) in combinations(enumerate(tables), 2):
        if one.heading == other.heading:
            continue
        mine, theirs = (
            {_key(band, table): (_figures(band), valid) for band, valid in table.bands} for table in (one, other)
        )
        shared = [key for key in mine if key in theirs]
        if any(_differ(mine[key][0], theirs[key][0]) and mine[key][1] == theirs[key][1] for key in shared):
            found |= {i, j}
    return sorted(found)


def _key(band: Band, table: Sibling) -> tuple[str, str, str, str | None]:
    region = "" if band.region == table.region else band.region
    return band.company, band.role, region.casefold(), band.level


def _differ(mine: Sequence[object], theirs: Sequence[object]) -> bool:
    """Whether two lines give one part of pay two figures."""
    return any(a and b and a != b for a, b in zip(mine, theirs, strict=True))


def _figures(band: Band) -> tuple[object, ...]:
    parts = (getattr(band, name) for name in COMPONENTS)
    return tuple(part and (part.amount, part.percent, part.count) for part in parts)


def _names(headings: Sequence[str]) -> list[str]:
    """What each of several headings says that the others don't; [] where one of them says nothing more."""
    years = [set(_YEAR.findall(heading)) for heading in headings]
    if headings and all(len(one) == 1 for one in years) and len({min(one) for one in years}) > 1:
        return [min(one) for one in years]
    bare = [re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", plain(heading)).strip(" :#*") for heading in headings]
    parts = [_parts(one) for one in (bare if len(set(bare)) == len(bare) else [plain(h) for h in headings])]
    shared = set.intersection(*(set(map(str.casefold, one)) for one in parts)) if parts else set()
    own = [[part for part in one if part.casefold() not in shared] for one in parts]
    placed = [max((part for part in one if _only_a_place(part)), key=len, default="") for one in own]
    if len({one.casefold() for one in placed if one}) == len(placed):
        return placed
    whole = [
        " ".join(word for word in re.findall(r"[^\s,;|–—]+", one) if word.casefold() not in shared) for one in bare
    ]
    return whole if all(whole) and len(set(whole)) == len(whole) else []


def _only_a_place(part: str) -> bool:
    return part[:1].isupper() and is_place(part) and places_alone(part)


def _parts(heading: str) -> list[str]:
    """A heading's parts between commas, dashes and brackets, then its words and each run of them to its end."""
    words = re.findall(r"[^\s,;|()\[\]–—]+", heading)
    cut = [part.strip() for part in re.split(r"[,;|()\[\]]|\s[-–—]\s", heading) if part.strip()]
    return [*cut, *(" ".join(words[i:]) for i in range(1, len(words))), *words]


def _named(band: Band, valid: str, name: str, table: Sibling, names: Sequence[str]) -> tuple[Band, str]:
    """A band with what its table's heading tells of it: the year from which it holds, its place or its kind."""
    if _YEAR.fullmatch(name):
        return band, valid or name
    if any(map(is_place, names)):
        return (replace(band, region=name) if band.region in ("", table.region) else band), valid
    region = "" if band.region == table.region and not is_place(band.region) else band.region
    level = f"{band.level} ({name})" if band.level else name
    return (band if name in (band.level or "") else replace(band, level=level, region=region)), valid
