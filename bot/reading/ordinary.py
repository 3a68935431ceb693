"""Words of everyday English that a question is made of: what is left unexplained beside them may be a name."""

from functools import cache

from ingest.lexicon.words import data


@cache
def ordinary_en() -> frozenset[str]:
    """Those of English alone."""
    return frozenset(data("ordinary")["en"].split())


@cache
def ordinary() -> frozenset[str]:
    """Them, folded, and those that a question about pay is made of in other languages."""
    return ordinary_en().union(*(str(one).split() for one in data("asking").values()))
