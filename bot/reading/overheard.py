"""Whether a question that was overheard among colleagues is one about pay that may be put to us.

A small trained head over the question's words and its meaning, as the plain sentence encoder has it, which no training
of the reader changes. The examples are data, a line each in overheard.jsonl; `python -m bot.reading.overheard` learns
them anew (extra `train`; half a minute).
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.reading.features import Row, letter_grams, word_grams
from bot.reading.heads import Head, fit_one, load, save
from ingest.index.embedding import DEFAULT, embedder

EXAMPLES, HEAD = Path(__file__).with_name("overheard.jsonl"), Path(__file__).with_name("overheard.npz")
WIDTH = 1 << 13
"""Hashed columns; the examples have some 6,000 different n-grams."""


def chance(question: str) -> float:
    """0 to 1: how likely a question among colleagues is put to us. Of a long one the beginning counts."""
    return head().chances(rows([question])[0])["ours"]


@cache
def head() -> Head:
    """The trained head: "ours", and "theirs" for talk among colleagues."""
    return load(HEAD)[0]["overheard"]


def rows(questions: Sequence[str]) -> list[Row]:
    """Questions as the head sees them."""
    vectors = embedder(DEFAULT).embed(list(questions))
    return [Row((word_grams(one, 2), letter_grams(one, 3, 4)), (vector,))
            for one, vector in zip(questions, vectors, strict=True)]  # fmt: skip


def examples() -> list[tuple[str, str]]:
    """(question, "ours" or "theirs")."""
    lines = map(json.loads, EXAMPLES.read_text(encoding="utf-8").splitlines())
    return [(line["text"], "ours" if line["ours"] else "theirs") for line in lines]


def main() -> None:
    """Learn the examples, and say how many of them are got wrong by a head that learned the others."""
    told = examples()
    seen, labels = rows([text for text, _ in told]), [{label: 1.0} for _, label in told]
    missed = 0
    for fold in range(5):
        kept = [at for at in range(len(told)) if at % 5 != fold]
        tried = fit_one([seen[at] for at in kept], [labels[at] for at in kept], WIDTH)
        missed += sum(tried.best(seen[at])[0] != told[at][1] for at in range(fold, len(told), 5))
    save(HEAD, {"overheard": fit_one(seen, labels, WIDTH)})
    print(f"{missed} of {len(told)} wrong when held out")


if __name__ == "__main__":
    main()
