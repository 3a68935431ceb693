"""The same reply through OpenAI's, Anthropic's and Ollama's own packages and protocols: look-ups, ids, usage,
failures."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from bot.answer import Answer, Text
from bot.coach.compose import compose
from bot.coach.context import Context
from bot.model.names import Resolver
from bot.model.narrator import Narrator
from bot.model.read import ModelReader
from bot.model.sheet import FactSheet
from bot.model.tools import lookups
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Offer, Profile
from bot.reading.types import Ask, Question, Reading
from ingest.index.facts import Facts
from tests.fakes.openai_server import Call, Fail, OpenAIServer, Raw, Say
from tests.fakes.other_servers import AnthropicServer, OllamaServer

SERVERS = {"openai": OpenAIServer, "anthropic": AnthropicServer, "ollama": OllamaServer}
LONDON = Call("bands", {"who": {"company": "wandb", "role": "Software Engineer", "region": "London"}})
HF = Call("list_held", {"what": "roles", "company": "Hugging Face"})


names_of = cache(Names)


HTML = Raw(b"<html>gone</html>", "text/html")


def opened(provider: str, server: Any, timeout: float) -> Narrator:
    key = {} if provider == "ollama" else {"api_key": "test"}
    return Narrator.open(f"{provider}:fake", base_url=server.url, timeout=timeout, **key)  # type: ignore[arg-type]


async def worded(
    facts: Facts, provider: str, text: str, *replies: Any, timeout: float = 60
) -> tuple[Answer, Narrator, Any]:
    names = names_of(facts)
    question = Reader(names).read(text, (), Profile()).told
    context = Context(facts, names, None, question.profile, (), date(2026, 11, 26))
    with SERVERS[provider]() as server:
        server.play(*replies)
        narrator = opened(provider, server, timeout)
        final = None
        async for part in narrator.word(compose(question, context), question, (), lookups(context, question)):
            final = part if isinstance(part, Answer) else final
        assert final is not None
        return final, narrator, server


def said(answer: Answer) -> str:
    return "\n".join(block.text for block in answer.blocks if isinstance(block, Text))


@pytest.mark.parametrize("provider", SERVERS)
async def test_a_model_looks_up_in_one_round_and_writes_with_the_ids_it_got(facts: Facts, provider: str) -> None:
    both = Call(LONDON.name, LONDON.arguments, beside=(HF,))
    asked = "What does W&B pay a software engineer in San Francisco?"
    final, narrator, server = await worded(
        facts, provider, asked, both, "In London, base is {f5}; in San Francisco {f1}."
    )
    assert said(final) == "In London, base is £129K–£163K; in San Francisco $170K–$215K."
    assert (len(server.requests), narrator.counts.tools) == (2, 2)
    assert narrator.usage.as_dict()["calls-write"] == 2
    assert narrator.usage.as_dict()["tokens-in-write"] >= 20
    assert any(figure.region == "London" for figure in final.figures)


@pytest.mark.parametrize("provider", SERVERS)
@pytest.mark.parametrize("failure", [Fail(500), HTML, "They always have room."])
async def test_a_failing_or_lying_model_leaves_the_composed_answer(facts: Facts, provider: str, failure: Any) -> None:
    final, narrator, _ = await worded(
        facts, provider, "What's the bonus for a W&B software engineer in New York?", failure
    )
    assert "5–10%" in said(final)
    assert final.wording == "composed"
    assert narrator.trouble


@pytest.mark.parametrize("provider", SERVERS)
async def test_every_provider_reads_into_the_form_or_leaves_the_trained_readers_reading(
    facts: Facts, provider: str
) -> None:
    ask = {"kind": "band", "company": "wandb", "role": "software engineer", "region": "SF", "parts": ["base"]}
    read = Say(json.dumps({"language": "de", "asks": [ask], "facts": []}))
    trained = Reading(
        "was zahlt wandb in SF?", asks=(Ask("about", Question(text="", intent="passage")),), sure="unsure"
    )
    for reply, read_by_model in ((read, True), (Say("no form"), False), (HTML, False), (Fail(500), False)):
        with SERVERS[provider]() as server:
            server.play(reply)
            narrator = opened(provider, server, 20)
            reader = ModelReader(narrator.chat, narrator, Resolver(names_of(facts), facts), "always")
            reading = await reader.read(trained)
        assert (reading.asks[0].kind == "band") == read_by_model, (provider, reply)
        assert read_by_model or reading == trained
        assert narrator.usage.as_dict()["calls-read"] >= 1


@pytest.mark.parametrize("provider", SERVERS)
@pytest.mark.parametrize(
    ("reply", "timeout", "reason"),
    [
        (Say("I'm sorry, but I can't help with that."), 20, "refused"),
        (Say("", reason="refusal"), 20, "refused"),
        (Say("In New York, the bonus is {f1}. ", drip=0.3), 0.6, "timeout"),
        (Say("Bonus. ", endless=True, size=2000), 20, None),
        (Say("In New York, the bonus", reason="length"), 20, "cut"),
        (Say(""), 20, "empty"),
    ],
)
async def test_refusals_slow_drips_and_endless_or_cut_replies_of_every_provider_end_in_the_composed_answer(
    facts: Facts, provider: str, reply: Say, timeout: float, reason: str | None
) -> None:
    if provider != "anthropic" and reply.reason == "refusal":
        reply = Say("", reason="content_filter") if provider == "openai" else Say("I cannot help with that.")
    final, narrator, _ = await worded(
        facts, provider, "What's the bonus for a W&B software engineer in New York?", reply, timeout=timeout
    )
    assert "5–10%" in said(final)
    assert final.wording == "composed"
    assert narrator.trouble
    assert reason is None or narrator.trouble == reason


async def test_a_question_that_was_misread_is_answered_from_look_ups(facts: Facts) -> None:
    asked = "hey so um the folks who do experiment tracking, staff, UK capital?"
    call = Call(
        "bands", {"who": {"company": "W&B", "role": "Staff Software Engineer", "region": "London"}, "parts": ["base"]}
    )
    final, _, _ = await worded(
        facts, "openai", asked, call, "That's Weights & Biases in London: {f1} base for a Staff Software Engineer."
    )
    assert "£182K–£228K" in said(final)
    assert final.status == "answered"


async def test_an_offer_is_never_made_of_a_tools_arguments(facts: Facts) -> None:
    call = Call("offer", {"base": 999_000})
    final, _, server = await worded(facts, "openai", "how do i negotiate?", call, "Tell me what you were offered.")
    told = server.requests[-1]["messages"][-1]["content"]
    assert "999" not in told
    assert "999" not in said(final)


async def test_an_unknown_name_in_a_look_up_brings_the_nearest(facts: Facts) -> None:
    call = Call("bands", {"who": {"company": "Huging Fase"}})
    _, _, server = await worded(facts, "openai", "what do they pay?", call, "Which company do you mean?")
    assert "Hugging Face" in server.requests[-1]["messages"][-1]["content"]


async def test_no_more_than_four_look_ups_are_made(facts: Facts) -> None:
    many = Call(HF.name, HF.arguments, times=7)
    _, narrator, _ = await worded(facts, "openai", "what do they pay?", many, "Which company do you mean?")
    assert narrator.counts.tools <= 4


def test_what_a_look_up_may_be_asked_is_an_enum_and_no_argument_takes_a_figure(facts: Facts) -> None:
    context = Context(facts, names_of(facts), None, Profile(), (), date(2026, 11, 26))
    answer = Answer(status="answered", blocks=())
    made = {one.name: one for one in lookups(context).tools(FactSheet(answer))}
    assert set(made) == {
        "list_held", "bands", "compare", "relate", "reckon", "rank", "offer", "levels", "levers", "plan", "playbook",
        "passages",
    }  # fmt: skip
    told = {name: one.get_input_schema().model_json_schema() for name, one in made.items()}
    parts = ["base", "equity", "bonus", "signing", "total"]
    assert told["list_held"]["properties"]["what"]["enum"] == ["companies", "roles", "places", "levels"]
    assert told["compare"]["properties"]["part"]["enum"] == told["rank"]["properties"]["part"]["enum"] == parts
    assert told["rank"]["properties"]["of"]["enum"] == ["company", "role", "region"]
    assert set(told["offer"]["properties"]) == {"who"}
    numbers = [name for one in told.values() for name, of in one.get("properties", {}).items()
               if of.get("type") in ("integer", "number")]  # fmt: skip
    assert numbers == ["limit"]


def test_a_cards_words_come_from_the_look_up_with_what_is_known_filled_in(facts: Facts) -> None:
    context = Context(facts, names_of(facts), None, Profile(company="wandb"), (), date(2026, 11, 26))
    sheet = FactSheet(Answer(status="answered", blocks=()))
    made = {one.name: one for one in lookups(context).tools(sheet)}
    made["playbook"].invoke({"situation": "they say this is their final offer"})
    words = [item.text for item in sheet.items.values() if item.kind in ("words", "statement")]
    assert words
    assert not [text for text in words if "{" in text or "[held]" in text or "[other" in text]


def test_an_offer_of_which_only_the_place_was_missing_is_valued_where_the_model_names_it(facts: Facts) -> None:
    mine = Offer(base=200_000, currency="USD", company="wandb")
    context = Context(facts, names_of(facts), None, Profile(offer=mine), (), date(2026, 11, 26))
    sheet = FactSheet(Answer(status="answered", blocks=()))
    made = {one.name: one for one in lookups(context).tools(sheet)}
    told = made["offer"].invoke({"who": {"company": "W&B", "role": "Software Engineer", "region": "San Francisco"}})
    assert "$170K" in told
    assert "% of the way up" in told


async def test_a_table_of_many_rows_is_not_shown_where_one_was_spoken_of(facts: Facts) -> None:
    asked = "what do they pay?"
    call = Call("bands", {"who": {"company": "W&B", "role": "Staff Software Engineer"}, "parts": ["base"]})
    one, _, server = await worded(facts, "openai", asked, call, "Which place is it? I could look up {f1}, for example.")
    told = server.requests[-1]["messages"][-1]["content"]
    assert told.count("{f") > 1
    assert not [block for block in one.blocks if block.type == "comparison"]
    place = Call("bands", {"who": {"company": "W&B", "role": "Software Engineer", "region": "San Francisco"}})
    advice, _, _ = await worded(
        facts, "openai", "I fear they withdraw it if I ask", place, "At W&B, base in San Francisco is {f1}."
    )
    assert not [block for block in advice.blocks if block.type == "band_card"]


async def test_an_offer_without_a_band_gives_way_to_the_one_with_its_band(facts: Facts) -> None:
    asked = "I'm offered 200k base. I don't know whether it's good"
    call = Call("offer", {"who": {"company": "W&B", "role": "Software Engineer", "region": "San Francisco"}})
    final, _, _ = await worded(facts, "openai", asked, call, "In San Francisco: {s1} The base there is {f1}.")
    offers = [block for block in final.blocks if block.type == "offer"]
    assert len(offers) <= 1
    assert all(row.low is not None for block in offers for row in block.rows if row.component == "base")
