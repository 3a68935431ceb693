"""How much may be asked of the API: for each token, each address and each web origin; the counting is `limits`' own.

What is counted is work, not calls: a call costs by what its body holds and where it goes.
Counts are kept in the process, so that two replicas allow twice as much; PARLEY_RATE_STORAGE names a Redis that
they share instead.
"""

import asyncio
import hashlib
import math
import time
from functools import partial
from importlib.util import find_spec
from typing import cast

from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string
from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.access import address_of, opening
from bot.channels.http import problem, respond
from bot.conversation.callers import caller
from bot.errors import BadInput
from bot.server.counts import HERE, ElsewhereCounts, FileStorage
from ingest.errors import with_extra

WRONG_KEYS = "10/minute"
"""How often an address may try a key that is not the operator's, or a code that is nobody's."""

FREE = ("/healthz", "/widget", "/demo", "/frame", "/browse/", "/favicon.", "/slack/events")
"""Paths that cost next to nothing (and Slack's signed deliveries, which have limits of their own)."""

PER_UNIT = {"/v1/ask": 1_000, "/v1/offers": 4_000}
"""Bytes of a body that cost as much as a call, where reading them is work; elsewhere OTHERS."""
OTHERS = 8_000
WORK = {"/rank": 8, "/docs": 8, "/compare": 4}
"""What calls cost that look through every guide or through several companies', or make a page of every call."""
SEARCHED = 2
"""What it costs beside that a person's conversations are searched, or their practices judged anew."""
ANSWERED = 200_000
"""Bytes of an answer that cost as much as a call: a long conversation read again and again is work too."""
A_LETTER = 10
"""What a file costs beside its size: it is read by a process of its own."""
UNSAID = 64_000
"""Bytes that a body is taken to have whose length isn't said."""


AT_ONCE = 20
"""Refusals that an address is told at once, and after those a second; the others wait for theirs: each takes the
server about a millisecond, and whoever calls on regardless would keep it busy with nothing else. So many calls are let
in at once whatever the rate."""
HELD = 5.0
"""Seconds that a refusal, or a call, waits at most."""
SPREAD = 30.0
"""Seconds over which the calls of an address's minute are let in: all of them at once would hold up everybody else's,
of which each takes a little of the same thread."""
CALLERS = 10_000
"""Addresses that are remembered."""


def limit_of(name: str, text: str) -> RateLimitItem:
    """A limit such as "120/minute". Raises BadInput naming the setting."""
    try:
        return parse(text)
    except ValueError as error:
        raise BadInput(name, f"{text!r} is no rate", 'write it as "120/minute" or "5/second"') from error


class RateGuard:
    """Refuses a call that is one too many: 429, told when to come again. Only FREE paths and the pages are let be."""

    def __init__(
        self, app: ASGIApp, *, token: str, address: str, origin: str, storage: str, opened: str = "2000/day",
        kept: str = "500000/day",
    ) -> None:  # fmt: skip
        """token, address, origin: rates such as "120/minute". storage: a `limits` address ("async+memory://"). opened,
        kept: conversations, and kilobytes said and answered in them, of an address."""
        self._app = app
        self._rates = {
            "token": limit_of("PARLEY_RATE_PER_TOKEN", token),
            "address": limit_of("PARLEY_RATE_PER_ADDRESS", address),
            "origin": limit_of("PARLEY_RATE_PER_ORIGIN", origin),
            # Health is looked at by the proxy whose address all visitors may share: it has a count of its own.
            "ready": limit_of("PARLEY_RATE_PER_ADDRESS", address),
            "wrong-key": limit_of("", WRONG_KEYS),
            "opening": limit_of("PARLEY_CONVERSATIONS_PER_ADDRESS", opened),
            "kept": limit_of("PARLEY_KILOBYTES_PER_ADDRESS", kept),
        }
        self._told = Paced(AT_ONCE)
        a_minute = self._rates["address"].amount * 60 / self._rates["address"].get_expiry()
        self._let_in = Paced(max(AT_ONCE, a_minute / SPREAD))
        self._limiter = limiter(storage)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] == "OPTIONS" or _free(scope["path"]):
            await self._app(scope, receive, send)
            return
        cost, callers = cost_of(scope), _callers(scope)
        for kind, who in callers:
            rate = self._rates[kind]
            if not await self._limiter.hit(rate, kind, who, cost=1 if kind == "opening" else min(cost, rate.amount)):
                await self._refuse(kind, who, scope, receive, send)
                return
        who, keeps = address_of(scope), _keeps(scope)
        if keeps and not await self._limiter.test(self._rates["kept"], "kept", who):
            await self._refuse("kept", who, scope, receive, send)
            return
        if not await self._let_in.wait(who, cost):
            await self._refuse("address", who, scope, receive, send, math.ceil(HELD))
            return
        caller.set(who)
        # Over MCP a call doesn't show from outside that it opens one.
        opening.set(partial(self._limiter.hit, self._rates["opening"], "opening", who))
        came = told = 0

        async def coming() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            return message

        async def counting(message: Message) -> None:
            nonlocal told
            told += len(message.get("body", b""))
            await send(message)

        try:
            await (self._keyed if _guessable(scope["path"]) else self._app)(scope, coming, counting)
        finally:
            if keeps:
                await self._charge("kept", who, 1 + (_size(Headers(scope=scope), came) + told) // 1_000)
            # A body whose length wasn't said may have been longer than it was taken to be.
            if extra := told // ANSWERED + cost_of(scope, came) - cost:
                for kind, who in callers:
                    if kind != "opening":
                        await self._charge(kind, who, extra)

    async def _charge(self, kind: str, who: str, cost: int) -> None:
        """Count work that was done already, as far as the count goes."""
        rate = self._rates[kind]
        if not await self._limiter.hit(rate, kind, who, cost=min(cost, rate.amount)):
            left = (await self._limiter.get_window_stats(rate, kind, who)).remaining
            if left > 0:
                await self._limiter.hit(rate, kind, who, cost=left)

    async def _keyed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A call that needs the operator's key, or a code: an address that guesses soon has to wait, right or not."""
        who = address_of(scope)
        if not await self._limiter.test(self._rates["wrong-key"], "wrong-key", who):
            await self._refuse("wrong-key", who, scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (401, 404):
                await self._limiter.hit(self._rates["wrong-key"], "wrong-key", who)
            await send(message)

        await self._app(scope, receive, noting)

    async def _refuse(
        self, kind: str, who: str, scope: Scope, receive: Receive, send: Send, seconds: int = 0
    ) -> None:  # fmt: skip
        """Tell whoever calls to come again. seconds: when, where that isn't once the count is over."""
        if not await self._told.wait(address_of(scope)):
            await asyncio.sleep(HELD)
        stats = await self._limiter.get_window_stats(self._rates[kind], kind, who)
        wait = seconds or max(1, math.ceil(stats.reset_time - time.time()))
        told = problem(429, f"That was a lot at once; try again in {wait} seconds.", "too-many-requests", retry=True)
        await respond(told, {"Retry-After": str(wait)})(scope, receive, send)


class Paced:
    """Lets what is done for somebody go on so many times at once, and then as many times a second."""

    def __init__(self, a_second: float) -> None:
        self._a_second = a_second
        self._paid: dict[str, float] = {}
        """Until when somebody's share has been used."""

    async def wait(self, who: str, cost: int = 1) -> bool:
        """Until it is their turn; false at once where that is more than HELD seconds away, and nothing is counted."""
        now = asyncio.get_running_loop().time()
        if len(self._paid) > CALLERS:
            self._paid = {one: until for one, until in self._paid.items() if until > now}
        since = max(self._paid.get(who, now), now)
        # What is paid for is what came before: a call that costs much makes the next one wait, and not itself.
        turn = since + 1 / self._a_second - now - 1.0
        if turn > HELD:
            return False
        self._paid[who] = since + cost / self._a_second
        if turn > 0:
            await asyncio.sleep(turn)
        return True


def limiter(address: str) -> SlidingWindowCounterRateLimiter:
    """What counts in the storage of that address. Raises BadInput for one that can't be used.

    Of its own accord `limits` counts in a dictionary, of which each call looks through every entry for those that are
    over: with ten thousand conversations that costs more than an answer."""
    try:
        if address == "async+memory://":
            return SlidingWindowCounterRateLimiter(FileStorage(HERE))
        if "redis" in address:
            return ElsewhereCounts(cast(Storage, storage_from_string(address, connect_timeout=1, stream_timeout=1)))
        return SlidingWindowCounterRateLimiter(cast(Storage, storage_from_string(address)))
    except Exception as error:
        # Each kind of storage has errors of its own for an address it can't use.
        lacks = address.startswith("async+redis") and find_spec("coredis") is None
        mend = with_extra("redis") if lacks else 'leave it out, or write "async+redis://host"'
        why = "the package for Redis is not installed" if lacks else str(error)
        raise BadInput("PARLEY_RATE_STORAGE", f"{address!r} can't be used ({why})", mend) from error


def _free(path: str) -> bool:
    return path == "/" or path.startswith(FREE)


def _guessable(path: str) -> bool:
    return path in ("/metrics", "/v1/devices") or path.startswith("/v1/operator/")


def cost_of(scope: Scope, came: int = 0) -> int:
    """What a call costs, in calls: one, and more for a large body, a letter, a long page of bands. came: bytes of the
    body that came, where they are known."""
    headers = Headers(scope=scope)
    size = _size(headers, came)
    if headers.get("content-type", "").lower().startswith("multipart/"):
        return 1 + A_LETTER + size // 100_000
    asked = QueryParams(scope.get("query_string", b""))
    # As the call itself is read: of a parameter said twice the last counts there, so that the largest does here.
    rows = max((int("".join(filter(str.isdecimal, one))[:6] or 0) for one in asked.getlist("limit")), default=0)
    found = SEARCHED if scope["path"].endswith("/practice/progress") else 0
    found += SEARCHED if asked.get("q") and scope["path"].endswith("/all") else 0
    return WORK.get(scope["path"], 1) + size // PER_UNIT.get(scope["path"], OTHERS) + rows // 200 + found


def _size(headers: Headers, came: int = 0) -> int:
    """Bytes that a body is said to have, or taken to; as many as came, if those are more."""
    said = headers.get("content-length", "")
    size = int(said[:12]) if said.isascii() and said.isdigit() else UNSAID if "transfer-encoding" in headers else 0
    return max(size, came)


def _keeps(scope: Scope) -> bool:
    """Whether what a call brings, and what it is answered, may be kept."""
    path = scope["path"]
    return scope["method"] in ("POST", "PATCH") and (path.startswith("/v1/conversations/") or path == "/mcp")


def _callers(scope: Scope) -> list[tuple[str, str]]:
    """Whom a call counts for; a token only as its hash."""
    if scope["path"] == "/readyz":
        return [("ready", address_of(scope))]
    headers = Headers(scope=scope)
    found = [("address", address_of(scope))]
    if scope["method"] == "POST" and scope["path"] == "/v1/conversations":
        found.append(("opening", address_of(scope)))
    if origin := headers.get("origin"):
        found.append(("origin", origin[:200].lower()))
    if bearer := headers.get("authorization"):
        found.append(("token", hashlib.sha256(bearer.encode("utf-8", "replace")).hexdigest()))
    return found
