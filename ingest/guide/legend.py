"""What a document says its codes mean: "T1 junior, T2 mid", "CLT = Charlotte"; the bands with that said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_title
from ingest.guide.types import Band
from ingest.lexicon.places import is_place

_CODE = re.compile(r"[A-Z]{1,4}\d{0,2}")
_SAYS = re.compile(r"^(?P<code>[A-Z]{1,4}\d{0,2})\s*(?P<mark>[=:–—-]|is\b)?\s*(?P<means>[^\W\d][^=:]{1,30})$")
_LONGEST = 300
"""Characters of a line that explains codes."""


def explained(bands: Sequence[Band], lines: Sequence[str]) -> list[Band]:
    """The bands, a code that the text explains replaced by its place, or with its rank beside it."""
    regions = {band.region for band in bands if _CODE.fullmatch(band.region)}
    levels = {_code_of(band) for band in bands} - {""}
    told = _told(lines, regions | levels) if regions or levels else {}
    return [_explained(band, told) for band in bands] if told else list(bands)


def _code_of(band: Band) -> str:
    """The code that a band's level is or begins with: "T4" of "T4 (Product Designer)"."""
    found = re.match(r"([A-Z]{1,4}\d{1,2})(?: \(|$)", band.level or "")
    return found[1] if found else ""


def _told(lines: Sequence[str], codes: set[str]) -> dict[str, str]:
    """What the lines outside tables say of these codes."""
    told: dict[str, str] = {}
    for line in lines:
        if len(line) > _LONGEST or "|" in line or "\t" in line:
            continue
        for part in re.split(r"[,;]\s|\.(?:\s|$)|:\s(?=[A-Z]{1,4}\d?)", plain(line)):
            found = _SAYS.match(part.strip(" -•*."))
            if found and found["code"] in codes and (found["mark"] or names_level(found["means"])):
                told.setdefault(found["code"], found["means"].strip(" ."))
    return told


def _explained(band: Band, told: dict[str, str]) -> Band:
    place = told.get(band.region, "")
    if place[:1].isupper() and (is_place(place) or place.istitle()):
        band = replace(band, region=place)
    rank = told.get(_code_of(band), "")
    if not rank or not names_level(rank):
        return band
    code, level = _code_of(band), band.level or ""
    inner = level[len(code) :].strip(" ()")
    if not inner or inner.casefold() == band.role_display.casefold():
        job = band.role_display if inner and is_title(inner) else ""
        return replace(band, level=f"{code} ({f'{rank.capitalize()} {job}' if job else rank})")
    return band
