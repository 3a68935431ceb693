"""Blocks of "Label: value" lines that repeat their labels, as a table: a row a block."""

import re
from collections.abc import Container, Sequence

from ingest.guide.shapes import Table, TableRow

_PAIR = re.compile(r"^\s*(?:[-*+•]\s+)?\**(?P<label>[^\W\d][\w /()%.-]{1,40}?)\**\s*:\**\s+(?P<value>\S.*)$")


def tables(lines: Sequence[str], held: Container[int], title: str) -> list[Table]:
    """One table of the blocks that begin with one label; none where fewer than two do. held: lines of other tables."""
    blocks: list[list[tuple[int, str, str]]] = [[]]
    for number, line in enumerate(lines, start=1):
        pair = _PAIR.match(line) if number not in held and len(line) < 300 else None
        if pair:
            label = pair["label"].strip()
            if any(label.casefold() == one.casefold() for _, one, _ in blocks[-1]):
                blocks.append([])  # the first label again, without a blank line between
            blocks[-1].append((number, label, pair["value"].strip(" *")))
        elif blocks[-1]:
            blocks.append([])
    named = [block[0][1].casefold() for block in blocks if len(block) > 1]
    first = max(set(named), key=named.count, default="")
    if named.count(first) < 2:
        return []
    alike = [block for block in blocks if len(block) > 1 and block[0][1].casefold() == first]
    header = list(dict.fromkeys(label for block in alike for _, label, _ in block))
    rows = tuple(
        TableRow(block[0][0], tuple(next((v for _, one, v in block if one == label), "") for label in header))
        for block in alike
    )
    return [Table(TableRow(alike[0][0][0], tuple(header)), rows, title, "")]
