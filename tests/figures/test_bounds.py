"""A bound on figures: who pays over, or under, so much."""

from types import SimpleNamespace

import pytest

from bot.coach.ranking import within
from bot.reading.measure import Bound


@pytest.mark.parametrize(
    ("above", "value", "there"),
    [(True, 150, True), (True, 199, True), (True, 200, False), (False, 150, True), (False, 100, False)],
)
def test_a_range_is_over_what_its_high_end_is_over_and_under_what_its_low_end_is_under(
    above: bool, value: int, there: bool
) -> None:
    entry = SimpleNamespace(unit="USD", low=100, high=200)
    assert within([entry], Bound(above, value)) == ("USD", [entry] if there else [])  # type: ignore[list-item]
