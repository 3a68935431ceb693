"""What a small model sees of a text: hashed n-grams and named features in groups, beside dense vectors."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, numpy.dtype[Any]]
else:
    Array = Any  # NumPy comes with the first row of numbers: a text's words, which rules look at too, need none.

_WORD = re.compile(r"<[a-z_-]+>|[^\W_]+(?:['’][^\W_]+)*|[?!.,;:]+")
_LONGEST = 400
"""Words of a text that are looked at; what a person writes beyond that seldom changes what they want."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text as features.

    groups: each a tuple of feature names (n-grams, categories); a group counts as a unit vector, so that a long
    text doesn't drown the few categories beside it. dense: vectors, float32, each of a fixed length.
    """

    groups: tuple[tuple[str, ...], ...]
    dense: tuple[Array, ...] = ()
    _columns: dict[int, tuple[Array, Array]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def beside(self, dense: tuple[Array, ...]) -> "Row":
        """The same groups beside other vectors; their columns are made once for both."""
        made = Row(self.groups, dense)
        object.__setattr__(made, "_columns", self._columns)
        return made


def words(text: str) -> list[str]:
    """The words of a text in lower case, masks like <base> and marks like "?" as words of their own."""
    return _WORD.findall(text.lower())[:_LONGEST]


def word_grams(text: str, longest: int = 3, skips: bool = False) -> tuple[str, ...]:
    """Every run of 1 to `longest` words, with the text's ends marked; skips: pairs with one word between, too."""
    line = ["^", *words(text), "$"]
    found = [" ".join(line[i : i + n]) for n in range(1, longest + 1) for i in range(len(line) - n + 1)]
    if skips:
        found += [f"{a} _ {b}" for a, b in zip(line, line[2:], strict=False)]
    return tuple(found)


def letter_grams(text: str, shortest: int = 3, longest: int = 5) -> tuple[str, ...]:
    """Every run of letters within a word, its ends marked: close spellings share most of them."""
    found: list[str] = []
    for word in words(text):
        if word.startswith("<"):
            continue
        marked = f" {word} "
        for n in range(shortest, min(longest, len(marked)) + 1):
            found += [marked[i : i + n] for i in range(len(marked) - n + 1)]
    return tuple(found)


def bucket(group: int, name: str, width: int) -> int:
    """Which of `width` columns a feature falls into; the same on every machine."""
    return _buckets(group, (name,), width)[0]


def _buckets(group: int, names: Iterable[str], width: int) -> list[int]:
    # A checksum goes on from that of what stands before.
    crc32, start = zlib.crc32, zlib.crc32(f"{group}\x1f".encode())
    return [crc32(name.encode(), start) % width for name in names]


def sparse(row: Row, width: int) -> tuple[Array, Array]:
    """Columns (int64, ascending) and values (float32) of the row's groups, each group of length one. Several heads ask
    for the same row's: they are made once."""
    if width not in row._columns:
        row._columns[width] = _sparse(row.groups, width)
    return row._columns[width]


def _sparse(groups: Sequence[Sequence[str]], width: int) -> tuple[Array, Array]:
    import numpy

    found: dict[int, float] = defaultdict(float)
    for at, group in enumerate(groups):
        counts = Counter(_buckets(at, group, width))
        norm = sum(counts.values()) ** 0.5 or 1.0
        for column, count in counts.items():
            found[column] += count**0.5 / norm
    columns = sorted(found)
    return numpy.array(columns, numpy.int64), numpy.array([found[c] for c in columns], numpy.float32)


def dense(row: Row) -> Array:
    """The row's dense vectors in one."""
    import numpy

    return numpy.concatenate(row.dense) if row.dense else numpy.zeros(0, numpy.float32)


def matrix(rows: Sequence[Row], width: int) -> tuple[Any, Array]:
    """The rows' hashed columns as a scipy CSR matrix of `width` columns, and their dense ones. Only for training."""
    import numpy
    from scipy.sparse import csr_matrix

    pairs = [sparse(row, width) for row in rows]
    ends = numpy.cumsum([0, *(len(columns) for columns, _ in pairs)])
    data, indices = (numpy.concatenate([pair[i] for pair in pairs]) for i in (1, 0))
    hashed = csr_matrix((data, indices, ends), shape=(len(rows), width), dtype=numpy.float32)
    return hashed, numpy.ascontiguousarray(numpy.stack([dense(row) for row in rows]), numpy.float32)


def numbered(names: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Names of one kind as features that no other kind's can be taken for."""
    return tuple(f"{prefix}={name}" for name in names)
