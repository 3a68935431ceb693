"""Many calls of one kind at once, from an address of its own, until it is ended: python crowd.py PORT KIND [FROM]."""

import http.client
import json
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

AT_ONCE = 40
SAID = "They offered 180k base and 40k a year in stock, is that fair, and how do I ask for more? "
Call = Callable[[str, str, object, dict[str, str]], bytes]


def caller(port: int, address: str) -> Call:
    """Calls of an address, each on a connection of its own."""

    def call(method: str, path: str, body: object, headers: dict[str, str]) -> bytes:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        http_ = http.client.HTTPConnection("127.0.0.1", port, timeout=120, source_address=(address, 0))
        try:
            http_.request(method, path, data, {"Content-Type": "application/json", **headers})
            return http_.getresponse().read()
        finally:
            http_.close()

    return call


def opened(call: Call) -> tuple[str, dict[str, str]]:
    """A new conversation's path, and what opens it."""
    made = json.loads(call("POST", "/v1/conversations", {}, {}))
    return f"/v1/conversations/{made['id']}", {"Authorization": f"Bearer {made['token']}"}


def said(call: Call, text: str) -> None:
    """A message in a conversation of its own."""
    path, token = opened(call)
    call("POST", f"{path}/messages", {"text": text}, token)


def letter(kind: str, page: str) -> tuple[bytes, dict[str, str]]:
    """A form with a letter."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: {kind}\r\n\r\n'
    return f"{head}{page}\r\n--x--\r\n".encode(), {"Content-Type": "multipart/form-data; boundary=x"}


PAGE = f"<html><table>{f'<tr><td>Base salary<td>{SAID}</tr>' * 400}</table></html>"
KINDS: dict[str, Callable[[Call], object]] = {
    "pages": lambda call: call("GET", "/rank?role=staff-software-engineer", None, {}),
    "bands": lambda call: call("GET", "/v1/bands?limit=1000", None, {}),
    "conversations": lambda call: call("POST", "/v1/conversations", {}, {}),
    "messages": lambda call: said(call, SAID * 10),
    "long-messages": lambda call: said(call, SAID * 88),
    "letters": lambda call: call("POST", "/v1/offers", *letter("text/html", PAGE)),
    "plain-letters": lambda call: call("POST", "/v1/offers", *letter("text/plain", SAID * 650)),
    "histories": lambda call: call("POST", "/v1/ask", {"question": SAID * 20, "history": [SAID * 10] * 20}, {}),
    "offers": lambda call: call("POST", "/v1/offers", {"text": SAID * 400}, {}),
    "health": lambda call: call("GET", "/healthz", None, {}),
    "practices": lambda call: call(
        "POST", f"{(made := opened(call))[0]}/practice", {"company": "weights-and-biases"}, made[1]
    ),
    "exports": lambda call: call("GET", f"{(made := opened(call))[0]}/export", None, made[1]),
}


def address_of(kind: str) -> str:
    """From where a kind of call comes: each has an address, and so a rate, of its own."""
    return f"127.0.0.{list(KINDS).index(kind) + 2}"


def main(port: int, kind: str, address: str = "") -> None:
    """Call until nobody listens."""
    call, one = caller(port, address or address_of(kind)), KINDS[kind]

    def live() -> None:
        while True:
            with suppress(OSError, http.client.HTTPException, KeyError, ValueError):
                one(call)

    for _ in range(AT_ONCE):
        threading.Thread(target=live, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
