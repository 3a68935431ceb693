"""Which of the companies that a message names it is about."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from bot.reading import labels, mentioned, telling, train, trained
from bot.reading.labels import LabelledMessage, Mentions
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.types import NONE
from ingest.index.facts import Facts

About = Callable[[str], str | None]


@pytest.fixture(scope="module")
def about(starter_index: Path) -> About:
    reader = Reader(Names(Facts(starter_index)))

    def of(message: str) -> str | None:
        question = reader.read(message).asks[0].question
        return question.subjects[0].company or (question.said[0].company if question.said else None)

    return of


@pytest.mark.parametrize(
    "message",
    [
        "i freeze on zoom every time. what do i say when she asks for a number",
        "they answered over slack at midnight with the same number. how do I push without being annoying",
        "write me a linkedin message to a recruiter who won't tell me the range",
    ],
)
def test_a_tool_that_people_talk_over_is_not_the_company_asked_about(about: About, message: str) -> None:
    assert about(message) is None


def test_the_employer_one_leaves_is_not_the_one_asked_about(about: About) -> None:
    said = "I'd leave 85k of unvested oracle behind. how do I bring that up with Weights & Biases on the call"
    assert about(said) == "weights-and-biases"


def test_of_two_companies_in_a_question_of_levels_the_one_that_the_guides_hold_is_looked_up(about: About) -> None:
    assert about("I'm a staff engineer at google, what level is that at weights and biases") == "weights-and-biases"


def test_labels_tell_who_is_asked_about_who_offers_too_and_whose_employer_it_is() -> None:
    example = LabelledMessage(
        "x", "x", "x", ("Stripe says 180, Plaid said 175. I make 150 at Oracle and talk on Zoom",),
        {
            "asks": [{"kind": "offer", "company": "stripe"}],
            "facts": [
                {"what": "other_offer", "company": "plaid"}, {"what": "current_pay", "company": "oracle"},
            ],
        },
    )  # fmt: skip
    zoom = LabelledMessage("y", "y", "y", ("Zoom pays?",), {"asks": [{"kind": "band", "company": "zoom"}]})
    seen = Mentions([example, zoom]).labelled(example, Message(example.turns[-1]))
    assert [label for *_, label in seen] == ["asked", "beside", "mine", "none"]


@pytest.mark.parametrize(
    ("message", "now", "offered"),
    [
        ("i work at google on 320k. hugging face gave me 300k base. is it good", 320_000, 300_000),
        ("snap pays me 210k and hugging face offered 240k, do i counter", 210_000, 240_000),
        ("i make 210k at snap and hugging face offered 240k, do i counter", 210_000, 240_000),
        ("hugging face offers 165k, coming from rivian where i have 162k. thoughts?", 162_000, 165_000),
    ],
)
def test_pay_beside_the_present_employer_is_no_offer(starter_index: Path, message: str, now: int, offered: int) -> None:
    facts = Reader(Names(Facts(starter_index))).read(message).facts
    told = {fact.what: fact.low for fact in facts if fact.low}
    assert told == {"current_pay": now, "own_offer": offered}


def test_the_lines_on_companies_are_marked_with_what_the_heads_tell() -> None:
    texts = resources.files("bot.reading").joinpath("mentions.jsonl").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(line) for line in texts]
    assert len(lines) > 400 and len({line["family"] for line in lines}) > 10
    found = [span for line in lines for span in train.marked(line["text"])[1]]
    assert {label for *_, label in found} == {"asked", "beside", "mine", NONE}
    assert "{" not in "".join(train.marked(line["text"])[0] for line in lines)


def test_the_head_of_companies_fitted_twice_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentioned, "WIDTH", 1 << 9)
    some, lines = labels.examples()[::300], train.marked_lines()[::40]
    one, two = (train.mention_head(some, None, None, lines) for _ in range(2))
    assert (one.weights == two.weights).all() and not one.sees


def test_an_offer_read_as_nothing_beside_pay_of_today_read_as_the_offer_is_the_offer() -> None:
    message = Message("google pays me 210, databricks offers 220")
    now, offered = message.amounts
    found = (
        telling.Typed(now, "own_offer", "base", "year", 1000, 0.8), telling.Typed(offered, NONE, NONE, NONE, 1, 0.6),
    )  # fmt: skip
    chances = ({"mine": 0.8, "asked": 0.2}, {"mine": 0.1, "asked": 0.9})
    told = trained.by_company(message, found, ((0, 6), (20, 30)), chances)
    assert [(one.what, one.part, one.scale) for one in told] == [
        ("current_pay", "base", 1000), ("own_offer", "base", 1000),
    ]  # fmt: skip
