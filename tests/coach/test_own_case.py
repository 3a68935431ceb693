"""Drafts and leads use what the person told: their ask, the offer in its unit, names, dates, reasons."""

import re
from collections.abc import Callable

import pytest

from bot.answer import Answer, Suggestions, Text
from bot.coach.case import Case, Pay, _by_rate
from bot.reading.terms import AmountSaid, Offer, Profile
from bot.reading.types import Fact
from bot.reading.wishes import wishes
from ingest.amounts.numbers import mentions
from tests.coach.answers import mail, prose, script

Say = Callable[..., Answer]


def suggested(answer: Answer) -> tuple[str, ...]:
    return next((b.items for b in answer.blocks if isinstance(b, Suggestions)), ())


def held(base: int, said: str = "", currency: str | None = "EUR", **more: object) -> Offer:
    return Offer(base=base, currency=currency, said=(("base", said),) if said else (), **more)  # type: ignore[arg-type]


ONCE = {"kinds": ("draft",), "cards": ("counter-once",)}


@pytest.mark.parametrize(
    ("words", "offer", "asked", "offered"),
    [
        ("mail please, ask for 5k more", held(70_000, "70k"), "€75K", "€70K"),
        ("ask for 10% more, as a mail", held(120_000, "120k"), "€132K", "€120K"),
        ("i want 110, write it", held(98_000, "98k", "GBP"), "£110K", "£98K"),
        ("ik wil 5600, mail graag", held(61_200, "5.100"), "€5,600 a month", "€5,100 a month"),
        ("i want 28, write the mail", held(2_400_000, "24 LPA", "INR"), "₹28L", "₹24L"),
        ("ask them for another 2k please", held(456_000, "38k pln", "PLN"), "PLN 40K a month", "PLN 38K a month"),
    ],
)
def test_must_6_a_draft_asks_for_what_was_asked_in_the_unit_and_period_of_the_offer(
    say: Say, words: str, offer: Offer, asked: str, offered: str
) -> None:
    body = mail(say(words, **ONCE, profile=Profile(offer=offer)))
    assert f"a base of {asked} rather than {offered}" in body


def test_must_6_several_points_stand_in_one_mail_to_the_person_named_and_none_is_given_away(say: Say) -> None:
    told = "write the mail. 5k more and start date jan 12 instead of dec 8. recruiter name is Colm. my name is Ada"
    body = mail(say(told, **ONCE, profile=Profile(offer=held(70_000, "70k", "USD"))))
    assert body.startswith("Hello Colm,") and body.endswith("Ada")
    assert "$75K" in body and "a start on Jan 12 rather than Dec 8" in body
    assert "other terms" not in body and "work for me" not in body


def test_must_6_a_start_date_alone_is_asked_for_as_such(say: Say) -> None:
    answer = say("can i start on march 3 instead of feb 2? write it, her name is Dana", **ONCE)
    assert "start on March 3" in mail(answer) and mail(answer).startswith("Hi Dana,")


def test_must_6_the_persons_reason_stands_in_the_draft_and_a_private_one_does_not(say: Say) -> None:
    known = Profile(offer=held(98_000, "98k"))
    told = mail(say("i want 110k because the role has on-call, write the mail", **ONCE, profile=known))
    assert "because the role has on-call" in told
    private = mail(say("i want 110k because my rent went up and i'm scared, write the mail", **ONCE, profile=known))
    assert "rent" not in private and "scared" not in private


def test_must_6_an_offer_that_is_held_is_named_in_its_measure_and_none_that_is_not(say: Say) -> None:
    other = Offer(company="Swiggy", base=2_600_000, currency="INR", said=(("base", "26 LPA"),))
    offer = held(2_400_000, "24 LPA", "INR")
    with_it = mail(say("i want 28, write the mail", **ONCE, profile=Profile(offer=offer, others=(other,))))
    assert "I also hold an offer from Swiggy at ₹26L base." in with_it
    without = mail(say("i want 28, write the mail", **ONCE, profile=Profile(offer=offer)))
    assert "also hold" not in without and "Swiggy" not in without


def test_must_6_their_own_offer_is_never_the_ask(say: Say) -> None:
    known = Profile(offer=held(150_000, "150k", "USD"), target=Offer(base=150_000, currency="USD"))
    told = script(say("what do i say to the founder", kinds=("advice",), cards=("counter-once",), profile=known))
    assert "$150K rather than $150K" not in told and "looking for $150K" not in told
    founder = script(say("what do i say", kinds=("advice",), cards=("talking-to-a-founder",), profile=known))
    assert not re.search(r"work for me: \$150K", founder)


def test_must_6_without_an_ask_a_usual_one_is_put_in_and_said_to_be_ours(say: Say) -> None:
    answer = say("write the counter mail", **ONCE, profile=Profile(offer=held(120_000, "120k")))
    assert "a base of €138K rather than €120K" in mail(answer)
    assert "I put €138K: 15% over theirs, a usual first ask. Change it to your own figure." in answer.text


def test_must_6_shorter_is_visibly_shorter_each_time(say: Say) -> None:
    first = "i want 110k, write the mail"
    known = Profile(offer=held(98_000, "98k"))
    steps = (("counter-once",),)
    once = say(first, **ONCE, profile=known)
    again = say(first, "shorter", kinds=("restyle",), topic="shorter", before=("draft",), steps=steps, profile=known)
    assert len(mail(again).split()) <= 0.85 * len(mail(once).split())
    assert "€110K" in mail(again)


def test_must_6_a_draft_is_given_again_for_whatsapp_and_in_english(say: Say) -> None:
    known = Profile(offer=held(98_000, "98k"))
    play = {"kinds": ("restyle",), "before": ("draft",), "steps": (("counter-once",),), "profile": known}
    first = "ik wil 110k, mail graag, de recruiter is Colm"
    chat = say(first, "on whatsapp instead", topic="why", **play)
    assert "€110K" in script(chat) and script(chat).startswith("Hi Colm,")


@pytest.mark.parametrize(
    ("offers", "words", "line"),
    [
        ((held(98_000, "98k", "USD"),), "i want 110k", "They offered $98K; you want $110K: 12.2% more."),
        (
            (held(61_200, "5.100"),),
            "i want 5600",
            "They offered €5,100 a month (€61,200 over 12 months); you want €5,600 a month: 9.8% more.",
        ),
        ((held(68_000, "68k", "USD"),), "the posting says 65-85k",
         "Their $68K is 15% of the way up the range you were told, $65K–$85K: in its lower half, and they named up to "
         "$85K themselves."),
        ((held(48_000, "48k", "USD"),), "the posting says 130-160k",
         "Their $48K is $82K below the bottom of the range you were told, $130K–$160K."),
    ],
)  # fmt: skip
def test_must_4_the_persons_own_figures_and_the_gap_lead_the_advice(
    say: Say, offers: tuple[Offer, ...], words: str, line: str
) -> None:
    answer = say(words, kinds=("advice",), cards=("lowball",), profile=Profile(offer=offers[0]))
    first = next(block for block in answer.blocks if isinstance(block, Text))
    assert first.text == line


def test_must_4_a_gap_is_marked_as_computed_with_its_sum(say: Say) -> None:
    answer = say("i want 110k", kinds=("advice",), cards=("lowball",), profile=Profile(offer=held(98_000, "98k")))
    (share,) = [n for n in answer.numbers if n.text == "12.2%"]
    assert share.origin == "computed" and share.how == "(110,000 − 98,000) / 98,000"


def test_must_4_a_raised_offer_is_told_beside_the_first_one_and_what_was_wanted(say: Say) -> None:
    answer = say(
        "they offered 155k and i want 170k", "they said 162k final. take it?", kinds=("advice",),
        cards=("final-offer",), before=("offer",),
    )  # fmt: skip
    assert prose(answer).startswith("They went from 155K to 162K; you want 170K: 4.9% more.")


@pytest.mark.parametrize(
    ("offer", "card", "words", "line"),
    [
        (
            Offer(currency="GBP", rate=750, rate_period="day"), "contractor-rate", "is it a pay cut",
            "£750 a day over 210 days is £157,500 a year; the salary worth as much is about "
            "£105,000–£121,154",
        ),
        (
            Offer(currency="EUR", rate=520, rate_period="day"), "contract-or-permanent", "what is it worth at 220 days",
            "€520 a day over 220 days is €114,400 a year",
        ),
        (
            held(170_000, "170k", "USD"), "contractor-rate", "what rate should i ask",
            "$170K a year as an employee is about $1,052–$1,214 a day as a contractor",
        ),
        (
            Offer(currency="USD", base=170_000, equity_percent="0.3"), "percentage-and-dilution",  # type: ignore[arg-type]
            "last round was 4m at 20m post", "0.3% of $20M is $60K on paper",
        ),
        (
            Offer(currency="USD", equity_count=60_000), "strike-and-409a", "strike $1.10, 409A now 6.40",
            "Buying 60,000 options at 1.10 costs $66K and at 6.40 a share the gain on paper, which tax may look at, is "
            "$318K.",
        ),
    ],
)  # fmt: skip
def test_must_4_the_sums_that_people_ask_for_are_exact(
    say: Say, offer: Offer, card: str, words: str, line: str
) -> None:
    assert line in prose(say(words, kinds=("advice",), cards=(card,), profile=Profile(offer=offer)))


@pytest.mark.parametrize(
    "text",
    [
        "the new guy on my level gets 18k more", "they offered 5k more, take it?", "i want 4 days a week",
        "they want me to start dec 8", "in english please, the recruiter is british", "i'm scared because i have kids",
    ],
)  # fmt: skip
def test_what_others_have_and_what_is_no_pay_is_no_wish(text: str) -> None:
    told = wishes(text, mentions(text))
    assert (told.more, told.amount, told.start, told.contact, told.reason) == (None, None, "", "", "")


def test_a_years_pay_is_never_told_as_thousands_of_percent_over_what_was_a_days() -> None:
    from bot.coach.case import Pay, over

    assert over(Pay(475, "GBP"), Pay(83_500, "GBP")) == ""
    assert over(Pay(79_000, "GBP"), Pay(83_500, "GBP")) == "5.7%"


@pytest.mark.parametrize(("wanted", "asked"), [(190_000, None), (198_000, None), (215_000, 215_000)])
def test_words_to_send_never_ask_for_what_is_offered_already_or_less(wanted: int, asked: int | None) -> None:
    case = Case(offered=Pay(198_000, "USD"), wanted=Pay(wanted, "USD"))
    assert (case.ask and case.ask.amount) == asked


def test_a_wish_in_another_measure_than_the_offer_stays_the_ask() -> None:
    assert Case(offered=Pay(198_000, "USD"), wanted=Pay(12_000, "USD", per="month")).ask is not None


def test_a_draft_after_an_offer_above_the_early_figure_leaves_the_ask_blank_instead_of_lower(say: Say) -> None:
    told = Fact("target", "190", part="base", low=190_000, high=190_000, unit="USD", period="year")  # type: ignore[arg-type]
    profile = Profile(offer=Offer(base=198_000, currency="USD", said=(("base", "198"),)))
    answer = say("I told them 190, they offered 198. write the mail", kinds=("draft",), cards=("counter-once",),
                 told=(told,), profile=profile)  # fmt: skip
    assert "190" not in mail(answer)


@pytest.mark.parametrize(
    ("base", "asked", "why"),
    [
        (182_000, "$200K", "the top of the range they named"),
        (95_000, "$170K", "the bottom of the range they named"),
        (165_000, "$190K", "15% over theirs"),
    ],
)
def test_the_first_ask_stays_inside_the_range_that_they_named(say: Say, base: int, asked: str, why: str) -> None:
    offer = held(base, f"{base // 1000}k", "USD")
    answer = say("the recruiter said the range is 170-200k", kinds=("advice",), cards=("lowball",),
                 profile=Profile(offer=offer))  # fmt: skip
    assert asked in script(answer) and why in prose(answer)
    assert "10 to 15%" not in prose(answer)


def test_a_bare_figure_of_a_rates_size_is_a_rate_where_rates_were_talked_of() -> None:
    offer = Offer(base=610_000, written=(AmountSaid(part="base", low=610, high=610, bare=True),))
    assert _by_rate(Pay(610_000, "GBP"), offer, Pay(575, None, "day")) == Pay(610, "GBP", "day")
    assert _by_rate(Pay(610_000, "GBP"), offer, None) == Pay(610_000, "GBP")


def test_beside_advice_on_the_present_job_no_offer_stands_in_its_band(say: Say) -> None:
    told = "my colleague at W&B, same level, is on 250k. a small shop offers me 280k. software engineer, San Francisco"
    profile = Profile(offer=held(280_000, "280k", "USD"))
    at_work, offered = (
        prose(say(told, kinds=("advice",), cards=(card,), profile=profile))
        for card in ("colleague-earns-more", "how-much-to-counter")
    )
    assert "The guide's base for" in at_work
    assert "Yours, $280K" in offered
    assert "Yours, $280K" not in at_work
