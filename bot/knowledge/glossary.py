"""The field's words explained: corpus/glossary.yaml, each with its other names, its meaning and the card that says
more."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.reading.whole import starts
from ingest.lexicon.words import loaded

TABLE = Path(__file__).resolve().parents[2] / "corpus" / "glossary.yaml"
"""Beside this package in a checkout and when installed."""
PATH = "glossary.yaml"
"""How a citation names the file."""


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word and its meaning. also: what else it is called. card: the playbook card that says more, or "".
    line: where it stands in the file."""

    term: str
    also: tuple[str, ...]
    means: str
    card: str
    line: int


@cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """Every term, in the file's order."""
    text = TABLE.read_text(encoding="utf-8")
    starts = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("- term:")]
    rows = loaded(text)
    return tuple(
        GlossaryTerm(
            str(row["term"]),
            tuple(map(str, row.get("also") or ())),
            str(row["means"]),
            str(row.get("card") or ""),
            line,
        )
        for row, line in zip(rows, starts, strict=True)
    )


def terms_in(text: str, limit: int = 3) -> tuple[GlossaryTerm, ...]:
    """The terms that a text names, in its order; the longest name wins where several overlap ("cliff vesting")."""
    taken: list[tuple[int, int, GlossaryTerm]] = []
    folded = _folded(text)
    for name, term in _names():
        for begin in starts(name, folded):
            end = begin + len(name) + folded.startswith("s", begin + len(name))
            whole = not folded[end : end + 1].isalnum()
            if whole and all(end <= start or begin >= last for start, last, _ in taken):
                taken.append((begin, end, term))
    found_terms = [term for _, _, term in sorted(taken, key=lambda one: one[0])]
    return tuple(dict.fromkeys(found_terms))[:limit]


@cache
def _names() -> tuple[tuple[str, GlossaryTerm], ...]:
    """Every name with its term, the longest first."""
    pairs = [(_folded(name), term) for term in glossary() for name in (term.term, *term.also)]
    return tuple(sorted(pairs, key=lambda one: -len(one[0])))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("–", " ").split())
