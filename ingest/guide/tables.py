"""Markdown tables to bands: which table holds this company's pay, in which orientation, and what each cell is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from ingest.amounts.money import Cell, Hint, Period, Range, plain, stated_currencies
from ingest.guide.cells import payments, read_any
from ingest.guide.types import Band, Component, ComponentName, EquityKind, Finding, Relative, Source
from ingest.lexicon import words
from ingest.lexicon.places import is_place, local_currency, places_in


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its 1-based line and its cells, verbatim."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as written: header and rows, the heading it stands under, and the line of text before it."""

    header: Row
    rows: tuple[Row, ...]
    section: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose guide the table is in. sure: its front matter or title says so, not just its folder."""

    company: str
    company_display: str
    role: str
    role_display: str
    path: str
    sure: bool = True


TableKind = Literal["regions", "components", "matrix", "targets", "levels", "others", "plan", "unknown"]
"""regions: a row a band. components: a column a band. matrix: levels by regions. targets: ask, floor, walk-away.
levels: level equivalence. others: other companies' pay. plan: years, vesting, scenarios. unknown: none of these."""


@dataclass(slots=True)
class Reading:
    """What one table gave. notes: what its own shape makes doubtful, as findings."""

    kind: TableKind
    bands: list[Band] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


ColumnKind = Literal[
    "region",
    "level",
    "base",
    "equity",
    "bonus",
    "signing",
    "total",
    "extra",
    "component",
    "company",
    "plan",
    "target",
    "aside",
    "other",
]


@dataclass(frozen=True, slots=True)
class Column:
    """What a header (or a row's label, in a table turned on its side) says its cells are."""

    kind: ColumnKind
    label: str
    period: Period | None = None
    years: int | None = None
    equity: EquityKind | None = None
    currencies: tuple[str, ...] = ()
    sign: bool = False
    percent: bool = False
    scale: int = 1
    mixed: tuple[ComponentName, ...] = ()
    place: str = ""
    first_year: bool = False
    bound: Literal["", "low", "high"] = ""


PARTS: tuple[ComponentName, ...] = ("base", "equity", "bonus", "signing", "total")

_TOTAL = re.compile(
    r"\btotal\b|\btc\b|\btcc?\b|\bote\b|on[- ]target earnings|\ball[- ]in\b|\bpackage\b|\bannual comp(ensation)?\b",
    re.I,
)
_TOTAL_EQUITY = re.compile(r"\btotal\s+(equity|stock|rsus?|grant|options?|shares)\b", re.I)
_SIGNING = re.compile(r"\bsign(ing)?[- ]*on\b|\bsigning\b|\bjoining bonus\b|\bstarting bonus\b|\bsign[- ]bonus\b", re.I)
_EQUITY = re.compile(
    r"\bstocks?\b|\bequity\b|\brsus?\b|\brsas?\b|\boptions?\b|\bshares?\b|\bgrants?\b|\bphantom\b|\bunits?\b|"
    r"\bcarry\b|\bcarried\b|\bisos?\b|\bnsos?\b|"
    r"\besops?\b|\bsars?\b|\bpsus?\b|\blti[ps]?\b|\blong[- ]term incentives?\b|\bprofits? "
    r"interests?\b|\bppus?\b|\bpius?\b|\btokens?\b",
    re.I,
)
_BONUS = re.compile(r"\bbonus(es)?\b|\bincentives?\b|\bvariable\b|\bcommissions?\b|\bsti\b|\bperformance pay\b", re.I)
_BASE = re.compile(r"\bbase\b|\bsalary\b|\bsalaries\b|\bfixed( pay| comp)?\b|\bbasic\b", re.I)
_CASH = re.compile(r"\bcash\b", re.I)
_EXTRA = re.compile(
    r"\bprofit[- ]sharing\b|\bprofit share\b|\brefresh(ers?)?\b|\b401\(?k\)?\b|\bespp\b|\bbenefits?\b|\bperks?\b|"
    r"\brelocation\b|\bpension\b|"
    r"\ballowance\b|\bretention\b|\bstipend\b|\brsu refresh\b|\bco-?invest",
    re.I,
)
_REGION = re.compile(
    r"\b(regions?|locations?|cit(y|ies)|offices?|markets?|geo(graphy|graphies)?|countr(y|ies)|sites?|hubs?|metros?|"
    r"areas?|places?|zones?|"
    r"work ?sites?)\b",
    re.I,
)
_LEVEL = re.compile(r"\b(levels?|titles?|grades?|seniority|ladder|ranks?|bands?|role|position|track|ic level)\b", re.I)
_COMPONENT = re.compile(r"\b(components?|elements?|items?|categor(y|ies)|pay type|comp type|lever|metric)\b", re.I)
_COMPANY = re.compile(
    r"\b(compan(y|ies)|employers?|competitors?|firms?|peers?|competing|alternatives?|rivals?|startups?|"
    r"organi[sz]ations?)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(scenarios?|year ?[1-9]\b|years?|yr ?\d|yoe|vest(ed|ing)?( "
    r"schedule)?|milestones?|quarter|timeline|phase|stage|month|cumulative|"
    r"projected|projection|growth|cost[- ]of[- ]living|col|ppp|inflation|adjusted|multiplier|exit|valuation|ipo "
    r"price|date)\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(targets?|accept(-at|able)?|floor|walk[- ]?away|stretch|ask|anchor|counter(-?offer)?|minimum "
    r"acceptable|ideal|reservation|"
    r"initial offer|first offer|opening|offer)\b",
    re.I,
)
_ASIDE = re.compile(
    r"\b(notes?|comments?|details?|sources?|yoe|experience|typical yoe|data "
    r"quality|confidence|flexibility|negotiab(le|ility)|focus( area)?|"
    r"description|scope|why|rationale|currency)\b",
    re.I,
)
_DURATION = re.compile(r"\b(?P<n>\d{1,2}|one|two|three|four|five)[\s-]*(?:years?|yrs?|y)\b", re.I)
_PER_YEAR = re.compile(
    r"/\s*(?:yr|year|y)\b|\bper (?:year|annum)\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|\bp\.?a\b", re.I
)
_PER_MONTH = re.compile(r"/\s*mo(?:nth)?\b|\bper month\b|\bmonthly\b", re.I)
_FIRST_YEAR = re.compile(r"\b(?:yr|year|y)\s?-?1\b|\bfirst[- ]year\b|\b1st year\b|\byear one\b", re.I)
_IN_THOUSANDS = re.compile(
    r"[(\[,]\s*(?:in\s+)?[$£€₹]?\s?(?:k|thousands?|'?000s?)\s*[)\]/,]|\bin thousands\b|\(\w{3},? (?:k|000s)\)", re.I
)
_IN_MILLIONS = re.compile(r"[(\[]\s*(?:in\s+)?[$£€₹¥₩]?\s?(?:m|mm|millions?)\s*[)\]/,]|\bin millions\b", re.I)
_IN_LAKHS = re.compile(r"[(\[]\s*(?:in\s+)?₹?\s?(?:l|lakhs?|lpa)\s*[)\]/,]|\bin lakhs\b", re.I)
_IN_PERCENT = re.compile(r"%|\bpercent\b|\bpct\b", re.I)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


# --- what a header says


@lru_cache(maxsize=8192)
def classify(text: str) -> Column:
    """What a header, or the label of a row, says the cells beside or below it hold."""
    whole = plain(text)
    main = " ".join(_BRACKET.sub(" ", whole).split()) or whole
    column = Column(
        kind="other",
        label=whole,
        currencies=stated_currencies(whole),
        sign="$" in whole,
        percent=bool(_IN_PERCENT.search(whole)),
        scale=1000
        if _IN_THOUSANDS.search(whole)
        else 10**6
        if _IN_MILLIONS.search(whole)
        else 10**5
        if _IN_LAKHS.search(whole)
        else 1,
        first_year=bool(_FIRST_YEAR.search(whole)),
        bound=_bound(main),
        place=_bracketed_place(whole),
    )
    if re.search(r"\baccept|\bfloor\b|\bwalk[- ]?away\b|\bstretch\b|\bcounter", main, re.I):
        return replace(column, kind="target")
    return _as_pay(column, main, whole) or replace(column, kind=_as_other(main))


def _bracketed_place(whole: str) -> str:
    inner = [b.strip() for b in _BRACKET.findall(whole)]
    return next((b for b in inner if is_place(b) and not _DURATION.search(b)), "")


def _bound(main: str) -> Literal["", "low", "high"]:
    if re.search(r"\b(low|lower|min(imum)?|floor|from)\b", main, re.I):
        return "low"
    return "high" if re.search(r"\b(high|higher|upper|max(imum)?|ceiling|to)\b", main, re.I) else ""


def _components_named(main: str) -> list[ComponentName]:
    """The components that a heading names, signing first."""
    found: list[ComponentName] = []
    if _SIGNING.search(main):
        found.append("signing")
    if _EQUITY.search(main):
        found.append("equity")
    if _BONUS.search(_SIGNING.sub("", main)) and not re.search(
        r"\bsign(ing)?[- ]*(on)? bonus\b|\b(joining|starting) bonus\b|long[- ]term incentive", main, re.I
    ):
        found.append("bonus")
    if _BASE.search(main) or re.fullmatch(r"(base |guaranteed |annual )?cash", main, re.I):
        found.append("base")
    return found


def _as_pay(column: Column, main: str, whole: str) -> Column | None:
    """The column as a component of pay, or None where it is none."""
    if re.search(r"\bcol\b|\bcost[- ]of[- ]living\b|\badjusted\b|\bppp\b|\binflation\b", whole, re.I):
        return None
    if re.search(r"\bequivalents?\b|\b(type|status|eligibility|vehicle|ticker|notes?)$", main, re.I):
        return None
    if re.search(r"\bper (hour|day|week)\b|\bhourly\b|\bdaily\b|/\s*h(ou)?r\b", whole, re.I):
        return None
    if (
        _TOTAL.search(main)
        and not _TOTAL_EQUITY.search(main)
        and not re.search(r"\btotal (benefits|perks)\b|\bequity package\b", main, re.I)
    ):
        return _paying(column, "total", "year")
    if _EXTRA.search(main) or _family_extra().search(main):
        return _paying(column, "extra", None)
    found = _components_named(main)
    if not found:
        return None
    if len(found) > 1:
        joined = "+" in main or "&" in main or re.search(r"\band\b|\bplus\b|\bincl", main, re.I) or "base" in found
        kind = _equity_kind(whole) if "equity" in found else None
        return _paying(replace(column, mixed=() if joined else tuple(found), equity=kind), "extra", None)
    name = found[0]
    if name == "equity":
        return _paying(replace(column, equity=_equity_kind(whole)), name, None)
    return _paying(column, name, "once" if name == "signing" else "year")


@cache
def _family_extra() -> re.Pattern[str]:
    return words.pattern(words.data("family")["extra_pay"])


def _paying(column: Column, kind: ColumnKind, otherwise: Period | None) -> Column:
    """The column with its kind, and the period and years its label gives ("Annual, 4yr vest" is per year)."""
    column = replace(column, kind=kind, period=otherwise)
    if otherwise == "once":
        return column
    if _PER_MONTH.search(column.label):
        return replace(column, period="month")
    if _PER_YEAR.search(column.label):
        return replace(column, period="year")
    if (found := _DURATION.search(column.label)) and not column.first_year:
        years = int(found["n"]) if found["n"].isdigit() else _NUMBERS[found["n"].lower()]
        return replace(column, period="grant", years=years) if years > 1 else replace(column, period="year")
    return column


_KINDS: tuple[tuple[str, EquityKind], ...] = (
    (r"\bphantom", "phantom"),
    (r"\bprofit[- ]shar|\bprofits? (interests?|units?)", "profit sharing"),
    (r"\bcarry\b|\bcarried", "carry"),
    (r"\bpre[- ]?ipo\b", "pre-IPO"),
    (r"\bprivate\b", "private"),
)


def _equity_kind(text: str) -> EquityKind:
    rsu = re.search(r"\brs[ua]s?\b|\brestricted stock", text, re.I)
    options = re.search(r"\boptions?\b|\b[in]sos?\b|\besops?\b", text, re.I)
    if rsu and options:
        return "equity"
    if rsu or options:
        return "RSU" if rsu else "options"
    return next((kind for pattern, kind in _KINDS if re.search(pattern, text, re.I)), "equity")


def _as_other(main: str) -> ColumnKind:
    if re.search(
        r"\b(usd|eur|gbp|local|dollar)[\s-]+equivalent\b|\b(equity|stock|bonus) (type|status|vehicle)$|\bticker$",
        main,
        re.I,
    ):
        return "aside"
    if re.search(r"\bmarket (rate|median|average|range|data|value|rates)\b|\bequivalents?\b|\bbenchmark", main, re.I):
        return "company"
    if _ASIDE.fullmatch(main):
        return "aside"
    return next((kind for kind, pattern in _OTHER_KINDS if pattern.search(main)), "other")


_OTHER_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("company", _COMPANY),
    ("plan", _PLAN),
    ("component", _COMPONENT),
    ("region", _REGION),
    ("level", _LEVEL),
    ("target", _TARGET),
    ("aside", _ASIDE),
)


# --- which table it is


def interpret(table: Table, subject: Subject, known: dict[str, str] | None = None) -> Reading:
    """Read one table. known: the currency front matter gives a region (folded name), where it does."""
    columns = _settle([classify(cell) for cell in table.header.cells])
    kind = _kind(table, columns)
    match kind:
        case "regions":
            groups = _by_rows(table, columns)
        case "components":
            groups = _by_columns(table, columns)
        case "matrix":
            groups = _by_both(table, columns)
        case _:
            return Reading(kind)
    reading = Reading(kind)
    for group in groups:
        if band := _band(group, table, subject, reading.findings, known or {}):
            reading.bands.append(band)
    return reading


def _settle(columns: list[Column]) -> list[Column]:
    """Give columns that name two kinds of pay ("Stock/Bonus") the one that no other column holds, if that is clear."""
    kinds = [c.kind for c in columns]
    settled: list[Column] = []
    for column in columns:
        free = [m for m in column.mixed if m not in kinds]
        one = replace(column, kind=free[0], mixed=()) if len(free) == 1 else column
        cash = one.kind == "total" and re.search(r"\bcash\b|\bote\b|on[- ]target", one.label, re.I)
        # Total cash beside equity isn't the total; a component named twice is first come, first served.
        again = not one.bound and any(s.kind == one.kind and s.place == one.place for s in settled)
        if (cash and (kinds.count("total") > 1 or "equity" in kinds)) or (one.kind in PARTS and again):
            one = replace(one, kind="extra")
        settled.append(one)
    return settled


_OTHERS = re.compile(
    r"\bcompetitors?\b|\bcompeting offers?\b|\bother compan|\bpeer (compan|benchmark)|\bcost[- ]of[- "
    r"]living\b|\bscenario|\bprojection|\bwalk[- ]?away\b|"
    r"\baccept[- ]at\b|\b(sample|example) offers?\b|\boffer comparison\b|\bcounter[- ]?offer\b|\bvesting schedule\b",
    re.I,
)
_LEVEL_NAME = re.compile(
    r"\b(?:l\d{1,2}|ic-?\d|e\d|p\d|t\d|m\d|d\d|g\d|sde|swe|junior|jr|mid(?:dle)?|senior|sr|staff|principal|"
    r"distinguished|fellow|entry|lead|intern|"
    r"new grad|director|associate|analyst|manager|vp|head|level \d)\b",
    re.I,
)


_LEVEL_BESIDE = re.compile(
    r"engineer(?:ing)?|eng|developer|dev|designer|scientist|architect|swe|sde|de|ds|pm|em|ic|level|track|band|and|to|"
    r"or|i{1,3}|iv|v|\d+|[-–/&+,.]+",
    re.I,
)


@cache
def known_companies() -> re.Pattern[str]:
    """The companies that the family's guides compare with, by name."""
    return words.pattern(words.data("family")["companies"])


def names_level(label: str) -> bool:
    """True for "Senior (L5)" and "IC4"; not for "Meta E5", which is another company's."""
    words = " ".join(_BRACKET.sub(" ", label).split()).split() or label.strip("()[] ").split()
    levels = [word for word in words if _LEVEL_NAME.search(word)]
    return bool(levels) and all(word in levels or _LEVEL_BESIDE.fullmatch(word) for word in words)


def _names_place(column: Column) -> bool:
    """True for a header that names a region: "London (GBP)", "Remote US"; not for "Google (London)"."""
    main = " ".join(_BRACKET.sub(" ", column.label).split()) or column.label
    return (is_place(main) or bool(column.currencies)) and not known_companies().search(main)


def _kind(table: Table, columns: Sequence[Column]) -> TableKind:
    first, rest = columns[0], columns[1:]
    kinds = [c.kind for c in columns]
    pay = [c for c in columns if c.kind in PARTS or (c.kind == "extra" and c.mixed)]
    if not pay and any(re.search(r"\bequivalents?\b|\binternal level\b", c.label, re.I) for c in rest):
        return "levels"
    if not any(_has_money(cell) for row in table.rows for cell in row.cells[1:]):
        return (
            "levels"
            if len(columns) > 1 and not pay and first.kind != "region"
            else "unknown"
            if not pay
            else _pay_table(table, columns)
        )
    if any(c.kind == "target" for c in rest) and first.kind not in ("region", "level"):
        return "targets"
    if "company" in kinds:
        return "others"
    if first.kind in ("plan", "target"):
        return "plan"
    if pay:
        return _pay_table(table, columns)
    rest = [c for c in rest if c.kind != "aside"]
    if sum(classify(row.cells[0]).kind in (*PARTS, "extra") for row in table.rows if row.cells) * 2 > len(table.rows):
        return _component_table(table, rest)
    if any(c.kind in ("target", "plan") for c in rest):
        return "plan"
    if first.kind == "level" and rest and all(map(_names_place, rest)):
        return "unknown" if _OTHERS.search(table.before) else "matrix"
    if first.kind == "region" and rest and all(names_level(c.label) for c in rest):
        return "unknown" if _OTHERS.search(table.before) else "matrix"
    if first.kind in ("level", "other") and table.rows and not any(map(_has_money, table.rows[0].cells)):
        return "levels"  # level equivalence, with a row of other companies' pay below the levels
    return "unknown"


def _pay_table(table: Table, columns: Sequence[Column]) -> TableKind:
    first = columns[0]
    if first.kind in ("company", "plan", "target") or any(c.kind in ("company", "plan") for c in columns):
        return "others" if first.kind == "company" else "plan"
    if _OTHERS.search(table.before) or _OTHERS.search(table.section):
        return "others"
    if any(c.kind in ("region", "level") for c in columns):
        return "regions"
    labels = [plain(row.cells[0]) for row in table.rows if row.cells]
    if first.kind in ("other", "component") and labels and sum(map(is_place, labels)) * 2 > len(labels):
        return "regions"
    return "unknown"


def _component_table(table: Table, rest: Sequence[Column]) -> TableKind:
    if not rest or any(c.kind in ("company", "plan") for c in rest):
        return "others"
    if any(c.kind == "target" for c in rest):
        return "targets"
    if _OTHERS.search(table.before) or _OTHERS.search(table.section):
        return "others"
    if all(_names_place(c) or c.kind == "region" for c in rest):
        return "components"
    if all(names_level(c.label) or c.kind == "level" for c in rest):
        return "components"
    return (
        "components"
        if len(rest) == 1
        and re.fullmatch(
            r"(pay |comp(ensation)? )?(range|amount|value|band|figure|typical( range)?|estimate)s?", rest[0].label, re.I
        )
        else "others"
    )


def _has_money(cell: str) -> bool:
    return bool(re.search(r"[$£€₹¥₩₪₱฿₫]\s*\d|\b[A-Z]{3} ?\d|\d\s*(?:%|[KkML]\b|lakh|,000)|\d{2,3},\d{3}", cell))


# --- orientations: every table becomes groups of labelled cells, a group a band


@dataclass(frozen=True, slots=True)
class _Slot:
    column: Column
    text: str
    line: int
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    region: str
    level: str | None
    slots: tuple[_Slot, ...]
    line: int
    currencies: tuple[str, ...]
    unlabelled: bool = False


def _by_rows(table: Table, columns: Sequence[Column]) -> Iterator[_Group]:
    places = [i for i, c in enumerate(columns) if c.kind == "region"]
    levels = [i for i, c in enumerate(columns) if c.kind == "level"]
    if not places and not levels:
        places = [0]
    if not levels and (apart := _telling_apart(table, columns, places[0])):
        levels = [apart]
    for row in table.rows:
        cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
        region = plain(cells[places[0]]) if places else _place_above(table)
        level = plain(cells[levels[0]]) or None if levels else None
        if classify(cells[0]).kind == columns[0].kind and all(classify(c).kind in PARTS for c in cells[1:3]):
            continue  # the header again, in the middle of a table
        ragged = any(cell.strip() for cell in row.cells[len(columns) :])
        slots = [_Slot(c, cells[i], row.line, ragged) for i, c in enumerate(columns) if c.kind in (*PARTS, "extra")]
        for place in dict.fromkeys(s.column.place if _split_by_place(columns) else "" for s in slots):
            mine = tuple(s for s in slots if not place or s.column.place == place)
            yield _Group(place or region, level, mine, row.line, stated_currencies(place or region))


def _telling_apart(table: Table, columns: Sequence[Column], place: int) -> int | None:
    """The column that tells apart rows of one region ("Track", "Team"), where the header calls none a level."""
    regions = [plain(row.cells[place]).casefold() for row in table.rows if len(row.cells) > place]
    if len(set(regions)) == len(regions):
        return None
    return next((i for i, c in enumerate(columns) if c.kind == "other" and i != place and c.label), None)


def _split_by_place(columns: Sequence[Column]) -> bool:
    """True for "Level | Base (London) | Base (New York)": one band a place that the headers name."""
    pay = [c for c in columns if c.kind in PARTS]
    return (
        len({c.place for c in pay}) > 1 and all(c.place for c in pay) and not any(c.kind == "region" for c in columns)
    )


def _by_columns(table: Table, columns: Sequence[Column]) -> Iterator[_Group]:
    labels = _settle([classify(row.cells[0]) for row in table.rows])
    for i, column in enumerate(columns[1:], start=1):
        if column.kind == "aside":
            continue
        slots = tuple(
            _Slot(label, row.cells[i] if i < len(row.cells) else "", row.line)
            for label, row in zip(labels, table.rows, strict=True)
            if label.kind in (*PARTS, "extra")
        )
        levelled = not is_place(column.label) and names_level(column.label)
        amount = not levelled and not is_place(column.label) and not column.currencies
        region = _place_above(table) if levelled or amount else column.label
        yield _Group(region, column.label if levelled else None, slots, table.header.line, column.currencies)


def _by_both(table: Table, columns: Sequence[Column]) -> Iterator[_Group]:
    by_level = columns[0].kind == "level"
    base = Column("base", "", period="year")
    for row in table.rows:
        label = plain(row.cells[0])
        for i, column in enumerate(columns[1:], start=1):
            if column.kind == "aside" or i >= len(row.cells) or not label:
                continue
            region, level = (column.label, label) if by_level else (label, column.label)
            currencies = column.currencies or stated_currencies(label)
            yield _Group(
                region,
                level,
                (_Slot(replace(base, scale=column.scale), row.cells[i], row.line),),
                row.line,
                currencies,
                unlabelled=True,
            )


def _place_above(table: Table) -> str:
    """The region that the line or heading above a table without regions names, else ""."""
    for text in (table.before, table.section):
        shown = plain(text).strip(" :#*|-–—")
        if (
            shown
            and len(shown) <= 60
            and places_in(shown)
            and not re.search(r"\bguide\b|\bdollars?\b|\beuros?\b|\bare\b|\bis\b", shown, re.I)
        ):
            return shown
    return ""


# --- one band


def _band(group: _Group, table: Table, subject: Subject, findings: list[Finding], known: dict[str, str]) -> Band | None:
    local = local_currency(group.region)
    fallback = known.get(group.region.casefold()) or known.get("*")
    stated: dict[str, Component] = {}
    extra: list[tuple[str, Component]] = []
    said: list[tuple[str, Column, Component]] = []
    for slot in group.slots:
        currencies = slot.column.currencies or group.currencies or ((fallback,) if fallback else ())
        source = Source(subject.path, slot.line, table.section, slot.text.strip())
        component = _component(
            slot, Hint(currencies, local, slot.column.scale, slot.column.sign, slot.column.percent), source
        )
        if component is None:
            continue
        name: str = slot.column.kind
        if slot.column.mixed:
            name = _settled_by_cell(slot.column, component, slot.text)
        if slot.column.bound and name in stated:
            component = _between(stated.pop(name), component, source)
        if slot.column.mixed and name == "extra" and component.state == "stated":
            both = " and ".join(slot.column.mixed)
            component = replace(component, note=f"one column for {both}, which the guide doesn't part")
        if name in PARTS and name not in stated:
            stated[name] = _paid(component, name)
        else:
            extra.append((slot.column.label, component))
        said.append((name, slot.column, component))
    if all(c.state == "none" for _, _, c in said) or (not group.region and not group.level and not stated):
        return None
    band = Band(
        subject.company,
        subject.company_display,
        subject.role,
        subject.role_display,
        group.level,
        group.region,
        subject.path,
        group.line,
        stated.get("base"),
        stated.get("equity"),
        stated.get("bonus"),
        stated.get("signing"),
        stated.get("total"),
        tuple(extra),
    )
    findings.extend(_doubts(band, said, group))
    return replace(band, derived_total=derived_total(band, any(c.first_year for _, c, _ in said)))


def _component(slot: _Slot, hint: Hint, source: Source) -> Component | None:
    cell = read_any(slot.text, hint, slot.column.period)
    column = slot.column
    if slot.ragged and cell.state != "blank":
        return Component("unread", source, note="its row has more cells than the header, so its column is not sure")
    if cell.state == "blank":
        return None
    if cell.state == "stated" and (why := impossible(cell, column)):
        return Component("unread", source, note=why)
    if cell.state == "unread":
        return Component("unread", source, note=cell.why)
    relative = Relative(cell.percent, cell.relative_to) if cell.state == "relative" else None
    period, years = cell.period, cell.years
    if cell.state == "stated":
        if period is None:
            period, years = column.period, column.years
        elif period == "grant" and years is None:
            years = column.years
    return Component(
        cell.state,
        source,
        cell.amount,
        None if relative else cell.percent,
        cell.count,
        period,
        years if period == "grant" else None,
        kind_of_equity(cell, column) if column.kind == "equity" or "equity" in column.mixed else None,
        cell.also,
        cell.yearly,
        relative,
        cell.note if cell.state == "stated" else "",
        payments=(payments(slot.text) or payments(column.label)) if period == "month" else None,
    )


def kind_of_equity(cell: Cell, column: Column) -> EquityKind | None:
    named = _equity_kind(" ".join(cell.words)) if cell.words else "equity"
    return named if named != "equity" else column.equity


_PER_DOLLAR: dict[str, int] = {
    "INR": 85,
    "JPY": 150,
    "KRW": 1400,
    "IDR": 16000,
    "VND": 25000,
    "HUF": 360,
    "CLP": 950,
    "COP": 4000,
    "PHP": 57,
    "THB": 34,
    "TWD": 32,
    "CZK": 23,
    "MXN": 18,
    "ZAR": 18,
    "TRY": 40,
    "RUB": 85,
    "UAH": 41,
    "NGN": 1500,
    "KES": 130,
    "PKR": 280,
    "LKR": 300,
    "BDT": 120,
    "ARS": 1200,
    "CRC": 510,
    "RSD": 105,
    "ISK": 130,
    "SEK": 10,
    "NOK": 10,
    "DKK": 7,
    "CNY": 7,
    "HKD": 8,
    "EGP": 48,
    "UYU": 40,
    "KZT": 500,
}
"""Orders of magnitude against the dollar, only to notice an amount that is off by a thousand. Never to convert."""


_LEAST = {"hour": 2, "day": 20, "week": 80, "month": 50, "quarter": 400}
"""The least that pay for a period can be, in about dollars."""


def impossible(cell: Cell, column: Column) -> str:
    """Why a figure that was read can't be what is meant, or ""."""
    if cell.swapped:
        return "its low end is above its high end"
    if cell.amount:
        unit = _PER_DOLLAR.get(cell.amount.currency, 1)
        low, high = cell.amount.low / unit, cell.amount.high / unit
        floor = 1500 if column.kind in ("base", "total") else 50
        floor = _LEAST.get(cell.period or column.period or "", floor)
        ceiling = 5_000_000 if column.kind == "base" else 200_000_000
        if high < floor or 0 < low < floor / 10:
            return "it is too small to be meant as written (off by a thousand?)"
        if high > ceiling:
            return "it is too large to be meant as written (off by a thousand?)"
        if cell.note != "up to" and low and high / low > 40:
            return "its ends are too far apart to be meant as written (off by a thousand?)"
    return ""


def _settled_by_cell(column: Column, component: Component, text: str) -> str:
    """Which of two kinds of pay a column of both ("Sign-On / Bonus") holds in this cell, where the cell says."""
    if "signing" in column.mixed and _SIGNING.search(text):
        return "signing"
    if "bonus" in column.mixed and component.percent:
        return "bonus"
    return "extra"


def _paid(component: Component, name: str) -> Component:
    """A component with the period that its kind has by itself (a signing bonus is paid once)."""
    if component.state == "stated" and name == "signing" and component.period in (None, "year"):
        return replace(component, period="once")
    if component.state == "stated" and component.period is None and name in ("base", "bonus", "total"):
        return replace(component, period="year")
    return component


def _between(low: Component, high: Component, source: Source) -> Component:
    """A range whose ends stand in two columns ("Base Min", "Base Max")."""
    if not (
        low.amount
        and high.amount
        and low.amount.currency == high.amount.currency
        and low.amount.low <= high.amount.high
    ):
        return Component("unread", source, note="its two columns don't make a range")
    text = f"{low.source.text} | {high.source.text}"
    return replace(low, amount=replace(high.amount, low=low.amount.low), source=replace(source, text=text))


# --- sums and doubts


def derived_total(band: Band, first_year: bool = False) -> Range | None:
    """Base + equity per year + bonus on base, low with low and high with high, per year, in the base's currency.

    A signing bonus counts only where the stated total is the first year's. None where a part isn't a figure
    (variable, relative, unread, an equity of no known period), currencies differ, or other pay is stated beside.
    """
    if not band.base or not band.base.amount or any(c.state != "none" for _, c in band.extra):
        return None
    base = _per_year(band.base)
    parts = [band.equity, band.bonus, *([band.signing] if first_year else [])]
    if base is None:
        return None
    low, high = base
    for part in parts:
        if part is None or part.state == "none":
            continue
        if part.percent and not part.amount:
            if part is band.equity:
                return None
            low, high = low + _share(base[0], part.percent.low), high + _share(base[1], part.percent.high)
            continue
        ends = _per_year(part)
        if ends is None or not part.amount or part.amount.currency != band.base.amount.currency:
            return None
        low, high = low + ends[0], high + ends[1]
    return Range(low, high, band.base.amount.currency, band.base.amount.open)


def _share(amount: int, percent: Decimal) -> int:
    return int((amount * percent / 100).to_integral_value())


def _per_year(part: Component) -> tuple[int, int] | None:
    if part.yearly:
        return part.yearly.low, part.yearly.high
    if not part.amount or part.state != "stated":
        return None
    match part.period:
        case "year" | "once":
            return part.amount.low, part.amount.high
        case "month":
            return part.amount.low * (part.payments or 12), part.amount.high * (part.payments or 12)
        case "grant" if part.years:
            return round(part.amount.low / part.years), round(part.amount.high / part.years)
    return None


def _doubts(band: Band, said: Sequence[tuple[str, Column, Component]], group: _Group) -> Iterator[Finding]:
    for name, column, component in said:
        component_name = next((part for part in PARTS if part == name), None)
        where = _where(band)
        if component.state == "unread":
            code = (
                "swapped-range"
                if "above its high" in component.note
                else "off-by-thousand"
                if "thousand" in component.note
                else "unread-cell"
            )
            yield _finding(
                band,
                code,
                "warning",
                f"{column.label or name} for {where} reads {component.source.text!r}, which can't be read: "
                f"{component.note}",
                "write it as one range in one currency, such as $178K–$225K",
                component.source.line,
                component_name,
            )
        elif column.period == "grant" and component.period == "year" and component.amount:
            yield _finding(
                band,
                "period-differs",
                "warning",
                f"{name} for {where} is written per year ({component.source.text}) under a column for {column.years} "
                f"years ({column.label})",
                "give every row the period that the header names",
                component.source.line,
                component_name,
            )
        elif component.amount and group.currencies and component.amount.currency not in group.currencies:
            yield _finding(
                band,
                "currency-differs",
                "note",
                f"{name} for {where} is in {component.amount.currency} ({component.source.text}) though its region "
                f"says {', '.join(group.currencies)}",
                "write the amount in the region's currency, or correct the region",
                component.source.line,
                component_name,
            )


def _where(band: Band) -> str:
    return " ".join(filter(None, (band.level, "in" if band.level and band.region else "", band.region))) or "the role"


def _finding(
    band: Band,
    code: str,
    severity: Literal["error", "warning", "note"],
    message: str,
    mend: str,
    line: int,
    component: ComponentName | None,
) -> Finding:
    return Finding(
        code, severity, message, mend, band.path, line, band.company, band.role, band.region, band.level, component
    )
