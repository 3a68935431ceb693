"""Tables drawn of signs: boxes of "+---+" and "|", and the simple tables of reStructuredText ("====  ====")."""

import re
from collections.abc import Iterator, Sequence

from ingest.guide.loose import split_pipes
from ingest.guide.shapes import Table, TableRow

_EDGE = re.compile(r"\s*[+├┌└╔╠╚╟][-=+─═┬┼┴┐┤┘╦╬╩╗╣╝╢╤╪╧┈]{3,}\s*")
_WALLS = str.maketrans("│║┃", "|||")
_SIMPLE = re.compile(r"\s*={2,}(?: +={2,})+\s*")


def tables(lines: Sequence[str]) -> Iterator[tuple[Table, range]]:
    """The drawn tables of a text, each with the lines (1-based) that it takes; their first row is the header."""
    number = 1
    while number <= len(lines):
        rows, end = _box(lines, number) or _simple(lines, number) or ([], number)
        if len(rows) > 1:
            yield Table(rows[0], tuple(rows[1:]), "", ""), range(number, end + 1)
        number = end + 1


def _box(lines: Sequence[str], start: int) -> tuple[list[TableRow], int] | None:
    """The rows of a box that begins on a line and the line it ends on; a row without an edge below it that begins with
    a blank goes on with the one above."""
    if not _EDGE.fullmatch(lines[start - 1]):
        return None
    rows: list[TableRow] = []
    end, parted = start, True
    edged = 0
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1].translate(_WALLS)
        if _EDGE.fullmatch(line):
            parted, edged = True, edged + 1
        elif line.strip().startswith("|"):
            cells = split_pipes(line)
            if not parted and not cells[0] and rows and len(cells) == len(rows[-1].cells):
                joint = tuple(f"{a} {b}".strip() for a, b in zip(rows[-1].cells, cells, strict=True))
                rows[-1] = TableRow(rows[-1].line, joint)
            else:
                rows.append(TableRow(number, cells))
            parted = False
        else:
            break
        end = number
    return (rows, end) if edged else None


def _simple(lines: Sequence[str], start: int) -> tuple[list[TableRow], int] | None:
    """The rows of a simple table, cut where its rule's strokes begin; it ends with its third rule."""
    rule = lines[start - 1]
    if not _SIMPLE.fullmatch(rule):
        return None
    begins = [m.start() for m in re.finditer(r"=+", rule)]
    ends = [*begins[1:], None]
    rows: list[TableRow] = []
    rules = 1
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if _SIMPLE.fullmatch(line):
            rules += 1
            if rules == 3:
                return rows, number
        elif line.strip():
            rows.append(TableRow(number, tuple(line[a:b].strip() for a, b in zip(begins, ends, strict=True))))
        else:
            return None
    return None
