"""What of the family's reading of a table can stand, and which tables and columns are no pay of this company's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.amounts.plain import plain
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.amounts.types import WITH_CENTS, MoneyHint
from ingest.guide import lines
from ingest.guide.context import Setting
from ingest.guide.headers import classify
from ingest.guide.kinds import AVERAGED, Kind, is_money, is_title, kind_of, with_ends
from ingest.guide.same import telling_apart
from ingest.guide.shapes import Table, TableReading
from ingest.guide.types import COMPONENTS, Band, Component
from ingest.lexicon import words
from ingest.lexicon.places import local_currency

_NOT_OURS = ("what others pay, not this company", "net pay, beside gross", "an older figure")
_AMOUNT = re.compile(r"\d[.,' ]?\d{3}|\d\s?[kKmM%]\b|[$£€₹]")
"""In a cell that is an amount of pay, and no number of people or years."""


def not_the_familys(table: Table, setting: Setting) -> bool:
    """Whether the family's reader would take the first of what this table has several of: columns of one name, steps,
    years, amounts in thousands or by the month."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    bases = [(k.component, k.bound, k.place, k.level, k.column.place) for k in kinds if _is_base(k)]
    several = len(set(bases)) < len(bases)
    # "Base (low)" beside "Base (high)": the family's reader leaves brackets out.
    ends = [classify(k.label).bound for k in kinds if _is_base(k) and k.bound in ("low", "high")]
    several = several or (len(ends) > 1 and "" in ends)
    said = any(map(_is_base, kinds)) and (setting.period not in (None, "year") or setting.payments)
    parts = [k.part for k in kinds]
    beside = "track" in parts and ("level" in parts or "title" in parts)
    return several or beside or "step" in parts or is_dated(table) or setting.scale > 1 or bool(said)


def doubtful(table: Table, reading: TableReading) -> tuple[str, str] | None:
    """Why a reading of the family's can't stand, and what settles it: rows that say the same of themselves with other
    amounts, though a column that was passed over tells them apart."""
    first: dict[tuple[str, str | None], Band] = {}
    for band in reading.bands:
        one = first.setdefault((band.region, band.level), band)
        if one.base and band.base and one.base.amount != band.base.amount and _told_elsewhere(table, one, band):
            named = ", ".join(filter(None, (band.level, band.region))) or "the role"
            why = f"lines {one.line} and {band.line} both say what {named} is paid, with other amounts"
            heading = telling_apart(table, one.line, band.line)
            told = f'in guides.yaml: columns: {{"{heading}": level}}' if heading else "give each row a name of its own"
            return why, told
    return None


def without_bare_dollars(table: Table, reading: TableReading) -> TableReading:
    """The reading without amounts in a bare "$", where no place of the table pays US dollars and nothing says which."""
    local = {local_currency(band.region) for band in reading.bands}
    dollars = (local & set(SHARED_SYMBOLS["$"])) - {"USD"}
    said = any(re.search(r"\bUSD?\b|US\$", plain(c)) for c in (*table.header.cells, table.before))
    if not dollars or local - dollars or said:
        return reading
    kept, told = [], []
    for band in reading.bands:
        code = local_currency(band.region)
        note = f"a bare $ in {band.region} can be USD or {code}; say which: currency: {code}"
        bare = {
            name: Component("unread", part.source, note=note)
            for name in COMPONENTS
            if (part := getattr(band, name)) and part.amount and part.amount.currency == "USD"
            and not re.search(r"US|dollar", part.source.text, re.I)
        }  # fmt: skip
        one = replace(band, derived_total=None, **bare) if bare else band  # type: ignore[arg-type]
        told += [lines.unread(one, name, part) for name, part in bare.items()]
        kept.append(one)
    return replace(reading, bands=kept, findings=[*reading.findings, *told])


def _told_elsewhere(table: Table, one: Band, other: Band) -> bool:
    """Whether a column that the reading passed over tells two of its rows apart."""
    rows = {row.line: row.cells for row in table.rows}
    first, second = rows.get(one.line, ()), rows.get(other.line, ())
    for i, (a, b) in enumerate(zip(first, second, strict=False)):
        kind = kind_of(table.header.cells[i]) if i < len(table.header.cells) else None
        if kind and not (kind.component or kind.part == "aside" or kind.bound) and plain(a) != plain(b):
            return True
    return False


def _is_base(kind: Kind) -> bool:
    return kind.component in ("base", "total") and not kind.other and not kind.column.mixed


def is_dated(table: Table) -> bool:
    """Whether a column holds the year that each row is of, beside levels or places and pay."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    if not any(map(_is_base, kinds)) or not any(k.part in ("level", "title", "role", "region") for k in kinds):
        return False
    for i, kind in enumerate(kinds):
        cells = [plain(row.cells[i]) for row in table.rows if i < len(row.cells)]
        if kind.part == "valid" and cells and all(re.fullmatch(r"(?:FY ?)?(?:19|20)\d\d", cell) for cell in cells):
            return True
    return False


def holds_money(table: Table, setting: Setting) -> bool:
    """Whether a column behind the first holds amounts, however they are written."""
    wide = range(1, len(table.header.cells))
    columns = [[row.cells[i] for row in table.rows if i < len(row.cells)] for i in wide]
    told = setting.currency and (setting.scale > 1 or setting.period in WITH_CENTS)
    hint = MoneyHint((setting.currency,) if setting.currency and told else (), scale=setting.scale)
    return any(is_money(column, hint) >= 0.5 for column in columns)


def beside_ours(table: Table) -> bool:
    """Whether a column of another's, an older or a net figure stands beside ours, under one name for pay."""
    kinds = with_ends([kind_of(cell) for cell in table.header.cells])
    if any(k.other == AVERAGED for k in kinds):
        return True
    pay = [k.component for k in kinds if k.component and not k.other]
    places = {(k.component, k.place) for k in kinds if k.component and k.place and classify(k.label).place == ""}
    if len(places) > 1 and len({name for name, _ in places}) < len(places):
        return True  # "US salary" beside "EU salary": the family's reader would take the first for all
    return any(k.other in _NOT_OURS and k.component in pay for k in kinds)


def ours_too(table: Table) -> bool:
    """Whether this company's own range stands beside the market's or an older one, and no column names companies."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    ranges = words.column("range")
    own = any(not k.other and not k.part and (k.component or ranges.search(k.label)) for k in kinds)
    return own and any(k.other in _NOT_OURS for k in kinds) and not any(k.part == "company" for k in kinds)


def allows(kind: Kind, place: int) -> bool:
    """Whether a column lets a table of "others" be read: it names the companies, or stands beside ours."""
    return (kind.part == "company" and place < 2) or kind.other in _NOT_OURS


def partly(table: Table, reading: TableReading) -> bool:
    """Whether a reading left something open: a cell unread, or a column of pay that it passed over."""
    keys = [(band.region, band.level) for band in reading.bands]
    if (
        len(set(keys)) < len(keys)
        and sum(kind_of(c).part in ("level", "title", "role") for c in table.header.cells) > 1
    ):
        return True
    if any(part.state == "unread" for band in reading.bands for name in COMPONENTS if (part := getattr(band, name))):
        return True
    if _passed_over(table):
        return True
    held = {name for band in reading.bands for name in COMPONENTS if getattr(band, name)}
    unknown = [kind_of(cell) for cell in table.header.cells if classify(cell).kind == "other"]
    return any(kind.component and not kind.other and kind.component not in held for kind in unknown)


def _passed_over(table: Table) -> list[str]:
    """The headings of columns of amounts that the family's reader takes for no pay and nothing else."""
    found = []
    for i, cell in enumerate(table.header.cells):
        kind = kind_of(cell)
        cells = [row.cells[i] for row in table.rows if i < len(row.cells)]
        if classify(cell).kind in (*COMPONENTS, "extra", "aside") or kind.other or kind.part or not plain(cell):
            continue
        if is_money(cells, MoneyHint(("USD",))) > 0.5 and any(_AMOUNT.search(plain(c)) for c in cells):
            found.append(plain(cell))
    return found


def untitled(table: Table, reading: TableReading) -> bool:
    """Whether a column of job titles stands beside the levels, and the reading has the levels alone."""
    parts = [kind_of(cell).part for cell in table.header.cells]
    wide = range(1, len(parts))
    named = [[plain(row.cells[i]) for row in table.rows if i < len(row.cells)] for i in wide if not parts[i]]
    by_values = any(column and all(map(is_title, column)) for column in named)
    if not ({"title", "role"} & set(parts) or by_values) or len(parts) < 3:
        return False
    return not any(is_title(band.level or "") for band in reading.bands)


def titled(found: Sequence[Band], before: Sequence[Band]) -> bool:
    """Whether another reading has the same figures, and beside each level its title as well."""
    if stated_in(found) != stated_in(before) or len(found) != len(before):
        return False
    return all((old.level or "") in (new.level or "") for new, old in zip(found, before, strict=True))


def better(found: Sequence[Band], before: Sequence[Band]) -> bool:
    """Whether another reading of a table holds every figure of the first, and more."""
    mine, theirs = stated_in(found), stated_in(before)
    apart = len({(b.region, b.level) for b in found}) > len({(b.region, b.level) for b in before})
    return theirs <= mine and (len(mine) > len(theirs) or apart)


def stated_in(bands: Sequence[Band]) -> set[tuple[int, str, str]]:
    return {
        (part.source.line, name, repr((part.amount, part.percent, part.count)))
        for band in bands for name in COMPONENTS if (part := getattr(band, name)) and part.state == "stated"
    }  # fmt: skip


def stages(table: Table) -> bool:
    """A table whose first column is headed "Stage" may name levels."""
    return plain(table.header.cells[0]).casefold() in ("stage", "step", "phase")
