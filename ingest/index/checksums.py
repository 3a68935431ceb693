"""What the vectors hash to: damage that a file's format doesn't show changes answers without a word, or ends Chroma.

Chroma writes to its database whenever it is opened, so that those bytes can't be summed; what is read back is. The
files of its graph stay as an ingest left them, and are looked at before Chroma reads them: it trusts them.
"""

import hashlib
import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from ingest.errors import IndexCorrupt
from ingest.index.facts import Facts
from ingest.index.vectors import FOLDER, Vectors

SUMS = "vectors.sha256"
"""Two lines: what the live passages' vectors hash to, and the files of Chroma's graph."""
PENDING = "pending"
"""Says that vectors and passages may differ: a line with the model, one with the collection written to. It is there
while an ingest writes vectors; one that was killed leaves it behind, and one without vectors."""
_WRITTEN = "index_metadata.pickle"
"""Beside a graph's files once they hold anything; until then Chroma fills them anew whenever it opens them."""
_UNSTEADY = "length.bin"
"""The one file of a graph that Chroma may change when it reads."""
_STEP = 250


def keep(folder: Path, store: Vectors, ids: Collection[str], *, here: bool = True) -> None:
    """Write the sums of the vectors with these ids, the index's passages; none where they aren't here, in the folder:
    a server's are its own to keep."""
    if not here:
        (folder / SUMS).unlink(missing_ok=True)
        return
    told = [digest(store, ids), _files(folder)]
    part = folder / f"{SUMS}.new"
    with part.open("w", encoding="ascii") as file:
        file.write("\n".join(told) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, folder / SUMS)


def missing(folder: Path) -> bool:
    """Whether there is no sum to hold the vectors against."""
    return not _told(folder)


def check_files(folder: Path) -> None:
    """Raises IndexCorrupt where Chroma's files are damaged; to be called before it opens them."""
    told = _told(folder)
    if not told or (folder / PENDING).exists() or (_files(folder) == told[1] and _whole(folder)):
        return
    # An ingest may have begun or ended in between.
    if not (folder / PENDING).exists() and told == _told(folder):
        raise _damaged(folder)


def check(folder: Path, store: Vectors, ids: Collection[str]) -> None:
    """Raises IndexCorrupt where the vectors with these ids aren't those that were written; reads them all."""
    told = _told(folder)
    if told and digest(store, ids) != told[0]:
        raise _damaged(folder)


def verify(facts: Facts, folder: Path, store: Vectors, *, url: str | None = None) -> str:
    """Hold the vectors against what an ingest wrote; a sentence where they can't be held against anything, else "".

    Those in the folder are read once whole (a second for 12,000), those on a server at url are counted. Raises
    IndexCorrupt, VectorsUnreachable. Beside an ingest that is at work, or was killed, nothing can be told."""
    if (folder / PENDING).exists():
        return ""
    if url:
        wanted = facts.meta().passages
        if (there := store.count()) < wanted:
            raise IndexCorrupt(f"{url}: it holds {there} vectors of this index's {wanted}; {_mend(folder)}")
        return ""
    if missing(folder):
        return (
            f"{folder / SUMS}: the vectors' checksum is missing, so that damage would not be noticed; {_mend(folder)}"
        )
    before = facts.generation
    try:
        check(folder, store, facts.passage_ids())
    except IndexCorrupt:
        # An ingest may have begun or ended in between.
        if not (folder / PENDING).exists() and facts.generation == before:
            raise
    return ""


def digest(store: Vectors, ids: Collection[str]) -> str:
    """What the ids and their vectors hash to, in the ids' order."""
    import numpy

    summed, ordered = hashlib.sha256(), sorted(ids)
    for start in range(0, len(ordered), _STEP):
        part = ordered[start : start + _STEP]
        held = store.of(part)
        for id in part:
            summed.update(id.encode())
            if id in held:
                summed.update(numpy.asarray(held[id], dtype="<f4").tobytes())
    return summed.hexdigest()


def _files(folder: Path) -> str:
    summed = hashlib.sha256()
    graphs = [file.parent for file in (folder / FOLDER).glob(f"*/{_WRITTEN}")]
    for file in sorted(file for graph in graphs for file in graph.iterdir()):
        if file.name != _UNSTEADY:
            summed.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}\n".encode())
            with file.open("rb") as data:
                summed.update(hashlib.file_digest(data, "sha256").digest())
    return summed.hexdigest()


def _told(folder: Path) -> list[str]:
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise IndexCorrupt(f"{folder / SUMS}: it can't be read; {_mend(folder)}") from error
    if len(lines) != 2:
        raise IndexCorrupt(f"{folder / SUMS}: it holds no checksums; {_mend(folder)}")
    return lines


def _whole(folder: Path) -> bool:
    """Whether SQLite finds the pages of Chroma's database in order."""
    file = folder / FOLDER / "chroma.sqlite3"
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError:
        # Another process is writing to it, or it isn't there: Chroma says so itself.
        return True
    except sqlite3.DatabaseError:
        return False


def _damaged(folder: Path) -> IndexCorrupt:
    return IndexCorrupt(f"{folder / FOLDER}: the vectors are not those that were written; {_mend(folder)}")


def _mend(folder: Path) -> str:
    return f"rebuild the index with: parley ingest FOLDER-OF-GUIDES --index {folder} --rebuild"
