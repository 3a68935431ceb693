"""What stands in several cells for one: header rows of several levels, a midpoint beside how far its range reaches."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.guide.kinds import kind_of
from ingest.guide.shapes import Row, Table


# --- header rows
def joined_header(table: Table) -> Table:
    """The table with header rows of several levels joined into one ("London" over "Base" is "London / Base")."""
    top = table
    for _ in range(2):
        if not top.rows or not _heads_on(top):
            break
        first = _spread(top.header.cells)
        second = [plain(c) for c in top.rows[0].cells]
        wide = max(len(first), len(second))
        first, second = first + [""] * (wide - len(first)), second + [""] * (wide - len(second))
        cells = tuple(
            b if not a or a == b else a if not b else f"{a} / {b}" for a, b in zip(first, second, strict=True)
        )
        top = replace(top, header=Row(top.header.line, cells), rows=top.rows[1:])
    return top


def _heads_on(table: Table) -> bool:
    """Whether the first row below the header is a header, too: words only, under blanks or repeated names."""
    header, row = [plain(c) for c in table.header.cells], [plain(c) for c in table.rows[0].cells]
    filled = [c for c in row if c]
    if len(filled) < 2 or any(re.search(r"\d{2}|[$£€₹]", c) for c in filled):
        return False
    gaps = "" in header[1:] or len(set(header)) < len(header)
    named = sum(bool((k := kind_of(c)).component or k.bound or k.part or k.place) for c in filled)
    return gaps and named * 2 >= len(filled)


def _spread(cells: Sequence[str]) -> list[str]:
    out: list[str] = []
    for cell in map(plain, cells):
        out.append(cell or (out[-1] if len(out) > 1 or (out and len(out) > 0 and out[0]) else ""))
    return out


# --- midpoints
def with_reach(table: Table) -> Table:
    """The table with each midpoint and how far its range reaches in one cell: "$160,000" beside "±15%"."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    middles = [i for i, kind in enumerate(kinds) if kind.bound == "mid"]
    reaches = [i for i in range(len(kinds)) if table.rows and all(_reaches(row, i) for row in table.rows)]
    if len(middles) != 1 or len(reaches) != 1:
        return table
    mid, reach = middles[0], reaches[0]

    def one(cells: tuple[str, ...]) -> tuple[str, ...]:
        joint = [f"{cell} {cells[reach]}" if i == mid and plain(cell) else cell for i, cell in enumerate(cells)]
        return tuple(cell for i, cell in enumerate(joint) if i != reach)

    header = tuple(cell for i, cell in enumerate(table.header.cells) if i != reach)
    rows = tuple(replace(row, cells=one(row.cells)) for row in table.rows)
    return replace(table, header=replace(table.header, cells=header), rows=rows)


def _reaches(row: Row, i: int) -> bool:
    return i < len(row.cells) and bool(re.fullmatch(r"±\s?\d{1,2}\s?%", plain(row.cells[i])))
