"""Parts of pay that a message says there are none of."""

import pytest

from bot.reading.absent import absent


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("194 and no bonus", {"bonus"}),
        ("zero sign-on bonus, no annual bonus", {"signing", "bonus"}),
        ("72k, ohne Aktien, kein Bonus", {"bonus", "equity"}),
        ("40 fijos sin variable", {"bonus"}),
        ("180, no RSUs", {"equity"}),
        ("no idea about the bonus", set()),
        ("the bonus is 10%, no joke", set()),
        ("they gave no reason, stock is 200", set()),
    ],
)
def test_nothing_of_a_part_is_told_from_a_part(text: str, parts: set[str]) -> None:
    assert set(absent(text)) == parts
