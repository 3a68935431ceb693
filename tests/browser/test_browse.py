"""The pages in a real browser: they fit a phone and a desk in both themes, and a cited line is shown and marked."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import shot
from .test_access import SIZES, serious, themes

Open = Callable[..., BrowserContext]
ROLE = "/companies/weights-and-biases/staff-software-engineer"
VIEWS = {
    "home": "/",
    "companies": "/companies", "company": "/companies/weights-and-biases", "role": ROLE,
    "guide": "/guides/weights-and-biases/staff-software-engineer.md#L62",
    "compare": "/compare?company=wandb&company=hf",
    "rank": "/rank?company=wandb",
    "playbook": "/playbook", "card": "/playbook/counter-once", "missing": "/companies/wb",
    "docs": "/docs", "glossary": "/playbook/glossary", "laws": "/playbook/pay-history-law",
}  # fmt: skip


def test_every_page_fits_and_is_sound(context: Open, server: str) -> None:
    page = context(viewport=SIZES[0]).new_page()
    wrong: dict[str, object] = {}
    for turn, (name, address) in enumerate(VIEWS.items()):
        page.goto(server + address)
        for number, theme in enumerate(themes(turn)):
            page.emulate_media(color_scheme=theme)
            shot(page, f"browse-{name}-{theme}")
            if found := serious(page, colours_alone=number > 0):
                wrong[f"{name}, {theme}"] = found
        for size in SIZES[::-1]:
            page.set_viewport_size(size)
            shot(page, f"browse-{name}-{size['width']}")
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                wrong[f"{name}, {size['width']}"] = "scrolls sideways"
    assert wrong == {}


@pytest.mark.chromium("what a PDF holds")
def test_a_page_is_printed_with_its_figures_and_their_lines_and_without_what_is_pressed(
    page: Page, server: str
) -> None:
    for view, words in (("role", "£182,000–£228,000"), ("guide", "£182K–£228K"), ("compare", "Hugging Face")):
        page.goto(server + VIEWS[view].partition("#")[0])
        told = " ".join(" ".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(page.pdf())).pages).split())
        assert words in told and "L62" in told.replace(" ", ""), view
        assert "My offer" not in told and "Company 1" not in told, view


def test_a_source_in_the_chat_leads_to_the_marked_line(context: Open, server: str) -> None:
    page = context().new_page()
    page.goto(f"{server}/chat")
    page.locator("parley-chat textarea").fill("What is the base for a staff engineer at W&B in London?")
    page.locator("parley-chat textarea").press("Enter")
    page.locator("parley-chat .cite").first.click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the page").click()
    guide = opened.value
    expect(guide.locator(":target")).to_be_in_viewport()
    expect(guide.locator(":target")).to_contain_text("£182K")


def test_long_lists_are_folded_on_a_phone_and_a_link_to_a_place_in_them_opens_it(context: Open, server: str) -> None:
    page = context(viewport={"width": 390, "height": 844}).new_page()
    for name, place, most in (("glossary", "dd", 2_000), ("laws", "p[id]", 4_500), ("guide", ".line", 4_500)):
        address = server + VIEWS[name].partition("#")[0]
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollHeight") < most, name
        within = page.locator(f"details.fold {place}").last
        expect(within).to_be_hidden()
        held = within.evaluate("one => one.closest('[id]').id")
        page.goto(f"{address}#{held}")
        page.reload()
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator("details[open]")).to_have_count(1)


def test_a_door_opens_the_offer_and_the_practice(context: Open, server: str) -> None:
    page = context().new_page()
    page.goto(server)
    page.get_by_role("link", name="Hold it against the band").click()
    expect(page.get_by_role("heading", name="Enter your offer")).to_be_visible()
    page.get_by_role("link", name="home").click()
    page.get_by_role("link", name="Start a practice").click()
    expect(page.locator("parley-chat .sheet")).to_be_visible()
    page.goto(server)
    page.get_by_label("A company, a role or a place").fill("wandb")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Weights & Biases").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weights & Biases")


def test_the_operators_tables_turn_and_a_wrong_key_is_called_one(context: Open, server: str) -> None:
    page = context(viewport={"width": 390, "height": 844}).new_page()
    gaps = [
        {"kind": "company", "phrase": f"firm {n}", "company": "", "times": 1, "last": "2026-01-02"} for n in range(50)
    ]
    told = {"gaps": gaps, "complaints": [], "findings": {}, "guides": 1, "thumbs": {}, "reached": None}
    page.goto(f"{server}/operator")
    page.get_by_label("Operator's key").fill("not the key, surely")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("That isn't an operator's key")).to_be_visible()
    page.route("**/v1/operator/overview", lambda route: route.fulfill(json=told))
    page.get_by_label("Operator's key").fill("open-sesame-and-wait")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Shown once at least twenty people have told")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(21)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("41 to 50 of 50")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(11)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.goto(f"{server}/operator?lang=de")
    page.get_by_label("Schlüssel des Betreibers").fill("open-sesame-and-wait")
    page.get_by_role("button", name="Zeigen").click()
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_text("21 bis 40 von 50")).to_be_visible()
    expect(page).to_have_title("Parley: was als Nächstes zu schreiben ist")


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_row_of_pay_is_cut_off_at_any_width(page: Page, server: str, language: str) -> None:
    for path in (f"{ROLE}?lang={language}", f"/compare?company=wandb&company=hf&lang={language}"):
        page.goto(server + path)
        for width in (360, 768, 900, 1000, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            cut = "all => all.filter((e) => e.scrollWidth > e.clientWidth).length"
            assert page.locator(".wide").count() and page.locator(".wide").evaluate_all(cut) == 0, (path, width)
