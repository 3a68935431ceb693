"""Deletion of what is past its retention, by a clock that is looked at twice."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from bot.conversation.conversations import Conversations
from bot.errors import ParleyError

log = logging.getLogger(__name__)

CLEANING = 3600.0
"""Seconds between looks for conversations past their retention."""

FAR = 86_400.0
"""Seconds after the last conversation from which on the clock is looked at twice."""

SET = 3600.0
"""Seconds by which the clock must have moved on its own between two looks to be taken for set."""


async def clean(
    conversations: Conversations,
    wall: Callable[[], float] = time.time,
    steady: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Delete what is past its retention, now and every CLEANING seconds; not just after the clock was set, and not at
    the first look where the clock is far ahead of what was kept last: it may be wrong."""
    ahead = wall() - steady()
    if await _far_ahead(conversations, wall()):
        log.warning(
            "the clock is far ahead of the last conversation; nothing is deleted until it has stood for a while"
        )
        await sleep(CLEANING)
    while True:
        now = wall() - steady()
        drift, ahead = now - ahead, now
        if abs(drift) > SET:
            log.warning("the clock was set by %.0f seconds; nothing is deleted until it has stood for a while", drift)
        else:
            with suppress(ParleyError):
                gone = await conversations.delete_old()
                if gone:
                    log.info("deleted %d conversations past their retention", gone)
        await sleep(CLEANING)


async def _far_ahead(conversations: Conversations, now: float) -> bool:
    """Whether the clock shows more than FAR seconds after a conversation was last used, but for the last hour."""
    with suppress(ParleyError):
        # Whoever used it in the last hour may have come by the same wrong clock, before a restart.
        newest = await conversations.newest(datetime.fromtimestamp(now - CLEANING, UTC))
        return newest is not None and now - newest.timestamp() > FAR
    return True
