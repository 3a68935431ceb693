"""A long message is read by an excerpt; its amounts are read once, in all of it, and stand at their places in both.
What it computes it computes once, and beside other messages."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.reading.excerpt import LONGEST_READ, excerpt, squeezed
from bot.reading.message import Message

LONG = squeezed(
    "W&B offered me a base of $180,000 and 10% bonus. "
    + "I like the team, the work and the way to the office. " * 70
    + "They add $20,000 for signing. Is that good?"
)


def test_the_amounts_of_an_excerpt_are_those_of_the_whole_at_their_own_places() -> None:
    text = excerpt(LONG)
    message = Message(text, whole=LONG)
    assert len(text) < len(LONG) and len(text) <= LONGEST_READ + 1
    assert [int(one.low) for one in message.amounts] == [180_000, 10, 20_000]
    for one, there in zip(message.amounts, message.numbers, strict=True):
        assert text[one.start : one.end] == LONG[there.start : there.end]
        assert message.in_whole(one.end) == there.end


def test_a_short_message_is_its_own_whole() -> None:
    message = Message("base 245k", whole="base 245k")
    assert message.amounts == message.numbers and message.figures_here is message.figures
    assert message.in_whole(5) == 5


def test_two_messages_go_through_the_encoder_at_once() -> None:
    both = threading.Barrier(2)

    def encode(text: str) -> None:
        both.wait(timeout=30)

    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(lambda text=text: Message(text, encode=encode).encoded) for text in ("one", "two")]
        assert [one.result() for one in asked] == [None, None]


def test_what_a_message_computes_is_computed_once() -> None:
    seen: list[str] = []
    message = Message("hello", encode=seen.append)
    assert message.encoded is message.encoded is None
    assert seen == ["hello"]


def test_what_was_found_in_a_messages_words_stays_when_another_languages_encoder_sees_it() -> None:
    own, other = list[str](), list[str]()
    message = Message("Ich habe 85.000 Euro, ist das gut?", encode=own.append)
    found = message.numbers, message.sentences, message.person
    assert message.encoded is None
    abroad = message.abroad(other.append, {})
    for one in (abroad, abroad.beside):
        assert one is not None and one.foreign
        assert (one.numbers, one.sentences, one.person) == found and one.numbers is found[0]
        assert one.encoded is None
    assert other == [message.text] and own == [message.text] * 2
    assert message.abroad(None, None).beside is None


@pytest.mark.parametrize(
    ("text", "before", "currency"),
    [
        ("they offered me $82,000 in Montreal as a QA lead", (), "CAD"),
        ("got $110k Sydney senior dev offer", (), "AUD"),
        ("and if it was $95k?", ("my offer in Toronto is $90k",), "CAD"),
        ("US$95,000 offer in Singapore", (), "USD"),
        ("95k USD, Toronto", (), "USD"),
        ("$150k, Toronto or San Francisco", (), "USD"),
        ("$200k base in Seattle", ("my friend is in Toronto",), "USD"),
        ("I was offered $120k", (), "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_one_country_named(text: str, before: tuple[str, ...], currency: str) -> None:
    assert {one.currency for one in Message(text, before).numbers if one.currency} == {currency}
