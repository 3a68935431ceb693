"""The pages: companies, a company, a role, a guide with its lines, and the playbook's cards."""

from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from bot.channels import catalogue
from bot.channels.access import Known, Named
from bot.channels.browse import find
from bot.channels.browse.chart import charts
from bot.channels.browse.figures import ShownBand, ask_words, row_of, rows_of, shown
from bot.channels.browse.groups import grouped
from bot.channels.browse.language import language_of, texts
from bot.channels.browse.render import Missing, PageRoute, page
from bot.channels.browse.sources import lines_of
from bot.channels.http import unchanging
from bot.coach.cards import title_of
from bot.knowledge.glossary import glossary
from bot.knowledge.law import pay_history_laws
from bot.knowledge.playbook import own, playbook
from bot.reading.names import Names
from ingest.guide.types import Guide
from ingest.index.facts import Facts, Role

router = APIRouter(include_in_schema=False, route_class=PageRoute)
READ = ["GET", "HEAD"]
COMPANIES, ROLES, BANDS, FINDINGS = 120, 40, 100, 100
"""Of each on one page."""
KINDS = {".css": "text/css", ".json": catalogue.KIND, ".js": "text/javascript", ".svg": "image/svg+xml"}

Search = Annotated[str, Query(max_length=find.LONGEST)]
Number = Annotated[int, Query(alias="page", ge=1, le=find.LAST)]
Slug = Annotated[str, Path(max_length=200)]


@router.api_route("/companies", methods=READ)
def companies(request: Request, known: Known, names: Named, q: Search = "", number: Number = 1) -> Response:
    """Every company, or those that a search names."""
    wanted = q.strip()
    found = find.companies(known, names, wanted)
    listed = find.paged(found, number, "/companies", {"q": wanted}, COMPANIES)
    rows = [(one, find.roles_named(known.roles(one.slug), wanted)) for one in listed.items]
    near = [] if found else find.near_companies(known, names, wanted)
    places = find.places(known, names, wanted)
    return page(request, "companies.html", q=wanted, listed=listed, rows=rows, near=near, places=places)


@router.api_route("/companies/{slug}", methods=READ)
def company(request: Request, slug: Slug, known: Known, names: Named, number: Number = 1) -> Response:
    """A company's roles, each with the base of its first row, its levels and the levers that not all of them have."""
    roles = known.roles(slug)
    if not roles:
        raise _no_company(slug, known, names)
    listed = find.paged(roles, number, f"/companies/{quote(slug, safe='')}", {}, ROLES)
    guides = [guide for role in listed.items if (guide := known.guide(slug, role.slug))]
    places = known.regions(slug)
    alike = len({(one.updated, one.quarter, one.review_due, one.quality) for one in guides}) == 1
    held = [[lever.title for lever in guide.levers] for guide in guides]
    shared = [title for title in held[0] if all(title in titles for titles in held)] if len(held) > 1 else []
    paid = [_first_paid(guide, names) for guide in guides]
    return page(
        request, "company.html", company=roles[0], guides=zip(guides, paid, strict=True), listed=listed, places=places,
        alike=guides[0] if alike else None, shared=shared,
    )  # fmt: skip


@router.api_route("/companies/{slug}/{role}", methods=READ)
def role(request: Request, slug: Slug, role: Slug, known: Known, names: Named, number: Number = 1) -> Response:
    """A role's bands by level and place, drawn to one scale, with the lines they stand in."""
    guide = known.guide(slug, role)
    if guide is None:
        if not known.roles(slug):
            raise _no_company(slug, known, names)
        near = [(f"/companies/{slug}/{one.slug}", one.display) for one in find.near_roles(known, slug, role)]
        raise Missing("noRole", near)
    others = [one for one in known.roles(slug) if one.slug != guide.role]
    return page(request, "role.html", guide=guide, others=others, **_bands(guide, known, names, number))


@router.api_route("/guides/{path:path}", methods=READ)
def guide(
    request: Request,
    path: Annotated[str, Path(max_length=500)],
    known: Known,
    names: Named,
    start: Annotated[int, Query(alias="from", ge=1, le=10_000_000)] = 1,
) -> Response:
    """A guide as read, and its own lines, each with its number."""
    guides = known.guides_at(path)
    if not guides:
        raise Missing("noFile", _near_guides(path, known))
    lines = lines_of(guides, start)
    if start > 1 and not lines.lines:
        raise Missing("fewerLines", [(f"/guides/{path}", guides[0].title)])
    parts = [(one, _bands(one, known, names)) for one in guides]
    return page(request, "guide.html", guide=guides[0], parts=parts, lines=lines, start=start, ask_words=ask_words)


@router.api_route("/playbook", methods=READ)
def cards(request: Request, known: Known, q: Search = "", group: Search = "", number: Number = 1) -> Response:
    """The playbook's groups, the cards of one, or those that hold the words of a search."""
    wanted, held, say = q.strip(), playbook(known).cards.values(), texts(language_of(request)).say
    groups = grouped(held, say)
    if group and group not in groups:
        raise Missing("noGroup", [("/playbook", texts(language_of(request))("playbook"))])
    found = groups[group] if group and not wanted else find.cards(held, wanted, say)
    listed = find.paged(found, number, "/playbook", {"q": wanted} if wanted else {"group": group})
    return page(request, "cards.html", q=wanted, group="" if wanted else group, groups=groups, listed=listed)


@router.api_route("/playbook/glossary", methods=READ)
def words(request: Request, known: Known, q: Search = "") -> Response:
    """The words of the field, explained: all by letter, or those that a search names."""
    wanted = q.strip()
    return page(request, "glossary.html", q=wanted, letters=find.terms(glossary(), wanted), cards=playbook(known).cards)


@router.api_route("/playbook/pay-history-law", methods=READ)
def laws(request: Request) -> Response:
    """Where an employer may not ask for past pay."""
    return page(request, "laws.html", countries=find.by_country(pay_history_laws()))


@router.api_route("/playbook/{name}", methods=READ)
def card(request: Request, name: Slug, known: Known) -> Response:
    """One situation: what to do, what to say, what changes it, and what that rests on."""
    held = playbook(known).cards
    found = held.get(name)
    if found is None:
        near = find.near_cards(held, name)
        raise Missing("noSuchCard", [(f"/playbook/{one.name}", one.title) for one in near])
    following = [(title_of(held[step]), step) if step in held else (step, "") for step in found.next]
    told = texts(language_of(request)).card(found)
    return page(
        request,
        "card.html",
        card=told or found,
        told=told is not None,
        following=following,
        ours=own().get(name) == found,
    )


@router.api_route("/docs", methods=READ)
def docs(request: Request) -> Response:
    """The API's calls, each with what it does."""
    return page(request, "docs.html", schema=request.app.openapi())


@router.api_route("/browse/{name}", methods=READ)
def file(request: Request, name: str) -> Response:
    """The pages' style sheet and drawings."""
    return _file(request, name)


@router.api_route("/favicon.ico", methods=READ)
@router.api_route("/favicon.svg", methods=READ)
def favicon(request: Request) -> Response:
    """Parley's mark."""
    return _file(request, "mark.svg")


def _file(request: Request, name: str) -> Response:
    kind = KINDS.get(PurePosixPath(name).suffix)
    found = catalogue.file(name, "channels", "browse", "files")
    if kind is None or found is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"Cache-Control": "public, max-age=300", "Content-Security-Policy": "default-src 'none'"}
    return unchanging(request, found, kind, headers)


def _first_paid(guide: Guide, names: Names) -> ShownBand | None:
    """The first row of a guide that states a base, which says what the role pays at a glance."""
    band = next((one for one in guide.bands if one.base and one.base.amount), None)
    return row_of(band, guide.bands, names) if band else None


def _bands(guide: Guide, known: Facts, names: Names, number: int = 1) -> dict[str, Any]:
    """What the table and the drawings of a guide's bands need, BANDS of them a page."""
    address = f"/companies/{quote(guide.company, safe='')}/{quote(guide.role, safe='')}"
    listed = find.paged(rows_of(guide.bands, names), number, address, {}, BANDS)
    drawn = charts((row.where, cell) for row in listed.items for cell in row.cells)
    findings = known.findings(guide.company, guide.role) if guide.company else guide.findings
    return {"listed": listed, "columns": shown(listed.items), "charts": drawn, "found": findings[:FINDINGS]}


def _no_company(slug: str, known: Facts, names: Names) -> Missing:
    alike = find.near_companies(known, names, slug)
    near = [(f"/companies/{one.slug}", one.display) for one in alike]
    return Missing("noCompany" if near else "noCompanyAtAll", near)


def _near_guides(path: str, known: Facts) -> list[tuple[str, str]]:
    from rapidfuzz import fuzz, process

    held: dict[str, Role] = {role.path: role for role in known.roles()}
    alike = process.extract(path, list(held), scorer=fuzz.ratio, limit=5, score_cutoff=50)
    return [(f"/guides/{one}", f"{held[one].display}, {held[one].company_display}") for one, _, _ in alike]
