"""Names as a model writes them, resolved in the index, or refused with the nearest that are held."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from bot.reading.lookup import match_level
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.types import Subject
from bot.reading.words import keys
from ingest.index.facts import Facts

NEAREST = 6
"""Names offered where one is not held."""


class Unresolved(ValueError):
    """A name that the guides don't hold. what: a sentence. nearest: names they do hold."""

    def __init__(self, what: str, nearest: Sequence[str]) -> None:
        super().__init__(what)
        self.what, self.nearest = what, tuple(nearest)


class Resolver:
    """Company, role, place and level names to those of the index."""

    def __init__(self, names: Names, facts: Facts) -> None:
        self.names, self.facts = names, facts

    def subject(self, company: str, role: str = "", region: str = "", level: str = "") -> Subject:
        """Whom the names mean. Raises Unresolved for the first that is not held."""
        slug = self.company(company)
        job = self.role(slug, role) if role else self._only_role(slug)
        place = self.region(slug, job, region) if region else None
        return Subject(slug, job, place, self.level(slug, job, level) if level else None)

    def company(self, name: str) -> str:
        """A company's slug."""
        held = self.facts.companies()
        by_slug = {c.slug: c.slug for c in held} | {c.display.lower(): c.slug for c in held}
        if (slug := by_slug.get(name.strip().lower())) is not None:
            return slug
        known = self.names.companies(name.strip())
        slugs = [s for s in known.slugs if any(c.slug == s for c in held)] if known else []
        if len(slugs) == 1:
            return slugs[0]
        near = [self.names.display(s) for s in slugs] or _near(name, [c.display for c in held])
        raise Unresolved(f"the guides hold no company {name[:60]!r}", near)

    def slug(self, name: str) -> str:
        """A company's slug, or its name as it was written where the guides hold none of it."""
        try:
            return self.company(name)
        except Unresolved:
            return name.strip()[:1].upper() + name.strip()[1:]

    def role(self, company: str, name: str) -> str:
        """A role's slug at a company."""
        jobs = self.names.jobs(company)
        low = name.strip().lower()
        shown = {role.slug: role.display for role in self.facts.roles(company)}
        exact = [slug for slug, display in shown.items() if low in (slug, display.lower())]
        found = exact or [job.slug for job in self.names.role(company, role_key(keys(name.replace("-", " "))))]
        if len(found) == 1:
            return found[0]
        near = [shown.get(slug, slug) for slug in found] or _near(name, list(shown.values()))
        raise Unresolved(f"{len(found) or 'no'} roles at {self.names.display(company)} are meant by {name[:60]!r}",
                         near or [job.slug for job in jobs][:NEAREST])  # fmt: skip

    def region(self, company: str | None, role: str | None, name: str) -> str:
        """A place as the guides write it."""
        held = self.facts.regions(company, role)
        exact = [region for region in held if region.lower() == name.strip().lower()]
        found = exact or list(self.names.regions(held, name.strip())[0])
        if len(found) == 1:
            return found[0]
        raise Unresolved(f"the guides hold no place {name[:60]!r} there", found[:NEAREST] or _near(name, list(held)))

    def level(self, company: str, role: str | None, name: str) -> str:
        """A level as the guide writes it."""
        held = tuple(dict.fromkeys(b.level for b in self.facts.bands(company, role) if b.level))
        found = match_level(held, name)
        if len(found) == 1:
            return found[0]
        raise Unresolved(f"the guide has no level {name[:40]!r}", list(found) or list(held)[:NEAREST])

    def _only_role(self, company: str) -> str | None:
        roles = self.facts.roles(company)
        return roles[0].slug if len(roles) == 1 else None


def _near(name: str, held: list[str]) -> list[str]:
    return [one for one, _, _ in process.extract(name, held, scorer=WRatio, limit=NEAREST)]
