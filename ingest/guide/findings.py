"""Cross-checks: front matter against table, stated total against its parts, dates, missing sections, duplicates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from ingest.amounts.types import Percent, Range
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, Finding, Guide, Source

Severity = Literal["error", "warning", "note"]

TOLERANCE = Decimal("0.05")
"""By how much of itself a stated total may differ from the sum of its parts before it is a finding."""

STALE_DAYS = 365
"""A guide without a review date is stale this long after its last update."""


def within(guide: Guide) -> tuple[Finding, ...]:
    """What one guide's own words contradict or lack, whatever the date: totals, conflicting bands, missing sections."""
    return (*_totals(guide), *_missing(guide))


def check(guide: Guide, today: date) -> tuple[Finding, ...]:
    """What depends on the date: an overdue review, a stale guide, a guide without a date."""
    if guide.general:
        return ()
    if guide.review_due and guide.review_due < today:
        return (
            _about(
                guide,
                "overdue-review",
                "warning",
                f"its review was due on {guide.review_due}, {(today - guide.review_due).days} days ago",
                "check the figures and move next_review_due",
            ),
        )
    if guide.updated and not guide.review_due and (today - guide.updated).days > STALE_DAYS:
        return (
            _about(
                guide,
                "stale",
                "warning",
                f"it was last updated on {guide.updated}",
                "check the figures and set last_updated",
            ),
        )
    if not guide.updated:
        return (
            _about(
                guide,
                "undated",
                "note",
                "it does not say when its figures were last checked",
                "add last_updated to its front matter",
            ),
        )
    return ()


def across(guides: Sequence[Guide]) -> tuple[Finding, ...]:
    """What several guides contradict each other in: two that claim one company and role (the first by path stands)."""
    first: dict[tuple[str, str], Guide] = {}
    found = []
    for guide in sorted(guides, key=lambda g: g.path):
        if guide.general:
            continue
        other = first.setdefault((guide.company, guide.role), guide)
        if other is not guide:
            found.append(
                _about(
                    guide,
                    "duplicate-guide",
                    "error",
                    f"it is about {guide.role_display} at {guide.company_display}, as {other.path} is",
                    "keep one of them, or tell their roles apart",
                )
            )
    return tuple(found)


def _about(guide: Guide, code: str, severity: Severity, message: str, mend: str, line: int = 1) -> Finding:
    return Finding(code, severity, message, mend, guide.path, line, guide.company, guide.role)


def _on(
    band: Band, code: str, severity: Severity, message: str, mend: str, line: int, component: ComponentName | None
) -> Finding:
    return Finding(
        code, severity, message, mend, band.path, line, band.company, band.role, band.region, band.level, component
    )


# --- one guide


def _totals(guide: Guide) -> Iterator[Finding]:
    for band in guide.bands:
        total, derived = band.total, band.derived_total
        if (
            not (total and total.amount and derived)
            or total.period == "grant"
            or total.amount.currency != derived.currency
        ):
            continue
        times = 12 if total.period == "month" else 1
        stated = (total.amount.bottom * times, total.amount.top * times)
        if any(abs(s - d) > TOLERANCE * s for s, d in zip(stated, (derived.bottom, derived.top), strict=True)):
            yield _on(
                band,
                "total-differs-from-parts",
                "warning",
                f"the total stated for {_where(band)} is {total.source.text}, but {_parts(band)} come to "
                f"{money(derived)} a year",
                "correct the total, or say under the table what else it counts",
                total.source.line,
                "total",
            )


def _parts(band: Band) -> str:
    parts = ["base"]
    if band.equity and (band.equity.amount or band.equity.yearly):
        parts.append(
            f"1/{band.equity.years} of the equity"
            if band.equity.period == "grant" and not band.equity.yearly
            else "the equity per year"
        )
    if band.bonus and (band.bonus.percent or band.bonus.amount):
        parts.append("bonus")
    return " + ".join(parts)


def joined(bands: Sequence[Band]) -> tuple[tuple[Band, ...], tuple[Finding, ...]]:
    """One band for each region and level: what several tables say of it put together, the first standing where they
    contradict each other, and each contradiction told."""
    kept: dict[tuple[str, str, str, str | None], Band] = {}
    for band in bands:
        key = band.company, band.role, band.region.casefold(), band.level
        first = kept.setdefault(key, band)
        if first is not band:
            more = {n: getattr(band, n) for n in COMPONENTS if getattr(first, n) is None and getattr(band, n)}
            kept[key] = replace(first, **more, derived_total=None) if more else first
    return tuple(kept.values()), tuple(_conflicts(bands))


def _conflicts(bands: Sequence[Band]) -> Iterator[Finding]:
    first: dict[tuple[str, str, str, str | None], Band] = {}
    for band in bands:
        other = first.setdefault((band.company, band.role, band.region.casefold(), band.level), band)
        for name in COMPONENTS:
            a: Component | None = getattr(other, name)
            b: Component | None = getattr(band, name)
            if a and b and other is not band and (a.amount, a.percent, a.count) != (b.amount, b.percent, b.count):
                yield _on(
                    band,
                    "band-stated-twice",
                    "error",
                    f"{name} for {_where(band)} is {a.source.text} on line {a.source.line} and {b.source.text} on line "
                    f"{b.source.line}; the first is taken",
                    "keep one figure for each region and level",
                    b.source.line,
                    name,
                )


_EXPECTED: tuple[tuple[str, str], ...] = (
    ("levers", "no levers: nothing to argue with"),
    ("strategy", "no strategy: no ask, no floor"),
    ("mapping", "no level mapping: the level can't be compared"),
    ("evidence", "no evidence: nothing says where its figures come from"),
)


def unlabelled(guide: Guide, bands: Sequence[Band]) -> Iterator[Finding]:
    """Level by region tables that name no component: read as base, with what else in the guide bears on that."""
    if not bands:
        return
    first = bands[0]
    said = [
        f"line {n.line} says {n.text[:160]!r}" for n in guide.notes if re.search(r"\bbase\b|total comp", n.text, re.I)
    ]
    fit, against = _base_asks(guide, bands)
    if fit:
        said.append(f"line {fit[1]} asks for {money(fit[0])} base, which its row covers")
    elif against:
        said.append(f"line {against[1]} asks for {money(against[0])} base, which no row of that currency covers")
    bearing = "; ".join(said) or "nothing else in the guide says"
    for name in dict.fromkeys((b.region, b.level) for b in bands):
        band = next(b for b in bands if (b.region, b.level) == name)
        yield _on(
            band,
            "matrix-unlabelled",
            "warning",
            f"the table on line {first.line - 2} doesn't say what its figures are; read as base for {_where(band)} "
            f"({bearing})",
            "name the component in the table or its heading",
            band.line,
            "base",
        )


def _base_asks(guide: Guide, bands: Sequence[Band]) -> tuple[tuple[Range, int] | None, tuple[Range, int] | None]:
    """A base the guide would ask for that a row covers, and one that none does."""
    asks = [
        (ask.amount, s.source.line) for s in guide.strategies for ask in s.ask if ask.component == "base" and ask.amount
    ]
    rows = [b.base.amount for b in bands if b.base and b.base.amount]
    fitting = [
        a for a in asks if any(r.currency == a[0].currency and r.low <= a[0].low and a[0].high <= r.high for r in rows)
    ]
    others = [a for a in asks if a not in fitting]
    return (fitting[0] if fitting else None), (others[0] if others else None)


def _missing(guide: Guide) -> Iterator[Finding]:
    if guide.general:
        return
    held = {section.kind for section in guide.sections}
    if guide.levers:
        held.add("levers")
    if guide.strategies:
        held.add("strategy")
    if guide.mappings:
        held.add("mapping")
    if guide.evidence:
        held.add("evidence")
    if not guide.bands:
        yield _about(
            guide,
            "missing-section",
            "warning",
            "it has no compensation table that could be read",
            "add a table of regions and components",
        )
    for kind, what in _EXPECTED:
        if kind not in held:
            yield _about(guide, "missing-section", "note", f"it has {what}", f"add the {kind} section")


def _where(band: Band) -> str:
    return f"{band.level} in {band.region}" if band.level and band.region else band.level or band.region or "the role"


def money(value: Range) -> str:
    """A range as digits with its code: "GBP 129,000–163,000"."""
    ends = f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"
    return f"{value.currency} {ends}{'+' if value.open else ''}"


def _percent(value: Percent) -> str:
    ends = (
        f"{value.low.normalize():f}"
        if value.low == value.high
        else f"{value.low.normalize():f}–{value.high.normalize():f}"
    )
    return f"{ends} %{'+' if value.open else ''}"


# --- front matter against the table


def against_front_matter(table: Band, front: Band, nulls: frozenset[str]) -> Iterator[Finding]:
    """Every component in which front matter's row for this region differs from the table's.

    nulls: components that front matter names and leaves empty. The table stays the authority.
    """
    for name in COMPONENTS:
        said: Component | None = getattr(table, name)
        other: Component | None = getattr(front, name)
        if other is None:
            if said and said.state == "stated" and name in nulls:
                yield _differs(
                    table, name, said.source, f"the table says {said.source.text}, front matter leaves it empty", "note"
                )
        elif said is None or said.state == "unread":
            continue
        elif said.state == "none":
            yield _differs(
                table, name, other.source, f"the table says {said.source.text}, front matter {figure(other)}", "warning"
            )
        elif said.state == "stated" and (why := _difference(said, other)):
            yield _differs(table, name, other.source, why, "warning")


def _differs(band: Band, name: ComponentName, source: Source, what: str, severity: Severity) -> Finding:
    return _on(
        band,
        "front-matter-differs",
        severity,
        f"{name} for {_where(band)}: {what}",
        "make both say the same",
        source.line,
        name,
    )


def _difference(said: Component, other: Component) -> str:
    both = f"the table says {said.source.text}, front matter {figure(other)}"
    if other.state == "unread":
        return f"the table says {said.source.text}, front matter {other.source.text}, which can't be read: {other.note}"
    if said.percent and other.percent:
        return "" if (said.percent.low, said.percent.high) == (other.percent.low, other.percent.high) else both
    if said.amount and other.amount:
        if (said.amount.low, said.amount.high, said.amount.currency) == (
            other.amount.low,
            other.amount.high,
            other.amount.currency,
        ):
            if other.period and said.period and said.period != other.period:
                return f"{both}: one figure, but {_span(said)} in the table and {_span(other)} in front matter"
            if other.period is None and said.period == "year":
                return f"{both} with no period, where guides put four-year grants: the table says it is per year"
            return ""
        if said.period == "month" and (said.amount.low * 12, said.amount.high * 12) == (
            other.amount.low,
            other.amount.high,
        ):
            return ""
        return both
    return both if (said.amount or said.percent) and (other.amount or other.percent) else ""


def _span(component: Component) -> str:
    return f"per {component.years or 'whole'}-year grant" if component.period == "grant" else f"per {component.period}"


def figure(component: Component) -> str:
    """A component's figure in words a finding can quote."""
    if component.amount:
        return money(component.amount)
    if component.percent:
        return _percent(component.percent)
    return component.source.text


def reconcile(
    bands: Sequence[Band], front: Sequence[tuple[Band, frozenset[str]]]
) -> tuple[tuple[Band, ...], tuple[Finding, ...]]:
    """The tables' bands with what they lack filled from front matter, and every disagreement of the two.

    front: front matter's rows as bands, each with the components it leaves empty. A region that only front
    matter has becomes a band; figures taken from front matter carry its source.
    """
    findings: list[Finding] = []
    filled = list(bands)
    used: set[int] = set()
    for row, nulls in front:
        matches = [i for i, band in enumerate(bands) if _same_place(band, row)]
        used.update(matches)
        if not matches:
            if any(getattr(row, name) for name in COMPONENTS):
                filled.append(row)
                if bands:
                    findings.append(
                        _on(
                            row,
                            "front-matter-differs",
                            "note",
                            f"{_where(row)} stands in front matter and in no table",
                            "add its row to the table",
                            row.line,
                            None,
                        )
                    )
            continue
        if len(matches) > 1:
            continue  # levels that front matter doesn't tell apart
        band = filled[matches[0]]
        findings.extend(against_front_matter(band, row, nulls))
        filled[matches[0]] = _fill(band, row)
    if front and bands:
        for i, band in enumerate(bands):
            if i not in used:
                findings.append(
                    _on(
                        band,
                        "front-matter-differs",
                        "note",
                        f"{_where(band)} stands in the table and not in front matter",
                        "add it to front matter",
                        band.line,
                        None,
                    )
                )
    return tuple(filled), tuple(findings)


def _fill(band: Band, row: Band) -> Band:
    missing = {
        name: given
        for name in COMPONENTS
        if getattr(band, name) is None and (given := getattr(row, name)) and given.state != "unread"
    }
    # Where the table's own columns take a component under another label, front matter's isn't lacking.
    if band.extra:
        missing = {name: c for name, c in missing.items() if name not in ("bonus", "equity")}
    return replace(band, **missing, derived_total=None) if missing else band


def _same_place(a: Band, b: Band) -> bool:
    return _fold(a.region) == _fold(b.region) and (b.level is None or _fold(a.level or "") == _fold(b.level))


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"\([^)]*\)", "", name).casefold()) or re.sub(r"\W+", "", name.casefold())
