#!/usr/bin/env python3
"""Set Parley up in this folder and start it: `python3 start.py`; or set it up and test it: `python3 start.py test`
(`test --all`: with the tests that take minutes, too).

Needs Python 3.11 or newer and nothing else. Makes a virtual environment in .venv, installs Parley into it
with pip, ingests the starter guides and serves on localhost. A second start installs nothing again.
"""

import hashlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
TORCH = "torch==2.13.0"
QUIET = ("-qq", "--disable-pip-version-check", "--no-warn-script-location")
PORT = 8000
TESTS = ["-m", "pytest", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
FEW = 10
"""As many tests as may fail beside others and be tried again alone."""
UNUSED = "kubernetes|transformers.models|sympy|networkx"
"""Half of all there is to compile in the environment, of which the tests import next to nothing."""
SYSTEM_PACKAGES = {
    "initdb": "postgresql",
    "haproxy": "haproxy",
    "chromium": "chromium",
    "redis-server": "redis-server",
}
"""What tests use where it is installed: program, Debian's package."""


def main() -> int:
    """Set up, then serve, or with the word test run the checks; returns the exit status."""
    words = sys.argv[1:]
    if {"-h", "--help"} & set(words):
        print(__doc__)
        return 0
    if words not in ([], ["test"], ["test", "--all"]):
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - an older python3 is what a user may start this with
        print(f"Parley needs Python 3.11 or newer; this is {platform.python_version()}. Start it with a newer python3.")
        return 1
    if platform.system() == "Darwin" and platform.machine() == "x86_64":
        print(
            "PyTorch has no build for Macs with an Intel processor any more: run Parley in Docker (docker-compose.yml)."
        )
        return 1
    os.chdir(HERE)
    test = words[:1] == ["test"]
    install("test" if test else "")
    return check(long="--all" in words) if test else serve()


def install(extra: str) -> None:
    """Make the virtual environment and install into it, unless that was done for this pyproject.toml."""
    stamp = ENVIRONMENT / f"parley-{extra or 'run'}.stamp"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists():
        say("making a virtual environment in .venv")
        venv.create(ENVIRONMENT, with_pip=True)
    if not has_torch():
        install_torch()
    say("installing Parley and what it uses (a few minutes the first time)")
    # For the tests, what pip would compile alone while nothing else goes on is compiled beside the first checks.
    late = ["--no-compile"] if extra == "test" else []
    pip_install(*late, "-e", f".[{extra}]" if extra else ".")
    stamp.write_text(wanted, encoding="utf-8")


def has_torch() -> bool:
    found = subprocess.run([PYTHON, "-c", "import torch"], capture_output=True, check=False)
    return found.returncode == 0


def install_torch() -> None:
    """PyTorch's small CPU build where there is no GPU. On macOS and Windows that is what pip finds, and so it is where
    a build was laid beside pip (its find-links); elsewhere uv knows where it is kept, and pip is the way back."""
    say("installing PyTorch (CPU build)" if not shutil.which("nvidia-smi") else "installing PyTorch")
    if platform.system() == "Linux" and not shutil.which("nvidia-smi") and not lies_beside(TORCH):
        pip_install("uv")
        quick = {**os.environ, "UV_HTTP_RETRIES": "0", "UV_HTTP_TIMEOUT": "20"}
        command = [PYTHON, "-m", "uv", "pip", "install", "-q", "--python", PYTHON, "--torch-backend", "cpu", TORCH]
        if subprocess.run(command, env=quick, capture_output=True, check=False).returncode == 0:
            return
        say("PyTorch's own index is out of reach: taking the larger build that pip finds")
    pip_install(TORCH)


def lies_beside(package: str) -> bool:
    """Whether pip has a file for this package at hand, without asking anybody."""
    look = ["-m", "pip", "install", *QUIET, "--no-index", "--no-deps", "--dry-run", package]
    return subprocess.run([PYTHON, *look], capture_output=True, check=False).returncode == 0


def serve() -> int:
    """Ingest the starter guides and serve until stopped."""
    say("ingesting the starter guides in corpus/")
    parley = str(BIN / "parley")
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run([parley, "ingest", "corpus"], env=quiet, check=False)
    if done.returncode:
        return done.returncode
    port = free_port()
    if port != PORT:
        say(f"port {PORT} is taken: serving on {port}")
    command = [parley, "serve", "--port", str(port)]
    if os.name != "nt":
        os.execve(parley, command, quiet)  # Whoever ends what they started ends the server.
    try:
        return subprocess.run(command, env=quiet, check=False).returncode
    except KeyboardInterrupt:
        return 0


def free_port() -> int:
    """8000, or the next port on this machine that nobody listens on."""
    for port in range(PORT, PORT + 50):
        with socket.socket() as one:
            # Without it, a port that was left a minute ago counts as taken; on Windows it would let two listen.
            if os.name != "nt":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return PORT


def check(long: bool = False) -> int:
    """Lint, run every test (long: those that take minutes, too) and, beside them, check types; packages of the system
    that tests use are installed where that is possible."""
    tests = [*TESTS, *(["--long"] if long else [])]
    add_system_packages()
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    # Where an image forbids Python to keep what it compiled, each of the tests' hundreds of processes would do it anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    compiling = subprocess.Popen([PYTHON, "-m", "compileall", "-qq", "-x", UNUSED, ENVIRONMENT], env=environment)
    say("linting")
    for ruff in (["check", "."], ["format", "--quiet", "--check", "."]):
        if status := subprocess.run([PYTHON, "-m", "ruff", *ruff], env=environment, check=False).returncode:
            return status
    say("checking types, and testing beside it")
    # One process on one core: waited for before the tests it would leave the other cores idle.
    typing = subprocess.Popen([PYTHON, "-m", "mypy"], env=environment)
    compiling.wait()
    status = subprocess.run([PYTHON, *tests], env=environment, check=False).returncode
    if status:
        status = alone(environment, tests[len(TESTS) :])
    return typing.wait() or status or audit(environment)


def alone(environment: dict[str, str], more: list[str]) -> int:
    """Run a few tests that failed beside others once more, without the others: a fault of theirs stays, a want of
    processor time doesn't. Pytest names them and says how they ended."""
    failed = HERE / ".pytest_cache" / "v" / "cache" / "lastfailed"
    try:
        count = len(json.loads(failed.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return 1
    if not 0 < count <= FEW:
        return 1
    say(f"{count} failed while three ran at a time: running them again, one at a time")
    again = [PYTHON, "-m", "pytest", "-n", "0", "--last-failed", "--last-failed-no-failures", "none", "-rfEp", *more]
    return subprocess.run(again, env=environment, check=False).returncode


def audit(environment: dict[str, str]) -> int:
    """Look for known holes in what is installed, where the database of them can be reached."""
    say("auditing dependencies")
    command = [
        PYTHON,
        "-m",
        "pip_audit",
        "--skip-editable",
        "--progress-spinner",
        "off",
        "--timeout",
        "10",
        "-f",
        "json",
    ]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    except subprocess.TimeoutExpired:
        say("the database of known holes is out of reach: not audited")
        return 0
    try:
        seen = [one for one in json.loads(done.stdout)["dependencies"] if "skip_reason" not in one]
    except (ValueError, KeyError):
        seen = []
    for one in seen:
        for hole in one["vulns"]:
            print(
                f"{one['name']} {one['version']}: {hole['id']}, mended in "
                f"{', '.join(hole['fix_versions']) or 'no version yet'}"
            )
    if not seen:
        say("the database of known holes is out of reach: not audited")
    return int(any(one["vulns"] for one in seen))


def add_system_packages() -> None:
    wanted = sorted({package for program, package in SYSTEM_PACKAGES.items() if not installed(program)})
    if not wanted:
        return
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"without {', '.join(wanted)} the tests that use them are skipped")
        return
    say(f"installing {', '.join(wanted)} for the tests that use them")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", *wanted]):
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            say("that failed; the tests that use them are skipped")
            return


def installed(program: str) -> bool:
    return bool(shutil.which(program) or list(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))


def pip_install(*words: str) -> None:
    done = subprocess.run([PYTHON, "-m", "pip", "install", *QUIET, *words], check=False)
    if done.returncode:
        say("pip could not install that; its message is above. Mend it and start again: what is installed stays.")
        sys.exit(done.returncode)


def say(what: str) -> None:
    print(f"parley: {what} ...", flush=True)


if __name__ == "__main__":
    sys.exit(main())
