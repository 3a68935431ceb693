"""Over the real protocol: exact cards first, units as they pass, one repair, and an answer always."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.answer import Answer, BandCard, BandRow, Block, Comparison, Email, LeverBlock, Script, Text, Warning_
from bot.model.narrator import Narrator, Ready, VerifiedWords
from bot.model.sheet import FactSheet
from bot.model.usage import Usage
from bot.reading.types import Turn
from tests.fakes.answers import CASES
from tests.fakes.openai_server import Fail, OpenAIServer, Raw, Say
from tests.fakes.sentences import lies

KEY = "test"
SF = "In San Francisco, base is {f1}."


async def worded(
    server: OpenAIServer,
    case: str,
    timeout: float = 120.0,
    answer: Answer | None = None,
    history: Sequence[Turn] = (),
    **more: Any,
) -> tuple[list[VerifiedWords | Ready], Answer, Narrator]:
    """What is shown while a model words an answer, and the final one."""
    narrator = Narrator.open("openai:fake", base_url=server.url, api_key=KEY, timeout=timeout, **more)
    shown: list[VerifiedWords | Ready] = []
    final = None
    made, question = CASES[case]()
    async for part in narrator.word(answer or made, question, history):
        if isinstance(part, Answer):
            final = part
        else:
            shown.append(part)
    assert final is not None
    return shown, final, narrator


def said(answer: Answer) -> str:
    return "\n".join(block.text for block in answer.blocks if isinstance(block, Text))


def streamed(shown: list[VerifiedWords | Ready]) -> str:
    return "".join(part.text for part in shown if isinstance(part, VerifiedWords))


async def test_an_honest_model_words_the_answer_and_nothing_is_noted() -> None:
    with OpenAIServer() as server:
        server.play(f"{SF}\n\nIn London, it's {{f4}}.")
        shown, final, narrator = await worded(server, "bands")
    assert streamed(shown).startswith("In San Francisco, base is $170K–$215K.")
    assert said(final) == "In San Francisco, base is $170K–$215K.\nIn London, it's £98K–£131K (base)."
    assert final.wording == "openai:fake"
    assert not [block for block in final.blocks if isinstance(block, Warning_)]
    assert (narrator.counts.worded, len(server.requests)) == (1, 1)


async def test_what_was_streamed_stands_in_the_final_answer_at_the_same_place() -> None:
    with OpenAIServer() as server:
        server.play(
            f"{SF}\n\nThey always have room.\n\nThings to ask:\n- Ask about the bonus.\n- Ask when they decide.", ""
        )
        shown, final, _ = await worded(server, "bands")
    by_block: dict[int, str] = {}
    for part in shown:
        assert isinstance(part, VerifiedWords)
        by_block[part.block] = by_block.get(part.block, "") + part.text
    assert {n: final.blocks[n].text for n in by_block} == by_block  # type: ignore[union-attr]
    assert "always" not in said(final)


async def test_exact_cards_come_before_any_word_of_the_model() -> None:
    answer, _ = CASES["bands"]()
    row = BandRow(component="base", label="Base", text="$170K–$215K", verbatim="$170K–$215K")
    card = BandCard(company="Harborlight", role="TPM", level=None, region="San Francisco", rows=(row,))
    with OpenAIServer() as server:
        server.play(SF)
        shown, final, _ = await worded(
            server, "bands", answer=answer.model_copy(update={"blocks": (*answer.blocks, card)})
        )
    assert shown[0] == Ready(card, 0)
    assert [block.type for block in final.blocks] == ["band_card", "text"]


async def test_only_what_failed_is_asked_for_again_and_the_answer_keeps_its_order() -> None:
    with OpenAIServer() as server:
        server.play(
            f"{SF}\n\nThe bonus beats what others pay.\n\nAsk which office it is.", "1: The bonus there is {f3}."
        )
        shown, final, narrator = await worded(server, "bands")
        repair = server.requests[-1]["messages"][-1]["content"]
    assert [part.text for part in shown if isinstance(part, VerifiedWords)][1:] == [
        "The bonus there is 10–15% (San Francisco).",
        "Ask which office it is.",
    ]
    assert "beats what others pay" in repair
    assert "Ask which office it is" not in repair
    assert (narrator.counts.repaired, narrator.counts.dropped) == (1, 0)
    assert "beats" not in said(final)


async def test_of_a_paragraph_the_failed_sentence_alone_is_asked_for_and_the_paragraph_comes_whole() -> None:
    paragraph = f"{SF} The bonus beats what others pay. Ask which office it is."
    with OpenAIServer() as server:
        server.play(f"Thanks for asking.\n\n{paragraph}", "1: The bonus there is {f3}.")
        shown, _, _ = await worded(server, "bands")
        faults = json.loads(server.requests[-1]["messages"][-1]["content"].splitlines()[-1])
        server.play(f"Thanks for asking.\n\n{paragraph}", "1:")
        _, dropped, _ = await worded(server, "bands")
    assert [one["sentence"] for one in faults] == ["The bonus beats what others pay."]
    assert [part.text for part in shown if isinstance(part, VerifiedWords)] == [
        "Thanks for asking.",
        "In San Francisco, base is $170K–$215K. The bonus there is 10–15% (San Francisco). Ask which office it is.",
    ]
    # What stands before the failed sentence stays; what takes it up, or may, doesn't.
    assert said(dropped) == "Thanks for asking.\nIn San Francisco, base is $170K–$215K."


@pytest.mark.parametrize(
    "said_",
    [
        "First, I'm sorry about the layoff. You may still ask about this once.",
        "I won't help with a lie.\nYou may still ask about this once.",
    ],
)
async def test_sympathy_and_a_no_that_an_answer_follows_are_no_refusal(said_: str) -> None:
    with OpenAIServer() as server:
        server.play(said_)
        _, final, narrator = await worded(server, "tactic")
    assert narrator.counts.fallbacks == {}
    assert said(final) == said_


async def test_the_model_is_told_what_was_last_shown_with_the_words_to_send() -> None:
    from bot.answer import Email
    from bot.model.shown import shown_of

    answer = CASES["bands"]()[0].model_copy(update={"blocks": (Email(subject="My offer", body="Hello, thank you."),)})
    assert "Hello, thank you." in shown_of(answer)


async def test_a_list_that_loses_its_items_loses_its_opening_too() -> None:
    with OpenAIServer() as server:
        server.play(f"{SF}\n\nWhy they will move:\n- They always have room.\n- They are desperate.", "")
        _, final, _ = await worded(server, "bands")
    assert said(final) == "In San Francisco, base is $170K–$215K."


async def test_no_lie_among_honest_sentences_is_shown() -> None:
    with OpenAIServer() as server:
        for case, lie in lies()[::16]:
            server.play(Say(f"Ask for the offer in writing.\n\n{lie}\n\nTake a day to read it.", size=60), "")
            shown, final, _ = await worded(server, case)
            assert streamed(shown) in ("Ask for the offer in writing.Take a day to read it.", "")
            assert lie not in said(final)


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Fail(429, retry_after=0), "rate-limit"),
        (Fail(500), "error"),
        (Fail(401, code="invalid_api_key"), "unauthorised"),
        (Say(""), "empty"),
        (Say("x"), "nonsense"),
        (Say("🙂"), "nonsense"),
        (Say("I'm sorry, but I can't help with that."), "refused"),
        (Say("In San Francisco, base is {f1", cut=True), "cut"),
        (Say("In San Francisco, base is {f1", torn=True), "cut"),
        (Say("Base. ", endless=True, size=2000), None),
        (Raw(b"<html>not found</html>", "text/html"), None),
        (Say("Base is $999K. Equity is $888K. Bonus is 77%."), "unverified"),
    ],
)
async def test_when_the_model_fails_the_composed_answer_is_sent_with_a_word(
    reply: Say | Fail | Raw, reason: str | None
) -> None:
    with OpenAIServer() as server:
        server.play(reply)
        _, final, narrator = await worded(server, "bands", timeout=30.0)
    assert said(final) == said(CASES["bands"]()[0])
    assert [block.code for block in final.blocks if isinstance(block, Warning_)]
    assert sum(narrator.counts.fallbacks.values()) >= 1
    assert reason is None or reason in narrator.counts.fallbacks


async def test_a_model_that_is_too_slow_is_not_waited_for() -> None:
    with OpenAIServer() as server:
        server.play(Say(SF, pause=30))
        _, final, narrator = await worded(server, "bands", timeout=0.5)
        server.play(Say(SF, drip=0.4, size=2))
        await worded(server, "bands", timeout=0.5)
    assert narrator.counts.fallbacks == {"timeout": 1}
    assert said(final) == said(CASES["bands"]()[0])


async def test_what_was_shown_before_a_model_fell_silent_stays_and_only_what_is_missing_follows() -> None:
    with OpenAIServer() as server:
        server.play(Say("In San Francisco, base is {f1}; in London it is {f4}.\n\nTake a day to", cut=True))
        shown, final, narrator = await worded(server, "bands", timeout=60.0)
    composed = said(CASES["bands"]()[0])
    first = "In San Francisco, base is $170K–$215K; in London it is £98K–£131K."
    assert sum(narrator.counts.fallbacks.values()) == 1
    assert streamed(shown) == first
    assert said(final).startswith(first), "what streams is never taken back"
    assert said(final).count("$170K–$215K") == 1, "nothing is said twice"
    assert said(final).removeprefix(first).strip() == composed[composed.index("Equity in") :]


async def test_a_second_model_is_asked_where_the_first_fails() -> None:
    from bot.model.connect import open_chat

    with OpenAIServer() as server, OpenAIServer() as second:
        server.play(Fail(500))
        second.play(SF)
        other = open_chat("openai:other", base_url=second.url, api_key=KEY)
        _, final, _ = await worded(server, "bands", fallback=other)
    assert said(final) == "In San Francisco, base is $170K–$215K."


async def test_tokens_are_counted_by_step_and_a_reached_cap_sends_the_composed_answer() -> None:
    usage = Usage(daily=15)
    with OpenAIServer() as server:
        server.play(SF)
        await worded(server, "bands", usage=usage)
        _, final, narrator = await worded(server, "bands", usage=usage)
    assert usage.as_dict() == {"calls-write": 1, "tokens-in-write": 10, "tokens-out-write": 10}
    assert final.wording == "composed"
    assert narrator.counts.fallbacks == {"cap": 1}


async def test_a_figure_question_takes_no_call_where_the_operator_prefers() -> None:
    with OpenAIServer() as server:
        server.play(SF)
        _, final, _ = await worded(server, "bands", figures="composed")
        assert server.requests == []
    assert final == CASES["bands"]()[0]


async def test_an_answer_that_asks_back_goes_to_the_model_too() -> None:
    answer, _ = CASES["bands"]()
    with OpenAIServer() as server:
        server.play("Which of the two offices is it for?")
        _, final, _ = await worded(server, "bands", answer=answer.model_copy(update={"status": "clarify"}))
    assert said(final) == "Which of the two offices is it for?"
    assert final.status == "clarify"


async def test_a_draft_is_shown_whole_as_an_email_or_not_at_all() -> None:
    draft = (
        "Here's a message you could send:\n> Subject: Our call\n> Hi Sam, thank you for the offer.\n> {extra}\n> "
        "Best regards"
    )
    with OpenAIServer() as server:
        server.play(draft.replace("{extra}", "Could base come closer to {f1.high}?"))
        shown, final, _ = await worded(server, "offer")
        server.play(draft.replace("{extra}", "I hold another offer from Meta."), "")
        _, refused, _ = await worded(server, "offer")
    email = next(block for block in final.blocks if isinstance(block, Email))
    assert email.subject == "Our call"
    assert "$240K" in email.body
    assert any(isinstance(part, Ready) and part.block == email for part in shown)
    assert "Meta" not in json.dumps(refused.model_dump(mode="json"))


async def test_an_announcement_goes_with_what_it_announced() -> None:
    with OpenAIServer() as server:
        server.play(f"{SF}\n\nYou could say:\n\n> They always have room, so pay more.\n\nAsk when they decide.", "")
        _, final, _ = await worded(server, "bands")
    assert "You could say" not in said(final)
    assert "Ask when they decide." in said(final)


async def test_a_lever_is_replaced_only_by_words_of_the_model_that_passed() -> None:
    def levers(answer: Answer) -> list[Block]:
        return [block for block in answer.blocks if isinstance(block, LeverBlock)]

    why = next(
        id_ for id_, item in FactSheet(*CASES["lever"]()).items.items() if item.text.startswith("Scarce experience:")
    )
    with OpenAIServer() as server:
        server.play(f"{{{why}}}\n\n> Given what I have run, could we look at base again?", "")
        _, worded_, _ = await worded(server, "lever")
        server.play(f"{{{why}}}\n\n> I have an offer from Meta, so could we look at base again?", "")
        _, lied, _ = await worded(server, "lever")
    assert "Few people have run clusters" in said(worded_) and levers(worded_) == []
    assert len(levers(lied)) == 1


async def test_composed_words_to_say_that_nobody_asked_for_do_not_stand_beside_the_models() -> None:
    answer, _ = CASES["offer"]()
    line = Script(title="phone", text="I won't tell you what I earn.")
    with_line = answer.model_copy(update={"blocks": (*answer.blocks, line)})
    with OpenAIServer() as server:
        server.play("Ask how the equity vests.")
        _, final, _ = await worded(server, "offer", answer=with_line)
        server.play("Ask how the equity vests.")
        _, drafting, _ = await worded(server, "offer", answer=with_line.model_copy(update={"intent": "draft"}))
    assert line not in final.blocks
    assert line in drafting.blocks, "who asks for words gets them"


async def test_a_model_leaves_out_a_block_that_does_not_fit_and_no_warning() -> None:
    answer, _ = CASES["offer"]()
    table = Comparison(title="Your plan", columns=("Part", "Ask"), rows=(("Base", "$230K"),))
    warning = Warning_(code="stale", text="This is of last year.")
    again = warning.model_copy(update={"cite": "x.md:9"})  # of another line of the guide
    with_both = answer.model_copy(update={"blocks": (*answer.blocks, table, warning, again)})
    sheet = FactSheet(with_both, CASES["offer"]()[1])
    assert [(id_, block) for id_, block in sheet.blocks.items()] == [("b1", table)]
    with OpenAIServer() as server:
        server.play("{-b1}\n\nAsk how the equity vests.")
        shown, final, _ = await worded(server, "offer", answer=with_both)
        server.play("{-b1} Ask how the equity vests.")
        _, inline, _ = await worded(server, "offer", answer=with_both)
        server.play("Ask how the equity vests.{-b1}", "")
        _, refused, _ = await worded(server, "offer", answer=with_both)
    assert [block.type for block in final.blocks] == ["text", "warning"]
    assert not [part for part in shown if isinstance(part, Ready)]
    assert said(inline) == "Ask how the equity vests."
    assert table not in inline.blocks
    assert table in refused.blocks, "only at the head of its words"


async def test_a_statement_is_placed_once_and_a_note_that_was_placed_is_not_shown_again() -> None:
    answer, _ = CASES["offer"]()
    warning = Warning_(code="sums", text="the parts don't add up")
    both = answer.model_copy(update={"blocks": (*answer.blocks, warning)})
    note = next(id_ for id_, item in FactSheet(both, CASES["offer"]()[1]).items.items() if "add up" in item.text)
    with OpenAIServer() as server:
        server.play(f"{{{note}}} Ask how the equity vests.\n\n- On the sum: {{{note}}}\n- Ask when they decide.")
        _, final, _ = await worded(server, "offer", answer=both)
    assert said(final).count("add up") == 1
    assert "On the sum" not in said(final)
    assert "Ask when they decide." in said(final)
    assert not [block for block in final.blocks if isinstance(block, Warning_)]


def test_no_sentence_stands_twice_in_words_to_send() -> None:
    from bot.model.hold import unrepeated

    words = "Thank you for the letter. Thank you for the letter. Could you confirm the grant?\n\nBest wishes,\nAnna"
    assert unrepeated(words) == words.removeprefix("Thank you for the letter. ")


@pytest.mark.parametrize(
    ("paragraph", "stays"),
    [
        ("Yes, ask once. They always have room. Thank them first.", "Yes, ask once. Thank them first."),
        ("Yes, ask once. They always have room. So don't be shy.", "Yes, ask once."),
        ("Yes, ask once. Why now? They always have room. Thank them.", "Yes, ask once. Thank them."),
        ("They always have room. It pays to ask.", ""),
        ("- They always have room. Thank them first.", ""),
    ],
)
def test_of_a_paragraph_stays_what_stands_alone(paragraph: str, stays: str) -> None:
    from bot.model.gate import GateVerdict
    from bot.model.hold import JudgedUnit, left
    from bot.model.sentences import judged
    from bot.model.units import Unit

    pieces = judged(paragraph)
    verdicts = [GateVerdict("always" not in one, one) for one in pieces]
    unit = Unit("item" if paragraph.startswith("-") else "paragraph", paragraph)
    assert left(JudgedUnit(unit, pieces, verdicts), "en").unit.text.strip() == stays
    assert left(JudgedUnit(Unit("draft", paragraph), pieces, verdicts), "en").pieces == []


async def test_a_card_that_the_person_has_from_the_turn_before_is_shown_again_only_for_figures() -> None:
    answer, question = CASES["offer"]()
    row = BandRow(component="base", label="Base", text="$170K–$215K", verbatim="$170K–$215K")
    card = BandCard(company="Bramwell", role="Engineer", level=None, region="New York", rows=(row,))
    both = answer.model_copy(update={"blocks": (*answer.blocks, card)})
    before = [Turn(question.text, question, both)]
    with OpenAIServer() as server:
        server.play("Ask how the equity vests.")
        _, first, _ = await worded(server, "offer", answer=both)
        _, again, _ = await worded(server, "offer", answer=both, history=before)
        figures = both.model_copy(update={"intent": "band"})
        _, asked, _ = await worded(server, "offer", answer=figures, history=before)
    assert [card in one.blocks for one in (first, again, asked)] == [True, False, True]


async def test_a_mended_sentence_places_no_statement_again() -> None:
    note = next(id_ for id_, item in FactSheet(*CASES["offer"]()).items.items() if item.kind == "statement")
    with OpenAIServer() as server:
        server.play(f"{{{note}}}\n\nThey always have room.", f"1: {{{note}}} Ask when they decide.")
        _, final, _ = await worded(server, "offer")
    text = FactSheet(*CASES["offer"]()).items[note].text
    assert said(final).count(text) == 1
    assert "Ask when they decide." in said(final)
