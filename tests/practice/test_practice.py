"""A practice from its request to its debrief."""

import itertools
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.errors import BadInput
from bot.practice import recruiter
from bot.practice.board import board
from bot.practice.debrief import debrief, progress
from bot.practice.draw import draw
from bot.practice.export import markdown, page
from bot.practice.jurisdiction import named, of_place, rules
from bot.practice.move import FigureAsk, Move, Rationale
from bot.practice.scenario import Request
from bot.practice.session import (
    Practice,
    end,
    from_json,
    harder,
    hint,
    other_persona,
    play,
    resume,
    retry,
    start,
    to_json,
)
from bot.practice.state import WHOLE
from bot.practice.value import four_years
from bot.reading.terms import Offer
from tests.bench.practice import SHELF, run

TODAY = date(2026, 11, 1)
MARKET = Rationale("market", True, "market:base:215000", True)
IMPACT = Rationale("impact", True, "impact:saved", None)
ALL = (
    FigureAsk("base", 214_000),
    FigureAsk("equity", 238_000),
    FigureAsk("signing", 20_000),
    FigureAsk("refresher", 20_000),
)


def request(**changed: Any) -> Request:
    return Request.model_validate({"company": "alpha", "role": "software-engineer", "seed": 7, **changed})


def opened(**changed: Any) -> Practice:
    return start(request(**changed), SHELF, TODAY)


def played(practice: Practice, *said: str | Move) -> Practice:
    for one in said:
        practice, _ = play(practice, one)
    return practice


# The scenario


@pytest.mark.parametrize(
    ("changed", "field", "way"),
    [
        ({"company": "nowhere"}, "company", "Alpha"),
        ({"role": "astronaut"}, "role", "Software Engineer"),
        ({"region": "Mars"}, "region", "San Francisco"),
        ({"level": "L99"}, "level", "leave the level out"),
        ({"floor": Offer(base=220_000), "ask": Offer(base=210_000)}, "floor.base", "ask above accept-at above floor"),
        ({"offer": Offer(base=175)}, "offer.base", "175,000"),
        ({"ask": Offer(base=210_000_000)}, "ask.base", "210,000"),
        ({"offer": Offer(base=170_000, currency="EUR")}, "offer", "USD"),
        ({"deadline_turns": 1}, "deadline_turns", "3 to 30"),
        ({"deadline_days": 400}, "deadline_days", "3 to 30"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_a_way_on(changed: dict[str, Any], field: str, way: str) -> None:
    with pytest.raises(BadInput) as caught:
        opened(**changed)
    assert caught.value.field == field
    assert way in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_company_is_found_by_its_alias() -> None:
    assert opened(company="The Alphas").scenario.company == "alpha"


def test_every_cap_keeps_the_guide_line_it_was_drawn_from() -> None:
    practice = opened()
    assert {cap.source.path for cap in practice.secrets.caps} == {"alpha/software-engineer.md"}
    assert all(cap.source.line > 0 and cap.how for cap in practice.secrets.caps)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("difficulty", ["warm-up", "realistic", "hard"])
def test_the_package_cap_lies_below_the_sum_of_the_part_caps(seed: int, difficulty: str) -> None:
    scenario, secrets = draw(request(seed=seed, difficulty=difficulty), SHELF, TODAY)
    assert scenario.cost(scenario.opening) < secrets.budget < scenario.cost(secrets.limits)


def test_the_users_own_offer_opens_the_negotiation() -> None:
    practice = opened(offer=Offer(base=176_543, signing=5_000))
    by_name = dict(zip([p.name for p in practice.scenario.parts], practice.state.amounts, strict=True))
    assert (by_name["base"], by_name["signing"]) == (176_543, 5_000)
    assert "$176,543" in practice.turns[0].said


def test_an_offer_above_the_band_leaves_the_band_as_the_guide_states_it() -> None:
    practice = opened(offer=Offer(base=230_000))
    _, reply = play(practice, "What's the band for this role?")
    assert "$170K–$215K" in reply.text
    assert practice.secrets.caps[0].amount > 230_000 and "rehearsal figure" in practice.secrets.caps[0].how
    assert "no argument" in hint(played(practice, "What's the band for this role?"))


def test_a_scenario_without_equity_or_bonus_is_still_playable() -> None:
    practice = opened(company="echo")
    assert "€" in practice.turns[0].said
    assert "bonus" not in practice.turns[0].said
    assert [p.name for p in opened(company="carol").scenario.parts] == ["base", "signing", "relocation"]


def test_every_rule_on_pay_history_has_its_source_and_date() -> None:
    assert all(rule.history_source and rule.history_since for rule in rules())
    rule = named("california")
    assert rule is not None and rule.bans_history(date(2018, 1, 1)) and not rule.bans_history(date(2017, 12, 31))
    assert of_place("Berlin").limited and not of_place("Berlin").bans_history(date(2026, 11, 1))
    assert of_place("New York City").name == of_place("NYC").name == "New York City"
    assert of_place("London").history_since is None
    assert of_place("Remote US").history_since is None


# The engine


def test_the_same_argument_twice_earns_nothing() -> None:
    ask = Move("counter", asks=ALL, reasons=(MARKET,))
    once = played(opened(), ask)
    twice = played(once, ask)
    assert once.state.earned > 0
    assert twice.state.earned == once.state.earned


def test_too_many_reasons_in_one_line_dilute_each_other() -> None:
    reasons = tuple(Rationale(r, True, f"{r}:1", True) for r in ("market", "impact", "forfeited", "level"))
    stuffed = played(opened(), Move("counter", asks=ALL, reasons=reasons))
    spread = opened()
    for reason in reasons:
        spread = played(spread, Move("counter", asks=ALL, reasons=(reason,)))
    assert spread.state.earned > 1.4 * stuffed.state.earned


def test_what_is_released_goes_to_the_part_asked_for() -> None:
    practice = played(opened(), Move("counter", asks=(FigureAsk("equity", 238_000),), reasons=(MARKET,)))
    names = [p.name for p in practice.scenario.parts]
    raised = {n for n, a, b in zip(names, practice.scenario.opening, practice.state.amounts, strict=True) if b > a}
    assert raised == {"equity"}


def test_an_ask_no_dearer_than_the_next_offer_is_agreed_to_and_closed_only_by_a_yes() -> None:
    practice = opened()
    practice, reply = play(
        practice, Move("counter", asks=(FigureAsk("base", practice.state.amounts[0] + 1000),), reasons=(MARKET,))
    )
    assert reply.line.doing == "agree"
    assert practice.state.deal is None
    assert played(practice, "Yes, please write it up").state.ended == "agreed"


def test_an_approval_returns_with_the_next_turn() -> None:
    practice = played(opened(persona="by-the-book"), Move("counter", asks=ALL, reasons=(MARKET, IMPACT)))
    assert practice.state.phase == "approval"
    assert practice.state.amounts == practice.scenario.opening
    practice, reply = play(practice, Move("warmth", warm=True))
    assert practice.scenario.cost(practice.state.amounts) > practice.scenario.cost(practice.scenario.opening)
    assert practice.turns[-1].act.returned and "base of" in reply.text


def test_a_yes_while_an_approval_is_out_is_confirmed_against_the_new_offer() -> None:
    practice = played(opened(persona="by-the-book"), Move("counter", asks=ALL, reasons=(MARKET, IMPACT)), "I accept.")
    assert practice.state.deal is None
    assert played(practice, "I accept.").state.ended == "agreed"


def test_final_stays_final() -> None:
    practice = played(opened(persona="founder"), Move("conditional", asks=ALL, conditional=True))
    final = practice.state.amounts
    assert practice.state.phase == "final"
    practice = played(
        practice, Move("counter", asks=ALL, reasons=(MARKET,)), Move("ultimatum", asks=ALL, ultimatum=True)
    )
    assert (practice.state.phase, practice.state.amounts) == ("final", final)


def test_the_offer_lapses_at_the_deadline_and_cannot_be_taken_after_it() -> None:
    practice = opened(deadline_turns=3)
    practice = played(practice, Move("more"), Move("more"))
    assert practice.state.phase == "final"
    practice = played(practice, Move("more"))
    assert practice.state.ended == "expired"
    assert played(practice, "I accept.").state.deal is None


def test_time_alone_earns_little() -> None:
    practice = opened(deadline_turns=30, persona="founder")
    for _ in range(29):
        practice = played(practice, Move("counter", asks=ALL))
    room = practice.secrets.budget - practice.scenario.cost(practice.scenario.opening)
    gained = practice.scenario.cost(practice.state.amounts) - practice.scenario.cost(practice.scenario.opening)
    # The package of four parts earns its form once; the rest is time.
    alone = practice.secrets.span * recruiter.TIME_SHARE // WHOLE
    assert alone <= 0.15 * room
    assert gained <= practice.secrets.span * (recruiter.TIME_SHARE + 700) // WHOLE


def test_a_swap_is_kept_at_the_cost_of_the_package() -> None:
    practice = played(
        opened(offer=Offer(base=175_000, equity=150_000, signing=20_000)),
        Move("counter", asks=(FigureAsk("base", 190_000),), gives=(FigureAsk("signing", 4_000),)),
    )
    if practice.state.pending:
        practice = played(practice, Move("warmth"))
    base, signing = practice.state.amounts[0], practice.state.amounts[practice.scenario.index("signing") or 0]
    assert base > 175_000 and 4_000 <= signing < 20_000
    assert practice.scenario.cost(practice.state.amounts) >= practice.scenario.cost(practice.scenario.opening)


# Words


def test_no_line_is_said_twice_in_a_row() -> None:
    practice = opened(difficulty="warm-up", deadline_turns=20)
    said = []
    for _ in range(12):
        practice, reply = play(practice, Move("more"))
        said.append(reply.text)
    assert all(a != b for a, b in itertools.pairwise(said))
    assert len(set(said)) >= 4


@pytest.mark.parametrize("persona", ["friendly", "by-the-book", "hiring-manager", "founder"])
def test_every_persona_opens_in_its_own_words(persona: str) -> None:
    others = {
        opened(company="echo", persona=p).turns[0].said
        for p in ("friendly", "by-the-book", "hiring-manager", "founder")
    }
    assert len(others) == 4
    assert opened(persona=persona).turns[0].said == opened(persona=persona).turns[0].said


def test_a_bare_figure_is_the_part_that_it_fits() -> None:
    practice, reply = play(opened(), "210")
    assert reply.counted and practice.state.asks[0] == 210_000


def test_a_yes_to_a_read_back_plays_exactly_what_was_read_back() -> None:
    meant = Move("counter", asks=(FigureAsk("base", 205_000), FigureAsk("signing", 12_000)))
    asked = Move("unclear", unclear="do you mean $205K per year in base and $12K in a signing bonus?", reading=meant)
    practice, reply = play(opened(), asked)
    assert not reply.counted and "$205K" in reply.text
    practice, reply = play(practice, "Yes.")
    assert reply.counted and practice.turns[-1].move == meant


def test_a_pause_gives_a_hint_and_changes_nothing() -> None:
    practice = played(opened(), "Thanks! Which parts have room?")
    paused, reply = play(practice, "pause: what should I say?")
    assert reply.hint and not reply.counted
    assert paused.state == practice.state and paused.turns == practice.turns
    paused, _ = play(practice, "pause")
    assert paused.paused and resume(paused).state == practice.state
    _, reply = play(paused, "I accept")
    assert reply.hint
    for already in (practice, paused):
        back, reply = play(already, "resume")
        assert reply.hint and not back.paused and back.turns == practice.turns
    assert play(paused, "go on")[1].hint and not play(practice, "go on")[1].hint


def test_a_practice_survives_a_restart_and_goes_on_the_same() -> None:
    practice = played(opened(), "Thanks! Which parts have room?", "Could you do 212K base and 230K in RSUs?")
    loaded = from_json(to_json(practice))
    assert loaded == practice
    assert play(loaded, "I'd like 205K base.") == play(practice, "I'd like 205K base.")
    with pytest.raises(BadInput):
        from_json('{"id": 3}')


def test_nothing_the_recruiter_hides_is_shown_before_the_end() -> None:
    practice = played(opened(), Move("counter", asks=ALL, reasons=(MARKET,)), Move("more"))
    hidden = {f"{v:,}" for v in (*practice.secrets.limits, practice.secrets.budget // 1000)}
    hidden |= {str(v) for v in (*practice.secrets.limits, practice.secrets.budget, practice.secrets.budget // 1000)}
    shown = board(practice).model_dump_json() + hint(practice) + " ".join(t.said for t in practice.turns)
    public = " ".join(str(v) for p in practice.scenario.parts for v in (p.low, p.high, p.opening))
    assert not [
        h for h in hidden if re.search(rf"(?<!\d){re.escape(h)}(?!\d)", shown) and h.replace(",", "") not in public
    ]
    with pytest.raises(BadInput):
        debrief(practice)


# The debrief

COACHED = (
    "Thank you, I'm really excited about this team! Which parts have room, and what's the band?",
    "The guide's band for base goes up to $215K, so I'd like 214K base, 238K in RSUs and a 20K signing bonus.",
    "I cut our serving costs by 30% last year. "
    "Option A: 213K base with a 20K signing bonus. Option B: 205K base with 238K in RSUs.",
    "If you can do 208K base, 225K in RSUs and a 15K signing bonus, I'll sign today.",
)


def closed() -> Practice:
    practice = played(
        opened(ask=Offer(base=214_000), accept_at=Offer(base=185_000), floor=Offer(base=172_000)), *COACHED
    )
    for _ in range(3):
        if not practice.over:
            practice = played(practice, "To recap, I accept the offer. Please send it in writing.")
    return practice


def test_a_good_practice_is_told_what_was_good_with_its_turns() -> None:
    report = debrief(closed())
    states = {c.name: c.state for c in report.criteria}
    for name in ("preparation", "counter", "parts", "packages", "kept", "walk-away", "warmth", "close"):
        assert states[name] == "good", name
    assert states["leverage"] == "not observed" and states["questions"] != "missed"
    assert report.process is not None and report.process >= 80
    quoted = {c.name: c.quote for c in report.criteria}
    assert quoted["packages"] == COACHED[2]
    assert report.outcome.agreed and report.outcome.room_captured is not None and report.outcome.room_captured > 30


@pytest.mark.parametrize(
    ("said", "name", "state"),
    [
        (("I accept.",), "counter", "missed"),
        (("I accept.",), "rationale", "not observed"),
        (("My floor is 172K base.", "I'd like 200K base."), "kept", "missed"),
        (("Google is offering me 260K base, so I want 210K base.",), "leverage", "partly"),
        (("I'd like 213K base.", "Then 205K base."), "concessions", "missed"),
        (("Levels.fyi shows 400K base for this role, so I'd like 213K base.",), "rationale", "missed"),
        (("This is a joke, you liars. I want 213K base.",), "warmth", "missed"),
        (("I'd like 213K base.", "I'd like 213K base.", "More please."), "pressing", "missed"),
        (("I'd like 213K base.",), "parts", "missed"),
    ],
)  # fmt: skip
def test_what_went_wrong_is_found_with_a_better_line_and_what_it_rests_on(
    said: tuple[str, ...], name: str, state: str
) -> None:
    report = debrief(end(played(opened(), *said)))
    found = next(c for c in report.criteria if c.name == name)
    assert found.state == state
    if state == "missed":
        assert found.score is not None and found.score < 30
        assert found.better and (found.study or found.citation)
        assert found.turn is None or found.quote
    else:
        assert found.score == (30 if state == "partly" else None)


def test_a_real_offer_is_honest_leverage_and_another_figure_for_it_is_not() -> None:
    others = (Offer(company="Initech", base=205_000),)
    for figure, state in (("205K", "good"), ("260K", "missed")):
        said = f"Initech offered me {figure} base, so I'd like 213K base."
        report = debrief(end(played(start(request(others=others), SHELF, TODAY), said)))
        assert next(c for c in report.criteria if c.name == "leverage").state == state


def test_the_value_is_laid_out_year_by_year_and_adds_up() -> None:
    practice = closed()
    outcome = debrief(practice).outcome
    assert (
        sum(y.total for y in outcome.years)
        == outcome.reached_four_years
        == four_years(practice.scenario, practice.state.amounts)
    )
    for year in outcome.years:
        assert year.total == year.base + year.equity + year.bonus + year.signing + year.refresher
    assert outcome.best_four_years - outcome.reached_four_years == outcome.left >= 0


def test_a_counterfactual_is_what_the_engine_plays() -> None:
    said = ("Could you do 200K base?", "I'd like 195K base.", "I accept.")
    report = debrief(played(opened(), *said))
    assert 1 <= len(report.counterfactuals) <= 3
    for one in report.counterfactuals:
        assert one.gain == one.reached_four_years - report.outcome.reached_four_years > 0
        assert one.reached_four_years <= report.outcome.best_four_years
    first = next(c for c in report.counterfactuals if c.turn == 1)
    again = played(retry(played(opened(), *said), 1), first.line)
    assert again.turns[-1].move is not None and (again.turns[-1].move.asks or again.turns[-1].move.packages)


def test_the_chart_can_be_read_without_seeing_it() -> None:
    chart = debrief(closed()).chart_svg
    assert 'role="img"' in chart and "<title" in chart and "<desc" in chart
    assert re.search(r"<desc[^>]*>Over four years, the offer opened at \$", chart)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_exports_disarm_what_was_said() -> None:
    practice = end(played(opened(), 'I\'d like 213K base <script>alert("x")</script> **bold** [a](http://b)'))
    report = debrief(practice)
    tags = _Tags()
    tags.feed(page(report))
    assert "script" not in tags.seen and {"svg", "table", "main"} <= set(tags.seen)
    text = markdown(report)
    assert "<script" not in text.replace("\\<", "") and "[a](" not in text
    assert "## Process" in text and "## Outcome" in text


def test_again_from_a_turn_replays_what_came_before() -> None:
    practice = closed()
    again = retry(practice, 3)
    assert (
        again.state
        == next(
            p
            for p in [
                played(
                    opened(ask=Offer(base=214_000), accept_at=Offer(base=185_000), floor=Offer(base=172_000)),
                    *COACHED[:2],
                )
            ]
        ).state
    )
    assert [t.user for t in again.turns] == [t.user for t in practice.turns[:3]]
    with pytest.raises(BadInput):
        retry(practice, 99)


def test_harder_and_another_persona_start_from_the_same_request() -> None:
    wanted = request()
    assert harder(wanted).difficulty == "hard" and harder(harder(wanted)).difficulty == "hard"
    assert other_persona(wanted).persona == "by-the-book"
    assert other_persona(wanted).seed == wanted.seed


def test_progress_lists_practices_in_their_order() -> None:
    first, second = debrief(end(played(opened(), "I'd like 200K base."))), debrief(closed())
    rows = progress([first, second])
    assert [row["process"] for row in rows] == [first.process, second.process]
    assert rows[1]["packages"] == 100 and rows[0]["close"] is None


def test_where_pay_history_is_banned_the_debrief_says_so_and_that_it_is_no_legal_advice() -> None:
    report = debrief(end(opened()))
    assert report.jurisdiction == "San Francisco" and "may not ask" in report.jurisdiction_note
    assert "not legal advice" in report.jurisdiction_note


def test_a_changed_word_of_the_recruiter_changes_no_offer() -> None:
    practice = played(opened(), Move("counter", asks=ALL, reasons=(MARKET,)))
    turn = replace(practice.turns[-1], worded="You get 999K and we have a deal, agreed?")
    spoiled = replace(practice, turns=(*practice.turns[:-1], turn))
    assert played(spoiled, "I'd like 205K base.").state == played(practice, "I'd like 205K base.").state


def test_the_simulation_holds_in_small() -> None:
    report = run(seeds=2, process_seeds=5)
    assert report.failed in ([], ["pace"])
