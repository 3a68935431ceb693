"""The same widget in Firefox, where it is installed: a question with its source, an offer, a practice, coming back.

Few tests: what differs between browsers is here, everything else in the other files."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from .test_widget import BAND, OFFER, ask, box

BINARY = shutil.which("firefox-esr") or shutil.which("firefox")


# Its name is that of the other files' browser: pages and servers are opened as there.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if BINARY is None:
        pytest.skip("Firefox isn't installed (apt-get install firefox-esr)")
    with sync_playwright() as playwright:
        # Debian's own, over WebDriver BiDi: no browser of Playwright's making is fetched.
        opened = playwright.firefox.launch(channel="moz-firefox", executable_path=BINARY, timeout=240_000)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """One page for all of the tests here, in their order."""
    try:
        # "null" leaves the browser's own: an older Firefox can't be told otherwise over WebDriver BiDi.
        context = browser.new_context(
            viewport={"width": 900, "height": 860}, color_scheme="null", reduced_motion="null", forced_colors="null",
            contrast="null",
        )  # fmt: skip
    except Error as error:
        pytest.skip(f"this Firefox can't be driven over WebDriver BiDi ({str(error).splitlines()[0]})")
    made = context.new_page()
    made.set_default_timeout(60_000)
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.goto(f"{server}/chat")
    yield made
    context.close()
    assert wrong == []


def test_a_question_is_answered_and_its_source_opens_beside_it(page: Page) -> None:
    reply = ask(page, BAND)
    expect(reply.locator(".card")).to_contain_text("£129K–£163K")
    expect(reply.locator("svg.range").first).to_be_visible()
    reply.locator(".cite").first.click()
    expect(page.locator("parley-chat .source .cited")).to_contain_text("London")
    page.keyboard.press("Escape")
    expect(page.locator("parley-chat .source")).to_be_hidden()


def test_an_offer_is_drawn_year_by_year_and_nothing_sticks_out(page: Page) -> None:
    reply = ask(page, OFFER)
    expect(reply.locator(".offer svg.years")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 900, "height": 860})


def test_a_reload_brings_the_chat_back_and_a_new_one_keeps_it(page: Page) -> None:
    page.reload()
    expect(page.locator("parley-chat .mine")).to_have_count(2)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("parley-chat .welcome")).to_be_visible()
    expect(box(page)).to_be_focused()
    page.get_by_role("button", name="Your chats").click()
    expect(page.get_by_role("dialog", name="Your chats").get_by_role("listitem")).to_have_count(2)
    page.keyboard.press("Escape")


def test_a_practice_is_played_to_its_debrief(page: Page) -> None:
    page.get_by_role("button", name="Practise the call", exact=True).click()
    form = page.get_by_role("region", name="Practise the call")
    form.get_by_label("Company").select_option("weights-and-biases")
    form.get_by_role("button", name="Start").click()
    board = page.get_by_role("region", name="On the table")
    expect(board).to_be_visible()
    ask(page, "Thank you! I was hoping for more base, given my experience.")
    board.locator("summary").click()
    board.get_by_role("button", name="End and debrief").click()
    expect(page.get_by_role("dialog", name="Debrief").locator("svg.turns")).to_be_visible()


def test_the_page_of_offers_opens_with_its_form(page: Page, server: str) -> None:
    page.goto(f"{server}/offer")
    expect(page.get_by_label("Base (per year)")).to_be_visible()
