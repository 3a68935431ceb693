"""A column of a table as numbers: the letters and words of its header and of what stands around, the shapes of its
cells."""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy

from ingest.amounts.plain import plain
from ingest.guide.headers import names_level
from ingest.guide.kinds import Kind, is_title, kind_of
from ingest.lexicon.places import is_place, places_in

SLOTS = 8192
"""Rows of weights that letters and words share; with 8,192 of them some one in six is told apart from no other."""
MOST_CELLS = 8
"""Cells of a column that are looked at; more say no more."""
MOST_AROUND = 300
"""Characters of a text around a table that are looked at."""

COMPONENTS = ("base", "bonus", "equity", "signing", "total")
PARTS = (
    "company",
    "title",
    "role",
    "level",
    "track",
    "stage",
    "region",
    "currency",
    "period",
    "valid",
    "step",
    "aside",
)
BOUNDS = ("low", "mid", "high", "step")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the heads see it: its headers, its rows and the texts around it, outermost first."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    around: tuple[str, ...]

    def column(self, i: int) -> list[str]:
        """A column's filled cells, as shown."""
        return [plain(row[i]) for row in self.rows[:MOST_CELLS] if i < len(row) and plain(row[i])]


@dataclass(frozen=True, slots=True)
class Features:
    """A column's features: slots with their weights, and the numbers of its shapes."""

    slots: tuple[int, ...]
    weights: tuple[float, ...]
    shapes: "numpy.ndarray[tuple[int], numpy.dtype[numpy.float32]]"


def features(grid: Grid, i: int) -> Features:
    """What the heads are told of one column."""
    wide = len(grid.header)
    first = grid.column(0) if i else []
    said = {
        "h": [grid.header[i]],
        "l": [grid.header[i - 1]] if i else [],
        "r": [grid.header[i + 1]] if i + 1 < wide else [],
        "o": [grid.header[j] for j in range(wide) if abs(j - i) > 1],
        "t": [text[-MOST_AROUND:] for text in grid.around[-1:]],
        "a": [text[:MOST_AROUND] for text in grid.around[:-1]],
        "f": first,
        "c": grid.column(i),
    }
    slots: list[int] = []
    weights: list[float] = []
    for name, texts in said.items():
        found = sorted({slot for text in texts for slot in _slots(name, text)})
        slots += found
        weights += [max(1, len(found)) ** -0.5] * len(found)
    return Features(tuple(slots), tuple(weights), _shapes(grid, i))


_WORD = re.compile(r"[^\W\d_]+|%|[$€£¥₹₦]")


@lru_cache(maxsize=16384)
def _slots(name: str, text: str) -> tuple[int, ...]:
    """The slots of a text's words and, for a header, of their groups of letters."""
    return tuple(zlib.crc32(f"{name}{part}".encode()) % SLOTS for part in _parts(name, plain(text).casefold()))


def _parts(name: str, shown: str) -> Iterator[str]:
    shown = shown.replace("_", " ")
    for word in _WORD.findall(shown):
        yield word
        marked = f"<{word}>"
        if name in "hlr":
            yield from (marked[j : j + 3] for j in range(len(marked) - 2))
        if len(word) > 4:
            yield f"{word[:4]}~"
            yield f"~{word[-4:]}"
    if name == "h":
        yield f"={shown.strip()}"


# --- shapes
_MONEY = re.compile(r"[$€£¥₹₦]|\b(?:eur|usd|gbp|chf|cad|aud|sek|dkk|nok|czk|pln|inr|brl|mxn|sgd|nzd|kr|kč|zł)\b", re.I)
_NUMBER = re.compile(r"\d+(?:[.,' \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_RANGE = re.compile(r"\d\S?\s?(?:[-–—]|to|bis|à|a|até|tot)\s?\D{0,5}\d", re.I)
_CODE = re.compile(r"[A-Za-z]{0,6}[ -]?\d{1,2}|[A-Z]|[IVX]{1,4}")


def _shapes(grid: Grid, i: int) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.float32]]":
    cells, wide = grid.column(i), len(grid.header)
    header = plain(grid.header[i])
    kind = kind_of(header) if header else None
    numbers = [value for cell in cells for value in values(cell)]
    numbers.sort()
    middle = numbers[len(numbers) // 2] if numbers else 0.0
    places = [0 < middle < 1, *(10**n <= middle < 10 ** (n + 1) for n in range(7)), middle >= 10**7]
    shares = [
        _share(cells, test)
        for test in (
            lambda c: bool(_MONEY.search(c)),
            lambda c: bool(_NUMBER.search(c)),
            lambda c: bool(_RANGE.search(c)),
            lambda c: "%" in c,
            lambda c: bool(_CODE.fullmatch(c)),
            lambda c: not any(ch.isdigit() for ch in c),
            lambda c: len(c) > 25,
            lambda c: len(c.split()) > 1 and not _NUMBER.search(c),
            lambda c: bool(re.search(r"\d\s?[kKmM]\b", c)),
            is_place,
            is_title,
            names_level,
        )
    ]
    filled = len(cells) / max(1, min(MOST_CELLS, len(grid.rows)))
    apart = len(set(cells)) / max(1, len(cells))
    alone = [
        i == 0, i == wide - 1, i / wide, wide / 8, filled, apart, not header, len(header) / 40,
        bool(header) and is_place(header), bool(places_in(header)), is_title(header),
        bool(header) and names_level(header),
    ]  # fmt: skip
    return numpy.array([*shares, *places, *alone, *_known(kind)], numpy.float32)


def _known(kind: Kind | None) -> list[bool]:
    """What the lists of words say of a header."""
    if kind is None:
        return [False] * (len(COMPONENTS) + len(PARTS) + len(BOUNDS) + 1)
    return [
        *(kind.component == name for name in COMPONENTS),
        *(kind.part == name for name in PARTS),
        *(kind.bound == name for name in BOUNDS),
        bool(kind.other),
    ]


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def values(cell: str) -> Iterator[float]:
    """The numbers of a cell, however their thousands are set apart."""
    for found in _NUMBER.findall(cell):
        bare = re.sub(r"[.,' \u00a0\u202f](?=\d{3}(?!\d))", "", found).replace(",", ".")
        try:
            yield float(bare)
        except ValueError:
            continue
