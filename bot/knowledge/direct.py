"""Direct questions: which of those that a card answers a message puts, and the cards in order by that.

"Is it usually prorated?" is matched with the questions under a card's `## Answers`, half by how alike their vectors are
(of the encoder that nobody trained for kinds: it tells what they mean), half by the rare words they share. The vectors
of Parley's own cards come in answers.npz; after a card's answers have changed:

    python -m bot.knowledge.direct
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

import numpy

from bot.knowledge.playbook import LONGEST, Array, Playbook, bags, own
from bot.reading.heads import write
from ingest.guide.playbook import Card
from ingest.index.embedding import DEFAULT, embedder
from ingest.lexicon.words import loaded

KEPT = Path(__file__).with_name("answers.npz")
LEAST = 0.38
"""How near a question must be to one that a card answers (0 to 1); found on conversations read by hand."""
SHARE = 0.3
"""What such a likeness counts beside the score of a card, when cards are put in order (145 instead of 143 of 169
labelled messages get their card first, and 23 instead of 20 of 30 hard conversations; chosen on these)."""
LOOKED_AT = 6
"""Cards, the nearest, that are looked at."""
_WORDS = 0.5
_SCALE = 400
"""By which the vectors are kept as whole numbers."""


@dataclass(frozen=True, slots=True)
class Put:
    """The sentences of a message that may ask something: vectors (sentences, dimensions), words (sentences, buckets);
    both unit."""

    vectors: Array
    words: Array


def put(texts: Sequence[str]) -> Put | None:
    """The sentences as they are compared; None for none."""
    return Put(_vectors(texts), bags(texts)) if texts else None


def answer(card: Card, asked: Put | None) -> tuple[str, float]:
    """What a card answers to the question that a message puts, and how near that is; ("", 0.0) where none is near."""
    if asked is None or not card.answers:
        return "", 0.0
    known = _asked(card.answers)
    scores = (1 - _WORDS) * asked.vectors @ known.vectors.T + _WORDS * known.shared(asked.words)
    best = [(float(row.max()), known.answers[int(row.argmax())]) for row in scores]
    score, found = max(((score, said) for score, said in best if said), default=(0.0, ""))
    return (found, score) if score >= LEAST else ("", 0.0)


def ordered(book: Playbook, near: Sequence[tuple[str, float]], asked: Put | None) -> list[tuple[str, float]]:
    """The nearest cards, those first that answer the very question that was put."""
    told = [(name, score + SHARE * answer(book.cards[name], asked)[1]) for name, score in near]
    return sorted(told, key=lambda one: -one[1])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions that a card answers and the open ones, each with its answer ("" for an open one): vectors
    (questions, dimensions); buckets, weights: the rare words of all of them, one question behind the other; starts:
    where each one's begin."""

    answers: tuple[str, ...]
    vectors: Array
    buckets: Array
    weights: Array
    starts: Array

    def shared(self, words: Array) -> Array:
        """How many rare words each text shares with each question, 0 to 1; (texts, questions)."""
        shared: Array = numpy.add.reduceat(words[:, self.buckets] * self.weights, self.starts, axis=1)
        return shared


@lru_cache(maxsize=512)
def _asked(answers: tuple[tuple[tuple[str, ...], str], ...]) -> _Asked:
    told = [(question, said) for questions, said in answers for question in questions]
    told += [(question, "") for question in _open_questions()]
    texts = [question for question, _ in told]
    # Bucket 0 with a weight of nothing at each one's end: reduceat takes an empty stretch for the one behind it.
    rows = [(*(row.nonzero()[0].tolist()), 0) for row in bags(texts)]
    weights = [[*row[list(at[:-1])].tolist(), 0.0] for row, at in zip(bags(texts), rows, strict=True)]
    starts = numpy.cumsum([0, *(len(row) for row in rows[:-1])])
    return _Asked(
        tuple(said for _, said in told), _vectors(texts), numpy.concatenate(rows).astype(numpy.int32),
        numpy.concatenate(weights).astype(numpy.float32), starts,
    )  # fmt: skip


@cache
def _open_questions() -> tuple[str, ...]:
    """Questions that ask for nothing in particular ("now what?")."""
    file = resources.files("bot.knowledge").joinpath("open_questions.yaml")
    return tuple(loaded(file.read_text(encoding="utf-8")))


def _vectors(texts: Sequence[str]) -> Array:
    """Unit vectors: those that come in the package, the others made here."""
    kept = _kept()
    found = [kept.get(_key(text)) for text in texts]
    missing = [text[:LONGEST] or " " for text, one in zip(texts, found, strict=True) if one is None]
    new = iter(embedder(DEFAULT).embed(missing) if missing else ())
    return numpy.stack([next(new) if one is None else one for one in found])


@cache
def _kept() -> Mapping[str, Array]:
    with numpy.load(KEPT, allow_pickle=False) as held:
        rows = held["vectors"].astype(numpy.float32)
        rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
        return dict(zip(held["keys"].tolist(), rows, strict=True))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def questions() -> list[str]:
    """All questions that Parley's own cards answer, and the open ones, each once."""
    told = (question for card in own().values() for asked, _ in card.answers for question in asked)
    return list(dict.fromkeys((*told, *_open_questions())))


def keep(path: Path = KEPT) -> int:
    """Write the vectors of all questions; returns how many there are."""
    texts = questions()
    rows = numpy.rint(embedder(DEFAULT).embed(texts) * _SCALE).clip(-127, 127).astype(numpy.int8)
    write(path, {"keys": numpy.array([_key(text) for text in texts]), "vectors": rows})
    _kept.cache_clear()
    _asked.cache_clear()
    return len(texts)


if __name__ == "__main__":
    print(f"{keep()} questions in {KEPT.name}")
