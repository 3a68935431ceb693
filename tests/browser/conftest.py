"""A real Chromium, the real server over the sample guides, and a host site of another origin that embeds the widget."""

import os
import re
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from bot.server.app import create_app
from bot.settings import Settings

from . import firefox

expect.set_options(timeout=90_000)  # what is looked for comes late on a busy machine

CORPUS = Path(__file__).parents[2] / "corpus"
SHOTS = Path(__file__).parent / "shots"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Host:
    """A site of somebody else's: pages by path, each with the headers it is to be served with."""

    origin: str = ""
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def page(self, body: str, *, policy: str = "", head: str = "") -> str:
        """Serve a page with this body; its address."""
        path = f"/{len(self.pages)}"
        headers = {"Content-Security-Policy": policy} if policy else {}
        html = (
            f'<!doctype html><html lang="en"><head><meta '
            f'charset="utf-8"><title>Host</title>{head}</head><body>{body}</body></html>'
        )
        self.pages[path] = (html, headers)
        return self.origin + path


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    site = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html, headers = site.pages.get(self.path.split("?")[0], ("", {}))
            self.send_response(200 if html else 404)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory, starter_index: Path, host: Host) -> Iterator[Callable[[], str]]:
    """The address of the run's one server; of another where that one has ended."""
    with ExitStack() as opened:
        held: list[str] = []

        def address() -> str:
            if not held or not answers(held[-1]):
                folder = tmp_path_factory.mktemp("parley")
                settings = Settings(
                    index=starter_index,
                    database_url=f"sqlite:///{folder}/p.sqlite3",
                    allowed_origins=host.origin,
                    operator_key="open-sesame-and-wait",  # type: ignore[arg-type]
                    rate_per_address="100000/minute",
                )
                held.append(opened.enter_context(running(create_app(settings))))
            return held[-1]

        yield address


def answers(address: str) -> bool:
    """Whether a server is there."""
    try:
        return httpx.get(f"{address}/favicon.svg", timeout=60).is_success
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def server(addresses: Callable[[], str]) -> str:
    """Address of Parley over the sample guides; the host's origin may call it."""
    return addresses()


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address at which a service answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", timeout_keep_alive=30))
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    ready = threading.Event()
    while not served.started and thread.is_alive():
        ready.wait(0.02)
    # "localhost", so that the host's 127.0.0.1 is another site as well as another origin.
    yield f"http://localhost:{port}"
    served.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Each of the two in turn, where it is installed: every test here runs in both, but for those that are marked."""
    # Closed with each module: while it is open an event loop runs, and no asynchronous test can have its own.
    with sync_playwright() as playwright:
        opened = _chromium(playwright) if request.param == "chromium" else _firefox(playwright, tmp_path_factory)
        yield opened
        opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out for Firefox what it can't be asked by WebDriver BiDi; most of the rest takes minutes."""
    items[:] = [one for one in items if not (one.get_closest_marker("chromium") and _in_firefox(one))]
    for one in items:
        if _in_firefox(one) and one.path.name not in ALWAYS:
            one.add_marker(pytest.mark.long)


ALWAYS = ("test_chats.py",)
"""What is walked in Firefox, too, with every run of the tests; the rest with `--long`."""


def _in_firefox(item: pytest.Item) -> bool:
    return "firefox" in getattr(item, "callspec", NONE).params.values()


def _chromium(playwright: Playwright) -> Browser:
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary is None:
        pytest.skip("Chromium isn't installed (apt-get install chromium)")
    return playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)


def _firefox(playwright: Playwright, folders: pytest.TempPathFactory) -> Browser:
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if binary is None:
        pytest.skip("Firefox isn't installed (apt-get install firefox-esr)")
    started = folders.mktemp("firefox") / "firefox"
    started.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(firefox.__file__)}" "{binary}" "$@"\n')
    started.chmod(0o700)
    return playwright.firefox.launch(channel="moz-firefox", executable_path=started)


NONE = SimpleNamespace(params={})
Open = Callable[..., BrowserContext]


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[Open]:
    """Opens a fresh profile of the browser; what goes wrong in its pages fails the test."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(**options: object) -> BrowserContext:
        made = browser.new_context(**{"viewport": {"width": 1000, "height": 860}, **options})  # type: ignore[arg-type]
        made.set_default_timeout(90_000)
        made.on("weberror", lambda error: wrong.append(str(error.error)))
        made.on("console", lambda message: wrong.append(message.text) if _is_wrong(message.text) else None)
        opened.append(made)
        return made

    yield open_
    for made in opened:
        made.close()
    assert wrong == []


def _is_wrong(text: str) -> bool:
    return "Content Security Policy" in text or "Uncaught" in text


@pytest.fixture
def page(context: Open, request: pytest.FixtureRequest) -> Iterator[Page]:
    made = context().new_page()
    yield made
    if request.node.stash.get(FAILED, False):
        shot(made, f"failed-{request.node.name}", always=True)


def tells_downloads(page: Page) -> bool:
    """Whether the browser says what it saves: Firefox doesn't over WebDriver BiDi."""
    browser = page.context.browser
    return browser is not None and browser.browser_type.name == "chromium"


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True


def shot(page: Page, name: str, *, always: bool = False) -> None:
    """Keep a picture of the page, to be looked at: where PARLEY_SHOTS is set, for each takes a while."""
    if not (always or os.environ.get("PARLEY_SHOTS")):
        return
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png")
