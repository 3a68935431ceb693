"""Several workspaces: installed by OAuth, sealed in the database, each with its own token, and removed again."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import yaml
from cryptography.fernet import Fernet
from fakes.slack_deliveries import Deliveries
from fakes.slack_server import SlackServer

from bot.channels.slack.install import MANIFEST
from bot.channels.slack.records import clock
from bot.errors import BadInput
from bot.server.app import create_app
from bot.settings import load
from tests.slack.conftest import SECRET, Server, Starting

KEY = Fernet.generate_key().decode()
ASK = "What is the base salary of a staff engineer at Weights &amp; Biases in San Francisco?"
OAUTH: dict[str, Any] = {
    "slack_bot_token": "", "slack_client_id": "1.2", "slack_client_secret": "shh", "slack_encryption_key": KEY,
}  # fmt: skip


async def consented(server: Server) -> tuple[str, str]:
    """The state and the cookie that a browser has after Slack's consent page."""
    sent = await server.http.get("/slack/install")
    assert sent.status_code == 302
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"]
    assert asked["client_id"] == ["1.2"] and asked["scope"] == [",".join(scopes)]
    return asked["state"][0], sent.headers["set-cookie"].split(";")[0]


async def install(server: Server, slack: SlackServer, team: str, token: str) -> httpx.Response:
    state, cookie = await consented(server)
    slack.codes[f"code-{team}"] = {"access_token": token, "team": {"id": team, "name": team}, "enterprise": None}
    back = {"code": f"code-{team}", "state": state}
    return await server.http.get("/slack/oauth_redirect", params=back, headers={"Cookie": cookie})


async def rows(server: Server, table: str) -> str:
    async with server.app.records._store.read() as db:
        return repr((await db.exec_driver_sql(f"SELECT * FROM {table}")).all())


async def test_each_workspace_is_answered_with_its_own_token(start: Starting, slack: SlackServer) -> None:
    server = await start(**OAUTH)
    for team, token in (("T1", "xoxb-t1"), ("T2", "xoxb-t2")):
        assert (await install(server, slack, team, token)).status_code == 200
    for team, person in (("T1", "U0ONE"), ("T2", "U0TWO")):
        to = Deliveries(server.http, slack, SECRET, team)
        await to.say(ASK, channel="D" + person[1:], person=person, ts="1700000000.000001")
    await server.app.idle()
    started = {call.args["channel"]: call.token for call in slack.called("chat.startStream")}
    assert started == {"D0ONE": "xoxb-t1", "D0TWO": "xoxb-t2"}


async def test_the_store_shows_no_token_to_whoever_reads_it(start: Starting, slack: SlackServer) -> None:
    server = await start(**OAUTH)
    await install(server, slack, "T1", "xoxb-t1")
    kept = await rows(server, "slack_installations")
    assert "T1" in kept and "xoxb" not in kept


async def test_an_installation_outlives_a_restart_and_a_change_of_keys(start: Starting, slack: SlackServer) -> None:
    await install(await start(**OAUTH), slack, "T1", "xoxb-t1")
    newer = Fernet.generate_key().decode()
    changed = await start(**{**OAUTH, "slack_encryption_key": f"{newer},{KEY}"})
    await Deliveries(changed.http, slack, SECRET, "T1").say(ASK)
    await changed.app.idle()
    assert "$" in slack.public("D0ANN")[0].words


async def test_with_another_key_nothing_is_opened_and_the_mend_is_said_once(
    start: Starting, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    await install(await start(**OAUTH), slack, "T1", "xoxb-t1")
    other = await start(**{**OAUTH, "slack_encryption_key": Fernet.generate_key().decode()})
    for _ in range(2):
        sent = await other.to.event(other.to.said(ASK), team="T1")
        assert sent.status_code == 403
    assert slack.posts == []
    assert sum("PARLEY_SLACK_ENCRYPTION_KEY" in record.getMessage() for record in caplog.records) == 1


async def test_a_workspace_that_never_installed_is_refused(start: Starting, slack: SlackServer) -> None:
    server = await start(**OAUTH)
    await install(server, slack, "T1", "xoxb-t1")
    assert (await server.to.event(server.to.said(ASK), team="T9")).status_code == 403
    await server.app.idle()
    assert slack.posts == []


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["B"]}}])
async def test_a_workspace_that_removes_the_app_is_forgotten(
    start: Starting, slack: SlackServer, event: dict[str, Any]
) -> None:
    server = await start(**OAUTH)
    await install(server, slack, "T1", "xoxb-t1")
    assert (await server.to.event(event, team="T1")).status_code == 200
    await server.app.idle()
    assert await rows(server, "slack_installations") == "[]"
    assert (await server.to.event(server.to.said(ASK), team="T1")).status_code == 403


async def test_what_one_workspaces_person_says_another_workspaces_does_not_see(
    start: Starting, slack: SlackServer
) -> None:
    server = await start(**OAUTH)
    for team in ("T1", "T2"):
        await install(server, slack, team, f"xoxb-{team}")
    one, two = (Deliveries(server.http, slack, SECRET, team) for team in ("T1", "T2"))
    await one.say("I was offered 245K base by Weights &amp; Biases as staff engineer in SF.", ts="1700000000.000001")
    await server.app.idle()
    await two.say("What was my offer again?", thread="1700000000.000001", ts="1700000000.000002")
    await server.app.idle()
    theirs = [post for post in slack.posts if post.thread_ts == "1700000000.000001"]
    assert len(theirs) == 2 and "245K" not in theirs[1].words and "245,000" not in theirs[1].words


@pytest.mark.parametrize("wrong", ["state", "cookie", "code", "reused"])
async def test_an_installation_that_was_not_begun_here_is_refused(
    start: Starting, slack: SlackServer, wrong: str
) -> None:
    server = await start(**OAUTH)
    state, cookie = await consented(server)
    slack.codes["good"] = {"access_token": "xoxb-t1", "team": {"id": "T1", "name": "T1"}, "enterprise": None}
    params = {"code": "bad" if wrong == "code" else "good", "state": "forged" if wrong == "state" else state}
    headers = {} if wrong == "cookie" else {"Cookie": cookie.replace(state, "forged") if wrong == "state" else cookie}
    if wrong == "reused":
        assert await server.app.records.consume(state, clock())
    sent = await server.http.get("/slack/oauth_redirect", params=params, headers=headers)
    assert sent.status_code >= 400
    assert await rows(server, "slack_installations") == "[]"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"slack_bot_token": ""}, "PARLEY_SLACK_BOT_TOKEN"),
        ({**OAUTH, "slack_encryption_key": ""}, "PARLEY_SLACK_ENCRYPTION_KEY"),
        ({**OAUTH, "slack_encryption_key": "short"}, "PARLEY_SLACK_ENCRYPTION_KEY"),
    ],
)
def test_settings_that_belong_together_are_asked_for(more: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        create_app(load(slack_signing_secret=SECRET, **more))


@pytest.mark.parametrize(("secret", "ends"), [("", "served"), (SECRET, "pip install 'parley-coach[slack]'")])
def test_without_slacks_packages_a_server_starts_and_says_what_is_missing_when_asked_for(
    secret: str, ends: str
) -> None:
    code = (
        "import sys\n"
        "for name in ('slack_bolt', 'slack_sdk', 'aiohttp'): sys.modules[name] = None\n"
        "from bot.server.app import create_app\nfrom bot.errors import BadInput\nfrom bot.settings import load\n"
        f"try:\n    create_app(load(slack_signing_secret={secret!r}, slack_bot_token='x')); print('served')\n"
        "except BadInput as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        timeout=60,
        check=False,
    )
    assert ran.stdout.strip().endswith(ends), ran.stderr
