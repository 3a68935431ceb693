"""Server-sent events as an answer: written as they come, a comment in silence, and cut short when the caller goes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

COMMENT = b": ping\n\n"
"""What says that a stream lives; whoever reads events skips it."""


class Stream(Response):
    """The pieces of a stream of events. silence: seconds without a piece after which a comment is sent."""

    media_type = "text/event-stream"

    def __init__(self, pieces: AsyncGenerator[bytes], silence: float) -> None:
        self._pieces, self._silence = pieces, silence
        self.status_code, self.background = 200, None
        # A proxy that gathers what it hands on would keep the first words back.
        self.init_headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending, leaving = asyncio.create_task(self._sent(send)), asyncio.create_task(_left(receive))
        both = {sending, leaving}
        try:
            while not (await asyncio.wait(both, timeout=self._silence, return_when=asyncio.FIRST_COMPLETED))[0]:
                await _written(send, COMMENT)
            if sending.done():
                await sending
        finally:
            for one in both:
                one.cancel()
            await asyncio.wait(both)

    async def _sent(self, send: Send) -> None:
        async with aclosing(self._pieces) as pieces:
            async for piece in pieces:
                await _written(send, piece)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _written(send: Send, piece: bytes) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": True})


async def _left(receive: Receive) -> None:
    """Until the caller has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
