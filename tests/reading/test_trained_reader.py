"""The trained reader: its weights come from its examples, and it tells apart what people ask and what numbers are."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.reading import asking, labels, language, mentioned, telling, train, trained
from bot.reading.adapt import learn
from bot.reading.features import sparse
from bot.reading.heads import save
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.telling import AROUND
from bot.reading.trained import ADAPTER, WEIGHTS, encode
from bot.reading.types import Reading
from ingest.index.embedding import DEFAULT, embedder, model_folder
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
    folder = Path(train.__file__).parent
    assert sum((folder / name).stat().st_size for name in (WEIGHTS, ADAPTER)) < 5_000_000


def test_training_twice_gives_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in (asking, language, mentioned, telling):  # the same, over fewer columns
        monkeypatch.setattr(part, "WIDTH", 1 << 9)
    some = labels.examples()[::600]
    for name in ("one", "two"):
        rows = train.rows_of(some)
        learned = learn(rows.samples, model_folder(DEFAULT), AROUND, epochs=1)
        train.save_changes(tmp_path / f"{name}-{ADAPTER}", learned.changes)
        save(tmp_path / f"{name}-{WEIGHTS}", train.together(train.trained(rows), learned))
    for file in (WEIGHTS, ADAPTER):
        assert (tmp_path / f"one-{file}").read_bytes() == (tmp_path / f"two-{file}").read_bytes()


def test_the_adapted_encoder_changes_no_vector_of_the_encoder_itself() -> None:
    plain = embedder(DEFAULT).embed(["they lowballed me"])
    adapted = encode("they lowballed me")
    assert adapted is not None and float(plain[0] @ adapted.vector) < 0.99
    assert float(abs(plain - embedder(DEFAULT).embed(["they lowballed me"])).max()) < 1e-6


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


def test_what_is_wished_for_rather_than_the_offer_is_asked_for(read: Read) -> None:
    mine = "Make this shorter: I was hoping for something closer to £72k rather than £66k, but I understand if not"
    assert {(f.what, f.low) for f in read(mine).facts} == {("asked", 72_000), ("own_offer", 66_000)}


def test_pay_where_somebody_comes_from_is_no_second_offer(read: Read) -> None:
    told = read("offer 155k base 120k rsu at W&B, comming from Rivian at 162k. can i get a sign on instead")
    assert ("current_pay", 162_000) in {(f.what, f.low) for f in told.facts}
    assert not told.told.others


def test_hours_to_decide_are_no_money(read: Read) -> None:
    reading = read("they gave me 48h to decide, is that normal?")
    assert not [fact for fact in reading.facts if fact.low is not None and fact.what == "own_offer"]


def test_numbers_are_masked_by_their_kind() -> None:
    assert Message("180k base and 10%").masked.split() == ["<money>", "base", "and", "<percent>"]


def test_a_german_message_is_read_as_german(read: Read) -> None:
    assert read("Mir wurden 75.000 Euro angeboten, ist das gut für Berlin?").language == "de"


@pytest.mark.parametrize(
    "text, own, other",
    [
        (
            "I have W&B ML engineer NYC, 210k base, 220k equity over 4, and a real offer from Anthropic: 235k base",
            210_000, ("Anthropic", 235_000),
        ),
        (
            "Got 210k base and 220k equity from W&B as ML engineer in NY. Anthropic offered 235k base.",
            210_000, ("Anthropic", 235_000),
        ),
        ("I hold an offer from Stripe at 240k; W&B offers 225k base", 225_000, ("Stripe", 240_000)),
    ],
)  # fmt: skip
def test_of_two_offers_in_a_message_each_is_the_companys_that_makes_it(
    read: Read, text: str, own: int, other: tuple[str, int]
) -> None:
    told = read(text).told
    assert told.offer is not None and told.offer.base == own
    assert [(offer.company, offer.base) for offer in told.others] == [other]


def test_a_server_gives_blas_one_thread_and_reads_as_before() -> None:
    code = (
        "from threadpoolctl import threadpool_info\nfrom bot.reading import trained\n"
        "before = trained.encode('they want an answer by friday').vector\ntrained.hasten()\n"
        "after = trained.encode('they want an answer by friday').vector\n"
        "blas = [one['num_threads'] for one in threadpool_info() if one['user_api'] == 'blas']\n"
        "print(blas, abs(before - after).max())"
    )
    many = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], env=many, capture_output=True, text=True, check=True)
    told = done.stdout.split()
    assert told[0] == "[1]" and float(told[1]) < 1e-5


def test_a_message_is_made_features_once_for_all_heads_that_look_at_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    row = asking.row
    monkeypatch.setattr(asking, "row", lambda message: seen.append(message.text) or row(message))
    message = Message("they want an answer by friday, what now?", encode=encode)
    assert trained.kinds(message) and trained.also(message)
    assert seen == [message.text]
    features = trained.topic_row(message)
    assert sparse(features, 1 << 15) is sparse(features, 1 << 15)
