"""What the coach says in a pause: an answer to what is asked, else what to do next."""

import re
from datetime import date

import pytest

from bot.practice.scenario import Request
from bot.practice.session import Practice, hint, play, start
from tests.bench.practice import SHELF


@pytest.fixture(scope="module")
def opened() -> Practice:
    return start(Request(company="alpha", role="software-engineer", seed=7), SHELF, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("pause: do I have to tell her what I earn at the moment?", "past pay|decline|keep that out"),
        ("Coach, they say this is their final offer, is it really?", "last try|last word"),
        ("hint: they want my answer by tomorrow, can I get more time?", "time|deadline|date"),
        ("[pause] can I just say I have another offer although I don't?", "[Dd]on't|never|lie|invent"),
        ("pause - how do I ask for a signing bonus?", "sign"),
    ],
)
def test_a_question_in_a_pause_is_answered(opened: Practice, asked: str, words: str) -> None:
    after, reply = play(opened, asked)
    assert reply.hint and not reply.counted and after.state == opened.state
    assert reply.text != hint(opened)
    assert re.search(words, reply.text), reply.text
    assert "{" not in reply.text


def test_a_pause_that_asks_nothing_says_what_to_do_next(opened: Practice) -> None:
    assert play(opened, "hint")[1].text == play(opened, "pause")[1].text == hint(opened)


def test_a_word_after_each_line_is_switched_on_and_off_in_the_talk(opened: Practice) -> None:
    on, reply = play(opened, "remarks on")
    assert on.request.remarks and reply.hint and not reply.counted
    assert play(on, "coach me after each line")[0].request.remarks
    assert not play(on, "remarks off")[0].request.remarks
