"""Cross-checks: front matter against table, stated total against its parts, dates, missing sections, duplicates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import reduce

from ingest.amounts.types import Percent, Range
from ingest.guide.telling import Given, about, at, on, told
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName, Finding, Guide, Severity, Source, Telling

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
                told("reviewDue", whose="it", day=(str(guide.review_due),), days=(today - guide.review_due).days),
            ),
        )
    if guide.updated and not guide.review_due and (today - guide.updated).days > STALE_DAYS:
        return (
            _about(
                guide,
                "stale",
                "warning",
                told("stale", whose="it", day=(str(guide.updated),)),
            ),
        )
    if not guide.updated:
        return (
            _about(
                guide,
                "undated",
                "note",
                told("undated", whose="it"),
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
                    told("sameRole", role=guide.role_display, company=guide.company_display, path=other.path),
                )
            )
    return tuple(found)


def _about(guide: Guide, code: str, severity: Severity, what: Telling) -> Finding:
    return about(code, severity, what, told(f"{what.name}Mend"), guide.path, 1, guide.company, guide.role)


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
            what = told(
                "totalDiffers", at=_at(band), stated=(total.source.text,), parts=_parts(band), sum=(money(derived),)
            )  # fmt: skip
            yield on(
                band, "total-differs-from-parts", "warning", what, told("totalMend"), total.source.line, "total"
            )  # fmt: skip


def _parts(band: Band) -> Telling:
    """What a total was reckoned from."""
    equity, years = "none", ""
    if band.equity and (band.equity.amount or band.equity.yearly):
        whole = band.equity.period == "grant" and not band.equity.yearly
        equity, years = ("grant", str(band.equity.years)) if whole else ("year", "")
    bonus = "paid" if band.bonus and (band.bonus.percent or band.bonus.amount) else "none"
    return told("sum", equity=equity, years=years, bonus=bonus)


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
                what = told(
                    "statedTwice", part=(name,), at=_at(band), first=(a.source.text,), line=str(a.source.line),
                    second=(b.source.text,), other=str(b.source.line),
                )  # fmt: skip
                yield on(
                    band, "band-stated-twice", "error", what, told("statedTwiceMend"), b.source.line, name
                )  # fmt: skip


_EXPECTED = {"levers": "noLevers", "strategy": "noStrategy", "mapping": "noMapping", "evidence": "noEvidence"}
"""What a guide should have, and what is told where it hasn't."""


def unlabelled(guide: Guide, bands: Sequence[Band]) -> Iterator[Finding]:
    """Level by region tables that name no component: read as base, with what else in the guide bears on that."""
    if not bands:
        return
    first = bands[0]
    said = [
        told("lineSays", line=str(n.line), words=repr(n.text[:160]))
        for n in guide.notes
        if re.search(r"\bbase\b|total comp", n.text, re.I)
    ]
    fit, against = _base_asks(guide, bands)
    if fit:
        said.append(told("lineCovers", line=str(fit[1]), amount=(money(fit[0]),)))
    elif against:
        said.append(told("lineUncovered", line=str(against[1]), amount=(money(against[0]),)))
    bearing = reduce(lambda one, other: told("bothBearings", one=one, other=other), said or [told("nothingBears")])
    for name in dict.fromkeys((b.region, b.level) for b in bands):
        band = next(b for b in bands if (b.region, b.level) == name)
        what = told("unlabelled", line=str(first.line - 2), at=_at(band), bearing=bearing)
        yield on(band, "matrix-unlabelled", "warning", what, told("unlabelledMend"), band.line, "base")


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
            told("noTable"),
        )
    for kind, what in _EXPECTED.items():
        if kind not in held:
            yield _about(guide, "missing-section", "note", told(what))


def _at(band: Band) -> Given:
    return at(band.level, band.region)


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
                yield _differs(table, name, said.source, told("matterEmpty", table=(said.source.text,)), "note")
        elif said is None or said.state == "unread":
            continue
        elif said.state == "none":
            yield _differs(table, name, other.source, _both(said, other), "warning")
        elif said.state == "stated" and (why := _difference(said, other)):
            yield _differs(table, name, other.source, why, "warning")


def _differs(band: Band, name: ComponentName, source: Source, how: Telling, severity: Severity) -> Finding:
    what = told("matterDiffers", part=(name,), at=_at(band), how=how)
    return on(band, "front-matter-differs", severity, what, told("matterMend"), source.line, name)


def _both(said: Component, other: Component) -> Telling:
    return told("matterSays", table=(said.source.text,), matter=(figure(other),))


def _difference(said: Component, other: Component) -> Telling | None:
    """How front matter's component differs from the table's; None where it doesn't."""
    both = _both(said, other)
    if other.state == "unread":
        return told("matterUnread", table=(said.source.text,), matter=(other.source.text,), why=(other.note,))
    if said.percent and other.percent:
        return None if (said.percent.low, said.percent.high) == (other.percent.low, other.percent.high) else both
    if said.amount and other.amount:
        if (said.amount.low, said.amount.high, said.amount.currency) == (
            other.amount.low,
            other.amount.high,
            other.amount.currency,
        ):
            if other.period and said.period and said.period != other.period:
                return told("matterSpans", both=both, table=_span(said), matter=_span(other))
            return told("matterNoPeriod", both=both) if other.period is None and said.period == "year" else None
        if said.period == "month" and (said.amount.low * 12, said.amount.high * 12) == (
            other.amount.low,
            other.amount.high,
        ):
            return None
        return both
    return both if (said.amount or said.percent) and (other.amount or other.percent) else None


def _span(component: Component) -> Telling:
    if component.period != "grant":
        return told("spanOf", period=str(component.period))
    return told("spanGrant", years=str(component.years)) if component.years else told("spanWhole")


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
                    what = told("matterOnly", at=_at(row))
                    findings.append(
                        on(row, "front-matter-differs", "note", what, told("matterOnlyMend"), row.line, None)
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
                what = told("tableOnly", at=_at(band))
                findings.append(on(band, "front-matter-differs", "note", what, told("tableOnlyMend"), band.line, None))
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
