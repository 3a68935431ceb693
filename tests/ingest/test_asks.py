"""Whose a figure of a script is and of which part: asked, accepted, walked away from; base, grant, bonus or total."""

import pytest

from ingest.guide.asks import figures


def told(text: str) -> list[tuple[str, str, int]]:
    return [(kind, ask.component, ask.amount.low) for kind, ask in figures(text) if ask.amount]


ASKED = "I need $193K base, $158K equity over 4 years, and a $20K signing bonus. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ASKED + "My floor is $175K — below that, Fernhill's culture and liquid equity win.",
            ("floor", "base", 175_000),
        ),
        (ASKED + "My floor is $150K equity.", ("floor", "equity", 150_000)),
        (ASKED + "At $193K, I commit.", ("accept", "base", 193_000)),
        (ASKED + "At $190K base, I'll sign this week.", ("accept", "base", 190_000)),
        (ASKED + "Accept if total comp (base + RSU vest + sign-on) exceeds $280K.", ("accept", "total", 280_000)),
        (ASKED + "If they counter below $180K base, require a guaranteed bonus of $40K.", ("ask", "bonus", 40_000)),
        (ASKED + "Demand a guaranteed bonus: Year 1 at $95K, Year 2 at $85K.", ("ask", "bonus", 85_000)),
    ],
)
def test_a_bare_figure_is_of_the_part_that_people_mean(text: str, expected: tuple[str, str, int]) -> None:
    assert expected in told(text)


def test_a_guaranteed_bonus_floor_is_asked_for_and_not_walked_away_from() -> None:
    kinds = {
        kind
        for kind, ask in figures("Push for a $20,000 sign-on bonus and a guaranteed bonus floor of 15%.")
        if ask.percent
    }
    assert kinds == {"ask"}


def test_a_total_over_years_is_not_a_years_pay() -> None:
    found = figures("Accept if the 4-year total comp exceeds $1.5M and Year 1 TC (base + 5% RSU vest) exceeds $340K.")
    totals = [(a.amount.low, a.period, a.years) for _, a in found if a.amount]
    assert totals == [(1_500_000, "grant", 4), (340_000, "year", None)]
    assert [a.component for _, a in found if a.percent] == ["vesting"]


def test_a_budget_is_no_equity() -> None:
    assert ("ask", "equity", 300_000) not in told(
        "I want $200K base and $250K equity. Negotiate for a dedicated compute budget of $300K."
    )


def test_what_a_target_is_reached_by_is_not_what_it_is_of() -> None:
    text = "In Leeds, target £185K-£214K by negotiating dollar RSUs and a housing allowance of £8K-£14K."
    assert {component for _, component, _ in told(text)} == {"other"}
    assert told("Target £214K in RSUs.") == [("ask", "equity", 214_000)]
