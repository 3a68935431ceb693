"""`python -m tests.bench.reading`: how well messages are read by each method, on authors that none of them learnt from.

Each source of examples is held out in turn; printed is the share whose first ask is read right, and right among the
first three. Two hours a source without a GPU, most of it for the adapter; `--without-adapter` leaves that out.
"""

import argparse
from collections.abc import Callable, Sequence

import numpy

from bot.reading import asking, labels, telling, train
from bot.reading.adapt import learn
from bot.reading.features import Row, matrix
from bot.reading.heads import Head, fit_one, pooled
from bot.reading.message import Encode
from ingest.index.embedding import DEFAULT, embedder, model_folder

Ranked = Callable[[int], list[str]]


class Bench:
    """The examples as rows, with the frozen encoder's vectors; known and asked: places of those learnt and held out."""

    def __init__(self, held: str, naming: labels.Naming) -> None:
        self.naming = naming
        self.examples = labels.examples()
        self.known = [at for at, one in enumerate(self.examples) if one.source != held]
        self.asked = [at for at, one in enumerate(self.examples) if one.source == held]
        self.rows = train.rows_of(self.examples, naming)
        self.frozen = self.encoded(range(len(self.examples)), embedder(DEFAULT).encode)

    def encoded(self, places: Sequence[int], encode: Encode) -> dict[int, Row]:
        """The rows of some examples, dense by an encoder."""
        return {at: asking.row(self.examples[at].message(encode, self.naming)) for at in places}

    def by_words(self) -> Ranked:
        """A linear head over words."""
        return _by(self._words(), self.rows.kind.__getitem__)

    def by_frozen(self) -> Ranked:
        """A linear head over words and the encoder as it comes."""
        learnt = [self.frozen[at] for at in self.known]
        head = fit_one(learnt, [self.rows.kinds[at] for at in self.known], asking.WIDTH, 0.6)
        return _by(head, self.frozen.__getitem__)

    def by_adapter(self) -> Ranked:
        """What Parley ships: a head over words, pooled with one over an encoder whose last layers learnt with it."""
        known = [self.rows.samples[at] for at in self.known]
        learned = learn(known, model_folder(DEFAULT), telling.AROUND, train.PASSES, layers=train.LAYERS)
        encoder = embedder(DEFAULT).adapted(learned.changes)
        assert encoder is not None
        rows = self.encoded(self.asked, encoder.encode)
        return _by(pooled(self._words(), learned.heads["kind"], train.SHARES["kind"]), rows.__getitem__)

    def by_neighbours(self) -> Ranked:
        """The kind that most of the seven nearest examples have."""
        table, _ = matrix([self.frozen[at] for at in self.known], asking.WIDTH)
        lengths = numpy.sqrt(table.multiply(table).sum(axis=1)).A1

        def ranked(at: int) -> list[str]:
            near = (table @ matrix([self.frozen[at]], asking.WIDTH)[0].T).toarray()[:, 0] / lengths
            kinds = [self.examples[self.known[i]].kinds[0] for i in numpy.argsort(-near)[:7]]
            return sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kinds.index(kind)))

        return ranked

    def _words(self) -> Head:
        learnt = [self.rows.kind[at] for at in self.known]
        return fit_one(learnt, [self.rows.kinds[at] for at in self.known], asking.WIDTH, 0.6)


def _by(head: Head, row: Callable[[int], Row]) -> Ranked:
    def ranked(at: int) -> list[str]:
        chances = head.chances(row(at))
        return sorted(chances, key=lambda kind: -chances[kind])

    return ranked


def _judged(ranked: Ranked, bench: Bench) -> tuple[float, float]:
    found = [(ranked(at), bench.examples[at].fair) for at in bench.asked]
    first = sum(kinds[0] in fair for kinds, fair in found)
    three = sum(bool(fair & set(kinds[:3])) for kinds, fair in found)
    return 100 * first / len(found), 100 * three / len(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", nargs="*", default=["first"], help="sources to hold out")
    parser.add_argument("--without-adapter", action="store_true")
    args = parser.parse_args()
    print("| held out | messages | method | first | first three |\n|---|---|---|---|---|")
    with train.names_of_the_corpus() as naming:
        for source in args.held:
            bench = Bench(source, naming)
            methods = {
                "nearest neighbours": bench.by_neighbours, "linear, words": bench.by_words,
                "linear, words and frozen encoder": bench.by_frozen, "linear, words and adapter": bench.by_adapter,
            }  # fmt: skip
            for name, made in methods.items():
                if not (args.without_adapter and "adapter" in name):
                    first, three = _judged(made(), bench)
                    print(f"| {source} | {len(bench.asked)} | {name} | {first:.1f} % | {three:.1f} % |", flush=True)


if __name__ == "__main__":
    main()
