"""A real ingest, its embedding workers started, killed midway by SIGKILL: nothing lives on, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.index.build import ingest, open_vectors
from ingest.index.checksums import PENDING, verify
from ingest.index.facts import Facts
from tests.ingest.conftest import guide, put

COMMAND = """
import sys
from ingest.index import embedding

# Workers are started for a large corpus, where the processor has units for bfloat16; here for any.
embedding.FEW, embedding.MANY, embedding._multiplies_bfloat16 = 0, 1, lambda: True
from bot.cli import main

sys.argv = ["parley", "ingest", *sys.argv[1:]]
main()
"""
pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc"),
    pytest.mark.skipif(
        len(getattr(os, "sched_getaffinity", lambda _: {0})(0)) < 2, reason="one core embeds without workers"
    ),
]


def workers_of(parent: int) -> list[int]:
    """The embedding workers that a process has started; they are told of it."""
    found = []
    for folder in Path("/proc").iterdir():
        # Later processes have higher numbers: those before it needn't be looked at.
        if folder.name.isdigit() and int(folder.name) > parent:
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"ingest.index.embedding" in words and str(parent).encode() in words:
                found.append(int(folder.name))
    return found


def gone(process: int) -> bool:
    """Whether a process that is no child of ours has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def until(true: Callable[[], bool], seconds: float = 250) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)


def told(folder: Path) -> str:
    with closing(Facts(folder)) as facts:
        return verify(facts, folder, open_vectors(facts, folder))


def base(folder: Path) -> int:
    with closing(Facts(folder)) as held:
        amount = held.bands("fernhill", "data-engineer", "Lisbon")[0].base.amount  # type: ignore[union-attr]
        assert amount is not None
        return amount.low


@pytest.fixture
def killing(guides: Path, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """An ingest of changed guides over an index that is whole, at work with workers of its own."""
    folder = tmp_path / "index"
    ingest([guides], folder)
    put(guides, "fernhill", "data-engineer", guide(low=77))
    put(guides, "osprey", "data-engineer", guide("Osprey"))
    command = [sys.executable, "-c", COMMAND, str(guides), "--index", str(folder)]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=Path(__file__).parents[2])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_an_ingest_killed_midway_leaves_no_worker_and_a_sound_index_and_the_next_one_goes_on(
    killing: "subprocess.Popen[bytes]", guides: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"

    workers: list[int] = []

    def midway() -> bool:
        assert killing.poll() is None, (tmp_path / "said").read_text()
        workers[:] = workers_of(killing.pid) if (folder / PENDING).exists() else []
        return bool(workers)

    until(midway)
    killing.send_signal(signal.SIGKILL)
    assert killing.wait() == -signal.SIGKILL
    until(lambda: all(gone(worker) for worker in workers))
    assert base(folder) == 60_000 and told(folder) == ""
    done = ingest([guides], folder)
    assert done.embedded > 0 and not done.problems
    assert base(folder) == 77_000 and told(folder) == ""
    assert not (folder / PENDING).exists()
    with closing(Facts(folder)) as held:
        assert open_vectors(held, folder).count() == done.passages
