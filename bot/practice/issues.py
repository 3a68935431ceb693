"""Terms beside pay: what each costs the company and is worth to the candidate, drawn by the seed."""

import random
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from bot.practice.scenario import Issue, Scenario, Term


def _about(amount: int, year: int) -> int:
    """An amount rounded as one speaks of it: to the thousandth of a year's base, a one with zeros."""
    step: int = 10 ** max(0, len(str(year)) - 4)
    return round(amount / step) * step


@cache
def _told() -> Mapping[str, Mapping[str, Any]]:
    text = (Path(__file__).parent / "data" / "terms.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return told


def issues(scenario: Scenario) -> Iterator[Issue]:
    """The terms on the table. Drawn apart from the parts, so that the same seed keeps its offers."""
    base = scenario.parts[0]
    year = base.opening * (12 if base.period == "month" else 1)
    draws = random.Random(f"{scenario.seed}:terms:{scenario.company}:{scenario.role}:{scenario.region}")
    for name, told in _told().items():
        costs, brings = (draws.randint(*told[side]) for side in ("costs", "brings"))
        if name == "vesting" and scenario.index("equity") is None:
            continue
        if name == "bonus guarantee" and not (scenario.bonus_bp or scenario.bonus_amount):
            continue
        yield Issue(
            cast(Term, name),
            _about(year * costs // 1000, year),
            _about(year * brings // 1000, year),
            told["needs"],
            bool(told.get("proven")),
            told["asked"],
        )
