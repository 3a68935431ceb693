"""Names that a model or a terminal sends, found among what the guides hold; one that isn't held is an error that
teaches."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from bot.errors import ParleyError
from bot.reading.lookup import find_region, match_level
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.tables import Job
from bot.reading.types import Said, Subject
from bot.reading.words import fold, joined, keys
from bot.wording import listed
from ingest.guide.types import COMPONENTS, Band, ComponentName
from ingest.index.facts import Facts

SHOWN = 8
"""Names that an error lists."""
LIKE = 60.0
"""Percent of letters in common from which on a name looks like another."""


class NotHeld(ParleyError):
    """The guides hold no such thing, or several. what: that, with names that are near; listed: which tool lists those
    held, "" where they are named."""

    def __init__(self, what: str, listed: str = "") -> None:
        super().__init__(f"{what}; {listed}." if listed else what)
        self.what, self.listed = what, listed


def company(names: Names, phrase: str) -> str:
    """The slug of a company by slug, name or alias. Raises NotHeld with the nearest names held."""
    held = names.tables.held
    if phrase in held:
        return phrase
    if not phrase.strip():
        raise NotHeld("Say which company; list (what: companies) shows those held.")
    known = names.companies(phrase)
    slugs = [slug for slug in known.slugs if slug in held] if known else []
    if len(slugs) == 1:
        return slugs[0]
    if slugs:
        raise NotHeld(f"{phrase!r} could be {either(slugs)}; send one of these slugs.")
    like = [slug for one in names.company_like(joined(phrase)) for slug in one.slugs if slug in held]
    near = [names.display(slug) for slug in like] or [
        one for one in names.nearby_companies(phrase) if _looks_like(phrase, one)
    ]
    if len(held) > SHOWN:
        raise NotHeld(_missing(phrase, near), f"list (what: companies) shows the {len(held)} held")
    raise NotHeld(_missing(phrase, near, f"held: {', '.join(names.display(one) for one in sorted(held))}"))


def job(names: Names, slug: str, phrase: str) -> Job:
    """A company's role by slug, name or abbreviation; its only one for "". Raises NotHeld with those held."""
    jobs = names.jobs(slug)
    if not phrase and len(jobs) == 1:
        return jobs[0]
    found = tuple(one for one in jobs if one.slug == phrase) or jobs_like(names, slug, phrase)
    if len(found) == 1:
        return found[0]
    where = names.display(slug)
    shown = [one.display for one in found or jobs]
    if not phrase:
        raise NotHeld(f"Say which role at {where}: {either(shown)}.")
    if found:
        raise NotHeld(f"{phrase!r} at {where} could be {either([one.slug for one in found])}; send one of these.")
    raise NotHeld(_missing(phrase, _near(phrase, shown), f"the roles at {where}: {either(shown)}"))


def jobs_like(names: Names, slug: str, phrase: str) -> tuple[Job, ...]:
    """The roles of a company that a phrase names; none for an empty phrase."""
    words = role_key(phrase.replace("-", " ").casefold().split() if "-" in phrase else keys(phrase))
    return names.role(slug, words) if phrase.strip() else ()


def rows(names: Names, bands: Iterable[Band], region: str, level: str) -> tuple[Band, ...]:
    """The bands of a place and a level, where given. Raises NotHeld with the places or levels held."""
    found = tuple(bands)
    if region and found:
        places = tuple(dict.fromkeys(band.region for band in found if band.region))
        held, _ = find_region(names, places, region)
        if not held:
            raise NotHeld(_missing(region, _near(region, places), f"the places held for it: {either(places)}"))
        found = tuple(band for band in found if band.region in held)
    if level and found:
        levels = tuple(dict.fromkeys(band.level for band in found if band.level))
        fitting = match_level(levels, level)
        if not fitting:
            raise NotHeld(_missing(level, (), f"its levels: {either(levels)}") if levels else
                            f"The guide tells no levels apart here; leave level {level!r} out.")  # fmt: skip
        found = tuple(band for band in found if band.level in fitting)
    return found


def stating(bands: tuple[Band, ...], component: ComponentName | None) -> tuple[Band, ...]:
    """The bands that state a component, all for none. Raises NotHeld with what is stated where none does."""
    told = tuple(band for band in bands if component is None or getattr(band, component) is not None)
    if bands and not told:
        others = [name for name in COMPONENTS if any(getattr(band, name) is not None for band in bands)]
        raise NotHeld(f"The guides state no {component} for it; they state {', '.join(others) or 'no figures'}.")
    return told


def matching(names: Names, at: str, role: str, region: str, level: str) -> tuple[Band, ...]:
    """The bands of a company, narrowed by what else is given. Raises NotHeld for what the guides don't hold."""
    slug = company(names, at)
    jobs = (jobs_like(names, slug, role) or (job(names, slug, role),)) if role else names.jobs(slug)
    return rows(names, [band for one in jobs for band in names.facts.bands(slug, one.slug)], region, level)


def subject(names: Names, at: str, role: str, region: str = "", level: str = "") -> Subject:
    """Whom a question is about, each part as the guides have it. Raises NotHeld for what they don't hold."""
    slug = company(names, at)
    one = job(names, slug, role)
    found = rows(names, names.facts.bands(slug, one.slug), region, level)
    place = found[0].region if region and len({band.region for band in found}) == 1 else None
    step = found[0].level if level and len({band.level for band in found}) == 1 else None
    return Subject(slug, one.slug, place, step)


def bands_of(facts: Facts, about: Subject) -> list[Band]:
    """The bands of a subject: of all its places and levels where it names none."""
    found = facts.bands(about.company, about.role)
    return [b for b in found if about.region in (None, b.region) and about.level in (None, b.level)]


def currency(names: Names, about: Subject) -> str:
    """The code of the one currency that the bands of a subject are in, for amounts that came without theirs. Raises
    NotHeld where they are in several, or state no amount: whose figures they are isn't guessed."""
    fitting = bands_of(names.facts, about)
    parts = [part for band in fitting for part in (band.base, band.equity, band.total) if part]
    codes = {one.currency for part in parts for one in (part.amount, *part.also) if one}
    if len(codes) == 1:
        return codes.pop()
    stated = f"its bands are in {listed(sorted(codes))}" if codes else "its guide states no amounts"
    raise NotHeld(f"Say in which currency the amounts are: {stated}. Send currency{', or region' if codes else ''}.")


def said(names: Names, about: Subject) -> Said:
    """The same in words."""
    role = next((one.display for one in names.jobs(about.company or "") if one.slug == about.role), about.role)
    return Said(names.display(about.company) if about.company else None, role, about.region, about.level)


def ranked(names: Names, role: str, region: str) -> None:
    """Raises NotHeld for a place, or a role, that no guide has, with those that are near."""
    if region:
        places = names.facts.regions(None, None)
        if not find_region(names, places, region)[0]:
            near = _near(region, places)
            raise NotHeld(_missing(region, near), "list (what: places) shows the places held")
    if role and not any(jobs_like(names, slug, role) for slug in names.tables.held):
        shown = sorted({one.display for slug in names.tables.held for one in names.jobs(slug)})
        raise NotHeld(_missing(role, _near(role, shown)), "list (what: roles) shows the roles held")


def _looks_like(phrase: str, name: str) -> bool:
    """Whether a name is near a phrase as a whole; a few letters within it ("Acme", "Hugging Face") make it none."""
    typed, held = fold(phrase), fold(name)
    return typed in held or held in typed or fuzz.ratio(typed, held) >= LIKE


def _near(phrase: str, names: Sequence[str]) -> list[str]:
    found = process.extract(phrase, names, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=70)
    return [name for name, _, _ in found]


def _missing(phrase: str, near: Sequence[str], more: str = "") -> str:
    lacking = f"No {phrase!r} in the guides" + (f"; near: {', '.join(near[:SHOWN])}" if near else "")
    return f"{lacking}; {more}." if more else lacking


def either(names: Sequence[str]) -> str:
    """The first names of many, and how many more there are."""
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"
