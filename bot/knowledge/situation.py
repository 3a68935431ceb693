"""Which of the playbook's situations a message tells: a small trained head over its words and over the sentence encoder
whose last layers learned with it (bot/knowledge/train.py)."""

from functools import cache
from pathlib import Path

import numpy

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.heads import Head, load
from bot.reading.message import ENCODED, Message
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.minilm import MiniLM

HEAD, ADAPTER = Path(__file__).with_name("situation.npz"), Path(__file__).with_name("situation-adapter.npz")
WIDTH = 1 << 14
"""Hashed columns."""
BEFORE = 300
"""Characters of what was said earlier, the latest, that are read with a message."""


def joined(text: str, before: str = "") -> tuple[str, tuple[int, int]]:
    """A message behind the end of what was said before it, and from where to where its question stands."""
    led = f"{before[-BEFORE:]}\n" if before else ""
    own = text if len(text) + len(led) <= ENCODED else text[-(ENCODED - len(led)) :]
    start, end = Message(own).asked_at
    return led + own, (start + len(led), end + len(led))


@cache
def head() -> Head:
    """The trained head: a label a card, and "" for what asks for none."""
    return load(HEAD)[0]["card"]


@cache
def encoder() -> MiniLM | None:
    """The sentence encoder, its last layers changed by ADAPTER; None where NumPy can't run it."""
    return embedder(DEFAULT).adapted(changes(ADAPTER))


def chances(text: str, before: str = "") -> dict[str, float]:
    """0 to 1 for each card by name, and for ""."""
    whole, asked = joined(text, before)
    return head().chances(row(whole, asked))


def row(text: str, asked: tuple[int, int]) -> Row:
    """A text as the head sees it. asked: from where to where its question stands."""
    made = encoder()
    if made is None:
        return words_of(text)
    seen = made.encode(text)
    return Row(words_of(text).groups, (numpy.concatenate([seen.vector, seen.part(*asked)]),))


def words_of(text: str) -> Row:
    """A text's words and letters alone."""
    return Row((word_grams(text, 2), letter_grams(text, 4, 5)), ())
