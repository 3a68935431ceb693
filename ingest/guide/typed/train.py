"""Trains the heads that type columns, from columns.jsonl beside this file:

    python -m ingest.guide.typed.train            # all of it, and writes head.npz
    python -m ingest.guide.typed.train --held     # one family of tables held out after another, and what is mistaken

Needs the extra `train`; three minutes on one core. The weights are the same for the same columns.
"""

import collections
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy

from ingest.guide.typed.features import SLOTS, Features, Grid, features
from ingest.guide.typed.head import HEADS, WEIGHTS

COLUMNS = Path(__file__).parent / "columns.jsonl"
WIDTH = 40
EPOCHS, BATCH, RATE, DECAY = 14, 256, 0.01, 1e-5
DROPPED = 0.25
"""How often what lists of words say of a header is left out in training, so that its letters count, too."""
KNOWN = 22
"""How many of the last shapes are what lists of words say."""
_PAY = ("base", "bonus", "equity", "signing", "total", "foreign")


def columns(tables: Sequence[dict[str, Any]]) -> list[tuple[Features, dict[str, int]]]:
    """Every column of the tables with what it is, by the number of its label; -1 where that is not to be learnt."""
    found = []
    for table in tables:
        grid = Grid(tuple(table["header"]), tuple(map(tuple, table["rows"])), tuple(table["around"]))
        for i, kind in enumerate(table["kind"]):
            pay = kind in _PAY
            said = {
                "kind": HEADS["kind"].index(kind),
                "bound": HEADS["bound"].index(table["bound"][i]) if pay else 0,
                "top": HEADS["top"].index(table["top"][i]) if pay else -1,
                "per": HEADS["per"].index(table["per"]) if kind == "base" else -1,
                "scale": HEADS["scale"].index(table["scale"]) if kind == "base" and table["scale"] else -1,
            }
            found.append((features(grid, i), said))
    return found


def learn(samples: Sequence[tuple[Features, dict[str, int]]], epochs: int = EPOCHS) -> Any:
    """The heads as a torch module."""
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(1)
    wide = len(samples[0][0].shapes)

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = torch.nn.EmbeddingBag(SLOTS, WIDTH, mode="sum")
            torch.nn.init.normal_(self.words.weight, std=0.02)
            self.shapes = torch.nn.Linear(wide, WIDTH)
            self.heads = torch.nn.ModuleDict({n: torch.nn.Linear(WIDTH, len(v)) for n, v in HEADS.items()})

        def forward(self, slots: Any, offsets: Any, weights: Any, shapes: Any) -> dict[str, Any]:
            inner = torch.tanh(self.words(slots, offsets, per_sample_weights=weights) + self.shapes(shapes))
            inner = torch.nn.functional.dropout(inner, 0.2, self.training)
            return {name: head(inner) for name, head in self.heads.items()}

    net = Net()
    steps = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    draws = numpy.random.default_rng(0)
    for epoch in range(epochs):
        order = draws.permutation(len(samples))
        for start in range(0, len(order), BATCH):
            some = [samples[j] for j in order[start : start + BATCH]]
            slots, offsets, weights, shapes = batch([one for one, _ in some])
            shapes[draws.random(len(some)) < DROPPED, -KNOWN:] = 0
            told = net(slots, offsets, weights, shapes)
            loss: Any = sum(
                torch.nn.functional.cross_entropy(
                    scores, torch.tensor([said[name] for _, said in some]), ignore_index=-1, label_smoothing=0.02
                )
                for name, scores in told.items()
                if any(said[name] >= 0 for _, said in some)
            )
            steps.zero_grad()
            loss.backward()
            steps.step()
        for group in steps.param_groups:
            group["lr"] = RATE * (1 - (epoch + 1) / epochs) + 1e-5
    return net.eval()


def batch(some: Sequence[Features]) -> tuple[Any, Any, Any, Any]:
    """Features of several columns as tensors."""
    import torch

    slots = [slot for one in some for slot in one.slots]
    weights = [weight for one in some for weight in one.weights]
    offsets = numpy.cumsum([0, *(len(one.slots) for one in some[:-1])])
    shapes = torch.tensor(numpy.stack([one.shapes for one in some]))
    return torch.tensor(slots), torch.tensor(offsets), torch.tensor(weights), shapes


def write(net: Any) -> None:
    """Write the weights, in half precision."""
    held = {
        "words": net.words.weight, "shapes": net.shapes.weight.T, "first": net.shapes.bias,
        **{name: head.weight.T for name, head in net.heads.items()},
        **{f"{name}_first": head.bias for name, head in net.heads.items()},
    }  # fmt: skip
    numpy.savez_compressed(WEIGHTS, **{n: v.detach().numpy().astype(numpy.float16) for n, v in held.items()})


def held_out(tables: Sequence[dict[str, Any]]) -> None:
    """Print how many columns of each family are told rightly by heads that never saw it, and the commonest mistakes."""
    import torch

    for family in sorted({table["family"] for table in tables}):
        net = learn(columns([t for t in tables if t["family"] != family]), epochs=6)
        kept = columns([t for t in tables if t["family"] == family])
        with torch.no_grad():
            told = net(*batch([one for one, _ in kept]))
        right = collections.Counter[str]()
        wrong = collections.Counter[str]()
        for name, scores in told.items():
            best = scores.argmax(1).tolist()
            known = [(said[name], got) for (_, said), got in zip(kept, best, strict=True) if said[name] >= 0]
            right[name] = round(1000 * sum(a == b for a, b in known) / max(1, len(known)))
            wrong.update(f"{HEADS[name][a]}>{HEADS[name][b]}" for a, b in known if a != b)
        shares = ", ".join(f"{name} {share / 10:.1f}" for name, share in right.items())
        print(f"{family}: {len(kept)} columns, {shares} %; {', '.join(f'{k} {v}' for k, v in wrong.most_common(5))}")


def main() -> None:
    tables = [json.loads(line) for line in COLUMNS.read_text(encoding="utf-8").splitlines()]
    if "--held" in sys.argv:
        held_out(tables)
    else:
        write(learn(columns(tables)))


if __name__ == "__main__":
    main()
