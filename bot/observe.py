"""What an operator may see of a running service: counts, times, traces and log lines; never what anybody wrote.

Metrics are Prometheus', traces OpenTelemetry's (where the extra is installed and OTEL_EXPORTER_OTLP_ENDPOINT is
set), logs JSON lines with the ids of request and conversation. No text of a message, no figure and no token is in
any of them: an exception is logged by its class and where it was raised, without its words.
"""

import json
import logging
import os
import re
import sys
import time
import traceback
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REGISTRY = CollectorRegistry()
REQUESTS = Counter("parley_requests", "HTTP requests.", ["method", "route", "status"], registry=REGISTRY)
STAGES = Histogram(
    "parley_stage_seconds", "Time of a reply by stage.", ["stage"], registry=REGISTRY,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)  # fmt: skip
ANSWERS = Counter("parley_answers", "Replies by what they were.", ["status", "intent", "wording"], registry=REGISTRY)
MISSING = Counter(
    "parley_not_found", "Questions about what the guides don't hold, by the company asked about, as far as they know "
                        "it.",
    ["company", "kind"], registry=REGISTRY,
)  # fmt: skip
FEEDBACK = Counter("parley_feedback", "Thumbs.", ["rating"], registry=REGISTRY)

request_id: ContextVar[str] = ContextVar("request_id", default="")
conversation_id: ContextVar[str] = ContextVar("conversation_id", default="")

_log = logging.getLogger("parley.access")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_CONVERSATION = re.compile(r"/v1/conversations/([0-9a-f]{32})")


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time a stage of a reply ("reading", "looking up", "wording"), and trace it where traces are configured."""
    began = time.perf_counter()
    tracer = _tracer()
    try:
        if tracer is None:
            yield
        else:
            with tracer.start_as_current_span(name):
                yield
    finally:
        STAGES.labels(name).observe(time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Spending:
    """What one model cost in one step: calls, tokens read and written, and money (None: its price isn't set)."""

    model: str
    step: str
    calls: int
    read: int
    written: int
    cost: Decimal | None


def exposition(wording: Mapping[str, int], spending: Sequence[Spending] = ()) -> bytes:
    """Everything counted, as Prometheus reads it. wording: the narrator's counts by name."""

    class Wording:
        def collect(self) -> Iterator[CounterMetricFamily]:
            family = CounterMetricFamily("parley_wording", "What became of a model's words.", labels=["what"])
            for name, count in wording.items():
                family.add_metric([name], count)
            yield family
            by = ["model", "step"]
            calls = CounterMetricFamily("parley_model_calls", "Calls of a chat model.", labels=by)
            tokens = CounterMetricFamily("parley_model_tokens", "Tokens read and written.", labels=[*by, "what"])
            cost = CounterMetricFamily("parley_model_cost", "Cost, in the currency of the prices.", labels=by)
            for one in spending:
                calls.add_metric([one.model, one.step], one.calls)
                tokens.add_metric([one.model, one.step, "read"], one.read)
                tokens.add_metric([one.model, one.step, "written"], one.written)
                if one.cost is not None:
                    cost.add_metric([one.model, one.step], float(one.cost))
            yield from (calls, tokens, cost)

    own = CollectorRegistry()
    own.register(Wording())
    return generate_latest(_every_process()) + generate_latest(own)


def _every_process() -> CollectorRegistry:
    """What this process counted; with several on one port, what all of them did."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    from prometheus_client.multiprocess import MultiProcessCollector

    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


# ---------------------------------------------------------------- requests


class Observed:
    """Counts, times and logs each request, under an id that the answer carries in X-Request-ID."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        held = _CONVERSATION.match(scope["path"])
        marks = request_id.set(id), conversation_id.set(held.group(1) if held else "")
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = id
            await send(message)

        try:
            tracer = _tracer()
            if tracer is None:
                await self._app(scope, receive, noting)
            else:
                with tracer.start_as_current_span(f"{scope['method']} {scope['path'].split('/')[1] or '/'}"):
                    await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            REQUESTS.labels(scope["method"] if scope["method"] in _METHODS else "other", route, str(status)).inc()
            took = round(1000 * (time.perf_counter() - began), 1)
            _log.info("request", extra={"method": scope["method"], "route": route, "status": status, "ms": took})
            request_id.reset(marks[0])
            conversation_id.reset(marks[1])


_METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())

# ---------------------------------------------------------------- logs

_OWN = frozenset("method route status ms".split())
LONGEST_LINE = 2_000
"""Characters of a message in the log."""


class JsonLines(logging.Formatter):
    """One JSON object a line: line breaks and escapes of a terminal in what is logged stay inside its strings."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()[:LONGEST_LINE],
        }  # fmt: skip
        line |= {name: value for name in _OWN if (value := getattr(record, name, None)) is not None}
        if id := request_id.get():
            line["request_id"] = id
        if id := conversation_id.get():
            line["conversation_id"] = id
        if record.exc_info and record.exc_info[0]:
            # The words of an exception may quote a message or a statement's values; where it was raised never does.
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{frame.filename.rsplit('/', 2)[-2]}/{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
                for frame in frames[-6:]
            ]
        return json.dumps(line, ensure_ascii=True, default=str)


def log_as_json(level: str) -> None:
    """Send every log line of this process to standard error as JSON. level: "debug", "info", "warning" or "error"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for loud in (
        "httpx",
        "httpcore",
        "openai",
        "chromadb",
        "sqlalchemy",
        "aiosqlite",
        "slack_sdk",
        "slack_bolt",
        "urllib3",
        "asyncio",
    ):
        # On lower levels these write what was sent and received.
        logging.getLogger(loud).setLevel(logging.WARNING)
    # The protocol's SDK writes out what a caller did wrong, in the caller's words.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    # A line for each call that is no call would let anybody fill the disk.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    logging.getLogger("uvicorn.error").addFilter(_is_no_strangers_noise)


def _is_no_strangers_noise(record: logging.LogRecord) -> bool:
    said = str(record.msg)
    return not said.startswith(("Invalid HTTP request", "Unsupported upgrade", "No supported WebSocket library"))


# ---------------------------------------------------------------- traces

_traced: Any = None


def _tracer() -> Any:
    return _traced


def trace() -> bool:
    """Send traces to where OTEL_EXPORTER_OTLP_ENDPOINT says; False where that isn't set.

    Raises ModuleNotFoundError where the extra `otel` isn't installed."""
    global _traced  # noqa: PLW0603
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return False
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "parley"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _traced = provider.get_tracer("parley")
    return True


def begin_call(step: str, model: str) -> Any:
    """The span of one call of a model, under the ids of request and conversation; None where nothing is traced."""
    tracer = _tracer()
    if tracer is None:
        return None
    ids = {"parley.request_id": request_id.get(), "parley.conversation_id": conversation_id.get()}
    told = {"gen_ai.operation.name": "chat", "gen_ai.request.model": model, "parley.step": step}
    return tracer.start_span(f"model {step}", attributes=told | {name: id for name, id in ids.items() if id})


def end_call(span: Any, read: int, written: int, error: str) -> None:
    """End a call's span. read, written: tokens. error: the class of what went wrong, "" for nothing."""
    if span is None:
        return
    span.set_attributes({"gen_ai.usage.input_tokens": read, "gen_ai.usage.output_tokens": written})
    if error:
        span.set_attribute("error.type", error)
    span.end()


def flush_traces() -> None:
    """Send what is left, when the process ends."""
    global _traced  # noqa: PLW0603
    if _traced is not None:
        _traced.span_processor.shutdown()
        _traced = None
