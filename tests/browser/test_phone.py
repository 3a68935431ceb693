"""On a phone: answers with their figures in sight, sources beside the text, practice above a keyboard, coming back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.reading.test_pasted_letters import ENGLISH

from .conftest import shot
from .test_widget import OFFER, ask, box

LOG = "document.querySelector('parley-chat').shadowRoot.querySelector('.log')"
FOCUSED = "document.querySelector('parley-chat').shadowRoot.activeElement"


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """One phone for all of the tests here, in their order."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    )
    made = context.new_page()
    made.set_default_timeout(60_000)
    made.goto(f"{server}/chat")
    expect(box(made)).to_have_css("resize", "none")
    yield made
    context.close()


def bar(row: Locator) -> tuple[float, list[str]]:
    """How much of its scale a row's band covers, and the scale's numbers."""
    span = row.locator("svg.range .band").evaluate("e => (e.x2.baseVal.value - e.x1.baseVal.value) / 200")
    return float(span), row.locator(".ticks span").all_text_contents()


def test_the_verdict_leads_the_bars_share_a_scale_and_details_are_folded(page: Page) -> None:
    reply = ask(page, OFFER)
    first = reply.locator(".block").first
    # The verdict alone, and the marks of what it rests on.
    rest = first.locator("p").first.inner_text().replace(first.locator("strong").inner_text(), "")
    assert rest.strip(" \n123456789") == ""
    rows = {row.locator("dt").inner_text(): row for row in reply.locator(".row").all()}
    base, total = bar(rows["Base"]), bar(rows["Total"])
    assert base[1] == total[1] and len(base[1]) >= 3 and base[1][0].startswith("$")
    assert abs(base[0] - total[0]) > 0.02
    expect(rows["Base"]).to_contain_text("of the band")
    expect(reply.locator("details.fold[open]")).to_have_count(0)
    expect(reply.locator(".offer svg.years .sum").first).to_have_text("$270,500")
    reply.get_by_text("Part by part, each year").click()
    years = reply.locator(".offer .scroll")
    expect(years.get_by_role("columnheader")).to_have_count(4)
    assert years.evaluate("e => e.scrollWidth <= e.clientWidth")
    reply.get_by_text("Part by part, each year").click()
    shot(page, "phone-offer")


def test_a_ranking_and_a_comparison_are_cards_with_every_figure_in_sight(page: Page) -> None:
    for question in (
        "Compare W&B staff software engineer pay in San Francisco, New York and London",
        "Which companies pay most for software engineers? Rank all by base",
    ):
        reply = ask(page, question)
        cells = reply.locator("table.cards tbody td:last-child").all()
        assert cells, (question, reply.inner_text())
        for cell in cells:
            at = cell.bounding_box()
            assert at and at["x"] >= 0 and at["x"] + at["width"] <= 390
            assert any(sign in cell.inner_text() for sign in "$£€%—0123456789")
        expect(reply.locator("tbody tr .cite").first).to_be_visible()
        # Label and value have a line each, also on the narrowest phones: neither takes the other's room.
        labelled = "all => all.map((e) => [e.innerText, e.offsetHeight])"
        for width in (360, 390):
            page.set_viewport_size({"width": width, "height": 844})
            values = reply.locator("table.cards td[data-label]").evaluate_all(labelled)
            assert values and [one for one in values if one[1] > 30] == [], width
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    shot(page, "phone-cards")


def test_a_source_opens_beside_the_text_with_its_row_marked_and_gives_the_focus_back(page: Page) -> None:
    mark = page.locator("parley-chat .theirs").first.locator(".cite").first
    marks = page.locator("parley-chat .cite").evaluate_all(
        "all => all.map((e) => [e.offsetWidth, e.offsetHeight, e.ariaExpanded, e.ariaLabel])"
    )
    assert len(marks) > 10
    assert all(width >= 24 and height >= 24 for width, height, *_ in marks)
    assert {(expanded, name[:7]) for *_, expanded, name in marks} == {("false", "Source ")}
    mark.click()
    source = page.locator("parley-chat .source")
    expect(mark).to_have_attribute("aria-expanded", "true")
    expect(source.locator(".cited")).to_be_in_viewport()
    expect(source.locator(".about").last).to_contain_text("line 61 · ")
    assert source.evaluate(f"e => e.contains({FOCUSED})")
    assert source.get_by_role("link").get_attribute("href").split("#")[1].startswith("L")  # type: ignore[union-attr]
    shot(page, "phone-source")
    page.keyboard.press("Escape")
    expect(source).to_be_hidden()
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-expanded", "false")


def test_a_copied_answer_is_clean_text_with_its_sources(page: Page) -> None:
    page.locator("parley-chat .theirs").first.locator(".actions").get_by_role("button", name="Copy").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Sources:\n[1] " in text and "/guides/weights-and-biases/" in text
    assert "**" not in text and "Copy" not in text and "$205" in text


def test_a_reload_and_a_second_tab_land_where_one_was_and_the_focus_stays_in_the_box(page: Page) -> None:
    box(page).fill("What's the bonus there?")
    page.get_by_role("button", name="Send").click()
    expect(box(page)).to_be_focused()
    expect(page.locator("parley-chat .theirs .actions")).to_have_count(4)
    second = page.locator("parley-chat .mine").nth(1)
    # A reader who scrolls is not taken back to the reply.
    page.locator("parley-chat .log").dispatch_event("wheel")
    page.evaluate(f"{LOG}.scrollTop = {LOG}.querySelectorAll('.mine')[1].offsetTop - {LOG}.offsetTop - 40")
    before = second.evaluate("e => e.getBoundingClientRect().top")
    page.reload()
    tab = page.context.new_page()
    tab.goto(page.url)
    for one in (page, tab):
        expect(one.locator("parley-chat .theirs .actions")).to_have_count(4)
        expect(one.locator("parley-chat .mine").nth(1)).to_be_in_viewport()
        after = one.locator("parley-chat .mine").nth(1).evaluate("e => e.getBoundingClientRect().top")
        assert abs(after - before) < 30
    tab.close()


def test_practice_is_readable_with_the_keyboard_up_and_each_speaker_is_named(page: Page) -> None:
    page.get_by_role("button", name="Practise the call", exact=True).last.click()
    page.get_by_role("region", name="Practise the call").get_by_role("button", name="Start").click()
    board = page.get_by_role("region", name="On the table")
    expect(board).to_be_visible()
    ask(page, "Thank you! I was hoping for more base, given my experience.")
    board.get_by_role("button", name="Hint").click()
    expect(page.locator("parley-chat .line.coach .who").last).to_contain_text("Coach")
    recruiter = page.locator("parley-chat .line.recruiter").last
    expect(recruiter.locator(".who")).to_have_text("Recruiter")
    board.get_by_role("button", name="Pause").click()
    expect(board).to_contain_text("Paused: with the coach")
    assert board.evaluate("e => e.offsetHeight") <= 48
    expect(box(page)).to_have_attribute("placeholder", "Ask the coach, or resume")
    ask(page, "What should I say about the base?")
    expect(page.locator("parley-chat .line").last.locator(".who")).to_contain_text("Coach")
    board.get_by_role("button", name="Resume").click()
    expect(box(page)).to_have_attribute("placeholder", "Your line to the recruiter")
    replies = page.locator("parley-chat .theirs .actions")
    before = replies.count()
    page.get_by_role("group", name="Phrases to send").get_by_role("button").first.click()
    expect(replies).to_have_count(before + 1)
    expect(board.locator(".items")).to_be_hidden()
    assert board.evaluate("e => e.offsetHeight") <= 80
    recruiter = page.locator("parley-chat .line.recruiter").last
    page.set_viewport_size({"width": 390, "height": 420})
    recruiter.evaluate("e => e.scrollIntoView({block: 'nearest'})")
    expect(recruiter).to_be_in_viewport(ratio=0.9)
    expect(box(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate(f"{LOG}.clientHeight") >= 150
    shot(page, "phone-practice-keyboard")
    page.reload()
    expect(board).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 400})
    # 1280 x 800 at twice its size.
    expect(page.locator("parley-chat .line.recruiter").last).to_be_in_viewport(ratio=0.9)
    expect(box(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate(f"{LOG}.clientHeight") >= 130


def test_after_the_end_only_the_debrief_is_left_and_no_line_is_quoted_twice(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    board = page.get_by_role("region", name="On the table")
    board.locator("summary").click()
    board.get_by_role("button", name="End and debrief").click()
    debrief = page.get_by_role("dialog", name="Debrief")
    expect(debrief.locator("svg.turns")).to_be_visible()
    quotes = debrief.locator(".points blockquote").all_text_contents()
    said = [quote.split("“", 1)[1] for quote in quotes]
    assert len(said) == len(set(said))
    expect(debrief).to_contain_text("Practise next")
    table = debrief.locator(".scroll").first
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
    lists = debrief.locator("ul:has(li):not(.legend)")
    expect(lists.first).to_be_attached()
    # Room for the bullets.
    assert min(one.evaluate("e => parseFloat(getComputedStyle(e).paddingInlineStart)") for one in lists.all()) >= 16
    expect(board).to_be_hidden()
    shot(page, "phone-debrief")
    page.reload()
    page.get_by_role("button", name="Open the debrief").click()
    expect(debrief.locator("svg.turns")).to_be_visible()
    expect(board).to_be_hidden()
    expect(page.get_by_role("button", name="Enter an offer")).to_be_attached()


def test_the_whole_menu_is_in_sight_on_every_phone(page: Page, server: str) -> None:
    for path in ("/", "/chat", "/rank", "/companies?lang=de", "/?lang=de"):
        page.goto(server + path)
        for width in (390, 360, 320):
            page.set_viewport_size({"width": width, "height": 700})
            rows = page.locator(".top nav a").evaluate_all(
                "all => all.map((e) => { const r = e.getBoundingClientRect(); return [r.left, r.right, r.top]; })"
            )
            assert len(rows) == 6
            assert all(left >= 0 and right <= width for left, right, _ in rows), (path, width)
            if width > 320:
                assert len({top for *_, top in rows}) == 1, (path, width)


def test_a_pasted_letter_is_folded_so_that_its_answer_is_in_sight(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/chat")
    reply = ask(page, ENGLISH)
    verdict, mine = reply.locator("strong").first, page.locator("parley-chat .mine")
    at = verdict.bounding_box()
    assert at and at["y"] + at["height"] < 600
    whole = mine.get_by_role("button", name="Show all of it")
    expect(whole).to_have_attribute("aria-expanded", "false")
    folded = mine.bounding_box()
    whole.click()
    opened = mine.bounding_box()
    assert folded and opened and opened["height"] > 3 * folded["height"]
    expect(whole).to_have_attribute("aria-expanded", "true")
    context.close()
