"""The widget's main views keep their layout at every width, and a picture of each is kept to be looked at."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from .conftest import CORPUS, Host, shot
from .test_access import WIDTHS, overflows
from .test_widget import BAND, OFFER, Hold, ask, tag

Open = Callable[..., BrowserContext]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))


def overlaps_composer(page: Page) -> bool:
    """Whether the messages' box or the way to its end reaches into the composer, or the composer out of its panel."""
    return bool(
        page.evaluate(
            """() => {
                const at = (name) => \
document.querySelector('parley-chat').shadowRoot.querySelector(name).getBoundingClientRect();
                const [log, composer, panel] = ['.log', '.composer', '.panel'].map(at);
                const skip = at('.skip');
                return skip.bottom > composer.top + 1 || log.bottom > composer.top + 1 || composer.bottom > \
panel.bottom + 1;
            }"""
        )
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_a_host_site_keeps_its_width_with_the_bubble_closed_and_open(context: Open, server: str, width: int) -> None:
    page = context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{server}/demo")
    launcher = page.get_by_role("button", name="Open the negotiation coach")
    expect(launcher).to_be_in_viewport()
    assert not scrolls_sideways(page)
    shot(page, f"demo-closed-{width}")
    launcher.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_in_viewport(ratio=0.99)
    draft = dialog.get_by_role("textbox").bounding_box()
    assert draft and draft["height"] >= 36
    assert not scrolls_sideways(page)
    shot(page, f"demo-open-{width}")


def test_messages_never_reach_into_the_composer(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    ask(page, OFFER)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        page.locator("parley-chat textarea").fill("")
        assert not overlaps_composer(page)
        page.locator("parley-chat textarea").fill("a line\n" * 30)
        assert not overlaps_composer(page)
        expect(page.get_by_role("button", name="Send")).to_be_in_viewport()
        assert not scrolls_sideways(page)
        shot(page, f"long-draft-{width}")


def test_an_english_answer_on_a_german_page_says_so_and_a_german_one_does_not(
    page: Page, host: Host, server: str
) -> None:
    page.goto(host.page(f'<div style="height:700px">{tag(server, "mode=inline lang=de")}</div>'))
    said = "Diese Antwort ist auf Englisch"
    expect(ask(page, OFFER)).to_contain_text(said)
    expect(ask(page, "Ist mein Angebot gut?")).not_to_contain_text(said)


def test_german_fits_as_english_does(page: Page, host: Host, server: str) -> None:
    page.goto(host.page(f'<div style="height:700px">{tag(server, "mode=inline lang=de")}</div>'))
    reply = ask(page, BAND)
    row = reply.locator(".row", has=page.locator(".ticks")).first
    expect(row.locator("dt")).to_have_text("Grundgehalt")
    expect(row.locator(".value")).to_contain_text("£ pro Jahr")
    expect(reply.get_by_role("button", name="Welche Hebel habe ich dort?")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflows(page) == []
        numbers = row.locator(".ticks span").evaluate_all(
            """all => all.map((e) => e.getBoundingClientRect()).filter((r) => r.width).map((r) => [r.left, r.right])"""
        )
        assert len(numbers) >= 3
        assert all(one[1] < other[0] for one, other in pairwise(numbers)), (width, numbers)
        shot(page, f"german-{width}")
    page.get_by_role("button", name="Gespräch üben", exact=True).click()
    page.set_viewport_size({"width": 360, "height": 640})
    form = page.get_by_role("region", name="Gespräch üben")
    expect(form).to_contain_text("der Coach und die Auswertung sprechen Deutsch")
    form.get_by_label("Firma").select_option("weights-and-biases")
    expect(form.get_by_role("button", name="Beginnen")).to_be_in_viewport(ratio=1)
    expect(page.locator("parley-chat .skip")).to_be_hidden()
    form.get_by_role("button", name="Beginnen").click()
    page.set_viewport_size({"width": 390, "height": 640})
    left = page.locator("parley-chat .turns-left")
    expect(left).to_have_text("12 Runden")
    expect(page.get_by_role("button", name="Bei welchen Teilen ist Spielraum?")).to_be_visible()
    expect(page.locator("parley-chat .board .items")).to_contain_text("Grundgehalt")
    assert left.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_every_figure_of_a_ranking_is_in_sight_on_a_wide_screen_and_beside_the_first_page(
    page: Page, server: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 860})
    for path in ("/chat", "/"):
        page.goto(server + path, wait_until="networkidle")  # What was asked before is there when it is asked again.
        table = ask(page, "Which companies pay most for software engineers? Rank all by base").locator(".scroll").first
        assert table.evaluate("e => e.scrollWidth <= e.clientWidth"), path
        for cell in table.locator("tbody td:last-child").all():
            assert any(sign in cell.inner_text() for sign in "$£€—0123456789")


def test_every_file_is_fetched_once_and_at_the_start(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.extend([request.url.rsplit("/", 1)[1]]))
    page.goto(f"{server}/chat")
    expect(page.locator("parley-chat textarea")).to_be_visible()
    modules = sorted(file.name for file in (CORPUS.parent / "bot" / "channels" / "widget").glob("*.js"))
    assert sorted(name for name in asked if name.endswith(".js")) == modules
    assert page.evaluate("document.querySelectorAll('link[rel=modulepreload]').length") == len(modules) - 2
    assert asked.count("parley.css") == asked.count("en.json") == 1


def test_all_files_together_are_at_most_fifty_kilobytes_on_the_wire(page: Page, server: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda response: answers.extend([response]))
    page.goto(f"{server}/chat", wait_until="networkidle")
    expect(page.locator("parley-chat textarea")).to_be_visible()
    sizes = {one.url: int(one.headers["content-length"]) for one in answers if "/widget" in one.url}
    assert len(sizes) > 10
    assert all(one.headers["content-encoding"] == "gzip" for one in answers if one.url in sizes)
    assert sum(sizes.values()) <= 50_000


def test_a_reply_is_shown_from_its_question_on_unless_the_reader_has_moved(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    ask(page, OFFER)
    ask(page, OFFER)
    place = "document.querySelector('parley-chat').shadowRoot.querySelector('.log')"
    gap = page.evaluate(
        f"[...{place}.querySelectorAll('.mine')].at(-1).getBoundingClientRect().top - "
        f"{place}.getBoundingClientRect().top"
    )
    assert 0 <= gap < 40
    expect(page.get_by_role("button", name="Jump to the newest message")).to_be_visible()
    page.route("**/messages", hold := Hold())
    page.locator("parley-chat textarea").fill(OFFER)
    page.locator("parley-chat textarea").press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.locator("parley-chat .log").hover()
    page.mouse.wheel(0, -4000)
    expect(page.locator("parley-chat .mine").first).to_be_in_viewport()
    hold.go()
    expect(page.locator("parley-chat .theirs .actions")).to_have_count(3)
    expect(page.locator("parley-chat .mine").first).to_be_in_viewport()
