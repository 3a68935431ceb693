"""The real app over the starter guides, asked in process, and its pages parsed."""

from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from bot.server.app import create_app
from bot.settings import Settings

EMPTY = {"meta", "link", "input", "img", "br", "line", "rect", "hr", "path"}


class Parsed(HTMLParser):
    """A page taken apart: its elements in order, its text, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.ill: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        if not self.open or self.open.pop() != tag:
            self.ill.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def links(self) -> list[str]:
        return [found["href"] for tag, found in self.elements if tag == "a" and "href" in found]

    @property
    def ids(self) -> set[str]:
        return {found["id"] for _, found in self.elements if "id" in found}

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [f for t, f in self.elements if t == tag and all(f.get(k) == v for k, v in wanted.items())]


@pytest.fixture
async def http(starter_index: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(
        Settings(index=starter_index, database_url=f"sqlite:///{tmp_path}/p.sqlite3", rate_per_address="100000/minute")
    )
    asked = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")
    async with app.router.lifespan_context(app), asked as client:
        yield client


async def got(http: httpx.AsyncClient, address: str, status: int = 200) -> Parsed:
    """The page at an address, taken apart."""
    answer = await http.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    page = Parsed(answer.text)
    assert page.ill == [] and page.open == []
    return page
