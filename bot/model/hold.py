"""What of a paragraph or list item may stay: no statement twice, and nothing left hanging by a dropped sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.gate import GateVerdict
from bot.model.mentions import words
from bot.model.sentences import split
from bot.model.units import Unit
from bot.reading.stretches import letters_in, unmarked, words_in

STATEMENT = re.compile(r"\{\s*(s\d{1,3})\s*(?::[^{}]*)?\}")
"""A statement placed, also in other words."""
_HEAD = 3
"""Words of a sentence among which one that leans on the sentence before it stands."""


@dataclass(slots=True)
class JudgedUnit:
    """A unit with its sentences and what became of each, in order."""

    unit: Unit
    pieces: Sequence[str]
    verdicts: list[GateVerdict]

    @property
    def wrong(self) -> list[int]:
        """Which pieces failed."""
        return [at for at, verdict in enumerate(self.verdicts) if not verdict.ok]


def left(made: JudgedUnit, language: str) -> JudgedUnit:
    """What stays of a unit: the sentences before one that failed, less those that led to it, and those behind it that
    stand alone. A draft stays only with its ask: without one a letter says something else."""
    kept: list[int] = []
    fallen = False
    leads = ":" if made.unit.kind == "draft" else (":", "?")  # a letter's question is an ask
    for at, verdict in enumerate(made.verdicts):
        if not verdict.ok:
            fallen = True
            while kept and made.pieces[kept[-1]].rstrip().endswith(leads):
                kept.pop()
        elif not fallen or not leans(made.pieces[at], language):
            kept.append(at)
    if made.unit.kind == "item" and made.wrong[:1] == [0]:
        kept = []  # its mark and what it is about are gone
    asks = [at for at, piece in enumerate(made.pieces) if piece.rstrip().endswith("?") or "{" in piece]
    if made.unit.kind == "draft" and not (asks and set(asks) <= set(kept)):
        kept = []
    text = "".join(made.pieces[at] for at in kept)
    return JudgedUnit(Unit(made.unit.kind, text), [made.pieces[at] for at in kept], [made.verdicts[at] for at in kept])


def leans(piece: str, language: str) -> bool:
    """Whether a sentence takes up the one before it ("So ask for that.", "It vests over four years.")."""
    if STATEMENT.search(piece) and not letters_in(STATEMENT.sub("", piece), 2):
        return False  # a sentence of ours, which stands alone
    leaning = words("leaning").get(language)
    said = words_in(unmarked(piece).lower())
    return leaning is None or not letters_in(piece, 2) or bool(set(said[:_HEAD]) & set(leaning))


def told_once(pieces: Sequence[str], placed: set[str]) -> list[str]:
    """The sentences without statements that were placed before, and without words that only led there."""
    kept = []
    for piece in pieces:
        again = [match for match in STATEMENT.finditer(piece) if match[1] in placed]
        placed |= {match[1] for match in STATEMENT.finditer(piece)}
        rest = piece
        for match in again[::-1]:
            rest = f"{rest[: match.start()]}{rest[match.end() :]}"
        if not again or (words_in(unmarked(rest)) and not rest.rstrip().endswith(":")):
            kept.append(rest)
    return kept


def unrepeated(text: str) -> str:
    """A text without a sentence that stood in it before, word for word (a script placed behind its own words)."""
    kept: list[str] = []
    said: set[tuple[str, ...]] = set()
    for piece in split(text):
        words_ = tuple(words_in(piece.lower()))
        if len(words_) <= _HEAD or words_ not in said:
            kept.append(piece)
        said.add(words_)
    return "".join(kept)
