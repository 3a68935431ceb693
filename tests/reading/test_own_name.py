"""Whose name a reply is signed with and addressed to: names as people write them, and no word that stands there."""

import pytest

from bot.reading.wishes import wishes

MAIL = "got this, what do i answer?\n\n> Hi Temi,\n> We'd like to offer you £66k. If you say yes I get it signed {0}.\n"


@pytest.mark.parametrize(("message", "own", "contact"), [
    ("Write the counter, signed Tom.", "Tom", ""),
    (MAIL.format("off quicker") + "> Best,\n> Pippa\n\nits for london", "Temi", "Pippa"),
    ("Hi Marcus, we offer you $168,500 and hope to get your signed letter back by Wednesday.", "Marcus", ""),
])  # fmt: skip
def test_a_reply_is_signed_with_a_name_and_with_no_word_behind_signed(message: str, own: str, contact: str) -> None:
    told = wishes(message, ())
    assert (told.own or "", told.contact or "") == (own, contact)
