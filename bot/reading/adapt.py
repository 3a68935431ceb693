"""What the trained reader changes in the encoder's last layers, learned together with linear heads on top of them.

The method is LoRA: Hu and others, "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022. Needs the extra
`train` (torch, and transformers, which sentence-transformers brings along).
"""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy

from bot.reading.features import Array
from bot.reading.heads import Linear
from bot.reading.message import ENCODED

LAYERS, RANK = 2, 16
"""How many of the last layers change unless a training says otherwise, and the rank of each change."""
EPOCHS, BATCH, LINES = 3, 24, 48
"""Passes over the examples; messages and cards' lines a step."""
GENTLY = 0.4
"""What the steps are of the usual size where earlier learning is gone on from, so that it isn't lost."""
BELOW = 32
"""Texts of like length that go through the layers below at once."""
SCALE = 12.0
"""What unit vectors are multiplied by before a softmax."""
TOLD = ("what", "part", "period", "scale")


@dataclass(slots=True)
class Sample:
    """One text to learn from. asked: from where to where its question stands. kinds: the weight of each kind that it
    may be read as; several: every kind it asks. spans: each number's characters; told: what each of them is, a label
    for each of TOLD. card: the playbook's card it asks for, "" for none; a text with neither kinds nor card teaches
    nothing."""

    text: str
    asked: tuple[int, int] = (0, 0)
    kinds: Mapping[str, float] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    spans: Sequence[tuple[int, int]] = ()
    told: Sequence[Mapping[str, str]] = ()
    card: str = ""


@dataclass(slots=True)
class _Read:
    """A sample as the network takes it: the states below the layers that change, and which tokens are looked at."""

    sample: Sample
    states: Any
    asked: list[int]
    spans: list[tuple[list[int], list[int]]]


@dataclass(frozen=True, slots=True)
class Learned:
    """changes: for each weight (down, up), float16, of which up @ down is added to it. heads: linear heads over the
    changed states, by the names of the reader's heads."""

    changes: dict[str, tuple[Array, Array]]
    heads: dict[str, Linear]


def learn(
    samples: Sequence[Sample], folder: Path, around: int, epochs: int = EPOCHS, made: "type[Network] | None" = None,
    layers: int = LAYERS, begun: Learned | None = None, descend: "Callable[[Any, list[Any], int], None] | None" = None,
    only: Collection[str] = (),
) -> Learned:  # fmt: skip
    """The changes and heads from the samples. folder: the encoder's; around: characters beside a number that its
    wider span takes in; made: the network with the heads, None for the reader's; layers: how many of the last ones
    change; begun: what was learned before and is gone on from; descend: another way of learning than by the samples'
    labels, given the network, what it reads of each sample, and the epochs; only: the heads that are learned, where the
    layers and the other heads stay as they were begun with. On a GPU where torch finds one. The same
    samples in the same order give the same weights on the same machine."""
    import torch
    from transformers import BertModel
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    random.seed(0)
    torch.manual_seed(0)
    where = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    bert: Any = BertModel.from_pretrained(str(folder))
    bert = bert.float().to(where)
    bert.eval()
    first = len(bert.encoder.layer) - layers
    bert.encoder.layer, above = bert.encoder.layer[:first], bert.encoder.layer[first:]
    with where:  # What is made in here lies there.
        read = _below(bert, folder, samples, around)
        network = (made or Network)(above, samples)
        if begun is not None:
            network.go_on(begun, first)
        if only:
            network.keep_but(only)
        if descend is not None:
            descend(network, read, epochs)
        else:
            told = [one for one in read if one.sample.kinds], [one for one in read if one.sample.card]
            _descend(network, *told, epochs, 1.0 if begun is None else GENTLY)
    return Learned(network.changes(first), network.told())


def _below(bert: Any, folder: Path, samples: Sequence[Sample], around: int) -> list[_Read]:
    """Each sample with its states below the layers that change, float16; computed once."""
    import torch
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    told = [tokenizer.encode(sample.text[:ENCODED]) for sample in samples]
    order = sorted(range(len(told)), key=lambda at: len(told[at].ids))
    found: dict[int, _Read] = {}
    for start in range(0, len(order), BELOW):
        batch = order[start : start + BELOW]
        longest = len(told[batch[-1]].ids)
        ids = torch.tensor([told[at].ids + [0] * (longest - len(told[at].ids)) for at in batch])
        mask = torch.tensor([[1] * len(told[at].ids) + [0] * (longest - len(told[at].ids)) for at in batch])
        with torch.no_grad():
            states = bert(ids, attention_mask=mask).last_hidden_state.half()
        for row, at in enumerate(batch):
            found[at] = _read(samples[at], told[at], states[row], around)
    return [found[at] for at in range(len(samples))]


def _read(sample: Sample, told: Any, states: Any, around: int) -> _Read:
    def inside(start: int, end: int) -> list[int]:
        return [i for i, (a, b) in enumerate(told.offsets) if a < end and b > start]

    spans = [(inside(a, b), inside(a - around, b + around)) for a, b in sample.spans]
    return _Read(sample, states[: len(told.ids)].clone(), inside(*sample.asked), spans)


class Network:
    """The layers that change, with heads on top: kind and asks over the whole and the question, card over the same,
    the heads of numbers over the number, its surroundings and the whole."""

    numbers: Sequence[str] = TOLD

    def __init__(self, layers: Any, samples: Sequence[Sample]) -> None:
        from torch import nn

        for weight in layers.parameters():
            weight.requires_grad_(False)
        self.layers = layers
        self.low_rank = {name: _low_rank(module) for name, module in layers.named_modules() if _is_linear(module)}
        self.labels = self.labelled(samples)
        wide = layers[0].output.dense.out_features
        sizes = {name: (3 if name in self.numbers else 2) * wide for name in self.labels}
        self.heads: Any = nn.ModuleDict(
            {name: nn.Linear(sizes[name], len(found)) for name, found in self.labels.items()}
        )
        self.drop = nn.Dropout(0.15)

    @staticmethod
    def labelled(samples: Sequence[Any]) -> dict[str, list[str]]:
        """The labels of each head."""
        kinds = {kind for one in samples for kind in one.kinds}
        return {
            "kind": sorted(kinds),
            "asks": sorted({kind for one in samples for kind in one.several}),
            "card": sorted({one.card for one in samples if one.card}) or ["none"],
        } | {name: sorted({told[name] for one in samples for told in one.told}) or ["none"] for name in TOLD}

    def parameters(self) -> list[dict[str, Any]]:
        """What is learned, with each part's step."""
        low = [weight for pair in self.low_rank.values() for weight in pair.parameters()]
        return [
            {"params": low, "lr": 5e-4, "weight_decay": 0.01},
            {"params": list(self.heads.parameters()), "lr": 2e-3, "weight_decay": 0.01},
        ]

    def keep_but(self, names: Collection[str]) -> None:
        """Leave everything as it is but the heads named."""
        for pair in self.low_rank.values():
            pair.requires_grad_(False)
        for name, head in self.heads.items():
            head.requires_grad_(name in names)

    def vectors(self, read: Sequence[_Read]) -> tuple[Any, Any]:
        """(texts, 2 x wide) of the whole and the question; (numbers, 3 x wide) of each number, None without any."""
        import torch
        from torch.nn.functional import normalize

        longest = max(len(one.states) for one in read)
        states = torch.zeros(len(read), longest, read[0].states.shape[1])
        mask = torch.zeros(len(read), longest)
        for at, one in enumerate(read):
            states[at, : len(one.states)] = one.states.float()
            mask[at, : len(one.states)] = 1
        hidden = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            out = layer(states, attention_mask=hidden)
            states = out[0] if isinstance(out, tuple) else out
        whole = normalize((states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True), dim=1)
        none = torch.zeros_like(whole[0])

        def part(at: int, tokens: list[int]) -> Any:
            return normalize(states[at, tokens].mean(0), dim=0) if tokens else none

        asked = torch.stack([part(at, one.asked) for at, one in enumerate(read)])
        numbers = [
            torch.cat([part(at, own), part(at, beside), whole[at]])
            for at, one in enumerate(read)
            for own, beside in one.spans
        ]
        return torch.cat([whole, asked], 1), torch.stack(numbers) if numbers else None

    def loss(self, read: Sequence[_Read], what: str) -> Any:
        """How far a step's samples are from their labels. what: "kinds" or "card"."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax

        both, numbers = self.vectors(read)
        both = self.drop(both)

        def scores(name: str, rows: Any) -> Any:
            return SCALE * self.heads[name](rows)

        if what == "card":
            wanted = torch.tensor([self.labels["card"].index(one.sample.card) for one in read])
            return 0.7 * cross_entropy(scores("card", both), wanted)
        fair = torch.tensor([[one.sample.kinds.get(kind, 0.0) for kind in self.labels["kind"]] for one in read])
        asks = torch.tensor([[float(kind in one.sample.several) for kind in self.labels["asks"]] for one in read])
        missed = -(fair * log_softmax(scores("kind", both), 1)).sum(1).mean()
        missed = missed + 4 * binary_cross_entropy_with_logits(scores("asks", both), asks)
        if numbers is not None:
            numbers = self.drop(numbers)
            told = [one for each in read for one in each.sample.told]
            for name in TOLD:
                wanted = torch.tensor([self.labels[name].index(one[name]) for one in told])
                missed = missed + 0.5 * cross_entropy(scores(name, numbers), wanted)
        return missed

    def changes(self, first: int) -> dict[str, tuple[Array, Array]]:
        """What was learned of the layers, by the names that the encoder in NumPy has for its weights."""
        found: dict[str, tuple[Array, Array]] = {}
        for at in range(len(self.layers)):
            name = f"encoder.layer.{first + at}"
            parts = [self._change(f"{at}.attention.self.{part}") for part in ("query", "key", "value")]
            up = numpy.zeros((sum(len(one[1]) for one in parts), RANK * len(parts)), numpy.float16)
            for i, (_, one) in enumerate(parts):
                up[i * len(one) : (i + 1) * len(one), i * RANK : (i + 1) * RANK] = one
            found[f"{name}.attention.all"] = numpy.concatenate([down for down, _ in parts]), up
            for part in ("attention.output.dense", "intermediate.dense", "output.dense"):
                found[f"{name}.{part}"] = self._change(f"{at}.{part}")
        return found

    def _change(self, name: str) -> tuple[Array, Array]:
        pair = self.low_rank[name]
        down, up = pair["down"].detach().cpu().numpy(), 2 * pair["up"].detach().cpu().numpy()
        return down.astype(numpy.float16), up.astype(numpy.float16)

    def go_on(self, begun: Learned, first: int) -> None:
        """Begin with what was learned before, instead of with nothing. What a head over words has of its own stands
        before the columns of the encoder's."""
        import torch

        def put(name: str, down: Array, up: Array) -> None:
            self.low_rank[name]["down"].data = torch.tensor(down).float()
            self.low_rank[name]["up"].data = torch.tensor(up).float() / 2

        for at in range(len(self.layers)):
            name = f"encoder.layer.{first + at}"
            down, up = begun.changes[f"{name}.attention.all"]
            wide = len(up) // 3
            for i, part in enumerate(("query", "key", "value")):
                here = slice(i * RANK, (i + 1) * RANK)
                put(f"{at}.attention.self.{part}", down[here], up[i * wide : (i + 1) * wide, here])
            for part in ("attention.output.dense", "intermediate.dense", "output.dense"):
                put(f"{at}.{part}", *begun.changes[f"{name}.{part}"])
        for name, known in begun.heads.items():
            head = self.heads[name]
            for row, label in enumerate(self.labels[name]):
                if label in known.labels:
                    was = known.labels.index(label)
                    head.weight.data[row] = torch.tensor(known.coefficients[was][-head.in_features :]) / SCALE
                    head.bias.data[row] = float(known.bias[was]) / SCALE

    def told(self) -> dict[str, Linear]:
        """The heads that were learned."""
        return {
            name: Linear(
                tuple(self.labels[name]),
                SCALE * head.weight.detach().cpu().numpy(),
                SCALE * head.bias.detach().cpu().numpy(),
            )
            for name, head in self.heads.items()
        }


def _is_linear(module: Any) -> bool:
    from torch import nn

    return isinstance(module, nn.Linear)


def _low_rank(linear: Any) -> Any:
    """What is learned of a linear map: down and up, of which twice up @ down @ x is added to what it gives from now
    on; nothing at the beginning."""
    import math

    import torch
    from torch import nn

    change = nn.ParameterDict(
        {
            "down": nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features)),
            "up": nn.Parameter(torch.zeros(linear.out_features, RANK)),
        }
    )
    down, up = change["down"], change["up"]
    linear.register_forward_hook(lambda _, given, out: out + 2 * (given[0] @ down.T) @ up.T)
    return change


def _descend(network: Network, messages: list[_Read], lines: list[_Read], epochs: int, pace_of: float) -> None:
    """AdamW over the samples in batches of like length, the step rising for a tenth of the way and falling after."""
    import torch

    many = epochs * (len(_batches(messages, BATCH)) + len(_batches(lines, LINES)))
    steps = torch.optim.AdamW(network.parameters())
    pace = torch.optim.lr_scheduler.OneCycleLR(
        steps, [pace_of * group["lr"] for group in steps.param_groups], total_steps=many + 1, pct_start=0.1
    )
    every = [weight for group in steps.param_groups for weight in group["params"]]
    network.layers.train()
    for _ in range(epochs):
        batches = [(one, "kinds") for one in _batches(messages, BATCH)]
        batches += [(one, "card") for one in _batches(lines, LINES)]
        random.shuffle(batches)
        for batch, what in batches:
            steps.zero_grad()
            network.loss(batch, what).backward()
            torch.nn.utils.clip_grad_norm_(every, 1.0)
            steps.step()
            pace.step()
    network.layers.eval()


def _batches(read: Sequence[_Read], size: int) -> list[list[_Read]]:
    """The samples in a new order, texts of like length together."""
    order = list(range(len(read)))
    random.shuffle(order)
    found = []
    for start in range(0, len(order), size * 20):
        alike = sorted(order[start : start + size * 20], key=lambda at: len(read[at].states))
        found += [alike[at : at + size] for at in range(0, len(alike), size)]
    random.shuffle(found)
    return [[read[at] for at in one] for one in found]
