"""Whether memory stays flat over so many different messages: python -m tests.bench.soak [--messages 20000].

No message is sent twice: each is a line that people were found to put a situation in, a number of its own, and a
company, role and place of the starter guides. A conversation has ten of them. Prints resident MiB at the start, after
the first five hundredth, and at each tenth.
"""

import asyncio
import itertools
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typer

from tests.bench import load
from tests.bench.__main__ import indexed, serving
from tests.bench.swarm import Person

AT_ONCE, EACH = 8, 10
"""Conversations at a time, and messages of one."""
COMPANIES, ROLES = ("W&B", "Hugging Face"), ("software engineer", "ML engineer", "staff software engineer")
PLACES = ("London", "New York", "San Francisco", "Berlin", "Remote")


def messages() -> Iterator[str]:
    """Messages without end, each another: about pay, offers and situations in turn."""
    rows = (load.ROOT / "bot" / "reading" / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    lines = itertools.cycle([json.loads(row)["text"] for row in rows])
    about = itertools.cycle(itertools.product(COMPANIES, ROLES, PLACES))
    for number, line, (company, role, place) in zip(itertools.count(1), lines, about, strict=False):
        pay = f"{90_000 + 37 * number:,}"
        yield (
            f"What does {company} pay a {role} in {place}, is {pay} fair?",
            f"I'm offered {pay} base at {company} as {role} in {place}. Good?",
            f"{line} (they said {pay})",
        )[number % 3]


async def _talk(port: int, texts: Iterator[str], left: Iterator[int]) -> int:
    """Conversations one after the other while messages are left; how many messages failed."""
    failed = 0
    while (size := sum(1 for _ in itertools.islice(left, EACH))) > 0:
        me = Person(port)
        await me.connect()
        _, body, _ = await me.post("/v1/conversations", {})
        opened = json.loads(body)
        for text in itertools.islice(texts, size):
            path, key = f"/v1/conversations/{opened['id']}/messages", f"Authorization: Bearer {opened['token']}"
            status, told, _ = await me.post(path, {"text": text}, key, "Accept: text/event-stream")
            failed += status != 200 or b"event: done" not in told
        me.close()
    return failed


async def talked(port: int, texts: Iterator[str], count: int) -> int:
    """So many messages, AT_ONCE at a time; how many failed."""
    left = iter(range(count))
    return sum(await asyncio.gather(*(_talk(port, texts, left) for _ in range(AT_ONCE))))


def main(count: int = typer.Option(20_000, "--messages")) -> None:
    """Print JSON."""
    with tempfile.TemporaryDirectory() as folder:
        scratch, texts = Path(folder), messages()
        with serving(scratch, indexed(scratch)) as (process, port):
            sizes, failed = [load.memory(process)], 0
            for part in (count // 500, *[count // 10] * 10):
                failed += asyncio.run(talked(port, texts, part))
                sizes.append(load.memory(process))
    print(json.dumps({"messages": count, "failed": failed, "mib": sizes}))


if __name__ == "__main__":
    typer.run(main)
