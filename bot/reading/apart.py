"""Long offers are read by a process of its own: here they would hold the interpreter's lock, and everybody's answer.

Run as a module it is that process: it reads texts from standard input and writes readings to standard output, until
its input ends.
"""

import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

from bot.errors import BadInput
from bot.reading.behind import started
from bot.reading.offer_terms import read_offer
from bot.reading.terms import OfferReading

MOST_WAITED = 20.0
"""Seconds on the clock that one text may take, on a machine that is busy."""


class Apart:
    """Reads offers in a process of its own, one after the other; it is started when it is first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read_offer(self, text: str) -> OfferReading:
        """As bot.reading.offer_terms.read_offer. Raises BadInput where it takes too long or fails."""
        with self._lock:
            try:
                return self._asked(text)
            except (OSError, EOFError, struct.error, pickle.UnpicklingError) as error:
                self._end()
                raise BadInput("text", "it takes too long to read", "send the lines with the pay alone") from error

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _asked(self, text: str) -> OfferReading:
        if self._process is None or self._process.poll() is not None:
            self._process = started(__name__)
        sent, got = self._process.stdin, self._process.stdout
        assert sent and got
        # Its end is waited for by a timer: on Windows no pipe can be waited for.
        ends = threading.Timer(MOST_WAITED, self._process.kill)
        ends.start()
        try:
            _write(sent, text.encode("utf-8", "surrogatepass"))
            reading: OfferReading = pickle.loads(_read(got))
        finally:
            ends.cancel()
        return reading

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _write(to: IO[bytes], body: bytes) -> None:
    to.write(struct.pack("<q", len(body)) + body)
    to.flush()


def _read(source: IO[bytes]) -> bytes:
    (length,) = struct.unpack("<q", source.read(8))
    return source.read(int(length))


def _work() -> None:
    """The process's life."""
    sent, got = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr
    with suppress(struct.error, KeyboardInterrupt):
        while True:
            _write(sent, pickle.dumps(read_offer(_read(got).decode("utf-8", "surrogatepass"))))


if __name__ == "__main__":
    _work()
