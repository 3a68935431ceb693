"""A local Slack: its Web API, response URLs, file uploads and Socket Mode, over real HTTP and websockets.

It keeps what people would see (messages, ephemerals, views, statuses), refuses what Slack refuses, and fails
on demand. slack_deliveries.py is Slack's other side.
"""

import asyncio
import base64
import itertools
import json
import time
import uuid
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import WSMsgType, web

PATIENCE = 30.0
"""Seconds until a test that waits in vain fails."""


@dataclass
class Call:
    """One request to the Web API."""

    method: str
    args: dict[str, Any]
    token: str


@dataclass
class Post:
    """A message as people see it. to: the one person who sees an ephemeral."""

    channel: str
    ts: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    to: str | None = None
    streaming: bool = False
    updates: int = 0

    @property
    def words(self) -> str:
        """Everything in it that can be read."""
        return "\n".join([self.text, *_strings(self.blocks)])

    def buttons(self) -> list[dict[str, Any]]:
        """Its interactive elements."""
        found = [e for block in self.blocks for e in block.get("elements", []) if isinstance(e, dict)]
        found += [block["accessory"] for block in self.blocks if "accessory" in block]
        return [element for element in found if "action_id" in element]

    def button(self, words: str) -> dict[str, Any]:
        return next(b for b in self.buttons() if words.lower() in json.dumps(b).lower())


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [s for key, v in value.items() if key not in ("type", "action_id", "block_id") for s in _strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in _strings(v)]
    return [value] if isinstance(value, str) else []


Answer = dict[str, Any] | web.Response


class SlackServer:
    """The local Slack; url is what slack_sdk's base_url is set to."""

    def __init__(self) -> None:
        self.url = ""
        self.team, self.bot, self.bot_id = "T0TEAM", "U0PARLEY", "B0PARLEY"
        self.teams: dict[str, str] = {"xoxb-one": "T0TEAM"}
        self.calls: list[Call] = []
        self.posts: list[Post] = []
        self.statuses: dict[tuple[str, str], str] = {}
        self.sessions: dict[tuple[str, str], str] = {}
        self.threads: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.files: dict[str, tuple[bytes, str]] = {}
        self.scheduled: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.views: list[dict[str, Any]] = []
        self.uploads: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        self.failures: dict[str, deque[Answer]] = {}
        self.archived: set[str] = set()
        self.sockets: list[web.WebSocketResponse] = []
        self.acked: list[dict[str, Any]] = []
        self.socket_opened = 0
        self.free = asyncio.Event()
        self.free.set()
        self._clock = itertools.count(1)
        self._changed = asyncio.Condition()

    # For tests

    def hang(self) -> None:
        """No call of the Web API gets an answer until free is set."""
        self.free.clear()

    def fail(
        self, method: str, error: str = "", *, times: int = 1, retry_after: int | None = None, **more: Any
    ) -> None:
        """The next calls of this method are refused with error, or with 429 and Retry-After."""
        for _ in range(times):
            if retry_after is not None:
                body = web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(retry_after)}
                )
                self.failures.setdefault(method, deque()).append(body)
            else:
                self.failures.setdefault(method, deque()).append({"ok": False, "error": error, **more})

    def break_down(self, method: str, status: int = 500) -> None:
        """The next call of this method gets no sensible answer."""
        self.failures.setdefault(method, deque()).append(web.Response(status=status, text="<html>oops</html>"))

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def counted(self) -> Counter[str]:
        return Counter(call.method for call in self.calls)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something to have happened here."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: bool(true()))

    def seen_by(self, person: str, channel: str) -> list[Post]:
        return [post for post in self.posts if post.channel == channel and post.to in (None, person)]

    def public(self, channel: str) -> list[Post]:
        return [post for post in self.posts if post.channel == channel and post.to is None]

    def dm(self, person: str) -> str:
        return "D" + person[1:]

    async def send(self, envelope: dict[str, Any], *, socket: int = -1) -> None:
        """An envelope over Socket Mode."""
        await self.sockets[socket].send_json(envelope)

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args, token = await _arguments(request)
        self.calls.append(Call(method, args, token))
        await self.free.wait()
        try:
            answer = self._answer(method, args, token)
        except (KeyError, StopIteration) as error:
            answer = {"ok": False, "error": "invalid_arguments", "detail": str(error)}
        async with self._changed:
            self._changed.notify_all()
        return answer if isinstance(answer, web.Response) else web.json_response(answer)

    def _answer(self, method: str, args: dict[str, Any], token: str) -> Answer:
        waiting = self.failures.get(method) or self.failures.get("*")
        if waiting:
            return waiting.popleft()
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        if method not in ("oauth.v2.access", "apps.connections.open") and token not in self.teams:
            return {"ok": False, "error": "invalid_auth"}
        if args.get("channel") in self.archived and method.startswith("chat."):
            return {"ok": False, "error": "is_archived"}
        answer: Answer = handler(args, token)
        if isinstance(answer, dict):
            answer.setdefault("ok", True)
        return answer

    def _ts(self) -> str:
        return f"1800000000.{next(self._clock):06d}"

    def _auth_test(self, args: dict[str, Any], token: str) -> Answer:
        return {"team_id": self.teams[token], "user_id": self.bot, "bot_id": self.bot_id, "url": "https://t.slack.com/"}

    def _chat_postMessage(self, args: dict[str, Any], token: str) -> Answer:
        wrong = _faulty(args)
        if wrong or args["channel"].startswith("U"):
            return {"ok": False, "error": wrong or "channel_not_found"}
        post = Post(args["channel"], self._ts(), args.get("text", ""), args.get("blocks") or [], args.get("thread_ts"))
        self.posts.append(post)
        # Slack clears a thread's status when the app posts into it.
        self.statuses.pop((post.channel, post.thread_ts or ""), None)
        return {"ts": post.ts, "channel": post.channel}

    def _chat_postEphemeral(self, args: dict[str, Any], token: str) -> Answer:
        if wrong := _faulty(args):
            return {"ok": False, "error": wrong}
        self.posts.append(Post(args["channel"], self._ts(), args.get("text", ""), args.get("blocks") or [],
                               args.get("thread_ts"), to=args["user"]))  # fmt: skip
        return {"message_ts": self.posts[-1].ts}

    def _post(self, args: dict[str, Any]) -> Post:
        return next(p for p in self.posts if p.ts == args["ts"] and p.channel == args["channel"] and p.to is None)

    def _chat_update(self, args: dict[str, Any], token: str) -> Answer:
        if wrong := _faulty(args):
            return {"ok": False, "error": wrong}
        post = self._post(args)
        post.text, post.blocks, post.updates = args.get("text", ""), args.get("blocks") or [], post.updates + 1
        return {"ts": post.ts, "channel": post.channel}

    def _chat_delete(self, args: dict[str, Any], token: str) -> Answer:
        self.posts.remove(self._post(args))
        return {}

    def _chat_startStream(self, args: dict[str, Any], token: str) -> Answer:
        if not args["channel"].startswith("D") and not (
            args.get("recipient_user_id") and args.get("recipient_team_id")
        ):
            return {"ok": False, "error": "missing_recipient_user_id"}
        self.posts.append(Post(args["channel"], self._ts(), _streamed(args), [], args["thread_ts"], streaming=True))
        self.statuses.pop((args["channel"], args["thread_ts"]), None)
        return {"ts": self.posts[-1].ts, "channel": args["channel"]}

    def _chat_appendStream(self, args: dict[str, Any], token: str) -> Answer:
        post = self._post(args)
        if not post.streaming:
            return {"ok": False, "error": "message_not_in_streaming_state"}
        post.text += _streamed(args)
        return {"ts": post.ts}

    def _chat_stopStream(self, args: dict[str, Any], token: str) -> Answer:
        post = self._post(args)
        if not post.streaming:
            return {"ok": False, "error": "message_not_in_streaming_state"}
        if len(args.get("blocks") or []) > 50:
            return {"ok": False, "error": "invalid_blocks"}
        post.text += _streamed(args)
        post.blocks, post.streaming = args.get("blocks") or [], False
        return {"ts": post.ts, "channel": post.channel}

    def _conversations_open(self, args: dict[str, Any], token: str) -> Answer:
        return {"channel": {"id": self.dm(args["users"])}}

    def _assistant_threads_setStatus(self, args: dict[str, Any], token: str) -> Answer:
        self.statuses[(args["channel_id"], args["thread_ts"])] = args["status"]
        if not args["status"]:
            del self.statuses[(args["channel_id"], args["thread_ts"])]
        return {}

    def _agents_sessions_setStatus(self, args: dict[str, Any], token: str) -> Answer:
        if args["status"] not in ("active", "processing", "suspended", "closed") or not args["thread_ts"]:
            return {"ok": False, "error": "invalid_arguments"}
        self.sessions[(args["channel_id"], args["thread_ts"])] = args["status"]
        return {"status": args["status"]}

    def _conversations_replies(self, args: dict[str, Any], token: str) -> Answer:
        held = self.threads.get((args["channel"], args["ts"]))
        if held is None:
            return {"ok": False, "error": "thread_not_found"}
        before = [one for one in held if one["ts"] < args.get("latest", "9")]
        most = int(args.get("limit") or 15)
        return {"messages": before[:most], "has_more": len(before) > most}

    def _files_info(self, args: dict[str, Any], token: str) -> Answer:
        return {"file": self.file(args["file"])}

    def _chat_scheduleMessage(self, args: dict[str, Any], token: str) -> Answer:
        ahead = int(args["post_at"]) - time.time()
        if ahead <= 0 or ahead > 120 * 86_400:
            return {"ok": False, "error": "time_in_past" if ahead <= 0 else "time_too_far"}
        id = f"Q{len(self.scheduled) + 1:04d}"
        self.scheduled[id] = args
        return {"scheduled_message_id": id, "channel": args["channel"], "post_at": args["post_at"]}

    def _chat_deleteScheduledMessage(self, args: dict[str, Any], token: str) -> Answer:
        one = self.scheduled.get(args["scheduled_message_id"])
        if one is None or one["channel"] != args["channel"]:
            return {"ok": False, "error": "invalid_scheduled_message_id"}
        del self.scheduled[args["scheduled_message_id"]]
        return {}

    def _assistant_threads_setTitle(self, args: dict[str, Any], token: str) -> Answer:
        return {} if args["title"] else {"ok": False, "error": "invalid_arguments"}

    def _assistant_threads_setSuggestedPrompts(self, args: dict[str, Any], token: str) -> Answer:
        prompts = args["prompts"]
        good = 1 <= len(prompts) <= 4 and all(set(one) == {"title", "message"} for one in prompts)
        return {} if good else {"ok": False, "error": "invalid_arguments"}

    def _views_open(self, args: dict[str, Any], token: str) -> Answer:
        if not args["trigger_id"]:
            return {"ok": False, "error": "invalid_trigger_id"}
        self.views.append(args["view"])
        return {"view": {"id": f"V{len(self.views)}", **args["view"]}}

    def _views_publish(self, args: dict[str, Any], token: str) -> Answer:
        if len(args["view"]["blocks"]) > 100:
            return {"ok": False, "error": "invalid_blocks"}
        self.homes[args["user_id"]] = args["view"]
        return {}

    def _files_getUploadURLExternal(self, args: dict[str, Any], token: str) -> Answer:
        id = f"F{len(self.uploads):04d}"
        self.uploads[id] = {**args, "bytes": b"", "shared": None}
        return {"file_id": id, "upload_url": self.url.replace("/api/", f"/upload/{id}")}

    def _files_completeUploadExternal(self, args: dict[str, Any], token: str) -> Answer:
        files = args["files"] if isinstance(args["files"], list) else json.loads(args["files"])
        for one in files:
            self.uploads[one["id"]]["shared"] = {**args, "title": one.get("title")}
        return {"files": [{"id": one["id"], "title": one.get("title")} for one in files]}

    def _oauth_v2_access(self, args: dict[str, Any], token: str) -> Answer:
        given = self.codes.pop(args.get("code", ""), None)
        if given is None:
            return {"ok": False, "error": "invalid_code"}
        self.teams[given["access_token"]] = given["team"]["id"]
        return {"app_id": "A1", "token_type": "bot", "scope": "chat:write", "bot_user_id": self.bot,
                "authed_user": {"id": "U9"}, **given}  # fmt: skip

    def _apps_connections_open(self, args: dict[str, Any], token: str) -> Answer:
        if token != "xapp-one":
            return {"ok": False, "error": "invalid_auth"}
        return {"url": self.url.replace("http://", "ws://").replace("/api/", f"/socket/{uuid.uuid4().hex}")}

    # Beside it

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append(Call("response_url", body, ""))
        waiting = self.failures.get("response_url")
        if waiting:
            return web.Response(status=404, text="expired_url") if waiting.popleft() else web.Response()
        channel, person = request.match_info["channel"], request.match_info["person"]
        to = None if body.get("response_type") == "in_channel" else person
        if not body.get("delete_original"):
            self.posts.append(Post(channel, self._ts(), body.get("text", ""), body.get("blocks") or [], to=to))
        async with self._changed:
            self._changed.notify_all()
        return web.Response(text="ok")

    def upload(self, name: str, data: bytes, kind: str) -> dict[str, Any]:
        """A file that somebody sends: what a message's files have of it."""
        id = f"F{len(self.files) + 1:04d}"
        self.files[id] = (data, kind)
        return {**self.file(id), "name": name}

    def file(self, id: str) -> dict[str, Any]:
        data, kind = self.files[id]
        url = self.url.replace("/api/", f"/files-pri/{id}")
        return {"id": id, "name": id, "mimetype": kind, "mode": "hosted", "size": len(data), "url_private": url,
                "url_private_download": url, "is_external": False}  # fmt: skip

    async def _file(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call("file", dict(request.match_info), token))
        waiting = self.failures.get("file")
        if token not in self.teams or (waiting and waiting.popleft()):
            # Slack shows its sign-in page.
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        data, kind = self.files[request.match_info["id"]]
        return web.Response(body=data, content_type=kind)

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["id"]]["bytes"] = await request.read()
        return web.Response(text="OK")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        async with self._changed:
            self.socket_opened += 1
            self._changed.notify_all()
        async for message in socket:
            if message.type == WSMsgType.TEXT and message.data.startswith("{"):
                self.acked.append(json.loads(message.data))
                async with self._changed:
                    self._changed.notify_all()
        return socket


def _faulty(args: dict[str, Any]) -> str | None:
    """What Slack would find wrong with a message."""
    blocks = args.get("blocks") or []
    if not (args.get("text") or blocks):
        return "no_text"
    if len(blocks) > 50 or any(len(_section(block)) > 3000 for block in blocks):
        return "invalid_blocks"
    return "msg_too_long" if len(args.get("text") or "") > 40_000 else None


def _section(block: dict[str, Any]) -> str:
    text = block.get("text")
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def _streamed(args: dict[str, Any]) -> str:
    """The text that a streaming call brings."""
    chunks = args.get("chunks") or []
    words = [str(args.get("markdown_text") or "")]
    return "".join(words + [str(one.get("text", "")) for one in chunks if one.get("type") == "markdown_text"])


async def _arguments(request: web.Request) -> tuple[dict[str, Any], str]:
    """The arguments of a call, whichever way they came, and its token."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    else:
        args |= dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    for name, value in args.items():
        if isinstance(value, str) and value[:1] in "[{" and name in ("blocks", "view", "files", "prompts"):
            args[name] = json.loads(value)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Basic":
        args["client_id"], _, args["client_secret"] = base64.b64decode(token).decode().partition(":")
    return args, str(args.pop("token", token))


@asynccontextmanager
async def slack_server() -> AsyncIterator[SlackServer]:
    """A local Slack on a free port."""
    slack = SlackServer()
    app = web.Application(client_max_size=20 * 1024 * 1024)
    app.router.add_route("*", "/api/{method}", slack._api)
    app.router.add_post("/response/{channel}/{person}", slack._respond)
    app.router.add_post("/upload/{id}", slack._upload)
    app.router.add_get("/files-pri/{id}", slack._file)
    app.router.add_get("/socket/{ticket}", slack._socket)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    slack.url = f"http://127.0.0.1:{port}/api/"
    try:
        yield slack
    finally:
        for socket in slack.sockets:
            await socket.close()
        await runner.cleanup()
