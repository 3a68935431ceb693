"""The same forward pass as minilm's as a graph that onnxruntime runs, in half of NumPy's time for a short text.

BLAS lays out a weight anew each time it is multiplied; onnxruntime does once, when the graph is opened (0.3 s). Its
format is protobuf, written here by hand: a graph of four kinds of nodes a layer needs no library for that.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy

Array = numpy.ndarray[Any, numpy.dtype[Any]]
Changes = Mapping[str, Array]
"""What is added to weights, by a weight's name with FIRST and THEN: (in, rank) and (rank, out), float32, of which
first @ then is added. What isn't named stays as it is."""
Run = Callable[[Array, Changes], Array]
"""From a text's summed embeddings, (tokens, width) float32, to the last layer's states."""

FIRST, THEN = "/first", "/then"

_FLOAT, _INT = 1, 2
"""An attribute's kind; of a tensor 1 is float32, too."""
_FUSED = "com.microsoft"
"""onnxruntime's own operators: attention whole, an addition with the normalisation behind it."""


def opened(weights: Mapping[str, Array], heads: int, layers: int, eps: float, changed: bool = False) -> Run | None:
    """The pass over these weights (as minilm lays them out), one thread; None where onnxruntime isn't installed.

    changed: whether it takes changes, which costs a fifth more of a changed pass, and a tenth of an unchanged one, but
    no second copy of the weights."""
    try:
        import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Memory by need: an arena keeps what the longest text took.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    model = b"".join(_model(weights, heads, layers, eps, changed))
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    session._model_bytes = None  # It has its own copy, and keeps this one only to be opened again.
    nothing = _unchanged(weights, layers) if changed else {}

    def run(summed: Array, changes: Changes) -> Array:
        told: Array = session.run(None, {"summed": summed[None].astype(numpy.float32), **nothing, **changes})[0][0]
        return told

    return run


def _unchanged(weights: Mapping[str, Array], layers: int) -> dict[str, Array]:
    """Changes that change nothing: of rank one, and zero."""
    found: dict[str, Array] = {}
    for name in (f"encoder.layer.{n}.{part}" for n in range(layers) for part in DENSE):
        rows, columns = weights[f"{name}.weight"].shape
        found |= {f"{name}{FIRST}": numpy.zeros((rows, 1), numpy.float32)}
        found |= {f"{name}{THEN}": numpy.zeros((1, columns), numpy.float32)}
    return found


DENSE = ("attention.all", "attention.output.dense", "intermediate.dense", "output.dense")
"""The weights of a layer that a state is multiplied by."""


def _model(
    weights: Mapping[str, Array], heads: int, layers: int, eps: float, changed: bool
) -> Iterator[bytes]:  # fmt: skip
    graph, width = _Graph(weights, eps, changed), weights["embeddings.LayerNorm.weight"].shape[0]
    norm = [f"embeddings.LayerNorm.{kind}" for kind in ("weight", "bias")]
    state = graph.node("LayerNormalization", ["summed", *norm], "", epsilon=eps, axis=-1)
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        told = graph.attended(state, f"{layer}.attention.all", heads)
        state = graph.normed(told, state, f"{layer}.attention.output")
        inner = graph.dense(state, f"{layer}.intermediate.dense")
        inner = graph.node("BiasGelu", [inner, f"{layer}.intermediate.dense.bias"])
        state = graph.normed(inner, state, f"{layer}.output")
    yield _number(1, 8)
    yield _bytes(7, graph.written(width, state))
    for domain, version in (("", 17), (_FUSED, 1)):
        yield _bytes(8, _bytes(1, domain.encode()) + _number(2, version))


class _Graph:
    """Nodes in order, and the weights that they use. eps: of every normalisation; changed: whether changes are added
    to what the weights give."""

    def __init__(self, weights: Mapping[str, Array], eps: float, changed: bool) -> None:
        self._weights, self._eps, self._changed = weights, eps, changed
        self._nodes: list[bytes] = []
        self._inputs: list[bytes] = []
        self._used: dict[str, Array] = {}

    def node(self, kind: str, inputs: Sequence[str], domain: str = _FUSED, **more: float) -> str:
        """A node; returns its output's name."""
        return self._nodes_of(kind, inputs, domain, 1, more)[0]

    def _nodes_of(
        self, kind: str, inputs: Sequence[str], domain: str, outputs: int, more: Mapping[str, float]
    ) -> list[str]:  # fmt: skip
        self._used |= {name: self._weights[name] for name in inputs if name in self._weights}
        names = [f"out{len(self._nodes)}.{at}" for at in range(outputs)]
        parts = [_bytes(1, name.encode()) for name in inputs] + [_bytes(2, name.encode()) for name in names]
        parts += [_bytes(4, kind.encode()), *(_bytes(5, _attribute(name, value)) for name, value in more.items())]
        self._nodes.append(_bytes(1, b"".join([*parts, _bytes(7, domain.encode())])))
        return names

    def dense(self, state: str, name: str) -> str:
        """A state multiplied by a layer's weight, its change added; without its bias, which the next node adds."""
        told = self.node("MatMul", [state, f"{name}.weight"], "")
        if not self._changed:
            return told
        rows, columns = self._weights[f"{name}.weight"].shape
        self._inputs += [_value(f"{name}{FIRST}", rows, name), _value(f"{name}{THEN}", name, columns)]
        change = self.node("MatMul", [self.node("MatMul", [state, f"{name}{FIRST}"], ""), f"{name}{THEN}"], "")
        return self.node("Add", [told, change], "")

    def attended(self, state: str, name: str, heads: int) -> str:
        """A state through a layer's attention."""
        if not self._changed:
            return self.node("Attention", [state, f"{name}.weight", f"{name}.bias"], num_heads=heads)
        parts = self._nodes_of("Split", [self.dense(state, name)], "", 3, {"axis": -1})
        return self.node("MultiHeadAttention", [*parts, f"{name}.bias"], num_heads=heads)

    def normed(self, told: str, state: str, name: str) -> str:
        """What a part of a layer tells, through its last weights, added to the state and normalised."""
        moved = self.dense(told, f"{name}.dense")
        norm = [f"{name}.LayerNorm.{kind}" for kind in ("weight", "bias")]
        return self.node("SkipLayerNormalization", [moved, state, *norm, f"{name}.dense.bias"], epsilon=self._eps)

    def written(self, width: int, output: str) -> bytes:
        tensors = [_bytes(5, _tensor(name, value)) for name, value in self._used.items()]
        ends = [_bytes(11, one) for one in (_value("summed", 1, "tokens", width), *self._inputs)]
        ends.append(_bytes(12, _value(output, 1, "tokens", width)))
        return b"".join([*self._nodes, _bytes(2, b"encoder"), *tensors, *ends])


def _varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name.encode()) + _number(3, value) + _number(20, _INT)
    return _bytes(1, name.encode()) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, _FLOAT)


def _tensor(name: str, value: Array) -> bytes:
    sizes = b"".join(_number(1, size) for size in value.shape)
    raw = numpy.ascontiguousarray(value, dtype="<f4").tobytes()
    return sizes + _number(2, _FLOAT) + _bytes(8, name.encode()) + _bytes(9, raw)


def _value(name: str, *sizes: int | str) -> bytes:
    """An input or output of so many dimensions, those by name of any size."""
    told = [_number(1, size) if isinstance(size, int) else _bytes(2, size.encode()) for size in sizes]
    shape = b"".join(_bytes(1, size) for size in told)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, _FLOAT) + _bytes(2, shape)))
