"""So many people at once, with next to no work of their own: python -m tests.bench.swarm PORT USERS SECONDS [--stock].

Each has a connection and a conversation and asks one question after the other without a pause. Prints JSON: answers,
how many a second, the median and 99th percentile in milliseconds, how many failed, and the median to a reply's first
event.
"""

import asyncio
import itertools
import json
import statistics
import sys
import time
from dataclasses import dataclass, field

QUESTIONS = (
    "What does W&B pay a software engineer in London?", "And in New York?", "What's the base for a staff software "
    "engineer at W&B in London?", "How much equity does W&B give an ML engineer in San Francisco?",
    "compare staff and ML engineer equity at W&B in London",
    "What is the bonus of a software engineer at W&B in London?",
    "what leverage do I have at Hugging Face?", "they said this is their final offer",
    "I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?",
)  # fmt: skip
FIGURES = QUESTIONS[:1] + QUESTIONS[2:4] + QUESTIONS[5:6]
"""Those that ask for a figure and nothing else."""
LONG = 250
"""Questions in a conversation before the next begins: the service takes no more than 500 in one."""


@dataclass(slots=True)
class Seen:
    """What a swarm saw: seconds of whole answers and to first events."""

    whole: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    failed: int = 0


class Person:
    """One connection of HTTP/1.1, kept open."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def connect(self) -> None:
        self._in, self._out = await asyncio.open_connection("127.0.0.1", self._port)

    def close(self) -> None:
        self._out.close()

    async def post(self, path: str, body: object, *headers: str) -> tuple[int, bytes, float]:
        """Status, body, and the moment at which the body's first bytes came."""
        data = json.dumps(body).encode()
        head = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json",
                f"Content-Length: {len(data)}", *headers, "", ""]  # fmt: skip
        self._out.write("\r\n".join(head).encode() + data)
        answered = (await self._in.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(answered.split(" ", 2)[1])
        if "transfer-encoding: chunked" not in answered:
            length = int(answered.split("content-length:")[1].split("\r\n")[0])
            return status, await self._in.readexactly(length), time.perf_counter()
        parts: list[bytes] = []
        came = 0.0
        while size := int(await self._in.readline(), 16):
            parts.append(await self._in.readexactly(size))
            came = came or time.perf_counter()
            await self._in.readexactly(2)
        await self._in.readexactly(2)
        return status, b"".join(parts), came


async def lives(port: int, stock: bool, asks: tuple[str, ...], until: float, seen: Seen, start: int) -> None:
    """A person's questions until time is up."""
    me = Person(port)
    await me.connect()
    try:
        await asks_on(me, stock, asks, until, seen, start)
    finally:
        me.close()


async def opened(me: Person) -> tuple[str, tuple[str, ...]]:
    """A new conversation's path and the headers of a message to it."""
    _, body, _ = await me.post("/v1/conversations", {})
    made = json.loads(body)
    return f"/v1/conversations/{made['id']}/messages", (
        f"Authorization: Bearer {made['token']}",
        "Accept: text/event-stream",
    )


async def asks_on(me: Person, stock: bool, asks: tuple[str, ...], until: float, seen: Seen, start: int) -> None:
    """One question after the other."""
    path, headers = "/ask", tuple[str, ...]()
    for at, text in enumerate(itertools.islice(itertools.cycle(asks), start, None)):
        if not stock and at % LONG == 0:
            path, headers = await opened(me)
        began = time.perf_counter()
        if began > until:
            return
        status, body, came = await me.post(path, {"question" if stock else "text": text}, *headers)
        if status == 200 and (stock or b"event: done" in body):
            seen.whole.append(time.perf_counter() - began)
            seen.first.append(came - began)
        else:
            seen.failed += 1


async def swarm(port: int, users: int, seconds: float, stock: bool, asks: tuple[str, ...]) -> dict[str, float]:
    """What so many people saw in so many seconds."""
    seen, until = Seen(), time.perf_counter() + seconds
    done = await asyncio.gather(
        *(lives(port, stock, asks, until, seen, start) for start in range(users)), return_exceptions=True
    )
    seen.failed += sum(isinstance(one, Exception) for one in done)
    took = time.perf_counter() - until + seconds
    whole = sorted(seen.whole) or [float("nan")]
    return {
        "answers": len(seen.whole),
        "answers_per_second": round(len(seen.whole) / took, 1),
        "p50_ms": round(1000 * statistics.median(whole), 1),
        "p99_ms": round(1000 * whole[int(0.99 * (len(whole) - 1))], 1),
        "first_event_p50_ms": round(1000 * statistics.median(seen.first or [float("nan")]), 1),
        "failed": seen.failed,
    }


if __name__ == "__main__":
    chosen = FIGURES if "--figures" in sys.argv else QUESTIONS
    print(json.dumps(asyncio.run(
        swarm(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), "--stock" in sys.argv, chosen)
    )))  # fmt: skip
