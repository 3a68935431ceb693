"""Several questions at once, the same advice again, one country's cards, and totals that can't be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from bot.coach.cards import holds
from bot.knowledge.playbook import own
from bot.reading.terms import Offer
from ingest.guide.playbook import check_card
from ingest.index.facts import Facts

Ask = Callable[[list[str]], Answer]


@pytest.fixture(scope="module")
def ask(starter_index: Path) -> Iterator[Ask]:
    facts = Facts(starter_index)
    yield answerer(facts)
    facts.close()


def cards_of(answer: Answer) -> list[str]:
    return [Path(one.path).stem for one in answer.citations if one.path.startswith("playbook/")]


def test_a_question_that_nothing_answers_is_named_in_its_own_words(ask: Ask) -> None:
    pay_back = "Is my sign-on of 45k really to be paid back gross if I leave?"
    told = ask([f"{pay_back} And will my cat get used to the new flat over there?"])
    assert "clawback" in cards_of(told)
    assert "I have nothing on: “And will my cat get used to the new flat over there?”" in told.text
    assert "I have nothing on" not in ask([pay_back]).text
    assert "I have nothing on" not in ask([f"{pay_back} How would you play this?"]).text


def test_what_stands_in_the_first_sentence_is_not_said_again(ask: Ask) -> None:
    told = ask(["can they take back an offer because i negotiated"]).text
    assert told.count("It happens, but seldom") == 1 and "Keep it short" in told


def test_a_figure_that_is_supposed_later_is_weighed_and_old_advice_not_told_again(ask: Ask) -> None:
    turns = ["Weights & Biases offered me 180k, staff, San Francisco, and I'm on an H-1B. Who pays for the visa?",
             "Say they come with 190 and not a penny more. Accept?"]  # fmt: skip
    assert "visa-sponsorship" in cards_of(ask(turns[:1]))
    assert "visa-sponsorship" not in cards_of(ask(turns)) and "190" in ask(turns).text


def test_a_second_question_gets_its_own_cards_words_behind_it(ask: Ask) -> None:
    told = ask(
        [
            "Is my sign-on of 45k really to be paid back gross if I leave? And can I push the start to March? "
            "I give 3 months."
        ]
    )
    assert {"clawback", "start-date"} <= set(cards_of(told))
    assert told.text.index("pay back" if "pay back" in told.text else "pay-back") < told.text.index("“And can I push")


def test_advice_told_a_moment_ago_makes_room_for_what_is_new(ask: Ask) -> None:
    turns = ["An Austrian bank offered me 118k as a data engineer. Good?",
             "and if they ask what number would make me sign today what do i say"]  # fmt: skip
    assert "how-much-to-counter" in cards_of(ask(turns[:1]))
    assert cards_of(ask(turns)) == ["what-number-gets-this-signed"]


def test_a_card_for_one_country_is_for_nobody_elsewhere(ask: Ask) -> None:
    indian = own()["ctc-breakup-and-variable"]
    assert indian.places == ("IN",) and holds(indian, frozenset({"IN"})) and holds(indian, frozenset())
    assert not holds(indian, frozenset({"DE", "EU"}))
    offer = "They offered me €88,000 fixed plus a variable bonus. Which part should I push, fixed or variable?"
    assert "ctc-breakup-and-variable" not in cards_of(ask([offer]))
    assert "ctc-breakup-and-variable" in cards_of(ask([offer.replace("€88,000", "₹24 LPA")]))
    wrong = check_card(replace(indian, places=("Atlantis",)))
    assert "card-unknown-place" in {finding.code for finding in wrong}


def test_a_total_under_the_base_is_none() -> None:
    assert Offer(base=152_000, equity=110_000, total=110_000, currency="USD").sound.total is None
    assert Offer(base=152_000, total=190_000, currency="USD").sound.total == 190_000


def test_no_words_ask_for_less_than_what_is_paid_already(ask: Ask) -> None:
    lower = ask(["They offered me $110k as a backend engineer and I make 163k now. What do I say?"])
    assert "$126" not in lower.text and "[your ask]" in lower.text
    higher = ask(["They offered me $110k as a backend engineer and I make 95k now. How do I ask for more?"])
    assert "$126,500" in higher.text


def test_a_number_many_times_the_base_told_before_is_no_new_base(ask: Ask) -> None:
    offer = "Series B in Denver. Offer 155k + 12,000 ISOs. Strike 3.10. I was hoping for 170."
    told = ask([offer, "They gave the fully diluted number: 24 million. So .05%. is that bad for first data hire?"])
    assert "24M" not in told.text
    raised = ask([offer, "They came back with 170k base. Is that good?"])
    assert "$170K" in raised.text
