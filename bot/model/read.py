"""A chat model that reads a message: it proposes the same Reading as the trained reader, every part of it checked.

Names must resolve in the index, amounts must stand in the message, kinds are an enum; what fails is told to the model
once, and after that the trained reader's Reading stands.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.model import prompt
from bot.model.amounts import Disagrees, ReadFact, amended, read_fact
from bot.model.connect import reason_of
from bot.model.names import Resolver, Unresolved
from bot.model.shown import words_of
from bot.reading.types import Ask, Kind, Reading, Subject, Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.model.narrator import Narrator
    from bot.reading.read import Reader

PATIENCE = 12.0
"""Seconds that reading may take, both attempts together."""
TURNS = 4
"""Earlier turns the model is shown."""
When = Literal["always", "doubt", "never"]


_NAME, _TOPIC = 80, 60
"""Characters of a name and of a topic that are taken; longer ones are cut, and take nothing from the rest."""
Named = Annotated[str, BeforeValidator(lambda text: text[:_NAME] if isinstance(text, str) else text)]
Short = Annotated[str, BeforeValidator(lambda text: text[:_TOPIC] if isinstance(text, str) else text)]


class ReadAsk(BaseModel):
    """One thing that the message asks."""

    kind: Kind
    company: Named = ""
    role: Named = ""
    region: Named = ""
    level: Named = ""
    parts: list[Literal["base", "equity", "bonus", "signing", "total"]] = Field(default_factory=list, max_length=5)
    topic: Short = Field(default="", description="the situation or subject, in a few words")


class ReadMessage(BaseModel):
    """What a message asks and tells, in order of importance."""

    language: str = Field(default="en", pattern="^[a-z]{2}$", description="ISO 639-1")
    asks: list[ReadAsk] = Field(min_length=1, max_length=5)
    facts: list[ReadFact] = Field(default_factory=list, max_length=20)


class ModelReader:
    """Reads with a chat model beside the trained reader; safe for many messages at once."""

    def __init__(
        self,
        chat: "BaseChatModel",
        narrator: "Narrator",
        resolver: Resolver,
        when: When = "doubt",
        reader: "Reader | None" = None,
    ) -> None:
        """narrator: whose counts and caps it shares. when: which messages it reads. reader: the trained one, which
        reads the message again by what the model says that it asks and that its amounts are."""
        self.chat, self.narrator, self.resolver, self.when = chat, narrator, resolver, when
        self.reader = reader

    def wanted(self, reading: Reading) -> bool:
        """Whether the model should read this message too."""
        if self.when == "never" or any(ask.kind in ("inject", "practice", "profile") for ask in reading.asks[:1]):
            return False
        return self.when == "always" or reading.sure != "sure" or _tells_several_amounts(reading)

    async def read(self, reading: Reading, history: Sequence[Turn] = ()) -> Reading:
        """The model's reading of the message, or the given one where that fails twice or is late."""
        if not self.wanted(reading) or self.narrator.over():
            return reading
        self.narrator.counts.readings += 1
        try:
            async with asyncio.timeout(min(PATIENCE, self.narrator.timeout)):
                return await self._read(reading, history)
        except Disagrees:
            self.narrator.counts.fell("reading-wrong")
        except Exception as error:
            # Any provider's library may raise anything here; all of it means the trained reader's.
            self.narrator.counts.fell(f"reading-{reason_of(error, False)}")
        return reading

    async def _read(self, reading: Reading, history: Sequence[Turn]) -> Reading:
        fault = ""
        for attempt in (1, 2):
            try:
                said = await self._ask(reading, history, fault)
                return await asyncio.to_thread(self._checked, said, reading, history)
            except Disagrees as error:
                fault = str(error)
                if attempt == 2:
                    raise
        return reading

    def _checked(self, said: ReadMessage, reading: Reading, history: Sequence[Turn]) -> Reading:
        if self.reader is None:
            return checked(said, reading, self.resolver)
        amounts = [
            (Decimal(str(one.low)), one.what, one.part or "")
            for one in said.facts
            if one.low is not None and read_fact(one, reading)
        ]
        kinds = [ask.kind for ask in said.asks]
        again = self.reader.read(reading.text, history, reading.told.profile, kinds, amounts)
        return checked(said, again, self.resolver)

    async def _ask(self, reading: Reading, history: Sequence[Turn], fault: str) -> ReadMessage:
        data = _data(reading, history, fault)
        try:
            found: Any = await self.narrator.called(
                "read", prompt.load("reader"), ReadMessage, chat=self.chat, message=data
            )
        except ValidationError as error:
            # Some providers' libraries check the form themselves.
            wrong = error.errors()[0]
            where = ".".join(map(str, wrong["loc"]))
            raise Disagrees(f"the reply was not of the form asked for: {where}: {wrong['msg']}") from None
        if not isinstance(found.get("parsed"), ReadMessage):
            raise Disagrees("the reply was not of the form asked for")
        parsed: ReadMessage = found["parsed"]
        return parsed


SEVERAL, LETTER = 2, 1_200
"""Amounts of pay from which on whose each is decides what is reckoned; characters from which on a text with amounts is
a letter, which has a reader of its own."""


def _tells_several_amounts(reading: Reading) -> bool:
    """Whether a message tells amounts that could be taken for one another: an offer and today's pay, two parts."""
    told = sum(fact.low is not None and fact.unit != "percent" for fact in reading.facts)
    return told >= SEVERAL and len(reading.text) < LETTER


def checked(said: ReadMessage, trained: Reading, resolver: Resolver) -> Reading:
    """The model's reading with names resolved and amounts found in the message. Raises Disagrees."""
    facts = tuple(read_fact(one, trained) for one in said.facts)
    asks = tuple(_ask(one, trained, resolver) for one in said.asks)
    asks = tuple(replace(ask, question=amended(ask.question, facts, resolver.slug)) for ask in asks)
    told = f"read by a model: {', '.join(ask.kind for ask in asks)}"
    first = asks[0].question
    known = replace(
        amended(trained.told, facts, resolver.slug),
        text=trained.text,
        intent=first.intent,
        subjects=first.subjects,
        unknown=(),
        unclear=(),
    )
    return replace(
        trained, told=known, language=said.language, asks=asks, facts=facts or trained.facts, doubts=(), sure="sure",
        trace=(*trained.trace, told),
    )  # fmt: skip


def _ask(one: ReadAsk, trained: Reading, resolver: Resolver) -> Ask:
    """The ask with the trained reader's question, its names put right."""
    own = next((ask for ask in trained.asks if ask.kind == one.kind), trained.asks[0] if trained.asks else None)
    read = own is not None and own.kind == one.kind
    question = own.question if own else replace(trained.told, text=trained.text)
    subjects = question.subjects
    if one.company:
        try:
            subject = _subject(one, subjects, resolver)
        except Unresolved as unknown:
            near = f" Near: {', '.join(unknown.nearest)}." if unknown.nearest else ""
            raise Disagrees(f"{unknown.what}.{near} Leave out what the guides don't hold.") from None
        subjects = (subject, *(s for s in subjects[1:] if s.company != subject.company)) if subjects else (subject,)
    intent = question.intent if read else INTENTS[one.kind]
    question = replace(
        question, intent=intent, subjects=subjects or (Subject(),), components=tuple(one.parts),
        unclear=() if one.company else question.unclear, unknown=() if one.company else question.unknown,
        topic=question.topic if read else "",
    )  # fmt: skip
    return Ask(
        one.kind, question, one.topic, own.cards if own and read else (), 1.0, own.vector if own and read else None
    )


def _subject(one: ReadAsk, trained: Sequence[Subject], resolver: Resolver) -> Subject:
    """Whom an ask's names mean. A job, place or level that the company's guides don't hold is what the trained reader
    took it for ("backend"), or none: it takes nothing from the rest of the reading. Raises Unresolved for the
    company."""
    company = resolver.company(one.company)
    try:
        return resolver.subject(one.company, one.role, one.region, one.level)
    except Unresolved:
        own = next((subject for subject in trained if subject.company == company), Subject(company))
    try:
        return replace(resolver.subject(one.company, one.role, one.region), level=own.level)
    except Unresolved:
        return own


INTENTS: dict[str, Any] = {
    "band": "band", "compare": "compare", "rank": "rank", "list": "rank", "offer": "offer", "offers": "offer",
    "whatif": "offer", "advice": "tactic", "lever": "lever", "plan": "strategy", "level": "level", "draft": "letter",
    "about": "passage", "source": "provenance", "profile": "profile", "practice": "practice", "restyle": "restyle",
    "explain": "passage", "greeting": "greeting", "outside": "out_of_scope", "invent": "invent", "inject": "invent",
}  # fmt: skip
"""A kind of ask to the look-up that serves it."""


def _data(reading: Reading, history: Sequence[Turn], fault: str) -> str:
    earlier = [{"person": t.message[:500], "coach": words_of(t.answer)[:300]} for t in history[-TURNS:]]
    first = reading.asks[0].question if reading.asks else None
    about = [{k: v for k, v in (("company", s.company), ("role", s.role), ("region", s.region)) if v}
             for s in (first.subjects if first else ())]  # fmt: skip
    data = {
        "message": reading.text[:8000], "conversation": earlier,
        "profile": first.profile.model_dump(exclude_none=True, exclude_defaults=True, mode="json") if first else {},
        "read_so_far": {"asks": [ask.kind for ask in reading.asks], "about": about, "sure": reading.sure},
        "wrong_last_time": fault,
    }  # fmt: skip
    return json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False)
