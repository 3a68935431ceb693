"""Slack's other side: signed events, commands and interactions sent to an app's endpoint."""

import hashlib
import hmac
import itertools
import json
import time
import uuid
from typing import Any
from urllib.parse import urlencode

import httpx

from .slack_server import Post, SlackServer


class Deliveries:
    """Slack's deliveries to an app's endpoint, signed with its secret."""

    def __init__(self, http: httpx.AsyncClient, slack: SlackServer, secret: str, team: str = "T0TEAM") -> None:
        self.http, self.slack, self.secret, self.team = http, slack, secret, team
        self._ids = itertools.count(1)

    def signed(self, body: str, *, at: int | None = None, secret: str | None = None) -> dict[str, str]:
        """The headers that Slack signs a body with."""
        stamp = str(int(time.time()) if at is None else at)
        key, base = (secret or self.secret).encode(), f"v0:{stamp}:{body}".encode()
        return {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": "v0=" + hmac.new(key, base, hashlib.sha256).hexdigest(),
        }

    async def post(self, body: str, kind: str, headers: dict[str, str] | None = None) -> httpx.Response:
        headers = {**(headers or self.signed(body)), "Content-Type": kind}
        return await self.http.post("/slack/events", content=body.encode(), headers=headers)

    def envelope(
        self, event: dict[str, Any], *, event_id: str | None = None, team: str | None = None
    ) -> dict[str, Any]:
        """An event as the Events API wraps it."""
        team = team or self.team
        stamp = int(time.time())
        return {
            "token": "t", "team_id": team, "context_team_id": team, "api_app_id": "A1", "event": event,
            "type": "event_callback", "event_id": event_id or f"Ev{uuid.uuid4().hex[:10]}", "event_time": stamp,
            "authorizations": [{"enterprise_id": None, "team_id": team, "user_id": self.slack.bot, "is_bot": True,
                                "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
        }  # fmt: skip

    async def event(self, event: dict[str, Any], *, event_id: str | None = None, team: str | None = None,
                    retry: int = 0) -> httpx.Response:  # fmt: skip
        body = json.dumps(self.envelope(event, event_id=event_id, team=team))
        headers = self.signed(body)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.post(body, "application/json", headers)

    def ts(self) -> str:
        return f"1700000000.{next(self._ids):06d}"

    def said(self, text: str, *, channel: str = "D0ANN", person: str = "U0ANN", ts: str | None = None,
             thread: str | None = None, kind: str = "message", **more: Any) -> dict[str, Any]:  # fmt: skip
        """A message or app_mention event."""
        where = {"D": "im", "G": "group"}.get(channel[0], "channel")
        event = {"type": kind, "user": person, "text": text, "ts": ts or self.ts(), "channel": channel,
                 "event_ts": "1.2", "team": self.team, "client_msg_id": uuid.uuid4().hex}  # fmt: skip
        if kind == "message":
            event["channel_type"] = where
        if thread:
            event |= {"thread_ts": thread, "parent_user_id": person}
        return {**event, **more}

    async def say(self, text: str, **more: Any) -> str:
        """Somebody writes; the ts of what they wrote."""
        event = self.said(text, **more)
        response = await self.event(event)
        assert response.status_code == 200, response.text
        return str(event["ts"])

    async def command(self, text: str, *, channel: str = "C0JOBS", person: str = "U0ANN", trigger: str | None = None,
                      team: str | None = None) -> httpx.Response:  # fmt: skip
        body = urlencode({
            "token": "t", "team_id": team or self.team, "team_domain": "t", "channel_id": channel,
            "channel_name": "jobs",
            "user_id": person, "user_name": "ann", "command": "/parley", "text": text, "api_app_id": "A1",
            "is_enterprise_install": "false", "response_url": self.response_url(channel, person),
            "trigger_id": trigger or uuid.uuid4().hex,
        })  # fmt: skip
        return await self.post(body, "application/x-www-form-urlencoded")

    def response_url(self, channel: str, person: str) -> str:
        return self.slack.url.replace("/api/", f"/response/{channel}/{person}")

    async def interact(self, payload: dict[str, Any], *, person: str = "U0ANN") -> httpx.Response:
        whole = {
            "token": "t", "api_app_id": "A1", "team": {"id": self.team, "domain": "t"}, "enterprise": None,
            "is_enterprise_install": False, "trigger_id": uuid.uuid4().hex,
            "user": {"id": person, "username": "ann", "name": "ann", "team_id": self.team}, **payload,
        }  # fmt: skip
        return await self.post(urlencode({"payload": json.dumps(whole)}), "application/x-www-form-urlencoded")

    async def edit(self, ts: str, text: str, *, was: str, channel: str = "D0ANN", person: str = "U0ANN",
                   thread: str | None = None) -> httpx.Response:  # fmt: skip
        """Somebody changes a message of theirs."""
        common = {"type": "message", "user": person, "ts": ts} | ({"thread_ts": thread} if thread else {})
        stamp = self.ts()
        return await self.event({
            "type": "message", "subtype": "message_changed", "hidden": True, "channel": channel, "ts": stamp,
            "event_ts": stamp, "channel_type": "im" if channel[0] == "D" else "channel",
            "message": {**common, "text": text, "edited": {"user": person, "ts": stamp}},
            "previous_message": {**common, "text": was},
        })  # fmt: skip

    async def delete(self, ts: str, *, was: str = "", channel: str = "D0ANN", person: str = "U0ANN",
                     thread: str | None = None) -> httpx.Response:  # fmt: skip
        """Somebody deletes a message of theirs."""
        common = {"type": "message", "user": person, "ts": ts} | ({"thread_ts": thread} if thread else {})
        stamp = self.ts()
        return await self.event({
            "type": "message", "subtype": "message_deleted", "hidden": True, "channel": channel, "ts": stamp,
            "deleted_ts": ts, "event_ts": stamp, "channel_type": "im" if channel[0] == "D" else "channel",
            "previous_message": {**common, "text": was},
        })  # fmt: skip

    async def press(
        self,
        element: dict[str, Any],
        *,
        channel: str = "D0ANN",
        person: str = "U0ANN",
        on: Post | None = None,
        value: Any = None,
        view: dict[str, Any] | None = None,
    ) -> httpx.Response:
        """Somebody presses a button; value: of one of a feedback element's buttons."""
        kind = element["type"]
        action = {"type": kind, "action_id": element["action_id"], "block_id": "b", "action_ts": "1.2",
                  "value": value if value is not None else element.get("value")}  # fmt: skip
        payload: dict[str, Any] = {"type": "block_actions", "actions": [action]}
        if view is not None:
            payload |= {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1", **view}}
        else:
            assert on is not None
            ephemeral = on.to is not None
            container = {"type": "message", "message_ts": on.ts, "channel_id": channel, "is_ephemeral": ephemeral}
            message: dict[str, Any] = {"type": "message", "ts": on.ts, "text": on.text}
            if on.thread_ts:
                container["thread_ts"] = message["thread_ts"] = on.thread_ts
            payload |= {"container": container, "channel": {"id": channel, "name": "x"},
                        "response_url": self.response_url(channel, person)}  # fmt: skip
            payload |= {} if ephemeral else {"message": message}
        return await self.interact(payload, person=person)

    async def submit(self, view: dict[str, Any], values: dict[str, Any], *, person: str = "U0ANN") -> httpx.Response:
        """Somebody sends a form; values by block id: {"block": {"action": {...}}}."""
        whole = {"id": "V1", "hash": "h", "bot_id": self.slack.bot_id, "state": {"values": values}, **view}
        return await self.interact({"type": "view_submission", "view": whole, "response_urls": []}, person=person)
