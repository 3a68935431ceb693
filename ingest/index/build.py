"""The index on disk: guides to facts and vectors, incrementally, so that a kill at any point leaves it whole.

Order: new vectors go to Chroma (harmless if it ends there), then a new facts file, with the list of live
passages in it, is renamed over the old one (the switch), then vectors that nothing refers to are removed.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock, Timeout

from ingest.errors import IndexBusy, IndexCorrupt, IndexMissing, IndexModelChanged, IngestError, VectorsUnreachable
from ingest.index.checksums import PENDING, check, check_files, keep, missing
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.facts import FILE, SUMS, Facts, Meta
from ingest.index.reading import Progress, known_files, read_changed
from ingest.index.rows import copied, finish, live, settle
from ingest.index.vectors import FOLDER as CHROMA
from ingest.index.vectors import Vectors
from ingest.index.walk import IngestRun, UnreadFile, walked

BROKEN = "chroma.broken"
"""Where a rebuild puts a Chroma folder that can't be opened, until the new one serves."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did and what the index holds now; seconds is the time it took. others: files of kinds that are not
    read, a line each."""

    guides: int
    bands: int
    levers: int
    passages: int
    findings: int
    changed: int
    unchanged: int
    removed: int
    embedded: int
    seconds: float
    problems: tuple[UnreadFile, ...] = ()
    others: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return asdict(self)


def ingest(
    paths: Sequence[Path], folder: Path, *, chroma_url: str | None = None, model: str | None = None,
    vectors: bool = True, rebuild: bool = False, progress: Progress | None = None,
) -> Summary:  # fmt: skip
    """Bring the index in folder up to date with the guides below paths (folders or files).

    Only files whose bytes changed are read again, only new passages embedded; files that are gone from an
    ingested folder disappear. A file that can't be read is an UnreadFile, and what was indexed of it stays.
    vectors=False makes an index for exact look-ups and lexical search alone.
    Raises IngestError (a path that is not there), IndexBusy, IndexModelChanged, IndexCorrupt,
    VectorsUnreachable; the index then serves what it did before.
    """
    started = time.monotonic()
    folder = Path(folder)
    tell = progress or (lambda what, done, of: None)
    with _locked(folder):
        old = None if rebuild else _existing(folder)
        name = _model(old, model, folder)
        run = IngestRun(known_files(folder) if old else frozenset())
        found = list(walked(paths, run))
        marker = folder / PENDING
        begun_with, begun = _begun(marker)
        # A killed ingest's vectors serve again only where they are this model's, and never a rebuild.
        resumed = begun if begun_with == name and not rebuild else ""
        collection = (old.collection if old else resumed) or f"parley-{uuid4().hex[:12]}"
        store = _store(folder, chroma_url, collection, rebuild) if vectors else None
        known = _embedded(folder, old, store) if store else set[str]()
        new = folder / f"{FILE}.new"
        with copied(folder, new, fresh=old is None) as database:
            before = live(database)
            read_changed(database, found, paths, run, name, known, store, folder, tell)
            tell("writing", 0, 1)
            same = old is not None and not (run.changed or run.removed or run.embedded)
            if not same:
                settle(database)
            after = live(database)
            kept = old if old and not vectors else None
            finish(
                database, kept.model if kept else name,
                embedder(name).dimensions() if store and run.embedded else old.dimensions if old else 0,
                collection if vectors else kept.collection if kept else "",
            )  # fmt: skip
            if store and not same:
                if old and old.dimensions and not begun_with and not chroma_url:
                    check(folder, store, before)
                marker.write_text(f"{name}\n{collection}", encoding="utf-8")
        dropped = _dropped(folder) if rebuild else ""
        if kept and kept.dimensions and not same:
            marker.write_text(f"{kept.model}\n{kept.collection}", encoding="utf-8")
        if same:
            new.unlink()
        else:
            _sum(folder, new)
            _switched(new, folder / FILE)
            _sync(folder)
        if store:
            _cleared(store, (before | known) - after, {dropped, begun} - {"", collection})
            if not same or begun_with or chroma_url or missing(folder):
                keep(folder, store, after, here=not chroma_url)
            marker.unlink(missing_ok=True)
            shutil.rmtree(folder / BROKEN, ignore_errors=True)
        tell("writing", 1, 1)
    facts = Facts(folder)
    meta = facts.meta()
    facts.close()
    return Summary(
        meta.guides, meta.bands, meta.levers, meta.passages, meta.findings, run.changed, run.unchanged, run.removed,
        run.embedded, round(time.monotonic() - started, 2), tuple(run.problems), tuple(run.others),
    )  # fmt: skip


def open_vectors(facts: Facts, folder: Path, chroma_url: str | None = None) -> Vectors:
    """The vectors of an index that was ingested with them. Raises VectorsUnreachable."""
    return Vectors(Path(folder), chroma_url, facts.meta().collection)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "ingest.lock", timeout=0)
        with lock:
            yield
    except Timeout:
        raise IndexBusy(f"{folder}: another ingest is writing to this index; run this one when it has ended") from None
    except (OSError, sqlite3.OperationalError) as error:
        why = getattr(error, "strerror", None) or error
        raise IngestError(
            f"{folder}: the index can't be written ({why}); free some room or check its permissions, then ingest "
            "again; the index is as it was"
        ) from error


def _existing(folder: Path, *, whole: bool = True) -> Meta | None:
    """About the index that is there; None when there is none. Raises IndexCorrupt; whole: for any damaged byte."""
    try:
        facts = Facts(folder, whole=whole)
    except IndexMissing:
        return None
    with closing(facts):
        return facts.meta()


def _model(old: Meta | None, wanted: str | None, folder: Path) -> str:
    name = wanted or (old.model if old and old.model else DEFAULT)
    if old and old.dimensions and old.model != name:
        raise IndexModelChanged(
            f"{folder}: this index was built with the embedding model {old.model}, not {name}; rebuild it with: "
            f"parley ingest FOLDER-OF-GUIDES --index {folder} --rebuild"
        )
    return name


def _begun(marker: Path) -> tuple[str, str]:
    """Model and collection of an ingest that did not end; empty where there is none, or it can't be told."""
    lines = marker.read_text(encoding="utf-8", errors="replace").split("\n") if marker.exists() else []
    return (lines[0], lines[1]) if len(lines) == 2 else ("", "")


def _store(folder: Path, url: str | None, collection: str, rebuild: bool) -> Vectors:
    """The collection, made where it is missing. A rebuild sets a Chroma folder that is damaged aside."""
    try:
        if not url:
            check_files(folder)
        return _made(folder, url, collection)
    except (VectorsUnreachable, IndexCorrupt):
        held, aside = folder / CHROMA, folder / BROKEN
        if not rebuild or url or not held.is_dir():
            raise
        shutil.rmtree(aside, ignore_errors=True)
        held.rename(aside)
        try:
            return _made(folder, url, collection)
        except VectorsUnreachable:
            shutil.rmtree(held, ignore_errors=True)
            aside.rename(held)
            raise


def _made(folder: Path, url: str | None, collection: str) -> Vectors:
    store = Vectors(folder, url, collection)
    store.make()
    return store


def _embedded(folder: Path, old: Meta | None, store: Vectors) -> set[str]:
    """The passages that have a vector already, those of an ingest that was killed included."""
    if old and old.dimensions and not (folder / PENDING).exists() and store.count() == old.passages:
        with sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro", uri=True) as database:
            ids = live(database)
        database.close()
    else:
        ids = store.ids()
    return ids


def _dropped(folder: Path) -> str:
    """The collection that a rebuild leaves behind, as far as the old file can still say."""
    try:
        meta = _existing(folder, whole=False)
    except IndexCorrupt:
        return ""
    return meta.collection if meta else ""


def _cleared(store: Vectors, gone: set[str], left: set[str]) -> None:
    """Forget vectors that no passage has any more, and collections that nothing refers to."""
    store.remove(gone)
    for collection in left:
        store.drop(collection)


def _sum(folder: Path, new: Path) -> None:
    """Write what the new facts file hashes to before it is switched to; the old one's sum stays beside it."""
    kept = []
    for file in (new, folder / FILE):
        if file.exists():
            with file.open("rb") as bytes_:
                kept.append(hashlib.file_digest(bytes_, "sha256").hexdigest())
    part = folder / f"{SUMS}.new"
    with part.open("w", encoding="ascii") as sums:
        sums.write("\n".join(kept) + "\n")
        sums.flush()
        os.fsync(sums.fileno())
    os.replace(part, folder / SUMS)


def _switched(new: Path, file: Path) -> None:
    """Rename the new facts file into the old one's place. Windows refuses it while a program has the old one open."""
    try:
        os.replace(new, file)
    except PermissionError as error:
        raise IngestError(
            f"{file}: it can't be replaced; where a program that has it open keeps it (on Windows every one does, "
            "parley serve too), end that one and ingest again; the index is as it was"
        ) from error


def _sync(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be synced."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def as_json(summary: Summary) -> str:
    """The summary for a program."""
    return json.dumps(summary.as_dict(), ensure_ascii=False)
