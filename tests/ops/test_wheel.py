"""The wheel holds all that `parley demo` needs: built, unpacked elsewhere, and served with nothing of this folder."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fakes.ports import taken

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0
"""Seconds for a start on a busy machine."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    if not (ROOT / "pyproject.toml").exists() or not _has("setuptools"):
        pytest.skip("setuptools isn't installed")
    folder = tmp_path_factory.mktemp("wheel")
    # From a copy: setuptools leaves a folder beside what it builds.
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in tracked.stdout.splitlines():
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (folder / "src" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "src" / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), "."]
    done = subprocess.run(command, cwd=folder / "src", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def _has(module: str) -> bool:
    return (
        subprocess.run([sys.executable, "-c", f"import {module}, pip"], capture_output=True, check=False).returncode
        == 0
    )


def test_the_wheel_owns_the_names_that_the_docs_say_and_no_more(installed: Path) -> None:
    names = {one.name for one in installed.iterdir() if not one.name.endswith(".dist-info")}
    assert names == {"bot", "ingest", "prompts", "corpus"}
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert "four top-level names" in told


@pytest.fixture
def demo(installed: Path, tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of `parley demo` from the wheel, with port 8000 taken, and what it printed until then."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PARLEY_")} | {
        "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1",
    }  # fmt: skip
    with taken(8000):
        work = tmp_path / "elsewhere"
        work.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", "demo"], cwd=work, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        lines: list[str] = []
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip())
            if "listens on" in line:
                break
        found = re.search(r"http://\S+", lines[-1]) if lines else None
        assert found, "\n".join(lines)
        yield found.group(), lines
        process.terminate()
        process.communicate(timeout=60)
        assert list(work.iterdir()) == [], "nothing is left where it was started"


def test_the_demo_serves_the_starter_guides_from_the_wheel_on_a_free_port(demo: tuple[str, list[str]]) -> None:
    address, lines = demo
    assert not address.endswith(":8000") and any("Port 8000 is taken" in line for line in lines)
    assert not any("arning" in line or "%|" in line for line in lines), "\n".join(lines)
    asked = {"question": "What is the base of a staff engineer at W&B in London?"}
    answer = httpx.post(f"{address}/v1/ask", json=asked, timeout=PATIENCE).json()
    assert [(one["low"], one["high"]) for one in answer["figures"]][:1] == [(182_000, 228_000)]
