"""Rows for a terminal: a table where that cuts nothing, else lines that name each cell."""

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

WHOLE = 10_000
"""Cells in which any table fits."""
ROOM = 90
"""Cells from which on sentences in columns of a table read well."""


def sheet(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "",
    best: int | None = None, sentences: bool = False, styles: Sequence[str] = (),
) -> RenderableType:  # fmt: skip
    """A table, or, where it is wider than the console, some lines for each row; no word is ever cut.

    best: the row that leads. sentences: cells may be long; in a table they go on below. styles: of the rows."""
    table = Table(title=escape(title) if title else None, title_justify="left", show_header=any(columns))
    for column in columns:
        table.add_column(escape(column))
    for number, row in enumerate(rows):
        table.add_row(*map(escape, row), style="bold" if number == best else _style(styles, number))
    needs = console.measure(table, options=console.options.update(width=WHOLE))
    fits = needs.minimum <= console.width >= ROOM if sentences else needs.maximum <= console.width
    return table if fits else _lines(columns, rows, title, best, styles)


def _style(styles: Sequence[str], number: int) -> str | None:
    return styles[number] if number < len(styles) else None


def _lines(
    columns: Sequence[str], rows: Sequence[Sequence[str]], title: str, best: int | None, styles: Sequence[str]
) -> Text:
    """Each row as a heading, its first cell, and a line for every other: "Region: London"."""
    said = Text(f"{title}\n" if title else "", style="bold" if not rows else "")
    for number, row in enumerate(rows):
        head = f"{'> ' if number == best else ''}{row[0]}"
        if not any(columns):
            said.append(": ".join((head, *row[1:])) + "\n")
            continue
        lead = f"{columns[0]} " if columns[0] and row[0].isdigit() else ""
        said.append(f"{lead}{head}\n", style="bold" if number == best else _style(styles, number) or "bold")
        for name, cell in zip(columns[1:], row[1:], strict=False):
            if cell.strip():
                said.append(f"  {name}: {cell}\n" if name else f"  {cell}\n")
    said.rstrip()
    return said
