"""DOCX and PDF: headings, paragraphs and tables in order, each with its page or paragraph."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.documents.types import Paper, Unreadable, Writer
from ingest.errors import with_extra

MOST_PAGES = 400
MOST_UNPACKED = 60_000_000
"""Bytes that a DOCX may unpack to; a long handbook has some 2 MB of text."""
MOST_PARTS = 2_000


def word(data: bytes) -> Paper:
    """A Word document. Raises Unreadable."""
    try:
        import docx
    except ImportError:
        raise Unreadable("is a Word document, and what reads those is not installed", with_extra("documents")) from None
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        out = Writer()
        for number, part in enumerate(document.iter_inner_content(), start=1):
            _part(out, part, f"paragraph {number}")
        return out.paper()
    except Unreadable:
        raise
    except Exception:
        raise Unreadable("is a damaged or locked Word document", "save it again, or as text") from None


def check_archive(data: bytes) -> None:
    """Raises Unreadable for an archive that is damaged or would unpack into far more than a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [one.file_size for one in archive.infolist()]
    except zipfile.BadZipFile:
        raise Unreadable("is damaged", "save it again") from None
    if sum(sizes) > MOST_UNPACKED or len(sizes) > MOST_PARTS:
        raise Unreadable("is far larger than a document when unpacked", "save it as text")


def _part(out: Writer, part: Any, place: str) -> None:
    if hasattr(part, "rows"):
        rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in part.rows]
        out.table(rows, [f"{place}, row {n}" for n in range(1, len(rows) + 1)])
        return
    text = " ".join(part.text.split())
    if not text:
        return
    style = (part.style.name if part.style is not None else "") or ""
    level = re.search(r"(?:Heading|Überschrift|Titre|Título)\s?(\d)", style)
    mark = f"{'#' * int(level[1])} " if level else "# " if style == "Title" else "- " if "List" in style else ""
    if not mark.startswith("- "):
        out.line("")
    out.line(mark + text, place)


def portable(data: bytes) -> Paper:
    """A PDF's text, page by page, with the tables that its lines and columns make. Raises Unreadable."""
    try:
        import pdfplumber
    except ImportError:
        raise Unreadable("is a PDF, and what reads its tables is not installed", with_extra("documents")) from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise Unreadable(f"has more than {MOST_PAGES} pages", "split it")
            out = Writer()
            sizes = _heading_sizes(document.pages)
            for number, one in enumerate(document.pages, start=1):
                for text in _page(one, sizes):
                    if isinstance(text, list):
                        out.table(text, [f"page {number}"] * len(text))
                    else:
                        out.line(text, f"page {number}")
    except Unreadable:
        raise
    except Exception:
        raise Unreadable("is a damaged or locked PDF", "save it again without a password, or as text") from None
    paper = out.paper()
    if len(paper.text.split()) < 5:
        raise Unreadable(
            "has no text in it (a scan, perhaps)", "run text recognition over it, or write its tables down"
        )
    return paper


_HEADING = 1.15
"""How much larger than the text's its letters are at least in a heading."""
_LONGEST_HEADING = 90


def _heading_sizes(pages: Sequence[Any]) -> list[float]:
    """The sizes of letters that are larger than most of a document's, the largest first."""
    sizes = Counter(round(char["size"], 1) for page in pages[:20] for char in page.chars)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return sorted((size for size in sizes if size >= usual * _HEADING), reverse=True)


def _headed(line: dict[str, Any], sizes: Sequence[float]) -> str:
    """A line as a heading where all its letters are larger than the text's, else as it is."""
    text = _spaced(line)
    least = round(min((char["size"] for char in line["chars"] if char["text"].strip()), default=0.0), 1)
    if least not in sizes or len(text) > _LONGEST_HEADING or "\t" in text:
        return text
    return f"{'#' * min(sizes.index(least) + 1, 4)} {text}"


def _page(page: Any, sizes: Sequence[float]) -> Iterator[str | list[list[str]]]:
    """The lines of text of a page and its ruled tables, from top to bottom. sizes: of headings."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    pending = sorted(tables, key=lambda table: table.bbox[1])
    for line in page.extract_text_lines(layout=False, strip=True):
        middle = (line["top"] + line["bottom"]) / 2
        while pending and pending[0].bbox[1] <= middle:
            yield _cells(pending.pop(0))
        if not any(top <= middle <= bottom for _, top, _, bottom in boxes):
            yield _headed(line, sizes)
    for table in pending:
        yield _cells(table)


def _cells(table: Any) -> list[list[str]]:
    return [[" ".join((cell or "").split()) for cell in row] for row in table.extract()]


def _spaced(line: dict[str, Any]) -> str:
    """A line with tabs where the gap between two letters is far wider than a space: columns without rules."""
    out: list[str] = []
    last = None
    for char in line["chars"]:
        gap = char["x0"] - last["x1"] if last else 0
        if gap > char["size"] * 1.2:
            out.append("\t")
        elif gap > char["size"] * 0.15 and out and out[-1] != " ":
            out.append(" ")
        out.append(char["text"])
        last = char
    return re.sub(r" *\t *", "\t", "".join(out)).strip()
