"""Coming back: the list of chats, names, search, another device by a one-time link, and a warning before deletion."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import shot
from .test_widget import BAND, ask, box


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """One browser for all of the tests here, in their order: a person's own way."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    made = context.new_page()
    made.set_default_timeout(60_000)
    made.goto(f"{server}/chat")
    ask(made, BAND)
    made.get_by_role("button", name="New chat").click()
    expect(made.locator("parley-chat .welcome")).to_be_visible()
    ask(made, "They want an answer by Friday.")
    yield made
    context.close()


def listed(page: Page) -> list[str]:
    return page.locator("parley-chat .chat-name strong").all_text_contents()


def test_a_chat_is_named_found_by_its_words_and_opened_and_the_keyboard_comes_back(page: Page) -> None:
    opener = page.get_by_role("button", name="Your chats")
    opener.click()
    dialog = page.get_by_role("dialog", name="Your chats")
    dialog.get_by_role("button", name=f"Rename: {BAND}").click()
    dialog.get_by_label("Name of this chat").fill("The London one")
    dialog.get_by_label("Name of this chat").press("Enter")
    expect(dialog.get_by_role("button", name="Rename: The London one")).to_be_visible()
    dialog.get_by_role("searchbox").fill("friday")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    expect(dialog.locator(".chat-name")).to_contain_text("They want an answer by Friday.")
    dialog.get_by_role("searchbox").fill("london")
    expect(dialog.locator(".chat-name strong")).to_have_text(["The London one"])
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    shot(page, "chats-390")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    dialog.get_by_role("button", name="The London one").first.click()
    expect(page.locator("parley-chat .mine")).to_have_text([BAND])


def test_another_device_opens_the_chats_by_a_link_that_works_once(page: Page, browser: Browser) -> None:
    page.get_by_role("button", name="Your chats").click()
    page.get_by_role("button", name="Make a one-time link").click()
    link = page.locator("parley-chat .link").inner_text()
    other = browser.new_context().new_page()
    other.set_default_timeout(60_000)
    other.goto(link)
    expect(other.get_by_label("Code from another device")).not_to_have_value("")
    assert "#" not in other.url
    # Nothing is opened, and nothing given away, before the person says so.
    assert other.evaluate("localStorage.getItem('parley:chat:conversation')") is None
    other.get_by_role("button", name="Open those chats here").click()
    # The chat that was used last.
    expect(other.locator("parley-chat .mine")).to_have_text(["They want an answer by Friday."])
    keys = [one.evaluate("JSON.parse(localStorage.getItem('parley:chat:conversation')).token") for one in (page, other)]
    assert keys[0] != keys[1]
    waiting: list[Route] = []
    other.route("**/all?q=*", lambda route: waiting.append(route))  # noqa: PLW0108 - the handler gets a mark
    # In the same tab, where only what follows the address's # changes.
    other.goto(link)
    other.get_by_role("button", name="Open those chats here").click()
    refusal = other.get_by_role("dialog", name="Your chats").get_by_role("status")
    expect(refusal).to_contain_text("isn't valid")
    # The list of chats that comes after it doesn't take the refusal away.
    with other.expect_response("**/all?q=*"):
        waiting[0].continue_()
    expect(other.locator("parley-chat .chats li").first).to_be_visible()
    expect(other.get_by_role("dialog", name="Your chats").get_by_role("status")).to_contain_text("isn't valid")
    other.context.close()
    page.keyboard.press("Escape")


def test_before_anything_is_deleted_one_is_warned(page: Page) -> None:
    def ending(route: Route) -> None:
        told = route.fetch().json()
        for one in told["conversations"]:
            one["deleted_at"] = (datetime.now(UTC) + timedelta(days=5)).isoformat()
        route.fulfill(json=told)

    page.route("**/all*", ending)
    page.reload()
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("A chat of yours is deleted on")
    warning.get_by_role("button", name="Show").click()
    expect(page.get_by_role("dialog", name="Your chats").get_by_role("listitem").last).to_contain_text(
        "unless you open"
    )
    page.unroute("**/all*")
    page.keyboard.press("Escape")


def test_deleting_all_asks_first_and_leaves_nothing_here(page: Page) -> None:
    page.get_by_role("button", name="Your chats").click()
    dialog = page.get_by_role("dialog", name="Your chats")
    page.once("dialog", lambda asked: asked.dismiss())
    dialog.get_by_role("button", name="Delete all chats").click()
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    page.once("dialog", lambda asked: asked.accept())
    dialog.get_by_role("button", name="Delete all chats").click()
    expect(page.locator("parley-chat .welcome")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("All chats are deleted")
    assert page.evaluate("localStorage.getItem('parley:chat:conversation')") is None
    expect(box(page)).to_be_focused()


def test_a_wrong_code_is_called_one_in_the_pages_language(page: Page, server: str) -> None:
    page.goto(f"{server}/chat?lang=de")
    page.get_by_role("button", name="Ihre Chats").click()
    dialog = page.get_by_role("dialog", name="Ihre Chats")
    dialog.get_by_label("Code von einem anderen Gerät").fill("ABCD-EFGH-JKMN")
    dialog.get_by_role("button", name="Diese Chats hier öffnen").click()
    expect(dialog.get_by_role("status")).to_contain_text("Dieser Code gilt nicht")
