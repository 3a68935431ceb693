"""What a line costs a recruiter's patience, to the unit; and time given, steps down, asks too far."""

from dataclasses import replace

import pytest

from bot.practice.earning import earn
from bot.practice.move import FigureAsk, Move, Rationale
from bot.practice.recruiter import step
from bot.practice.scenario import Difficulty, Request
from bot.practice.session import play, start
from tests.bench.practice import SHELF, TODAY


def opened(difficulty: Difficulty = "realistic") -> tuple:  # type: ignore[type-arg]
    practice = start(Request(company="alpha", role="software-engineer", seed=7, difficulty=difficulty), SHELF, TODAY)
    return practice.scenario, practice.state


@pytest.mark.parametrize(
    ("move", "spent"),
    [
        (Move("question"), 0), (Move("question", ultimatum=True), 2), (Move("question", rude=True), 1),
        (Move("question", ultimatum=True, rude=True), 3), (Move("more"), 1), (Move("more", time=True), 0),
    ],
)  # fmt: skip
def test_threats_rudeness_and_empty_words_cost_patience_and_asking_for_time_none(move: Move, spent: int) -> None:
    scenario, state = opened()
    after, _ = earn(scenario, state, move, (1,) * len(state.asks))
    assert state.patience - after.patience == spent


def test_an_ask_is_far_from_one_and_a_half_times_the_band_on() -> None:
    scenario, state = opened()
    for amount, far in ((scenario.parts[0].top * 3 // 2, False), (scenario.parts[0].top * 3 // 2 + 1, True)):
        _, act = earn(scenario, state, Move("counter", asks=(FigureAsk(scenario.parts[0].name, amount),)), state.asks)
        assert act.far is far


@pytest.mark.parametrize(("difficulty", "more"), [("realistic", 2), ("hard", 1)])
def test_time_is_given_once_and_less_of_it_in_a_hard_call(difficulty: Difficulty, more: int) -> None:
    scenario, state = opened(difficulty)
    once, act = earn(scenario, state, Move("time", time=True), state.asks)
    twice, again = earn(scenario, once, Move("time", time=True), state.asks)
    assert (once.deadline - state.deadline, act.extended) == (more, True)
    assert (twice.deadline, again.extended, again.no_more_time) == (once.deadline, False, True)


def test_two_steps_down_are_heard_and_a_third_is_not() -> None:
    scenario, state = opened()
    rest = (None,) * (len(state.asks) - 1)
    state = replace(state, plan=tuple(one + 1 for one in scenario.opening))
    for turn, amount in enumerate((300_000, 290_000, 280_000), 1):
        state = replace(state, turn=turn, asks=(amount, *rest))
        state, _ = earn(scenario, state, Move("counter"), (amount + 10_000, *rest))
    assert sorted(key for key in state.used if key.startswith("lowered:")) == ["lowered:1", "lowered:2"]


def test_it_asks_back_twice_in_a_row_at_most() -> None:
    begun = start(Request(company="alpha", role="software-engineer", seed=7), SHELF, TODAY)
    greeted, _ = play(begun, "hm, well", told={"kind": "unclear", "confidence": 1.0})
    assert greeted.turns[-1].act.doing == "talk", "at first people only say that they are there"
    practice, _ = play(begun, Move("answer"))
    done = []
    for _ in range(3):
        practice, _ = play(practice, "hm, well", told={"kind": "unclear", "confidence": 1.0})
        done.append(practice.turns[-1].act.doing)
    assert done[:2] == ["ask-back", "ask-back"] and done[2] != "ask-back"


def claim(number: int) -> Move:
    return Move("rationale", reasons=(Rationale("impact", True, f"impact:{number}"),))


def test_of_deeds_that_nobody_can_look_up_the_first_two_earn_something() -> None:
    scenario, state = opened()
    earned = []
    for number in range(4):
        after, _ = earn(scenario, state, claim(number), state.asks)
        earned.append(after.earned > state.earned)
        state = after
    assert earned == [True, True, False, False]


@pytest.mark.parametrize("more", [0, 1, -1])
def test_a_yes_to_other_figures_than_stand_is_asked_about(more: int) -> None:
    practice = start(Request(company="alpha", role="software-engineer", seed=7), SHELF, TODAY)
    meant = FigureAsk(practice.scenario.parts[0].name, practice.state.amounts[0] + more)
    state, act = step(practice.scenario, practice.secrets, practice.state, Move("accept", asks=(meant,)))
    assert (act.doing, state.over) == (("deal", True) if not more else ("ask-back", False))
