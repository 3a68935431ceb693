"""The recruiter's lines, read from `data/phrases.yaml`. None holds a number: figures come in through {slots}."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.lexicon.words import loaded

Lines = tuple[str, ...]


@cache
def _groups() -> Mapping[str, Mapping[str, Lines]]:
    told = loaded((Path(__file__).parent / "data" / "phrases.yaml").read_text(encoding="utf-8"))
    return {
        group: {key: tuple(lines) for key, lines in held.items()} if isinstance(held, dict) else {"": tuple(held)}
        for group, held in told.items()
    }


def phrases(group: str, *keys: str) -> Lines:
    """The lines of a group for the first of the keys that has any. Raises KeyError where none has."""
    held = _groups()[group]
    for key in keys or ("",):
        if key in held:
            return held[key]
    raise KeyError(f"{group}: {', '.join(keys)}")


def has(group: str, key: str) -> bool:
    """Whether a group has lines for a key."""
    return key in _groups()[group]


def every_phrase() -> Lines:
    """Every line, of every group."""
    return tuple(line for held in _groups().values() for lines in held.values() for line in lines)
