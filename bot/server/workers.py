"""Several processes of one server on one machine: each listens on the same port, and one that dies is started again."""

import logging
import multiprocessing
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from bot.errors import BadInput, ParleyError
from bot.settings import Settings
from ingest.errors import IngestError

log = logging.getLogger(__name__)

OWN = "async+memory://"
"""Where calls are counted unless another place is set: in each process for itself."""
GRACE = 45.0
"""Seconds that processes get to end; the replies under way have 30 of them."""
STEADY = 10.0
"""Seconds after which a process that ends is taken to have died of something new: it is started again at once."""
LONGEST_PAUSE = 30.0
"""Seconds, at most, before one that dies again and again is started once more."""

Run = Callable[[Settings, socket.socket, Callable[[], None]], None]
"""Serves on a socket until told to stop; calls what it is given once it listens."""


class Workers:
    """So many processes that serve on one port. run: a function of a module, called in each."""

    def __init__(self, run: Run, settings: Settings, listening: socket.socket, count: int) -> None:
        self._run, self._settings, self._listening = run, settings, listening
        self._spawn = multiprocessing.get_context("spawn")
        # Whoever reads the other end learns that this process has gone, however it went.
        self._alive, self._held = self._spawn.Pipe(duplex=False)
        self._workers: list[_ServingProcess | None] = [None] * count
        self._stopping = threading.Event()

    def serve(self, ready: Callable[[], None]) -> int:
        """Run until SIGTERM or Ctrl-C; ready is called once every process listens. The exit status."""
        for told_by in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told_by, lambda *_: self._stopping.set())
        self._workers = [self._started() for _ in self._workers]
        told = False
        while not self._stopping.is_set():
            living = [one for one in self._workers if one is not None]
            wait([*(one.process.sentinel for one in living), *(one.said for one in living if not one.ready)], 0.2)
            for one in living:
                one.listen()
            if not told and all(one.ready for one in living):
                told = True
                ready()
            if not self._mended(told):
                self._end()
                return 2
        self._end()
        return 0

    def _started(self, failures: int = 0) -> "_ServingProcess":
        said, says = self._spawn.Pipe(duplex=False)
        process = self._spawn.Process(
            target=_work, args=(self._run, self._settings, self._listening, says, self._alive), daemon=False
        )
        process.start()
        says.close()
        return _ServingProcess(process, said, time.monotonic(), failures)

    def _mended(self, told: bool) -> bool:
        """Start again what died; False where one can't even start for the first time."""
        for at, one in enumerate(self._workers):
            if one is None or one.process.is_alive():
                continue
            if not told:
                return False
            lasted = time.monotonic() - one.began
            failures = 0 if lasted > STEADY else one.failures + 1
            if lasted < min(2.0**failures - 1, LONGEST_PAUSE):
                continue
            log.error("a process of the server ended (status %s) and is started again", one.process.exitcode)
            one.said.close()
            self._workers[at] = self._started(failures)
        return True

    def _end(self) -> None:
        """Tell the processes to finish the replies under way, and wait for them."""
        living = [one.process for one in self._workers if one is not None and one.process.is_alive()]
        for process in living:
            process.terminate()
        until = time.monotonic() + GRACE
        for process in living:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


class _ServingProcess:
    """One process, when it was started, and how often in a row it died soon."""

    def __init__(self, process: SpawnProcess, said: Connection, began: float, failures: int) -> None:
        self.process, self.said, self.began, self.failures = process, said, began, failures
        self.ready = False

    def listen(self) -> None:
        """Hear whether it is ready."""
        with suppress(EOFError, OSError):
            while not self.ready and self.said.poll():
                self.ready = self.said.recv() == "ready"


def _work(run: Run, settings: Settings, listening: socket.socket, says: Connection, alive: Connection) -> None:
    """A process's life; it ends as if told to when the one that started it has gone."""
    _end_with(alive)
    try:
        run(settings, _own(listening), lambda: says.send("ready"))
    except KeyboardInterrupt:
        pass
    except (ParleyError, IngestError) as error:
        print(f"parley: {error}", file=sys.stderr)
        sys.exit(2)


def _end_with(alive: Connection) -> None:
    def watch() -> None:
        with suppress(EOFError, OSError):
            alive.recv()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def reserved(host: str, port: int) -> socket.socket:
    """A socket that has the port for the processes to listen on. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # Two servers that share a port by REUSEPORT would each get half of the visitors: it must be free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()
        at = probe.getsockname()
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if _each_its_own():
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(at)
    if not _each_its_own():
        made.listen(2048)
    return made


def _own(reserved: socket.socket) -> socket.socket:
    """A process's own socket on the port, among which the kernel deals out connections; elsewhere the one of all."""
    if not _each_its_own():
        return reserved
    made = socket.socket(reserved.family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(reserved.getsockname())
    made.listen(2048)
    return made


def _each_its_own() -> bool:
    return sys.platform == "linux"


class Shared:
    """A folder for what the processes of a server share while they live: counts of calls, and metrics."""

    def __init__(self) -> None:
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="parley-"))
        except OSError as error:
            what = f"its processes share their counts in a temporary folder, and there is none ({error.strerror})"
            raise BadInput("PARLEY_WORKERS", what, "let TMPDIR name one that can be written, or use 1") from error

    def settings(self, settings: Settings) -> Settings:
        """The settings of each process: calls are counted together, unless they are counted elsewhere already."""
        metrics = self._folder / "metrics"
        metrics.mkdir()
        # Read by prometheus-client when it is imported, in each process.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics)
        if settings.rate_storage != OWN:
            return settings
        return settings.model_copy(update={"rate_storage": f"async+file://{self._folder / 'counts.sqlite3'}"})

    def remove(self) -> None:
        """Delete it."""
        shutil.rmtree(self._folder, ignore_errors=True)
