"""Messages that people change or delete after they sent them, and words that stop an answer."""

from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError

from bot.channels.slack.faults import Faults
from bot.channels.slack.place import ThreadPlace
from bot.channels.slack.reading import plain
from bot.channels.slack.records import Records, Thread
from bot.channels.slack.talk import Talk
from bot.conversation.conversations import Conversations
from bot.errors import BadInput, NotFound


class ChangesHost(Protocol):
    """The app that these belong to."""

    talk: Talk
    faults: Faults
    records: Records

    async def ours(
        self, place: ThreadPlace, keys: tuple[str, ...], *, counts: bool = True, quiet: bool = False
    ) -> bool:
        """Take a delivery up, once among all replicas."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A message in its new words. raw, before: with Slack's escapes; stamp: the ts of the change."""

    channel: str
    root: str
    ts: str
    person: str
    raw: str
    before: str
    text: str
    stamp: str
    message: dict[str, Any]


def edit_of(event: dict[str, Any], bot: str | None) -> Edit | None:
    """What a person changed; None for our own messages, other apps', and where no word changed (a link's preview)."""
    message, old = event.get("message") or {}, event.get("previous_message") or {}
    person, raw = str(message.get("user") or ""), str(message.get("text") or "")
    if not person or person in (bot, "USLACKBOT") or message.get("bot_id") or message.get("subtype") == "tombstone":
        return None
    ts, stamp = str(message.get("ts") or ""), str((message.get("edited") or {}).get("ts") or "")
    if not ts or not stamp or raw == str(old.get("text") or "") or not plain(raw, bot):
        return None
    root = str(message.get("thread_ts") or ts)
    before = str(old.get("text") or "")
    return Edit(str(event.get("channel")), root, ts, person, raw, before, plain(raw, bot), stamp, message)


def is_stop(text: str) -> bool:
    """Whether a message says nothing but to stop."""
    return text.strip(" .!").casefold() == "stop"


class Changes:
    """Brings what is kept, and what we posted, up to what people's messages say now."""

    def __init__(self, host: ChangesHost, conversations: Conversations) -> None:
        self._host, self._conversations = host, conversations

    async def edited(self, place: ThreadPlace, change: Edit, *, spoken_to: bool) -> bool:
        """Answer a message anew in its new words; False where it wasn't one of ours.

        The last message is replaced, and what it told with it; an earlier one is asked again, as things stand."""
        thread = await self._thread(place)
        kept = await self._host.records.asked(thread, change.ts) if thread is not None else None
        if thread is None or kept is None:
            return False
        if not await self._host.ours(place, (f"edit:{place.team}:{place.channel}:{change.ts}:{change.stamp}",)):
            return True
        if kept.running:
            await self._conversations.stop(thread.conversation_id, kept.reply_id)
        name = f"{change.ts}:{change.stamp}"
        last = await self._is_last(thread, kept.message_id)
        await self._host.talk.reply(
            place, change.text, name, overheard=not spoken_to, replaces=kept.message_id if last else None,
            before="" if last else f"> {change.text}\n\n",
        )  # fmt: skip
        return True

    async def deleted(self, place: ThreadPlace, ts: str) -> None:
        """Forget a message and take its answer back."""
        thread = await self._thread(place)
        kept = await self._host.records.asked(thread, ts) if thread is not None else None
        if thread is None or kept is None:
            return
        if not await self._host.ours(place, (f"gone:{place.team}:{place.channel}:{ts}",), counts=False, quiet=True):
            return
        posts = await self._host.records.answer(place.team, place.channel, ts)
        try:
            await self._conversations.take_back(thread.conversation_id, kept.message_id, kept.reply_id)
        except BadInput as error:
            await self._host.talk.apologise(place, str(error))
            return
        except NotFound:
            return
        await self._host.records.answered(thread, ts, ())
        for one in posts:
            await self._take_down(place, one)

    async def _take_down(self, place: ThreadPlace, ts: str) -> None:
        client = place.client
        try:
            await client.chat_delete(channel=place.channel, ts=ts)
        except SlackApiError as error:
            self._host.faults.note(error, place.team, place.channel)

    async def _thread(self, place: ThreadPlace) -> Thread | None:
        person = "" if place.direct else place.person
        return await self._host.records.thread(place.team, place.channel, place.root, person)

    async def _is_last(self, thread: Thread, message_id: str) -> bool:
        said = (await self._conversations.histories.history(thread.conversation_id)).messages
        return next((one.id for one in reversed(said) if one.role == "user"), "") == message_id
