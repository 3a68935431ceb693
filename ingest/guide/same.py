"""Lines of a table that say the same of themselves: a grade's steps as its range, else a doubt."""

from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.guide.kinds import is_money
from ingest.guide.shapes import Table
from ingest.guide.taken import LevelPay, TableTaken


def told_apart(lines: list[LevelPay], table: Table, stepped: bool) -> tuple[list[LevelPay], TableTaken | None]:
    """Lines that say the same of themselves: the steps of one grade as its range, else a doubt, never the first."""
    groups: dict[LevelPay, list[LevelPay]] = {}
    for line in lines:
        groups.setdefault(replace(line, row=0, cells=()), []).append(line)
    if stepped:
        return [_of_steps(group) for group in groups.values()], None
    for group in groups.values():
        if len({tuple((c.component, c.texts) for c in one.cells) for one in group}) > 1:
            named = ", ".join(filter(None, (group[0].level, group[0].region))) or "the role"
            heading = telling_apart(table, group[0].row, group[1].row)
            mapped = f'in guides.yaml: columns: {{"{heading}": level}}'
            settle = mapped if heading else "give each row a name of its own"
            why = f"lines {group[0].row} and {group[1].row} both say what {named} is paid, with other amounts"
            return [], TableTaken("doubt", why, settle, heading)
    return lines, None


def telling_apart(table: Table, first: int, second: int) -> str:
    """The heading of the first column without amounts in which two rows differ, by their lines; "" without one."""
    rows = {row.line: row.cells for row in table.rows}
    one, other = rows.get(first, ()), rows.get(second, ())
    for heading, a, b in zip(table.header.cells, one, other, strict=False):
        if plain(a) != plain(b) and plain(heading) and not is_money([a, b]):
            return plain(heading)
    return ""


def _of_steps(group: list[LevelPay]) -> LevelPay:
    """The steps of one grade as one line: each component from its first step to its last."""
    cells = []
    for cell in group[0].cells:
        every = [c.texts for line in group for c in line.cells if c.component == cell.component]
        texts = (every[0][0], every[-1][-1]) if len(every) > 1 else cell.texts
        cells.append(replace(cell, texts=texts))
    return replace(group[0], cells=tuple(cells))
