"""The one entry: a conversation and a message in, typed events and a stored Answer out."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from weakref import WeakValueDictionary

from pydantic import TypeAdapter

from bot import observe
from bot.conversation.above import ThreadLine, joined
from bot.conversation.answering import Answering
from bot.conversation.coach import Coach
from bot.conversation.events import (
    DELETED,
    UNREADABLE,
    Channel,
    Done,
    Event,
    Failed,
    Status,
    code_of,
    events_of,
    kept_events,
    released,
)
from bot.conversation.forms import Form
from bot.conversation.gaps import Gaps
from bot.conversation.history import (
    QUESTION,
    TURNS,
    Histories,
    HistoryMessage,
    turn_of,
    turns_of,
)
from bot.conversation.message import checked
from bot.conversation.own import Own
from bot.conversation.practices import Practices
from bot.conversation.rows import clean
from bot.conversation.store import Begun, Conversation, Store
from bot.conversation.warm import PROVED, Warm, WarmTurns
from bot.conversation.work import Queue, Work, WorkOutcome
from bot.errors import Busy, NotFound, ParleyError, StoreUnavailable
from bot.languages.answers import spoken
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading
from ingest.errors import IngestError

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds that a message waits for the one before it in its conversation."""

KEPT = 256
"""Finished replies whose events stay in memory, for whoever lost the stream; older ones come from the store."""

POLL = 0.25
"""Seconds between looks at a reply that another process makes."""

RENEWAL = 3.0
"""Seconds between a process's words that it still makes a reply; a fifth of the store's lease."""

RETRIES = (0.5, 1.0, 2.0)
"""Seconds between attempts to keep an answer while the database is away."""


class Conversations:
    """Conversations over a store and a coach; one for each process, shared by its channels.

    A reply is made by a task of its own: it goes on, and is kept, when whoever asked goes away.
    """

    def __init__(
        self,
        store: Store,
        coach: Coach,
        *,
        token_hours: int,
        retention_days: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store, self.coach, self._now = store, coach, now
        self.histories = Histories(store, now)
        self.own, self.practices, self.gaps = Own(store), Practices(store, coach, now), Gaps(store, coach, now)
        self._token_hours, self._retention = token_hours, timedelta(days=retention_days)
        self._warm = Warm()
        self._works: dict[str, Work] = {}
        self._finished: deque[str] = deque()
        self._queues: WeakValueDictionary[str, Queue] = WeakValueDictionary()
        self._reading = asyncio.Semaphore(2)
        self._answering = Answering(coach, self.practices, self._reading)

    # A conversation

    async def open(
        self, channel: Channel, *, now: datetime | None = None, key: str | None = None, owner: str | None = None
    ) -> tuple[str, str]:
        """A new conversation: its id, and the token that opens it (kept nowhere, only its hash).

        now: when it is opened, where the caller tells until when the token lasts. key, owner: what the channel
        knows the thread and the person by, where it has its own proof of who speaks (Slack) and needs no token."""
        row, token = await self._store.create(channel, now or self._now(), self._token_hours, key=key, owner=owner)
        self._warm.put(row.id, WarmTurns(0))
        return row.id, token

    async def find(self, key: str) -> str | None:
        """The id of the conversation that a channel opened with this key."""
        row = await self._store.by_key(key)
        return row.id if row else None

    async def authorise(self, conversation_id: str, token: str) -> Conversation:
        """The conversation, its token good for as long again. Raises NotFound (wrong id or token, told alike) or
        Forbidden (expired)."""
        now = self._now()
        row = await self._store.opened(conversation_id, token, now)
        expires = self.expires(now)
        # Not with every call: each would write.
        if expires - row.expires_at > min(timedelta(hours=1), timedelta(hours=self._token_hours) / 10):
            with suppress(StoreUnavailable):
                await self.own.used(row, now, expires)
        return row

    async def row(self, conversation_id: str) -> Conversation:
        """Raises NotFound."""
        return await self._store.conversation(conversation_id)

    def expires(self, now: datetime) -> datetime:
        """When a token ends that is used now and then no more."""
        return now + timedelta(hours=self._token_hours)

    def deleted_at(self, active_at: datetime) -> datetime:
        """When a conversation is out of its person's reach that was last used at a moment."""
        return active_at + min(self._retention, timedelta(hours=self._token_hours))

    def now(self) -> datetime:
        """The clock that conversations go by."""
        return self._now()

    async def admit(self, conversation_id: str, token: str) -> None:
        """As authorise, for whoever sends a message: what was proved a moment ago isn't looked up again, as keeping
        the message finds a conversation that is gone."""
        now = self._now()
        if not self._warm.proves(conversation_id, token, now):
            row = await self.authorise(conversation_id, token)
            self._warm.proved(conversation_id, token, min(row.expires_at, now + PROVED))

    async def profile(self, conversation_id: str) -> Profile:
        """Raises NotFound."""
        return Profile.kept((await self._store.conversation(conversation_id)).profile)

    async def set_profile(self, conversation_id: str, profile: Profile) -> None:
        """Replace what the conversation knows of its user; Profile() forgets it all. Raises NotFound."""
        await self._store.set_profile(conversation_id, profile.model_dump_json())

    async def feedback(
        self, conversation_id: str, message_id: str, rating: Literal["up", "down"], reason: str | None = None
    ) -> None:
        """Keep a person's word on a reply. Raises NotFound."""
        await self._store.rate(conversation_id, message_id, rating, clean(reason) if reason else None, self._now())
        observe.FEEDBACK.labels(rating).inc()

    async def owned(self, owner: str) -> tuple[Conversation, ...]:
        """A person's conversations on a channel that knows its people, the last used first."""
        return await self._store.owned(owner)

    async def delete(self, conversation_id: str) -> None:
        """Delete a conversation and everything in it, the reply under way included. Raises NotFound."""
        async with self._abandoned(conversation_id):
            gone = await self._store.delete(conversation_id)
        if not gone:
            raise NotFound("There is no such conversation.")

    async def delete_owned(self, owner: str) -> int:
        """Delete all conversations of a person; how many there were."""
        async with self._abandoned(*await self._store.ids_of(owner)):
            return await self._store.delete_owned(owner)

    async def newest(self, before: datetime) -> datetime | None:
        """When a conversation was last used that was last used before a moment; None when there is none."""
        return await self._store.newest(before)

    async def delete_old(self) -> int:
        """Delete the conversations unused for the days of retention; how many there were."""
        # Without a deletion too: another process may have deleted what is in this one's memory.
        self._warm.clear()
        for id in [id for id in self._finished if id in self._works]:
            del self._works[id]
        self._finished.clear()
        gone = await self._store.delete_before(self._now() - self._retention)
        await self.own.forget_unused(self._now())
        return gone

    async def delete_all(self, row: Conversation) -> int:
        """Delete this conversation and all others of its person; how many there were."""
        theirs = await self._store.ids_of(row.owner) if row.owner else ()
        async with self._abandoned(row.id, *theirs):
            return await self.own.delete_all(row)

    # A reply

    async def join(self, conversation_id: str, lines: Sequence[ThreadLine], text: str) -> str:
        """Let a conversation know what was said above its first question; the words to answer. Raises NotFound."""
        before = await self.profile(conversation_id)

        def read(words: str, known: Profile) -> Reading:
            return self.coach.read(words, (), known)

        async with self._reading:
            made = await asyncio.to_thread(joined, read, lines, text, before)
        await self.set_profile(conversation_id, made.profile)
        return made.text

    async def read_alone(self, text: str) -> Reading:
        """A message read by itself, as if nothing had been said before."""
        return await self.coach.in_turn(text, (), Profile())

    async def take_back(self, conversation_id: str, message_id: str, reply_id: str) -> None:
        """Delete a message of the user's and its reply, ending the reply first where it is being made.

        Raises NotFound; BadInput where it was said in a practice."""
        work = self._works.pop(reply_id, None)
        if work is not None and work.task and not work.over:
            work.task.cancel()
        self._warm.forget(conversation_id)
        await self._store.take_back(conversation_id, message_id)

    async def reply(
        self, conversation_id: str, message: str, *, channel: Channel, client_id: str | None = None,
        replaces: str | None = None, form: Form | None = None,
    ) -> AsyncIterator[Event]:  # fmt: skip
        """The events of the reply to a message, Done or Failed last; both are kept.

        replaces, form: as for begin. Raises NotFound, BadInput (empty, too long), Busy (the reply before takes too
        long)."""
        begun = await self.begin(
            conversation_id, message, channel=channel, client_id=client_id, replaces=replaces, form=form
        )
        async for _, event in self.follow(conversation_id, begun.message_id):
            yield event

    async def begin(
        self, conversation_id: str, message: str, *, channel: Channel, client_id: str | None = None,
        replaces: str | None = None, form: Form | None = None,
    ) -> Begun:  # fmt: skip
        """Keep the message and start on its reply, which follow() yields.

        client_id: a name for the message; sent again, it isn't answered twice. channel: where it was said.
        replaces: the last message (or its reply), which this one takes the place of. form: what was filled in instead
        of a message, which then is the form's words. Raises as reply,
        Crowded where too many long ones wait, and BadInput where that one can't be replaced."""
        text = checked(message or (form.words() if form else ""))
        self.coach.lines.check(text)
        queue = self._queues.setdefault(conversation_id, Queue())
        async with queue.turn():
            deadline = asyncio.get_running_loop().time() + PATIENCE
            while True:
                try:
                    begun = await self._store.begin(
                        conversation_id, text, client_id, self._now(), self._token_hours, replaces=replaces
                    )
                    break
                except Busy:
                    if not await self._waited(conversation_id, deadline):
                        raise
            if begun.fresh:
                self._start(conversation_id, begun, text, form)
        return begun

    async def _waited(self, conversation_id: str, deadline: float) -> bool:
        """Wait for the reply under way, here or in another process; False when time is up."""
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            return False
        tasks = [
            work.task
            for work in self._works.values()
            if work.conversation_id == conversation_id and work.task and not work.over
        ]
        await asyncio.wait(tasks or [asyncio.create_task(asyncio.sleep(POLL))], timeout=left)
        return True

    def _start(self, conversation_id: str, begun: Begun, text: str, form: Form | None) -> None:
        work = Work(conversation_id, begun.message_id, form=form)
        self._works[begun.message_id] = work
        work.task = asyncio.create_task(self._run(work, text, begun), name=f"reply {begun.message_id}")
        work.task.add_done_callback(lambda _: work.let_go())

    async def follow(self, conversation_id: str, message_id: str, after: int = 0) -> AsyncIterator[tuple[int, Event]]:
        """A reply's events numbered above after, from its process's memory or from the store; live while it is made.

        Raises NotFound."""
        async for group in self.together(conversation_id, message_id, after):
            for numbered in group:
                yield numbered

    async def together(
        self, conversation_id: str, message_id: str, after: int = 0
    ) -> AsyncIterator[Sequence[tuple[int, Event]]]:
        """As follow, the events that are there at once together. Raises NotFound."""
        work = self._works.get(message_id)
        if work is None or work.conversation_id != conversation_id:
            async for numbered in self._follow_elsewhere(conversation_id, message_id, after):
                yield [numbered]
            return
        async for group in work.follow(min(after, max(len(work.events) - 1, 0)) if work.over else after):
            yield group

    async def _follow_elsewhere(
        self, conversation_id: str, message_id: str, after: int
    ) -> AsyncIterator[tuple[int, Event]]:
        message = await self._store.message(conversation_id, message_id)
        if message.role != "assistant":
            raise NotFound("There is no such reply in this conversation.")
        if after < 1:
            yield 1, Status("reading")
        while message.alive(self._now()):
            await asyncio.sleep(POLL)
            message = await self._store.message(conversation_id, message_id)
        for number, event in kept_events(message):
            if number > after or isinstance(event, Done | Failed):
                yield number, event

    async def stop(self, conversation_id: str, message_id: str) -> HistoryMessage:
        """Stop making a reply; what was released of it is kept, marked stopped. Harmless when it is over.

        Raises NotFound."""
        message = await self._store.message(conversation_id, message_id)
        work = self._works.get(message_id)
        if work is not None and work.task is not None:
            work.stop()
            await asyncio.wait([work.task])
        elif message.alive(self._now()):
            await self._store.ask_to_stop(message_id)
            await self._wait_until_over(conversation_id, message_id)
        return await self.histories.said(conversation_id, message_id)

    async def _wait_until_over(self, conversation_id: str, message_id: str) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(RENEWAL * 3):
                while (await self._store.message(conversation_id, message_id)).alive(self._now()):
                    await asyncio.sleep(POLL)

    async def ask(self, question: str, history: Sequence[str] = ()) -> AsyncIterator[Event]:
        """The events of the answer to a question, in the light of questions before it; nothing is kept.

        Raises BadInput."""
        async for event in self._answering.alone(question, history):
            if isinstance(event, WorkOutcome):
                await self.gaps.note(event.answer, event.question)
                yield Done(spoken(event.answer), "")
            else:
                yield event

    async def close(self, patience: float = 25.0) -> None:
        """Wait for the replies under way; those not over in time are marked interrupted."""
        tasks = [work.task for work in self._works.values() if work.task]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=patience)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    # The work

    async def _run(self, work: Work, text: str, begun: Begun) -> None:
        # Whichever channel it comes from: what a model costs is counted by conversation.
        observe.conversation_id.set(work.conversation_id)
        renewing = asyncio.create_task(self._renew(work))
        try:
            await self._make(work, text, begun)
        except asyncio.CancelledError:
            await self._cut_short(work, text)
        except ParleyError as error:
            await self._fail(work, Failed(code_of(error), str(error)))
        except IngestError as error:
            log.error("the index can't be used: %s", error)
            await self._fail(work, UNREADABLE)
        except Exception:
            log.exception("the reply %s failed", work.message_id)
            await self._fail(work, Failed("internal", "Something went wrong on our side; please ask again."))
        finally:
            renewing.cancel()
            await asyncio.wait([renewing])
            work.end()
            self._finished.append(work.message_id)
            while len(self._finished) > KEPT:
                self._works.pop(self._finished.popleft(), None)

    async def _make(self, work: Work, text: str, begun: Begun) -> None:
        kept = self._warm.take(work.conversation_id, begun.version)
        work.kept = kept = kept or await self._read_back(work.conversation_id, begun.version)
        profile = Profile.kept(begun.profile)
        if work.form is None:
            made = await self.practices.asked_for(work.conversation_id, text, kept.practice, profile)
            if made is not None:
                for event in events_of(made.answer):
                    work.release(event)
                return await self._keep(work, made, text)
        noted: WorkOutcome | None = None
        async with aclosing(self._answering.answer(text, kept.turns, profile, kept.practice, work.form)) as parts:
            async for part in parts:
                if isinstance(part, Question):
                    work.question = part
                elif isinstance(part, WorkOutcome):
                    await self._keep(work, part, text)
                    noted = part
                else:
                    work.release(part)
        if noted is not None:
            await self.gaps.note(noted.answer, noted.question, work.conversation_id)

    async def _read_back(self, conversation_id: str, version: int) -> WarmTurns:
        """What the store has of a conversation that isn't in memory."""
        # Stopped and failed turns among them are no turns to read the message by.
        kept = await self._store.messages(conversation_id, newest=4 * TURNS)
        turns, lengths = await asyncio.to_thread(turns_of, kept)
        return WarmTurns(version, turns, lengths, await self._store.latest_practice(conversation_id))

    async def _keep(self, work: Work, made: WorkOutcome, text: str, state: Literal["done", "stopped"] = "done") -> None:
        work.keeping = True
        # The profile is kept once, with its conversation; what a message said of money is in its offers.
        question = QUESTION.dump_json(made.question, exclude={"profile", "money"}).decode() if made.question else None
        answer = made.answer.model_dump_json()
        for pause in (*RETRIES, None):
            try:
                version = await self._store.finish(
                    work.message_id,
                    state,
                    answer=answer,
                    question=question,
                    profile=made.profile.model_dump_json() if made.profile else None,
                    practice=made.practice,
                    now=self._now(),
                    events=len(work.events) + 1,
                )
                break
            except StoreUnavailable:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        if work.kept is not None and version == work.kept.version + 1:
            turn = turn_of(text, made) if question else None
            kept = work.kept.with_turn(version, turn, len(text) + len(answer) + len(question or ""), TURNS)
            played = replace(made.practice, version=made.practice.version + 1) if made.practice else kept.practice
            self._warm.put(work.conversation_id, replace(kept, practice=played))
        work.release(Done(spoken(made.answer), work.message_id))

    async def _cut_short(self, work: Work, text: str) -> None:
        """A cancelled reply: stopped by its user, or by the end of this process."""
        if work.gone:
            work.release(DELETED)
            return
        if not work.stopping:
            await self._fail(work, Failed("interrupted", "The server stopped before the answer was done; ask again."))
            return
        with suppress(ParleyError):
            profile = work.question.profile if work.question else None
            await self._keep(work, WorkOutcome(released(work.events), work.question, profile), text, "stopped")

    async def _fail(self, work: Work, failed: Failed) -> None:
        state: Literal["interrupted", "failed"] = "interrupted" if failed.code == "interrupted" else "failed"
        kept = TypeAdapter(Failed).dump_json(failed).decode()
        with suppress(ParleyError):
            await self._store.finish(work.message_id, state, failure=kept, events=len(work.events) + 1)
        work.release(failed)

    async def _renew(self, work: Work) -> None:
        """Tell other processes that this one lives, and hear from them that the user wants it stopped."""
        while True:
            await asyncio.sleep(RENEWAL)
            with suppress(ParleyError):
                if await self._store.renew(work.message_id, self._now()):
                    work.stop()

    @asynccontextmanager
    async def _abandoned(self, *conversation_ids: str) -> AsyncIterator[None]:
        """Conversations of which nothing is made or held in memory: before they are deleted, and what was begun
        while they were, too."""
        for id in conversation_ids:
            await self._abandon(id)
        try:
            yield
        finally:
            for id in conversation_ids:
                await self._abandon(id)

    async def _abandon(self, conversation_id: str) -> None:
        for work in [work for work in self._works.values() if work.conversation_id == conversation_id]:
            self._works.pop(work.message_id, None)
            work.gone = True
            if work.task and not work.over:
                work.task.cancel()
                await asyncio.wait([work.task])
        self._warm.forget(conversation_id)
