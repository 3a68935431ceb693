"""Every suggestion that Parley offers is answered as it is meant: all of them are sent, three steps deep."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.answer import Answer, Suggestions
from bot.coach.cards import titled
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading import offered
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Question, Reading, Turn
from ingest.index.facts import Facts

OPENINGS = (
    "hi",
    "What does Weights & Biases pay a software engineer?",
    "Weights & Biases offered me a staff software engineer role in London, 190k base, 15% bonus. Is it good?",
    "Which companies do you know?",
    "who pays the most base in London",
    "write the counter e-mail",
    "they say this is final and I have until monday",
    "what do you know of me",
    "practice with me",
    "am I an L5 there",
    "shorter",
    "W&B 240k, CoreWeave 225k, which one",
    "what can I argue at W&B as a data engineer",
    "where are the figures of W&B software engineers from",
)
STEPS = 3


@dataclass(frozen=True)
class Walked:
    """A suggestion that was sent: after what, how it was read, what was answered. choice: it was one to choose from."""

    text: str
    choice: bool
    before: Question
    reading: Reading
    answer: Answer
    context: Context


class Walk:
    def __init__(self, facts: Facts) -> None:
        self.facts, self.names = facts, Names(facts)
        self.reader = Reader(self.names)
        self.sent: set[tuple[str, str]] = set()

    def send(self, text: str, turns: tuple[Turn, ...], profile: Profile) -> tuple[Reading, Answer, Context]:
        reading = settled(self.reader.read(text, turns, profile), self.names)
        context = Context(self.facts, self.names, None, reading.told.profile, turns)
        return reading, respond(reading, context), context

    def steps(self, turns: tuple[Turn, ...], profile: Profile, left: int) -> Iterator[Walked]:
        """What each suggestion of the last answer gives, and the suggestions of that, each text once after an answer
        of a kind."""
        last = turns[-1]
        for block in last.answer.blocks:
            for text in block.items if isinstance(block, Suggestions) else ():
                if (text, last.question.intent) in self.sent:
                    continue
                self.sent.add((text, last.question.intent))
                reading, answer, context = self.send(text, turns, profile)
                yield Walked(text, bool(block.choices), last.question, reading, answer, context)
                if left > 1:
                    turn = Turn(text, reading.told, answer)
                    yield from self.steps((*turns, turn), reading.told.profile, left - 1)


@pytest.fixture(scope="module")
def walked(facts: Facts) -> list[Walked]:
    walk, found = Walk(facts), []
    for opening in OPENINGS:
        reading, answer, _ = walk.send(opening, (), Profile())
        found += walk.steps((Turn(opening, reading.told, answer),), reading.told.profile, STEPS)
    return found


def misread(one: Walked) -> str:
    """What is wrong with how a suggestion was taken; "" where it was taken as meant."""
    kinds = [ask.kind for ask in one.reading.asks]
    if (meant := offered.meant(one.text)) is not None:
        return "" if kinds[:1] == [meant[0]] else f"read as {kinds}"
    if (card := titled(one.text, one.context)) is not None:
        cited = any(citation.title.endswith(card.title) for citation in one.answer.citations)
        return "" if cited else "its card isn't shown"
    subject, said = one.reading.told.subjects[0], one.reading.told.said
    if one.text.startswith("What does "):
        return "" if kinds[:1] == ["band"] and subject.role else f"{kinds} {subject}"
    if one.text.startswith("And in "):
        return "" if subject.region and kinds[:1] in (["band"], ["compare"], ["rank"]) else f"{kinds} {subject}"
    if one.choice or " at " in one.text or one.text in one.context.names.tables.role_display.values():
        named = any(getattr(one.reading.told.subjects[0], kind) for kind in ("company", "role", "region", "level"))
        return "" if named or said else f"{kinds}: no name read"
    return "nobody says what it means"


def test_every_suggestion_three_steps_deep_is_answered_as_meant(walked: list[Walked]) -> None:
    assert {f"{one.text}: {wrong}" for one in walked if (wrong := misread(one))} == set()
    assert len(walked) > 60


def test_no_suggestion_leads_to_a_choice_between_readings(walked: list[Walked]) -> None:
    assert [one.text for one in walked if one.answer.text.startswith("I can read that in more than one way")] == []


def test_no_suggestion_is_out_of_scope_or_told_that_the_guides_lack_it(walked: list[Walked]) -> None:
    lacks = ("The guides don’t cover", "The guides don't say", "The guides hold nothing")
    refused = [one.text for one in walked if one.answer.status == "out_of_scope" or one.answer.text.startswith(lacks)]
    assert refused == []
