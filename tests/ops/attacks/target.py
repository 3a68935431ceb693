"""What is attacked, and how strangers reach it."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

SECRET = "the-signing-secret-of-slack"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RUNS = (
    "is ",
    "vs ",
    "hundred thousand and ",
    "one hundred and ",
    "base ",
    "$",
    "1",
    "(",
    "[x](",
    "over 4 years and ",
    "between 100k and ",
    "\n- ",
    "| ",
    "signing bonus of ",
    "not ",
    "…",
    "\u202e",
    "\U0001f4b0",
    "e\u0301",
    "# ",
    "> ",
    "`",
)
"""Words of the readers' own grammar and of markup, to be said over and over."""

Answer = httpx.Response | bytes
"""An answer, or the bytes that came back for what was no request; b"" where the connection was closed without."""


def status(answer: Answer) -> int:
    """An answer's status; 0 for a connection that was closed, or is held, without one."""
    if isinstance(answer, httpx.Response):
        return answer.status_code
    words = answer.split(b" ", 2)
    return int(words[1]) if answer.startswith(b"HTTP/1.") and words[1].isdigit() else 0


@dataclass
class Target:
    """The servers under attack, and one conversation on them."""

    http: httpx.AsyncClient
    port: int
    mcp: str
    me: str
    token: dict[str, str]

    async def send(self, method: str, url: str, **given: Any) -> Answer:
        """What comes back; b"" where the server closed the connection, as it may while a body is still being sent."""
        try:
            return await self.http.request(method, url, **given)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return b""

    async def json(self, path: str, raw: str | bytes, method: str = "POST", kind: str = "application/json") -> Answer:
        body = raw.encode() if isinstance(raw, str) else raw
        path = path.replace("ME", f"/v1/conversations/{self.me}")
        return await self.send(method, path, content=body, headers={**self.token, "Content-Type": kind})

    async def post(self, path: str, body: object, method: str = "POST") -> Answer:
        return await self.json(path, json.dumps(body), method)

    async def made(self, path: str, body: object) -> dict[str, Any]:
        """What a call that must succeed gives."""
        answer = await self.post(path, body)
        assert isinstance(answer, httpx.Response) and answer.is_success, answer
        given: dict[str, Any] = answer.json()
        return given

    async def letter(self, data: bytes, kind: str, name: str = "letter") -> Answer:
        return await self.send("POST", "/v1/offers", files={"file": (name, data, kind)})

    async def get(self, path: str, **headers: str) -> Answer:
        path = path.replace("ME", f"/v1/conversations/{self.me}")
        return await self.send("GET", path, headers={**self.token, **headers})

    async def raw(self, *parts: bytes, pause: float = 0.0, port: int = 0) -> bytes:
        """What comes back for bytes that are no client's, within some seconds; b"" where nothing does."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port or self.port)
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(pause)
            async with asyncio.timeout(3):
                return await reader.read(65_536)
        except (TimeoutError, OSError):
            return b""
        finally:
            writer.close()

    async def call(self, method: str, params: object, **more: object) -> Answer:
        """A call over MCP."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params, **more}
        return await self.tell(json.dumps(body))

    async def tell(self, body: str | bytes, **headers: str) -> Answer:
        kinds = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        content = body.encode() if isinstance(body, str) else body
        return await self.send("POST", self.mcp, content=content, headers={**kinds, **headers})

    async def slack(self, body: bytes, *, key: str = SECRET, at: str = "", kind: str = "application/json") -> Answer:
        at = at or str(int(time.time()))
        signature = "v0=" + hmac.new(key.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature, "Content-Type": kind}
        return await self.send("POST", "/slack/events", content=body, headers=headers)


Answers = list[Answer]
Attack = Callable[[Target], Awaitable[Answers]]
ATTACKS: dict[str, Attack] = {}


def attack(made: Attack) -> Attack:
    ATTACKS[made.__name__] = made
    return made


TEXTS = (
    ("/v1/ask", "question"),
    ("/v1/offers", "text"),
    ("ME/messages", "text"),
    ("ME/practice", "company"),
    ("ME/profile", "company"),
)


async def everywhere(on: Target, text: str) -> Answers:
    """The text to every address that takes words."""
    got: Answers = [
        await on.post(path, {field: text}, "PATCH" if path.endswith("profile") else "POST") for path, field in TEXTS
    ]
    got.append(await on.send("GET", "/v1/bands", params={"company": text[:190], "role": text[:190]}))
    return got
