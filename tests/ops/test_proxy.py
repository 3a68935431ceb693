"""The shipped proxy alone, before two small servers that can be stopped and frozen."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .machines import Machine, answers, free_port, proxy, until

FROZEN = 3.5
"""Seconds: longer than the time between two checks and their answers, shorter than a replica may be silent."""


def small(folder: Path, name: str) -> tuple[Machine, str]:
    """A server that answers every path with what lies there."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    return Machine(command, folder / f"{name}.log", lambda: answers(f"{address}/healthz")), address


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[str, list[Machine]]]:
    (tmp_path / "healthz").write_text("ok")
    servers = [small(tmp_path, name) for name in "ab"]
    door, address = proxy(tmp_path, [one for _, one in servers])
    machines = [machine for machine, _ in servers]
    try:
        for machine in [*machines, door]:
            machine.start()
        yield address, [*machines, door]
    finally:
        for machine in [door, *machines]:
            machine.end()


def test_the_only_replica_left_is_asked_also_when_it_is_too_busy_to_tell_its_health(
    two: tuple[str, list[Machine]],
) -> None:
    address, (gone, busy, door) = two
    gone.end()
    until(lambda: "bots/bot0 is DOWN" in door.said(), "the proxy seeing that one is gone")
    busy.send(signal.SIGSTOP)
    time.sleep(FROZEN)
    busy.send(signal.SIGCONT)
    assert httpx.get(f"{address}/healthz", timeout=30).status_code == 200
    assert "bots/bot1 is DOWN" not in door.said()
