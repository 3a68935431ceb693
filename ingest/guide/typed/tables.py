"""Tables whose columns the trained heads type: this company's pay by role, level and place, or a doubt."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.guide.context import Setting
from ingest.guide.joined import joined_header
from ingest.guide.kinds import kind_of
from ingest.guide.same import told_apart
from ingest.guide.shapes import Table, TableRow
from ingest.guide.taken import TableTaken
from ingest.guide.typed.columns import PAY, SURE, SURE_OF_NONE, TypedColumn, decided, is_figures, middle
from ingest.guide.typed.features import Grid, values
from ingest.guide.typed.head import ColumnTold, typed
from ingest.guide.typed.rows import Where, apart


def take(table: Table, around: Sequence[str], setting: Setting) -> TableTaken:
    """What a table is by the trained heads. around: title, heading and the text that leads to it."""
    table = joined_header(table)
    if not table.rows or len(table.header.cells) < 2:
        return TableTaken("none")
    table, grid, told = _either_way(table, around)
    found = decided(grid, told)
    pay = [i for i, one in enumerate(found) if one.kind in PAY]
    if not pay:
        return _no_pay(grid, told)
    found = _without_doubtful(found, pay)
    pay = [i for i in pay if found[i].kind in PAY]
    doubted = next((i for i in pay if found[i].sure < SURE), None)
    if doubted is not None:
        label = plain(table.header.cells[doubted])
        settle = f'in guides.yaml: columns: {{"{label}": {found[doubted].kind}}}'
        return TableTaken("doubt", f'its column "{label}" can be several things', settle, label)
    if not any(found[i].kind in ("base", "total", "equity", "bonus", "signing") for i in pay):
        return TableTaken("none")
    if doubt := _unexplained(grid, found, pay):
        return doubt
    where = Where(table, grid, told, found, tuple(around), setting)
    lines = apart(table, found, where)
    lines, doubt = told_apart(lines, table, any(one.kind == "step" for one in found))
    return doubt or (TableTaken("bands", lines=tuple(lines)) if lines else TableTaken("none"))


def _without_doubtful(found: Sequence[TypedColumn], pay: Sequence[int]) -> list[TypedColumn]:
    """The columns, those of doubtful pay beside a salary that is sure left out: the salary stands for itself."""
    salary = [i for i in pay if found[i].kind in ("base", "total")]
    if not salary or any(found[i].sure < SURE for i in salary):
        return list(found)
    return [replace(one, kind="note") if i in pay and one.sure < SURE else one for i, one in enumerate(found)]


def _unexplained(grid: Grid, found: Sequence[TypedColumn], pay: Sequence[int]) -> TableTaken | None:
    """A doubt where a column of figures as large as the salaries is taken for something else, and not surely so: it
    may be the other end of their range."""
    salary = [i for i in pay if found[i].kind in ("base", "total")]
    size = max((middle(grid, i) for i in salary), default=0.0)
    for i, one in enumerate(found):
        alike = i not in pay and is_figures(grid, i) and size / 3 < middle(grid, i) < size * 3
        if alike and one.sure < SURE_OF_NONE and not _are_years(grid, i):
            label = plain(grid.header[i])
            settle = f'in guides.yaml: columns: {{"{label}": other}}'
            return TableTaken("doubt", f'its column "{label}" may be pay, too', settle, label)
    return None


def _are_years(grid: Grid, i: int) -> bool:
    return all(1900 < value < 2100 for cell in grid.column(i) for value in values(cell))


def _either_way(table: Table, around: Sequence[str]) -> tuple[Table, Grid, list[ColumnTold]]:
    """The table, or the table on its side where components stand down its first column."""
    grid = Grid(table.header.cells, tuple(row.cells for row in table.rows), tuple(around))
    told = typed(grid)
    side = _turned(table)
    if side is None:
        return table, grid, told
    other = Grid(side.header.cells, tuple(row.cells for row in side.rows), tuple(around))
    across = typed(other)
    parts = {one.kind for one in across[1:] if one.kind in PAY and one.sure("kind") > SURE}
    bare = not any(kind_of(plain(cell)).component for cell in table.header.cells)
    return (side, other, across) if len(parts) > 1 and "base" in parts and bare else (table, grid, told)


def _turned(table: Table) -> Table | None:
    wide = len(table.header.cells)
    if len(table.rows) < 2 or wide < 2 or any(len(row.cells) < wide for row in table.rows):
        return None
    header = ("", *(row.cells[0] for row in table.rows))
    rows = tuple(
        TableRow(table.header.line, (table.header.cells[i], *(row.cells[i] for row in table.rows)))
        for i in range(1, wide)
    )
    return replace(table, header=TableRow(table.header.line, header), rows=rows)


def _no_pay(grid: Grid, told: Sequence[ColumnTold]) -> TableTaken:
    """Why a table of figures is none of pay, where the heads are sure of it."""
    figures = [i for i in range(len(told)) if is_figures(grid, i)]
    if figures and all(_none_of_pay(told[i]) > SURE_OF_NONE for i in figures):
        kinds = {told[i].kind for i in figures}
        why = "it is about relocation, allowances or benefits" if "extra" in kinds else "its figures are no pay of ours"
        return TableTaken("refused", why)
    return TableTaken("none")


def _none_of_pay(one: ColumnTold) -> float:
    return 1.0 - sum(one.chance(kind) for kind in (*PAY, "foreign"))
