"""What a reply is made with: the facts, who reads and composes, and a model or none."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from bot import observe
from bot.answer import Answer
from bot.coach.compose import compose, respond
from bot.coach.context import Context
from bot.conversation import forms, rehearsal
from bot.conversation.forms import Form
from bot.conversation.known import settled
from bot.conversation.lines import LENGTHY, Lines
from bot.conversation.message import checked
from bot.model.amounts import Mend, ReadFact, amended_by
from bot.model.hear import hear, wanted
from bot.model.names import Resolver
from bot.model.narrator import Narrator, Ready, VerifiedWords
from bot.model.read import ModelReader
from bot.model.recruit import word_line
from bot.practice.session import Practice, table, worded
from bot.reading.apart import Apart
from bot.reading.moves.read import read as heard
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Fact, Question, Reading, Turn
from bot.reading.words import keys
from ingest.index.facts import Facts
from ingest.lexicon.places import places_alone

if TYPE_CHECKING:
    # It brings LangChain with it, which a figure question never waits for.
    from bot.knowledge.passages import Hit, HybridRetriever


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
    apart: Apart | None = None
    lines: Lines = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", Lines(self.reader.read, self.apart.read if self.apart else None))

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """What the message asks and tells, and with it what is known from now on."""
        return settled(self.reader.read(message, history, profile), self.names)

    async def in_turn(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """As read, in the line of the message's length. Raises Crowded."""
        return settled(await self.lines.read(message, history, profile), self.names)

    async def understand(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """What the message asks and tells: read by the trained reader, and by the model where that is wanted."""
        reading = await self.lines.read(message, history, profile)
        if self.model_reader is not None:
            reading = await self.model_reader.read(reading, history)
        return settled(reading, self.names)

    async def take(self, form: Form, history: Sequence[Turn], profile: Profile) -> Reading:
        """What a channel's form asks and tells."""
        async with self.lines.turn(form.words()):
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
        self, answer: Answer, question: Question, history: Sequence[Turn], language: str = "en",
        mend: Mend | None = None, facts: Sequence[Fact] = (),
    ) -> AsyncGenerator[VerifiedWords | Ready | Question | Answer]:  # fmt: skip
        """The answer in the model's verified words; see bot.model.narrator. mend: takes the message's amounts as the
        model reads them; the Question that came of it is given before the Answer. facts: what the message tells."""
        from bot.model.tools import lookups

        assert self.narrator is not None
        looks = lookups(self.context(question, history), question, mend, facts)
        words = self.narrator.word(answer, question, history, looks, language)
        async with aclosing(words) as parts:
            async for part in parts:
                if isinstance(part, Answer) and looks.question is not None and looks.question is not question:
                    yield looks.question
                yield part

    def mended(
        self, reading: Reading, before: Profile, history: Sequence[Turn], said: Sequence[ReadFact]
    ) -> tuple[Question, Answer]:
        """The question, and the answer composed anew, with the amounts of a message as a model takes them. before: what
        was known ahead of it. Raises Disagrees."""
        anew = settled(amended_by(reading, said, before, Resolver(self.names, self.facts).slug), self.names)
        return anew.told, self.compose(anew, history)

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

    # For channels that look something up themselves

    def worded(self) -> dict[str, int]:
        """What became of the model's words, and its calls and tokens, since the process started; empty without one."""
        narrator = self.narrator
        return narrator.counts.as_dict() | narrator.usage.as_dict() if narrator else {}

    def spending(self) -> list[observe.Spending]:
        """What the models cost since the process started, by model and step."""
        narrator = self.narrator
        return narrator.usage.spending() if narrator else []

    def check_vectors(self) -> str:
        """What is wrong with the vectors of the passages, one sentence; "" where nothing is, or there are none."""
        return self.retriever.check() if self.retriever else ""

    def passages(self, query: str, company: str | None, role: str | None, limit: int) -> "tuple[Hit, ...]":
        """The guides' passages about something, the best first; names as people write them. Raises BadInput."""
        if self.retriever is None:
            return ()
        slug, job = self.names.named(company, role) if company else (None, None)
        return self.retriever.retrieve(checked(query), slug, job, limit)

    def passages_of(self, query: str, company: str | None, role: str | None, limit: int) -> "tuple[Hit, ...]":
        """Passages as passages() finds them, the company and role by slug. Raises BadInput."""
        if self.retriever is None:
            return ()
        return self.retriever.retrieve(checked(query), company, role, limit)

    def displayed(self, company: str | None, role: str | None) -> tuple[str | None, str | None]:
        """A company's and a role's slugs as people write them."""
        names = self.names
        jobs = names.jobs(company) if company else ()
        shown = next((one.display for one in jobs if one.slug == role), role)
        return (names.display(company) if company else None), shown

    def composed(self, question: Question, cards: tuple[str, ...] = ()) -> Answer:
        """The answer to a question that a program asks in types; nothing is kept. cards: the playbook's, by name."""
        return compose(question, self.context(question, ()), cards)

    def model(self) -> str:
        """How the model does: "none", "not tried yet", "ok", or why its last reply could not be used."""
        narrator = self.narrator
        if narrator is None:
            return "none"
        return narrator.trouble or ("ok" if narrator.tried else "not tried yet")
