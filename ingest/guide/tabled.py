"""Every table of a document to bands or to a reason why not: the family's shapes first, then any shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from ingest.amounts.plain import plain
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.amounts.types import MoneyHint
from ingest.guide import grids, learnt, lines, telling
from ingest.guide.around import is_range, of_a_market, refused, spoken_of
from ingest.guide.cells import SPANS
from ingest.guide.context import Setting
from ingest.guide.family import (
    allows,
    beside_ours,
    better,
    doubtful,
    holds_money,
    is_dated,
    not_the_familys,
    ours_too,
    partly,
    stages,
    titled,
    untitled,
    without_bare_dollars,
)
from ingest.guide.headers import coded, known_companies
from ingest.guide.joined import joined_header
from ingest.guide.kinds import is_money, is_title, kind_of
from ingest.guide.mapping import Declared, fold
from ingest.guide.owners import Owner, is_generic, named_companies, owner
from ingest.guide.shapes import GuideSubject, Table, TableReading
from ingest.guide.siblings import Sibling, told_apart
from ingest.guide.spans import settled
from ingest.guide.tables import interpret
from ingest.guide.taken import LevelPay, TableTaken, settle_of
from ingest.guide.types import COMPONENTS, Band, Finding
from ingest.lexicon import words
from ingest.lexicon.places import is_place, places_alone, places_in


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
    places = _all_places([t[-1] for t in over if len(t) > 1])
    known = dict(about.currencies)
    general = about.setting.currency or (about.setting.home if about.setting.home in SHARED_SYMBOLS["$"] else None)
    if general:
        known["*"] = general
    gave_all: list[Sibling] = []
    for table, headings in zip(tables, over, strict=True):
        mine = owner(headings or [""], about.subject, about.fixed, companies, about.told.headings)
        mine = replace(mine, region=headings[-1]) if headings and not mine.region and headings[-1] in places else mine
        mine = placed(mine, about)
        looked = _Looked(table, headings, mine, about, known)
        gave = _by_heads(looked, _one(looked))
        taken.readings.append((table, gave.reading))
        taken.verdicts += gave.verdicts
        taken.findings += gave.findings
        above = headings[-1] if len(headings) > 1 else ""
        heading = f"{above} {_bold(table.before)}".strip()
        gave_all.append(Sibling(heading, mine.region, gave.bands))
    taken.bands, older = newest(told_apart(gave_all))
    taken.findings += older
    return taken


def _bold(before: str) -> str:
    """What stands in bold at the front of the line that leads to a table, as a heading would."""
    found = re.match(r"\s*(?:\*\*|__)([^*_]{2,60})(?:\*\*|__)", before)
    return found[1].strip(" :.") if found else ""


def _all_places(headings: Sequence[str]) -> frozenset[str]:
    """The headings over tables where all of several are places: "Lisboa" beside "Porto"."""
    several = set(headings)
    return frozenset(several) if len(several) > 1 and all(map(is_place, several)) else frozenset()


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


@dataclass(frozen=True)
class _Looked:
    """A table with what it is read by, and what the family's reader and the general one take it for, each once."""

    table: Table
    headings: Sequence[str]
    mine: Owner
    about: Surroundings
    known: dict[str, str]

    @property
    def line(self) -> int:
        return self.table.header.line

    @property
    def around(self) -> list[str]:
        return [*self.headings[-2:], *([self.table.before] if self.table.before else [])]

    @property
    def mapped(self) -> bool:
        """Whether a mapping names one of its columns."""
        told = self.about.told.columns
        return bool(told) and any(fold(plain(c)) in told for c in self.table.header.cells)

    @cached_property
    def setting(self) -> Setting:
        """What holds for the table: what the line right above it, or its own heading, says its amounts are for goes
        before what the document says."""
        leads = self.table.before if self.table.before.rstrip(" *_").endswith(":") else ""
        for text in (leads, *self.headings[1:][-1:]):
            bare = words.column("paid_out").sub(" ", plain(text))
            said = {span for span in SPANS if words.period(span).search(bare)} if len(bare) < _SHORT else set()
            if len(said) == 1 and "quarter" not in said:
                return replace(self.about.setting, period=said.pop())
        return self.about.setting

    @cached_property
    def joined(self) -> Table:
        return joined_header(self.table)

    @cached_property
    def familys(self) -> TableReading:
        """What the family's reader takes it for; "unknown" where it isn't the family's to read."""
        table = self.table
        if self.mapped or self.joined is not table or beside_ours(table) or not_the_familys(table, self.about.setting):
            return TableReading("unknown")
        return without_bare_dollars(table, interpret(table, self.about.subject, self.known))

    @cached_property
    def general(self) -> TableTaken:
        return grids.take(self.table, self.around, self.setting, self.about.told.columns, self.leads)

    @cached_property
    def leads(self) -> list[str]:
        """The sentences that lead to the table, of a paper that isn't about negotiating."""
        title = self.about.headings[0][0] if self.about.headings else 0
        led = "" if self.about.negotiates else learnt.lead(self.line, self.about.lines, title)
        return re.split(r"(?<=[.!?:;])\s+", led)

    @cached_property
    def bands(self) -> tuple[list[Band], list[Finding]]:
        """The general reader's bands, and what could not be read."""
        hint = grids.hint_of(self.table, self.around, self.setting)
        found, findings = lines.bands(self.general.lines, self.joined, self.mine, self.setting, hint)
        found, more = self.settled(found)
        return found, [*findings, *more]

    def settled(self, bands: list[Band]) -> tuple[list[Band], list[Finding]]:
        """Bands with what the columns and the words around tell of the spans they are for."""
        return settled(bands, [*self.table.header.cells, *self.around], self.setting)


_SHORT = 120
"""Letters of a line that leads to a table."""


@dataclass(frozen=True, slots=True)
class _Gave:
    """What one table gave; its bands each with the day from which they hold."""

    reading: TableReading
    verdicts: Sequence[TableVerdict]
    findings: Sequence[Finding] = ()
    bands: Sequence[tuple[Band, str]] = ()


def _one(looked: _Looked) -> _Gave:
    """The first of these that a table is."""
    ways = (_about_something_else, _better_in_general, _in_doubt, _of_the_family, _without_bands)
    return next((gave for way in ways if (gave := way(looked)) is not None), None) or _in_general(looked)


def _by_heads(looked: _Looked, listed: _Gave) -> _Gave:
    """What the trained heads read, where they are to be believed. Not of a guide to negotiating, whose shapes the lists
    of words know, nor where a mapping says what the columns are or words that the table is about something else."""
    about, states = looked.about, {verdict.state for verdict in listed.verdicts}
    if about.negotiates or about.told.columns or "refused" in states:
        return listed
    title = about.headings[0][0] if about.headings else 0
    leads = learnt.lead(looked.line, about.lines, title)
    around = (*looked.headings[:1], *looked.headings[1:][-1:], leads)
    told, found, findings = learnt.read(looked.table, around, looked.mine, looked.setting)
    of_pay = spoken_of((*looked.headings[1:][-1:], looked.table.before)) == "base"
    if not learnt.believed(told, found, [band for band, _ in listed.bands], "doubt" in states, of_pay):
        return listed
    if told.verdict != "bands":
        verdict = TableVerdict(looked.line, told.verdict, told.why, told.settle, told.column)
        return _Gave(TableReading("unknown"), [verdict])
    read = TableVerdict(looked.line, "read", _counted(found))
    return _Gave(TableReading("regions", found), [read], findings, [(band, looked.mine.valid) for band in found])


def _about_something_else(looked: _Looked) -> _Gave | None:
    if looked.mapped or looked.familys.kind in ("targets", "levels"):
        return None
    about = looked.about
    why = refused(looked.table, looked.around) or of_a_market(
        looked.table, looked.headings, about.lines, about.subject.sure
    )
    return _Gave(TableReading("unknown"), [TableVerdict(looked.line, "refused", why)]) if why else None


def _better_in_general(looked: _Looked) -> _Gave | None:
    """The general reader's bands where the family's reader read a part, or rows of several jobs as one's."""
    reading, loose = looked.familys, not looked.about.fixed
    if not reading.bands or not (partly(looked.table, reading) or (loose and untitled(looked.table, reading))):
        return None
    found, findings = looked.bands
    if not (better(found, reading.bands) or (loose and titled(found, reading.bands))):
        return None
    dated = [(band, looked.mine.valid) for band in found]
    return _Gave(TableReading("regions", found), [_read_or_not(looked.line, found, found)], findings, dated)


def _in_doubt(looked: _Looked) -> _Gave | None:
    doubt = doubtful(looked.table, looked.familys) if looked.familys.bands else None
    if doubt is None or looked.about.told.columns:
        return None
    return _Gave(TableReading("unknown"), [TableVerdict(looked.line, "doubt", *doubt)])


def _of_the_family(looked: _Looked) -> _Gave | None:
    reading = looked.familys
    if not reading.bands:
        return None
    bands, more = looked.settled(reading.bands)
    owned = [_owned(band, looked.mine) for band in bands]
    verdict = _read_or_not(looked.line, bands, owned)
    dated = [(band, looked.mine.valid) for band in owned]
    return _Gave(replace(reading, bands=bands), [verdict], [*reading.findings, *more], dated)


def _without_bands(looked: _Looked) -> _Gave | None:
    """A table of levels, targets, plans or other companies, which holds no pay of this one's."""
    reading = looked.familys
    wanted = reading.kind == "targets" or (reading.kind == "levels" and not _tells_pay(looked))
    if not wanted and not _of_others(looked, reading):
        return None
    return _Gave(reading, [TableVerdict(looked.line, "none", _NO_BANDS[reading.kind])])


def _tells_pay(looked: _Looked) -> bool:
    """Whether a table of levels has columns of pay, or money in its cells."""
    cells = looked.joined.header.cells
    headed = any(k.component or k.bound for k in map(kind_of, cells)) or any(is_range(cell) for cell in cells)
    return headed or holds_money(looked.table, looked.about.setting)


def _of_others(looked: _Looked, reading: TableReading) -> bool:
    """Whether it is about other companies, or a plan of one's own in a guide to negotiating."""
    if reading.kind not in ("others", "plan"):
        return False
    table, others = looked.table, reading.kind == "others"
    leveled = coded([plain(cell) for cell in table.header.cells[1:]])
    ours = stages(table) or is_dated(table) or (others and (ours_too(table) or leveled))
    if looked.about.negotiates and not ours:
        return True
    return others and not leveled and not any(allows(kind_of(cell), i) for i, cell in enumerate(table.header.cells))


def _in_general(looked: _Looked) -> _Gave:
    """What the general reader took it for."""
    found, findings = looked.bands
    parts = [p for b in found for p in (b.base, b.equity, b.bonus, b.signing, b.total) if p]
    if not any(part.state == "stated" for part in parts):
        return _Gave(looked.familys, _why_none(looked.general, found, looked.table), findings)
    valid = {line.row: line.valid for line in looked.general.lines}
    dated = [(band, valid.get(band.line) or looked.mine.valid) for band in found]
    read = TableVerdict(looked.line, "read", _counted(found))
    return _Gave(TableReading("regions", found), [read], findings, dated)


def _read_or_not(line: int, found: Sequence[Band], owned: Sequence[Band]) -> TableVerdict:
    """The verdict on a table of bands: what they are of, or why none of their amounts could be read."""
    unread = _unreadable(found)
    return TableVerdict(line, "doubt", *unread) if unread else TableVerdict(line, "read", _counted(owned))


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


def _unreadable(bands: Sequence[Band]) -> tuple[str, str] | None:
    """Why none of a table's amounts could be read, and what settles it; None where one could."""
    parts = [part for band in bands for name in COMPONENTS if (part := getattr(band, name))]
    if not parts or any(part.state != "unread" for part in parts):
        return None
    return f"none of its amounts could be read: {parts[0].note.partition('; say which:')[0]}", settle_of(parts[0].note)


_NO_BANDS = {
    "targets": "targets of a negotiation, no pay",
    "levels": "levels beside levels, no pay",
    "others": "other companies' pay beside a guide's own",
    "plan": "years, vesting or scenarios, no band",
}


def _counted(bands: Sequence[Band]) -> str:
    names = [n for n in COMPONENTS if any(getattr(b, n) for b in bands)]
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
            whose = band.level or band.region or telling.told("theRole")
            what = telling.told("olderFigure", year=year, at=whose, newer=years[_key(band)])
            mend = telling.told("olderFigureMend")
            told.append(telling.on(band, "older-figure", "note", what, mend, band.line, None))
        else:
            kept.append(band)
    return kept, told


def _key(band: Band) -> tuple[str, str, str, str | None]:
    return band.company, band.role, band.region.casefold(), band.level
