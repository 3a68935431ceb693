"""The coach's remark after a line: what the line did, and a line of the playbook's that is heard as it is meant."""

import re
from datetime import date

import pytest

from bot.practice.move import Move
from bot.practice.remark import remark
from bot.practice.scenario import Request
from bot.practice.session import Practice, play, start
from bot.reading.terms import Offer
from tests.bench.practice import SHELF

DAY = date(2026, 1, 1)
WANTED = Request(company="alpha", role="software-engineer", seed=7, remarks=True)


def after(*lines: str, request: Request = WANTED) -> Practice:
    practice = start(request, SHELF, DAY)
    for line in lines:
        practice, _ = play(practice, line)
    return practice


def told_line(words: str) -> str:
    found = re.search(r'(?:Better|Next): "(.+)"$', words)
    assert found, words
    return found[1]


def heard(line: str) -> Move:
    move = after(line).turns[-1].move
    assert move is not None
    return move


@pytest.mark.parametrize(
    ("lines", "did", "way", "kinds"),
    [
        (("What's the range for this role?",), "You asked", "Next", {"counter"}),
        (("I'd like 205K base.",), "You asked for $205K per year", "Next", {"counter"}),
        (("Give me more.",), "more without a figure", "Better", {"counter"}),
        (("My floor is 170K base, I can't go below.",), "let out a figure", "Better", {"counter"}),
        (("You clowns are a joke.",), "harsh", "Better", {"counter"}),
        (("I'd like 900K base.",), "far above the band", "Better", {"counter"}),
        (("Globex offers me 212K base, so 212K base please.",), "don't believe the other offer", "Better", {"counter"}),
        (("Thank you so much, I'm thrilled.",), "warm", "Next", {"question"}),
        (("I accept. " * 400,), "wasn't understood", "Next", {"question", "counter"}),
    ],
)
def test_a_remark_says_what_a_line_did_and_gives_one_that_is_heard_as_meant(
    lines: tuple[str, ...], did: str, way: str, kinds: set[str]
) -> None:
    words = remark(after(*lines))
    assert did in words and f"{way}: " in words, words
    line = told_line(words)
    assert "{" not in line and heard(line).kind in kinds, line


def test_a_held_offer_is_told_in_the_better_line_with_its_own_figure() -> None:
    held = WANTED.model_copy(update={"others": (Offer(company="Initech", base=200_000),)})
    words = remark(after("Globex offers me 290K base, so 212K base please.", request=held))
    assert "Initech" in told_line(words) and "200K" in told_line(words)


@pytest.mark.parametrize(("company", "seed"), [("alpha", 5), ("bravo", 5), ("carol", 3), ("alpha", 3)])
def test_whoever_says_the_coachs_lines_is_understood_throughout_and_comes_to_a_good_deal(
    company: str, seed: int
) -> None:
    practice = after("Hello, thanks for calling.", request=WANTED.model_copy(update={"company": company, "seed": seed}))
    while not practice.over:
        line = told_line(remark(practice)).replace(
            "[your result, with its number]", "cut our cloud costs by 30 percent, 2 million a year"
        )
        practice, _ = play(practice, line)
        assert practice.over or practice.turns[-1].act.doing not in ("ask-back", "confirm"), line
    secrets, scenario = practice.secrets, practice.scenario
    room = secrets.budget - scenario.cost(scenario.opening)
    assert practice.state.ended == "agreed"
    assert scenario.cost(practice.state.amounts) - scenario.cost(scenario.opening) >= 0.4 * room


def test_no_remark_stands_beside_an_opening_an_end_or_a_drill() -> None:
    drill = WANTED.model_copy(update={"drill": "silence"})
    assert [remark(one) for one in (after(), after("end"), after("I'd like 205K base.", request=drill))] == [""] * 3
