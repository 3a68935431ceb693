"""Tables that markdown doesn't know: columns by tabs, pipes without a rule below the header, lists of "Base: $170K"."""

import re
from collections.abc import Iterator, Sequence

from ingest.guide.headers import PARTS, classify
from ingest.guide.kinds import is_money, kind_of
from ingest.guide.shapes import Table, TableRow
from ingest.guide.types import Section
from ingest.lexicon.places import places_in

_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_PIPE = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r"^\s*(?:[-*+•]\s+)?\**(?P<label>[A-Za-z][\w /()&%'’+-]{1,48}?)\**\s*:\**\s+(?P<value>\S.*)$")


def split_pipes(line: str) -> tuple[str, ...]:
    """A line's cells, verbatim, between its unescaped pipes; outer pipes are none."""
    bare = re.sub(r"^\s*(?:>\s*)*", "", line).strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return tuple(cell.strip() for cell in _PIPE.split(bare))


def tables(lines: Sequence[str], taken: Sequence[range], cut: Sequence[Section]) -> tuple[Table, ...]:
    """Runs of lines in columns whose first line names pay, outside the ranges (1-based lines) taken by others."""
    held = {number for lines_ in taken for number in lines_}
    found = []
    for mark, split in (("|", split_pipes), ("\t", _split_tabs), ("  ", _split_blanks)):
        for start, end in _runs(lines, mark, held):
            rows = [
                TableRow(n, split(lines[n - 1])) for n in range(start, end + 1) if not _RULE.fullmatch(lines[n - 1])
            ]
            if mark == "  ":
                rows = _even(rows) or _by_place(lines, start, end)
            if not rows:
                continue
            named = any(kind_of(c).bound or kind_of(c).component for c in rows[0].cells[1:])
            sure = mark != "|" or _RULE.fullmatch(lines[start])
            if (named and mark != "|") or (sure and _amounts_below(rows)):
                title = next((s.title for s in cut if s.line <= start <= s.end), "")
                found.append(Table(rows[0], tuple(rows[1:]), title, _before(lines, start)))
                continue
            kinds = {classify(cell).kind for cell in rows[0].cells}
            first = {classify(row.cells[0]).kind for row in rows[1:]}
            if len(rows) > 1 and len(rows[0].cells) > 1 and ({*kinds, *first} & {"base", "total"}):
                title = next((s.title for s in cut if s.line <= start <= s.end), "")
                found.append(Table(rows[0], tuple(rows[1:]), title, ""))
    return tuple(found)


def _amounts_below(rows: Sequence[TableRow]) -> bool:
    """Whether most cells behind the first of every row but the header, which has none, are amounts."""
    cells = [cell for row in rows[1:] for cell in row.cells[1:]]
    return len(rows) > 2 and bool(cells) and is_money(cells) >= 0.6 and is_money(rows[0].cells[1:]) == 0


def _split_tabs(line: str) -> tuple[str, ...]:
    """A line's cells between its tabs; a tab at its front leaves the first cell empty."""
    return tuple(cell.strip() for cell in re.split(r"\t+", line.strip(" ").rstrip()))


def _before(lines: Sequence[str], start: int) -> str:
    """The line of text in front of a table, at most one empty line away."""
    for number in (start - 1, start - 2):
        if number >= 1 and lines[number - 1].strip():
            return lines[number - 1].strip()
    return ""


def _split_blanks(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r" {2,}", line.strip()))


def _even(rows: list[TableRow]) -> list[TableRow]:
    """The rows of columns set apart by blanks: three or more of one width, their first without figures; else none."""
    wide = len(rows[0].cells) if rows else 0
    even = wide > 1 and len(rows) > 2 and all(len(row.cells) == wide for row in rows)
    return rows if even and not any(re.search(r"\d{2}", cell) for cell in rows[0].cells) else []


def _by_place(lines: Sequence[str], start: int, end: int) -> list[TableRow]:
    """Rows cut where the header's columns begin, where a blank stands before each of them in every row; else none."""
    head = lines[start - 1].expandtabs()
    begins = [m.start() for m in re.finditer(r"(?:^|(?<= {2}))\S", head)]
    begins = begins if begins[:1] == [0] else [0, *begins]  # nothing heads the first column
    rows = [n for n in range(start, end + 1) if not _RULE.fullmatch(lines[n - 1])]
    if len(begins) < 2 or len(rows) < 3 or re.search(r"\d{2}", head):
        return []
    ends = [*begins[1:], None]
    found = []
    for n in rows:
        line = lines[n - 1].expandtabs()
        found.append(TableRow(n, tuple(line[a:b].strip() for a, b in zip(begins, ends, strict=True))))
    return found if all(row.cells[0] for row in found[1:]) else []


def _runs(lines: Sequence[str], mark: str, held: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of two lines or more that hold the mark inside."""
    start = 0
    for number in range(1, len(lines) + 2):
        line = lines[number - 1].strip() if number <= len(lines) and number not in held else ""
        inside = mark in line.strip("|") or (mark in line and bool(_RULE.fullmatch(line)))
        if inside and not start:
            start = number
        elif not inside and start:
            if number - start > 1:
                yield start, number - 1
            start = 0


_NOT_BANDS = re.compile(
    r"example|sample|target|floor|walk|accept|ask\b|counter|compet|scenario|offer|strategy|lever", re.I
)


def lists(cut: Sequence[Section]) -> tuple[Table, ...]:
    """Lists of components under a heading that names a place ("London" over "- Base: £95K–£120K"), as tables of one
    column."""
    found = []
    for section in cut:
        region = section.title
        if not places_in(region) or len(region) > 60 or _NOT_BANDS.search(f"{section.parent} {region}"):
            continue
        rows = []
        for offset, line in enumerate(section.text.split("\n")):
            one = _LINE.match(line)
            if one and classify(one["label"]).kind in PARTS:
                rows.append(TableRow(section.line + offset, (one["label"], one["value"])))
        if {classify(row.cells[0]).kind for row in rows} & {"base", "total"} and len(rows) > 1:
            found.append(
                Table(TableRow(section.line, ("Component", region)), tuple(rows), section.parent or region, "")
            )
    return tuple(found)
