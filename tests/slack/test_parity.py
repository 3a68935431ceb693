"""One question, one answer, wherever it is asked: the API as JSON and as a stream, the terminal, Slack (the widget uses
the API)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fakes.slack_server import SlackServer
from typer.testing import CliRunner

from bot.answer import Answer
from bot.cli import app

from .conftest import Starting

QUESTIONS = Path(__file__).parents[1] / "eval" / "corpus.jsonl"


def fifty() -> list[str]:
    """Fifty questions of one turn, taken evenly from those with known answers, so that every kind is among them."""
    alone = [
        q["turns"][0]
        for line in QUESTIONS.read_text("utf-8").splitlines()
        if len((q := json.loads(line))["turns"]) == 1
    ]
    step = len(alone) / 50
    return [alone[int(i * step)] for i in range(50)]


def essence(answer: dict[str, Any]) -> tuple[Any, ...]:
    return answer["status"], answer["figures"], answer["numbers"], answer["citations"], answer["blocks"]


def figures(text: str) -> set[str]:
    """Amounts and percentages as a reader sees them, whatever characters keep Slack from reading them its own way."""
    seen = re.sub("[\u200b\u2060\ufeff\u200d]", "", text)
    return set(re.findall(r"(?:[$£€₹]|[A-Z]{3} )?\d[\d,.]*[KM]?%?", seen))


@pytest.mark.parametrize("tenth", range(5))
async def test_fifty_questions_get_the_same_figures_citations_and_status_everywhere(
    start: Starting, slack: SlackServer, index: Path, tenth: int
) -> None:
    server = await start()
    for n, question in enumerate(fifty()[tenth * 10 : (tenth + 1) * 10]):
        over_json = (await server.http.post("/v1/ask", json={"question": question})).json()
        stream = (
            await server.http.post("/v1/ask", json={"question": question}, headers={"Accept": "text/event-stream"})
        ).text
        last = stream.replace("\r\n", "\n").strip().split("\n\n")[-1]
        assert "event: done" in last
        streamed = json.loads(last.split("data: ", 1)[1])["answer"]
        assert essence(streamed) == essence(over_json), question
        spoken = CliRunner().invoke(app, ["ask", question, "--index", str(index), "--json"])
        assert essence(json.loads(spoken.stdout.splitlines()[-1])) == essence(over_json), question
        user, room = f"U0ASK{n}", f"D0ASK{n}"
        await server.to.say(
            question.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), channel=room, user=user
        )
        await server.app.idle()
        shown = " ".join(post.words for post in slack.public(room))
        assert shown, question
        answer = Answer.model_validate(over_json)
        missing = figures(answer.text) - figures(shown)
        assert not missing, f"{question}: Slack lacks {missing}"
        for citation in answer.citations:
            assert f"{citation.line}" in shown, f"{question}: Slack lacks {citation.id}"
