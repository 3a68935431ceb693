"""Pages over several guides: companies side by side, and a part of pay in order; each currency stands apart.

No amount is converted, and none is put on another period: what can't be compared stands in a table of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import StringConstraints

from bot.channels.access import Known, Named
from bot.channels.browse import find
from bot.channels.browse.chart import Chart, charts
from bot.channels.browse.figures import ShownBand, ShownCell, row_of, shown
from bot.channels.browse.language import Texts, language_of, texts
from bot.channels.browse.render import PageRoute, page
from bot.coach.draft import part_of
from bot.errors import BadInput
from bot.reading.names import Names
from bot.reading.tables import Job
from ingest.guide.types import COMPONENTS, Band, ComponentName

router = APIRouter(include_in_schema=False, route_class=PageRoute)
READ = ["GET", "HEAD"]
MOST = 6
"""Companies side by side."""
PAIRS = 4
"""Roles for which two companies are offered to be compared, where none is named."""
ROLES = 4
"""Of several companies in one table; more are folded, each apart."""
ROWS = 120
"""Bands side by side, over all of them."""
TOP, PER_PAGE = 10, 50
"""Rows of each unit where several are shown, and of one alone."""

Text = Annotated[str, Query(max_length=find.LONGEST)]


@dataclass(frozen=True, slots=True)
class CurrencyGroup:
    """Bands whose pay is in one currency, as a table and drawings. role: the one that all of them are of, else "".
    whose: the companies, listed."""

    currency: str
    role: str
    whose: str
    rows: Sequence[ShownBand]
    columns: list[tuple[int, ComponentName, str]]
    charts: list[Chart]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What is stated in one unit ("USD per year"), in order."""

    unit: str
    listed: find.Page[tuple[ShownBand, ShownCell]]
    chart: Chart | None


@router.api_route("/compare", methods=READ)
def compare(
    request: Request,
    known: Known,
    names: Named,
    company: Annotated[
        list[Annotated[str, StringConstraints(max_length=find.LONGEST)]] | None, Query(max_length=MOST)
    ] = None,
    role: Text = "",
    region: Text = "",
    level: Text = "",
) -> Response:
    """The bands of some companies side by side, for one role where it is named."""
    wanted = [one.strip() for one in company or () if one.strip()]
    t = texts(language_of(request))
    rows, troubles = _side_by_side(wanted, role.strip(), region.strip(), level.strip(), names, t)
    # Many roles one below the other are no comparison: the same role of each company is.
    folded = len({row.band.role_display for row in rows}) > ROLES
    groups = _grouped(rows, folded)
    asked = {"companies": [_named(one, names) for one in wanted], "role": role, "region": region, "level": level}
    held: dict[str, Any] = {"held": known.companies()[:500], "roles": find.common_roles(known)}
    over = max(len(rows) - ROWS, 0)
    held["pairs"] = [] if wanted else find.pairs(known, held["roles"][:PAIRS])
    return page(
        request, "compare.html", asked=asked, groups=groups, folded=folded, troubles=troubles, left_out=over, **held
    )


@router.api_route("/rank", methods=READ)
def rank(
    request: Request,
    known: Known,
    names: Named,
    component: ComponentName = "base",
    company: Text = "",
    role: Text = "",
    region: Text = "",
    level: Text = "",
    order: Annotated[str, Query(pattern="^(highest|lowest)$")] = "highest",
    unit: Text = "",
    number: Annotated[int, Query(alias="page", ge=1, le=find.LAST)] = 1,
) -> Response:
    """One component over the guides of a role or of a company, in order, each unit apart."""
    asked = {
        "component": component, "company": company.strip(), "role": role.strip(), "region": region.strip(),
        "level": level.strip(), "order": order, "unit": unit,
    }  # fmt: skip
    units, troubles = _ranked(asked, number, names, texts(language_of(request)))
    words = {name: part_of(name) for name in COMPONENTS}
    asked["company"] = _named(asked["company"], names)
    held: dict[str, Any] = {"held": known.companies()[:500], "roles": find.common_roles(known)}
    return page(request, "rank.html", asked=asked, units=units, troubles=troubles, components=words, **held)


def _side_by_side(
    wanted: Sequence[str], role: str, region: str, level: str, names: Names, t: Texts
) -> tuple[list[ShownBand], list[str]]:
    """The rows of the companies named, and a sentence for each that has none."""
    rows: list[ShownBand] = []
    troubles: list[str] = []
    for name in dict.fromkeys(wanted):
        slugs = _slugs(name, names)
        if not slugs:
            troubles.append(_unknown(name, names, t))
            continue
        jobs = [job for slug in slugs for job in (find.jobs_named(names, role, slug) if role else names.jobs(slug))]
        found = _rows(jobs, region, level, names)
        if not found:
            asked = (("theRole", role), ("thePlace", region), ("theLevel", level))
            parts = [t(message, name=name) for message, name in asked if name] or [t("anyRole")]
            what = parts[0]
            for part in parts[1:]:
                what = t("both", first=what, second=part)
            troubles.append(t("noPayFor", company=names.display(slugs[0]), what=what))
        rows += found
    return rows, troubles


def _ranked(asked: dict[str, str], number: int, names: Names, t: Texts) -> tuple[list[Ranked], list[str]]:
    slugs = _slugs(asked["company"], names) if asked["company"] else ("",)
    if not slugs:
        return [], [_unknown(asked["company"], names, t)]
    if not any(asked[name] for name in ("role", "company", "region", "level")):
        return [], []
    if asked["role"] or asked["company"]:
        jobs = [
            job for slug in slugs
            for job in (find.jobs_named(names, asked["role"], slug) if asked["role"] else names.jobs(slug))
        ]  # fmt: skip
        rows = _rows(jobs, asked["region"], asked["level"], names)
    else:
        rows = _everywhere(asked["region"], asked["level"], names)
    place = COMPONENTS.index(asked["component"])
    units: dict[str, list[tuple[ShownBand, ShownCell]]] = {}
    for row in rows:
        cell = row.cells[place]
        if cell is not None and cell.low is not None:
            units.setdefault(cell.unit, []).append((row, cell))
    if not units:
        return [], [t("noFigure")]
    if asked["unit"] and asked["unit"] not in units:
        raise BadInput("unit", f"nothing here is in {asked['unit']!r}", "leave it out")
    chosen = [asked["unit"]] if asked["unit"] else sorted(units, key=lambda unit: -len(units[unit]))
    return [_one_unit(unit, units[unit], asked, number) for unit in chosen], []


def _one_unit(unit: str, held: list[tuple[ShownBand, ShownCell]], asked: dict[str, str], number: int) -> Ranked:
    """Ordered by the top of the range, then by its bottom."""
    ordered = sorted(held, key=lambda one: (one[1].high, one[1].low), reverse=asked["order"] == "highest")
    alone = bool(asked["unit"])
    listed = find.paged(ordered, number if alone else 1, "/rank", {**asked, "unit": unit}, PER_PAGE if alone else TOP)
    if not alone and listed.after:
        # The first page of this unit alone, instead of the second of all.
        listed = find.Page(listed.items, listed.first, listed.last, listed.of, "", listed.after.replace("&page=2", ""))
    drawn = charts(zip(_labels([row.band for row, _ in listed.items]), [cell for _, cell in listed.items], strict=True))
    return Ranked(unit, listed, drawn[0] if drawn else None)


def _labels(bands: Sequence[Band]) -> list[str]:
    """Whose each bar is; a company or a role that is the same for all of them is left out."""
    companies, roles = ({getattr(band, name) for band in bands} for name in ("company_display", "role_display"))
    found = []
    for band in bands:
        names = (band.company_display if len(companies) > 1 else "", band.role_display if len(roles) > 1 else "")
        where = ", ".join(part for part in (band.level, band.region) if part)
        found.append(" · ".join(part for part in (*names, where) if part))
    return found


def _rows(jobs: Sequence[Job], region: str, level: str, names: Names) -> list[ShownBand]:
    found: list[ShownBand] = []
    for job in jobs:
        bands = names.facts.bands(job.company, job.slug)
        found += [row_of(band, bands, names) for band in find.narrowed(names, bands, region, level)]
    return found


def _everywhere(region: str, level: str, names: Names) -> list[ShownBand]:
    """The rows of every company and role in a place, or at a level, where neither company nor role is named."""
    of: dict[tuple[str, str], list[Band]] = {}
    for band in names.facts.bands():
        of.setdefault((band.company, band.role), []).append(band)
    fitting = find.narrowed(names, [band for bands in of.values() for band in bands], region, level)
    return [row_of(band, of[band.company, band.role], names) for band in fitting]


def _grouped(rows: Sequence[ShownBand], by_role: bool) -> list[CurrencyGroup]:
    """By currency; or by role, those of most companies first, and each currency of it apart."""
    of: dict[tuple[str, str], list[ShownBand]] = {}
    if by_role:
        whose: dict[str, set[str]] = {}
        for row in rows:
            whose.setdefault(row.band.role_display, set()).add(row.band.company)
        rows = sorted(rows, key=lambda row: (-len(whose[row.band.role_display]), row.band.role_display))
    for row in rows[:ROWS]:
        of.setdefault((row.band.role_display if by_role else "", row.currency), []).append(row)
    return [_group(currency, held) for (_, currency), held in of.items()]


def _group(currency: str, held: Sequence[ShownBand]) -> CurrencyGroup:
    labels = _labels([row.band for row in held])
    drawn = charts((label, cell) for label, row in zip(labels, held, strict=True) for cell in row.cells)
    roles, companies = ({getattr(row.band, name): 0 for row in held} for name in ("role_display", "company_display"))
    return CurrencyGroup(
        currency, next(iter(roles)) if len(roles) == 1 else "", ", ".join(companies), held, shown(held), drawn
    )


def _slugs(name: str, names: Names) -> tuple[str, ...]:
    if name in names.tables.held:
        return (name,)
    known = names.companies(name)
    return known.slugs if known else ()


def _named(name: str, names: Names) -> str:
    """A company as the guides call it, where one alone is meant; else as it was typed."""
    slugs = _slugs(name, names)
    return names.display(slugs[0]) if len(slugs) == 1 else name


def _unknown(name: str, names: Names, t: Texts) -> str:
    near = names.nearby_companies(name)
    told = t("notCovered", name=name)
    if not near:
        return told
    meant = near[0]
    for one in near[1:]:
        meant = t("orNames", first=meant, second=one)
    return f"{told} {t('didYouMeanNames', names=meant)}"
