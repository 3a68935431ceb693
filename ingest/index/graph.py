"""The same forward pass as minilm's as a graph that onnxruntime runs, in half of NumPy's time for a short text.

BLAS lays out a weight anew each time it is multiplied; onnxruntime does once, when the graph is opened (0.3 s). Its
format is protobuf, written here by hand: a graph of four kinds of nodes a layer needs no library for that.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy

Array = numpy.ndarray[Any, numpy.dtype[Any]]
Run = Callable[[Array], Array]
"""From a text's summed embeddings, (tokens, width) float32, to the last layer's states."""

_FLOAT, _INT = 1, 2
"""An attribute's kind; of a tensor 1 is float32, too."""
_FUSED = "com.microsoft"
"""onnxruntime's own operators: attention whole, an addition with the normalisation behind it."""


def opened(weights: Mapping[str, Array], heads: int, layers: int, eps: float) -> Run | None:
    """The pass over these weights (as minilm lays them out), one thread; None where onnxruntime isn't installed."""
    try:
        import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Memory by need: an arena keeps what the longest text took.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    model = b"".join(_model(weights, heads, layers, eps))
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    session._model_bytes = None  # It has its own copy, and keeps this one only to be opened again.
    return lambda summed: session.run(None, {"summed": summed[None].astype(numpy.float32)})[0][0]


def _model(weights: Mapping[str, Array], heads: int, layers: int, eps: float) -> Iterator[bytes]:
    graph, width = _Graph(weights, eps), weights["embeddings.LayerNorm.weight"].shape[0]
    norm = [f"embeddings.LayerNorm.{kind}" for kind in ("weight", "bias")]
    state = graph.node("LayerNormalization", ["summed", *norm], "", epsilon=eps, axis=-1)
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        whole = [f"{layer}.attention.all.{kind}" for kind in ("weight", "bias")]
        told = graph.node("Attention", [state, *whole], num_heads=heads)
        state = graph.normed(told, state, f"{layer}.attention.output")
        inner = graph.node("MatMul", [state, f"{layer}.intermediate.dense.weight"], "")
        inner = graph.node("BiasGelu", [inner, f"{layer}.intermediate.dense.bias"])
        state = graph.normed(inner, state, f"{layer}.output")
    yield _number(1, 8)
    yield _bytes(7, graph.written(width, state))
    for domain, version in (("", 17), (_FUSED, 1)):
        yield _bytes(8, _bytes(1, domain.encode()) + _number(2, version))


class _Graph:
    """Nodes in order, and the weights that they use. eps: of every normalisation."""

    def __init__(self, weights: Mapping[str, Array], eps: float) -> None:
        self._weights, self._eps = weights, eps
        self._nodes: list[bytes] = []
        self._used: dict[str, Array] = {}

    def node(self, kind: str, inputs: Sequence[str], domain: str = _FUSED, **more: float) -> str:
        """A node; returns its output's name."""
        self._used |= {name: self._weights[name] for name in inputs if name in self._weights}
        output = f"out{len(self._nodes)}"
        parts = [*(_bytes(1, name.encode()) for name in inputs), _bytes(2, output.encode()), _bytes(4, kind.encode())]
        parts += [_bytes(5, _attribute(name, value)) for name, value in more.items()]
        self._nodes.append(_bytes(1, b"".join([*parts, _bytes(7, domain.encode())])))
        return output

    def normed(self, told: str, state: str, name: str) -> str:
        """What a part of a layer tells, through its last weights, added to the state and normalised."""
        moved = self.node("MatMul", [told, f"{name}.dense.weight"], "")
        norm = [f"{name}.LayerNorm.{kind}" for kind in ("weight", "bias")]
        return self.node("SkipLayerNormalization", [moved, state, *norm, f"{name}.dense.bias"], epsilon=self._eps)

    def written(self, width: int, output: str) -> bytes:
        tensors = [_bytes(5, _tensor(name, value)) for name, value in self._used.items()]
        ends = [_bytes(11, _value("summed", width)), _bytes(12, _value(output, width))]
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


def _value(name: str, width: int) -> bytes:
    """An input or output of (1, tokens, width)."""
    sizes = [_number(1, 1), _bytes(2, b"tokens"), _number(1, width)]
    shape = b"".join(_bytes(1, size) for size in sizes)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, _FLOAT) + _bytes(2, shape)))
