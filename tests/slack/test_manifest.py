"""The manifest asks for what the code uses and for nothing else."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.slack.manifest import MANIFEST, made_for
from bot.channels.slack.views import PROMPTS
from bot.errors import BadInput

ROOM = Path(__file__).resolve().parents[2] / "bot" / "channels" / "slack"

SCOPES: dict[str, set[str]] = {
    "auth_test": set(), "views_open": set(), "views_publish": set(),
    "chat_postMessage": {"chat:write"}, "chat_postEphemeral": {"chat:write"}, "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"}, "chat_startStream": {"chat:write"}, "chat_appendStream": {"chat:write"},
    "chat_stopStream": {"chat:write"}, "conversations_open": {"im:write"}, "files_upload_v2": {"files:write"},
    "assistant_threads_setStatus": {"assistant:write"}, "assistant_threads_setTitle": {"assistant:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"}, "agents_sessions_setStatus": {"chat:write"},
    "conversations_replies": {"channels:history", "groups:history", "mpim:history"}, "files_info": {"files:read"},
    "chat_scheduleMessage": {"chat:write"}, "chat_deleteScheduledMessage": {"chat:write"},
}  # fmt: skip
"""What Slack's reference asks for each method; a method that isn't here must be looked up."""

EVENTS: dict[str, dict[str, set[str]]] = {
    "message": {
        "message.im": {"im:history"}, "message.channels": {"channels:history"}, "message.groups": {"groups:history"},
        "message.mpim": {"mpim:history"},
    },
    "app_mention": {"app_mention": {"app_mentions:read"}},
    "app_home_opened": {"app_home_opened": set()},
    "assistant_thread_started": {"assistant_thread_started": {"assistant:write"}},
    "agent_session_stopped": {"agent_session_stopped": set()},
    "app_uninstalled": {"app_uninstalled": set()},
    "tokens_revoked": {"tokens_revoked": set()},
}  # fmt: skip
"""What each event that the code handles is subscribed to as, and the scope of each subscription."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return read


def called() -> set[str]:
    """The Web API's methods that the room calls on a client (the websocket's is another)."""
    calls = [
        node.func
        for file in ROOM.glob("*.py")
        if file.name != "socket_mode.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return {call.attr for call in calls if ast.unparse(call.value).rpartition(".")[2] in ("client", "_client")}


def handled() -> set[str]:
    """The events that have a handler of their own."""
    text = (ROOM / "app.py").read_text(encoding="utf-8")
    return {name for name in EVENTS if f'("{name}", self._on' in text}


def test_the_scopes_are_those_of_the_calls_events_and_commands_and_no_more(manifest: dict[str, Any]) -> None:
    methods = called()
    assert methods and methods <= set(SCOPES), methods - set(SCOPES)
    needed = {scope for method in methods for scope in SCOPES[method]} | {"commands"}
    needed |= {scope for name in handled() for scopes in EVENTS[name].values() for scope in scopes}
    scopes = manifest["oauth_config"]["scopes"]
    assert set(scopes) == {"bot"}, "nothing is asked of a user's own token"
    assert set(scopes["bot"]) == needed and len(scopes["bot"]) == len(needed)


def test_the_events_are_those_that_are_handled(manifest: dict[str, Any]) -> None:
    assert handled() == set(EVENTS)
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(subscribed) == sorted(name for one in EVENTS.values() for name in one)


def test_commands_shortcuts_and_views_are_declared(manifest: dict[str, Any]) -> None:
    features, text = manifest["features"], (ROOM / "app.py").read_text(encoding="utf-8")
    assert [one["command"] for one in features["slash_commands"]] == ["/parley"] and 'command("/parley")' in text
    assert [one["callback_id"] for one in features["shortcuts"]] == ["read_offer"] and 'shortcut("read_offer")' in text
    assert features["app_home"]["home_tab_enabled"] and not features["app_home"]["messages_tab_read_only_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    assert "agent_view" in features and "assistant_view" not in features, "the newer view; Slack takes one of them"
    assert all(len(name) <= 24 for name in (manifest["display_information"]["name"],))
    assert len(features["shortcuts"][0]["name"]) <= 24 and len(PROMPTS) <= 4


def test_it_is_printed_as_it_stands_or_for_a_server_that_slack_calls(
    manifest: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.cli import app

    app(["slack", "--manifest"], standalone_mode=False)
    assert capsys.readouterr().out == MANIFEST.read_text(encoding="utf-8")
    app(["slack", "--manifest", "--url", "https://parley.example/"], standalone_mode=False)
    made = yaml.safe_load(capsys.readouterr().out)
    settings, there = made["settings"], "https://parley.example/slack/events"
    assert settings["socket_mode_enabled"] is False and manifest["settings"]["socket_mode_enabled"] is True
    called = (settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"])
    assert {*called, made["features"]["slash_commands"][0]["url"]} == {there}
    assert made["oauth_config"]["redirect_urls"] == ["https://parley.example/slack/oauth_redirect"]
    assert made["oauth_config"]["scopes"] == manifest["oauth_config"]["scopes"]
    with pytest.raises(BadInput, match="https://"):
        made_for("http://parley.example")
