"""The debrief's verdicts held against rehearsals labelled by hand: python -m tests.bench.transcripts."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.practice.debrief import debrief
from bot.practice.report import Criterion
from bot.practice.scenario import Request
from bot.practice.session import Practice, end, play, start
from bot.reading.terms import Offer
from tests.bench.practice import SHELF

TOLD: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "transcripts.yaml").read_text(encoding="utf-8"))
MOST_UNTRUE = 0.02
Facts = dict[str, Any]


def spoken(case: Facts) -> Practice:
    others = (Offer(company="Initech", base=230_000),) if case.get("rival") else ()
    offer = Offer(base=175_000, equity=146_000)
    practice = start(
        Request(company="alpha", role="software-engineer", seed=11, offer=offer, others=others), SHELF, date(2026, 1, 1)
    )
    for line in case["lines"]:
        if practice.over:
            break
        practice, _ = play(practice, line)
        last = practice.turns[-1]
        if last.act.doing == "confirm" or (last.act.doing == "ask-back" and last.move and last.move.reading):
            practice, _ = play(practice, "yes")
    return end(practice)


def _parts(one: Criterion, facts: Facts) -> bool:
    return one.found.startswith("You named figures for") and not all(
        ("RSU" not in one.found and part in one.found) or part in one.found for part in facts["asked"]
    )


def _kept(one: Criterion, facts: Facts) -> bool:
    told = facts.get("told", "no")
    says = "floor" if "your floor." in one.found and "told" in one.found else "pay" if "earn" in one.found else "no"
    return says != told and one.state != "not observed"


def _other(one: Criterion, facts: Facts) -> bool:
    other: str = facts.get("other", "no")
    if one.state == "not observed":
        return other != "no" and "isn't judged" not in one.found
    if one.state == "partly":
        return other == "no"
    return other != ("held" if one.state == "good" else "made up")


def _claims(words: str, fact: str, absent: str = "\0") -> Callable[[Criterion, Facts], bool]:
    """Untrue where it says something that isn't so, or that something is absent that was there."""

    def untrue(one: Criterion, facts: Facts) -> bool:
        there = bool(facts.get(fact))
        return (words in one.found and not there) or (absent in one.found and there)

    return untrue


UNTRUE: dict[str, tuple[Callable[[Criterion, Facts], bool], ...]] = {
    "counter": (_claims("Your first figure", "asked", "No figure"),),
    "rationale": (_claims("concrete reason", "reason", "No reason with"), _claims("word only", "\0", "word only")),
    "questions": (_claims("You asked about", "question", "No question"),),
    "parts": (_parts,),
    "packages": (_claims("several packages", "options", "one part at a time"),),
    "concessions": (_claims("went up again", "again"),),
    "kept": (_kept,),
    "leverage": (_other,),
    "warmth": (_claims("harsh", "rude"), _claims("You were warm", "warm", "No word was heard")),
    "close": (
        _claims("a request for it in writing", "writing", "no wish for it"),
        _claims("a conditional commitment", "condition", "no condition"),
        _claims("a recap", "recap", "no recap"),
    ),
}


def verdicts(case: Facts) -> list[tuple[str, str]]:
    """The verdicts on a rehearsal, and of them those that say what isn't so."""
    return [
        (one.name, one.found)
        for one in debrief(spoken(case), changes=False).criteria
        if one.state != "not observed" and any(untrue(one, case) for untrue in UNTRUE.get(one.name, ()))
    ]


def main() -> int:
    """Print every verdict that says what isn't so, and their share; 1 where it is above two in a hundred."""
    untrue = 0
    for case in TOLD:
        for name, found in verdicts(case):
            untrue += 1
            print(f"{case['name']}: {name}: {found}", flush=True)
    share = untrue / (len(TOLD) * len(UNTRUE))
    print(f"{len(TOLD)} rehearsals, {len(TOLD) * len(UNTRUE)} verdicts, {untrue} untrue: {share:.1%}")
    return 1 if share > MOST_UNTRUE else 0


if __name__ == "__main__":
    sys.exit(main())
