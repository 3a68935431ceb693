"""A model reads into the same Reading: names resolved, amounts in the message, or the trained reader's stands."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from bot.model.names import Resolver, Unresolved
from bot.model.narrator import Narrator
from bot.model.read import ModelReader
from bot.reading.names import Names
from bot.reading.types import Ask, Fact, Question, Reading
from ingest.index.facts import Facts
from tests.fakes.openai_server import Fail, OpenAIServer, Say

TEXT = "was bietet wandb einem software engineer in SF? ich habe 205k base bekommen"
DOUBTED = Reading(TEXT, asks=(Ask("about", Question(text=TEXT, intent="passage")),), sure="unsure")


def reply(asks: list[dict[str, Any]], told: list[dict[str, Any]] | None = None, language: str = "de") -> Say:
    import json

    return Say(json.dumps({"language": language, "asks": asks, "facts": told or []}))


BAND = {"kind": "band", "company": "wandb", "role": "software engineer", "region": "SF", "parts": ["base"]}
OWN = {"what": "own_offer", "text": "205k base", "part": "base", "low": 205000, "unit": "USD", "period": "year"}


async def read(
    facts: Facts, *replies: Any, reading: Reading = DOUBTED, when: Any = "doubt"
) -> tuple[Reading, OpenAIServer]:
    with OpenAIServer() as server:
        server.play(*replies)
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        reader = ModelReader(narrator.chat, narrator, Resolver(Names(facts), facts), when)
        return await reader.read(reading), server


async def test_a_doubted_message_is_read_by_the_model_its_names_resolved(facts: Facts) -> None:
    reading, _ = await read(facts, reply([BAND], [OWN]))
    ask = reading.asks[0]
    assert (ask.kind, ask.question.intent, reading.language, reading.sure) == ("band", "band", "de", "sure")
    assert (ask.question.subjects[0].company, ask.question.subjects[0].region) == (
        "weights-and-biases",
        "San Francisco",
    )
    assert (reading.facts[0].part, reading.facts[0].low) == ("base", 205000)


async def test_an_unknown_name_is_told_with_the_nearest_and_asked_once_more(facts: Facts) -> None:
    reading, server = await read(facts, reply([BAND | {"company": "Weights and Bases Ltd"}]), reply([BAND]))
    assert reading.asks[0].kind == "band"
    assert "Weights & Biases" in server.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    "wrong",
    [
        reply([BAND], [OWN | {"low": 210000}]),
        reply([BAND], [OWN | {"text": "my Google offer"}]),
        reply([BAND | {"company": "Nosuch"}]),
        reply([BAND | {"kind": "gossip"}]),
        Say("no JSON at all"),
        Fail(500),
        Say(""),
    ],
)
async def test_what_is_wrong_twice_leaves_the_trained_readers_reading(facts: Facts, wrong: Any) -> None:
    reading, _ = await read(facts, wrong)
    assert reading == DOUBTED


async def test_a_sure_reading_that_tells_two_amounts_is_read_too_and_one_of_a_letter_is_not(facts: Facts) -> None:
    text = "they offer 205k base, i make 190k today. good?"
    sums = (Fact("own_offer", "205k base", None, "base", Decimal(205_000)),
            Fact("current_pay", "190k", None, "base", Decimal(190_000)))  # fmt: skip
    sure = Reading(text, asks=(Ask("offer", Question(text=text, intent="offer")),), facts=sums, sure="sure")
    own = {"what": "own_offer", "text": "205k base", "part": "base", "low": 205000}
    _, server = await read(facts, reply([{"kind": "offer"}], [own], "en"), reading=sure)
    assert len(server.requests) == 1
    _, server = await read(facts, reading=dataclasses.replace(sure, facts=sums[:1]))
    assert not server.requests
    _, server = await read(facts, reading=dataclasses.replace(sure, text=text + " Dear you, welcome." * 80))
    assert not server.requests


async def test_a_sure_reading_takes_no_call_unless_the_operator_wants_it_always(facts: Facts) -> None:

    sure = dataclasses.replace(DOUBTED, sure="sure")
    kept, server = await read(facts, reply([BAND]), reading=sure)
    assert (kept, server.requests) == (sure, [])
    changed, _ = await read(facts, reply([BAND]), reading=sure, when="always")
    assert changed.asks[0].kind == "band"


def test_a_near_name_is_offered_for_one_that_is_not_held(facts: Facts) -> None:
    resolver = Resolver(Names(facts), facts)
    with pytest.raises(Unresolved) as refused:
        resolver.company("Hugging Facce Inc")
    assert "Hugging Face" in refused.value.nearest


async def test_amounts_are_what_the_model_takes_them_for(facts: Facts) -> None:

    from bot.reading.read import Reader

    text = "wandb software engineer in SF. so 180k base, and 205k base. what to do"
    own = {"what": "current_pay", "text": "180k base", "part": "base", "low": 180000, "unit": "USD", "period": "year"}
    want = {"what": "target", "text": "205k base", "part": "base", "low": 205000, "unit": "USD", "period": "year"}
    trained = Reader(Names(facts))
    with OpenAIServer() as server:
        server.play(reply([BAND | {"kind": "plan"}], [own, want], "en"))
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        reader = ModelReader(narrator.chat, narrator, Resolver(trained.names, facts), "always", trained)
        reading = await reader.read(dataclasses.replace(trained.read(text), sure="unsure"))
    money = reading.told.money
    assert money is not None and money.current is not None and money.asked is not None
    assert (money.current.base, money.asked.base, reading.told.offer) == (180000, 205000, None)
    assert reading.asks[0].kind == "plan"


async def test_of_a_change_from_one_amount_to_another_one_is_offered_and_the_other_asked_for(facts: Facts) -> None:

    from bot.reading.read import Reader

    text = "write the email asking to move base from 210 to 225 at wandb, software engineer in SF"
    own = {"what": "own_offer", "text": "base from 210", "part": "base", "low": 210000, "unit": "USD", "period": "year"}
    want = {"what": "asked", "text": "to 225", "part": "base", "low": 225000, "unit": "USD", "period": "year"}
    trained = Reader(Names(facts))
    with OpenAIServer() as server:
        server.play(reply([BAND | {"kind": "draft"}], [own, want], "en"))
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        reader = ModelReader(narrator.chat, narrator, Resolver(trained.names, facts), "always", trained)
        reading = await reader.read(dataclasses.replace(trained.read(text), sure="unsure"))
    for question in (reading.told, reading.asks[0].question):
        assert question.offer is not None and question.offer.base == 210000
        assert question.money is not None and question.money.asked is not None
        assert question.money.asked.base == 225000
