"""What is missing is named with the command that brings it, in a clone and where Parley is installed."""

import tomllib
from pathlib import Path

import pytest

import ingest.errors
from ingest.errors import with_extra

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_clone_the_clones_command_comes_first() -> None:
    assert with_extra("slack").startswith(".venv/bin/pip install -e '.[slack]'")


def test_an_installation_names_what_is_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ingest.errors, "__file__", str(tmp_path / "site-packages" / "ingest" / "errors.py"))
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    assert with_extra("mcp") == f"pip install '{name}[mcp]'"
