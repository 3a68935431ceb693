"""What an answer says a figure is for: its period, its place, its level, and never a place that was left out."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.answer import Answer, Comparison, plain
from bot.channels.batch import answerer
from ingest.index.build import ingest
from ingest.index.facts import Facts

_GUIDES = {
    "fjordline/software-engineer.md": """### Software Engineer | Fjordline Guide

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| Stockholm | SEK 52K–68K/mo | SEK 300K–500K | 5% | SEK 60K–75K/mo |
| London | £81K–£104K | £60K–£90K | 5% | £96K–£126K |
| Berlin | €74K–€96K | €50K–€80K | 5% | €86K–€112K |

**Global Levers**
1. **Payments:** "I have run payment systems."
""",
    "oddsum/software-engineer.md": """### Software Engineer | Oddsum Guide

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| Dublin | €80K–€100K | €40K–€80K | 10% | €150K–€200K |
""",
    "portodesk/data-engineer.md": """### Data Engineer | Portodesk Guide

| Region | Base Salary |
|---|---|
| Lisbon | €3,000–€4,000/mo x 14 |
| Porto | €40K–€50K/yr |
| Faro | €40K–€50K/yr |
| Braga | €30–€40/hr |
""",
    "wayfare/data-scientist.md": """### Data Scientist (DS I-II / L8-L9) | Wayfare Global Negotiation Guide

| Level | Region | Base Salary |
|---|---|---|
| L8 DS I | Seattle | $120K–$160K |
| L9 DS II | Seattle | $140K–$180K |
""",
    "gradewell/software-engineer.md": """### Software Engineer | Gradewell Guide

| Level | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| L3 | $131K–$162K | $40K–$80K | 10% | $154K–$198K |
| L5 | $171K–$211K | $90K–$150K | 10% | $210K–$269K |
| L6+ | $221K–$271K | $180K–$300K | 10% | $288K–$373K |
""",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    root = tmp_path_factory.mktemp("figures-for")
    for path, text in _GUIDES.items():
        file = root / "guides" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    ingest([root / "guides"], root / "index", vectors=False)
    answer = answerer(Facts(root / "index"), today=lambda: date(2026, 1, 15))
    return lambda *turns: answer(turns)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("base for a software engineer at Fjordline in Stockholm", "SEK 52K–SEK 68K base per month"),
        ("total comp for a software engineer at Fjordline in Stockholm", "SEK 60K–SEK 75K total per month"),
        ("base for a software engineer at Fjordline in London", "£81K–£104K base per year"),
        ("what does Fjordline pay a software engineer in Stockholm", "SEK 52K–SEK 68K per month"),
        ("what does Fjordline pay a software engineer in London", "£81K–£104K per year"),
        ("which company pays the highest base in Stockholm", "SEK 52K–SEK 68K per month"),
        ("compare Stockholm and London base for a software engineer at Fjordline", "SEK 52K–SEK 68K per month"),
    ],
)
def test_what_pay_is_per_is_said(ask: Callable[..., Answer], question: str, told: str) -> None:
    assert told in plain(ask(question))


def test_pay_by_the_month_is_held_against_years_by_its_payments_and_an_hours_pay_not_at_all(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("which city pays the highest base for a data engineer at Portodesk?")
    assert "€3K–€4K per month (€42K–€56K per year)" in plain(answer)
    assert {figure.region for figure in answer.figures} == {"Lisbon", "Porto", "Faro"}


def test_of_rows_that_tie_none_is_marked_as_the_first(ask: Callable[..., Answer]) -> None:
    lowest, highest = (
        ask(f"which city pays the {one} base for a data engineer at Portodesk?") for one in ("lowest", "highest")
    )
    assert "Faro and Porto pay the lowest base" in plain(lowest).replace("Porto and Faro", "Faro and Porto")
    assert [block.best for block in lowest.blocks if isinstance(block, Comparison)] == [None]
    assert [block.best for block in highest.blocks if isinstance(block, Comparison)] == [0]


def test_an_offer_is_weighed_by_its_parts_where_the_guides_total_contradicts_them(ask: Callable[..., Answer]) -> None:
    offer = "I'm offered €90k base, €60k equity over 4 years and a 10% bonus as a software engineer at Oddsum in Dublin"
    answer = ask(f"{offer}, is it good?")
    assert "A fair offer: base, equity and bonus together are 50% of the way up the band" in plain(answer).replace(
        "*", ""
    )


def test_a_bonus_in_percent_of_a_months_base_counts_for_the_year(ask: Callable[..., Answer]) -> None:
    offer = "SEK 62,000 base per month, SEK 400,000 equity over 4 years and a 5% bonus"
    answer = ask(f"I'm offered {offer} as a software engineer at Fjordline in Stockholm, is it good?")
    assert [number.how for number in answer.numbers if number.how.startswith("(881,200 − 730,200)")]


def test_a_column_that_is_all_per_year_says_so_once(ask: Callable[..., Answer]) -> None:
    said = plain(ask("base for a software engineer at Fjordline in London or Berlin"))
    assert "Base per year" in said
    assert "£81K–£104K per year" not in said


@pytest.mark.parametrize(
    "turns",
    [
        ("base for a software engineer at Fjordline outside London",),
        ("base for a software engineer at Fjordline, but not in London",),
        ("base for a software engineer at Fjordline anywhere but London",),
        ("base for a software engineer at Fjordline in London", "and outside of London?"),
        ("what does Fjordline pay software engineers, excluding London?",),
        ("top base for software engineers outside the UK",),
    ],
)
def test_a_place_left_out_is_not_shown(ask: Callable[..., Answer], turns: tuple[str, ...]) -> None:
    answer = ask(*turns)
    assert answer.status == "answered"
    assert "London" not in {figure.region for figure in answer.figures}
    assert answer.figures


def test_where_all_that_is_held_is_left_out_that_is_said(ask: Callable[..., Answer]) -> None:
    answer = ask("base for a software engineer at Fjordline in the UK outside London")
    assert answer.status == "not_found"
    assert not answer.figures


def test_rows_without_a_place_left_out_are_not_told_as_all_of_them(ask: Callable[..., Answer]) -> None:
    assert "each region the guide has" in plain(ask("base for a software engineer at Fjordline"))
    assert "each region that you asked about" in plain(ask("base for a software engineer at Fjordline outside London"))


@pytest.mark.parametrize(
    "question",
    [
        "which company pays the most base for a software engineer at L5?",
        "top 5 L5 base",
        "best paid L5 software engineer by base",
        "highest base for an L5",
        "L5 software engineer base, ranked",
    ],
)
def test_a_ranking_for_a_level_holds_that_level_alone(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert {(figure.level, figure.low) for figure in answer.figures} == {("L5", 171_000)}


@pytest.mark.parametrize(
    "question", ["rank companies by base for an L8 data scientist", "base for an L8 data scientist at Wayfare"]
)
def test_a_level_that_its_guides_title_spans_is_its_own_row(ask: Callable[..., Answer], question: str) -> None:
    assert [(figure.level, figure.low) for figure in ask(question).figures] == [("L8 DS I", 120_000)]


def test_an_open_level_is_given_for_its_own_code(ask: Callable[..., Answer]) -> None:
    answer = ask("which company pays the most base for a software engineer at L6?")
    assert {figure.level for figure in answer.figures} == {"L6+"}
    assert "L6+" in plain(answer)


@pytest.mark.parametrize(
    "question",
    [
        "base for a software engineer at Gradewell L3",
        "what does Gradewell pay an L5 software engineer?",
        "I'm offered 180k base as an L5 software engineer at Gradewell, is it good?",
        "what does Gradewell pay software engineers?",
        "compare L3 and L5 base for a software engineer at Gradewell",
    ],
)
def test_a_guide_without_regions_prints_no_empty_place(ask: Callable[..., Answer], question: str) -> None:
    said = plain(ask(question))
    assert "$" in said or "L3" in said
    for empty in ("in ,", "in .", " ,", "in :", "And in ?", "in  "):
        assert empty not in said.replace("  in  ", "")


def test_a_passage_that_is_a_table_alone_leaves_the_rest_to_be_quoted(ask: Callable[..., Answer]) -> None:
    for question in (
        "Will they move on this",
        "tell me about compensation at Fjordline",
        "is the stock RSU total fair",
    ):
        assert ask(question).blocks


def test_contract_is_no_slip_of_contradict(ask: Callable[..., Answer]) -> None:
    for question in (
        "should I sign the contract?", "what should my contract say about notice?", "they sent the contract today",
        "is a contract role worth it?", "can they change my contract later?",
    ):  # fmt: skip
        assert ask(question).intent != "provenance", question
    for question in ("do they have a contract clause on notice?", "do you have anything about visas?"):
        assert ask(question).intent == "advice", question
    assert ask("what do you have on W&B?").intent != "advice"
    assert ask("what contradict's the guides?").intent == "provenance"
    assert ask("which guides contradct each other?").intent == "provenance"
