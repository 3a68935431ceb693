"""Every figure of a letter with what it is: the kind of pay its words name, its period, and what it includes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise
from typing import Literal

from bot.reading.letters.clauses import Clause
from bot.reading.stretches import has_digit, up_to
from bot.reading.terms import MOST_MONEY, MOST_PERCENT
from ingest.amounts.scan import Amount, amounts
from ingest.lexicon import words
from ingest.lexicon.patterns import pattern
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

Span = Literal["hour", "day", "week", "month", "quarter", "year"]
SPANS: tuple[Span, ...] = ("hour", "day", "week", "month", "quarter", "year")
KINDS = (
    "base", "bonus", "signing", "equity", "strike", "refresher", "total", "fixed_total", "holiday", "thirteenth",
    "employer", "allowance", "severance", "noise",
)  # fmt: skip


_NONE_OF = re.compile(
    rf"(?:{pattern(words.data('pay')['none']).pattern})\s+(?:(?:{pattern(words.data('pay')['kinds_of_none']).pattern})\s+)*$",
    re.I,
)
"""In front of a part that there is none of."""
_NEAR = 40
"""Characters in which such words stand."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a kind of pay, at start..end of their clause."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LetterFigure:
    """One figure of a letter: what it is, per what, and the clause it stands in.

    kind: as in ingest/lexicon/pay.yaml, "" where nothing says. unit: money, percent, count (of shares) or months
    (of salary). times: how often a year it comes where that is no period of its own (24: twice a month; 1: by some
    pay period). includes: kinds that it counts in.
    before, after: the words up to the figures beside it. sure: words right beside it say what it is; else it is taken
    for what its clause or heading speaks of.
    """

    kind: str
    unit: Literal["money", "percent", "count", "months"]
    low: Decimal
    high: Decimal
    currency: str | None
    sign: str | None
    period: Span | None
    clause: Clause
    text: str
    before: str
    after: str
    includes: tuple[str, ...] = ()
    aside: bool = False
    row: str = ""
    start: int = 0
    sure: bool = True
    times: int | None = None


def named(text: str) -> tuple[Named, ...]:
    """The words that name kinds of pay, in order. Where two overlap the longer stands ("signing bonus" is no bonus);
    what isn't paid names nothing ("no joining bonus")."""
    found = [
        Named(kind, *m.span(), m.group())
        for kind in KINDS
        for m in words.pay_in_letter(kind).finditer(text)
        if not _NONE_OF.search(text[max(0, m.start() - _NEAR) : m.start()])
    ]
    kept: list[Named] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.kind == "bonus", n.kind == "base", KINDS.index(n.kind))):
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda n: n.start))


_REFERENCE = _said("of_pay")
"""In front of a word for pay that a percentage is of ("10% of your base salary"), and that so names nothing."""
_INCLUDING = _said("including")
_OF_COMPANY = _said("of_company")
_OF = re.compile(r"\s*(?:of|de|des|der|du|del|da|van|am|der)\b", re.I)
_BREAK = re.compile(r"[;•|]|,\s+(?:and|plus|und|et|y|e|en)\b|\s(?:plus|and|und|et|sowie)\s(?!half)", re.I)
_TIGHT = _said("tight")


MOST_FACTS = 200
"""Figures of a letter that are looked at; the longest contracts hold some 60."""


def facts(found: Sequence[Clause]) -> tuple[LetterFigure, ...]:
    """Every figure of the clauses that may be pay, of very many the first."""
    read = cache(lambda clause: tuple(_of(clause)))  # A clause that is repeated says the same.
    told = (_told_before(fact, before) for before, clause in pairwise((None, *found)) for fact in read(clause))
    return tuple(islice(told, MOST_FACTS))


def counted_in(fact: LetterFigure) -> bool:
    """Whether a figure in brackets behind a salary only says what is counted in it: "650,000 a month (80,000 for
    overtime included)"."""
    bracket, closed = _BRACKET.search(fact.clause.text[: fact.start]), _CLOSED.match(fact.after)
    if not bracket or not closed or not has_digit(fact.clause.text[: bracket.start()]):
        return False
    return bool(_said("counts_in").search(f"{bracket[1]} {closed[1]}"))


_BRACKET, _CLOSED = re.compile(r"[(（]([^()（）]{0,40})$"), re.compile(r"([^()（）]{0,40})[)）]")


def _told_before(fact: LetterFigure, before: Clause | None) -> LetterFigure:
    """A goal that its own sentence gives no name as what the sentence before it speaks of, and nothing else: "... our
    incentive program. Your target is 10% of your base salary"."""
    goal = not fact.kind and fact.unit in ("percent", "money") and _said("goal").search(fact.before[-_WIDE:])
    if not goal or before is None or before.heading != fact.clause.heading or has_digit(before.text):
        return fact
    spoken = {name.kind for name in named(before.text)} - {"noise"}
    return replace(fact, kind="bonus", sure=True) if spoken == {"bonus"} else fact


def _of(clause: Clause) -> Iterator[LetterFigure]:
    text = _ROUND.sub(lambda m: " " * len(m[0]), _hidden(clause.text))
    text = _SPELLED.sub(lambda m: str(words.valued(m[1])).rjust(len(m[1])), text)
    figures = [a for a in amounts(text) if not _no_figure(a, text)]
    if not figures:
        return
    names = named(text)
    last = ""
    whole: Span | None = None
    spent: set[int] = set()
    for i, one in enumerate(figures):
        left = figures[i - 1].end if i else 0
        right = figures[i + 1].start if i + 1 < len(figures) else len(text)
        before, after = text[left : one.start], text[one.end : right]
        aside = "(" in before.rpartition(")")[2] and i > 0
        unit = _unit(one, after, text)
        kind, sure = _kind(one, unit, text, names, (left, right), clause, last, aside, spent)
        span = _period(one, before, after, clause)
        if (
            not kind
            and unit == "money"
            and one.money
            and span
            and (
                span in ("hour", "day", "week")
                or any(_set_apart(one, n, text[:right]) for n in names if n.end <= right)
            )
        ):
            # "Fee: EUR 92 per hour" is the pay, whatever it is called; "112,000 a year plus super", too.
            kind, sure = "base", True
        if kind == "equity" and unit == "money" and not one.money and not clause.columns:
            unit = "count"  # "Stock options: 8,000"
        if kind in ("bonus", "") and unit == "money" and span != "month" and _is_once(before, after):
            kind, sure = "signing", True
        last = kind or last
        if span is None and whole and unit == "money":
            span = whole  # "a monthly package of 48,000, of which basic 28,800": the parts are by the month, too
        elif span and _OF_WHICH.search(after):
            whole = span
        counted = [n for n in names if left <= n.start < right and _INCLUDING.ends(text[: n.start])]
        # Of what stands behind a figure only the employer's fund is no pay; holiday pay may be read by itself.
        included = tuple(n.kind for n in counted if n.start < one.start or n.kind == "employer")
        yield LetterFigure(
            kind, unit, one.low, one.high, one.currency, one.sign, span, clause,
            text[one.start : one.end].strip(), before, after, included, aside, _row(clause), one.start, sure,
            _instalments(before, after),
        )  # fmt: skip


_SMALL = "|".join(sorted(words.data("pay")["numbers"], key=len, reverse=True))
_SPELLED = re.compile(rf"\b({_SMALL})(?=\s+(?:{_said('months_of_pay').inner}))", re.I)
"""A small number in words of monthly salaries: "one month's salary"."""


def _is_once(before: str, after: str) -> bool:
    """Whether a bonus is paid once, at the start."""
    if _said("guaranteed").search(before):
        return False
    return bool(_said("once").search(f"{before} | {up_to(after, ';.')}") or _said("arrival").search(before[-_NEAR:]))


_OF_WHICH = _said("of_which")
_ROUND = re.compile(r"(?<=\d)[.,][–—-]+")
"""How the Swiss and the Dutch write that no cents follow: "5.150,-"."""
_HIDDEN = re.compile(
    r"\b40[13]\s?\(?[kb]\)?|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\+\d[\d ().-]{7,30}\d|\(\d{3}\) "
    r"?\d{3}-\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\b(?:IR35|B2B|W-?2|1099|L\d|E\d|IC\d|P\d)\b|§\s?\d+|\b(?:section|clause|article|art\.|annex|appendix|"
    r"schedule)\s\d+(?:\.\d+)?"
    r"|\b[A-Z]{2}\s\d{5}\b|\b\d{5}\s(?=[A-Z][a-z])",
    re.I,
)


def _hidden(text: str) -> str:
    """The text with plans, dates, phone numbers and paragraph numbers blanked out, every other character in its
    place."""

    def blank(match: re.Match[str]) -> str:
        keep = match.group().startswith(("401", "403"))
        return ("pf" if keep else "").ljust(len(match.group()))

    return _HIDDEN.sub(blank, text)


_NO_FIGURE = _said("no_figure")
_SALARIES = _said("months_of_pay")


_WORKLOAD = re.compile(rf"(?:{words.pay('workload').pattern})[^\d.;]{{0,12}}$", re.I)
"""In front of a percentage that is of full time: "Pensum 80 %"."""


_HALF_TIME = 40
"""Percent of full time; what is less and in brackets is a share of something else."""
_OF_TIME = re.compile(rf"(?:{words.pay_in_letter('base').pattern})[^.;:\d]{{0,15}}\(\s*$", re.I)
"""In front of a percentage in brackets that is how much of full time a salary is for."""


def _no_figure(one: Amount, text: str) -> bool:
    """Durations, days, instalments, years of the calendar, more than anybody is paid: no pay. Months of salary stay."""
    if one.high > (MOST_PERCENT if one.percent else MOST_MONEY):
        return True
    after = text[one.end : one.end + 40]
    if one.percent and _WORKLOAD.search(text[: one.start]):
        return True
    if (
        one.percent
        and one.low >= _HALF_TIME
        and _OF_TIME.search(text[max(0, one.start - _WIDE) : one.start])
        and after.lstrip().startswith(")")
    ):
        return True  # "monthly salary (90 %)"
    if one.percent and one.low == one.high == _ALL and not _said("share_of_salary").starts(after):
        return True  # "at 100 % of your goals"
    if one.money or one.percent:
        return False
    if _SALARIES.starts(after.lstrip(") ")) or _is_months_of_bonus(one, text):
        return False
    counted = _COUNTED.starts(after) is not None
    if _NO_FIGURE.starts(after) or (one.high < 1000 and not counted):
        return True
    if 1900 <= one.low <= 2100 and one.low == one.low.to_integral_value() and not counted:
        return "," not in text[one.start : one.end] and "." not in text[one.start : one.end]
    return bool(
        re.search(r"(?:\b(?:no|nr|year|level|grade|step|floor|suite|page|tier|band)\.?|#)\s*$", text[: one.start], re.I)
    )


_COUNTED = _said("counted")
_ALL = 100


def _is_months_of_bonus(one: Amount, text: str) -> bool:
    """Whether a number of months is how many salaries a bonus comes to ("target 2 months")."""
    ahead = text[: one.start]
    if one.money or one.percent or one.high > _MOST_MONTHS or not _MONTHS.match(text, one.end):
        return False
    told = _said("goal").ends(ahead) or _said("up_to").ends(ahead) or ahead.rstrip().endswith(":")
    return bool(told) and bool(words.pay_in_letter("bonus").search(ahead))


_MOST_MONTHS = 8
_MONTHS = re.compile(
    r"\)?\s*(?:months?|monate?|mois|meses|mesi|maanden)\b(?!['’]? (?:of service|notice|after|from))", re.I
)


def _unit(one: Amount, after: str, text: str) -> Literal["money", "percent", "count", "months"]:
    if one.percent:
        return "percent"
    of_pay = _SALARIES.starts(after.lstrip(") ")) or _is_months_of_bonus(one, text)
    if of_pay and not one.money and one.high <= 24:
        return "months"
    if not one.money and _COUNTED.starts(after):
        return "count"
    return "money"


def _kind(
    one: Amount,
    unit: str,
    text: str,
    names: Sequence[Named],
    bounds: tuple[int, int],
    clause: Clause,
    last: str,
    aside: bool,
    spent: set[int],
) -> tuple[str, bool]:
    """The kind of a figure, and whether words beside it say so. spent: words that named the figure in front of them,
    and name none behind."""
    left, right = bounds
    if unit == "money" and _said("threshold").ends(text[left : one.start]):
        return "noise", True
    of_company = unit == "percent" and _OF.match(text, one.end) and _OF_COMPANY.starts(text[one.end :])
    if of_company and not _said("share_of_salary").starts(text[one.end :]):  # "of the total cost to company"
        return "equity", True
    if own := _benefit(clause):
        return own, True
    if unit == "money" and (_is_elsewhere(text, one) or _said("by_receipt").search(up_to(text[one.end : right], ";"))):
        return "allowance" if _said("by_receipt").search(text[one.end : right]) else "noise", True
    usable = [n for n in names if _can_be(n, unit, text)]
    usable = [n for n in usable if not (left and left <= n.start <= left + _SUBJECT and n.text.casefold() in _PASSIVE)]
    before = [n for n in usable if left <= n.start and n.end <= one.start and not _is_counted_in(n, unit, text)]
    before = [n for n in before if n.kind != "noise" or not (_ALL_SHARES.alone(n.text) or _valued(n, names, text))]
    after = [n for n in usable if one.end <= n.start < right]
    tight = next((n for n in after if _TIGHT.only(text[one.end : n.start], r"\s()")), None)
    near = next((n for n in reversed(before) if n.start not in spent), None)
    if tight and tight.kind == "strike":
        return "strike", True
    if clause.columns or _COLON.search(text[left : one.start]):
        tight = None if near else tight
    if near and tight:
        gap = text[near.end : one.start]
        near = None if _BREAK.search(gap) or len(gap) > 45 or tight.kind in _TELLING else near
    if near:
        of_signing = near.kind == "bonus" and any(n.kind == "signing" for n in named(clause.heading))
        return "signing" if of_signing and unit == "money" else near.kind, True
    if tight:
        spent.add(tight.start)
        return tight.kind, True
    if last and (aside or "   " in text.strip()):
        return last, True  # in brackets, or in a row of cells
    return _further(one, unit, text, usable, clause, last), False


def _is_counted_in(name: Named, unit: str, text: str) -> bool:
    """Whether a name only says what the figure before it counts in; how much of it goes into the employer's fund, a
    percentage behind it says."""
    return bool(_INCLUDING.ends(text[: name.start])) and not (unit == "percent" and name.kind == "employer")


def _is_elsewhere(text: str, one: Amount) -> bool:
    """Whether a figure is what somebody gets where they work now, and gives up."""
    ahead = text[max(0, one.start - _WIDE) : one.start]
    given_up = _said("elsewhere").search(ahead)
    if given_up and not has_digit(ahead[given_up.end() :]) and not _said("pays").search(ahead[given_up.end() :]):
        return True
    return bool(_said("elsewhere").search(up_to(text[one.end :], ",;.")))


def _benefit(clause: Clause) -> str:
    """What the label of a line says that all of it is of, where that is no pay: "Prévoyance : plan bonus, 12 %"."""
    lead = clause.text.partition(":")[0].strip(" •*·+-–")
    kinds = {n.kind for n in named(lead)} if ":" in clause.text and len(lead.split()) <= _LONGEST_LABEL else set()
    return next(iter(kinds)) if kinds in ({"employer"}, {"allowance"}) else ""


_LONGEST_LABEL = 4
"""Words of a line's label."""


def _valued(noise: Named, names: Sequence[Named], text: str) -> bool:
    """Whether words such as "valued at" speak of the grant right in front of them ("RSUs valued at"), not of a firm."""
    grant = next((n for n in reversed(names) if n.end <= noise.start and n.kind in ("equity", "refresher")), None)
    gap = text[grant.end : noise.start] if grant else ""
    return (
        grant is not None
        and len(gap) < 30
        and not (up_to(gap, ".;,") != gap or has_digit(gap) or _said("of_a_firm").search(gap))
    )


_PLUS = _said("on_top")
_BESIDE = frozenset(("employer", "allowance", "holiday", "thirteenth"))


def _set_apart(one: Amount, name: Named, text: str) -> bool:
    """Whether a name behind a figure is what comes on top of it ("112,000 per year plus super")."""
    return name.kind in _BESIDE and name.start >= one.end and bool(_PLUS.search(text[one.end : name.start]))


_WIDE = 120
"""Characters of a subclause."""
_PASSIVE, _SUBJECT = frozenset(("be paid", "are paid")), 12
"""Verbs whose subject is the figure up to so many characters in front of them, and that name none behind."""
_ALL_SHARES = _said("all_shares")
"""Says what the number in front of it counts, never the one behind."""
_TELLING = frozenset(("signing", "thirteenth", "holiday", "employer", "severance"))
_COLON = re.compile(r":\s*(?:[A-Z]{2,3}\$?\s?|[$£€₹]\s?|\w{0,12}\s)?$")


def _further(one: Amount, unit: str, text: str, usable: Sequence[Named], clause: Clause, last: str) -> str:
    """What a figure without words of its own is: what its clause's last figure was, its clause or heading speaks of."""
    earlier = [n for n in usable if n.end <= one.start]
    if last and not _BREAK.search(text[: one.start].rpartition(",")[2]):
        return last
    if earlier:
        return earlier[-1].kind
    later = [n for n in usable if n.start >= one.end and n.kind != "noise" and not _set_apart(one, n, text)]
    if later and unit != "percent":
        return later[0].kind
    heading = [n for n in named(clause.heading) if _can_be(n, unit, clause.heading)]
    return heading[0].kind if heading else (later[0].kind if later else "")


def _can_be(name: Named, unit: str, text: str) -> bool:
    """Whether words can name a figure of this unit here: no base is a percentage, and "of your base" names nothing."""
    if unit in ("percent", "months") and name.kind in ("base", "fixed_total", "strike", "total"):
        return False
    if unit == "count":
        return name.kind in ("equity", "refresher", "noise")
    if name.kind == "base" and _said("when_paid").ends(text[: name.start]):
        return False
    if unit == "percent" and name.kind == "signing":
        return False
    return not (name.kind == "base" and _REFERENCE.ends(text[: name.start]) and _after_percent(text[: name.start]))


def _after_percent(head: str) -> bool:
    return bool(re.search(r"(?:%|percent|months?|times|weeks?|mois|meses|monate?)\s[^.;,]{0,40}$", head, re.I))


_HALF_MONTHS = _said("half_months")
"""What is paid in halves of a month or every two weeks is an instalment, and no month's or week's pay."""


def _behind(after: str) -> str:
    """The words right behind a figure."""
    return re.split(r"[;,(]|\d|\bplus\b|\band\b|\.\s+(?=[A-ZÀ-Ý])", after, maxsplit=1)[0][:40]


def _instalments(before: str, after: str) -> int | None:
    """How often a year an instalment comes that is paid by the half month (24) or every two weeks (26)."""
    said = f"{before.rpartition('(')[2][-24:]} {_behind(after)}"
    if not (found := _HALF_MONTHS.search(said)):
        return None
    beside_it = f"{found[0]} {after[:120]}"
    return 26 if _said("two_weeks").search(beside_it) else 24 if _said("twice_a_month").search(beside_it) else 1


def _period(one: Amount, before: str, after: str, clause: Clause) -> Span | None:
    """What a figure is for: as written right behind it, in its column's head, or in the words before it."""
    # "Thirteen times a year" is how often, and "incl. 13. Monatslohn" what else, not for what.
    for beside_it in (words.column("paid_out"), words.pay_in_letter("thirteenth")):
        before, after = (beside_it.sub(lambda m: " " * len(m[0]), text) for text in (before, after))
    if _instalments(before, after):
        return None
    before, after = _HALF_MONTHS.blanked(before), _HALF_MONTHS.blanked(after)
    behind = _behind(after)
    found = [(m.start(), span) for span in SPANS if (m := words.period(span).search(behind))]
    if found:
        return min(found)[1]
    if column := _column(one, clause):
        told = [span for span in SPANS if words.period(span).search(column)]
        if told:
            return told[0]
    ahead = [(m.end(), span) for span in SPANS for m in words.period(span).finditer(before)]
    if ahead:
        return max(ahead)[1]
    bracket = re.match(r"\s*\(([^()]{0,40})\)", after)
    inside = [span for span in SPANS if bracket and not has_digit(bracket[1]) and words.period(span).search(bracket[1])]
    if inside:
        return inside[0]
    for heading in (clause.heading, clause.over if named(clause.over) else ""):
        said = [span for span in SPANS if words.period(span).search(heading)]
        if len(said) == 1:
            return said[0]
    return None


def _column(one: Amount, clause: Clause) -> str:
    """The head of the column that a figure of a table stands in: the one that ends nearest to where it ends."""
    if not clause.columns:
        return ""
    return min(clause.columns, key=lambda column: abs(column[0] - one.end))[1]


def _row(clause: Clause) -> str:
    """The label of a table's row."""
    return clause.text.strip().partition("\t")[0].partition("   ")[0] if clause.columns else ""
