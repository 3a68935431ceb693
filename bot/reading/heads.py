"""Light heads over features: linear, trained by L-BFGS, stored small, and read with NumPy alone."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy

from bot.reading.features import Array, Row, dense, matrix, sparse

Form = Literal["one", "many"]
"""one: the labels exclude each other (softmax). many: each holds or not by itself (sigmoid)."""


@dataclass(frozen=True, slots=True)
class Head:
    """One decision. scores = (hashed and dense columns) @ weights * scale + bias.

    weights: int8, one row a column (width hashed ones, then the dense ones), one column a label; scale, bias:
    float32, one a label.
    """

    form: Form
    labels: tuple[str, ...]
    width: int
    weights: Array
    scale: Array
    bias: Array

    @property
    def sees(self) -> bool:
        """Whether it has dense columns, so that its rows need an encoder's."""
        return len(self.weights) > self.width

    def chances(self, row: Row) -> dict[str, float]:
        """Each label's probability, 0 to 1."""
        columns, values = sparse(row, self.width)
        scores = values @ self.weights[columns].astype(numpy.float32)
        vector = dense(row)
        if len(vector):
            wide = self.weights[self.width : self.width + len(vector)]
            scores = scores + vector @ wide.astype(numpy.float32)
        scores = scores * self.scale + self.bias
        told = _softmax(scores) if self.form == "one" else 1 / (1 + numpy.exp(-scores.clip(-60, 60)))
        return dict(zip(self.labels, map(float, told), strict=True))

    def best(self, row: Row) -> tuple[str, float]:
        """The likeliest label and its probability."""
        chances = self.chances(row)
        label = max(chances, key=chances.__getitem__)
        return label, chances[label]


def _softmax(scores: Array) -> Array:
    powers = numpy.exp(scores - scores.max())
    told: Array = powers / powers.sum()
    return told


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights over the dense columns alone, learned elsewhere: coefficients (labels x columns) and bias, float32."""

    labels: tuple[str, ...]
    coefficients: Array
    bias: Array


def pooled(head: Head, dense: Linear, share: float) -> Head:
    """A head over hashed columns and one over dense columns as one: their scores, weighed 1 - share to share.

    Of two softmax heads this is the geometric mean of their chances. Labels that one of them lacks are left as they
    are by it.
    """
    sparse = head.weights.astype(numpy.float32).T * head.scale[:, None] * (1 - share)
    wide = numpy.zeros((len(head.labels), dense.coefficients.shape[1]), numpy.float32)
    bias = head.bias * (1 - share)
    for at, label in enumerate(head.labels):
        if label in dense.labels:
            wide[at] = dense.coefficients[dense.labels.index(label)] * share
            bias[at] += dense.bias[dense.labels.index(label)] * share
    return _packed(head.form, head.labels, head.width, numpy.concatenate([sparse, wide], axis=1), bias)


def fit_one(
    rows: Sequence[Row], labels: Sequence[Mapping[str, float]], width: int, strength: float = 4.0, spread: float = 1.0
) -> Head:
    """A softmax head. labels: for each row its fair labels with their weights, which should add up to one.

    strength: the inverse of the ridge, as scikit-learn's C; spread: how much less the dense columns are held back.
    Needs the extra `train`.
    """
    names = tuple(sorted({name for fair in labels for name in fair}))
    targets = numpy.zeros((len(rows), len(names)), numpy.float32)
    for at, fair in enumerate(labels):
        for name, weight in fair.items():
            targets[at, names.index(name)] = weight
    coefficients, bias = _descend("one", matrix(rows, width), targets, numpy.ones_like(targets), strength, spread)
    return _packed("one", names, width, coefficients, bias)


def fit_many(
    rows: Sequence[Row],
    labels: Sequence[set[str]],
    width: int,
    strength: float = 4.0,
    maybe: Sequence[set[str]] = (),
    least: int = 3,
    spread: float = 1.0,
) -> Head:
    """A sigmoid head; labels that hold fewer than `least` times are left out.

    maybe: for each row the labels that may hold or not; it then teaches nothing about them.
    """
    every = sorted({name for one in labels for name in one})
    names = tuple(name for name in every if sum(name in one for one in labels) >= least)
    targets = numpy.array([[name in one for name in names] for one in labels], numpy.float32)
    counts = numpy.ones_like(targets)
    for at, open_ones in enumerate(maybe):
        counts[at] = [name not in open_ones for name in names]
    coefficients, bias = _descend("many", matrix(rows, width), targets, counts, strength, spread)
    return _packed("many", names, width, coefficients, bias)


def _descend(
    form: Form, table: tuple[Any, Array], targets: Array, counts: Array, strength: float, spread: float = 1.0
) -> tuple[Array, Array]:
    """Logistic regression with a ridge by L-BFGS, all labels at once; coefficients (labels x columns) and bias.

    table: hashed columns (sparse) and dense ones, each multiplied in its own way. targets: what each label should be,
    0 to 1; counts: whether a row teaches anything about a label.
    """
    from scipy.optimize import minimize

    hashed, dense = table[0], table[1] * numpy.float32(spread)
    flipped, width = hashed.T.tocsr(), hashed.shape[1]
    columns, wide = width + dense.shape[1], targets.shape[1]

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(columns + 1, wide).astype(numpy.float32)
        scores = hashed @ theta[:width] + dense @ theta[width:-1] + theta[-1]
        if form == "one":
            chances = numpy.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            missed = -float((targets * numpy.log(chances.clip(1e-9))).sum())
            gap = chances * targets.sum(axis=1, keepdims=True) - targets
        else:
            chances = 1 / (1 + numpy.exp(-scores.clip(-30, 30)))
            told = targets * numpy.log(chances.clip(1e-9)) + (1 - targets) * numpy.log((1 - chances).clip(1e-9))
            missed = -float((counts * told).sum())
            gap = counts * (chances - targets)
        gap = numpy.asarray(gap, numpy.float32)
        slope = numpy.vstack([flipped @ gap, dense.T @ gap, gap.sum(axis=0, keepdims=True)])
        slope[:-1] += theta[:-1] / strength
        return missed + float((theta[:-1] ** 2).sum()) / (2 * strength), slope.ravel().astype(numpy.float64)

    start = numpy.zeros((columns + 1) * wide)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 90, "maxcor": 8})
    theta = found.x.reshape(columns + 1, wide)
    theta[width:-1] *= spread
    return theta[:-1].T, theta[-1]


def _packed(form: Form, labels: tuple[str, ...], width: int, coefficients: Array, bias: Array) -> Head:
    """Weights as int8 with one scale a label: the error is below half a percent of the largest weight."""
    table = numpy.asarray(coefficients, numpy.float32).T
    scale = numpy.maximum(numpy.abs(table).max(axis=0), 1e-9) / 127
    weights = numpy.rint(table / scale).astype(numpy.int8)
    return Head(form, labels, width, weights, scale.astype(numpy.float32), numpy.asarray(bias, numpy.float32))


def between(was: Head, now: Head, share: float) -> Head:
    """The head that lies so far on the way from one to another; labels that only the latter has stay as they are."""
    there = {label: at for at, label in enumerate(was.labels)}
    table, bias = _full(now), now.bias.copy()
    before = _full(was)
    for at, label in enumerate(now.labels):
        if label in there:
            table[:, at] = (1 - share) * before[:, there[label]] + share * table[:, at]
            bias[at] = (1 - share) * was.bias[there[label]] + share * bias[at]
    return _packed(now.form, now.labels, now.width, table.T, bias)


def _full(head: Head) -> Array:
    return head.weights.astype(numpy.float32) * head.scale


def save(path: Path, heads: Mapping[str, Head], more: Mapping[str, Any] | None = None) -> None:
    """The heads in one .npz, byte for byte the same for the same heads. more: what else to keep, as JSON."""
    told = {name: {"form": h.form, "labels": h.labels, "width": h.width} for name, h in heads.items()}
    text = json.dumps({"heads": told, "more": dict(more or {})}, sort_keys=True)
    arrays: dict[str, Array] = {"about": numpy.frombuffer(text.encode(), numpy.uint8)}
    for name, head in heads.items():
        arrays |= {f"{name}.weights": head.weights, f"{name}.scale": head.scale, f"{name}.bias": head.bias}
    write(path, arrays)


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Arrays as a .npz, byte for byte the same for the same arrays."""
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, array in arrays.items():
            held = io.BytesIO()
            numpy.save(held, array, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED, 9)


def load(path: Path) -> tuple[dict[str, Head], dict[str, Any]]:
    """The heads that save wrote, and what was kept beside them."""
    with numpy.load(path, allow_pickle=False) as file:
        about = json.loads(bytes(file["about"]).decode())
        heads = {
            name: Head(
                told["form"],
                tuple(told["labels"]),
                told["width"],
                file[f"{name}.weights"],
                file[f"{name}.scale"],
                file[f"{name}.bias"],
            )
            for name, told in about["heads"].items()
        }
    return heads, about["more"]
