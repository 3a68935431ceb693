"""Tables by the trained heads beside what lists of words gave, and which of the two is believed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.amounts.types import MoneyHint
from ingest.guide import lines
from ingest.guide.context import Setting
from ingest.guide.family import stated_in
from ingest.guide.owners import Owner, bare_role
from ingest.guide.shapes import Table
from ingest.guide.spans import settled
from ingest.guide.taken import TableTaken
from ingest.guide.typed import tables as typed_tables
from ingest.guide.types import Band, Finding


def read(
    table: Table, around: Sequence[str], mine: Owner, setting: Setting
) -> tuple[TableTaken, list[Band], list[Finding]]:
    """What the heads take a table for, its bands, and what could not be read; no band without a stated figure."""
    told = typed_tables.take(table, around, setting)
    if told.verdict != "bands":
        return told, [], []
    mine = replace(mine, fixed=mine.fixed and len({bare_role(line.role) for line in told.lines}) < 2)
    found, findings = lines.bands(told.lines, table, mine, setting, MoneyHint((), setting.home))
    told_by_rows = [f"per {line.period}" for line in told.lines if line.period]
    found, more = settled(found, [*table.header.cells, *around, *told_by_rows[:1]], setting)
    return (told, found, [*findings, *more]) if stated_in(found) else (TableTaken("none"), [], [])


def believed(told: TableTaken, found: Sequence[Band], words: Sequence[Band], doubted: bool, of_pay: bool) -> bool:
    """Whether what the heads took a table for stands instead of what the lists of words gave: where these gave nothing,
    where the heads are sure that it is no pay, or read as much of it and tell more of it apart. doubted: words put a
    doubt, which is told as it is unless the heads read the table. of_pay: the words right above the table say that it
    is of pay."""
    if told.verdict != "bands":
        refused = told.verdict == "refused" and not of_pay
        return not doubted and (refused or (told.verdict == "doubt" and not words))
    stated = [band for band in words if stated_in([band])]
    if not stated:
        return True
    mine, theirs = stated_in(found), stated_in(stated)
    if _makes_whole(found, stated):
        return True
    halves = [sum(map(_is_half, bands)) for bands in (found, stated)]
    if halves[0] > halves[1] and len(found) == len(stated):
        return False  # a month's column taken for the least of a year's
    named, known = ({name for _, name, _ in told} for told in (mine, theirs))
    if named - known:
        return known < named and not known & {"base", "total"} and "base" in named  # another kind of pay, else
    apart = [len({(b.company, b.role, b.region, b.level) for b in bands}) for bands in (found, stated)]
    if len(mine) < len(theirs) or apart[0] < apart[1]:
        return False
    alike = mine == theirs and apart[0] == apart[1]
    return not alike or _tells_more(found, stated)


def _makes_whole(mine: Sequence[Band], theirs: Sequence[Band]) -> bool:
    """Whether one reading has both ends of each range of which another has each end for itself."""
    ends = [{end for band in bands for end in _ends(band)} for bands in (mine, theirs)]
    halves = sum(_is_half(band) for band in theirs) * 2 > len(theirs)
    return bool(ends[1]) and ends[1] <= ends[0] and halves and not any(map(_is_half, mine))


def _ends(band: Band) -> tuple[object, ...]:
    amount = (band.base or band.total) and (band.base or band.total).amount  # type: ignore[union-attr]
    return tuple(end for end in (amount.low, amount.high) if end) if amount else ()


def _is_half(band: Band) -> bool:
    part = band.base or band.total
    return bool(part and part.amount and (part.amount.open or not part.amount.low))


def _tells_more(mine: Sequence[Band], theirs: Sequence[Band]) -> bool:
    """Whether one reading has more jobs of their own than another, or more places, or a longer name of a company."""
    jobs = [len({(b.company, b.role) for b in bands if b.role != "all-roles"}) for bands in (mine, theirs)]
    placed = [sum(bool(b.region) for b in bands) for bands in (mine, theirs)]
    names = [{b.company for b in bands} for bands in (mine, theirs)]
    longer = all(any(one.startswith(f"{other}-") for other in names[1]) for one in names[0])
    return jobs[0] > jobs[1] or (jobs[0] == jobs[1] and (longer or placed[0] > placed[1]))


_LEAD = 600
"""Characters of a text that leads to a table."""


def lead(line: int, text: Sequence[str], title: int) -> str:
    """The text that leads to a table: what stands between it and the heading or table above, else behind the title.
    title: the line of the title."""
    above: list[str] = []
    for number in range(line - 1, 0, -1):
        shown = text[number - 1].strip()
        if shown.startswith("#") or "|" in shown:
            break
        if shown:
            above.insert(0, shown)
        if shown.startswith("**") and shown.endswith("**"):
            break  # in bold alone: a heading
    if not above:
        body = takewhile(lambda one: not one.startswith("#") and "|" not in one, (one.strip() for one in text[title:]))
        above = [one for one in body if one]
    return " ".join(above)[-_LEAD:]
