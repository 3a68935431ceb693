"""The playbook: Parley's cards and the operator's over them, and which of them a text is nearest to.

Vectors of Parley's own cards come in playbook.npz beside this module. After a card of corpus/playbook has changed:

    python -m bot.knowledge.playbook
"""

import hashlib
import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy

from ingest.errors import GuideError
from ingest.guide.playbook import Card, read_card
from ingest.index.embedding import DEFAULT, FEW, embedder
from ingest.index.facts import STOP, Facts

OWN = Path(__file__).resolve().parents[2] / "corpus" / "playbook"
"""Parley's own cards, beside this package in a checkout and when installed."""
VECTORS = Path(__file__).with_name("playbook.npz")
LONGEST = 1200
"""Characters of a text that are compared; the question stands at one of its ends."""
WORDS = 0.25
"""Weight of shared words beside the sentence's meaning (chosen on labelled messages that are not the test's)."""

Array = numpy.ndarray[Any, numpy.dtype[Any]]


class Playbook:
    """Cards by name, and the nearest to a text. own and theirs: cards by name; theirs stand in for own of that name."""

    def __init__(self, own: Mapping[str, Card], theirs: Iterable[Card] = ()) -> None:
        self.cards: dict[str, Card] = {**own, **{card.name: card for card in theirs}}
        self._lock = threading.Lock()
        self._ready: _Lines | None = None

    def nearest(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """The cards that fit a text best, with scores (0 to about 1, higher is better), best first."""
        lines = self._lines()
        scores = lines.scores(text)
        best: dict[str, float] = {}
        for index in numpy.argsort(-scores, kind="stable"):
            best.setdefault(lines.names[int(index)], float(scores[int(index)]))
            if len(best) >= limit:
                break
        return list(best.items())

    def _lines(self) -> "_Lines":
        with self._lock:
            if self._ready is None:
                self._ready = _Lines(self.cards)
            return self._ready


class _Lines:
    """Every line that a card may be found by, with its vector and its words."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        pairs = [(card.name, text) for card in cards.values() for text in lines_of(card)]
        self.names = [name for name, _ in pairs]
        self._vectors = vectors([text for _, text in pairs])
        bags = [_bag(text) for _, text in pairs]
        self._weight = _rarity(bags)
        self._bags = bags
        self._norms = numpy.array([self._length(bag) for bag in bags], dtype=numpy.float32)

    def scores(self, text: str) -> Array:
        """A score a line: cosine of the meanings, and of the words weighted by how rare they are."""
        cut = text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
        meaning: Array = self._vectors @ embedder(DEFAULT).embed([cut])[0]
        bag = _bag(cut)
        norm = self._length(bag)
        shared = [sum(self._weight.get(word, 0.0) ** 2 for word in bag & held) for held in self._bags]
        words = numpy.array(shared, dtype=numpy.float32) / numpy.maximum(self._norms * norm, 1e-6)
        told: Array = meaning * (1 - WORDS) + words * WORDS
        return told

    def _length(self, bag: frozenset[str]) -> float:
        return math.sqrt(sum(self._weight.get(word, 0.0) ** 2 for word in bag))


def lines_of(card: Card) -> tuple[str, ...]:
    """What a card is found by: its title, how people put it, and its advice."""
    return (card.title, *card.asked, f"{card.title}. {card.advice}")


@cache
def own() -> Mapping[str, Card]:
    """Parley's own cards by name, read once. A file that is no card is passed over; `parley check` names it."""
    found = {}
    for file in sorted(OWN.glob("*.md")):
        try:
            card = read_card(file.read_text(encoding="utf-8"), f"{OWN.name}/{file.name}")
        except (GuideError, UnicodeDecodeError):
            continue
        found[card.name] = card
    return found


_opened: dict[str, Playbook] = {}


def playbook(facts: Facts | None = None) -> Playbook:
    """The playbook of an index: Parley's own cards under those of its folders; kept until an ingest changes them."""
    key = facts.generation if facts is not None else ""
    if key not in _opened:
        if len(_opened) > 4:
            _opened.clear()
        _opened[key] = Playbook(own(), facts.cards() if facts is not None else ())
    return _opened[key]


def vectors(texts: Sequence[str]) -> Array:
    """Unit vectors of the texts, (texts, dimensions) float32; those of Parley's own cards come from the file."""
    known = _kept()
    missing = [text for text in dict.fromkeys(texts) if _key(text) not in known]
    made: dict[str, Array] = {}
    for start in range(0, len(missing), FEW):
        part = missing[start : start + FEW]
        made.update(zip(part, embedder(DEFAULT).embed(part), strict=True))
    return numpy.stack([made[text] if text in made else known[_key(text)] for text in texts]).astype(numpy.float32)


@cache
def _kept() -> dict[str, Array]:
    if not VECTORS.is_file():
        return {}
    with numpy.load(VECTORS) as held:
        return dict(zip(held["keys"].tolist(), held["vectors"].astype(numpy.float32), strict=True))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _bag(text: str) -> frozenset[str]:
    return frozenset(word[:7] for word in re.findall(r"[^\W\d_]{2,}", text.lower()) if word not in STOP)


def _rarity(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / n) for word, n in counts.items()}


def keep() -> int:
    """Write the vectors of Parley's own cards; returns how many."""
    texts = list(dict.fromkeys(text for card in own().values() for text in lines_of(card)))
    _kept.cache_clear()
    VECTORS.unlink(missing_ok=True)
    rows = vectors(texts).astype(numpy.float16)
    numpy.savez_compressed(VECTORS, keys=numpy.array([_key(text) for text in texts]), vectors=rows)
    _kept.cache_clear()
    return len(texts)


if __name__ == "__main__":
    print(f"{keep()} vectors in {VECTORS.name}")
