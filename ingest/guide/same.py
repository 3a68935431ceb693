"""Lines of a table that say the same of themselves: a grade's steps as its range, else a doubt."""

from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.guide.shapes import Table
from ingest.guide.taken import Line, Told


def told_apart(lines: list[Line], table: Table, stepped: bool) -> tuple[list[Line], Told | None]:
    """Lines that say the same of themselves: the steps of one grade as its range, else a doubt, never the first."""
    groups: dict[Line, list[Line]] = {}
    for line in lines:
        groups.setdefault(replace(line, row=0, cells=()), []).append(line)
    if stepped:
        return [_of_steps(group) for group in groups.values()], None
    for group in groups.values():
        if len({tuple((c.component, c.texts) for c in one.cells) for one in group}) > 1:
            named = ", ".join(filter(None, (group[0].level, group[0].region))) or "the role"
            settle = "name the column that tells them apart in guides.yaml: columns: {HEADING: level}"
            why = f"lines {group[0].row} and {group[1].row} both say what {named} is paid, with other amounts"
            return [], Told("doubt", why, settle, plain(table.header.cells[0]))
    return lines, None


def _of_steps(group: list[Line]) -> Line:
    """The steps of one grade as one line: each component from its first step to its last."""
    cells = []
    for cell in group[0].cells:
        every = [c.texts for line in group for c in line.cells if c.component == cell.component]
        texts = (every[0][0], every[-1][-1]) if len(every) > 1 else cell.texts
        cells.append(replace(cell, texts=texts))
    return replace(group[0], cells=tuple(cells))
