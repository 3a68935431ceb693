"""Whom advice is about is what the reader found: its names, its places and its grades, in the guide's own words."""

import pytest

from bot.coach.context import Context
from bot.coach.subject import subject_of
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.question import Questions
from bot.reading.terms import Profile
from bot.reading.types import Subject
from ingest.index.facts import Facts

OURS = "weights-and-biases"


@pytest.mark.parametrize(("message", "profile", "wanted"), [
    ("wandb, nyc. 40k below, do I push?", Profile(), (None, "New York")),
    ("swe 2 at wandb in sf, 190k. good?", Profile(), ("software-engineer", "San Francisco")),
    ("senior designer at wandb, 190k. good?", Profile(company=OURS, role="software-engineer"), (None, None)),
    ("do I push wandb?", Profile(company=OURS, role="software-engineer", region="nyc"),
     ("software-engineer", "New York")),
    ("do I push wandb?", Profile(company="hugging-face", role="software-engineer", region="Paris"), (None, None)),
    ("wandb says London, not SF. what now?", Profile(), (None, "London")),
])  # fmt: skip
def test_advice_is_about_whom_the_reader_found(
    facts: Facts, message: str, profile: Profile, wanted: tuple[str | None, str | None]
) -> None:
    names = Names(facts)
    questions = Questions(names)
    question = questions.question(Message(message), questions.taken(message), ("tactic", ""), (), profile)
    found = subject_of(question, Context(facts, names, None, profile, ()))
    assert found == Subject(OURS, *wanted, None)
