"""What an operator sees of a running service, and what nobody sees: words, figures, tokens."""

import asyncio
import http.server
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from bot import observe
from bot.conversation.store import Store
from bot.conversation.tallies import Tallies
from bot.observe import JsonLines
from bot.server.app import create_app
from bot.settings import Settings

KEY = {"Authorization": "Bearer open-sesame-and-wait"}


@pytest.fixture(scope="module")
def index(starter_index: Path) -> Path:
    return starter_index


@pytest.fixture
def client(index: Path, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(
        index=index,
        database_url=f"sqlite:///{tmp_path}/p.sqlite3",
        operator_key="another-long-key, open-sesame-and-wait",
    )  # type: ignore[arg-type]
    with TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False) as opened:
        yield opened


def talk(client: TestClient, *texts: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    opened = client.post("/v1/conversations", json={}).json()
    mine = {"Authorization": f"Bearer {opened['token']}"}
    said = [
        client.post(f"/v1/conversations/{opened['id']}/messages", json={"text": t}, headers=mine).json() for t in texts
    ]
    return opened, said


@pytest.mark.parametrize("path", ["/metrics", "/v1/operator/overview"])
def test_only_the_operators_key_opens_what_is_the_operators(client: TestClient, path: str) -> None:
    opened, _ = talk(client, "hi")
    refused = [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {opened['token']}"},
        {"Authorization": "Bearer "},
    ]
    assert [client.get(path, headers=headers).status_code for headers in refused] == [401] * 4
    assert client.get(path, headers=KEY).status_code == 200


def test_without_a_key_there_is_no_operators_page(index: Path, tmp_path: Path) -> None:
    with TestClient(
        create_app(Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3")), base_url="http://localhost"
    ) as client:
        assert [
            client.get(path, headers=KEY).status_code for path in ("/operator", "/metrics", "/v1/operator/overview")
        ] == [404] * 3


def test_the_overview_says_what_was_asked_in_vain_what_was_disliked_and_what_is_doubtful(client: TestClient) -> None:
    for _ in range(2):
        talk(client, "What does Google pay a software engineer in Tokyo?")
    opened, said = talk(client, "What does W&B pay a software engineer in London?")
    mine = {"Authorization": f"Bearer {opened['token']}"}
    url = f"/v1/conversations/{opened['id']}/messages/{said[0]['message_id']}/feedback"
    assert client.post(url, json={"rating": "down", "reason": "Wrong figure"}, headers=mine).status_code == 204
    found = client.get("/v1/operator/overview", headers=KEY).json()
    assert ("company", "google", 2) in [(g["kind"], g["phrase"], g["times"]) for g in found["gaps"]]
    assert found["complaints"][0]["reason"] == "Wrong figure"
    assert any("software-engineer.md" in source for source in found["complaints"][0]["sources"])
    assert any(one["code"] == "total-differs-from-parts" for list_ in found["findings"].values() for one in list_)


def test_the_metrics_count_requests_stages_answers_gaps_and_thumbs(client: TestClient) -> None:
    opened, said = talk(client, "What does Google pay?", "What does W&B pay a software engineer in London?")
    mine = {"Authorization": f"Bearer {opened['token']}"}
    client.post(
        f"/v1/conversations/{opened['id']}/messages/{said[1]['message_id']}/feedback",
        json={"rating": "up"},
        headers=mine,
    )
    text = client.get("/metrics", headers=KEY).text
    for line in (
        'parley_requests_total{method="POST",route="/v1/conversations",status="201"}',
        'parley_stage_seconds_count{stage="reading"}',
        'parley_stage_seconds_count{stage="looking up"}', 'parley_answers_total{intent="band",status="answered",'
                                                          'wording="composed"}',
        'parley_not_found_total{company="other",kind="company"}', 'parley_feedback_total{rating="up"}',
    ):  # fmt: skip
        assert line in text, line


def test_what_people_type_never_becomes_a_metric_without_end(client: TestClient) -> None:
    talk(client, *(f"What does Zyx{word}corp pay?" for word in "abcdefgh"))
    client.get("/v1/whatever/abc")
    text = client.get("/metrics", headers=KEY).text
    assert "zyx" not in text.lower()
    assert "whatever" not in text


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_no_word_figure_or_token_of_anybody_reaches_the_logs_of_a_real_server(index: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "PARLEY_INDEX": str(index), "PARLEY_DATABASE_URL": f"sqlite:///{tmp_path}/p.sqlite3",
        "PARLEY_LOG_LEVEL": "debug",
        "PARLEY_OPERATOR_KEY": "open-sesame-and-wait",
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        address = next(word for line in server.stdout for word in line.split() if word.startswith("http://"))
        with httpx.Client(base_url=address, timeout=60) as http:
            opened = http.post("/v1/conversations", json={}).json()
            mine = {"Authorization": f"Bearer {opened['token']}", "X-Request-ID": "trace-me-1"}
            at = f"/v1/conversations/{opened['id']}"
            for text in (
                "I earn 187654 at Canarycorp",
                "offer: 231987 base, 10% bonus at W&B software engineer in SF\nEVIL fake log line",
            ):
                assert http.post(f"{at}/messages", json={"text": text}, headers=mine).status_code == 200
            http.post("/v1/ask?secret=canaryquery", json={"question": "canaryask 765432 base?"})
            http.post(
                f"{at}/messages",
                content=b'{"text": "canarybroken',
                headers={**mine, "Content-Type": "application/json"},
            )
            http.get(f"{at}/messages/canary%0d%0aFAKE", headers=mine)
            http.get("/metrics", headers=KEY)
    finally:
        server.terminate()
        _, logged = server.communicate(timeout=40)
    for secret in (
        "187654",
        "231987",
        "765432",
        "anarycorp",
        "canary",
        "EVIL",
        "FAKE",
        opened["token"],
        "open-sesame-and-wait",
    ):
        assert secret not in logged, secret
    told = [line for line in lines(logged) if line.get("route") == "/v1/conversations/{id}/messages"]
    assert {line["request_id"] for line in told} == {"trace-me-1"}
    assert {line["conversation_id"] for line in told} == {opened["id"]}
    assert all(line["ms"] > 0 for line in told)


def test_an_exception_is_logged_by_its_class_and_place_without_its_words() -> None:
    try:
        raise ValueError("my salary is 187654")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "the reply %s failed", ("abc",), sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "ValueError"
    assert line["where"][-1].startswith("ops/test_watching.py:")
    assert "187654" not in JsonLines().format(record)


def test_a_line_break_or_a_terminals_escape_cannot_forge_a_log_line() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "asked: %s", ('a\n{"level": "error"}\x1b[31m\u2028',), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "\x1b" not in line
    assert json.loads(line)["message"].startswith("asked: a\n")


def test_an_answer_carries_the_requests_id_and_a_strange_one_is_replaced(client: TestClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/healthz", headers={"X-Request-ID": "a b;<script>"}).headers["x-request-id"].isalnum()


def test_traces_go_to_the_collector_that_is_configured(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    received: list[bytes] = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    collector = http.server.HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
    assert observe.trace()
    talk(client, "What does W&B pay a software engineer in London? I earn 187654")
    observe.flush_traces()
    collector.shutdown()
    sent = b"".join(received)
    assert b"looking up" in sent
    assert b"187654" not in sent


async def test_what_many_ask_at_once_is_counted_each_time(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/p.sqlite3")
    await store.open()
    await asyncio.gather(*(Tallies(store).note_gap(date(2026, 11, 20), "company", "google", "") for _ in range(20)))
    (gap,) = await Tallies(store).gaps()
    await store.close()
    assert (gap.phrase, gap.times) == ("google", 20)
