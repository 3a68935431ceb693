"""A group of labelled cells to one band, and what is doubtful in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.amounts.types import Cell, Count, MoneyHint
from ingest.guide.cells import payments, read_any
from ingest.guide.derived import derived_total
from ingest.guide.headers import PARTS, SIGNING, Column, equity_kind
from ingest.guide.shapes import CellGroup, GuideSubject, Slot, Table
from ingest.guide.telling import at, on, told
from ingest.guide.types import Band, Component, EquityKind, Finding, Relative, Source
from ingest.lexicon import words
from ingest.lexicon.places import local_currency


def to_band(
    group: CellGroup, table: Table, subject: GuideSubject, findings: list[Finding], known: dict[str, str]
) -> Band | None:
    local = local_currency(group.region)
    fallback = known.get(group.region.casefold()) or known.get("*")
    stated: dict[str, Component] = {}
    extra: list[tuple[str, Component]] = []
    said: list[tuple[str, Column, Component]] = []
    for slot in group.slots:
        currencies = slot.column.currencies or group.currencies or ((fallback,) if fallback else ())
        source = Source(subject.path, slot.line, table.section, slot.text.strip())
        component = _component(
            slot, MoneyHint(currencies, local, slot.column.scale, slot.column.sign, slot.column.percent), source
        )
        if component is None:
            continue
        name: str = slot.column.kind
        if slot.column.mixed:
            name = _settled_by_cell(slot.column, component, slot.text)
        if slot.column.bound and name in stated:
            component = _between(stated.pop(name), component, source)
        if slot.column.mixed and name == "extra" and component.state == "stated":
            both = " and ".join(slot.column.mixed)
            component = replace(component, note=f"one column for {both}, which the guide doesn't part")
        if name in PARTS and name not in stated:
            stated[name] = _paid(component, name)
        else:
            extra.append((slot.column.label, component))
        said.append((name, slot.column, component))
    if all(c.state == "none" for _, _, c in said) or (not group.region and not group.level and not stated):
        return None
    band = Band(
        subject.company,
        subject.company_display,
        subject.role,
        subject.role_display,
        group.level,
        group.region,
        subject.path,
        group.line,
        stated.get("base"),
        stated.get("equity"),
        stated.get("bonus"),
        stated.get("signing"),
        stated.get("total"),
        tuple(extra),
    )
    findings.extend(_doubts(band, said, group))
    return replace(band, derived_total=derived_total(band, any(c.first_year for _, c, _ in said)))


def _component(slot: Slot, hint: MoneyHint, source: Source) -> Component | None:
    cell = read_any(slot.text, hint, slot.column.period)
    column = slot.column
    if slot.ragged and cell.state != "blank":
        return Component("unread", source, note="its row has more cells than the header, so its column is not sure")
    if column.kind == "equity" and cell.amount and counts_shares(column, [slot.text]):
        cell = replace(cell, amount=None, count=Count(cell.amount.bottom, cell.amount.top), period=None)
        column = replace(column, period=None)
    if cell.state == "blank":
        return None
    if cell.state == "stated" and (why := impossible(cell, column)):
        return Component("unread", source, note=why)
    if cell.state == "unread":
        return Component("unread", source, note=cell.why)
    relative = Relative(cell.percent, cell.relative_to) if cell.state == "relative" else None
    period, years = cell.period, cell.years
    if cell.state == "stated":
        if period is None:
            period, years = column.period, column.years
        elif period == "grant" and years is None:
            years = column.years
    return Component(
        cell.state,
        source,
        cell.amount,
        None if relative else cell.percent,
        cell.count,
        period,
        years if period == "grant" else None,
        kind_of_equity(cell, column) if column.kind == "equity" or "equity" in column.mixed else None,
        cell.also,
        cell.yearly,
        relative,
        cell.note if cell.state == "stated" else "",
        payments=(payments(slot.text) or payments(column.label)) if period == "month" else None,
    )


_COUNTED = re.compile(
    r"\boptions?\b|\bshares?\b|\bunits?\b|\bopciones\b|\bopções\b|\bopties\b|\bactions\b|\baktien\b|#", re.I
)


def counts_shares(column: Column, texts: Sequence[str]) -> bool:
    """Whether bare numbers under a heading such as "Options" count them: neither cell nor heading names a currency."""
    if column.currencies or column.scale > 1 or not _COUNTED.search(column.label):
        return False
    return not any(stated_currencies(t) or _SIGNED.search(_COUNTED.sub("", plain(t))) for t in texts)


_SIGNED = re.compile(r"[$€£¥₹₪]|\d\s?[kKmM]\b|\b(?!to\b)[A-Za-z]{2,4}\.?\s?\d")
"""A sign or word of money at a number, "kr 20,000" among them, or thousands told short."""


def kind_of_equity(cell: Cell, column: Column) -> EquityKind | None:
    named = equity_kind(" ".join(cell.words)) if cell.words else "equity"
    return named if named != "equity" else column.equity


_PER_DOLLAR: dict[str, int] = {
    "INR": 85,
    "JPY": 150,
    "KRW": 1400,
    "IDR": 16000,
    "VND": 25000,
    "HUF": 360,
    "CLP": 950,
    "COP": 4000,
    "PHP": 57,
    "THB": 34,
    "TWD": 32,
    "CZK": 23,
    "MXN": 18,
    "ZAR": 18,
    "TRY": 40,
    "RUB": 85,
    "UAH": 41,
    "NGN": 1500,
    "KES": 130,
    "PKR": 280,
    "LKR": 300,
    "BDT": 120,
    "ARS": 1200,
    "CRC": 510,
    "RSD": 105,
    "ISK": 130,
    "SEK": 10,
    "NOK": 10,
    "DKK": 7,
    "CNY": 7,
    "HKD": 8,
    "EGP": 48,
    "UYU": 40,
    "KZT": 500,
    "BGN": 2,
    "BRL": 5,
    "PLN": 4,
    "RON": 4,
    "PEN": 4,
    "MYR": 4,
    "AED": 4,
    "SAR": 4,
    "ILS": 4,
}
"""Orders of magnitude against the dollar, only to notice an amount that is off by a thousand. Never to convert."""


_LEAST = {"hour": 2, "day": 20, "week": 80, "month": 50, "quarter": 400}
"""The least that pay for a period can be, in about dollars."""
_MOST = {"hour": 3_000, "day": 20_000, "week": 40_000, "month": 90_000}
"""The most that a base for a period can be, in about dollars: above it the period is another."""


def in_dollars(amount: int | Decimal, currency: str) -> float:
    """An amount's order of magnitude in dollars. Never to convert."""
    return float(amount) / _PER_DOLLAR.get(currency, 1)


def impossible(cell: Cell, column: Column) -> str:
    """Why a figure that was read can't be what is meant, or ""."""
    if cell.swapped:
        return "its low end is above its high end"
    if cell.amount:
        unit = _PER_DOLLAR.get(cell.amount.currency, 1)
        low, high = float(cell.amount.low) / unit, float(cell.amount.high) / unit
        floor = 1500 if column.kind in ("base", "total") else 50
        floor = _LEAST.get(cell.period or column.period or "", floor)
        ceiling = 5_000_000 if column.kind == "base" else 200_000_000
        span = cell.period or column.period or ""
        if column.kind == "base" and low > _MOST.get(span, low):
            return f"it is too much to be paid for one {span}; say what its amounts are for"
        by_month = span == "year" and cell.amount.currency in words.data("columns")["told_by_the_month"]
        if (high < floor or 0 < low < floor / 10) and not (by_month and low >= _LEAST["month"]):
            return "it is too small to be meant as written (off by a thousand?)"
        if high > ceiling:
            return "it is too large to be meant as written (off by a thousand?)"
        if cell.note != "up to" and low and high / low > 40:
            return "its ends are too far apart to be meant as written (off by a thousand?)"
    return ""


def _settled_by_cell(column: Column, component: Component, text: str) -> str:
    """Which of two kinds of pay a column of both ("Sign-On / Bonus") holds in this cell, where the cell says."""
    if "signing" in column.mixed and SIGNING.search(text):
        return "signing"
    if "bonus" in column.mixed and component.percent:
        return "bonus"
    return "extra"


def _paid(component: Component, name: str) -> Component:
    """A component with the period that its kind has by itself (a signing bonus is paid once)."""
    if component.state == "stated" and name == "signing" and component.period in (None, "year"):
        return replace(component, period="once")
    if component.state == "stated" and component.period is None and name in ("base", "bonus", "total"):
        return replace(component, period="year")
    return component


def _between(low: Component, high: Component, source: Source) -> Component:
    """A range whose ends stand in two columns ("Base Min", "Base Max")."""
    if not (
        low.amount
        and high.amount
        and low.amount.currency == high.amount.currency
        and low.amount.low <= high.amount.high
    ):
        return Component("unread", source, note="its two columns don't make a range")
    text = f"{low.source.text} | {high.source.text}"
    return replace(low, amount=replace(high.amount, low=low.amount.low), source=replace(source, text=text))


def _doubts(band: Band, said: Sequence[tuple[str, Column, Component]], group: CellGroup) -> Iterator[Finding]:
    for name, column, component in said:
        component_name = next((part for part in PARTS if part == name), None)
        where = at(band.level, band.region)
        if component.state == "unread":
            code = (
                "swapped-range"
                if "above its high" in component.note
                else "off-by-thousand"
                if "thousand" in component.note
                else "unread-cell"
            )
            what = told(
                "unreadCell", part=(column.label or name,), at=where, words=repr(component.source.text),
                why=(component.note,),
            )  # fmt: skip
            yield on(band, code, "warning", what, told("unreadCellMend"), component.source.line, component_name)
        elif column.period == "grant" and component.period == "year" and component.amount:
            what = told(
                "periodDiffers", part=(name,), at=where, words=(component.source.text,), years=str(column.years),
                column=column.label,
            )  # fmt: skip
            mend = told("periodDiffersMend")
            yield on(band, "period-differs", "warning", what, mend, component.source.line, component_name)
        elif component.amount and group.currencies and component.amount.currency not in group.currencies:
            what = told(
                "currencyDiffers", part=(name,), at=where, currency=component.amount.currency,
                words=(component.source.text,), others=", ".join(group.currencies),
            )  # fmt: skip
            mend = told("currencyDiffersMend")
            yield on(band, "currency-differs", "note", what, mend, component.source.line, component_name)
