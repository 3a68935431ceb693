"""Orientations: every table becomes groups of labelled cells, a group a band."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.guide.headers import BRACKET, PARTS, Column, classify, known_companies, names_level
from ingest.guide.shapes import CellGroup, Slot, Table
from ingest.lexicon import words
from ingest.lexicon.places import is_place, places_in


def settle(columns: list[Column]) -> list[Column]:
    """Give columns that name two kinds of pay ("Stock/Bonus") the one that no other column holds, if that is clear."""
    kinds = [c.kind for c in columns]
    settled: list[Column] = []
    for column in columns:
        free = [m for m in column.mixed if m not in kinds]
        one = replace(column, kind=free[0], mixed=()) if len(free) == 1 else column
        cash = one.kind == "total" and re.search(r"\bcash\b|\bote\b|on[- ]target", one.label, re.I)
        # Total cash beside equity isn't the total; a component named twice is first come, first served.
        again = not one.bound and any(s.kind == one.kind and s.place == one.place for s in settled)
        if (cash and (kinds.count("total") > 1 or "equity" in kinds)) or (one.kind in PARTS and again):
            one = replace(one, kind="extra")
        settled.append(one)
    return settled


def names_place(column: Column) -> bool:
    """True for a header that names a region: "London (GBP)", "Remote US"; not for "Google (London)"."""
    main = " ".join(BRACKET.sub(" ", column.label).split()) or column.label
    return (is_place(main) or (bool(column.currencies) and not column.bound)) and not known_companies().search(main)


def by_rows(table: Table, columns: Sequence[Column]) -> Iterator[CellGroup]:
    places = [i for i, c in enumerate(columns) if c.kind == "region"]
    levels = [i for i, c in enumerate(columns) if c.kind == "level"]
    if not places and not levels:
        places = [0]
    if not levels and (apart := _telling_apart(table, columns, places[0])):
        levels = [apart]
    for row in table.rows:
        cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
        region = plain(cells[places[0]]) if places else _place_above(table)
        level = plain(cells[levels[0]]) or None if levels else None
        if classify(cells[0]).kind == columns[0].kind and all(classify(c).kind in PARTS for c in cells[1:3]):
            continue  # the header again, in the middle of a table
        ragged = any(cell.strip() for cell in row.cells[len(columns) :])
        slots = [Slot(c, cells[i], row.line, ragged) for i, c in enumerate(columns) if c.kind in (*PARTS, "extra")]
        for place in dict.fromkeys(s.column.place if _split_by_place(columns) else "" for s in slots):
            mine = tuple(s for s in slots if not place or s.column.place == place)
            yield CellGroup(place or region, level, mine, row.line, stated_currencies(place or region))


def _telling_apart(table: Table, columns: Sequence[Column], place: int) -> int | None:
    """The column that tells apart rows of one region ("Track", "Team"), where the header calls none a level."""
    regions = [plain(row.cells[place]).casefold() for row in table.rows if len(row.cells) > place]
    if len(set(regions)) == len(regions):
        return None
    return next((i for i, c in enumerate(columns) if c.kind == "other" and i != place and c.label), None)


def _split_by_place(columns: Sequence[Column]) -> bool:
    """True for "Level | Base (London) | Base (New York)": one band a place that the headers name."""
    pay = [c for c in columns if c.kind in PARTS]
    return (
        len({c.place for c in pay}) > 1 and all(c.place for c in pay) and not any(c.kind == "region" for c in columns)
    )


def by_columns(table: Table, columns: Sequence[Column]) -> Iterator[CellGroup]:
    labels = settle([classify(row.cells[0]) for row in table.rows])
    for i, column in enumerate(columns[1:], start=1):
        if column.kind == "aside":
            continue
        slots = tuple(
            Slot(label, row.cells[i] if i < len(row.cells) else "", row.line)
            for label, row in zip(labels, table.rows, strict=True)
            if label.kind in (*PARTS, "extra")
        )
        levelled = not is_place(column.label) and names_level(column.label)
        amount = not levelled and not is_place(column.label) and not column.currencies
        region = _place_above(table) if levelled or amount else place_alone(column.label)
        yield CellGroup(region, column.label if levelled else None, slots, table.header.line, column.currencies)


def by_both(table: Table, columns: Sequence[Column]) -> Iterator[CellGroup]:
    by_level = columns[0].kind == "level"
    base = Column("base", "", period="year")
    for row in table.rows:
        label = plain(row.cells[0])
        for i, column in enumerate(columns[1:], start=1):
            if column.kind == "aside" or i >= len(row.cells) or not label:
                continue
            region, level = (place_alone(column.label), label) if by_level else (label, column.label)
            currencies = column.currencies or stated_currencies(label)
            yield CellGroup(
                region,
                level,
                (Slot(replace(base, scale=column.scale), row.cells[i], row.line),),
                row.line,
                currencies,
                unlabelled=True,
            )


def _place_above(table: Table) -> str:
    """The region that the line or heading above a table without regions names, else ""."""
    for text in (table.before, table.section):
        shown = plain(text).strip(" :#*|-–—")
        if (
            shown
            and len(shown) <= 60
            and places_in(shown)
            and not re.search(r"\bguide\b|\bdollars?\b|\beuros?\b|\bare\b|\bis\b", shown, re.I)
        ):
            return place_alone(shown)
    return ""


def place_alone(shown: str) -> str:
    """The place of a heading that speaks of pay in it ("US Band", "Salary ranges (India)"); else the heading."""
    named = {name for _, name in places_in(shown)}
    return named.pop() if len(named) == 1 and words.column("of_pay").search(shown) else shown
