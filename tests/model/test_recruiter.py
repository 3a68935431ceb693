"""The recruiter in a model's voice: the same figures of the same things, and nothing added."""

import pytest

from bot.model.narrator import Narrator
from bot.model.recruit import masked_line, word_line
from tests.fakes.openai_server import OpenAIServer

LINE = "I can move the base to $182,000, but the signing bonus has to stay at $20,000."


async def worded(reply: str) -> str:
    with OpenAIServer() as server:
        server.play(reply)
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key="test")
        return await word_line(narrator, LINE, persona="a friendly recruiter", move="raises base, holds signing")


def test_figures_go_to_the_model_as_ids() -> None:
    masked, figures = masked_line(LINE)
    assert masked == "I can move the base to {n1}, but the signing bonus has to stay at {n2}."
    assert figures == ("$182,000", "$20,000")


async def test_another_wording_of_the_same_line_is_spoken() -> None:
    said = await worded("I can get the base up to {n1}, but the signing bonus has to stay at {n2}.")
    assert said == "I can get the base up to $182,000, but the signing bonus has to stay at $20,000."


@pytest.mark.parametrize(
    "reply",
    [
        "I can move the base to {n2}, but the signing bonus has to stay at {n1}.",
        "I can move the base to {n1}.",
        "I can move the base to {n1}, but the signing bonus has to stay at {n2}. The hiring manager has room for more.",
        "I can move the base to {n1}, but signing stays at {n2}. We closed a huge funding round last week.",
        "I can move the base to {n1}, but signing stays at {n2}, or 25 thousand if you ask.",
        "",
    ],
)
async def test_what_adds_drops_or_swaps_leaves_the_engines_line(reply: str) -> None:
    assert await worded(reply) == LINE
