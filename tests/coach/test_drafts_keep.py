"""A draft keeps what was said: which part, how much, in which measure, to whom, how long and in which tone."""

from collections.abc import Callable

import pytest

from bot.answer import Answer
from bot.reading.message import Message
from bot.reading.terms import AmountSaid, Offer, Profile
from bot.reading.types import Fact
from tests.coach.answers import mail, prose, script

Say = Callable[..., Answer]
OFFER = Offer(base=91_000, currency="EUR", said=(("base", "91k"),))


def after(say: Say, card: str, words: str, **more: object) -> Answer:
    """A draft asked for after advice from a card."""
    return say("what about that", words, kinds=("draft",), before=("advice",), steps=((card,),), topic="email", **more)


@pytest.mark.parametrize(
    ("card", "holds"),
    [("relocation-package", "Taking it means a move"), ("non-compete", "ould the non-compete be removed"),
     ("promotion-without-pay", "from the first day of the duties")],
)  # fmt: skip
def test_words_asked_for_after_advice_are_about_that_however_long_the_request(say: Say, card: str, holds: str) -> None:
    words = "could you please put all of that into a mail for me to send, she is called Ebba and she likes it plain"
    known = Profile(offer=OFFER)
    body = mail(after(say, card, words, profile=known))
    assert holds in body and "Ebba" in body and "rather than" not in body


def test_a_request_that_names_its_own_matter_is_about_that(say: Say) -> None:
    body = mail(
        after(say, "relocation-package", "write a mail to ask for the title Senior", profile=Profile(offer=OFFER))
    )
    assert "Could the contract carry that title" in body and "move" not in body


def test_more_time_that_the_reader_named_is_no_counter(say: Say) -> None:
    cards = ("ask-for-more-time", "counter-once")
    body = mail(say("peux-tu écrire le mail", kinds=("draft",), cards=cards, profile=Profile(offer=OFFER)))
    assert "to go through it and decide" in body and "a base of" not in body


def test_weeks_more_are_no_money_more_and_stand_beside_the_blank_date(say: Say) -> None:
    words = "mail asking them for 3 more weeks to think"
    answer = say(words, kinds=("draft",), cards=("ask-for-more-time",), profile=Profile(offer=OFFER))
    assert "until [date: 3 more weeks]" in mail(answer) and "94" not in answer.text


@pytest.mark.parametrize(
    ("card", "words", "told", "asked"),
    [
        ("signing-bonus", "i asked for a sign-on of 18k, write it", (), "a signing bonus of €18K"),
        ("signing-bonus", "write a note: sign-on 18k instead of 7k", (), "a signing bonus of €18K"),
        (
            "relocation-package", "mail to ask for 8k for the move",
            (Fact("target", "8k", part="relocation", low=8_000, high=8_000, unit="EUR", period="once"),),  # type: ignore[arg-type]
            "to cost €8K",
        ),
        ("time-off", "mail please: i want 32 days of leave instead of 26", (), "the contract to say 32 days"),
    ],
)  # fmt: skip
def test_a_part_beside_the_salary_is_asked_for_as_it_was_told(
    say: Say, card: str, words: str, told: tuple[Fact, ...], asked: str
) -> None:
    answer = say(words, kinds=("draft",), cards=(card,), told=told, profile=Profile(offer=OFFER))
    assert asked in mail(answer) and "[your ask" not in mail(answer)
    assert "you want" not in prose(answer) and "you wanted" not in prose(answer)


def test_what_is_asked_for_and_not_known_is_named_in_its_blank(say: Say) -> None:
    known = Profile(offer=OFFER)
    assert "[the title you want]" in mail(say("write it", kinds=("draft",), cards=("title",), profile=known))
    assert "[the limits you want" in mail(say("write it", kinds=("draft",), cards=("non-compete",), profile=known))


def test_what_was_agreed_stands_in_the_yes_and_no_other_offer_does(say: Say) -> None:
    known = Profile(offer=Offer(base=91_000, signing=12_000, currency="EUR"))
    body = mail(say("write the mail to accept", kinds=("draft",), cards=("saying-yes",), profile=known))
    assert "I accept the offer" in body and "€91K, a signing bonus of €12K and a start" in body
    assert "only if it is true" not in body


def test_a_range_is_told_whole_and_measured_by_its_top(say: Say) -> None:
    written = (AmountSaid(part="base", low=80, high=84, bare=True),)  # type: ignore[arg-type]
    known = Profile(offer=Offer(base=80_000, currency="EUR", said=(("base", "80-84"),), written=written))
    answer = say("i want 90, write the mail", kinds=("draft",), cards=("counter-once",), profile=known)
    assert "€90K rather than €80K–€84K" in mail(answer)
    assert "7.1% more than the top of that" in prose(answer)


def test_what_is_in_an_amount_or_on_top_of_it_is_never_lost(say: Say) -> None:
    play = {"before": ("advice", "draft"), "steps": ((), ("counter-once",))}
    told = ("they offer 140k incl. super", "i want 150 plus super, write the mail")
    known = Profile(offer=Offer(base=140_000, currency="AUD", said=(("base", "140k"),)))
    first = say(*told, kinds=("draft",), cards=("counter-once",), before=("advice",), profile=known)
    assert "A$150K plus super rather than A$140K including super" in mail(first)
    assert "% more" not in prose(first)
    short = say(*told, "shorter", kinds=("restyle",), topic="shorter", profile=known, **play)
    assert "A$150K plus super" in mail(short)


def test_the_shortest_words_keep_the_figure_before_a_question(say: Say) -> None:
    play = {"before": ("draft",), "steps": (("super-and-cpf",),)}
    told = ("i want 150 plus super, write the mail", "half that length")
    short = say(*told, kinds=("restyle",), topic="shorter", profile=Profile(offer=OFFER), **play)
    assert "150K plus super" in mail(short)


def test_a_share_more_of_a_pay_that_nobody_told_is_asked_for_as_a_share(say: Say) -> None:
    answer = say("asked for 12% in my review, give me two sentences", kinds=("draft",), cards=("asking-for-a-raise",))
    assert "12% above what I make now" in mail(answer)
    bonus = say("i want 12% bonus, write it", kinds=("draft",), cards=("counter-once",), profile=Profile(offer=OFFER))
    assert "€101,920" not in mail(bonus)


def test_a_rate_by_the_hour_stays_one(say: Say) -> None:
    rate = Offer(rate=55, rate_period="hour", currency="USD")  # type: ignore[arg-type]
    words = "ask them for 62, a line to the agency"
    body = mail(say(words, kinds=("draft",), cards=("agency-margin",), profile=Profile(offer=rate)))
    assert "$62 an hour" in body and "62K" not in body


RAISE = {"before": ("draft",), "steps": (("asking-for-a-raise",),)}


def test_softer_words_ask_for_the_same_more_gently(say: Say) -> None:
    first = "i want 99k, words to say on the call"
    answer = say(first, "make it less pushy", kinds=("restyle",), topic="tone", profile=Profile(offer=OFFER), **RAISE)
    assert "I'd be glad if my base could go to €99K" in script(answer)


@pytest.mark.parametrize("tone", ["softer", "firmer", "warmer", "more formal"])
def test_every_tone_changes_the_words_and_keeps_the_figure(say: Say, tone: str) -> None:
    play = {"kinds": ("restyle",), "topic": "tone", "before": ("draft",), "steps": (("counter-once",),)}
    known = Profile(offer=OFFER)
    before = mail(say("i want 99k, write the mail", kinds=("draft",), cards=("counter-once",), profile=known))
    body = mail(say("i want 99k, write the mail", f"{tone} please", profile=known, **play))
    assert body != before and "€99K" in body and body.endswith("[your name]")


@pytest.mark.parametrize(
    ("words", "most"), [("in one sentence", 1), ("in two short sentences please", 2), ("zwei Sätze reichen", 2)]
)
def test_as_many_sentences_as_were_asked_for_with_the_ask_among_them(say: Say, words: str, most: int) -> None:
    known = Profile(offer=OFFER)
    play = {"kinds": ("restyle",), "topic": "shorter", "before": ("draft",), "steps": (("counter-once",),)}
    body = mail(say("i want 99k, write the mail", words, profile=known, **play))
    said = body.split("\n\n")[1]
    assert said.count(". ") + said.count("? ") + 1 <= most and "€99K" in said


def test_ones_own_mail_put_better_keeps_who_writes_to_whom_and_why(say: Say) -> None:
    told = (
        'please rewrite this mail so it sounds better:\n\n"Hello Marit, thanks again so much, I really am sorry to '
        "bother, I was maybe hoping for something like 72k given my years in payments, but no worries at all if that "
        'is not possible! Kind regards, Oda"'
    )
    own = Fact("own_offer", "72k", part="base", low=72_000, high=72_000, unit="EUR", period="year")  # type: ignore[arg-type]
    answer = say(
        told, kinds=("draft",), told=(own,), profile=Profile(offer=Offer(base=72_000, said=(("base", "72k"),)))
    )
    body = mail(answer)
    assert body.startswith("Hello Marit,") and body.endswith("Oda")
    assert "72K" in body and "given my years in payments" in body and "It offers" not in answer.text


def test_a_letter_to_parley_is_no_recruiters_mail(say: Say) -> None:
    told = (
        "Dear Parley,\n\nI should like your view. I have been offered 91,000 euro by a bank, and I had rather assumed "
        "that there was no room in it at my age. Where would you push first, and how?\n\nKind regards,\nCasper"
    )
    answer = say(told, kinds=("draft",), cards=("counter-once",), profile=Profile(offer=OFFER))
    assert "The mail in short" not in answer.text and mail(answer).endswith("Casper")


def test_advice_with_words_to_say_is_not_told_to_be_ready_to_copy_besides(say: Say) -> None:
    answer = say("can i ask them to shrink it and how", kinds=("advice", "draft"), cards=("non-compete",))
    assert script(answer) and "Ready to copy" not in prose(answer)


def test_why_it_is_to_be_worded_so_is_no_reason_for_the_firm() -> None:
    assert Message("write a simple email, simple words because i must explain it in the call too").wishes.reason == ""
    assert Message("i want 5600 because i bring ten years of java").wishes.reason == "I bring ten years of java"
