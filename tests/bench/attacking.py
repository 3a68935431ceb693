"""One attack of tests/ops/attacks again and again, until ended: python -m tests.bench.attacking PORT MCP NAME FROM."""

import asyncio
import sys
from contextlib import suppress

import httpx

from tests.ops.attacks import ATTACKS, Target

LONGEST = 90.0
"""Seconds that one round may go on."""


async def main(port: int, mcp: int, name: str, address: str) -> None:
    """Attack from that address. What the attack is answered is tests/ops/test_attacks' matter."""
    from_ = httpx.AsyncHTTPTransport(local_address=address, limits=httpx.Limits(keepalive_expiry=0.5))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=120, transport=from_) as http:
        while True:
            with suppress(TimeoutError, AssertionError, httpx.HTTPError, KeyError, ValueError, OSError):
                opened = (await http.post("/v1/conversations", json={})).json()
                token = {"Authorization": f"Bearer {opened['token']}"}
                target = Target(http, port, f"http://127.0.0.1:{mcp}/mcp", opened["id"], token)
                async with asyncio.timeout(LONGEST):
                    await ATTACKS[name](target)
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]))
