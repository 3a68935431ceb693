"""A level is found as people say it, in guides that number or name theirs in other ways."""

import pytest

from bot.answer import Comparison
from bot.coach.draft import Draft
from bot.coach.level import Pair, _own_levels, _whole
from bot.reading.lookup import match_level
from bot.reading.roles import role_key
from bot.reading.words import keys
from ingest.index.facts import Facts


@pytest.mark.parametrize(
    ("held", "asked", "found"),
    [
        (("4", "5"), "l5", ("5",)),  # how "level 5" is read
        (("1", "2"), "step 2", ("2",)),
        (("8 (Support)", "10 (Software developer)"), "schaal 10", ("10 (Software developer)",)),
        (("L4", "L5"), "l5", ("L5",)),
        (("4", "5"), "l6", ()),
        (("2", "12"), "step 2", ("2",)),
        (("2023", "5 years"), "senior", ()),
    ],
)
def test_a_level_said_by_its_number_is_found_among_numbered_rows(
    held: tuple[str, ...], asked: str, found: tuple[str, ...]
) -> None:
    assert match_level(held, asked) == found


@pytest.mark.parametrize("title", ["desenvolvedor pleno", "pleno desenvolvedor"])
def test_a_rank_behind_a_title_is_the_rank_in_front_of_it(title: str) -> None:
    assert role_key(keys(title)) == role_key(("mid", "desenvolvedor"))


def test_two_mappings_are_a_table_and_one_is_a_sentence(facts: Facts) -> None:
    guides = [facts.guide("hugging-face", "software-engineer"), facts.guide("weights-and-biases", "software-engineer")]
    pairs = [Pair(one, mapping, *mapping.equals[0]) for one in guides if one for mapping in one.mappings]
    for some, tables in ((pairs, 1), (pairs[:1], 0)):
        assert sum(isinstance(block, Comparison) for block in _whole(some, Draft("level")).blocks) == tables


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("what's L4 at wandb equal to at google", ["l4"]),
        ("W&B L4 in google terms", ["l4"]),
        ("what level would my W&B L5 be at google", ["l5"]),
        ("what is google L4 at W&B", []),
        ("What is Google's L5 at Weights & Biases?", []),
        ("google l5 equivalent at w&b?", []),
    ],
)
def test_a_level_is_of_the_company_it_stands_beside(facts: Facts, text: str, own: list[str]) -> None:
    guide = facts.guide("weights-and-biases", "software-engineer")
    assert guide is not None
    assert _own_levels(text, "Google", guide) == own
