"""Where somebody spoke, and how a message is put there."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.blocks import SlackMessage
from bot.channels.slack.faults import SHUT, Faults, code_of

COMMAND = "command"
"""The root of what is asked by command in a channel, which hangs from no message."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """A thread of a workspace as one person sees it. root: the ts of the message that it hangs from."""

    client: AsyncWebClient
    team: str
    channel: str
    root: str
    person: str

    @property
    def direct(self) -> bool:
        """A direct message with us, which nobody else reads."""
        return self.channel.startswith("D")

    @property
    def owner(self) -> str:
        """Whose conversations these are."""
        return owner(self.team, self.person)


def owner(team: str, person: str) -> str:
    """What a person's conversations are kept under."""
    return f"slack:{team}:{person}"


async def post(place: ThreadPlace, message: SlackMessage, faults: Faults) -> str | None:
    """Put a message into the thread, or, where the place is shut, into a direct message; its ts there.

    Raises SlackApiError when neither can be had."""
    client = place.client
    try:
        return await _post(client, place.channel, place.root, message)
    except SlackApiError as error:
        if code_of(error) not in SHUT or place.direct:
            raise
        faults.note(error, place.team, place.channel)
    await post_direct(place, [message], faults)
    return None


async def _post(client: AsyncWebClient, channel: str, root: str | None, message: SlackMessage) -> str:
    given: dict[str, Any] = {"channel": channel, "text": message.text, "unfurl_links": False, "unfurl_media": False}
    if root and root != COMMAND:
        given["thread_ts"] = root
    try:
        sent = await client.chat_postMessage(**given, blocks=message.blocks)
    except SlackApiError as error:
        if code_of(error) not in ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"):
            raise
        # What it says matters more than how it looks.
        log.error("Slack took none of these blocks: %s", error.response.get("errors"))
        sent = await client.chat_postMessage(**given)
    return str(sent["ts"])


async def post_private(place: ThreadPlace, messages: Sequence[SlackMessage], faults: Faults) -> None:
    """Put messages where only the person reads them: in the thread as ephemerals, else in a direct message."""
    if place.direct:
        for message in messages:
            await post(place, message, faults)
        return
    left, client = list(messages), place.client
    try:
        while left:
            await client.chat_postEphemeral(
                channel=place.channel, user=place.person, text=left[0].text,
                thread_ts=place.root if place.root not in ("", COMMAND) else None,
                blocks=left[0].blocks,
            )  # fmt: skip
            left.pop(0)
    except SlackApiError as error:
        faults.note(error, place.team, place.channel)
        await post_direct(place, left, faults)


async def direct(place: ThreadPlace, opening: SlackMessage) -> ThreadPlace:
    """A new thread in the direct messages with the person, hanging from an opening message."""
    client = place.client
    channel = str((await client.conversations_open(users=place.person))["channel"]["id"])
    return replace(place, channel=channel, root=await _post(client, channel, None, opening))


async def post_direct(place: ThreadPlace, messages: Sequence[SlackMessage], faults: Faults) -> None:
    """Put messages into a thread of the direct messages with the person."""
    if not messages:
        return
    there = await direct(place, messages[0])
    for message in messages[1:]:
        await post(there, message, faults)
