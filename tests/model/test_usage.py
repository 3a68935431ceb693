"""What a model costs is told by model and step, and traced with ids and no content; caps hold for every step."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot import observe
from bot.answer import Answer
from bot.model import usage
from bot.model.narrator import Narrator
from bot.model.recruit import word_line
from bot.model.usage import Usage
from tests.fakes.answers import CASES
from tests.fakes.openai_server import Fail, OpenAIServer

SF = "In San Francisco, base is {f1}."
PRICES = {"openai:fake": (Decimal(1), Decimal(2))}


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(observe, "_traced", provider.get_tracer("test"))
    yield exporter
    provider.shutdown()


async def worded(server: OpenAIServer, **more: Any) -> tuple[Answer, Narrator]:
    from bot.model.connect import open_chat

    if more.pop("with_fallback", False):
        more["fallback"] = open_chat("openai:second", base_url=server.url, api_key="test")
        more["also"] = ("openai:second",)
    chat = open_chat("openai:fake", base_url=server.url, api_key="test", max_retries=0)
    narrator = Narrator(chat, "openai:fake", **more)
    answer, question = CASES["bands"]()
    parts = [part async for part in narrator.word(answer, question)]
    assert isinstance(parts[-1], Answer)
    return parts[-1], narrator


async def test_calls_tokens_and_cost_are_told_by_model_and_step() -> None:
    with OpenAIServer() as server:
        server.play(f"{SF}\n\nThey always have room.", "1: Ask when they decide.")
        _, narrator = await worded(server, usage=Usage(prices=PRICES))
    told = {(one.model, one.step): one for one in narrator.usage.spending()}
    assert set(told) == {("openai:fake", "write"), ("openai:fake", "repair")}
    assert (told["openai:fake", "write"].read, told["openai:fake", "write"].written) == (10, 10)
    assert told["openai:fake", "write"].cost == Decimal("0.00003")
    metrics = observe.exposition(narrator.counts.as_dict(), narrator.usage.spending()).decode()
    assert 'parley_model_cost_total{model="openai:fake",step="write"} 3e-05' in metrics
    assert 'parley_model_tokens_total{model="openai:fake",step="repair",what="read"} 10.0' in metrics


async def test_a_fallbacks_calls_are_counted_under_its_own_name() -> None:
    with OpenAIServer() as server:
        server.play(lambda asked: Fail(500) if asked["model"] == "fake" else SF)
        answer, narrator = await worded(server, with_fallback=True)
    assert "$170K–$215K" in answer.text
    told = {one.model: (one.calls, one.read) for one in narrator.usage.spending()}
    assert told == {"openai:fake": (1, 0), "openai:second": (1, 10)}
    assert all(one.cost is None for one in narrator.usage.spending())


async def test_every_call_is_a_span_with_ids_and_tokens_and_no_content(spans: InMemorySpanExporter) -> None:
    observe.conversation_id.set("c" * 32)
    with OpenAIServer() as server:
        server.play(f"{SF}\n\nThey always have room.", Fail(500))
        await worded(server)
    found = spans.get_finished_spans()
    assert [span.name for span in found][:2] == ["model write", "model repair"]
    first = dict(found[0].attributes or {})
    assert (first["parley.conversation_id"], first["gen_ai.request.model"]) == ("c" * 32, "openai:fake")
    assert (first["gen_ai.usage.input_tokens"], first["gen_ai.usage.output_tokens"]) == (10, 10)
    assert (found[1].attributes or {})["error.type"]
    written = json.dumps([[dict(span.attributes or {}), [e.name for e in span.events]] for span in found])
    assert "San Francisco" not in written and "room" not in written


async def test_a_conversations_cap_holds_for_the_recruiter_too() -> None:
    usage = Usage(per_conversation=5)
    usage.add("openai:fake", "write", {"input_tokens": 5, "output_tokens": 5}, "d" * 32)
    observe.conversation_id.set("d" * 32)
    with OpenAIServer() as server:
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test", usage=usage)
        line = await word_line(narrator, "That is final.", persona="friendly", move="final")
    assert (line, server.requests, narrator.counts.fallbacks) == ("That is final.", [], {"cap": 1})


def test_a_cap_is_reached_with_its_last_token_and_a_new_day_begins_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = Usage(daily=20, per_conversation=15)
    spent.add("openai:fake", "write", {"input_tokens": 10, "output_tokens": 4}, "one")
    assert (spent.over("one"), spent.over("other"), spent.over()) == ("", "", "")
    spent.add("openai:fake", "write", {"input_tokens": 1, "output_tokens": 0}, "one")
    assert (spent.over("one"), spent.over("other")) == ("conversation", "")
    spent.add("openai:fake", "write", {"input_tokens": 5, "output_tokens": 0}, "other")
    assert spent.over("other") == spent.over() == "day"

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date.today() + timedelta(days=1)

    monkeypatch.setattr(usage, "date", Tomorrow)
    assert (spent.over("other"), spent.over("one")) == ("", "conversation")


async def test_a_step_takes_options_and_a_model_of_its_own(
    starter_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.model.assemble import open_narrator
    from bot.settings import load
    from ingest.index.facts import Facts

    steps = {"write": {"temperature": 0.5}, "repair": {"model": "openai:small", "temperature": 0}}
    monkeypatch.setenv("PARLEY_MODEL_STEPS", json.dumps(steps))
    with OpenAIServer() as server, closing(Facts(starter_index)) as facts:
        monkeypatch.setenv("PARLEY_MODEL_BASE_URL", server.url)
        server.play(f"{SF}\n\nThey always have room.", "1: Ask when they decide.")
        narrator = open_narrator(load(index=starter_index, model="openai:fake"), facts)
        async for _ in narrator.word(*CASES["bands"]()):
            pass
        told = [(asked["model"], asked["temperature"]) for asked in server.requests]
    assert told == [("fake", 0.5), ("small", 0)]
    assert {(one.model, one.step) for one in narrator.usage.spending()} == {
        ("openai:fake", "write"), ("openai:small", "repair"),
    }  # fmt: skip
