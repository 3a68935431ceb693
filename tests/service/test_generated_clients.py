"""Clients that generators make of our OpenAPI document compile, and talk to the server."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from service.live import served

from bot.server.app import create_app
from bot.settings import Settings


@pytest.fixture(scope="module")
def settings(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    database = tmp_path_factory.mktemp("clients") / "p.sqlite3"
    return Settings(index=index, database_url=f"sqlite:///{database}")


@pytest.fixture(scope="module")
def document(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("document") / "openapi.json"
    file.write_text(json.dumps(create_app(settings).openapi()), encoding="utf-8")
    return file


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


async def test_a_python_client_is_generated_whole_compiles_and_is_answered(
    document: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The generator looks for ruff, which stands beside this Python.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    said = run(
        sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
        "--path", str(document), "--output-path", str(tmp_path / "parley_client"),
        folder=tmp_path,
    )  # fmt: skip
    assert "Warning" not in said
    run(sys.executable, "-m", "compileall", "-q", str(tmp_path / "parley_client"), folder=tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    client = importlib.import_module("parley_client")
    companies = importlib.import_module("parley_client.api.guides.companies_v1_companies_get")
    ask = importlib.import_module("parley_client.api.questions.ask_v1_ask_post")
    question = importlib.import_module("parley_client.models").NewQuestion(
        question="What is the base for a software engineer at Hugging Face in Paris?"
    )
    async with served(create_app(settings)) as address:
        http = client.Client(base_url=address)
        listed = await companies.asyncio(client=http)
        answer = await ask.asyncio(client=http, body=question)
        assert "hugging-face" in {one.company for one in listed}
        assert answer.status == "answered" and answer.figures[0].low == 58_000
        await http.get_async_httpx_client().aclose()


@pytest.mark.long  # they are fetched from npm's registry
def test_types_for_typescript_are_generated_and_compile(document: Path, tmp_path: Path) -> None:
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("npx isn't installed")
    tools = [npx, "--yes", "-p", "openapi-typescript@7", "-p", "typescript@5"]
    there = subprocess.run([*tools, "tsc", "--version"], capture_output=True, check=False, cwd=tmp_path, timeout=300)
    if there.returncode:
        pytest.skip("openapi-typescript can't be fetched here")
    run(*tools, "openapi-typescript", str(document), "-o", "types.ts", folder=tmp_path)
    use = """
import type { components, paths } from "./types";
const asked: components["schemas"]["NewQuestion"] = { question: "What is the base?", history: [] };
export type Answered = paths["/v1/ask"]["post"]["responses"]["200"]["content"]["application/json"];
export const status = (answer: Answered): string => answer.status + asked.question;
"""
    (tmp_path / "use.ts").write_text(use, encoding="utf-8")
    run(*tools, "tsc", "--noEmit", "--strict", "--skipLibCheck", "use.ts", "types.ts", folder=tmp_path)
