"""What an operator declares about files (`guides.yaml` beside them, or front matter): it wins over every guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ingest.amounts.signs import CODES
from ingest.amounts.types import Period
from ingest.errors import GuideError
from ingest.lexicon.words import loaded

FILES = ("guides.yaml", "guides.yml")
MEANINGS = frozenset(
    "base equity bonus signing total company role title level track stage "
    "region currency period valid aside other".split()
)
"""What a column may be declared to be; "other" is no pay of this company."""
KEYS = frozenset("company role columns currency period gross valid_from headings skip explained".split())
_PERIODS: dict[str, Period] = {
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "hour": "hour",
    "quarter": "quarter",
}
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared for one file. columns: heading (folded) to meaning. headings: a heading (folded) to what it is
    and
    names: ("company", "Google"), ("role", "Data Engineer"), ("stage", "Seed"), ("region", "Berlin"), ("valid",
    "2025")."""

    company: str = ""
    role: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    period: Period | None = None
    gross: bool | None = None
    valid_from: str = ""
    headings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    skip: bool = False


def declared(meta: Mapping[str, Any], entry: Mapping[str, Any], path: str) -> Declared:
    """The declarations of a file's front matter over those of guides.yaml. Raises GuideError for what they can't be."""
    both = {**entry, **{k: v for k, v in meta.items() if k in KEYS - {"company", "role"}}}
    columns = both.get("columns")
    headings = both.get("headings")
    currency = str(both.get("currency") or "").upper()
    return Declared(
        str(entry.get("company") or ""),
        str(entry.get("role") or ""),
        _columns(columns, path) if isinstance(columns, Mapping) else {},
        currency if currency in CODES else None,
        _PERIODS.get(str(both.get("period") or "").lower()),
        both.get("gross") if isinstance(both.get("gross"), bool) else None,
        str(both.get("valid_from") or ""),
        _headings(headings) if isinstance(headings, Mapping) else {},
        both.get("skip") is True,
    )


def _columns(told: Mapping[Any, Any], path: str) -> dict[str, str]:
    found = {fold(str(heading)): str(meaning).strip().lower() for heading, meaning in told.items()}
    for heading, meaning in found.items():
        if meaning.removesuffix(" low").removesuffix(" high") not in MEANINGS:
            raise GuideError(
                path,
                f"its mapping says that column {heading!r} is {meaning!r}",
                f"use one of {', '.join(sorted(MEANINGS))}",
            )
    return found


def _headings(told: Mapping[Any, Any]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for heading, meaning in told.items():
        if isinstance(meaning, Mapping):
            for kind, name in meaning.items():
                if str(kind) in ("company", "role", "stage", "region", "valid"):
                    found[fold(str(heading))] = (str(kind), str(name))
        elif str(meaning) in ("company", "role", "stage", "region", "valid"):
            found[fold(str(heading))] = (str(meaning), str(heading))
    return found


def fold(text: str) -> str:
    """A heading as mappings compare it: lower case, single spaces."""
    return " ".join(text.casefold().split())


def entry_for(root: Path, path: str) -> dict[str, Any]:
    """What guides.yaml at the root says of a file, its globs applied in order (a later one wins). {} without one.

    Raises GuideError for a file that is no mapping.
    """
    merged: dict[str, Any] = {}
    for name in FILES:
        file = root / name
        try:
            stamp = file.stat().st_mtime_ns
        except OSError:
            continue
        for glob, entry in _load(str(file), stamp).items():
            if fnmatch(path, glob) or fnmatch(path, f"*/{glob}") or path == glob:
                merged |= entry
    return merged


@lru_cache(maxsize=64)
def _load(file: str, stamp: int) -> dict[str, dict[str, Any]]:
    del stamp  # a part of the key alone: the file is read again when it has changed
    name = Path(file).name
    try:
        told = loaded(Path(file).read_bytes().decode("utf-8-sig")) or {}
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise GuideError(name, "is not YAML", "mend the line named", (mark.line + 1) if mark else 1) from None
    if not isinstance(told, dict) or not all(isinstance(v, dict) for v in told.values()) or len(told) > MOST_ENTRIES:
        raise GuideError(
            name, "is no mapping of files to what they are", 'write "pay/*.md:" and below it company: NAME'
        )
    for glob, entry in told.items():
        for key in entry:
            if key not in KEYS:
                raise GuideError(name, f"has {key!r} under {glob!r}", f"use {', '.join(sorted(KEYS))}")
    return {str(glob): dict(entry) for glob, entry in told.items()}


def explained(root: Path, path: str) -> dict[str, str]:
    """Findings of a file, by code, that whoever keeps it knows of, each with the reason. {} where the mapping is no
    mapping (that is a finding of its own)."""
    try:
        told = entry_for(root, path).get("explained")
    except GuideError:
        return {}
    return {str(code): " ".join(str(why).split()) for code, why in told.items()} if isinstance(told, Mapping) else {}


def digest(root: Path, path: str) -> str:
    """What of guides.yaml bears on a file, as text: part of what tells whether it has changed."""
    try:
        entry = entry_for(root, path)
    except GuideError as error:
        return str(error)
    read = [(key, value) for key, value in sorted(entry.items()) if key != "explained"]
    return repr(read) if read else ""
