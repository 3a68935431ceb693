"""Amounts that a person wrote are shown in full, and a counter always has a figure."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.answer import Answer
from bot.coach.context import Context
from bot.model.gate import Gate
from bot.model.relate import unasked
from bot.model.sheet import FactSheet, SheetFact
from bot.model.tools import Lookups, lookups
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Offer, Profile
from bot.reading.types import Question
from ingest.index.facts import Facts

EMPTY = Answer(status="answered", blocks=())
POSTED = 'offer went from 160-180 in the posting to 148 because "cost of labor in your geo". Counter?'


def read(facts: Facts, message: str, language: str = "en") -> tuple[FactSheet, Lookups]:
    """The sheet of a message, with what it tells, and its look-ups."""
    names = Names(facts)
    reading = Reader(names).read(message, (), Profile())
    context = Context(facts, names, None, reading.told.profile, (), date(2026, 11, 28))
    looks = lookups(context, reading.told, None, reading.facts)
    sheet = FactSheet(EMPTY, reading.told, (), language, looks.person().case, looks.told_pay(), looks.facts)
    sheet.state(unasked(sheet))
    looks.countered(sheet)
    return sheet, looks


def texts(sheet: FactSheet, letter: str) -> list[str]:
    return [item.text for id_, item in sheet.items.items() if id_[0] == letter]


def the(sheet: FactSheet, text: str) -> SheetFact:
    return next(item for item in sheet.items.values() if text in item.text)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("First job. Offer is 65000. Can I ask for 70?", ["65K", "70K"]),
        ("We're in Seattle. I'm at 134.", ["134K"]),
        ("They came back with $205k and 120 a year in stock.", ["$205k", "$120K a year"]),
        ("they offered 98k base in pounds, £98k, and 210k RSU usd over 4 years", ["$210K"]),
        ("contract to hire, 68 an hour vs 125k perm. which is more money", ["68 an hour"]),
        ("there are 200 people and I have 4 years left", ["200", "4 years"]),
    ],
)
def test_a_bare_number_of_pay_has_its_scale_and_currency_and_others_stay(
    facts: Facts, message: str, shown: list[str]
) -> None:
    assert set(shown) <= set(texts(read(facts, message)[0], "m"))


def test_thousands_in_a_word_of_two_meanings_have_an_id_where_they_are_pay(facts: Facts) -> None:
    from bot.reading.terms import OfferReading

    told = OfferReading(current=Offer(base=744_000, currency="MXN"))
    sheet = FactSheet(EMPTY, Question(text="aquí gano 62 mil pesos", intent="tactic", money=told))
    assert texts(sheet, "m") == ["MXN 62K"]
    assert texts(FactSheet(EMPTY, None, ["14 mil people"]), "m") == []


def test_todays_pay_is_not_put_into_the_currency_of_an_offer_abroad(facts: Facts) -> None:
    assert "172K" in texts(read(facts, "I move from Austin to Amsterdam. I make 172. they said 98k euro.")[0], "m")


def test_a_posted_range_is_called_that_and_its_ends_are_in_full(facts: Facts) -> None:
    sheet, _ = read(facts, POSTED)
    assert the(sheet, "160K–180K").told()["is"] == "the range of an advert"
    assert (the(sheet, "160K–180K").low, the(sheet, "160K–180K").high) == ("160K", "180K")
    assert "148K is below the posted range by 12K: 160K–180K." in texts(sheet, "s")


@pytest.mark.parametrize(
    ("message", "ask", "accept", "why"),
    [
        (POSTED, "170K", "160K", "inside the posted range, 160K–180K"),
        ("They offered me $100k. How do I counter?", "$115K", "$108K", "15% over theirs"),
        ("They offered me $100k, I'd like $112k. How do I counter?", "$112K", "$106K", "your own figure"),
        ("W&B offered me 180k base as a software engineer in San Francisco.", "$210K", "$195K", "the guide's own ask"),
    ],
)
def test_who_has_an_offer_an_advert_or_a_wish_gets_a_figure_to_counter_with(
    facts: Facts, message: str, ask: str, accept: str, why: str
) -> None:
    sheet, _ = read(facts, message)
    assert texts(sheet, "n") == [ask, accept]
    assert why in the(sheet, ask).told()["is"]
    gate = Gate(sheet)
    assert gate.judge("Could base come to {n1}?", draft=True).text == f"Could base come to {ask}?"
    assert "theirs alone" in gate.judge("I'd say yes at {n2}.", draft=True).reason


def test_who_has_told_no_money_gets_no_figure(facts: Facts) -> None:
    assert texts(read(facts, "How do I ask for three remote days?")[0], "n") == []


def test_a_counter_is_said_in_the_persons_language(facts: Facts) -> None:
    sheet, _ = read(facts, "They offered me $100k base.", "de")
    assert next(item.why for item in sheet.items.values() if item.use).startswith("15 % über ihrem Angebot")


def called(looks: Lookups, sheet: FactSheet, tool: str, **arguments: Any) -> dict[str, Any]:
    tools = {one.name: one for one in looks.tools(sheet)}
    told: dict[str, Any] = json.loads(tools[tool].invoke(arguments))
    return told


def test_what_was_related_keeps_its_id_when_the_amounts_are_read_anew(facts: Facts) -> None:
    sheet, looks = read(facts, "They pay me $90k now and offer $100k.")
    wrote = [id_ for id_, item in sheet.items.items() if item.raw]
    related = called(looks, sheet, "relate", one=wrote[0], other=wrote[1])["facts"][0]
    anew = Question(text="They pay me $90k now and offer $100k.", intent="offer", offer=Offer(base=90_000))
    sheet.renew(EMPTY, anew)
    assert sheet.items[related["id"].strip("{}")].text == related["says"]
    assert {sheet.items[id_].raw for id_ in wrote} == {"$90k", "$100k"}


def test_a_cards_sentence_keeps_its_id_when_the_amounts_are_read_anew(facts: Facts) -> None:
    sheet, looks = read(facts, "They pay me $90k now and offer $100k.")
    looked_up = called(looks, sheet, "playbook", situation="they say it is final")["facts"]
    plain = [row for row in looked_up if row["id"][1] == "s" and not any(map(str.isdigit, row["says"]))]
    sheet.renew(EMPTY, Question(text="They pay me $90k now and offer $100k.", intent="offer"))
    assert plain and all(sheet.items[row["id"].strip("{}")].text == row["says"] for row in plain)


def test_a_grant_is_brought_to_a_year_by_years_that_they_told(facts: Facts) -> None:
    sheet, looks = read(facts, "40k more RSU. over 4 years i think")
    amount, years = the(sheet, "40"), the(sheet, "4 years")
    told = called(looks, sheet, "reckon", sums=[f"year({amount.id}, {years.id})"])
    assert "10" in told["facts"][0]["says"]


def test_two_that_can_not_be_compared_bring_no_fact(facts: Facts) -> None:
    sheet, looks = read(facts, "They pay me 20% and offer $100k.")
    ids: Sequence[str] = [the(sheet, "20%").id, the(sheet, "$100").id]
    assert "error" in called(looks, sheet, "relate", one=ids[0], other=ids[1])


def test_what_is_paid_by_the_month_says_so_once_in_a_reply_and_in_words_to_send() -> None:
    offer = Offer(rate=1900, rate_period="month", currency="USD")
    question = Question(text="They offer $1,900 a month. I'd like $2,200 a month.", intent="offer", subjects=(),
                        offer=offer)  # fmt: skip
    sheet = FactSheet(EMPTY, question)
    asked = sheet.propose(SheetFact("", "told", "$2,100", {"component": "base", "period": "month"}, use="to ask for"))
    for draft in (False, True):
        said = [Gate(sheet).judge(f"Could you make it {{{id_}}}?", draft).text for id_ in ("u1", "m1", asked)]
        assert [text.partition("it ")[2] for text in said] == [
            "$1,900 per month?", "$1,900 a month?", "$2,100 per month?"
        ]  # fmt: skip
        assert Gate(sheet).judge("Could you raise the monthly {u1}?", draft).text.count("month") == 1


def test_words_to_send_write_amounts_as_their_own_language_does(facts: Facts) -> None:
    sheet, _ = read(facts, "Me ofrecen 218.500 dólares de base en Austin, ¿qué respondo?", "es")
    own = next(id_ for id_, item in sheet.items.items() if item.text == "$218,500")
    said = {
        "Hi [name], thank you for the offer. I like the team a lot. Is {} the most you can do?": "$218,500",
        "Hola [nombre], muchas gracias por la oferta. ¿Es {} lo máximo que pueden ofrecer?": "218.500\xa0US$",
    }
    for letter, amount in said.items():
        whole = letter.format(f"{{{own}}}")
        ask = whole.partition("? ")[0].rpartition(". ")[2]
        assert amount in Gate(sheet, "es").judge(ask, True, whole).text
