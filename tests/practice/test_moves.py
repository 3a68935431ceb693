"""The move reader on lines written to mislead it."""

import json
from dataclasses import replace
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
    last = practice.turns[-1]
    seen = view(practice.scenario, practice.state, last.act, last.move, last.said)
    if case.get("closing"):
        seen = replace(seen, closing=True, said="That is the whole package. Shall I write it up?")
    return read(case["text"], seen)


def false_acceptance(case: dict[str, Any]) -> bool:
    return as_read(case).kind == "accept" and "accept" not in case["kind"]


def wanted(case: dict[str, Any]) -> list[str]:
    return case["kind"] if isinstance(case["kind"], list) else [case["kind"]]


def test_nine_in_ten_lines_of_the_first_edition_are_still_read_as_what_they_are() -> None:
    some = LINES[::9]
    # A first yes that is read back is read as one.
    kinds = [(case, {m.kind, m.reading.kind if m.reading else m.kind}) for case in some for m in [as_read(case)]]
    wrong = [(case["text"], case["kind"]) for case, kind in kinds if not kind & set(wanted(case))]
    assert len(wrong) <= 0.1 * len(some), wrong


@pytest.mark.parametrize("name", ["lines.jsonl", "held_out.jsonl"])
def test_no_line_is_taken_for_an_acceptance_that_is_none(name: str) -> None:
    cases = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    barred = [case for case in cases if "accept" not in case["kind"]][::4]
    assert [case["text"] for case in barred if false_acceptance(case)] == []


def test_a_line_too_long_to_be_one_is_not_guessed_at() -> None:
    assert as_read({"text": "I accept. " * 400}).kind == "unclear"
