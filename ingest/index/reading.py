"""Which files changed since the last ingest: those are read anew, and only their new passages embedded."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.errors import GuideError
from ingest.guide.mapping import digest
from ingest.guide.playbook import is_card
from ingest.guide.reader import read_files
from ingest.guide.types import Guide, Passage
from ingest.index.checksums import PENDING
from ingest.index.embedding import embedder
from ingest.index.facts import FILE, adapter, written
from ingest.index.passages import Count, passages
from ingest.index.rows import forgotten, keep_card, keep_guide, keep_names
from ingest.index.vectors import Vectors
from ingest.index.walk import NAMES, STAYS, FoundFile, IngestRun, UnreadFile

LARGEST = 16_000_000
"""Bytes above which a file is no guide; the largest real one has some 50,000."""

_BATCH = 512

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "embedding", "writing"), how far it is, and of how much."""


def opened(one: FoundFile) -> tuple[Guide, ...]:
    """The guides in a file. Raises GuideError, also for what the reader did not foresee, and OSError."""
    try:
        return read_files(one.file, one.root)
    except (GuideError, OSError):
        raise
    except Exception as error:
        raise _unforeseen(one, error) from error


def _unforeseen(one: FoundFile, error: Exception) -> GuideError:
    """One odd file among thousands must not end the run."""
    return GuideError(one.name, f"can't be read as a guide ({type(error).__name__})", "simplify it, or leave it out")


def known_files(folder: Path) -> frozenset[str]:
    with sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro", uri=True) as database:
        files = frozenset(_shas(database))
    database.close()
    return files


def _shas(database: sqlite3.Connection) -> dict[str, str]:
    """Every indexed file with what it hashed to."""
    held = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [table for table in ("guides", "names", "cards") if table in held]
    return dict(database.execute(" UNION ".join(f"SELECT file, sha FROM {table}" for table in tables)).fetchall())


# Reading.
def read_changed(
    database: sqlite3.Connection, found: Sequence[FoundFile], paths: Sequence[Path], run: IngestRun, model: str,
    known: set[str], store: Vectors | None, folder: Path, tell: Progress,
) -> None:  # fmt: skip
    """Every file that changed into the new facts, every passage without a vector into Chroma."""
    shas = _shas(database)
    code = _code()
    count, window = embedder(model).counter(), embedder(model).window()
    present: set[str] = set()
    parts: dict[str, list[str]] = {}
    for held in shas:
        if _PART in held:
            parts.setdefault(held.partition(_PART)[0], []).append(held)
    for place, one in enumerate(found):
        tell("reading", place, len(found))
        key = str(one.file.absolute())
        present.add(key)
        try:
            sha = _sha(one, code + str(window))
            if shas.get(key) == sha:
                run.unchanged += 1
                present.update(parts.get(key, ()))
                continue
            if one.file.name.lower() in NAMES:
                keep_names(database, one, key, sha)
            elif is_card(one.file.as_posix()):
                keep_card(database, one, key, sha)
            else:
                present.update(_keep_all(database, one, key, sha, _told(one, count, window)))
            run.changed += 1
        except (GuideError, OSError) as error:
            kept = key in shas
            present.update(parts.get(key, ()))
            text = str(error) if isinstance(error, GuideError) else f"{one.name}: can't be read ({error.strerror})"
            run.problems.append(UnreadFile(one.name, text + (STAYS if kept else ""), kept))
    forgotten(database, shas, present, paths, run)
    if store:
        _embed(database, store, model, known, run, folder, tell)


_PART = "\t#"
"""Between a file and the number of a guide in it, where it holds figures of several companies or roles."""


def _told(one: FoundFile, count: Count, window: int) -> tuple[tuple[Guide, str, tuple[Passage, ...]], ...]:
    """A file's guides, each as JSON too, and their passages. Raises GuideError, OSError."""
    guides = opened(one)
    try:
        return tuple((guide, written(guide, Guide), passages(guide, count, window)) for guide in guides)
    except Exception as error:
        raise _unforeseen(one, error) from error


def _keep_all(
    database: sqlite3.Connection,
    one: FoundFile,
    key: str,
    sha: str,
    told: Sequence[tuple[Guide, str, tuple[Passage, ...]]],
) -> list[str]:
    """Keep every guide of a file; the names that they are kept under."""
    names = [key if i == 0 else f"{key}{_PART}{i}" for i in range(len(told))]
    for name, (guide, data, parts) in zip(names, told, strict=True):
        keep_guide(database, one, name, sha, guide, data, parts)
    return names


def _embed(
    database: sqlite3.Connection,
    store: Vectors,
    model: str,
    known: set[str],
    run: IngestRun,
    folder: Path,
    tell: Progress,
) -> None:
    """Vectors for the passages that have none, in batches, so that memory does not grow with the guides."""
    sized = database.execute("SELECT id FROM passages GROUP BY id ORDER BY length(data) DESC, id").fetchall()
    # By length, so that a batch holds texts of one length and little padding.
    missing = [id for (id,) in sized if id not in known]
    if not missing:
        return
    (folder / PENDING).write_text(f"{model}\n{store.collection}", encoding="utf-8")
    load = adapter(Passage).validate_json
    with embedder(model).many(len(missing)) as embed:
        for start in range(0, len(missing), _BATCH):
            tell("embedding", start, len(missing))
            ids = missing[start : start + _BATCH]
            marks = ",".join("?" * len(ids))
            rows = database.execute(f"SELECT data FROM passages WHERE id IN ({marks}) GROUP BY id", ids).fetchall()
            batch = [load(row[0]) for row in rows]
            about = [{"company": one.company, "role": one.role} for one in batch]
            store.add([one.id for one in batch], embed([one.embedded for one in batch]), about)
            run.embedded += len(batch)
    tell("embedding", len(missing), len(missing))


def _sha(one: FoundFile, code: str) -> str:
    size = one.file.stat().st_size
    if size > LARGEST:
        raise GuideError(one.name, f"has {size // 1_000_000} MB, far too much for a guide", "leave it out, or split it")
    summed = hashlib.sha256(code.encode())
    summed.update(one.name.encode())
    summed.update(digest(one.root, one.name).encode())
    summed.update(one.file.read_bytes())
    return summed.hexdigest()


def _code() -> str:
    """A digest of the code that reads: guides are read again when it has changed."""
    here = Path(__file__).parent
    rooms = [file for room in ("lexicon", "amounts", "documents", "guide") for file in (here.parent / room).rglob("*")]
    digest = hashlib.sha256()
    for file in sorted([*rooms, here / "passages.py", here / "facts.py"]):
        if file.suffix in (".py", ".yaml"):
            digest.update(file.read_bytes())
    return digest.hexdigest()
