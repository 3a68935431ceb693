"""That a process is as large after many messages as after some: nothing is kept of what people wrote."""

import gc
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper
from itertools import islice
from pathlib import Path

from bot.conversation.conversations import Conversations
from bot.conversation.events import Done
from bot.server.opening import service
from bot.settings import Settings
from tests.bench.soak import messages

SOME, EACH = 30, 5
"""Messages a round, and of one conversation."""


def unbounded() -> dict[str, int]:
    """How many entries the caches without a bound hold."""
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    named = [(repr(getattr(one, "__wrapped__", one)).split(" at ")[0], one.cache_info()) for one in caches]
    return {name: told.currsize for name, told in named if told.maxsize is None}


def held(hashes: Iterable[int]) -> int:
    """How many texts with these hashes something in the process still refers to."""
    wanted, found = set(hashes), set[int]()
    for one in gc.get_objects():
        found.update(hash(part) for part in gc.get_referents(one) if type(part) is str)
    return len(wanted & found)


async def talked(chats: Conversations, texts: Iterator[str]) -> list[int]:
    """A round of messages in conversations that are deleted afterwards; the messages' hashes."""
    sent = []
    for _ in range(SOME // EACH):
        id, _ = await chats.open("api")
        for text in islice(texts, EACH):
            events = [event async for event in chats.reply(id, text, channel="api")]
            assert isinstance(events[-1], Done)
            sent.append(hash(text))
        await chats.delete(id)
    return sent


async def test_of_messages_that_are_over_nothing_is_left_in_memory(starter_index: Path, tmp_path: Path) -> None:
    texts = messages()
    settings = Settings(index=starter_index, database_url=f"sqlite:///{tmp_path}/p.sqlite3")
    async with service(settings) as opened:
        for _ in range(2):  # What is loaded at its first use (a language's sentences, a card's) is no leak.
            await talked(opened.conversations, texts)
        gc.collect()
        caches, objects = unbounded(), len(gc.get_objects())
        sent = await talked(opened.conversations, texts)
        gc.collect()
        grown = {name: size - caches.get(name, 0) for name, size in unbounded().items() if size > caches.get(name, 0)}
        assert sum(grown.values()) < SOME / 2, grown
        # What is loaded at its first use leaves some; an answer that was kept is a hundred and more.
        assert len(gc.get_objects()) - objects < 10 * SOME, "objects are kept of every message"
        # What the last reply's tasks and frames still see is no leak.
        assert held(sent[:-EACH]) == 0
