"""Socket Mode: envelopes over a websocket, acknowledged at once, through reconnections and refusals."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fakes.slack_deliveries import Deliveries
from fakes.slack_server import SlackServer

from bot.channels.slack.app import SlackApp
from bot.channels.slack.socket_mode import listen
from bot.cli import main
from bot.errors import BadInput
from bot.server.opening import service
from bot.settings import load

ASK = "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?"


class Connected:
    """The app on a websocket, and envelopes to it."""

    def __init__(self, app: SlackApp, slack: SlackServer, listening: "asyncio.Task[None]") -> None:
        self.app, self.slack, self.listening = app, slack, listening
        self.to = Deliveries(None, slack, "")  # type: ignore[arg-type]
        self._sent = 0

    async def send(self, payload: dict[str, Any], *, kind: str = "events_api", id: str = "", retry: int = 0) -> str:
        """Send an envelope and wait for its acknowledgement."""
        self._sent += 1
        id = id or f"E{self._sent}"
        acked = len(self.slack.acked)
        more = {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""} if kind == "events_api" else {}
        await self.slack.send({"envelope_id": id, "type": kind, "payload": payload,
                               "accepts_response_payload": kind != "events_api", **more})  # fmt: skip
        await self.slack.until(lambda: len(self.slack.acked) > acked)
        return id


@pytest.fixture
async def connected(slack: SlackServer, index: Path, tmp_path: Path) -> AsyncIterator[Connected]:
    settings = load(
        slack_bot_token="xoxb-one", slack_app_token="xapp-one", slack_api_url=slack.url, index=index,
        database_url=f"sqlite:///{tmp_path}/parley.sqlite3",
    )  # fmt: skip
    async with service(settings) as opened:
        app = SlackApp(settings, opened.conversations, opened.store)
        listening = asyncio.create_task(listen(app, "xapp-one", ping=0.2))
        await slack.until(lambda: slack.socket_opened)
        yield Connected(app, slack, listening)
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError, BadInput):
            await listening
        await app.close()


async def test_an_event_is_acknowledged_before_any_work_and_answered(connected: Connected, slack: SlackServer) -> None:
    await connected.app.idle()
    slack.hang()
    id = await connected.send(connected.to.envelope(connected.to.said(ASK)))
    assert slack.acked == [{"envelope_id": id}] and slack.posts == []
    slack.free.set()
    await connected.app.idle()
    assert "$" in slack.public("D0ANN")[0].words


async def test_an_envelope_sent_again_is_acknowledged_and_not_answered_again(
    connected: Connected, slack: SlackServer
) -> None:
    payload = connected.to.envelope(connected.to.said(ASK))
    await connected.send(payload)
    await connected.send(payload, id="again", retry=1)
    await connected.app.idle()
    assert len(slack.acked) == 2 and len(slack.public("D0ANN")) == 1


async def test_commands_and_buttons_come_over_the_socket_too(connected: Connected, slack: SlackServer) -> None:
    command = {
        "team_id": "T0TEAM", "channel_id": "C0JOBS", "user_id": "U0ANN", "command": "/parley", "text": "help",
        "response_url": connected.to.response_url("C0JOBS", "U0ANN"), "trigger_id": "t1", "api_app_id": "A1",
    }  # fmt: skip
    await connected.send(command, kind="slash_commands")
    await connected.app.idle()
    assert "/parley practice" in slack.seen_by("U0ANN", "C0JOBS")[0].words


@pytest.mark.parametrize("how", ["told", "cut"])
async def test_a_connection_lost_is_made_again_and_nothing_is_answered_twice(
    connected: Connected, slack: SlackServer, how: str
) -> None:
    first = connected.to.envelope(connected.to.said(ASK))
    await connected.send(first)
    if how == "told":
        await slack.send({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
    else:
        await slack.sockets[0].close()
    await slack.until(lambda: slack.socket_opened == 2)
    await connected.send(first, id="again", retry=1)
    await connected.send(connected.to.envelope(connected.to.said("Which levers do I have?", ts="1700000009.000001")))
    await connected.app.idle()
    assert len(slack.public("D0ANN")) == 2


async def test_another_workspaces_envelope_is_acknowledged_and_left(connected: Connected, slack: SlackServer) -> None:
    await connected.app.idle()
    await connected.send(connected.to.envelope(connected.to.said("hello"), team="T0OTHER"))
    await connected.app.idle()
    assert slack.posts == []


async def test_a_token_refused_for_good_ends_it_with_the_mend_and_no_loop(
    connected: Connected, slack: SlackServer
) -> None:
    tried = slack.counted()["apps.connections.open"]
    slack.fail("apps.connections.open", "invalid_auth", times=50)
    await slack.sockets[0].close()
    with pytest.raises(BadInput, match=r"invalid_auth.*connections:write"):
        await asyncio.wait_for(asyncio.shield(connected.listening), 10)
    assert slack.counted()["apps.connections.open"] == tried + 1


def environment(slack: SlackServer, index: Path, folder: Path, **more: str) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("PARLEY_")},
        "PARLEY_SLACK_BOT_TOKEN": "xoxb-one", "PARLEY_SLACK_APP_TOKEN": "xapp-one", "PARLEY_SLACK_API_URL": slack.url,
        "PARLEY_INDEX": str(index), "PARLEY_DATABASE_URL": f"sqlite:///{folder}/parley.sqlite3", **more,
    }  # fmt: skip


async def test_the_command_answers_until_it_is_told_to_stop(slack: SlackServer, index: Path, tmp_path: Path) -> None:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main()", "slack", cwd=Path(__file__).resolve().parents[2],
        env=environment(slack, index, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    await slack.until(lambda: slack.socket_opened)
    to = Deliveries(None, slack, "")  # type: ignore[arg-type]
    await slack.send({"envelope_id": "E1", "type": "events_api", "payload": to.envelope(to.said(ASK))})
    await slack.until(lambda: slack.public("D0ANN"))
    running.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(running.communicate(), 120)
    assert running.returncode == 0, err.decode()
    assert b"Parley answers in Slack" in out and b"Traceback" not in err
    assert not slack.public("D0ANN")[0].streaming


@pytest.mark.parametrize("missing", ["PARLEY_SLACK_APP_TOKEN", "PARLEY_SLACK_BOT_TOKEN"])
async def test_what_is_missing_is_said_in_a_sentence(
    slack: SlackServer, index: Path, tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for name, value in environment(slack, index, tmp_path, **{missing: ""}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["parley", "slack"])
    with pytest.raises(SystemExit) as ended:
        main()
    [said] = capsys.readouterr().err.strip().splitlines()
    assert ended.value.code == 2 and missing in said


async def test_a_token_that_slack_refuses_is_said_in_a_sentence(
    slack: SlackServer, index: Path, tmp_path: Path
) -> None:
    wrong = environment(slack, index, tmp_path, PARLEY_SLACK_APP_TOKEN="xapp-wrong")
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main()", "slack", cwd=Path(__file__).resolve().parents[2],
        env=wrong, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _, err = await asyncio.wait_for(running.communicate(), 120)
    assert running.returncode == 2
    said = err.decode().strip().splitlines()
    assert len(said) == 1 and "invalid_auth" in said[0], err.decode()
