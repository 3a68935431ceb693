"""What the ear changes in the encoder's last layers, learned together with its heads. Needs the extra `train`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.reading.adapt import SCALE, Network, Sample
from bot.reading.moves.examples import LabelledLine, holding
from bot.reading.moves.rows import CandidateLine

LISTS = ("flags", "reasons", "questions", "bare", "extra")
"""What a line may hold several of. extra: terms that are no part of pay, and "hollow" for a claim nobody can mean."""
AMOUNTS = ("role", "operation")
WEIGHTS: Mapping[str, float] = {
    "deal": 0.5, "flags": 6, "reasons": 12, "questions": 20, "bare": 12, "extra": 8, "role": 0.6, "operation": 0.4,
}  # fmt: skip
"""What a head's loss counts beside that of the kind."""


@dataclass(slots=True)
class TaughtLine(Sample):
    """One line to learn from. deal: whether it takes the offer. holds: for each list that its labels tell of, what
    holds and what may hold. roles: for each amount its roles with their weights; operations: how it leads there."""

    deal: bool = False
    holds: Mapping[str, tuple[set[str], set[str]]] = field(default_factory=dict)
    roles: Sequence[Mapping[str, float]] = ()
    operations: Sequence[str] = ()


def tells(one: LabelledLine, name: str) -> bool:
    """Whether a line's labels say what it holds: those of the first edition name kinds and amounts alone."""
    if not one.moves or one.name.startswith("first-"):
        return False
    return name != "flags" or not one.name.startswith("topic-") or bool(one.moves[0].get("flags"))


def sample(one: LabelledLine, line: CandidateLine, labels: Sequence[tuple[Mapping[str, float], str]]) -> TaughtLine:
    """A labelled line as the network learns it. labels: of its amounts."""
    seen = line.framed
    kept = [at for at, (start, end) in enumerate(seen.amounts) if end > start and at < len(labels)]
    return TaughtLine(
        text=seen.text,
        asked=seen.line,
        kinds=one.kinds or {"accept": 0.0},
        spans=[seen.amounts[at] for at in kept],
        deal="accept" in one.kinds and "accept" not in one.never,
        holds={name: holding(one.moves, name) for name in LISTS if tells(one, name)},
        roles=[labels[at][0] for at in kept],
        operations=[labels[at][1] for at in kept],
    )


class Ear(Network):
    """The encoder's last layers with the ear's heads: kind, deal and lists over the whole and the line, those of an
    amount over the amount, its surroundings and the whole."""

    numbers = AMOUNTS

    @staticmethod
    def labelled(samples: Sequence[TaughtLine]) -> dict[str, list[str]]:
        """The labels of each head."""
        lists = {
            name: sorted({label for one in samples for label in one.holds.get(name, (set(),))[0]}) for name in LISTS
        }
        return {
            "kind": sorted({kind for one in samples for kind in one.kinds}),
            "deal": ["deal"],
            "role": sorted({role for one in samples for told in one.roles for role in told}) or ["none"],
            "operation": sorted({way for one in samples for way in one.operations if way}) or ["at"],
        } | {name: found or ["none"] for name, found in lists.items()}

    def loss(self, read: Sequence[Any], what: str) -> Any:
        """How far a step's lines are from their labels."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits as apart
        from torch.nn.functional import log_softmax

        told: list[TaughtLine] = [one.sample for one in read]
        both, numbers = self.vectors(read)
        both = self.drop(both)
        kinds = torch.tensor([[one.kinds.get(kind, 0.0) for kind in self.labels["kind"]] for one in told])
        missed = -(kinds * log_softmax(SCALE * self.heads["kind"](both), 1)).sum(1).mean()
        deals = torch.tensor([[float(one.deal)] for one in told])
        missed = missed + WEIGHTS["deal"] * apart(SCALE * self.heads["deal"](both), deals)
        for name in LISTS:
            targets, counts = self._list(name, told)
            one_by_one = apart(SCALE * self.heads[name](both), targets, reduction="none")
            missed = missed + WEIGHTS[name] * (one_by_one * counts).mean()
        return missed if numbers is None else missed + self._amounts(self.drop(numbers), told)

    def _list(self, name: str, told: Sequence[TaughtLine]) -> tuple[Any, Any]:
        """What should hold of each line, and which labels it teaches."""
        import torch

        labels = self.labels[name]
        targets = [[float(label in one.holds.get(name, (set(),))[0]) for label in labels] for one in told]
        counts = [[float(name in one.holds and label not in one.holds[name][1]) for label in labels] for one in told]
        return torch.tensor(targets), torch.tensor(counts)

    def _amounts(self, numbers: Any, told: Sequence[TaughtLine]) -> Any:
        import torch
        from torch.nn.functional import cross_entropy, log_softmax

        roles = [role for one in told for role in one.roles]
        fair = torch.tensor([[role.get(label, 0.0) for label in self.labels["role"]] for role in roles])
        missed = -WEIGHTS["role"] * (fair * log_softmax(SCALE * self.heads["role"](numbers), 1)).sum(1).mean()
        ways = [(at, way) for at, way in enumerate(way for one in told for way in one.operations) if way]
        if ways:
            wanted = torch.tensor([self.labels["operation"].index(way) for _, way in ways])
            scores = SCALE * self.heads["operation"](numbers[[at for at, _ in ways]])
            missed = missed + WEIGHTS["operation"] * cross_entropy(scores, wanted)
        return missed
