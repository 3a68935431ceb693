"""The first page: three doors, what the guides cover, one question answered from them, and the chat."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from bot.channels.access import Known, Named
from bot.channels.browse import find
from bot.channels.browse.figures import ShownBand, row_of
from bot.channels.browse.language import Texts, language_of, texts
from bot.channels.browse.render import PageRoute, page
from bot.knowledge.playbook import playbook
from bot.reading.names import Names
from bot.wording import a
from ingest.index.facts import Facts, Role

router = APIRouter(include_in_schema=False, route_class=PageRoute)
READ = ["GET", "HEAD"]
SHOWN = 18
"""Companies named on the first page."""
LOOKED = 40
"""Roles that are looked through for an example."""
CARDS = ("exploding-deadline", "final-offer", "first-reply-to-an-offer")
"""Cards that the first page offers, where the playbook has them."""

Text = Annotated[str, Query(max_length=find.LONGEST)]


@dataclass(frozen=True, slots=True)
class Example:
    """A question that this index answers, and the row that answers it."""

    question: str
    row: ShownBand

    def worded(self, t: Texts) -> str:
        """The question in the page's language."""
        band = self.row.band
        role = f"{band.role_display}{f' ({band.level})' if band.level else ''}"
        return (
            self.question
            if t.language == "en"
            else t("exampleAsk", company=band.company_display, role=role, place=band.region)
        )


@router.api_route("/", methods=READ)
def home(request: Request, known: Known, names: Named) -> Response:
    """The first page."""
    roles = known.roles()
    cards = playbook(known).cards
    covered = {
        "companies": len(known.companies()), "roles": len({role.slug for role in roles}),
        "places": len(known.regions()), "cards": len(cards),
    }  # fmt: skip
    example = _kept_example(known, names, known.generation)
    return page(
        request, "home.html", covered=covered, companies=known.companies()[:SHOWN], example=example,
        doors=[cards[name] for name in CARDS if name in cards], asked=suggestions(example, texts(language_of(request))),
    )  # fmt: skip


@router.api_route("/chat", methods=READ)
def chat(
    request: Request, known: Known, company: Text = "", role: Text = "", view: Literal["", "offer", "practice"] = ""
) -> Response:
    """The chat, filling the window; about a company and role where they are named and held."""
    held = next((one for one in known.roles(company) if not role or one.slug == role), None) if company else None
    about = {"company": held.company if held else "", "role": held.slug if held and role else ""}
    shown = {"company": held.company_display if held else "", "role": held.display if held and role else ""}
    return page(request, "chat.html", about=about, shown=shown, view=view)


@router.api_route("/offer", methods=READ)
def offer(request: Request) -> Response:
    """All that is known of a person's offers; what is theirs is fetched by the page, with their token."""
    return page(request, "offer.html")


@lru_cache(maxsize=2)
def _kept_example(known: Facts, names: Names, _: str) -> Example | None:
    """The example of one state of the index: forty guides are read to find it."""
    return example_of(known, names)


def example_of(known: Facts, names: Names) -> Example | None:
    """A question on pay that the guides answer with a figure: of those looked at, which are the roles that most
    companies have, the first with the most parts stated. None where none states a base."""
    common = {name: at for at, name in enumerate(find.common_roles(known))}
    roles = sorted(known.roles(), key=lambda role: common.get(role.display, len(common)))[:LOOKED]
    rows = [row for role in roles if (row := _first_row(role, known, names))]
    if not rows:
        return None
    best = max(rows, key=lambda row: sum(bool(cell and cell.unit) for cell in row.cells))
    band = best.band
    level = f" ({band.level})" if band.level else ""
    asked = f"What does {band.company_display} pay {a(band.role_display)}{level} in {band.region}?"
    return Example(asked, best)


def _first_row(role: Role, known: Facts, names: Names) -> ShownBand | None:
    """The first row of a role that names its place and states its base."""
    bands = known.bands(role.company, role.slug)
    rows = (row_of(band, bands, names) for band in bands if band.region)
    return next((row for row in rows if (base := row.cells[0]) and base.low is not None and not base.derived), None)


def suggestions(example: Example | None, t: Texts) -> list[str]:
    """What the chat on the first page offers to ask: each is answered as it is meant, by any index.

    Where the page isn't English, what is shown and, after "::", what is asked."""
    first = [(example.worded(t), example.question)] if example else []
    english = texts("en")
    pairs = [*first, *((t(name), english(name)) for name in ("ask-deadline", "ask-cover"))]
    return [shown if shown == asked else f"{shown}::{asked}" for shown, asked in pairs]
