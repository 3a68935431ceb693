"""Firefox as Debian ships it, in Playwright's hands: run in its place, it starts it and hands on what both say.

Playwright drives such a Firefox by WebDriver BiDi, but asks it to emulate what that has no command for yet (the colour
scheme, for one), and gives up. Here that is answered with a yes, and nothing is emulated."""

import json
import re
import subprocess
import sys
import threading
from typing import Any

from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

LISTENING = re.compile(r"(?<=WebDriver BiDi listening on )ws://[^/\s]+")


def main(binary: str, *arguments: str) -> int:
    """Starts Firefox and gives its exit code. Its line on where it listens names this process instead."""
    firefox = subprocess.Popen([binary, *arguments], stderr=subprocess.PIPE, text=True)
    assert firefox.stderr is not None
    for line in firefox.stderr:
        found = LISTENING.search(line)
        sys.stderr.write(LISTENING.sub(_between(found[0]), line) if found else line)
        sys.stderr.flush()
    return firefox.wait()


def _between(address: str) -> str:
    """The address of a socket whose other end is the one at this address."""

    def handed_on(caller: ServerConnection) -> None:
        assert caller.request is not None
        asked: dict[int, str] = {}
        with connect(address + caller.request.path, max_size=None, ping_interval=None) as firefox:

            def back() -> None:
                for told in firefox:
                    caller.send(_agreed(json.loads(told), asked) or told)
                caller.close()

            threading.Thread(target=back, daemon=True).start()
            for told in caller:
                command = json.loads(told)
                asked[command["id"]] = command["method"]
                firefox.send(told)

    server = serve(handed_on, "127.0.0.1", 0, max_size=None, ping_interval=None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"ws://127.0.0.1:{server.socket.getsockname()[1]}"


def _agreed(told: dict[str, Any], asked: dict[int, str]) -> str:
    """A yes to what Firefox can't emulate; "" where it answered."""
    method = asked.pop(told.get("id", -1), "")
    unknown = told.get("type") == "error" and told.get("error") == "unknown command"
    if unknown and method.startswith("emulation."):
        return json.dumps({"type": "success", "id": told["id"], "result": {}})
    return ""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
