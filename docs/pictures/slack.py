"""Make docs/pictures/slack.png: real answers as the real blocks, drawn by slack.html in a browser.

Run it from the repository: `python docs/pictures/slack.py` (extra `test`, and Chromium)."""

import hashlib
import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin
from playwright.sync_api import sync_playwright

from bot.channels.slack import blocks
from bot.channels.slack.talk import shareable
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Profile
from ingest.index.build import ingest
from ingest.index.facts import Facts

HERE = Path(__file__).resolve().parent
PAGE, PICTURE = HERE / "slack.html", HERE / "slack.png"
ASKED = (
    "What's the base for a staff engineer at W&B in London?",
    "I'm offered 245k base, 360k RSUs over 4 years and 10% bonus as staff engineer at W&B in SF. Good?",
)
SITE = "https://parley.example"
"""Where the pages that sources link to are reached (PARLEY_PUBLIC_URL)."""
DAY = date(2026, 3, 2)
"""The day it shows: the starter guides are fresh on it."""
MOST = 200_000
"""Bytes of the picture."""


def posts(index: Path) -> dict[str, Any]:
    """The questions and their answers, as Slack would be sent them."""
    facts = Facts(index)
    names = Names(facts)
    reader, said = Reader(names), []
    for number, question in enumerate(ASKED):
        reading = reader.read(question, (), Profile())
        answer = respond(reading, Context(facts, names, None, reading.told.profile, (), today=DAY))
        made = blocks.message(answer, site=SITE)
        alone = blocks.private(answer)
        shown = shareable(made, "x", "Share in this thread") if alone else made
        thumbs = [] if alone else [blocks.feedback("x")]
        asked = [{"type": "section", "text": {"type": "mrkdwn", "text": blocks.escape(f"@Parley {question}")}}]
        at = f"10:{21 + number}"
        said += [{"who": "Ann", "at": at, "blocks": asked}]
        drawn = [block for message in shown for block in message.blocks]
        said += [{"who": "Parley", "app": True, "at": at, "only": alone, "blocks": [*drawn, *thumbs]}]
    return {"channel": "# offers", "posts": said}


def fingerprint(messages: dict[str, Any]) -> str:
    """What the picture shows, in short; kept in the file, so that a test sees when Parley says something else."""
    return hashlib.sha256(json.dumps(messages, sort_keys=True).encode()).hexdigest()


def main() -> int:
    """Draw the picture; 1 when it is too large for a README."""
    with tempfile.TemporaryDirectory() as folder:
        ingest([HERE.parents[1] / "corpus"], Path(folder), vectors=False)
        messages = posts(Path(folder))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 820, "height": 600})
        page.goto(PAGE.as_uri())
        page.evaluate(f"draw({json.dumps(messages)})")
        page.locator("main").screenshot(path=PICTURE)
        browser.close()
    with Image.open(PICTURE) as drawn:
        # A few colours are enough for words on white.
        small = drawn.convert("RGB").quantize(64)
    shows = PngImagePlugin.PngInfo()
    shows.add_text("shows", fingerprint(messages))
    small.save(PICTURE, optimize=True, pnginfo=shows)
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")
    return int(PICTURE.stat().st_size > MOST)


if __name__ == "__main__":
    sys.exit(main())
