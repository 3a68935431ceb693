"""Every better line of a debrief is understood as it is meant: said to the recruiter, it does what it is there for."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bot.knowledge.playbook import playbook
from bot.practice import asks, conduct, lines
from bot.practice.findings import transcript
from bot.practice.hint import hint
from bot.practice.move import Move
from bot.practice.scenario import Request, Scenario
from bot.practice.session import Practice, end, play, start
from bot.practice.state import Act
from bot.reading.terms import Offer
from tests.bench.practice import GUIDES, SHELF

HELD = (Offer(company="Initech", base=230_000),)


@cache
def opened(company: str, held: bool = False) -> Practice:
    others = HELD if held else ()
    return start(Request(company=company, role="software-engineer", seed=5, others=others), SHELF, date(2026, 1, 1))


def said(practice: Practice, line: str) -> Move:
    move = play(practice, line)[0].turns[-1].move
    assert move is not None, line
    return move


@cache
def bare(company: str) -> Practice:
    """A rehearsal in which everything is missing: one ask without a reason, lowered at once, and said again."""
    practice = opened(company)
    base = practice.scenario.parts[0]
    for share in (90, 60, 60):
        figure = base.opening + (base.top - base.opening) * share // 100 // base.step * base.step
        practice, _ = play(practice, f"{figure} base, please.")
    return practice


def near_the_top(move: Move) -> bool:
    return move.kind == "counter" and bool(move.asks) and not move.disclosures


MEANT: dict[str, Callable[[Move], bool]] = {
    "preparation": near_the_top,
    "counter": near_the_top,
    "rationale": lambda m: near_the_top(m) and any(r.reason == "market" and r.holds for r in m.reasons),
    "questions": lambda m: m.kind == "question" and bool(m.questions),
    "parts": lambda m: m.kind == "counter" and len(m.asks) >= 2 and all(a.part != "base" for a in m.asks),
    "packages": lambda m: m.kind == "choices" and len(m.packages) == 2,
    "concessions": lambda m: m.kind == "counter" and len(m.asks) == 1 and not m.conditional,
    "pressing": lambda m: m.kind == "counter" and bool(m.asks),
    "warmth": lambda m: m.warm and m.kind != "accept",
}
RULES = {
    "preparation": asks.preparation, "counter": asks.counter, "rationale": asks.rationale, "questions": asks.questions,
    "parts": asks.parts, "packages": asks.packages, "concessions": asks.concessions, "pressing": asks.pressing,
    "warmth": conduct.warmth,
}  # fmt: skip


@pytest.mark.parametrize("company", [guide.company for guide in GUIDES])
@pytest.mark.parametrize("name", MEANT)
def test_a_better_line_is_heard_as_it_is_meant(name: str, company: str) -> None:
    practice = bare(company)
    better = RULES[name](transcript(end(practice))).better
    move = said(opened(company), better)
    assert MEANT[name](move), (better, move)


@pytest.mark.parametrize("company", [guide.company for guide in GUIDES])
def test_a_close_that_sums_up_is_a_yes_to_what_stands(company: str) -> None:
    practice = opened(company)
    move = said(practice, lines.recapped(practice.scenario, practice.state.amounts))
    assert (move.kind, move.recap, move.writing) == ("accept", True, True)


def test_honest_leverage_names_the_offer_that_is_held_and_claims_none_where_there_is_none() -> None:
    with_it = said(opened("alpha", held=True), lines.honest_leverage(opened("alpha", held=True).scenario))
    assert [r.holds for r in with_it.reasons if r.reason == "competing"] == [True]
    without = said(opened("alpha"), lines.honest_leverage(opened("alpha").scenario))
    assert not [r for r in without.reasons if r.reason == "competing"] and without.asks


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("I have to say no at that figure. Thank you for your time.", ("walk", "decline")),
        ("That works for me. I accept the offer.", ("accept",)),
        ("Thank you, I'm excited about this. Which parts of the offer have the most room?", ("question",)),
        ("Thank you, I appreciate that you're taking it up.", ("warmth",)),
        ("I accept the offer. Could you send it in writing?", ("accept",)),
    ],
)
def test_what_the_coach_says_to_say_is_heard_as_it_is_meant(line: str, kinds: tuple[str, ...]) -> None:
    assert said(opened("alpha"), line).kind in kinds


@pytest.mark.parametrize("company", [guide.company for guide in GUIDES])
def test_the_playbooks_words_for_floor_time_threats_and_a_no_are_heard_as_they_are_meant(company: str) -> None:
    practice = opened(company)
    scenario = practice.scenario
    private = said(practice, lines.private(scenario))
    assert near_the_top(private)
    assert said(practice, lines.more_time(scenario)).kind == "time"
    calm = said(practice, lines.no_threat(scenario))
    assert calm.kind == "counter" and len(calm.asks) == 1 and not calm.conditional
    assert said(practice, lines.kind_no(scenario)).kind in ("walk", "decline")


@pytest.mark.parametrize("company", [guide.company for guide in GUIDES])
def test_a_promise_to_sign_is_heard_as_one_and_is_only_advised_where_it_is_meant(company: str) -> None:
    practice = opened(company)
    tied = said(practice, lines.tied(practice.scenario))
    assert tied.conditional and len(tied.asks) == 1
    late = replace(practice.state, turn=practice.state.deadline - 1, asks=(300_000,) * len(practice.state.asks))
    told = hint(practice.scenario, late, Act("hold"))
    assert told.line == lines.tied(practice.scenario) and "if you'd really take it" in told.why
    bare_lines = (RULES[name](transcript(end(bare(company)))).better for name in MEANT)
    assert not [line for line in bare_lines if re.search(r"\b(?:sign(?!ing)|accept|deal)\b", line)]


@pytest.mark.parametrize(
    ("line", "card"),
    [
        (lines.near_the_top, "how-much-to-counter"),
        (lines.private, "salary-history-asked"),
        (lines.open_questions, "which-levers-have-i"),
        (lines.more_time, "ask-for-more-time"),
        (lines.no_threat, "split-the-difference"),
        (lines.kind_no, "saying-no"),
        (lines.honest_leverage, "no-other-offer"),
        (lambda scenario: lines.wider(scenario, ["base"]), "plan-your-asks"),
    ],
)
def test_better_lines_are_the_playbooks_words_in_the_persons_figures(
    line: Callable[[Scenario], str], card: str
) -> None:
    words = re.sub(r"\s+", " ", playbook().cards[card].words("phone").replace("{held}", ""))
    pieces = [piece.strip(" .?,") for piece in re.split(r"\{\w+\}|(?<=[.?])", words)]
    told = line(opened("alpha").scenario)
    assert all(piece in told for piece in pieces if piece) and "[" not in told, (told, pieces)
