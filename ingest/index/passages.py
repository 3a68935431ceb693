"""A guide to retrievable passages: stretches of one section, each with its headings, within the model's window."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from ingest.guide.types import Guide, Passage, Section

Count = Callable[[str], int]
"""Tokens of a text, as the embedding model counts them, without its special tokens."""

WINDOW = 256
"""Tokens that all-MiniLM-L6-v2 reads; what is cut off is never found."""
_SPECIAL = 2
_BEFORE, _AFTER, _RULE = " \t\u00a0#>*_-", " \t\u00a0*_:", " \t\u00a0:|-"
"""Marks around a line's words, and those that a rule or a table's dashes are made of. Stripped, not searched for:
an expression that may take a run of blanks in several ways takes the cube of its length to fail."""


def rough(text: str) -> int:
    """An upper estimate of the tokens, for an index without vectors: word pieces and marks."""
    return sum(1 + len(word) // 4 for word in re.findall(r"\w+|[^\w\s]", text))


def passages(guide: Guide, count: Count = rough, window: int = WINDOW) -> tuple[Passage, ...]:
    """The guide's passages in order, each of one section and at most window tokens with its headings.

    A table row keeps its header (a table over the window is told again with its header), a lever its title;
    lines are never cut, but a line longer than the window is cut between sentences, then between words.
    """
    return tuple(_all(guide, count, window))


def _all(guide: Guide, count: Count, window: int) -> Iterator[Passage]:
    for section in guide.sections:
        trail = _trail(guide, section, count, window // 3)
        room = window - _SPECIAL - count(trail + "\n")
        begins = section.line
        for first, last, text in _stretches(guide, section, count, room):
            # The heading is told in the trail: the section's first passage begins at its line.
            yield _told(guide, section, begins or first, last, text, trail)
            begins = 0


def _told(guide: Guide, section: Section, first: int, last: int, text: str, trail: str) -> Passage:
    embedded = f"{trail}\n{text}"
    name = "\x1f".join((guide.company, guide.role, guide.path if guide.general else "", section.title, embedded))
    return Passage(
        id=hashlib.sha256(name.encode()).hexdigest()[:32], text=text, embedded=embedded, path=guide.path, line=first,
        end=last, section=section.title, kind=section.kind, company=guide.company,
        company_display=guide.company_display, role=guide.role, role_display=guide.role_display, updated=guide.updated,
    )  # fmt: skip


def _trail(guide: Guide, section: Section, count: Count, most: int) -> str:
    """Whom and what the section is about, at most so many tokens."""
    about = f"{guide.company_display} {guide.role_display}".strip() or guide.title
    parent = "" if section.parent == guide.title else section.parent
    title = "" if section.title == guide.title else section.title
    trail = " > ".join(dict.fromkeys(part for part in (about, parent, title) if part))[:240]
    while count(trail) > most:
        trail = trail[: len(trail) * 3 // 4]
    return trail


def _stretches(guide: Guide, section: Section, count: Count, room: int) -> Iterator[tuple[int, int, str]]:
    """Lines packed up to the room there is; a lever starts a stretch of its own, and goes on with its title."""
    levers = {
        lever.source.line: lever.title for lever in guide.levers if section.line <= lever.source.line <= section.end
    }
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
        if _is_rule(text) or text.lstrip(_BEFORE).rstrip(_AFTER).casefold() == section.title.casefold():
            continue
        table = text.lstrip().startswith("|")
        starts = table and i + 1 < len(lines) and _is_rule(lines[i + 1]) and "-" in lines[i + 1]
        if starts or line in levers or (not table and head.lstrip().startswith("|")):
            head = ""
        title = _short(levers[line] + ":", count, room) if line in levers else ""
        kept = title or head
        for piece in _cut(text, count, room - (count(kept) + 1 if kept else 0)):
            yield line, piece, head
            head = title or head
        if starts:
            head = _short(text, count, room)


def _is_rule(text: str) -> bool:
    """Whether a line holds no words: blank, a rule, or the dashes below a table's header."""
    return not text.strip(_RULE) and (not text.strip() or len(text) >= 3)


def _short(head: str, count: Count, room: int) -> str:
    """The head, where it leaves at least half the room to what it is told with."""
    return head if 2 * count(head) < room else ""


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
