"""Trains the head that tells a claim from a free sentence, from examples/claims.*.jsonl:

    python -m bot.model.train            # all of it
    python -m bot.model.train --heads    # the heads alone, over the encoder as it was changed before: after a few lines

Needs the extra `train`; three quarters of an hour on one core, the heads alone four minutes. The head is the same for
the same examples.
"""

import itertools
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.model.claim import ADAPTER, EXAMPLES, HEAD, WIDTH, row, spoken, words_of
from bot.reading.adapt import Learned, Sample, learn
from bot.reading.features import Row
from bot.reading.heads import Head, Linear, fit_one, pooled, save
from bot.reading.train import save_changes
from ingest.index.embedding import DEFAULT, model_folder

MOST = 8
"""Wordings made of one pattern; more would drown what has only one wording."""
STRENGTH = 12.0
"""The inverse of the ridge, chosen on sentences held out from training."""
STRENGTH_OVER = 30.0
"""The same for the head over the encoder where it's fitted by itself."""
LAYERS, EPOCHS, SHARE = 6, 3, 0.5
"""How many of the encoder's last layers change, passes over the examples, and what the head over the encoder counts in
the pool; chosen on the same."""


def wordings(pattern: str, draws: random.Random, most: int = MOST) -> list[str]:
    """Sentences that a pattern stands for: "<a|b> pays" is "a pays" and "b pays"; at most `most`, drawn evenly.
    {f} is an amount of a guide's, {u} one of the person's own, {a} either: as many with each."""
    parts = [part.split("|") for part in re.split(r"<([^<>]*)>", pattern)]
    for at in range(0, len(parts), 2):
        parts[at] = ["|".join(parts[at])]
    every = ["".join(choice) for choice in itertools.islice(itertools.product(*parts), 4000)]
    drawn = every if len(every) <= most else draws.sample(every, most)
    if len(drawn) == 1:
        return list(dict.fromkeys(drawn[0].replace("{a}", kind) for kind in ("{f}", "{u}")))
    return [text.replace("{a}", "{u}" if at % 2 else "{f}") for at, text in enumerate(drawn)]


def examples(folder: Path = EXAMPLES) -> Iterator[tuple[str, str, float]]:
    """(sentence, label, weight) of every line: the wordings of a pattern together weigh as much as a few lines."""
    draws = random.Random(7)
    for file in sorted(folder.glob("claims.*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            made = wordings(one["text"], draws)
            weight = min(1.0, 5 / len(made))
            for text in made:
                yield text, one["label"], weight


def train(folder: Path = EXAMPLES) -> tuple[Head, Learned]:
    """The head for a folder of examples, and what the encoder's last layers learned with it."""
    drawn = list(examples(folder))
    alone = fit_one(
        [words_of(text) for text, _, _ in drawn], [{label: weight} for _, label, weight in drawn], WIDTH, STRENGTH
    )
    samples = [Sample(said := spoken(text), (0, len(said)), {label: weight}) for text, label, weight in drawn]
    learned = learn(samples, model_folder(DEFAULT), around=0, epochs=EPOCHS, layers=LAYERS)
    return pooled(alone, learned.heads["kind"], SHARE), learned


def heads(folder: Path = EXAMPLES) -> Head:
    """The head for a folder of examples over the encoder as ADAPTER changes it."""
    drawn = list(examples(folder))
    rows, labels = [row(text) for text, _, _ in drawn], [{label: weight} for _, label, weight in drawn]
    alone = fit_one([Row(one.groups) for one in rows], labels, WIDTH, STRENGTH)
    over = fit_one([Row((), one.dense) for one in rows], labels, 1, STRENGTH_OVER)
    return pooled(alone, Linear(over.labels, (over.weights[1:] * over.scale).T, over.bias), SHARE)


if __name__ == "__main__":
    if "--heads" in sys.argv:
        save(HEAD, {"claim": heads()})
    else:
        head, learned = train()
        save(HEAD, {"claim": head})
        save_changes(ADAPTER, learned.changes)
    sizes = [f"{path.name}: {path.stat().st_size // 1024} KiB" for path in (HEAD, ADAPTER)]
    print("; ".join(sizes))
