"""Imports go one way, and the path of a figure question loads nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHANNELS = sorted(
    p.stem for p in (ROOT / "bot" / "channels").iterdir() if p.stem != "__init__" and (p.suffix == ".py" or (p / "__init__.py").exists())
)


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Dotted names of ours that a file imports, at its top or inside its functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in ("bot", "ingest")}


def test_ingest_never_imports_bot() -> None:
    assert [str(f) for f in modules("ingest") if any(n.split(".")[0] == "bot" for n in imported(f))] == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_channels_never_import_each_other(channel: str) -> None:
    others = {f"bot.channels.{c}" for c in CHANNELS if c != channel}
    room = ROOT / "bot" / "channels" / channel
    files = sorted(room.rglob("*.py")) if room.is_dir() else [room.with_suffix(".py")]
    crossing = {n for file in files for n in imported(file) if any(n == other or n.startswith(f"{other}.") for other in others)}
    assert crossing == set()


def test_every_channel_is_held_to_that() -> None:
    assert {"api", "slack", "terminal", "mcp", "operator"} <= set(CHANNELS)


def test_below_the_channels_nobody_imports_a_channel() -> None:
    above = {ROOT / "bot" / "app.py", ROOT / "bot" / "cli.py", ROOT / "bot" / "evaluate.py"}
    below = [f for f in modules("bot") if "channels" not in f.parts and f not in above]
    assert [str(f) for f in below if any(n.startswith("bot.channels") for n in imported(f))] == []


def test_nobody_imports_what_assembles() -> None:
    assembled = {"bot.app", "bot.cli"}
    users = [f for f in modules("bot") + modules("ingest") if f.stem not in ("app", "cli")]
    assert {str(f): imported(f) & assembled for f in users if imported(f) & assembled} == {}


def test_the_look_up_path_loads_no_model_no_vectors_and_no_chain() -> None:
    code = (
        "import sys; import bot.cli, bot.channels.batch, bot.compose, ingest.facts\n"
        "heavy = {'torch', 'chromadb', 'langchain', 'langchain_core', 'sentence_transformers', 'transformers'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
