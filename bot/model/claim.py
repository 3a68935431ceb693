"""How likely a sentence asserts something about pay, an offer, a company, the market or the person's position.

A small trained head over the sentence's words and letters, pooled with one over the sentence encoder whose last layers
learned with it; the examples are data (examples/claims.*.jsonl), so that a wording it gets wrong is a line there and no
pattern here.
"""

import re
from functools import cache
from pathlib import Path

import numpy

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.heads import Head, load
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, embedder
from ingest.index.minilm import MiniLM

EXAMPLES = Path(__file__).with_name("examples")
HEAD, ADAPTER = Path(__file__).with_name("claim.npz"), Path(__file__).with_name("claim-adapter.npz")
WIDTH = 1 << 15
"""Hashed columns; the examples have some 20,000 different n-grams."""
SURE = 0.3
"""From which chance on a sentence is taken for a claim (see tests/model/test_gate.py for both kinds of error)."""
SURE_FIGURES = 0.4
"""The same for a sentence that places figures."""
EASE, TOLD = 0.2, 0.05
"""Taken off where a sentence is mostly the person's own words, and from which chance on it says again what they told:
of 857 lies none more was shown, of 1,041 honest sentences seven."""
SURE_LACK = 0.08
"""From which chance on a sentence that is no claim says that the guides lack something, so that it may name what they
lack; it shares its chance with the free ones."""

_OWN, _ID = re.compile(r"\{[um][^{}]*\}"), re.compile(r"\{[^{}]*\}")


@cache
def head() -> Head:
    """The trained head: "free", "claim", "rival" for what speaks of another offer or process of the person's,
    "lack" for what says that the guides hold nothing on something, "told" for what says again what the person told."""
    return load(HEAD)[0]["claim"]


@cache
def encoder() -> MiniLM | None:
    """The sentence encoder, its last layers changed by ADAPTER; None where NumPy can't run it."""
    return embedder(DEFAULT).adapted(changes(ADAPTER))


def chances(text: str) -> dict[str, float]:
    """0 to 1 for each label. Ids in braces count as an amount that stands there."""
    return head().chances(row(text))


def unfree(told: dict[str, float]) -> float:
    """What chances leave for a sentence that may not stand by itself."""
    return 1 - told["free"] - told.get("lack", 0.0)


def lacks(text: str) -> bool:
    """Whether a sentence says that the guides hold nothing on something."""
    told = chances(text)
    return told.get("lack", 0.0) >= SURE_LACK and unfree(told) < SURE


def spoken(text: str) -> str:
    """A sentence with its ids in words, as the encoder reads it: whose amount it is, is part of what it says."""
    return _ID.sub("that amount", _OWN.sub("my amount", text))


def row(text: str) -> Row:
    """A sentence as the head sees it."""
    made = encoder()
    if made is None:
        return words_of(text)
    seen = made.encode(said := spoken(text))
    return Row(words_of(text).groups, (numpy.concatenate([seen.vector, seen.part(0, len(said))]),))


def words_of(text: str) -> Row:
    """A sentence's words and letters alone."""
    masked = _ID.sub(" <figure> ", _OWN.sub(" <own> ", text))
    return Row((word_grams(masked, 3, skips=True), letter_grams(masked, 4, 6)), ())
