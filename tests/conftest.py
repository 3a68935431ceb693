"""What all rooms' tests share: one index of the starter guides a test run, and no example timed by a busy machine."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from ingest.index.build import ingest

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def _built_once(factory: pytest.TempPathFactory, name: str, *, vectors: bool) -> Path:
    """An index of the starter guides, built once a run whatever the number of workers; for reading only.

    It lies beside the workers' own folders, under a lock: the first that asks builds it, the others wait for it.
    """
    own = factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / name
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            ingest([ROOT / "corpus"], folder / "index", vectors=vectors)
            (folder / "done").touch()
    return folder / "index"


@pytest.fixture(scope="session")
def starter_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter guides, for exact look-ups and search by words. A test that writes to an index makes its own."""
    return _built_once(tmp_path_factory, "starter", vectors=False)


@pytest.fixture(scope="session")
def starter_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter guides with their vectors, for search by meaning. A test that writes to an index makes its own."""
    return _built_once(tmp_path_factory, "starter-vectors", vectors=True)


KNOWN = Path(__file__).with_name("known_failures.txt")
"""Tests that are broken or not yet seen whole, a line a file, a test, or a test with its parameters; to be mended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is known to fail, so that everything else can be held to pass."""
    known = {
        line.strip() for line in KNOWN.read_text(encoding="utf-8").splitlines() if line.strip()[:1] not in ("", "#")
    }
    for item in items:
        file, _, name = item.nodeid.partition("::")
        if known & {file, item.nodeid, f"{file}::{name.partition('[')[0]}"}:
            item.add_marker(pytest.mark.xfail(reason="known, to be mended: tests/known_failures.txt", strict=False))
