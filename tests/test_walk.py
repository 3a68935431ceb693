"""A message's way through the rooms, counted: each is entered once, and no amount and no offer is read twice."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bot.answer import Answer, OfferGauge, plain
from bot.conversation.coach import Coach
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Reading, Turn
from ingest.index.facts import Facts

FIGURE = ("What does Weights & Biases pay a software engineer in San Francisco?",)
OFFER = (
    "Weights & Biases offered me a software engineer role in SF: base $245,000, $400,000 in RSUs over 4 years, a 15% "
    "bonus and a $30,000 signing bonus. Is it good?",
    "what if they went to 260k base?",
)
LONG = (
    "W&B sent me this for software engineer in San Francisco. Base $180,000, RSUs $200,000 over 4 years. "
    + "The letter has many clauses that say the usual things about laptops and badges. " * 60
    + "They add a signing bonus of $20,000. Is that a good offer?",
)

PARSED = {
    f"bot.reading.{one}"
    for one in (
        "types",
        "terms",
        "names",
        "tables",
        "gather",
        "jobs",
        "places",
        "roles",
        "words",
        "person",
        "stretches",
        "features",
        "once",
    )
}
"""Values, the gazetteer and what cuts any text: whoever holds one may ask it something; that reads no message."""
WAY = ("bot.conversation", "bot.reading", "bot.coach")
"""The rooms that a message passes; knowledge and the rooms of ingest/ are asked from them, and answer."""


@dataclass
class Walk:
    """What was called: rooms entered from outside them, functions by name, who climbed back up into reading, and the
    texts whose amounts were read (the message's, and what is quoted from a guide)."""

    entered: Counter[str] = field(default_factory=Counter)
    called: Counter[str] = field(default_factory=Counter)
    climbs: list[str] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)

    def scans_of(self, message: str) -> int:
        """How often amounts were read in the message, or in a part of it."""
        return sum(text in message or message in text for text in self.scanned)


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


@contextmanager
def watched() -> Iterator[Walk]:
    """Counts every call between the rooms while it is open."""
    walk, stack = Walk(), [""]

    def note(frame: FrameType, event: str, _: Any) -> None:
        module = str(frame.f_globals.get("__name__", ""))
        if not module.startswith(("bot.", "ingest.")) or frame.f_code.co_name in ("<module>", "__init__"):
            return
        if event == "return":
            stack.pop()
        elif event == "call":
            before, here = stack[-1], _room(module)
            name = f"{module}.{frame.f_code.co_qualname}"
            walk.called[name] += 1
            if name == "ingest.amounts.numbers.scanned":
                walk.scanned.append(frame.f_locals["text"])
            if here != _room(before) and module not in PARSED:
                walk.entered[here] += 1
                if here == "bot.reading" and _room(before) in ("bot.coach", "bot.knowledge", "bot.model"):
                    walk.climbs.append(f"{before} -> {name}")
            stack.append(module)

    sys.setprofile(note)
    try:
        yield walk
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def coach(starter_index: Path) -> Coach:
    facts = Facts(starter_index)
    names = Names(facts)
    made = Coach(facts, names, Reader(names), today=lambda: date(2026, 11, 27))
    for message in (*FIGURE, OFFER[0]):  # modules are imported and weights loaded on the first message
        made.compose(made.read(message, (), Profile()), ())
    return made


def walked(coach: Coach, messages: tuple[str, ...]) -> list[tuple[Walk, Reading, Answer]]:
    """Each message read and answered in the light of those before it, as a conversation does, and its walk."""
    history: list[Turn] = []
    profile, found = Profile(), []
    for message in messages:
        with watched() as walk:
            reading = coach.read(message, tuple(history), profile)
            answer = coach.compose(reading, tuple(history))
        profile = reading.told.profile
        history.append(Turn(message, reading.told, answer))
        found.append((walk, reading, answer))
    return found


@pytest.mark.parametrize("messages", [FIGURE, OFFER, LONG], ids=["figure", "offer", "long"])
def test_each_room_is_entered_once_and_nothing_is_read_twice(coach: Coach, messages: tuple[str, ...]) -> None:
    for message, (walk, _, answer) in zip(messages, walked(coach, messages), strict=True):
        reads = {
            "amounts": walk.scans_of(message),
            "offers": walk.called["bot.reading.offer_terms.read_offer"],
            "figures of an offer": walk.called["bot.reading.offers.figures.figures_of"],
            "names": walk.called["bot.reading.spans.spans"],
            "injection": walk.called["bot.reading.injection.without_injection"],
        }
        print(f"\n{message[:60]}: {dict(walk.entered)} reads: {reads} ({sum(walk.called.values())} calls)")
        assert {room: walk.entered[room] for room in WAY} == {"bot.conversation": 2, "bot.reading": 1, "bot.coach": 1}
        assert walk.climbs == []
        assert reads["amounts"] == 1
        assert reads["names"] == reads["injection"] == 1
        assert reads["offers"] <= 1 and reads["figures of an offer"] <= (2 if messages is LONG else 1)
        assert answer.status == "answered", plain(answer)


def test_an_offer_is_read_once_also_where_several_things_are_asked(coach: Coach) -> None:
    asked = "W&B offered me 190k base as a software engineer in SF. Is the offer good and which arguments have I got?"
    ((walk, reading, _),) = walked(coach, (asked,))
    assert len(reading.asks) > 1
    assert walk.called["bot.reading.offer_terms.read_offer"] == walk.scans_of(asked) == 1


def test_reading_changes_no_profile_and_the_conversation_applies_what_was_told(coach: Coach) -> None:
    before = Profile(company="weights-and-biases", role="software-engineer")
    alone = coach.reader.read(OFFER[0], (), before)
    assert alone.told.profile == before and all(ask.question.profile == before for ask in alone.asks)
    settled = coach.read(OFFER[0], (), before)
    assert settled.told.profile.offer is not None and settled.told.profile.offer.base == 245_000
    assert all(ask.question.profile == settled.told.profile for ask in settled.asks)


def test_a_what_if_is_answered_and_leaves_the_offer_as_it_was_told(coach: Coach) -> None:
    (_, first, _), (_, then, answer) = walked(coach, OFFER)
    assert then.told.profile.offer == first.told.profile.offer
    (gauge,) = (block for block in answer.blocks if isinstance(block, OfferGauge))
    assert gauge.years[0].base == 260_000
    assert "what-if" in plain(answer)


def test_a_what_if_after_small_talk_leaves_it_too(coach: Coach) -> None:
    (_, first, _), _, (_, then, _) = walked(coach, (OFFER[0], "thanks!", OFFER[1]))
    assert then.told.profile.offer == first.told.profile.offer
