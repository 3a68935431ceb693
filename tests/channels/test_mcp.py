"""Parley from somebody's own assistant: the official SDK's client over standard input and output and over HTTP."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import PromptReference, ResourceTemplateReference

from bot.channels.mcp.tools import Tools
from bot.practice.scenario import Request
from bot.server.opening import service
from bot.settings import Settings
from ingest.index.build import ingest
from tests.service.test_bounds import BAD_OFFERS

CORPUS = Path(__file__).parents[2] / "corpus"
COMMAND = ["-c", "from bot.cli import main; main()", "mcp"]
Assistant = Callable[[], AbstractAsyncContextManager[Client]]
ROLE = {"company": "W&B", "role": "software engineer"}
OFFER = {"base": 205_000, "equity": 180_000, "equity_years": 4, "bonus_percent": 10}

GUIDE = """# Data Engineer | {name} Negotiation Guide

| Region | Base | Equity |
|---|---|---|
| Berlin | €90K–€{top}K | €40K–€60K over 4 years |
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("mcp")
    for number in range(120):
        made = folder / "guides" / f"company-{number:03}" / "data-engineer.md"
        made.parent.mkdir(parents=True)
        made.write_text(GUIDE.format(name=f"Company {number:03}", top=100 + number), encoding="utf-8")
    named = folder / "guides" / "stripe" / "data-engineer.md"
    named.parent.mkdir()
    named.write_text(GUIDE.format(name="Stripe", top=99), encoding="utf-8")
    ingest([CORPUS, folder / "guides"], folder / "index", vectors=False)
    return os.environ | {"PARLEY_INDEX": str(folder / "index"), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/p.sqlite3"}


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server over HTTP."""
    server = subprocess.Popen(
        [sys.executable, *COMMAND, "--http", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found
    yield found.group()
    server.terminate()
    server.communicate(timeout=30)


@asynccontextmanager
async def over(how: str, request: pytest.FixtureRequest, environment: dict[str, str]) -> AsyncIterator[Client]:
    if how == "http":
        async with Client(request.getfixturevalue("address")) as client:
            yield client
    else:
        started = StdioServerParameters(command=sys.executable, args=COMMAND, env=environment)
        async with Client(stdio_client(started)) as client:
            yield client


@pytest.fixture(params=["stdio", "http"])
def assistant(request: pytest.FixtureRequest, environment: dict[str, str]) -> Assistant:
    return lambda: over(request.param, request, environment)


@pytest.fixture
def quick(request: pytest.FixtureRequest, environment: dict[str, str]) -> Assistant:
    """Over HTTP alone, for what doesn't differ by transport: its server is started once."""
    return lambda: over("http", request, environment)


async def called(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    said = str(getattr(result.content[0], "text", ""))
    assert "Traceback" not in said and "pydantic" not in said
    return said


async def test_practices_are_counted_by_address_and_day_as_conversations_are(environment: dict[str, str]) -> None:
    few = environment | {"PARLEY_CONVERSATIONS_PER_ADDRESS": "2/day"}
    command = [sys.executable, *COMMAND, "--http", "--port", "0"]
    server = subprocess.Popen(command, env=few, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        async with Client(found.group()) as client:
            for _ in range(2):
                await called(client, "practice_start", company="wandb", role="staff", region="SF")
            said = await refused(client, "practice_start", company="wandb", role="staff", region="SF")
            assert "practice" in said and "tomorrow" in said
            assert await called(client, "levels", company="wandb")
    finally:
        server.terminate()
        server.communicate(timeout=30)


async def test_figures_come_exact_with_where_they_stand(assistant: Assistant) -> None:
    async with assistant() as client:
        [band] = (await called(client, "bands", **ROLE, region="London"))["bands"]
        base = band["base"]
        assert (base["low"], base["high"], base["currency"], base["period"]) == (129000, 163000, "GBP", "year")
        assert base["source"]["line"] == 63
        both = [ROLE | {"region": "London"}, ROLE | {"region": "New York"}]
        compared = await called(client, "compare", subjects=both, component="base")
        assert {(f["region"], f["low"], f["currency"]) for f in compared["figures"]} == {
            ("London", 129000, "GBP"), ("New York", 165000, "USD"),
        }  # fmt: skip
        assert all(figure["source"] in {one["id"] for one in compared["sources"]} for figure in compared["figures"])


QUESTIONS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("Which companies do you know?", "list", {"what": "companies"}, "Company 000"),
    ("Which roles at W&B?", "list", {"what": "roles", "company": "wandb"}, "staff-software-engineer"),
    ("Where for a staff engineer there?", "list", {"what": "places", "company": "wandb", "role": "staff"}, "London"),
    ("What does W&B pay a software engineer in London?", "bands", ROLE | {"region": "LDN"}, "129000"),
    ("London or New York?", "compare", {"subjects": [ROLE | {"region": p} for p in ("London", "NYC")]}, "165000"),
    ("Which role pays most at W&B?", "rank", {"component": "base", "company": "wandb", "by": "role"}, "Staff Software"),
    ("Who pays data engineers most?", "rank", {"component": "base", "role": "data engineer", "limit": 3}, "219000"),
    ("I'm L5 at Google, what am I at W&B?", "levels",
     {"company": "wandb", "their_company": "Google", "their_level": "L5"}, "ML/AI Engineer"),
    ("Is my offer good?", "evaluate_offer", ROLE | {"region": "SF", "offer": OFFER}, "270,500"),
    ("What leverage have I?", "levers", {"company": "Hugging Face"}, "Open Source"),
    ("What should I ask for?", "plan", {"company": "wandb", "role": "staff", "region": "SF"}, "$295K"),
    ("Write the counter", "draft",
     {"kind": "counter", "company": "wandb", "role": "staff", "region": "NYC", "offer": {"base": 240_000},
      "target": {"base": 260_000}}, "$260K"),
    ("They lowballed me", "playbook", {"situation": "the offer is an insult, far too low"}, "lowball"),
    ("They want an answer tomorrow", "playbook", {"situation": "they want my answer by tomorrow"}, "time"),
    ("How does their vesting work?", "passages", {"query": "vesting", "company": "wandb", "role": "staff"}, "vest"),
    ("What should I ask for, with what they offered?", "plan",
     {"company": "wandb", "role": "staff", "region": "SF", "offer": {"base": 245_000}}, "$245K"),
    ("What is a cliff?", "playbook", {"situation": "what does a one-year cliff mean?"}, "glossary.yaml:"),
    ("Let's rehearse the call", "practice_start", {"company": "wandb", "role": "staff", "seed": 1}, "recruiter"),
)  # fmt: skip


@pytest.mark.parametrize(("question", "tool", "arguments", "held"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
async def test_each_question_that_people_ask_has_a_tool_that_answers_it(
    quick: Assistant, question: str, tool: str, arguments: dict[str, Any], held: str
) -> None:
    async with quick() as client:
        given = await called(client, tool, **arguments)
        assert held in json.dumps(given, ensure_ascii=False)
        assert given.get("status", "answered") == "answered"


async def test_the_list_of_tools_is_short_typed_and_says_which_only_read(quick: Assistant) -> None:
    async with quick() as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {one[1] for one in QUESTIONS} | {"practice_say"}
        whole = json.dumps([tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools])
        assert len(whole) < 15_700, "16,000 are allowed"
        for tool in tools:
            assert tool.annotations and tool.description and tool.output_schema and tool.title
            assert tool.annotations.read_only_hint is not tool.name.startswith("practice")
        by_name = {tool.name: tool for tool in tools}
        # A client that follows no references reads an offer's parts all the same.
        assert by_name["evaluate_offer"].input_schema["properties"]["offer"]["properties"]["base"]["type"] == "integer"
        assert "$ref" not in json.dumps([tool.input_schema for tool in tools])
        assert "enum" in json.dumps(by_name["bands"].input_schema["properties"]["component"])
        assert by_name["bands"].input_schema["required"] == ["company"]


@pytest.mark.parametrize(
    ("tool", "arguments", "taught"),
    [
        ("bands", {"company": "Strype"}, ["Strype", "Stripe"]),
        ("bands", {"company": "OpenAI"}, ["OpenAI", "list"]),
        ("bands", {"company": "wandb", "role": "staf engineer"}, ["Staff Software Engineer"]),
        ("bands", ROLE | {"region": "Tokyo"}, ["No 'Tokyo' in the guides; the places held for it: ", "London"]),
        ("bands", ROLE | {"city": "London"}, ["no 'city'", "region"]),
        ("bands", ROLE | {"region": "Londn"}, ["Londn", "near: London"]),
        ("bands", ROLE | {"component": "salary"}, ["component", "base"]),
        ("compare", {"subjects": [ROLE]}, ["subjects", "2"]),
        ("evaluate_offer", {"company": "wandb", "role": "", "offer": OFFER}, ["Say which role", "Staff"]),
        ("evaluate_offer", ROLE | {"offer": {"base": -1}}, ["offer.base"]),
        (
            "evaluate_offer",
            ROLE | {"offer": {"base": "95k", "bonus_percent": "10%"}},
            ["offer.base: send a whole number, like 95000", "offer.bonus_percent: send a number"],
        ),
        ("evaluate_offer", ROLE | {"offer": {"salary": 1}}, ["offer.salary"]),
        ("evaluate_offer", ROLE | {"offer": {"currency": "euro", "base": 1}}, ["offer.currency", "EUR"]),
        ("evaluate_offer", ROLE | {"offer": OFFER | {"vesting": [50, 50, 50]}}, ["offer.vesting", "100"]),
        ("plan", ROLE | {"offer": {"base": 100_000, "vesting": [1]}}, ["offer.vesting", "100"]),
        ("plan", ROLE | {"offer": {"base": 100_000, "equity_years": 40}}, ["offer.equity_years", "20"]),
        ("bands", ROLE | {"offset": -1}, ["offset", "0"]),
        ("draft", ROLE | {"kind": "counter", "target": {"bonus_percent": 15}}, ["target.bonus_percent"]),
        ("passages", {"query": "remote work", "company": "Coinbase"}, ["Coinbase"]),
        ("passages", {"query": "remote work", "role": "staff"}, ["which company", "company"]),
        ("list", {"what": "places", "role": "staff"}, ["which company"]),
        ("list", {"what": "companies", "company": "wandb"}, ["leave company"]),
        ("levels", {"company": "wandb", "their_level": "L5"}, ["their_company"]),
        ("evaluate_offer", ROLE | {"offer": {"base": 240}}, ["offer.base", "240 is less than a thousand", "240000"]),
        ("draft", ROLE | {"kind": "counter", "target": {"signing": 30}}, ["signing", "30000"]),
        ("levers", ROLE | {"other_offers": [{"company": "X", "equity": 360}]}, ["equity", "360000"]),
        ("evaluate_offer", ROLE | {"offer": OFFER, "rates": [{"currency": "EUR", "into": "USD", "rate": 0}]}, ["rate"]),
        ("evaluate_offer", ROLE | {"offer": {}}, ["nothing to judge", "base"]),
        (
            "draft",
            ROLE
            | {
                "kind": "counter",
                "region": "London",
                "offer": {"base": 200_000},
                "target": {"base": 240_000, "currency": "USD"},
            },
            ["GBP", "USD", "one currency"],
        ),
        ("passages", {"query": "purple elephants dancing tango"}, ["say nothing on that"]),
        ("passages", {"query": "parental leave", "company": "wandb"}, ["Weights & Biases", "say nothing on that"]),
        ("rank", {"region": "Londn"}, ["Londn", "near: London"]),
        ("rank", {"role": "data enginer"}, ["Data Engineer"]),
        ("rank", {"role": "astronaut"}, ["No 'astronaut'", "list"]),
        ("bands", {"company": " "}, ["which company", "list"]),
        (
            "draft",
            {"kind": "counter", "company": "wandb", "role": "staff", "offer": {"base": 240_000}},
            ["currency", "GBP and USD", "region"],
        ),
        ("playbook", {"situation": "Write a poem about the sea"}, ["No card fits", "as the person would say it"]),
        ("practice_start", ROLE | {"drill": "zzz"}, ["drill", "silence"]),
        ("bands", {"company": "Stripe", "component": "signing"}, ["no signing", "base, equity"]),
        ("passages", {"query": "x", "limit": 999}, ["limit", "10"]),
        ("levers", {"company": "x" * 300}, ["company", "200"]),
        ("practice_say", {"practice": "no.such", "text": "hi"}, ["practice_start"]),
        ("practice_say", {"practice": "no.such", "text": "hi", "do": "shout"}, ["hint", "end"]),
    ],
)
async def test_what_is_not_held_or_not_right_is_an_error_that_says_what_to_send(
    quick: Assistant, tool: str, arguments: dict[str, Any], taught: list[str]
) -> None:
    async with quick() as client:
        said = await refused(client, tool, **arguments)
        assert all(word in said for word in taught), said


@pytest.mark.parametrize(
    ("tool", "part"), [("evaluate_offer", "offer"), ("plan", "offer"), ("draft", "target"), ("practice_start", "offer")]
)
async def test_an_amount_that_cannot_be_meant_is_refused_by_every_tool_that_takes_one(
    quick: Assistant, tool: str, part: str
) -> None:
    async with quick() as client:
        for what, offer in BAD_OFFERS.items():
            if what in ("half a character", "an endless base"):
                continue  # Which this client can't send.
            kind = {"kind": "counter"} if tool == "draft" else {}
            said = await refused(client, tool, **ROLE, **kind, **{part: json.loads(offer)})
            assert part in said and len(said) < 1000, (what, said)


@pytest.mark.parametrize("what", ["company", "role", "region"])
async def test_what_is_ranked_stands_once(quick: Assistant, what: str) -> None:
    async with quick() as client:
        ranked = await called(client, "rank", component="base", by=what, limit=15)
        shown = [figure[what] for figure in ranked["figures"]]
        assert len(shown) > 1 and len(set(shown)) == len(shown)


async def test_amounts_without_a_currency_are_in_the_bands(quick: Assistant) -> None:
    london = ROLE | {"region": "London"}
    async with quick() as client:
        judged = await called(client, "evaluate_offer", **london, offer={"base": 140_000})
        assert "yours £140K" in judged["text"] and "$" not in judged["text"]
        for tool, more in (("plan", {}), ("draft", {"kind": "counter", "target": {"base": 150_000}})):
            told = (await called(client, tool, **london, offer={"base": 140_000}, **more))["text"]
            assert "£140K" in told and "$" not in told, told
        begun = await called(client, "practice_start", **london, offer={"base": 140_000}, seed=1)
        assert begun["standing"]["base"] == 140_000
        other = await called(client, "levers", company="W&B", role="software engineer", other_offers=[{"company": "X"}])
        assert other["status"] == "answered", "an offer of which nothing is known but who made it is in no currency"


async def test_a_situation_brings_the_cards_that_fit_and_no_others(quick: Assistant) -> None:
    async with quick() as client:
        deadline = await called(client, "playbook", situation="exploding offer", limit=5)
        assert [one["card"] for one in deadline["cards"]] == ["exploding-deadline"]
        word = await called(client, "playbook", situation="83(b)")
        assert word["cards"] == [] and list(word["terms"]) == ["83(b) election"]


async def test_passages_of_a_company_come_before_general_ones_and_no_others_come(quick: Assistant) -> None:
    async with quick() as client:
        found = (await called(client, "passages", query="vesting", company="wandb", limit=4))["passages"]
        whose = [one["company"] for one in found]
        assert whose[0] == "Weights & Biases" and set(whose) <= {"Weights & Biases", ""}
        assert whose == sorted(whose, reverse=True)


async def test_a_practice_is_started_spoken_in_and_debriefed(quick: Assistant) -> None:
    async with quick() as client:
        begun = await called(client, "practice_start", company="wandb", role="staff", region="SF", seed=1)
        assert begun["standing"]["base"] > 0 and not begun["over"]
        id = begun["practice"]
        said = await called(client, "practice_say", practice=id, text="Thank you. Could you do $290K base?")
        assert said["turn"] == begun["turn"] + 1 and said["said"]
        hint = await called(client, "practice_say", practice=id, text="What now?", do="hint")
        assert hint["turn"] == said["turn"] and "resume" not in hint["said"]
        paused = await called(client, "practice_say", practice=id, text="pause")
        assert paused["turn"] == said["turn"] and '"resume" goes on' in paused["said"]
        back = await called(client, "practice_say", practice=id, text="resume")
        assert back["said"].startswith("Back to the call.") and "paused" not in back["said"]
        ended = await called(client, "practice_say", practice=id, do="end")
        assert ended["over"] and ended["debrief"]["summary"]


async def test_a_debrief_comes_once_and_short_and_whole_as_a_resource(quick: Assistant) -> None:
    async with quick() as client:
        begun = await called(client, "practice_start", company="wandb", role="staff", region="SF", seed=1)
        id = begun["practice"]
        for line in ("Thank you. Could you do $290K base?", "What about $400K in RSUs?", "And a $40K sign-on?"):
            await called(client, "practice_say", practice=id, text=line)
        ended = await called(client, "practice_say", practice=id, do="end")
        told = ended["debrief"]
        assert len(json.dumps(ended)) < 8_000 and "phrases" not in json.dumps(told)
        assert all({"point", "state", "found"} <= set(one) for one in told["points"])
        assert any(one.get("better") for one in told["points"]), "a better line is what one rehearses for"
        assert {"opening", "reached", "most", "source"} <= set(told["outcome"]["parts"][0])
        said = await refused(client, "practice_say", practice=id, text="Hello?")
        assert "has ended" in said and told["whole"] in said
        [whole] = (await client.read_resource(told["whole"])).contents
        assert "Could you do $290K base?" in getattr(whole, "text", "")
        with pytest.raises(Exception, match="no such practice"):
            await client.read_resource(f"debrief://{'0' * 32}.{'0' * 32}")


async def test_a_practice_that_nobody_spoke_in_has_no_debrief(quick: Assistant) -> None:
    async with quick() as client:
        begun = await called(client, "practice_start", company="wandb", role="staff", region="SF", seed=1)
        ended = await called(client, "practice_say", practice=begun["practice"], do="end")
        assert ended["over"] and not ended["debrief"] and "Nobody spoke" in ended["said"]


async def test_a_practice_without_a_place_says_which_it_took_and_which_there_are(quick: Assistant) -> None:
    async with quick() as client:
        begun = await called(client, "practice_start", company="wandb", role="staff", seed=1)
        assert begun["said"].startswith("No place was named, so this is for San Francisco; the guide has New York, ")
        named = await called(client, "practice_start", company="wandb", role="staff", region="London", seed=1)
        assert "No place was named" not in named["said"]


async def test_no_reply_is_longer_than_a_model_can_spare(quick: Assistant) -> None:
    rows = [{"company": "wandb", "role": one} for one in ("staff", "swe", "ml engineer")]
    many = [*rows, {"company": "Hugging Face"}, {"company": "Stripe"}]
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("list", {"what": "companies", "limit": 100}),
        ("list", {"what": "roles", "limit": 100}),
        ("bands", {"company": "wandb", "limit": 12}),
        ("compare", {"subjects": many}),
        ("rank", {"component": "base", "limit": 15}),
        ("levels", {"company": "wandb"}),
        ("evaluate_offer", ROLE | {"region": "SF", "offer": OFFER}),
        ("levers", {"company": "Hugging Face"}),
        ("plan", ROLE | {"region": "SF", "offer": OFFER}),
        ("draft", ROLE | {"kind": "counter", "region": "SF", "offer": OFFER}),
        ("playbook", {"situation": "they want an answer by Friday and I have no other offer", "limit": 5}),
        ("passages", {"query": "equity", "limit": 10}),
    )
    async with quick() as client:
        for tool, arguments in asked:
            result = await client.call_tool(tool, arguments)
            text = str(getattr(result.content[0], "text", ""))
            assert not result.is_error and json.loads(text) == result.structured_content
            assert len(text) < 12_000, (tool, len(text))
        compared = await called(client, "compare", subjects=many)
        assert "base alone is shown; send component" in compared["text"]


async def test_amounts_in_two_currencies_are_compared_at_the_persons_rate_and_no_other(quick: Assistant) -> None:
    both = [{"company": "wandb", "role": "staff", "region": place} for place in ("London", "SF")]
    rates = [{"currency": "GBP", "into": "USD", "rate": 1.5}]
    async with quick() as client:
        apart = await called(client, "compare", subjects=both, component="base")
        assert "give me a rate" in apart["text"]
        at_rate = await called(client, "compare", subjects=both, component="base", rates=rates)
        assert "London is highest at your rate (1 GBP = 1.5 USD)" in at_rate["text"]
        offered = {
            "company": "wandb",
            "role": "staff",
            "region": "London",
            "offer": {"base": 300_000, "currency": "USD"},
        }
        assert "without a rate" in (await called(client, "evaluate_offer", **offered))["text"]
        judged = await called(client, "evaluate_offer", **offered, rates=rates)
        assert "yours £200K" in judged["text"]


async def test_a_slip_in_the_other_companys_name_is_told(quick: Assistant) -> None:
    async with quick() as client:
        told = await called(client, "levels", company="wandb", their_company="Gogle", their_level="L5")
        assert told["status"] == "not_found" and "Did you mean Google?" in told["text"]


async def test_a_coachs_word_comes_with_each_line_where_it_was_wished_for(quick: Assistant) -> None:
    async with quick() as client:
        job = {"company": "wandb", "role": "staff", "region": "SF", "seed": 1}
        plain, with_it = [await called(client, "practice_start", **job, remarks=on) for on in (False, True)]
        asked = {"text": "What's the range for this role?"}
        assert (await called(client, "practice_say", practice=plain["practice"], **asked))["remark"] == ""
        said = await called(client, "practice_say", practice=with_it["practice"], **asked)
        assert said["remark"].startswith("You asked, and gave nothing away. Next: ")
        hint = await called(client, "practice_say", practice=with_it["practice"], text="pause")
        assert hint["said"] and hint["remark"] == ""


async def test_drills_mail_and_progress_are_there_as_in_every_channel(quick: Assistant) -> None:
    async with quick() as client:
        job = {"company": "wandb", "role": "staff", "region": "SF", "seed": 1}
        begun = await called(client, "practice_start", **job)
        id = begun["practice"]
        await called(client, "practice_say", practice=id, text="bye", do="end")
        drill = await called(client, "practice_start", **job, drill="silence", after=id)
        assert "Drill: silence" in drill["said"]
        for line in ("I'd like $290K base.", "Still $290K base.", "I'll wait for your answer on $290K base."):
            drill = await called(client, "practice_say", practice=drill["practice"], text=line)
        assert drill["over"] and "lines did what it is for" in drill["debrief"]["summary"]
        so_far = await called(client, "practice_say", practice=drill["practice"], text="-", do="progress")
        assert [row["drill"] for row in so_far["progress"]] == ["", "silence"] and "due" in so_far["said"]
        due = await called(client, "practice_start", **job, drill="due", after=id)
        assert "Drill: " in due["said"] and "silence" not in due["said"].split(".")[0]
        mail = await called(client, "practice_start", **job, mail=True)
        assert "Subject:" in mail["said"]


async def test_a_practice_that_a_token_opens_is_not_reached_without_it(environment: dict[str, str]) -> None:
    settings = Settings(index=Path(environment["PARLEY_INDEX"]), database_url="sqlite://")
    async with service(settings) as opened:
        chats = opened.conversations
        id, _ = await chats.open("widget")
        wanted = Request(company="weights-and-biases", role="software-engineer")
        theirs = await chats.practices.start(id, wanted)
        tools = Tools(opened.facts, opened.names, chats)
        for name in (f"{id}.{theirs.id}", f"{id}.{theirs.id}\0", "\0.\0", "", "." * 100):
            for do in ("say", "hint", "end"):
                with pytest.raises(ToolError, match="no such practice"):
                    await tools.practice_say(name, "hello", do)  # type: ignore[arg-type]
        assert not (await chats.practices.practice(id, theirs.id)).over


async def test_an_offer_nobody_told_of_is_in_no_script(quick: Assistant) -> None:
    async with quick() as client:
        none = await called(client, "levers", company="Hugging Face")
        assert "I am holding an offer" not in none["text"]
        held = await called(
            client,
            "levers",
            company="Hugging Face",
            other_offers=[{"company": "Stripe", "base": 200_000, "currency": "USD"}],
        )
        assert "Stripe" in held["text"] and "$200K" in held["text"]


async def test_lists_and_resources_come_in_pages_that_hold_every_guide(quick: Assistant) -> None:
    async with quick() as client:
        first = await called(client, "list", what="companies", limit=100)
        rest = await called(client, "list", what="companies", limit=100, offset=first["next"])
        assert len(first["items"]) == 100 and rest["next"] is None
        assert len({one["company"] for one in first["items"] + rest["items"]}) == first["total"] == 123
        page = await client.list_resources()
        more = await client.list_resources(cursor=page.next_cursor)
        assert len(page.resources) == 100 and more.next_cursor is None
        assert len({str(one.uri) for one in [*page.resources, *more.resources]}) == 125


async def test_the_last_page_of_bands_names_no_next_one(quick: Assistant) -> None:
    async with quick() as client:
        every = await called(client, "bands", company="wandb")
        pages = [await called(client, "bands", company="wandb", limit=every["total"] - less) for less in (0, 1)]
    assert [page["next"] for page in pages] == [None, every["total"] - 1]


async def test_guides_and_cards_are_resources(quick: Assistant) -> None:
    async with quick() as client:
        [text] = (await client.read_resource("guides://weights-and-biases/software-engineer")).contents
        assert "£129K–£163K" in getattr(text, "text", "")
        [card] = (await client.read_resource("playbook://lowball")).contents
        assert "Don't" in getattr(card, "text", "")
        for nowhere in ("guides://nowhere/nobody", "playbook://nothing"):
            with pytest.raises(Exception, match=r"(?i)nothing|no card|not found|unknown"):
                await client.read_resource(nowhere)


async def test_a_name_nobody_knows_is_not_repeated_whole(quick: Assistant) -> None:
    endless = "x" * 50_000
    async with quick() as client:
        asked = (
            lambda: client.read_resource(f"guides://nowhere/{endless}"),
            lambda: client.read_resource(endless),
            lambda: client.call_tool(endless, {}),
            lambda: client.call_tool("list", {endless: 1}),
        )
        for ask in asked:
            try:
                told = str(await ask())
            except Exception as error:
                told = str(error)
            assert "x" * 20 in told and len(told) < 1_500, told[:200]


async def test_prompts_and_completions_help_to_ask(quick: Assistant) -> None:
    async with quick() as client:
        prompts = {one.name for one in (await client.list_prompts()).prompts}
        assert prompts == {"judge_my_offer", "prepare_my_call"}
        filled = {"company": "W&B", "role": "staff", "offer": "245k base"}
        [message] = (await client.get_prompt("judge_my_offer", filled)).messages
        assert "evaluate_offer" in str(message.content) and "245k base" in str(message.content)
        ref = PromptReference(name="judge_my_offer")
        found = await client.complete(ref, {"name": "company", "value": "hugg"})
        assert found.completion.values == ["Hugging Face"]
        roles = await client.complete(ref, {"name": "role", "value": "st"}, {"company": "wandb"})
        assert roles.completion.values == ["Staff Software Engineer"]
        places = await client.complete(ref, {"name": "region", "value": "l"}, {"company": "wandb", "role": "staff"})
        assert places.completion.values == ["London"]
        with pytest.raises(Exception, match="near: Stripe"):
            await client.get_prompt("judge_my_offer", filled | {"company": "Strype"})
        with pytest.raises(Exception, match="the places held for it"):
            await client.get_prompt("judge_my_offer", filled | {"region": "Tokyo"})
        with pytest.raises(Exception, match="Staff Software Engineer"):
            await client.get_prompt("prepare_my_call", {"company": "W&B", "role": "plumber"})
        template = ResourceTemplateReference(uri="guides://{company}/{role}")
        assert "stripe" in (await client.complete(template, {"name": "company", "value": "stri"})).completion.values


def test_the_registrys_entry_starts_what_is_installed_and_the_readme_proves_whose_it_is() -> None:
    """A client of the registry runs: hint, the runtime's arguments, the package's name, the package's arguments."""
    root = CORPUS.parent
    entry = json.loads((root / "server.json").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [package] = entry["packages"]
    assert (package["runtimeHint"], package["identifier"]) == ("uvx", project["name"])
    assert project["scripts"][project["name"]] == project["scripts"]["parley"], "uvx starts the package's own name"
    [extra] = package["runtimeArguments"]
    assert (extra["name"], extra["value"]) == ("--with", *project["optional-dependencies"]["mcp"])
    assert [one["value"] for one in package["packageArguments"]] == ["mcp"]
    assert f"mcp-name: {entry['name']} -->" in (root / "README.md").read_text(encoding="utf-8")
    assert len(entry["description"]) <= 100


async def test_a_web_page_cannot_reach_a_server_on_ones_own_machine(address: str) -> None:
    import httpx

    body = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
    }  # fmt: skip
    headers = {"Accept": "application/json, text/event-stream", "Origin": "https://evil.example"}
    async with httpx.AsyncClient() as http:
        assert (await http.post(address, json=body, headers=headers)).status_code == 403
        elsewhere = {**headers, "Origin": "", "Host": "evil.example"}
        assert (await http.post(address, json=body, headers=elsewhere)).status_code in (400, 403, 421)
        told = (await http.post(address, json=body, headers={**headers, "Origin": ""})).json()["result"]
        assert told["serverInfo"]["version"] and told["serverInfo"]["icons"]


@pytest.mark.long  # it is fetched from npm's registry
def test_npms_inspector_lists_and_calls_the_tools(environment: dict[str, str], address: str, tmp_path: Path) -> None:
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("npx isn't installed")
    # Later ones of it alone, without the pages, lack a file that they read; the whole one wants a newer Node.js.
    package = "@modelcontextprotocol/inspector-cli@0.16.8"
    fetched = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tmp_path), package],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    if fetched.returncode:
        pytest.skip("the inspector can't be fetched here")

    def asked(*words: str) -> dict[str, Any]:
        command = [str(tmp_path / "node_modules" / ".bin" / "mcp-inspector-cli"), "--cli", *words]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    listed = asked(address, "--transport", "http", "--method", "tools/list")["tools"]
    assert {tool["name"] for tool in listed} == {one[1] for one in QUESTIONS} | {"practice_say"}
    call = ["tools/call", "--tool-name", "bands", "--tool-arg", "company=wandb", "role=staff", "region=London"]
    [band] = asked(sys.executable, "-c", COMMAND[1], "mcp", "--method", *call)["structuredContent"]["bands"]
    assert (band["base"]["low"], band["base"]["high"]) == (182_000, 228_000)


async def test_a_long_look_up_holds_nobody_else_up() -> None:
    loop, here = asyncio.get_running_loop(), threading.get_ident()

    class Held:
        """Names and facts that tell in which thread they were asked."""

        def companies(self) -> list[Any]:
            assert threading.get_ident() != here
            loop.call_soon_threadsafe(asked.set)
            return []

    asked = asyncio.Event()
    tools = Tools(Held(), Held(), None)  # type: ignore[arg-type]
    assert (await tools.contents("companies")).total == 0
    await asyncio.wait_for(asked.wait(), 30)
