"""The debrief is shown whole wherever it is shown: as a chat's answer, in Slack, in the terminal, on paper."""

import html
import io
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from rich.console import Console

from bot.channels.practice_terminal import shown
from bot.channels.slack.blocks import debrief as in_slack
from bot.conversation.rehearsal import debriefed
from bot.practice.debrief import debrief
from bot.practice.export import markdown, page
from bot.practice.report import Debrief
from bot.practice.scenario import Request
from bot.practice.session import end, play, start
from bot.wording import exact
from tests.bench.practice import SHELF


@cache
def report() -> Debrief:
    practice = start(Request(company="alpha", role="software-engineer", seed=7), SHELF, date(2026, 1, 1))
    practice, _ = play(practice, "Grrk. 17. Zib.", {"kind": "unclear"})
    for line in ("I'd like 212K base.", "I'd like 200K base."):
        practice, _ = play(practice, line)
    return debrief(end(practice))


def terminal(told: Debrief) -> str:
    console = Console(file=io.StringIO(), width=4000, color_system=None)
    shown(told, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


SHOWN: dict[str, Callable[[Debrief], str]] = {
    "chat": lambda told: debriefed(told).model_dump_json(),
    "slack": lambda told: html.unescape(" ".join(str(message.blocks) for message in in_slack(told))),
    "terminal": terminal,
    "markdown": lambda told: re.sub(r"\\(.)", r"\1", markdown(told)),
    "page": lambda told: html.unescape(page(told)),
}


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text)


@pytest.mark.parametrize("channel", SHOWN)
def test_every_channel_shows_the_debrief_whole(channel: str) -> None:
    told = report()
    text = plain(SHOWN[channel](told))
    wanted = [
        told.summary,
        told.jurisdiction_note,
        told.beside,
        *told.unheard,
        exact(told.outcome.left, "USD"),
    ]
    wanted += [words for one in told.criteria for words in (one.label, one.found, one.better)]
    wanted += [words for one in told.counterfactuals for words in (one.text, one.line)]
    wanted += [words for p in told.outcome.parts for words in (p.label, exact(p.reached, "USD"))]
    assert told.counterfactuals and told.unheard and told.beside
    assert [words for words in wanted if plain(words).strip() not in text] == []
