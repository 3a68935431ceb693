"""docs/api.md: every call of the schema stands there, and its commands do what they say against a real server."""

import asyncio
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from bot.server.app import create_app
from bot.settings import Settings
from tests.service.live import served

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture
def settings(index: Path, tmp_path: Path) -> Settings:
    return Settings(index=index, database_url=f"sqlite:///{tmp_path}/p.sqlite3")


def test_every_call_of_the_schema_stands_in_the_reference(settings: Settings) -> None:
    named: dict[str, set[str]] = {}
    for cell in re.findall(r"(?m)^\| (`.+?) \| ", PAGE.read_text(encoding="utf-8")):
        verbs: list[str] = []
        path = ""
        for part in re.findall(r"`([^`]+)`", cell):
            verb, _, place = part.partition(" ")
            if part.startswith(("…", "/")):
                path = path.rpartition("/")[0] + part[1:] if part.startswith("…") else part
            elif place:
                path, verbs = place, [*verbs, verb]
            else:
                verbs.append(verb)
                continue
            named.setdefault(path, set()).update(verbs)
    paths = create_app(settings).openapi()["paths"]
    missing = {
        f"{verb.upper()} {path}"
        for path, operations in paths.items()
        for verb in operations
        if verb.upper() not in named.get(re.sub(r"\{(\w+):\w+\}", r"{\1}", path), set())
    }
    assert missing == set()
    assert set(named) - set(paths) <= {"/metrics", "/v1/operator/overview", "/healthz", "/readyz"}


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="curl isn't installed")
async def test_the_commands_of_the_reference_do_what_they_say(settings: Settings, tmp_path: Path) -> None:
    lines = re.findall(r"(?m)^curl .+$", PAGE.read_text(encoding="utf-8"))
    said: list[str] = []
    known: dict[str, str] = {}
    async with served(create_app(settings)) as address:
        for line in lines:
            command = line.replace("localhost:8000", address.removeprefix("http://"))
            ran = await asyncio.create_subprocess_exec(
                "bash", "-c", f"{command} --fail-with-body", env=os.environ | known, cwd=tmp_path,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
            out = (await ran.communicate())[0].decode()
            assert ran.returncode == 0, f"{line}\n{out}"
            said.append(out)
            if line.endswith("/v1/conversations"):
                opened = json.loads(out)
                known = {"ID": opened["id"], "TOKEN": opened["token"]}
    asked, bands, companies, _, judged, streamed, deleted = said
    assert json.loads(asked)["figures"][0]["low"] == json.loads(bands)[0]["base"]["low"] == 182_000
    assert "hugging-face" in companies and deleted == ""
    assert json.loads(judged)["answer"]["intent"] == "offer"
    assert [event in streamed for event in ("event: status", "event: block", "event: done")] == [True] * 3
