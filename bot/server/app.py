"""Assembles Parley: settings in, resources opened and closed, channels mounted."""

import asyncio
import gc
import json
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager, nullcontext, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from bot import observe
from bot.channels import api, library, offer, operator, own, pages, rehearsals
from bot.channels.body import CountGuard, SizeGuard, most_of, most_of_call
from bot.channels.browse import beside, home
from bot.channels.browse import router as browse
from bot.channels.browse.render import nowhere
from bot.channels.browse.warm import warm
from bot.channels.http import (
    CallsAlone,
    HostGuard,
    OriginGuard,
    Problem,
    SecureHeaders,
    add_problems,
    documented,
    placeless,
    unchanging,
)
from bot.conversation.conversations import Conversations
from bot.errors import BadInput, ParleyError
from bot.model.trial import notice
from bot.reading.names import Names
from bot.server.cleaning import clean
from bot.server.connections import KEPT, watched
from bot.server.limits import RateGuard, limit_of, limiter
from bot.server.opening import Service, service
from bot.server.workers import Shared, Workers, reserved
from bot.settings import Settings
from bot.wording import a
from ingest.errors import IngestError, with_extra
from ingest.index.facts import Facts
from ingest.index.memory import give_back

if TYPE_CHECKING:
    from bot.channels.slack.app import SlackApp

log = logging.getLogger(__name__)

DRAINING = 30
"""Seconds that replies under way get to finish when the server is told to stop."""

TURN = 0.001
"""Seconds that one thread computes before another gets its turn: a short answer makes many steps beside a long one."""


def create_app(settings: Settings) -> FastAPI:
    """The web application; its resources are opened in its lifespan."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with service(settings) as opened:
            app.state.facts, app.state.store = opened.facts, opened.store
            app.state.conversations, app.state.names = opened.conversations, opened.names
            cleaning = asyncio.create_task(clean(opened.conversations))
            # Before anybody asks: while they are first read, they would look empty to a second caller.
            await asyncio.to_thread(lambda: opened.names.tables)
            warming = asyncio.create_task(asyncio.to_thread(_warmed, opened.names))
            async with _slack(settings, opened) if settings.slack_signing_secret else nullcontext() as slack:
                app.state.slack = slack
                yield
            cleaning.cancel()
            await asyncio.wait([cleaning, warming])

    app = FastAPI(
        title="Parley",
        summary="Negotiation coach for tech job offers: exact, sourced figures from your guides.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        middleware=_middleware(settings),
        separate_input_output_schemas=False,
    )
    add_problems(app, nowhere)
    app.state.origins, app.state.operator_keys = settings.origins, settings.operator_keys
    # What is called most is looked for first.
    for router in (
        api.mine,
        api.router,
        pages.router,
        home.router,
        browse.router,
        beside.router,
        rehearsals.router,
        offer.router,
        own.router,
        library.router,
        operator.router,
    ):
        app.include_router(router)
    if settings.slack_signing_secret:
        _mount_slack(app, settings)
    _add_operation(app)
    _describe(app)
    return app


def _warmed(names: Names) -> None:
    with suppress(ParleyError, IngestError):
        warm(names)


def _mount_slack(app: FastAPI, settings: Settings) -> None:
    """Take Slack's deliveries. Raises BadInput where what it needs is missing."""
    with _needing("slack", "Slack"):
        from bot.channels.slack import app as channel
        from bot.channels.slack import endpoint

    channel.check(settings)
    app.include_router(endpoint.router)


@contextmanager
def _needing(extra: str, what: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise BadInput(what, f"{error.name} isn't installed", with_extra(extra)) from error


@asynccontextmanager
async def _slack(settings: Settings, opened: Service) -> AsyncIterator["SlackApp"]:
    from bot.channels.slack.app import SlackApp

    slack = SlackApp(settings, opened.conversations, opened.store)
    try:
        yield slack
    finally:
        await slack.close()


def _middleware(settings: Settings) -> list[Middleware]:
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        max_age=600,
    )
    said, counted = Middleware(SizeGuard, most=most_of), Middleware(CountGuard, most=most_of)
    rates = Middleware(
        RateGuard, token=settings.rate_per_token, address=settings.rate_per_address, origin=settings.rate_per_origin,
        storage=settings.rate_storage, opened=settings.conversations_per_address, kept=settings.kilobytes_per_address,
    )  # fmt: skip
    guard = Middleware(OriginGuard, allowed=settings.origins)
    named = Middleware(HostGuard, allowed=settings.hosts)
    return [Middleware(observe.Observed), Middleware(SecureHeaders), named, cors, guard, said, rates, counted]


def _add_operation(app: FastAPI) -> None:
    @app.get("/healthz", tags=["operation"], responses=documented())
    async def healthz() -> dict[str, str]:
        """Whether the process runs."""
        return {"status": "ok"}

    @app.get(
        "/readyz", tags=["operation"], responses={**documented(), 503: {"description": "Something it needs is away."}}
    )
    async def readyz(request: Request) -> Response:
        """Whether it can answer: index and database. The model is told of, and not needed: answers do without it."""
        checks = {"index": await _check_index(request), "database": await _check_database(request)}
        ready = all(state == "ok" for state in checks.values())
        told = {"ready": ready, **checks, "model": request.app.state.conversations.coach.model()}
        return JSONResponse(told, status_code=200 if ready else 503)

    @app.get("/openapi.json", include_in_schema=False)
    def document(request: Request) -> Response:
        return unchanging(request, made(), "application/json")

    @cache
    def made() -> bytes:
        """The OpenAPI document, once: it is the same for everybody."""
        return json.dumps(app.openapi(), ensure_ascii=False).encode()


async def _check_index(request: Request) -> str:
    try:
        await asyncio.to_thread(request.app.state.facts.meta)
    except Exception as error:
        return placeless(str(error))
    return "ok"


async def _check_database(request: Request) -> str:
    try:
        await request.app.state.store.ping()
    except ParleyError as error:
        return str(error)
    return "ok"


def _describe(app: FastAPI) -> None:
    """Name the problem type in the schema, which FastAPI leaves out of responses that aren't JSON by its lights."""
    made = app.openapi

    def described() -> dict[str, Any]:
        schema = made()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("Problem", Problem.model_json_schema())
        return schema

    app.openapi = described  # type: ignore[method-assign]


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish the replies under way.

    Raises BadInput when the port is taken, and what service() raises."""
    for name in (
        "rate_per_token", "rate_per_address", "rate_per_origin", "conversations_per_address", "kilobytes_per_address",
    ):  # fmt: skip
        limit_of(f"PARLEY_{name.upper()}", getattr(settings, name))
    limiter(settings.rate_storage)
    observe.log_as_json(settings.log_level)
    with _needing("otel", "OTEL_EXPORTER_OTLP_ENDPOINT"):
        observe.trace()
    with closing(Facts(settings.index)) as facts:
        example = _example(facts)

    def announce(at: socket.socket, by: str = "") -> None:
        print(f"Parley listens on http://{host}:{at.getsockname()[1]}{by} (API: /docs)", flush=True)
        print(f"Ask it, for example: {example}", flush=True)
        if hint := notice():
            print(hint, flush=True)

    if settings.workers > 1:
        _serve_with_workers(settings, _listen(host, port, reserved), announce)
    else:
        listening = _listen(host, port)
        _serve_here(settings, listening, lambda: announce(listening))


def _serve_with_workers(
    settings: Settings, listening: socket.socket, announce: Callable[[socket.socket, str], None]
) -> None:
    create_app(settings)  # What is set wrong is said once, here.
    shared = Shared()
    try:
        each = shared.settings(settings)
        workers = Workers(_serve_one, each, listening, settings.workers)
        if status := workers.serve(lambda: announce(listening, f" with {settings.workers} processes")):
            sys.exit(status)
    finally:
        shared.remove()


def _serve_one(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """One of several processes that serve."""
    observe.log_as_json(settings.log_level)
    with _needing("otel", "OTEL_EXPORTER_OTLP_ENDPOINT"):
        observe.trace()
    _serve_here(settings, listening, ready)


def _serve_here(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve in this process; ready is called once it listens."""
    import uvicorn

    sys.setswitchinterval(TURN)
    app = create_app(settings)
    opened = AsyncExitStack()

    class Announcing(uvicorn.Server):
        # The app's lifespan is entered here: uvicorn would log what can't be opened with a stack trace.
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await opened.enter_async_context(app.router.lifespan_context(app))
            await super().startup(sockets)
            if self.started:
                ready()
                self.looking = asyncio.create_task(_look(app.state.conversations))

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await super().shutdown(sockets)
            await opened.aclose()

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=DRAINING,
        timeout_keep_alive=KEPT,
    )
    config.load()
    config.http_protocol_class = watched(config.http_protocol_class)
    try:
        Announcing(config).run(sockets=[listening])
    finally:
        observe.flush_traces()


async def _look(conversations: Conversations) -> None:
    """Say what is wrong with the vectors, if anything is; figures are answered meanwhile, and without them."""
    with suppress(Exception):
        if wrong := await asyncio.to_thread(conversations.coach.check_vectors):
            log.warning("%s", wrong)
            print(f"Note: {wrong}", flush=True)
    await asyncio.to_thread(_stay)


def _stay() -> None:
    """What is in memory when all is read stays there, and is no more looked through for waste (which held everybody up
    for some 0.3 s again and again); what reading it took besides is given back."""
    gc.collect()
    gc.freeze()
    give_back()


def _listening(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def _listen(host: str, port: int, make: Callable[[str, int], socket.socket] = _listening) -> socket.socket:
    """A socket that listens. Raises BadInput when the port is taken."""
    try:
        return make(host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BadInput("--port", f"{host}:{port} can't be listened on ({why})", "choose another") from error


def _example(facts: Facts) -> str:
    """A question that this index can answer."""
    role = next(iter(facts.roles()), None)
    return f"What does {role.company_display} pay {a(role.display)}?" if role else "How do I answer a first offer?"


def slack(settings: Settings) -> None:
    """Answer in Slack over Socket Mode until SIGTERM or Ctrl-C, then finish the replies under way.

    Raises BadInput when a setting is missing or Slack refuses it for good."""
    with _needing("slack", "Slack"):
        from bot.channels.slack import app as channel
        from bot.channels.slack.socket_mode import listen

    if settings.slack_app_token is None:
        raise BadInput("PARLEY_SLACK_APP_TOKEN", "it isn't set", "set the app-level token (xapp-…) of your Slack app")
    channel.check(settings)
    token = settings.slack_app_token.get_secret_value()

    async def run() -> None:
        async with service(settings) as opened, _slack(settings, opened) as app:
            cleaning = asyncio.create_task(clean(opened.conversations))
            listening = asyncio.create_task(listen(app, token))
            for signal_ in (signal.SIGTERM, signal.SIGINT):
                # On Windows a loop takes none; there Ctrl-C ends the run by itself.
                with suppress(NotImplementedError):
                    asyncio.get_running_loop().add_signal_handler(signal_, listening.cancel)
            print("Parley answers in Slack (Socket Mode); stop it with Ctrl-C.", flush=True)
            await asyncio.wait([listening])
            cleaning.cancel()
            # Waited for: a task that is cut in the database must give its connection back before the loop ends.
            await asyncio.wait([cleaning])
            if not listening.cancelled():
                listening.result()

    asyncio.run(run())


def _bounded(web: ASGIApp, settings: Settings) -> ASGIApp:
    """The bounds that the API has, around MCP over HTTP: whose name, how large, how often."""
    web = CountGuard(web, most_of_call)
    web = RateGuard(
        web, token=settings.rate_per_token, address=settings.rate_per_address, origin=settings.rate_per_origin,
        storage=settings.rate_storage, opened=settings.conversations_per_address, kept=settings.kilobytes_per_address,
    )  # fmt: skip
    return HostGuard(CallsAlone(SizeGuard(web, most_of_call)), settings.hosts)


def mcp(settings: Settings, host: str | None, port: int) -> None:
    """Speak the Model Context Protocol over standard input and output, or over HTTP at host, until stopped.

    Raises BadInput where the extra isn't installed, and what service() raises."""
    with _needing("mcp", "MCP"):
        from bot.channels.mcp import server as channel

    # Before the SDK sets up its own log, whose coloured stack traces of a long name take minutes to write.
    observe.log_as_json(settings.log_level)

    async def run() -> None:
        async with service(settings) as opened:
            # Before anybody asks: reading them holds everybody up.
            await asyncio.to_thread(lambda: opened.names.tables)
            _stay()
            made = channel.server(opened.facts, opened.names, opened.conversations)
            if host is None:
                await made.run_stdio_async()
            else:
                import uvicorn

                listening = _listen(host, port)
                print(f"Parley speaks MCP at http://{host}:{listening.getsockname()[1]}/mcp", flush=True)
                # Stateless: any replica can answer any request.
                web = _bounded(made.streamable_http_app(host=host, stateless_http=True, json_response=True), settings)
                config = uvicorn.Config(
                    web, log_config=None, access_log=False, server_header=False, timeout_keep_alive=KEPT
                )
                config.load()
                config.http_protocol_class = watched(config.http_protocol_class)
                await uvicorn.Server(config).serve(sockets=[listening])

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


def chat(settings: Settings) -> None:
    """One conversation in the terminal. Raises IndexMissing, IndexCorrupt, StoreUnavailable."""
    from bot.channels import terminal

    with asyncio.Runner() as runner:
        opened = service(settings, serves=False)
        given = runner.run(opened.__aenter__())
        try:
            terminal.chat(given.conversations, runner)
        finally:
            runner.run(opened.__aexit__(None, None, None))
