"""Questions that name a startup's stage ("Senior base at Series A?"): whose rows of that stage they mean."""

import re
from collections.abc import Sequence

from bot.reading.lookup import match_level, unbracketed_level
from bot.reading.names import Names
from bot.reading.stretches import split_at
from bot.reading.types import Said, Subject, Unclear, Unknown
from bot.reading.words import keys
from ingest.guide.types import Band

_STAGE = re.compile(r"\b(?P<name>pre-?seed|seed|series[ -][a-h])\b(?! (?:money|round of)\b)", re.I)


def stage_of(message: str) -> str:
    """The stage of funding that a message names, as written, or ""."""
    found = _STAGE.search(message)
    return found["name"] if found else ""


def staged(names: Names, said: Said, stage: str) -> tuple[Subject, tuple[Unclear, ...], tuple[Unknown, ...]] | None:
    """Whom a question with a stage speaks of, or what of it is unclear or not held; never another stage's figures.

    None where it names a company whose guide tells no stages apart: then the stage is only said beside it.
    """
    bands = [band for band in names.facts.bands_named(stage) if _of_stage(band, stage)]
    if said.company:
        known = names.companies(said.company)
        slugs = known.slugs if known else ()
        every = [band for slug in slugs for band in names.facts.bands(slug)]
        bands = [band for band in bands if band.company in slugs]
        if not bands and not any(stage_of(band.level or "") for band in every):
            return None
    wanted = " ".join(filter(None, (said.role, said.level)))
    fitting = [band for band in bands if not wanted or _fits(band, wanted)]
    if not fitting:
        near = tuple(dict.fromkeys(band.level or "" for band in bands))[:6]
        return Subject(), (), (Unknown("level", stage if not bands else f"{wanted} at {stage}", near),)
    if len({band.company for band in fitting}) > 1:
        shown = tuple(dict.fromkeys(names.display(band.company) for band in fitting))
        return Subject(), (Unclear("company", "", shown),), ()
    levels = tuple(dict.fromkeys(band.level or "" for band in fitting))
    one = fitting[0]
    if len(levels) > 1:
        return Subject(one.company, one.role, said.region), (Unclear("level", "", levels),), ()
    region = one.region if len({band.region for band in fitting}) == 1 and one.region else None
    return Subject(one.company, one.role, region or said.region, one.level), (), ()


def _of_stage(band: Band, stage: str) -> bool:
    """Whether a band's level names the stage itself, not as a part of a longer word."""
    parts = split_at(band.level or "", "(),")
    return any(keys(part) == keys(stage) for part in parts)


def _fits(band: Band, wanted: str) -> bool:
    """Whether the words for a role or rank name a band, by its level or by its role and level together."""
    level = unbracketed_level(band.level or "")
    if match_level([level], wanted):
        return True
    held: Sequence[str] = (*keys(level), *keys(band.role_display))
    return all(word in held for word in keys(wanted))
