"""The move reader on lines written to mislead it."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.practice.move import Move
from bot.practice.moves import read, view
from bot.practice.scenario import Request
from bot.practice.session import Practice, play, start
from bot.reading.terms import Offer
from tests.bench.practice import SHELF

HERE = Path(__file__).parent
LINES = [json.loads(line) for line in (HERE / "lines.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def opened(guide: str, others: bool) -> Practice:
    """A practice that has just been opened; alpha opens at 175K base and 146K in RSUs over four years."""
    offer = Offer(base=175_000, equity=146_000) if guide == "alpha" else None
    known = (Offer(company="Initech", base=230_000),) if others else ()
    return start(
        Request(company=guide, role="software-engineer", seed=3, offer=offer, others=known), SHELF, date(2026, 1, 1)
    )


def as_read(case: dict[str, Any]) -> Move:
    practice = opened(case.get("guide", "alpha"), case.get("others", False))
    if "readback" in case:
        practice, _ = play(practice, case["readback"])
    doing = practice.turns[-1].act
    seen = view(practice.scenario, practice.state, doing, practice.turns[-1].move)
    if case.get("closing"):
        seen = type(seen)(seen.table, closing=True)
    return read(case["text"], seen)


def faults(case: dict[str, Any]) -> list[str]:
    """What is wrong with the reading of a line; empty when nothing is."""
    move = as_read(case)
    wanted = case["kind"] if isinstance(case["kind"], list) else [case["kind"]]
    found = [] if move.kind in wanted else [f"kind {move.kind}, expected {'/'.join(wanted)}"]
    asks = {ask.part: ask.amount for ask in move.asks}
    if "asks" in case and not case.get("loose") and asks != case["asks"]:
        found.append(f"asks {asks}, expected {case['asks']}")
    if case.get("noask") and asks:
        found.append(f"asks {asks}, expected none")
    if "packages" in case and [{a.part: a.amount for a in p} for p in move.packages] != case["packages"]:
        found.append(f"packages {move.packages}")
    for what in ("floor", "pay"):
        if what in case and [d.amount for d in move.disclosures if d.what == what] != [case[what]]:
            found.append(f"disclosures {move.disclosures}, expected {what} {case[what]}")
    if "competing" in case and any(r.reason == "competing" for r in move.reasons) != case["competing"]:
        found.append(f"reasons {move.reasons}")
    if "holds" in case and [r.holds for r in move.reasons if r.reason == "competing"] != [case["holds"]]:
        found.append(f"holds {move.reasons}")
    if "ranged" in case and move.ranged != case["ranged"]:
        found.append("not read as a range")
    return found


def false_acceptance(case: dict[str, Any]) -> bool:
    return as_read(case).kind == "accept" and "accept" not in case["kind"]


def test_at_least_98_in_100_lines_are_read_right() -> None:
    wrong = [(case["text"], found) for case in LINES if (found := faults(case))]
    assert len(LINES) >= 400
    assert len(wrong) <= 0.02 * len(LINES), wrong


@pytest.mark.parametrize("name", ["lines.jsonl", "held_out.jsonl"])
def test_no_line_is_taken_for_an_acceptance_that_is_none(name: str) -> None:
    cases = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    assert [case["text"] for case in cases if false_acceptance(case)] == []


def test_a_line_too_long_to_be_one_is_not_guessed_at() -> None:
    assert as_read({"text": "I accept. " * 400}).kind == "unclear"
