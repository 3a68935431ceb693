"""Whatever a document writes its pay in, as tables: those of markdown and HTML, drawn ones, data, records, columns of
blanks. A list whose items stand below one another comes last: what is said of all figures tells its amounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.amounts.plain import plain
from ingest.guide import drawn, fenced, loose, marked, outlined, records
from ingest.guide.context import Setting
from ingest.guide.dated import in_force
from ingest.guide.factored import worked_out
from ingest.guide.joined import (
    with_currencies,
    with_dittos,
    with_groups,
    with_newest,
    with_parts,
    with_reach,
    with_shares,
)
from ingest.guide.shapes import Table
from ingest.guide.structure import Document
from ingest.guide.types import Section


@dataclass(frozen=True, slots=True)
class Shaped:
    """A document's tables, and the lines (1-based) that they and blocks of code take."""

    tables: tuple[Table, ...]
    held: frozenset[int]


def shaped(taken: Document, cut: Sequence[Section], negotiates: bool) -> Shaped:
    """The tables of a document. negotiates: it is a guide to negotiating, which draws examples; what it pays stands in
    tables of markdown."""
    others = [] if negotiates else list(_others(taken))
    tabled = [lines for _, lines in others] + [_extent(table) for table in taken.tables]
    code = [b for b in taken.blocks if b.kind == "code"]
    dark = [range(b.start, b.end + 1) for b in code if negotiates or not fenced.is_plain(b)]
    plainly = loose.tables(taken.lines, [*tabled, *dark], cut)
    held = [*tabled, *(range(b.start, b.end + 1) for b in code)]
    inside = frozenset(number for lines in (*held, *map(_extent, plainly)) for number in lines)
    parted = sum(b.kind == "heading" for b in taken.blocks) > 1
    repeated = () if parted or taken.meta or taken.tables else records.tables(taken.lines, inside, taken.title)
    every = (*taken.tables, *plainly, *repeated, *(_led(table, lines.start, taken) for table, lines in others))
    return Shaped(tuple(map(_whole, every if negotiates else worked_out(every, taken.lines))), inside)


def _others(taken: Document) -> Iterator[tuple[Table, range]]:
    """The tables that markdown knows nothing of, each with the lines that it takes."""
    yield from drawn.tables(taken.lines)
    yield from marked.tables(taken.lines)
    yield from fenced.tables(taken.blocks)
    yield from fenced.front(taken.front)


def _whole(table: Table) -> Table:
    """A table with what stands in several of its cells for one, or in one for several, where it belongs."""
    for step in (with_currencies, with_dittos, with_groups, with_newest, with_shares, with_reach, with_parts, in_force):
        table = step(table)
    return table


def nested(taken: Document, held: frozenset[int], setting: Setting) -> list[Table]:
    """The tables that a document's nested lists make."""
    return [
        _led(table, outlined.first(taken.lines, table.header.line), taken)
        for table in outlined.tables(taken.lines, held, setting)
    ]


def _extent(table: Table) -> range:
    return range(table.header.line, (table.rows or (table.header,))[-1].line + 1)


def _led(table: Table, start: int, taken: Document) -> Table:
    """The table under the heading above it, with the line of text in front of it. start: where its shape begins."""
    title = next((b.text for b in reversed(taken.blocks) if b.kind == "heading" and b.start < start), "")
    before = next((line.strip() for line in reversed(taken.lines[: start - 1]) if line.strip()), "")
    return replace(
        table, section=plain(title), before=table.before or ("" if before.startswith(("#", "[")) else before)
    )
