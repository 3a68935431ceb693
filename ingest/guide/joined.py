"""What stands in several cells for one: header rows of several levels, a midpoint beside how far its range reaches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.amounts.signs import CODES
from ingest.amounts.types import MoneyHint
from ingest.guide.cells import read_any
from ingest.guide.headers import names_level
from ingest.guide.kinds import kind_of
from ingest.guide.shapes import Table, TableRow
from ingest.lexicon import words
from ingest.lexicon.places import is_place


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
        top = replace(top, header=TableRow(top.header.line, cells), rows=top.rows[1:])
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


def _reaches(row: TableRow, i: int) -> bool:
    return i < len(row.cells) and bool(re.fullmatch(r"±\s?\d{1,2}\s?%", plain(row.cells[i])))


_SHARE = re.compile(r"\d{2,3}(?:[.,]\d+)?\s?%")


def with_shares(table: Table) -> Table:
    """The table with each reference amount and the shares of it between which its range lies in one cell: "$118,000"
    beside "85%" under "From" and "110%" under "To"."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    ends = {
        end: [i for i, k in enumerate(kinds) if k.bound == end and _are_shares(table, i)] for end in ("low", "high")
    }
    if not (len(ends["low"]) == len(ends["high"]) == 1):
        return table
    low, high = ends["low"][0], ends["high"][0]
    wide = range(len(kinds))
    pay = [
        i
        for i in wide
        if i not in (low, high) and _are_amounts(table, i) and kinds[i].component in ("", "base", "total")
    ]
    if len(pay) != 1:
        return table
    header = (
        f"{plain(cell)} (range)" if i == pay[0] and not kinds[i].component else cell
        for i, cell in enumerate(table.header.cells)
    )

    def one(cells: tuple[str, ...]) -> Iterator[str]:
        for i, cell in enumerate(cells):
            joint = i == pay[0] and len(cells) > max(low, high) and plain(cell)
            if i not in (low, high):
                yield f"{cell} × {plain(cells[low])}–{plain(cells[high])}" if joint else cell

    rows = tuple(replace(row, cells=tuple(one(row.cells))) for row in table.rows)
    kept = tuple(cell for i, cell in enumerate(header) if i not in (low, high))
    return replace(table, header=replace(table.header, cells=kept), rows=rows)


def _filled(table: Table, i: int) -> list[str]:
    return [cell for row in table.rows if i < len(row.cells) and (cell := plain(row.cells[i]))]


def _are_shares(table: Table, i: int) -> bool:
    filled = _filled(table, i)
    return bool(filled) and all(_SHARE.fullmatch(cell) for cell in filled)


def _are_amounts(table: Table, i: int) -> bool:
    filled = _filled(table, i)
    told = [read_any(cell, MoneyHint(("USD",))).amount for cell in filled]
    return bool(told) and all(one and one.low == one.high for one in told)


# --- rows that head others
_CURRENCY = re.compile(r"\s*[(\[,–—-]\s*([A-Z]{3})\s*[)\]]?$")


def with_groups(table: Table) -> Table:
    """The table with what stands alone in a row over those below it in a column of its own: "Grenoble (EUR)" over
    "Engineer" and "Senior Engineer"."""
    heads = {row.line: text for row in table.rows if (text := _heads_rows(row))}
    first = table.rows[0].line if table.rows else 0
    if first not in heads or len(heads) * 2 > len(table.rows) or table.rows[-1].line in heads:
        return table
    names = [plain(text) for text in heads.values()]
    bold = all(re.fullmatch(r"\s*(\*\*|__).+\1\s*", text) for text in heads.values())
    labels = [plain(row.cells[0]) for row in table.rows if row.line not in heads and row.cells]
    again = len(set(labels)) < len(labels)
    if not (bold or again or not any(map(names_level, names))) or any(kind_of(name).component for name in names):
        return table
    coded = [found[1] if (found := _CURRENCY.search(name)) and found[1] in CODES else "" for name in names]
    bare = [_CURRENCY.sub("", name) if code else name for name, code in zip(names, coded, strict=True)]
    labels_ = dict(zip(heads, zip(bare, coded, strict=True), strict=True))
    above = ("Location" if all(map(is_place, bare)) else "Group", *(["Currency"] if any(coded) else []))
    rows, held = [], ("", "")
    for row in table.rows:
        held = labels_.get(row.line, held)
        if row.line not in heads:
            rows.append(replace(row, cells=(*held[: len(above)], *row.cells)))
    return replace(table, header=replace(table.header, cells=(*above, *table.header.cells)), rows=tuple(rows))


def _heads_rows(row: TableRow) -> str:
    """What stands alone in a row, in its first cell or across all of them; "" for any other row."""
    cells = [cell for cell in row.cells if plain(cell)]
    alone = len(row.cells) > 1 and (
        (len(cells) == 1 and bool(plain(row.cells[0])))
        or (len(cells) == len(row.cells) and len(set(map(plain, cells))) == 1)
    )
    return cells[0] if alone and not re.search(r"\d{3}|%", cells[0]) else ""


def with_currencies(table: Table) -> Table:
    """The table with a row of currencies ("Currency | EUR | PLN") told by the headings above it."""
    told = [row for row in table.rows if kind_of(row.cells[0]).part == "currency" and _all_codes(row.cells[1:])]
    if len(told) != 1:
        return table
    codes = [plain(cell) for cell in told[0].cells]
    header = (
        f"{cell} ({codes[i]})" if 0 < i < len(codes) and codes[i] else cell for i, cell in enumerate(table.header.cells)
    )
    rows = tuple(row for row in table.rows if row is not told[0])
    return replace(table, header=replace(table.header, cells=tuple(header)), rows=rows)


def _all_codes(cells: Sequence[str]) -> bool:
    filled = [plain(cell) for cell in cells if plain(cell)]
    return bool(filled) and all(cell in CODES for cell in filled)


_DITTO = re.compile(r"[\"″〃”“]|''|,,|ditto|idem|do\.|dito|(?:same )?as above", re.I)


def with_dittos(table: Table) -> Table:
    """The table with what a cell says by a sign for "as above"."""
    rows: list[TableRow] = []
    for row in table.rows:
        above = rows[-1].cells if rows else ()
        cells = (
            above[i] if i < len(above) and _DITTO.fullmatch(cell.strip()) else cell for i, cell in enumerate(row.cells)
        )
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


# --- what was and what is
_ARROW = re.compile(r"^(?P<old>.*\d.*?)\s*(?:→|⇒|➜|-+>|=>)\s*(?P<new>.*\d.*)$")


def with_newest(table: Table) -> Table:
    """The table with the newer of two amounts in a cell, "£30,000 → £32,000", where its words say old and new."""
    said = " ".join([*table.header.cells, table.section, table.before])
    if not any(words.column(name).search(plain(said)) for name in ("older", "changed")):
        return table
    rows = tuple(replace(row, cells=tuple(_newer(cell) for cell in row.cells)) for row in table.rows)
    arrow = re.compile(r"\s*[(\[][^()\[\]]*(?:→|⇒|➜|->|=>)[^()\[\]]*[)\]]")
    header = replace(table.header, cells=tuple(arrow.sub("", cell) for cell in table.header.cells))
    return replace(table, rows=rows, header=header) if rows != table.rows else table


def _newer(cell: str) -> str:
    found = _ARROW.match(plain(cell))
    return found["new"] if found and _amounts(found["old"], found["new"]) else cell


# --- several parts of pay in one cell
_PLUS = re.compile(r"^(?P<pay>[^+]*\d[^+]*?)\s*(?:\+|\bplus\b|\band\b)\s*(?P<beside>[^+]*\d[^+]*)$", re.I)


def with_parts(table: Table) -> Table:
    """The table with the parts of pay that stand in one cell each in a column of its own: "$175k + 0.12%" where what
    stands around names equity, "£50k + 10% bonus"."""
    wide = range(len(table.header.cells))
    found = {i: named for i in wide if (named := _beside_pay(table, i))}
    if not found:
        return table
    header: list[str] = []
    for i, cell in enumerate(table.header.cells):
        first = plain(cell) if not kind_of(cell).column.mixed and not kind_of(cell).component else ""
        over = f"{first} / " if first else ""
        header += [f"{over}Base salary", f"{over}{found[i]}"] if i in found else [cell]
    rows = tuple(replace(row, cells=tuple(_parted(row, found))) for row in table.rows)
    return replace(table, header=replace(table.header, cells=tuple(header)), rows=rows)


def _parted(row: TableRow, found: dict[int, str]) -> Iterator[str]:
    for i, cell in enumerate(row.cells):
        one = _PLUS.match(plain(cell)) if i in found else None
        if one:
            yield one["pay"]
            yield _AFTER.sub("", one["beside"])
        else:
            yield from (cell, "") if i in found else (cell,)


def _beside_pay(table: Table, i: int) -> str:
    """What stands beside the salary in every cell of a column ("Bonus", "Equity"); "" where it isn't so, or nothing
    says which."""
    cells = [plain(row.cells[i]) for row in table.rows if i < len(row.cells) and plain(row.cells[i])]
    halves = [_PLUS.match(cell) for cell in cells]
    if not cells or not all(halves) or not all(_amounts(one["pay"], one["beside"]) for one in halves if one):
        return ""
    for text in (*(one["beside"] for one in halves if one), table.header.cells[i], table.before, table.section):
        named = {name for name in ("equity", "bonus") if words.pay(name).search(plain(text))}
        if named:
            return named.pop().capitalize() if len(named) == 1 else ""
    return ""


def _amounts(pay: str, beside: str) -> bool:
    """Whether a salary in money stands beside a share or another amount."""
    hint = MoneyHint(("USD",))
    first, second = read_any(pay, hint), read_any(_AFTER.sub("", beside), hint)
    return bool(first.amount) and second.state == "stated"


_AFTER = re.compile(r"(?<=[\d%kKmM])\s+(?:in |of )?[^\W\d][\w ]*$")
"""What a share is of or in: "0.1% equity", "10% bonus"."""
