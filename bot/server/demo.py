"""`parley demo`: the starter guides, wherever they were installed, ingested and served, with nothing to set up."""

import os
import socket
import sys
from pathlib import Path

from bot import settings
from bot.errors import BadInput

PORT = 8000
"""The port that is tried first."""
TRIED = 50
"""Ports after it that are tried when it is taken."""

GUIDES = Path(__file__).resolve().parents[2] / "corpus"


def run(port: int | None, folder: Path | None) -> None:
    """Ingest and serve until stopped. folder: for the index and the conversations; a cache of this user's otherwise.

    Raises BadInput where a folder or a port that was asked for can't be had."""
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from bot.server.app import serve
    from ingest.cli import run_ingest

    home = folder or cache()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(str(home), f"it can't be written ({error.strerror})", "name another with --folder") from error
    if status := run_ingest([GUIDES], home / "index", chroma_url=None, model=None, rebuild=False, as_json=False):
        sys.exit(status)
    given = {} if os.environ.get("PARLEY_DATABASE_URL") else {"database_url": f"sqlite:///{home / 'demo.sqlite3'}"}
    chosen = port if port is not None else free_port()
    if port is None and chosen != PORT:
        print(f"Port {PORT} is taken: serving on {chosen}.", flush=True)
    serve(settings.load(index=home / "index", **given), "127.0.0.1", chosen)


def cache() -> Path:
    """Where a program of this user's may leave what it can make again: as each system has it."""
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "parley-demo"


def free_port() -> int:
    """8000, or the next port on this machine that nobody listens on."""
    for port in range(PORT, PORT + TRIED):
        with socket.socket() as one:
            if os.name != "nt":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return PORT
