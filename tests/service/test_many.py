"""Two hundred people at once, on both databases: each is answered, and none is told that the database is away."""

import asyncio
from pathlib import Path

import httpx
import pytest

import bot.server.opening
from bot.server.app import create_app
from bot.settings import Settings

from .live import Client, ScriptedCoach, served

MANY = 200


async def test_two_hundred_conversations_at_once_are_each_answered(
    database_url: str,
    starter_index: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scripted = ScriptedCoach()
    monkeypatch.setattr(bot.server.opening, "_coach", lambda settings, facts, names, apart: scripted)
    settings = Settings(
        index=starter_index,
        database_url=database_url,
        rate_per_address="100000/minute",
        _env_file=None,  # type: ignore[call-arg]
    )
    connections = httpx.Limits(max_connections=MANY, max_keepalive_connections=0)
    async with (
        served(create_app(settings)) as address,
        httpx.AsyncClient(base_url=address, timeout=120, limits=connections) as http,
    ):
        people = await asyncio.gather(*(Client.open(http) for _ in range(MANY)))
        for _ in range(2):
            said = await asyncio.gather(*(one.say("hello") for one in people))
            assert [answer.status_code for answer in said] == [200] * MANY
        kept = await asyncio.gather(*(one.get() for one in people))
        assert {len(answer.json()["messages"]) for answer in kept} == {4}
