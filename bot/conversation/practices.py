"""Rehearsals in conversations: begun, played and ended, from a message or by a channel's buttons."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.answer import Answer
from bot.conversation import progress, rehearsal
from bot.conversation.coach import Coach
from bot.conversation.forms import Form, PracticeForm
from bot.conversation.message import checked
from bot.conversation.store import PracticeRow, Store
from bot.conversation.work import WorkOutcome
from bot.errors import BadInput
from bot.practice.debrief import debrief
from bot.practice.report import Debrief
from bot.practice.scenario import DrillName, Request
from bot.practice.session import Practice, PracticeReply
from bot.reading.terms import Profile
from bot.reading.types import Question

Made = TypeVar("Made")


class Practices:
    """Rehearsals over a store and a coach; one for each process."""

    def __init__(self, store: Store, coach: Coach, now: Callable[[], datetime]) -> None:
        self._store, self._coach, self._now = store, coach, now
        self._judging = asyncio.Semaphore(1)

    # What a message has to do with a rehearsal

    async def asked_for(
        self, conversation_id: str, text: str, practice: PracticeRow | None, profile: Profile
    ) -> WorkOutcome | None:
        """How the conversation's practices went, or a drill, where a message asks for that; None where it doesn't."""
        if progress.asks_progress(text):
            return WorkOutcome(await self._of_ended(conversation_id, progress.progressed))
        if progress.asks_drill(text):
            return await self._of_ended(conversation_id, lambda ended: self._drilled(text, ended, practice, profile))
        return None

    def _drilled(
        self, text: str, ended: Sequence[PracticeRow], practice: PracticeRow | None, profile: Profile
    ) -> WorkOutcome:
        facts = self._coach.facts
        try:
            begun = rehearsal.begin(progress.drill(text, ended, practice, profile, facts), facts, self._coach.today())
        except BadInput as error:
            return WorkOutcome(rehearsal.refused(error))
        return WorkOutcome(rehearsal.answer(begun, begun.turns[-1].said), practice=rehearsal.row(begun, 0))

    def opening(self, question: Question, form: Form | None = None) -> WorkOutcome:
        """The first message of a practice: its opening, or what must be known first."""
        chosen = form if isinstance(form, PracticeForm) else None
        request = rehearsal.wanted(question, question.profile, chosen)
        if not isinstance(request, Request):
            return WorkOutcome(request, question, question.profile)
        try:
            practice = rehearsal.begin(request, self._coach.facts, self._coach.today())
        except BadInput as error:
            return WorkOutcome(rehearsal.refused(error), question, question.profile)
        opening = rehearsal.answer(practice, practice.turns[-1].said, opening=True)
        return WorkOutcome(opening, None, question.profile, rehearsal.row(practice, 0))

    async def heard(self, text: str, kept: PracticeRow) -> WorkOutcome | None:
        """A message to the practice under way, or about the one that ended last; None when it is about neither."""
        practice = await asyncio.to_thread(rehearsal.of, kept)
        if kept.status == "ended":
            return await asyncio.to_thread(self._after, text, practice)
        practice, reply, words = await self.rehearsed(practice, text)
        if practice.over and rehearsal.ends_with_debrief(text):
            told = await asyncio.to_thread(rehearsal.debriefing, practice)
            return WorkOutcome(told, practice=rehearsal.row(practice, kept.version))
        answer = rehearsal.answer(practice, words, hint=reply.hint)
        return WorkOutcome(answer, practice=rehearsal.row(practice, kept.version))

    def _after(self, text: str, practice: Practice) -> WorkOutcome | None:
        try:
            made = rehearsal.after(practice, text, self._coach.facts, self._coach.today())
        except BadInput as error:
            return WorkOutcome(rehearsal.refused(error))
        if made is None:
            return None
        if isinstance(made, Answer):
            return WorkOutcome(made)
        again = rehearsal.answer(made, made.turns[-1].said, opening=True)
        return WorkOutcome(again, practice=rehearsal.row(made, 0))

    async def rehearsed(self, practice: Practice, text: str) -> tuple[Practice, PracticeReply, str]:
        """A practice after one more line, what came back, and how that was said; nothing is kept."""
        played = await self._said(practice, text)
        practice, words = await self._coach.speak(played)
        return practice, played.reply, words

    async def _said(self, practice: Practice, text: str) -> rehearsal.Played:
        async with self._coach.lines.turn(text):
            told = await self._coach.hear(practice, text)
            return await asyncio.to_thread(rehearsal.say, practice, text, told)

    # For channels that have buttons for it

    async def start(self, conversation_id: str, request: Request) -> Practice:
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
        practice, reply, _ = await self.rehearsed(practice, checked(text))
        await self._store.save_practice(conversation_id, rehearsal.row(practice, kept.version), self._now())
        return rehearsal.Played(practice, reply)

    async def change(self, conversation_id: str, practice_id: str, change: Callable[[Practice], Practice]) -> Practice:
        """The practice after pause, resume or end (bot.practice's functions). Raises NotFound, Busy."""
        kept = await self._store.practice(conversation_id, practice_id)
        practice = change(await asyncio.to_thread(rehearsal.of, kept))
        await self._store.save_practice(conversation_id, rehearsal.row(practice, kept.version), self._now())
        return practice

    async def ended(self, conversation_id: str) -> list[dict[str, int | str | None]]:
        """One row for each practice of the conversation that has ended, oldest first."""
        return await self._of_ended(conversation_id, progress.rows)

    async def drill_due(self, conversation_id: str) -> DrillName:
        """The drill to do next, after the conversation's practices so far."""
        return await self._of_ended(conversation_id, progress.next_drill)

    async def _of_ended(self, conversation_id: str, made: Callable[[Sequence[PracticeRow]], Made]) -> Made:
        """What is made of the conversation's last ended practices: one person's after the other's, as it takes their
        whole words into memory and judges each anew."""
        async with self._judging:
            ended = await self._store.ended_practices(conversation_id, progress.MOST_SHOWN)
            return await asyncio.to_thread(made, ended)

    async def debrief(self, conversation_id: str, practice_id: str) -> Debrief:
        """The debrief of a practice. Raises NotFound; BadInput while it is under way."""
        practice = await self.practice(conversation_id, practice_id)
        if not practice.over:
            raise BadInput("practice", "it is still under way", "end it first")
        return await asyncio.to_thread(debrief, practice)

    async def retry(self, conversation_id: str, practice_id: str, turn: int) -> Practice:
        """A new practice that stands where this one stood before the candidate's turn. Raises NotFound, BadInput."""
        before = await self.practice(conversation_id, practice_id)
        again = await asyncio.to_thread(rehearsal.again, before, turn)
        await self._store.save_practice(conversation_id, rehearsal.row(again, 0), self._now())
        return again

    async def of_everybody(self, least: int) -> progress.PractisingGroup | None:
        """What everybody practised, over at least so many people."""
        async with self._judging:
            theirs = [
                await asyncio.to_thread(progress.judged, who, state)
                async for who, state in self._store.everybodys_practices()
            ]
        return progress.group([one for one in theirs if one is not None], least)
