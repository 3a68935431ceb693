"""Finding names and turning pages: what a search box holds, bounded; nothing of it is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from bot.coach.cards import title_of
from bot.errors import BadInput
from bot.knowledge.glossary import GlossaryTerm
from bot.knowledge.law import PayHistoryLaw
from bot.reading.lookup import find_region, match_level
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.tables import Job
from bot.reading.words import keys
from ingest.guide.playbook import Card
from ingest.guide.types import Band
from ingest.index.facts import Company, Facts, Role

LONGEST = 100
"""Characters of a name or a search."""
PER_PAGE = 60
LAST = 100_000
"""The highest page number that is looked at."""


Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Page(Generic[Kind]):
    """Some of a list, and the addresses of the pages beside it ("" where there is none). first, last: from 1."""

    items: Sequence[Kind]
    first: int
    last: int
    of: int
    before: str
    after: str


def paged(items: Sequence[Kind], number: int, path: str, asked: Mapping[str, str], size: int = PER_PAGE) -> Page[Kind]:
    """A page of items, from 1. asked: the other parameters, kept in the links. Raises BadInput past the last."""
    start = (number - 1) * size
    if number > 1 and start >= len(items):
        raise BadInput("page", f"there are only {-(-len(items) // size)} pages", "choose one of them")
    kept = {name: value for name, value in asked.items() if value and name != "page"}

    def link(page: int) -> str:
        query = urlencode(kept | ({"page": str(page)} if page > 1 else {}))
        return f"{path}?{query}" if query else path

    end = min(start + size, len(items))
    before = link(number - 1) if number > 1 else ""
    after = link(number + 1) if end < len(items) else ""
    return Page(items[start:end], start + 1 if items else 0, end, len(items), before, after)


def companies(facts: Facts, names: Names, wanted: str) -> list[Company]:
    """The companies whose name or alias a search names, else those that hold a role of this name, else those with pay
    in this place, else those of which each word names one of these; all for an empty one."""
    every = facts.companies()
    if not wanted:
        return list(every)
    known = names.companies(wanted)
    aliased = set(known.slugs) if known else set()
    text = wanted.casefold()
    named = [one for one in every if text in one.display.casefold() or text in one.slug or one.slug in aliased]
    if named:
        return named
    holding = {role.company for role in facts.roles() if text in role.display.casefold()}
    if not holding:
        places, _ = find_region(names, facts.regions(), wanted)
        holding = {band.company for place in places for band in facts.bands(region=place)}
    return [one for one in every if one.slug in holding] or _by_words(every, facts, names, text)


def _by_words(every: Sequence[Company], facts: Facts, names: Names, text: str) -> list[Company]:
    """The companies of which each word of a search names the company, a role or a place: "staff wandb london"."""
    left = list(every)
    for word in text.split()[:8]:
        known = names.companies(word)
        aliased = set(known.slugs) if known else set()
        left = [
            one for one in left
            if one.slug in aliased or word in one.display.casefold()
            or any(word in role.display.casefold() for role in facts.roles(one.slug))
            or any(word in (place or "").casefold() for place in facts.regions(one.slug))
        ]  # fmt: skip
    return left


def roles_named(roles: Sequence[Role], wanted: str) -> list[Role]:
    """The roles that the most words of a search name; all where none names one."""
    words = wanted.casefold().split()[:8]
    hits = {role.slug: sum(word in role.display.casefold() for word in words) for role in roles}
    most = max(hits.values(), default=0)
    return [role for role in roles if hits[role.slug] == most]


def places(facts: Facts, names: Names, wanted: str) -> tuple[str, ...]:
    """The places that a search names, as guides write them, where it names neither a company nor a role."""
    if (
        not wanted
        or names.companies(wanted)
        or any(wanted.casefold() in one.display.casefold() for one in facts.roles())
    ):
        return ()
    return find_region(names, facts.regions(), wanted)[0]


def cards(held: Iterable[Card], wanted: str, say: Callable[[str], str]) -> list[Card]:
    """The cards that hold every word of a search, those with them in the title first, else by title. say: gives a
    title in the language of the page, whose words are found too."""
    words = wanted.casefold().split()[:12]
    found = []
    for card in held:
        title = f"{say(title_of(card))} {card.title}".casefold()
        whole = " ".join((title, card.topic, card.advice, *card.asked, *card.do, *card.dont)).casefold()
        if all(word in whole for word in words):
            found.append((not all(word in title for word in words), title, card))
    return [card for _, _, card in sorted(found, key=lambda one: one[:2])]


def terms(held: Iterable[GlossaryTerm], wanted: str) -> dict[str, list[GlossaryTerm]]:
    """The words of the field that hold every word of a search, by first letter; what begins with a digit under "#"."""
    words = wanted.casefold().split()[:12]
    found: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(held, key=lambda one: one.term.casefold()):
        whole = " ".join((term.term, *term.also, term.means)).casefold()
        if all(word in whole for word in words):
            first = term.term[:1].upper()
            found.setdefault(first if first.isalpha() else "#", []).append(term)
    return found


def by_country(laws: Iterable[PayHistoryLaw]) -> dict[str, list[PayHistoryLaw]]:
    """The laws of the United States, of Canada and of the European Union."""
    found: dict[str, list[PayHistoryLaw]] = {"US": [], "CA": [], "EU": []}
    for law in laws:
        found[law.country if law.country in found else "EU"].append(law)
    return found


def near_cards(held: Mapping[str, Card], name: str, limit: int = 5) -> list[Card]:
    """The cards whose names look most like this one."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        name, list(held), scorer=fuzz.token_set_ratio, processor=_spaced, limit=limit, score_cutoff=50
    )
    return [held[one] for one, _, _ in found]


def _spaced(slug: str) -> str:
    return slug.replace("-", " ").casefold()


def near_roles(facts: Facts, company: str, wanted: str, limit: int = 5) -> list[Role]:
    """The roles of a company that look most like this one, else its first."""
    from rapidfuzz import fuzz, process

    held = {role.slug: role for role in facts.roles(company)}
    said = {slug: slug.replace("-", " ") for slug in held}
    found = process.extract(wanted.replace("-", " "), said, scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
    return [held[slug] for _, _, slug in found] or list(held.values())[:limit]


def near_companies(facts: Facts, names: Names, wanted: str) -> list[Company]:
    """The companies whose names look most like this one."""
    like = set(names.nearby_companies(wanted.replace("-", " "), 5))
    return [one for one in facts.companies() if names.display(one.slug) in like]


def jobs_named(names: Names, role: str, company: str = "") -> list[Job]:
    """The roles, over all companies or of one (a slug), that a name or slug means, seniority and specialty exactly."""
    key = names.canonical(names.tables.roles.get("".join(keys(role))) or role_key(keys(role.replace("-", " "))))
    slugs = [company] if company else list(names.tables.jobs)
    return [job for slug in slugs for job in names.jobs(slug) if job.slug == role or key in job.keys]


def narrowed(names: Names, bands: Sequence[Band], region: str, level: str) -> list[Band]:
    """The bands in a place and at a level, as people name them; empty where none fits."""
    rows = list(bands)
    if region:
        held, _ = find_region(names, tuple(dict.fromkeys(band.region for band in rows)), region)
        rows = [band for band in rows if band.region in held]
    if level:
        fitting = match_level(tuple(dict.fromkeys(band.level for band in rows if band.level)), level)
        rows = [band for band in rows if band.level in fitting]
    return rows


def pairs(facts: Facts, roles: Sequence[str]) -> list[tuple[Company, Company, str]]:
    """Two companies with a guide for each of these roles, other ones for each while there are others."""
    by_slug = {one.slug: one for one in facts.companies()}
    found: list[tuple[Company, Company, str]] = []
    used: set[str] = set()
    for name in roles:
        having = dict.fromkeys(
            role.company for role in facts.roles() if role.display == name and role.company in by_slug
        )
        two = sorted(having, key=used.__contains__)[:2]
        used.update(two)
        if len(two) == 2:
            found.append((by_slug[two[0]], by_slug[two[1]], name))
    return found


def common_roles(facts: Facts, limit: int = 300) -> list[str]:
    """The roles' names, those of most companies first."""
    counts: dict[str, int] = {}
    for role in facts.roles():
        counts[role.display] = counts.get(role.display, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))[:limit]
