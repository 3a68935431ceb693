"""The manifest by which Slack makes the app: as it stands, for Socket Mode, or for a server that Slack calls."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.errors import BadInput

MANIFEST = Path(__file__).with_name("manifest.yaml")


def made_for(url: str | None) -> str:
    """The manifest as text. url: where Slack reaches the server ("https://parley.example"); None for Socket Mode.

    Raises BadInput for an address that Slack wouldn't take."""
    text = MANIFEST.read_text(encoding="utf-8")
    if url is None:
        return text
    there = urlsplit(url)
    if there.scheme != "https" or not there.hostname:
        raise BadInput("--url", f"{url!r} is no address that Slack calls", "write it as https://parley.example")
    root, made = url.rstrip("/"), yaml.safe_load(text)
    made["settings"]["socket_mode_enabled"] = False
    for asked in (made["settings"]["event_subscriptions"], made["settings"]["interactivity"]):
        asked["request_url"] = f"{root}/slack/events"
    for command in made["features"]["slash_commands"]:
        command["url"] = f"{root}/slack/events"
    made["oauth_config"]["redirect_urls"] = [f"{root}/slack/oauth_redirect"]
    return str(yaml.safe_dump(made, sort_keys=False, allow_unicode=True))
