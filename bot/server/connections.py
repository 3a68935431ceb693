"""Connections that bring their request too slowly, or more head than any request has, or don't take their answer, are
closed; as a proxy would.

uvicorn waits for ever for the rest of a request's head or body, and one of its two parsers takes a head of any size.
"""

import asyncio
import socket
import struct
from typing import Any

HEAD = 15.0
"""Seconds in which a request's line and headers must have come."""
BODY = 120.0
"""Seconds in which the body must have come after that: 5 MB on a poor mobile connection."""
KEPT = 30
"""Seconds that a connection without a request stays open: longer than clients and proxies keep theirs (httpx 5, HAProxy
5), or a request may be sent just as the connection is closed, and is lost."""
TAKEN, LEAST_TAKEN = 60.0, 2_048
"""Seconds in which a caller must take so many bytes of an answer that waits to be sent: slower than any connection."""
LARGEST_HEAD = 65_536
"""Bytes of a request's line and headers."""
LARGEST_REST = 8 * 1024 * 1024
"""Bytes of a body that are let come after it was refused: who is still sending them can't hear so before."""
SPARE = 256
"""Files that are open beside connections: index, database, model, letters."""
MOST_OPEN = 65_536


class ConnectionWatch(asyncio.Protocol):
    """What is added to uvicorn's protocol of one connection, which has connections, cycle and transport."""

    head, body, taken, most = HEAD, BODY, TAKEN, MOST_OPEN
    connections: set[Any]
    cycle: Any
    transport: asyncio.Transport
    _timer: asyncio.TimerHandle | None = None
    _unsent: asyncio.TimerHandle | None = None
    _in_body = False
    _came = 0
    _body_to_come = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        # Told of every byte that waits, not of 64 KB and more alone: nobody waits for a caller that takes none.
        self.transport.set_write_buffer_limits(high=0)
        if len(self.connections) > self.most:
            self.transport.abort()
        else:
            self._wait(self.head)

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        self._sent()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The transport's word that something waits to be sent."""
        super().pause_writing()
        self._sent()
        self._unsent = asyncio.get_running_loop().call_later(0, self._watch_taking)

    def resume_writing(self) -> None:
        """The transport's word that nothing does any more."""
        self._sent()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        unread = self._unread()
        if unread or self._idle():
            if self._timer is None:
                self._wait(self.head)
            self._came += len(data)
        super().data_received(data)
        if self._unread():
            if self._came > LARGEST_REST:
                self._too_late()
            return
        if unread:
            self._came = 0
            self._rest()
        if self._idle():
            if self._came > LARGEST_HEAD:
                self._too_late()
            return
        self._came = 0
        if not self.cycle.more_body:
            self._rest()
        elif not self._in_body:
            self._wait(self.body)
            self._in_body = True

    def on_headers_complete(self) -> None:
        """httptools' word that a body begins."""
        self._body_to_come = True
        super().on_headers_complete()  # type: ignore[misc]

    def on_message_complete(self) -> None:
        """httptools' word that it has ended."""
        self._body_to_come = False
        super().on_message_complete()  # type: ignore[misc]

    def _idle(self) -> bool:
        """Whether no request is under way: the next one's head is still to come, or has come in part."""
        return self.cycle is None or self.cycle.response_complete

    def _unread(self) -> bool:
        """Whether a request was answered before its body had come: what comes is no head, and nobody reads it."""
        if self.cycle is None or not self.cycle.response_complete:
            return False
        h11 = getattr(self, "conn", None)
        return self._body_to_come if h11 is None else str(h11.their_state) == "SEND_BODY"

    def _wait(self, seconds: float) -> None:
        self._rest()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._too_late)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._in_body = None, False

    def _watch_taking(self) -> None:
        """Look again in a while; begun when all of a piece has been given to the transport."""
        self._sent()
        waiting = self.transport.get_write_buffer_size()
        self._unsent = asyncio.get_running_loop().call_later(self.taken, self._look_at_taking, waiting)

    def _look_at_taking(self, waited: int) -> None:
        """Let the connection go where its caller took next to nothing, also one that is being closed."""
        if waited - self.transport.get_write_buffer_size() < LEAST_TAKEN:
            # What the system holds of the answer goes too, instead of being offered for minutes more.
            if (connection := self.transport.get_extra_info("socket")) is not None:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        else:
            self._watch_taking()

    def _sent(self) -> None:
        if self._unsent is not None:
            self._unsent.cancel()
        self._unsent = None

    def _too_late(self) -> None:
        self._rest()
        if not self.transport.is_closing():
            self.transport.abort()


def watched(base: type[Any], head: float = HEAD, body: float = BODY, taken: float = TAKEN) -> type[Any]:
    """uvicorn's protocol of one connection (either of its two), with limits on what a caller may leave unsaid."""
    return type("Watched", (ConnectionWatch, base), {"head": head, "body": body, "taken": taken, "most": _most_open()})


def _most_open() -> int:
    """How many connections may be open: as many files as the system lets, but for some to work with."""
    try:
        import resource
    except ImportError:
        return MOST_OPEN
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_OPEN if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return max((MOST_OPEN if soft == resource.RLIM_INFINITY else soft) - SPARE, SPARE)
