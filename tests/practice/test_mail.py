"""E-mail rounds: mails are answered with mails, and what is read of one is what it says."""

from datetime import date

import pytest

from bot.practice.mail import body
from bot.practice.scenario import Request
from bot.practice.session import play, start
from tests.bench.practice import SHELF

MAIL = """Subject: Re: Your offer

Dear Robin,

thank you for the offer, which I'm very happy about. I'd like 208K base and a 20K signing bonus.

> Here is the offer: a base of $175K

Kind regards,
Kim
Senior Engineer"""


def test_a_mail_is_read_by_what_it_says_and_answered_with_a_mail() -> None:
    practice = start(Request(company="alpha", role="software-engineer", seed=7, mail=True), SHELF, date(2026, 1, 1))
    assert practice.turns[0].said.startswith("Subject: Your offer: Software Engineer at Alpha")
    practice, reply = play(practice, MAIL)
    move = practice.turns[-1].move
    assert move is not None and {ask.part: ask.amount for ask in move.asks} == {"base": 208_000, "signing": 20_000}
    assert reply.text.startswith("Subject: Re: ") and practice.turns[-1].user == MAIL


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Hi Sam,\n\nI accept.\n\nBest,\nKim", "I accept."),
        ("I accept.", "I accept."),
        ("Thanks!", "Thanks!"),
        ("Hello,\n200K would be right.\nThanks again", "200K would be right."),
    ],
)
def test_greeting_and_signature_are_no_part_of_what_a_mail_says(said: str, words: str) -> None:
    assert body(said) == words
