"""The web pages and the widget's files: served whole, under a strict policy, nothing beside them."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.channels.pages import _lean
from bot.server.app import create_app
from bot.settings import Settings

WIDGET = Path(__file__).resolve().parents[2] / "bot" / "channels" / "widget"


@pytest.fixture
async def http(index: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    allowed = "https://host.example"
    app = create_app(Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", allowed_origins=allowed))
    asked = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")
    async with app.router.lifespan_context(app), asked as client:
        yield client


@pytest.mark.parametrize("page", ["/", "/chat", "/demo", "/frame"])
async def test_a_page_runs_nothing_inline_and_loads_nothing_from_elsewhere(http: httpx.AsyncClient, page: str) -> None:
    answer = await http.get(page)
    policy = answer.headers["content-security-policy"]
    text = re.sub(r"<pre>.*?</pre>", "", answer.text, flags=re.DOTALL)
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


async def test_only_the_frame_page_may_be_framed_and_only_by_allowed_sites(http: httpx.AsyncClient) -> None:
    policies = {page: (await http.get(page)).headers["content-security-policy"] for page in ("/", "/frame")}
    assert policies["/"].endswith("frame-ancestors 'none'")
    assert policies["/frame"].endswith("frame-ancestors 'self' https://host.example")


async def test_every_module_the_widget_imports_is_served(http: httpx.AsyncClient) -> None:
    wanted = {"register.js", "parley.css"}
    for file in WIDGET.glob("*.js"):
        wanted |= set(re.findall(r'from "\./([\w-]+\.js)"', file.read_text(encoding="utf-8")))
    for name in wanted:
        assert (await http.get(f"/widget/{name}")).status_code == 200, name


@pytest.mark.parametrize("name", ["..%2fcli.py", "nothing.js", "%2e%2e/settings.py", "widget", "parley.css%00"])
async def test_nothing_beside_the_widgets_files_is_served(http: httpx.AsyncClient, name: str) -> None:
    assert (await http.get(f"/widget/{name}")).status_code == 404


@pytest.mark.parametrize("name", ["x" * 9_000 + ".js", "%00.js", "%2e%2e%2fpages.js", "..%5cpages.css", "\u202e.css"])
async def test_a_file_of_no_name_of_ours_is_not_found_whatever_the_name(http: httpx.AsyncClient, name: str) -> None:
    for place in ("/widget/", "/browse/"):
        assert (await http.get(place + name)).status_code == 404


async def test_a_part_within_is_still_one_in_the_style_sheet_that_is_sent(http: httpx.AsyncClient) -> None:
    within = re.compile(r"[\w\])] (?=\*?:(?:is|not|has)\()")
    source = (WIDGET / "parley.css").read_text(encoding="utf-8") + "@media print { .a :is(b, c) { color: red } }"
    sent = _lean(source.encode(), "text/css").decode()
    assert len(within.findall(sent)) == len(within.findall(source)) > 5
    assert (await http.get("/widget/parley.css")).text in sent


@pytest.mark.parametrize("language", ["en", "de"])
async def test_the_widget_weighs_no_more_than_fifty_kilobytes(http: httpx.AsyncClient, language: str) -> None:
    names = [file.name for file in WIDGET.glob("*.js") if file.name != "widget.js"] + ["parley.css", f"{language}.json"]
    addresses = ["/widget.js", *(f"/widget/{name}" for name in names)]
    answers = [await http.get(one, headers={"Accept-Encoding": "gzip"}) for one in addresses]
    assert all(one.headers["content-encoding"] == "gzip" for one in answers)
    assert sum(int(one.headers["content-length"]) for one in answers) <= 50_000
