"""The forward pass of a small BERT sentence model in NumPy, for a handful of texts, without loading torch.

sentence-transformers embeds whole folders; importing it takes seconds, which one question or one changed guide
need not wait for. Only for models of this architecture (BERT, mean pooling); the vectors are the same to a
cosine of 0.9999 (tested against sentence-transformers).
"""

import copy
import json
import math
import mmap
import struct
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from threadpoolctl import ThreadpoolController

from ingest.index import graph
from ingest.index.memory import give_back

Array = numpy.ndarray[Any, numpy.dtype[Any]]


def can_read(folder: Path) -> bool:
    """Whether the folder holds a BERT with mean pooling, in safetensors, with a fast tokenizer."""
    wanted = [folder / name for name in ("config.json", "model.safetensors", "tokenizer.json", "1_Pooling/config.json")]
    if not all(file.is_file() for file in wanted):
        return False
    config = json.loads(wanted[0].read_text(encoding="utf-8"))
    pooling = json.loads(wanted[3].read_text(encoding="utf-8"))
    return bool(
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and (pooling.get("pooling_mode_mean_tokens") or pooling.get("pooling_mode") == "mean")
    )


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text through the model. vector: its unit vector (float32); states: one row a token, the last layer's;
    offsets: each token's first and last character (exclusive); the marks at the ends have (0, 0)."""

    vector: Array
    states: Array
    offsets: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> Array:
        """The unit vector of the tokens between two characters; zeros where there is none."""
        inside = [i for i, (a, b) in enumerate(self.offsets) if a < end and b > start]
        return _unit(self.states[inside].mean(axis=0)) if inside else numpy.zeros_like(self.vector)


class MiniLM:
    """The model of a folder for which can_read is true."""

    def __init__(self, folder: Path, window: int) -> None:
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._folder = folder
        self._heads, self._layers = int(config["num_attention_heads"]), int(config["num_hidden_layers"])
        self._eps = float(config["layer_norm_eps"])
        self._read_in(self._weights())
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(window)

    def _weights(self) -> dict[str, Array]:
        """The model's weights, by their names in a BERT, as they are multiplied."""
        return laid_out(_weights(self._folder / "model.safetensors"), self._layers)

    def _read_in(self, weights: dict[str, Array]) -> None:
        self._embeddings = [
            weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
        ]
        self._shared = _Shared(_Pass(weights, self._heads, self._layers, self._eps))
        self._changes: graph.Changes | None = None

    def hasten(self) -> None:
        """Let onnxruntime make the passes from now on, where it is installed: in half the time, for 0.3 s now. What is
        under way goes on by NumPy; models that are adapted from this one, before or afterwards, are as quick."""
        with self._shared.lock:
            if not self.quick:
                self._open()

    def _open(self) -> None:
        held = self._shared.run
        weights = held.weights if isinstance(held, _Pass) else self._weights()
        opened = graph.opened(weights, self._heads, self._layers, self._eps, self._shared.changed)
        if opened is not None:
            self._shared.run = opened
            del held, weights
            give_back()

    @property
    def quick(self) -> bool:
        """Whether onnxruntime makes the passes."""
        return not isinstance(self._shared.run, _Pass)

    def adapted(self, changes: Mapping[str, tuple[Array, Array]]) -> "MiniLM":
        """The same model with some weights changed: (down, up) by a weight's name, of which up @ down is added to it.

        Shares the weights with this one: the change, of low rank, is added to what they give.
        """
        made = copy.copy(self)
        held: dict[str, Array] = {}
        for name, (down, up) in changes.items():
            held[f"{name}{graph.FIRST}"] = numpy.ascontiguousarray(down.T, numpy.float32)
            held[f"{name}{graph.THEN}"] = numpy.ascontiguousarray(up.T, numpy.float32)
        made._changes = held
        with self._shared.lock:
            if not self._shared.changed:
                self._shared.changed = True
                if self.quick:  # It was opened for who embeds guides and changes nothing.
                    self._open()
        return made

    def embed(self, texts: Sequence[str]) -> Array:
        """Unit vectors, float32, one row a text; longer texts are cut at the window."""
        return numpy.stack([_unit(self._states(self._tokenizer.encode(text).ids).mean(axis=0)) for text in texts])

    def encode(self, text: str) -> Encoded:
        """One text with its tokens' states; what is longer than the window is cut."""
        read = self._tokenizer.encode(text)
        states = self._states(read.ids)
        return Encoded(_unit(states.mean(axis=0)), states, tuple(read.offsets))

    def _states(self, ids: list[int]) -> Array:
        words, positions, types = self._embeddings
        return self._shared.run(words[ids] + positions[: len(ids)] + types[0], self._changes or {})


class _Shared:
    """What a model and those adapted from it have in common. run: the pass; changed: whether it must take changes."""

    def __init__(self, run: graph.Run) -> None:
        self.run, self.changed, self.lock = run, False, threading.Lock()


class _Pass:
    """A text's pass through the layers in NumPy: from its summed embeddings to the last layer's states."""

    def __init__(self, weights: dict[str, Array], heads: int, layers: int, eps: float) -> None:
        self.weights = weights
        self._heads, self._layers, self._eps = heads, layers, eps
        self._threads = ThreadpoolController()

    def __call__(self, summed: Array, changes: graph.Changes) -> Array:
        # One thread: for so little work BLAS's threads cost more than they bring, most where other work is going on.
        with self._threads.limit(limits=1, user_api="blas"):
            state: Array = self._norm(summed, "embeddings.LayerNorm")
            for n in range(self._layers):
                state = self._layer(state, f"encoder.layer.{n}", changes)
        return state

    def _layer(self, state: Array, name: str, changes: graph.Changes) -> Array:
        length, wide = state.shape
        both = self._dense(state, f"{name}.attention.all", changes).reshape(length, 3, self._heads, wide // self._heads)
        query, key, value = both.transpose(1, 2, 0, 3)
        scores = query @ key.transpose(0, 2, 1) / numpy.float32(math.sqrt(query.shape[-1]))
        scores = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        told = ((scores / scores.sum(axis=-1, keepdims=True)) @ value).transpose(1, 0, 2).reshape(length, wide)
        state = self._norm(
            state + self._dense(told, f"{name}.attention.output.dense", changes), f"{name}.attention.output.LayerNorm"
        )
        inner = _gelu(self._dense(state, f"{name}.intermediate.dense", changes))
        return self._norm(state + self._dense(inner, f"{name}.output.dense", changes), f"{name}.output.LayerNorm")

    def _dense(self, state: Array, name: str, changes: graph.Changes) -> Array:
        moved: Array = state @ self.weights[f"{name}.weight"]
        if (first := changes.get(f"{name}{graph.FIRST}")) is not None:
            moved += state @ first @ changes[f"{name}{graph.THEN}"]
        moved += self.weights[f"{name}.bias"]
        return moved

    def _norm(self, state: Array, name: str) -> Array:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = numpy.sqrt((centred**2).mean(axis=-1, keepdims=True) + self._eps)
        told: Array = centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return told


def laid_out(w: dict[str, Array], layers: int) -> dict[str, Array]:
    """Weights with query, key and value in one, each row where BLAS reads it next (a quarter quicker for a text's few
    rows)."""
    for layer in (f"encoder.layer.{n}" for n in range(layers)):
        parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        for kind in ("weight", "bias"):
            w[f"{layer}.attention.all.{kind}"] = numpy.concatenate([w.pop(f"{part}.{kind}") for part in parts])
        for name in graph.DENSE:
            w[f"{layer}.{name}.weight"] = numpy.ascontiguousarray(w[f"{layer}.{name}.weight"].T)
    return w


_WORDS = "word_embeddings.weight"
_TYPES = {"F32": "<f4", "F16": "<f2"}


def _weights(file: Path) -> dict[str, Array]:
    """A model's weights, float32, as they lie in the file: of the words' table, half of it all, a text reads a few
    rows, and what is never read takes no memory."""
    with file.open("rb") as opened:
        (length,) = struct.unpack("<Q", opened.read(8))
        told = json.loads(opened.read(length))
    if any(one.get("dtype") not in _TYPES for name, one in told.items() if name.endswith((".weight", ".bias"))):
        from safetensors.numpy import load_file

        return {name.removeprefix("bert."): value.astype(numpy.float32) for name, value in load_file(file).items()}
    with file.open("rb") as opened:
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    data = numpy.frombuffer(mapped, numpy.uint8, offset=8 + length)
    found: dict[str, Array] = {}
    for name, one in told.items():
        if name.endswith((".weight", ".bias")):
            start, end = one["data_offsets"]
            values = data[start:end].view(_TYPES[one["dtype"]]).reshape(one["shape"])
            wide = name.endswith(_WORDS)
            found[name.removeprefix("bert.")] = values.astype(numpy.float32, copy=not wide)
    if hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)
    return found


def _unit(vector: Array) -> Array:
    unit: Array = vector / max(float(numpy.linalg.norm(vector)), 1e-12)
    return unit


def _gelu(x: Array) -> Array:
    """x * Phi(x), with erf by formula 7.1.26 of Abramowitz and Stegun (error below 1.5e-7)."""
    z = numpy.abs(x)
    z *= numpy.float32(1 / math.sqrt(2))
    t = 1 / (1 + numpy.float32(0.3275911) * z)
    series = t * numpy.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += numpy.float32(factor)
        series *= t
    z *= z
    series *= numpy.exp(numpy.negative(z, out=z), out=z)
    erf = numpy.copysign(1 - series, x)
    erf += 1
    erf *= x
    erf *= numpy.float32(0.5)
    return erf
