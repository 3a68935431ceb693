"""What a document says about all its figures at once: their currency, what they are paid for, where its company is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.amounts.plain import plain
from ingest.amounts.signs import SHARED_SYMBOLS, stated_currencies
from ingest.amounts.types import Period
from ingest.guide.cells import SPANS, payments, without_small_words
from ingest.guide.reach import reach_said
from ingest.lexicon import words
from ingest.lexicon.places import is_place, local_currency, places_alone, places_in, states
from ingest.lexicon.towns import country_of


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for tables that don't say it themselves. currency: ISO code; line: where that is said.

    home: the currency of the place that the company is said to be in, for amounts with a sign that several share.
    scale: what bare numbers are in ("in thousands" is
    1000). spread: the ends of its ranges in percent of their midpoint (85, 115). payments: monthly salaries a year.
    place: where all that is paid, by a sentence that says no more.
    """

    currency: str | None = None
    line: int = 0
    period: Period | None = None
    home: str | None = None
    spread: tuple[Decimal, Decimal] | None = None
    scale: int = 1
    payments: int | None = None
    place: str = ""


_HOURS = re.compile(rf"\b\d{{1,2}}(?:[.,]\d)?[\s-](?:{words.column('hours_counted').pattern})", re.I)
"""How long one works for it: "36 uur"."""
_THOUSANDS = re.compile(r"(?<![\d.,])['’]?000s?(?![\d.,])")
"""Says that figures are in thousands: "EUR '000"."""


def _without_years(line: str) -> str:
    """A line without the numbers that are no amounts of money: years, percentages, a name's ("Local 2214")."""
    bare = _HOURS.sub(" ", line)
    return re.sub(
        r"\b[A-Z][a-z]{2,} \d{3,5}\b(?![.,' ]\d)|\b(?:19|20)\d\d\b(?!\s?%)|\d{1,3}(?:[.,]\d+)?\s?%", " ", bare
    )


@cache
def _all() -> re.Pattern[str]:
    """Words of a sentence that speaks of all figures: "All amounts", "Gehälter", "kwoty"."""
    return words.pattern(words.data("columns")["all_figures"])


def speaks_of_all(line: str) -> bool:
    """Whether a line is a sentence about all figures of a document: "All salaries are gross per year."."""
    return len(line) < 160 and not re.search(r"\d{3}", line) and bool(_all().search(line))


def _of_a_place(shown: str) -> set[str]:
    """The currency of the place that a sentence names beside a sign of several: "Månedsløn i kr. København."."""
    if not re.search(r"\bkr(?:on\w+)?\b", shown, re.I):
        return set()
    named = [name for name in re.findall(r"\b[A-ZÀ-Þ][\wÀ-ÿ-]{2,}", shown) if is_place(name)]
    found = {local_currency(name) for name in named}
    return {code for code in found if code in SHARED_SYMBOLS["KR"]}


def _scale(lines: Sequence[str]) -> int:
    """What a document's bare numbers are in, where a sentence about all of them says so ("all in LPA"); else 1."""
    told = words.data("columns")["in_a_scale"]
    if any(_THOUSANDS.search(line) and speaks_of_all(_THOUSANDS.sub(" ", line)) for line in lines):
        return 1000
    said = [line for line in lines if speaks_of_all(_without_years(line))]
    return next((int(scale) for scale, names in told.items() if any(words.pattern(names).search(s) for s in said)), 1)


@cache
def _money() -> dict[str, str]:
    """How sentences name money, to its code."""
    return {name: code for code, names in words.data("amounts")["said"].items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    """Names of money as words of their own, with an ending: no "rand" in "Strand", no "euro" in "Europe"."""
    longest = sorted(_money(), key=len, reverse=True)
    plainly = "|".join(re.escape(name) for name in longest if name not in "円원")
    return re.compile(rf"(?<!\w)(?P<name>{plainly})(?:s|or|er|en|a|e|y|ych|ów)?(?!\w)|(?P<sign>[円원])", re.I)


def currency_said(text: str) -> str | None:
    """The one currency that a sentence about figures names ("All in Canadian dollars", "amounts are in GBP")."""
    shown = _THOUSANDS.sub(" ", _without_years(plain(text)))
    if len(shown) > _SENTENCE:
        return None
    found = {_money()[(m["name"] or m["sign"]).casefold()] for m in _names().finditer(shown)}
    found |= _of_a_place(shown)
    found |= set(stated_currencies(shown))  # "Monthly base, S$."
    return found.pop() if len(found) == 1 and not re.search(r"\d{3}", shown) else None


def only_a_currency(header: str) -> bool:
    """Whether a header names a currency and nothing else: "In dollars (USD)"."""
    shown = plain(header)
    if not currency_said(shown):
        return False
    left = _names().sub(" ", shown)
    for code in stated_currencies(shown):
        left = re.sub(rf"\b{code}\b", " ", left)
    return not re.search(r"[^\W\d_]{3}", without_small_words(left).replace("dollars", ""))


_SHORT = 60
"""Letters of a sentence that says no more than a place."""
_SENTENCE = 240
"""Letters of a line that is more than one sentence."""
_TABLE = re.compile(r"\b(?:table|below|listed|tabelle|tableau|tabla|tabela|tabel|figures|amounts)\b", re.I)


def _of_a_table(paragraph: str) -> str | None:
    """The currency that a sentence of a paragraph gives the table below it."""
    parts = [part for part in re.split(r"(?<=[.!?])\s+", paragraph[:4000]) if _TABLE.search(part)]
    return next((code for part in parts if (code := currency_said(part))), None)


def period_said(text: str) -> Period | None:
    """The one period that a sentence about all figures says they are for ("Monthly salaries", "all gross per month");
    how often salaries are paid ("paid monthly") says nothing of what a figure is for."""
    shown = _without_years(plain(text))
    alone = len(shown) < _SHORT and not re.search(r"[^\W\d_]{3}", without_small_words(shown))  # "Hourly, before tax."
    if len(shown) > 160 or re.search(r"\d{3}", shown) or not (alone or _all().search(shown)):
        return None
    bare = words.pattern(words.data("columns")["paid_out"]).sub(" ", shown)
    found = {span for span in SPANS if words.period(span).search(bare)}
    # A quarter is more often a part of a grant than what pay is for.
    return found.pop() if len(found) == 1 and "quarter" not in found and not _PARTLY.search(bare) else None


_LAKH = 100_000
"""What only Indian pay is told in."""
_PARTLY = re.compile(r"\b(?:total|grants?|equity|stock|rsus?|bonus\w*|signing|counts?|vest\w*|review\w*)\b", re.I)
"""Words of a sentence that speaks of one part of pay, not of what all figures are for."""


def setting(lines: Sequence[str], declared: str | None = None, period: Period | None = None) -> Setting:
    """What a document's sentences outside its tables say of all its figures; a declared currency wins."""
    found: dict[str, int] = {}
    home: set[str] = set()
    periods: set[Period] = set()
    monthly: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if "|" in line or "\t" in line or not line.strip():
            continue
        if code := currency_said(line):
            found.setdefault(code, number)
            if not re.search(r"\d\D{0,3}\d", _THOUSANDS.sub(" ", _without_years(line))):  # a figure is one job's
                periods |= {span for span in SPANS if words.period(span).search(plain(line))}
        elif len(line) > _SENTENCE and (code := _of_a_table(line)):
            found.setdefault(code, number)
        elif span := period_said(line):
            periods.add(span)
        if len(line) < 300 and (times := payments(line)) and _all().search(line):
            monthly.add(times)
        if len(line) < 300 and _based().search(line):
            home |= {code for _, place in places_in(plain(line)) if (code := local_currency(place))}
    if not home and any("¥" in line or "￥" in line for line in lines):  # of two countries' money: the places say whose
        home = {
            code for line in lines[:_HEAD] for _, place in places_in(plain(line)) if (code := local_currency(place))
        }
    if not home:
        told_ = words.data("columns")["words_of_a_krone"]
        home = {code for code, names in told_.items() if any(words.pattern(names).search(line) for line in lines)}
    spreads = {ends for line in lines if (ends := reach_said(line[:2000]))}
    scale = _scale(lines)
    lakhs = "INR" if scale == _LAKH else _of_a_country(lines)
    one = next(iter(found)) if len(found) == 1 else None
    told = next(iter(periods)) if len(periods) == 1 else None
    return Setting(
        declared or one or lakhs,
        found.get(one or "", 0),
        period or told,
        home.pop() if len(home) == 1 else None,
        spreads.pop() if len(spreads) == 1 else None,
        scale,
        monthly.pop() if len(monthly) == 1 else None,
        _place(lines),
    )


_HEAD = 12
"""Lines at the top of a document in which it says where it is about."""


def _place(lines: Sequence[str]) -> str:
    """The one place that a sentence on its own says all figures are for: "London office.", "All roles in Leeds."."""
    found: set[str] = set()
    for line in lines:
        heading = line.lstrip().startswith("#")  # that is for what stands below it alone
        for sentence in re.split(r"(?<=[.;])\s+", plain(line)) if len(line) < _SENTENCE and not heading else ():
            named = places_in(sentence)
            rest = sentence.replace(named[0][1], " ") if len(named) == 1 and len(sentence) < _SHORT else ""
            others = [word for word in re.findall(r"[^\W\d_]+", rest.casefold()) if word not in _of_a_place_words()]
            if rest.strip(" .,") and not others:
                found.add(named[0][1])
    return found.pop() if len(found) == 1 else "" if found else _seat(lines)


_TOP = 6
"""Lines at the top of a document in which its company says where it is."""


def _seat(lines: Sequence[str]) -> str:
    """The one town in a line at the top that says no more than a name and a place: "Kestrel Row Analytics, Denver,
    Colorado."; "" for none or several."""
    text = [line for line in lines if line.strip()][:_TOP]
    text = [line for line in text if not line.startswith("##")]  # "### Developer, Ghent" is one job's place
    for line in text:
        for sentence in re.split(r"(?<=[^\W\d_]{2}\.)\s+", plain(line).strip(" *_#")):
            parts = [part.strip(" .") for part in re.split(r"[,–—|]|\s-\s", sentence) if part.strip(" .")]
            towns = [part for part in parts if part[:1].isupper() and is_place(part) and places_alone(part)]
            rest = [part for part in parts if part not in towns]
            names = all(len(part.split()) < 5 and part[:1].isupper() and part == part.title() for part in rest)
            if towns and len(parts) > 1 and len(rest) < 2 and names and len(sentence) < _SHORT:
                return towns[0] if len(towns) == 1 or places_within(towns[0], towns[1]) else ""
    return ""


def places_within(town: str, wider: str) -> bool:
    """Whether the second of two places can be what the first lies in: its country, its state."""
    folded = wider.casefold()
    country = country_of(town.casefold()) or ""
    short = wider.isupper() and len(wider) < 4
    return short or folded == country.casefold() or folded in {name.casefold() for name in states().values()}


def _of_a_country(lines: Sequence[str]) -> str | None:
    """The currency of the one country whose own words for pay a document has ("vakantiegeld", "CTC"); None for none or
    several, or where it writes another currency."""
    told = words.data("columns")["words_of_a_country"]
    text = "\n".join(line for line in lines if len(line) < _SENTENCE)
    if re.search(r"\bkr(?:on\w+|\.|\b)", text, re.I):
        told = {**told, **words.data("columns")["words_of_a_krone"]}
    found = {code for code, names in told.items() if words.pattern(names).search(text)}
    return found.pop() if len(found) == 1 and not set(stated_currencies(text)) - found else None


@cache
def _of_a_place_words() -> frozenset[str]:
    return frozenset(words.data("columns")["beside_a_place"])


@cache
def _based() -> re.Pattern[str]:
    return words.pattern(words.data("columns")["places_of_company"])
