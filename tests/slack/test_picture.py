"""The README's picture of Slack: drawn from the real blocks, as they are sent, and small."""

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fakes.slack_server import SlackServer
from PIL import Image

from bot.channels.slack import blocks
from tests.slack.conftest import Starting

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"


def test_the_page_draws_every_kind_of_block_that_an_answer_is_made_of() -> None:
    source = Path(blocks.__file__).read_text(encoding="utf-8")
    made = set(re.findall(r'"type": "(section|context|actions|context_actions|table|header|divider)"', source))
    page = (PICTURES / "slack.html").read_text(encoding="utf-8")
    assert len(made) >= 5 and made <= set(re.findall(r"(?m)^    (\w+): \(", page))


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The program that draws the picture."""
    spec = importlib.util.spec_from_file_location("picture_of_slack", PICTURES / "slack.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def as_seen(value: Any) -> Any:
    """Blocks without the names by which their buttons are known again."""
    if isinstance(value, dict):
        return {key: as_seen(one) for key, one in value.items() if key != "value"}
    return [as_seen(one) for one in value] if isinstance(value, list) else value


async def test_what_is_drawn_is_what_slack_is_sent(
    start: Starting, slack: SlackServer, drawing: ModuleType, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await start(public_url=drawing.SITE)
    monkeypatch.setattr(drawing, "DAY", date.today())
    for question in drawing.ASKED:
        asked = blocks.escape(f"<@{slack.bot}> {question}").replace("&lt;", "<").replace("&gt;", ">")
        await server.to.say(asked, channel="C0JOBS", kind="app_mention")
        await server.app.idle()
    drawn = [one for one in drawing.posts(index)["posts"] if one.get("app")]
    assert [bool(post.to) for post in slack.posts] == [one["only"] for one in drawn]
    assert [as_seen(post.blocks) for post in slack.posts] == [as_seen(one["blocks"]) for one in drawn]


def test_the_picture_stands_in_the_readme_and_is_under_200_kilobytes() -> None:
    assert "docs/pictures/slack.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert 10_000 < (PICTURES / "slack.png").stat().st_size < 200_000


def test_the_picture_shows_what_is_said_today(drawing: ModuleType, index: Path) -> None:
    with Image.open(PICTURES / "slack.png") as picture:
        shown = picture.info["shows"]
    assert shown == drawing.fingerprint(drawing.posts(index)), "draw it anew: python docs/pictures/slack.py"
