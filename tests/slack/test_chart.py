"""The debrief's picture is a picture, drawn from its points, and says the same in words."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.channels.slack.chart import ASK, OFFER, png
from bot.practice.debrief import debrief
from bot.practice.report import Debrief
from bot.practice.scenario import Request
from bot.practice.session import end, play, start
from ingest.index.facts import Facts


def rehearsed(index: Path, *lines: str) -> Debrief:
    practice = start(Request(company="wandb", role="staff-software-engineer", seed=3), Facts(index))
    for line in lines:
        practice, _ = play(practice, line)
    return debrief(end(practice))


def colours(picture: bytes) -> set[str]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(1 << 20) or []}  # type: ignore[misc]


def test_offers_and_asks_are_drawn_and_described(index: Path) -> None:
    report = rehearsed(index, "Thanks! Could you do 300K base?", "Could you do 290K base and a 40K signing bonus?")
    picture, words = png(report)
    assert Image.open(io.BytesIO(picture)).format == "PNG"
    assert {ASK, OFFER} <= colours(picture)
    assert words.count("$") == 4 and "turn 1" in words and "turn 2" in words


def test_a_practice_without_an_ask_is_drawn_too(index: Path) -> None:
    picture, words = png(rehearsed(index))
    assert OFFER in colours(picture) and "No figure was asked for" in words


@pytest.mark.parametrize("sign", ["INR", "JPY", "ILS"])
def test_any_currency_can_be_drawn(index: Path, sign: str) -> None:
    report = rehearsed(index, "Could you do 300K base?")
    outcome = report.outcome.model_copy(update={"currency": sign})
    picture, _ = png(report.model_copy(update={"outcome": outcome}))
    assert picture.startswith(b"\x89PNG")
