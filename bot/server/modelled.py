"""Answers and rehearsals with a connected model for commands: ask, batch, eval and practice, so that a model can be
judged before it goes live."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import settings as settings_
from bot.answer import Answer
from bot.channels.batch import EXIT, line, questions_of, tell
from bot.channels.practice_terminal import Player
from bot.conversation.events import Done, Failed
from bot.errors import ModelUnavailable
from bot.observe import Spending
from bot.server.opening import service
from bot.settings import Settings


def chosen(model: str, index: Path) -> Settings:
    """The settings with this model; conversations are kept nowhere. "env" takes PARLEY_MODEL. Raises BadInput."""
    return settings_.load_with_model(model, index=index, database_url="sqlite:///:memory:")


@dataclass(frozen=True, slots=True)
class ModelAnswers:
    """Answers the last of several messages through the whole service, model included; spent: what that took so far."""

    answer: Callable[[Sequence[str]], Answer]
    spent: Callable[[], list[Spending]]

    def __call__(self, turns: Sequence[str]) -> Answer:
        return self.answer(turns)


@contextmanager
def answering(settings: Settings) -> Iterator[ModelAnswers]:
    """What answers with a model, and counts."""
    with asyncio.Runner() as runner:
        opened = service(settings, serves=False)
        given = runner.run(opened.__aenter__())

        async def answer(turns: Sequence[str]) -> Answer:
            async for event in given.conversations.ask(turns[-1], turns[:-1]):
                if isinstance(event, Done):
                    return event.answer
                if isinstance(event, Failed):
                    raise ModelUnavailable(event.text)
            raise ModelUnavailable("No answer came.")

        try:
            yield ModelAnswers(lambda turns: runner.run(answer(turns)), given.conversations.coach.spending)
        finally:
            runner.run(opened.__aexit__(None, None, None))


@contextmanager
def rehearsing(settings: Settings) -> Iterator[Player]:
    """A function that plays a practice's next line, a model hearing it and wording the recruiter."""
    with asyncio.Runner() as runner:
        opened = service(settings, serves=False)
        given = runner.run(opened.__aenter__())
        try:
            yield lambda practice, said: runner.run(given.conversations.practices.rehearsed(practice, said))
        finally:
            runner.run(opened.__aexit__(None, None, None))


def ask(question: str, index: Path, model: str, *, as_json: bool) -> int:
    """Print the answer to one question in the model's words; the exit status. Raises BadInput, IndexMissing."""
    with answering(chosen(model, index)) as answer:
        made = answer([question])
    tell(made, as_json=as_json)
    return EXIT[made.status]


def batch(questions: Path, output: Path, index: Path, model: str) -> int:
    """Answer a file of questions with the model; the exit status 0. Raises BadInput, IndexMissing."""
    asked = list(questions_of(questions))
    with answering(chosen(model, index)) as answer, output.open("w", encoding="utf-8") as file:
        for id_, turns in asked:
            file.write(json.dumps(line(id_, answer(turns)), ensure_ascii=False) + "\n")
    return 0
