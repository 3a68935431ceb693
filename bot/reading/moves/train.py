"""Train the ear: python -m bot.reading.moves.train [--check FILE] [--output FILE]. Needs the extra `train`."""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.reading.features import Row
from bot.reading.heads import Head, fit_many, fit_one, save
from bot.reading.moves.examples import Example, aligned, examples, holding
from bot.reading.moves.rows import Encode, Line, encoder

WEIGHTS = Path(__file__).parent / "heads.npz"
WIDE, NARROW = 1 << 15, 1 << 13
"""Columns of hashed features: for the kind of a line, and for the smaller decisions."""
FOLDS = 5
LISTS = ("flags", "reasons", "questions", "bare")
"""What a line may hold several of."""


def train(told: Sequence[Example], encode: Encode) -> dict[str, Head]:
    """Every head, from labelled lines.

    The heads of a line see what its amounts were read as. In training that comes from heads that haven't seen
    the line (five folds), as it will be with new lines.
    """
    lines = [Line(one.line, one.table, encode) for one in told]
    sure = [at for at, one in enumerate(told) if one.moves]
    labels = {at: _amount_labels(told[at], lines[at]) for at in sure}
    heard: dict[int, tuple[str, ...]] = {}
    for fold in range(FOLDS):
        seen = [at for at in sure if at % FOLDS != fold]
        role = _fit_roles(lines, labels, seen)
        heard |= {at: roles(lines[at], role) for at in range(len(told)) if at % FOLDS == fold}
    heads = {"role": _fit_roles(lines, labels, sure), "operation": _fit_operations(lines, labels, sure)}
    rows = [line.row(heard[at]) for at, line in enumerate(lines)]
    heads["kind"] = fit_one([rows[at] for at in sure], [told[at].kinds for at in sure], WIDE, strength=8)
    heads["deal"] = _fit_deal(rows, told)
    for name in LISTS:
        pairs = [holding(told[at].moves, name) for at in sure if _tells(told[at], name)]
        used = [rows[at] for at in sure if _tells(told[at], name)]
        heads[name] = fit_many(used, [p[0] for p in pairs], NARROW, strength=8, maybe=[p[1] for p in pairs])
    return heads


def _tells(one: Example, name: str) -> bool:
    """Whether a line's labels say what it holds: those of the first edition name kinds and amounts alone."""
    return not one.name.startswith("first-")


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


Labels = Mapping[int, list[tuple[dict[str, float], str]]]


def _fit_roles(lines: Sequence[Line], labels: Labels, used: Sequence[int]) -> Head:
    rows = [lines[at].amount_row(index) for at in used for index in range(len(labels[at]))]
    return fit_one(rows, [weights for at in used for weights, _ in labels[at]], NARROW, strength=6)


def _fit_operations(lines: Sequence[Line], labels: Labels, used: Sequence[int]) -> Head:
    rows: list[Row] = []
    names: list[dict[str, float]] = []
    for at in used:
        for index, (_, operation) in enumerate(labels[at]):
            if operation:
                rows.append(lines[at].amount_row(index))
                names.append({operation: 1.0})
    return fit_one(rows, names, NARROW, strength=10)


def _fit_deal(rows: Sequence[Row], told: Sequence[Example]) -> Head:
    """Acceptance or not, by itself: lines of which only that is known count here too."""
    fair = [set() if "accept" in one.never else {"deal"} & {_deal(kind) for kind in one.kinds} for one in told]
    return fit_many(rows, fair, NARROW, strength=8)


def _deal(kind: str) -> str:
    return "deal" if kind == "accept" else ""


def roles(line: Line, role: Head) -> tuple[str, ...]:
    """What the amounts of a line are read as, those without a role left out."""
    told = (role.best(line.amount_row(index))[0] for index in range(len(line.amounts)))
    return tuple(name for name in told if name != "none")


def main() -> None:
    """Train over the examples of the package and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--examples", type=Path, default=None, help="a folder of examples instead of the package's")
    args = parser.parse_args()
    began = time.monotonic()
    told = examples(args.examples) if args.examples else examples()
    heads = train(told, encoder())
    save(args.output, heads, {"lines": len(told)})
    print(
        json.dumps(
            {"lines": len(told), "seconds": round(time.monotonic() - began), "bytes": args.output.stat().st_size}
        )
    )


if __name__ == "__main__":
    main()
