"""What a table of any shape was taken for, and what its lines say."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.amounts.types import Period
from ingest.guide.headers import Column
from ingest.guide.types import ComponentName

Verdict = Literal["bands", "refused", "doubt", "none"]


@dataclass(frozen=True, slots=True)
class TableTaken:
    """What one table was taken for. why: the reason where it gave no bands; settle: the line that would settle it.
    column: the
    heading in doubt."""

    verdict: Verdict
    why: str = ""
    settle: str = ""
    column: str = ""
    lines: tuple["LevelPay", ...] = ()


@dataclass(frozen=True, slots=True)
class Cell_:
    """One cell of pay of a line: which component, how its column is read, and its text.

    alone: which point of a range the one column gives that it has. inside: what other columns of the same pay say,
    which lies within the range that two columns were taken for, or they are none.
    """

    component: ComponentName
    column: Column
    texts: tuple[str, ...]
    row: int
    payments: int | None = None
    alone: Literal["", "low", "mid", "high", "step"] = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelPay:
    """What a table says of one level in one place: the names that tell it apart, and its cells of pay."""

    row: int
    region: str
    level: str
    company: str = ""
    role: str = ""
    stage: str = ""
    valid: str = ""
    currency: str = ""
    period: Period | None = None
    cells: tuple[Cell_, ...] = ()


def settle_of(note: str) -> str:
    """The line of a mapping that settles why an amount could not be read."""
    if "period:" in note:
        return "period: month (or another)"
    if named := re.search(r"(?:currency:|written by) ([A-Z]{3})", note):
        return f"currency: {named[1]} (or another)"
    if "currency" in note or "written by" in note:
        return "currency: EUR (or another)"
    return "write its amounts as 50,000–60,000 EUR"
