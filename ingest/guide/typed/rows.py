"""The rows of a table whose columns are decided: what each says of itself, what its amounts are in and for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.amounts.types import Period
from ingest.guide.bands import in_dollars
from ingest.guide.cells import SPANS, payments
from ingest.guide.context import Setting
from ingest.guide.headers import Column
from ingest.guide.kinds import kind_of
from ingest.guide.shapes import Table, TableRow
from ingest.guide.taken import Cell_, LevelPay
from ingest.guide.typed.columns import COMPONENT, KEYS, PAY, SURE_OF_SPAN, TypedColumn, middle, with_blanks
from ingest.guide.typed.features import Grid, values
from ingest.guide.typed.head import ColumnTold
from ingest.guide.types import ComponentName
from ingest.lexicon import words


@dataclass(frozen=True, slots=True)
class Where:
    """A table with what its columns were taken for and what stands around it."""

    table: Table
    grid: Grid
    told: Sequence[ColumnTold]
    found: Sequence[TypedColumn]
    around: tuple[str, ...]
    setting: Setting

    def column(self, i: int, component: ComponentName) -> Column:
        """How a column's amounts are to be read."""
        column = kind_of(with_blanks(self.table.header.cells[i])).column
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
        usual = middle(self.grid, i)
        code = (self.currency() or ("",))[0]
        if not usual or _can_be_pay(usual, period, code):
            return 1
        one = self.told[i]
        guess = [int(one.best("scale"))] if one.sure("scale") > SURE_OF_SPAN else []
        for scale in [*(said for text in reversed(self.around) for said in _scales(text)), *guess]:
            if _can_be_pay(usual * scale, period, code):
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
    shown = words.column("paid_out").sub(" ", plain(text if " " in text else with_blanks(text)))
    return {span for span in SPANS if words.period(span).search(shown)}


_IF_NEEDED = ("time", "note", "people")
"""What tells rows apart only where nothing else does."""


def apart(table: Table, found: Sequence[TypedColumn], where: Where) -> list[LevelPay]:
    """The lines of a table; where some say the same of themselves, with another column that tells them apart."""

    def read(columns: Sequence[TypedColumn]) -> list[LevelPay]:
        return [line for row in table.rows for line in _lines(row, columns, where) if line.cells]

    lines = read(found)
    if any(one.kind == COMPONENT for one in found):
        return _together(lines)
    others = [i for i, one in enumerate(found) if one.kind in _IF_NEEDED and not any(o.kind == "step" for o in found)]
    for i in (*others, None):
        if len({replace(line, row=0, cells=()) for line in lines}) == len(lines) or i is None:
            break
        more = read([replace(one, kind="contract") if j == i else one for j, one in enumerate(found)])
        lines = more if len({replace(line, row=0, cells=()) for line in more}) == len(more) else lines
    return lines


def _lines(row: TableRow, found: Sequence[TypedColumn], where: Where) -> Iterator[LevelPay]:
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
        if named := next((plain(cell[i]) for i, one in enumerate(found) if one.kind == COMPONENT), ""):
            period, cells = _by_row(
                named, next((plain(cell[i]) for i, o in enumerate(found) if o.kind == "per"), ""), cells
            )
        elif period:
            cells = tuple(replace(one, column=replace(one.column, period=period)) for one in cells)
        yield LevelPay(
            row.line, told.get("place", ""), _level(told), told.get("company", ""), told.get("role", ""),
            currency=said.get("currency", "").upper(), period=period, cells=cells,
        )  # fmt: skip


def _by_row(named: str, span: str, cells: Sequence[Cell_]) -> tuple[Period | None, tuple[Cell_, ...]]:
    """The one cell of a row as the part of pay that the row names, and what that is paid for."""
    kind = kind_of(f"{named} ({span})" if re.search(r"\d", span) else named)
    if len(cells) != 1 or not kind.component:
        return None, ()
    period = _span_of([span]) or kind.column.period
    column = replace(cells[0].column, kind=kind.component, period=period, years=kind.column.years)
    return None, (replace(cells[0], component=kind.component, column=column),)


def _together(lines: Sequence[LevelPay]) -> list[LevelPay]:
    """Lines that say the same of themselves, each of another part of pay, as one."""
    groups: dict[LevelPay, list[LevelPay]] = {}
    for line in lines:
        groups.setdefault(replace(line, row=0, cells=()), []).append(line)
    found = []
    for group in groups.values():
        cells = tuple(cell for line in group for cell in line.cells)
        apart = len({cell.component for cell in cells}) == len(cells)
        found += [replace(group[0], cells=cells)] if apart else group
    return found


def _said(cell: Sequence[str], found: Sequence[TypedColumn]) -> dict[str, str]:
    """What a row says of itself."""
    said: dict[str, str] = {}
    for i, one in enumerate(found):
        text = plain(cell[i])
        if one.kind in (*KEYS, "currency") and not one.top and re.search(r"\w", text):
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
    return _span_of([plain(cell[i]) for i, one in enumerate(found) if one.kind == "per"])


def _span_of(texts: Sequence[str]) -> Period | None:
    bare = [text for text in texts if not re.search(r"\d", text)]
    spans = {span for text in bare for span in SPANS if text.casefold() == span or words.period(span).search(text)}
    return spans.pop() if len(spans) == 1 else None


def _cells(
    cell: Sequence[str], found: Sequence[TypedColumn], mine: Sequence[int], where: Where, row: int
) -> Iterator[Cell_]:
    """The cells of pay of a line: of each component its one column, or the ends of its range."""
    for component in dict.fromkeys(found[i].kind for i in mine):
        own = [i for i in mine if found[i].kind == component]
        ends = {bound: [i for i in own if found[i].bound == bound] for bound in ("low", "mid", "high", "step", "")}
        shares = [i for i in (*ends["low"], *ends["high"]) if re.search(r"\d", where.table.header.cells[i])]  # "P25"
        sample = bool(shares) and any(one.kind == "people" for one in found)
        chosen = ends["mid"][:1] if sample and ends["mid"] else _chosen(ends)  # of answers counted, the middle one
        if not chosen or _is_outside(cell, chosen, own):
            continue
        texts = tuple(cell[i] for i in chosen)
        alone = found[chosen[0]].bound if len(chosen) == 1 and found[chosen[0]].bound in ("low", "mid", "high") else ""
        if alone and kind_of(with_blanks(where.table.header.cells[chosen[0]])).bound != alone:
            alone = ""  # an end of a range alone must be called so
        column = where.column(chosen[0], component)  # type: ignore[arg-type]
        yield Cell_(component, column, texts, row, payments(column.label), alone)  # type: ignore[arg-type]


def _is_outside(cell: Sequence[str], chosen: Sequence[int], own: Sequence[int]) -> bool:
    """Whether a column of the same pay stands outside the range that two others were taken for: they are no range."""
    told = {i: list(values(cell[i])) for i in own}
    if len(chosen) < 2 or not (told[chosen[0]] and told[chosen[1]]):
        return False
    low, high = told[chosen[0]][0], told[chosen[1]][-1]
    return any(not low <= value <= high for i in own for value in told[i])


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
