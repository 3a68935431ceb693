"""Pay that a document works out: a benchmark a job times a factor a place or level, as one table of what that comes
to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from ingest.amounts.plain import plain
from ingest.amounts.scan import amounts
from ingest.amounts.types import MoneyHint
from ingest.guide.cells import read_any
from ingest.guide.clauses import job_named
from ingest.guide.headers import names_level
from ingest.guide.shapes import Table, TableRow
from ingest.lexicon import words
from ingest.lexicon.places import is_place, local_currency

_FACTOR = re.compile(r"(?:[×x]\s?)?(?P<number>[0-2][.,]\d{1,3}|1)|(?P<share>\d{2,3})\s?%")
_MOST = 500
"""Lines of what is worked out."""
_BARE = re.compile(r"(?<![A-Za-z])\$")


@dataclass(frozen=True, slots=True)
class _Factors:
    """The factors of one table: what each is of, and how it is written."""

    table: Table
    names: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        return "Location" if all(is_place(name) for name, _ in self.names) else "Level"


def worked_out(tables: Sequence[Table], lines: Sequence[str]) -> list[Table]:
    """The tables, those of factors and the benchmarks that a sentence says they multiply as one; all as they are where
    nothing says so."""
    factors = [found for table in tables if (found := _factors(table))]
    if not factors or not {_times_said(line) for line in lines} & {len(factors)}:
        return list(tables)  # a factor that is in no table would be missing
    left = [table for table in tables if not any(table is one.table for one in factors)]
    benchmarks = [table for table in left if _benchmarks(table)]
    told = list(_rows(benchmarks[0])) if benchmarks else _in_a_sentence(lines)
    if len(benchmarks) > 1 or not told or not 0 < _count(told, factors) <= _MOST:
        return list(tables)
    home = {local_currency(name) for one in factors for name, by in one.names if is_place(name) and _is_one(by)}
    rows = []
    for (line, job, amount), chosen in product(told, list(product(*(one.names for one in factors)))):
        shown = _BARE.sub("US$", amount) if home == {"USD"} else amount
        cell = " × ".join([shown, *(by.replace(",", ".") for _, by in chosen)])
        rows.append(TableRow(line, (job, *(name for name, _ in chosen), cell)))
    above = benchmarks[0] if benchmarks else factors[0].table
    header = ("Role", *(one.heading for one in factors), "Base salary")
    made = Table(TableRow(above.header.line, header), tuple(rows), above.section, "")
    return [
        *(table for table in left if table not in benchmarks),
        replace(made, before=above.before if benchmarks else ""),
    ]


def _count(told: Sequence[object], factors: Sequence[_Factors]) -> int:
    count = len(told)
    for one in factors:
        count *= len(one.names)
    return count


def _factors(table: Table) -> _Factors | None:
    """The factors that a table of two columns gives places, or levels."""
    if len(table.header.cells) != 2 or not words.column("factors").search(plain(table.header.cells[1])):
        return None
    told = [(plain(row.cells[0]), plain(row.cells[1])) for row in table.rows if len(row.cells) == 2]
    names = all(_FACTOR.fullmatch(by) and name for name, by in told)
    known = sum(is_place(name) or names_level(name) for name, _ in told) * 2 > len(told)
    return _Factors(table, tuple(told)) if names and known and len(told) > 1 else None


def _benchmarks(table: Table) -> bool:
    """Whether a table of two columns gives a job each an amount of money that factors multiply."""
    if len(table.header.cells) != 2 or not words.column("factored").search(plain(table.header.cells[1])):
        return False
    told = [read_any(row.cells[1], MoneyHint(("USD",))).amount for row in table.rows if len(row.cells) == 2]
    return bool(told) and all(one and one.low == one.high for one in told)


def _rows(table: Table) -> Iterator[tuple[int, str, str]]:
    yield from ((row.line, plain(row.cells[0]), plain(row.cells[1])) for row in table.rows)


def _in_a_sentence(lines: Sequence[str]) -> list[tuple[int, str, str]]:
    """The one job whose benchmark a sentence gives: "The benchmark for a Support Engineer is $96,000."."""
    found = []
    for number, line in enumerate(lines, start=1):
        for sentence in re.split(r"(?<=[.;])\s+", plain(line)):
            money = [one for one in amounts(sentence) if one.money]
            if len(money) == 1 and words.column("factored").search(sentence):
                job, _, _ = job_named(sentence[: money[0].start])
                found.append((number, job, sentence[money[0].start : money[0].end]))
    return found if len(found) == 1 and found[0][1] else []


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"\s[×x*]\s|{words.column('multiplied').pattern}", re.I)


def _times_said(line: str) -> int:
    """How often a line says that something is multiplied, where it names factors; else 0."""
    shown = plain(line)
    return len(_times().findall(shown)) if words.column("factors").search(shown) else 0


def _is_one(by: str) -> bool:
    return bool(re.fullmatch(r"1(?:[.,]0+)?|100\s?%", by))
