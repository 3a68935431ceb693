"""Front matter's values: text, dates, and its compensation rows as bands with the lines they stand on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ingest.amounts.money import read_cell
from ingest.amounts.signs import CODES
from ingest.amounts.types import MoneyHint, Percent, Period, Range
from ingest.guide.derived import derived_total
from ingest.guide.shapes import GuideSubject
from ingest.guide.types import Band, Component, ComponentName, EquityKind, Relative, Source

KEYS: dict[ComponentName, tuple[str, ...]] = {
    "base": ("base", "base_salary", "salary"),
    "equity": ("stock", "equity", "rsu", "options"),
    "bonus": ("bonus", "bonus_pct", "bonus_percent", "target_bonus", "target_bonus_pct"),
    "signing": ("signing", "sign_on", "signing_bonus"),
    "total": ("total_comp", "total", "tc", "total_compensation"),
}
"""What a row may call a component: `<key>_low` and `<key>_high`, or `<key>` alone for a point or a written range."""

_EQUITY_KINDS: tuple[EquityKind, ...] = (
    "RSU",
    "options",
    "pre-IPO",
    "private",
    "phantom",
    "profit sharing",
    "carry",
    "equity",
)


def text(value: object) -> str | None:
    """A scalar of front matter as text; None for null, lists and mappings."""
    return str(value).strip() or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def day(value: object) -> date | None:
    """A date of front matter, written as YAML's date or as ISO text; None otherwise."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One compensation row: its region, level and values, and where it stands in the file."""

    region: str
    level: str | None
    values: Mapping[str, Any]
    line: int
    lines: Mapping[str, int]


def rows(meta: Mapping[str, Any], lines: Sequence[str]) -> Iterator[DeclaredRow]:
    """The rows of `compensation:`, a list of mappings or a mapping by region; what is neither is passed over."""
    listed = meta.get("compensation")
    if isinstance(listed, Mapping):
        listed = [{"region": name, **row} for name, row in listed.items() if isinstance(row, Mapping)]
    at = 0
    for row in listed if isinstance(listed, list) else []:
        if not isinstance(row, Mapping):
            continue
        region = text(row.get("region")) or text(row.get("location")) or ""
        at = _line_of(lines, at, re.escape(region)) or at
        where = {str(key): _line_of(lines, at - 1, rf"^[\s-]*{re.escape(str(key))}\s*:") or at for key in row}
        yield DeclaredRow(region, text(row.get("level")), {str(k): v for k, v in row.items()}, max(at, 1), where)


def _line_of(lines: Sequence[str], start: int, pattern: str) -> int | None:
    """The 1-based line, after index start, in which the pattern stands; within front matter only."""
    for i in range(max(start, 0), len(lines)):
        if re.search(pattern, lines[i]):
            return i + 1
        if i and lines[i].startswith("---"):
            break
    return None


def bands(meta: Mapping[str, Any], lines: Sequence[str], subject: GuideSubject) -> list[tuple[Band, frozenset[str]]]:
    """Front matter's rows as bands, each with the components it names and leaves empty."""
    found: list[tuple[Band, frozenset[str]]] = []
    for row in rows(meta, lines):
        parts = {name: _component(name, keys, row, meta, subject.path) for name, keys in KEYS.items()}
        nulls = frozenset[str](name for name, keys in KEYS.items() if parts[name] is None and _named(row, keys))
        band = Band(
            subject.company,
            subject.company_display,
            subject.role,
            subject.role_display,
            row.level,
            row.region,
            subject.path,
            row.line,
            base=parts["base"],
            equity=parts["equity"],
            bonus=parts["bonus"],
            signing=parts["signing"],
            total=parts["total"],
        )
        found.append((band, nulls))
    return found


def complete(band: Band) -> Band:
    """The band with its derived total, where what front matter filled in makes one possible."""
    if band.derived_total is not None:
        return band
    return replace(band, derived_total=derived_total(band))


def _named(row: DeclaredRow, keys: Sequence[str]) -> bool:
    return any(f"{key}{end}" in row.values for key in keys for end in ("", "_low", "_high"))


def _component(
    name: ComponentName, keys: Sequence[str], row: DeclaredRow, meta: Mapping[str, Any], path: str
) -> Component | None:
    for key in keys:
        low, high, whole = (row.values.get(f"{key}{end}") for end in ("_low", "_high", ""))
        if relative := _relative(key, row, path):
            return relative
        if whole is not None and low is None and high is None:
            low = high = whole
        if low is None and high is None:
            continue
        line = row.lines.get(f"{key}_low") or row.lines.get(key) or row.line
        shown = (
            f"{key}: {low}"
            if low == high and f"{key}_low" not in row.values
            else f"{key}_low: {low}, {key}_high: {high}"
        )
        source = Source(path, line, "front matter", shown)
        return _stated(name, low, high, row, meta, source)
    return None


def _relative(key: str, row: DeclaredRow, path: str) -> Component | None:
    region = text(row.values.get(f"{key}_relative_to"))
    if not region:
        return None
    low, high = (_number(row.values.get(f"{key}_relative_{end}_pct")) for end in ("low", "high"))
    percent = Percent(low, high if high is not None else low) if low is not None else None
    source = Source(path, row.lines.get(f"{key}_relative_to", row.line), "front matter", f"{key}_relative_to: {region}")
    return Component("relative", source, relative=Relative(percent, region))


def _stated(
    name: ComponentName, low: object, high: object, row: DeclaredRow, meta: Mapping[str, Any], source: Source
) -> Component:
    period, years = _period(name, row.values, meta)
    kind = _kind(row.values, meta) if name == "equity" else None
    currency = (text(row.values.get("currency")) or text(meta.get("currency")) or "").upper()
    if isinstance(low, str) and _number(low) is None:  # written as a cell: "$170K–$215K"
        cell = read_cell(low, MoneyHint((currency,) if currency else ()))
        if cell.state in ("stated", "none", "variable"):
            return Component(
                cell.state,
                source,
                cell.amount,
                cell.percent,
                cell.count,
                cell.period or period,
                cell.years or years,
                kind,
                cell.also,
                cell.yearly,
                note=cell.note,
            )
        return Component("unread", source, note=cell.why)
    ends = [n for n in (_number(low), _number(high)) if n is not None]
    if len(ends) < 2 or ends[0] > ends[1]:
        return Component("unread", source, note="its ends don't make a range")
    if name == "bonus" and ends[1] <= 100:
        return Component("stated", source, percent=Percent(ends[0], ends[1]), period="year")
    if currency not in CODES or any(n != int(n) for n in ends):
        return Component("unread", source, note="it names no currency")
    return Component(
        "stated", source, Range(int(ends[0]), int(ends[1]), currency), period=period, years=years, kind=kind
    )


def _period(name: ComponentName, row: Mapping[str, Any], meta: Mapping[str, Any]) -> tuple[Period | None, int | None]:
    if name == "signing":
        return "once", None
    if name != "equity":
        return "year", None
    said = (
        text(row.get("equity_period"))
        or text(meta.get("equity_period"))
        or text(row.get("stock_period"))
        or text(meta.get("stock_period"))
    )
    years = _number(row.get("equity_years", meta.get("equity_years", row.get("stock_years", meta.get("stock_years")))))
    if said in ("year", "annual", "yearly"):
        return "year", None
    return ("grant", int(years) if years else None) if said == "grant" or years else (None, None)


def _kind(row: Mapping[str, Any], meta: Mapping[str, Any]) -> EquityKind | None:
    said = text(row.get("equity_kind")) or text(meta.get("equity_kind"))
    return next((kind for kind in _EQUITY_KINDS if said and kind.casefold() == said.casefold()), None)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).strip().rstrip("%").replace(",", "").replace("_", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
