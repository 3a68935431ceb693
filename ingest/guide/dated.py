"""Columns of one pay under several days ("Until 31 March 2026", "From 1 April 2026"): the one that holds today."""

import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.amounts.plain import plain
from ingest.guide.shapes import Table, TableRow
from ingest.lexicon import words
from ingest.lexicon.months import months

_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<year>20\d\d)"
)
_WITHOUT_YEAR = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,10})")
_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,\s+(?P<year>20\d\d)")
_NUMBERS = re.compile(
    r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>20\d\d)"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A column that a header dates: from which day, or until which."""

    column: int
    day: date
    until: bool
    text: str


def in_force(table: Table, today: date | None = None) -> Table:
    """The table without the columns of pay that hold no longer or not yet, where headers date several of them."""
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", f"{table.section} {table.before}"))
    year = years.pop() if len(years) == 1 else ""
    dated = [one for i, cell in enumerate(table.header.cells) if (one := _dated(i, plain(cell), year))]
    if len(dated) < 2:
        return table
    now = today or date.today()
    begun = [one for one in dated if not one.until and one.day <= now]
    lasting = [one for one in dated if one.until and one.day >= now]
    holds = max(begun, key=lambda one: one.day, default=None) or min(lasting, key=lambda one: one.day, default=None)
    holds = holds or max(dated, key=lambda one: one.day)
    out = {one.column for one in dated if one is not holds}
    shown = f"{words.data('columns')['pay_of_a_day']} ({holds.text})"
    header = [shown if i == holds.column else cell for i, cell in enumerate(table.header.cells)]
    return replace(
        table,
        header=replace(table.header, cells=_without(tuple(header), out)),
        rows=tuple(TableRow(row.line, _without(row.cells, out)) for row in table.rows),
    )


def _without(cells: tuple[str, ...], out: set[int]) -> tuple[str, ...]:
    return tuple(cell for i, cell in enumerate(cells) if i not in out)


def _dated(i: int, shown: str, year: str) -> _Dated | None:
    """A header that says a day and, beside it, at most from or until when. year: the one that the words above the table
    name, for a day without one."""
    found = _WRITTEN.search(shown) or _FIRST.search(shown) or _NUMBERS.search(shown)
    found = found or (_WITHOUT_YEAR.search(shown) if year else None)
    day = _day(found, year) if found else None
    if found is None or day is None:
        return None
    rest = re.findall(r"[^\W\d_]+", f"{shown[: found.start()]} {shown[found.end() :]}".casefold())
    held = words.data("columns")
    if found.start() and not all(word in held["from_a_day"] or word in held["until_a_day"] for word in rest):
        return None
    return _Dated(i, day, any(word in held["until_a_day"] for word in rest), found.group())


def _day(found: re.Match[str], year: str) -> date | None:
    told = found.groupdict()
    month = told.get("month") or told.get("m") or ""
    number = int(month) if month.isdigit() else months().get(month.casefold(), 0)
    try:
        return date(
            int(told.get("year") or told.get("y") or year or 0), number, int(told.get("day") or told.get("d") or 1)
        )
    except ValueError:
        return None
