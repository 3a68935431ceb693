"""Counts, limits, spreads and comparisons of what the guides hold in part: each says what was counted and what is
missing."""

from pathlib import Path

import pytest

from bot.answer import Comparison, plain
from ingest.index.build import ingest
from ingest.index.facts import Facts
from tests.ingest.conftest import guide, put

from .test_compose_offer import facts, talk

__all__ = ["facts"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "how many companies pay more than £200k base for staff engineers in London?",
            "1 company has a range for base that reaches above £200K",
        ),
        (
            "how many companies pay more than £230k base for staff engineers in London?",
            "0 companies have a range for base that reaches above £230K",
        ),
        ("who pays over 400k base for staff engineers?", "None of these guides’ ranges for base reaches above $400K"),
        (
            "which companies pay less than $160k base for software engineers in New York?",
            "1 company in the guides: their range for base begins below $160K",
        ),
        ("how many companies state a signing bonus?", "0 companies state a figure for signing bonus"),
        ("how many guides are there?", "There are 4 guides to companies’ pay, and 1 about negotiating any offer"),
        ("cheapest region for W&B swe base in dollars", "New York pays the lowest base: $165K–$210K"),
    ],
)
def test_a_count_or_ranking_holds_to_the_limit_asked(facts: Facts, question: str, answer: str) -> None:
    assert answer in plain(talk(facts, question))


def test_guides_about_any_offer_are_told_only_where_all_guides_are_counted(facts: Facts) -> None:
    assert "negotiating any offer" not in plain(talk(facts, "how many guides are there for software engineers?"))


def test_an_average_is_shown_as_the_range_it_would_hide(facts: Facts) -> None:
    said = plain(talk(facts, "average base for software engineers in New York"))
    assert "runs from Hugging Face ($155K–$195K per year) to Weights & Biases ($165K–$210K per year)" in said
    assert "I give no average" in said


def test_of_two_companies_the_one_that_is_held_is_shown_and_the_other_named_as_missing(facts: Facts) -> None:
    for question in (
        "compare W&B and Google software engineer base in London",
        "who pays more base for a swe in London, W&B or Google?",
    ):
        said = plain(talk(facts, question))
        assert "The guides don’t cover Google" in said
        assert "£129K–£163K" in said


def test_a_company_and_a_place_that_are_missing_are_both_said_beside_what_is_held(facts: Facts) -> None:
    said = plain(talk(facts, "compare W&B, Google and Hugging Face SWE base in London"))
    assert "The guides don’t cover Google" in said and "£129K–£163K" in said
    said = plain(talk(facts, "compare swe base at Google, W&B and Hugging Face in SF"))
    assert "The guides don’t cover Google" in said and "Hugging Face" in said and "$170K–$215K" in said


def test_a_missing_region_is_said_of_the_company_that_lacks_it(facts: Facts) -> None:
    said = plain(talk(facts, "compare W&B and Hugging Face SWE base in Paris"))
    assert "nothing for Software Engineer at Weights & Biases in Paris" in said
    assert "€58K–€78K" in said
    said = plain(talk(facts, "compare W&B and Hugging Face SWE base in London"))
    assert "nothing for Software Engineer at Hugging Face in London" in said
    assert "£129K–£163K" in said


def test_a_figure_wanted_in_another_currency_is_converted_at_the_users_rate_alone(facts: Facts) -> None:
    said = plain(talk(facts, "what's the base for a W&B SWE in London in dollars?"))
    assert "I convert nothing without a rate" in said
    assert "$" not in said.replace("USD", "")
    said = plain(talk(facts, "what's the base for a W&B SWE in London in dollars?", "1 GBP = 1.27 USD"))
    assert "$163,830–$207,010 base" in said


def test_amounts_alone_are_not_converted(facts: Facts) -> None:
    assert "I hold no exchange rates" in plain(talk(facts, "convert 182k GBP to USD"))
    assert "I hold no exchange rates" in plain(talk(facts, "what is £182K in dollars?"))


def test_where_none_has_the_region_each_is_told_and_no_other_regions_figure_is_shown(facts: Facts) -> None:
    answer = talk(facts, "compare W&B and Hugging Face SWE base in Tokyo")
    said = plain(answer)
    assert answer.status == "not_found"
    assert "nothing for Software Engineer at Weights & Biases in Tokyo" in said
    assert "nothing for Software Engineer at Hugging Face in Tokyo" in said
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "how much more base does staff make than software engineer at W&B in London",
            "£53K–£65K per year higher than Software Engineer, or 40% by the top of the range",
        ),
        (
            "what's the bonus gap between staff and software engineer at W&B NYC",
            "5 points higher than Software Engineer",
        ),
        (
            "which company has the widest base band for software engineers in New York",
            "Weights & Biases has the widest range for base: $165K–$210K",
        ),
        (
            "narrowest base band for software engineers in New York",
            "Hugging Face has the narrowest range for base: $155K–$195K",
        ),
        ("top 2 base for software engineers in New York", "Weights & Biases pays the highest base: $165K–$210K"),
        ("midpoint of the W&B staff base in London", "The middle of that range is £205K"),
        ("what's the p75 base for staff at W&B in London?", "The guides give ranges and no percentiles."),
    ],
)
def test_how_far_apart_how_wide_and_where_the_middle_is(facts: Facts, question: str, answer: str) -> None:
    assert answer in plain(talk(facts, question))


def test_a_count_within_a_currency_says_what_it_leaves_out(facts: Facts) -> None:
    said = plain(talk(facts, "how many companies pay more than $100k base for software engineers?"))
    assert "2 companies have a range for base that reaches above $100K" in said
    assert "Counted within USD; left out:" in said
    assert "1 in EUR" in said


def test_of_ranges_that_lie_in_one_another_none_is_called_so_much_higher(facts: Facts) -> None:
    # Hugging Face's equity in New York reaches lower and higher than Weights & Biases' base there, or its own.
    said = plain(talk(facts, "how much more total does Hugging Face pay than W&B for software engineers in New York?"))
    assert "-" not in said.split("\n")[0]


def test_equity_that_is_so_much_higher_is_so_over_its_years(facts: Facts) -> None:
    said = plain(talk(facts, "how much more equity does staff get than software engineer at W&B in London?"))
    assert "£127K–£195K over 4 years higher than Software Engineer" in said


def test_a_named_dollar_is_that_countrys(facts: Facts) -> None:
    assert "1 GBP = 1.25 CAD" in plain(talk(facts, "base for W&B SWE in London in canadian dollars"))


def test_of_two_that_pay_the_same_none_leads(tmp_path: Path) -> None:
    for company, high in (("Fernhill", 90), ("Oakdale", 90), ("Elmwood", 80)):
        put(tmp_path / "guides", company, "Data Engineer", guide(company, high=high))
    ingest([tmp_path / "guides"], tmp_path / "index", vectors=False)
    held = Facts(tmp_path / "index")
    same, other = (
        next(block for block in talk(held, f"Compare the base of a data engineer at Fernhill and {one} in Oslo").blocks
             if isinstance(block, Comparison)) for one in ("Oakdale", "Elmwood")
    )  # fmt: skip
    assert (same.best, other.best) == (None, 0)
    held.close()
