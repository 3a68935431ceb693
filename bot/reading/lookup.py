"""Whom a subject's words mean: the guide, its row and its level, or what of them is unclear or not held."""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.reading.jobs import level_code
from bot.reading.names import Names
from bot.reading.roles import RoleKey, role_key
from bot.reading.stretches import split_at, words_in
from bot.reading.tables import Job, KnownName
from bot.reading.types import Said, Subject, Unclear, Unknown
from bot.reading.words import BRACKET, fold, joined, keys, unbracketed
from ingest.guide.types import Band
from ingest.lexicon import titles
from ingest.lexicon.places import states
from ingest.lexicon.words import data

# --- looking a subject up

EVERY_ROLE = "all-roles"
"""The slug of a guide whose figures are no one role's."""


@dataclass(slots=True)
class Lookup:
    """Finds the guide and the row that a subject's words mean; what it can't find it says instead of guessing.

    loose: a missing company or role is no fault (a ranking over all). gone: kinds already known to be unknown.
    """

    names: Names
    loose: bool
    gone: AbstractSet[str]

    def subject(self, said: Said) -> tuple[Subject, list[Unclear], list[Unknown], list[str]]:
        """The subject, the doubts, what is not held, and notes on how names were read."""
        key = self._key(said)
        slugs, doubts, missing = self._companies(said, key)
        if doubts or missing or self.gone & {"company", "role"}:
            return Subject(), doubts, missing, []
        if not slugs:
            job, notes = self._anywhere(key, said)
            return Subject(None, job.slug if job else None, said.region), [], [], notes
        outcomes = [self._in(slug, said, key) for slug in slugs]
        if len(outcomes) > 1:
            outcomes = _the_fitting(outcomes)
        if len(outcomes) > 1:
            choices = tuple(f"{self.names.tables.held[o[0].company or ''].display} ({o[0].company})" for o in outcomes)
            return Subject(), [Unclear("company", said.company or "", choices)], [], []
        return outcomes[0]

    def _key(self, said: Said) -> RoleKey | None:
        if not said.role:
            return None
        flat, roles = "".join(keys(said.role)), self.names.tables.roles
        return roles.get(flat) or roles.get(flat.removesuffix("s")) or role_key(keys(said.role))

    def _companies(self, said: Said, key: RoleKey | None) -> tuple[tuple[str, ...], list[Unclear], list[Unknown]]:
        if said.company:
            known = self.names.companies(said.company)
            if known is None and said.company in self.names.tables.held:
                known = KnownName(said.company, (said.company,))
            if known is None or not known.slugs:
                return (), [], [Unknown("company", said.company, self.names.nearby_companies(said.company))]
            return known.slugs, [], []
        if self.loose or self.gone & {"company"} or key is None:
            return (), [] if self.loose or self.gone else [Unclear("company", "", ())], []
        alike = (*self.names.wider(key), self.names.plain(key))
        jobs = self._jobs_anywhere(key) or [job for one in alike if one for job in self._jobs_anywhere(one)]
        found = tuple(dict.fromkeys(job.company for job in jobs))
        if len(found) == 1:
            return found, [], []
        if not found:
            return (), [], [Unknown("role", said.role or "", ())]
        choices = tuple(dict.fromkeys(self.names.display(slug) for slug in found))
        return (), [Unclear("company", "", choices)], []

    def _jobs_anywhere(self, key: RoleKey) -> list[Job]:
        return [job for company in self.names.tables.jobs for job in self.names.role(company, key)]

    def _anywhere(self, key: RoleKey | None, said: Said) -> tuple[Job | None, list[str]]:
        """A guide of the role, whoever's; of the wider role that takes it in, said so, where nobody has its own."""
        if key is None:
            return None, []
        if own := next(iter(self._jobs_anywhere(key)), None):
            return own, []
        wide = next((job for one in self.names.wider(key) for job in self._jobs_anywhere(one)), None)
        return wide, [_stands_for(said.role, "", wide)] if wide else []

    def _in(
        self, company: str, said: Said, key: RoleKey | None
    ) -> tuple[Subject, list[Unclear], list[Unknown], list[str]]:
        job, level, doubt, missing = self._job(company, said, key)
        notes: list[str] = []
        if job is None and key is not None and any(gone.kind == "role" for gone in missing):
            job, level, doubt, missing, notes = self._taken_in(company, said, key, missing)
        if job is not None and level and (mapped := self._mapped(company, job, key, level)) is not None:
            if mapped is not job:
                notes.append(f"By its guides’ level mapping, {level.upper()} there is {mapped.display}.")
            job, level = mapped, None
        subject = Subject(company, job.slug if job else None, said.region)
        if job is None:
            return subject, doubt, missing, []
        bands = self.names.facts.bands(company, job.slug)
        region, how, doubt, missing = self.region(said, bands)
        if region and how == "within" and said.region:
            notes.append(f"The one row of this guide in {said.region} is {region}.")
        if how == "taken in":
            place = self.names.tables.region_keys.get(joined(said.region or ""), said.region)
            notes.append(f"The guide has no row of its own for {place}; this is its row for {region}.")
        subject = replace(subject, region=region)
        here = [band for band in bands if region in (None, band.region)]
        found, more, gone = self._level(level, here, said) if not missing and not doubt else (None, [], [])
        return replace(subject, level=found), doubt + more, missing + gone, notes

    def _job(
        self, company: str, said: Said, key: RoleKey | None
    ) -> tuple[Job | None, str | None, list[Unclear], list[Unknown]]:
        jobs = self.names.jobs(company)
        level = said.level
        code = joined(level) if level else ""
        if code:
            coded = [j for j in jobs if code in j.codes and (key is None or _same_trade(self.names, key, j))]
            if len(coded) == 1:
                rows = {band.level for band in self.names.facts.bands(company, coded[0].slug) if band.level}
                return coded[0], level if level and match_level(rows, level) else None, [], []
        if key is None:
            if len(jobs) == 1 or self.loose:
                return (jobs[0] if len(jobs) == 1 else None), level, [], []
            paid = {job.slug: self.names.facts.bands(company, job.slug) for job in jobs}
            jobs = tuple(job for job in jobs if paid[job.slug]) or jobs
            at = [job for job in jobs if level and match_level({b.level for b in paid[job.slug] if b.level}, level)]
            if len(at) == 1 or len(jobs) == 1:
                return (at or jobs)[0], level, [], []
            return None, None, [Unclear("role", "", tuple(job.display for job in jobs))], []
        found = self.names.role(company, key)
        if len(found) == 1:
            return found[0], level, [], []
        if len(found) > 1:
            return None, None, [Unclear("role", said.role or "", tuple(job.display for job in found))], []
        return self._unheld(company, said, key, jobs)

    def _mapped(self, company: str, job: Job, key: RoleKey | None, level: str) -> Job | None:
        """The job that has a level by its guide's mapping ("Databricks Staff SWE (L5)"), where this job's rows tell
        none: itself, or the only other one of the trade; None for none."""
        facts = self.names.facts
        if level_code().fullmatch(joined(level)) is None or any(b.level for b in facts.bands(company, job.slug)):
            return None
        trade = [one for one in self.names.jobs(company) if key is None or _same_trade(self.names, key, one)]
        at = [one for one in dict.fromkeys((job, *trade)) if self._is_at(company, one, level)]
        return at[0] if job in at[:1] or len(at) == 1 else None

    def _is_at(self, company: str, job: Job, level: str) -> bool:
        guide = self.names.facts.guide(company, job.slug)
        return guide is not None and bool(match_level((one.level for one in guide.mappings), level))

    def _unheld(
        self, company: str, said: Said, key: RoleKey, jobs: Sequence[Job]
    ) -> tuple[Job | None, str | None, list[Unclear], list[Unknown]]:
        """A title that no guide of the company is named by: a row's own title, a rank of the plain role, or what is
        asked or missing."""
        level = said.level
        if titled := self._by_title(company, key, level):
            return *titled, [], []
        for_all = [job.slug for job in jobs] == [EVERY_ROLE] and level
        if key.vague and not key.seniority and not for_all:
            fitting = tuple(j.display for j in jobs if "engineer" in fold(j.display))
            return None, None, [Unclear("role", said.role or "", fitting or tuple(j.display for j in jobs))], []
        if key.seniority and not level:
            job = self._by_level(company, key)
            if job is not None:
                return job, " ".join(key.seniority), [], []
        if self.loose and not said.company:
            return None, level, [], []
        return None, None, [], [Unknown("role", said.role or "", _near_jobs(self.names, jobs, key))]

    def _taken_in(
        self, company: str, said: Said, key: RoleKey, missing: list[Unknown]
    ) -> tuple[Job | None, str | None, list[Unclear], list[Unknown], list[str]]:
        """The guide of the wider role that takes a small title in, said so; else a choice of roles where the title is
        a known one; else what was missing."""
        wider = self.names.wider(key)
        for one in wider:
            found = self.names.role(company, one)
            job = found[0] if len(found) == 1 else self._by_level(company, one) if one.seniority else None
            if job is not None:
                level = " ".join(one.seniority) if one.seniority and not found else said.level
                return job, level, [], [], [_stands_for(said.role, f" at {self.names.display(company)}", job)]
        every = next((job for job in self.names.jobs(company) if job.slug == EVERY_ROLE), None)
        asked = said.level if not key.seniority else "" if said.level else " ".join(key.seniority)
        if every is not None and asked and len(self.names.jobs(company)) == 1:
            levels = {band.level for band in self.names.facts.bands(company, every.slug) if band.level}
            found_levels = match_level(levels, asked)
            # "Senior (Designer)" is a designer's; a level alone is everybody's.
            if found_levels and (said.level or not any("(" in level for level in found_levels)):
                note = f"The guides on {self.names.display(company)} tell pay by level alone, for every role."
                return every, asked, [], [], [note]
        if wider or self.names.plain(key):
            near = next(gone.nearby for gone in missing if gone.kind == "role")
            return None, None, [Unclear("role", said.role or "", near)], [], []
        return None, None, [], missing, []

    def _by_level(self, company: str, key: RoleKey) -> Job | None:
        """The plain role's guide, where it has a row for the seniority asked."""
        for job in self.names.role(company, RoleKey((), self.names.canonical(key).core)):
            levels = {band.level for band in self.names.facts.bands(company, job.slug) if band.level}
            if match_level(levels, " ".join(key.seniority)):
                return job
        return None

    def _by_title(self, company: str, key: RoleKey, level: str | None) -> tuple[Job, str] | None:
        """The one row whose level is a title that the words name: "L5 (Senior Engineer)" for a senior engineer."""
        wanted = {key, self.names.canonical(key)}
        found: dict[tuple[str, str], Job] = {}
        for job in self.names.jobs(company):
            for held in {band.level for band in self.names.facts.bands(company, job.slug) if band.level}:
                titled = {role_key(keys(title)) for title in _titles_of(held) if keys(title)}
                if wanted & titled and (level is None or match_level([held], level)):
                    found[job.slug, held] = job
        return (next(iter(found.values())), next(iter(found))[1]) if len(found) == 1 else None

    def region(self, said: Said, bands: Sequence[Band]) -> tuple[str | None, str, list[Unclear], list[Unknown]]:
        """The row for the place that was said among bands, how it was found, and what is unclear or not held."""
        held = tuple(dict.fromkeys(band.region for band in bands))
        if said.region is None or "region" in self.gone:
            return None, "", [], []
        rows, how = find_region(self.names, held, said.region)
        if len(rows) == 1:
            return rows[0], how, [], []
        if rows:
            return None, "", [Unclear("region", said.region, rows)], []
        if len(rows := self.names.taking_in(held, said.region)) == 1:
            return rows[0], "taken in", [], []
        near = self.names.around(held, said.region)
        return None, "", [], [Unknown("region", said.region, (*near, *(r for r in held if r not in near)))]

    def _level(
        self, level: str | None, bands: Sequence[Band], said: Said
    ) -> tuple[str | None, list[Unclear], list[Unknown]]:
        held = tuple(dict.fromkeys(band.level for band in bands if band.level))
        plain = any(band.level is None for band in bands)
        if level is None:
            several = len(held) > 1 or (
                held and plain and len({b.region for b in bands if b.level} & {b.region for b in bands if not b.level})
            )
            if several and len(named := _titled(held, said)) == 1:
                return named[0], [], []
            if several:
                return None, [Unclear("level", "", held)], []
            return (held[0] if len(held) == 1 and not plain else None), [], []
        found = match_level(held, level)
        if len(found) == 1:
            return found[0], [], []
        if found:
            return None, [Unclear("level", level, found)], []
        return None, [], [Unknown("level", level, held)]


_GRADE = re.compile(r"(?<=[a-z]{3})-?(?=\d$)")


def _titled(held: Sequence[str], said: Said) -> list[str]:
    """The levels whose own title is the one that was said: "L5 SDE II" for "SDE 2"."""
    wanted = role_key(keys(_GRADE.sub(" ", said.role or said.level or "")))
    if not wanted.seniority:
        return [level for level in held if wanted in {role_key(keys(title)) for title in _titles_of(level)}]
    words = {level: keys(level) for level in held}
    return [level for level, of in words.items() if any(role_key(of[at:]) == wanted for at in range(len(of)))]


def _stands_for(title: str | None, where: str, job: Job) -> str:
    return f"The guides have no rows of their own for “{title}”{where}; these are the figures for {job.display}."


def _the_fitting(
    outcomes: list[tuple[Subject, list[Unclear], list[Unknown], list[str]]],
) -> list[tuple[Subject, list[Unclear], list[Unknown], list[str]]]:
    """Of companies that share a name, those that hold the role and region asked; all when none does."""
    fitting = [one for one in outcomes if not one[2]]
    return fitting or outcomes[:1]


def left_out(names: Names, held: Sequence[str], without: Sequence[str]) -> frozenset[str]:
    """The rows that places left out name."""
    return frozenset(row for phrase in without for row in find_region(names, held, phrase)[0])


def find_region(names: Names, held: Sequence[str], phrase: str) -> tuple[tuple[str, ...], str]:
    """The rows that a region's phrase names, a state or country behind the city checked; ((), "") when none does."""
    rows, how = names.regions(held, phrase)
    if rows:
        return rows, how
    words = phrase.replace(",", " ").split()
    for cut in range(1, min(3, len(words))):
        city, more = " ".join(words[:-cut]), " ".join(words[-cut:])
        rows, how = names.regions(held, city)
        wider = states().get(more.casefold(), more)
        keyed = names.tables.place_names.get(joined(wider), frozenset()) | {joined(wider)}
        held_in = [row for row in rows if keyed & (names.place(row).within | names.place(row).names)]
        if how in ("exact", "part") and held_in:
            return tuple(held_in), how
    return (), ""


def _same_trade(names: Names, key: RoleKey, job: Job) -> bool:
    core = names.canonical(key).core
    return key.vague or any(k.core == core for k in job.keys)


def _near_jobs(names: Names, jobs: Sequence[Job], key: RoleKey) -> tuple[str, ...]:
    """The roles held that share the specialty, then those that share a word; all when none does."""
    wanted = names.canonical(key)
    cores = {wanted.core, *(wide.core for wide in names.wider(key))}
    same = [j.display for j in jobs if any(k.core in cores for k in j.keys)]
    words = set(keys(names.said_role(wanted)))
    alike = [
        j.display
        for j in jobs
        if len(words & set(keys(j.display)) - titles.generic() - titles.ranks()) and j.display not in same
    ]
    return tuple([*same, *alike] or [j.display for j in jobs])


# --- levels

_SPAN = re.compile(r"([a-z]+)(\d+)\s*[-–/]\s*([a-z]*)(\d+)", re.I)


def match_level(held: Iterable[str], wanted: str) -> tuple[str, ...]:
    """The levels among held that words or a code name: "L4" is in "Mid (L3-L4)", "senior" is "Senior (L5)", not "Senior
    II"."""
    levels = tuple(held)
    tiers: tuple[Callable[[str], bool], ...] = (
        lambda level: joined(level) == joined(wanted),
        lambda level: joined(wanted) in _codes(level)[0],
        lambda level: (
            joined(unbracketed_level(level)) == joined(wanted)
            and not unbracketed_level(level).rstrip().endswith(("+", "-"))
        ),
        lambda level: joined(wanted) in _codes(level)[1],
        lambda level: (
            joined(wanted) in {joined(p) for p in split_at(unbracketed_level(level).rstrip("+ "), "/,")}
            and not unbracketed_level(level).endswith("-")
        ),
        lambda level: (
            level_code().fullmatch(joined(wanted)) is None
            and joined(wanted) == "".join(k for k in keys(level) if not level_code().fullmatch(k))
        ),
    )
    last = keys(wanted)
    number = _numbered(wanted)
    tiers += (
        lambda level: len(last) > 1 and keys(unbracketed_level(level))[-len(last) :] == last,
        lambda level: bool(number) and (keys(level)[:1] == (number,) or level.casefold() == f"level {number}"),
    )
    for fits in tiers:
        if found := tuple(level for level in levels if fits(level)):
            return found
    return ()


def _numbered(wanted: str) -> str:
    """The number of a level that is told by no more: "level 5", "step 2" and "l5" are 5 where rows are numbered."""
    said = keys(wanted)
    if len(said) == 2 and said[0] in data("titles")["before_a_level"] and said[1].isdigit():
        return said[1]
    return said[0][1:] if len(said) == 1 and said[0][:1] == "l" and said[0][1:].isdigit() else ""


def _titles_of(level: str) -> tuple[str, ...]:
    """The names that a level is told by: before its brackets, behind its number ("3 – Senior engineer"), and in its
    brackets, one by one."""
    inner = [part.strip() for found in BRACKET.findall(level) for part in found.replace(" / ", ",").split(",")]
    bare = unbracketed_level(level)
    return (bare, *bare.split(" – ")[1:], *bare.split(" - ")[1:], *inner)


def unbracketed_level(level: str) -> str:
    """A level's name without its code in brackets."""
    return unbracketed(level)


def _codes(level: str) -> tuple[set[str], set[str]]:
    """The codes a level's name states, exactly, and those it takes in at an open end ("L6+")."""
    exact: set[str] = set()
    text = fold(level)
    for span in _SPAN.finditer(text):
        low, high = int(span[2]), int(span[4])
        exact |= {f"{span[1]}{n}" for n in range(low, high + 1)} if high - low < 10 else set()
    open_: set[str] = set()
    numbers = (number for word, number in pairwise(words_in(text)) if word == "level" and number.isdecimal())
    exact |= {f"l{number}" for number in numbers if len(number) < 3}
    for code in re.finditer(r"\b([a-z]{1,3})(\d{1,2})([+-]?)", text):
        (open_ if code[3] == "+" or (code[3] == "-" and not _SPAN.search(text)) else exact).add(code[1] + code[2])
    return exact, open_
