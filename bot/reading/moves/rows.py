"""A line of a rehearsal, and each amount in it, as features for the heads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

import numpy

from bot.reading.features import Array, Row, letter_grams, numbered, word_grams, words
from bot.reading.moves.amounts import LineAmount, about_time_off, amounts, compared, mask, masked, spoken
from bot.reading.moves.framed import Framed, framed
from bot.reading.moves.parts import named
from bot.reading.moves.table import OnTable
from bot.reading.once import once
from bot.reading.stretches import sentences
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.minilm import Encoded, MiniLM
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

Encode = Callable[[str], Encoded | None]
"""A text through the encoder; None where there is none."""
ADAPTER = "adapter.npz"
_LONGEST = 3000
OPEN = "Here is what we've put together. How does that sound?"
"""What a line may answer that is heard by itself: it speaks of nothing, and asks for no yes."""
LOOSE = ("move", "moving", "pay", "paper", "grant", "fix")
"""Words that name a part only where it is spoken of anyway: "does pay move with it?" """
UNSAID = (*LOOSE, "to sign")
"""What names no part where a recruiter says it: "I can't move on that", "what would get you to sign?" """
SENTENCES = 4
"""Sentences of a line that are looked at by themselves too."""
AROUND = 25
"""Characters beside an amount that belong to its surroundings."""
_PERIOD = _said("period")
"""What is said of a period between an amount and its part."""
_TO_ITS_OWN = _said("to_its_own")
KINDS = (
    "accept answer choices conditional counter decline disclosure injection more off-topic other-language question "
    "rationale time ultimatum unclear walk warmth"
).split()


@dataclass
class CandidateLine:
    """One line taken apart once: its text, its amounts, its masked forms and its vectors."""

    said: str
    table: OnTable
    encode: Encode

    @once
    def text(self) -> str:
        return spoken(self.said[:_LONGEST].replace("’", "'"), self.table.currency)

    @once
    def amounts(self) -> tuple[LineAmount, ...]:
        return amounts(self.text)

    @once
    def masked(self) -> str:
        return masked(self.text, self.amounts, self.table)

    @once
    def before(self) -> str:
        """The recruiter's last line, masked alike."""
        text = spoken(self.table.recruiter, self.table.currency)
        return masked(text, amounts(text), self.table)

    @once
    def sentences(self) -> list["CandidateLine"]:
        """The line's first sentences as lines of their own, where it has several: what one says among others."""
        found = [
            one
            for one in (one for part in self.said.split("\n") for one in sentences(part, ".!?"))
            if len(one.split()) > 1
        ]
        return [CandidateLine(one, self.table, self.encode) for one in found[:SENTENCES]] if len(found) > 1 else []

    @once
    def alone(self) -> "CandidateLine":
        """The line as if nothing particular had been said before it, and nothing asked."""
        return CandidateLine(self.said, replace(self.table, recruiter=OPEN, closing=False), self.encode)

    @once
    def parts(self) -> tuple[tuple[int, int, str], ...]:
        """Where the line names parts of the package."""
        return named(self.text)

    @once
    def before_parts(self) -> tuple[str, ...]:
        """The parts that the recruiter has just named, the last one first."""
        said = self.table.recruiter
        parts = [part for start, end, part in named(said) if said[start:end].lower() not in UNSAID]
        return tuple(dict.fromkeys(reversed(parts)))

    @once
    def framed(self) -> Framed:
        """The line as the encoder is given it."""
        return framed(self.text, self.amounts, self.table)

    @once
    def encoded(self) -> Encoded | None:
        return self.encode(self.framed.text)

    @property
    def vectors(self) -> tuple[Array, ...]:
        """Of the line with what the recruiter said before it, and of the line alone."""
        found = self.encoded
        return () if found is None else (found.vector, found.part(*self.framed.line))

    def _beside(self, index: int) -> tuple[Array, ...]:
        """Of an amount, and of what stands around it."""
        start, end = self.framed.amounts[index]
        found = self.encoded
        return () if found is None else (found.part(start, end), found.part(start - AROUND, end + AROUND))

    def row(self) -> Row:
        """The whole line as features."""
        return self._row

    @once
    def _row(self) -> Row:
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
            *numbered(sorted({part for _, _, part in self.parts}), "part"),
            *numbered(self.before_parts, "recruiter"),
            *(f"asks={'?' in self.table.recruiter}&first={word}" for word in tokens[:1]),
            *(f"closing={self.table.closing}&first={word}" for word in tokens[:1]),
        ]
        return Row(
            (
                word_grams(self.masked, 3, skips=True),
                letter_grams(self.masked, 3, 4),
                word_grams(self.before, 2),
                tuple(about),
            ),
            self.vectors,
        )

    def amount_row(self, index: int, kinds: Mapping[str, float]) -> Row:
        """One amount of the line in its surroundings. kinds: the chances of what the line as a whole does."""
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
                tuple(self._about(index, one, max(kinds, key=kinds.__getitem__))),
                word_grams(text, 2),
                word_grams(self.before, 2),
            ),
            (
                numpy.array([2 * kinds.get(kind, 0.0) for kind in KINDS], numpy.float32),
                *self._beside(index),
                *self.vectors[:1],
            ),
        )

    def _about(self, index: int, one: LineAmount, kind: str) -> list[str]:
        told = compared(one, self.table)
        prior = self.amounts[index - 1] if index else None
        bins = ",".join(f"{part}{how}" for part, how in told.items() if part in ("base", "equity"))
        near, left, right = self._near(index)
        asked = self.before_parts[0] if len(self.before_parts) == 1 else "several" if self.before_parts else ""
        short = len(words(self.text)) <= 4
        return [
            f"kind={kind}&near={near}",
            f"kind={kind}&{bins}",
            f"kind={kind}&asked={asked}&only={len(self.amounts) == 1}",
            f"near={near}",
            f"left={left}",
            f"right={right}",
            f"near={near}&base={told.get('base')}",
            f"near={near}&equity={told.get('equity')}",
            f"near={near}&percent={one.percent}",
            f"asked={asked}",
            f"asked={asked}&near={near}",
            f"asked={asked}&near={near}&{bins}",
            f"near={near}&{bins}",
            f"question={'?' in self.table.recruiter}&{bins}",
            f"short={short}&asked={asked}",
            f"short={short}&{bins}",
            f"only={len(self.amounts) == 1}&{bins}",
            *(f"{part}={how}" for part, how in told.items()),
            f"all={bins}",
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

    def beside(self, index: int) -> str:
        """The part named right beside an amount ("a base of 210", "40 to sign"), "" where none is or two are."""
        one = self.amounts[index]
        low = self.amounts[index - 1].end if index else 0
        high = self.amounts[index + 1].start if index + 1 < len(self.amounts) else len(self.text)
        after = [
            p
            for s, e, p in self.parts
            if one.end - 1 <= s and e <= high and self._joined(one.end, s, 13) and not self._led(e, high)
        ]
        ahead = [p for s, e, p in self.parts if low <= s and e <= one.start + 1 and self._joined(e, one.start, 14)]
        found = {*after[:1], *ahead[-1:]} - {"total", "pay"}
        return found.pop() if len(found) == 1 else ""

    def _joined(self, start: int, end: int, most: int) -> bool:
        """Whether so little stands between a part's name and an amount that they belong together."""
        between = _PERIOD.without(self.text[start : max(start, end)])
        return len(between) <= most and not _said("apart").search(between)

    def _led(self, end: int, following: int) -> bool:
        """Whether a name's own amount follows it: "100K but equity at 220K"."""
        return following < len(self.text) and bool(_TO_ITS_OWN.alone(self.text[end:following]))

    def near(self, index: int) -> str:
        """The part named nearest an amount in its sentence, "" where none is."""
        return self._near(index)[0].rstrip("<>")

    def _near(self, index: int) -> tuple[str, str, str]:
        """The part named nearest an amount, with the side it stands on; the nearest to its left and to its right.

        Nothing beyond the next amount or the end of the sentence counts.
        """
        one = self.amounts[index]
        low = self.amounts[index - 1].end if index else 0
        high = self.amounts[index + 1].start if index + 1 < len(self.amounts) else len(self.text)
        low = max(low, *(self.text.rfind(mark, low, one.start) for mark in ".?!;\n"), 0)
        ends = [at for mark in ".?!;\n" if (at := self.text.find(mark, one.end, high)) >= 0]
        high = min([high, *ends])
        left = next((p for s, e, p in reversed(self.parts) if low <= s and e <= one.start + 1), "")
        right = next((p for s, e, p in self.parts if one.end - 1 <= s and e <= high), "")
        to_left = min((one.start - e for s, e, p in self.parts if low <= s and e <= one.start + 1), default=999)
        to_right = min((s - one.end for s, e, p in self.parts if one.end - 1 <= s and e <= high), default=999)
        near = f"{left}<" if to_left < to_right and left else f"{right}>" if right else ""
        return near, left, right


@cache
def _adapted() -> MiniLM | None:
    with resources.as_file(resources.files("bot.reading.moves").joinpath(ADAPTER)) as file:
        return embedder(DEFAULT).adapted(changes(Path(file)))


def encode(text: str) -> Encoded | None:
    """A text through the encoder as the ear's heads know it, its last layers changed by ADAPTER; None where NumPy
    can't run it."""
    made = _adapted()
    return made.encode(text) if made else None


def encoder() -> Encode:
    """The ear's encoder: the same in the whole process."""
    return encode
