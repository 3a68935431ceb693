"""Trains the head that finds the playbook's card for a message, from how people put their situation:

    python -m bot.knowledge.train

Its examples are what the cards say is asked, bot/reading/asked.jsonl, the questions that the cards answer, labelled
messages, and examples/told.*.jsonl: messages as people send them (a line each: card, also, turns; a file a writer).
With those of asks.*.jsonl beside them it found no more cards of authors that it never learned from.
Needs the extra `train`; half an hour on one core. The head is the same for the same examples.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.playbook import own, pairs_of
from bot.knowledge.situation import ADAPTER, HEAD, WIDTH, joined, words_of
from bot.reading.adapt import Sample, learn
from bot.reading.heads import fit_one, pooled, save
from bot.reading.train import save_changes
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


def told(folder: Path = EXAMPLES) -> Iterator[tuple[str, tuple[int, int], dict[str, float]]]:
    """(text, from where to where its question stands, what each card counts) of every line."""
    for file in sorted(folder.glob("told.*.jsonl")):
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
    samples = [Sample(text, asked, shares) for text, asked, shares in drawn]
    learned = learn(samples, model_folder(DEFAULT), around=0, epochs=EPOCHS, layers=LAYERS)
    save_changes(ADAPTER, learned.changes)
    alone = fit_one([words_of(text) for text, *_ in drawn], [shares for *_, shares in drawn], WIDTH, STRENGTH)
    save(HEAD, {"card": pooled(alone, learned.heads["kind"], SHARE), "words": alone})
    print(f"{len(drawn)} examples; {HEAD.stat().st_size // 1024} and {ADAPTER.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    train()
