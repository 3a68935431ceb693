"""A candidate who says what they would take is offered no more than that."""

from datetime import date

import pytest

from bot.practice.draw import draw
from bot.practice.move import Disclosure, FigureAsk, Move, Rationale
from bot.practice.recruiter import begin, step
from bot.practice.scenario import Request, Secrets
from tests.bench.practice import GUIDES, SHELF

TODAY = date(2026, 11, 1)


def best(seed: int, floor: int | None) -> tuple[int, int]:
    """The opening base and the best base offered to one who argues well, having told a floor or not."""
    request = Request(company=GUIDES[0].company, role="software-engineer", seed=seed, difficulty="warm-up")
    scenario, secrets = draw(request, SHELF, TODAY)
    assert isinstance(secrets, Secrets)
    state = begin(scenario)
    opening = state.amounts[0]
    if floor is not None:
        told = Disclosure("floor", "base", opening + floor)
        state, _ = step(scenario, secrets, state, Move(kind="disclosure", disclosures=(told,)))
    for turn, reason in enumerate(("market", "impact", "competing", "forfeited")):
        move = Move(
            kind="counter",
            asks=(FigureAsk("base", scenario.parts[0].high),),
            reasons=(Rationale(reason, True, f"{reason}:{turn}", None),),  # type: ignore[arg-type]
        )
        state, _ = step(scenario, secrets, state, move)
    return opening, max(entry.amounts[0] for entry in state.ledger)


@pytest.mark.parametrize("seed", range(12))
def test_a_floor_let_out_holds_the_offer_there(seed: int) -> None:
    opening, most = best(seed, 1_000)
    assert most <= opening + 1_000


def test_without_a_floor_let_out_the_same_arguments_bring_more() -> None:
    assert sum(most > opening + 1_000 for opening, most in (best(seed, None) for seed in range(12))) >= 6
