"""The playbook: Parley's cards and the operator's over them, and which of them a text is nearest to.

How people put a situation stands in each card's `asked`, and in asked.jsonl beside this module (a line each: card,
text). A text is matched by a kernel regression over all these lines: how alike two texts are, in meaning and in
words, and one output a card. What is learned of Parley's own cards comes in playbook.npz; after a card or a line has
changed:

    python -m bot.knowledge.playbook
"""

import hashlib
import json
import math
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy

from ingest.errors import GuideError
from ingest.guide.playbook import Card, read_card
from ingest.index.embedding import DEFAULT, FEW, embedder
from ingest.index.facts import Facts

OWN = Path(__file__).resolve().parents[2] / "corpus" / "playbook"
"""Parley's own cards, beside this package in a checkout and when installed."""
ASKED = Path(__file__).with_name("asked.jsonl")
LEARNED = Path(__file__).with_name("playbook.npz")
LONGEST = 1200
"""Characters of a text that are compared; the question stands at one of its ends."""
WORDS, RIDGE = 0.5, 0.5
"""Share of the words in how alike texts are, and how much the regression is held back (chosen on labelled messages)."""

Array = numpy.ndarray[Any, numpy.dtype[Any]]


class Playbook:
    """Cards by name, and the nearest to a text. own and theirs: cards by name; theirs stand in for own of that name."""

    def __init__(self, own: Mapping[str, Card], theirs: Iterable[Card] = ()) -> None:
        self.cards: dict[str, Card] = {**own, **{card.name: card for card in theirs}}
        self._lock = threading.Lock()
        self._ready: _Lines | None = None

    def nearest(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """The cards that fit a text best, with scores (0 to about 1, higher is better), best first."""
        scores = self._lines().scores(text)
        order = sorted(scores, key=lambda name: -scores[name])
        return [(name, scores[name]) for name in order[:limit]]

    def _lines(self) -> "_Lines":
        with self._lock:
            if self._ready is None:
                self._ready = _Lines(self.cards)
            return self._ready


class _Lines:
    """Every line that a card may be found by, and the weights of its regression."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        pairs = pairs_of(cards)
        texts = [text for _, text in pairs]
        self.names = sorted({name for name, _ in pairs})
        self._vectors = vectors(texts)
        self._words = _Words(texts)
        kept = _kept().get(_sum(pairs))
        self._weights = kept if kept is not None else self._learned([name for name, _ in pairs])

    @property
    def weights(self) -> Array:
        """(lines, cards) float32."""
        return self._weights

    def scores(self, text: str) -> dict[str, float]:
        """A score a card; about 1 for a line of its own."""
        cut = text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
        meaning = numpy.maximum(self._vectors @ embedder(DEFAULT).embed([cut])[0], 0) ** 2
        alike = (1 - WORDS) * meaning + WORDS * self._words.alike(cut)
        return dict(zip(self.names, (alike @ self._weights).tolist(), strict=True))

    def _learned(self, owners: Sequence[str]) -> Array:
        """The weights of a kernel ridge regression from the lines to their cards (Saunders and others, ICML 1998)."""
        places = {name: place for place, name in enumerate(self.names)}
        wanted = numpy.zeros((len(owners), len(self.names)))
        wanted[numpy.arange(len(owners)), [places[name] for name in owners]] = 1
        kernel = (1 - WORDS) * numpy.maximum(self._vectors @ self._vectors.T, 0) ** 2 + WORDS * self._words.kernel()
        solved: Array = numpy.linalg.solve(kernel + RIDGE * numpy.eye(len(owners)), wanted).astype(numpy.float32)
        return solved


class _Words:
    """The lines' words, pairs of words and groups of four letters, each line a unit vector weighted by rarity."""

    def __init__(self, texts: Sequence[str]) -> None:
        bags = [_grams(text) for text in texts]
        counts = Counter(gram for bag in bags for gram in bag)
        self._rare = {gram: math.log(1 + len(bags) / n) for gram, n in counts.items() if n > 1}
        self._count = len(bags)
        held: dict[str, tuple[list[int], list[float]]] = {gram: ([], []) for gram in self._rare}
        for place, bag in enumerate(bags):
            for gram, weight in self._unit(bag).items():
                held[gram][0].append(place)
                held[gram][1].append(weight)
        self._held = {
            gram: (numpy.array(at), numpy.array(weights, dtype=numpy.float32)) for gram, (at, weights) in held.items()
        }

    def alike(self, text: str) -> Array:
        """The cosine of a text with each line, (lines,)."""
        found = numpy.zeros(self._count, dtype=numpy.float32)
        for gram, weight in self._unit(_grams(text)).items():
            at, weights = self._held[gram]
            found[at] += weight * weights
        return found

    def kernel(self) -> Array:
        """The cosine of each line with each, (lines, lines)."""
        found = numpy.zeros((self._count, self._count), dtype=numpy.float32)
        for at, weights in self._held.values():
            found[numpy.ix_(at, at)] += numpy.outer(weights, weights)
        return found

    def _unit(self, bag: Counter[str]) -> dict[str, float]:
        told = {gram: (1 + math.log(n)) * self._rare[gram] for gram, n in bag.items() if gram in self._rare}
        size = math.sqrt(sum(weight * weight for weight in told.values())) or 1.0
        return {gram: weight / size for gram, weight in told.items()}


def pairs_of(cards: Mapping[str, Card]) -> list[tuple[str, str]]:
    """(card's name, line) for every line that a card may be found by."""
    own_lines = [(card.name, text) for card in cards.values() for text in lines_of(card)]
    return own_lines + [(name, text) for name, text in _examples() if name in cards]


@cache
def _examples() -> tuple[tuple[str, str], ...]:
    rows = map(json.loads, ASKED.read_text(encoding="utf-8").splitlines())
    return tuple((row["card"], row["text"]) for row in rows)


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
    """Unit vectors of the texts, (texts, dimensions) float32; those of Parley's own lines come from the file."""
    known = _vectors()
    missing = [text for text in dict.fromkeys(texts) if _key(text) not in known]
    made: dict[str, Array] = {}
    for start in range(0, len(missing), FEW):
        part = missing[start : start + FEW]
        made.update(zip(part, embedder(DEFAULT).embed(part), strict=True))
    return numpy.stack([made[text] if text in made else known[_key(text)] for text in texts]).astype(numpy.float32)


@cache
def _file() -> dict[str, Array]:
    if not LEARNED.is_file():
        return {}
    with numpy.load(LEARNED) as held:
        return {name: held[name] for name in held.files}


def _vectors() -> dict[str, Array]:
    held = _file()
    return dict(zip(held["keys"].tolist(), held["vectors"], strict=True)) if held else {}


def _kept() -> dict[str, Array]:
    """The weights in the file, by the sum of the lines that they were learned from."""
    held = _file()
    return {str(held["sum"]): held["weights"].astype(numpy.float32)} if held else {}


def _sum(pairs: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _grams(text: str) -> Counter[str]:
    words = re.findall(r"[^\W\d_]{2,}", text.lower())[:400]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    letters = [
        f"#{marked[i : i + 4]}" for word in words for marked in (f"<{word}>",) for i in range(max(len(marked) - 3, 1))
    ]
    return Counter([*words, *pairs, *letters])


def keep() -> int:
    """Learn Parley's own cards and write what was learned; returns how many lines there are."""
    pairs = pairs_of(own())
    texts = list(dict.fromkeys(text for _, text in pairs))
    rows = vectors(texts).astype(numpy.float16)
    keys = numpy.array([_key(text) for text in texts])
    numpy.savez_compressed(LEARNED, keys=keys, vectors=rows, sum="", weights=numpy.zeros((0, 0)))
    _file.cache_clear()
    weights = _Lines(own()).weights.astype(numpy.float16)
    numpy.savez_compressed(LEARNED, keys=keys, vectors=rows, sum=_sum(pairs), weights=weights)
    _file.cache_clear()
    return len(pairs)


if __name__ == "__main__":
    print(f"{keep()} lines in {LEARNED.name}")
