"""Over the real protocol, streamed by a hostile model: nothing unverified reaches the user, and an answer always does."""

import random

import pytest

from bot.answer import Answer, Text, Warning_
from bot.model.narrator import Narrator, Spoken
from tests.fakes.answers import CASES
from tests.fakes.honest import TEXTS
from tests.fakes.hostile import hostile
from tests.fakes.openai_server import Fail, OpenAIServer, Raw, Say

KEY = "test"


async def worded(server: OpenAIServer, case: str, timeout: float = 20.0) -> tuple[list[str], Answer, Narrator]:
    """What is shown while a model words an answer, and the final one."""
    narrator = Narrator.open("openai:fake", base_url=server.url, api_key=KEY, timeout=timeout)
    shown: list[str] = []
    final = None
    async for part in narrator.word(*CASES[case]()):
        if isinstance(part, Spoken):
            shown.append(part.text)
        else:
            final = part
    assert final is not None
    return shown, final, narrator


def said(answer: Answer) -> str:
    return " ".join(block.text for block in answer.blocks if isinstance(block, Text))


async def test_three_hundred_and_twenty_hostile_streams_show_nothing_of_their_lies() -> None:
    attacks = random.Random(11).sample(hostile(), 320)
    with OpenAIServer() as server:
        for case, lie, _ in attacks:
            lead = TEXTS[case].strip().splitlines()[0].split(" | ")[0]
            server.play(Say(f"{lead} {lie} Ask them in writing.", size=40))
            shown, final, _ = await worded(server, case)
            assert lie.rstrip(".") not in " ".join(shown) + said(final), lie


async def test_an_honest_model_words_the_answer_and_nothing_is_noted() -> None:
    with OpenAIServer() as server:
        server.play("In San Francisco, base is $170K to $215K a year. In London, base is £98K to £131K a year.")
        shown, final, narrator = await worded(server, "bands")
    assert "".join(shown).strip().startswith("In San Francisco")
    assert final.wording == "openai:fake"
    assert not [block for block in final.blocks if isinstance(block, Warning_)]
    assert narrator.counts.worded == 1


async def test_a_bad_sentence_is_asked_for_once_more() -> None:
    with OpenAIServer() as server:
        server.play(
            "In San Francisco, base is $170K to $215K a year. In London, base is £99K to £131K a year.",
            "In London, base is £98K to £131K a year.",
        )
        _, final, narrator = await worded(server, "bands")
    assert "£98K" in said(final)
    assert "£99K" not in said(final)
    assert narrator.counts.repaired + narrator.counts.dropped >= 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Fail(429, retry_after=0), "rate-limit"),
        (Fail(500), "error"),
        (Fail(401, code="invalid_api_key"), "unauthorised"),
        (Say(""), "empty"),
        (Say("I'm sorry, but I can't help with that."), "refused"),
        (Say("In San Francisco, base is $170K to $2", cut=True), "cut"),
        (Say("In San Francisco, base is $170K to $2", torn=True), "cut"),
        (Raw(b"<html>not found</html>", "text/html"), None),
        (Say("Base is $999K. Equity is $888K. Bonus is 77%."), "unverified"),
    ],
)
async def test_when_the_model_fails_the_composed_answer_is_sent_with_a_word(
    reply: Say | Fail | Raw, reason: str | None
) -> None:
    with OpenAIServer() as server:
        server.play(reply)
        _, final, narrator = await worded(server, "bands")
    assert said(final) == said(CASES["bands"]()[0])
    assert [block.code for block in final.blocks if isinstance(block, Warning_)]
    assert sum(narrator.counts.fallbacks.values()) == 1
    assert reason is None or reason in narrator.counts.fallbacks


async def test_a_model_that_is_too_slow_is_not_waited_for() -> None:
    with OpenAIServer() as server:
        server.play(Say("In San Francisco, base is $170K to $215K a year.", pause=30))
        _, final, narrator = await worded(server, "bands", timeout=0.5)
    assert narrator.counts.fallbacks == {"timeout": 1}
    assert said(final) == said(CASES["bands"]()[0])


async def test_an_answer_that_asks_back_is_never_reworded() -> None:
    answer, question = CASES["bands"]()
    asked = answer.model_copy(update={"status": "clarify"})
    with OpenAIServer() as server:
        narrator = Narrator.open("openai:fake", base_url=server.url, api_key=KEY)
        parts = [part async for part in narrator.word(asked, question)]
        assert parts == [asked]
        assert server.requests == []
