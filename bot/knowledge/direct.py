"""Direct questions: which of those that the cards answer a message puts, and the cards in order by that.

"Is it usually prorated?" is held against all questions under the cards' `## Answers`, by how alike their vectors are
(of an encoder that learned to tell these questions apart: train_answers.py) and by the rare words they share. What is
compared of Parley's own cards comes in answers.npz; after a card's answers, or the playbook's words, have changed:

    python -m bot.knowledge.direct
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy

from bot.knowledge.playbook import LONGEST, WIDTH, Array, Playbook, bags, own
from bot.reading.heads import write
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, Embedder, embedder
from ingest.index.minilm import MiniLM
from ingest.lexicon.words import loaded

KEPT, ADAPTER = Path(__file__).with_name("answers.npz"), Path(__file__).with_name("answers-adapter.npz")
LEAST = 0.45
"""How near a question must be to one that a card answers (0 to 1). Of 483 messages of an author that nothing was
learned from, each asking for an answer that its card has, six in ten come so near one, and eight in ten of those near
the right one."""
CERTAIN, HEADING, BARE = 0.85, 5, 2
"""How near a few words without a question mark must be ("they lowballed me", "signing bonus"): up to so many name a
situation, which the card's advice answers, and put no question. The same for a word or two with one ("low?"), which
may be asked of anything."""
SHARE = 0.2
"""What such a likeness counts beside the score of a card, when cards are put in order (143 instead of 142 of 169
labelled messages get their card first; chosen on these)."""
LONG, END = 18, 12
"""Of a sentence of so many words its last ones are compared by themselves, too: who speaks without a stop asks at the
end."""
WHOLE = 8
"""Words from which on a question says by itself what it is about: "is this normal?" may be asked of anything."""
_WORDS = 0.2
"""What the words that two questions share count beside their meaning (chosen on the same)."""
_SCALE = 400
"""By which the vectors are kept as whole numbers."""
_WEIGHT = 250
"""By which the weights of words are kept as whole numbers."""
_AT_ONCE = 256
"""Questions whose words are weighed at a time."""


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """What a card answers to a question that a message puts; score: how near that question is, 0 to 1; pull: how much
    that speaks for the card, less for a question of few words."""

    answer: str
    score: float
    pull: float


def found(book: Playbook, sentences: Sequence[str]) -> dict[str, DirectAnswer]:
    """For each card that answers one of the sentences, what it answers to the nearest question, by the card's name.
    A sentence that is nearer to a question that asks for nothing in particular ("now what?") finds nothing."""
    if not sentences:
        return {}
    answers = _answers_of(book)
    ends = {at: " ".join(words[-END:]) for at, words in enumerate(map(str.split, sentences)) if len(words) >= LONG}
    compared = (*sentences, *ends.values())
    near = answers.scores(_vectors(compared), bags(compared))
    scores = near[: len(sentences)]
    for row, at in enumerate(ends, len(sentences)):
        scores[at] = numpy.maximum(scores[at], near[row])
    least = numpy.array([[CERTAIN if _is_a_heading(one) else LEAST] for one in sentences])
    scores[scores < numpy.maximum(scores[:, answers.open].max(axis=1, keepdims=True), least)] = 0.0
    best = scores.max(axis=0)
    pulls = (scores * [[min(1.0, len(one.split()) / WHOLE)] for one in sentences]).max(axis=0)
    told: dict[str, DirectAnswer] = {}
    for at in numpy.argsort(-best, kind="stable")[: int((best > 0).sum())].tolist():
        name, said = answers.answers[at]
        if name and name not in told:
            told[name] = DirectAnswer(said, float(best[at]), float(pulls[at]))
    return told


def _is_a_heading(sentence: str) -> bool:
    return len(sentence.split()) <= (BARE if "?" in sentence else HEADING)


def ordered(near: Sequence[tuple[str, float]], told: Mapping[str, DirectAnswer]) -> list[tuple[str, float]]:
    """The cards with their scores, those first that answer the very question that was put."""
    scored = [(name, score + SHARE * (told[name].pull if name in told else 0.0)) for name, score in near]
    return sorted(scored, key=lambda one: -one[1])


@dataclass(frozen=True, slots=True)
class _Words:
    """The rare words of texts, one text behind the other. starts: where each one's begin and the last ends; buckets,
    weights: the words' buckets and what each weighs in its text, uint16 and float32."""

    starts: Array
    buckets: Array
    weights: Array

    def by_bucket(self) -> "_Words":
        """The same turned: for each bucket the texts that hold it, and what it weighs there."""
        texts = numpy.repeat(numpy.arange(len(self.starts) - 1, dtype=numpy.int32), numpy.diff(self.starts))
        order = numpy.argsort(self.buckets, kind="stable")
        starts = numpy.searchsorted(self.buckets[order], numpy.arange(WIDTH + 1))
        return _Words(starts, texts[order], self.weights[order])


@dataclass(frozen=True, slots=True)
class _Answers:
    """All questions of a playbook and the open ones. answers: the card and the answer of each question ("" and "" for
    an open one); open: which are; vectors: (questions, dimensions), unit; words: by bucket."""

    answers: tuple[tuple[str, str], ...]
    open: Array
    vectors: Array
    words: _Words

    def scores(self, vectors: Array, words: Array) -> Array:
        """How near each text is to each question, 0 to 1; (texts, questions)."""
        shared = numpy.stack([self._shared(row) for row in words])
        told: Array = (1 - _WORDS) * vectors @ self.vectors.T + _WORDS * shared
        return told

    def _shared(self, row: Array) -> Array:
        """How many rare words a text shares with each question, 0 to 1."""
        total = numpy.zeros(len(self.answers), numpy.float32)
        starts = self.words.starts
        for bucket in row.nonzero()[0].tolist():
            held = slice(starts[bucket], starts[bucket + 1])
            # A text holds a bucket once, so that no index stands here twice.
            total[self.words.buckets[held]] += row[bucket] * self.words.weights[held]
        return total


_answers: "WeakKeyDictionary[Playbook, _Answers]" = WeakKeyDictionary()


def _answers_of(book: Playbook) -> _Answers:
    if book not in _answers:
        told = [
            (question, name, said)
            for name, card in book.cards.items()
            for asked, said in card.answers
            for question in asked
        ]
        told += [(question, "", "") for question in _open_questions()]
        texts = [question for question, _, _ in told]
        _answers[book] = _Answers(
            tuple((name, said) for _, name, said in told), numpy.array([not name for _, name, _ in told]),
            _vectors(texts), _words(texts).by_bucket(),
        )  # fmt: skip
    return _answers[book]


@cache
def _open_questions() -> tuple[str, ...]:
    """Questions that ask for nothing in particular ("now what?")."""
    file = resources.files("bot.knowledge").joinpath("open_questions.yaml")
    return tuple(loaded(file.read_text(encoding="utf-8")))


@cache
def _encoder() -> Embedder | MiniLM:
    """The sentence encoder, its last layers changed by ADAPTER; as it comes where NumPy can't run it."""
    base = embedder(DEFAULT)
    return base.adapted(changes(ADAPTER)) or base


def _vectors(texts: Sequence[str]) -> Array:
    """Unit vectors: those that come in the package, the others made here."""
    rows, vectors, _ = _kept()
    places = numpy.array([rows.get(_key(text), -1) for text in texts])
    told = numpy.ones((len(texts), vectors.shape[1]), numpy.float32)
    told[places >= 0] = vectors[places[places >= 0]]
    told /= numpy.linalg.norm(told, axis=1, keepdims=True)
    missing = [text[:LONGEST] or " " for text, at in zip(texts, places.tolist(), strict=True) if at < 0]
    if missing:
        told[places < 0] = _encoder().embed(missing)
    return told


def _words(texts: Sequence[str]) -> _Words:
    """The rare words of the texts: those that come in the package, the others weighed here."""
    rows, _, kept = _kept()
    missing = [text for text in texts if _key(text) not in rows]
    new = _weighed(missing)
    parts, at = [], 0
    for text in texts:
        row = rows.get(_key(text))
        words, number = (new, at) if row is None else (kept, row)
        at += row is None
        parts.append((words, slice(words.starts[number], words.starts[number + 1])))
    buckets = numpy.concatenate([words.buckets[held] for words, held in parts])
    weights = numpy.concatenate([words.weights[held] for words, held in parts])
    return _Words(numpy.cumsum([0, *(held.stop - held.start for _, held in parts)]), buckets, weights)


def _weighed(texts: Sequence[str]) -> _Words:
    starts, buckets, weights = [0], [numpy.zeros(0, numpy.uint16)], [numpy.zeros(0, numpy.float32)]
    for first in range(0, len(texts), _AT_ONCE):
        for row in bags(texts[first : first + _AT_ONCE]):
            (at,) = row.nonzero()
            starts.append(starts[-1] + len(at))
            buckets.append(at.astype(numpy.uint16))
            weights.append(row[at])
    return _Words(numpy.array(starts), numpy.concatenate(buckets), numpy.concatenate(weights))


@cache
def _kept() -> tuple[Mapping[str, int], Array, _Words]:
    """What comes in the package: the row of each question, by its key; their vectors, int8 and of any length; their
    words."""
    with numpy.load(KEPT, allow_pickle=False) as held:
        words = _Words(held["starts"], held["buckets"], held["weights"].astype(numpy.float32) / _WEIGHT)
        return {key: row for row, key in enumerate(held["keys"].tolist())}, held["vectors"], words


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def questions() -> list[str]:
    """All questions that Parley's own cards answer, and the open ones, each once."""
    told = (question for card in own().values() for asked, _ in card.answers for question in asked)
    return list(dict.fromkeys((*told, *_open_questions())))


def keep(path: Path = KEPT) -> int:
    """Write what is compared of all questions; returns how many there are. A vector that this encoder made before is
    not made again."""
    texts = questions()
    rows = _made_before(texts, path)
    missing = [text for text in texts if _key(text) not in rows]
    if missing:
        new = numpy.rint(_encoder().embed(missing) * _SCALE).clip(-127, 127).astype(numpy.int8)
        rows |= {_key(text): row for text, row in zip(missing, new, strict=True)}
    words = _weighed(texts)
    write(path, {
        "keys": numpy.array([_key(text) for text in texts]),
        "vectors": numpy.stack([rows[_key(text)] for text in texts]),
        "starts": words.starts.astype(numpy.int32), "buckets": words.buckets,
        "weights": numpy.rint(words.weights * _WEIGHT).astype(numpy.uint8), "encoder": numpy.array(_encoders_key()),
    })  # fmt: skip
    _kept.cache_clear()
    _answers.clear()
    return len(texts)


def _made_before(texts: Sequence[str], path: Path) -> dict[str, Array]:
    """The rows of a file for these texts, by their keys; none where another encoder made them."""
    if not path.is_file():
        return {}
    with numpy.load(path, allow_pickle=False) as held:
        if "encoder" not in held or held["encoder"].item() != _encoders_key():
            return {}
        wanted = {_key(text) for text in texts}
        return {key: row for key, row in zip(held["keys"].tolist(), held["vectors"], strict=True) if key in wanted}


def _encoders_key() -> str:
    return hashlib.sha256(ADAPTER.read_bytes()).hexdigest()[:16]


if __name__ == "__main__":
    print(f"{keep()} questions in {KEPT.name}")
