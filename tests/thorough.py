"""How much a property is tried on: a share of it with every run, all of it with `--long`."""

ALL = False
"""Told by tests/conftest.py before anything is collected."""


def some(count: int) -> int:
    """Of so many examples, how many are tried in this run; other ones in the next where nothing fixes them."""
    return count if ALL else max(count // 4, min(count, 8))
