"""How many of a ranking a message wants: only a number beside a word for places, up to 999."""

import pytest

from bot.reading.measure import limit_of


@pytest.mark.parametrize(("text", "limit"), [
    ("top 2 companies", 2), ("the 5 best", 5), ("the best five", 5), ("top 100 by base", 100), ("top 999", 999),
    ("top 1000", None), ("top 1", 1), ("my top priority is 5 more", None), ("5 companies", None),
])  # fmt: skip
def test_a_limit_is_a_number_beside_a_word_for_places(text: str, limit: int | None) -> None:
    assert limit_of(text) == limit
