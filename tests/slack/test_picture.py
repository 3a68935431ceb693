"""The README's picture of Slack: drawn from the real blocks, and small."""

import re
from pathlib import Path

from bot.channels.slack import blocks

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"


def test_the_page_draws_every_kind_of_block_that_an_answer_is_made_of() -> None:
    source = Path(blocks.__file__).read_text(encoding="utf-8")
    made = set(re.findall(r'"type": "(section|context|actions|context_actions|table|header|divider)"', source))
    page = (PICTURES / "slack.html").read_text(encoding="utf-8")
    assert len(made) >= 5 and made <= set(re.findall(r"(?m)^    (\w+): \(", page))


def test_the_picture_stands_in_the_readme_and_is_under_200_kilobytes() -> None:
    assert "docs/pictures/slack.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert 10_000 < (PICTURES / "slack.png").stat().st_size < 200_000
