"""Connections that leave their request unsaid are closed, and hold up nobody; whichever parser uvicorn has."""

import asyncio
import select
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.server.connections import LARGEST_HEAD, LARGEST_REST, TAKEN, watched

SOON = 0.3
HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"


MUCH = 16_000_000
"""Bytes of an answer: more than the system takes for a caller who doesn't read."""


async def echo(request: Request) -> PlainTextResponse:
    if "much" in request.headers:
        return PlainTextResponse(b" " * MUCH)
    if "large" in request.headers:
        return PlainTextResponse("refused", 413)
    body = await request.body()
    await asyncio.sleep(2 * SOON if body == b"slow" else 0)
    return PlainTextResponse(body.decode())


@asynccontextmanager
async def server(parser: str, taken: float = TAKEN) -> AsyncIterator[int]:
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    config = uvicorn.Config(app, http=parser, log_level="error", lifespan="off")  # type: ignore[arg-type]
    config.load()
    config.http_protocol_class = watched(config.http_protocol_class, SOON, 2 * SOON, taken)
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(config)
    task = asyncio.create_task(running.serve(sockets=[listening]))
    while not running.started:
        await asyncio.sleep(0.01)
    yield listening.getsockname()[1]
    running.should_exit = True
    await task


async def said(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """What the server says until it closes, or until it has been quiet for long."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = b""
    with suppress(OSError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        async with asyncio.timeout(20):
            heard = await reader.read()
    writer.close()
    return heard


@pytest.fixture(params=["h11", "httptools"])
def parser(request: pytest.FixtureRequest) -> str:
    pytest.importorskip(request.param)
    return str(request.param)


async def test_a_head_or_body_that_never_comes_whole_is_not_waited_for(parser: str) -> None:
    async with server(parser) as port:
        for unsaid in ((), (b"",), (b"POST / HT",), (HEAD,), (HEAD + b"\r\n",), (HEAD + b"\r\nab",)):
            assert b"200 OK" not in await said(port, *unsaid)


async def test_a_head_that_dribbles_is_not_waited_for(parser: str) -> None:
    async with server(parser) as port:
        assert b"200 OK" not in await said(port, *(bytes([letter]) for letter in HEAD), pause=SOON / 5)


async def test_a_head_without_end_is_cut(parser: str) -> None:
    async with server(parser) as port:
        endless = [b"X-%d: " % n + b"y" * 1000 + b"\r\n" for n in range(LARGEST_HEAD // 500)]
        assert b"200 OK" not in await said(port, HEAD, *endless, b"Connection: close\r\n\r\nfine")


async def test_a_second_head_on_the_same_connection_is_not_waited_for(parser: str) -> None:
    async with server(parser) as port:
        assert (await said(port, HEAD + b"\r\nfine", HEAD)).count(b"200 OK") == 1


async def test_an_answer_that_takes_its_time_is_waited_for_and_a_connection_used_again(parser: str) -> None:
    async with server(parser) as port:
        last = HEAD + b"Connection: close\r\n\r\nfine"
        heard = await said(port, HEAD + b"\r\nslow", HEAD + b"\r\nslow", last, pause=3 * SOON)
    assert heard.count(b"200 OK") == 3


LARGE = HEAD.replace(b"Length: 4", b"Length: %d") + b"Large: yes\r\n\r\n"


async def test_who_still_sends_a_body_that_was_refused_hears_so_and_may_go_on(parser: str) -> None:
    size = 5 * LARGEST_HEAD
    pieces = [b" " * 10_000] * (size // 10_000)
    async with server(parser) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(LARGE % (10_000 * len(pieces)))
        assert b"413" in await reader.readuntil(b"refused")
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        writer.write(HEAD + b"Connection: close\r\n\r\nfine")
        async with asyncio.timeout(20):
            heard = await reader.read()
        writer.close()
    assert b"200 OK" in heard and heard.endswith(b"fine")


async def test_a_refused_body_without_end_is_cut(parser: str) -> None:
    async with server(parser) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(LARGE % (100 * LARGEST_REST))
        await reader.readuntil(b"refused")
        sent = 0
        with pytest.raises(OSError):
            while sent < 20 * LARGEST_REST:
                writer.write(b" " * 500_000)
                await writer.drain()
                sent += 500_000
        writer.close()


async def test_a_refused_body_that_never_comes_is_not_waited_for(parser: str) -> None:
    async with server(parser) as port:
        heard = await said(port, LARGE % 9, b"a", pause=SOON / 5)
    assert b"413" in heard


@pytest.mark.parametrize("last", [b"", b"Connection: close\r\n"])
async def test_who_takes_nothing_of_an_answer_is_let_go(parser: str, last: bytes) -> None:
    async with server(parser, SOON) as port:
        caller = socket.create_connection(("127.0.0.1", port))
        caller.sendall(HEAD + b"Much: yes\r\n" + last + b"\r\nfine")
        watching = select.poll()
        watching.register(caller, 0)
        # Nothing is read: only that the connection was reset can be heard.
        assert await asyncio.to_thread(watching.poll, 20_000)
        caller.close()


async def test_who_takes_an_answer_slowly_gets_all_of_it(parser: str) -> None:
    async with server(parser, 2.0) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"Much: yes\r\nConnection: close\r\n\r\nfine")
        got = 0
        while piece := await reader.read(200_000):
            got += len(piece)
            await asyncio.sleep(0.01)
        writer.close()
    assert got > MUCH
