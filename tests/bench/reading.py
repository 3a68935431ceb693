"""`python -m tests.bench.reading`: how well messages are read by each method, on authors that none of them learnt from.

Each source of examples is held out in turn; printed is the share whose first ask is read right, and right among the
first three. Several minutes.
"""

import argparse
from collections.abc import Callable, Sequence

import numpy

from bot.reading import asking, labels, train
from bot.reading.features import Row, matrix
from bot.reading.heads import fit_one
from ingest.index.embedding import DEFAULT, embedder

Ranked = Callable[[int], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", nargs="*", default=["first", "voices", "mixed"], help="sources to hold out")
    held = parser.parse_args().held
    examples = labels.examples()
    with train.names_of_the_corpus() as naming:
        rows = train.rows_of(examples, embedder(DEFAULT).encode, naming)
    print("| held out | messages | method | first | first three |\n|---|---|---|---|---|")
    for source in held:
        known = [at for at, one in enumerate(examples) if one.source != source]
        asked = [at for at, one in enumerate(examples) if one.source == source]
        for name, ranked in _methods(rows, examples, known):
            first, three = _judged(ranked, examples, asked)
            print(f"| {source} | {len(asked)} | {name} | {first:.1f} % | {three:.1f} % |", flush=True)


def _methods(rows: train.Rows, examples: Sequence[labels.Example], known: list[int]) -> list[tuple[str, Ranked]]:
    learnt = [rows.kind[at] for at in known]
    words = fit_one([Row(row.groups) for row in learnt], [rows.kinds[at] for at in known], asking.WIDTH, 1.0)
    linear = fit_one(learnt, [rows.kinds[at] for at in known], asking.WIDTH, 0.6)
    table = matrix(learnt, asking.WIDTH)
    lengths = numpy.sqrt(table.multiply(table).sum(axis=1)).A1

    def by_head(at: int) -> list[str]:
        chances = linear.chances(rows.kind[at])
        return sorted(chances, key=lambda kind: -chances[kind])

    def by_words(at: int) -> list[str]:
        chances = words.chances(Row(rows.kind[at].groups))
        return sorted(chances, key=lambda kind: -chances[kind])

    def by_neighbours(at: int) -> list[str]:
        near = (table @ matrix([rows.kind[at]], asking.WIDTH).T).toarray()[:, 0] / lengths
        kinds = [examples[known[i]].kinds[0] for i in numpy.argsort(-near)[:7]]
        return sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kinds.index(kind)))

    return [("nearest neighbours", by_neighbours), ("linear, words", by_words), ("linear, words and encoder", by_head)]


def _judged(ranked: Ranked, examples: Sequence[labels.Example], asked: list[int]) -> tuple[float, float]:
    found = [(ranked(at), examples[at].fair) for at in asked]
    first = sum(kinds[0] in fair for kinds, fair in found)
    three = sum(bool(fair & set(kinds[:3])) for kinds, fair in found)
    return 100 * first / len(asked), 100 * three / len(asked)


if __name__ == "__main__":
    main()
