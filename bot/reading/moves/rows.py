"""A line of a rehearsal, and each amount in it, as features for the heads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy

from bot.reading.features import Array, Row, letter_grams, numbered, word_grams, words
from bot.reading.moves.amounts import Amount, about_time_off, amounts, compared, mask, masked, spoken
from bot.reading.moves.table import Table

Encode = Callable[[Sequence[str]], Array]
"""Texts to unit vectors, float32, one row a text."""
_LONGEST = 3000


@dataclass
class Line:
    """One line taken apart once: its text, its amounts, its masked forms and its vectors."""

    said: str
    table: Table
    encode: Encode

    @cached_property
    def text(self) -> str:
        return spoken(self.said[:_LONGEST].replace("’", "'"))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return amounts(self.text)

    @cached_property
    def masked(self) -> str:
        return masked(self.text, self.amounts, self.table)

    @cached_property
    def before(self) -> str:
        """The recruiter's last line, masked alike."""
        text = spoken(self.table.recruiter)
        return masked(text, amounts(text), self.table)

    @cached_property
    def vectors(self) -> tuple[Array, ...]:
        """Of the line, of what the recruiter said before it, and of the two together."""
        told = self.encode(
            [self.said[:1500], self.table.recruiter[:500] or " ", f"{self.table.recruiter[-300:]} {self.said[:1500]}"]
        )
        return tuple(told)

    def row(self, heard: Sequence[str] = ()) -> Row:
        """The whole line as features. heard: what its amounts were read as ("ask:base")."""
        tokens = words(self.masked)
        about = [
            f"phase={self.table.phase.split(' ')[0]}",
            f"closing={self.table.closing}",
            f"size={min(len(tokens).bit_length(), 7)}",
            f"ends={'?' if self.said.rstrip().endswith('?') else '.'}",
            f"marks={'?' in self.said}",
            f"asks={'?' in self.table.recruiter}",
            f"figures={min(len(self.amounts), 3)}",
            f"words={' '.join(self.before.lower().split()[:2])}",
            *numbered(sorted({mask(one, self.table) for one in self.amounts}), "has"),
            *numbered(heard, "heard"),
            f"heard={'+'.join(sorted(set(heard))) or 'nothing'}",
            *(f"asks={'?' in self.table.recruiter}&first={word}" for word in tokens[:1]),
            *(f"closing={self.table.closing}&first={word}" for word in tokens[:1]),
        ]
        return Row(
            (
                word_grams(self.masked, 3, skips=True),
                letter_grams(self.masked, 3, 5),
                word_grams(self.before, 2),
                tuple(about),
            ),
            self.vectors,
        )

    def amount_row(self, index: int) -> Row:
        """One amount of the line in its surroundings."""
        one = self.amounts[index]
        text = masked(self.text, self.amounts, self.table, index)
        tokens = words(text)
        at = tokens.index("<this>") if "<this>" in tokens else 0
        left, right = tokens[max(0, at - 6) : at], tokens[at + 1 : at + 7]
        near = [f"l{n}={w}" for n, w in enumerate(reversed(left), 1) if n <= 3] + [
            f"r{n}={w}" for n, w in enumerate(right, 1) if n <= 3
        ]
        near += [f"l2={' '.join(left[-2:])}", f"r2={' '.join(right[:2])}", f"l1r1={left[-1:]}{right[:1]}"]
        return Row(
            (
                tuple(near),
                tuple(f"left={w}" for w in word_grams(" ".join(left), 2))
                + tuple(f"right={w}" for w in word_grams(" ".join(right), 2)),
                tuple(self._about(index, one)),
                word_grams(text, 2),
                word_grams(self.before, 2),
            ),
            self.vectors[:1],
        )

    def _about(self, index: int, one: Amount) -> list[str]:
        told = compared(one, self.table)
        prior = self.amounts[index - 1] if index else None
        return [
            *(f"{part}={how}" for part, how in told.items()),
            "all=" + ",".join(f"{part}{how}" for part, how in told.items() if part in ("base", "equity")),
            f"percent={one.percent}",
            f"middle={one.middle}",
            f"shares={one.shares}",
            f"scaled={one.scaled}",
            f"currency={bool(one.currency)}",
            f"period={one.period}",
            f"unit={one.unit}",
            f"off={about_time_off(self.text, one)}",
            f"size={len(str(int(one.low)))}",
            f"range={one.low < one.high}",
            f"index={min(index, 3)}",
            f"count={min(len(self.amounts), 4)}",
            f"before={mask(prior, self.table) if prior else ''}",
            f"mask={mask(one, self.table)}",
            f"signing={bool(self.table.now('signing'))}",
            f"equity={bool(self.table.now('equity'))}",
        ]


def encoder() -> Encode:
    """The sentence encoder that is shipped."""
    from ingest.index.embedding import DEFAULT, embedder

    shipped = embedder(DEFAULT)

    def encode(texts: Sequence[str]) -> Array:
        told: Array = numpy.asarray(shipped.embed(list(texts)), numpy.float32)
        return told

    return encode
