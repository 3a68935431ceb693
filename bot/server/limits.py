"""How often the API may be called: for each token, each address and each web origin; the counting is `limits`' own.

Counts are kept in the process, so that two replicas allow twice as much; PARLEY_RATE_STORAGE names a Redis that
they share instead.
"""

import hashlib
import math
import time

from limits import RateLimitItem, parse
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.http import problem, respond
from bot.errors import BadInput


def limit_of(name: str, text: str) -> RateLimitItem:
    """A limit such as "120/minute". Raises BadInput naming the setting."""
    try:
        return parse(text)
    except ValueError as error:
        raise BadInput(name, f"{text!r} is no rate", 'write it as "120/minute" or "5/second"') from error


class RateGuard:
    """Refuses a call to /v1 that is one too many: 429, told when to come again."""

    def __init__(self, app: ASGIApp, *, token: str, address: str, origin: str, storage: str) -> None:
        """token, address, origin: rates such as "120/minute". storage: a `limits` address ("async+memory://")."""
        self._app = app
        self._rates = {
            "token": limit_of("PARLEY_RATE_PER_TOKEN", token),
            "address": limit_of("PARLEY_RATE_PER_ADDRESS", address),
            "origin": limit_of("PARLEY_RATE_PER_ORIGIN", origin),
        }
        try:
            self._limiter = SlidingWindowCounterRateLimiter(storage_from_string(storage))
        except Exception as error:
            # Each kind of storage has errors of its own for an address it can't use.
            raise BadInput(
                "PARLEY_RATE_STORAGE",
                f"{storage!r} can't be used ({error})",
                'leave it out, or write "async+redis://host"',
            ) from error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/v1/") and scope["method"] != "OPTIONS":
            for kind, who in _callers(scope):
                if not await self._limiter.hit(self._rates[kind], kind, who):
                    wait = await self._wait(kind, who)
                    told = problem(
                        429, f"That was a lot at once; try again in {wait} seconds.", "too-many-requests", retry=True
                    )
                    await respond(told, {"Retry-After": str(wait)})(scope, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _wait(self, kind: str, who: str) -> int:
        """Seconds until the next call is let through."""
        stats = await self._limiter.get_window_stats(self._rates[kind], kind, who)
        return max(1, math.ceil(stats.reset_time - time.time()))


def _callers(scope: Scope) -> list[tuple[str, str]]:
    """Whom a call counts for; a token only as its hash."""
    headers = Headers(scope=scope)
    found = [("address", scope["client"][0] if scope.get("client") else "unknown")]
    if origin := headers.get("origin"):
        found.append(("origin", origin[:200].lower()))
    if bearer := headers.get("authorization"):
        found.append(("token", hashlib.sha256(bearer.encode("utf-8", "replace")).hexdigest()))
    return found
