"""How soon Slack's deliveries are acknowledged when many come at once: python -m tests.bench.slack [--events 200].

Each is a signed event over HTTP to a server with its own local Slack; prints the slowest acknowledgement against
the 3 seconds that Slack waits, and how long it took until all were answered. Exit status 1 when one was too late.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from ingest.index.build import ingest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ALLOWED = 3.0
"""Seconds that Slack waits for an acknowledgement."""

ASK = "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?"


async def run(events: int) -> int:
    from fakes.slack_server import slack_server

    from tests.slack.conftest import replica

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ingest([Path(__file__).resolve().parents[2] / "corpus"], folder / "index", vectors=False)
        async with slack_server() as slack, replica(slack, folder / "index", folder) as server:
            await server.app.idle()

            async def timed(number: int) -> float:
                began = time.perf_counter()
                await server.to.say(ASK, channel=f"D{number:05d}", person=f"U{number:05d}")
                return time.perf_counter() - began

            began = time.perf_counter()
            took = sorted(await asyncio.gather(*(timed(number) for number in range(events))))
            await server.app.idle()
            whole = time.perf_counter() - began
            print(
                f"{events} deliveries at once: acknowledged in {took[len(took) // 2]:.2f} s (median), {took[-1]:.2f} s "
                f"(slowest), {took[-1] / ALLOWED:.0%} of what Slack allows; {len(slack.posts)} answers in {whole:.1f} s"
            )
            return 0 if took[-1] < ALLOWED and len(slack.posts) == events else 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200)
    raise SystemExit(asyncio.run(run(parser.parse_args().events)))


if __name__ == "__main__":
    main()
