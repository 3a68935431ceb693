"""What stands above in a thread where somebody mentions us: asked of Slack once, for that thread alone."""

import asyncio

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.faults import REVOKED, Faults, code_of
from bot.channels.slack.place import ThreadPlace
from bot.channels.slack.reading import plain
from bot.channels.slack.records import Records, clock
from bot.conversation.above import ThreadLine

SOLD, OWN = 15, 200
"""Messages asked for, the thread's first: as many as Slack gives to apps that are sold outside its Marketplace, and
(a page of) what it gives to a workspace's own app."""

FIRST, LAST = 5, 15
"""Of them, how many of the first and of the last are read: what a thread is about, and what was asked just now."""

LONGEST = 1_000
"""Characters of one that are read."""

WAIT = 60.0
"""Seconds without another try where Slack says no time: what the strictest rate allows is one a minute."""


class Above:
    """Asks at most once for each person in a thread, and not again before Slack says so where it is rationed."""

    def __init__(self, records: Records, faults: Faults, most: int) -> None:
        """most: SOLD for an app that many workspaces install, OWN for one workspace's."""
        self._records, self._faults, self._most = records, faults, most
        self._closed: dict[str, float] = {}

    async def lines(self, place: ThreadPlace, before: str) -> tuple[ThreadLine, ...]:
        """What people said in the thread before that ts, oldest first; nothing where it was read, or can't be."""
        now = asyncio.get_running_loop().time()
        if self._closed.get(place.team, 0.0) > now:
            return ()
        key = f"above:{place.team}:{place.channel}:{place.root}:{place.person}"
        claim = await self._records.claim((key,), team=place.team, person=place.person, now=clock(), counts=False)
        if not claim.fresh:
            return ()
        # Not the patient client: an answer doesn't wait a minute for what is only nice to know.
        given = place.client
        client = AsyncWebClient(token=given.token, base_url=given.base_url, session=given.session, retry_handlers=[])
        try:
            got = await client.conversations_replies(
                channel=place.channel, ts=place.root, latest=before, inclusive=False, limit=self._most
            )
        except SlackApiError as error:
            if code_of(error) == "ratelimited":
                self._closed[place.team] = now + _patience(error)
            elif self._faults.note(error, place.team, place.channel) in REVOKED:
                raise
            return ()
        people = [one for one in (got.get("messages") or [])[: self._most] if _by_a_person(one, before)]
        people = people[:FIRST] + people[FIRST:][-LAST:]
        return tuple(
            ThreadLine(plain(str(one.get("text") or ""))[:LONGEST], one["user"] == place.person) for one in people
        )


def _by_a_person(message: dict[str, object], before: str) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and str(message.get("ts")) < before


def _patience(error: SlackApiError) -> float:
    told = getattr(error.response, "headers", {}).get("Retry-After", "")
    return float(told) if str(told).isdigit() else WAIT
