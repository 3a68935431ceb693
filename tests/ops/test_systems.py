"""What differs from system to system, played on this one: Windows' pipes, open files and Pythons, macOS's bounds."""

import ast
import os
import resource
import select
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.reading import letter_text
from bot.reading.apart import Apart
from bot.reading.offer_terms import read_offer
from ingest.errors import IngestError
from ingest.index import embedding
from ingest.index.build import ingest
from ingest.index.facts import FILE, Facts

ROOT = Path(__file__).resolve().parents[2]


def test_a_long_offer_is_read_apart_where_no_pipe_can_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise OSError(10038, "An operation was attempted on something that is not a socket")

    text, apart = "245k base, 30k sign-on. " * 30, Apart()
    monkeypatch.setattr(select, "select", refused)
    monkeypatch.setattr("bot.reading.apart.MOST_WAITED", 250.0)  # However busy this machine is.
    try:
        assert apart.read_offer(text) == read_offer(text)
    finally:
        apart.close()


def test_a_system_that_bounds_no_memory_still_bounds_a_letters_time(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded = []

    def only_time(what: int, bounds: tuple[int, int]) -> None:
        if what == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        bounded.append(what)

    monkeypatch.setattr(resource, "setrlimit", only_time)
    letter_text._bounded("html")
    assert bounded == [resource.RLIMIT_CPU]


def test_a_worker_lives_on_where_another_process_stands_between_it_and_its_parent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched: list[object] = []
    monkeypatch.setattr(embedding.threading, "Thread", lambda **how: watched.append(how))
    monkeypatch.setattr(embedding, "os", SimpleNamespace(name="nt"))
    embedding._end_with(-1)
    assert watched == []


def test_facts_that_a_server_holds_open_are_told_of_and_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guides, folder, replace = tmp_path / "guides", tmp_path / "index", os.replace
    shutil.copytree(ROOT / "corpus" / "hugging-face", guides / "hugging-face")
    ingest([guides], folder, vectors=False)
    before = (folder / FILE).read_bytes()

    def held(source: Path, target: Path) -> None:
        if Path(target).name == FILE:
            raise PermissionError(13, "Access is denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    for guide in (guides / "hugging-face").glob("*.md"):
        guide.write_text(guide.read_text(encoding="utf-8").replace("$155K", "$156K"), encoding="utf-8")
    with pytest.raises(IngestError, match="end that one and ingest again"):
        ingest([guides], folder, vectors=False)
    assert (folder / FILE).read_bytes() == before
    monkeypatch.undo()
    assert ingest([guides], folder, vectors=False).changed
    facts = Facts(folder)
    try:
        assert facts.meta().guides
    finally:
        facts.close()


def test_text_is_read_and_written_alike_whatever_a_systems_own_encoding() -> None:
    files = [ROOT / "start.py", *(ROOT / "bot").rglob("*.py"), *(ROOT / "ingest").rglob("*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            told = {word.arg for word in node.keywords}
            if node.func.attr in ("read_text", "write_text"):
                assert "encoding" in told or None in told, f"{file}:{node.lineno}"
            assert "text" not in told or node.func.attr not in ("run", "Popen"), f"{file}:{node.lineno}"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout")
def test_a_checkout_has_the_same_bytes_on_every_system() -> None:
    asked = ["git", "check-attr", "eol", "text", "--", "corpus/names.yaml", "bot/knowledge/answers.npz"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert "corpus/names.yaml: eol: lf" in told and "answers.npz: text: unset" in told
