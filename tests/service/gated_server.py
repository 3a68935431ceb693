"""A server in a process of its own whose answers stop half-way until a line comes on its standard input.

python -m service.gated_server INDEX DATABASE_URL SECONDS: its clock is SECONDS ahead.
"""

import asyncio
import functools
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.server.app
import bot.server.opening
from bot.answer import Answer
from bot.conversation.conversations import Conversations
from bot.model.narrator import VerifiedWords
from bot.reading.types import Question
from bot.settings import Settings

from .live import ScriptedCoach


class StdinCoach(ScriptedCoach):
    async def word(  # type: ignore[override]
        self, answer: Answer, question: Question, *_: object
    ) -> AsyncIterator[VerifiedWords | Answer]:
        yield VerifiedWords("Half an ", 0)
        await asyncio.to_thread(sys.stdin.readline)
        yield VerifiedWords("answer.", 0)
        yield answer


def main(index: str, database_url: str, ahead: str) -> None:
    coach = StdinCoach()
    coach.narrator = coach
    bot.server.opening._coach = lambda settings, facts, names, apart: coach  # type: ignore[assignment]
    shifted = functools.partial(Conversations, now=lambda: datetime.now(UTC) + timedelta(seconds=int(ahead)))
    bot.server.opening.Conversations = shifted  # type: ignore[assignment,misc]
    bot.server.app.serve(Settings(index=Path(index), database_url=database_url), "127.0.0.1", 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
