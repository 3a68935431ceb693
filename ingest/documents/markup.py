"""HTML to markdown lines: headings, paragraphs, lists and tables, with spans filled and each line's place."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from ingest.documents.types import Paper, Writer

MOST_SPAN = 60
"""Columns or rows that one cell may take; a hostile page asks for millions."""
MOST_CELLS = 100_000
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "nav", "footer"))
_BLOCKS = frozenset(
    "p div section article header main li ul ol dl dt dd br hr blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption "
    "address form tr table".split()
)


@dataclass(slots=True)
class _Cell:
    text: list[str] = field(default_factory=list)
    wide: int = 1
    tall: int = 1


@dataclass(slots=True)
class HtmlTable:
    """A table of a page: rows of cells with spans filled, the source line of each row, its caption."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    caption: str = ""
    start: int = 0
    end: int = 0


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = Writer()
        self.tables: list[HtmlTable] = []
        self._words: list[str] = []
        self._silent = 0
        self._prefix = ""
        self._table: HtmlTable | None = None
        self._depth = 0
        self._row: list[_Cell] = []
        self._cell: _Cell | None = None
        self._raw: list[list[_Cell]] = []
        self._caption: list[str] | None = None
        self._cells = 0
        self._titled = False
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._titled = tag == "title" and self._silent == 1
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.flush()
                self._table, self._raw = HtmlTable(start=self.getpos()[0]), []
        elif self._table is not None:
            self._in_table(tag, dict(attrs))
        elif tag in _BLOCKS and not (tag == "dd" and self._words[-1:] == [_NAMED]):
            self.flush()
            listed = "- " if tag in ("li", "dt") else ""
            self._prefix = f"{'#' * int(tag[1])} " if tag[0] == "h" and tag[1:].isdigit() else listed

    def _in_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "tr" and self._depth == 1:
            self._end_row()
            assert self._table is not None
            self._table.lines.append(self.getpos()[0])
            self._raw.append([])
        elif tag in ("td", "th") and self._depth == 1:
            self._cell = _Cell(wide=_span(attrs.get("colspan")), tall=_span(attrs.get("rowspan")))
            if self._raw and self._cells < MOST_CELLS:
                self._raw[-1].append(self._cell)
                self._cells += 1
        elif tag == "caption":
            self._caption = []
        elif tag in ("br", "p", "div", "li") and self._cell is not None and self._cell.text:
            self._cell.text.append(" / " if tag == "br" else " ")

    def _end_row(self) -> None:
        self._cell = None

    def handle_endtag(self, tag: str) -> None:
        self._titled = False
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0 and self._table is not None:
                self._end_table()
        elif tag in ("td", "th") and self._depth == 1:
            self._cell = None
        elif tag == "caption" and self._table is not None and self._caption is not None:
            self._table.caption, self._caption = " ".join("".join(self._caption).split()), None
        elif tag == "dt" and self._words and self._table is None:
            self._words.append(_NAMED)
        elif tag in _BLOCKS and self._table is None:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._titled:
            self.title = " ".join(data.split())[:200]
        if self._silent:
            return
        if self._caption is not None:
            self._caption.append(data)
        elif self._table is not None:
            if self._cell is not None:
                self._cell.text.append(data)
        elif data.strip() or self._words[-1:] != [_NAMED]:
            self._words.append(data)

    def flush(self) -> None:
        """Write the paragraph collected so far."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            if not self._prefix.startswith("- "):
                self.out.line("")
            self.out.line(self._prefix + text, f"line {self.getpos()[0]}")
            self._prefix = ""

    def _end_table(self) -> None:
        table, self._table = self._table, None
        assert table is not None
        table.rows, table.end = _filled(self._raw), self.getpos()[0]
        keep = [i for i, row in enumerate(table.rows) if any(row)]
        table.rows, table.lines = [table.rows[i] for i in keep], [table.lines[i] for i in keep]
        if not table.rows:
            return
        self.tables.append(table)
        if table.caption:
            self.out.line("")
            self.out.line(table.caption, f"line {table.start}")
        self.out.table(table.rows, [f"line {n}" for n in table.lines])


_NAMED = ": "
"""Between what a list of definitions names and what it says of it."""


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MOST_SPAN) if value and value.isascii() and value.isdigit() else 1


def _filled(raw: list[list[_Cell]]) -> list[list[str]]:
    """The rows with every cell that spans columns or rows written into each of them."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for cells in raw:
        row: list[str] = []
        waiting = iter(cells)
        cell = next(waiting, None)
        while cell is not None or any(at >= len(row) for at in hanging):
            if len(row) in hanging:
                text, left = hanging.pop(len(row))
                if left > 1:
                    hanging[len(row)] = (text, left - 1)
                row.append(text)
                if left > 1 and cell is None and not any(at >= len(row) for at in hanging):
                    break
                continue
            if cell is None:
                break
            text = " ".join("".join(cell.text).split())
            for _ in range(cell.wide):
                if cell.tall > 1:
                    hanging[len(row)] = (text, cell.tall - 1)
                row.append(text)
            cell = next(waiting, None)
        rows.append(row[:200])
    return rows


def page(text: str) -> Paper:
    """A page of HTML as markdown."""
    page_ = parsed(text)
    return replace(page_.out.paper(), title=page_.title)


def tables_in(text: str) -> list[HtmlTable]:
    """The HTML tables of a text, each with the lines it takes."""
    return parsed(text).tables


def parsed(text: str) -> _Page:
    """The page taken apart."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser
