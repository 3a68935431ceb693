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


@cache
def ends() -> frozenset[str]:
    """Forms of law, and words that no department's name ends in: with one of these a name is a company's."""
    return legal() | frozenset(data("companies")["never_departments"])


@cache
def employers() -> frozenset[str]:
    """Names of employers that many people name, folded."""
    return _listed("names")


@cache
def employers_like_words() -> frozenset[str]:
    """Those that are words of their own: "visa", "square"."""
    return _listed("words")


def _listed(which: str) -> frozenset[str]:
    return frozenset(" ".join(one.split()) for one in data("employers")[which].split(","))


def is_employer(name: str) -> bool:
    """Whether a name is that of an employer that many people name, whatever it looks like."""
    return name.casefold() in employers() | employers_like_words()
