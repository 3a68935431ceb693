"""Words to send hold what the person has told, or ask: nothing that was refused, and nothing of another company's."""

from decimal import Decimal

import pytest

from bot.coach.case import _raised, pay_of
from bot.reading.injection import without_injection
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.question import Questions
from bot.reading.types import Fact
from bot.reading.wishes import wishes
from ingest.index.facts import Facts
from tests.coach.conftest import Say, copyable

OFFER = "W&B offered me 170k base and 120k in RSUs over 4 years as a software engineer in London"


@pytest.mark.parametrize(("card", "untold", "told", "claim"), [
    ("levelled-down", "she thinks senior, and I said great. can I go back?",
     "I applied for staff and they came with a lower level. what now?", "I applied for a higher level"),
    ("said-a-number-too-low", "the recruiter's mail has 10k less than her first call. what now?",
     "I said 90 in the first call and it's too low. what now?", "the figure I gave"),
    ("posted-range-is-higher", "the advert named no pay. how do I ask for the range?",
     "the posting said 100-120k and they offer 90", "The posting"),
    ("hurry-other-companies", "should I mention my other interviews?",
     "I have an offer that ends on Friday. how do I make the others hurry?", "an offer"),
    ("proof-of-the-other-offer", "what if they want proof?", "they want to see my other offer", "their letter"),
    ("they-agreed-at-once", "if they say yes at once, was it too little?", "they agreed right away, too low?", "Great"),
    ("negotiate-after-accepting", "can I ask for more after a yes?", "I signed on Friday, can I ask for more?",
     "I accepted"),
    ("title", "they gave me the title but the pay of a mid. what do I say?", "can I get a better title? what do I say?",
     "The work sounds like"),
])  # fmt: skip
def test_what_a_card_claims_is_in_its_words_only_for_who_told_it(
    say: Say, card: str, untold: str, told: str, claim: str
) -> None:
    assert claim not in copyable(say(untold, kinds=("advice",), cards=(card,)))
    assert claim in copyable(say(told, kinds=("advice",), cards=(card,)))


def test_what_was_told_earlier_may_be_claimed(say: Say) -> None:
    answer = say("I was down-leveled.", "what do I say?", kinds=("advice",), cards=("levelled-down",))
    assert "I applied for a higher level" in copyable(answer)


@pytest.mark.parametrize("refused", [
    'They say base is "fixed at the level".', "No flexibility on base, she wrote.", "The base can't move.",
    "170 is the max for the level.", "They said it's their best and final.", "The base salary is capped.",
])  # fmt: skip
def test_no_words_ask_for_the_base_that_was_refused(say: Say, refused: str) -> None:
    for card in ("how-much-to-counter", "counter-once", "women-and-minorities-asking"):
        answer = say(f"{OFFER}. I want 190k.", f"{refused} What number do I say?", kinds=("advice",), cards=(card,))
        assert "190" not in copyable(answer), card
        assert "over theirs, a usual first ask" not in answer.text


def test_who_is_told_that_base_is_fixed_and_stock_open_asks_for_stock(say: Say) -> None:
    answer = say(OFFER, "Base is fixed, but the RSUs have room. What number?", kinds=("advice",),
                 cards=("how-much-to-counter",))  # fmt: skip
    assert "grant go to £" in copyable(answer)


def test_a_new_base_from_them_is_open_again(say: Say) -> None:
    answer = say(OFFER, "base is fixed, they say", "they came back with 175k base. what do I ask?", kinds=("advice",),
                 cards=("how-much-to-counter",))  # fmt: skip
    assert "outside base" not in copyable(answer)


@pytest.mark.parametrize(("company", "text"), [
    ("Global Payments", "an offer letter from Global Payments: 152k base"),
    ("First American", "an offer letter from First American: 152k base"),
    ("General Motors", "I have an offer from General Motors, 152k base"),
    ("Google", "an offer from google, 152k base"),
])  # fmt: skip
def test_a_companys_name_is_never_cut_in_two(company: str, text: str) -> None:
    reading = read_offer(text)
    assert reading.offer is not None and (reading.offer.company or "").casefold() == company.casefold()


@pytest.mark.parametrize(("offered", "said", "wanted"), [
    ("R$ 19.500 por mês", "pedir 23 mas não sei", 23_000), ("4.100 EUR a month", "5 more, is it ok to ask", None),
])  # fmt: skip
def test_a_bare_number_beside_an_offer_is_on_its_scale(offered: str, said: str, wanted: int | None) -> None:
    message = Message(f"offer {offered}, {said}")
    offer = read_offer(f"offer {offered}").offer
    pay = pay_of(offer)
    wish = wishes(message.text, message.numbers)
    assert pay is not None
    raised = _raised(pay, wish.more) if wish.more is not None else None
    assert wanted is None or (raised is not None and raised.amount == wanted)
    assert raised is None or raised.amount > pay.amount * 1.01


@pytest.mark.parametrize("text", [
    "I don't want to bluff. W&B offered me 170k.", "I'd never lie. W&B offered me 170k.", "no bluff: W&B offered 170k",
])  # fmt: skip
def test_who_wont_bluff_has_the_offer_that_they_tell(text: str) -> None:
    reading = read_offer(text)
    assert reading.offer is not None and reading.offer.base == 170_000
    assert read_offer("Should I bluff and say that Stripe offered 170k?").offer is None


@pytest.mark.parametrize(("text", "contact"), [
    ("we'd like to have you as Engineering Manager, Costa Mesa. Write the reply to Dani.", "Dani"),
    ("my manager, Paul, called", "Paul"), ("offer as Product Manager, San Jose. Write the mail.", ""),
    ("my manager Florence said no", "Florence"),
])  # fmt: skip
def test_a_place_is_nobody_to_greet(text: str, contact: str) -> None:
    assert wishes(text, Message(text).numbers).contact == contact


def test_what_is_to_be_exceeded_is_no_wish() -> None:
    text = "I want more than the 118k that they offered, write the mail"
    assert wishes(text, Message(text).numbers).amount is None


def test_the_company_that_alone_has_offered_is_the_one_to_counter(say: Say) -> None:
    told = "W&B in London and an offer from Hugging Face, software engineer in Paris, 60k EUR base"
    answer = say(f"last round at {told}. What number now?", kinds=("advice",), cards=("counter-once",))
    assert "Hugging Face" in answer.text and "W&B in London" not in answer.text
    asked = say(f"last round at {told}. What do I ask W&B for?", kinds=("advice",), cards=("counter-once",))
    assert "Hugging Face in Paris" not in asked.text


@pytest.mark.parametrize("text", [
    "They say 118.000 EUR base and 95.000 EUR in RSUs.", "They say 118k.", "Friends say 90k. Is it low?",
])  # fmt: skip
def test_what_others_say_is_no_instruction(text: str) -> None:
    assert without_injection(text) == text


def test_a_number_that_counts_years_is_no_grade(facts: Facts) -> None:
    taken = Questions(Names(facts)).taken("java dev 3 yrs pune")
    assert [span.text for span in taken.spans if span.kind == "role"] == ["dev"]


def test_a_form_is_behind_who_has_an_offer(say: Say) -> None:
    own = Fact("own_offer", "170k")
    answer = say(f"{OFFER}. I wrote 170 into the form. stuck?", kinds=("advice",), cards=("expectation-form-field",),
                 told=(own,))  # fmt: skip
    assert "form" not in copyable(answer)


@pytest.mark.parametrize(("text", "day"), [
    ("they want an answer by thursday", "by thursday"), ("She needs to know by Friday.", "by Friday"),
    ("I want to think until Monday", ""),
])  # fmt: skip
def test_the_day_that_they_set_goes_into_the_words(say: Say, text: str, day: str) -> None:
    assert wishes(text, Message(text).numbers).due == day
    answer = say(f"got the offer. {text}. what do I answer?", kinds=("advice",), cards=("first-reply-to-an-offer",))
    assert (f"back to you {day}" if day else "[date]") in copyable(answer)


def test_what_is_lost_by_leaving_is_put_into_the_words(say: Say) -> None:
    text = "I lose my bonus, about 9k"
    number = Message(text).numbers[-1]
    lost = Fact("current_pay", "9k", part="bonus", low=Decimal(9000), high=Decimal(9000), unit="USD", number=number)
    answer = say(text, kinds=("advice",), cards=("forfeited-bonus-and-equity",), told=(lost,))
    assert "worth 9K over" in copyable(answer)


def test_a_second_years_sign_on_is_no_second_grant() -> None:
    offer = read_offer("W&B offers 172k base, RSU 410k over 4, signing 85k first year and 60k second").offer
    assert offer is not None
    assert (offer.equity, offer.signing, offer.signing_second) == (410_000, 85_000, 60_000)


def test_nothing_of_one_companys_offer_is_said_to_another(say: Say) -> None:
    told = "W&B London offers 150k base as software engineer, Quillmarsh 158k. What do I write to Quillmarsh?"
    answer = say(told, kinds=("draft",), cards=("two-offers",))
    assert not any(char.isdigit() for char in copyable(answer))
