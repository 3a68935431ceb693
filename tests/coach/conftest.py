"""The starter guides indexed once, and conversations whose readings the tests give themselves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Email, LeverBlock, Script
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.question import Questions
from bot.reading.terms import Profile
from bot.reading.types import Alternative, Ask, Fact, Kind, Reading, Turn
from ingest.index.facts import Facts

Say = Callable[..., Answer]


@pytest.fixture(scope="session")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def say(facts: Facts) -> Say:
    """The answer to the last of some messages, read as the test says: kinds of asks, cards, facts, doubts."""
    names = Names(facts)
    questions = Questions(names)

    def play(
        *messages: str, kinds: tuple[Kind, ...] = (), cards: tuple[str, ...] = (), told: tuple[Fact, ...] = (),
        doubts: tuple[Alternative, ...] = (), sure: str = "sure", topic: str = "", profile: Profile | None = None,
        asked: bool = True, before: tuple[Kind, ...] = (), steps: tuple[tuple[str, ...], ...] = (),
    ) -> Answer:  # fmt: skip
        history: list[Turn] = []
        known, answer = profile or Profile(), None
        for number, message in enumerate(messages):
            wanted = (kinds if number == len(messages) - 1 else before[number : number + 1]) or ("advice",)
            figures = wanted[0] in ("band", "compare", "rank")
            decided = None if figures else ("offer" if wanted[0] in ("offer", "offers", "whatif") else "tactic", "")
            taken = questions.taken(message)
            read = questions.question(Message(message), taken, decided, history, known)
            question = settled(Reading(message, told=read), names).told
            if profile is not None:
                question = replace(question, profile=profile, offer=profile.offer)
            last = number == len(messages) - 1
            wanted = kinds if last else before[number : number + 1]
            named = cards if last else (steps[number] if number < len(steps) else ())
            context = Context(facts, names, None, question.profile, tuple(history), date(2026, 11, 26))
            asks = (
                tuple(
                    Ask(kind, question, topic if last else "", named, sentences=Message(message).put) for kind in wanted
                )
                if asked or not last
                else ()
            )
            reading = Reading(
                message, asks=asks, facts=told if last else (), doubts=doubts if last else (),
                sure=sure if last else "sure"  # type: ignore[arg-type]
            )  # fmt: skip
            answer = respond(reading, context)
            known = question.profile
            history.append(Turn(message, question, answer))
        assert answer is not None
        return answer

    return play


def copyable(answer: Answer) -> str:
    """Everything of an answer that is there to be sent or said."""
    parts = [b.text for b in answer.blocks if isinstance(b, Script)] + [
        b.script for b in answer.blocks if isinstance(b, LeverBlock)
    ]
    return "\n".join([*parts, *[b.body for b in answer.blocks if isinstance(b, Email)]])
