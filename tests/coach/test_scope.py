"""What is out of scope and what isn't: a card that clearly speaks to a message goes first, danger before all."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from ingest.index.facts import Facts

Ask = Callable[[str], Answer]
CRISIS = "findahelpline.com"


@pytest.fixture(scope="module")
def ask(starter_index: Path) -> Iterator[Ask]:
    with closing(Facts(starter_index)) as facts:
        answer = answerer(facts)
        yield lambda text: answer([text])


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("quick q does a 401k match of 3% suck", "pension-and-401k-match"),
        ("401k question: match vests over 3 years, ok?", "pension-and-401k-match"),
        ("who pays the visa fees, me or them?", "visa-sponsorship"),
        ("I hate this. I'm so nervous about the call tomorrow I feel sick", "nerves"),
    ],
)
def test_what_a_card_clearly_speaks_to_is_in_scope(ask: Ask, text: str, card: str) -> None:
    told = ask(text)
    assert [Path(one.path).stem for one in told.citations][:1] == [card]
    assert CRISIS not in told.text


@pytest.mark.parametrize("text", ["whats the weather in austin", "should i max my 401k or pay debt"])
def test_what_no_card_speaks_to_stays_out_of_scope(ask: Ask, text: str) -> None:
    assert ask(text).status == "out_of_scope"


@pytest.mark.parametrize(
    "text",
    [
        "so nervous about this call i'd rather be dead",
        "nervous, shaking, cant breathe, i want to end it all before the call",
        "i keep thinking about killing myself if this negotiation fails",
        "They offer 150k. I don't want to live",
        "das Angebot ist weg und ich will nicht mehr leben",
    ],
)
def test_who_is_in_danger_is_told_where_help_is_whatever_else_they_write(ask: Ask, text: str) -> None:
    assert CRISIS in ask(text).text


@pytest.mark.parametrize(
    "text", ["my anxiety is killing me before the call lol", "I don't want to live in Texas on 120k"]
)
def test_who_only_says_so_is_not(ask: Ask, text: str) -> None:
    assert CRISIS not in ask(text).text
