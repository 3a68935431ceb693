"""What the guides lacked, what people disliked and what came of their offers, counted for whoever writes the guides."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from bot import observe
from bot.answer import Answer
from bot.conversation.coach import Coach
from bot.conversation.rows import GapRow
from bot.conversation.store import Store
from bot.conversation.tallies import Tallies
from bot.reading.stretches import digits_end
from bot.reading.terms import Profile, Settlement
from bot.reading.types import Question

log = logging.getLogger(__name__)


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

    gaps: tuple[GapRow, ...]
    complaints: tuple[Disliked, ...]
    thumbs: dict[str, int]


class Gaps:
    """What is counted of answers; one for each process. It never keeps what was written."""

    def __init__(self, store: Store, coach: Coach, now: Callable[[], datetime]) -> None:
        self._tallies, self._coach, self._now = Tallies(store), coach, now

    async def shortcomings(self) -> "Shortcomings":
        """What the guides lacked and what people disliked, for whoever writes the guides."""
        complaints = []
        for one in await self._tallies.complaints():
            with suppress(ValidationError):
                answer = Answer.model_validate_json(one.answer)
                complaints.append(
                    Disliked(one.reason, answer.intent, tuple(c.id for c in answer.citations)[:10], one.at)
                )
        return Shortcomings(await self._tallies.gaps(), tuple(complaints), await self._tallies.thumbs())

    async def outcomes(self) -> tuple[Settlement, ...]:
        """What came of their offers, of everyone who told it."""
        kept = [Profile.kept(one).outcome for one in await self._tallies.outcomes()]
        return tuple(one for one in kept if one is not None)

    async def note(self, answer: Answer, question: Question | None, conversation_id: str | None = None) -> None:
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
            if conversation_id is not None and name and digits_end(name, 2) < 0:
                try:
                    if self._coach.knows(kind, phrase) or await self._often(kind, name, conversation_id):
                        await self._tallies.note_gap(self._now().date(), kind, name, company[:100])
                except Exception:
                    # The answer is given and kept; what is only counted must not undo that.
                    log.exception("what was asked in vain could not be counted")

    async def _often(self, kind: str, name: str, conversation_id: str) -> bool:
        """Whether so many conversations asked for a name that no lexicon knows that it is nobody's own."""
        return await self._tallies.asked_by(f"{kind} {name}", conversation_id, self._now().date())
