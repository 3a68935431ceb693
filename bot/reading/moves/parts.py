"""Where a line names the parts of a package, as features: the field's words and those of a call, from data."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.lexicon.words import data, loaded, pattern

_SAME = {"pto": "holiday"}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    told: Mapping[str, list[str]] = loaded((Path(__file__).parent / "parts.yaml").read_text(encoding="utf-8"))
    written = data("pay")
    return {part: pattern([*words, *written.get(_SAME.get(part, part), ())]) for part, words in told.items()}


def named(text: str) -> tuple[tuple[int, int, str], ...]:
    """Every part that a text names, as start, end and part, in order; a longer name hides those inside it."""
    found = sorted(
        ((m.start(), m.end(), part) for part, one in _patterns().items() for m in one.finditer(text)),
        key=lambda f: (f[0] - f[1], f[0]),
    )
    kept: list[tuple[int, int, str]] = []
    for start, end, part in found:
        if not any(s < end and start < e and (s, e) != (start, end) for s, e, _ in kept):
            kept.append((start, end, part))
    return tuple(sorted(kept))
