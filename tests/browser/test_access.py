"""Everyone can use the widget: axe finds nothing serious, the keyboard does everything, it fits any screen and
script."""

import json
from collections.abc import Callable
from itertools import count
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests import thorough

from .conftest import Host, shot
from .test_widget import BAND, OFFER, ask, box, tag

Open = Callable[..., BrowserContext]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 768, 1280)
SIZES: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 800}, {"width": 768, "height": 800}, {"width": 1280, "height": 800},
    {"width": 640, "height": 400},
)  # fmt: skip
"""A phone, a tablet, a desk; and a desk of 1280 by 800 at twice its size."""
SERIOUS = ("serious", "critical")


def themes(turn: int) -> tuple[Literal["light", "dark"], ...]:
    """Both themes with `--long`; else every second view in each, as all take their colours from the same names."""
    return THEMES if thorough.ALL else (THEMES[turn % len(THEMES)],)


def serious(page: Page, *, colours_alone: bool = False) -> list[str]:
    """What axe finds that shuts people out, each with where it is. colours_alone: the rest is known to be sound."""
    options: dict[str, object] = {"resultTypes": ["violations"]}  # what is sound is neither gathered nor sent
    if colours_alone:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options).then((told) => told.violations)", options)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in SERIOUS]


def overflows(page: Page) -> list[str]:
    """Elements that reach beyond the window's sides, but for what scrolls in a box of its own."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => [...document.querySelector('parley-chat').shadowRoot.querySelectorAll('*')].filter((e) => {
            const r = e.getBoundingClientRect();
            return r.width && !e.closest(".scroll, .tools, .live, .offscreen, .phrases, .passage") && \
!e.closest("details:not([open]) > :not(summary)") && (r.right > \
innerWidth + 1 || r.left < -1);
        }).map((e) => e.className || e.localName)"""
    )


@pytest.mark.chromium("minutes of axe")
def test_every_view_is_sound_and_nothing_sticks_out_at_any_width_or_magnified(context: Open, server: str) -> None:
    # One walk for everything: each view is looked at by axe, then at every size.
    turn = count()
    page = context(viewport=SIZES[0]).new_page()
    page.goto(f"{server}/chat")
    expect(page.locator("parley-chat .welcome")).to_be_visible()
    look(page, next(turn), "welcome")
    ask(page, OFFER)
    look(page, next(turn), "offer")
    ask(page, "Compare W&B staff software engineer pay in San Francisco, New York and London").locator(
        ".cite"
    ).first.click()
    look(page, next(turn), "comparison")
    ask(page, "What leverage do I have at Hugging Face as a software engineer?")
    look(page, next(turn), "levers")
    ask(page, "Write me a counter-offer email: W&B SWE in London, offer 150k base").get_by_role(
        "button", name="Not helpful"
    ).click()
    look(page, next(turn), "email")
    page.get_by_role("button", name="Enter an offer").click()
    look(page, next(turn), "offer-form", "Evaluate this offer")
    page.get_by_role("button", name="Cancel", exact=True).click()
    page.locator("parley-chat .tools").get_by_role("button", name="Practise the call").click()
    form = page.get_by_role("region", name="Practise the call")
    expect(form.get_by_label("Place").locator("option").first).to_be_attached()
    look(page, next(turn), "practice-set-up", "Start")
    page.set_viewport_size(SIZES[-1])
    for name in ("Company", "Role", "Place"):
        expect(form.get_by_label(name)).to_be_in_viewport(ratio=1)
    page.set_viewport_size(SIZES[0])
    form.get_by_role("button", name="Start").click()
    board = page.get_by_role("region", name="On the table")
    expect(board).to_be_visible()
    ask(page, "Thanks! I was hoping for more base.")
    look(page, next(turn), "practice")
    board.locator("summary").click()
    board.get_by_role("button", name="End and debrief").click()
    expect(page.get_by_role("dialog", name="Debrief").locator(".points")).to_be_visible()
    look(page, next(turn), "debrief", "Print")


def look(page: Page, turn: int, name: str, *reached: str) -> None:
    """axe in the view's themes, and what sticks out at every size; reached: buttons in sight without scrolling."""
    for number, theme in enumerate(themes(turn)):
        page.emulate_media(color_scheme=theme)
        shot(page, f"{name}-{theme}")
        assert serious(page, colours_alone=number > 0) == [], f"{name}, {theme}"
    for size in SIZES[::-1]:
        page.set_viewport_size(size)
        shot(page, f"{name}-{size['width']}")
        assert overflows(page) == [], (name, size)
        for button in reached or ("Send",):
            expect(page.get_by_role("button", name=button, exact=True)).to_be_in_viewport()


def test_axe_finds_nothing_serious_in_the_bubble_on_a_phone(context: Open, host: Host, server: str) -> None:
    page = context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    head = '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
    page.goto(host.page("<main><h1>Careers</h1></main>" + tag(server), head=head))
    page.get_by_role("button", name="Open the negotiation coach").click()
    ask(page, BAND)
    panel = page.get_by_role("dialog").bounding_box()
    assert panel is not None
    assert (panel["x"], panel["y"], panel["width"], panel["height"]) == (0, 0, 360, 740)
    assert serious(page) == []
    assert overflows(page) == []


def test_the_keyboard_alone_asks_follows_a_source_and_votes(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    box(page).focus()
    page.keyboard.type(BAND)
    page.keyboard.press("Enter")
    reply = page.locator("parley-chat .theirs").last
    expect(reply.locator(".actions")).to_be_visible()
    for name, key in (("Source 1", "Enter"), ("Helpful", "Space")):
        button = reply.get_by_role("button", name=name, exact=True).first
        for _ in range(60):
            page.keyboard.press("Shift+Tab")
            if button.evaluate("e => e.getRootNode().activeElement === e"):
                break
        outline = button.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth")
        assert outline == "solid2px"
        page.keyboard.press(key)
        box(page).focus()
    expect(page.locator("parley-chat .source")).to_be_visible()
    expect(reply.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_screen_reader_hears_the_reply_by_sentence_and_once(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    expect(box(page)).to_be_visible()
    ask(page, "They said this is our final offer. What do I say?")
    live = page.locator("parley-chat [aria-live=polite]")
    expect(live).to_have_attribute("aria-atomic", "false")
    heard = live.locator("p").all_text_contents()
    # What it does is a sentence too, at the beginning and at the end.
    assert heard[0] == "Parley is looking it up." and heard[-1] == "The answer is complete."
    assert len(heard) > 2
    assert len(heard) == len(set(heard))
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "off")


def test_right_to_left_mirrors_the_layout_in_every_view(page: Page, host: Host, server: str) -> None:
    page.goto(host.page(f'<div dir="rtl" style="height:700px">{tag(server, "mode=inline")}</div>'))
    ask(page, BAND).locator(".cite").first.click()
    side = {
        name: middle(page, name)
        for name in (".bubble", ".log", ".source", ".send", ".entry", ".tools .quiet:not(.mic)")
    }
    assert side[".bubble"] < side[".log"] and side[".source"] < side[".log"]
    assert side[".send"] < side[".entry"]
    # Where the browser hears.
    if page.locator("parley-chat .mic:visible").count():
        assert middle(page, ".mic") < side[".tools .quiet:not(.mic)"]
    # What is measured from left to right stays so.
    for name in (".ranged", ".passage"):
        direction = page.locator(f"parley-chat {name}").first.evaluate("e => getComputedStyle(e).direction")
        assert direction == "ltr", name
    assert overflows(page) == []
    page.locator("parley-chat .tools").get_by_role("button", name="Practise the call").click()
    form = page.get_by_role("region", name="Practise the call")
    form.get_by_label("Company").select_option("weights-and-biases")
    assert overflows(page) == []
    form.get_by_role("button", name="Start").click()
    board = page.get_by_role("region", name="On the table")
    expect(board).to_be_visible()
    ask(page, "Thanks! I was hoping for more base.")
    assert middle(page, ".board .plainly") < middle(page, ".board summary strong")
    assert middle(page, ".line.recruiter") > middle(page, ".mine .bubble")
    shot(page, "right-to-left")
    board.locator("summary").click()
    board.get_by_role("button", name="End and debrief").click()
    expect(page.locator("parley-chat .debrief .points")).to_be_visible()
    assert overflows(page) == []


def middle(page: Page, name: str) -> float:
    """How far from the left the middle of the last such element is."""
    box = page.locator(f"parley-chat {name}:visible").last.bounding_box()
    assert box, name
    return box["x"] + box["width"] / 2


@pytest.mark.chromium("forced colours")
def test_forced_colours_show_what_is_chosen(context: Open, server: str) -> None:
    page = context(forced_colors="active").new_page()
    page.goto(f"{server}/chat")
    reply = ask(page, OFFER)
    mark = reply.locator(".cite").first
    before = ground(mark)
    mark.click()
    assert ground(mark) != before
    edge = page.locator("parley-chat .source .cited").evaluate("e => getComputedStyle(e).outlineStyle")
    assert edge == "solid"
    line = reply.locator("svg.range").first
    parts = [line.locator(name).evaluate("e => getComputedStyle(e).stroke") for name in (".track", ".band", ".mark")]
    assert len(set(parts)) == 3
    page.locator("parley-chat .tools").get_by_role("button", name="Practise the call").click()
    form = page.get_by_role("region", name="Practise the call")
    level = form.get_by_role("group", name="Difficulty").get_by_role("button")
    expect(level).to_have_count(3)
    shown = {one.inner_text(): ground(one) for one in level.all()}
    assert shown["Realistic"] != shown["Hard"] == shown["Warm-up"]
    level.filter(has_text="Hard").click()
    shown = {one.inner_text(): ground(one) for one in level.all()}
    assert shown["Hard"] != shown["Realistic"] == shown["Warm-up"]
    # What is pressed has an edge where its ground is taken away.
    assert edge_of(form.get_by_role("button", name="Start")) == "1px solid"
    page.goto(server)
    assert edge_of(page.get_by_role("button", name="Search")) == "1px solid"


def edge_of(one: Locator) -> str:
    return str(one.evaluate("e => `${getComputedStyle(e).borderTopWidth} ${getComputedStyle(e).borderTopStyle}`"))


def ground(one: Locator) -> str:
    return str(one.evaluate("e => getComputedStyle(e).backgroundColor"))


def test_less_motion_is_none(context: Open, server: str) -> None:
    page = context(reduced_motion="reduce").new_page()
    page.goto(f"{server}/chat")
    ask(page, BAND)
    moving = page.evaluate("document.querySelector('parley-chat').shadowRoot.getAnimations().length")
    assert moving == 0


def test_a_word_of_forty_letters_and_a_long_table_stay_inside(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    word = "Donaudampfschifffahrtsgesellschaftskapit"
    table = {
        "type": "comparison", "title": "Sixty rows", "columns": ["Who", word, "Base"], "cites": [], "note": "",
        "best": 3,
        "rows": [[f"Company {n} {word}", word, f"$1{n:02}K–$2{n:02}K"] for n in range(60)],
    }  # fmt: skip
    answer = {
        "status": "answered",
        "citations": [],
        "figures": [],
        "numbers": [],
        "blocks": [{"type": "text", "text": f"{word} " * 6, "cites": []}, table],
    }
    page.route("**/messages", lambda route: route.fulfill(
        status=200, headers={"Content-Type": "text/event-stream"},
        body="id: 1\nevent: done\ndata: " + json.dumps({"answer": answer, "message_id": "0" * 32}) + "\n\n",
    ))  # fmt: skip
    ask(page, word * 3)
    scroll = page.locator("parley-chat .scroll")
    assert scroll.evaluate("e => e.scrollHeight > e.clientHeight && e.clientHeight < 500")
    scroll.evaluate("e => e.scrollTo(0, 900)")
    head, frame = page.get_by_role("columnheader", name="Base").bounding_box(), scroll.bounding_box()
    assert head and frame
    assert abs(head["y"] - frame["y"]) < 3
    assert overflows(page) == []
    shot(page, "sixty-rows")


def test_the_operators_page_opens_with_its_key_alone_and_shuts_nobody_out(context: Open, server: str) -> None:
    page = context(viewport={"width": 768, "height": 800}).new_page()
    page.request.post(f"{server}/v1/ask", data={"question": "What does Google pay?"})
    page.goto(f"{server}/operator")
    page.get_by_label("Operator's key").fill("wrong")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("operator's key")
    page.get_by_label("Operator's key").fill("open-sesame-and-wait")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Doubtful in the guides")).to_be_visible()
    expect(page.get_by_label("Operator's key")).to_be_hidden()
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        shot(page, f"operator-{theme}")
        assert serious(page, colours_alone=theme == "dark") == []
