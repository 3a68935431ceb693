"""What companies' names end in and people leave off, from companies.yaml."""

from functools import cache

from ingest.lexicon.words import data


@cache
def legal() -> frozenset[str]:
    """Forms of law, folded: "gmbh"."""
    return frozenset(data("companies")["legal"])


@cache
def suffixes() -> frozenset[str]:
    """Forms of law, and words such as "labs"."""
    return legal() | frozenset(data("companies")["suffixes"])


@cache
def no_parts() -> frozenset[str]:
    """Words for a company's people and work, which belong to no company's name."""
    return frozenset(data("companies")["no_parts"])
