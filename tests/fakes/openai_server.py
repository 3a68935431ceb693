"""A local server that speaks OpenAI's chat-completions protocol and plays what a test scripts.

    with OpenAIServer() as server:
        server.play("The base is ...")                    # next reply, streamed in chunks
        server.play(Say("...", cut=True), Fail(429, retry_after=0), Call("bands", {"company": "acme"}))
        ChatOpenAI(base_url=server.url, api_key="test", model="fake")

Replies are used in order, the last one again and again; server.requests holds what was asked.
"""

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Say:
    """A reply in words. size: characters a chunk. cut: the connection breaks after the words. torn: the stream ends
    without a reason or [DONE]. reason: finish_reason. pause: seconds before the first chunk; drip: between chunks;
    endless: the words again and again until the client hangs up (for time-outs and floods)."""

    text: str
    size: int = 7
    cut: bool = False
    torn: bool = False
    reason: str = "stop"
    pause: float = 0.0
    refusal: str = ""
    drip: float = 0.0
    endless: bool = False


@dataclass(frozen=True)
class Call:
    """A reply that calls a tool; beside: further calls in the same reply."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    raw: str | None = None
    times: int = 1
    text: str = ""
    beside: tuple["Call", ...] = ()


@dataclass(frozen=True)
class Fail:
    """An HTTP error in OpenAI's shape."""

    status: int
    code: str = "error"
    message: str = "scripted failure"
    retry_after: float | None = None


@dataclass(frozen=True)
class Raw:
    """Bytes that are no protocol at all."""

    body: bytes
    content_type: str = "text/event-stream"


Reply = Say | Call | Fail | Raw
Script = str | Reply | Callable[[dict[str, Any]], "str | Reply"]


class OpenAIServer:
    """Serves on a free port of localhost, in a thread, while it is entered."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self._script: list[Script] = ["Hello."]
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        """The base URL for a client: http://127.0.0.1:<port>/v1."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> "OpenAIServer":
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()

    def play(self, *replies: Script) -> None:
        """Script the coming replies, and forget what was asked so far."""
        with self._lock:
            self._script, self.requests = list(replies), []

    def next(self, request: dict[str, Any]) -> Reply:
        """The reply to a request, as scripted."""
        with self._lock:
            self.requests.append(request)
            scripted = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        chosen = scripted if isinstance(scripted, str | Say | Call | Fail | Raw) else scripted(request)
        return Say(chosen) if isinstance(chosen, str) else chosen

    @property
    def stopped(self) -> bool:
        """Whether the server was left."""
        return self._stopped.is_set()

    def wait(self, seconds: float) -> None:
        """Hold a reply back, or until the server stops."""
        self._stopped.wait(seconds)


def _handler(server: OpenAIServer) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"fake": server})


class _Handler(BaseHTTPRequestHandler):
    """Answers as OpenAI does, with the replies its fake holds ready."""

    fake: OpenAIServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.fake.next(asked)
        if not self.path.endswith("/chat/completions"):
            reply = Fail(404, "not_found", f"no such path {self.path}")
        if isinstance(reply, Fail):
            self._fail(reply)
        elif isinstance(reply, Raw):
            self._send(200, reply.content_type, reply.body)
        else:
            if isinstance(reply, Say) and reply.pause:
                self.fake.wait(reply.pause)
            try:
                self._stream(asked, reply) if asked.get("stream") else self._whole(asked, reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    def _fail(self, reply: Fail) -> None:
        body = json.dumps(
            {"error": {"message": reply.message, "type": reply.code, "code": reply.code, "param": None}}
        ).encode()
        self._send(
            reply.status,
            "application/json",
            body,
            {} if reply.retry_after is None else {"Retry-After": str(reply.retry_after)},
        )

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _whole(self, asked: dict[str, Any], reply: Say | Call) -> None:
        message = {
            "role": "assistant",
            "content": reply.text,
            **({"tool_calls": _calls(reply)} if isinstance(reply, Call) else {}),
        }
        reason = "tool_calls" if isinstance(reply, Call) else reply.reason
        body = {
            **_head(asked, "chat.completion"),
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": _USAGE,
        }
        self._send(200, "application/json", json.dumps(body).encode())

    def _stream(self, asked: dict[str, Any], reply: Say | Call) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        head = _head(asked, "chat.completion.chunk")
        self._event({**head, "choices": [_choice({"role": "assistant", "content": ""})]})
        size = reply.size if isinstance(reply, Say) else 7
        again = True
        while again:
            for i in range(0, len(reply.text), size):
                self._event({**head, "choices": [_choice({"content": reply.text[i : i + size]})]})
                if isinstance(reply, Say) and reply.drip:
                    self.fake.wait(reply.drip)
            again = isinstance(reply, Say) and reply.endless and not self.fake.stopped
        if isinstance(reply, Say) and reply.refusal:
            self._event({**head, "choices": [_choice({"refusal": reply.refusal})]})
        if isinstance(reply, Say) and reply.cut:
            self.wfile.flush()
            self.connection.close()
            self.close_connection = True
            return
        if isinstance(reply, Say) and reply.torn:
            self._chunk(b"")
            return
        if isinstance(reply, Call):
            self._stream_calls(head, reply)
        reason = "tool_calls" if isinstance(reply, Call) else reply.reason
        self._event({**head, "choices": [_choice({}, reason)]})
        if (asked.get("stream_options") or {}).get("include_usage"):
            self._event({**head, "choices": [], "usage": _USAGE})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _stream_calls(self, head: dict[str, Any], reply: Call) -> None:
        for i, call in enumerate(_calls(reply)):
            arguments = call["function"]["arguments"]
            first = {**call, "index": i, "function": {**call["function"], "arguments": ""}}
            self._event({**head, "choices": [_choice({"tool_calls": [first]})]})
            for j in range(0, len(arguments), 9):
                part = {"index": i, "function": {"arguments": arguments[j : j + 9]}}
                self._event({**head, "choices": [_choice({"tool_calls": [part]})]})

    def _event(self, body: dict[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


_USAGE = {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}


def _head(asked: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": int(time.time()), "model": asked.get("model", "fake")}


def _choice(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}


def _calls(reply: Call) -> Sequence[dict[str, Any]]:
    calls = [*[reply] * reply.times, *reply.beside]
    return [
        {"id": f"call_{i}", "type": "function",
         "function": {"name": one.name, "arguments": json.dumps(one.arguments) if one.raw is None else one.raw}}
        for i, one in enumerate(calls)
    ]  # fmt: skip
