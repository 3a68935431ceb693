"""The one entry: a conversation and a message in, typed events and a stored Answer out."""

import asyncio
import logging
import re
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from weakref import WeakValueDictionary

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot import observe
from bot.answer import Answer, Block, Text, Warning_
from bot.coach.compose import compose, respond
from bot.coach.context import Context
from bot.conversation import forms, progress, rehearsal
from bot.conversation.above import Line, joined
from bot.conversation.forms import Form, PracticeForm
from bot.conversation.known import settled
from bot.conversation.own import Own
from bot.conversation.rows import clean
from bot.conversation.store import Begun, Conversation, Gap, Message, PracticeRow, Store
from bot.conversation.warm import PROVED, Kept, Warm
from bot.errors import BadInput, Busy, NotFound, ParleyError, StoreUnavailable
from bot.model.hear import hear, wanted
from bot.model.narrator import Narrator, Ready, Spoken
from bot.model.read import ModelReader
from bot.model.recruit import word_line
from bot.model.sentences import split
from bot.practice.debrief import debrief
from bot.practice.report import Debrief
from bot.practice.scenario import DrillName, Request
from bot.practice.session import Practice, Reply, table, worded
from bot.reading.moves.read import read as heard
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile, Settlement
from bot.reading.types import Question, Reading, Turn
from bot.reading.words import keys
from ingest.index.facts import Facts
from ingest.lexicon.places import places_alone

if TYPE_CHECKING:
    # It brings LangChain with it, which a figure question never waits for.
    from bot.knowledge.passages import Hit, HybridRetriever

log = logging.getLogger(__name__)

LONGEST = 8_000
"""Characters of a message."""

LENGTHY = 1_000
"""Characters from which on messages are read one at a time, so that a flood of them holds up its like alone."""

TURNS = 20
"""Earlier turns that a message is read in the light of."""

COMPOSED = 3
"""Of the turns before a question that is asked without a conversation, how many get the answer they had."""

PATIENCE = 20.0
"""Seconds that a message waits for the one before it in its conversation."""

WAITING = 3
"""Messages that may wait so; more are refused."""

KEPT = 256
"""Finished replies whose events stay in memory, for whoever lost the stream; older ones come from the store."""

PAGE = 8
"""Messages of a conversation that are read out at a time."""

POLL = 0.25
"""Seconds between looks at a reply that another process makes."""

RENEWAL = 3.0
"""Seconds between a process's words that it still makes a reply; a fifth of the store's lease."""

RETRIES = (0.5, 1.0, 2.0)
"""Seconds between attempts to keep an answer while the database is away."""

Made = TypeVar("Made")
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@dataclass(frozen=True, slots=True)
class Status:
    """What is being done, for a channel's spinner: "reading", "looking up", "wording"."""

    stage: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence of text block number `block`, released in order."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class BlockReady:
    """A whole block (text blocks too, after their sentences), at its position in the Answer."""

    block: Block
    index: int


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer, as stored."""

    answer: Answer
    message_id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The reply could not be made; text is for the person, code for the program (kebab-case)."""

    code: str
    text: str
    retry: bool = True


Event = Status | Sentence | BlockReady | Done | Failed
Channel = Literal["api", "widget", "slack", "terminal", "mcp", "batch"]


@dataclass(frozen=True, slots=True)
class Coach:
    """What a reply is made with: the facts, who reads and what retrieves, and a wording model or none."""

    facts: Facts
    names: Names
    reader: Reader
    retriever: "HybridRetriever | None" = None
    narrator: Narrator | None = None
    model_reader: ModelReader | None = None
    today: Callable[[], date] = date.today
    lengthy: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """What the message asks and tells, and with it what is known from now on."""
        return settled(self.reader.read(message, history, profile), self.names)

    async def understand(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """What the message asks and tells: read by the trained reader, and by the model where that is wanted."""
        async with self.lengthy if len(message) > LENGTHY else nullcontext():
            reading = await asyncio.to_thread(self.reader.read, message, history, profile)
        if self.model_reader is not None:
            reading = await self.model_reader.read(reading, history)
        return settled(reading, self.names)

    async def take(self, form: Form, history: Sequence[Turn], profile: Profile) -> Reading:
        """What a channel's form asks and tells."""
        reading = await asyncio.to_thread(forms.read, form, self.reader, history, profile)
        return settled(reading, self.names)

    def context(self, question: Question, history: Sequence[Turn]) -> Context:
        """What an answer to the question is composed from."""
        return Context(
            facts=self.facts,
            names=self.names,
            retriever=self.retriever,
            profile=question.profile,
            history=tuple(history),
            today=self.today(),
            reworded=self.narrator is not None,
        )

    def knows(self, kind: str, phrase: str) -> bool:
        """Whether what was asked in vain names a company, role, place or part of pay: no words of one's own."""
        if kind == "company":
            return self.names.companies(phrase) is not None
        if kind == "region":
            return places_alone(phrase)
        if kind == "role":
            return all(self.names.is_role_word(word) for word in keys(phrase))
        return kind == "figure"

    def compose(self, reading: Reading, history: Sequence[Turn]) -> Answer:
        """The facts' answer."""
        return respond(reading, self.context(reading.told, history))

    async def word(
        self, answer: Answer, question: Question, history: Sequence[Turn], language: str = "en"
    ) -> AsyncGenerator[Spoken | Ready | Answer]:
        """The answer in the model's verified words; see bot.model.narrator."""
        from bot.model.tools import lookups

        assert self.narrator is not None
        looks = lookups(self.context(question, history), question)
        words = self.narrator.word(answer, question, history, looks, language)
        async with aclosing(words) as parts:
            async for part in parts:
                yield part

    async def hear(self, practice: Practice, text: str) -> dict[str, Any] | None:
        """How a model hears a line of a rehearsal; None where it is left to the practice's own ear."""
        reads = self.model_reader.when if self.model_reader else "never"
        if self.narrator is None or reads == "never" or len(text) > LENGTHY:
            return None
        if (at := table(practice, text)) is None:
            return None
        told = await asyncio.to_thread(heard, at, text)
        return await hear(self.narrator, at, text, told) if reads == "always" or wanted(told) else told

    async def speak(self, played: rehearsal.Played) -> tuple[Practice, str]:
        """The recruiter's line in the model's words where there is a model, kept in the practice; else as it is."""
        line = played.reply.line
        if self.narrator is None or played.reply.hint:
            return played.practice, line.text
        words = await word_line(self.narrator, line.text, persona=line.speaker, move=line.doing)
        return (worded(played.practice, words) if words != line.text else played.practice), words


class Rated(BaseModel):
    """A person's word on a reply."""

    rating: Literal["up", "down"]
    reason: str | None = None


class Said(BaseModel):
    """One message of a conversation. An assistant's has an answer once it is done; state tells why not.

    state: done, running, stopped (by the user), failed or interrupted (send it again)."""

    id: str
    role: Literal["user", "assistant"]
    state: Literal["done", "running", "stopped", "failed", "interrupted"] = "done"
    text: str | None = None
    answer: Answer | None = None
    created_at: datetime
    feedback: Rated | None = None


class History(BaseModel):
    """A conversation as kept: its messages in order, what it knows of its user, the practice under way."""

    id: str
    channel: str
    created_at: datetime
    expires_at: datetime
    messages: tuple[Said, ...]
    profile: Profile
    practice: str | None = None


@dataclass(slots=True, eq=False)
class _Work:
    """A reply being made in this process: its events so far, and who waits for more."""

    conversation_id: str
    message_id: str
    events: list[Event] = field(default_factory=list)
    over: bool = False
    stopping: bool = False
    keeping: bool = False
    gone: bool = False
    task: asyncio.Task[None] | None = None
    question: Question | None = None
    form: Form | None = None
    kept: Kept | None = None
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self, event: Event) -> None:
        self.events.append(event)
        self._wake()

    def end(self) -> None:
        self.over = True
        self._wake()

    def stop(self) -> None:
        """Cut the work short, once, and not while its result is being kept."""
        if self.task and not (self.over or self.keeping or self.stopping):
            self.stopping = True
            self.task.cancel()

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()

    async def follow(self, after: int) -> AsyncIterator[tuple[int, Event]]:
        """Every event numbered above after, as it comes."""
        while True:
            while after < len(self.events):
                after += 1
                yield after, self.events[after - 1]
            if self.over:
                return
            await self._more.wait()


@dataclass(frozen=True, slots=True)
class _Outcome:
    answer: Answer
    question: Question | None = None
    profile: Profile | None = None
    practice: PracticeRow | None = None


@dataclass(frozen=True, slots=True)
class Disliked:
    """A thumbs-down: its reason, the kind of question, the citations the answer had."""

    reason: str | None
    intent: str
    sources: tuple[str, ...]
    at: date


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """What the guides lacked, what people disliked, and how many thumbs there are of each kind."""

    gaps: tuple[Gap, ...]
    complaints: tuple[Disliked, ...]
    thumbs: dict[str, int]


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
        self._store, self._coach, self._now = store, coach, now
        self.own = Own(store)
        self._token_hours, self._retention = token_hours, timedelta(days=retention_days)
        self._warm = Warm()
        self._works: dict[str, _Work] = {}
        self._finished: deque[str] = deque()
        self._queues: WeakValueDictionary[str, _Queue] = WeakValueDictionary()
        self._reading, self._rehearsing = asyncio.Semaphore(2), asyncio.Semaphore(1)
        self._telling = asyncio.Semaphore(1)

    # A conversation

    async def open(
        self, channel: Channel, *, now: datetime | None = None, key: str | None = None, owner: str | None = None
    ) -> tuple[str, str]:
        """A new conversation: its id, and the token that opens it (kept nowhere, only its hash).

        now: when it is opened, where the caller tells until when the token lasts. key, owner: what the channel
        knows the thread and the person by, where it has its own proof of who speaks (Slack) and needs no token."""
        row, token = await self._store.create(channel, now or self._now(), self._token_hours, key=key, owner=owner)
        self._warm.put(row.id, Kept(0))
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

    async def history(self, conversation_id: str) -> History:
        """Everything kept of a conversation. Raises NotFound."""
        told = await self.cover(conversation_id)
        return told.model_copy(update={"messages": tuple([one async for one in self.pages(conversation_id, _itself)])})

    async def cover(self, conversation_id: str) -> History:
        """What is kept of a conversation beside its messages. Raises NotFound."""
        row = await self._store.conversation(conversation_id)
        return History(
            id=row.id,
            channel=row.channel,
            created_at=row.created_at,
            expires_at=row.expires_at,
            messages=(),
            profile=Profile.kept(row.profile),
            practice=row.practice_id,
        )

    async def pages(self, conversation_id: str, made: Callable[[Said], Made]) -> AsyncIterator[Made]:
        """What is made of each message, in order. A few are read at a time, one reader after the other: a long
        conversation is megabytes, and whoever takes it slowly holds no more of it than those few."""
        after, now = 0, self._now()
        while True:
            async with self._telling:
                kept = await self._store.page(conversation_id, after, PAGE)
                page = await asyncio.to_thread(lambda kept=kept: [made(_said(one, now)) for one in kept])  # type: ignore[misc]
            for one in page:
                yield one
            if len(kept) < PAGE:
                return
            after = kept[-1].number

    async def first_said(self, conversation_id: str) -> str:
        """What a person wrote first in a conversation; "" before that."""
        kept = await self._store.page(conversation_id, 0, 1)
        return (kept[0].text or "") if kept else ""

    async def said(self, conversation_id: str, message_id: str) -> Said:
        """One message. Raises NotFound."""
        return _said(await self._store.message(conversation_id, message_id), self._now())

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

    async def shortcomings(self) -> "Shortcomings":
        """What the guides lacked and what people disliked, for whoever writes the guides."""
        complaints = []
        for one in await self._store.complaints():
            with suppress(ValidationError):
                answer = Answer.model_validate_json(one.answer)
                complaints.append(
                    Disliked(one.reason, answer.intent, tuple(c.id for c in answer.citations)[:10], one.at)
                )
        return Shortcomings(await self._store.gaps(), tuple(complaints), await self._store.thumbs())

    async def outcomes(self) -> tuple[Settlement, ...]:
        """What came of their offers, of everyone who told it."""
        kept = [Profile.kept(one).outcome for one in await self._store.outcomes()]
        return tuple(one for one in kept if one is not None)

    async def practised(self, least: int) -> progress.Group | None:
        """What everybody practised, over at least so many people."""
        return await asyncio.to_thread(progress.group, await self._store.everybodys_practices(), least)

    def worded(self) -> dict[str, int]:
        """What became of the model's words, and its calls and tokens, since the process started; empty without one."""
        narrator = self._coach.narrator
        return narrator.counts.as_dict() | narrator.usage.as_dict() if narrator else {}

    def spending(self) -> list[observe.Spending]:
        """What the models cost since the process started, by model and step."""
        narrator = self._coach.narrator
        return narrator.usage.spending() if narrator else []

    def check_vectors(self) -> str:
        """What is wrong with the vectors of the passages, one sentence; "" where nothing is, or there are none."""
        return self._coach.retriever.check() if self._coach.retriever else ""

    def passages(self, query: str, company: str | None, role: str | None, limit: int) -> "tuple[Hit, ...]":
        """The guides' passages about something, the best first; names as people write them. Raises BadInput."""
        if self._coach.retriever is None:
            return ()
        slug, job = self._coach.names.named(company, role) if company else (None, None)
        return self._coach.retriever.retrieve(checked(query), slug, job, limit)

    def passages_of(self, query: str, company: str | None, role: str | None, limit: int) -> "tuple[Hit, ...]":
        """Passages as passages() finds them, the company and role by slug. Raises BadInput."""
        if self._coach.retriever is None:
            return ()
        return self._coach.retriever.retrieve(checked(query), company, role, limit)

    def displayed(self, company: str | None, role: str | None) -> tuple[str | None, str | None]:
        """A company's and a role's slugs as people write them."""
        names = self._coach.names
        jobs = names.jobs(company) if company else ()
        shown = next((one.display for one in jobs if one.slug == role), role)
        return (names.display(company) if company else None), shown

    def composed(self, question: Question, cards: tuple[str, ...] = ()) -> Answer:
        """The answer to a question that a program asks in types; nothing is kept. cards: the playbook's, by name."""
        return compose(question, self._coach.context(question, ()), cards)

    def model(self) -> str:
        """How the model does: "none", "not tried yet", "ok", or why its last reply could not be used."""
        narrator = self._coach.narrator
        if narrator is None:
            return "none"
        return narrator.trouble or ("ok" if narrator.tried else "not tried yet")

    async def _note(self, answer: Answer, question: Question | None, conversation_id: str | None = None) -> None:
        """Count an answer, and where the guides had none, what they lack; never what was written."""
        observe.ANSWERS.labels(
            answer.status, answer.intent or "other", "model" if answer.wording != "composed" else "composed"
        ).inc()
        if answer.status != "not_found" or question is None:
            return
        company = next((s.company for s in question.subjects if s.company), "") or ""
        missing: list[tuple[str, str]] = [(u.kind, u.phrase) for u in question.unknown]
        missing = missing or [("figure", ", ".join(question.components))]
        for kind, phrase in missing:
            # Only companies that the guides know are labels: what people type must not make metrics without end.
            observe.MISSING.labels(company or "other", kind).inc()
            name = " ".join(phrase.lower().split())[:60]
            if conversation_id is not None and name and not re.search(r"\d\d", name):
                try:
                    if self._coach.knows(kind, phrase) or await self._often(kind, name, conversation_id):
                        await self._store.note_gap(self._now().date(), kind, name, company[:100])
                except Exception:
                    # The answer is given and kept; what is only counted must not undo that.
                    log.exception("what was asked in vain could not be counted")

    async def _often(self, kind: str, name: str, conversation_id: str) -> bool:
        """Whether so many conversations asked for a name that no lexicon knows that it is nobody's own."""
        return await self._store.asked_by(f"{kind} {name}", conversation_id, self._now().date())

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

    async def newest(self) -> datetime | None:
        """When a conversation was last used; None when there is none."""
        return await self._store.newest()

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

    async def join(self, conversation_id: str, lines: Sequence[Line], text: str) -> str:
        """Let a conversation know what was said above its first question; the words to answer. Raises NotFound."""
        before = await self.profile(conversation_id)

        def read(words: str, known: Profile) -> Reading:
            return self._coach.read(words, (), known)

        async with self._reading:
            made = await asyncio.to_thread(joined, read, lines, text, before)
        await self.set_profile(conversation_id, made.profile)
        return made.text

    async def read_alone(self, text: str) -> Reading:
        """A message read by itself, as if nothing had been said before."""
        async with self._reading:
            return await asyncio.to_thread(self._coach.read, text, (), Profile())

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
        of a message, which then is the form's words. Raises as reply, and
        BadInput where that one can't be replaced."""
        text = checked(message or (form.words() if form else ""))
        queue = self._queues.setdefault(conversation_id, _Queue())
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
        work = _Work(conversation_id, begun.message_id, form=form)
        self._works[begun.message_id] = work
        work.task = asyncio.create_task(self._run(work, text, begun), name=f"reply {begun.message_id}")

    async def follow(self, conversation_id: str, message_id: str, after: int = 0) -> AsyncIterator[tuple[int, Event]]:
        """A reply's events numbered above after, from its process's memory or from the store; live while it is made.

        Raises NotFound."""
        work = self._works.get(message_id)
        if work is None or work.conversation_id != conversation_id:
            async for numbered in self._follow_elsewhere(conversation_id, message_id, after):
                yield numbered
            return
        async for numbered in work.follow(min(after, max(len(work.events) - 1, 0)) if work.over else after):
            yield numbered

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
        for number, event in _kept_events(message):
            if number > after or isinstance(event, Done | Failed):
                yield number, event

    async def stop(self, conversation_id: str, message_id: str) -> Said:
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
        return await self.said(conversation_id, message_id)

    async def _wait_until_over(self, conversation_id: str, message_id: str) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(RENEWAL * 3):
                while (await self._store.message(conversation_id, message_id)).alive(self._now()):
                    await asyncio.sleep(POLL)

    async def ask(self, question: str, history: Sequence[str] = ()) -> AsyncIterator[Event]:
        """The events of the answer to a question, in the light of questions before it; nothing is kept.

        Raises BadInput."""
        text = checked(question)
        turns: list[Turn] = []
        profile = Profile()
        earlier = [checked(one) for one in history[-TURNS:]]
        for left, one in zip(range(len(earlier), 0, -1), earlier, strict=True):
            # Nobody else's answer waits for a long history: its turns are read a few at a time, whoever asks.
            async with self._reading:
                turn = await asyncio.to_thread(self._turn, one, tuple(turns), profile, left <= COMPOSED)
            turns.append(turn)
            profile = turn.question.profile
        async with aclosing(self._answer(text, turns, profile)) as events:
            async for event in events:
                if isinstance(event, _Outcome):
                    await self._note(event.answer, event.question)
                    yield Done(event.answer, "")
                elif not isinstance(event, Question):
                    yield event

    def _turn(self, message: str, turns: Sequence[Turn], profile: Profile, answered: bool) -> Turn:
        """An earlier message as a turn; answered: with its answer, which the messages right after it may be about."""
        reading = self._coach.read(message, turns, profile)
        nothing = Answer(status="answered", blocks=(), intent=reading.told.intent)
        return Turn(message, reading.told, self._coach.compose(reading, turns) if answered else nothing)

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

    async def _run(self, work: _Work, text: str, begun: Begun) -> None:
        # Whichever channel it comes from: what a model costs is counted by conversation.
        observe.conversation_id.set(work.conversation_id)
        renewing = asyncio.create_task(self._renew(work))
        try:
            await self._make(work, text, begun)
        except asyncio.CancelledError:
            await self._cut_short(work, text)
        except ParleyError as error:
            await self._fail(work, Failed(_code(error), str(error)))
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

    async def _make(self, work: _Work, text: str, begun: Begun) -> None:
        kept = self._warm.take(work.conversation_id, begun.version)
        work.kept = kept = kept or await self._read_back(work.conversation_id, begun.version)
        profile = Profile.kept(begun.profile)
        practice = kept.practice
        if work.form is None and progress.asks_progress(text):
            return await self._progress(work, text)
        if work.form is None and progress.asks_drill(text):
            return await self._drill(work, text, practice, profile)
        noted: _Outcome | None = None
        async with aclosing(self._answer(text, kept.turns, profile, kept.practice, work.form)) as events:
            async for event in events:
                if isinstance(event, Question):
                    work.question = event
                elif isinstance(event, _Outcome):
                    await self._keep(work, event, text)
                    noted = event
                else:
                    work.release(event)
        if noted is not None:
            await self._note(noted.answer, noted.question, work.conversation_id)

    async def _read_back(self, conversation_id: str, version: int) -> Kept:
        """What the store has of a conversation that isn't in memory."""
        # Stopped and failed turns among them are no turns to read the message by.
        kept = await self._store.messages(conversation_id, newest=4 * TURNS)
        turns, lengths = await asyncio.to_thread(_turns, kept)
        return Kept(version, turns, lengths, await self._store.latest_practice(conversation_id))

    async def _progress(self, work: _Work, text: str) -> None:
        """How the conversation's practices went so far."""
        ended = await self._store.ended_practices(work.conversation_id)
        made = _Outcome(await asyncio.to_thread(progress.progressed, ended))
        for event in events_of(made.answer):
            work.release(event)
        await self._keep(work, made, text)

    async def _drill(self, work: _Work, text: str, practice: PracticeRow | None, profile: Profile) -> None:
        """A drill: the one that was named, or the one that is due."""
        ended = await self._store.ended_practices(work.conversation_id)
        made = await asyncio.to_thread(self._drilled, text, ended, practice, profile)
        for event in events_of(made.answer):
            work.release(event)
        await self._keep(work, made, text)

    def _drilled(
        self, text: str, ended: Sequence[PracticeRow], practice: PracticeRow | None, profile: Profile
    ) -> _Outcome:
        facts = self._coach.facts
        try:
            begun = rehearsal.begin(progress.drill(text, ended, practice, profile, facts), facts, self._coach.today())
        except BadInput as error:
            return _Outcome(rehearsal.refused(error))
        return _Outcome(rehearsal.answer(begun, begun.turns[-1].said), practice=rehearsal.row(begun, 0))

    async def _keep(self, work: _Work, made: _Outcome, text: str, state: Literal["done", "stopped"] = "done") -> None:
        work.keeping = True
        # The profile is kept once, with its conversation; what a message said of money is in its offers.
        question = _QUESTION.dump_json(made.question, exclude={"profile", "money"}).decode() if made.question else None
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
            turn = _turn_of(text, made) if question else None
            kept = work.kept.with_turn(version, turn, len(text) + len(answer) + len(question or ""), TURNS)
            played = replace(made.practice, version=made.practice.version + 1) if made.practice else kept.practice
            self._warm.put(work.conversation_id, replace(kept, practice=played))
        work.release(Done(made.answer, work.message_id))

    async def _cut_short(self, work: _Work, text: str) -> None:
        """A cancelled reply: stopped by its user, or by the end of this process."""
        if work.gone:
            work.release(Failed("not-found", "This conversation was deleted.", retry=False))
            return
        if not work.stopping:
            await self._fail(work, Failed("interrupted", "The server stopped before the answer was done; ask again."))
            return
        with suppress(ParleyError):
            profile = work.question.profile if work.question else None
            await self._keep(work, _Outcome(_released(work.events), work.question, profile), text, "stopped")

    async def _fail(self, work: _Work, failed: Failed) -> None:
        state: Literal["interrupted", "failed"] = "interrupted" if failed.code == "interrupted" else "failed"
        kept = TypeAdapter(Failed).dump_json(failed).decode()
        with suppress(ParleyError):
            await self._store.finish(work.message_id, state, failure=kept, events=len(work.events) + 1)
        work.release(failed)

    async def _renew(self, work: _Work) -> None:
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

    async def _answer(
        self,
        text: str,
        turns: Sequence[Turn],
        profile: Profile,
        practice: PracticeRow | None = None,
        form: Form | None = None,
    ) -> AsyncGenerator[Status | Sentence | BlockReady | Question | _Outcome]:
        yield Status("reading")
        anew = form is None and rehearsal.anew(text)
        outcome = await self._practise(text, practice) if practice and form is None and not anew else None
        if outcome is None:
            with observe.stage("reading"):
                coach = self._coach
                reading = await (coach.take(form, turns, profile) if form else coach.understand(text, turns, profile))
            question, language = reading.told, reading.language
            yield question
            cast = form is None and rehearsal.casts(text, question)
            if question.intent == "practice" or anew or cast or rehearsal.continues(turns, question):
                outcome = await asyncio.to_thread(self._rehearse, question, form)
        if outcome is not None:
            for event in events_of(outcome.answer):
                yield event
            yield outcome
            return
        yield Status("looking up")
        with observe.stage("looking up"):
            answer = await asyncio.to_thread(self._coach.compose, reading, turns)
        if self._coach.narrator is None:
            for event in events_of(answer):
                yield event
        else:
            yield Status("wording")
            with observe.stage("wording"):
                shown: dict[int, Block] = {}
                more = () if language == "en" else (language,)
                async with aclosing(self._coach.word(answer, question, turns, *more)) as parts:
                    async for part in parts:
                        if isinstance(part, Answer):
                            answer = part
                        elif isinstance(part, Ready):
                            shown[part.index] = part.block
                            yield BlockReady(part.block, part.index)
                        else:
                            yield Sentence(part.text, part.block)
            for index, block in enumerate(answer.blocks):
                if shown.get(index) != block:
                    yield BlockReady(block, index)
        yield _Outcome(answer, question, question.profile)

    def _rehearse(self, question: Question, form: Form | None = None) -> _Outcome:
        """The first message of a practice: its opening, or what must be known first."""
        chosen = form if isinstance(form, PracticeForm) else None
        request = rehearsal.wanted(question, question.profile, chosen)
        if isinstance(request, Answer):
            return _Outcome(request, question, question.profile)
        try:
            practice = rehearsal.begin(request, self._coach.facts, self._coach.today())
        except BadInput as error:
            return _Outcome(rehearsal.refused(error), question, question.profile)
        opening = rehearsal.answer(practice, practice.turns[-1].said, opening=True)
        return _Outcome(opening, None, question.profile, rehearsal.row(practice, 0))

    async def _practise(self, text: str, kept: PracticeRow) -> _Outcome | None:
        """A message to the practice under way, or about the one that ended last; None when it is about neither."""
        practice = await asyncio.to_thread(rehearsal.of, kept)
        if kept.status == "ended":
            return await asyncio.to_thread(self._after, text, practice)
        practice, reply, words = await self.rehearsed(practice, text)
        answer = rehearsal.answer(practice, words, hint=reply.hint)
        return _Outcome(answer, practice=rehearsal.row(practice, kept.version))

    async def rehearsed(self, practice: Practice, text: str) -> tuple[Practice, Reply, str]:
        """A practice after one more line, what came back, and how that was said; nothing is kept."""
        played = await self._said(practice, text)
        practice, words = await self._coach.speak(played)
        return practice, played.reply, words

    async def _said(self, practice: Practice, text: str) -> rehearsal.Played:
        async with self._rehearsing if len(text) > LENGTHY else nullcontext():
            told = await self._coach.hear(practice, text)
            return await asyncio.to_thread(rehearsal.say, practice, text, told)

    def _after(self, text: str, practice: Practice) -> _Outcome | None:
        try:
            made = rehearsal.after(practice, text, self._coach.facts, self._coach.today())
        except BadInput as error:
            return _Outcome(rehearsal.refused(error))
        if made is None:
            return None
        if isinstance(made, Debrief):
            return _Outcome(rehearsal.debriefed(made))
        again = rehearsal.answer(made, made.turns[-1].said, opening=True)
        return _Outcome(again, practice=rehearsal.row(made, 0))

    # Practice, for channels that have buttons for it

    async def start_practice(self, conversation_id: str, request: Request) -> Practice:
        """A new practice, pinned to the conversation. Raises BadInput, NotFound."""
        practice = await asyncio.to_thread(rehearsal.begin, request, self._coach.facts, self._coach.today())
        await self._store.save_practice(conversation_id, rehearsal.row(practice, 0), self._now())
        return practice

    async def practice(self, conversation_id: str, practice_id: str) -> Practice:
        """A practice of the conversation. Raises NotFound."""
        return await asyncio.to_thread(rehearsal.of, await self._store.practice(conversation_id, practice_id))

    async def move(self, conversation_id: str, practice_id: str, text: str) -> rehearsal.Played:
        """The practice after the candidate's line. Raises NotFound, BadInput, Busy (two lines at once)."""
        kept = await self._store.practice(conversation_id, practice_id)
        practice = await asyncio.to_thread(rehearsal.of, kept)
        played = await self._said(practice, checked(text))
        practice, _ = await self._coach.speak(played)
        await self._store.save_practice(conversation_id, rehearsal.row(practice, kept.version), self._now())
        return rehearsal.Played(practice, played.reply)

    async def change_practice(
        self, conversation_id: str, practice_id: str, change: Callable[[Practice], Practice]
    ) -> Practice:
        """The practice after pause, resume or end (bot.practice's functions). Raises NotFound, Busy."""
        kept = await self._store.practice(conversation_id, practice_id)
        practice = change(await asyncio.to_thread(rehearsal.of, kept))
        await self._store.save_practice(conversation_id, rehearsal.row(practice, kept.version), self._now())
        return practice

    async def practised_here(self, conversation_id: str) -> list[dict[str, int | str | None]]:
        """One row for each practice of the conversation that has ended, oldest first."""
        return await asyncio.to_thread(progress.rows, await self._store.ended_practices(conversation_id))

    async def drill_due(self, conversation_id: str) -> DrillName:
        """The drill to do next, after the conversation's practices so far."""
        return await asyncio.to_thread(progress.next_drill, await self._store.ended_practices(conversation_id))

    async def debrief(self, conversation_id: str, practice_id: str) -> Debrief:
        """The debrief of a practice. Raises NotFound; BadInput while it is under way."""
        practice = await self.practice(conversation_id, practice_id)
        if not practice.over:
            raise BadInput("practice", "it is still under way", "end it first")
        return await asyncio.to_thread(debrief, practice)

    async def retry_practice(self, conversation_id: str, practice_id: str, turn: int) -> Practice:
        """A new practice that stands where this one stood before the candidate's turn. Raises NotFound, BadInput."""
        before = await self.practice(conversation_id, practice_id)
        again = await asyncio.to_thread(rehearsal.again, before, turn)
        await self._store.save_practice(conversation_id, rehearsal.row(again, 0), self._now())
        return again


class _Queue:
    """The messages of one conversation that wait to begin, in order."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        if self._waiting > WAITING:
            raise Busy("Several messages of this conversation wait already; send this one after their answers.")
        self._waiting += 1
        try:
            async with self._lock:
                yield
        finally:
            self._waiting -= 1


def checked(message: str) -> str:
    """The message as it is kept. Raises BadInput for an empty one and one too long."""
    text = clean(message).strip()
    if not text:
        raise BadInput("text", "the message is empty", "write what you want to know")
    if len(text) > LONGEST:
        raise BadInput("text", f"the message has {len(text):,} characters", f"send at most {LONGEST:,}")
    return text


def events_of(answer: Answer) -> Iterator[Sentence | BlockReady]:
    """An answer as it is released: text sentence by sentence, each block when it is whole."""
    for index, block in enumerate(answer.blocks):
        if isinstance(block, Text):
            for sentence in split(block.text):
                yield Sentence(sentence, index)
        yield BlockReady(block, index)


def _kept_events(message: Message) -> Iterator[tuple[int, Event]]:
    """The events of a reply that is over, numbered as they were when it was made: Done was the last."""
    last = message.events or 1
    if message.answer is None:
        yield last, _failure(message)
        return
    answer = _kept_answer(message.answer)
    # A model's sentences aren't kept one by one; its blocks were all released last.
    composed = answer.wording == "composed"
    released = [event for event in events_of(answer) if composed or isinstance(event, BlockReady)]
    for number, event in enumerate(released, start=last - len(released)):
        if number > 0:
            yield number, event
    yield last, Done(answer, message.id)


def _kept_answer(stored: str) -> Answer:
    """An answer as stored; one that another release kept in another shape is told of, and keeps nothing else back."""
    try:
        return Answer.model_validate_json(stored)
    except ValidationError:
        note = "This answer was kept in a shape that can't be read any more; ask again."
        return Answer(status="not_found", blocks=(Warning_(code="unreadable", text=note),), intent="unreadable")


def _failure(message: Message) -> Failed:
    if message.failure:
        with suppress(ValidationError):
            return TypeAdapter(Failed).validate_json(message.failure)
    return Failed("interrupted", "The server stopped before the answer was done; send the message again.")


def _released(events: Sequence[Event]) -> Answer:
    """What was released of an answer before it was stopped, said so."""
    blocks: dict[int, Block] = {}
    for event in events:
        if isinstance(event, BlockReady):
            blocks[event.index] = event.block
        elif isinstance(event, Sentence):
            before = blocks.get(event.block)
            blocks[event.block] = Text(text=(before.text if isinstance(before, Text) else "") + event.text)
    said = tuple(blocks[index] for index in sorted(blocks))
    note = Warning_(code="stopped", text="Stopped at your request; this is what was said until then.")
    return Answer(status="answered", blocks=(*said, note), intent="stopped")


def _turns(kept: Sequence[Message]) -> tuple[tuple[Turn, ...], tuple[int, ...]]:
    """The turns that were answered, the last of them, oldest first, and how long each is as it is stored."""
    asked = {message.id: message.text for message in kept if message.role == "user"}
    turns: list[tuple[Turn, int]] = []
    for message in kept:
        text = asked.get(message.reply_to or "")
        if text and message.answer and message.question:
            # A turn that an older release kept in another shape is no reason to refuse the next message.
            with suppress(ValidationError):
                question = _QUESTION.validate_json(message.question)
                turn = Turn(text, question, Answer.model_validate_json(message.answer))
                turns.append((turn, len(text) + len(message.question) + len(message.answer)))
    last = turns[-TURNS:]
    return tuple(turn for turn, _ in last), tuple(length for _, length in last)


def _turn_of(text: str, made: _Outcome) -> Turn | None:
    """A turn as the store has it: the profile is kept once, with its conversation."""
    if made.question is None:
        return None
    return Turn(text, replace(made.question, profile=Profile(), money=None), made.answer)


def _itself(said: Said) -> Said:
    return said


def _said(message: Message, now: datetime) -> Said:
    lapsed = message.state == "running" and not message.alive(now)
    return Said(
        id=message.id,
        role=message.role,
        state="interrupted" if lapsed else message.state,
        text=message.text,
        answer=None if message.answer is None else _kept_answer(message.answer),
        created_at=message.created_at,
        feedback=Rated(rating=message.rating, reason=message.reason) if message.rating else None,
    )


def _code(error: ParleyError) -> str:
    """An error's name in kebab-case: StoreUnavailable is "store-unavailable"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
