"""Which reader a file needs, by its name's ending; the files that are read, and how each is bounded."""

from pathlib import PurePath

from ingest.documents import markup, pages, sheets
from ingest.documents.types import Paper, Unreadable

TEXT = (".md", ".markdown", ".mdx", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
OTHERS = (".html", ".htm", ".csv", ".tsv", *SHEETS, ".docx", ".pdf")
ENDINGS = (*TEXT, *OTHERS)
LARGEST = 16_000_000


def paper(data: bytes, name: str) -> Paper:
    """A file of one of OTHERS as markdown with places. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(f"has {len(data) // 1_000_000} MB", "split it, or leave it out")
    ending = PurePath(name).suffix.lower()
    if ending in (".html", ".htm"):
        return markup.page(decoded(data))
    if ending in (".csv", ".tsv"):
        return sheets.separated(decoded(data), "\t" if ending == ".tsv" else None)
    if ending in SHEETS:
        if ending != ".xls":
            pages.check_archive(data)
        return sheets.workbook(data)
    if ending == ".docx":
        return pages.word(data)
    if ending == ".pdf":
        return pages.portable(data)
    raise Unreadable(
        f"is of a kind that is not read ({ending or 'no ending'})", "save it as text, CSV, XLSX, DOCX or PDF"
    )


def decoded(data: bytes) -> str:
    """Text in the usual encodings. Raises Unreadable for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4096]:
        raise Unreadable("is not text", "leave it out")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
