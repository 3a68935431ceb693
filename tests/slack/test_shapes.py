"""Deliveries that Slack signed, and that have another shape than Slack's: refused, or let be, and nothing fails."""

import copy
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fakes.slack_server import SlackServer

from tests import thorough

from .conftest import Server

ODD: tuple[Any, ...] = (
    None, 10**30, True, "", "x" * 3_000, [], [None], {}, {"id": None}, "NaN",
)  # fmt: skip
POST = {"type": "message", "user": "U0ANN", "text": "hello", "ts": "1700000000.000100", "thread_ts": None}
SAID = {
    **POST, "channel": "D0ANN", "channel_type": "im", "subtype": None, "bot_id": None, "files": None, "edited": None,
}  # fmt: skip
EDITED = {
    "type": "message", "subtype": "message_changed", "channel": "D0ANN", "ts": "1700000001.000100",
    "message": {**POST, "edited": {"user": "U0ANN", "ts": "1700000001.0"}}, "previous_message": POST,
}  # fmt: skip
DELETED = EDITED | {"subtype": "message_deleted", "deleted_ts": "1700000000.000100"}
HOME = {"type": "app_home_opened", "user": "U0ANN", "channel": "D0ANN", "tab": "home", "view": None}
PANE = {
    "type": "assistant_thread_started",
    "assistant_thread": {"user_id": "U0ANN", "channel_id": "D0ANN", "thread_ts": "1.1", "context": {}},
}
STOP = {"type": "agent_session_stopped", "user": "U0ANN", "channel": "D0ANN", "thread_ts": "1.1"}
GONE = {"type": "tokens_revoked", "tokens": {"oauth": ["U0ANN"], "bot": []}}
EVENTS = (SAID, {**SAID, "type": "app_mention"}, EDITED, DELETED, HOME, PANE, STOP, GONE)
WHO = {"team": {"id": "T0TEAM"}, "user": {"id": "U0ANN"}, "trigger_id": "1.2", "api_app_id": "A1"}
PRESSED = WHO | {
    "type": "block_actions", "channel": {"id": "D0ANN"}, "message": POST, "container": {"channel_id": "D0ANN"},
    "response_url": "", "actions": [{"action_id": "suggest-1", "value": "hello", "block_id": "b", "type": "button"}],
}  # fmt: skip
VALUES = {name: {"value": {"type": "plain_text_input", "value": "200k"}} for name in ("company", "base", "notes")}
FILLED = WHO | {
    "type": "view_submission",
    "view": {"id": "V1", "type": "modal", "callback_id": "offer", "private_metadata": "", "state": {"values": VALUES}},
}
SHORTCUT = WHO | {"type": "message_action", "callback_id": "read_offer", "channel": {"id": "C0JOBS"}, "message": POST}
INTERACTIONS = (PRESSED, FILLED, SHORTCUT, {**WHO, "type": "shortcut", "callback_id": "x"})
COMMAND = {
    "command": "/parley", "text": "help", "team_id": "T0TEAM", "channel_id": "C0JOBS", "user_id": "U0ANN",
    "trigger_id": "1.3", "response_url": "http://127.0.0.1:9/",
}  # fmt: skip


def changed(whole: Any) -> Iterator[Any]:
    """It with each of its parts, at any depth, replaced by something odd, and left out."""
    for key in range(len(whole)) if isinstance(whole, list) else list(whole):
        for odd in ODD:
            made = copy.copy(whole)
            made[key] = odd
            yield made
        left = copy.copy(whole)
        del left[key]
        yield left
        if isinstance(whole[key], dict | list):
            for inner in changed(whole[key]):
                made = copy.copy(whole)
                made[key] = inner
                yield made


@pytest.mark.parametrize("kind", ["events", "envelope", "interactions", "command"])
async def test_a_signed_delivery_of_another_shape_makes_nothing_fail(
    server: Server, slack: SlackServer, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[tuple[str, str]] = []
    if kind == "events":
        whole = [server.to.envelope(event) for one in EVENTS for event in changed(one)]
        sent = [(json.dumps(one), "application/json") for one in whole]
    elif kind == "envelope":
        sent = [(json.dumps(one), "application/json") for one in changed(server.to.envelope(SAID))]
    elif kind == "interactions":
        whole = [one for each in INTERACTIONS for one in changed(each)]
        sent = [(f"payload={quote(json.dumps(one))}", "application/x-www-form-urlencoded") for one in whole]
    else:
        for one in changed(COMMAND):
            fields = (f"{key}={quote(str(value))}" for key, value in one.items() if value is not None)
            sent.append(("&".join(fields), "application/x-www-form-urlencoded"))
    # Each part has eleven other shapes: of the tenths, each part's is another.
    # What is wrong with a place or a person is Slack's to say, and ours to note.
    with caplog.at_level(logging.ERROR):
        for body, content in sent if thorough.ALL else sent[::10]:
            answer = await server.to.post(body, content)
            assert answer.status_code in (200, 400, 403, 404), body[:300]
            await server.app.idle()
            failed = [one for one in caplog.records if "a delivery failed" in one.getMessage() or one.exc_info]
            assert not failed, (body[:600], failed[0].exc_info)
