"""A stranger's attacks on a live server: none makes it fail, keeps it busy, or comes back whole in an error."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from .attacks import ATTACKS, SECRET, Target
from .attacks.target import status
from .machines import BIN, Machine, free_port, replica
from .watched import HELD

MOST = 20.0
"""Seconds of CPU that the server may spend on one attack; an idle machine takes 0.1 to 3."""
LONGEST_STEP = 0.3
"""Seconds of CPU that one step of the event loop may take, meanwhile nobody is answered; an idle machine's take 0.1."""
LONGEST_ERROR = 8_000
"""Bytes of an answer that refuses something."""
ASKED = "What does W&B pay a staff software engineer in London?"


@dataclass
class Site:
    server: Machine
    mcp: Machine
    port: int
    mcp_port: int


def _up(port: int) -> bool:
    """Whether MCP is spoken there; it tells so of a call that is none."""
    try:
        return httpx.post(f"http://127.0.0.1:{port}/mcp", content=b"{}", timeout=2).status_code < 500
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def site(starter_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("attacked")
    many = {"PARLEY_RATE_PER_ADDRESS": "1000000/minute", "PARLEY_RATE_PER_TOKEN": "1000000/minute"}
    slack = {
        "PARLEY_SLACK_SIGNING_SECRET": SECRET,
        "PARLEY_SLACK_BOT_TOKEN": "xoxb-none",
        "PARLEY_SLACK_API_URL": "http://127.0.0.1:9/",
        "PARLEY_CONVERSATIONS_PER_ADDRESS": "100000/day",
    }
    watched = [sys.executable, str(Path(__file__).with_name("watched.py")), str(LONGEST_STEP)]
    server, address = replica(
        folder, "server", starter_index, f"sqlite:///{folder}/a.sqlite3", env=many | slack, before=watched
    )
    port = free_port()
    env = {"PARLEY_INDEX": str(starter_index), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/b.sqlite3", **many}
    mcp = Machine(
        [*watched, str(BIN / "parley"), "mcp", "--http", "--port", str(port)], folder / "mcp.log", lambda: _up(port),
        env, folder,
    )  # fmt: skip
    try:
        server.start(wait=False)
        mcp.start(wait=False)
        server.wait()
        mcp.wait()
        yield Site(server, mcp, int(address.rsplit(":", 1)[1]), port)
    finally:
        server.end()
        mcp.end()


@pytest.fixture
async def target(site: Site) -> AsyncIterator[Target]:
    # The server lets idle connections go after some seconds: none is used that may be about to be.
    limits = httpx.Limits(keepalive_expiry=0.5)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{site.port}", timeout=60, limits=limits) as http:
        opened = (await http.post("/v1/conversations", json={})).json()
        token = {"Authorization": f"Bearer {opened['token']}"}
        yield Target(http, site.port, f"http://127.0.0.1:{site.mcp_port}/mcp", opened["id"], token)


def spent(machine: Machine) -> float:
    """Seconds of CPU that the process has had; 0 where that can't be told."""
    assert machine.process and machine.process.poll() is None, f"the server ended:\n{machine.said()[-2000:]}"
    try:
        fields = Path(f"/proc/{machine.process.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def answered(target: Target) -> None:
    """Somebody else's figure, exact."""
    said = await target.http.post("/v1/ask", json={"question": ASKED})
    assert said.status_code == 200 and "£182K" in said.text


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_is_refused_and_others_are_answered(site: Site, target: Target, name: str) -> None:
    before = spent(site.server) + spent(site.mcp), len(site.server.said()), len(site.mcp.said())
    async with asyncio.timeout(120):
        got, _ = await asyncio.gather(ATTACKS[name](target), answered(target))
    took = spent(site.server) + spent(site.mcp) - before[0]
    failed = [
        answer
        for answer in got
        if status(answer) >= 500 and (isinstance(answer, httpx.Response) or status(answer) not in (501, 505))
    ]
    assert not failed, failed[0]
    for answer in got:
        if isinstance(answer, httpx.Response) and answer.status_code >= 400:
            assert len(answer.content) < LONGEST_ERROR, answer.request.url
    await answered(target)
    said = site.server.said()[before[1] :] + site.mcp.said()[before[2] :]
    assert "Traceback" not in said and "went wrong" not in said, said[-3000:]
    assert took < MOST, f"{took:.1f} s of CPU"
    assert HELD not in said, said[said.find(HELD) :][:500]


def test_there_are_forty_of_them() -> None:
    assert len(ATTACKS) >= 40


async def test_half_sent_requests_are_let_go(site: Site) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: local")
    begun = time.monotonic()
    async with asyncio.timeout(40):
        assert await reader.read() == b""
    assert time.monotonic() - begun < 40
    writer.close()
