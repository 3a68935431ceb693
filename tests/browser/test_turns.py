"""The last turn in the widget: edited, asked again, stopped, left and come back to; alone and with a model that is
slow."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.server.app import create_app
from bot.settings import Settings
from tests.fakes.openai_server import OpenAIServer, Say

from .conftest import running
from .test_widget import BAND, ask, box, chat, problem

__all__ = ["chat"]

Open = Callable[..., BrowserContext]
YORK = BAND.replace("London", "New York")


def edit(page: Page) -> None:
    page.locator("parley-chat .mine").last.hover()
    page.get_by_role("button", name="Edit").click()


def kept(page: Page) -> list[dict[str, Any]]:
    """The conversation's messages as the server keeps them."""
    told: dict[str, Any] = page.evaluate("""async () => {
        const {id, token} = JSON.parse(localStorage.getItem("parley:chat:conversation"));
        return (await fetch(`/v1/conversations/${id}`, {headers: {Authorization: `Bearer ${token}`}})).json();
    }""")
    messages: list[dict[str, Any]] = told["messages"]
    return messages


def asked(page: Page) -> list[str]:
    """What the server keeps as said by the person."""
    return [message["text"] for message in kept(page) if message["role"] == "user"]


def states(page: Page) -> list[str]:
    return [message["state"] for message in kept(page) if message["role"] == "assistant"]


def wait_for_states(page: Page, wanted: list[str]) -> None:
    """The server keeps a reply's end a moment after the page has shown its card."""
    deadline = time.monotonic() + 30
    while states(page) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert states(page) == wanted


def test_an_edited_question_and_its_reply_take_the_place_of_the_last(chat: Page) -> None:
    ask(chat, "hello")
    ask(chat, BAND)
    expect(chat.get_by_role("button", name="Edit")).to_have_count(1)
    edit(chat)
    expect(box(chat)).to_have_value(BAND)
    box(chat).fill(YORK)
    box(chat).press("Enter")
    expect(chat.locator("parley-chat .theirs").last).to_contain_text("$165K–$210K")
    expect(chat.locator("parley-chat .mine")).to_have_text(["hello", YORK])
    expect(chat.locator("parley-chat .theirs .actions")).to_have_count(2)
    assert asked(chat) == ["hello", YORK]
    chat.reload()
    expect(chat.locator("parley-chat .mine")).to_have_text(["hello", YORK])


def test_a_draft_waits_while_the_last_question_is_edited(chat: Page) -> None:
    ask(chat, BAND)
    box(chat).fill("precious draft")
    edit(chat)
    expect(box(chat)).to_have_value(BAND)
    chat.get_by_role("button", name="Cancel").click()
    expect(box(chat)).to_have_value("precious draft")
    edit(chat)
    box(chat).fill(YORK)
    chat.reload()
    expect(box(chat)).to_have_value("precious draft")
    edit(chat)
    box(chat).fill(YORK)
    box(chat).press("Enter")
    expect(chat.locator("parley-chat .theirs").last).to_contain_text("$165K–$210K")
    expect(box(chat)).to_have_value("precious draft")


def test_an_edit_that_fails_leaves_what_stood_and_goes_through_at_the_second_try(chat: Page) -> None:
    ask(chat, BAND)
    chat.route("**/messages", problem(503))
    edit(chat)
    box(chat).fill(YORK)
    box(chat).press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text("not answering")
    expect(chat.locator("parley-chat .mine")).to_have_text([BAND])
    expect(box(chat)).to_have_value(YORK)
    chat.unroute("**/messages")
    chat.get_by_role("alert").get_by_role("button").click()
    expect(chat.locator("parley-chat .theirs").last).to_contain_text("$165K–$210K")
    expect(chat.locator("parley-chat .mine")).to_have_text([YORK])
    assert asked(chat) == [YORK]


@pytest.mark.chromium("what a request holds")
def test_the_last_reply_is_asked_for_again_in_its_place(chat: Page) -> None:
    ask(chat, "hello")
    ask(chat, BAND)
    again = chat.get_by_role("button", name="Try again")
    expect(again).to_have_count(1)
    with chat.expect_request(lambda r: r.url.endswith("/messages") and "replaces" in (r.post_data or "")):
        again.click()
    expect(chat.locator("parley-chat .theirs .actions")).to_have_count(2)
    expect(chat.locator("parley-chat .mine")).to_have_text(["hello", BAND])
    assert asked(chat) == ["hello", BAND]


def test_two_tabs_show_an_edit_alike(chat: Page, server: str) -> None:
    ask(chat, BAND)
    other = chat.context.new_page()
    other.goto(f"{server}/chat")
    expect(other.locator("parley-chat .mine")).to_have_text([BAND])
    edit(other)
    box(other).fill(YORK)
    box(other).press("Enter")
    expect(other.locator("parley-chat .theirs").last).to_contain_text("$165K–$210K")
    expect(chat.locator("parley-chat .mine")).to_have_text([YORK])
    ask(chat, "And in London?")
    expect(other.locator("parley-chat .mine")).to_have_text([YORK, "And in London?"])


def test_what_is_said_to_the_recruiter_is_not_offered_for_editing(chat: Page) -> None:
    ask(chat, "Let's practise the call for software engineer at W&B in London")
    ask(chat, "Could you do £160K base?")
    expect(chat.get_by_role("region", name="On the table")).to_be_visible()
    expect(chat.get_by_role("button", name="Edit")).to_have_count(0)


# ---------------------------------------------------------------- with a model that takes its time


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIServer]:
    with OpenAIServer() as served:
        yield served


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory, starter_index: Path, model: OpenAIServer) -> Iterator[str]:
    """Address of Parley with a wording model."""
    folder = tmp_path_factory.mktemp("worded")
    settings = Settings(
        index=starter_index,
        database_url=f"sqlite:///{folder}/p.sqlite3",
        model="openai:fake",
        model_base_url=model.url,
    )
    # Other tests of this process look at what keys there are.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", "test")
        with running(create_app(settings)) as address:
            yield address


@pytest.fixture
def talk(page: Page, slow: str) -> Page:
    page.goto(f"{slow}/chat")
    expect(box(page)).to_have_css("resize", "none")
    return page


class Gate:
    """A model's reply that comes when it is let go."""

    def __init__(self, text: str) -> None:
        self.text, self.reached, self.free = text, threading.Event(), threading.Event()

    def __call__(self, _: dict[str, Any]) -> Say:
        self.reached.set()
        self.free.wait(60)
        return Say(self.text)


WORDS = "At W&B a software engineer in London gets £129K–£163K base."


def test_stop_ends_the_servers_work_and_the_reply_can_be_asked_for_again(talk: Page, model: OpenAIServer) -> None:
    model.play(gate := Gate(WORDS))
    box(talk).fill(BAND)
    box(talk).press("Enter")
    expect(talk.locator("parley-chat .status")).to_have_text("Wording the answer")
    with talk.expect_response(lambda r: r.url.endswith("/stop")) as stopped:
        talk.get_by_role("button", name="Stop").click()
    assert stopped.value.json()["state"] == "stopped"
    assert states(talk) == ["stopped"]
    expect(talk.get_by_role("button", name="Send")).to_be_visible()
    gate.free.set()
    model.play(WORDS)
    talk.get_by_role("button", name="Try again").click()
    expect(talk.locator("parley-chat .theirs .card")).to_have_count(1)
    wait_for_states(talk, ["done"])


def test_a_page_that_is_left_while_a_reply_is_made_shows_it_when_it_comes_back(talk: Page, model: OpenAIServer) -> None:
    model.play(gate := Gate(WORDS))
    box(talk).fill(BAND)
    box(talk).press("Enter")
    expect(talk.locator("parley-chat .status")).to_have_text("Wording the answer")
    talk.reload()
    expect(talk.locator("parley-chat .mine")).to_have_text([BAND])
    expect(talk.locator("parley-chat .status")).to_be_visible()
    expect(talk.get_by_role("button", name="Stop")).to_be_visible()
    gate.free.set()
    expect(talk.locator("parley-chat .theirs .card")).to_have_count(1)
    expect(talk.get_by_role("button", name="Send")).to_be_visible()
    assert asked(talk) == [BAND]


def test_half_a_reply_can_be_read_while_the_other_half_is_on_its_way(talk: Page, model: OpenAIServer) -> None:
    model.play(WORDS)
    ask(talk, BAND)
    said = (
        'id: 1\nevent: status\ndata: {"stage":"reading","message_id":"%s"}\n\nid: 2\nevent: sentence\ndata: '
        '{"block":0,"text":"The first half."}\n\n'
    )
    talk.route(
        "**/messages",
        lambda route: route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=said % ("0" * 32)),
    )
    talk.route("**/events", lambda _: None)
    box(talk).fill(YORK)
    box(talk).press("Enter")
    expect(talk.locator("parley-chat .theirs").last).to_contain_text("The first half.")
    expect(talk.get_by_role("button", name="Stop")).to_be_visible()
    box(talk).fill("typed meanwhile")
    expect(box(talk)).to_have_value("typed meanwhile")
