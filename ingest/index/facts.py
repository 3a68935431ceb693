"""The facts file: every guide, band, lever, finding and passage in one read-only SQLite file.

Opened by every answering process; imports nothing heavy (no torch, no chromadb, no langchain). An ingest
writes a whole new file and renames it into place, so a reader sees the state before or after, never between.
"""

import hashlib
import os
import re
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ingest.errors import IndexCorrupt, IndexMissing
from ingest.guide.playbook import Card
from ingest.guide.types import Band, Finding, Guide, Passage

FILE = "facts.sqlite3"
SUMS = "facts.sha256"
"""What the facts file's bytes hash to, and those of the one before, for a reader between the two."""
SCHEMA = 1
"""Raised when the tables change: an index of another schema is refused with the command that rebuilds it."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE guides (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, root TEXT NOT NULL, sha TEXT NOT NULL, path TEXT NOT NULL,
    company TEXT NOT NULL, company_display TEXT NOT NULL, role TEXT NOT NULL, role_display TEXT NOT NULL,
    updated TEXT, levers INTEGER NOT NULL, stands INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL
);
CREATE INDEX guides_by_role ON guides (company, role);
CREATE TABLE bands (
    guide INTEGER NOT NULL REFERENCES guides (id), place INTEGER NOT NULL, company TEXT NOT NULL,
    role TEXT NOT NULL, region TEXT NOT NULL, level TEXT, data TEXT NOT NULL, PRIMARY KEY (guide, place)
) WITHOUT ROWID;
CREATE INDEX bands_by_role ON bands (company, role, region);
CREATE INDEX bands_of_role ON bands (role, region);
CREATE TABLE findings (
    guide INTEGER NOT NULL REFERENCES guides (id), place INTEGER NOT NULL, company TEXT NOT NULL,
    role TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (guide, place)
) WITHOUT ROWID;
CREATE INDEX findings_by_role ON findings (company, role);
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, guide INTEGER NOT NULL REFERENCES guides (id), place INTEGER NOT NULL,
    company TEXT NOT NULL, role TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX passages_by_id ON passages (id);
CREATE INDEX passages_by_guide ON passages (guide);
CREATE INDEX passages_by_role ON passages (company, role);
CREATE VIRTUAL TABLE words USING fts5 (text, scope, tokenize='porter unicode61');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
CREATE TABLE names (file TEXT PRIMARY KEY, root TEXT NOT NULL, sha TEXT NOT NULL, data TEXT NOT NULL);
"""
CARDS = (
    "CREATE TABLE IF NOT EXISTS cards (file TEXT PRIMARY KEY, root TEXT NOT NULL, sha TEXT NOT NULL, data TEXT "
    "NOT NULL)"
)
"""The operator's playbook cards; an index made before there were cards gets the table with its next ingest."""


@dataclass(frozen=True, slots=True)
class Company:
    """A company the guides cover: slug, display name, number of guides."""

    slug: str
    display: str
    guides: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role of one company's guide: slugs, display names, path, date."""

    company: str
    company_display: str
    slug: str
    display: str
    path: str
    updated: date | None


@dataclass(frozen=True, slots=True)
class Meta:
    """About the index: when built (ISO 8601, UTC), embedding model, schema version, counts."""

    built: str
    model: str
    dimensions: int
    guides: int
    bands: int
    levers: int
    passages: int
    findings: int
    collection: str = ""


LATELY = 1_000
"""Guides, their bands and regions that are kept read: some 10 KB each."""

Names = dict[str, dict[str, tuple[str, ...]]]
Kind = TypeVar("Kind")


@cache
def adapter(kind: type[Kind]) -> TypeAdapter[Kind]:
    """How a type of ingest.guide.types is written to JSON and read back."""
    return TypeAdapter(kind)


def written(value: object, kind: type[Kind]) -> str:
    """The value as JSON."""
    return adapter(kind).dump_json(value).decode()  # type: ignore[arg-type]


class Facts:
    """The facts of one index, read-only; safe to share between threads.

    Raises IndexMissing or IndexCorrupt (with the command that mends it) when opened. It follows a
    re-ingest by itself: the next call after the switch sees the new state.
    """

    def __init__(self, folder: Path, *, whole: bool = True) -> None:
        """whole: only where the file is, to the byte, what an ingest wrote (read once whole: 0.1 s for 50 MB)."""
        self._file = Path(folder) / FILE
        self._whole = whole
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._kept: dict[tuple[str, ...], Any] = {}
        self._asked: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self.meta()

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        with self._lock:
            if self._open is not None:
                self._open.close()
            self._open, self._stamp = None, None
            self._kept.clear()
            self._asked.clear()

    @property
    def generation(self) -> str:
        """Changes with every ingest that changed something: what is derived from the facts is stale then."""
        with self._lock:
            self._connect()
            return "-".join(str(part) for part in self._stamp or ())

    def meta(self) -> Meta:
        """What the index was built with and how much it holds."""

        def read() -> Meta:
            kept = dict(self._rows("SELECT key, value FROM meta"))
            guides, bands, levers, passages, findings = self._rows(
                "SELECT (SELECT count(*) FROM guides), (SELECT count(*) FROM bands), (SELECT total(levers) FROM "
                "guides),"
                " (SELECT count(DISTINCT id) FROM passages), (SELECT count(*) FROM findings)"
            )[0]
            return Meta(
                kept["built"], kept["model"], int(kept["dimensions"]), guides, bands, int(levers), passages, findings,
                kept["collection"],
            )  # fmt: skip

        return self._once(("meta",), read)

    def companies(self) -> tuple[Company, ...]:
        """Every company, by display name."""

        def read() -> tuple[Company, ...]:
            rows = self._rows(
                "SELECT company, min(company_display), count(DISTINCT role) FROM guides WHERE company != ''"
                " GROUP BY company ORDER BY min(company_display) COLLATE NOCASE, company"
            )
            return tuple(Company(*row) for row in rows)

        return self._once(("companies",), read)

    def roles(self, company: str | None = None) -> tuple[Role, ...]:
        """Every (company, role) with a guide, or those of one company slug."""

        def read() -> tuple[Role, ...]:
            rows = self._rows(
                "SELECT company, company_display, role, role_display, path, updated FROM guides WHERE company != ''"
                + (" AND company = ?" if company is not None else "")
                + " ORDER BY company, role, path",
                *([company] if company is not None else []),
            )
            first: dict[tuple[str, str], Role] = {}
            for slug, display, role, role_display, path, updated in rows:
                when = date.fromisoformat(updated) if updated else None
                first.setdefault((slug, role), Role(slug, display, role, role_display, path, when))
            return tuple(first.values())

        return self._once(("roles", str(company)), read)

    def levels(self) -> tuple[str, ...]:
        """The levels that any guide tells apart, as they write them."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT level FROM bands WHERE level != ''"))

    def regions(self, company: str | None = None, role: str | None = None) -> tuple[str, ...]:
        """Region names as the guides write them, distinct, in the guides' order."""

        def read() -> tuple[str, ...]:
            where, given = _where(company=company, role=role)
            rows = self._rows(f"SELECT region FROM bands{where} ORDER BY guide, place", *given)
            return tuple(dict.fromkeys(row[0] for row in rows))

        return (self._lately if company else self._once)(("regions", str(company), str(role)), read)

    def bands(
        self, company: str | None = None, role: str | None = None, region: str | None = None, level: str | None = None
    ) -> tuple[Band, ...]:
        """The bands that match exactly (slugs; region and level as the guide writes them), in guide order.

        Where two guides claim one company and role, the first by path stands; the other is a finding.
        """

        def read() -> tuple[Band, ...]:
            where, given = _where(company=company, role=role, region=region, level=level)
            rows = self._rows(f"SELECT data FROM bands{where} ORDER BY guide, place", *given)
            return tuple(adapter(Band).validate_json(row[0]) for row in rows)

        if company and role:
            return self._lately(("bands", company, role, str(region), str(level)), read)
        return read()

    def bands_named(self, text: str) -> tuple[Band, ...]:
        """The bands whose level's name holds a text, whatever its case, in guide order."""
        rows = self._rows("SELECT data FROM bands WHERE instr(lower(level), ?) ORDER BY guide, place", text.lower())
        return tuple(adapter(Band).validate_json(row[0]) for row in rows)

    def band_counts(self) -> tuple[tuple[str, str, int], ...]:
        """How many bands each company and role has, in the order of bands()."""
        rows = self._rows("SELECT company, role, COUNT(*) FROM bands GROUP BY company, role ORDER BY MIN(guide)")
        return tuple((row[0], row[1], row[2]) for row in rows)

    def guide(self, company: str, role: str) -> Guide | None:
        """The guide of a company's role, or None; the first by path where several claim it."""

        def read() -> Guide | None:
            found = self._rows("SELECT data FROM guides WHERE company = ? AND role = ? AND stands", company, role)
            return adapter(Guide).validate_json(found[0][0]) if found and company else None

        return self._lately(("guide", company, role), read)

    def guides_at(self, path: str) -> tuple[Guide, ...]:
        """The guides that the file of this path holds (path as in Source): usually one, none where it is unknown."""
        rows = self._rows("SELECT data FROM guides WHERE path = ? ORDER BY id", path)
        return tuple(adapter(Guide).validate_json(row[0]) for row in rows)

    def general_guides(self) -> tuple[Guide, ...]:
        """Guides about negotiating any offer."""

        def read() -> tuple[Guide, ...]:
            rows = self._rows("SELECT data FROM guides WHERE company = '' ORDER BY path")
            return tuple(adapter(Guide).validate_json(row[0]) for row in rows)

        return self._once(("general",), read)

    def guides(self, company: str | None = None) -> tuple[Guide, ...]:
        """Every guide of one company (or of all: large), by path."""
        where, given = _where(company=company)
        rows = self._rows(f"SELECT data FROM guides{where} ORDER BY path", *given)
        return tuple(adapter(Guide).validate_json(row[0]) for row in rows)

    def findings(self, company: str | None = None, role: str | None = None) -> tuple[Finding, ...]:
        """What is doubtful in the guides, by guide; those that depend on the date are not among them."""
        where, given = _where(company=company, role=role)
        read = adapter(Finding).validate_json
        rows = self._rows(f"SELECT data FROM findings{where} ORDER BY guide, place", *given)
        return tuple(read(row[0]) for row in rows)

    def names(self) -> Names:
        """Aliases ingested from names.yaml: {"companies": {name: aliases}, "roles": ..., "regions": ..., "levels":
        ...}."""

        def read() -> Names:
            merged: Names = {"companies": {}, "roles": {}, "regions": {}, "levels": {}}
            for (data,) in self._rows("SELECT data FROM names ORDER BY file"):
                for kind, entries in adapter(Names).validate_json(data).items():
                    for name, aliases in entries.items():
                        both = (*merged.setdefault(kind, {}).get(name, ()), *aliases)
                        merged[kind][name] = tuple(dict.fromkeys(both))
            return merged

        return self._once(("names",), read)

    def cards(self) -> tuple[Card, ...]:
        """The playbook cards of the ingested folders, by path."""

        def read() -> tuple[Card, ...]:
            if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'cards'"):
                return ()
            return tuple(
                adapter(Card).validate_json(row[0]) for row in self._rows("SELECT data FROM cards ORDER BY file")
            )

        return self._once(("cards",), read)

    def passage_ids(self) -> tuple[str, ...]:
        """The ids of every passage, each once."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT id FROM passages"))

    def passage(self, id: str) -> Passage | None:
        """The passage with this id, or None."""
        found = self._rows("SELECT data FROM passages WHERE id = ? LIMIT 1", id)
        return adapter(Passage).validate_json(found[0][0]) if found else None

    def passages(self, company: str | None = None, role: str | None = None) -> tuple[Passage, ...]:
        """The passages of a company and role (both "" for the general guides), in guide order."""
        where, given = _where(company=company, role=role)
        read = adapter(Passage).validate_json
        rows = self._rows(f"SELECT data FROM passages{where} ORDER BY guide, place", *given)
        return tuple(read(row[0]) for row in rows)

    def lexical(
        self, query: str, limit: int, company: str | None = None, role: str | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Passage ids by BM25 (SQLite FTS5), best first, with scores (higher is better).

        query is plain words, never FTS syntax. company and role narrow; "" means the general guides.
        """
        words = list(dict.fromkeys(word for word in re.findall(r"\w+", query.lower()) if word not in STOP))[:24]
        if not words or limit < 1:
            return ()
        wanted = " OR ".join(f'"{word}"' for word in words)
        scope = " AND ".join(f'scope : "{token}"' for token in scopes(company, role))
        rows = self._rows(
            "SELECT passages.id, found.score FROM"
            " (SELECT rowid, -bm25(words, 1.0, 0.0) AS score FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?) "
            "AS found"
            " JOIN passages ON passages.rowid = found.rowid ORDER BY found.score DESC, passages.rowid",
            f"{scope} AND text : ({wanted})" if scope else f"text : ({wanted})",
            limit * 2,
        )
        best: dict[str, float] = {}
        for id, score in rows:
            best.setdefault(id, float(score))
        return tuple(best.items())[:limit]

    # The file.

    def _once(self, key: tuple[str, ...], read: Callable[[], Kind]) -> Kind:
        """read() once for each generation of the file."""
        generation = (self.generation, *key)
        if generation not in self._kept:
            if self._kept and next(iter(self._kept))[0] != generation[0]:
                self._kept.clear()
            self._kept[generation] = read()
        kept: Kind = self._kept[generation]
        return kept

    def _lately(self, key: tuple[str, ...], read: Callable[[], Kind]) -> Kind:
        """read() for each generation of the file, unless it was asked for among the last LATELY things."""
        generation = (self.generation, *key)
        with self._lock:
            if generation in self._asked:
                self._asked.move_to_end(generation)
                known: Kind = self._asked[generation]
                return known
        made = read()
        with self._lock:
            self._asked[generation] = made
            while len(self._asked) > LATELY:
                self._asked.popitem(last=False)
        return made

    def _rows(self, sql: str, *given: object) -> list[Any]:
        with self._lock:
            try:
                return self._connect().execute(sql, given).fetchall()
            except sqlite3.DatabaseError as error:
                raise self._corrupt(str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        """The open file; opened again when an ingest has put a new one into its place."""
        try:
            status = os.stat(self._file)
        except (FileNotFoundError, NotADirectoryError):
            raise IndexMissing(
                f"{self._file.parent}: there is no index here; make one with: "
                f"parley ingest FOLDER-OF-GUIDES --index {self._file.parent} "
                "(--starter takes those that come with Parley)"
            ) from None
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if self._open is not None and stamp == self._stamp:
            return self._open
        if self._open is not None:
            self._open.close()
            self._open = None
        if self._whole:
            self._verify()
        self._open = self._opened()
        self._stamp = stamp
        return self._open

    def _verify(self) -> None:
        """Raises IndexCorrupt unless the file's bytes are those that were written; an ingest may switch files
        meanwhile."""
        for _ in range(3):
            told = self._sums()
            with self._file.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() in told:
                    return
            if told == self._sums():
                break
        raise self._corrupt("its bytes are not those that were written")

    def _sums(self) -> list[str]:
        try:
            return (self._file.parent / SUMS).read_text(encoding="ascii").split()
        except FileNotFoundError:
            raise self._corrupt(f"{SUMS} beside it, its checksum, is missing") from None
        except (OSError, UnicodeDecodeError) as error:
            raise self._corrupt(f"{SUMS} beside it can't be read") from error

    def _opened(self) -> sqlite3.Connection:
        """Immutable: the file is never written in place, and a read-only disk is enough."""
        connection = sqlite3.connect(
            f"{self._file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            whole = connection.execute("SELECT value FROM meta WHERE key = 'built'").fetchone()
        except sqlite3.DatabaseError as error:
            connection.close()
            raise self._corrupt(str(error)) from error
        if version != SCHEMA or whole is None:
            connection.close()
            raise self._corrupt(f"its schema is {version}, this Parley reads {SCHEMA}")
        return connection

    def _corrupt(self, why: str) -> IndexCorrupt:
        return IndexCorrupt(
            f"{self._file}: the index can't be read ({why}); rebuild it with: "
            f"parley ingest FOLDER-OF-GUIDES --index {self._file.parent} --rebuild"
        )


def scopes(company: str | None, role: str | None) -> tuple[str, ...]:
    """The words that stand for a company and a role in the lexical index; slugs may hold any sign, these don't."""
    return tuple(
        f"{kind}{hashlib.sha256(slug.encode()).hexdigest()[:16]}"
        for kind, slug in (("c", company), ("r", role))
        if slug is not None
    )


def _where(**given: str | None) -> tuple[str, list[str]]:
    """A WHERE clause over the columns given; None means any."""
    chosen = {column: value for column, value in given.items() if value is not None}
    clause = " AND ".join(f"{column} = ?" for column in chosen)
    return (f" WHERE {clause}" if clause else ""), list(chosen.values())


STOP = frozenset(
    "a about all am an and any are as at be been but by can could did do does for from get give had has have how i "
    "if in "
    "is it its just like me my no not of on or our out s should so some t tell than that the their them then there "
    "these "
    "they this to up us was we were what when where which who why will with would you your".split()
)
"""Words that say nothing of what a passage is about."""
