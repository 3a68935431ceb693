"""Parley's parts as real processes on this machine: replicas, a Chroma server, PostgreSQL and the proxy."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fakes.ports import free_port
from tests.service.conftest import BINARIES, as_postgres

HOME = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PATIENCE = 150.0
"""Seconds that a process gets to come up."""
QUIET = {
    "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "ANONYMIZED_TELEMETRY": "False",
    "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1",
}  # fmt: skip


def until(true: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait for a condition of another process, of which nothing here is told."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen in {seconds:.0f} seconds"
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Whether the address answers with 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as told:
            return bool(told.status == 200)
    except OSError:
        return False


@dataclass
class Machine:
    """A process that can be started, stopped, killed and frozen; its words go to a file."""

    command: Sequence[str]
    log: Path
    up: Callable[[], bool]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, wait: bool = True) -> "Machine":
        with self.log.open("ab") as words:
            self.process = subprocess.Popen(
                self.command,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                env={**os.environ, **QUIET, **self.env},
            )
        if wait:
            self.wait()
        return self

    def wait(self) -> "Machine":
        """Until it answers."""

        def up() -> bool:
            assert self.process and self.process.poll() is None, f"{self.command[0]} ended:\n{self.said()}"
            return self.up()

        until(up, f"{self.command[0]} answering")
        return self

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def send(self, number: int) -> None:
        assert self.process
        self.process.send_signal(number)

    def gone(self, seconds: float = 45) -> int:
        """Its exit status, once it has ended."""
        assert self.process
        return self.process.wait(seconds)

    def end(self) -> None:
        """Whatever its state."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()


def replica(
    folder: Path, name: str, index: Path, database_url: str, *, chroma_url: str = "",
    before: Sequence[str] = (), env: Mapping[str, str] | None = None,
) -> tuple[Machine, str]:  # fmt: skip
    """A server process and its address. before: a command that the server's is given to (unshare, prlimit ...)."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    told = {
        "PARLEY_INDEX": str(index),
        "PARLEY_DATABASE_URL": database_url,
        "PARLEY_CHROMA_URL": chroma_url,
        **(env or {}),
    }
    command = [*before, str(BIN / "parley"), "serve", "--port", str(port)]
    empty = folder / f"{name}-home"
    empty.mkdir(exist_ok=True)
    return Machine(command, folder / f"{name}.log", lambda: answers(f"{address}/healthz"), told, empty), address


def chroma(folder: Path) -> tuple[Machine, str]:
    """A Chroma server on a free port."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(BIN / "chroma"), "run", "--path", str(folder / "chroma"), "--port", str(port)]
    return Machine(command, folder / "chroma.log", lambda: answers(f"{address}/api/v2/heartbeat"), cwd=folder), address


def ingest(index: Path, guides: Path, chroma_url: str = "") -> "subprocess.CompletedProcess[str]":
    """One run of the ingest command, in a process of its own."""
    command = [str(BIN / "parley"), "ingest", str(guides), "--index", str(index)]
    env = {**os.environ, **QUIET, "PARLEY_CHROMA_URL": chroma_url}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, timeout=2 * PATIENCE)


def few_guides(folder: Path) -> Path:
    """A folder with the starter guides of two companies and their names, to be ingested quickly."""
    for company in ("hugging-face", "weights-and-biases"):
        shutil.copytree(HOME / "corpus" / company, folder / company)
    shutil.copy(HOME / "corpus" / "names.yaml", folder)
    return folder


class Postgres:
    """A PostgreSQL of our own on a socket in a folder that its user can reach; it can be stopped at any moment."""

    def __init__(self) -> None:
        if not BINARIES:
            pytest.skip("PostgreSQL isn't installed (apt-get install postgresql)")
        if os.geteuid() == 0 and not shutil.which("runuser"):
            pytest.skip("PostgreSQL doesn't run as root, and there is no runuser to change that")
        self.folder = folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        as_postgres(
            self._tool("initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "parley", "-E", "UTF8", "--no-sync"
        )
        self.start()
        as_postgres(self._tool("createdb"), "-h", str(folder), "-U", "parley", "parley")

    @property
    def url(self) -> str:
        return f"postgresql://parley@/parley?host={self.folder}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -k {self.folder} -c max_connections=60"
        self._control("-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self) -> None:
        """As if its machine had lost power."""
        self._control("-m", "immediate", "stop")

    def send(self, number: int) -> None:
        """A signal to it and to every process it has for a connection."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        every = {int(p.name): p for p in Path("/proc").iterdir() if p.name.isdigit()}
        for pid, folder in every.items():
            with contextlib.suppress(OSError, IndexError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if first in (pid, parent):
                    os.kill(pid, number)

    def remove(self) -> None:
        """Stop it where it runs, and leave nothing behind."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _control(self, *words: str) -> None:
        as_postgres(self._tool("pg_ctl"), "-D", f"{self.folder}/data", *words)

    def _tool(self, name: str) -> str:
        return str(BINARIES[-1] / name)


def composed() -> dict[str, Any]:
    """docker-compose.yml with the defaults of its variables, as Compose reads it."""
    text = (HOME / "docker-compose.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?<!\$)\$\{\w+(?::-([^}]*))?\}", lambda found: found.group(1) or "", text).replace("$$", "$")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


def proxy(folder: Path, addresses: Sequence[str]) -> tuple[Machine, str]:
    """The proxy as docker-compose.yml sets it up, before replicas with addresses known beforehand."""
    program = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
    if program is None:
        pytest.skip("HAProxy isn't installed (apt-get install haproxy)")
    port = free_port()
    servers = "\n".join(f"  server bot{i} {one.removeprefix('http://')}" for i, one in enumerate(addresses))
    text = composed()["configs"]["proxy"]["content"]
    text = re.sub(r"(?m)^resolvers docker\n(?:[ ].*\n)+", "", text)
    text, named = re.subn(r"(?m)^.*server-template .*$", servers, text)
    text, bound = re.subn(r"(?m)^\s*bind :8080$", f"  bind 127.0.0.1:{port}", text)
    text = re.sub(r"(?m)^\s*bind :8081 .*\n", "", text).replace("$$", "$")
    assert named == bound == 1
    file = folder / "haproxy.cfg"
    file.write_text(text)
    address = f"http://127.0.0.1:{port}"
    machine = Machine([program, "-db", "-f", str(file)], folder / "haproxy.log", lambda: answers(f"{address}/healthz"))
    return machine, address


def read_only(*writable: Path) -> list[str] | None:
    """What makes a command see a read-only machine but for these folders and an empty /var/tmp; None if not allowed."""
    if os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("mount"):
        return None
    kept = " && ".join([f"mount --bind '{one}' '{one}'" for one in writable] or ["true"])
    script = (
        f"mount -t tmpfs tmpfs /var/tmp && {kept} && mount -o remount,bind,ro / && export TMPDIR=/var/tmp HOME=/var/tmp"
        ' && exec "$@"'
    )
    before = ["unshare", "--mount", "sh", "-c", script, "sh"]
    refused = (
        "touch '" + str(HOME / ".written") + "' 2>/dev/null && rm '" + str(HOME / ".written") + "' && exit 1 || exit 0"
    )
    allowed = subprocess.run([*before, "sh", "-c", refused], capture_output=True, check=False).returncode == 0
    return before if allowed else None
