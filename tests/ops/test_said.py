"""What no code of ours can do about people's words is said where an operator reads it."""

from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "SECURITY.md"


@pytest.mark.parametrize(
    "said",
    [
        "PostgreSQL keeps deleted rows until it vacuums",
        "in its own log and its archives as long as it is told to",
        "traces stay in it",
        "A clock that is wrong and stays wrong is believed after that hour",
        "PostgreSQL keeps no room for deleting on a full disk",
    ],
)
def test_the_page_on_security_says_what_no_code_can_do(said: str) -> None:
    assert said in " ".join(PAGE.read_text(encoding="utf-8").split())
