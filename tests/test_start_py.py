"""`python3 start.py`: the first minutes of a newcomer, with pip and the command stood in for by ones that write down
what they were asked."""

import ast
import importlib.util
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.fakes.ports import taken

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py as a module of its own, in a folder of its own."""
    spec = importlib.util.spec_from_file_location("start_py", ROOT / "start.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    for name, value in {"HERE": tmp_path, "ENVIRONMENT": tmp_path / ".venv", "PYTHON": sys.executable}.items():
        monkeypatch.setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("system", "beside", "reached", "asked"),
    [
        ("Linux", True, True, ["pip torch"]),
        ("Linux", False, True, ["pip uv", "uv cpu"]),
        ("Linux", False, False, ["pip uv", "uv cpu", "pip torch"]),
        ("Darwin", False, True, ["pip torch"]),
        ("Windows", False, True, ["pip torch"]),
    ],
)
def test_the_cpu_build_of_torch_is_taken_without_a_detour(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str, beside: bool, reached: bool, asked: list[str]
) -> None:
    done: list[str] = []

    def run(words: list[object], **more: object) -> subprocess.CompletedProcess[str]:
        said = " ".join(map(str, words))
        if "--dry-run" in said:
            assert "--no-index" in said
            return subprocess.CompletedProcess(words, 0 if beside else 1)
        what = "uv cpu" if "--torch-backend cpu" in said else "pip torch" if said.endswith(start.TORCH) else "pip uv"
        done.append(what)
        return subprocess.CompletedProcess(words, int(what == "uv cpu" and not reached))

    monkeypatch.setattr(start.subprocess, "run", run)
    monkeypatch.setattr(start.platform, "system", lambda: system)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    start.install_torch()
    assert done == asked


def test_a_port_that_is_taken_is_passed_over_and_a_python_too_old_is_told(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(start, "PORT", taken.getsockname()[1])
        assert start.free_port() > start.PORT
    monkeypatch.setattr(start.sys, "argv", ["start.py"])
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 1))
    assert start.main() == 1 and "3.11 or newer" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "long"), [(["test"], False), (["test", "--all"], True)])
def test_the_tests_that_take_minutes_are_run_when_all_are_asked_for(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], long: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(start.sys, "argv", ["start.py", *words])
    monkeypatch.setattr(start, "install", lambda extra: None)
    monkeypatch.chdir(start.HERE)  # Where it goes is left again.
    monkeypatch.setattr(start, "check", lambda *, long: asked.append(long) or 0)
    assert start.main() == 0 and asked == [long]


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), (["test", "--help"], 0), (["tset"], 2)])
def test_it_says_what_it_does_and_does_nothing_when_asked_that_or_something_it_does_not_know(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
) -> None:
    monkeypatch.setattr(start.sys, "argv", ["start.py", *words])
    monkeypatch.setattr(start, "install", lambda extra: pytest.fail("installed"))
    assert start.main() == status and "python3 start.py test" in capsys.readouterr().out


STANDS_IN = """#!{python}
import os, sys
print("parley", *sys.argv[1:], os.environ["PYTHONWARNINGS"], flush=True)
if "serve" in sys.argv:
    print(os.getpid(), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for the command")
def test_a_start_prints_one_line_a_step_and_says_where_it_serves(tmp_path: Path) -> None:
    """A clone whose environment is there already: what was installed isn't installed again."""
    (tmp_path / "start.py").write_bytes((ROOT / "start.py").read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    bin_ = tmp_path / ".venv" / "bin"
    bin_.mkdir(parents=True)
    (bin_ / "parley").write_text(STANDS_IN.format(python=sys.executable), encoding="utf-8")
    (bin_ / "parley").chmod(0o700)
    # pip and `import torch` are asked of this one; it does nothing, and well.
    (bin_ / "python").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (bin_ / "python").chmod(0o700)
    with taken(8000):
        runs = []
        for _ in range(2):
            command, pipe = [sys.executable, "start.py"], subprocess.PIPE
            with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True) as run:
                runs.append((run.pid, *run.communicate()))
    first, second = (out.splitlines() for _, out, _ in runs)
    assert not any(errors for _, _, errors in runs)
    # The server is the process that was started: who ends that, ends it.
    assert [int(lines.pop()) for lines in (first, second)] == [pid for pid, _, _ in runs]
    assert [line for line in first if line not in second] == [
        "parley: installing Parley and what it uses (a few minutes the first time) ..."
    ]
    assert second[:2] == ["parley: ingesting the starter guides in corpus/ ...", "parley ingest corpus ignore"]
    assert re.fullmatch(r"parley: port 8000 is taken: serving on (\d+) \.\.\.", second[2])
    assert re.fullmatch(r"parley serve --port \d+ ignore", second[3]) and "8000" not in second[3]


def test_the_devcontainer_sets_up_what_start_py_does(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PyTorch's small build, and what the tests use."""
    made = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    program, flag, code = shlex.split(made["postCreateCommand"])
    asked: list[str] = []
    monkeypatch.setattr(start, "install", asked.append)
    monkeypatch.setitem(sys.modules, "start", start)
    exec(code)
    assert (program, flag, asked) == ("python3", "-c", ["test"]) and made["forwardPorts"] == [start.PORT]


@pytest.mark.parametrize("failing", ["", "mypy", "pytest"])
def test_types_are_checked_beside_the_tests_which_wait_for_what_pip_left_uncompiled(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    order: list[str] = []

    class Beside:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            self.name = command[2]
            order.append(self.name)

        def wait(self) -> int:
            order.append(f"{self.name} done")
            return int(self.name == failing)

    def run(command: list[str], env: dict[str, str], check: bool) -> SimpleNamespace:
        assert "PYTHONDONTWRITEBYTECODE" not in env
        assert ("--long" in command) is (command[2] == "pytest" and failing == "mypy")
        order.append(command[2])
        return SimpleNamespace(returncode=int(command[2] == failing))

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(start.subprocess, "Popen", Beside)
    monkeypatch.setattr(start.subprocess, "run", run)
    monkeypatch.setattr(start, "add_system_packages", lambda: None)
    monkeypatch.setattr(start, "audit", lambda environment: 0)
    assert start.check(long=failing == "mypy") == int(bool(failing))
    assert order == ["compileall", "ruff", "ruff", "mypy", "compileall done", "pytest", "mypy done"]


DROPPED = frozenset(
    "aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap msilib nis nntplib "
    "ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib uu xdrlib".split()
)
"""Modules of Python 3.11 that 3.12 to 3.14 have no more."""


def test_nothing_that_newer_pythons_dropped_is_imported() -> None:
    files = [ROOT / "start.py", *(ROOT / "bot").rglob("*.py"), *(ROOT / "ingest").rglob("*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not DROPPED & {name.partition(".")[0] for name in names}, file
            # From 3.14 on it raises where no loop runs.
            assert not (isinstance(node, ast.Attribute) and node.attr == "get_event_loop"), file
