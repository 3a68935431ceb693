"""Ask Parley from a program over MCP: `python examples/mcp/client.py` in a folder with an index."""

import asyncio
import sys

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

SERVER = StdioServerParameters(command=sys.executable, args=["-c", "from bot.cli import main; main()", "mcp"])


async def main() -> None:
    """Print what is held, and one company's bands with where each stands."""
    async with Client(stdio_client(SERVER)) as parley:
        held = await parley.call_tool("list", {"what": "companies"})
        company = (held.structured_content or {})["items"][0]["company"]
        found = await parley.call_tool("bands", {"company": company, "component": "base"})
        for band in (found.structured_content or {})["bands"]:
            if base := band.get("base"):
                place = f"{base['source']['path']}:{base['source']['line']}"
                print(band["role_display"], band["region"], base["low"], base["high"], base["currency"], place)


if __name__ == "__main__":
    asyncio.run(main())
