"""Trains the head that finds the playbook's card for a message, from how people put their situation:

    python -m bot.knowledge.train                 # all of it
    python -m bot.knowledge.train --on told.8     # that file, beside some of the others, from the weights there are

Its examples are what the cards say is asked, bot/reading/asked.jsonl, the questions that the cards answer, labelled
messages, and examples/told.*.jsonl: messages as people send them (a line each: card, also, turns; a file a writer).
With those of asks.*.jsonl beside them it found no more cards of authors that it never learned from. Those of told.8 are
messages of strangers, for which readers graded what our cards say; they were gone on from (tests/coach/graded.jsonl).
Those of told.9, follow-ups above all, wait for the next training.
Needs the extra `train`; half an hour on one core, ten minutes to go on. The head is the same for the same examples.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy

from bot.knowledge.playbook import own, pairs_of
from bot.knowledge.situation import ADAPTER, HEAD, WIDTH, joined, words_of
from bot.reading.adapt import Learned, Sample, learn
from bot.reading.heads import Linear, fit_one, load, pooled, save
from bot.reading.train import save_changes
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, model_folder

EXAMPLES = Path(__file__).with_name("examples")
STRENGTH = 12.0
"""The inverse of the ridge over words."""
LAYERS, EPOCHS, SHARE = 3, 4, 0.6
"""How many of the encoder's last layers change, passes over the examples, and what the head over the encoder counts in
the pool."""
MAIN, ANSWER, WORDINGS = 0.7, 0.5, 2
"""What the first of several cards counts; what a question that a card answers counts, and how many of its wordings
teach."""


ON, BESIDE, EPOCHS_ON = 3, 2200, 3
"""How often each line of the file that is gone on with is shown in a pass, how many others are shown beside them, so
that what they teach isn't lost, and how many passes."""


def told(folder: Path = EXAMPLES, name: str = "told.*") -> Iterator[tuple[str, tuple[int, int], dict[str, float]]]:
    """(text, from where to where its question stands, what each card counts) of every line."""
    for file in sorted(folder.glob(f"{name}.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            also = row.get("also", [])
            shares = {row["card"]: MAIN if also else 1.0} | {card: (1 - MAIN) / len(also) for card in also}
            yield (*joined(row["turns"][-1], " ".join(row["turns"][:-1])), shares)


def examples() -> list[tuple[str, tuple[int, int], dict[str, float]]]:
    """The same of everything that teaches; the card is "" for what asks for none."""
    draws = random.Random(7)
    found = [(*joined(text), {name: 1.0}) for name, text in pairs_of(own())]
    for card in own().values():
        for asked, _ in card.answers:
            for question in draws.sample(asked, min(WORDINGS, len(asked))):
                found.append((*joined(question), {card.name: ANSWER}))
    return [*found, *told()]


def train() -> None:
    """Learn and write HEAD and ADAPTER."""
    drawn = examples()
    learned = learn([Sample(*one) for one in drawn], model_folder(DEFAULT), around=0, epochs=EPOCHS, layers=LAYERS)
    _keep(drawn, learned)


def go_on(name: str) -> None:
    """Learn the lines of one file beside some of the others, from HEAD and ADAPTER as they are, and write these."""
    drawn, new, draws = examples(), list(told(name=name)), random.Random(4)
    shown = draws.sample(drawn, BESIDE)
    seen = {card for *_, shares in shown for card in shares}
    for one in drawn:
        if not seen.issuperset(one[2]):  # A card that no line shows would be forgotten.
            shown.append(one)
            seen.update(one[2])
    samples = [Sample(*one) for one in (*shown, *new * ON)]
    draws.shuffle(samples)
    begun = Learned(changes(ADAPTER), {"kind": _dense()})
    learned = learn(samples, model_folder(DEFAULT), around=0, epochs=EPOCHS_ON, layers=LAYERS, begun=begun)
    _keep(drawn, learned)


def _dense() -> Linear:
    """What HEAD's weights over the encoder were before they were pooled with those over words."""
    held, _ = load(HEAD)
    card, alone = held["card"], held["words"]
    weights = card.weights[card.width :].astype(numpy.float32) * card.scale / SHARE
    return Linear(card.labels, weights.T, (card.bias - (1 - SHARE) * alone.bias) / SHARE)


def _keep(drawn: list[tuple[str, tuple[int, int], dict[str, float]]], learned: Learned) -> None:
    """Write HEAD, with the words of all that is drawn, and ADAPTER."""
    save_changes(ADAPTER, learned.changes)
    alone = fit_one([words_of(text) for text, *_ in drawn], [shares for *_, shares in drawn], WIDTH, STRENGTH)
    save(HEAD, {"card": pooled(alone, learned.heads["kind"], SHARE), "words": alone})
    print(f"{len(drawn)} examples; {HEAD.stat().st_size // 1024} and {ADAPTER.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    go_on(sys.argv[2]) if sys.argv[1:2] == ["--on"] else train()
