"""What a header, or the label of a row, says the cells beside or below it hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.amounts.types import Period
from ingest.guide.types import ComponentName, EquityKind
from ingest.lexicon import titles, words
from ingest.lexicon.amounts import number, number_words
from ingest.lexicon.places import is_place

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
SIGNING = re.compile(r"\bsign(ing)?[- ]*on\b|\bsigning\b|\bjoining bonus\b|\bstarting bonus\b|\bsign[- ]bonus\b", re.I)
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
_DURATION = re.compile(rf"\b(?P<n>\d{{1,2}}|{number_words(1, 5)})[\s-]*(?:years?|yrs?|y)\b", re.I)
_PER_YEAR = re.compile(
    r"/\s*(?:yr|year|y)\b|\bper (?:year|annum)\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|\bp\.?a\b", re.I
)
_PER_MONTH = re.compile(r"/\s*mo(?:nth)?\b|\bper month\b|\bmonthly\b", re.I)
_FIRST_YEAR = re.compile(r"\b(?:yr|year|y)\s?-?1\b|\bfirst[- ]year\b|\b1st year\b|\byear one\b", re.I)
_IN_THOUSANDS = re.compile(
    r"[(\[,]\s*(?:in\s+)?[$£€₹]?\s?(?:k|thousands?|'?000s?)\s*[)\]/,]|\bin thousands\b|\(\w{3},? (?:k|000s)\)|"
    r"\bk\s?(?:€|eur\b)|\b(?:t|tsd\.?)\s?(?:€|eur\b)|[€$£]\s?k\b|\b(?:usd|eur|gbp|cad|aud|chf) ?k\b|\bin tsd\b",
    re.I,
)
_IN_MILLIONS = re.compile(r"[(\[]\s*(?:in\s+)?[$£€₹¥₩]?\s?(?:m|mm|millions?)\s*[)\]/,]|\bin millions\b", re.I)
_IN_LAKHS = re.compile(r"[(\[]\s*(?:in\s+)?₹?\s?(?:l|lakhs?|lpa)\s*[)\]/,]|\bin lakhs\b", re.I)
_IN_PERCENT = re.compile(r"%|\bpercent\b|\bpct\b", re.I)
BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


# --- what a header says
@lru_cache(maxsize=8192)
def classify(text: str) -> Column:
    """What a header, or the label of a row, says the cells beside or below it hold."""
    whole = plain(text)
    main = " ".join(BRACKET.sub(" ", whole).split()) or whole
    column = Column(
        kind="other",
        label=whole,
        currencies=stated_currencies(whole) or (("INR",) if _IN_LAKHS.search(whole) else ()),
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
    inner = [b.strip() for b in BRACKET.findall(whole)]
    return next((b for b in inner if is_place(b) and not _DURATION.search(b)), "")


def _bound(main: str) -> Literal["", "low", "high"]:
    if re.search(r"\b(low|lower|min(imum)?|floor|from)\b", main, re.I):
        return "low"
    return "high" if re.search(r"\b(high|higher|upper|max(imum)?|ceiling|to)\b", main, re.I) else ""


def _components_named(main: str) -> list[ComponentName]:
    """The components that a heading names, signing first."""
    found: list[ComponentName] = []
    if SIGNING.search(main):
        found.append("signing")
    if _EQUITY.search(main):
        found.append("equity")
    if _BONUS.search(SIGNING.sub("", main)) and not re.search(
        r"\bsign(ing)?[- ]*(on)? bonus\b|\b(joining|starting) bonus\b|long[- ]term incentive", main, re.I
    ):
        found.append("bonus")
    if _BASE.search(main) or re.fullmatch(r"(base |guaranteed |annual )?cash", main, re.I):
        found.append("base")
    return found


def _as_pay(column: Column, main: str, whole: str) -> Column | None:
    """The column as a component of pay, or None where it is none."""
    if re.fullmatch(r"units?(?: text)?", main, re.I):
        return None
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
        kind = equity_kind(whole) if "equity" in found else None
        return _paying(replace(column, mixed=() if joined else tuple(found), equity=kind), "extra", None)
    name = found[0]
    if name == "equity":
        return _paying(replace(column, equity=equity_kind(whole)), name, None)
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
        years = number(found["n"])
        return replace(column, period="grant", years=years) if years > 1 else replace(column, period="year")
    return column


_KINDS: tuple[tuple[str, EquityKind], ...] = (
    (r"\bphantom", "phantom"),
    (r"\bprofit[- ]shar|\bprofits? (interests?|units?)", "profit sharing"),
    (r"\bcarry\b|\bcarried", "carry"),
    (r"\bpre[- ]?ipo\b", "pre-IPO"),
    (r"\bprivate\b", "private"),
)


def equity_kind(text: str) -> EquityKind:
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

_LEVEL_NAME = re.compile(rf"\b(?:l\d{{1,2}}|ic-?\d|[eptmdg]\d|{titles.any_of('in_a_level')}|level \d)\b", re.I)


_LEVEL_BESIDE = re.compile(rf"{titles.any_of('beside_a_level')}|i{{1,3}}|iv|v|\d+|[-–/&+,.]+", re.I)


def names_level(label: str) -> bool:
    """True for "Senior (L5)" and "IC4"; not for "Meta E5", which is another company's."""
    words = " ".join(BRACKET.sub(" ", label).split()).split() or label.strip("()[] ").split()
    levels = [word for word in words if _LEVEL_NAME.search(word)]
    return bool(levels) and all(word in levels or _LEVEL_BESIDE.fullmatch(word) for word in words)


CODE = re.compile(r"([A-Z]{1,3})[ -]?\d{1,2}")


def coded(labels: Sequence[str]) -> bool:
    """Whether several headings are codes of one kind (R0, R1, R2): levels; no quarters or years."""
    found = [CODE.fullmatch(label) for label in labels]
    kinds = {m[1] for m in found if m}
    return len(found) > 1 and all(found) and len(kinds) == 1 and not kinds & {"Q", "H", "FY", "P", "Y"}


@cache
def known_companies() -> re.Pattern[str]:
    """The companies that the family's guides compare with, by name."""
    return words.pattern(words.data("family")["companies"])
