"""What a message asks, as features for the trained heads: its words, its questions, what was said before, its
amounts."""

from collections import Counter

from bot.reading.features import Array, Row, letter_grams, numbered, word_grams, words
from bot.reading.message import Message

WIDTH = 1 << 15
"""Columns that n-grams are hashed into: 32,768, so that 23 kinds take some 700 kB."""


def row(message: Message, last_kind: str = "") -> Row:
    """The message as one row. last_kind: what the turn before asked, "" at the beginning."""
    masked = Message(message.shape)
    return Row(
        groups=(
            word_grams(masked.short, 2, skips=True),
            letter_grams(masked.short, 3, 5),
            numbered(word_grams(masked.questions, 2), "q"),
            numbered(words(message.earlier), "before"),
            _shape(message, last_kind),
        ),
        dense=_dense(message),
    )


def _dense(message: Message) -> tuple[Array, ...]:
    """The vectors of the whole and of what is asked in it."""
    encoded = message.encoded
    return () if encoded is None else (encoded.vector, encoded.part(*message.asked_at))


def _shape(message: Message, last_kind: str) -> tuple[str, ...]:
    counts = Counter(amount.kind for amount in message.amounts)
    text = message.short
    length = len(words(text))
    found = [f"{kind}={min(n, 4)}" for kind, n in counts.items()]
    found += [f"length={_bucket(length)}", f"turns={min(len(message.before), 3)}", f"asked={min(text.count('?'), 3)}"]
    found += [f"lines={min(text.count(chr(10)), 3)}", f"quoted={'“' in text or chr(34) in text or '>' in text}"]
    found += [f"amounts={min(len(message.amounts), 5)}", f"after={last_kind}"]
    return numbered(found, "shape")


def _bucket(length: int) -> str:
    return str(next((top for top in (2, 4, 7, 11, 17, 27, 45, 80) if length <= top), 200))
