"""The salary of a letter and its totals: a year's, or what a month, a week, a day or an hour comes to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice

from bot.reading.letters.facts import LetterFigure, counted_in
from bot.reading.letters.sheet import LetterSheet, half_up
from bot.reading.stretches import sentences
from bot.reading.terms import Doubt
from bot.wording import exact, percent
from ingest.lexicon.amounts import smallest_year
from ingest.lexicon.phrases import beside
from ingest.lexicon.words import data

_said = beside(__file__, "words")

MOST_NAMED = 20
"""Parts of a base that are named one by one."""

_LATER = _said("later")
_RANGED = _said("posted_range")
_FULL_TIME = _said("full_time")
_TWO_WEEKS, _TWICE_A_MONTH = _said("two_weeks"), _said("twice_a_month")


def base(sheet: LetterSheet) -> None:
    """The base salary: from a table of components, a year's figure, or a period's."""
    table = _from_table(sheet)
    if table:
        return
    stated = [f for f in sheet.of("base", "fixed_total") if f.unit == "money" and not (_is_aside(f) or counted_in(f))]
    stated = [f for f in stated if f.sure] or stated
    if _after_tax(sheet, stated):
        return
    whole: Sequence[LetterFigure] = [f for f in stated if not f.includes]
    whole = [f for f in whole if not _FULL_TIME.search(f.clause.text[: f.start][-60:])] or whole
    whole = _own_hours(sheet, _wholes(sheet, whole))
    least = _smallest(sheet)
    # Half of what is the least for a year is one of part time; less than that is for another span.
    yearly = [f for f in whole if f.times is None and f.low >= (least if f.period is None else least // 2)]
    yearly = [f for f in yearly if f.period in ("year", None)]
    if yearly and _yearly(sheet, yearly, whole):
        return
    for period in ("month", "week"):
        paid = [f for f in whole if f.period == period]
        if paid:
            return _periodic(sheet, paid, period)
    parts = [f for f in whole if f.times is not None]
    if parts:
        return _in_instalments(sheet, parts[0])
    rated = [f for f in whole if f.period in ("hour", "day")]
    if rated:
        return _rated(sheet, rated)
    inclusive = [f for f in stated if f.includes and f.period in ("year", None) and f.low >= _smallest(sheet)]
    if inclusive:
        return _inclusive(sheet, inclusive[0])
    by_month = whole and whole[0].period is None and sheet.currency in data("columns")["told_by_the_month"]
    if by_month and whole[0].low * 12 >= least:
        return _periodic(sheet, whole, "month")  # where nobody tells a salary by the year
    if whole:
        question = f"Is {whole[0].text} the base salary per month or per year?"
        sheet.ask(Doubt("base", question, ("per month", "per year")), "the base salary")


def _inclusive(sheet: LetterSheet, fact: LetterFigure) -> None:
    """A salary that counts other pay in: of the employer's fund it is freed, holiday pay stays in it."""
    if "employer" in fact.includes:
        share = next((f for f in sheet.facts if f.unit == "percent" and f.clause is fact.clause), None)
        if share is None or share.kind != "employer":
            question = f"How much of the {fact.text} does the employer pay into a fund for you?"
            return sheet.ask(Doubt("base", question), "the base salary without the employer's fund")
        base_ = half_up(fact.low / (1 + share.low / 100))
        sheet.put("base", base_, fact.text)
        return sheet.aloud.append(
            f"{fact.text} includes {percent(share.low)} for the employer's fund, so the base is "
            f"{exact(base_, sheet.currency)}"
        )
    sheet.put("base", half_up(fact.low), fact.text)
    sheet.aloud.append(f"the base of {fact.text} already counts what the letter says it includes")


def _after_tax(sheet: LetterSheet, stated: Sequence[LetterFigure]) -> bool:
    """Whether the salary is told after tax: then it is told as it is written, and no gross year's is made of it."""
    net = next((f for f in stated if _said("net").search(f"{f.before[-40:]} | {f.after[:25]}")), None)
    if net is None or any(_said("gross").search(f"{f.before[-40:]} {f.after[:25]}") for f in stated):
        return False
    if net.period in ("hour", "day") or _said("sales_tax").search(net.clause.text):
        return False  # a freelancer's net is what comes without the sales tax
    sheet.put("rate", net.low, net.text)
    sheet.values["rate_period"] = net.period or "month"
    question = f"{net.text} is what is left after tax. What is the salary before tax?"
    sheet.ask(Doubt("base", question), "the salary before tax")
    return True


def _wholes(sheet: LetterSheet, stated: Sequence[LetterFigure]) -> Sequence[LetterFigure]:
    """The salaries without those that are parts of one before them ("36,500 a month, out of this 29,200 base and 7,300
    for overtime"), and without the sum of a salary and allowances that stands below them."""
    money = [f for f in sheet.everything if f.unit == "money" and (f.currency or f.sign)]
    for one in stated[:_MOST_TOLD]:
        at = next((i for i, f in enumerate(money) if f.clause is one.clause and f.start == one.start), len(money))
        behind = [f for f in money[at + 1 :] if f.period in (one.period, None) and f.low < one.low]
        behind = [f for f in behind if f.kind in ("base", "allowance", "", "fixed_total")][:_MOST_PARTS]
        for n in range(2, len(behind) + 1):
            for some in combinations(behind, n):
                if sum((f.low for f in some), Decimal(0)) == one.low and any(f in stated for f in some):
                    return [f for f in stated if f not in some]
        ahead = [f for f in money[:at] if f.kind == "allowance" and f.period in (one.period, None)][-_MOST_PARTS:]
        sums = {
            sum((f.low for f in some), Decimal(0)) for n in range(1, len(ahead) + 1) for some in combinations(ahead, n)
        }
        if any(one.low - f.low in sums for f in stated if f.period == one.period):
            return [f for f in stated if f is not one]
    return stated


_MOST_PARTS = 6
"""Amounts among which the parts of a salary are looked for."""
_SHARE_OF_TIME = re.compile(
    r"\b(\d{1,2}(?:[.,]\d{1,2})?)[\s-]?(%|h\b|hours?|hrs?|stunden|uur|heures|horas|ore|timer|timmar)", re.I
)


def _own_hours(sheet: LetterSheet, stated: Sequence[LetterFigure]) -> Sequence[LetterFigure]:
    """The salaries, for a full-time one what stands beside it in the ratio of two numbers of hours that the letter
    names (36 and 40), or as a percentage of it."""
    told = [
        (Decimal(f[1].replace(",", ".")), f[2] == "%") for f in islice(_SHARE_OF_TIME.finditer(sheet.text), _MOST_TOLD)
    ]
    hours = {n for n, is_share in told if not is_share and _WEEK[0] <= n <= _WEEK[1]}
    ratios = {b / a for a in hours for b in hours if a < b}
    ratios |= {Decimal(100) / n for n, is_share in told if is_share and _PART_TIME[0] <= n <= _PART_TIME[1]}
    for full in stated[:_MOST_TOLD]:
        for own in sheet.everything[:_MOST_SEEN]:
            fits = own.unit == "money" and own.kind in ("base", "") and own.period in (full.period, None)
            if fits and 0 < own.low < full.low and any(abs(full.low / own.low - r) < _CLOSE for r in ratios):
                kept = [f for f in stated if f is not full and f is not own]
                return [replace(own, kind="base", period=full.period), *kept]
    return stated


_MOST_TOLD, _MOST_SEEN = 10, 60
"""Salaries and hours, and other amounts, among which one is looked for; the longest letters hold five, and some 40."""
_WEEK, _PART_TIME = (8, 48), (20, 95)
"""Hours of a week, and percent of full time."""
_CLOSE = Decimal("0.0005")


def _in_instalments(sheet: LetterSheet, fact: LetterFigure) -> None:
    """A salary told by what comes twice a month or every two weeks."""
    times = fact.times
    if times == 1:  # "per pay period", and another sentence says how long one is
        times = 26 if _TWO_WEEKS.search(sheet.text) else 24 if _TWICE_A_MONTH.search(sheet.text) else None
    if times is None:
        question = f"How often is the {fact.text} paid: twice a month or every two weeks?"
        return sheet.ask(Doubt("base", question, ("twice a month", "every two weeks")), "the base salary")
    sheet.put("base", half_up(fact.low * times), fact.text)
    shown = exact(sheet.values["base"], sheet.currency)
    sheet.aloud.append(f"{fact.text} paid {times} times a year is {shown}")


def _is_aside(fact: LetterFigure) -> bool:
    """Whether a salary is another one than the offer's: after a raise, of the range for the role."""
    ahead = fact.clause.text[: fact.start][-70:]
    return bool(_LATER.search(ahead) or _RANGED.search(ahead))


def _smallest(sheet: LetterSheet) -> int:
    return smallest_year().get(sheet.currency or "", 12_000)


def _yearly(sheet: LetterSheet, yearly: Sequence[LetterFigure], whole: Sequence[LetterFigure]) -> bool:
    """The base of a year. Parts of it (a month's, an instalment) beside it are checks; two that differ are asked
    about."""
    values = list(dict.fromkeys(f.low for f in yearly))
    plainly = [f for f in yearly if _said("base_words").search(f"{f.before} {f.after[:20]}")]
    top = yearly[0] if len(values) == 1 else plainly[0] if len({f.low for f in plainly}) == 1 else None
    fixed = {f.low for f in yearly if f.kind == "fixed_total"}
    if len(fixed) == 1 and fixed == {max(values)}:
        top = next(f for f in yearly if f.low in fixed)  # the basic pay beside it is a part of it
    parts = [v for v in values if top is None and any(_is_part(v, other) for other in values)]
    if top is None and len(values) - len(parts) == 1:
        top = next(f for f in yearly if f.low not in parts)
    if top is None:
        shown = [exact(half_up(v), sheet.currency) for v in values[:3]]
        sheet.doubts.append(
            Doubt(
                "base",
                f"The letter gives {' and '.join(shown)} as salary. Which one is the base?",
                tuple(shown),
                rival=True,
            )
        )
        return True
    sheet.put("base", half_up(top.low), top.text)
    month = next((f for f in whole if f.low != top.low and _payments(f.low, top.low)), None)
    if month is not None:
        sheet.month, sheet.values["payments"] = month.low, _payments(month.low, top.low)
    elif told := _told_payments(sheet):
        sheet.values["payments"] = told
    if top.high != top.low:
        sheet.aloud.append(f"the letter gives a range ({top.text}), so I use its low end")
    return True


def _is_part(value: Decimal, other: Decimal) -> bool:
    return value < other and any(abs(value * n - other) <= n for n in (2, 4, 12, 13, 14, 24, 26, 52))


def _payments(month: Decimal, year: Decimal) -> int | None:
    return next((n for n in (12, 13, 14, 15, 16) if abs(month * n - year) <= n), None)


_PARTS_OF_A_YEAR = (
    r"(?:pagas|teile?n?\b|raten|payments|instal|mensualidades|mensualités|mensilit|maand|salar|salár|salaires|months|"
    r"mal\b|parts|mois|times|meses|vezes|veces|fois|keer|maal|gehälter|löhne|monthly|monats|volte|pagamenti|"
    r"wypłat|pensji|razy|krát|platů|mezd|gånger|ganger|gange|pays\b|pay packets)"
)
_PAYMENTS = re.compile(
    r"\b(1[2-6])[\s-]*(?:x\b|×|equal |gleichen |monthly |monats|(?:fixed |full |guaranteed )?" + _PARTS_OF_A_YEAR + r")"
    r"|(?:\bx|×|\*)\s?(1[2-6])\b(?![.,]\d)|\b(dreizehn|vierzehn|treize|quatorze|catorce|thirteen|fourteen|quattordici|"
    r"tredici|dertien|veertien|treze|trece|třináct|trzynaście)(?:\b\s*(?:\w+\s)?)?(?:monats|monthly|mensual|"
    + _PARTS_OF_A_YEAR
    + r")"
    r"|\bmonths[^.\n\d]{0,12}[:\s]{1,2}(1[2-6]) (?:per|a) year",
    re.I,
)


_OF_SALARY = _said("of_salary")
_OF_OTHERS = _said("of_others")


def _told_payments(sheet: LetterSheet) -> int | None:
    """How many monthly salaries a year the letter says are paid: beside the salary, else in a sentence about paying
    it."""
    beside = " ".join(f.clause.text for f in sheet.of("base")[:3])
    others = [s for s in sentences(sheet.text) if _OF_SALARY.search(s) and not _OF_OTHERS.search(s)]
    for text in (beside, *others):
        if found := _PAYMENTS.search(text):
            digits = found[1] or found[2] or found[4]
            return int(digits) if digits else int(data("pay")["numbers"][found[3].lower()])
    return None


_PARTS_OF = re.compile(
    r"(?:\bx|×|\*)\s?(1[2-6][.,]\d{1,2})\b|\b(1[2-6][.,]\d{1,2})\s?(?:x\b|×|fois|times|keer|maal|mal\b)"
    r"|\b(?:maanden|months|mois)\W{1,40}(1[2-6][.,]\d\d)\b",
    re.I,
)
"""How many monthly salaries a year come to, with holiday pay and a year's end: "x 13.92"."""


def _periodic(sheet: LetterSheet, paid: Sequence[LetterFigure], period: str) -> None:
    """A salary a month or a week, as written and as what it comes to in a year; two that differ are asked about."""
    fact = paid[0]
    if len({f.low for f in paid}) > 1:
        several = tuple(dict.fromkeys(f.text for f in paid))[:3]
        question = f"The letter gives {' and '.join(several)} per {period} as salary. Which one is yours?"
        return sheet.ask(Doubt("base", question, several, rival=True), "the base salary")
    if period == "month" and (parts := _PARTS_OF.search(sheet.text)):
        counted = parts[1] or parts[2] or parts[3]
        times = Decimal(counted.replace(",", "."))
        sheet.put("base", half_up(fact.low * times), f"{fact.text} per month")
        sheet.values |= {"rate": fact.low, "rate_period": period}
        sheet.month = fact.low
        sheet.within |= {"holiday", "thirteenth"}
        shown = exact(half_up(fact.low * times), sheet.currency)
        sheet.aloud.append(f"{fact.text} a month is {shown} over the {counted} months that the letter counts")
        return
    told = (_told_payments(sheet) or 12) if period == "month" else 52
    sheet.put("base", half_up(fact.low * told), f"{fact.text} per {period}")
    sheet.values |= {"rate": fact.low, "rate_period": period}
    if period == "month":
        sheet.month, sheet.values["payments"] = fact.low, told
    shown = exact(half_up(fact.low * told), sheet.currency)
    sheet.aloud.append(f"{fact.text} a {period} is {shown} over {told} {period}s")


_UNITS_AGREED = re.compile(
    r"\b(?P<n>\d{1,3}(?:[.,]\d{3})?)\s*(?:billable |working |chargeable |contract |fee "
    r"|arbeits|personen)?(?P<unit>hours|days|stunden|tage\b|heures|jours|dagen|uren|horas|días|dias)"
    r"(?!\s?(?:notice|of notice|a week|per week|pro woche|par semaine|a month|per month|of "
    r"(?:paid|annual|vacation|leave|holiday)|paid|annual|leave|vacation|holiday|from|after|of receipt|net|prior|"
    r"written))"
    r"|\b(?:number of|estimated|expected|agreed|planned|maximum|total|geschätzte|vereinbarte) "
    r"(?P<named>hours|days|stunden|tage)\s?:\s?"
    r"(?P<m>\d{1,3}(?:[.,]\d{3})?)\b",
    re.I,
)
_HOURS_A_WEEK = re.compile(
    r"\b(\d{2}(?:[.,]\d)?)[\s-]*(?:hours?|hrs?|stunden|heures|uur|horas|h)\s*(?:a|per|/|each|pro|par|in der|por|a "
    r"la)\s*\.?(?:week|woche|semaine|semana)|(\d{2})[\s-](?:hour|stunden)[\s-]?(?:week|woche)"
    r"|\b(?:wöchentliche arbeitszeit|wochenarbeitszeit|weekly hours|hours per week)\s*:?\s*(\d{2}(?:[.,]\d)?)\b"
    r"|\b(?:hours|hours of work|working hours)\s*:\s*(\d{2}(?:[.,]\d{1,2})?) (?:per|a) week",
    re.I,
)


_FOR_WEEKS = re.compile(
    r"^[^.\d]{0,12}(?:\bfor (\d{1,2}) weeks|[ ,](\d{1,2})-week (?:assignment|contract|term))\b", re.I
)


def _for_weeks(sheet: LetterSheet, fact: LetterFigure, hours: Decimal) -> None:
    """Pay an hour over some weeks, as an internship has it: what it comes to, and no year's salary."""
    units, total_ = half_up(hours), half_up(fact.low * hours)
    sheet.values |= {"contract_units": units, "contract_total": total_}
    sheet.aloud.append(
        f"{units:,} hours at {fact.text} come to {exact(total_, sheet.currency)}; that is the contract, not a year's "
        f"salary"
    )


def _rated(sheet: LetterSheet, paid: Sequence[LetterFigure]) -> None:
    """Pay an hour or a day: as written, with what an agreed number of them comes to. A year is only made of hours a
    week."""
    fact = paid[0]
    sheet.put("rate", fact.low, f"{fact.text} per {fact.period}")
    sheet.values["rate_period"] = fact.period
    unit = "hour" if fact.period == "hour" else "day"
    agreed = [
        m
        for m in _UNITS_AGREED.finditer(sheet.text)
        if not _said("not_agreed").ends(sheet.text[: m.start()])
        and ((m["unit"] or m["named"])[:2].lower() in ("ho", "st", "he", "ur")) == (unit == "hour")
    ]
    sizes = [int("".join(filter(str.isdecimal, m["n"] or m["m"]))) for m in agreed]
    sizes = [n for n in sizes if n >= (20 if unit == "day" else 60)]
    if len(set(sizes)) == 1:
        total = half_up(fact.low * sizes[0])
        sheet.values |= {"contract_units": sizes[0], "contract_total": total}
        sheet.aloud.append(
            f"{sizes[0]:,} {unit}s at {fact.text} come to {exact(total, sheet.currency)}; that is the contract, not "
            f"a year's salary"
        )
        return
    week = _HOURS_A_WEEK.search(sheet.text) if unit == "hour" else None
    if week and _said("at_most").ends(sheet.text[: week.start()]):
        week = None
    hours = Decimal((week[1] or week[2] or week[3] or week[4]).replace(",", ".")) if week else Decimal(0)
    if week and (weeks := _FOR_WEEKS.search(sheet.text[week.end() : week.end() + 30])):
        return _for_weeks(sheet, fact, hours * int(weeks[1] or weeks[2]))
    if week and not _said("contractor").search(sheet.text):
        sheet.values["base"] = half_up(fact.low * hours * 52)
        sheet.aloud.append(
            f"{fact.text} an hour at {hours:f} hours a week is {exact(sheet.values['base'], sheet.currency)} over 52 "
            f"weeks"
        )
        return
    sheet.aloud.append(
        f"{fact.text} is the pay for {'an hour' if unit == 'hour' else 'a day'}; the letter doesn't say for how "
        f"many, so I make no year of it"
    )


def _from_table(sheet: LetterSheet) -> bool:
    """A sheet of components (an annexure): its line for the fixed total, else the sum of what is paid in cash."""
    rows = [f for f in sheet.facts if f.clause.columns and f.unit == "money"]
    in_year = [f for f in rows if f.period == "year"]
    parts = [f for f in in_year if f.kind in ("base", "allowance", "employer")]
    whole = [f for f in in_year if f.kind == "fixed_total"] or _sums_of_those_before(parts)
    parts = [f for f in parts if f not in whole]
    if whole:
        sheet.put("base", half_up(whole[0].low), whole[0].text)
        total = sum((f.low for f in parts), Decimal(0))
        if parts and total != whole[0].low:
            shown = exact(half_up(total), sheet.currency)
            sheet.aloud.append(
                f"the parts of the fixed pay come to {shown}, the letter's own sum says {whole[0].text}; I use the "
                f"letter's"
            )
        return True
    cash = [f for f in parts if f.kind != "employer"]
    if len(cash) < 2 or not any(f.kind == "base" for f in cash):
        return False
    sheet.values["base"] = half_up(sum((f.low for f in cash), Decimal(0)))
    sheet.said.append(("base", " + ".join(f.text for f in cash)))
    more = f" and {len(cash) - MOST_NAMED} more" if len(cash) > MOST_NAMED else ""
    names = ", ".join(f.row for f in cash[:MOST_NAMED]) + more
    sheet.aloud.append(f"the base is the sum of {names}: {exact(sheet.values['base'], sheet.currency)}")
    return True


def _sums_of_those_before(rows: Sequence[LetterFigure]) -> list[LetterFigure]:
    """The row that is what several above it come to, under whatever name: "Fixed pay"."""
    return [f for n, f in enumerate(rows) if n > 1 and f.low == sum((one.low for one in rows[:n]), Decimal(0))][:1]


_SPLIT = re.compile(r"\b(\d{2})\s?/\s?(\d{2})\b")


def shares(sheet: LetterSheet) -> list[LetterFigure]:
    """The two percentages that a total is split by ("60% base and 40% commission"); none where it isn't."""
    for one in sheet.of("total"):
        of_it = [f for f in sheet.facts if f.unit == "percent" and f.clause is one.clause]
        if len(of_it) == 2 and of_it[0].low + of_it[1].low == 100:
            return of_it
    return []


def _split(sheet: LetterSheet) -> tuple[int, str] | None:
    """The percentage of on-target earnings that is base, and the words that say so."""
    found = _SPLIT.search(sheet.text)
    if found and int(found[1]) + int(found[2]) == 100:
        return int(found[1]), found[0]
    halves = shares(sheet)
    if halves and _said("of_base").search(f"{halves[0].before} {halves[0].after}"):
        return int(halves[0].low), " and ".join(f.text for f in halves)
    return None


def total(sheet: LetterSheet) -> None:
    """On-target earnings, cost to company or a package, and the base that they give where none is written."""
    found = [f for f in sheet.of("total") if f.unit == "money" and f.low >= 1000 and f.period in ("year", None)]
    if not found:
        return
    one = found[0]
    kind = re.search(r"\b(?:OTE|on[- ]target|Ziel|CTC|cost to company|package|total cash)", one.clause.text, re.I)
    name = {"on": "OTE", "ot": "OTE", "zi": "OTE", "ct": "CTC", "co": "CTC", "pa": "package", "to": "total cash"}.get(
        kind[0][:2].lower() if kind else "", "total"
    )
    sheet.put("total", half_up(one.low), one.text)
    sheet.values["total_kind"] = name
    if name == "OTE" and "base" not in sheet.values and (split := _split(sheet)):
        base = half_up(one.low * split[0] / 100)
        sheet.values |= {"base": base, "bonus_amount": half_up(one.low) - base}
        sheet.aloud.append(f"the {split[1]} split of {one.text} is {exact(base, sheet.currency)} base")
    if name == "package" and "base" not in sheet.values:
        _without_super(sheet, one)


def _without_super(sheet: LetterSheet, one: LetterFigure) -> None:
    """A package that includes the employer's percentage: the base is what remains of it."""
    share = next((f for f in sheet.of("employer") if f.unit == "percent" and f.clause is one.clause), None)
    if _said("super_on_top").search(one.after) and sheet.of("employer"):
        sheet.values["base"] = half_up(one.low)
        sheet.aloud.append(f"the employer's fund is paid on top of {one.text}, so I take that as the base")
        return
    if share is None or not _said("super_within").search(one.clause.text):
        return
    base = half_up(one.low / (1 + share.low / 100))
    sheet.values["base"] = base
    sheet.aloud.append(
        f"{one.text} includes {percent(share.low)} for the employer's fund, so the base is "
        f"{exact(base, sheet.currency)}"
    )
