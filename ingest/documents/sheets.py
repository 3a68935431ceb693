"""CSV, TSV and spreadsheets: every sheet's blocks of cells as tables, its lone lines as text."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ingest.documents.types import Paper, Unreadable, Writer
from ingest.errors import with_extra

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 20_000, 200, 50
MOST_CELLS = 400_000
"""Cells that are kept of a file; the longest list of pay seen has some 20,000."""


def separated(text: str, mark: str | None = None) -> Paper:
    """A CSV or TSV file. Raises Unreadable for text that no table can be made of."""
    csv.field_size_limit(100_000)
    try:
        mark = mark or delimiter(text)
        rows = []
        reader = csv.reader(io.StringIO(text), delimiter=mark)
        for row in reader:
            rows.append((reader.line_num, [cell.strip() for cell in row[:MOST_COLUMNS]]))
            if len(rows) > MOST_ROWS:
                raise Unreadable(f"has more than {MOST_ROWS:,} rows", "leave it out, or split it")
    except csv.Error as error:
        raise Unreadable(f"is no table of separated values ({error})", "save it again as CSV") from None
    out = Writer()
    _blocks(out, [(f"line {number}", cells) for number, cells in rows])
    return out.paper()


def delimiter(text: str) -> str:
    """The sign that a text's values are set apart by: the one that most of its lines have as often."""
    head = "\n".join(text.splitlines()[:20])
    return max(",;\t|", key=lambda mark: (_evenness(head, mark), head.count(mark)))


def _evenness(head: str, mark: str) -> int:
    counts = [len(row) for row in csv.reader(io.StringIO(head), delimiter=mark) if row]
    common = max(set(counts), key=counts.count, default=1)
    return counts.count(common) if common > 1 else 0


def workbook(data: bytes) -> Paper:
    """A spreadsheet (.xlsx, .xls, .ods) with each sheet under a heading. Raises Unreadable."""
    try:
        import python_calamine
    except ImportError:
        raise Unreadable("is a spreadsheet, and what reads those is not installed", with_extra("documents")) from None
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        names = book.sheet_names
    except Exception:
        raise Unreadable("is damaged or locked with a password", "save it again without one") from None
    if len(names) > MOST_SHEETS:
        raise Unreadable(f"has more than {MOST_SHEETS} sheets", "split it")
    out = Writer()
    left = MOST_CELLS
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > left:
            raise Unreadable(f"has more than {MOST_CELLS:,} cells", "split it")
        left -= sheet.total_height * sheet.total_width
        rows = _filled_down(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges)
        if rows:
            out.line(f"## {name}", f"{name}!1")
        _blocks(out, [(f"{name}!{i}", [_shown(c) for c in row]) for i, row in enumerate(rows, start=1)], lettered=True)
    return out.paper()


def _filled_down(rows: list[list[Any]], merged: Sequence[Any] | None) -> list[list[Any]]:
    """The rows, a cell that is merged over several of them written in each. merged: (row, column) of its corners."""
    for (top, left), (bottom, _) in merged or ():
        for number in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[number]) and left < len(rows[top]):
                rows[number][left] = rows[top][left]
    return rows


def _shown(value: object) -> str:
    """A cell's value as one would type it: 130000, not 130000.0."""
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 10**15 else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return "" if value is None else str(value).strip()


def _blocks(out: Writer, rows: Sequence[tuple[str, list[str]]], lettered: bool = False) -> None:
    """Rows between empty ones are a table; a row with one filled cell in front of others is a line of text above it.
    lettered: cells have places of their own ("Sheet1!C7")."""
    block: list[tuple[str, list[str]]] = []
    for place, cells in [*rows, ("", [])]:
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 or (filled and block and cells and not cells[0]):
            block.append((place, cells))
            continue
        _flush(out, block, lettered)
        block = []
        if filled:
            out.line("")
            out.line(filled[0], place)
    _flush(out, block, lettered)


def _flush(out: Writer, block: Sequence[tuple[str, list[str]]], lettered: bool) -> None:
    if not block:
        return
    used = [i for i in range(max(len(cells) for _, cells in block)) if any(i < len(c) and c[i] for _, c in block)]
    letters = [_letters(i) for i in used]
    cells = [tuple(_placed(place, letter) for letter in letters) for place, _ in block] if lettered else ()
    out.table([[c[i] if i < len(c) else "" for i in used] for _, c in block], [place for place, _ in block], cells)


def _placed(row: str, letter: str) -> str:
    """A cell of a row: "Sheet1!C7" of "Sheet1!7"."""
    sheet, _, number = row.rpartition("!")
    return f"{sheet}!{letter}{number}"


def _letters(index: int) -> str:
    """How sheets call a column (0 is A, 26 is AA)."""
    name, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
