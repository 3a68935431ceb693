"""Who sends much holds up the like of it, and not a short question."""

import asyncio
import gc
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.conversation.coach import LENGTHY, Coach
from bot.reading.behind import LATER, started
from bot.reading.names import Names
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading, Turn
from bot.server.app import _look
from ingest.index.facts import Facts


class Slow:
    """A reader that is at work until it is let go, and counts how many are at once."""

    def __init__(self) -> None:
        self.opened, self.lock, self.now, self.most = threading.Event(), threading.Lock(), 0, 0

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        if len(message) > LENGTHY:
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            self.opened.wait(30)
            with self.lock:
                self.now -= 1
        return Reading(message, told=Question(text=message, intent="tactic", profile=profile))


async def test_what_a_server_has_read_when_it_starts_is_not_looked_through_for_waste_again() -> None:
    class Sound:
        def check_vectors(self) -> str:
            return ""

    before = gc.get_freeze_count()
    try:
        await _look(Sound())  # type: ignore[arg-type]
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


async def test_long_messages_are_read_one_at_a_time_and_short_ones_beside_them(starter_index: Path) -> None:
    facts, slow = Facts(starter_index), Slow()
    coach = Coach(facts=facts, names=Names(facts), reader=slow)  # type: ignore[arg-type]
    long = [asyncio.create_task(coach.understand("x" * (LENGTHY + 1), (), Profile())) for _ in range(8)]
    async with asyncio.timeout(20):
        for _ in range(20):
            await coach.understand("What is the base?", (), Profile())
    assert not any(one.done() for one in long)
    slow.opened.set()
    await asyncio.gather(*long)
    assert slow.most == 1
    facts.close()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system has no cores to be put on")
def test_a_letters_process_is_later_in_line_and_leaves_a_core_to_answer_on() -> None:
    process = started("bot.reading.letter_text", "html")
    try:
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(mine + LATER, 19)
        assert len(os.sched_getaffinity(process.pid)) == 1
    finally:
        process.kill()
        process.communicate()
