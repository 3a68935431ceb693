"""By how much more than offered a message asks or supposes."""

import pytest

from bot.reading.message import Message
from bot.reading.rise import is_a_level, more_of
from bot.reading.terms import Offer
from bot.reading.wishes import wishes

OFFER = Offer(currency="USD", base=150_000, equity=200_000)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("ask for 10k more", ("base", 10_000)),
        ("should I push for another 5?", ("base", 5_000)),
        ("und mit 8 mehr?", ("base", 8_000)),
        ("5 de plus, c'est jouable ?", ("base", 5_000)),
        ("can I get 10% more", ("base", 15_000)),
        ("what if it were $12,000 higher", ("base", 12_000)),
        ("I have 3 more interviews", None),
        ("they said 160", None),
        ("more than 170 would be nice", None),
        ("200k more and I'd be rich", None),
        ("600 more a month", None),
    ],
)
def test_a_rise_is_told_from_an_amount(text: str, more: tuple[str, int] | None) -> None:
    assert more_of(Message(text), (), OFFER) == more


def test_one_more_of_something_is_no_money() -> None:
    for text, more in (("one more offer is there from a bank", None), ("ask for 10k more", 10_000)):
        told = wishes(text, Message(text).amounts).more
        assert (told and told.low) == more


def test_a_rise_of_the_equity_is_no_rise_of_the_base() -> None:
    assert more_of(Message("40 more in stock"), ("equity",), OFFER) == ("equity", 40_000)


def test_a_rise_without_an_offer_is_no_amount() -> None:
    assert more_of(Message("ask for 10k more"), (), None) is None


def test_rupees_rise_by_lakhs() -> None:
    assert more_of(Message("3 zyada maangu?"), (), Offer(currency="INR", base=2_400_000)) == ("base", 300_000)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("they gave me level 63, I expected 64", True), ("level 63, I expected 66", True),
        ("level 63, I expected 67", False), ("level 63, base 164k", False), ("I want 64", False),
    ],
)  # fmt: skip
def test_a_number_beside_a_level_of_its_kind_is_a_level(text: str, level: bool) -> None:
    at = text.find("level 63")
    message = Message(text, names=((at, at + 8, "level"),) if at >= 0 else ())
    assert is_a_level(message, message.amounts[-1]) is level


def test_what_they_were_offered_on_top_is_no_rise_of_the_offer_elsewhere() -> None:
    told = Message("My boss found out and offered me 12k more if I stay. What do I ask the new place?")
    assert more_of(told, (), Offer(base=138_000)) is None
    assert more_of(Message("they offered 138k, can i ask for 12k more"), (), Offer(base=138_000)) == ("base", 12_000)
    others = Message("the other senior on my team makes 30k more, what do i do")
    assert more_of(others, (), Offer(base=160_000)) is None
