"""What each column of a table is, as the trained heads and the lists of words decide it together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy

from ingest.amounts.plain import plain
from ingest.guide.context import only_a_currency
from ingest.guide.kinds import kind_of
from ingest.guide.typed.features import Grid, values
from ingest.guide.typed.head import KINDS, TOPS, ColumnTold

PAY = ("base", "bonus", "equity", "signing", "total")
SURE = 0.55
"""How sure the heads must be of a column of pay, of columns that stand for one range together: below it is a doubt."""
SURE_OF_TOP = 0.5
"""The same for what the headers of columns side by side name, where nothing else tells these apart."""
SURE_OF_NONE = 0.75
"""From here on a table that the heads take for no pay gives none, whatever its words."""
SURE_OF_SPAN = 0.6
"""The same for what amounts are paid for, and what they are in."""

KEYS = ("company", "role", "level", "place", "team", "contract")
"""What tells the rows of a table apart."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column as decided: its component of pay or the part that it plays, which end of a range, what its header names
    besides and what that is called, and how sure that is."""

    kind: str
    bound: str
    top: str
    name: str
    sure: float


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
    found = [replace(one, kind=COMPONENT) if _names_pay(grid, i) else one for i, one in enumerate(found)]
    found = _sure_tops(grid, told, _one_role(grid, told, found))
    found = _side_by_side(grid, told, found)
    # Under a currency alone no role or level stands: the figures of each are kept apart as those of a place are.
    return _named(
        grid,
        [
            replace(one, top="place") if one.top and only_a_currency(grid.header[i]) else one
            for i, one in enumerate(found)
        ],
    )


COMPONENT = "component"
"""A column whose cells say, row by row, which part of pay it is."""


def _names_pay(grid: Grid, i: int) -> bool:
    """Whether a column's cells name parts of pay: "base", "bonus", "equity"."""
    cells = {cell.casefold() for cell in grid.column(i)}
    return len(cells) > 1 and all(kind_of(cell).component and not any(values(cell)) for cell in cells)


def _one_role(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns, of several that could be roles the one that tells most rows apart; the others are teams."""
    roles = [i for i, one in enumerate(found) if one.kind == "role"]
    best = max(roles, key=lambda i: (len(set(grid.column(i))), told[i].chance("role")), default=0)
    return [replace(one, kind="team") if i in roles and i != best else one for i, one in enumerate(found)]


def _sure_tops(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns, what their headers name left out where the heads aren't sure that they name anything."""
    tops = [i for i, one in enumerate(found) if one.top and one.kind in PAY]
    steps = any(kind_of(with_blanks(grid.header[i])).bound == "step" for i in tops)  # with ranges of their own
    sure = 1.0 if steps or not tops else max(1 - float(told[i].chances["top"][0]) for i in tops)
    return [replace(one, top="") if i in tops and sure < SURE_OF_TOP else one for i, one in enumerate(found)]


def _side_by_side(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> list[TypedColumn]:
    """The columns, several that each hold whole ranges under words that are none of pay as levels, places or what else
    their headers name: none is the end of another."""
    beside = [i for i, one in enumerate(found) if one.top and one.kind == "base" and not one.bound]
    tops = [found[i].top for i in beside]
    bare = [
        i for i, one in enumerate(found)
        if one.kind == "base" and not (one.top or one.bound) and _are_ranges(grid, i) and grid.header[i].strip()
        and not (kind_of(with_blanks(grid.header[i])).component or kind_of(with_blanks(grid.header[i])).other)
    ]  # fmt: skip
    if not bare or len(bare) + len(tops) < 2:
        return list(found)
    mean = numpy.mean([told[i].chances["top"] for i in bare], axis=0)
    top = max(tops, key=tops.count) if tops else str(TOPS[1 + int(mean[1:].argmax())])
    sure = float(numpy.mean([told[i].chance("base") for i in (*bare, *beside)]))
    return [
        replace(one, top=one.top or top, sure=max(sure, one.sure)) if i in (*bare, *beside) else one
        for i, one in enumerate(found)
    ]


def _alone(grid: Grid, i: int, one: ColumnTold) -> TypedColumn:
    kind, sure = one.kind, one.sure("kind")
    if kind in PAY and not (is_figures(grid, i) or (kind != "base" and sure > SURE_OF_NONE and _has_figures(grid, i))):
        rest = {k: one.chance(k) for k in KINDS if k not in PAY}
        kind = max(rest, key=rest.__getitem__)
    bound = _bound(grid, i, one) if kind in (*PAY, "foreign", "extra") else ""
    if kind in (*KEYS, "note") and one.best("top") and one.sure("top") > SURE_OF_NONE and middle(grid, i) >= 1_000:
        kind = max((*PAY, "foreign", "extra"), key=one.chance)  # amounts under a place or a level
    top = str(one.best("top")) if kind in (*PAY, "foreign", "extra") else ""
    if one.sure("top") < SURE_OF_TOP and kind_of(with_blanks(grid.header[i])).component not in ("", "base"):
        top = ""  # "Variable" names no level beside "Junior" and "Senior"
    if _are_ranges(grid, i) and (bound == "step" or kind_of(with_blanks(grid.header[i])).bound == "step"):
        bound, top = "", top or "level"  # a step with a range of its own is a level
    return TypedColumn(kind, bound, top, "", sure)


def _are_ranges(grid: Grid, i: int) -> bool:
    """Whether most of a column's cells hold two numbers."""
    cells = grid.column(i)
    return 2 * sum(len(list(values(cell))) > 1 for cell in cells) > len(cells)


def _bound(grid: Grid, i: int, one: ColumnTold) -> str:
    """Which end of a range a column is: what its words say counts as much as the heads where these aren't sure."""
    told = str(one.best("bound"))
    known = kind_of(with_blanks(grid.header[i])).bound
    if known == "step" and not _are_ranges(grid, i):
        return known
    return known if known and one.sure("bound") < SURE_OF_NONE else told


def with_blanks(header: str) -> str:
    """A header with blanks for the underscores that programs write."""
    return plain(header).replace("_", " ")


def _both_ends(found: Sequence[TypedColumn], grid: Grid) -> list[TypedColumn]:
    """The columns, one whose word is the other end of a range beside its first end as that: "Do" behind "Od"."""
    bounds = {one.bound for one in found if one.kind in PAY}
    paired = list(found)
    for i, one in enumerate(found):
        known = kind_of(with_blanks(grid.header[i])).bound
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
        bare = one.kind == "base" and _shared(shown[i], shown[i - 1] if i else "")  # "Base NYC", "Base CLT"
        enough = len(tops) > 1 or ((one.bound or bare) and tops)
        if enough and not one.top and one.kind in (*PAY, "foreign", "extra"):
            spread[i] = replace(one, top=max(tops, key=tops.count))
    return spread


def _groups(grid: Grid, told: Sequence[ColumnTold], found: Sequence[TypedColumn]) -> Iterator[list[int]]:
    """Columns of figures that say one thing: both ends of a range, or one for each place or level."""
    figures = [i for i in range(len(told)) if is_figures(grid, i) and found[i].kind in (*PAY, "foreign", "extra")]
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
            elif shared and one.bound == other.bound and kind_of(shared).component and name != shared:
                name = name.replace(shared, "", 1).strip()
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


def middle(grid: Grid, i: int) -> float:
    """The middle one of a column's figures."""
    amounts = sorted(value for cell in grid.column(i) for value in values(cell))
    return amounts[len(amounts) // 2] if amounts else 0.0


def is_figures(grid: Grid, i: int) -> bool:
    """Whether more than half of a column's cells hold an amount."""
    cells = grid.column(i)
    return bool(cells) and 2 * sum(any(True for _ in values(cell)) for cell in cells) > len(cells)


def _has_figures(grid: Grid, i: int) -> bool:
    """Whether some cells of a column have numbers and the others are a word or two: "none", "up to 15 k€"."""
    cells = grid.column(i)
    bare = [cell for cell in cells if not any(True for _ in values(cell))]
    return len(bare) < len(cells) and all(len(cell.split()) < 3 for cell in bare)
