"""Long texts are read by a process of its own: here they would hold the interpreter's lock, and everybody's answer.

Run as a module it is that process: it takes what is to be read from standard input and writes readings to standard
output, until its input ends or nobody has asked it for a while. With words (the index, and the model and weights of
other languages) it reads messages, too.
"""

import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bot.errors import BadInput, ParleyError
from bot.reading.behind import started
from bot.reading.offer_terms import read_offer
from bot.reading.terms import OfferReading, Profile
from bot.reading.types import Reading, Turn
from ingest.errors import IngestError

if TYPE_CHECKING:  # Offers alone are read without it.
    from bot.reading.read import Reader

MOST_WAITED = 60.0
"""Seconds on the clock that one text may take, on a machine that is busy."""
IDLE = 600.0
"""Seconds without work after which the process ends, and gives its memory back."""


_ENDED = (OSError, EOFError, struct.error, pickle.UnpicklingError)
"""What comes of asking a process that has ended, or ends meanwhile."""


class _TooLate(Exception):
    """It took longer than MOST_WAITED."""


def _unread() -> BadInput:
    return BadInput("text", "it takes too long to read", "send the lines with the pay alone")


class Apart:
    """Reads in a process of its own, one text after the other; it is started when it is first needed."""

    def __init__(self, *words: str) -> None:
        """words: what the process needs to read messages; none where it reads offers alone."""
        self._words = words
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read_offer(self, text: str) -> OfferReading:
        """As bot.reading.offer_terms.read_offer. Raises BadInput where it takes too long or fails."""
        reading: OfferReading = self._read("offer", text)
        return reading

    def read(self, message: str, history: Sequence[Turn], profile: Profile) -> Reading:
        """As a Reader's. Raises BadInput where it takes too long or fails, and what reading it raises."""
        reading: Reading = self._read("message", message, tuple(history), profile)
        return reading

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _read(self, *asked: Any) -> Any:
        body = pickle.dumps(asked)
        with self._lock:
            try:
                done, made = self._told(body)
            except _TooLate as error:
                raise _unread() from error
            except _ENDED:
                # Somebody ended it: the system, for its memory, as likely as not. The text is no reason yet.
                try:
                    done, made = self._told(body)
                except (_TooLate, *_ENDED) as error:
                    raise _unread() from error
        if not done:
            raise made
        return made

    def _told(self, asked: bytes) -> tuple[bool, Any]:
        """What the process makes of it; where it makes nothing it is ended. Raises _TooLate, and _ENDED."""
        if self._process is None or self._process.poll() is not None:
            self._process = started(__name__, *self._words)
        process, late = self._process, threading.Event()
        sent, got = process.stdin, process.stdout
        assert sent and got

        def give_up() -> None:
            late.set()
            process.kill()

        # Its end is waited for by a timer: on Windows no pipe can be waited for.
        ends = threading.Timer(MOST_WAITED, give_up)
        ends.start()
        try:
            _write(sent, asked)
            told: tuple[bool, Any] = pickle.loads(_taken(got))
        except _ENDED as error:
            self._end()
            if late.is_set():
                raise _TooLate from error
            raise
        finally:
            ends.cancel()
        return told

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _write(to: IO[bytes], body: bytes) -> None:
    to.write(struct.pack("<q", len(body)) + body)
    to.flush()


def _taken(source: IO[bytes]) -> bytes:
    (length,) = struct.unpack("<q", source.read(8))
    return source.read(int(length))


def _work() -> None:
    """The process's life."""
    sent, got = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr
    with suppress(struct.error, KeyboardInterrupt):
        while True:
            idle = threading.Timer(IDLE, os._exit, (0,))
            idle.daemon = True
            idle.start()
            asked = _taken(got)
            idle.cancel()
            _write(sent, pickle.dumps(_made(*pickle.loads(asked))))


def _made(kind: str, *given: Any) -> tuple[bool, Any]:
    """What comes of it: a reading, or one of our own errors, which is the caller's to tell."""
    try:
        return True, read_offer(*given) if kind == "offer" else _reader(*sys.argv[1:]).read(*given)
    except (ParleyError, IngestError) as error:
        return False, error


@cache
def _reader(index: str, model: str = "", weights: str = "") -> "Reader":
    from bot.reading.multilingual import opened
    from bot.reading.names import Names
    from bot.reading.read import Reader
    from ingest.index.facts import Facts

    return Reader(Names(Facts(Path(index))), elsewhere=lambda: opened(model, Path(weights) if weights else None))


if __name__ == "__main__":
    _work()
