"""A real server on the starter guides with Slack mounted, a local Slack for it, and Slack's signed deliveries."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.slack_deliveries import Deliveries
from fakes.slack_server import SlackServer, slack_server

from bot.channels.slack.app import SlackApp
from bot.server.app import create_app
from bot.settings import load
from tests.service.live import served

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Server:
    """A replica: its Slack side, and Slack's deliveries to it."""

    url: str
    app: SlackApp
    http: httpx.AsyncClient
    to: Deliveries


@pytest.fixture(scope="session")
def index(starter_index: Path) -> Path:
    """An index of the starter guides, for exact look-ups and lexical search."""
    return starter_index


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with slack_server() as server:
        yield server


@asynccontextmanager
async def replica(slack: SlackServer, index: Path, database: Path, **more: Any) -> AsyncIterator[Server]:
    """A server of its own on a shared database."""
    given: dict[str, Any] = {
        "slack_signing_secret": SECRET, "slack_bot_token": "xoxb-one", "slack_api_url": slack.url,
        "index": index, "database_url": f"sqlite:///{database}/parley.sqlite3", **more,
    }  # fmt: skip
    app = create_app(load(**given))
    async with served(app) as url, httpx.AsyncClient(base_url=url, timeout=30) as http:
        yield Server(url, app.state.slack, http, Deliveries(http, slack, SECRET))


Starting = Callable[..., Awaitable[Server]]


@pytest.fixture
async def start(slack: SlackServer, index: Path, tmp_path: Path) -> AsyncIterator[Starting]:
    """Start a replica; all of a test share its database."""
    async with AsyncExitStack() as stack:

        async def starting(**more: Any) -> Server:
            return await stack.enter_async_context(replica(slack, index, tmp_path, **more))

        yield starting


@pytest.fixture
async def server(start: Starting) -> Server:
    return await start()
