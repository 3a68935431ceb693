"""What a model takes amounts for is what everything is composed from, whichever of its calls says it."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.answer import Answer, OfferGauge
from bot.conversation.coach import Coach
from bot.conversation.known import settled
from bot.model.amounts import Disagrees, ReadFact, amended_by, read_fact
from bot.model.names import Resolver
from bot.model.narrator import Narrator, Ready, VerifiedWords
from bot.model.read import ReadAsk, ReadMessage, checked
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Question
from ingest.index.facts import Facts
from tests.fakes.openai_server import Call, OpenAIServer

OFFERED = "W&B offers me 205k base and 40k of stock as a software engineer in SF. Is it good?"


@pytest.fixture(scope="module")
def reader(facts: Facts) -> Reader:
    return Reader(Names(facts))


def fact(what: str, text: str, part: str, low: float, **more: Any) -> ReadFact:
    return ReadFact.model_validate({"what": what, "text": text, "part": part, "low": low} | more)


def taken(reader: Reader, facts: Facts, text: str, *told: ReadFact, kind: Any = "offer") -> Question:
    """What is known once a model has read a message's amounts so."""
    said = ReadMessage(asks=[ReadAsk(kind=kind)], facts=list(told))
    return settled(checked(said, reader.read(text), Resolver(reader.names, facts)), reader.names).told


def test_offers_that_were_swapped_are_each_their_companys(reader: Reader, facts: Facts) -> None:
    text = "klarna said 182 + 120 stock. already have a verbal from a bank for 215 all cash. which one"
    told = taken(
        reader, facts, text,
        fact("own_offer", "182", "base", 182_000, company="klarna"),
        fact("own_offer", "120 stock", "equity", 120_000, company="klarna", period="grant"),
        fact("other_offer", "215 all cash", "base", 215_000, company="a bank"), kind="offers",
    )  # fmt: skip
    assert told.offer is not None
    assert (told.offer.company, told.offer.base, told.offer.equity) == ("Klarna", 182_000, 120_000)
    assert [(one.company, one.base) for one in told.others] == [("A bank", 215_000)]


@pytest.mark.parametrize(
    ("text", "told", "offer", "current"),
    [
        ("Target 20% bonus, and I'd be giving up a guaranteed 12k.",
         [fact("own_offer", "Target 20%", "bonus", 20, unit="percent"),
          fact("current_pay", "guaranteed 12k", "bonus", 12_000)],
         {"bonus_percent": 20, "base": None}, {"bonus_amount": 12_000, "base": None}),
        ("they bill a client $48 per hour, I receive $14. what do i ask for",
         [fact("current_pay", "$14", "base", 14, period="hour")],
         None, {"rate": 14, "rate_period": "hour", "base": None}),
        ("172,000 with 22,000 ISOs at a strike of $3.10, fair?",
         [fact("own_offer", "172,000", "base", 172_000), fact("own_offer", "22,000 ISOs", "equity", 22_000,
               unit="shares")],
         {"base": 172_000, "equity": None, "equity_count": 22_000}, None),
        ("En México una startup me ofrece 4,200 dólares al mes, aquí gano 62 mil pesos. Me conviene?",
         [fact("own_offer", "4,200 dólares", "base", 4_200, unit="USD", period="month"),
          fact("current_pay", "62 mil", "base", 62_000, unit="MXN", period="month")],
         {"base": 50_400, "currency": "USD"}, {"base": 744_000, "currency": "MXN"}),
        ("London. Base 98k in pounds, RSU 210k usd over 4 years. ok?",
         [fact("own_offer", "98k", "base", 98_000, unit="GBP"),
          fact("own_offer", "210k usd", "equity", 210_000, unit="USD", period="grant", years=4)],
         {"base": 98_000, "currency": "GBP", "equity": 210_000, "equity_currency": "USD"}, None),
    ],
)  # fmt: skip
def test_each_amount_is_what_the_model_takes_it_for(
    reader: Reader, facts: Facts, text: str, told: list[ReadFact], offer: Any, current: Any
) -> None:
    found = taken(reader, facts, text, *told)
    for wanted, made in ((offer, found.offer), (current, found.profile.current_pay)):
        assert (wanted is None) == (made is None)
        assert wanted is None or {name: getattr(made, name) for name in wanted} == wanted


def test_where_both_agree_what_the_trained_reader_knows_besides_stays(reader: Reader, facts: Facts) -> None:
    text = "w&b offers 9.500 eur a month x 13 plus 20k sign-on in year 1 and 10k in year 2"
    told = taken(reader, facts, text, fact("own_offer", "9.500 eur a month", "base", 9_500, period="month"),
                 fact("own_offer", "20k sign-on", "signing", 20_000), fact("own_offer", "10k in year 2", "signing",
                 10_000))  # fmt: skip
    assert told.offer is not None
    assert (told.offer.base, told.offer.signing, told.offer.signing_second) == (123_500, 20_000, 10_000)


async def worded(
    facts: Facts, reader: Reader, *replies: Any
) -> tuple[list[Ready | VerifiedWords], Question, Answer, OpenAIServer]:
    """What is shown of the answer to OFFERED, what is known in the end, and the final answer."""
    shown: list[Ready | VerifiedWords] = []
    with OpenAIServer() as server:
        server.play(*replies)
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        coach = Coach(facts, reader.names, reader, None, narrator)
        reading = await coach.understand(OFFERED, (), Profile())
        known, final = reading.told, coach.compose(reading, ())

        def mend(said: Sequence[ReadFact]) -> tuple[Question, Answer]:
            return coach.mended(reading, Profile(), (), said)

        async for part in coach.word(final, known, (), "en", mend):
            if isinstance(part, Question):
                known = part
            elif isinstance(part, Answer):
                final = part
            else:
                shown.append(part)
    return shown, known, final, server


YEARLY = [
    {"what": "own_offer", "text": "205k base", "part": "base", "low": 205000, "period": "year"},
    {"what": "own_offer", "text": "40k of stock", "part": "equity", "low": 40000, "period": "year"},
]


async def test_a_model_that_writes_sets_an_amount_right_before_anything_composed_from_it_is_shown(
    facts: Facts, reader: Reader
) -> None:
    shown, known, final, server = await worded(
        facts, reader, Call("amounts", {"facts": YEARLY}), "Let's look at it part by part."
    )
    gauges = [one.block for one in shown if isinstance(one, Ready) and isinstance(one.block, OfferGauge)]
    assert gauges == [block for block in final.blocks if isinstance(block, OfferGauge)]
    assert len(gauges) == 1
    assert (gauges[0].years[0].equity, shown[0]) == (40_000, Ready(gauges[0], 0))
    assert known.profile.offer is not None and known.profile.offer.equity_per_year
    facts_now = json.loads(server.requests[1]["messages"][-1]["content"])["facts"]
    assert any("40,000" in row["says"] or "$40K" in row["says"] for row in facts_now["own_terms"])
    assert not {row["id"] for row in facts_now["own_terms"]} & {
        row["id"] for row in json.loads(server.requests[0]["messages"][-1]["content"])["facts"]["own_terms"]
    }


@pytest.mark.parametrize("amount", [float("inf"), float("nan"), 1e300, -1.0, 1e15])
def test_an_amount_without_end_is_none_that_the_message_holds(reader: Reader, amount: float) -> None:
    with pytest.raises(Disagrees, match="holds no amount"):
        read_fact(fact("own_offer", "205k base", "base", amount), reader.read(OFFERED))


async def test_amounts_that_the_message_doesnt_hold_change_nothing(facts: Facts, reader: Reader) -> None:
    lie = [YEARLY[0] | {"low": 305000}]
    shown, known, _, server = await worded(facts, reader, Call("amounts", {"facts": lie}), "Let's look at it.")
    assert "no amount 305,000" in server.requests[1]["messages"][-1]["content"]
    assert known.offer is not None and known.offer.base == 205_000
    assert isinstance(shown[0], Ready)
    with pytest.raises(Disagrees):
        amended_by(reader.read(OFFERED), [fact("own_offer", "my Google offer", "base", 205_000)], Profile(),
                   Resolver(reader.names, facts).slug)  # fmt: skip


def test_a_new_size_of_a_grant_leaves_how_it_is_paid_out(reader: Reader) -> None:
    from bot.model.amounts import amended, read_fact
    from bot.reading.terms import Offer

    before = Profile(offer=Offer(company="Robinhood", base=195_000, equity=260_000, equity_years=4, currency="USD"))
    reading = reader.read("they can do 300k on the rsus if i sign tonight", (), before)
    told = read_fact(fact("own_offer", "300k on the rsus", "equity", 300_000, unit="USD", period="grant"), reading)
    offer = amended(reading.told, [told]).offer
    assert offer is not None and (offer.equity, offer.equity_years) == (300_000, 4)
