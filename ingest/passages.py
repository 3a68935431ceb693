"""A guide to retrievable passages: stretches of one section, each with its headings, within the model's window."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from ingest.guide import Guide, Passage, Section

Count = Callable[[str], int]
"""Tokens of a text, as the embedding model counts them, without its special tokens."""

WINDOW = 256
"""Tokens that all-MiniLM-L6-v2 reads; what is cut off is never found."""
_SPECIAL = 2
_MARKS = re.compile(r"^[\s#>*_-]+|[\s*_:]+$")
_RULE = re.compile(r"\s*\|?[\s:|-]{3,}\|?\s*")


def rough(text: str) -> int:
    """An upper estimate of the tokens, for an index without vectors: word pieces and marks."""
    return sum(1 + len(word) // 4 for word in re.findall(r"\w+|[^\w\s]", text))


def passages(guide: Guide, count: Count = rough, window: int = WINDOW) -> tuple[Passage, ...]:
    """The guide's passages in order, each of one section and at most window tokens with its headings.

    A table row keeps its header (a table over the window is told again with its header), a lever its title;
    lines are never cut, but a line longer than the window is cut between sentences, then between words.
    """
    return tuple(_told(guide, section, first, last, text, count) for section in guide.sections
                 for first, last, text in _stretches(guide, section, count, window))  # fmt: skip


def _told(guide: Guide, section: Section, first: int, last: int, text: str, count: Count) -> Passage:
    embedded = f"{_trail(guide, section)}\n{text}"
    name = "\x1f".join((guide.company, guide.role, guide.path if guide.general else "", section.title, embedded))
    return Passage(
        id=hashlib.sha256(name.encode()).hexdigest()[:32], text=text, embedded=embedded, path=guide.path, line=first,
        end=last, section=section.title, kind=section.kind, company=guide.company,
        company_display=guide.company_display, role=guide.role, role_display=guide.role_display, updated=guide.updated,
    )  # fmt: skip


def _trail(guide: Guide, section: Section) -> str:
    about = f"{guide.company_display} {guide.role_display}".strip() or guide.title
    parent = "" if section.parent == guide.title else section.parent
    title = "" if section.title == guide.title else section.title
    return " > ".join(dict.fromkeys(part for part in (about, parent, title) if part))[:240]


def _stretches(guide: Guide, section: Section, count: Count, window: int) -> Iterator[tuple[int, int, str]]:
    """Lines packed up to the room there is; a lever starts a stretch of its own, and goes on with its title."""
    room = window - _SPECIAL - count(_trail(guide, section) + "\n")
    levers = {lever.source.line: lever.title for lever in guide.levers if section.line <= lever.source.line <= section.end}
    held: list[tuple[int, str]] = []
    used = 0
    for line, text, head in _units(section, levers, count, room):
        size = count(text) + 1
        if held and (used + size > room or (line in levers and head == "" and held[-1][0] != line)):
            yield _joined(held)
            held, used = [], 0
            if head and count(head) + 1 + size <= room:
                held, used = [(line, head)], count(head) + 1
        held.append((line, text))
        used += size
    if held:
        yield _joined(held)


def _joined(held: Sequence[tuple[int, str]]) -> tuple[int, int, str]:
    return held[0][0], held[-1][0], "\n".join(text for _, text in held)


def _units(section: Section, levers: dict[int, str], count: Count, room: int) -> Iterator[tuple[int, str, str]]:
    """The section's lines, cut where one is longer than the room; beside each what it must not be without:
    a table's header for its rows, a lever's title for what follows its first piece."""
    lines = section.text.split("\n")
    head = ""
    for i, text in enumerate(lines):
        line = section.line + i
        if not text.strip() or _RULE.fullmatch(text) or _MARKS.sub("", text).casefold() == section.title.casefold():
            continue
        table = text.lstrip().startswith("|")
        if table and i + 1 < len(lines) and _RULE.fullmatch(lines[i + 1]) and "-" in lines[i + 1]:
            yield line, text, ""
            head = text
            continue
        if line in levers or (not table and head.lstrip().startswith("|")):
            head = ""
        for piece in _cut(text, count, room):
            yield line, piece, head
            if line in levers:
                head = levers[line] + ":"


def _cut(text: str, count: Count, room: int) -> Iterator[str]:
    if count(text) < room:
        yield text
        return
    for by in (r"(?<=[.!?…:;])\s+", r"\s+"):
        parts = re.split(by, text)
        if len(parts) > 1:
            break
    else:
        middle = max(1, min(len(text) // 2, 4000))
        parts = [text[:middle], text[middle:]]
    held = ""
    for part in parts:
        if held and count(f"{held} {part}") >= room:
            yield from _cut(held, count, room)
            held = part
        else:
            held = f"{held} {part}" if held else part
    if held == text:
        middle = len(text) // 2
        yield from _cut(text[:middle], count, room)
        yield from _cut(text[middle:], count, room)
    elif held:
        yield from _cut(held, count, room)
