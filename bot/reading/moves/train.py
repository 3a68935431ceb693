"""Train the ear: python -m bot.reading.moves.train [--on IDS ... [--only HEAD ...]] [--output FOLDER]. Needs the extra
`train`."""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.reading.adapt import EPOCHS, Learned, learn
from bot.reading.features import Array, Row
from bot.reading.heads import Head, Linear, between, fit_many, fit_one, load, pooled, save
from bot.reading.moves.adapt import AMOUNTS, LISTS, Ear, TaughtLine, sample, tells
from bot.reading.moves.examples import LabelledLine, aligned, asked_for, examples, holding
from bot.reading.moves.rows import ADAPTER, AROUND, CandidateLine
from bot.reading.train import save_changes
from bot.reading.trained import changes
from ingest.index.embedding import DEFAULT, model_folder

FOLDER, WEIGHTS = Path(__file__).parent, "heads.npz"
WIDE, NARROW = 1 << 15, 1 << 13
"""Columns of hashed features: for the kind of a line, and for the smaller decisions."""
FOLDS = 3
Pair = tuple[Array, Array]
Labels = Sequence[tuple[Mapping[str, float], str]]
"""Of each amount its roles with their weights, and its operation."""
SHARES: Mapping[str, float] = {
    "kind": 0.3, "deal": 0.3, "flags": 0.5, "reasons": 0.4, "questions": 0.5, "bare": 0.65, "extra": 0.5, "role": 0.75,
    "operation": 0.6,
}  # fmt: skip
"""What the heads over the encoder count in each pool; found on held-out voices."""


class Trained(NamedTuple):
    """heads: over words and encoder; changes: of the encoder's last layers, as bot.reading.adapt learns them."""

    heads: dict[str, Head]
    changes: dict[str, tuple[Array, Array]]


def train(told: Sequence[LabelledLine], wide: int = WIDE, narrow: int = NARROW, epochs: int = EPOCHS) -> Trained:
    """Every head, from labelled lines: those over words pooled with those learned over the encoder."""
    lines, labels = _taken_apart(told)
    learned = learn(_samples(told, lines, labels), model_folder(DEFAULT), AROUND, epochs, Ear)
    return Trained(together(words(told, lines, labels, wide, narrow), learned.heads), learned.changes)


def go_on(told: Sequence[LabelledLine], new: Sequence[LabelledLine], only: Collection[str] = ()) -> Trained:
    """The same, going on from the package's weights: new lines are gone over three times as often as the others, of
    which the encoder's heads see one in `OTHERS`: minutes on a plain machine. What comes of it lies between what the
    ear was and what it learned. only: the heads that are learned anew, so that nothing else that the ear knows is lost
    by it; all of them where none is named."""
    more, some = [*told, *new, *new], [*told[::OTHERS], *new, *new, *new]
    begun = kept()
    learned = learn(_samples(some, *_taken_apart(some)), model_folder(DEFAULT), AROUND, 2, Ear, begun=begun, only=only)
    over_words = words(more, *_taken_apart(more), names=only or EVERY)
    made = together(over_words, learned.heads)
    before = load(FOLDER / WEIGHTS)[0]
    if not only:
        heads = {name: between(before[name], head, HALFWAY) for name, head in made.items()}
        return Trained(heads, _between(begun.changes, learned.changes))
    return Trained(before | {name: between(before[name], made[name], MOVED[name]) for name in only}, begun.changes)


def _between(was: Mapping[str, Pair], now: Mapping[str, Pair]) -> dict[str, Pair]:
    """The encoder's changes half way from one to another; both factors were gone on from, so theirs are near enough."""
    return {name: (_mixed(was[name][0], down), _mixed(was[name][1], up)) for name, (down, up) in now.items()}


def _mixed(was: Array, now: Array) -> Array:
    found: Array = ((1 - HALFWAY) * was.astype("float32") + HALFWAY * now.astype("float32")).astype("float16")
    return found


OTHERS = 2
HALFWAY = 0.5
"""How far everything goes from what it was to what was learned: of 597 new lines half the way kept what 260 lines of
others measure, and gave most of what the whole way gave on twelve new voices."""
MOVED: Mapping[str, float] = {
    "kind": 0.35, "deal": 0.35, "flags": 0.7, "reasons": 0.7, "questions": 0.7, "bare": 0.3, "extra": 0.3, "role": 0.2,
    "operation": 0.2,
}  # fmt: skip
"""How far heads that are learned anew alone go from what they were to what they learned; found on held-out voices. Of
1,500 new lines topics and reasons gained most the farther they went, kinds lost yeses that they knew beyond a third,
and amounts, which depend on the table more than on words, lost from the first step on."""
EVERY = ("kind", "deal", *LISTS, *AMOUNTS)
"""The ear's heads."""


def _taken_apart(told: Sequence[LabelledLine]) -> tuple[list[CandidateLine], list[Labels]]:
    lines = [CandidateLine(one.line, one.table, _nothing) for one in told]
    return lines, [_amount_labels(one, line) if one.moves else [] for one, line in zip(told, lines, strict=True)]


def _samples(
    told: Sequence[LabelledLine], lines: Sequence[CandidateLine], labels: Sequence[Labels]
) -> list[TaughtLine]:
    return [sample(*one) for one in zip(told, lines, labels, strict=True)]


def together(over_words: Mapping[str, Head], over_encoder: Mapping[str, Linear]) -> dict[str, Head]:
    """The heads over words, each pooled with the one over the encoder."""
    return {name: pooled(head, over_encoder[name], SHARES[name]) for name, head in over_words.items()}


def kept() -> Learned:
    """What the package's weights have learned over the encoder: its changes, and the heads as far as those over words,
    which they are pooled with, leave them to be seen."""
    heads, _ = load(FOLDER / WEIGHTS)
    return Learned(changes(FOLDER / ADAPTER), {name: _over_encoder(head, SHARES[name]) for name, head in heads.items()})


def _over_encoder(head: Head, share: float) -> Linear:
    dense = head.weights[head.width :].astype("float32") * head.scale / share
    return Linear(head.labels, dense.T, head.bias)


def words(
    told: Sequence[LabelledLine],
    lines: Sequence[CandidateLine],
    labels: Sequence[Labels],
    wide: int = WIDE,
    narrow: int = NARROW,
    names: Collection[str] = EVERY,
) -> dict[str, Head]:
    """Every head over words alone, or those named.

    The heads of an amount see what the line does as a whole. In training that comes from heads that haven't seen
    the line, as it will be with new lines.
    """
    rows = [line.row() for line in lines]
    sure = [at for at, one in enumerate(told) if one.moves]
    heads = {}
    if "kind" in names:
        heads["kind"] = fit_one([rows[at] for at in sure], [told[at].kinds for at in sure], wide, strength=8)
    if "deal" in names:
        heads["deal"] = _fit_deal(rows, told, narrow)
    for name in (one for one in LISTS if one in names):
        used = [at for at in sure if tells(told[at], name)]
        pairs = [holding(told[at].moves, name) for at in used]
        here = [rows[at] for at in used]
        heads[name] = fit_many(here, [p[0] for p in pairs], narrow, strength=12, maybe=[p[1] for p in pairs])
    if not set(AMOUNTS) <= set(names):
        return heads
    kinds = _unseen_kinds(rows, told, sure, narrow)
    places = [(at, index) for at in sure for index in range(len(labels[at]))]
    amounts = [lines[at].amount_row(index, kinds[at]) for at, index in places]
    found = [labels[at][index] for at, index in places]
    heads["role"] = fit_one(amounts, [weights for weights, _ in found], narrow, strength=8)
    doing = [n for n, (_, operation) in enumerate(found) if operation]
    heads["operation"] = fit_one(
        [amounts[n] for n in doing], [{found[n][1]: 1.0} for n in doing], narrow // 2, strength=10
    )
    return heads


def _nothing(text: str) -> None:
    """No encoder: for rows of words alone."""


def _unseen_kinds(
    rows: Sequence[Row], told: Sequence[LabelledLine], sure: Sequence[int], narrow: int
) -> Mapping[int, dict[str, float]]:
    """Each line's kinds by a head that hasn't seen the line, as it will be with new lines."""
    found: dict[int, dict[str, float]] = {}
    for fold in range(FOLDS):
        seen = [at for at in sure if at % FOLDS != fold]
        head = fit_one([rows[at] for at in seen], [told[at].kinds for at in seen], narrow, strength=8)
        found |= {at: head.chances(rows[at]) for at in sure if at % FOLDS == fold}
    return found


def _amount_labels(one: LabelledLine, line: CandidateLine) -> Labels:
    """For each amount of a line its roles with their weights, and the operation of the first."""
    told = [aligned(move, line.amounts, line.table) for move in one.moves]
    found = []
    for index in range(len(line.amounts)):
        weights: dict[str, float] = {}
        for rank, move in enumerate(told):
            role = move.get(index, ("none", ""))[0]
            weights[role] = weights.get(role, 0.0) + (1.0 if rank == 0 else 0.5 / (len(told) - 1))
        total = sum(weights.values())
        operation = next((move[index][1] for move in told if index in move), "")
        found.append(({role: weight / total for role, weight in weights.items()}, operation))
    return found


def _fit_deal(rows: Sequence[Row], told: Sequence[LabelledLine], narrow: int) -> Head:
    """Acceptance or not, by itself: lines of which only that is known count here too."""
    fair = [set() if "accept" in one.never else {"deal"} & {_deal(kind) for kind in one.kinds} for one in told]
    return fit_many(rows, fair, narrow, strength=8)


def _deal(kind: str) -> str:
    return "deal" if kind == "accept" else ""


def everyday(told: Sequence[LabelledLine]) -> list[str]:
    """The words that the lines hold written small, inside a sentence or not: what isn't among them can be a name."""
    found = Counter(word for one in told for word in re.findall(r"(?<![\w'])[a-z][a-z-]+", one.line))
    return sorted(word for word, times in found.items() if times >= 2 or len(word) < 4)


def main() -> None:
    """Train over the examples of the package and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=FOLDER, help="the folder to write to")
    parser.add_argument("--examples", type=Path, default=None, help="a folder of examples instead of the package's")
    parser.add_argument(
        "--on",
        nargs="+",
        default=(),
        help="go on from the weights there are; these new lines, by the beginning "
        "of their ids, are gone over three times as often as the others",
    )
    parser.add_argument("--only", nargs="+", default=(), choices=EVERY, help="with --on: the heads learned anew")
    args = parser.parse_args()
    began = time.monotonic()
    told = asked_for(examples(args.examples) if args.examples else examples())
    new = [one for one in told if one.name.startswith(tuple(args.on))]
    heads, learned = go_on(told, new, args.only) if new else train(told)
    save_changes(args.output / ADAPTER, learned)
    save(args.output / WEIGHTS, heads, {"lines": len(told), "words": everyday(told)})
    print(json.dumps({"lines": len(told), "seconds": round(time.monotonic() - began)}))


if __name__ == "__main__":
    main()
