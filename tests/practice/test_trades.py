"""Terms beside pay: each can be asked for in words and traded, is worth more to one side than to the other, and costs
the budget what it costs."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bot.practice import recruiter
from bot.practice.debrief import debrief
from bot.practice.move import FigureAsk, Move, Rationale
from bot.practice.report import Outcome, TermOutcome
from bot.practice.scenario import TERMS, Request, Term
from bot.practice.session import Practice, end, play, start
from bot.practice.trades import traded
from tests.bench.practice import GUIDES, SHELF


@cache
def opened(company: str = "alpha", seed: int = 5) -> Practice:
    return start(Request(company=company, role="software-engineer", seed=seed), SHELF, date(2026, 1, 1))


SAID: dict[Term, str] = {
    "vesting": "Could part of the grant vest earlier?",
    "start date": "I'd like to start four weeks later.",
    "level review": "Could you look at my level again?",
    "title": "I'd want Staff Engineer as my title.",
    "remote": "I'd need to work from home three days a week.",
    "time off": "Could I have five more days of vacation?",
    "review date": "I'd like my pay reviewed after six months.",
    "bonus guarantee": "Could my bonus be guaranteed for the first year?",
    "clawback": "I'd like the clawback on the sign-on taken out.",
    "notice buy-out": "Could you pay the buy-out of my notice period?",
}


@pytest.mark.parametrize("term", TERMS)
def test_every_term_beside_pay_can_be_asked_for_in_words(term: Term) -> None:
    practice, _ = play(opened(), SAID[term])
    move = practice.turns[-1].move
    assert move is not None and move.terms == (term,), move


def convinced(practice: Practice) -> Practice:
    """After a figure of the guide's and a deed, so that the recruiter has reason to give."""
    base = practice.scenario.parts[0]
    market = Rationale("market", True, f"market:base:{base.high}", True)
    deed = Rationale("impact", True, "impact:billing", None)
    practice, _ = play(practice, Move("counter", asks=(FigureAsk("base", base.high),), reasons=(market,)))
    return play(practice, Move("rationale", reasons=(deed,)))[0]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_granted_to_somebody_whose_reasons_hold(term: Term) -> None:
    practice, _ = play(convinced(opened()), Move("counter", terms=(term,), conditional=True))
    granted = practice.state.terms
    assert (term in granted) or (term == "vesting" and practice.state.earned < 1250)


def test_most_terms_are_worth_more_to_the_candidate_than_they_cost_and_some_suit_both() -> None:
    issues = [one for seed in range(20) for one in opened(seed=seed).scenario.issues]
    assert {one.name for one in issues} == set(TERMS)
    assert sum(one.brings > one.costs for one in issues) > 0.7 * len(issues)
    assert {one.name for one in issues if one.costs <= 0} >= {"start date", "remote"}
    assert any(one.costs > one.brings for one in issues), "one that isn't worth its price"


def test_what_suits_both_is_granted_at_once_and_what_costs_needs_a_reason_or_a_trade() -> None:
    practice = opened()
    for issue in practice.scenario.issues:
        asked, _ = play(practice, Move("counter", terms=(issue.name,)))
        assert (issue.name in asked.state.terms) == (
            issue.costs <= 0 or (issue.needs == 0 and not issue.proven and issue.name != "vesting")
        )
    dear = max(practice.scenario.issues, key=lambda one: one.needs)
    state = replace(practice.state, earned=dear.needs * 2 // 3)
    for given in (False, True):
        move = Move("counter", terms=(dear.name,), conditional=given)
        after, _ = recruiter.step(practice.scenario, practice.secrets, state, move)
        assert (dear.name in after.terms) is given


@pytest.mark.parametrize("company", [guide.company for guide in GUIDES])
def test_a_term_that_costs_leaves_so_much_less_for_pay(company: str) -> None:
    practice = convinced(opened(company))
    scenario = practice.scenario
    every = tuple(one.name for one in scenario.issues)
    wish = tuple(FigureAsk(part.name, part.top) for part in scenario.parts)
    for _ in range(4):
        practice, _ = play(practice, Move("conditional", asks=wish, terms=every, conditional=True))
    state = practice.state
    assert state.terms and scenario.granted(state.terms) > 0
    assert scenario.cost(state.amounts) + scenario.granted(state.terms) <= practice.secrets.budget


def test_the_debrief_tells_what_was_got_beside_pay_and_which_trade_was_left() -> None:
    practice, _ = play(convinced(opened()), Move("counter", terms=("start date",)))
    told = debrief(end(practice), changes=False).beside
    assert "you got start date" in told and "Left on the table beside pay" in told


def test_the_trades_that_bring_most_for_what_they_cost_are_told_first_and_no_losing_one() -> None:
    terms = {
        "title": (500, 900),
        "vesting": (-100, 4_000),
        "benefits": (3_000, 1_000),
        "clawback": (0, 2_000),
        "visa": (0, 1_000),
    }
    issues = tuple(TermOutcome(name=n, granted=False, costs=c, brings=b, asked=n) for n, (c, b) in terms.items())
    told = traded(Outcome.model_construct(currency="EUR", issues=issues))
    assert re.findall(r"(\w+) \(about", told or "") == ["vesting", "clawback", "visa"]


def test_of_a_reason_nobody_can_look_up_the_recruiter_asks_for_the_size_once() -> None:
    practice, asked = opened(), []
    for deed in ("billing", "search"):
        practice, _ = play(practice, Move("rationale", reasons=(Rationale("impact", True, f"impact:{deed}", None),)))
        asked.append(practice.turns[-1].act.probe)
    assert asked == ["impact", ""]
