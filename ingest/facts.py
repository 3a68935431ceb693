"""The facts file: every guide, band, lever, finding and passage in one read-only SQLite file.

Opened by every answering process; imports nothing heavy (no torch, no chromadb, no langchain).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.guide import Band, Finding, Guide, Passage


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


class Facts:
    """The facts of one index, read-only; safe to share between threads.

    Raises IndexMissing or IndexCorrupt (with the command that mends it) when opened. It follows a
    re-ingest by itself: the next call after the switch sees the new state.
    """

    def __init__(self, folder: Path) -> None: ...

    def close(self) -> None: ...

    def meta(self) -> Meta: ...

    def companies(self) -> tuple[Company, ...]:
        """Every company, by display name."""
        ...

    def roles(self, company: str | None = None) -> tuple[Role, ...]:
        """Every (company, role) with a guide, or those of one company slug."""
        ...

    def regions(self, company: str | None = None, role: str | None = None) -> tuple[str, ...]:
        """Region names as the guides write them, distinct, in the guides' order."""
        ...

    def bands(self, company: str | None = None, role: str | None = None, region: str | None = None,
              level: str | None = None) -> tuple[Band, ...]:
        """The bands that match exactly (slugs; region and level as the guide writes them), in guide order."""
        ...

    def guide(self, company: str, role: str) -> Guide | None: ...

    def general_guides(self) -> tuple[Guide, ...]:
        """Guides about negotiating any offer."""
        ...

    def findings(self, company: str | None = None, role: str | None = None) -> tuple[Finding, ...]: ...

    def names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Aliases ingested from names.yaml: {"companies": {name: aliases}, "roles": ..., "regions": ..., "levels": ...}."""
        ...

    def passage(self, id: str) -> Passage | None: ...

    def lexical(self, query: str, limit: int, company: str | None = None, role: str | None = None) -> tuple[tuple[str, float], ...]:
        """Passage ids by BM25 (SQLite FTS5), best first, with scores; query is plain words, never FTS syntax."""
        ...
