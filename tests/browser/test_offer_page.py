"""The page of one's own offers in a real browser: from a letter to plan, drafts, practice and paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import shot
from .test_access import serious

LETTER = """We are delighted to offer you the position of Staff Software Engineer at Weights & Biases, Inc., based in
our San Francisco office. Your annual base salary will be $245,000, with a target bonus of 10%. You will be granted
restricted stock units with a value of $360,000, vesting over four years, and a signing bonus of $30,000.
This offer expires on December 4, 2031."""


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """One page for all of the tests here, in their order: a person's own way."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    made = context.new_page()
    made.goto(f"{server}/offer")
    yield made
    context.close()
    assert wrong == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


def test_a_letter_fills_company_role_and_place_and_is_kept_only_when_saved(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": LETTER.encode()}
    )
    expect(page.get_by_label("Base (per year)")).to_have_value("245,000")
    expect(page.get_by_label("Company")).to_have_value("Weights & Biases")
    expect(page.get_by_label("Role")).to_have_value("Staff Software Engineer")
    expect(page.get_by_label("Place")).to_have_value("San Francisco")
    expect(page.get_by_label("Answer by")).to_have_value("2031-12-04")
    assert page.evaluate("localStorage.getItem('parley:chat:conversation')") is None
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Against the band")).to_be_visible()
    expect(page.locator(".days")).to_contain_text("days left")


def test_other_offers_the_plan_and_the_drafts_are_there_and_fit_a_phone(page: Page) -> None:
    page.get_by_text("Add another offer").click()
    page.get_by_label("Company").fill("Hugging Face")
    page.get_by_label("Base (per year)").fill("210k")
    page.get_by_role("button", name="Add this offer").click()
    expect(page.get_by_role("region", name="Your offers by part")).to_contain_text("$210,000")
    page.get_by_text("Set your own figures").click()
    # What the plan has stands in an empty field; words that aren't a figure don't.
    hints = page.locator("#plan input").evaluate_all("all => all.map((e) => e.placeholder)")
    assert any(hints) and all(not hint or hint[0] in "$£€" for hint in hints)
    page.get_by_label("Ask: Base").fill("290k")
    page.get_by_label("Floor: Base").fill("250,000")
    page.get_by_role("button", name="Save the plan").click()
    expect(page.locator("#plan .answer")).to_contain_text("$290K")
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    page.get_by_text("Your counter by e-mail").click()
    expect(page.locator("#drafts .email").first).to_contain_text("$290K")
    expect(page.locator("#drafts .email").first).not_to_contain_text("250")
    # What else is held goes into the mail, by its name and with its own figure.
    expect(page.locator("#drafts .email").first).to_contain_text("Hugging Face at $210K")
    assert fits(page)
    assert serious(page) == []
    shot(page, "offer-page-390")


def test_what_is_no_amount_is_said_at_its_field_and_nothing_is_lost(page: Page) -> None:
    page.get_by_role("button", name="Edit", exact=True).click()
    base = page.get_by_label("Base (per year)").first
    base.fill("plenty")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(base).to_be_focused()
    expect(base).to_have_attribute("aria-invalid", "true")
    base.press("Escape")
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_focused()
    expect(page.locator(".terms")).to_contain_text("$245,000 a year")


@pytest.mark.chromium("what is downloaded")
def test_the_page_prints_whole_and_is_saved_as_markdown_and_calendar(page: Page) -> None:
    for name, kind in (("Save as markdown", "my-offer.md"), ("Add to a calendar", "offer-deadline.ics")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        assert saved.value.suggested_filename == kind
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        assert ("DTSTART;VALUE=DATE:20311204" if kind.endswith("ics") else "$245,000") in text
    paper = "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(page.pdf())).pages)
    told = " ".join(paper.split())
    for part in ("Staff Software Engineer", "$245,000 a year", "Against the band", "Hugging Face", "Your plan", "$290K",
                 "Your counter on the phone", "Hello [name]", "Best regards", "Sources", ", line 60"):  # fmt: skip
        assert part in told, part
    assert "Print or save" not in told and "Practise the call" not in told
    # What was closed before it was printed is closed again.
    expect(page.locator("#drafts details[open]")).to_have_count(1)


def test_what_came_of_it_shows_the_gain_part_by_part(page: Page) -> None:
    page.get_by_text("Tell what came of it").click()
    page.get_by_label("Final: Base").fill("260k")
    page.locator("#ended").get_by_role("button", name="Save").click()
    expect(page.locator(".gains")).to_contain_text("+$15,000")


def test_the_practice_and_the_form_of_the_chat_start_with_this_offer(page: Page, server: str) -> None:
    page.get_by_role("link", name="Practise the call").click()
    sheet = page.locator("parley-chat .sheet")
    expect(sheet).to_contain_text("$245,000")
    expect(sheet.get_by_label("Company")).to_have_value("weights-and-biases")
    expect(sheet.get_by_label("Role")).to_have_value("staff-software-engineer")
    expect(sheet.get_by_label("Place")).to_have_value("San Francisco")
    sheet.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Enter an offer").click()
    expect(page.get_by_label("Base (per year)")).to_have_value("245,000")
    page.get_by_role("link", name="My offer").click()
    expect(page.locator(".terms")).to_contain_text("$245,000 a year")
