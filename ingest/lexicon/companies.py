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
