"""Firefox as Debian ships it, over its own WebDriver BiDi: what the tests need of it, and no driver to install."""

import itertools
import json
import re
import subprocess
import threading
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection

ENTER, ESCAPE = "\ue007", "\ue00c"
WAIT = 120
"""Seconds until something that never comes is called missing, on a busy machine."""
HELPERS = """
const chat = () => document.querySelector("parley-chat")?.shadowRoot ?? document.getElementById("offer")?.shadowRoot;
const all = (name) => [...(chat()?.querySelectorAll(name) ?? [])];
const seen = (one) => one.checkVisibility();
const called = (one) => (one.ariaLabel || one.textContent).trim();
const choose = (name, value) => all(`select[name=${name}]`).map((one) => {
  one.value = value;
  one.dispatchEvent(new Event("change", { bubbles: true }));
});
const come = (is, most) => new Promise((done) => {
  const end = Date.now() + most;
  const look = () => (is() ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 30));
  look();
});
const button = (name) => all("button, summary").filter((one) => seen(one) && called(one) === name).at(-1);
"""
"""Within a page: the chat's own elements by selector, its buttons by name, and waiting."""


def started(binary: str, profile: Path) -> tuple[subprocess.Popen[str], str]:
    """A Firefox of its own, and the address at which it is driven."""
    command = [binary, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            # Read to its end, so that it never waits to be read.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, f"{found[1]}/session"
    raise RuntimeError(f"{binary} says nothing of WebDriver BiDi")


class Firefox:
    """One window of it. wrong: the errors that its pages' scripts threw."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._numbers = socket, itertools.count(1)
        self.wrong: list[str] = []
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._window = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def _send(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=WAIT))
            if told.get("method") == "log.entryAdded" and told["params"]["type"] == "javascript":
                self.wrong.append(told["params"]["text"])
            if told.get("id") == number:
                assert told["type"] == "success", told
                return dict(told["result"])

    def size(self, width: int, height: int) -> None:
        """Gives the window's page this many pixels."""
        self._send("browsingContext.setViewport", context=self._window, viewport={"width": width, "height": height})

    def goto(self, address: str) -> None:
        self._send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def reload(self) -> None:
        self._send("browsingContext.reload", context=self._window, wait="complete")

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page, as JSON has it; HELPERS are there."""
        code = f"(async () => {{ {HELPERS} return JSON.stringify((await ({expression})) ?? null); }})()"
        told = self._send("script.evaluate", expression=code, target={"context": self._window}, awaitPromise=True)
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def until(self, expression: str) -> None:
        """Waits within the page for an expression to be true."""
        found = self.value(f"come(() => {expression}, {(WAIT - 20) * 1000})")
        assert found, expression

    def press(self, name: str) -> None:
        """Presses the button of this name, once it is there."""
        self.until(f"button({json.dumps(name)})")
        self.value(f"button({json.dumps(name)}).click()")

    def type(self, text: str) -> None:
        """Types on the keyboard, key by key."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._send(
            "input.performActions", context=self._window, actions=[{"type": "key", "id": "keys", "actions": keys}]
        )

    def ask(self, text: str) -> None:
        """Asks, and waits for the whole reply."""
        self.until("all('textarea').length")
        before = self.value("all('.theirs .actions').length")
        self.value("all('textarea')[0].focus()")
        self.type(text + ENTER)
        self.until(f"all('.theirs .actions').length === {before + 1}")
