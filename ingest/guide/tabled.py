"""Every table of a document to bands or to a reason why not: the family's shapes first, then any shape."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ingest.amounts.plain import plain
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.amounts.types import WITH_CENTS, MoneyHint
from ingest.guide import grids, lines
from ingest.guide.around import is_range, of_a_market, refused
from ingest.guide.context import Setting
from ingest.guide.headers import classify, known_companies
from ingest.guide.joined import joined_header
from ingest.guide.kinds import AVERAGED, Kind, is_money, is_title, kind_of, with_ends
from ingest.guide.mapping import Declared, fold
from ingest.guide.owners import Owner, is_generic, named_companies, owner
from ingest.guide.same import telling_apart
from ingest.guide.shapes import GuideSubject, Table, TableReading
from ingest.guide.spans import settled
from ingest.guide.tables import interpret
from ingest.guide.taken import LevelPay, TableTaken, settle_of
from ingest.guide.types import Band, Component, Finding
from ingest.lexicon import words
from ingest.lexicon.places import is_place, local_currency, places_alone, places_in


@dataclass(frozen=True, slots=True)
class TableVerdict:
    """What a table or sentence with money was taken for, for `parley check`.

    state: read, refused (it is about something else), doubt, or none. what: in a few words. settle: the line of a
    mapping that would settle it. column: the heading in doubt.
    """

    line: int
    state: str
    what: str
    settle: str = ""
    column: str = ""


@dataclass(slots=True)
class Taken:
    """What all tables of a document gave."""

    readings: list[tuple[Table, TableReading]] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    verdicts: list[TableVerdict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document gives its tables: whose it is, headings with their depth and line, its setting, mapped
    currencies, all its lines. negotiates: it is a guide to negotiating, whose tables of offers, plans and other
    companies are no pay, and not a company's paper about what it pays."""

    subject: GuideSubject
    fixed: bool
    headings: tuple[tuple[int, int, str], ...]
    setting: Setting
    currencies: dict[str, str]
    told: Declared
    lines: tuple[str, ...] = ()
    negotiates: bool = False


def trail(headings: Sequence[tuple[int, int, str]], line: int) -> list[str]:
    """The headings above a line, outermost first. headings: line, depth, text."""
    above: list[tuple[int, str]] = []
    for at, depth, text in headings:
        if at > line:
            break
        above = [(d, t) for d, t in above if d < depth]
        above.append((depth, text))
    return [text for _, text in above]


def tabled(tables: Sequence[Table], about: Surroundings) -> Taken:
    """Read every table."""
    taken = Taken()
    over = [trail(about.headings, table.header.line) for table in tables]
    titles = [t[-1] for t in over if len(t) > 1]
    companies = named_companies(titles, known_companies(), about.subject.sure)
    known = dict(about.currencies)
    general = about.setting.currency or (about.setting.home if about.setting.home in SHARED_SYMBOLS["$"] else None)
    if general:
        known["*"] = general
    dated: list[tuple[Band, str]] = []
    for table, headings in zip(tables, over, strict=True):
        mine = owner(headings or [""], about.subject, about.fixed, companies, about.told.headings)
        mine = placed(mine, about)
        dated += _one(table, headings, mine, about, known, taken)
    taken.bands, older = newest(dated)
    taken.findings += older
    return taken


def placed(mine: Owner, about: Surroundings) -> Owner:
    """The owner, with the one place that its document is about where no heading names one: by the file's name, its
    title's brackets, or a sentence that says no more than that ("London office.")."""
    if mine.region:
        return mine
    named = _place_in_brackets(about.headings[0][2]) if about.headings else ""
    place = place_of_file(about.subject.path) or named or about.setting.place
    return replace(mine, region=place) if place else mine


def place_of_file(path: str) -> str:
    """The place that a file is about where its name is no more than that: "India" of lists/india.md."""
    stem = PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    if is_generic(stem):
        return ""
    named = [name for _, name in places_in(stem.title())]
    alone = " ".join(named).casefold() == stem.casefold() or places_alone(stem)
    return stem.title() if alone and len(stem) > 2 and not is_title(stem) else ""


def _place_in_brackets(title: str) -> str:
    """The one place that a title names in brackets: Boston of "Lumio offers (Series A, Boston)"."""
    parts = [p.strip() for inner in re.findall(r"[(\[]([^()\[\]]*)[)\]]", plain(title)) for p in inner.split(",")]
    named = [part for part in parts if is_place(part) and places_in(part)]
    return named[0] if len(named) == 1 else ""


def _one(
    table: Table, headings: Sequence[str], mine: Owner, about: Surroundings, known: dict[str, str], taken: Taken
) -> Iterator[tuple[Band, str]]:
    around = [*headings[-2:], table.before] if table.before else list(headings[-2:])
    first = table.header.line
    mapped = bool(about.told.columns) and any(fold(plain(c)) in about.told.columns for c in table.header.cells)
    joined = joined_header(table)
    skip = mapped or joined is not table or _beside_ours(table) or _not_the_familys(table, about)
    reading = TableReading("unknown") if skip else _without_bare_dollars(table, interpret(table, about.subject, known))
    if (
        not mapped
        and reading.kind not in ("targets", "levels")
        and (why := refused(table, around) or of_a_market(table, headings, about.lines, about.subject.sure))
    ):
        taken.readings.append((table, TableReading("unknown")))
        taken.verdicts.append(TableVerdict(first, "refused", why, ""))
        return
    told = None
    if reading.bands and (_partly(table, reading) or (not about.fixed and _untitled(table, reading))):
        told = grids.take(table, around, about.setting, about.told.columns)
        found, findings = _bands(told, joined, mine, about, around)
        if _better(found, reading.bands) or (not about.fixed and _titled(found, reading.bands)):
            taken.readings.append((table, TableReading("regions", found)))
            taken.findings += findings
            unread = _unreadable(found)
            taken.verdicts.append(
                TableVerdict(first, "doubt", *unread) if unread else TableVerdict(first, "read", _counted(found))
            )
            yield from ((band, mine.valid) for band in found)
            return
    if reading.bands and (doubt := _doubtful(table, reading)) and not about.told.columns:
        taken.readings.append((table, TableReading("unknown")))
        taken.verdicts.append(TableVerdict(first, "doubt", *doubt))
        return
    if reading.bands:
        taken.readings.append((table, reading))
        taken.findings += reading.findings
        reading.bands, findings = settled(reading.bands, [*table.header.cells, *around], about.setting)
        taken.findings += findings
        unread = _unreadable(reading.bands)
        owned = [_owned(band, mine) for band in reading.bands]
        taken.verdicts.append(
            TableVerdict(first, "doubt", *unread) if unread else TableVerdict(first, "read", _counted(owned))
        )
        yield from ((band, mine.valid) for band in owned)
        return
    bare = reading.kind == "levels" and (
        any(k.component or k.bound for k in map(kind_of, joined.header.cells))
        or any(is_range(cell) for cell in joined.header.cells)
        or _holds_money(table, about.setting)
    )
    if (
        (reading.kind in ("targets", "levels") and not bare)
        or (
            reading.kind in ("others", "plan")
            and about.negotiates
            and not (_stages(table) or _dated(table) or (reading.kind == "others" and _ours_too(table)))
        )
        or (
            reading.kind == "others" and not any(_allows(kind_of(cell), i) for i, cell in enumerate(table.header.cells))
        )
    ):
        taken.readings.append((table, reading))
        taken.verdicts.append(TableVerdict(first, "none", _NO_BANDS[reading.kind]))
        return
    told = told or grids.take(table, around, about.setting, about.told.columns)
    found, findings = _bands(told, joined, mine, about, around)
    taken.findings += findings
    if found and any(
        part.state == "stated"
        for band in found
        for part in (band.base, band.equity, band.bonus, band.signing, band.total)
        if part
    ):
        taken.readings.append((table, TableReading("regions", found)))
        taken.verdicts.append(TableVerdict(first, "read", _counted(found)))
        valid = {line.row: line.valid for line in told.lines}
        yield from ((band, valid.get(band.line) or mine.valid) for band in found)
        return
    taken.readings.append((table, reading))
    taken.verdicts += _why_none(told, found, table)


def _why_none(told: TableTaken, found: Sequence[Band], table: Table) -> list[TableVerdict]:
    """Why a table gave no band: a doubt with what settles it, what it is about, or that nothing says; [] without
    money."""
    first = table.header.line
    if told.verdict in ("bands", "doubt"):
        unread = _unreadable(found) or ("", "")
        why = told.why or unread[0] or "none of its amounts could be read"
        general = "currency: EUR (or another), where that is why; else write its amounts as 50,000–60,000 EUR"
        return [TableVerdict(first, "doubt", why, told.settle or unread[1] or general, told.column)]
    if told.verdict == "refused":
        return [TableVerdict(first, "refused", told.why)]
    if any(is_money(row.cells, MoneyHint(("USD",))) > 0 for row in table.rows):
        wide = range(len(table.header.cells))
        share = [is_money([r.cells[i] for r in table.rows if i < len(r.cells)], MoneyHint(("USD",))) for i in wide]
        heading = plain(table.header.cells[max(wide, key=share.__getitem__)])
        settle = f'in guides.yaml: columns: {{"{heading}": base}}' if heading else "give its columns headings"
        return [TableVerdict(first, "doubt", "nothing says what its amounts are or whose", settle)]
    return []


def _bands(
    told: TableTaken, table: Table, mine: Owner, about: Surroundings, around: Sequence[str]
) -> tuple[list[Band], list[Finding]]:
    """The bands of what the general reader took a table for, and what could not be read."""
    found, findings = lines.bands(told.lines, table, mine, about.setting, grids.hint_of(table, around, about.setting))
    found, more = settled(found, [*table.header.cells, *around], about.setting)
    return found, [*findings, *more]


def _not_the_familys(table: Table, about: Surroundings) -> bool:
    """Whether the family's reader would take the first of what this table has several of: columns of one name, steps,
    years, amounts in thousands or by the month."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    bases = [(k.component, k.bound, k.place, k.level, k.column.place) for k in kinds if _is_base(k)]
    several = len(set(bases)) < len(bases)
    # "Base (low)" beside "Base (high)": the family's reader leaves brackets out.
    ends = [classify(k.label).bound for k in kinds if _is_base(k) and k.bound in ("low", "high")]
    several = several or (len(ends) > 1 and "" in ends)
    said = any(map(_is_base, kinds)) and (about.setting.period not in (None, "year") or about.setting.payments)
    parts = [k.part for k in kinds]
    beside = "track" in parts and ("level" in parts or "title" in parts)
    return several or beside or "step" in parts or _dated(table) or about.setting.scale > 1 or bool(said)


def _doubtful(table: Table, reading: TableReading) -> tuple[str, str] | None:
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


def _without_bare_dollars(table: Table, reading: TableReading) -> TableReading:
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
            for name in _PARTS
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


def _unreadable(bands: Sequence[Band]) -> tuple[str, str] | None:
    """Why none of a table's amounts could be read, and what settles it; None where one could."""
    parts = [part for band in bands for name in _PARTS if (part := getattr(band, name))]
    if not parts or any(part.state != "unread" for part in parts):
        return None
    return f"none of its amounts could be read: {parts[0].note.partition('; say which:')[0]}", settle_of(parts[0].note)


def _is_base(kind: Kind) -> bool:
    return kind.component in ("base", "total") and not kind.other and not kind.column.mixed


def _dated(table: Table) -> bool:
    """Whether a column holds the year that each row is of, beside levels or places and pay."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    if not any(map(_is_base, kinds)) or not any(k.part in ("level", "title", "role", "region") for k in kinds):
        return False
    for i, kind in enumerate(kinds):
        cells = [plain(row.cells[i]) for row in table.rows if i < len(row.cells)]
        if kind.part == "valid" and cells and all(re.fullmatch(r"(?:FY ?)?(?:19|20)\d\d", cell) for cell in cells):
            return True
    return False


def _holds_money(table: Table, setting: Setting) -> bool:
    """Whether a column behind the first holds amounts, however they are written."""
    wide = range(1, len(table.header.cells))
    columns = [[row.cells[i] for row in table.rows if i < len(row.cells)] for i in wide]
    told = setting.currency and (setting.scale > 1 or setting.period in WITH_CENTS)
    hint = MoneyHint((setting.currency,) if setting.currency and told else (), scale=setting.scale)
    return any(is_money(column, hint) >= 0.5 for column in columns)


def _beside_ours(table: Table) -> bool:
    """Whether a column of another's, an older or a net figure stands beside ours, under one name for pay."""
    kinds = with_ends([kind_of(cell) for cell in table.header.cells])
    if any(k.other == AVERAGED for k in kinds):
        return True
    pay = [k.component for k in kinds if k.component and not k.other]
    places = {(k.component, k.place) for k in kinds if k.component and k.place and classify(k.label).place == ""}
    if len(places) > 1 and len({name for name, _ in places}) < len(places):
        return True  # "US salary" beside "EU salary": the family's reader would take the first for all
    return any(k.other in _NOT_OURS and k.component in pay for k in kinds)


def _ours_too(table: Table) -> bool:
    """Whether this company's own range stands beside the market's or an older one, and no column names companies."""
    kinds = [kind_of(cell) for cell in table.header.cells]
    ranges = words.column("range")
    own = any(not k.other and not k.part and (k.component or ranges.search(k.label)) for k in kinds)
    return own and any(k.other in _NOT_OURS for k in kinds) and not any(k.part == "company" for k in kinds)


def _allows(kind: Kind, place: int) -> bool:
    """Whether a column lets a table of "others" be read: it names the companies, or stands beside ours."""
    return (kind.part == "company" and place < 2) or kind.other in _NOT_OURS


_NOT_OURS = ("what others pay, not this company", "net pay, beside gross", "an older figure")
_PARTS = ("base", "equity", "bonus", "signing", "total")


def _partly(table: Table, reading: TableReading) -> bool:
    """Whether a reading left something open: a cell unread, or a column of pay that it passed over."""
    keys = [(band.region, band.level) for band in reading.bands]
    if (
        len(set(keys)) < len(keys)
        and sum(kind_of(c).part in ("level", "title", "role") for c in table.header.cells) > 1
    ):
        return True
    if any(part.state == "unread" for band in reading.bands for name in _PARTS if (part := getattr(band, name))):
        return True
    if _passed_over(table):
        return True
    held = {name for band in reading.bands for name in _PARTS if getattr(band, name)}
    unknown = [kind_of(cell) for cell in table.header.cells if classify(cell).kind == "other"]
    return any(kind.component and not kind.other and kind.component not in held for kind in unknown)


def _passed_over(table: Table) -> list[str]:
    """The headings of columns of amounts that the family's reader takes for no pay and nothing else."""
    found = []
    for i, cell in enumerate(table.header.cells):
        kind = kind_of(cell)
        cells = [row.cells[i] for row in table.rows if i < len(row.cells)]
        if classify(cell).kind in (*_PARTS, "extra", "aside") or kind.other or kind.part or not plain(cell):
            continue
        if is_money(cells, MoneyHint(("USD",))) > 0.5 and any(_AMOUNT.search(plain(c)) for c in cells):
            found.append(plain(cell))
    return found


_AMOUNT = re.compile(r"\d[.,' ]?\d{3}|\d\s?[kKmM%]\b|[$£€₹]")
"""In a cell that is an amount of pay, and no number of people or years."""


def _untitled(table: Table, reading: TableReading) -> bool:
    """Whether a column of job titles stands beside the levels, and the reading has the levels alone."""
    parts = [kind_of(cell).part for cell in table.header.cells]
    wide = range(1, len(parts))
    named = [[plain(row.cells[i]) for row in table.rows if i < len(row.cells)] for i in wide if not parts[i]]
    by_values = any(column and all(map(is_title, column)) for column in named)
    if not ({"title", "role"} & set(parts) or by_values) or len(parts) < 3:
        return False
    return not any(is_title(band.level or "") for band in reading.bands)


def _titled(found: Sequence[Band], before: Sequence[Band]) -> bool:
    """Whether another reading has the same figures, and beside each level its title as well."""
    if _stated(found) != _stated(before) or len(found) != len(before):
        return False
    return all((old.level or "") in (new.level or "") for new, old in zip(found, before, strict=True))


def _better(found: Sequence[Band], before: Sequence[Band]) -> bool:
    """Whether another reading of a table holds every figure of the first, and more."""
    mine, theirs = _stated(found), _stated(before)
    apart = len({(b.region, b.level) for b in found}) > len({(b.region, b.level) for b in before})
    return theirs <= mine and (len(mine) > len(theirs) or apart)


def _stated(bands: Sequence[Band]) -> set[tuple[int, str, str]]:
    return {
        (part.source.line, name, repr((part.amount, part.percent, part.count)))
        for band in bands for name in _PARTS if (part := getattr(band, name)) and part.state == "stated"
    }  # fmt: skip


_NO_BANDS = {
    "targets": "targets of a negotiation, no pay",
    "levels": "levels beside levels, no pay",
    "others": "other companies' pay beside a guide's own",
    "plan": "years, vesting or scenarios, no band",
}


def _stages(table: Table) -> bool:
    """A table whose first column is headed "Stage" may name levels."""
    return plain(table.header.cells[0]).casefold() in ("stage", "step", "phase")


def _counted(bands: Sequence[Band]) -> str:
    names = [n for n in ("base", "equity", "bonus", "signing", "total") if any(getattr(b, n) for b in bands)]
    whose = " and ".join(dict.fromkeys(f"{b.company_display} {b.role_display}" for b in bands))
    return f"{len(bands)} bands of {whose[:120]}: {', '.join(names)}"


def _owned(band: Band, mine: Owner) -> Band:
    """A band of the family's shapes under the headings above it: company, role, stage, where these name one."""
    job = band.level if not mine.fixed and mine.subject.role == "all-roles" and is_title(band.level or "") else ""
    line = LevelPay(band.line, band.region, band.level or "", role=job or "")
    if not (mine.company or mine.role or mine.stage or job):
        return band
    subject = mine.of(line) if mine.company or job or (mine.role and not mine.fixed) else mine.subject
    return replace(
        band, company=subject.company, company_display=subject.company_display, role=subject.role,
        role_display=subject.role_display, level=mine.level(line) or None,
    )  # fmt: skip


def newest(dated: Sequence[tuple[Band, str]]) -> tuple[list[Band], list[Finding]]:
    """The bands, those of an older year left out where a newer one has the same, and a finding for each."""
    years: dict[tuple[str, str, str, str | None], str] = {}
    for band, year in dated:
        key = _key(band)
        years[key] = max(years.get(key, ""), year)
    kept, told = [], []
    for band, year in dated:
        if year and year < years[_key(band)]:
            told.append(
                Finding(
                    "older-figure",
                    "note",
                    f"the figures of {year} for {band.level or band.region or 'the role'} are left out; those of "
                    f"{years[_key(band)]} stand",
                    "remove the older table, or file it elsewhere",
                    band.path,
                    band.line,
                    band.company,
                    band.role,
                    band.region,
                    band.level,
                )
            )
        else:
            kept.append(band)
    return kept, told


def _key(band: Band) -> tuple[str, str, str, str | None]:
    return band.company, band.role, band.region.casefold(), band.level
