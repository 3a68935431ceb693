"""The parley command, each step of its event loop measured: one that holds up everybody for long is said in its log.

What is measured is CPU of the loop's thread, which other work on the machine doesn't change.
"""

import asyncio
import sys
import time

HELD = "held everybody up"


def _watch(longest: float) -> None:
    step = asyncio.Handle._run

    def measured(self: asyncio.Handle) -> None:
        before = time.thread_time()
        step(self)
        took = time.thread_time() - before
        if took > longest:
            print(f"{HELD} for {took * 1000:.0f} ms: {self!r}"[:500], file=sys.stderr, flush=True)

    asyncio.Handle._run = measured  # type: ignore[method-assign]


def main() -> None:
    """Run the command (watched.py SECONDS PARLEY WORDS ...)."""
    import uvicorn

    _watch(float(sys.argv[1]))
    # Whatever loop is installed beside it: only this one's steps can be measured.
    uvicorn.Config.get_loop_factory = lambda _: asyncio.new_event_loop  # type: ignore[method-assign, return-value]
    from bot.cli import main as parley

    sys.argv = sys.argv[2:]
    parley()


if __name__ == "__main__":
    main()
