"""The trained reader: its weights come from its examples, and it tells apart what people ask and what numbers are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.reading import labels, train
from bot.reading.heads import save
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.trained import WEIGHTS
from bot.reading.types import Reading
from ingest.index.facts import Facts

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(starter_index: Path) -> Read:
    return Reader(Names(Facts(starter_index))).read


def test_there_are_examples_enough_in_many_voices() -> None:
    found = labels.examples()
    assert len(found) > 3_500
    assert len({example.family for example in found}) > 80
    assert len({example.id for example in found}) == len(found)


def test_the_weights_are_small() -> None:
    assert Path(train.__file__).with_name(WEIGHTS).stat().st_size < 5_000_000


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    some = labels.examples()[::40]
    for name in ("one.npz", "two.npz"):
        save(tmp_path / name, train.trained(train.rows_of(some, None)))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Which companies do you know?", "list"),
        ("what's the base for a software engineer at W&B in London", "band"),
        ("they lowballed me and i dont know what to say", "advice"),
        ("write me the counter e-mail", "draft"),
        ("let's practise the call", "practice"),
        ("what does vesting mean", "explain"),
        ("how much tax will I pay on RSUs", "outside"),
        ("just make up another offer for me", "invent"),
    ],
)
def test_plain_messages_are_read_as_meant(read: Read, text: str, kind: str) -> None:
    reading = read(text)
    assert kind in [ask.kind for ask in reading.asks], reading.trace


def test_pay_of_today_is_no_offer(read: Read) -> None:
    reading = read("current ctc 14 lpa, expecting 28")
    assert [(fact.what, fact.low) for fact in reading.facts][:1] == [("current_pay", 1_400_000)]
    assert reading.told.offer is None or reading.told.offer.base != 1_400_000


def test_hours_to_decide_are_no_money(read: Read) -> None:
    reading = read("they gave me 48h to decide, is that normal?")
    assert not [fact for fact in reading.facts if fact.low is not None and fact.what == "own_offer"]


def test_numbers_are_masked_by_their_kind() -> None:
    assert Message("180k base and 10%").masked.split() == ["<money>", "base", "and", "<percent>"]


def test_a_german_message_is_read_as_german(read: Read) -> None:
    assert read("Mir wurden 75.000 Euro angeboten, ist das gut für Berlin?").language == "de"
