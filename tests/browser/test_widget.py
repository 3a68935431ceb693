"""The widget as a person uses it: asking, following sources, offers, practice, and what happens when things go
wrong."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

from .conftest import shot, tells_downloads

Open = Callable[..., BrowserContext]
BAND = "What does W&B pay a software engineer in London?"
OFFER = "I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?"


def box(page: Page) -> Locator:
    return page.locator("parley-chat textarea")


def ask(page: Page, text: str) -> Locator:
    """Ask and wait for the whole reply."""
    replies = page.locator("parley-chat .theirs .actions")
    before = replies.count()
    box(page).fill(text)
    box(page).press("Enter")
    expect(replies).to_have_count(before + 1)
    return page.locator("parley-chat .theirs").last


@pytest.fixture
def chat(page: Page, server: str) -> Page:
    page.goto(f"{server}/chat")
    expect(box(page)).to_be_visible()
    # The style sheet is in force.
    expect(box(page)).to_have_css("resize", "none")
    return page


# ---------------------------------------------------------------- answers


def test_a_band_is_a_card_with_a_range_bar_and_a_mark_that_opens_the_guides_line(chat: Page) -> None:
    reply = ask(chat, BAND)
    expect(reply.locator(".card")).to_contain_text("£129K–£163K")
    expect(reply.locator("svg.range").first).to_be_visible()
    reply.locator(".cite").first.click()
    source = chat.locator("parley-chat .source")
    expect(source.locator(".cited")).to_contain_text("London")
    expect(source).to_contain_text("line 63")
    reply.locator(".cite").first.click()
    expect(source).to_be_hidden()


def test_an_offer_is_shown_in_its_band_and_year_by_year(chat: Page) -> None:
    reply = ask(chat, OFFER)
    expect(reply.locator(".offer svg.years")).to_be_visible()
    expect(reply.locator(".offer")).to_contain_text("$270,500")
    expect(reply.locator("svg.range .mark").first).to_be_attached()
    shot(chat, "offer")


def test_a_comparison_is_a_table_with_headings(chat: Page) -> None:
    reply = ask(chat, "Compare W&B staff software engineer base in San Francisco, New York and London")
    expect(reply.get_by_role("columnheader", name="Base")).to_be_visible()
    expect(reply.get_by_role("row", name=re.compile("London"))).to_contain_text("£182K–£228K")


def test_a_levers_script_and_an_email_can_be_copied(context: Open, server: str) -> None:
    page = context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{server}/chat")
    lever = ask(page, "What leverage do I have at Hugging Face as a software engineer?").locator(".lever").first
    lever.get_by_role("button", name="Copy").click()
    expect(lever.get_by_role("button", name="Copied")).to_be_visible()
    assert "I'd like to ask for [your ask]" in page.evaluate("navigator.clipboard.readText()")
    mail = ask(page, "Write me a counter-offer email: W&B SWE in London, offer 150k base").locator(".email")
    mail.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Subject: ")


def test_what_contradicts_a_guide_is_a_quiet_warning(chat: Page) -> None:
    reply = ask(chat, "How old is the W&B staff guide and what contradicts it?")
    expect(reply.locator(".warning").first).to_contain_text("Note:")


def test_a_suggested_question_is_asked_at_a_tap(chat: Page) -> None:
    reply = ask(chat, BAND)
    reply.get_by_role("group", name="You could ask").get_by_role("button").first.click()
    expect(chat.locator("parley-chat .mine")).to_have_count(2)


@pytest.mark.chromium("what a request holds")
def test_thumbs_down_asks_why_and_the_reason_is_kept(chat: Page, server: str) -> None:
    reply = ask(chat, BAND)
    with chat.expect_response(lambda r: r.url.endswith("/feedback") and r.request.method == "POST"):
        reply.get_by_role("button", name="Not helpful").click()
    with chat.expect_response(
        lambda r: r.url.endswith("/feedback") and "Wrong figure" in (r.request.post_data or "")
    ) as kept:
        reply.get_by_role("button", name="Wrong figure").click()
    assert kept.value.ok
    expect(reply).to_contain_text("Thank you")
    chat.reload()
    expect(chat.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    overview = chat.request.get(
        f"{server}/v1/operator/overview", headers={"Authorization": "Bearer open-sesame-and-wait"}
    ).text()
    assert "Wrong figure" in overview


# ---------------------------------------------------------------- conversation


def test_the_chat_survives_a_reload_and_shows_in_another_tab(chat: Page, server: str) -> None:
    ask(chat, BAND)
    chat.reload()
    expect(chat.locator("parley-chat .theirs .card")).to_contain_text("£129K–£163K")
    other = chat.context.new_page()
    other.goto(f"{server}/chat")
    expect(other.locator("parley-chat .mine")).to_have_text(BAND)
    ask(other, "And in New York?")
    expect(chat.locator("parley-chat .mine")).to_have_count(2)


def test_a_new_chat_keeps_the_old_one_and_deleting_it_takes_it_from_the_server(chat: Page) -> None:
    ask(chat, BAND)
    chat.get_by_role("button", name="New chat").click()
    expect(chat.locator("parley-chat .welcome")).to_be_visible()
    expect(box(chat)).to_be_focused()
    ask(chat, "hello")
    chat.get_by_role("button", name="Your chats").click()
    dialog = chat.get_by_role("dialog", name="Your chats")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("listitem").nth(1).get_by_role("button", name=BAND).first.click()
    expect(chat.locator("parley-chat .mine")).to_have_text([BAND])
    chat.get_by_role("button", name="Your chats").click()
    chat.once("dialog", lambda asked: asked.accept())
    with chat.expect_response(lambda r: r.request.method == "DELETE") as deleted:
        dialog.get_by_role("button", name=f"Delete: {BAND}").click()
    assert deleted.value.status == 204
    expect(chat.locator("parley-chat .mine")).to_have_text(["hello"])
    chat.reload()
    expect(chat.locator("parley-chat .mine")).to_have_text(["hello"])


def test_what_is_typed_while_a_reply_streams_stays_and_the_box_grows(chat: Page) -> None:
    small = box(chat).evaluate("e => e.clientHeight")
    chat.route("**/messages", hold := Hold())
    box(chat).fill(BAND)
    box(chat).press("Enter")
    expect(chat.get_by_role("button", name="Stop")).to_be_visible()
    box(chat).fill("one\ntwo\nthree\nfour")
    assert box(chat).evaluate("e => e.clientHeight") > small
    box(chat).press("Enter")
    hold.go()
    expect(chat.locator("parley-chat .theirs .actions")).to_have_count(1)
    expect(box(chat)).to_have_value("one\ntwo\nthree\nfour")


def test_a_draft_survives_a_reload(chat: Page) -> None:
    box(chat).fill("half a thought")
    chat.reload()
    expect(box(chat)).to_have_value("half a thought")


# ---------------------------------------------------------------- faults


class Hold:
    """Keeps requests until it is told to let them go."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.open = False

    def __call__(self, route: Route) -> None:
        if self.open:
            route.continue_()
        else:
            self.routes.append(route)

    def go(self) -> None:
        self.open = True
        for route in self.routes:
            route.continue_()


def problem(status: int, **headers: str) -> Callable[[Route], None]:
    body = json.dumps({"title": "No", "status": status, "detail": "no"})
    return lambda route: route.fulfill(
        status=status, body=body, headers={"Content-Type": "application/problem+json", **headers}
    )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (problem(429, **{"Retry-After": "7"}), "Try again in 7 s"),
        (problem(500), "The server is not answering"),
        (problem(503), "The server is not answering"),
        (problem(422), "could not be sent"),
    ],
)
def test_a_refusal_is_told_and_the_message_is_back_in_the_box(
    chat: Page, fault: Callable[[Route], None], words: str
) -> None:
    chat.route("**/messages", fault)
    box(chat).fill(BAND)
    box(chat).press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text(words)
    expect(box(chat)).to_have_value(BAND)
    chat.unroute("**/messages")
    chat.get_by_role("alert").get_by_role("button").click()
    expect(chat.locator("parley-chat .theirs .card")).to_be_visible()
    expect(chat.locator("parley-chat .mine")).to_have_count(1)


@pytest.mark.chromium("a reply that is cut")
def test_a_stream_that_breaks_is_resumed_where_it_broke_and_nothing_is_answered_twice(chat: Page) -> None:
    resumed: list[Request] = []
    chat.on("request", lambda request: resumed.append(request) if request.url.endswith("/events") else None)

    def cut(route: Route) -> None:
        whole = route.fetch()
        first = whole.text().replace("\r\n", "\n").split("\n\n")
        route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body="\n\n".join(first[:2]) + "\n\n")

    chat.route("**/messages", cut, times=1)
    ask(chat, BAND)
    assert [r.headers.get("last-event-id") for r in resumed]
    expect(chat.locator("parley-chat .theirs .card")).to_have_count(1)
    chat.reload()
    expect(chat.locator("parley-chat .mine")).to_have_count(1)


def test_offline_the_message_waits_and_goes_out_when_the_network_is_back(chat: Page) -> None:
    ask(chat, BAND)
    chat.context.set_offline(True)
    box(chat).fill("And in New York?")
    box(chat).press("Enter")
    expect(chat.locator("parley-chat .status")).to_contain_text("Reconnecting")
    chat.context.set_offline(False)
    expect(chat.locator("parley-chat .theirs .actions")).to_have_count(2)


def test_stop_ends_the_reply_and_the_servers_work(chat: Page) -> None:
    chat.route("**/messages", lambda route: route.fulfill(
        status=200, headers={"Content-Type": "text/event-stream"},
        body='id: 1\nevent: status\ndata: {"stage":"reading","message_id":"00000000000000000000000000000000"}\n\n',
    ))  # fmt: skip
    chat.route("**/events", lambda _: None)
    box(chat).fill(BAND)
    box(chat).press("Enter")
    expect(chat.locator("parley-chat .status")).to_be_visible()
    with chat.expect_request(lambda r: r.url.endswith("/stop")):
        chat.get_by_role("button", name="Stop").click()
    expect(chat.get_by_role("button", name="Send")).to_be_visible()


def test_a_token_that_has_expired_opens_a_new_conversation_and_keeps_the_words(chat: Page) -> None:
    ask(chat, BAND)
    chat.evaluate("""() => {
        const key = Object.keys(localStorage).find((name) => name.endsWith(':conversation'));
        localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), token: 'expired'}));
    }""")
    box(chat).fill("And in New York?")
    box(chat).press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text("no longer kept")
    expect(box(chat)).to_have_value("And in New York?")
    chat.get_by_role("alert").get_by_role("button").click()
    expect(chat.locator("parley-chat .theirs").last.locator(".actions")).to_be_visible()


# ---------------------------------------------------------------- offer form


def test_an_offer_typed_into_the_form_is_evaluated(chat: Page) -> None:
    chat.get_by_role("button", name="Enter an offer").click()
    form = chat.get_by_role("region", name="Your offer")
    for name, value in {
        "Company": "W&B",
        "Role": "Software Engineer",
        "Place": "London",
        "Base (per year)": "140000",
    }.items():
        form.get_by_label(name).fill(value)
    form.get_by_label("Currency").select_option("GBP")
    form.get_by_label("Equity").fill("130000")
    shot(chat, "offer-form")
    form.get_by_role("button", name="Evaluate").click()
    expect(chat.locator("parley-chat .theirs .offer")).to_contain_text("£140,000")


def letter(folder: Path) -> Path:
    """A real one-page PDF with an offer in it."""
    text = (
        "Dear candidate, we offer you the role of Software Engineer. Your base salary is $205,000 per year with a "
        "signing bonus of $30,000."
    )
    stream = f"BT /F1 11 Tf 40 700 Td ({text}) Tj ET".encode()
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=1200, height=792)
    content = pypdf.generic.DecodedStreamObject()
    content.set_data(stream)
    name = pypdf.generic.NameObject
    font = pypdf.generic.DictionaryObject(
        {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")}
    )
    page[name("/Resources")] = pypdf.generic.DictionaryObject(
        {name("/Font"): pypdf.generic.DictionaryObject({name("/F1"): font})}
    )
    page[name("/Contents")] = writer._add_object(content)
    file = folder / "offer.pdf"
    writer.write(file)
    return file


@pytest.mark.parametrize("kind", ["pdf", "text"])
def test_a_letter_is_read_by_the_server_and_shown_before_it_is_used(chat: Page, tmp_path: Path, kind: str) -> None:
    file = letter(tmp_path)
    if kind == "text":
        file = tmp_path / "offer.txt"
        file.write_text("We are pleased to offer you a base salary of $205,000 and a signing bonus of $30,000.")
    chat.get_by_role("button", name="Enter an offer").click()
    chat.locator("parley-chat input[type=file]").set_input_files(file)
    form = chat.get_by_role("region", name="Your offer")
    expect(form.get_by_label("Base (per year)")).to_have_value("205,000")
    expect(form.get_by_label("Signing")).to_have_value("30,000")
    expect(chat.locator("parley-chat .mine")).to_have_count(0)
    for name, value in {"Company": "W&B", "Role": "Software Engineer", "Place": "San Francisco"}.items():
        form.get_by_label(name).fill(value)
    form.get_by_role("button", name="Evaluate").click()
    expect(chat.locator("parley-chat .theirs .offer")).to_contain_text("$205,000")
    expect(chat.locator("parley-chat .theirs .offer")).to_contain_text("$30,000")
    expect(chat.locator("parley-chat .sheet")).to_have_count(0)


@pytest.mark.parametrize("way", [pytest.param("paste", marks=pytest.mark.chromium("a made-up paste")), "drop"])
def test_a_letter_pasted_or_dropped_fills_the_form(chat: Page, way: str) -> None:
    chat.get_by_role("button", name="Enter an offer").click()
    form = chat.get_by_role("region", name="Your offer")
    expect(form.get_by_label("or paste its words here")).to_be_visible()
    form.evaluate(
        """(form, way) => {
        const words = "We are pleased to offer you a base salary of $205,000 a year and a signing bonus of $30,000.";
        const carried = new DataTransfer();
        if (way === "drop") carried.items.add(new File([words], "offer.txt", {type: "text/plain"}));
        else carried.setData("text/plain", words);
        const more = {bubbles: true, composed: true, cancelable: true};
        form.querySelector(way === "drop" ? "[name=company]" : ".paste").dispatchEvent(
            way === "drop" ? new DragEvent("drop", {...more, dataTransfer: carried}) : new ClipboardEvent("paste", \
{...more, clipboardData: carried}));
    }""",
        way,
    )
    expect(form.get_by_label("Base (per year)")).to_have_value("205,000")
    expect(form.get_by_label("Signing")).to_have_value("30,000")
    expect(form.get_by_role("status")).to_contain_text("Check it before you send it")
    expect(form.get_by_label("Company")).to_have_value("")


def test_a_letter_that_is_no_letter_is_refused_in_a_sentence_and_the_form_stays(chat: Page, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing of the kind")
    chat.get_by_role("button", name="Enter an offer").click()
    form = chat.get_by_role("region", name="Your offer")
    form.get_by_label("Place").fill("London")
    chat.locator("parley-chat input[type=file]").set_input_files(tmp_path / "broken.pdf")
    expect(form.get_by_role("status")).to_contain_text("letter")
    (tmp_path / "notes.txt").write_text("Team lunch on Friday: pizza, salad and cola. Bring your own chairs.")
    chat.locator("parley-chat input[type=file]").set_input_files(tmp_path / "notes.txt")
    expect(form.get_by_role("status")).to_contain_text("I see no pay in these words")
    expect(form.get_by_label("Place")).to_have_value("London")


# ---------------------------------------------------------------- practice


def test_a_practice_from_set_up_to_debrief_and_again_from_a_turn(chat: Page) -> None:
    chat.get_by_role("button", name="Practise the call", exact=True).click()
    form = chat.get_by_role("region", name="Practise the call")
    # Nothing is known of the person: no company is taken for theirs.
    expect(form.get_by_label("Company")).to_have_value("")
    expect(form.get_by_role("button", name="Start")).to_be_disabled()
    form.get_by_label("Company").select_option("weights-and-biases")
    form.get_by_label("Role").select_option("software-engineer")
    form.get_by_label("Place").select_option("London")
    form.get_by_role("button", name="Hard", exact=True).click()
    form.get_by_role("button", name="Yes", exact=True).click()
    shot(chat, "practice-set-up")
    form.get_by_role("button", name="Start").click()
    board = chat.get_by_role("region", name="On the table")
    expect(board).to_contain_text("base salary")
    expect(board).to_contain_text("turns left")
    board.get_by_role("button", name="Hint").click()
    expect(chat.locator("parley-chat .line.coach").last).to_contain_text("Hint")
    ask(chat, "Thank you! I was hoping for £160K base, given my experience with large training systems.")
    remarked = chat.locator("parley-chat .theirs").last
    expect(remarked.locator(".line.recruiter .who")).to_have_text("Recruiter")
    expect(remarked.locator(".line.coach")).to_contain_text(re.compile("(Next|Better): "))
    board.locator("summary").click()
    board.get_by_role("button", name="Pause").click()
    expect(board.get_by_role("button", name="Resume")).to_be_visible()
    board.get_by_role("button", name="Resume").click()
    replies = chat.locator("parley-chat .theirs").count()
    chat.get_by_role("group", name="Phrases to send").get_by_role("button").first.click()
    expect(chat.locator("parley-chat .theirs .actions")).to_have_count(replies + 1)
    shot(chat, "practice")
    board.get_by_role("button", name="End and debrief").click()
    debrief = chat.get_by_role("dialog", name="Debrief")
    expect(debrief.locator("svg.turns")).to_be_visible()
    expect(debrief.locator(".points blockquote").first).to_contain_text(re.compile(r"Turn \d"))
    shot(chat, "debrief")
    if tells_downloads(chat):
        with chat.expect_download() as saved:
            debrief.get_by_role("button", name="Save").click()
        report = Path(saved.value.path()).read_text(encoding="utf-8")
        assert "£160K" in report
        assert "Could you" in report or "hoping for" in report
    with chat.expect_popup() as printed:
        debrief.get_by_role("button", name="Print").click()
    expect(printed.value.locator(".points")).to_be_visible()
    printed.value.close()
    debrief.get_by_role("button", name="Turn 1", exact=True).click()
    expect(debrief).to_be_hidden()
    expect(board).to_contain_text("turns left")


def test_speech_is_off_until_it_is_switched_on(context: Open, server: str) -> None:
    made = context()
    made.add_init_script("""
        window.spoken = [];
        window.SpeechRecognition = class { start() { setTimeout(() => { this.onresult({results: [[{transcript: "what \
does W&B pay"}]]}); this.onend(); }); } stop() {} };
        speechSynthesis.speak = (one) => spoken.push(`${one.lang}: ${one.text}`);
    """)
    page = made.new_page()
    page.goto(f"{server}/chat?lang=de")
    ask(page, BAND)
    assert page.evaluate("spoken") == []
    page.get_by_role("button", name="Vorlesen").click()
    page.get_by_role("button", name="Sprechen", exact=True).click()
    expect(box(page)).to_have_value("what does W&B pay")
    ask(page, "What's the bonus for a W&B software engineer in New York?")
    spoken = page.evaluate("spoken")
    assert "5–10%" in " ".join(spoken)
    # Answers are in English: an English voice reads them, and a screen reader is told so.
    assert {one[:4] for one in spoken} == {"en: "}
    heard = page.locator("parley-chat [aria-live=polite] p")
    assert [heard.first.get_attribute("lang"), heard.nth(1).get_attribute("lang")] == [None, "en"]


# ---------------------------------------------------------------- embedding


def tag(server: str, attributes: str = "", script: str = "") -> str:
    return f'<script src="{server}/widget.js" async></script><parley-chat {attributes}></parley-chat>{script}'


STRICT = (
    "default-src 'none'; script-src 'self' {server}; style-src 'self' {server}; connect-src {server}; img-src "
    "'self'; base-uri 'none'"
)


def test_one_script_tag_on_another_site_under_a_strict_policy_opens_a_working_chat(
    page: Page, host: Any, server: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    example = (Path(__file__).parents[2] / "examples/embed/index.html").read_text(encoding="utf-8")
    body = example.partition("</title>")[2].replace("http://localhost:8000", server)
    page.goto(host.page(body, policy=STRICT.format(server=server)))
    page.get_by_role("button", name="Open the negotiation coach").click()
    ask(page, BAND)
    shot(page, "bubble")
    token = page.evaluate("JSON.parse(localStorage.getItem('parley:chat:conversation')).token")
    assert {re.match(r"https?://[^/]+", url).group() for url in asked if url.startswith("http")} <= {
        host.origin,
        server,
    }  # type: ignore[union-attr]
    assert not any(token in url for url in asked)


def test_esc_closes_the_bubble_and_gives_the_focus_back_and_tab_stays_inside(
    page: Page, host: Any, server: str
) -> None:
    page.goto(host.page("<a href='#x'>before</a>" + tag(server)))
    launcher = page.get_by_role("button", name="Open the negotiation coach")
    launcher.focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.localName") == "parley-chat"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_two_widgets_on_a_page_keep_their_own_chats(page: Page, host: Any, server: str) -> None:
    body = "".join(
        f'<div style="height:400px"><parley-chat mode="inline" storage-key="{k}"></parley-chat></div>' for k in "ab"
    )
    page.goto(host.page(body + f'<script src="{server}/widget.js" async></script>'))
    first, second = page.locator("parley-chat").first, page.locator("parley-chat").last
    first.locator("textarea").fill(BAND)
    first.locator("textarea").press("Enter")
    expect(first.locator(".theirs .actions")).to_have_count(1)
    expect(second.locator(".message")).to_have_count(0)


def test_taken_out_of_the_page_and_put_back_it_is_the_same_chat(page: Page, host: Any, server: str) -> None:
    page.goto(host.page(tag(server, 'mode="inline"')))
    ask(page, BAND)
    page.evaluate("window.kept = document.querySelector('parley-chat'); kept.remove()")
    page.evaluate("document.body.append(kept)")
    expect(page.locator("parley-chat .mine")).to_have_text(BAND)
    expect(page.locator("parley-chat .theirs .card")).to_have_count(1)
    ask(page, "And in New York?")
    expect(page.locator("parley-chat .mine")).to_have_count(2)


def test_attributes_dress_it_and_preset_the_job_for_the_server(page: Page, host: Any, server: str) -> None:
    attributes = (
        'mode="inline" theme="dark" accent="#ff8800" radius="3px" font="Georgia, serif" greeting="Hello from us" '
        'suggestions="What is the base in London?" company="Weights &amp; Biases" role-preset="Staff Software '
        'Engineer" heading="Our coach"'
    )
    page.goto(host.page(f'<div style="height:700px">{tag(server, attributes)}</div>'))
    frame = page.locator("parley-chat .frame")
    expect(frame).to_have_attribute("data-theme", "dark")
    assert frame.evaluate("e => getComputedStyle(e).getPropertyValue('--accent')").strip() == "#ff8800"
    expect(page.get_by_role("heading", name="Our coach")).to_be_visible()
    expect(page.get_by_text("Hello from us")).to_be_visible()
    page.get_by_role("button", name="What is the base in London?").click()
    expect(page.locator("parley-chat .theirs")).to_contain_text("£182K–£228K")
    page.evaluate("document.querySelector('parley-chat').setAttribute('lang', 'de')")
    expect(page.get_by_role("button", name="Angebot eingeben")).to_be_visible()
    expect(page.locator("parley-chat .mine")).to_have_count(1)


def test_its_methods_and_events_serve_the_host(page: Page, host: Any, server: str) -> None:
    page.goto(host.page(tag(server)))
    page.evaluate("""async () => {
        window.heard = [];
        for (const name of ['open', 'question', 'answer', 'close', 'reset']) document.addEventListener('parley:' + \
name, (event) => heard.push([name, Object.keys(event.detail).join()]));
        await window.Parley.ready;
        const chat = document.querySelector('parley-chat');
        await chat.ask('What does W&B pay a software engineer in London?');
        chat.hide();
        await chat.reset();
    }""")
    heard = page.evaluate("heard")
    assert [name for name, _ in heard] == ["open", "question", "answer", "close", "reset"]
    assert ["answer", "answer,message_id"] in heard


def test_a_host_that_opens_conversations_itself_is_asked_for_the_token(page: Page, host: Any, server: str) -> None:
    opened = page.request.post(f"{server}/v1/conversations", data={"channel": "widget"}).json()
    page.goto(host.page(tag(server, 'mode="inline"')))
    page.evaluate(
        "opened => { document.querySelector('parley-chat').tokenProvider = async () => { window.given = "
        "(window.given ?? 0) + 1; return opened; } }",
        opened,
    )
    ask(page, BAND)
    assert page.evaluate("given") == 1
    assert page.evaluate("JSON.parse(localStorage.getItem('parley:chat:conversation')).id") == opened["id"]


def test_where_storage_is_blocked_it_works_from_memory_and_says_so(context: Open, server: str) -> None:
    made = context()
    made.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); "
        "} })"
    )
    page = made.new_page()
    page.goto(f"{server}/chat")
    expect(page.get_by_role("alert")).to_contain_text("blocks storage")
    ask(page, BAND)
    ask(page, "And in New York?")
    expect(page.locator("parley-chat .theirs").last).to_contain_text("$165K–$210K")


@pytest.mark.chromium("keys and clicks in a frame of another site")
def test_the_iframe_page_works_on_an_allowed_site(page: Page, host: Any, server: str) -> None:
    page.goto(host.page(f'<iframe src="{server}/frame" width="500" height="700" title="Coach"></iframe>'))
    inside = page.frame_locator("iframe")
    inside.locator("textarea").fill(BAND)
    inside.locator("textarea").press("Enter")
    expect(inside.locator(".theirs .card")).to_contain_text("£129K–£163K")


def test_a_site_that_is_not_allowed_is_refused_by_the_server_itself(page: Page, host: Any, server: str) -> None:
    answer = page.request.post(
        f"{server}/v1/conversations", data={"channel": "widget"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status == 403


@pytest.mark.chromium("what the console says of a frame")
def test_a_site_that_is_not_allowed_cannot_frame_the_page(browser: Browser, host: Any, server: str) -> None:
    elsewhere = host.page(f'<iframe src="{server}/frame" width="500" height="700" title="Coach"></iframe>').replace(
        "127.0.0.1", "localhost"
    )
    opened = browser.new_context()
    page = opened.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(elsewhere)
    expect(page.frame_locator("iframe").locator("parley-chat")).to_have_count(0)
    opened.close()


def test_a_frame_without_an_origin_works_from_memory_or_says_why_not(page: Page, host: Any, server: str) -> None:
    page.goto(
        host.page(
            f'<iframe sandbox="allow-scripts" src="{server}/frame" width="500" height="700" title="Coach"></iframe>'
        )
    )
    expect(page.frame_locator("iframe").get_by_role("alert")).to_contain_text("blocks storage")


def test_the_token_is_in_no_address_and_in_no_storage_but_its_own(page: Page, server: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.extend([request]))
    page.goto(f"{server}/chat")
    ask(page, BAND)
    ask(page, "Let's practise the call for software engineer at W&B in London")
    page.reload()
    expect(page.get_by_role("region", name="On the table")).to_be_visible()
    token = page.evaluate("JSON.parse(localStorage.getItem('parley:chat:conversation')).token")
    assert sum(f"Bearer {token}" == request.headers.get("authorization") for request in asked) >= 3
    assert not [request.url for request in asked if token in request.url]
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("Object.keys(localStorage).filter((name) => localStorage[name].includes('token'))") == [
        "parley:chat:conversation"
    ]


def test_put_in_and_taken_out_a_hundred_times_it_leaves_nothing_behind(context: Open, host: Any, server: str) -> None:
    made = context()
    made.add_init_script("""
        window.listening = 0;
        const [on, off] = [window.addEventListener, window.removeEventListener];
        window.addEventListener = function (...given) { if (this === window) listening++; return on.apply(this, \
given); };
        window.removeEventListener = function (...given) { if (this === window) listening--; return off.apply(this, \
given); };
    """)
    page = made.new_page()
    page.goto(host.page(tag(server, 'mode="inline"')))
    ask(page, BAND)
    before = page.evaluate("document.querySelector('parley-chat').remove(), listening")
    page.evaluate("""async () => {
        for (let i = 0; i < 100; i++) {
            const made = Object.assign(document.createElement("parley-chat"), {});
            made.setAttribute("mode", i % 2 ? "inline" : "bubble");
            document.body.append(made);
            await new Promise(requestAnimationFrame);
            made.remove();
        }
    }""")
    assert page.evaluate("listening") == before
    page.evaluate("document.body.append(Object.assign(document.createElement('parley-chat')))")
    page.locator("parley-chat .launcher").click()
    expect(page.locator("parley-chat .theirs .card")).to_contain_text("£129K–£163K")
