"""Requests that are no client's: their heads, addresses, lengths, tokens and protocols."""

import asyncio
import base64
import os
import secrets
from collections.abc import AsyncIterator

import httpx

from .target import Answer, Answers, Target, attack, status


@attack
async def odd_headers(on: Target) -> Answers:
    start = b"GET /v1/companies HTTP/1.1\r\nHost: localhost\r\n"
    heads = (
        b"".join(b"X-%d: 1\r\n" % number for number in range(1_200)),
        b"X: " + b"a" * 60_000 + b"\r\n",
        b"X: \xff\xfe\x80\r\n",
        b": no name\r\n",
        b"Authorization: Bearer " + b"\xc3\xa9" * 2_000 + b"\r\n",
        b"Origin: null\r\n",
        b"Origin: http://[\r\n",
        b"Accept: " + b"a/b;q=x," * 5_000 + b"\r\n",
        b"Cookie: " + b"a=b; " * 9_000 + b"\r\n",
        b"X-Forwarded-For: 1.2.3.4, \x01\r\n",
        b"X-Request-ID: \x7f\r\n",
        b" folded: 1\r\n",
        b"A\x00B: 1\r\n",
    )
    return [await on.raw(start + head + b"Connection: close\r\n\r\n") for head in heads]


@attack
async def a_head_without_end(on: Target) -> Answers:
    return [
        await on.raw(
            b"GET / HTTP/1.1\r\nHost: localhost\r\n", *[b"X-%d: %s\r\n" % (n, b"a" * 8_000) for n in range(12)]
        )
    ]


@attack
async def odd_hosts(on: Target) -> Answers:
    hosts = (
        b"evil.example",
        b"localhost.evil.example",
        b"localhost@evil.example",
        b"localhost:99999",
        b"localhost:x",
        b"[::1",
        b"127.1",
        b"0.0.0.0",
        b"\xff",
        b"a" * 5_000,
        b"LOCALHOST.",
        b"localhost\r\nHost: evil.example",
        b"//localhost",
        b"localhost#",
        b"xn--localhost",
        b"2130706433",
    )
    return [
        await on.raw(b"GET /v1/companies HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        for host in hosts
    ]


@attack
async def other_protocols(on: Target) -> Answers:
    key = base64.b64encode(os.urandom(16))
    upgrades = (
        b"GET /v1/ask HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        b"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(64),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET / HTTP/9.9\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        b"\r\n" * 2_000,
        b"GARBAGE" * 2_000,
    )
    return list(await asyncio.gather(*(on.raw(one) for one in upgrades)))


@attack
async def bodies_that_lie_about_their_length(on: Target) -> Answers:
    start = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    lies = (
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 99999999999999999999\r\n\r\n{}",
        b"Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
        b"Content-Length: 1_0\r\n\r\n{}",
        b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n",
    )
    return list(await asyncio.gather(*(on.raw(start + lie) for lie in lies)))


@attack
async def bodies_that_never_come(on: Target) -> Answers:
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
    halves = [on.raw(head, *[b" "] * 10, pause=0.1) for _ in range(60)]
    return list(await asyncio.gather(*halves))


@attack
async def more_than_a_body_may_hold(on: Target) -> Answers:
    async def endless(pieces: int) -> Answer:
        async def body() -> AsyncIterator[bytes]:
            for _ in range(pieces):
                yield b" " * 65_536

        return await on.send("POST", "/v1/ask", content=body(), headers={"Content-Type": "application/json"})

    return [await endless(120)]


@attack
async def odd_addresses(on: Target) -> Answers:
    paths = (
        "//",
        "/v1//ask",
        "/v1/%2e%2e/healthz",
        "/v1/passages/..%2f..%2f..%2fetc%2fpasswd:1",
        "/v1/passages/%00:1",
        "/v1/passages/x:" + "9" * 3_000,
        "/v1/guides/%F0%9F%92%B0/%ff",
        "/" + "a/" * 9_000,
        "/widget/../../bot/settings.py",
        "/widget/" + "a" * 9_000 + ".js",
        "/widget/%00.js",
        "/widget/%2e%2e%2fpages.js",
        "/browse/" + "a" * 9_000 + ".css",
        "/operator/" + "a" * 9_000,
        "/companies/" + "a" * 9_000,
        "/guides/" + "a/" * 200 + "%00",
        "/browse/..%2f..%2fetc",
        "/%c0%ae%c0%ae/",
        "/v1/bands?" + "company=x&" * 3_000,
        "/v1/bands?limit=1e9",
        "/v1/bands?company[]=x",
        "/v1/bands?limit=-1&offset=%ff",
        "/docs?x=<script>alert(1)</script>",
        "/browse/%3Cscript%3E",
        "/v1/schema/answer;x=1",
        "/slack/events",
        "/slack/oauth_redirect?code=" + "x" * 9_000,
    )
    lines = [b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" for path in paths]
    return [await on.raw(line) for line in lines]


@attack
async def odd_numbers_of_events_and_accepts(on: Target) -> Answers:
    said = (await on.made("ME/messages", {"text": "hi"}))["message_id"]
    events = [
        await on.get(f"ME/messages/{said}/events", **{"Last-Event-ID": one})
        for one in ("9" * 5_000, "-1", "1e9", "+1", "NaN", "")
    ]
    accepts = [
        await on.get("ME/export", Accept=one)
        for one in (
            "text/markdown;q=0",
            "text/markdown;q=nan",
            "," * 9_000,
            "*/*;" * 3_000,
            "text/markdown;q=" + "0" * 9_000,
        )
    ]
    return [*events, *accepts]


@attack
async def many_tokens(on: Target) -> Answers:
    async def one() -> Answer:
        return await on.send(
            "GET", f"/v1/conversations/{on.me}", headers={"Authorization": f"Bearer {secrets.token_urlsafe(32)}"}
        )

    got = [answer for _ in range(6) for answer in await asyncio.gather(*(one() for _ in range(50)))]
    assert {status(answer) for answer in got} <= {404, 429}
    assert len({answer.text for answer in got if isinstance(answer, httpx.Response) and answer.is_client_error}) == 1
    odd = (
        b"",
        b"Bearer",
        b"Basic YTpi",
        b"Bearer " + b"x" * 20_000,
        b"bearer \x01",
        b"Bearer a b c",
        b"Bearer \xc3\xa9",
    )
    line = f"GET /v1/conversations/{on.me} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ".encode()
    held = [await on.raw(line + one + b"\r\n\r\n") for one in odd]
    assert not any(one.startswith(b"HTTP/1.1 200") for one in held)
    return [*got, *held]


@attack
async def ids_one_after_the_other(on: Target) -> Answers:
    near = [f"{(int(on.me, 16) + step) % 16**32:032x}" for step in range(-60, 60) if step]
    odd = [
        on.me.upper(),
        on.me + " ",
        on.me[:31],
        f"{on.me}%00",
        "0" * 32,
        "%2e%2e",
        on.me[:-1] + "\uff41",
        "1" * 9_000,
    ]
    got = [await on.send("GET", f"/v1/conversations/{one}", headers=on.token) for one in (*near, *odd)]
    assert {status(answer) for answer in got} == {404}
    return [
        *got,
        *[await on.get(f"ME/practice/{one}") for one in near[:20]],
        *[await on.post(f"ME/messages/{one}/feedback", {"rating": "up"}) for one in near[:20]],
    ]
