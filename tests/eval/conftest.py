"""One index of the starter guides for all of the evaluation's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.index.facts import Facts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def corpus_index(starter_vectors: Path) -> Path:
    return starter_vectors


@pytest.fixture(scope="session")
def facts(corpus_index: Path) -> Iterator[Facts]:
    opened = Facts(corpus_index)
    yield opened
    opened.close()
