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


@pytest.fixture(scope="session")
def starter_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the starter guides, vectors and all, built once a run whatever the number of workers; read-only.

    Beside the workers' own folders, under a lock: the first that asks builds it, the others wait for it.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / "starter-index"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            ingest([ROOT / "corpus"], folder / "index")
            (folder / "done").touch()
    return folder / "index"
