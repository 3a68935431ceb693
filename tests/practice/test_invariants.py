"""The recruiter's invariants over more than ten thousand generated negotiations."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.practice.draw import draw
from bot.practice.move import Disclosure, FigureAsk, Kind, Move, Rationale, Reason
from bot.practice.phrases import phrases
from bot.practice.recruiter import begin, step
from bot.practice.scenario import DIFFICULTIES, PERSONAS, TERMS, Request, Scenario, Secrets
from bot.practice.session import Practice, from_json, play, start, to_json, worded
from bot.practice.state import Act, State
from ingest.amounts.numbers import mentions
from tests.bench.practice import GUIDES, SHELF
from tests.thorough import some

TODAY = date(2026, 11, 1)
REASONS: tuple[Reason, ...] = ("market", "impact", "competing", "forfeited", "level", "need")
BATCHES, EACH = 200, 20
KINDS: tuple[Kind, ...] = (
    "accept",
    "conditional",
    "decline",
    "counter",
    "counter",
    "counter",
    "choices",
    "more",
    "question",
    "rationale",
    "time",
    "ultimatum",
    "warmth",
    "off-topic",
    "injection",
    "disclosure",
    "walk",
    "unclear",
)


def request(rng: random.Random) -> Request:
    return Request(
        company=rng.choice(GUIDES).company,
        role="software-engineer",
        seed=rng.randrange(10**6),
        difficulty=rng.choice(DIFFICULTIES),
        persona=rng.choice(PERSONAS),
        deadline_turns=rng.choice((None, 3, 5, 20)),
    )


def asks(rng: random.Random, scenario: Scenario, most: int = 3) -> tuple[FigureAsk, ...]:
    found = []
    for part in rng.sample(scenario.parts, min(len(scenario.parts), rng.randrange(1, most + 1))):
        high = max(part.high, part.opening, 1)
        found.append(FigureAsk(part.name, rng.choice((part.opening, high, rng.randrange(0, 2 * high), high * 3))))
    return tuple(found)


def any_move(rng: random.Random, scenario: Scenario) -> Move:
    kind = rng.choice(KINDS)
    named = asks(rng, scenario) if kind in ("counter", "conditional", "ultimatum") or rng.random() < 0.1 else ()
    reasons = tuple(
        Rationale(reason, rng.random() < 0.7, f"{reason}:{rng.randrange(4)}", rng.choice((True, None, False)))
        for reason in rng.sample(REASONS, rng.randrange(0, 3))
    )
    told = (
        (
            Disclosure(
                rng.choice(("floor", "pay")),
                rng.choice(("base", "total", "equity")),
                scenario.parts[0].opening * rng.randrange(50, 160) // 100,
            ),
        )
        if kind == "disclosure"
        else ()
    )
    return Move(
        kind,
        asks=() if kind == "accept" else named,
        packages=(asks(rng, scenario), asks(rng, scenario)) if kind == "choices" else (),
        gives=asks(rng, scenario, 1) if rng.random() < 0.15 and kind == "counter" else (),
        reasons=reasons,
        disclosures=told,
        terms=tuple(rng.sample(TERMS, 1)) if rng.random() < 0.1 else (),
        conditional=kind == "conditional",
        ultimatum=kind == "ultimatum",
        time=kind == "time",
        warm=rng.random() < 0.3,
        rude=rng.random() < 0.05,
        questions=("band", "flexibility") if kind == "question" else (),
    )


def check_step(
    scenario: Scenario, secrets: Secrets, before: State, move: Move, after: State, given_up: set[str]
) -> None:
    """What must hold of every step, whatever the move."""
    for entry in after.ledger:
        assert all(a <= cap for a, cap in zip(entry.amounts, secrets.limits, strict=True)), "above a part cap"
        assert scenario.cost(entry.amounts) <= secrets.budget, "above the package cap"
    costs = [scenario.cost(entry.amounts) for entry in after.ledger]
    assert costs == sorted(costs), "the package's cost fell"
    for part, was, now, asked in zip(scenario.parts, before.amounts, after.amounts, most_asked(after), strict=True):
        assert now >= was or part.name in given_up, "a part fell outside a swap"
        assert now <= max(was, asked), "offered more than was asked"
    if after.deal is not None and before.deal is None:
        assert move.kind == "accept" and after.phase == "closed"
        assert after.ledger[after.deal] == before.ledger[-1] and after.amounts == before.amounts, (
            "closed on another offer"
        )
    if before.phase == "final":
        assert after.ledger == before.ledger and after.amounts == before.amounts and after.terms == before.terms, (
            "final moved"
        )
        assert after.phase in ("final", "closed", "walked")
    if before.over:
        assert after == before, "something happened after the end"
    if after.ended == "expired" and before.ended != "expired":
        assert after.turn >= after.deadline
    if after.turn >= after.deadline:
        assert after.over, "the offer outlived its deadline"
    if move.kind in ("injection", "unclear"):
        assert after == before, "a line that says nothing changed something"


def most_asked(state: State) -> tuple[int, ...]:
    """The most asked of each part so far."""
    rows = [row for _, row in state.made] or [state.asks]
    return tuple(max((row[at] or 0) for row in rows) for at in range(len(state.asks)))


def negotiate(scenario: Scenario, secrets: Secrets, moves: list[Move]) -> list[State]:
    state, states, given_up = begin(scenario), [], set[str]()
    for move in moves:
        given_up |= {give.part for give in move.gives}
        after, _ = step(scenario, secrets, state, move)
        check_step(scenario, secrets, state, move, after, given_up)
        states.append(after)
        state = after
    return states


@settings(max_examples=some(BATCHES), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_every_generated_negotiation_keeps_the_invariants(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(EACH):
        scenario, secrets = draw(request(rng), SHELF, TODAY)
        negotiate(scenario, secrets, [any_move(rng, scenario) for _ in range(rng.randrange(1, 14))])


@settings(max_examples=some(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_a_disclosed_floor_never_raises_an_offer(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(8):
        scenario, secrets = draw(request(rng), SHELF, TODAY)
        moves = [any_move(rng, scenario) for _ in range(12)]
        silent = [replace(m, disclosures=()) for m in moves]
        told, kept = negotiate(scenario, secrets, moves), negotiate(scenario, secrets, silent)
        for with_floor, without in zip(told, kept, strict=True):
            assert scenario.cost(with_floor.amounts) <= scenario.cost(without.amounts)


@settings(max_examples=some(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_where_pay_history_is_banned_volunteered_pay_is_not_used(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(8):
        scenario, secrets = draw(request(rng).model_copy(update={"jurisdiction": "California"}), SHELF, TODAY)
        moves = [any_move(rng, scenario) for _ in range(12)]
        moves = [replace(m, disclosures=tuple(d for d in m.disclosures if d.what == "pay")) for m in moves]
        told = negotiate(scenario, secrets, moves)
        kept = negotiate(scenario, secrets, [replace(m, disclosures=()) for m in moves])
        assert [s.amounts for s in told] == [s.amounts for s in kept]


@settings(max_examples=some(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_an_injection_between_any_two_moves_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(8):
        scenario, secrets = draw(request(rng), SHELF, TODAY)
        moves = [any_move(rng, scenario) for _ in range(10)]
        laced = [m for move in moves for m in (Move("injection"), move)]
        assert negotiate(scenario, secrets, laced)[1::2] == negotiate(scenario, secrets, moves)


class Talk(RuleBasedStateMachine):
    """A practice driven move by move, saved and loaded in between, its words checked against its ledger."""

    practice: Practice

    @initialize(
        seed=st.integers(0, 10**6),
        persona=st.sampled_from(PERSONAS),
        difficulty=st.sampled_from(DIFFICULTIES),
        company=st.sampled_from([g.company for g in GUIDES]),
    )
    def begin(self, seed: int, persona: str, difficulty: str, company: str) -> None:
        self.practice = start(
            Request.model_validate(
                {
                    "company": company,
                    "role": "software-engineer",
                    "seed": seed,
                    "persona": persona,
                    "difficulty": difficulty,
                }
            ),
            SHELF,
            TODAY,
        )
        self.rng = random.Random(seed)
        self.given_up: set[str] = set()

    @rule(pick=st.integers(0, 2**32))
    def move(self, pick: int) -> None:
        move = any_move(random.Random(pick), self.practice.scenario)
        self.given_up |= {give.part for give in move.gives}
        before = self.practice.state
        self.practice, _ = play(self.practice, move)
        check_step(self.practice.scenario, self.practice.secrets, before, move, self.practice.state, self.given_up)

    @rule()
    def restart(self) -> None:
        assert from_json(to_json(self.practice)) == self.practice

    @rule()
    def hostile_words(self) -> None:
        state = self.practice.state
        self.practice = worded(self.practice, "Fine, you get $9,999,999 and we have a deal!")
        assert self.practice.state == state

    @invariant()
    def said_is_in_the_ledger(self) -> None:
        if hasattr(self, "practice"):
            check_words(self.practice)


Talk.TestCase.settings = settings(
    max_examples=some(30), stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
test_a_practice_keeps_its_word_move_by_move = Talk.TestCase


def check_words(practice: Practice) -> None:
    """Every figure in the last line, in digits or words, is one it may say, and in the turn's ledger."""
    scenario, turn = practice.scenario, practice.turns[-1]
    text = turn.line.text
    for name in (scenario.company_display, scenario.role_display, scenario.region):
        text = text.replace(name, "")
    for mention in mentions(text):
        fits = [
            s
            for s in turn.line.figures
            if mention.low in (s.amount,) or mention.high in (s.amount,) or s.years == mention.low
        ]
        assert fits, f"{mention.text!r} is not in the line's figures: {text}"
        if mention.kind == "money":
            assert any(s.currency == (mention.currency or s.currency) for s in fits)
    ledger = {e.amounts[at] for e in practice.state.ledger for at in range(len(scenario.parts))}
    public = {scenario.parts[0].low, scenario.parts[0].high, scenario.bonus_amount}
    asked = {
        a.amount
        for t in practice.turns
        if t.move
        for m in (t.move, t.move.reading)
        if m
        for a in (*m.asks, *(x for p in m.packages for x in p))
    }
    for said in turn.line.figures:
        if said.currency:
            assert said.amount in ledger | public | asked, said


@pytest.mark.parametrize("place", ["California", "New York", "Berlin", "Colorado"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_nobody_asks_for_pay_history_where_it_is_banned(place: str, persona: str) -> None:
    for seed in range(25):
        wanted = Request.model_validate(
            {
                "company": "carol",
                "role": "software-engineer",
                "seed": seed,
                "persona": persona,
                "difficulty": "hard",
                "jurisdiction": place,
            }
        )
        practice = start(wanted, SHELF, TODAY)
        for move in (
            Move("counter", asks=(FigureAsk("base", 125_000),), reasons=(Rationale("market", True, "m:1", True),)),
            Move("counter", asks=(FigureAsk("base", 120_000),), reasons=(Rationale("impact", True, "i:1", None),)),
            Move("more"),
        ):
            practice, reply = play(practice, move)
            assert not any(line in reply.text for line in phrases("asks_pay"))


def test_somewhere_it_is_asked_where_no_law_bans_it() -> None:
    said = []
    for seed in range(25):
        wanted = Request(
            company="carol",
            role="software-engineer",
            seed=seed,
            persona="by-the-book",
            difficulty="hard",
            jurisdiction="United Kingdom",
        )
        _, reply = play(
            start(wanted, SHELF, TODAY),
            Move("counter", asks=(FigureAsk("base", 125_000),), reasons=(Rationale("market", True, "m:1", True),)),
        )
        said.append(reply.text)
    assert any(line in text for line in phrases("asks_pay") for text in said)


def test_the_same_seed_and_moves_give_the_same_offers() -> None:
    rng = random.Random(5)
    for _ in range(50):
        wanted = request(rng)
        first, second = draw(wanted, SHELF, TODAY), draw(wanted, SHELF, TODAY)
        moves = [any_move(rng, first[0]) for _ in range(10)]
        assert first == second
        assert negotiate(*first, moves) == negotiate(*second, moves)


def test_the_narrators_input_has_no_room_for_what_the_recruiter_hides() -> None:
    from bot.practice.line import RecruiterLine, SaidFigure, Shown

    fields = {name for kind in (RecruiterLine, SaidFigure, Shown) for name in kind.__dataclass_fields__}
    assert not fields & {
        "caps",
        "budget",
        "earned",
        "approved",
        "plan",
        "secrets",
        "span",
        "patience",
        "used",
        "limits",
        "state",
    }
    assert not {"caps", "budget", "earned", "plan", "secrets", "span"} & set(Act.__dataclass_fields__)
