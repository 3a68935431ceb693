"""Exact look-ups and comparisons: a band's components made ready to show, relative cells resolved, bands as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.reading.lookup import find_region, match_level
from bot.reading.names import Names
from bot.reading.roles import role_key
from bot.reading.types import Subject
from bot.wording import money, percent, period_words
from ingest.amounts.types import Percent, Range
from ingest.guide.types import COMPONENTS, Band, Component, ComponentName
from ingest.index.facts import Facts


@dataclass(frozen=True, slots=True)
class BandFigure:
    """One component of a band as an answer can use it: the guide's own, or resolved from another region's (how says
    so).

    other: the component it was resolved from, to be cited beside it.
    """

    part: Component
    how: str = ""
    other: Component | None = None


def of(facts: Facts, subject: Subject) -> tuple[Band, ...]:
    """The bands of a subject whose company and role are known; region and level narrow it where given."""
    assert subject.company and subject.role
    return facts.bands(subject.company, subject.role, subject.region, subject.level)


def reading(band: Band, name: ComponentName, bands: Sequence[Band], names: Names) -> BandFigure | None:
    """A component with its relative cell resolved among the guide's other rows; None where the guide doesn't state it.

    Percents of a range are taken end by end, the low percent of the low end and the high percent of the high end,
    rounded half up to whole units.
    """
    part: Component | None = getattr(band, name)
    if part is None:
        return None
    if part.state != "relative" or part.relative is None:
        return BandFigure(part)
    base = _anchor(band, name, part.relative.region, bands, names)
    if base is None:
        return BandFigure(part)
    other: Component = getattr(base, name)
    share = part.relative.percent
    amount = other.amount
    if amount is not None and share is not None:
        amount = Range(_share(amount.low, share.low), _share(amount.high, share.high), amount.currency, amount.open)
    if share is not None and amount is None:
        return BandFigure(part)
    resolved = replace(
        other,
        state="stated",
        amount=amount,
        source=part.source,
        relative=part.relative,
        derived=True,
        also=(),
        yearly=None,
    )
    return BandFigure(resolved, _how(base, other, share), other)


def _share(value: int | Decimal, part: Decimal) -> int:
    return int((value * part / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _how(base: Band, other: Component, share: Percent | None) -> str:
    if other.amount is None:
        return f"the same as {base.region or base.level or 'the other row'}"
    said = money(other.amount.low, other.amount.high, other.amount.currency, open_=other.amount.open)
    said = f"{said} {period_words(other.period, other.years)}".rstrip()
    return (
        f"{percent(share.low, share.high)} of {base.region}’s {said}" if share else f"the same as {base.region}: {said}"
    )


def _anchor(band: Band, name: ComponentName, region: str | None, bands: Sequence[Band], names: Names) -> Band | None:
    """The one row a relative cell speaks of: the region it names, else the only other row, else the first with a
    figure."""
    stated = [
        b for b in bands
        if b.region != band.region and b.level == band.level and (p := getattr(b,
        name)) is not None and p.state == "stated"
    ]  # fmt: skip
    if region:
        rows, _ = find_region(names, tuple(b.region for b in stated), region)
        return next((b for b in stated if rows == (b.region,)), None)
    figures = {(p.amount, p.percent, p.count, p.period, p.years) for b in stated for p in (getattr(b, name),)}
    return stated[0] if len(figures) == 1 else None


# --- as JSON, for programs


def as_json(band: Band, bands: Sequence[Band], names: Names, only: Sequence[ComponentName] = ()) -> dict[str, Any]:
    """A band with exactly the published keys.

    A component is null where the guide states no figure: its words are then in `verbatim`, and what they come
    to beside another region's figures in `derived`, so that the stated and the derived never share a field.
    """
    out: dict[str, Any] = {
        "company": band.company, "role": band.role, "company_display": band.company_display,
        "role_display": band.role_display, "level": band.level, "region": band.region,
    }  # fmt: skip
    words: dict[str, Any] = {}
    derived: dict[str, Any] = {}
    for name in COMPONENTS:
        read = reading(band, name, bands, names) if not only or name in only else None
        figure = component_json(read.part) if read else None
        out[name] = None if read and read.part.derived else figure
        if read and figure and read.part.derived:
            derived[name] = figure
        if read and out[name] is None:
            words[name] = {"state": read.part.state, "text": read.part.source.text, **_place(read.part)}
    row = next((p for n in COMPONENTS if (p := getattr(band, n)) is not None), None)
    out["source"] = {"path": band.path, "line": band.line, "text": row.source.text if row else ""}
    if words:
        out["verbatim"] = words
    if derived:
        out["derived"] = derived
    return out


def component_json(part: Component) -> dict[str, Any] | None:
    """A component's figure, or None where it states none."""
    found: dict[str, Any]
    if part.state != "stated":
        return None
    if part.amount is not None:
        found = {
            "low": _plain(part.amount.low), "high": _plain(part.amount.high), "currency": part.amount.currency,
            "period": part.period, "years": part.years,
        }  # fmt: skip
        if part.amount.open:
            found["open"] = True
    elif part.percent is not None:
        found = {"low": _plain(part.percent.low), "high": _plain(part.percent.high), "unit": "percent"}
    elif part.count is not None:
        found = {
            "low": part.count.low,
            "high": part.count.high,
            "unit": "options",
            "period": part.period,
            "years": part.years,
        }
    else:
        return None
    if part.kind:
        found["kind"] = part.kind
    if part.derived:
        found["derived"] = True
    found["source"] = {**_place(part), "text": part.source.text}
    return found


def _place(part: Component) -> dict[str, Any]:
    return {"path": part.source.path, "line": part.source.line}


def _plain(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def every(facts: Facts, names: Names) -> Iterator[dict[str, Any]]:
    """Every band of the index as JSON, guide by guide."""
    guides: dict[tuple[str, str], list[Band]] = {}
    for band in facts.bands():
        guides.setdefault((band.company, band.role), []).append(band)
    for bands in guides.values():
        for band in bands:
            yield as_json(band, bands, names)


def page(facts: Facts, names: Names, offset: int, limit: int) -> list[dict[str, Any]]:
    """Some bands of every(), in its order: only the guides that they stand in are read."""
    out: list[dict[str, Any]] = []
    for company, role, count in facts.band_counts():
        if offset >= count:
            offset -= count
            continue
        bands = facts.bands(company, role)
        out += [as_json(band, bands, names) for band in bands[offset : offset + limit - len(out)]]
        offset = 0
        if len(out) >= limit:
            break
    return out


def found(
    names: Names, company: str, role: str | None, region: str | None, level: str | None
) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """(matching bands, all bands of the same guides) for names as people write them; empty when nothing is held.

    A name is matched as in a question, except that a slip is no match.
    """
    known = names.companies(company)
    slugs = (company,) if company in names.tables.held else known.slugs if known else ()
    matching: list[Band] = []
    whole: list[Band] = []
    for slug in slugs:
        jobs = names.jobs(slug)
        if role:
            exact = tuple(job for job in jobs if job.slug == role)
            jobs = exact or names.role(
                slug, role_key(role.replace("-", " ").casefold().split()) if "-" in role else _key(role)
            )
        for job in jobs:
            bands = names.facts.bands(slug, job.slug)
            whole += bands
            matching += _narrowed(names, bands, region, level)
    return tuple(matching), tuple(whole)


def _key(role: str) -> Any:
    from bot.reading.words import keys

    return role_key(keys(role))


def _narrowed(names: Names, bands: Iterable[Band], region: str | None, level: str | None) -> list[Band]:
    rows = list(bands)
    if region:
        held, _ = find_region(names, tuple(dict.fromkeys(b.region for b in rows)), region)
        rows = [b for b in rows if b.region in held]
    if level:
        wanted = match_level(tuple(dict.fromkeys(b.level for b in rows if b.level)), level)
        rows = [b for b in rows if b.level in wanted]
    return rows
