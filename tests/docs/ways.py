"""How a command of the documents is run: as it stands, in a reader's folder, with a vendor of our own where it wants
one and a port of its own where it serves."""

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot import settings
from tests.docs.pages import ROOT, blocks
from tests.fakes.command import Going, begun, parley
from tests.fakes.openai_server import Call, OpenAIServer
from tests.fakes.ports import free_port

ASKED = "What does W&B pay a staff engineer in London?"
PATIENCE = 240.0
"""Seconds for a server to come up on a busy machine."""
TRIED = ("ready", json.dumps({"company": "Acme", "part": "base"}), Call("bands", {"company": "Acme"}), "one, two")
"""What a vendor replies to `parley model`: words, structured output, a tool's call, a stream."""


@dataclass
class Reader:
    """Who follows the documents: their folder, the vendor their key is of, and what they have run already."""

    home: Path
    vendor: OpenAIServer
    done: set[tuple[str, ...]] = field(default_factory=set)

    def run(self, page: str, line: str) -> None:
        """Run a command; one that stands on several pages, with the same settings before it, once."""
        told = exported(page, line)
        words = [{"GUIDES": "my-guides"}.get(word, word) for word in shlex.split(line)]
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            told[name] = value
        if (key := (*sorted(told.items()), *words)) in self.done:  # type: ignore[comparison-overlap]
            return
        if words[0] == "export":
            self.set(told | dict(word.split("=", 1) for word in words[1:]))
        else:
            program = words[0].rsplit("/", 1)[-1]
            assert program == "parley", f"{line}: docs/tested.md doesn't say how it is tried"
            self.called(words[1:], self.environment(told))
        self.done.add(key)  # type: ignore[arg-type]

    def environment(self, told: dict[str, str]) -> dict[str, str]:
        """A shell with the reader's settings, in which the vendor's address leads here."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "OPENAI_"))}
        here = {"HOME": str(self.home), "PYTHONPATH": str(ROOT), "OPENAI_API_BASE": self.vendor.url}
        if "PARLEY_MODEL_BASE_URL" in told:
            told = told | {"PARLEY_MODEL_BASE_URL": self.vendor.url}
        return plain | here | told

    def set(self, told: dict[str, str]) -> None:
        """What is exported is a setting of ours, or a vendor's key."""
        ours = {name.removeprefix("PARLEY_").lower(): value for name, value in told.items() if name != "OPENAI_API_KEY"}
        read = settings.Settings(**ours)  # type: ignore[arg-type]
        assert all(str(getattr(read, name)) == value for name, value in ours.items())

    def called(self, words: list[str], environment: dict[str, str]) -> None:
        if words[0] == "serve":
            self.serve(words, environment)
        elif words[0] == "--install-completion":
            self.complete(words, environment)
        else:
            self.vendor.play(*(TRIED if words[0] == "model" else ["In London, the base is {f1}."]))
            done = parley(words, self.home, environment, typed=f"{ASKED}\n/quit\n")
            assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
            if "PARLEY_MODEL" in environment:
                assert self.vendor.requests, "the vendor was never asked"

    def serve(self, words: list[str], environment: dict[str, str]) -> None:
        """It serves what the page says: the chat, the widget, the API; to a site that is allowed; with the model."""
        port = free_port()
        with begun([*words, "--port", str(port)], self.home, environment) as server:
            host = environment.get("PARLEY_ALLOWED_HOSTS", f"127.0.0.1:{port}")
            headers = {"Host": host, "Origin": environment.get("PARLEY_ALLOWED_ORIGINS", f"http://{host}")}
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as http:
                until_up(http, server)
                for path in ("/", "/widget.js", "/v1/companies"):
                    assert http.get(path).status_code == 200, path
                if "PARLEY_ALLOWED_ORIGINS" in environment:
                    allowed = http.get("/v1/companies").headers["Access-Control-Allow-Origin"]
                    assert allowed == environment["PARLEY_ALLOWED_ORIGINS"]
                if "PARLEY_MODEL" in environment:
                    assert http.get("/readyz").json()["model"]

    def complete(self, words: list[str], environment: dict[str, str]) -> None:
        """In a shell: it looks for the one that it was called from."""
        line = f"{shlex.join([str(Path(sys.executable).with_name('parley')), *words])}; exit $?"
        shell = [shutil.which("bash") or "bash", "-c", line]
        done = subprocess.run(shell, cwd=self.home, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "completion installed" in done.stdout, done.stderr
        assert "parley" in (self.home / ".bashrc").read_text(encoding="utf-8")


def exported(page: str, line: str) -> dict[str, str]:
    """What the lines above a command, in its block, put into the environment."""
    for block in blocks(ROOT / page, "") if page else ():
        before, found, _ = block.replace("...", "x").partition(f"{line}")
        if found:
            words = [word for each in re.findall(r"(?m)^export (.+?)(?: +#.*)?$", before) for word in shlex.split(each)]
            return dict(word.split("=", 1) for word in words)
    return {}


def until_up(http: httpx.Client, server: Going) -> None:
    """Wait for a server that comes up in another process."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.is_alive():
        with contextlib.suppress(httpx.TransportError):
            if http.get("/healthz").status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("it never answered:\n" + "\n".join(server.said()))


@contextlib.contextmanager
def reading(home: Path) -> Iterator[Reader]:
    with OpenAIServer() as vendor:
        yield Reader(home, vendor)
