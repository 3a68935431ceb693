"""What a person writes into the fields of their offer, as a profile keeps it: names as the guides have them, and
nothing beside a part that speaks of its old figure."""

from collections.abc import Mapping
from typing import Any

from bot.reading.lookup import find_region
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.terms import Grant, Offer, Profile
from bot.reading.words import keys


def told(before: Profile, fields: Mapping[str, Any], names: Names) -> Profile:
    """The profile with these fields replaced. A name that the guides don't know is kept as it was written."""
    profile = before.model_copy(update=dict(fields))
    company = _company(profile.company, names)
    role = _role(company, profile.role, names)
    region = _region(company, role, profile.region, names)
    offer = profile.offer
    if offer is not None:
        own = {"company": company, "role": role, "region": region, "level": profile.level}
        offer = _renewed(before.offer, offer).model_copy(update=own)
    return profile.model_copy(
        update={
            "company": company, "role": role, "region": region, "offer": offer,
            "stance": "none" if profile.others else profile.stance,
        }
    )  # fmt: skip


def _company(written: str | None, names: Names) -> str | None:
    if not written or not written.strip():
        return None
    if written in names.tables.held:
        return written
    known = names.companies(written)
    slugs = [slug for slug in known.slugs if slug in names.tables.held] if known else []
    return slugs[0] if len(slugs) == 1 else written.strip()


def _role(company: str | None, written: str | None, names: Names) -> str | None:
    """One role of the company by its slug, its name, or words that fit it alone."""
    if not written or not written.strip():
        return None
    if company not in names.tables.held:
        return written.strip()
    jobs = names.jobs(company)
    exact = [job for job in jobs if written in (job.slug, job.display)]
    fitting = exact or names.role(company, role_key(keys(written.replace("-", " "))))
    return fitting[0].slug if len(fitting) == 1 else written.strip()


def _region(company: str | None, role: str | None, written: str | None, names: Names) -> str | None:
    if not written or not written.strip():
        return None
    held = names.facts.regions(company, role) if company in names.tables.held else ()
    found, _ = find_region(names, held, written) if held and written not in held else ((), "")
    return found[0] if len(found) == 1 else written.strip()


def _renewed(before: Offer | None, offer: Offer) -> Offer:
    """The offer without words and grants that tell of a figure which has been changed since."""
    if before is None:
        return offer
    changed = {name for name in Offer.model_fields if getattr(before, name) != getattr(offer, name)}
    said = tuple((part, words) for part, words in offer.said if part not in changed)
    written = tuple(one for one in offer.written if one.part not in changed)
    grants = offer.grants
    if grants and {"equity", "equity_years", "equity_per_year"} & changed:
        first = Grant(kind=offer.equity_kind, amount=offer.equity, currency=offer.equity_currency or offer.currency,
                      years=offer.equity_years, per_year=offer.equity_per_year)  # fmt: skip
        grants = (first, *grants[1:]) if offer.equity is not None else grants[1:]
    return offer.model_copy(update={"said": said, "written": written, "grants": grants})
