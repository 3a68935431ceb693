"""Others' answers during attacks: python -m tests.bench.attacked [--conversations 200] [--only deep_json,...].

Opens so many conversations on a live server, each of which asks a figure now and again, begins each attack of
tests/ops/attacks beside them in turn, and prints the slowest figure that anybody waited for during it; first without
an attack. Rates are as they are for real, but for the address, which everything here shares.
"""

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import typer
from rich.console import Console
from rich.table import Table

from tests.ops.attacks import ATTACKS, SECRET, Target
from tests.ops.machines import BIN, QUIET, Machine, free_port, replica

ROOT = Path(__file__).parents[2]
ASKED = "What does W&B pay a staff software engineer in London?"
FIGURE = "£182K"
EVERY = (20.0, 60.0)
"""Seconds between a conversation's questions."""
LONGEST = 90.0
"""Seconds that an attack may go on."""


@dataclass
class People:
    """Conversations that ask, and how long each answer took: (when it was asked, seconds)."""

    http: httpx.AsyncClient
    every: tuple[float, float] = EVERY
    took: list[tuple[float, float]] = field(default_factory=list)
    failed: int = 0

    async def one(self, chance: random.Random) -> None:
        """One conversation, for ever."""
        opened = (await self.http.post("/v1/conversations", json={})).json()
        path, headers = f"/v1/conversations/{opened['id']}/messages", {"Authorization": f"Bearer {opened['token']}"}
        await asyncio.sleep(chance.uniform(0, self.every[1]))
        while True:
            begun = time.monotonic()
            try:
                said = await self.http.post(path, json={"text": ASKED}, headers=headers)
                self.failed += said.status_code != 200 or FIGURE not in said.text
            except httpx.HTTPError:
                self.failed += 1
            self.took.append((begun, time.monotonic() - begun))
            await asyncio.sleep(chance.uniform(*self.every))

    def since(self, when: float) -> list[float]:
        """Seconds of the answers asked for since then, the slowest last."""
        return sorted(seconds for begun, seconds in self.took if begun >= when)


async def measured(people: People, target: Target, names: list[str], quiet: float) -> Table:
    """Each attack in turn, and what the others waited meanwhile."""
    table = Table("attack", "went on s", "figures", "median ms", "slowest ms", "failed")

    async def during(name: str, seconds: float) -> None:
        begun, failed = time.monotonic(), people.failed
        # What an attack itself is answered is tests/ops/test_attacks' matter: here others' waiting alone counts.
        with suppress(TimeoutError, AssertionError):
            async with asyncio.timeout(LONGEST):
                if name:
                    await ATTACKS[name](target)
        lasted = time.monotonic() - begun
        # Who asked during it is waited for, and some are always asked.
        await asyncio.sleep(max(seconds - lasted, 1))
        found = people.since(begun)
        middle, slowest = (found[len(found) // 2], found[-1]) if found else (0.0, 0.0)
        table.add_row(
            name or "none", f"{lasted:.1f}", str(len(found)), f"{middle * 1000:.0f}", f"{slowest * 1000:.0f}",
            str(people.failed - failed),
        )  # fmt: skip
        print(f"{name or 'none'}: {len(found)} figures, slowest {slowest * 1000:.0f} ms", file=sys.stderr, flush=True)

    await during("", quiet)
    for name in names:
        await during(name, quiet / 3)
    return table


async def run(
    port: int, mcp: int, conversations: int, names: list[str], quiet: float, every: tuple[float, float]
) -> None:
    """Open the conversations, attack, and print."""
    limits = httpx.Limits(max_connections=1000, keepalive_expiry=1)
    base = f"http://127.0.0.1:{port}"
    async with (
        httpx.AsyncClient(base_url=base, timeout=120, limits=limits) as theirs,
        httpx.AsyncClient(base_url=base, timeout=120, limits=httpx.Limits(keepalive_expiry=0.5)) as http,
    ):
        people = People(theirs, every)
        asking = [asyncio.create_task(people.one(random.Random(number))) for number in range(conversations)]
        opened = (await http.post("/v1/conversations", json={})).json()
        token = {"Authorization": f"Bearer {opened['token']}"}
        target = Target(http, port, f"http://127.0.0.1:{mcp}/mcp", opened["id"], token)
        table = await measured(people, target, names, quiet)
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
    Console(width=130).print(table)


def main(conversations: int = 200, only: str = "", quiet: float = 15.0, often: float = 1.0, workers: int = 0) -> None:
    """only: names of attacks, with commas. often: how many times as often as people do they ask. workers: processes of
    the server, where it has that option."""
    names = [name for name in only.split(",") if name] or list(ATTACKS)
    many = {
        "PARLEY_RATE_PER_ADDRESS": "1000000/minute", "PARLEY_CONVERSATIONS_PER_ADDRESS": "100000/day",
        "PARLEY_LOG_LEVEL": "error",
    }  # fmt: skip
    slack = {
        "PARLEY_SLACK_SIGNING_SECRET": SECRET, "PARLEY_SLACK_BOT_TOKEN": "xoxb-none",
        "PARLEY_SLACK_API_URL": "http://127.0.0.1:9/",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        index, mcp = folder / "index", free_port()
        subprocess.run([BIN / "parley", "ingest", ROOT / "corpus", "--index", index], check=True, capture_output=True)
        server, address = replica(folder, "server", index, f"sqlite:///{folder}/a.sqlite3", env={**many, **slack})
        server.command = [*server.command, *(["--workers", str(workers)] if workers else [])]
        env = {"PARLEY_INDEX": str(index), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/b.sqlite3", **many, **QUIET}
        command = [str(BIN / "parley"), "mcp", "--http", "--port", str(mcp)]
        beside = Machine(command, folder / "mcp.log", lambda: True, env, folder)
        try:
            server.start()
            beside.start()
            every = (EVERY[0] / often, EVERY[1] / often)
            asyncio.run(run(int(address.rsplit(":", 1)[1]), mcp, conversations, names, quiet, every))
        finally:
            server.end()
            beside.end()


if __name__ == "__main__":
    sys.exit(typer.run(main))
