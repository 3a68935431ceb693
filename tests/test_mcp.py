"""Parley from somebody's own assistant: the official SDK's client over standard input and output and over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from ingest.index.build import ingest

CORPUS = Path(__file__).parents[1] / "corpus"
COMMAND = ["-c", "from bot.cli import main; main()", "mcp"]
Assistant = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("mcp")
    ingest([CORPUS], folder / "index", vectors=False)
    return os.environ | {"PARLEY_INDEX": str(folder / "index"), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/p.sqlite3"}


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server over HTTP."""
    server = subprocess.Popen(
        [sys.executable, *COMMAND, "--http", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found
    yield found.group()
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(params=["stdio", "http"])
def assistant(request: pytest.FixtureRequest, environment: dict[str, str]) -> Assistant:
    @asynccontextmanager
    async def open_() -> AsyncIterator[Client]:
        if request.param == "http":
            async with Client(request.getfixturevalue("address")) as client:
                yield client
        else:
            started = StdioServerParameters(command=sys.executable, args=COMMAND, env=environment)
            async with Client(stdio_client(started)) as client:
                yield client

    return open_


async def called(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


async def test_every_look_up_answers_with_figures_and_where_they_stand(assistant: Assistant) -> None:
    async with assistant() as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"bands", "compare", "evaluate_offer", "levers", "passages"}
        assert all(
            tool.annotations and tool.annotations.read_only_hint and tool.output_schema for tool in tools.values()
        )
        (band,) = (await called(client, "bands", company="wandb", role="software engineer", region="London"))["bands"]
        assert (band["base"]["low"], band["base"]["high"], band["base"]["currency"], band["base"]["period"]) == (
            129000,
            163000,
            "GBP",
            "year",
        )
        assert band["base"]["source"]["line"] == 63
        compared = await called(
            client,
            "compare",
            subjects=["software engineer at W&B in London", "software engineer at W&B in New York"],
            component="base",
        )
        assert {(f["region"], f["low"], f["currency"]) for f in compared["figures"]} >= {
            ("London", 129000, "GBP"),
            ("New York", 165000, "USD"),
        }
        offer = await called(
            client, "evaluate_offer", offer="205k base, 180k RSUs over 4 years, 10% bonus, W&B software engineer in SF"
        )
        assert any(block["type"] == "offer" for block in offer["blocks"])
        levers = await called(client, "levers", company="Hugging Face", role="Software Engineer")
        assert [block for block in levers["blocks"] if block["type"] == "lever"]
        assert levers["citations"]
        passages = await called(client, "passages", query="this is our final offer", limit=3)
        assert "general/negotiating-an-ml-offer.md" in passages["passages"][0]["citation"]


async def test_guides_are_resources(assistant: Assistant) -> None:
    async with assistant() as client:
        listed = [str(one.uri) for one in (await client.list_resources()).resources]
        assert "guides://weights-and-biases/software-engineer" in listed
        (text,) = (await client.read_resource("guides://weights-and-biases/software-engineer")).contents
        assert "£129K–£163K" in getattr(text, "text", "")


async def test_what_the_guides_do_not_hold_is_said_and_bad_input_is_a_sentence(assistant: Assistant) -> None:
    async with assistant() as client:
        assert (await called(client, "bands", company="Nowhere Corp"))["bands"] == []
        assert (await called(client, "levers", company="Nowhere Corp"))["status"] in ("not_found", "clarify")
        for tool, arguments in (
            ("evaluate_offer", {"offer": ""}),
            ("bands", {}),
            ("compare", {"subjects": ["one"]}),
            ("passages", {"query": "x", "limit": 999}),
        ):
            refused = await client.call_tool(tool, arguments)
            assert refused.is_error
            assert "Traceback" not in str(refused.content)
        with pytest.raises(Exception, match=r"(?i)nothing|not found|unknown"):
            await client.read_resource("guides://nowhere/nobody")


async def test_a_web_page_cannot_reach_a_server_on_ones_own_machine(address: str) -> None:
    import httpx

    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
    }
    headers = {"Accept": "application/json, text/event-stream", "Origin": "https://evil.example"}
    async with httpx.AsyncClient() as http:
        assert (await http.post(address, json=body, headers=headers)).status_code == 403
        assert (
            await http.post(address, json=body, headers={**headers, "Origin": "", "Host": "evil.example"})
        ).status_code in (400, 403, 421)
