"""Whatever a guide or a person writes, a message stays in Slack's limits, loses nothing and sets nothing off."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import (
    Answer,
    BandCard,
    BandRow,
    Citation,
    Comparison,
    Email,
    LeverBlock,
    Number,
    OfferGauge,
    OfferYear,
    Script,
    Suggestions,
    Text,
    Warning_,
)  # fmt: skip
from bot.channels.slack import blocks
from tests.thorough import some

HOSTILE = (
    "<!channel>", "<!here>", "<!everyone>", "<@U0BOSS>", "<#C0ALL>", "<https://evil.example|your bank>",
    "https://evil.example", "www.evil.example", "mailto:a@evil.example", "*bold*", "_sly_", "~gone~", "`code`",
    "```fence```", "> quote", ":100:", "&lt;!channel&gt;", "<!subteam^S1>", "<!date^1^{date}|x>",
    "[x](https://evil.example)",
    "![x](https://evil.example/a.png)", "# heading", "@channel", "javascript://x",
)  # fmt: skip
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(min_size=1, max_size=60),
    st.sampled_from(["a ", "\n", "\n\n", "- ", "$245K. ", "**b** "]),
)
prose = st.lists(words, min_size=1, max_size=12).map("".join)


def rendered(value: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """Every text object of a payload, with its type."""
    if isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value["type"], value["text"]
        for one in value.values():
            yield from rendered(one)
    elif isinstance(value, list):
        for one in value:
            yield from rendered(one)


def check(messages: tuple[blocks.SlackMessage, ...]) -> None:
    """Slack's limits, and nothing that fires."""
    assert messages
    for message in messages:
        assert 0 < len(message.text) <= 40_000 and len(message.blocks) <= 48
        assert len(json.dumps(message.blocks, ensure_ascii=False)) < 16_000
        for block in message.blocks:
            if block["type"] == "section":
                assert "text" in block or 1 <= len(block["fields"]) <= 10
                assert len(block.get("text", {}).get("text", "x")) in range(1, 3001)
                assert all(0 < len(field["text"]) <= 2000 for field in block.get("fields", ()))
            if block["type"] == "context":
                assert len(block["elements"]) <= 10
            if block["type"] == "actions":
                assert len(block["elements"]) <= 25
                for button in block["elements"]:
                    assert len(button["text"]["text"]) <= 75 and len(button["value"]) <= 2000
                    assert len(button["accessibility_label"]) <= 75 and len(button["action_id"]) <= 255
        for kind, text in rendered(message.blocks):
            if kind == "mrkdwn":
                harmless(text)
        harmless(message.text)


def harmless(text: str) -> None:
    assert not re.search(r"<|>", text), text
    assert not re.search(r"&(?!amp;|lt;|gt;)", text), text
    if not text.startswith("```"):
        assert not re.search(r"(?i)\bhttps?://", text) and not re.search(r"(?i)\bwww\.\w", text), text
        assert "`" not in text or text.count("`") == 1 or "\n" in text, text


@settings(max_examples=some(80), deadline=None, derandomize=True)
@given(prose, prose, prose)
def test_any_text_in_any_block_stays_within_limits_and_sets_nothing_off(one: str, two: str, three: str) -> None:
    row = BandRow(component="base", label=one, text=two, verbatim=three, cite="a.md:1")
    answer = Answer(
        status="answered",
        blocks=(
            Text(text=one, cites=("a.md:1",)), BandCard(company=one, role=two, level=three, region=one, rows=(row,
            ) * 12),
            Comparison(title=one, columns=(one, two), rows=((two, three), (three, one)), note=three),
            LeverBlock(title=one, why=two, script=three, cite="a.md:1"), Script(title=two, text=one),
            Email(subject=three, body=two), Warning_(code="x", text=one), Suggestions(items=(one, two, three)),
        ),
        citations=(Citation(id="a.md:1", path=one, line=1, section=two, text=three, title=three),),
    )  # fmt: skip
    check(blocks.message(answer))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_each_thing_that_would_fire_reads_as_it_is_written(hostile: str) -> None:
    for text in (blocks.escape(hostile), blocks.mrkdwn(hostile), blocks.markdown(hostile)):
        harmless(text)
        assert not re.search(r"(?<!\w)([*_~`])\w+\1(?!\w)", text), text
        assert not re.match(r"\s*(>|&gt;)", text) and not re.search(r":[a-z0-9]+:", text), text
    streamed = blocks.markdown(hostile)
    assert "](" not in streamed and not re.match(r"\s*#", streamed)


@settings(max_examples=some(60), deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["$245K base. ", "word ", "line\n", "para\n\n", "x" * 300 + " ", "R&D "]),
        min_size=1,
        max_size=200,
    )
)
def test_a_long_answer_is_split_and_loses_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    messages = blocks.message(Answer(status="answered", blocks=(Text(text=text),)))
    check(messages)
    shown = " ".join(
        block["text"]["text"] for message in messages for block in message.blocks if block["type"] == "section"
    )
    assert shown.replace("&amp;", "&").split() == text.split()


def test_our_own_bold_and_bullets_are_kept() -> None:
    assert blocks.mrkdwn("**Base**: $245K\n- *x* <!here>") == "*Base*: $245K\n• ∗x∗ &lt;!here&gt;"
    assert blocks.markdown("**Base**: $245K & up\n") == "**Base**: $245K &amp; up\n"
    assert blocks.escape("~$200K to 2_000 * 3") == "~$200K to 2_000 * 3", "what can't fire is left as it is"


def test_a_script_can_be_copied_as_it_is() -> None:
    words = "Could you do *$260K*?\n> I'd sign today & gladly."
    [message] = blocks.message(Answer(status="answered", blocks=(Script(title="Say", text=words),)))
    fence = message.blocks[1]["text"]["text"]
    assert fence.replace("&amp;", "&").replace("&gt;", ">") == f"```\n{words}\n```"


def test_feedback_has_labels_for_those_who_listen() -> None:
    [element] = blocks.feedback("c.m")["elements"]
    assert element["type"] == "feedback_buttons"
    for name, value in (("positive_button", "up:c.m"), ("negative_button", "down:c.m")):
        assert element[name]["value"] == value and "answer" in element[name]["accessibility_label"]


def test_what_is_about_the_readers_own_pay_is_private() -> None:
    mine = Number(origin="user", text="$245K", low=245_000, high=245_000)
    gauge = OfferGauge(currency="USD", rows=(), years=())
    assert blocks.private(Answer(status="answered", blocks=(Text(text="x"),), numbers=(mine,)))
    assert blocks.private(Answer(status="answered", blocks=(gauge,)))
    assert blocks.private(Answer(status="answered", blocks=(Text(text="x"),), intent="profile"))
    assert not blocks.private(Answer(status="answered", blocks=(Text(text="x"),), intent="band"))


def cells(made: tuple[blocks.SlackMessage, ...]) -> list[list[str]]:
    tables = [block for one in made for block in one.blocks if block["type"] == "table"]
    return [[cell["text"] for cell in row] for table in tables for row in table["rows"]]


def test_a_comparison_is_slacks_own_table_and_marks_who_leads() -> None:
    table = Comparison(
        title="Base", columns=("Who", "Base"), rows=(("A", "$1K"), ("B", "$2K")), best=1, cites=("a.md:1",)
    )
    made = blocks.message(Answer(status="answered", blocks=(table,)))
    assert cells(made) == [["Who", "Base"], ["A", "$1K"], ["▸ B", "$2K"]]
    assert "[1]" in made[0].blocks[0]["text"]["text"]


def test_each_message_has_one_table_and_no_row_is_lost() -> None:
    rows = tuple((f"row {n}", "x") for n in range(250))
    made = blocks.message(Answer(status="answered", blocks=(Comparison(title="All", columns=("a", "b"), rows=rows),)))
    tables = [[block for block in one.blocks if block["type"] == "table"] for one in made]
    assert all(len(found) <= 1 for found in tables) and all(len(found[0]["rows"]) <= 100 for found in tables if found)
    assert [row[0] for row in cells(made) if row[0] != "a"] == [row[0] for row in rows]


def test_a_second_table_takes_its_title_along() -> None:
    tables = tuple(Comparison(title=title, columns=("a", "b"), rows=(("x", "y"),)) for title in ("First", "Second"))
    first, second = blocks.message(Answer(status="answered", blocks=tables))
    assert "Second" not in json.dumps(first.blocks) and "Second" in json.dumps(second.blocks[0])


def test_a_source_links_to_its_line_on_the_guides_page_where_people_reach_us() -> None:
    place = Citation(
        id="acme/x.md:7", path="acme/x.md", line=7, section="", text="", title="Acme", href="/guides/acme/x.md#L7"
    )
    answer = Answer(status="answered", blocks=(Text(text="So much.", cites=(place.id,)),), citations=(place,))
    with_it, without = [
        json.dumps([one.blocks for one in blocks.message(answer, site=site)]) for site in ("https://parley.example", "")
    ]
    assert "<https://parley.example/guides/acme/x.md#L7|line 7>" in with_it and "/guides/" not in without


def test_an_offers_amounts_keep_their_currency_and_say_when_they_are_above() -> None:
    row = BandRow(
        component="base", label="Base", text="£182K–£228K per year", verbatim="", low=182000, high=228000,
        currency="GBP", user=240000, position=100,
    )  # fmt: skip
    year = OfferYear(year=1, base=240000, equity=0, bonus=0, signing=10000, refresher=0, total=250000)
    made = blocks.message(Answer(status="answered", blocks=(OfferGauge(currency="GBP", rows=(row,), years=(year,)),)))
    words = json.dumps([one.blocks for one in made], ensure_ascii=False)
    assert "Yours: £240K, above the band" in words and "of the way up" not in words
    assert cells(made) == [["Year", "Base", "Signing", "Total"], ["1", "£240K", "£10K", "£250K"]]
