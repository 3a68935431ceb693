"""The lines of a table of any shape to bands: each cell a component with its period, each figure with its owner."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ingest.amounts.plain import plain
from ingest.amounts.signs import CODES, SHARED_SYMBOLS
from ingest.amounts.types import Cell, Count, MoneyHint, Period, Range
from ingest.guide.bands import counts_shares, impossible, kind_of_equity
from ingest.guide.cells import payments as payments_of
from ingest.guide.cells import read_any
from ingest.guide.context import Setting
from ingest.guide.derived import derived_total
from ingest.guide.owners import Owner
from ingest.guide.shapes import GuideSubject, Table
from ingest.guide.taken import Cell_, LevelPay
from ingest.guide.telling import on, told
from ingest.guide.types import COMPONENTS, Band, Component, Finding, Source
from ingest.lexicon import words
from ingest.lexicon.places import local_currency


def bands(
    lines: Sequence[LevelPay], table: Table, owner: Owner, setting: Setting, hint: MoneyHint
) -> tuple[list[Band], list[Finding]]:
    """Bands of a table's lines, each under the company and role it belongs to, with what couldn't be read told."""
    found: list[Band] = []
    told: list[Finding] = []
    for line in (replace(one, region=one.region or owner.region) for one in lines):
        subject = owner.of(line)
        parts = {cell.component: _component(cell, line, table, subject, setting, hint) for cell in line.cells}
        held: dict[str, Any] = {name: part for name, part in parts.items() if part is not None}
        if not any(part.state != "none" for part in held.values()):
            continue
        level = owner.level(line)
        band = Band(
            subject.company, subject.company_display, subject.role, subject.role_display, level or None,
            line.region, subject.path, line.row, **held,
        )  # fmt: skip
        told += [unread(band, name, part) for name, part in held.items() if part.state == "unread"]
        found.append(replace(band, derived_total=derived_total(band)))
    return found, told


def _component(
    cell: Cell_, line: LevelPay, table: Table, subject: GuideSubject, setting: Setting, hint: MoneyHint
) -> Component | None:
    source = Source(subject.path, cell.row, table.section, " | ".join(" ".join(t.split()) for t in cell.texts))
    period: Period | None = cell.column.period
    if period == "year" and (line.period or setting.period) and not words.period("year").search(cell.column.label):
        period = (
            line.period or setting.period
        )  # what the document says of all its figures; a heading that says "annual" knows better
    mine = _hint(cell, line, hint, setting)
    counted = cell.component == "equity" and counts_shares(cell.column, cell.texts)
    if counted and not mine.stated:
        mine = replace(mine, stated=("USD",))  # a count is in no currency
    read = [read_any(text, mine, period) for text in cell.texts]
    if all(one.state == "blank" for one in read):
        return None
    one = (
        read[0] if len(read) == 1 else _around_others(_between(read), [read_any(t, mine, period) for t in cell.inside])
    )
    if cell.alone and one.state == "stated" and one.amount:
        one = _around(one, setting.spread) if cell.alone == "mid" else _one_end(one, cell.alone)
    if one.state == "unread":
        return Component("unread", source, note=one.why)
    if one.state != "stated":
        return Component(one.state, source, note=one.note) if one.state in ("none", "variable") else None
    if cell.component in ("bonus", "equity", "signing") and one.amount and not one.amount.high:
        return Component("none", source)
    if counted and one.amount:
        one = replace(one, amount=None, count=Count(one.amount.bottom, one.amount.top), period=None)
        period = None
    if doubt := _dollar(one, cell, line, mine, setting):
        return Component("unread", source, note=doubt)
    period = one.period or period
    if cell.component == "base" and one.percent:
        return Component("unread", source, note="a base salary is no percentage")
    why = impossible(replace(one, period=period), cell.column)
    if why:
        return Component("unread", source, note=why)
    times = payments_of(" ".join(cell.texts)) or cell.payments or setting.payments
    years = (one.years or cell.column.years) if period == "grant" else None
    return Component(
        "stated", source, one.amount, one.percent, one.count, period, years,
        kind_of_equity(one, cell.column) if cell.component == "equity" else None, one.also, one.yearly, None,
        one.note if not times else f"{times} payments a year", False, times if period == "month" else None,
    )  # fmt: skip


def _hint(cell: Cell_, line: LevelPay, hint: MoneyHint, setting: Setting) -> MoneyHint:
    column = cell.column
    stated = (line.currency,) if line.currency in CODES else column.currencies or hint.stated
    local = local_currency(line.region) or hint.local
    scale = column.scale if column.scale > 1 else setting.scale
    return MoneyHint(stated, local, scale, column.sign, column.percent)


def _between(read: Sequence[Cell]) -> Cell:
    """A range whose ends stand in two columns."""
    low, high = read[0], read[-1]
    if lost := next((one for one in read if one.state == "unread"), None):
        return lost  # the other end alone would say another figure
    if low.state != "stated" or high.state != "stated":
        return next((one for one in read if one.state == "stated"), low)
    if low.percent and high.percent:
        return replace(low, percent=replace(high.percent, low=low.percent.low))
    if not (
        low.amount
        and high.amount
        and low.amount.currency == high.amount.currency
        and low.amount.low <= high.amount.high
    ):
        return Cell("unread", why="its two columns don't make a range")
    return replace(low, amount=Range(low.amount.low, high.amount.high, low.amount.currency, high.amount.open))


def _around_others(one: Cell, others: Sequence[Cell]) -> Cell:
    """A range of two columns, unread where another column of the same pay stands outside of it."""
    held = one.amount
    if held is None:
        return one
    outside = [o.amount for o in others if o.amount and not held.low <= o.amount.low <= o.amount.high <= held.high]
    return Cell("unread", why="another column of the same pay lies outside its range") if outside else one


def _one_end(one: Cell, end: str) -> Cell:
    """The least or the most of a range whose other end the table doesn't give: "from", "up to"."""
    if not one.amount or one.amount.low != one.amount.high or one.note or one.amount.open:
        return one
    if end == "high":
        return replace(one, amount=replace(one.amount, low=0), note="up to")
    return replace(one, amount=replace(one.amount, open=True)) if end == "low" else one


def _around(one: Cell, spread: tuple[Decimal, Decimal] | None) -> Cell:
    """A midpoint as the range that the document says lies around it, or as about that much."""
    assert one.amount
    if spread is None or one.amount.low != one.amount.high:
        return replace(one, note=one.note or "about")
    low, high = (int(Decimal(one.amount.low) * share / 100) for share in spread)
    said = f"{spread[0]} to {spread[1]} % of the midpoint, as the guide says"
    return replace(one, amount=replace(one.amount, low=low, high=high), note=said)


def _dollar(one: Cell, cell: Cell_, line: LevelPay, hint: MoneyHint, setting: Setting) -> str:
    """Why a bare "$" can't be read here: the place pays in another dollar and nothing says which is meant."""
    if not one.amount or one.amount.currency != "USD" or "USD" in hint.stated:
        return ""
    written = " ".join(plain(t) for t in cell.texts)
    if re.search(r"US\s?\$|\bUSD\b|\bdollars?\b", written, re.I):
        return ""
    if hint.local and hint.local != "USD" and hint.local in SHARED_SYMBOLS["$"]:
        return (
            f"a bare $ in {line.region or 'this place'} can be USD or {hint.local}; say which: currency: {hint.local}"
        )
    return ""


def unread(band: Band, name: str, part: Component) -> Finding:
    """What couldn't be read, as a finding."""
    what = told(
        "unreadCell", part=(name,), at=band.level or band.region or told("theRole"), words=repr(part.source.text),
        why=(part.note,),
    )  # fmt: skip
    component = next((one for one in COMPONENTS if one == name), None)
    return on(band, "unread-cell", "warning", what, told("unreadCellMend"), part.source.line, component)


def hint_in(setting: Setting) -> MoneyHint:
    """What a document's setting says of amounts outside tables."""
    return MoneyHint((setting.currency,) if setting.currency else (), setting.home)
