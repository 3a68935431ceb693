"""The answer to a message as typed events: read, looked up and composed, and worded by a model where there is one."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, nullcontext
from dataclasses import replace
from functools import partial

from bot import observe
from bot.answer import Answer, Block
from bot.conversation import rehearsal
from bot.conversation.callers import Turns
from bot.conversation.coach import Coach
from bot.conversation.events import BlockReady, Event, Sentence, Status, events_of
from bot.conversation.forms import Form
from bot.conversation.history import TURNS
from bot.conversation.lines import SHORT
from bot.conversation.message import checked
from bot.conversation.practices import Practices
from bot.conversation.store import PracticeRow
from bot.conversation.work import WorkOutcome
from bot.languages.answers import spoken
from bot.model.amounts import Mend
from bot.model.narrator import Ready
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading, Turn

COMPOSED = 3
"""Of the turns before a question that is asked without a conversation, how many get the answer they had."""

Part = Status | Sentence | BlockReady | Question | WorkOutcome


class Answering:
    """What answers messages; one for each process. reading: how many histories are read at a time."""

    def __init__(self, coach: Coach, practices: Practices, reading: asyncio.Semaphore) -> None:
        self._coach, self._practices, self._reading = coach, practices, reading
        self._turns = Turns()

    async def answer(
        self, text: str, turns: Sequence[Turn], profile: Profile, practice: PracticeRow | None = None,
        form: Form | None = None,
    ) -> AsyncGenerator[Part]:  # fmt: skip
        """The events of an answer, the question as it was read among them, its WorkOutcome last."""
        yield Status("reading")
        anew = form is None and rehearsal.anew(text)
        outcome = await self._practices.heard(text, practice) if practice and form is None and not anew else None
        if outcome is None:
            with observe.stage("reading"):
                reading = await self._read(text, turns, profile, form)
            question = reading.told
            yield question
            cast = form is None and rehearsal.casts(text, question)
            wished = form is None and rehearsal.wishes(text)
            if wished and question.offer is None and (rest := rehearsal.beside_wish(text)):
                # "Acme offered me 90K, can we rehearse": what is told beside the wish is read as it is without it.
                told = (await self._read(rest, turns, profile, None)).told
                question = replace(question, offer=told.offer, others=told.others, profile=told.profile)
            if question.intent == "practice" or anew or cast or wished or rehearsal.continues(turns, question):
                outcome = await asyncio.to_thread(self._practices.opening, question, form)
        if outcome is not None:
            for event in events_of(outcome.answer):
                yield event
            yield outcome
            return
        yield Status("looking up")
        with observe.stage("looking up"):
            async with self._turns.turn(), self._coach.lines.computing if len(text) > SHORT else nullcontext():
                answer = await asyncio.to_thread(self._coach.compose, reading, turns)
        if self._coach.narrator is None:
            for event in events_of(spoken(answer)):
                yield event
            yield WorkOutcome(answer, question, question.profile)
            return
        yield Status("wording")
        with observe.stage("wording"):
            mend = partial(self._coach.mended, reading, profile, turns) if form is None else None
            async for part in self._worded(answer, question, turns, reading, mend):
                yield part

    async def _read(self, text: str, turns: Sequence[Turn], profile: Profile, form: Form | None) -> Reading:
        coach = self._coach
        return await (coach.take(form, turns, profile) if form else coach.understand(text, turns, profile))

    async def _worded(
        self, answer: Answer, question: Question, turns: Sequence[Turn], reading: Reading, mend: Mend | None
    ) -> AsyncGenerator[Part]:
        """The answer in the model's words, sentence by sentence as they pass."""
        shown: dict[int, Block] = {}
        words = self._coach.word(answer, question, turns, reading.language, mend, reading.facts)
        async with aclosing(words) as parts:
            async for part in parts:
                if isinstance(part, Answer):
                    answer = part
                elif isinstance(part, Question):
                    question = part
                    yield question
                elif isinstance(part, Ready):
                    shown[part.index] = part.block
                    yield BlockReady(part.block, part.index)
                else:
                    yield Sentence(part.text, part.block)
        for index, block in enumerate(spoken(answer).blocks):
            if shown.get(index) != block:
                yield BlockReady(block, index)
        yield WorkOutcome(answer, question, question.profile)

    async def alone(self, question: str, history: Sequence[str]) -> AsyncIterator[Event | WorkOutcome]:
        """The events of the answer to a question, in the light of questions before it; nothing is kept.

        Raises BadInput."""
        text = checked(question)
        turns: list[Turn] = []
        profile = Profile()
        earlier = [checked(one) for one in history[-TURNS:]]
        for left, one in zip(range(len(earlier), 0, -1), earlier, strict=True):
            # Nobody else's answer waits for a long history: its turns are read a few at a time, whoever asks.
            async with self._turns.turn(), self._reading:
                turn = await self._turn(one, tuple(turns), profile, left <= COMPOSED)
            turns.append(turn)
            profile = turn.question.profile
        async with aclosing(self.answer(text, turns, profile)) as events:
            async for event in events:
                if not isinstance(event, Question):
                    yield event

    async def _turn(self, message: str, turns: Sequence[Turn], profile: Profile, answered: bool) -> Turn:
        """An earlier message as a turn; answered: with its answer, which the messages right after it may be about."""
        reading = await self._coach.in_turn(message, turns, profile)
        nothing = Answer(status="answered", blocks=(), intent=reading.told.intent)
        made = await asyncio.to_thread(self._coach.compose, reading, turns) if answered else nothing
        return Turn(message, reading.told, made)
