"""Train the ear: python -m bot.reading.moves.train [--check FILE] [--output FILE]. Needs the extra `train`."""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.reading.features import Row
from bot.reading.heads import Head, fit_many, fit_one, save
from bot.reading.moves.examples import Example, aligned, examples, holding
from bot.reading.moves.rows import Encode, Line, encoder

WEIGHTS = Path(__file__).parent / "heads.npz"
WIDE, NARROW = 1 << 15, 1 << 13
"""Columns of hashed features: for the kind of a line, and for the smaller decisions."""
FOLDS = 3
LISTS = ("flags", "reasons", "questions", "bare")
"""What a line may hold several of."""


def train(told: Sequence[Example], encode: Encode, wide: int = WIDE, narrow: int = NARROW) -> dict[str, Head]:
    """Every head, from labelled lines.

    The heads of an amount see what the line does as a whole. In training that comes from heads that haven't seen
    the line, as it will be with new lines.
    """
    lines = [Line(one.line, one.table, encode) for one in told]
    rows = [line.row() for line in lines]
    sure = [at for at, one in enumerate(told) if one.moves]
    heads = {"kind": fit_one([rows[at] for at in sure], [told[at].kinds for at in sure], wide, strength=8)}
    heads["deal"] = _fit_deal(rows, told, narrow)
    for name in LISTS:
        used = [at for at in sure if _tells(told[at], name)]
        pairs = [holding(told[at].moves, name) for at in used]
        here = [rows[at] for at in used]
        heads[name] = fit_many(here, [p[0] for p in pairs], narrow, strength=12, maybe=[p[1] for p in pairs])
    kinds = _unseen_kinds(rows, told, sure, narrow)
    labels = {at: _amount_labels(told[at], lines[at]) for at in sure}
    places = [(at, index) for at in sure for index in range(len(labels[at]))]
    amounts = [lines[at].amount_row(index, kinds[at]) for at, index in places]
    found = [labels[at][index] for at, index in places]
    heads["role"] = fit_one(amounts, [weights for weights, _ in found], narrow, strength=8)
    doing = [n for n, (_, operation) in enumerate(found) if operation]
    heads["operation"] = fit_one(
        [amounts[n] for n in doing], [{found[n][1]: 1.0} for n in doing], narrow // 2, strength=10
    )
    return heads


def _unseen_kinds(
    rows: Sequence[Row], told: Sequence[Example], sure: Sequence[int], narrow: int
) -> Mapping[int, dict[str, float]]:
    """Each line's kinds by a head that hasn't seen the line, as it will be with new lines."""
    found: dict[int, dict[str, float]] = {}
    for fold in range(FOLDS):
        seen = [at for at in sure if at % FOLDS != fold]
        head = fit_one([rows[at] for at in seen], [told[at].kinds for at in seen], narrow, strength=8)
        found |= {at: head.chances(rows[at]) for at in sure if at % FOLDS == fold}
    return found


def _tells(one: Example, name: str) -> bool:
    """Whether a line's labels say what it holds: those of the first edition name kinds and amounts alone."""
    if one.name.startswith("first-"):
        return False
    return name != "flags" or not one.name.startswith("topic-") or bool(one.moves[0].get("flags"))


def _amount_labels(one: Example, line: Line) -> list[tuple[dict[str, float], str]]:
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


def _fit_deal(rows: Sequence[Row], told: Sequence[Example], narrow: int) -> Head:
    """Acceptance or not, by itself: lines of which only that is known count here too."""
    fair = [set() if "accept" in one.never else {"deal"} & {_deal(kind) for kind in one.kinds} for one in told]
    return fit_many(rows, fair, narrow, strength=8)


def _deal(kind: str) -> str:
    return "deal" if kind == "accept" else ""


def everyday(told: Sequence[Example]) -> list[str]:
    """The words that the lines hold written small, inside a sentence or not: what isn't among them can be a name."""
    found = Counter(word for one in told for word in re.findall(r"(?<![\w'])[a-z][a-z-]+", one.line))
    return sorted(word for word, times in found.items() if times >= 2 or len(word) < 4)


def main() -> None:
    """Train over the examples of the package and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--examples", type=Path, default=None, help="a folder of examples instead of the package's")
    args = parser.parse_args()
    began = time.monotonic()
    told = examples(args.examples) if args.examples else examples()
    heads = train(told, encoder())
    save(args.output, heads, {"lines": len(told), "words": everyday(told)})
    print(
        json.dumps(
            {"lines": len(told), "seconds": round(time.monotonic() - began), "bytes": args.output.stat().st_size}
        )
    )


if __name__ == "__main__":
    main()
