"""A model hears a rehearsal's line: taken where its amounts are the line's and its yes has passed the ear's guard."""

import json
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.model.hear import hear, wanted
from bot.model.narrator import Narrator
from bot.model.usage import Usage
from bot.reading.moves.table import OnTable
from tests.fakes.openai_server import Fail, OpenAIServer, Say

TABLE = OnTable(company="Acme", standing={"base": Decimal(180_000), "equity": Decimal(200_000)})
UNSURE = {"kind": "unclear", "confidence": 0.3}


async def heard(line: str, reply: Any, told: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    with OpenAIServer() as server:
        server.play(Say(json.dumps(reply)) if isinstance(reply, dict) else reply)
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test", **more)
        return await hear(narrator, TABLE, line, dict(told or UNSURE))


def ask(part: str, low: float | None) -> dict[str, Any]:
    return {"part": part, "low": low}


async def test_a_line_that_the_ear_is_unsure_of_is_heard_by_the_model() -> None:
    told = await heard("195 would do it for me", {"kind": "counter", "asks": [ask("base", 195_000)]})
    assert (told["kind"], told["asks"][0]["part"], told["asks"][0]["low"]) == ("counter", "base", 195_000)


async def test_more_is_taken_on_top_of_what_stands() -> None:
    told = await heard("what about fifteen grand more on top", {"kind": "counter", "asks": [ask("base", 195_000)]})
    assert told["asks"][0]["low"] == 195_000


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("195 would do it for me", {"kind": "counter", "asks": [ask("base", 210_000)]}),
        ("more equity please", {"kind": "counter", "asks": [ask("equity", 300_000)]}),
        ("sounds lovely, let me think", {"kind": "accept"}),
        ("195 would do it", {"kind": "bribe"}),
        ("195 would do it", "no JSON"),
        ("195 would do it", Fail(500)),
    ],
)
async def test_made_up_amounts_and_yeses_leave_what_the_ear_heard(line: str, reply: Any) -> None:
    assert await heard(line, reply) == UNSURE


async def test_a_yes_is_taken_where_the_ears_guard_has_passed_it() -> None:
    told = await heard("yes, I accept", {"kind": "accept"}, {"kind": "accept", "confidence": 0.55})
    assert told["kind"] == "accept"


async def test_over_the_cap_no_line_is_sent_to_the_model() -> None:
    usage = Usage(daily=1)
    usage.add("openai:fake", "write", {"input_tokens": 5, "output_tokens": 5})
    assert await heard("195", {"kind": "counter", "asks": [ask("base", 195_000)]}, usage=usage) == UNSURE


def test_a_sure_line_takes_no_call() -> None:
    assert wanted(UNSURE) and not wanted({"kind": "counter", "confidence": 0.9})


def test_a_practice_is_played_with_a_model_from_the_command_line(
    starter_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OpenAIServer() as server:

        def reply(request: dict[str, Any]) -> str:
            asked = json.loads(request["messages"][-1]["content"])
            return f"Sure. {asked['line']}"

        server.play(reply)
        monkeypatch.setenv("PARLEY_MODEL_BASE_URL", server.url)
        monkeypatch.setenv("PARLEY_MODEL_READS", "never")
        said = "practice wandb 'software engineer' --seed 4 --model openai:fake --index"
        lines = "Thank you so much for the offer!\n/quit\n"
        done = CliRunner().invoke(app, [*shlex.split(said), str(starter_index)], input=lines)
    assert done.exit_code == 0, done.output
    assert "recruiter › Sure." in done.stdout
    assert len(server.requests) == 1
