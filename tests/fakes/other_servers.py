"""Local servers that speak Anthropic's and Ollama's protocols, streamed, for the same scripts as openai_server.

with AnthropicServer() as server:
    server.play("Base is {f1}.")
    ChatAnthropic(base_url=server.url, api_key="test", model="fake")
"""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes.openai_server import Call, Fail, Raw, Say

Scripted = str | Say | Call | Fail | Raw


class _Server:
    """Serves on a free port of localhost, in a thread, while it is entered; the last reply again and again."""

    path = ""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self._script: list[Scripted] = ["Hello."]
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Any:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()

    def play(self, *replies: Scripted) -> None:
        with self._lock:
            self._script, self.requests = list(replies), []

    def next(self, request: dict[str, Any]) -> Say | Call | Fail | Raw:
        with self._lock:
            self.requests.append(request)
            chosen = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        return Say(chosen) if isinstance(chosen, str) else chosen

    def lines(self, asked: dict[str, Any], reply: Say | Call) -> Iterator[bytes]:
        raise NotImplementedError

    def formed(self, asked: dict[str, Any], reply: Say | Call) -> Say | Call:
        """The reply in the form that was asked for: JSON as a call of the one tool that has to be called."""
        return reply

    def pieces(self, reply: Say | Call) -> Iterator[str]:
        """The reply's words in pieces, as slowly and as long as it says."""
        if isinstance(reply, Say):
            self._stopped.wait(reply.pause)
        again = True
        while again and not self._stopped.is_set():
            for at in range(0, len(reply.text), 9):
                yield reply.text[at : at + 9]
                self._stopped.wait(reply.drip if isinstance(reply, Say) else 0)
            again = isinstance(reply, Say) and reply.endless

    def whole(self, asked: dict[str, Any], reply: Say | Call) -> dict[str, Any]:
        raise NotImplementedError

    def streams(self, asked: dict[str, Any]) -> bool:
        return bool(asked.get("stream"))

    kind = "text/event-stream"

    def _handler(server) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                self._send(200, "application/json", json.dumps({"models": [{"name": "fake"}]}).encode())

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                reply = server.next(asked)
                if not isinstance(reply, Fail | Raw):
                    reply = server.formed(asked, reply)
                if isinstance(reply, Fail):
                    body = json.dumps(
                        {"type": "error", "error": {"type": reply.code, "message": reply.message}}
                    ).encode()
                    self._send(reply.status, "application/json", body)
                elif isinstance(reply, Raw):
                    self._send(200, reply.content_type, reply.body)
                elif server.streams(asked):
                    self._stream(server.lines(asked, reply))
                else:
                    self._send(200, "application/json", json.dumps(server.whole(asked, reply)).encode())

            def _stream(self, lines: Iterator[bytes]) -> None:
                self.send_response(200)
                self.send_header("Content-Type", server.kind)
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionResetError):
                    for one in lines:
                        self.wfile.write(one)
                        self.wfile.flush()

            def _send(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler


class AnthropicServer(_Server):
    """The Messages API."""

    def formed(self, asked: dict[str, Any], reply: Say | Call) -> Say | Call:
        chosen = asked.get("tool_choice") or {}
        if chosen.get("type") != "tool" or not isinstance(reply, Say) or not reply.text.startswith("{"):
            return reply
        return Call(chosen["name"], json.loads(reply.text))

    def lines(self, asked: dict[str, Any], reply: Say | Call) -> Iterator[bytes]:
        usage = {"input_tokens": 10, "output_tokens": 1}
        start = {"id": "msg_1", "type": "message", "role": "assistant", "model": "fake", "content": [],
                 "stop_reason": None, "stop_sequence": None, "usage": usage}  # fmt: skip
        yield _event("message_start", {"message": start})
        for index, block in enumerate(_blocks(reply)):
            if block["type"] == "text":
                yield _event("content_block_start", {"index": index, "content_block": {"type": "text", "text": ""}})
                for piece in self.pieces(reply):
                    delta = {"type": "text_delta", "text": piece}
                    yield _event("content_block_delta", {"index": index, "delta": delta})
            else:
                yield _event("content_block_start", {"index": index, "content_block": {**block, "input": {}}})
                delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
                yield _event("content_block_delta", {"index": index, "delta": delta})
            yield _event("content_block_stop", {"index": index})
        reason = _reason(reply)
        yield _event(
            "message_delta",
            {
                "delta": {"stop_reason": reason, "stop_sequence": None},
                "usage": {"input_tokens": 10, "output_tokens": 10},
            },
        )
        yield _event("message_stop", {})

    def whole(self, asked: dict[str, Any], reply: Say | Call) -> dict[str, Any]:
        return {
            "id": "msg_1", "type": "message", "role": "assistant", "model": "fake", "content": _blocks(reply),
            "stop_reason": _reason(reply), "stop_sequence": None,
            "usage": {"input_tokens": 10, "output_tokens": 10},
        }  # fmt: skip


class OllamaServer(_Server):
    """The chat API, a line of JSON each chunk."""

    kind = "application/x-ndjson"

    def streams(self, asked: dict[str, Any]) -> bool:
        return asked.get("stream", True) is not False

    def lines(self, asked: dict[str, Any], reply: Say | Call) -> Iterator[bytes]:
        for piece in self.pieces(reply):
            yield _line({"message": {"role": "assistant", "content": piece}, "done": False})
        yield _line({**self.whole(asked, reply), "message": {**self.whole(asked, reply)["message"], "content": ""}})

    def whole(self, asked: dict[str, Any], reply: Say | Call) -> dict[str, Any]:
        calls = [{"function": {"name": one.name, "arguments": one.arguments}} for one in _calls(reply)]
        message = {"role": "assistant", "content": reply.text, **({"tool_calls": calls} if calls else {})}
        return {"model": "fake", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": True,
                "done_reason": getattr(reply, "reason", "stop"), "prompt_eval_count": 10, "eval_count": 10,
                "total_duration": 1, "load_duration": 1, "prompt_eval_duration": 1, "eval_duration": 1}  # fmt: skip


def _reason(reply: Say | Call) -> str:
    if isinstance(reply, Call):
        return "tool_use"
    return {"stop": "end_turn", "length": "max_tokens"}.get(reply.reason, reply.reason)


def _calls(reply: Say | Call) -> list[Call]:
    return [reply, *reply.beside] if isinstance(reply, Call) else []


def _blocks(reply: Say | Call) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [{"type": "text", "text": reply.text}] if reply.text else []
    for number, one in enumerate(_calls(reply)):
        blocks.append({"type": "tool_use", "id": f"toolu_{number}", "name": one.name, "input": one.arguments})
    return blocks


def _event(kind: str, body: dict[str, Any]) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **body})}\n\n".encode()


def _line(body: dict[str, Any]) -> bytes:
    return json.dumps({"model": "fake", "created_at": "2026-01-01T00:00:00Z", **body}).encode() + b"\n"
