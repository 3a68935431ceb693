"""The shapes that reading a table passes on: its rows, whose it is, what it gave, and the cells of one band."""

from dataclasses import dataclass, field
from typing import Literal

from ingest.guide.headers import Column
from ingest.guide.types import Band, Finding


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its 1-based line and its cells, verbatim."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as written: header and rows, the heading it stands under, and the line of text before it."""

    header: TableRow
    rows: tuple[TableRow, ...]
    section: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class GuideSubject:
    """Whose guide the table is in. sure: its front matter or title says so, not just its folder."""

    company: str
    company_display: str
    role: str
    role_display: str
    path: str
    sure: bool = True


TableKind = Literal["regions", "components", "matrix", "targets", "levels", "others", "plan", "unknown"]
"""regions: a row a band. components: a column a band. matrix: levels by regions. targets: ask, floor, walk-away.
levels: level equivalence. others: other companies' pay. plan: years, vesting, scenarios. unknown: none of these."""


@dataclass(slots=True)
class TableReading:
    """What one table gave. notes: what its own shape makes doubtful, as findings."""

    kind: TableKind
    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


# --- orientations: every table becomes groups of labelled cells, a group a band
@dataclass(frozen=True, slots=True)
class Slot:
    column: Column
    text: str
    line: int
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class CellGroup:
    region: str
    level: str | None
    slots: tuple[Slot, ...]
    line: int
    currencies: tuple[str, ...]
    unlabelled: bool = False
