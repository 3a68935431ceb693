"""Somebody's figure while somebody else, from another address, calls forty times at once without end.

Rates are as they are for real: what they let through in a burst is what others wait for. What is bounded is how many
times as long a figure takes as without them, measured before and after each kind of call: a machine that is busy with
other work makes both slow.
"""

import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import crowd
from .machines import replica

MOST = 20
"""How many times as long the middle one of some figures may take: it took up to nine times as long on two cores that
twenty other programs shared, and over a hundred times where look-ups weren't made in turn."""
FIGURES = 9
KINDS = ("pages", "bands", "messages", "long-messages", "letters", "histories", "offers", "practices")
"""What of tests/ops/crowd.py is kept here; python -m tests.bench.attacked has all of it."""
ASKED = "What does W&B pay a staff software engineer in London?"


def _has_another_address() -> bool:
    with socket.socket() as one:
        try:
            one.bind((crowd.address_of("pages"), 0))
        except OSError:
            return False
        return True


pytestmark = pytest.mark.skipif(not _has_another_address(), reason="this system's loopback has one address")


@pytest.fixture(scope="module")
def port(starter_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("others")
    server, address = replica(folder, "server", starter_index, f"sqlite:///{folder}/a.sqlite3")
    try:
        server.start()
        yield int(address.rsplit(":", 1)[1])
    finally:
        server.end()


@pytest.fixture(scope="module")
def alone(port: int) -> list[float]:
    """Seconds that a figure took without a crowd, the latest measurement last."""
    waited(port)
    return [waited(port)]


def waited(port: int) -> float:
    """Seconds that a figure takes, the middle one of FIGURES."""
    call, took = crowd.caller(port, "127.0.0.1"), []
    chat = crowd.opened(call)  # Another each time: of one conversation so many figures in a row would be too many.
    for _ in range(FIGURES):
        begun = time.monotonic()
        told = call("POST", f"{chat[0]}/messages", {"text": ASKED}, chat[1])
        took.append(time.monotonic() - begun)
        assert "£182K" in json.dumps(json.loads(told), ensure_ascii=False), told[:300]
    return statistics.median(took)


def beside(port: int, kind: str) -> float:
    """Seconds that a figure takes beside a crowd."""
    theirs = subprocess.Popen([sys.executable, crowd.__file__, str(port), kind], stdin=subprocess.PIPE)
    try:
        time.sleep(1)
        took = waited(port)
        assert theirs.poll() is None, "they have ended"
        return took
    finally:
        theirs.kill()
        theirs.wait()


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_waits_long_for_somebody_elses_calls(port: int, alone: list[float], kind: str) -> None:
    for _ in range(2):  # A machine may have had something else to do just then.
        before, took = alone[-1], beside(port, kind)
        time.sleep(0.5)
        alone.append(waited(port))
        most = MOST * max(before, alone[-1])
        if took < most:
            break
    assert took < most, f"{took:.3f} s, alone {before:.3f} and {alone[-1]:.3f} s"
