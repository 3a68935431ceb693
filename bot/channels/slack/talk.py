"""Replies in Slack threads: the conversation that a thread is, its answers, its practice and who may see what."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any, Literal
from weakref import WeakValueDictionary

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.answer import Answer, PracticeBoard
from bot.channels.slack import blocks, chart, views
from bot.channels.slack.blocks import SlackMessage
from bot.channels.slack.draft import ThreadDraft
from bot.channels.slack.faults import REVOKED, Faults, code_of
from bot.channels.slack.hearers import Hearers, asks_us, hearing, may_be_ours, overhearing
from bot.channels.slack.place import COMMAND, ThreadPlace, direct, post, post_direct, post_private
from bot.channels.slack.records import Records, Thread
from bot.conversation.above import ThreadLine
from bot.conversation.conversations import Conversations
from bot.conversation.events import BlockReady, Done, Failed, Sentence
from bot.conversation.forms import Form
from bot.errors import BadInput, NotFound, ParleyError, StoreUnavailable
from bot.reading.terms import Profile
from ingest.errors import IngestError

log = logging.getLogger(__name__)

LOADING = (
    "Reading your guides…",
    "Looking the figures up…",
    "Checking each number against its source…",
    "Putting it into words…",
)
SORRY = "Sorry, something went wrong on our side and there is no answer. Please ask again in a moment."
RESPONSES = 5
"""Messages that Slack takes at a command's response address."""

NO_SESSIONS = frozenset(
    {
        "unknown_method",
        "not_allowed_token_type",
        "access_denied",
        "feature_not_enabled",
        "no_permission",
        "missing_scope",
        "not_an_agent",
        "agent_not_enabled",
    }
)
"""What Slack says where the app is no agent of the workspace, or the workspace's plan has none."""

UNREACHED = (TimeoutError, aiohttp.ClientError, SlackClientError, OSError)


class Talk:
    """Answers in threads. One for a process; what must outlive it is in the database."""

    def __init__(self, conversations: Conversations, records: Records, faults: Faults, site: str = "") -> None:
        """site: the address at which people reach our pages, "" where they don't."""
        self.conversations, self.records, self._faults, self.site = conversations, records, faults, site
        self._sessionless: set[str] = set()
        self._turns: WeakValueDictionary[tuple[str, str, str, str], asyncio.Lock] = WeakValueDictionary()

    async def reply(
        self, place: ThreadPlace, text: str, name: str, *, before: str = "", private: bool = False,
        overheard: bool = False, above: Sequence[ThreadLine] = (), replaces: str | None = None,
        form: Form | None = None,
    ) -> None:  # fmt: skip
        """Answer a message in its thread. Who spoke to us always sees something in the end, and no status is left.

        name: the message's own, by which it is one message whoever sends it again. before: words shown above
        the answer. private: whatever the answer, nobody else reads it. overheard: said in a channel by somebody who
        asked us before, without naming us now: what isn't plainly a question for us gets no answer at all.
        above: what people said in the thread before. replaces: the kept message that this one is, in other words; its
        answer is replaced too. form: what was filled in instead of a message. In a channel an answer is shown only
        when it is whole, since some are for one person or for nobody."""
        async with self._ordered(place), self._thinking(place, quiet=overheard), self._mannered(place, quiet=overheard):
            thread = await self.thread(place)
            await self._title(place, name, text)
            if above:
                text = await self.conversations.join(thread.conversation_id, above, text)
            if not text:
                await self.show_help(place, views.HELP)
                return
            if overheard and not await self.overhears(text):
                return
            asked = name.partition(":")[0]
            instead = await self.records.answer(place.team, place.channel, asked) if replaces else ()
            draft = ThreadDraft(
                place, self._faults, held=private or not place.direct, before=before, site=self.site, instead=instead
            )
            async for event in self.conversations.reply(
                thread.conversation_id,
                text,
                channel="slack",
                client_id=f"{place.channel}:{name}",
                replaces=replaces,
                form=form,
            ):
                if isinstance(event, Sentence):
                    await draft.sentence(event)
                elif isinstance(event, BlockReady):
                    draft.block(event)
                elif isinstance(event, Failed):
                    if not overheard:
                        await self._fail(place, draft, event.text)
                elif isinstance(event, Done) and (hearers := await self._heard(text, event.answer, place, overheard)):
                    await self._show(place, thread, draft, event, private or hearers == "one")
                elif isinstance(event, Done):
                    await self._unhear(thread, draft, asked)
            if draft.posted or instead:
                # The answer is there: that it couldn't be noted where must not look like a failure.
                with suppress(StoreUnavailable):
                    await self.records.answered(thread, asked, draft.posted)

    async def overhears(self, text: str) -> bool:
        """Whether what somebody says who asked us before, without naming us now, is worth an answer."""
        return await asyncio.to_thread(asks_us, text) and may_be_ours(await self.conversations.read_alone(text))

    async def _heard(self, text: str, answer: Answer, place: ThreadPlace, overheard: bool) -> Hearers:
        """Who gets to see an answer."""
        if place.direct:
            return "all"
        reading = await self.conversations.read_alone(text)
        return await asyncio.to_thread(overhearing, answer, reading) if overheard else hearing(answer, reading)

    async def _unhear(self, thread: Thread, draft: ThreadDraft, asked: str) -> None:
        """Forget what was said to colleagues: it is none of ours, and would colour what is asked next."""
        await draft.withdraw()
        kept = await self.records.asked(thread, asked)
        if kept is not None:
            with suppress(NotFound, BadInput):
                await self.conversations.take_back(thread.conversation_id, kept.message_id, kept.reply_id)

    async def stop(self, place: ThreadPlace) -> bool:
        """Stop the reply that is being made to the person in this thread; False where there is none."""
        thread = await self.records.thread(place.team, place.channel, place.root, "" if place.direct else place.person)
        running = await self.records.running(thread) if thread is not None else None
        if thread is None or running is None:
            await self._session(place, "active")
            return False
        await self.conversations.stop(thread.conversation_id, running.reply_id)
        return True

    async def _fail(self, place: ThreadPlace, draft: ThreadDraft, text: str) -> None:
        """Say that there is no answer: to everybody who reads direct messages, else to the one who asked."""
        if place.direct:
            await draft.fail(text)
        else:
            await draft.withdraw()
            await self.apologise(place, text)

    @asynccontextmanager
    async def _ordered(self, place: ThreadPlace) -> AsyncIterator[None]:
        """One message of a thread after the other, as they came."""
        key = (place.team, place.channel, place.root, place.person)
        lock = self._turns.setdefault(key, asyncio.Lock())
        async with lock:
            yield

    @asynccontextmanager
    async def _thinking(self, place: ThreadPlace, *, quiet: bool = False) -> AsyncIterator[None]:
        """Say that the message is being worked on, and say so no more whatever happens."""
        if quiet:
            yield
            return
        showing = asyncio.create_task(self._status(place, "is looking it up…"))
        working = asyncio.create_task(self._session(place, "processing"))
        try:
            yield
        finally:
            await asyncio.wait([showing, working])
            await self._status(place, "")
            await self._session(place, "active")

    @asynccontextmanager
    async def _mannered(self, place: ThreadPlace, *, quiet: bool = False) -> AsyncIterator[None]:
        """Turn what goes wrong into a polite sentence to the person; quiet: nobody asked, so it is logged alone."""

        async def tell(text: str) -> None:
            if not quiet:
                await self.apologise(place, text)

        try:
            yield
        except (ParleyError, IngestError) as error:
            await tell(str(error))
        except SlackApiError as error:
            if self._faults.note(error, place.team, place.channel) not in REVOKED:
                await tell(SORRY)
        except UNREACHED as error:
            self._faults.trouble(f"Slack can't be reached: {error!r}", place.team, "look at the network")
            await tell(SORRY)
        except asyncio.CancelledError:
            await tell("I was stopped before your answer was done. Please ask again in a moment.")
            raise
        except Exception:
            log.exception("a reply failed")
            await tell(SORRY)

    async def apologise(self, place: ThreadPlace, text: str) -> None:
        """Say what went wrong to the one who asked, by whatever way is open."""
        said = line(text)
        for way in (post_private, post_direct):
            try:
                await way(place, [said], self._faults)
                return
            except SlackApiError as error:
                if self._faults.note(error, place.team, place.channel) in REVOKED:
                    return
            except UNREACHED as error:
                self._faults.trouble(f"Slack can't be reached: {error!r}", place.team, "look at the network")

    async def show_help(self, place: ThreadPlace, text: str) -> None:
        """Say what we can do."""
        async with self._mannered(place):
            await post(place, line(text, plain=False), self._faults)

    # Commands, which have no thread: only the one who gave them sees the answer

    async def ask(self, place: ThreadPlace, url: str, question: str, name: str) -> None:
        """Answer a question of a command; what a person asks in a channel that way is one conversation."""
        place = replace(place, root=COMMAND)
        async with self._ordered(place), self._mannered(place):
            thread = await self.thread(place)
            async for event in self.conversations.reply(
                thread.conversation_id, question, channel="slack", client_id=name
            ):
                if isinstance(event, Failed):
                    await self.respond(place, url, [line(event.text)])
                elif isinstance(event, Done):
                    await self._answer_command(place, thread, url, event)

    async def _answer_command(self, place: ThreadPlace, thread: Thread, url: str, done: Done) -> None:
        board = next((block for block in done.answer.blocks if isinstance(block, PracticeBoard)), None)
        if board is not None:
            there, thread = await self._to_direct(place, thread)
            await self._show(there, thread, ThreadDraft(there, self._faults, held=True, site=self.site), done, False)
            return
        ref = f"{thread.conversation_id}.{done.message_id}"
        asked = line(f"You asked: {await self._question(thread, done)}")
        await self.respond(
            place, url, [asked, *shareable(blocks.message(done.answer, site=self.site), f"{ref}|", "Share here")]
        )

    async def _question(self, thread: Thread, done: Done) -> str:
        said = (await self.conversations.histories.history(thread.conversation_id)).messages
        at = next(index for index, one in enumerate(said) if one.id == done.message_id)
        return said[at - 1].text or ""

    async def respond(self, place: ThreadPlace, url: str, messages: Sequence[SlackMessage]) -> None:
        """Show messages to the one who gave a command, where they gave it; else in a direct message."""
        webhook = AsyncWebhookClient(url, session=place.client.session)
        for number, message in enumerate(messages):
            sent = await webhook.send(
                text=message.text, blocks=message.blocks, response_type="ephemeral", replace_original=False
            )
            if sent.status_code != 200 or number == RESPONSES - 1:
                left = messages[number + (sent.status_code == 200) :]
                await post_direct(place, left, self._faults)
                return

    async def _status(self, place: ThreadPlace, status: str) -> None:
        client = place.client
        await self._decorate(
            place,
            client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.root, status=status,
                loading_messages=list(LOADING) if status else None,
            ),
        )  # fmt: skip

    async def _session(self, place: ThreadPlace, status: Literal["processing", "active"]) -> None:
        """Tell Slack whether we work on the thread: while we do, it shows its stop button.

        A workspace that has no sessions of agents is asked once."""
        if place.team in self._sessionless or place.root in ("", COMMAND):
            return
        client = place.client
        try:
            await client.agents_sessions_setStatus(channel_id=place.channel, thread_ts=place.root, status=status)
        except SlackApiError as error:
            if code_of(error) in REVOKED:
                self._faults.note(error, place.team)
            elif code_of(error) in NO_SESSIONS:
                self._sessionless.add(place.team)
        except UNREACHED:
            pass

    async def _title(self, place: ThreadPlace, name: str, text: str) -> None:
        """Call a direct message's thread by the words that begin it."""
        if not place.direct or place.root != name:
            return
        client, title = place.client, text if len(text) <= 60 else text[:59] + "…"
        await self._decorate(
            place, client.assistant_threads_setTitle(channel_id=place.channel, thread_ts=place.root, title=title)
        )

    async def _decorate(self, place: ThreadPlace, call: Awaitable[object]) -> None:
        """A call that an answer does without; outside an assistant's thread Slack refuses some."""
        try:
            await call
        except SlackApiError as error:
            if code_of(error) in REVOKED | {"missing_scope"}:
                self._faults.note(error, place.team, place.channel)
        except UNREACHED:
            pass

    # Conversations

    async def thread(self, place: ThreadPlace) -> Thread:
        """The thread's conversation; in a channel each person has their own, since what they say of their pay is."""
        person = "" if place.direct else place.person
        known = await self.records.thread(place.team, place.channel, place.root, person)
        if known is not None:
            return known
        others = await self.records.in_thread(place.team, place.channel, place.root)
        id, _ = await self.conversations.open("slack", owner=place.owner)
        if others:
            await self._hand_over(others[0].conversation_id, id)
        new = Thread(place.team, place.channel, place.root, person, id)
        if await self.records.add(new):
            return new
        await self.conversations.delete(id)
        raced = await self.records.thread(place.team, place.channel, place.root, person)
        if raced is None:
            raise NotFound("The conversation was deleted meanwhile; please ask again.")
        return raced

    async def _hand_over(self, before: str, after: str) -> None:
        """Let whoever joins a thread speak of what it is about; nobody's figures go with it."""
        with suppress(NotFound):
            known = await self.conversations.profile(before)
            about = Profile(company=known.company, role=known.role, region=known.region, level=known.level)
            await self.conversations.set_profile(after, about)

    # Answers

    async def _show(self, place: ThreadPlace, thread: Thread, draft: ThreadDraft, done: Done, private: bool) -> None:
        answer, ref = done.answer, f"{thread.conversation_id}.{done.message_id}"
        board = next((block for block in answer.blocks if isinstance(block, PracticeBoard)), None)
        answer = answer.model_copy(
            update={"blocks": tuple(block for block in answer.blocks if not isinstance(block, PracticeBoard))}
        )
        if board is not None and not place.direct:
            await draft.withdraw()
            place, thread = await self._to_direct(place, thread)
            draft = ThreadDraft(place, self._faults, held=True, site=self.site)
        if not place.direct and (private or blocks.private(answer)):
            await draft.withdraw()
            await self.show_private(place, answer, ref)
        else:
            await draft.finish(answer, ref, await self._reminder(place, thread, answer))
        if board is not None:
            await self._board(place, thread, board)

    async def _reminder(self, place: ThreadPlace, thread: Thread, answer: Answer) -> list[dict[str, Any]]:
        """The button that asks for a reminder, where an offer with a deadline was judged."""
        if not place.direct or answer.intent != "offer":
            return []
        known = await self.conversations.profile(thread.conversation_id)
        if known.offer is None or not known.offer.deadline:
            return []
        return [{"type": "actions", "elements": [views.button("new_reminder", "Remind me before the deadline")]}]

    async def show_private(self, place: ThreadPlace, answer: Answer, ref: str) -> None:
        """Show an answer to its person alone, who may share it."""
        await post_private(
            place,
            shareable(blocks.message(answer, site=self.site), f"{ref}|{place.root}", "Share in this thread"),
            self._faults,
        )

    async def share(self, place: ThreadPlace, ref: str) -> bool:
        """Show an answer of the person's to everybody in the thread; False when it isn't theirs or is gone."""
        found = await self.answer_of(ref)
        if found is None or found[0] != place.owner:
            return False
        by = {"type": "context", "elements": [{"type": "mrkdwn", "text": f"<@{place.person}> shared this."}]}
        for number, message in enumerate(blocks.message(found[1], site=self.site)):
            above = [by] if number == 0 and len(message.blocks) < 50 else []
            await post(place, SlackMessage(message.text, [*above, *message.blocks]), self._faults)
        return True

    async def answer_of(self, ref: str) -> tuple[str, Answer] | None:
        """The owner and the answer that "conversation.message" names."""
        conversation_id, _, message_id = ref.partition(".")
        with suppress(NotFound):
            said = await self.conversations.histories.said(conversation_id, message_id)
            kept = await self.records.owner(conversation_id)
            if said.answer is not None and kept is not None:
                return kept, said.answer
        return None

    # Practice

    async def _to_direct(self, place: ThreadPlace, thread: Thread) -> tuple[ThreadPlace, Thread]:
        """Take a practice out of the channel, where people would bargain before their colleagues."""
        there = await direct(place, line("Your practice, just between us. Answer in this thread."))
        moved = replace(thread, channel=there.channel, root=there.root, person="")
        await self.records.drop(thread)
        await self.records.add(moved)
        await post_private(
            place, [line("I've started the practice in our direct messages, where nobody else reads it.")], self._faults
        )
        return there, moved

    async def _board(self, place: ThreadPlace, thread: Thread, board: PracticeBoard) -> None:
        """Keep the standing offer's message up to date; after the end, the debrief with its chart."""
        practice = await self.conversations.practices.practice(thread.conversation_id, board.practice_id)
        message = blocks.standing(board, over=practice.over, paused=practice.paused)
        same = thread.board is not None and thread.practice_id == board.practice_id
        if not (same and await self._updated(place, thread.board or "", message)):
            ts = await post(place, message, self._faults)
            await self.records.change(replace(thread, board=ts, practice_id=board.practice_id))
        if practice.over and practice.spoken:
            await self._debrief(place, thread, board.practice_id)

    async def _updated(self, place: ThreadPlace, ts: str, message: SlackMessage) -> bool:
        client = place.client
        try:
            await client.chat_update(channel=place.channel, ts=ts, text=message.text, blocks=message.blocks)
        except SlackApiError as error:
            if code_of(error) in REVOKED:
                raise
            return False
        return True

    async def _debrief(self, place: ThreadPlace, thread: Thread, practice_id: str) -> None:
        report = await self.conversations.practices.debrief(thread.conversation_id, practice_id)
        for message in blocks.debrief(report):
            await post(place, message, self._faults)
        client = place.client
        picture, described = await asyncio.to_thread(chart.png, report)
        try:
            await client.files_upload_v2(
                channel=place.channel, thread_ts=place.root, content=picture, filename="debrief.png",
                title="Asks and offers over the turns", alt_txt=described, request_file_info=False,
            )  # fmt: skip
        except SlackApiError as error:
            self._faults.note(error, place.team, place.channel)
            await post(place, line(described), self._faults)


def shareable(messages: Sequence[SlackMessage], value: str, words: str) -> list[SlackMessage]:
    """Messages for one person, with a button that shows them to everybody."""
    button = {
        "type": "button", "action_id": "share", "value": value, "text": {"type": "plain_text", "text": words},
        "accessibility_label": "Show this answer to everybody here",
    }  # fmt: skip
    extra: list[dict[str, Any]] = [
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Only you can see this."}]},
        {"type": "actions", "elements": [button]},
    ]
    *before, last = messages
    if len(last.blocks) + len(extra) > 50:
        before, last = [*before, last], SlackMessage("Only you can see this.", [])
    return [*before, SlackMessage(last.text, [*last.blocks, *extra])]


def line(text: str, *, plain: bool = True) -> SlackMessage:
    """A message of one paragraph; plain: it may hold anything, else it is our own mrkdwn."""
    words = blocks.escape(text) if plain else text
    return SlackMessage(text, [{"type": "section", "text": {"type": "mrkdwn", "text": words}}])
