"""The text of an offer letter, from plain text, HTML, Word or PDF, within limits that a hostile file can't break."""

import importlib
import io
import json
import math
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from bot.errors import BadInput
from bot.reading.behind import started
from ingest.documents import markup, pages
from ingest.documents.types import Unreadable

MOST_BYTES = 5_000_000
MOST_PAGES = 30
MOST_CHARACTERS = 60_000
MOST_SECONDS = 2.0
"""Of CPU that a file may take."""
MOST_WAITED = 20.0
"""Seconds on the clock, on a machine that is busy."""
MOST_MEMORY = 1024**3
"""Bytes that the process which reads a file may take: a small one can unpack into gigabytes."""


def read_letter(data: bytes, media_type: str) -> str:
    """The letter as text, at most 60,000 characters.

    data: at most 5 MB; media_type: text/plain, text/html, a Word document or application/pdf (at most 30 pages). All
    but plain text is read in a process of its own, within 2 seconds of CPU.
    Raises BadInput, with what to do instead, for anything else: encrypted, scanned, broken, or too large.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if len(data) > MOST_BYTES:
        raise BadInput("letter", "the file is larger than 5 MB", "send the pages with the pay, or paste their text")
    if kind == "application/pdf" or data[:5] == b"%PDF-":
        return _checked(_apart(data, "pdf"))
    if kind == "text/html" or data[:1000].lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return _checked(_apart(data, "html"))
    if kind == _WORD or (data[:2] == b"PK" and b"word/" in data):
        return _checked(_apart(data, "word"))
    if kind.startswith("text/"):
        return _checked(_plain(data))
    raise BadInput(
        "letter", f"files of type {kind or 'unknown'} can't be read", "send a PDF, a Word document, HTML or plain text"
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _word(data: bytes) -> str:
    """The text of a Word document, its tables in columns."""
    try:
        return _columns(pages.word(data).text)[:MOST_CHARACTERS]
    except Unreadable as error:
        raise BadInput("letter", f"it {error}", error.mend) from error


def _html(data: bytes) -> str:
    return _columns(markup.page(_plain(data, MOST_BYTES)).text)[:MOST_CHARACTERS]


def _columns(text: str) -> str:
    """Markdown as a letter reads: headings without marks, tables in columns set apart by blanks."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("|---"):
            continue
        bare = "    ".join(cell.strip() for cell in line.strip("| ").split(" | ")) if line.startswith("| ") else line
        lines.append(bare.lstrip("# ") if line.startswith("#") else bare)
    return "\n".join(lines)


def _plain(data: bytes, most: int = MOST_CHARACTERS) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("letter", "the file is not text", "send a PDF or plain text")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)[:most]
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")[:most]


def _apart(data: bytes, kind: str) -> str:
    """The text of a file, read in a process of its own with bounds on its time and memory."""
    process = started("bot.reading.letter_text", kind)
    try:
        said, _ = process.communicate(data, timeout=MOST_WAITED)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise BadInput("letter", "the file takes too long to read", "paste its text instead") from error
    if process.returncode < 0 and signal.Signals(-process.returncode).name in ("SIGXCPU", "SIGKILL"):
        raise BadInput("letter", "the file takes too long to read", "paste its text instead")
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError as error:
        # It came to the end of its memory.
        raise BadInput(
            "letter", "the file is far larger than a letter when unpacked", "paste its text instead"
        ) from error
    if "text" not in told:
        raise BadInput("letter", told["what"], told["mend"])
    return str(told["text"])


def _bounded(kind: str) -> None:
    """Bound this process's memory and time, each where the system can: Windows neither, macOS time alone."""
    try:
        import resource
    except ImportError:
        return
    # What their import takes isn't the letter's.
    with suppress(ImportError):
        importlib.import_module({"pdf": "pypdf", "word": "docx"}.get(kind, "html"))
    most = math.ceil(time.process_time() + MOST_SECONDS)
    for what, bounds in {"RLIMIT_CPU": (most, most + 1), "RLIMIT_AS": (MOST_MEMORY, MOST_MEMORY)}.items():
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, what), bounds)


def _unpacked(data: bytes) -> str:
    # Only letters need it, and it takes a while to import.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput("letter", "the PDF is locked with a password", "save it without one, or paste its text")
        if len(reader.pages) > MOST_PAGES:
            raise BadInput(
                "letter", f"the PDF has more than {MOST_PAGES} pages", "send the pages with the pay, or paste them"
            )
        return _pages(reader)
    except BadInput:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
        MemoryError,
    ) as error:
        raise BadInput("letter", "the PDF is damaged or unusual and can't be read", "paste its text instead") from error


def _pages(reader: Any) -> str:
    """The text of every page, until there is enough of it or it takes too long."""
    until = time.process_time() + MOST_SECONDS
    texts: list[str] = []
    for page in reader.pages:
        if time.process_time() > until:
            raise BadInput("letter", "the PDF takes too long to read", "paste its text instead")
        contents = page.get_contents()
        # A small file can unpack into gigabytes; a page of a letter never holds this much.
        if contents is not None and len(contents.get_data()) > MOST_BYTES:
            raise BadInput("letter", "a page of the PDF is far larger than a letter's", "paste its text instead")
        texts.append(page.extract_text())
        if sum(map(len, texts)) > MOST_CHARACTERS:
            break
    return "\n".join(texts)[:MOST_CHARACTERS]


def _checked(text: str) -> str:
    clean = "".join(c for c in text if c in "\n\t" or c.isprintable())
    if len(clean.split()) < 3:
        raise BadInput(
            "letter", "no text was found in it (a scan, perhaps)", "paste the text, or type the main numbers"
        )
    return clean


def _told(kind: str, data: bytes) -> dict[str, str]:
    """What the process of its own writes: the text, or what is wrong and how to mend it."""
    try:
        return {"text": {"pdf": _unpacked, "word": _word, "html": _html}[kind](data)}
    except BadInput as refused:
        return {"what": refused.what, "mend": refused.mend}
    except (MemoryError, RecursionError):
        return {"what": "the file is far larger than a letter when unpacked", "mend": "paste its text instead"}


if __name__ == "__main__":
    _bounded(sys.argv[1])
    print(json.dumps(_told(sys.argv[1], sys.stdin.buffer.read())))
