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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from filelock import FileLock, Timeout

from ingest.documents.load import ENDINGS
from ingest.errors import (
    GuideError,
    IndexBusy,
    IndexCorrupt,
    IndexMissing,
    IndexModelChanged,
    IngestError,
    VectorsUnreachable,
)
from ingest.guide import findings as checks
from ingest.guide.mapping import FILES as MAPPINGS
from ingest.guide.mapping import digest
from ingest.guide.playbook import Card, is_card, read_card
from ingest.guide.reader import read_files
from ingest.guide.types import Band, Finding, Guide, Passage
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.facts import CARDS, FILE, SCHEMA, SUMS, TABLES, Facts, Meta, Names, adapter, scopes, written
from ingest.index.passages import Count, passages
from ingest.index.sums import PENDING, check, check_files, keep, missing
from ingest.index.vectors import FOLDER as CHROMA
from ingest.index.vectors import Vectors

NAMES = ("names.yaml", "names.yml")
LARGEST = 16_000_000
"""Bytes above which a file is no guide; the largest real one has some 50,000."""
BROKEN = "chroma.broken"
"""Where a rebuild puts a Chroma folder that can't be opened, until the new one serves."""
_STAYS = "; what was indexed of it stays"
_BATCH = 512
_ACROSS = 1_000_000
"""Place of a finding across files, after those of the guide itself."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "embedding", "writing"), how far it is, and of how much."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was not read: one sentence, and whether what was indexed of it before is kept."""

    path: str
    text: str
    kept: bool = False


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
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Found:
    """A file below an ingested path. root is the ingested folder, name the path below it."""

    file: Path
    root: Path
    name: str


@dataclass(slots=True)
class _Run:
    """What one ingest keeps count of while it works.

    known: the files indexed before. closed: paths that could not be looked into; nothing below is forgotten.
    """

    known: frozenset[str] = frozenset()
    closed: list[str] = field(default_factory=list)
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0
    problems: list[Problem] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def ingest(
    paths: Sequence[Path], folder: Path, *, chroma_url: str | None = None, model: str | None = None,
    vectors: bool = True, rebuild: bool = False, progress: Progress | None = None,
) -> Summary:  # fmt: skip
    """Bring the index in folder up to date with the guides below paths (folders or files).

    Only files whose bytes changed are read again, only new passages embedded; files that are gone from an
    ingested folder disappear. A file that can't be read is a Problem, and what was indexed of it stays.
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
        run = _Run(_known(folder) if old else frozenset())
        found = list(_files(paths, run))
        marker = folder / PENDING
        begun_with, begun = _begun(marker)
        # A killed ingest's vectors serve again only where they are this model's, and never a rebuild.
        resumed = begun if begun_with == name and not rebuild else ""
        collection = (old.collection if old else resumed) or f"parley-{uuid4().hex[:12]}"
        store = _store(folder, chroma_url, collection, rebuild) if vectors else None
        known = _embedded(folder, old, store) if store else set[str]()
        new = folder / f"{FILE}.new"
        with _copied(folder, new, fresh=old is None) as database:
            before = _live(database)
            _read(database, found, paths, run, name, known, store, folder, tell)
            tell("writing", 0, 1)
            same = old is not None and not (run.changed or run.removed or run.embedded)
            if not same:
                _settle(database)
            after = _live(database)
            kept = old if old and not vectors else None
            _finish(
                database, kept.model if kept else name,
                embedder(name).dimensions() if store and run.embedded else old.dimensions if old else 0,
                collection if vectors else kept.collection if kept else "",
            )  # fmt: skip
            if store and not same:
                if old and old.dimensions and not begun_with and not chroma_url:
                    check(folder, store, before)
                marker.write_text(f"{name}\n{collection}")
        dropped = _dropped(folder) if rebuild else ""
        if kept and kept.dimensions and not same:
            marker.write_text(f"{kept.model}\n{kept.collection}")
        if same:
            new.unlink()
        else:
            _sum(folder, new)
            os.replace(new, folder / FILE)
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


def files(paths: Sequence[Path]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The guide files and names.yaml below paths, and what could not be walked. Raises IngestError."""
    run = _Run()
    return tuple(_files(paths, run)), tuple(run.problems)


def opened(one: Found) -> tuple[Guide, ...]:
    """The guides in a file. Raises GuideError, also for what the reader did not foresee, and OSError."""
    try:
        return read_files(one.file, one.root)
    except (GuideError, OSError):
        raise
    except Exception as error:
        raise _unforeseen(one, error) from error


def _unforeseen(one: Found, error: Exception) -> GuideError:
    """One odd file among thousands must not end the run."""
    return GuideError(one.name, f"can't be read as a guide ({type(error).__name__})", "simplify it, or leave it out")


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
        raise IngestError(
            f"{folder}: the index can't be written ({error}); free some room or check its permissions, then ingest "
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
            ids = _live(database)
        database.close()
    else:
        ids = store.ids()
    return ids


# Files.


def _files(paths: Sequence[Path], run: _Run) -> Iterator[Found]:
    """The guide files and names.yaml below the paths, in order; what can't be walked is a Problem."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not _is_utf8(str(path.resolve())):
            raise IngestError(f"{_legible(str(path))}: its name is not UTF-8; rename it")
        if path.is_dir():
            yield from _walk(path, path, seen, (), run)
        elif path.exists():
            root = path.resolve().parent.parent
            yield Found(path.resolve(), root, path.resolve().relative_to(root).as_posix())
        elif not _below(run.known, str(path.resolve())):
            raise IngestError(f"{path}: there is no such file or folder; name a folder of guides")


def _walk(folder: Path, root: Path, seen: set[Path], above: tuple[Path, ...], run: _Run) -> Iterator[Found]:
    real = folder.resolve()
    name = folder.relative_to(root).as_posix()
    if real in above:
        run.problems.append(Problem(name, f"{name}: is a symbolic link that leads back to itself; remove it"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        _shut(run, folder, name, f"can't be opened ({error.strerror}); check its permissions")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if not _is_utf8(entry.name):
            _shut(run, path, _legible(path.relative_to(root).as_posix()), "its name is not UTF-8; rename it")
            continue
        below = path.relative_to(root).as_posix()
        if entry.is_symlink() and path.exists() and not path.resolve().is_relative_to(root.resolve()):
            # Whoever can put a link here could have any file of this machine read aloud.
            _shut(run, path, below, "is a link out of this folder; put a copy here, or name the other folder beside it")
            continue
        try:
            if entry.is_dir():
                yield from _walk(path, root, seen, (*above, real), run)
                continue
        except OSError as error:
            _shut(run, path, below, f"can't be followed ({error.strerror}); remove the link")
            continue
        if entry.name.lower() in NAMES or path.suffix.lower() in ENDINGS:
            if entry.is_symlink() and not path.exists():
                _shut(run, path, below, "is a symbolic link that leads nowhere; remove it")
            elif not path.is_file():
                _shut(run, path, below, "is no file that can be read (a pipe or a device, perhaps); remove it")
            elif path.resolve() not in seen:
                seen.add(path.resolve())
                yield Found(path, root, below)
        elif entry.name.lower() not in MAPPINGS:
            run.others.append(f"{below}: files of this kind are not read ({path.suffix or 'no ending'})")


def _shut(run: _Run, path: Path, name: str, why: str) -> None:
    """A path that can't be looked into: what was indexed there stays, for it may be there still."""
    run.closed.append(str(path.absolute()))
    kept = bool(_below(run.known, str(path.absolute())))
    run.problems.append(Problem(name, f"{name}: {why}{_STAYS if kept else ''}", kept))


def _below(files: Iterable[str], top: str) -> set[str]:
    """The files that are top, or in the folder top."""
    return {one for one in files if one == top or one.startswith(top.rstrip(os.sep) + os.sep)}


def _is_utf8(name: str) -> bool:
    """Other names have no place in SQLite or JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _legible(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _known(folder: Path) -> frozenset[str]:
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


def _read(
    database: sqlite3.Connection, found: Sequence[Found], paths: Sequence[Path], run: _Run, model: str,
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
                _keep_names(database, one, key, sha)
            elif is_card(one.file.as_posix()):
                _keep_card(database, one, key, sha)
            else:
                present.update(_keep_all(database, one, key, sha, _told(one, count, window)))
            run.changed += 1
        except (GuideError, OSError) as error:
            kept = key in shas
            present.update(parts.get(key, ()))
            text = str(error) if isinstance(error, GuideError) else f"{one.name}: can't be read ({error.strerror})"
            run.problems.append(Problem(one.name, text + (_STAYS if kept else ""), kept))
    _forget(database, shas, present, paths, run)
    if store:
        _embed(database, store, model, known, run, folder, tell)


_PART = "\t#"
"""Between a file and the number of a guide in it, where it holds figures of several companies or roles."""


def _told(one: Found, count: Count, window: int) -> tuple[tuple[Guide, str, tuple[Passage, ...]], ...]:
    """A file's guides, each as JSON too, and their passages. Raises GuideError, OSError."""
    guides = opened(one)
    try:
        return tuple((guide, written(guide, Guide), passages(guide, count, window)) for guide in guides)
    except Exception as error:
        raise _unforeseen(one, error) from error


def _keep_all(
    database: sqlite3.Connection, one: Found, key: str, sha: str, told: Sequence[tuple[Guide, str, tuple[Passage, ...]]]
) -> list[str]:
    """Keep every guide of a file; the names that they are kept under."""
    names = [key if i == 0 else f"{key}{_PART}{i}" for i in range(len(told))]
    for name, (guide, data, parts) in zip(names, told, strict=True):
        _keep(database, one, name, sha, guide, data, parts)
    return names


def _embed(
    database: sqlite3.Connection, store: Vectors, model: str, known: set[str], run: _Run, folder: Path, tell: Progress
) -> None:
    """Vectors for the passages that have none, in batches, so that memory does not grow with the guides."""
    sized = database.execute("SELECT id FROM passages GROUP BY id ORDER BY length(data) DESC, id").fetchall()
    # By length, so that a batch holds texts of one length and little padding.
    missing = [id for (id,) in sized if id not in known]
    if not missing:
        return
    (folder / PENDING).write_text(f"{model}\n{store.collection}")
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


def _sha(one: Found, code: str) -> str:
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


# The facts file.


@contextmanager
def _copied(folder: Path, new: Path, *, fresh: bool) -> Iterator[sqlite3.Connection]:
    """A new facts file, empty or a copy of the old one, written to disk when the block ends well."""
    new.unlink(missing_ok=True)
    if not fresh:
        shutil.copyfile(folder / FILE, new)
    database = sqlite3.connect(new, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        if fresh:
            for statement in filter(None, (part.strip() for part in TABLES.split(";"))):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {SCHEMA}")
        database.execute(CARDS)
        yield database
        database.execute("COMMIT")
        database.close()
        with new.open("rb") as file:
            os.fsync(file.fileno())
    except BaseException:
        database.close()
        new.unlink(missing_ok=True)
        raise


def _keep(
    database: sqlite3.Connection, one: Found, key: str, sha: str, guide: Guide, data: str, parts: tuple[Passage, ...]
) -> None:
    _remove(database, key)
    cursor = database.execute(
        "INSERT INTO guides (file, root, sha, path, company, company_display, role, role_display, updated, levers, "
        "data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key, str(one.root.absolute()), sha, guide.path, guide.company, guide.company_display, guide.role,
         guide.role_display, guide.updated.isoformat() if guide.updated else None, len(guide.levers), data),
    )  # fmt: skip
    number = cursor.lastrowid
    database.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?)",
        [(number, i, guide.company, guide.role, written(f, Finding)) for i, f in enumerate(guide.findings)],
    )
    for place, part in enumerate(parts):
        row = database.execute(
            "INSERT INTO passages (id, guide, place, company, role, data) VALUES (?, ?, ?, ?, ?, ?)",
            (part.id, number, place, part.company, part.role, written(part, Passage)),
        ).lastrowid
        scope = " ".join(scopes(part.company, part.role))
        database.execute("INSERT INTO words (rowid, text, scope) VALUES (?, ?, ?)", (row, part.embedded, scope))


def _keep_bands(database: sqlite3.Connection, number: int, guide: Guide) -> None:
    database.executemany(
        "INSERT INTO bands VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, i, band.company, band.role, band.region, band.level, written(band, Band))
         for i, band in enumerate(guide.bands)],
    )  # fmt: skip


def _keep_names(database: sqlite3.Connection, one: Found, key: str, sha: str) -> None:
    """Aliases of one names.yaml. Raises GuideError naming the line or the key that is wrong."""
    try:
        told = yaml.safe_load(one.file.read_bytes().decode("utf-8-sig")) or {}
        json.dumps(told, ensure_ascii=False, default=str).encode()
    except UnicodeDecodeError:
        raise GuideError(one.name, "is not UTF-8 text", "save it as UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # PyYAML lets a day that is not in the calendar and too deep a nesting through as these.
        mark = getattr(error, "problem_mark", None)
        raise GuideError(one.name, "is not YAML", "mend the line named", (mark.line + 1) if mark else 1) from None
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, entries in told.items() if isinstance(told, dict) else [("", None)]:
        if kind not in ("companies", "roles", "regions", "levels") or not isinstance(entries, dict):
            raise GuideError(one.name, f"has {kind!r} at its top", "use companies, roles, regions or levels")
        for name, aliases in entries.items():
            listed = [aliases] if isinstance(aliases, str) else aliases or []
            if not isinstance(listed, list) or not all(isinstance(alias, str | int) for alias in listed):
                raise GuideError(one.name, f"{kind}: {name!r} has no list of aliases", "write a list of words")
            names.setdefault(kind, {})[str(name)] = tuple(str(alias) for alias in listed)
    database.execute("DELETE FROM names WHERE file = ?", (key,))
    data = adapter(Names).dump_json(names).decode()
    database.execute("INSERT INTO names VALUES (?, ?, ?, ?)", (key, str(one.root.absolute()), sha, data))


def card_in(one: Found) -> Card:
    """The card in a file. Raises GuideError, OSError."""
    try:
        return read_card(one.file.read_bytes().decode("utf-8-sig"), one.name)
    except UnicodeDecodeError:
        raise GuideError(one.name, "is not UTF-8 text", "save it as UTF-8") from None


def _keep_card(database: sqlite3.Connection, one: Found, key: str, sha: str) -> None:
    data = written(card_in(one), Card)
    _remove(database, key)
    database.execute("INSERT INTO cards VALUES (?, ?, ?, ?)", (key, str(one.root.absolute()), sha, data))


def _remove(database: sqlite3.Connection, key: str) -> bool:
    row = database.execute("SELECT id FROM guides WHERE file = ?", (key,)).fetchone()
    if row is None:
        return any(
            database.execute(f"DELETE FROM {table} WHERE file = ?", (key,)).rowcount for table in ("names", "cards")
        )
    database.execute("DELETE FROM words WHERE rowid IN (SELECT rowid FROM passages WHERE guide = ?)", row)
    for table in ("bands", "findings", "passages"):
        database.execute(f"DELETE FROM {table} WHERE guide = ?", row)
    database.execute("DELETE FROM guides WHERE id = ?", row)
    return True


def _forget(
    database: sqlite3.Connection, shas: dict[str, str], present: set[str], paths: Sequence[Path], run: _Run
) -> None:
    """What was indexed from below the paths and is there no more."""
    tops = [str(Path(path).absolute()) for path in paths]
    for key in shas:
        below, closed = (any(_below((key,), top) for top in part) for part in (tops, run.closed))
        if below and not closed and key not in present and _remove(database, key):
            run.removed += 1


def _settle(database: sqlite3.Connection) -> None:
    """Which guide stands where several claim one company and role: the first by path; the others are findings."""
    database.execute("DELETE FROM findings WHERE place >= ?", (_ACROSS,))
    rows = database.execute(
        "SELECT id, path, company, role, stands, (SELECT count(*) FROM bands WHERE guide = guides.id) FROM guides"
        " ORDER BY path, file"
    ).fetchall()
    first: dict[tuple[str, str], int] = {}
    for number, _, company, role, _, _ in rows:
        first.setdefault((company, role), number)
    doubled: set[tuple[str, str]] = set()
    for number, _, company, role, stood, bands in rows:
        stands = not company or first[company, role] == number
        if not stands:
            doubled.add((company, role))
            database.execute("DELETE FROM bands WHERE guide = ?", (number,))
        elif not bands:
            data = database.execute("SELECT data FROM guides WHERE id = ?", (number,)).fetchone()[0]
            _keep_bands(database, number, adapter(Guide).validate_json(data))
        if bool(stood) != stands:
            database.execute("UPDATE guides SET stands = ? WHERE id = ?", (int(stands), number))
    for company, role in sorted(doubled):
        _across(database, company, role)


def _across(database: sqlite3.Connection, company: str, role: str) -> None:
    rows = database.execute(
        "SELECT id, data FROM guides WHERE company = ? AND role = ? ORDER BY path, file", (company, role)
    ).fetchall()
    found = checks.across([adapter(Guide).validate_json(data) for _, data in rows])
    database.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?)",
        [(rows[0][0], _ACROSS + i, company, role, written(f, Finding)) for i, f in enumerate(found)],
    )


def _live(database: sqlite3.Connection) -> set[str]:
    return {row[0] for row in database.execute("SELECT DISTINCT id FROM passages")}


def _finish(database: sqlite3.Connection, model: str, dimensions: int, collection: str) -> None:
    built = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"built": built, "model": model, "dimensions": str(dimensions), "collection": collection}
    database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told.items())


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
