"""Markdown tables to bands: which table holds this company's pay, in which orientation, and what each cell is."""

import re
from collections.abc import Sequence

from ingest.amounts.plain import plain
from ingest.guide.bands import to_band
from ingest.guide.headers import PARTS, Column, classify, names_level
from ingest.guide.shapes import GuideSubject, Table, TableKind, TableReading
from ingest.guide.turned import by_both, by_columns, by_rows, names_place, settle
from ingest.lexicon.places import is_place


def interpret(table: Table, subject: GuideSubject, known: dict[str, str] | None = None) -> TableReading:
    """Read one table. known: the currency front matter gives a region (folded name), where it does."""
    columns = settle([classify(cell) for cell in table.header.cells])
    kind = _kind(table, columns)
    match kind:
        case "regions":
            groups = by_rows(table, columns)
        case "components":
            groups = by_columns(table, columns)
        case "matrix":
            groups = by_both(table, columns)
        case _:
            return TableReading(kind)
    reading = TableReading(kind)
    for group in groups:
        if band := to_band(group, table, subject, reading.findings, known or {}):
            reading.bands.append(band)
    return reading


_OTHERS = re.compile(
    r"\bcompetitors?\b|\bcompeting offers?\b|\bother compan|\bpeer (compan|benchmark)|\bcost[- ]of[- "
    r"]living\b|\bscenario|\bprojection|\bwalk[- ]?away\b|"
    r"\baccept[- ]at\b|\b(sample|example) offers?\b|\boffer comparison\b|\bcounter[- ]?offer\b|\bvesting schedule\b",
    re.I,
)


def _kind(table: Table, columns: Sequence[Column]) -> TableKind:
    first, rest = columns[0], columns[1:]
    kinds = [c.kind for c in columns]
    pay = [c for c in columns if c.kind in PARTS or (c.kind == "extra" and c.mixed)]
    if not pay and any(re.search(r"\bequivalents?\b|\binternal level\b", c.label, re.I) for c in rest):
        return "levels"
    if not any(_has_money(cell) for row in table.rows for cell in row.cells[1:]):
        return (
            "levels"
            if len(columns) > 1 and not pay and first.kind != "region"
            else "unknown"
            if not pay
            else _pay_table(table, columns)
        )
    if any(c.kind == "target" for c in rest) and first.kind not in ("region", "level"):
        return "targets"
    if "company" in kinds:
        return "others"
    if first.kind in ("plan", "target"):
        return "plan"
    if pay:
        return _pay_table(table, columns)
    rest = [c for c in rest if c.kind != "aside"]
    if sum(classify(row.cells[0]).kind in (*PARTS, "extra") for row in table.rows if row.cells) * 2 > len(table.rows):
        return _component_table(table, rest)
    if any(c.kind in ("target", "plan") for c in rest):
        return "plan"
    if first.kind == "level" and rest and all(map(names_place, rest)):
        return "unknown" if _OTHERS.search(table.before) else "matrix"
    if first.kind == "region" and rest and all(names_level(c.label) for c in rest):
        return "unknown" if _OTHERS.search(table.before) else "matrix"
    if first.kind in ("level", "other") and table.rows and not any(map(_has_money, table.rows[0].cells)):
        return "levels"  # level equivalence, with a row of other companies' pay below the levels
    return "unknown"


def _pay_table(table: Table, columns: Sequence[Column]) -> TableKind:
    first = columns[0]
    if first.kind in ("company", "plan", "target") or any(c.kind in ("company", "plan") for c in columns):
        return "others" if first.kind == "company" else "plan"
    if _OTHERS.search(table.before) or _OTHERS.search(table.section):
        return "others"
    if any(c.kind in ("region", "level") for c in columns):
        return "regions"
    labels = [plain(row.cells[0]) for row in table.rows if row.cells]
    if first.kind in ("other", "component") and labels and sum(map(is_place, labels)) * 2 > len(labels):
        return "regions"
    return "unknown"


def _component_table(table: Table, rest: Sequence[Column]) -> TableKind:
    if not rest or any(c.kind in ("company", "plan") for c in rest):
        return "others"
    if any(c.kind == "target" for c in rest):
        return "targets"
    if _OTHERS.search(table.before) or _OTHERS.search(table.section):
        return "others"
    if all(names_place(c) or c.kind == "region" for c in rest):
        return "components"
    if all(names_level(c.label) or c.kind == "level" for c in rest):
        return "components"
    return (
        "components"
        if len(rest) == 1
        and re.fullmatch(
            r"(pay |comp(ensation)? )?(range|amount|value|band|figure|typical( range)?|estimate)s?", rest[0].label, re.I
        )
        else "others"
    )


def _has_money(cell: str) -> bool:
    return bool(re.search(r"[$£€₹¥₩₪₱฿₫]\s*\d|\b[A-Z]{3} ?\d|\d\s*(?:%|[KkML]\b|lakh|,000)|\d{2,3},\d{3}", cell))
