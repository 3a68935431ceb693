"""Words that nothing explains are read by an ordered table; each rule decides the example beside it."""

from pathlib import Path

import pytest

from bot.reading.names import Names
from bot.reading.question import Questions
from bot.reading.strange import RULES, Rule
from ingest.index.facts import Facts


@pytest.fixture(scope="module")
def questions(starter_index: Path) -> Questions:
    return Questions(Names(Facts(starter_index)))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_each_rule_decides_its_example_and_says_so(questions: Questions, rule: Rule) -> None:
    assert f"({rule.name})" in " ".join(questions.taken(rule.example).trace)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("by", ["by Dec 4", "by Fri", "by Sept 3", "before thurs", "from Jan 15"])
def test_a_day_in_short_is_no_company(questions: Questions, by: str) -> None:
    assert not questions.taken(f"W&B offers 168k base in SF, they want an answer {by}").unknown
