"""Tables whose columns the trained heads type: this company's pay by role, level and place, or a doubt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.amounts.types import Period
from ingest.guide.bands import in_dollars
from ingest.guide.cells import SPANS, payments
from ingest.guide.context import Setting
from ingest.guide.headers import Column
from ingest.guide.joined import joined_header
from ingest.guide.kinds import kind_of
from ingest.guide.same import told_apart
from ingest.guide.shapes import Table, TableRow
from ingest.guide.taken import Cell_, LevelPay, TableTaken
from ingest.guide.typed.features import Grid, values
from ingest.guide.typed.head import KINDS, ColumnTold, typed
from ingest.guide.types import ComponentName
from ingest.lexicon import words

PAY = ("base", "bonus", "equity", "signing", "total")
SURE = 0.55
"""How sure the heads must be of a column of pay, of columns that stand for one range together: below it is a doubt."""
SURE_OF_TOP = 0.5
"""The same for what the headers of columns side by side name, where nothing else tells these apart."""
SURE_OF_NONE = 0.75
"""From here on a table that the heads take for no pay gives none, whatever its words."""
SURE_OF_SPAN = 0.6
"""The same for what amounts are paid for, and what they are in."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column as decided: its component of pay or the part that it plays, which end of a range, what its header names
    besides and what that is called, and how sure that is."""

    kind: str
    bound: str
    top: str
    name: str
    sure: float


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
    where = _Where(table, grid, told, found, tuple(around), setting)
    lines = _apart(table, found, where)
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
    size = max((_middle(grid, i) for i in salary), default=0.0)
    for i, one in enumerate(found):
        alike = i not in pay and _is_figures(grid, i) and size / 3 < _middle(grid, i) < size * 3
        if alike and one.sure < SURE_OF_NONE and not _are_years(grid, i):
            label = plain(grid.header[i])
            settle = f'in guides.yaml: columns: {{"{label}": other}}'
            return TableTaken("doubt", f'its column "{label}" may be pay, too', settle, label)
    return None


def _middle(grid: Grid, i: int) -> float:
    """The middle one of a column's figures."""
    amounts = sorted(value for cell in grid.column(i) for value in values(cell))
    return amounts[len(amounts) // 2] if amounts else 0.0


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
    figures = [i for i in range(len(told)) if _is_figures(grid, i)]
    if figures and all(_none_of_pay(told[i]) > SURE_OF_NONE for i in figures):
        kinds = {told[i].kind for i in figures}
        why = "it is about relocation, allowances or benefits" if "extra" in kinds else "its figures are no pay of ours"
        return TableTaken("refused", why)
    return TableTaken("none")


def _none_of_pay(one: ColumnTold) -> float:
    return 1.0 - sum(one.chance(kind) for kind in (*PAY, "foreign"))


def _is_figures(grid: Grid, i: int) -> bool:
    cells = grid.column(i)
    return bool(cells) and 2 * sum(any(True for _ in values(cell)) for cell in cells) > len(cells)


# --- columns
def decided(grid: Grid, told: Sequence[ColumnTold]) -> list[TypedColumn]:
    """What each column is; those that make one range, or stand side by side for places or levels, decided together."""
    found = _spread(_both_ends([_alone(grid, i, one) for i, one in enumerate(told)], grid), grid)
    for group in _groups(grid, told, found):
        mean = numpy.mean([told[i].chances["kind"] for i in group], axis=0)
        kind, sure = KINDS[int(mean.argmax())], float(mean.max())
        if kind not in PAY and kind != "foreign":
            continue
        for i in group:
            found[i] = replace(found[i], kind=kind, sure=sure)
    return _named(grid, _sure_tops(grid, told, _one_role(grid, told, found)))


def _one_role(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns, of several that could be roles the one that tells most rows apart; the others are teams."""
    roles = [i for i, one in enumerate(found) if one.kind == "role"]
    best = max(roles, key=lambda i: (len(set(grid.column(i))), told[i].chance("role")), default=0)
    return [replace(one, kind="team") if i in roles and i != best else one for i, one in enumerate(found)]


def _sure_tops(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns, what their headers name left out where the heads aren't sure that they name anything."""
    tops = [i for i, one in enumerate(found) if one.top and one.kind in PAY]
    steps = any(kind_of(_words(grid.header[i])).bound == "step" for i in tops)  # with ranges of their own
    sure = 1.0 if steps or not tops else numpy.mean([1 - float(told[i].chances["top"][0]) for i in tops])
    return [replace(one, top="") if i in tops and sure < SURE_OF_TOP else one for i, one in enumerate(found)]


def _alone(grid: Grid, i: int, one: ColumnTold) -> TypedColumn:
    kind, sure = one.kind, one.sure("kind")
    if kind in PAY and not _is_figures(grid, i):
        rest = {k: one.chance(k) for k in KINDS if k not in PAY}
        kind = max(rest, key=rest.__getitem__)
    bound = _bound(grid, i, one) if kind in (*PAY, "foreign", "extra") else ""
    if kind in (*_KEYS, "note") and one.best("top") and one.sure("top") > SURE_OF_NONE and _middle(grid, i) >= 1_000:
        kind = max((*PAY, "foreign", "extra"), key=one.chance)  # amounts under a place or a level
    top = str(one.best("top")) if kind in (*PAY, "foreign", "extra") else ""
    if _are_ranges(grid, i) and (bound == "step" or kind_of(_words(grid.header[i])).bound == "step"):
        bound, top = "", top or "level"  # a step with a range of its own is a level
    return TypedColumn(kind, bound, top, "", sure)


def _are_ranges(grid: Grid, i: int) -> bool:
    """Whether most of a column's cells hold two numbers."""
    cells = grid.column(i)
    return 2 * sum(len(list(values(cell))) > 1 for cell in cells) > len(cells)


def _bound(grid: Grid, i: int, one: ColumnTold) -> str:
    """Which end of a range a column is: what its words say counts as much as the heads where these aren't sure."""
    told = str(one.best("bound"))
    known = kind_of(_words(grid.header[i])).bound
    if known == "step" and not _are_ranges(grid, i):
        return known
    return known if known and one.sure("bound") < SURE_OF_NONE else told


def _words(header: str) -> str:
    """A header with blanks for the underscores that programs write."""
    return plain(header).replace("_", " ")


def _both_ends(found: Sequence[TypedColumn], grid: Grid) -> list[TypedColumn]:
    """The columns, one whose word is the other end of a range beside its first end as that: "Do" behind "Od"."""
    bounds = {one.bound for one in found if one.kind in PAY}
    paired = list(found)
    for i, one in enumerate(found):
        known = kind_of(_words(grid.header[i])).bound
        opposite = {"low": "high", "high": "low"}.get(known, "")
        if one.kind in PAY and not one.bound and opposite and opposite in bounds:
            paired[i] = replace(one, bound=known)
    return paired


def _spread(found: Sequence[TypedColumn], grid: Grid) -> list[TypedColumn]:
    """The columns, what the header of one end of a range names also named by the same end beside it: "Kraków from" is
    a place, and so is "Warszawa from"."""
    shown = [_bare(cell) for cell in grid.header]
    spread = list(found)
    for i, one in enumerate(found):
        tops = [o.top for j, o in enumerate(found) if o.top and o.bound == one.bound and _shared(shown[i], shown[j])]
        enough = len(tops) > 1 or (one.bound and tops)
        if enough and not one.top and one.kind in (*PAY, "foreign", "extra"):
            spread[i] = replace(one, top=max(tops, key=tops.count))
    return spread


def _groups(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> Iterator[list[int]]:
    """Columns of figures that say one thing: both ends of a range, or one for each place or level."""
    figures = [i for i in range(len(told)) if _is_figures(grid, i) and found[i].kind in (*PAY, "foreign", "extra")]
    tops = [i for i in figures if found[i].top]
    if len(tops) > 1:
        yield tops
    ends = [i for i in figures if i not in tops and told[i].best("bound") in ("low", "mid", "high")]
    runs: list[list[int]] = []
    for i in ends:
        if runs and i == runs[-1][-1] + 1 and told[i].best("bound") not in [told[j].best("bound") for j in runs[-1]]:
            runs[-1].append(i)
        else:
            runs.append([i])
    yield from (run for run in runs if len(run) > 1)


def _named(grid: Grid, found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns with the place, level or role that each header names: what the two ends of a range share."""
    named = []
    shown = [_bare(cell) for cell in grid.header]
    for i, one in enumerate(found):
        if not one.top:
            named.append(one)
            continue
        name = shown[i]
        for j, other in enumerate(found):
            shared = _shared(shown[i], shown[j]) if i != j and other.top == one.top else ""
            if shared and one.bound and other.bound and one.bound != other.bound:
                name = shared
        named.append(replace(one, name=name))
    return named


def _bare(header: str) -> str:
    """A header without what stands in brackets about currency and time."""
    shown = plain(header)
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", shown).strip() or shown


def _shared(one: str, other: str) -> str:
    """The words that two headers begin or end with."""
    a, b = one.split(), other.split()
    ahead = [x for x, y in zip(a, b, strict=False) if x == y] if a[:1] == b[:1] else []
    behind = [x for x, y in zip(a[::-1], b[::-1], strict=False) if x == y][::-1] if a[-1:] == b[-1:] else []
    return " ".join(ahead or behind)


# --- what amounts are in and for
@dataclass(frozen=True, slots=True)
class _Where:
    """A table with what its columns were taken for and what stands around it."""

    table: Table
    grid: Grid
    told: Sequence[ColumnTold]
    found: Sequence[TypedColumn]
    around: tuple[str, ...]
    setting: Setting

    def column(self, i: int, component: ComponentName) -> Column:
        """How a column's amounts are to be read."""
        column = kind_of(_words(self.table.header.cells[i])).column
        counted = component == "equity" and not _spans(column.label)  # "Options: 2,400" counts them
        currencies = column.currencies or (() if counted else self.currency())
        period = self.period(i, component)
        scale = column.scale if column.scale > 1 else self.scale(self.first(i), period)
        percent = column.percent and component in ("bonus", "equity")
        return replace(
            column, kind=component, period=period, scale=scale, currencies=currencies, bound="", place="", mixed=(),
            percent=percent,
        )  # fmt: skip

    def first(self, i: int) -> int:
        """The column whose amounts say what a column's are in: the first salary."""
        return next((j for j, one in enumerate(self.found) if one.kind in ("base", "total")), i)

    def currency(self) -> tuple[str, ...]:
        """The one currency of the nearest text that names any."""
        for text in (*self.table.header.cells, *reversed(self.around)):
            found = set(stated_currencies(plain(text)))
            if len(found) == 1:
                return tuple(found)
        return (self.setting.currency,) if self.setting.currency else ()

    def period(self, i: int, component: str) -> Period | None:
        """What a column's amounts are paid for: by its header, the nearest text that says so, then by the heads."""
        if component == "signing":
            return "once"
        own = _spans(self.table.header.cells[i])
        if len(own) == 1:
            return own.pop()
        if component == "equity":
            return kind_of(self.table.header.cells[i]).column.period
        one = self.told[i]
        guess, sure = str(one.best("per")), one.sure("per")
        for text in reversed(self.around):
            said = _spans(text)
            if len(said) == 1:
                return said.pop()
            if guess in said and sure > SURE_OF_SPAN:
                return guess
        return self.setting.period or "year"

    def scale(self, i: int, period: Period | None) -> int:
        """What its bare numbers are in: as they stand where that can be pay, else what a text near it says."""
        if self.setting.scale > 1:
            return self.setting.scale
        middle = _middle(self.grid, i)
        code = (self.currency() or ("",))[0]
        if not middle or _can_be_pay(middle, period, code):
            return 1
        one = self.told[i]
        guess = [int(one.best("scale"))] if one.sure("scale") > SURE_OF_SPAN else []
        for scale in [*(said for text in reversed(self.around) for said in _scales(text)), *guess]:
            if _can_be_pay(middle * scale, period, code):
                return scale
        return 1


_A_YEAR: dict[Period, int] = {"hour": 1_900, "day": 225, "week": 48, "month": 12, "year": 1}
_MOST = 2_000_000
"""Dollars a year above which no table of pay goes."""


def _can_be_pay(value: float, period: Period | None, currency: str) -> bool:
    """Whether an amount can be somebody's pay for that time."""
    least = words.data("columns")["least_for_a_year"]
    yearly = in_dollars(int(value * _A_YEAR.get(period or "year", 1)), currency)
    return bool(least.get(currency, least["any"]) <= yearly <= _MOST)


def _scales(text: str) -> list[int]:
    """What numbers are in by a text: "in Tsd. €"."""
    shown = plain(text)
    told = words.data("columns")["in_a_scale"]
    return [int(scale) for scale, names in told.items() if words.pattern(names).search(shown)]


def _spans(text: str) -> set[Period]:
    shown = words.column("paid_out").sub(" ", plain(text))
    return {span for span in SPANS if words.period(span).search(shown)}


# --- lines
_KEYS = ("company", "role", "level", "place", "team", "contract")
_IF_NEEDED = ("time", "note", "people")
"""What tells rows apart only where nothing else does."""


def _apart(table: Table, found: Sequence[TypedColumn], where: _Where) -> list[LevelPay]:
    """The lines of a table; where some say the same of themselves, with another column that tells them apart."""

    def read(columns: Sequence[TypedColumn]) -> list[LevelPay]:
        return [line for row in table.rows for line in _lines(row, columns, where) if line.cells]

    lines = read(found)
    others = [i for i, one in enumerate(found) if one.kind in _IF_NEEDED and not any(o.kind == "step" for o in found)]
    for i in (*others, None):
        if len({replace(line, row=0, cells=()) for line in lines}) == len(lines) or i is None:
            break
        more = read([replace(one, kind="contract") if j == i else one for j, one in enumerate(found)])
        lines = more if len({replace(line, row=0, cells=()) for line in more}) == len(more) else lines
    return lines


def _lines(row: TableRow, found: Sequence[TypedColumn], where: _Where) -> Iterator[LevelPay]:
    cell = [row.cells[i] if i < len(row.cells) else "" for i in range(len(found))]
    said = _said(cell, found)
    pay = [i for i, one in enumerate(found) if one.kind in PAY and plain(cell[i])]
    over = list(dict.fromkeys((found[i].top, found[i].name) for i in pay if found[i].top)) or [("", "")]
    for top, name in over:
        mine = [i for i in pay if (found[i].top, found[i].name) == (top, name) or not found[i].top]
        told = {**said, **_beside(said, top, name)} if top else said
        cells = tuple(_cells(cell, found, mine, where, row.line))
        own = {found[i].kind for i in mine if found[i].top} if top else {"base"}
        if top and not own:
            continue
        period = _per(cell, found)
        if period:
            cells = tuple(replace(one, column=replace(one.column, period=period)) for one in cells)
        yield LevelPay(
            row.line, told.get("place", ""), _level(told), told.get("company", ""), told.get("role", ""),
            currency=said.get("currency", "").upper(), period=period, cells=cells,
        )  # fmt: skip


def _said(cell: Sequence[str], found: Sequence[TypedColumn]) -> dict[str, str]:
    """What a row says of itself."""
    said: dict[str, str] = {}
    for i, one in enumerate(found):
        text = plain(cell[i])
        if one.kind in (*_KEYS, "currency") and not one.top and re.search(r"\w", text):
            said[one.kind] = f"{said[one.kind]}, {text}" if one.kind in said else text
    if "role" not in said and "team" in said:
        said["role"] = said.pop("team")
    return said


def _beside(said: Mapping[str, str], top: str, name: str) -> dict[str, str]:
    """What a header adds to what its rows say."""
    part = "role" if top == "team" else top
    if part in ("time", "contract", "level") and "level" in said:
        return {"level": f"{said['level']}, {name}"}
    return {"level" if part in ("time", "contract") else part: name}


def _level(told: Mapping[str, str]) -> str:
    parts = [told[part] for part in ("level", "role", "team", "contract") if part in told]
    if not parts:
        return ""
    return parts[0] + (f" ({', '.join(parts[1:])})" if len(parts) > 1 else "")


def _per(cell: Sequence[str], found: Sequence[TypedColumn]) -> Period | None:
    """What a row's own column says that its amounts are for."""
    texts = [plain(cell[i]) for i, one in enumerate(found) if one.kind == "per"]
    spans = {span for text in texts for span in SPANS if text.casefold() == span or words.period(span).search(text)}
    return spans.pop() if len(spans) == 1 else None


def _cells(
    cell: Sequence[str], found: Sequence[TypedColumn], mine: Sequence[int], where: _Where, row: int
) -> Iterator[Cell_]:
    """The cells of pay of a line: of each component its one column, or the ends of its range."""
    for component in dict.fromkeys(found[i].kind for i in mine):
        own = [i for i in mine if found[i].kind == component]
        ends = {bound: [i for i in own if found[i].bound == bound] for bound in ("low", "mid", "high", "step", "")}
        shares = [i for i in (*ends["low"], *ends["high"]) if re.search(r"\d", where.table.header.cells[i])]  # "P25"
        sample = bool(shares) and any(one.kind == "people" for one in found)
        chosen = ends["mid"][:1] if sample and ends["mid"] else _chosen(ends)  # of answers counted, the middle one
        if not chosen:
            continue
        texts = tuple(cell[i] for i in chosen)
        alone = found[chosen[0]].bound if len(chosen) == 1 and found[chosen[0]].bound in ("low", "mid", "high") else ""
        column = where.column(chosen[0], component)  # type: ignore[arg-type]
        yield Cell_(component, column, texts, row, payments(column.label), alone)  # type: ignore[arg-type]


def _chosen(ends: Mapping[str, Sequence[int]]) -> list[int]:
    """The columns that give a range: a whole one, both its ends, its first and last step."""
    if ends["low"] and ends["high"]:
        return [ends["low"][0], ends["high"][-1]]
    if ends["step"]:
        return list(dict.fromkeys([ends["step"][0], ends["step"][-1]]))
    held = [bound for bound in ("", "mid", "low", "high") if ends[bound]]
    if not held or len(ends[held[0]]) > 1 or (held[0] == "" and len(held) > 1):
        return []  # two columns of one thing: neither
    return list(ends[held[0]])
