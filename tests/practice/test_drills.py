"""Drills: one skill in three rounds, each line judged; the next one by what was missed and when it was done."""

import re
from datetime import date

import pytest

from bot.practice.debrief import debrief
from bot.practice.drilling import aim
from bot.practice.drills import ROUNDS, Session, drills, due, named
from bot.practice.report import Debrief
from bot.practice.scenario import Request, request_of
from bot.practice.session import Practice, end, play, start
from tests.bench.practice import SHELF

WELL = {
    "expectation": ("What's the range for this role?", "I'm looking for 212K base.", "I'd rather keep that to myself."),
    "silence": ("I'd like 210K base.", "What do you think?", "I'd still like 210K base."),
    "final": ("Could you add a 15K signing bonus?", "Could I start in June instead?", "I accept the offer."),
    "package": (
        "I'd like 208K base and 200K in RSUs.",
        "205K base, 190K in RSUs and a 20K signing bonus.",
        "Option A: 210K base. Option B: 195K base with 220K in RSUs.",
    ),
    "closing": (
        "I accept. Could you send it in writing?",
        "Yes, I accept. Please put it in writing.",
        "Yes, deal. Please send me the letter in writing.",
    ),
}
BADLY = {
    "expectation": ("I make 160K base now.", "My floor is 172K base.", "I earn 160K base today."),
    "silence": ("I'd like 210K base.", "Okay, 200K base.", "190K base then."),
    "final": ("212K base or I walk.", "I want 214K base.", "I'd still like 210K base."),
    "package": ("I'd like 205K base.", "200K base.", "More base, please."),
    "closing": ("I accept.", "Yes, deal.", "No, that's all."),
}


def drilled(name: str, lines: tuple[str, ...]) -> Practice:
    wanted = request_of(company="alpha", role="software-engineer", seed=7, drill=name)
    practice = start(wanted, SHELF, date(2026, 1, 1))
    for line in lines:
        practice, _ = play(practice, line)
    return practice


def met(practice: Practice) -> int:
    return sum("drill" in turn.act.heard for turn in practice.turns)


@pytest.mark.parametrize("name", WELL)
def test_a_drill_tells_what_serves_from_what_does_not(name: str) -> None:
    well, badly = drilled(name, WELL[name]), drilled(name, BADLY[name])
    assert (met(well), well.over) == (ROUNDS, True), [turn.said for turn in well.turns]
    assert met(badly) <= 1, [turn.said for turn in badly.turns]


def test_the_offer_held_for_a_drill_is_told_and_true_in_it() -> None:
    practice = drilled("rival", ())
    (other,) = practice.scenario.others
    assert other.company == "Northwind" and f"{other.base:,}"[:3] in practice.turns[0].said
    told, _ = play(practice, f"Yes, Northwind, at {other.base} base, and I'd rather come to you.")
    lied, _ = play(practice, "Yes, Northwind, at 900K base.")
    assert (met(told), met(lied)) == (1, 0)


@pytest.mark.parametrize("name", drills())
def test_a_drill_is_told_its_aim_and_debriefed_on_its_own_points_alone(name: str) -> None:
    practice = drilled(name, ())
    assert aim(name, practice.scenario) in practice.turns[0].said
    practice, _ = play(practice, "I'd like 210K base.")
    assert not re.search(r"[.!?] [a-z]", " ".join(turn.said for turn in practice.turns))
    report = debrief(end(practice))
    assert {one.name for one in report.criteria} == set(drills()[name].criteria)
    assert report.outcome.room_captured is None and report.summary.endswith(
        f"lines did what it is for. {aim(name, practice.scenario)}"
    )


def whole_call(*lines: str) -> Debrief:
    practice = start(Request(company="alpha", role="software-engineer", seed=7), SHELF, date(2026, 1, 1))
    for line in lines:
        practice, _ = play(practice, line)
    return debrief(end(practice))


def test_the_next_drill_is_what_the_last_debriefs_missed_and_rests_after_it_went_well() -> None:
    missed = Session(report=whole_call("I'd like 212K base.", "I'd like 195K base.", "I'd like 185K base."))
    first = due([missed])
    assert any(one.state == "missed" and one.name in drills()[first].criteria for one in missed.report.criteria)  # type: ignore[union-attr]
    done = [missed, Session(drill=first, met=ROUNDS)]
    assert due(done) != first
    assert due([*done, Session(drill=due(done), met=0), Session(drill="closing", met=0)]) in drills()
    twice = [missed, Session(drill=first, met=ROUNDS), missed, missed, Session(drill=first, met=ROUNDS), missed]
    assert due(twice) != first, "after two faultless times it waits for four others"


@pytest.mark.parametrize(
    ("text", "name"),
    [("drill me on silence", "silence"), ("drill: the final offer", "final"), ("expectation question", "expectation")],
)
def test_a_drill_is_found_by_what_people_call_it(text: str, name: str) -> None:
    assert named(text) == name
