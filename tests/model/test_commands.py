"""Connecting a model from the command line: what is there to connect, a trial of it, and answers with it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.model.trial import notice
from bot.settings import load
from ingest.index.build import ingest
from tests.fakes.openai_server import Call, Fail, OpenAIServer
from tests.fakes.other_servers import OllamaServer

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> OpenAIServer:
    made = OpenAIServer()
    monkeypatch.setenv("PARLEY_MODEL_BASE_URL", made.url)
    monkeypatch.setenv("PARLEY_MODEL_API_KEY", "test")
    return made


def test_a_key_in_the_environment_is_noticed_and_nothing_is_turned_on() -> None:
    assert "PARLEY_MODEL=openai:" in notice({"OPENAI_API_KEY": "x"}, ollama="http://127.0.0.1:1")
    assert "parley-coach[anthropic]" in notice({"ANTHROPIC_API_KEY": "x"}, ollama="http://127.0.0.1:1")
    assert notice({"OPENAI_API_KEY": "x", "PARLEY_MODEL": "openai:any"}) == ""
    assert notice({}, ollama="http://127.0.0.1:1") == ""


def test_an_ollama_server_on_this_machine_is_noticed_with_a_model_that_it_holds() -> None:
    with OllamaServer() as server:
        told = notice({}, ollama=server.url)
    assert "PARLEY_MODEL=ollama:fake" in told and "parley model" in told


def test_serve_says_that_a_key_is_there_and_how_to_turn_a_model_on(
    starter_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.server import app as served

    monkeypatch.setenv("ANTHROPIC_API_KEY", "x")
    monkeypatch.delenv("PARLEY_MODEL", raising=False)
    monkeypatch.setattr(served, "_serve_here", lambda settings, listening, announce: announce())
    monkeypatch.setattr(served.observe, "log_as_json", lambda level: None)
    served.serve(load(index=starter_index), "127.0.0.1", 0)
    told = capsys.readouterr().out
    assert "ANTHROPIC_API_KEY is set" in told and "PARLEY_MODEL=anthropic:" in told


def test_a_model_is_tried_reply_structure_tools_and_streaming(server: OpenAIServer) -> None:
    with server:
        server.play(
            "ready", json.dumps({"company": "Acme", "part": "base"}), Call("bands", {"company": "Acme"}), "one, two"
        )
        done = CliRunner().invoke(app, ["model", "openai:fake", "--json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 0, done.output
    assert [one["what"] for one in told["tried"] if one["works"]] == [
        "a reply",
        "structured output",
        "tools",
        "streaming",
    ]


def test_what_a_model_cannot_do_is_said(server: OpenAIServer) -> None:
    with server:
        server.play("ready", "no JSON", "no tool", Fail(401))
        done = CliRunner().invoke(app, ["model", "openai:fake"])
    assert done.exit_code == 1
    assert done.stdout.count("FAILS") == 3
    assert "unauthorised" in done.stdout


def test_a_question_is_answered_with_a_model_when_asked_to(server: OpenAIServer, starter_index: Path) -> None:
    question = "What's the bonus for a W&B software engineer in New York?"
    with server:
        server.play("In New York, the bonus is {f1}.")
        done = CliRunner().invoke(
            app, ["ask", question, "--model", "openai:fake", "--index", str(starter_index), "--json"]
        )
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["wording"] == "openai:fake"
    assert "In New York, the bonus is 5–10%." in [b.get("text") for b in answer["blocks"]]


def test_an_evaluation_with_a_model_stands_beside_the_one_without_and_counts_calls_and_tokens_for_an_answer(
    server: OpenAIServer, tmp_path: Path
) -> None:
    ingest([CORPUS], tmp_path / "index", vectors=False)
    cases = tmp_path / "cases.jsonl"
    asked = ("What's the bonus for a W&B software engineer in New York?", "And in San Francisco?")
    lines = [{"id": f"q{n}", "turns": asked[:n], "expect": {"status": "answered"}} for n in (1, 2)]
    cases.write_text("\n".join(map(json.dumps, lines)))
    command = ["eval", str(cases), "--model", "openai:fake", "--index", str(tmp_path / "index"), "--json"]
    with server:
        server.play("The bonus is {f1}.")
        done = CliRunner().invoke(app, command)
    told = json.loads(done.stdout)
    assert set(told) == {"composed", "with openai:fake"}
    assert "per_answer" not in told["composed"]
    assert told["with openai:fake"]["per_answer"] == {"write calls": 1, "tokens read": 10, "tokens written": 10}
