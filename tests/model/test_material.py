"""What a model is given to write with: the whole card, who the person is, what stands above and below its words."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.coach import advice
from bot.coach.compose import compose
from bot.coach.context import Context
from bot.model.narrator import Narrator
from bot.model.tools import lookups
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from bot.reading.types import Turn
from ingest.index.facts import Facts
from tests.fakes.openai_server import OpenAIServer

FINAL = "They say the offer is final and there's no room at all. What do I do now?"


async def material(
    facts: Facts, text: str, profile: Profile | None = None, history: Sequence[Turn] = ()
) -> dict[str, Any]:
    """The data of the one request that a message leads to."""
    names, profile = Names(facts), profile or Profile()
    ask = Reader(names).read(text, (), profile).asks[0]
    context = Context(facts, names, None, profile, (), date(2026, 11, 26))
    made = advice.compose(ask, context) if ask.kind == "advice" else compose(ask.question, context)
    with OpenAIServer() as server:
        server.play("Tell me more about it, please.")
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        async for _ in narrator.word(made, ask.question, history, lookups(context, ask.question)):
            pass
        told: dict[str, Any] = json.loads(server.requests[0]["messages"][-1]["content"])
    return told


async def test_the_whole_card_is_there_before_any_look_up_and_says_which_card_it_is(facts: Facts) -> None:
    told = await material(facts, FINAL)
    names = Names(facts)
    ask = Reader(names).read(FINAL, (), Profile()).asks[0]
    shown = advice.compose(ask, Context(facts, names, None, Profile(), (), date(2026, 11, 26)))
    from_card = [row for row in told["facts"]["statements"] if row.get("from")]
    short = [row["says"] for row in from_card if row["says"] in shown.text]
    assert len(from_card) > len(short) >= 2
    assert len({row["from"] for row in from_card}) == 1


async def test_what_is_known_of_the_person_is_told_but_no_private_amount(facts: Facts) -> None:
    from bot.reading.terms import Offer

    private = Offer(base=123_456, currency="USD")
    known = Profile(company="weights-and-biases", level="L5", expertise=("ml infrastructure",), floor=private)
    told = await material(facts, FINAL, known)
    assert told["person"]["level"] == "L5"
    assert told["person"]["expertise"] == ["ml infrastructure"]
    assert "123" not in json.dumps(told["person"])


async def test_the_blocks_above_and_below_the_reply_are_named(facts: Facts) -> None:
    band = await material(facts, "What does W&B pay a software engineer in San Francisco?")
    assert band["shown_above"] == ["band_card"]
    assert "script" in (await material(facts, FINAL))["shown_below"]


async def test_figures_of_the_turn_before_may_be_spoken_of_again(facts: Facts) -> None:
    names = Names(facts)
    before = Reader(names).read("What does W&B pay a software engineer in San Francisco?", (), Profile()).told
    shown = compose(before, Context(facts, names, None, Profile(), (), date(2026, 11, 26)))
    told = await material(facts, FINAL, history=[Turn(before.text, before, shown)])
    assert "$170K–$215K" in [row["says"] for row in told["facts"]["figures"]]


async def test_what_somebody_tells_of_themselves_goes_to_the_model_and_what_they_have_forgotten_does_not(
    facts: Facts,
) -> None:
    told = await material(facts, "i don't have another offer though")
    assert told["read_as"] == "profile"
    with pytest.raises(IndexError):
        await material(facts, "forget everything you know about me")
