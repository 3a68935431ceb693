"""What an advert names is the advert's, and no offer."""

import pytest

from bot.reading.posted import is_posted
from ingest.amounts.numbers import mentions


@pytest.mark.parametrize(
    ("message", "posted"),
    [
        ("they had 'up to £100k' on the advert btw", ["£100k"]),
        ("job ad says up to 100 but offered me 82", ["100"]),
        ("they offered 82k, in the ad it was 100k", ["100k"]),
        ("was advertised at 55k, they offer 50", ["55k"]),
        ("They posted 90-140k and gave me 92", ["90-140k"]),
        ("the posting was great and they offered 120k base", []),
        ("offer is 82k, top of their band i think", []),
    ],
)
def test_only_the_amounts_that_an_advert_named_are_posted(message: str, posted: list[str]) -> None:
    assert [one.text for one in mentions(message) if is_posted(one, message)] == posted
