"""A real server process: told to stop it finishes what it says; killed, it loses nothing that was sent."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from .live import Client

TESTS = Path(__file__).resolve().parents[1]
Start = Callable[[int], tuple["subprocess.Popen[str]", str]]


@pytest.fixture
def start(index: Path, tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(ahead: int = 0) -> tuple["subprocess.Popen[str]", str]:
        command = [
            sys.executable,
            "-m",
            "service.gated_server",
            str(index),
            f"sqlite:///{tmp_path}/p.sqlite3",
            str(ahead),
        ]
        process = subprocess.Popen(command, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout
        announced = process.stdout.readline()
        found = re.search(r"http://\S+?:\d+", announced)
        assert found, announced
        return process, found.group()

    yield begin
    for process in started:
        process.kill()
        process.wait()


def go_on(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


async def test_told_to_stop_it_finishes_the_reply_under_way(start: Start) -> None:
    process, address = start(0)
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        me = await Client.open(http)
        async with me.stream("hello") as stream:
            while (await anext(stream)).event != "sentence":
                pass
            process.send_signal(signal.SIGTERM)
            go_on(process)
            rest = [event async for event in stream]
    assert rest[-1].event == "done"
    # uvicorn hands the signal on when it has shut down in good order.
    assert process.wait(20) in (0, -signal.SIGTERM)


async def test_killed_in_a_reply_the_message_is_there_and_answered_when_sent_again(start: Start) -> None:
    process, address = start(0)
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        me = await Client.open(http)
        with pytest.raises(httpx.RemoteProtocolError):
            async with me.stream("my question", client_id="c1") as stream:
                message_id = (await anext(stream)).data["message_id"]
                process.send_signal(signal.SIGKILL)
                async for _ in stream:
                    pass
    again, address = start(20)
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        me.http = http
        messages = (await me.get()).json()["messages"]
        assert [(m["text"], m["state"]) for m in messages] == [("my question", "done"), (None, "interrupted")]
        assert (await me.resumed(message_id))[-1].data["code"] == "interrupted"
        go_on(again)
        answered = await me.say("my question", client_id="c1")
        assert answered.json()["message_id"] == message_id
        assert len((await me.get()).json()["messages"]) == 2
