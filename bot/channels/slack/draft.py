"""A reply on its way into a thread: streamed where Slack streams, else one message updated; never two of it."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.answer import Answer, Text
from bot.channels.slack import blocks
from bot.channels.slack.blocks import SlackMessage
from bot.channels.slack.faults import REVOKED, SHUT, Faults, code_of
from bot.channels.slack.place import ThreadPlace, post
from bot.conversation.events import BlockReady, Sentence

PACE = 1.2
"""Seconds between additions to a message: under the fifty a minute of Slack's stricter tier."""

FULL = 10_000
"""Characters of streamed text; Slack takes 12,000."""


class ThreadDraft:
    """Sentences as they come, then the whole answer or what went wrong, in one message of the thread.

    held: nothing is shown before the whole answer is known (it may turn out to be private). site: as in
    `blocks.message`. instead: an earlier answer's messages, by ts, which this one takes the place of. posted: the
    answer's messages in the end, by ts."""

    def __init__(
        self, place: ThreadPlace, faults: Faults, *, held: bool = False, before: str = "", site: str = "",
        instead: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._place, self._faults, self._held, self._site = place, faults, held or bool(instead), site
        self.posted: list[str] = []
        self._said: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._waiting, self._shown, self._torn = before, "", ""
        self._ts: str | None = instead[0] if instead else None
        self._surplus = list(instead[1:])
        self._streaming: bool | None = None
        self._last = 0.0

    async def sentence(self, said: Sentence) -> None:
        """Show one more verified sentence."""
        gap = "\n\n" if self._said and said.block not in self._said else ""
        self._said[said.block] = self._said.get(said.block, "") + said.text
        if self._held or len(self._shown) + len(self._waiting) > FULL:
            return
        self._torn += gap + said.text
        if blocks.torn(self._torn):
            return
        self._release()
        if self._ts is None or asyncio.get_running_loop().time() - self._last >= PACE:
            await self._flush()

    def block(self, ready: BlockReady) -> None:
        """A whole block: a text's sources are marked after its last sentence."""
        if not self._held and self._said.get(ready.index, "").strip():
            self._release()
            self._waiting += blocks.marks(ready.block, self._numbers)

    def _release(self) -> None:
        """Sentences that waited for the end of their bold words are to be shown."""
        self._waiting, self._torn = self._waiting + blocks.markdown(self._torn), ""

    async def finish(self, answer: Answer, ref: str, extra: Sequence[dict[str, Any]] = ()) -> None:
        """Show the whole answer, with its feedback buttons; ref is what they answer for. extra: blocks before them."""
        self._release()
        if self._streaming and self._told(answer):
            rest = answer.model_copy(update={"blocks": tuple(b for b in answer.blocks if not isinstance(b, Text))})
            first, *more = _with_feedback(blocks.message(rest, self._numbers, self._site), ref, extra)
            if await self._close(self._waiting, first):
                self.posted = [self._ts or ""]
                await self._more(more)
                return
        elif self._streaming:
            await self._close("", SlackMessage("", []))
        first, *more = _with_feedback(blocks.message(answer, site=self._site), ref, extra)
        if self._ts is not None and await self._replace(first):
            self.posted = [self._ts]
        else:
            more = [first, *more]
        await self._more(more)

    async def _more(self, messages: Sequence[SlackMessage]) -> None:
        """The rest of the answer, each in a message of its own; what an earlier answer had more of goes."""
        for message in messages:
            if ts := await post(self._place, message, self._faults):
                self.posted.append(ts)
        await self._drop()

    async def _drop(self) -> None:
        client = self._place.client
        for ts in self._surplus:
            await self._tried(client.chat_delete(channel=self._place.channel, ts=ts))
        self._surplus = []

    async def fail(self, text: str) -> None:
        """Say politely that there is no answer, after what was shown of it."""
        said = SlackMessage(text, [{"type": "section", "text": {"type": "mrkdwn", "text": blocks.escape(text)}}])
        self._release()
        if self._streaming and await self._close(f"{self._waiting}\n\n", said):
            return
        if self._ts is None or not await self._replace(said):
            await post(self._place, said, self._faults)

    async def withdraw(self) -> None:
        """Take back what was shown: the answer turned out to be for one person."""
        if self._ts is not None:
            client = self._place.client
            await self._tried(client.chat_delete(channel=self._place.channel, ts=self._ts))
            self._ts = None
        await self._drop()

    def _told(self, answer: Answer) -> bool:
        """Whether the text shown and waiting is the answer's own."""
        texts = {index: block.text for index, block in enumerate(answer.blocks) if isinstance(block, Text)}
        whole = len(self._shown) + len(self._waiting) <= FULL
        return whole and {i: t.strip() for i, t in self._said.items()} == {i: t.strip() for i, t in texts.items()}

    async def _flush(self) -> None:
        if not self._waiting.strip():
            return
        if self._ts is None:
            await self._start()
        elif self._streaming:
            await self._append()
        else:
            await self._replace(_plain(self._shown + self._waiting))
        self._shown, self._waiting = self._shown + self._waiting, ""
        self._last = asyncio.get_running_loop().time()

    async def _start(self) -> None:
        place, client = self._place, self._place.client
        try:
            started = await client.chat_startStream(
                channel=place.channel, thread_ts=place.root, markdown_text=self._waiting,
                recipient_team_id=place.team, recipient_user_id=place.person,
            )  # fmt: skip
            self._ts, self._streaming = str(started["ts"]), True
        except SlackApiError as error:
            if code_of(error) in REVOKED:
                raise
            if code_of(error) in SHUT:
                # The whole answer goes another way, when it is there.
                self._faults.note(error, place.team, place.channel)
                self._held = True
                return
            if code_of(error) == "missing_scope":
                self._faults.note(error, place.team)
            self._streaming = False
            self._ts = await post(place, _plain(self._waiting), self._faults)

    async def _append(self) -> None:
        client = self._place.client
        channel, ts = self._place.channel, self._ts or ""
        if not await self._tried(client.chat_appendStream(channel=channel, ts=ts, markdown_text=self._waiting)):
            self._streaming = False

    async def _close(self, text: str, last: SlackMessage) -> bool:
        """End the stream with these words and blocks; False when Slack had ended it, or refuses them."""
        client = self._place.client
        given: dict[str, Any] = {"markdown_text": text} if text.strip() else {}
        if last.blocks:
            given["blocks"] = last.blocks
        self._streaming = False
        return await self._tried(client.chat_stopStream(channel=self._place.channel, ts=self._ts or "", **given))

    async def _replace(self, message: SlackMessage) -> bool:
        client = self._place.client
        channel, ts = self._place.channel, self._ts or ""
        if await self._tried(client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks)):
            return True
        await self._tried(client.chat_delete(channel=channel, ts=ts))
        return False

    async def _tried(self, call: Awaitable[object]) -> bool:
        try:
            await call
        except SlackApiError as error:
            if code_of(error) in REVOKED:
                raise
            # After the stop button, Slack has ended the stream already.
            if code_of(error) != "message_not_in_streaming_state":
                self._faults.note(error, self._place.team, self._place.channel)
            return False
        return True


def _plain(text: str) -> SlackMessage:
    """Sentences so far, as a message that is updated."""
    return SlackMessage(text, [{"type": "section", "text": {"type": "mrkdwn", "text": blocks.escape(text[:2900])}}])


def _with_feedback(messages: tuple[SlackMessage, ...], ref: str, extra: Sequence[dict[str, Any]]) -> list[SlackMessage]:
    *before, last = messages or (SlackMessage("Was this helpful?", []),)
    if len(last.blocks) + len(extra) >= 50:
        before, last = [*before, last], SlackMessage("Was this helpful?", [])
    return [*before, SlackMessage(last.text, [*last.blocks, *extra, blocks.feedback(ref)])]
