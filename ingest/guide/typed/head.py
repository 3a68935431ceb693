"""The trained heads over a column's features: what it holds, which end of a range, what its header names besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy

from ingest.amounts.plain import plain
from ingest.guide.kinds import kind_of
from ingest.guide.typed.features import Features, Grid, features

WEIGHTS = Path(__file__).parent / "head.npz"
KINDS = (
    "role", "level", "place", "company", "team", "time", "contract", "step", "date", "currency", "per", "people",
    "note",
    "base", "bonus", "equity", "signing", "total", "extra", "foreign", "number",
)  # fmt: skip
"""What a column holds. foreign: pay that is not ours or not this (older, the market's, net); extra: allowances and
benefits; step: a point of a level that has several; number: a figure that is no money; per: what amounts are
paid for."""
BOUNDS = ("", "low", "mid", "high", "step")
TOPS = ("", "place", "level", "role", "team", "time", "contract")
"""What the header of a column of pay names besides: "Berlin", "L4"."""
PERIODS = ("", "hour", "day", "month", "year")
SCALES = (1, 1000, 100_000, 1_000_000)
WORDS = 0.35
"""How much the lists of words count where they know a header: a word that is known is right nine times in ten, and the
heads see what stands around it."""
HEADS: dict[str, tuple[Any, ...]] = {"kind": KINDS, "bound": BOUNDS, "top": TOPS, "per": PERIODS, "scale": SCALES}
Array = numpy.ndarray[Any, numpy.dtype[Any]]


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """What one column was taken for. chances: of every label of each head, from 0 to 1."""

    chances: Mapping[str, Array]

    def best(self, head: str) -> Any:
        """The likeliest label of a head."""
        return HEADS[head][int(self.chances[head].argmax())]

    def sure(self, head: str) -> float:
        """How sure that is."""
        return float(self.chances[head].max())

    @property
    def kind(self) -> str:
        """What the column holds."""
        return str(self.best("kind"))

    def chance(self, kind: str) -> float:
        """How likely the column holds this."""
        return float(self.chances["kind"][KINDS.index(kind)])


@cache
def _weights() -> dict[str, Array]:
    with numpy.load(WEIGHTS) as held:
        return {name: held[name].astype(numpy.float32) for name in held.files}


def typed(grid: Grid) -> list[ColumnTold]:
    """What each column of a table holds, by the heads and, to a part, by the lists of words."""
    return [_typed(features(grid, i), known(grid.header[i])) for i in range(len(grid.header))]


def _typed(found: Features, said: str) -> ColumnTold:
    held = _weights()
    inner = numpy.tanh(summed(held["words"], found) + found.shapes @ held["shapes"] + held["first"])
    told = {name: _chances(inner @ held[name] + held[f"{name}_first"]) for name in HEADS}
    if said:
        told["kind"] = told["kind"] * (1 - WORDS)
        told["kind"][KINDS.index(said)] += WORDS
    return ColumnTold(told)


_PARTS = {"title": "role", "role": "role", "level": "level", "region": "place", "company": "company", "track": "team",
          "currency": "currency", "period": "per", "valid": "date"}  # fmt: skip


def known(header: str) -> str:
    """What the lists of words take a header for, in the heads' terms; "" where they say nothing."""
    kind = kind_of(plain(header).replace("_", " ")) if plain(header) else None
    if kind is None or kind.other:
        return ""
    return kind.component or _PARTS.get(kind.part, "")


def _chances(scores: Array) -> Array:
    raised = numpy.exp(scores - scores.max())
    told: Array = raised / raised.sum()
    return told


def summed(weights: Array, found: Features) -> Array:
    """The weights of a column's letters and words, added up."""
    if not found.slots:
        return numpy.zeros(weights.shape[1], numpy.float32)
    total: Array = numpy.array(found.weights, numpy.float32) @ weights[list(found.slots)]
    return total
