"""Others' answers during attacks: python -m tests.bench.attacked [--conversations 200] [--only deep_json,letters,...].

Opens so many conversations on a live server, each from an address of its own and asking a figure now and again, begins
each attack of tests/ops/attacks and each crowd of tests/ops/crowd.py beside them in turn, and prints what anybody
waited for a figure meanwhile; first without an attack. Rates are as they are for real. Attackers are processes of their
own, later in line than the server: they would run on machines of their own. Where a machine does other work, too, its
clock tells little: "most work" is what the server had of the processor while somebody waited for a figure, which is at
most what they would wait for on a core that is the server's own.
"""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from tests.ops import crowd
from tests.ops.attacks import ATTACKS, SECRET
from tests.ops.machines import BIN, QUIET, Machine, free_port, replica

ROOT = Path(__file__).parents[2]
ASKED = "What does W&B pay a staff software engineer in London?"
FIGURE = "£182K".encode()
EVERY = (20.0, 60.0)
"""Seconds between a conversation's questions."""
LATER = 10
"""Steps of niceness that attackers stand behind the server."""


@dataclass
class People:
    """Conversations that ask, and how long each answer took: (when it was asked, seconds, the server's of CPU)."""

    port: int
    server: "subprocess.Popen[bytes]"
    every: tuple[float, float] = EVERY
    took: list[tuple[float, float, float]] = field(default_factory=list)
    failed: int = 0
    opened: int = 0

    async def called(self, number: int, path: str, body: object, token: str = "") -> bytes:
        """What a person's call is answered, who has the address of that number."""
        data = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
            f"Authorization: Bearer {token}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        address = (f"127.1.{number // 250}.{number % 250 + 1}", 0)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=address)
        try:
            writer.write(head.encode() + data)
            return await reader.read()
        finally:
            writer.close()

    async def one(self, number: int) -> None:
        """One conversation, for ever."""
        chance = random.Random(number)
        opened = json.loads((await self.called(number, "/v1/conversations", {})).partition(b"\r\n\r\n")[2])
        self.opened += 1
        await asyncio.sleep(chance.uniform(0, self.every[1]))
        while True:
            begun, work = time.monotonic(), spent(self.server)
            try:
                said = await self.called(
                    number, f"/v1/conversations/{opened['id']}/messages", {"text": ASKED}, opened["token"]
                )
                self.failed += FIGURE not in said
            except OSError:
                self.failed += 1
            self.took.append((begun, time.monotonic() - begun, spent(self.server) - work))
            await asyncio.sleep(chance.uniform(*self.every))

    def since(self, when: float) -> list[float]:
        """Seconds of the answers asked for since then, the slowest last."""
        return sorted(seconds for begun, seconds, _ in self.took if begun >= when)

    def work_since(self, when: float) -> list[float]:
        """Seconds of CPU that the server had during each, the most last."""
        return sorted(work for begun, _, work in self.took if begun >= when)


def spent(process: "subprocess.Popen[bytes]") -> float:
    """Seconds of CPU that a process's threads have had."""
    threads = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e9


def begun(name: str, port: int, mcp: int, number: int) -> "subprocess.Popen[bytes]":
    """An attacker with an address of its own, who goes on until ended."""
    own = f"127.2.{number // 250}.{number % 250 + 1}"
    module = "tests.ops.crowd" if name in crowd.KINDS else "tests.bench.attacking"
    words = [str(port), name, own] if name in crowd.KINDS else [str(port), str(mcp), name, own]
    return subprocess.Popen(
        ["nice", "-n", str(LATER), sys.executable, "-m", module, *words], stdin=subprocess.PIPE, cwd=ROOT
    )


async def measured(
    people: People, server: "subprocess.Popen[bytes]", mcp: int, names: list[str], seconds: float, attackers: int
) -> Table:
    """Each attack in turn for so many seconds, and what the others waited meanwhile."""
    table = Table("attack", "figures", "median ms", "95th ms", "slowest ms", "most work ms", "failed", "CPU s")
    for turn, name in enumerate(["", *names]):
        since, failed, cpu = time.monotonic(), people.failed, spent(server)
        theirs = [begun(name, people.port, mcp, turn * attackers + each) for each in range(attackers if name else 0)]
        try:
            await asyncio.sleep(seconds)
        finally:
            for one in theirs:
                one.kill()
                one.wait()
        cpu = spent(server) - cpu
        await asyncio.sleep(2)  # Whoever asked during it is waited for.
        found = people.since(since) or [0.0]
        work = people.work_since(since) or [0.0]
        shown = [f"{found[int(len(found) * part)] * 1000:.0f}" for part in (0.5, 0.95)]
        table.add_row(
            name or "none", str(len(found)), *shown, f"{found[-1] * 1000:.0f}",
            f"{work[-1] * 1000:.0f}", str(people.failed - failed), f"{cpu:.1f}",
        )  # fmt: skip
        told = f"slowest {found[-1] * 1000:.0f} ms, most work {work[-1] * 1000:.0f} ms"
        print(f"{name or 'none'}: {len(found)} figures, {told}", file=sys.stderr, flush=True)
    return table


async def run(
    port: int, mcp: int, server: "subprocess.Popen[bytes]", conversations: int, names: list[str], seconds: float,
    often: float, attackers: int,
) -> None:  # fmt: skip
    """Open the conversations, attack, and print."""
    people = People(port, server, (EVERY[0] / often, EVERY[1] / often))
    asking = []
    for number in range(conversations):
        asking.append(asyncio.create_task(people.one(number)))
        await asyncio.sleep(0.02)
    while people.opened < conversations:
        await asyncio.sleep(0.1)
    await asyncio.sleep(5)
    table = await measured(people, server, mcp, names, seconds, attackers)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    Console(width=130).print(table)


def main(
    conversations: int = 200, only: str = "", seconds: float = 15.0, often: float = 1.0, attackers: int = 1,
    workers: int = 0, index: Path | None = None,
) -> None:  # fmt: skip
    """only: names of attacks, with commas. often: how many times as often as people do they ask. attackers: how many
    there are of each kind at once. workers: processes of the server. index: one that is there."""
    names = [name for name in only.split(",") if name] or [*crowd.KINDS, *ATTACKS]
    slack = {
        "PARLEY_SLACK_SIGNING_SECRET": SECRET, "PARLEY_SLACK_BOT_TOKEN": "xoxb-none",
        "PARLEY_SLACK_API_URL": "http://127.0.0.1:9/", "PARLEY_LOG_LEVEL": "error",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        mcp = free_port()
        if index is None:
            index = folder / "index"
            command = [BIN / "parley", "ingest", ROOT / "corpus", "--index", index]
            subprocess.run(command, check=True, capture_output=True)
        server, address = replica(folder, "server", index, f"sqlite:///{folder}/a.sqlite3", env=slack)
        server.command = [*server.command, *(["--workers", str(workers)] if workers else [])]
        env = {"PARLEY_INDEX": str(index), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/b.sqlite3", **QUIET}
        command = [str(BIN / "parley"), "mcp", "--http", "--port", str(mcp)]
        beside = Machine(command, folder / "mcp.log", lambda: True, env, folder)
        try:
            server.start()
            beside.start()
            assert server.process
            port = int(address.rsplit(":", 1)[1])
            asyncio.run(run(port, mcp, server.process, conversations, names, seconds, often, attackers))
        finally:
            server.end()
            beside.end()


if __name__ == "__main__":
    sys.exit(typer.run(main))
