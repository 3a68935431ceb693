"""What a model is given to write with: the whole card, who the person is, what stands above and below its words."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.answer import Answer
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

EMPTY = Answer(status="answered", blocks=())
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
    cards = list(told["facts"]["cards"].values())
    short = [says for says in cards[0].values() if says in shown.text]
    assert len(cards[0]) > len(short) >= 2
    assert 1 <= len(cards) <= 3, "the nearest others"


async def test_what_is_known_of_the_person_is_told_but_no_private_amount(facts: Facts) -> None:
    from bot.reading.terms import Offer

    private = Offer(base=123_456, currency="USD")
    known = Profile(company="weights-and-biases", level="L5", expertise=("ml infrastructure",), floor=private)
    told = await material(facts, FINAL, known)
    assert told["person"]["level"] == "L5"
    assert told["person"]["expertise"] == ["ml infrastructure"]
    assert "123" not in json.dumps(told["person"])


async def test_the_blocks_above_and_below_the_reply_are_told(facts: Facts) -> None:
    band = await material(facts, "What does W&B pay a software engineer in San Francisco?")
    assert band["shown_beside"][0]["type"] == "band_card"
    assert "$170K–$215K" in band["shown_beside"][0]["says"]
    assert "script" in [block["type"] for block in (await material(facts, FINAL))["shown_beside"]]


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


async def test_parallel_look_ups_have_the_ids_of_their_order_however_long_each_takes(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio
    import time

    from bot.model.sheet import FactSheet
    from bot.model.tools import Who, _Tools

    names = Names(facts)
    looks = lookups(Context(facts, names, None, Profile(), (), date(2026, 11, 26)))
    found, composed = [], _Tools._composed

    def slow(self: Any, intent: Any, who: Sequence[Who], parts: Any) -> Any:
        time.sleep(0.05 if who[0].region == "San Francisco" else 0)
        return composed(self, intent, who, parts)

    monkeypatch.setattr(_Tools, "_composed", slow)
    for _ in range(2):
        sheet = FactSheet(EMPTY)
        bands = next(tool for tool in looks.tools(sheet) if tool.name == "bands")
        places = ("San Francisco", "London", "New York")
        who = [{"company": "Weights & Biases", "role": "Software Engineer", "region": place} for place in places]
        await asyncio.gather(*(bands.ainvoke({"who": one, "parts": ["base"]}) for one in who))
        found.append([item.about["region"] for item in sheet.items.values() if item.kind == "figure"])
    assert found[0] == found[1]
    assert found[0][0] == "San Francisco"


def test_four_look_ups_are_all_and_sums_are_none_of_them(facts: Facts) -> None:
    from bot.model.sheet import FactSheet
    from bot.model.tools import LOOK_UPS

    looks = lookups(Context(facts, Names(facts), None, Profile(), (), date(2026, 11, 26)))
    sheet = FactSheet(EMPTY, None, ["$90k and $80k"])
    tools = {tool.name: tool for tool in looks.tools(sheet)}
    told = [tools["list_held"].invoke({"what": "companies"}) for _ in range(LOOK_UPS + 1)]
    assert ["error" in json.loads(one) for one in told] == [*[False] * LOOK_UPS, True]
    assert "$10K" in tools["relate"].invoke({"one": "m1", "other": "m2"})
    assert "$170K" in tools["reckon"].invoke({"sums": ["m1 + m2"]})
