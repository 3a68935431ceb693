"""Lines that each tell what a job or level is paid, whatever stands between their parts: "QA Engineer (Senior) · Gdynia
· 14 000–18 500 PLN gross/month", "IC2  84 to 99"."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ingest.amounts.plain import plain
from ingest.amounts.scan import Amount, amounts
from ingest.amounts.signs import CODES, SYMBOLS
from ingest.amounts.types import Period
from ingest.guide.around import refused_by, spoken_of
from ingest.guide.bands import in_dollars
from ingest.guide.cells import SPANS, payments, read_any, without_small_words
from ingest.guide.clauses import as_cell, hint, without_speaker
from ingest.guide.context import Setting
from ingest.guide.grids import kind_column
from ingest.guide.headers import CODE, names_level
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.prose import defined
from ingest.guide.taken import Cell_, LevelPay
from ingest.guide.variants import span_alone
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place, places_in

LONGEST = 240
"""Letters of a line that is looked at."""
_LARGE = 10_000
"""A number from which on a figure without a currency can be a salary."""
_APART = 3
"""Lines by which two of a list stand apart at most."""
_CUTS = re.compile(r"\s*(?:[|·•;:()\[\]–—→…]|,(?!\d)|\.(?!\d)|\s-\s|->|\s/\s|\s{2,})\s*")
_LEVEL = re.compile(rf"(?:{titles.any_of('before_a_level')})\s?\w{{1,3}}|{CODE.pattern}", re.I)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of pay: its number, what tells it apart, the figure as written, what it is for. spoken: the line itself
    says that it is a salary."""

    row: int
    title: str
    level: str
    place: str
    value: str
    period: Period | None
    spoken: bool
    payments: int | None


def entries(lines: Sequence[str], setting: Setting, code: Container[int], about_pay: bool) -> Iterator[LevelPay]:
    """The pay of two lines or more that stand together, each with a job or level that is known, one figure, and nothing
    that isn't accounted for. about_pay: the document says of itself that it is about pay; else the line or what leads
    to the list must. code: lines that others have read."""
    for lead, run in (*_runs(lines, setting, code), *_of_headings(lines, setting, code)):
        no_pay = (
            refused_by(lead) or words.column("supposes").search(lead) or words.column("no_pay_in_a_list").search(lead)
        )
        said = about_pay or spoken_of((lead,)) == "base" or words.column("of_openings").search(lead)
        known = bool(said or words.column("all_figures").search(lead)) or _are_salaries(run, setting)
        kept = [one for one in run if one.spoken or known]
        if no_pay or len(kept) < 2:
            continue
        for one in kept:
            column = kind_column("base", kind_of("base salary"))
            period = one.period or setting.period
            cell = Cell_("base", replace(column, period=period or "year"), (one.value,), one.row, one.payments)
            both = [part for part in (one.level, one.title) if part]
            level = f"{both[0]} ({both[1]})" if len(both) > 1 else both[0]
            yield LevelPay(one.row, one.place, level, role=one.title, period=period, cells=(cell,))


_SURE = 3
"""Lines from which on jobs with an amount each, as large as salaries, are their pay whatever leads to them."""


def _are_salaries(run: Sequence[_Entry], setting: Setting) -> bool:
    """Whether a list has a job in each line and an amount that can be somebody's pay for a year."""
    least = words.data("columns")["least_for_a_year"]
    told = [read_any(one.value, hint(setting)).amount for one in run if one.title and not one.period]
    large = [a for a in told if a and in_dollars(int(a.low), a.currency) > 2 * least.get(a.currency, least["any"])]
    return len(large) == len(run) >= _SURE


def _runs(lines: Sequence[str], setting: Setting, code: Container[int]) -> Iterator[tuple[str, list[_Entry]]]:
    """Entries that stand close together, with the line of text that leads to them."""
    run: list[_Entry] = []
    lead = above = ""
    for number, line in enumerate(defined(lines), start=1):
        one = _entry(line, number, setting) if number not in code and len(line) < LONGEST else None
        if one and run and number - run[-1].row > _APART:
            yield lead, run
            run = []
        if one:
            lead = lead if run else above
            run.append(one)
        elif line.strip() and number not in code:
            above = plain(line.lstrip("#>* "))
    if run:
        yield lead, run


def _of_headings(lines: Sequence[str], setting: Setting, code: Container[int]) -> Iterator[tuple[str, list[_Entry]]]:
    """The headings of one depth that are entries themselves ("## Product designer, €45k–€55k"), however much stands
    between them; the document's title leads to them."""
    title = next((plain(line.lstrip("# ")) for line in lines if line.strip()), "")
    for depth in range(2, 7):
        marks = re.compile(rf"#{{{depth}}}\s+")
        told = [
            (n, line[found.end() :])
            for n, line in enumerate(lines, 1)
            if n not in code and (found := marks.match(line))
        ]
        run = [one for n, line in told if len(line) < LONGEST and (one := _entry(line, n, setting))]
        if len(run) * 2 > len(told):
            yield title, run


def _entry(line: str, number: int, setting: Setting) -> _Entry | None:
    if line.lstrip().startswith("#") or "\t" in line:
        return None
    shown = plain(without_speaker(re.sub(r"^[\s>*+•-]+(?=[\s\w*_])|^\s*\d{1,2}[.)]\s", "", line).strip()))
    shown = re.sub(r"^[^\w(]+", "", titles.for_one(_without_former(shown)))
    found = _figures(shown, setting)
    if found is None:
        return None
    salary, rest = found
    told = _PartsSaid()
    if not all(told.takes(chunk) for chunk in _CUTS.split(rest)) or not (told.title or told.level):
        return None
    value = as_cell(shown, salary, setting)
    spoken = bool(words.pay("base").search(rest)) or (bool(told.period) and bool(words.column("gross").search(rest)))
    return _Entry(number, told.title, told.level, told.place, value, told.period, spoken, payments(rest))


@cache
def _former() -> re.Pattern[str]:
    return re.compile(rf"[(\[][^()\[\]]*(?:{words.column('formerly').pattern})[^()\[\]]*[)\]]", re.I)


def _without_former(shown: str) -> str:
    """A line without what it says in brackets that was paid before."""
    return _former().sub(" ", shown)


def _figures(shown: str, setting: Setting) -> tuple[Amount, str] | None:
    """The one salary of a line, and the line without it and what is paid beside it; None where it has none or
    another figure that isn't told to be something else."""
    found = amounts(shown)
    large = _LARGE if setting.scale == 1 else _LARGE / 100
    told = [a for a in found if not a.percent and (a.money or (setting.currency and a.high * setting.scale >= large))]
    if not told or len(told) > _MOST:
        return None
    salary, rest = told[0], shown
    if other := _other_end(shown, salary, found):
        found = tuple(one for one in found if one is not other)
        told = [one for one in told if one is not other]
        whole = replace(salary, end=other.end, high=other.high, currency=salary.currency or other.currency)
        found, salary = tuple(whole if one is salary else one for one in found), whole
    for one in reversed(found):
        if one is salary:
            rest = f"{rest[: one.start]} | {rest[one.end :]}"
        elif one.money or one.percent:
            start = max(rest.rfind(sign, 0, one.start) for sign in ",;+(·|") + 1
            start = max(start, salary.end if one.start > salary.start else 0)
            end = min((at for sign in ",;)·|" if (at := rest.find(sign, one.end)) > 0), default=len(rest))
            if not _beside().search(rest[start:end]):
                return None
            rest = f"{rest[:start]} | {rest[end:]}"
        elif one.high >= _LARGE / 100:
            return None  # a number that nothing explains
    return salary, rest


def _other_end(shown: str, salary: Amount, found: Sequence[Amount]) -> Amount | None:
    """The figure that stands beside a salary with nothing but a sign between, as the other end of its range: "92000 /
    108000"."""
    behind = next((one for one in found if one.start >= salary.end and one is not salary), None)
    if behind is None or salary.low != salary.high or behind.low != behind.high or behind.percent:
        return None
    between = shown[salary.end : behind.start]
    near = salary.high < behind.high < salary.high * _WIDEST and re.fullmatch(r"[\s/|·;–—-]*[$£€]?\s*", between)
    return behind if near else None


_WIDEST = Decimal("2.5")
"""How many times its least a range's most is at most."""


_MOST = 3
"""Sums of money in a line that tells one salary."""


@dataclass(slots=True)
class _PartsSaid:
    """What the parts of a line have said so far."""

    title: str = ""
    level: str = ""
    place: str = ""
    period: Period | None = None

    def takes(self, chunk: str) -> bool:
        """Whether a part of a line is understood: a job, a level, a place, what its amount is for or beside."""
        shown = chunk.strip(" .*_+&")
        alone = span_alone(shown)
        span = next((span for span in SPANS if words.period(span).search(shown)), None)
        if alone and alone != "part":
            span = alone
        if span and not self.period:
            self.period = span
        left = shown if _LEVEL.fullmatch(shown) else _bare(shown)
        if not re.search(r"[^\W_]", left) or alone:
            return True
        if _beside().search(shown) and not is_title(left):
            return True
        return self._names(left)

    def _names(self, left: str) -> bool:
        if not self.place and (is_place(left) or _are_places(left)) and not is_title(left):
            self.place = left
        elif not self.level and is_level(left):
            self.level = left
        elif not self.title and is_title(left) and len(left.split()) < _LONGEST_TITLE:
            self.title = left
        else:
            return bool(words.column("ways_of_working").fullmatch(left))
        return True


_LONGEST_TITLE = 7


def is_level(text: str) -> bool:
    """Whether a text names a level or a rank and no job: "Level 1", "IC4", "Senior"."""
    ranks = text.casefold() in titles.seniority() or text.casefold() in words.data("columns")["ranks_behind"]
    return ranks or bool(_LEVEL.fullmatch(text)) or (names_level(text) and not is_title(text))


def _are_places(text: str) -> bool:
    """Whether a text names places and says nothing else: "Gdynia or Lublin"."""
    parts = re.split(r"\s*[/+&,]\s*|\s+(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|i|och|og|eller)\s+", text)
    return all(is_place(part) or bool(places_in(part) and len(part.split()) < 3) for part in parts)


@cache
def _beside() -> re.Pattern[str]:
    """What is paid beside a salary, by its name."""
    kinds = ("bonus", "equity", "signing", "employer", "allowance", "holiday", "thirteenth")
    told = (name for kind in kinds for name in words.data("pay")[kind])
    return words.pattern([*words.data("columns")["paid_beside"], *words.data("columns")["beside_pay"], *told])


def _bare(shown: str) -> str:
    """A part of a line without words of pay, spans and currencies."""
    left = words.pay("base").sub(" ", shown) if not is_title(shown) else shown
    for span in SPANS:
        left = words.period(span).sub(" ", left)
    left = _currencies().sub(" ", left)
    if re.search(r"[^\W\d_]{2}", without_small_words(left)):
        return " ".join(left.split()).strip(" .*_+&/-")
    return ""


@cache
def _currencies() -> re.Pattern[str]:
    signs = sorted((re.escape(one) for one in SYMBOLS if not one.isalpha()), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(CODES))})(?![A-Za-z])|{'|'.join(signs)}|\$")
