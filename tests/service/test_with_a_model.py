"""The whole service with a language model: a server that speaks OpenAI's protocol, asked over HTTP."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from bot.server.app import create_app
from bot.settings import Settings
from tests.fakes.openai_server import Call, Fail, OpenAIServer, Say

KEY = "operator-key-of-this-test-alone"
BONUS = "What's the bonus for a W&B software engineer in New York?"


@pytest.fixture
def model() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


@pytest.fixture
def client(index: Path, tmp_path: Path, model: OpenAIServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("OPENAI_API_KEY", SecretStr("test").get_secret_value())
    settings = Settings(
        index=index, database_url=f"sqlite:///{tmp_path}/parley.sqlite3",
        model="openai:fake", model_base_url=model.url, operator_key=SecretStr(KEY),
        model_prices={"openai:fake": (Decimal(1), Decimal(2))},
    )  # fmt: skip
    with TestClient(create_app(settings), base_url="http://localhost") as opened:
        yield opened


def said(answer: dict[str, Any]) -> str:
    return " ".join(block["text"] for block in answer["blocks"] if block["type"] == "text")


def asked(client: TestClient, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/ask", json={"question": text}).raise_for_status().json()
    return answer


def test_an_answer_is_in_the_models_words_and_says_so(client: TestClient, model: OpenAIServer) -> None:
    model.play("In New York, W&B software engineers get a bonus of {f1}.")
    answer = asked(client, BONUS)
    assert said(answer) == "In New York, W&B software engineers get a bonus of 5–10%."
    assert answer["wording"] == "openai:fake"
    assert answer["figures"][0]["source"].endswith("software-engineer.md:62")


def test_a_figure_the_guides_do_not_hold_never_leaves_the_service(client: TestClient, model: OpenAIServer) -> None:
    model.play("In New York, the bonus is 15 to 20 percent.")
    answer = asked(client, BONUS)
    assert "15" not in said(answer)
    assert "5–10%" in said(answer)
    assert [block["code"] for block in answer["blocks"] if block["type"] == "warning"] == ["model-dropped"]


def test_a_model_that_is_down_leaves_the_composed_answer_and_a_note(client: TestClient, model: OpenAIServer) -> None:
    model.play(Fail(500))
    answer = asked(client, BONUS)
    assert "5–10%" in said(answer)
    assert "model-unavailable" in [block.get("code") for block in answer["blocks"]]


def test_the_model_may_look_up_another_region(client: TestClient, model: OpenAIServer) -> None:
    model.play(
        Call("bands", {"who": {"company": "Weights & Biases", "role": "Software Engineer", "region": "London"}}),
        "The bonus is {f1} in New York. In London, base is {f2}.",
    )
    assert "£129K–£163K" in said(asked(client, BONUS))


def test_a_conversations_stream_releases_verified_sentences_and_ends_with_the_whole_answer(
    client: TestClient, model: OpenAIServer
) -> None:
    model.play(Say("In New York, the bonus is {f1}.\n\nIt is really 30%.\n\nAsk about equity too.", size=5))
    opened = client.post("/v1/conversations", json={}).raise_for_status().json()
    headers = {"Authorization": f"Bearer {opened['token']}", "Accept": "text/event-stream"}
    body = client.post(
        f"/v1/conversations/{opened['id']}/messages", json={"text": BONUS}, headers=headers
    ).text.replace("\r\n", "\n")
    events = [
        (block.split("event: ")[1].split("\n")[0], json.loads(block.split("data: ", 1)[1].split("\n")[0]))
        for block in body.split("\n\n")
        if "event: " in block and "data: " in block
    ]
    spoken = " ".join(str(data) for kind, data in events if kind == "sentence")
    assert "5–10%" in spoken
    assert "30%" not in body
    assert events[-1][0] == "done"


def test_an_operator_sees_whether_the_model_was_tried_and_what_it_cost(client: TestClient, model: OpenAIServer) -> None:
    assert client.get("/readyz").json()["model"] == "not tried yet"
    model.play("In New York, the bonus is {f1}.\n\nIt is really 30%.", "")
    asked(client, BONUS)
    assert client.get("/readyz").json()["model"] == "ok"
    headers = {"Authorization": f"Bearer {KEY}"}
    told = client.get("/v1/operator/overview", headers=headers).raise_for_status().json()["model"]
    steps = {one["step"]: one for one in told["steps"]}
    assert (steps["write"]["calls"], steps["write"]["tokens_read"], steps["write"]["cost"]) == (1, 10, "0.0000")
    assert told["counts"]["drop-number"] == 1
    assert (
        'parley_model_calls_total{model="openai:fake",step="write"} 1.0' in client.get("/metrics", headers=headers).text
    )
