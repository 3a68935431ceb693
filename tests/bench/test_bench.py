"""The benchmark's own arithmetic: ratios to the peers, and what counts as having become worse."""

import asyncio
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from tests.bench import load
from tests.bench.__main__ import KEPT, everything, ratios, worse
from tests.bench.swarm import swarm


def test_a_ratio_is_made_for_each_peer_and_number_of_conversations() -> None:
    told = {"answers_per_second": 150.0, "cpu_ms": 5.0}
    measured = {
        "answers": {
            "memory_at_start_mib": 140, "parley_50": told, "figures_50": {"answers_per_second": 300.0, "cpu_ms": 2.0},
            "stock_50": {"answers_per_second": 60.0, "cpu_ms": 20.0}, "parley_500": told,
        },
        "starts": {"ours": 0.8, "stock": 2.0},
        "ingest": {"ours": 10.0, "stock": 40.0, "llamaindex": 25.0},
    }  # fmt: skip
    assert ratios(measured) == {
        "answers parley 50": 2.5, "cpu parley 50": 4.0, "answers figures 50": 5.0, "cpu figures 50": 10.0,
        "start stock": 2.5, "ingest stock": 4.0, "ingest llamaindex": 2.5,
    }  # fmt: skip


def test_the_peers_are_given_the_guides_and_not_the_playbook(tmp_path: Path) -> None:
    given = {file.relative_to(load.starter(tmp_path)) for file in load.starter(tmp_path).rglob("*") if file.is_file()}
    corpus = load.ROOT / "corpus"
    assert given == {file.relative_to(corpus) for file in corpus.glob("*/*.md") if file.parent.name != "playbook"}


def test_only_a_ratio_that_fell_by_more_than_the_band_is_told() -> None:
    assert worse({"a": 1.3, "b": 1.2, "new": 1.0}, {"a": 2.5, "b": 2.5, "gone": 9.0}) == ["b: 1.2 after 2.5"]


def test_the_workflow_holds_each_change_against_the_ratios_that_are_kept() -> None:
    workflow = yaml.safe_load((load.ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    [command] = [step["run"] for step in workflow["jobs"]["bench"]["steps"] if "tests.bench" in step.get("run", "")]
    _, _, words = command.partition("tests.bench ")
    for option in re.findall(r"--(\w+)", words):
        assert option in inspect.signature(everything).parameters
    kept = load.ROOT / words.split()[-1]
    assert kept == KEPT and json.loads(kept.read_text(encoding="utf-8"))["ratios"]


def test_without_another_pipeline_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.__main__.STOCK", "no_such_pipeline")
    with pytest.raises(typer.BadParameter, match=r"\.\[bench\]"):
        everything(quick=True)


def test_the_swarm_counts_whole_answers_and_failures_of_streams_and_of_json() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served = 0
        while not reader.at_eof():
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            served += 1
            if b"POST /v1/conversations " in head:
                body = json.dumps({"id": "a", "token": "t"}).encode()
                writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            elif served % 3:
                event = b"event: done\ndata: {}\n\n"
                writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n"
                             % (len(event), event))  # fmt: skip
            else:
                writer.write(b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n")
            await asyncio.sleep(0.01)

    async def run() -> dict[str, Any]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            return await swarm(server.sockets[0].getsockname()[1], 2, 1.0, False, ("one",))

    seen = asyncio.run(run())
    assert seen["failed"] > 0 and seen["answers_per_second"] > seen["failed"] / 2
    assert 0 < seen["first_event_p50_ms"] <= seen["p50_ms"] <= seen["p99_ms"]
