"""Guides, cards and names as rows of the facts file: written, forgotten, and settled where two claim one place."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import yaml

from ingest.errors import GuideError
from ingest.guide import findings as checks
from ingest.guide.playbook import Card, read_card
from ingest.guide.types import Band, Finding, Guide, Passage
from ingest.index.facts import CARDS, FILE, SCHEMA, TABLES, Names, adapter, scopes, written
from ingest.index.walk import FoundFile, IngestRun, those_below
from ingest.lexicon.words import loaded

_ACROSS = 1_000_000
"""Place of a finding across files, after those of the guide itself."""


# The facts file.
@contextmanager
def copied(folder: Path, new: Path, *, fresh: bool) -> Iterator[sqlite3.Connection]:
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


def keep_guide(
    database: sqlite3.Connection,
    one: FoundFile,
    key: str,
    sha: str,
    guide: Guide,
    data: str,
    parts: tuple[Passage, ...],
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


def keep_names(database: sqlite3.Connection, one: FoundFile, key: str, sha: str) -> None:
    """Aliases of one names.yaml. Raises GuideError naming the line or the key that is wrong."""
    try:
        told = loaded(one.file.read_bytes().decode("utf-8-sig")) or {}
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


def card_in(one: FoundFile) -> Card:
    """The card in a file. Raises GuideError, OSError."""
    try:
        return read_card(one.file.read_bytes().decode("utf-8-sig"), one.name)
    except UnicodeDecodeError:
        raise GuideError(one.name, "is not UTF-8 text", "save it as UTF-8") from None


def keep_card(database: sqlite3.Connection, one: FoundFile, key: str, sha: str) -> None:
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


def forgotten(
    database: sqlite3.Connection, shas: dict[str, str], present: set[str], paths: Sequence[Path], run: IngestRun
) -> None:
    """What was indexed from below the paths and is there no more."""
    tops = [str(Path(path).absolute()) for path in paths]
    for key in shas:
        below, closed = (any(those_below((key,), top) for top in part) for part in (tops, run.closed))
        if below and not closed and key not in present and _remove(database, key):
            run.removed += 1


def settle(database: sqlite3.Connection) -> None:
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


def live(database: sqlite3.Connection) -> set[str]:
    return {row[0] for row in database.execute("SELECT DISTINCT id FROM passages")}


def finish(database: sqlite3.Connection, model: str, dimensions: int, collection: str) -> None:
    built = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"built": built, "model": model, "dimensions": str(dimensions), "collection": collection}
    database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told.items())
