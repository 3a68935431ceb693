"""Trains the encoder that tells which question of a card a message puts:

    python -m bot.knowledge.train_answers

Its examples are the wordings of the cards' answers, and messages as people send them, one for an answer:
examples/asks.*.jsonl, a file a writer, a line each with card, question (the first wording that stands before the answer
on the card) and turns. A message and a wording of the same answer are drawn near each other, those of other answers
apart, most of all of the same card (InfoNCE: van den Oord and others, "Representation Learning with Contrastive
Predictive Coding", 2018). Needs the extra `train`; ten minutes on two cores. Then `python -m bot.knowledge.direct`
writes the vectors anew.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.knowledge.direct import ADAPTER
from bot.knowledge.playbook import own
from bot.knowledge.train import EXAMPLES
from bot.reading.adapt import Sample, learn
from bot.reading.message import ENCODED
from bot.reading.train import save_changes
from ingest.index.embedding import DEFAULT, model_folder

LAYERS, EPOCHS = 4, 9
"""How many of the encoder's last layers change, and passes over the answers."""
CARDS, TOGETHER = 6, 10
"""Cards, and answers of each, that are told apart in a step."""
NEAR = 20.0
"""What likeness is multiplied by before a softmax."""
MESSAGES = 0.6
"""How often a message is drawn, where an answer has one, and not a wording."""
PACE = 1e-3

Answer = tuple[str, int]
"""A card's name, and which of its answers."""


def messages(folder: Path = EXAMPLES) -> Iterator[tuple[Answer, str]]:
    """The last turn of every line of asks.*.jsonl with the answer it calls for, where the card still has it."""
    known = {(card.name, asked[0]): at for card in own().values() for at, (asked, _) in enumerate(card.answers)}
    for file in sorted(folder.glob("asks.*.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            at = known.get((row["card"], row["question"]))
            if at is not None:
                yield (row["card"], at), row["turns"][-1][-ENCODED:]


def train() -> None:
    """Learn and write ADAPTER."""
    wordings = {(card.name, at): list(asked) for card in own().values() for at, (asked, _) in enumerate(card.answers)}
    sent: dict[Answer, list[str]] = defaultdict(list)
    for answer, text in messages():
        sent[answer].append(text)
    texts = list(dict.fromkeys(text for told in (wordings, sent) for held in told.values() for text in held))
    places = {text: at for at, text in enumerate(texts)}

    def descend(network: Any, read: list[Any], epochs: int) -> None:
        _descend(network, lambda text: read[places[text]], wordings, sent, epochs)

    samples = [Sample(text, (0, len(text)), {"": 1.0}) for text in texts]
    learned = learn(samples, model_folder(DEFAULT), around=0, epochs=EPOCHS, layers=LAYERS, descend=descend)
    save_changes(ADAPTER, learned.changes)
    print(f"{len(wordings)} answers, {len(texts)} texts; {ADAPTER.stat().st_size // 1024} KiB")


def _descend(
    network: Any, read: Any, wordings: dict[Answer, list[str]], sent: dict[Answer, list[str]], epochs: int
) -> None:
    """AdamW over steps of some cards' answers, the pace rising for a tenth of the way and falling after."""
    import torch
    from torch.nn.functional import cross_entropy

    every = network.parameters()[0]["params"]
    steps = torch.optim.AdamW(every, lr=PACE, weight_decay=0.01)
    many = epochs * len(_steps(wordings, random.Random(0)))
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, PACE, total_steps=many + 1, pct_start=0.1)
    network.layers.train()
    draws = random.Random(3)
    for epoch in range(epochs):
        lost = []
        for answers in _steps(wordings, draws):
            pairs = [_pair(wordings[one], sent.get(one, []), draws) for one in answers]
            asked, _ = network.vectors([read(one) for one, _ in pairs])
            known, _ = network.vectors([read(other) for _, other in pairs])
            wide = asked.shape[1] // 2
            near = NEAR * asked[:, :wide] @ known[:, :wide].T
            right = torch.arange(len(pairs))
            missed: Any = cross_entropy(near, right) + cross_entropy(near.T, right)
            steps.zero_grad()
            missed.backward()
            torch.nn.utils.clip_grad_norm_(every, 1.0)
            steps.step()
            pace.step()
            lost.append(float(missed.detach()))
        print(f"epoch {epoch + 1}: {sum(lost) / len(lost):.3f}", flush=True)
    network.layers.eval()


def _pair(wordings: Sequence[str], sent: Sequence[str], draws: random.Random) -> tuple[str, str]:
    """Two ways of asking the same, the first of them often a message."""
    known = draws.choice(wordings)
    if sent and draws.random() < MESSAGES:
        return draws.choice(sent), known
    return draws.choice([one for one in wordings if one != known] or [known]), known


def _steps(wordings: dict[Answer, list[str]], draws: random.Random) -> list[list[Answer]]:
    """All answers once, in steps of TOGETHER of the same card and CARDS cards."""
    by_card: dict[str, list[Answer]] = defaultdict(list)
    for answer in wordings:
        by_card[answer[0]].append(answer)
    parts = []
    for held in by_card.values():
        draws.shuffle(held)
        parts += [held[at : at + TOGETHER] for at in range(0, len(held), TOGETHER)]
    draws.shuffle(parts)
    return [[one for part in parts[at : at + CARDS] for one in part] for at in range(0, len(parts), CARDS)]


if __name__ == "__main__":
    train()
