"""An index that is not what an ingest wrote is noticed when it is opened; an ingest that is killed leaves nobody."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy
import pytest

from bot.knowledge.passages import open_retriever
from ingest.errors import IndexCorrupt
from ingest.index.build import ingest, open_vectors
from ingest.index.checksums import PENDING, SUMS, check, check_files, keep, verify
from ingest.index.embedding import DEFAULT
from ingest.index.facts import FILE, Facts
from ingest.index.facts import SUMS as FACTS_SUMS
from ingest.index.vectors import FOLDER, Vectors
from tests.ingest.conftest import guide, put


@pytest.fixture
def index(guides: Path, tmp_path: Path) -> Path:
    ingest([guides], tmp_path / "index")
    return tmp_path / "index"


def told(folder: Path) -> str:
    """What opening the vectors says."""
    with closing(Facts(folder)) as facts:
        return open_retriever(facts, folder).check()


def changed(file: Path, at: int, times: int = 64) -> None:
    data = bytearray(file.read_bytes())
    for place in range(at, at + times):
        data[place] ^= 0x55
    file.write_bytes(data)


def test_an_index_without_its_checksum_is_refused_with_the_command_that_mends_it(index: Path, guides: Path) -> None:
    (index / FACTS_SUMS).unlink()
    with pytest.raises(IndexCorrupt, match=r"checksum, is missing.*--rebuild"):
        Facts(index)
    with pytest.raises(IndexCorrupt, match="--rebuild"):
        ingest([guides], index)
    ingest([guides], index, rebuild=True)
    assert told(index) == ""


def test_one_changed_digit_is_noticed_by_whoever_opens_the_index(index: Path) -> None:
    data = (index / FILE).read_bytes()
    (index / FILE).write_bytes(data.replace(b"60000", b"61000"))
    assert data != (index / FILE).read_bytes()
    with pytest.raises(IndexCorrupt, match="not those that were written"):
        Facts(index)


@pytest.mark.parametrize("damage", ["a vector", "a row", "pages", "half", "all"])
def test_damaged_vectors_are_noticed_and_figures_answered_without_them(index: Path, guides: Path, damage: str) -> None:
    assert told(index) == ""
    file = index / FOLDER / "chroma.sqlite3"
    if damage in ("a vector", "a row"):
        with closing(sqlite3.connect(file)) as database, database:
            first = "(SELECT min(seq_id) FROM embeddings_queue)"
            other = "SET vector = substr(vector, 1, 900) || x'00004040' || substr(vector, 905)"
            done = "DELETE FROM embeddings_queue" if damage == "a row" else f"UPDATE embeddings_queue {other}"
            database.execute(f"{done} WHERE seq_id = {first}")
    elif damage == "pages":
        changed(file, 4096 * 10, 4096 * 4)
    else:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 if damage == "half" else 0])
    said = told(index)
    assert f"--index {index} --rebuild" in said and "words alone" in said
    with closing(Facts(index)) as facts:
        hits = open_retriever(facts, index).retrieve("equity levers", "fernhill")
        assert hits and all(hit.lexical_only for hit in hits)
    ingest([guides], index, rebuild=True)
    assert told(index) == ""


def test_an_ingest_does_not_take_damaged_vectors_for_its_own(index: Path, guides: Path) -> None:
    with closing(sqlite3.connect(index / FOLDER / "chroma.sqlite3")) as database, database:
        database.execute("UPDATE embeddings_queue SET vector = zeroblob(length(vector))")
    put(guides, "fernhill", "data-engineer", guide(low=61))
    with pytest.raises(IndexCorrupt, match="--rebuild"):
        ingest([guides], index)
    assert not (index / f"{FILE}.new").exists()


def test_vectors_stay_what_they_are_through_ingests_and_readers(index: Path, guides: Path) -> None:
    for low in (61, 62):
        put(guides, "fernhill", "data-engineer", guide(low=low))
        ingest([guides], index)
        for _ in range(4):
            assert told(index) == ""
    (guides / "quarry-bank" / "data-engineer.md").unlink()
    ingest([guides], index)
    assert told(index) == ""


def test_vectors_without_a_checksum_are_used_and_it_is_said(index: Path, guides: Path) -> None:
    (index / SUMS).unlink()
    said = told(index)
    assert "checksum is missing" in said and "words alone" not in said
    ingest([guides], index)
    assert told(index) == ""


def test_beside_an_ingest_that_was_killed_nothing_is_called_damaged(index: Path) -> None:
    (index / SUMS).write_text("of another\n")
    assert told(index) != ""
    (index / PENDING).write_text(f"{DEFAULT}\nparley-x")
    assert told(index) == ""


def test_a_server_of_vectors_that_lost_some_is_noticed(index: Path) -> None:
    with closing(Facts(index)) as facts:
        store = open_vectors(facts, index)
        assert verify(facts, index, store, url="http://chroma:8000") == ""
        store.remove(facts.passage_ids()[:1])
        with pytest.raises(IndexCorrupt, match="rebuild"):
            verify(facts, index, store, url="http://chroma:8000")


@pytest.mark.parametrize("file", ["data_level0.bin", "link_lists.bin", "header.bin", "index_metadata.pickle"])
def test_damage_to_chromas_own_files_is_noticed_before_it_opens_them(large: Path, tmp_path: Path, file: str) -> None:
    index = shutil.copytree(large, tmp_path / "index")
    check_files(index)
    (damaged,) = (index / FOLDER).rglob(file)
    changed(damaged, damaged.stat().st_size // 3, 20)
    with pytest.raises(IndexCorrupt, match="--rebuild"):
        check_files(index)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many vectors that Chroma keeps them in files beside its database; some were removed again."""
    folder = tmp_path_factory.mktemp("large")
    ids = [f"{number:032x}" for number in range(2200)]
    rows = numpy.random.default_rng(4).normal(size=(len(ids), 8)).astype("float32")
    store = Vectors(folder, None, "parley-many")
    store.make()
    store.add(ids, rows / numpy.linalg.norm(rows, axis=1, keepdims=True), [{"company": "a", "role": "b"}] * len(ids))
    store.remove(ids[:1500])
    keep(folder, store, ids[1500:])
    for _ in range(2):
        again = Vectors(folder, None, "parley-many")
        assert again.nearest(rows[1800], 1)[0][0] == ids[1800]
        check_files(folder)
        check(folder, again, ids[1500:])
    return folder


PARENT = """
import os, subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-m", "ingest.index.embedding", sys.argv[1], str(os.getpid())], stdin=0)
print(worker.pid, flush=True)
time.sleep(600)
"""


def gone(process: int) -> bool:
    """Whether a process that is no child of ours has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")
def test_a_worker_ends_with_the_ingest_that_was_killed_though_its_input_stays_open() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, DEFAULT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    try:
        assert not gone(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert until(lambda: gone(worker))
    finally:
        if not gone(worker):
            os.kill(worker, signal.SIGKILL)
        parent.communicate()
