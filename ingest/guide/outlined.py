"""Nested lists as tables: "Dublin" over "Engineer" over "Senior: €72,000" is a row, a column each depth."""

import re
from collections.abc import Container, Iterator, Sequence

from ingest.amounts.plain import plain
from ingest.amounts.types import MoneyHint
from ingest.guide.around import refused_by
from ingest.guide.context import Setting
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_money, is_title, kind_of
from ingest.guide.shapes import Table, TableRow
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place

_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_SAID = re.compile(r"^(?P<label>[^:|]*?[^\W_)][^:|]*?)\s*(?::|=|\s[–—-]\s|\s[–—]|→|->)\s*(?P<value>\S.*)$")
_Row = tuple[int, tuple[str, ...]]


def tables(lines: Sequence[str], held: Container[int], setting: Setting) -> list[Table]:
    """A table of each list whose items say below one another whom an amount of money is paid. held: lines of other
    tables."""
    found = []
    for listed in _runs(lines, held):
        deep = {len(path) for _, path in listed}
        for depth in sorted(deep):
            some = [row for row in listed if len(row[1]) == depth]
            if pivoted := _of_parts(some):
                found.append(pivoted)
                continue
            if depth < 3 or len(some) < 2 or not _tells(some, setting):
                continue
            rows = tuple(TableRow(number, path) for number, path in some)
            found.append(Table(TableRow(some[0][0], ("",) * depth), rows, ""))
    return found


def first(lines: Sequence[str], number: int) -> int:
    """The first line of the list that a line is in."""
    while number > 1 and _ITEM.match(lines[number - 2]):
        number -= 1
    return number


def _of_parts(rows: Sequence[_Row]) -> Table | None:
    """A list whose last names are parts of pay ("Engineer" over "Base: €50,000" and "Bonus: 10%"): a column a part."""
    parts = list(dict.fromkeys(path[-2] for _, path in rows if len(path) > 2))
    kinds = [kind_of(part) for part in parts]
    if not parts or not all((kind.component or kind.bound) and not kind.other for kind in kinds):
        return None
    held: dict[tuple[str, ...], dict[str, _Row]] = {}
    for row in rows:
        held.setdefault(row[1][:-2], {})[row[1][-2]] = row
    above = list(zip(*held, strict=True))
    if len(held) < 2 or not all(sum(map(_names, column)) * 2 >= len(column) for column in above):
        return None
    told = [
        TableRow(next(iter(cells.values()))[0], (*names, *(cells[p][1][-1] if p in cells else "" for p in parts)))
        for names, cells in held.items()
    ]
    return Table(TableRow(told[0].line, (*("" for _ in above), *parts)), tuple(told), "")


def _tells(rows: Sequence[_Row], setting: Setting) -> bool:
    """Whether each row ends in an amount and each depth above it names places, jobs or levels."""
    hint = MoneyHint((setting.currency,) if setting.currency else (), setting.home, setting.scale)
    columns = list(zip(*(path for _, path in rows), strict=True))
    if is_money(columns[-1], hint) < 1 or any(refused_by(key) for column in columns[:-1] for key in column):
        return False
    if any((k := kind_of(key)).component or k.other for column in columns[:-1] for key in column):
        return False
    return all(sum(map(_names, column)) * 2 >= len(column) for column in columns[:-1])


def _names(key: str) -> bool:
    ranks = key.casefold() in titles.seniority() or key.casefold() in words.data("columns")["ranks_behind"]
    return is_place(key) or is_title(key) or names_level(key) or ranks


def _runs(lines: Sequence[str], held: Container[int]) -> Iterator[list[_Row]]:
    """Each list's amounts, with all that stands above each, outermost first."""
    rows: list[_Row] = []
    above: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        item = _ITEM.match(line.expandtabs(4)) if number not in held and len(line) < 400 else None
        if not item:
            if line.strip() and not line.startswith((" ", "\t")) and rows:
                yield rows
                rows, above = [], []
            continue
        indent, text = len(item["indent"]), plain(item["text"].replace("**", "")).strip(" .;")
        above = [one for one in above if one[0] < indent]
        if re.search(r"\d\D?\d|\d ?%", text):
            path = tuple(key for _, key in above)
            rows += [(number, (*path, *rest)) for rest in _within(text)]
        above.append((indent, text.rstrip(" :")))
    if rows:
        yield rows


def _within(text: str) -> Iterator[tuple[str, ...]]:
    """What an item itself says, a name in front of it, or several: "Junior — Porto: 1,450; Braga: 1,350"."""
    parts = re.split(r"\s*;\s+|,\s+(?=[^\W\d][^:;,]*:\s)", text)
    first = _SAID.match(parts[0])
    more = _SAID.match(first["value"]) if first else None
    if first and more and not re.search(r"\d", more["label"]):
        inner = [_SAID.match(part) for part in parts[1:]]
        for one in (more, *inner):
            if one:
                yield first["label"].strip(), one["label"].strip(), one["value"].strip()
    elif first and len(parts) == 1 and not re.search(r"\d\D?\d", first["label"]):
        yield first["label"].strip(), first["value"].strip()
    elif not first:
        yield (text,)
