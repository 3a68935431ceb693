"""What talk brings: hollow words little, honest ones much (a small part of `python -m tests.bench.talk`)."""

from itertools import islice

import pytest

from bot.practice.session import Practice
from tests.bench.talk import HOLLOW, least, practices, scripts, talked

SLACK = 0.05
"""One rehearsal is no mean of a thousand."""


def rehearsal(number: int) -> Practice:
    return next(islice(practices(number + 1), number, None))


@pytest.mark.parametrize(("number", "name"), list(enumerate(scripts("hollow"))))
def test_nonsense_lies_and_trigger_words_take_little_of_the_room(number: int, name: str) -> None:
    assert talked(scripts("hollow")[name], rehearsal(number), honest=False) <= HOLLOW + SLACK


@pytest.mark.parametrize("name", scripts("honest"))
def test_honest_talk_brings_what_it_should(name: str) -> None:
    assert talked(scripts("honest")[name], rehearsal(1), honest=True) >= least(name) - SLACK
