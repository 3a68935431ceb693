"""Reading what people send takes time in proportion to its length, whatever words it is made of.

The words are the patterns' own, over and over: what a pattern half matches is what makes it go back. CPU time is
measured, not the clock's; what seems too slow is measured three times, and the shortest counts.
"""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from bot.channels.library import LONGEST_TEXT
from bot.coach import subject
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.conversation.known import settled
from bot.conversation.message import LONGEST
from bot.practice.scenario import Request
from bot.practice.session import play, start
from bot.reading import injection, measure, offer_terms, person, question
from bot.reading.excerpt import LONGEST_SENTENCE, MOST_WORDS, excerpt, pieces, squeezed
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.words import fold
from ingest.amounts import numbers
from ingest.amounts.numbers import mentions
from ingest.index.facts import Facts
from ingest.lexicon.phrases import Phrases, Rules

MODULES = (offer_terms, person, measure, question, injection, numbers, subject)
SLOW_ONCE = ("is ", "vs ", "hundred thousand and ", "one hundred and ", "do ", "1 ", "\n1", "Acme offered $1k and ")
MOST = 1.5
"""Seconds of CPU for the longest text; on a machine that does nothing else the worst of them take 0.4."""


def patterns(value: object) -> Iterator[str]:
    """The sources of the patterns in a module's values, however deep in tuples."""
    if isinstance(value, re.Pattern):
        yield value.pattern
    elif isinstance(value, Phrases):
        yield value.inner
    elif isinstance(value, Rules):
        yield from patterns(value.rules)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from patterns(one)
    elif hasattr(value, "pattern"):
        yield from patterns(value.pattern)


def drawn(modules: Iterable[ModuleType], count: int) -> list[str]:
    """Pieces of one to three words of one pattern, the same in every run."""
    draws = random.Random(12)
    sources = [source for module in modules for value in vars(module).values() for source in patterns(value)]
    words = [found for source in sources if (found := re.findall(r"[A-Za-z]{2,}(?: [a-z]{2,})*|[$%+/:-]", source))]
    made = []
    for _ in range(count):
        own = draws.choice(words)
        made.append(" ".join(draws.choice(own) for _ in range(draws.randint(1, 3))) + draws.choice(" \n,"))
    return made


PIECES = (*SLOW_ONCE, *drawn(MODULES, 8))


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def seconds(read: Callable[[str], object], text: str) -> float:
    """The CPU time of one run; of the fastest of three where one seems too slow."""

    def once() -> float:
        before = time.process_time()
        read(text)
        return time.process_time() - before

    first = once()
    return first if first < MOST else min(first, once(), once())


def assert_linear(read: Callable[[str], object], piece: str, longest: int) -> None:
    quarter, whole = (seconds(read, repeated(piece, length)) for length in (longest // 4, longest))
    assert whole < MOST, f"{whole:.2f} s for {longest:,} characters of {piece!r}"
    # Doubled twice, the length may take four times as long, with room for a measurement's noise; a square takes
    # sixteen.
    if whole >= 9 * quarter:
        quarter, whole = (
            min(seconds(read, repeated(piece, length)) for _ in range(3)) for length in (longest // 4, longest)
        )
    assert whole < 9 * quarter or whole < 0.05, f"{quarter:.3f} s, then {whole:.3f} s for four times {piece!r}"


@pytest.fixture(scope="module")
def facts(starter_index: Path) -> Iterator[Facts]:
    opened = Facts(starter_index)
    yield opened
    opened.close()


@pytest.mark.parametrize("piece", PIECES)
def test_a_letter_of_any_words_is_read_in_linear_time(piece: str) -> None:
    assert_linear(read_offer, piece, LONGEST_TEXT)


LETTER = "Dear Jo, we are pleased to offer you employment. Your base salary is $200,000.\n"


@pytest.mark.parametrize("piece", (*PIECES, "a. ", "\na", "1. ", "a   b   c "))
def test_a_formal_letter_of_any_words_is_read_in_linear_time(piece: str) -> None:
    assert_linear(lambda text: read_offer((LETTER + text)[:LONGEST_TEXT]), piece, LONGEST_TEXT)


@pytest.mark.parametrize("piece", PIECES)
def test_numbers_are_found_in_any_words_in_linear_time(piece: str) -> None:
    assert_linear(lambda text: mentions(text, 200), piece, LONGEST_TEXT)


@pytest.fixture(scope="module")
def reader(facts: Facts) -> Reader:
    made = Reader(Names(facts))
    made.read("What does W&B pay?", (), Profile())
    return made


@pytest.mark.parametrize("piece", PIECES)
def test_a_message_of_any_words_is_read_and_answered_in_linear_time(facts: Facts, reader: Reader, piece: str) -> None:
    def answer(text: str) -> None:
        asked = settled(reader.read(text, (), Profile()), reader.names)
        respond(asked, Context(facts, reader.names, None, asked.told.profile, (), date(2026, 11, 20)))

    assert_linear(answer, piece, LONGEST)


@pytest.mark.parametrize("piece", PIECES[:20])
def test_a_recruiter_hears_any_words_in_linear_time(facts: Facts, piece: str) -> None:
    played = start(Request(company="weights-and-biases", role="software-engineer", region="London", seed=3), facts)
    assert_linear(lambda text: play(played, text), piece, LONGEST)


def test_words_nobody_knows_are_held_against_every_name_only_so_often(reader: Reader) -> None:
    draws = random.Random(3)
    strange = " ".join("".join(draws.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(800))
    assert_linear(lambda text: reader.read(text, (), Profile()), strange, LONGEST)


def test_no_sign_of_a_message_becomes_a_phrase_when_it_is_folded() -> None:
    signs = (chr(code) for code in range(0x80, 0x20000) if not 0xD800 <= code < 0xE000)
    assert max(len(fold(squeezed(sign))) for sign in signs) < 8


def test_a_long_message_is_read_from_both_its_ends() -> None:
    text = "What does W&B pay? " + "lorem ipsum " * 700 + "And is my offer fair?"
    read = excerpt(text)
    assert read.startswith("What does W&B pay?") and read.endswith("And is my offer fair?")
    assert len(read.split()) <= MOST_WORDS
    assert excerpt("short") == "short"


def test_figures_in_the_middle_of_a_long_letter_are_read(facts: Facts) -> None:
    letter = "Dear candidate, " + "we value people. " * 180 + "Your base salary is $245,000. " + "Welcome. " * 300
    read = Reader(Names(facts)).read(letter[:LONGEST], (), Profile())
    assert read_offer(letter).offer.base == 245_000  # type: ignore[union-attr]
    assert read.text == squeezed(letter[:LONGEST])


def test_the_pieces_of_a_sentence_are_short_and_leave_nothing_out() -> None:
    sentence = "word " * 500 + "x" * 1000
    spans = pieces(sentence)
    assert "".join(sentence[a:b] for a, b in spans) == sentence
    assert all(b - a <= LONGEST_SENTENCE for a, b in spans)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and forty five thousand dollars", 245_000),
        ("one hundred and " * 30 + "five thousand dollars", None),
        ("hundred thousand and " * 4000, None),
    ],
)
def test_a_run_of_number_words_longer_than_any_number_is_none(text: str, value: int | None) -> None:
    assert [int(one.low) for one in mentions(text)] == ([value] if value else [])
