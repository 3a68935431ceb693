"""The lists of phrases that the readers read by: an example is read with its list and without."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from bot.channels import typed
from bot.channels.slack import reminders
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.coach.passage import quoted
from bot.conversation import progress, rehearsal
from bot.conversation.known import settled
from bot.knowledge.passages import HybridRetriever
from bot.practice.move import FigureAsk, Move
from bot.practice.scenario import Request
from bot.practice.session import play, start
from bot.practice.state import Act
from bot.reading.letters.reader import is_letter, read_terms
from bot.reading.moves.read import move_of
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.places import place_of
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.guide.types import Guide
from ingest.index.facts import Facts
from ingest.lexicon.phrases import Lists, Phrases, lists

Told = TypeVar("Told")
ROOT = Path(__file__).resolve().parents[2]


@cache
def readers() -> tuple[ModuleType, ...]:
    """Every module that reads by lists of phrases."""
    texts = {file: file.read_text("utf-8") for file in sorted(ROOT.joinpath("bot").rglob("*.py"))}
    files = [file for file, text in texts.items() if re.search(r"beside\(\s*__file__", text)]
    return tuple(import_module(".".join(file.relative_to(ROOT).with_suffix("").parts)) for file in files)


def held(kind: type[Told]) -> list[tuple[str, Told]]:
    """What the readers hold of a kind, each with its module's name."""
    return [(module.__name__, one) for module in readers() for one in vars(module).values() if isinstance(one, kind)]


def _named(file: Path, name: str) -> str:
    return f"{file.parent.name}/{file.stem}: {name}"


def every_list() -> dict[str, Phrases]:
    """Every list of phrases by its file and name, with what fills its slots."""
    found: dict[Path, dict[str, str]] = {}
    for _, one in held(Lists):
        found.setdefault(one.file, {}).update(one.slots)
    return {
        _named(file, name): Phrases(file, name, slots)
        for file, slots in found.items()
        for name, row in lists(file).items()
        if isinstance(row, Mapping) and "when" in row
    }


def turns(example: str | list[str]) -> list[str]:
    """An example's messages: one, or those that came before it, too."""
    return [example] if isinstance(example, str) else example


_NEVER = re.compile("(?!)")
_WITHOUT: dict[str, Any] = {
    name: (_NEVER,) if name == "_each" else "(?!)" if name == "inner" else _NEVER
    for name, one in vars(Phrases).items()
    if isinstance(one, cached_property) and name not in ("row", "_case")
}


@contextmanager
def without(name: str) -> Iterator[None]:
    """Reads as if a list weren't there: none of its phrases is found."""
    lists_of = [one for _, several in held(Lists) for one in several.made.values()]
    every = {id(one): one for one in (*lists_of, *(one for _, one in held(Phrases)))}
    these = [one for one in every.values() if _named(one.file, one.name) == name]
    kept = [dict(vars(one)) for one in these]
    for one in these:
        vars(one).update(_WITHOUT)
    try:
        yield
    finally:
        for one, before in zip(these, kept, strict=True):
            vars(one).clear()
            vars(one).update(before)


STATE = {
    "company": "Echo", "role": "Software Engineer", "region": "London", "currency": "USD", "asked": {"base": 190_000},
    "band": {"base": [150_000, 200_000], "equity": [100_000, 300_000, 4]},
    "standing": {"base": 170_000, "equity": 200_000, "signing": 10_000},
}  # fmt: skip
CLOSING = STATE | {"closing": True, "recruiter": "So do we have a deal?"}
LETTER = "We are pleased to offer you the position of Engineer. Your base salary is 120,000 EUR gross per year."


OURS = Profile(company="weights-and-biases", role="software-engineer")


class _Changed(Facts):
    """An index in which one guide says something else."""

    def __init__(self, index: Path, guide: Guide) -> None:
        super().__init__(index)
        self._told = guide

    def guide(self, company: str, role: str) -> Guide | None:
        return self._told if (company, role) == (self._told.company, self._told.role) else super().guide(company, role)


class Rooms:
    """The rooms' readers over the starter guides: each reads an example and gives back all that it made of it."""

    def __init__(self, index: Path) -> None:
        facts, self.index = Facts(index), index
        self.context = Context(facts, Names(facts), None, Profile(), ())
        self.reader = Reader(self.context.names)
        self.passages = HybridRetriever(facts=facts, folder=index)
        self.for_levers = self.reader.read("Which levers fit me as a software engineer at W&B?")
        self.practice = start(Request(company=str(OURS.company), role=str(OURS.role), region="London", seed=1), facts)

    def read(self, name: str, example: str | list[str]) -> Iterator[Any]:
        """What is made of a list's example, in each way in which it may be read."""
        file = name.partition(":")[0]
        yield from _READ.get(file, Rooms.messages)(self, turns(example))

    def messages(self, told: list[str]) -> Iterator[Any]:
        """Sent by a person, one after the other: the last reading and its answer."""
        history, profile = list[Turn](), Profile()
        for message in told:
            reading = settled(self.reader.read(message, tuple(history), profile), self.context.names)
            known = replace(self.context, profile=profile, history=tuple(history))
            history.append(Turn(message, reading.told, respond(reading, known)))
            profile = reading.told.profile
        yield repr(reading.asks), repr(reading.facts), reading.questions, profile, history[-1].answer

    def asks(self, told: list[str]) -> Iterator[Any]:
        """Sent by a person, or a place's name as a guide writes it."""
        yield from self.messages(told)
        yield place_of(told[-1], self.context.names.tables)

    def offers(self, told: list[str]) -> Iterator[Any]:
        """An offer told in somebody's own words: by its rules alone, and with the trained heads."""
        yield read_offer(told[-1])
        yield from self.messages(told)

    def letters(self, told: list[str]) -> Iterator[Any]:
        """A letter, or a clause of one."""
        for text in (told[-1], f"{LETTER} {told[-1]}"):
            yield is_letter(text), read_terms(text)

    def lines(self, told: list[str]) -> Iterator[Any]:
        """Said to a recruiter: to what they said last, in the midst of a call, and at its close; or in a rehearsal."""
        *asked, line = told
        for state in (*({**STATE, "recruiter": one} for one in asked), STATE, CLOSING):
            yield move_of(state, line)
        yield from self.practices([line])

    def guides(self, told: list[str]) -> Iterator[Any]:
        """Said by a person; or as a lever and a passage of a guide, when they ask for levers and about that guide."""
        yield from self.messages(told)
        (*_, text), guide = told, self.context.facts.guide(str(OURS.company), str(OURS.role))
        passage = replace(self.context.facts.passages(str(OURS.company), str(OURS.role))[0], text=text)
        assert guide is not None
        levers = tuple(replace(one, title=text, argues=text, script=text) for one in guide.levers[:2])
        facts = _Changed(self.index, replace(guide, levers=levers))
        yield respond(self.for_levers, replace(self.context, facts=facts)), quoted(text, [passage], set())

    def practices(self, told: list[str]) -> Iterator[Any]:
        """Said in a rehearsal, one after the other: to its opening, or where the recruiter has read an ask back."""
        back = Move("unclear", unclear="?", reading=Move("counter", asks=(FigureAsk("base", 90_000),)))
        asked = replace(self.practice.turns[-1], move=back, act=Act("ask-back"))
        for begun in (self.practice, replace(self.practice, turns=(*self.practice.turns, asked))):
            practice = begun
            for line in told:
                practice, reply = play(practice, line)
            yield reply

    def wishes(self, told: list[str]) -> Iterator[Any]:
        """A wish for a rehearsal."""
        text = told[-1]
        asked = self.reader.read(text).told
        yield rehearsal.anew(text), rehearsal.wishes(text), rehearsal.casts(text, asked), rehearsal.wanted(asked, OURS)
        yield progress.asks_progress(text), progress.asks_drill(text)

    def in_slack(self, told: list[str]) -> Iterator[Any]:
        """A wish for a reminder."""
        yield reminders.asked(told[-1]), reminders.cancels(told[-1]), reminders.at_that_time(told[-1])

    def leaving(self, told: list[str]) -> Iterator[Any]:
        """A goodbye in a terminal."""
        yield typed.leaves(told[-1])

    def searches(self, told: list[str]) -> Iterator[Any]:
        """A search for passages."""
        yield self.passages.retrieve(told[-1], OURS.company)


_READ: dict[str, Callable[[Rooms, list[str]], Iterator[Any]]] = {
    "coach/words": Rooms.guides,
    "reading/asking": Rooms.asks,
    "offers/words": Rooms.offers,
    "letters/words": Rooms.letters,
    "moves/words": Rooms.lines,
    "practice/words": Rooms.practices,
    "conversation/words": Rooms.wishes,
    "slack/words": Rooms.in_slack,
    "channels/words": Rooms.leaving,
    "knowledge/passages": Rooms.searches,
}


def decides(rooms: Rooms, name: str, example: str | list[str]) -> bool:
    """Whether a list's example is read otherwise without the list: in one of the ways that it may be read, of which
    none is tried after one that shows it."""
    read, otherwise = rooms.read(name, example), rooms.read(name, example)
    for made in read:
        with without(name):
            if next(otherwise) != made:
                return True
    return False
