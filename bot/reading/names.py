"""Which company, role, region and level a phrase means, and how it was read: exact, alias, abbreviation or typo."""

import time
from collections.abc import Iterable

from bot.errors import BadInput
from bot.reading.gather import tables_of
from bot.reading.places import areas_of, is_wide, place_of
from bot.reading.roles import SOFTWARE, RoleKey, role_key
from bot.reading.tables import Job, KnownName, Place, Tables
from bot.reading.words import fold, joined, keys, near
from ingest.index.facts import Facts
from ingest.lexicon import titles
from ingest.lexicon.places import states


class Names:
    """The names of one index and how to find them in a phrase; cached, and renewed when the index is."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._built: object = None
        self._looked = float("-inf")
        self._cache = Tables()
        self._places: dict[str, Place] = {}

    @property
    def tables(self) -> Tables:
        """The look-up tables of the index as it is now; a re-ingest is seen within a twentieth of a second."""
        now = time.monotonic()
        if now - self._looked < 0.05:
            return self._cache
        self._looked = now
        built = self.facts.meta().built
        if built != self._built:
            self._cache, self._built, self._places = tables_of(self.facts), built, {}
        return self._cache

    # companies

    def companies(self, phrase: str) -> KnownName | None:
        """What a company's name, alias or abbreviation stands for; None for one that is not known."""
        return self.tables.companies.get(joined(phrase))

    def company_like(self, key: str) -> tuple[KnownName, ...]:
        """The companies that a mistyped joined key may mean, the nearest; several when equally near."""
        tables = self.tables
        best = near(key, tables.company_pool)
        return tuple({tables.companies[name].display: tables.companies[name] for name in best}.values())

    def region_like(self, key: str) -> str:
        """The region's name that a mistyped joined key means; "" when it could be several places, or none."""
        tables = self.tables
        found = near(key, tables.region_pool)
        meant = {tables.place_names.get(name, frozenset({name})) for name in found}
        return tables.region_keys[found[0]] if len(meant) == 1 else ""

    def is_role_word(self, key: str) -> bool:
        """Whether a word's key is part of some role's name ("staff", "engineer", "robotics" where a guide has it)."""
        one = titles.plurals().get(key, key)
        return one in self.tables.role_words or one in titles.nouns() or one in titles.seniority()

    def role_word_like(self, typed: str) -> str | None:
        """The word of a role's name that a mistyped word means; None when it could be several, or none."""
        found = {titles.plurals().get(word, word) for word in near(typed, self.tables.role_pool)}
        for form in (typed.removesuffix("s"), f"{typed}s"):
            found = found or {titles.plurals().get(word, word) for word in near(form, self.tables.role_pool)}
        found = found & titles.nouns() or found
        return max(found, key=len) if len({word.rstrip("s") for word in found}) == 1 else None

    def display(self, company: str) -> str:
        """A company's display name, with its slug where another company shows the same name."""
        tables = self.tables
        one = tables.held.get(company)
        if one is None:
            return company
        twins = [h for h in tables.held.values() if h.display == one.display]
        return (
            f"{one.display} ({one.slug})" if len(twins) > 1 and joined(one.slug) != joined(one.display) else one.display
        )

    def named(self, company: str, role: str | None) -> tuple[str, str | None]:
        """The slugs of a company and a role written by name. Raises BadInput with the nearest names where none is
        held."""
        known = self.companies(company)
        if known is None or len(known.slugs) != 1:
            near = self.nearby_companies(company) if known is None else tuple(self.display(s) for s in known.slugs)
            raise BadInput(
                "company",
                f"the guides hold no {company!r}",
                f"name one they hold, such as {', '.join(near) or 'those of `list`'}",
            )
        jobs = self.role(known.slugs[0], role_key(keys(role))) if role else ()
        return known.slugs[0], jobs[0].slug if len(jobs) == 1 else None

    def nearby_companies(self, phrase: str, limit: int = 3) -> tuple[str, ...]:
        """Companies held whose names look most like a phrase, for "did you mean"; may be empty."""
        from rapidfuzz import fuzz, process

        names = {h.slug: h.display for h in self.tables.held.values()}
        found = process.extract(phrase, names, scorer=fuzz.WRatio, processor=fold, limit=limit, score_cutoff=75)
        return tuple(dict.fromkeys(self.display(slug) for _, _, slug in found))

    # roles

    def canonical(self, key: RoleKey) -> RoleKey:
        """A role's key with its aliases resolved: (senior, swe) is (senior, softwareengineer)."""
        tables = self.tables
        for _ in range(3):
            if key in tables.alias_full:
                new = tables.alias_full[key]
            elif key.core in tables.alias_core:
                new = RoleKey(key.seniority, tables.alias_core[key.core])
            else:
                break
            if new == key:
                break
            key = new
        if key.vague and key.seniority:
            return RoleKey(key.seniority, SOFTWARE)
        return key

    def jobs(self, company: str) -> tuple[Job, ...]:
        """The roles of one company."""
        return self.tables.jobs.get(company, ())

    def role(self, company: str, key: RoleKey) -> tuple[Job, ...]:
        """The roles of a company that a key means, seniority and specialty exactly; several where its guides share a
        name."""
        key = self.canonical(key)
        found = tuple(job for job in self.jobs(company) if key in job.keys)
        if len(found) > 1:
            own = tuple(job for job in found if role_key(keys(job.slug.replace("-", " "))) == key)
            found = own or found
        return found

    def wider(self, key: RoleKey) -> tuple[RoleKey, ...]:
        """The roles whose guide speaks for a small title where it has none of its own, nearest first: Software Engineer
        for a backend engineer."""
        key = self.canonical(key)
        return tuple(RoleKey(key.seniority, core) for core in self.tables.wider.get(key.core, ()))

    def plain(self, key: RoleKey) -> RoleKey | None:
        """The role without a rank that guides seldom tell apart (a new grad, SDE II, an intern); None for others."""
        key = self.canonical(key)
        small = bool(key.seniority) and set(key.seniority) <= titles.seldom_apart()
        return RoleKey((), key.core) if small else None

    def said_role(self, key: RoleKey) -> str:
        """How a role's key reads: "Senior Data Engineer"."""
        tables = self.tables
        if key in tables.role_display:
            return tables.role_display[key]
        core = tables.role_display.get(RoleKey((), key.core), key.core or "role")
        return " ".join([*(word.capitalize() for word in key.seniority), core])

    # regions

    def place(self, region: str) -> Place:
        """A guide's region name, taken apart."""
        tables = self.tables
        found = self._places.get(region)
        if found is None:
            found = self._places[region] = place_of(region, tables)
        return found

    def regions(self, held: Iterable[str], phrase: str) -> tuple[tuple[str, ...], str]:
        """The rows among held that a phrase names, and how: "exact", "part", "within", or "" when none does.

        Several rows mean that the phrase could be any of them.
        """
        tables = self.tables
        held = tuple(dict.fromkeys(held))
        wanted = joined(phrase)
        names = tables.place_names.get(wanted, frozenset()) | {wanted}
        places = [(region, self.place(region)) for region in held]
        tiers = (
            ("exact", lambda p: p.full == wanted),
            ("part", lambda p: wanted in p.parts),
            ("part", lambda p: bool(names & p.names)),
            ("within", lambda p: bool(names & p.within)),
            ("within", lambda p: wanted == "remote" and p.remote),
        )
        for how, fits in tiers:
            if rows := tuple(region for region, place in places if fits(place)):
                return rows, how
        return (), ""

    def taking_in(self, held: Iterable[str], phrase: str) -> tuple[str, ...]:
        """The rows among held for a whole area that a place lies in: "Europe" for Dublin, "Remote US" for a remote job
        in Ohio. Of areas within each other the smaller; a row that names towns speaks for these alone."""
        tables = self.tables
        words = [word for word in phrase.split() if joined(word) != "remote"]
        wider = areas_of(" ".join(words).strip(" ,"), tables)
        afar = len(words) < len(phrase.split())
        found: dict[str, frozenset[str]] = {}
        for region in dict.fromkeys(held):
            found[region] = self._areas(self.place(region), afar) & wider
        found = {region: areas for region, areas in found.items() if areas}
        above = {one: {up for area in areas for up in tables.within.get(area, ())} for one, areas in found.items()}
        return tuple(one for one in found if not any(found[one] & above[other] for other in found if other != one))

    def _areas(self, place: Place, afar: bool) -> frozenset[str]:
        """The keys of the areas that a row is for as a whole. afar: for somebody who works remotely."""
        tables = self.tables
        other = {part.removeprefix("other") for part in place.parts if part.startswith("other")}
        whole = frozenset(name for part in other for name in tables.place_names.get(part, (part,)))
        if place.remote:
            return whole | place.within | place.names if afar else whole
        return whole | place.names if all(is_wide(tables, name) for name in place.names) else whole

    def is_wide(self, phrase: str) -> bool:
        """True for a state, a country or a wider area, in which other places lie."""
        key = joined(phrase)
        return key in states() or is_wide(self.tables, key)

    def around(self, held: Iterable[str], phrase: str) -> tuple[str, ...]:
        """The rows among held that take in a place they don't name (Europe for Paris), or lie in the same state or
        country."""
        tables = self.tables
        wanted = joined(phrase)
        names = tables.place_names.get(wanted, frozenset()) | {wanted}
        wider = frozenset().union(*(tables.within.get(name, frozenset()) for name in names))
        found = [(len(wider & (p.names | p.within)), region) for region in held for p in (self.place(region),)]
        return tuple(region for shared, region in sorted(found, key=lambda x: -x[0]) if shared)
