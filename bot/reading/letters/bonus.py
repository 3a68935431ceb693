"""The bonus of a letter, per year, and its signing bonus with the parts it comes in."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from bot.reading.letters.base import shares
from bot.reading.letters.facts import LetterFigure, named
from bot.reading.letters.sheet import LetterSheet, half_up
from bot.reading.letters.staying import NEAR, put_later, year_of
from bot.reading.stretches import sentences, up_to
from bot.reading.terms import Doubt
from bot.wording import exact
from ingest.lexicon import words
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

TIMES = {"week": 52, "month": 12, "quarter": 4, "year": 1}
"""How often a year what is paid for a period comes."""

_UP_TO = _said("up_to")
_OF_TARGET = _said("of_target")
_TWICE = _said("twice")


_ONE_YEAR = _said("one_year")
"""Says that what is guaranteed is so for one year only."""


_THEREAFTER = _said("thereafter")
"""Says that a bonus begins when the guaranteed one of the first year is over."""


def bonus(sheet: LetterSheet) -> None:
    """The yearly bonus: a share of base, money, or months of salary; guaranteed, at target, or at most."""
    split = shares(sheet)
    found = [
        f for f in sheet.of("bonus") if not (f.unit == "percent" and (f.high >= 100 or _OF_TARGET.starts(f.after)))
    ]
    found = [f for f in found if f not in split and not _said("in_the_past").search(f"{f.before[-50:]}")]
    found = [f for f in found if not _is_weight(f, sheet.everything) and not _is_thirteenth(f)]
    found = [f for f in found if not _is_share_of_total(f, found, sheet.of("total")[:_MOST_GOALS])]
    found = [f for f in found if not (f.unit == "percent" and _said("guaranteed").starts(f.after))]  # that much of it
    sure = [f for f in found if f.unit == "money" and f.period in ("year", None) and _is_guaranteed(f)]
    rest = [f for f in found if f not in sure or (len(sure) == len(found) == 1 and not _ONE_YEAR.search(f.clause.text))]
    for fact in sure:
        if fact not in rest:
            sheet.put("bonus_guaranteed", half_up(fact.low), fact.text)
    for fact in rest:
        if fact.unit == "count":
            continue
        if sure and fact not in sure and _THEREAFTER.search(fact.before):
            sheet.values["bonus_from_second"] = True
        _bonus_of(sheet, fact)
    if (
        "total" in sheet.values
        and sheet.values.get("total_kind") == "OTE"
        and "base" in sheet.values
        and not any(k.startswith("bonus") for k in sheet.values)
    ):
        variable = sheet.values["total"] - sheet.values["base"]
        if variable > 0:
            sheet.values["bonus_amount"] = variable
            sheet.aloud.append(
                f"the variable pay is what on-target earnings leave above the base: {exact(variable, sheet.currency)}"
            )


def _is_share_of_total(fact: LetterFigure, found: Sequence[LetterFigure], totals: Sequence[LetterFigure]) -> bool:
    """Whether a percentage only says how much of the total the bonus beside it is: "34,500 (30 %)"."""
    shares = [total.low * fact.low / 100 for total in totals if total.unit == "money"]
    beside_it = [f.low for f in found if f.unit == "money" and f.clause is fact.clause][:_MOST_GOALS]
    return fact.unit == "percent" and any(abs(share - one) <= 1 for share in shares for one in beside_it)


def _is_thirteenth(fact: LetterFigure) -> bool:
    """Whether a bonus of one month's salary is a 13th month's by another name."""
    one = fact.unit == "months" and fact.low == fact.high == 1 and not _is_most(fact)
    return one and any(n.kind == "thirteenth" for n in named(fact.clause.text))


_IN_PART = re.compile(r"^[^.;%]{0,40}\d ?%")


def _is_guaranteed(fact: LetterFigure) -> bool:
    """Whether a bonus is guaranteed as it is told, and not some percent of it."""
    if _said("at_least").ends(fact.before):
        return True
    word = _said("guaranteed").search(fact.clause.text)
    return word is not None and not (word.start() > fact.start and _IN_PART.match(fact.clause.text[word.end() :]))


def _is_weight(fact: LetterFigure, found: Sequence[LetterFigure]) -> bool:
    """Whether a percentage is how much one of several goals counts: with those beside it, it comes to the whole."""
    ahead = fact.before[-_NEAR:].rpartition(",")[2]  # "at target, 50% company and 50% personal objectives"
    if _said("goal").search(ahead) or _is_most(fact):
        return False
    beside_it = [f for f in found if f.unit == "percent" and f.clause is fact.clause and f.kind in (fact.kind, "")]
    others = [f for f in beside_it if f.start != fact.start][:_MOST_GOALS]
    return fact.unit == "percent" and any(
        fact.low + sum(f.low for f in some) == _ALL for n in (1, 2) for some in combinations(others, n)
    )


_ALL = 100
"""Percent."""
_MOST_GOALS = 8
_NEAR = 40
"""Characters beside a figure."""


def _is_most(fact: LetterFigure) -> bool:
    """Whether a bonus is told as the most it can be, with no goal named behind that."""
    said = _UP_TO.search(fact.before[-_NEAR:])
    return said is not None and not _said("goal").search(fact.before[-_NEAR:], said.end())


def _bonus_of(sheet: LetterSheet, fact: LetterFigure) -> None:
    most = _is_most(fact)
    if fact.unit == "percent":
        name, value = ("bonus_most", fact.low) if most else ("bonus_percent", fact.low)
        if fact.low == 0 and fact.high > 0:
            name, value = "bonus_most", fact.high
        return _once(sheet, name, value, fact)
    in_all = _said("in_all").search(f"{fact.before} {fact.after}")
    twice = 2 if _TWICE.search(fact.clause.text) and not in_all else 1
    if fact.unit == "months":
        month = (
            _month_meant(sheet, fact)
            or sheet.month
            or (
                Decimal(sheet.values["base"]) / (sheet.values.get("payments") or 12) if "base" in sheet.values else None
            )
        )
        if month is None:
            return sheet.aloud.append(
                f"a bonus of {fact.text} months' pay is not counted, since the salary isn't known"
            )
        amount = half_up(fact.low * twice * month)
        sheet.aloud.append(
            f"{fact.low * twice:f} months' salary of bonus {'can reach' if most else 'is'} "
            f"{exact(amount, sheet.currency)} a year"
        )
        return _once(sheet, "bonus_most_amount" if most else "bonus_amount", amount, fact)
    if fact.low < 100:
        return None
    if twice == 2 and not _said("each_time").search(fact.clause.text):
        twice = 1
        if not _said("a_years").search(fact.clause.text):
            question = f"Is the bonus of {fact.text} paid each time, or is it what both come to in a year?"
            return sheet.ask(Doubt("bonus_amount", question, ("each time", "in a year")), "the yearly bonus")
    amount = half_up(fact.low * (twice if twice == 2 else TIMES.get(fact.period or "year", 1)))
    share = sheet.values.get("bonus_percent")
    if share is not None and "base" in sheet.values and abs(half_up(sheet.values["base"] * share / 100) - amount) <= 1:
        return None
    return _once(sheet, "bonus_most_amount" if most else "bonus_amount", amount, fact)


def _month_meant(sheet: LetterSheet, fact: LetterFigure) -> Decimal | None:
    """A month's basic or total salary, where a bonus is months of that and the letter tells it beside the salary."""
    told = [f for f in sheet.everything if f.unit == "money" and f.kind == "base" and f.period in ("month", None)]
    month = sheet.month or Decimal(0)
    if _said("basic").search(fact.after[:_NEAR]):
        return min((f.low for f in told if f.low < month and _said("basic").search(f.before[-_NEAR:])), default=None)
    if _said("whole").search(fact.after[:_NEAR]):
        return max((f.low for f in told if f.low > month and _said("whole").search(f.before[-_NEAR:])), default=None)
    return None


def _once(sheet: LetterSheet, name: str, value: Any, fact: LetterFigure) -> None:
    """Set a bonus; where another one stands already, both are left open and asked about."""
    other = {"bonus_percent": "bonus_amount", "bonus_amount": "bonus_percent"}.get(name, name)
    before = next((sheet.values[k] for k in (name, other) if k in sheet.values), None)
    if before == value:
        return
    if before is not None and not name.startswith("bonus_most"):
        if (
            "bonus_amount" in sheet.values
            and name == "bonus_percent"
            and "base" in sheet.values
            and abs(half_up(sheet.values["base"] * value / 100) - sheet.values["bonus_amount"]) <= 1
        ):
            return
        first = dict(sheet.said).get(name) or dict(sheet.said).get(other, "")
        question = f"The letter names {first} and {fact.text} as bonus. Which is the yearly target, or do both count?"
        sheet.ask(Doubt("bonus_percent", question, (first, fact.text, "both")), "the yearly bonus")
        return
    sheet.put(name, value, fact.text)
    if fact.high != fact.low and fact.low:
        sheet.aloud.append(f"the letter gives a range for the bonus ({fact.text}), so I use its low end")


_SECOND_YEAR = _said("after_a_year")
_OF_SECOND = _said("second_year")
_HALVES = _said("halves")
_CLAWBACK = _said("paid_back")
_WITHIN = re.compile(
    r"\b(?:within|before|in|during|less than|innerhalb von|dans les|avant|antes de|en los|em|binnen|inside)\s(?:the "
    r"|your |den |ersten )*(?:first )?([\w-]+ (?:\(\d+\) )?(?:months?|years?|monate?n?|jahre?n?|mois|ans?|meses|años?"
    r"|anos?|maanden|jaar))\b",
    re.I,
)


def signing(sheet: LetterSheet) -> None:
    """What is paid once, by the year it comes in, and when it is to be paid back."""
    found = [f for f in sheet.of("signing") if f.unit == "money" and f.low >= 100]
    found = put_later(sheet, found)
    if not found:
        return
    texts = [f"{f.before[-60:]} {f.after}" for f in found]
    if len(found) > 2 and found[0].low == sum(f.low for f in found[1:]):
        found, texts = found[1:], texts[1:]
    again = len(found) == 2 and found[0].low == found[1].low and found[0].clause is not found[1].clause
    if again and not _SECOND_YEAR.search(found[1].clause.text):
        found, texts = found[:1], texts[:1]
    if len(found) == 1:
        _one_signing(sheet, found[0])
    else:
        later = [
            bool(_SECOND_YEAR.search(up_to(f.after.partition(" and ")[0], ";,")) or _OF_SECOND.search(f.before[-60:]))
            for f in found
        ]
        if len(found) == 2 and not any(later) and _SECOND_YEAR.search(found[1].after + found[1].before):
            later = [False, True]
        first, second = (
            sum((f.low for f, at in zip(found, later, strict=True) if at is late), Decimal(0)) for late in (False, True)
        )
        if second or _said("joined").search(found[1].before):
            sheet.put("signing", half_up(first), " and ".join(f.text for f in found))
            if second:
                sheet.values["signing_second"] = half_up(second)
        else:
            shown = tuple(f.text for f in found[:2])
            question = f"The letter names {' and '.join(shown)} as signing bonus. Which one is it?"
            sheet.ask(Doubt("signing", question, shown), "the signing bonus")
    clause = next((f.clause.text for f in found if _CLAWBACK.search(f.clause.text)), None) or next(
        (
            part
            for part in sentences(sheet.text)
            if _CLAWBACK.search(part) and words.pay_in_letter("signing").search(part)
        ),
        "",
    )
    if clause:
        within = _WITHIN.search(clause)
        sheet.values["clawback"] = (
            f"to be paid back on leaving within {within[1]}"
            if within
            else "to be paid back in some cases: read that clause"
        )


def _later_share(text: str) -> int | None:
    """The percentage of a signing bonus that comes after a year, where its two parts are percentages."""
    parts = list(re.finditer(r"\b(\d{1,2}) ?%", text))
    for one, two in pairwise(parts):
        late = [bool(_SECOND_YEAR.search(text[a.end() : b])) for a, b in ((one, two.start()), (two, two.end() + 60))]
        if int(one[1]) + int(two[1]) == 100 and late == [False, True]:
            return int(two[1])
    return None


_TWELVE = re.compile(r"\b(?:12|twelve|zwölf|douze|doce|doze|twaalf|dodici|dwunastu)\b", re.I)
_CALENDAR_YEAR = re.compile(r"\b20\d\d\b")


def _one_signing(sheet: LetterSheet, fact: LetterFigure) -> None:
    if len(set(_CALENDAR_YEAR.findall(fact.clause.text))) > 1:
        sheet.put("signing", half_up(fact.low), fact.text)
        question = f"In which years of your employment do the parts of the {fact.text} come?"
        return sheet.ask(Doubt("signing", question), f"when the {fact.text} comes")
    around = fact.clause.text + " " + _next_sentence(sheet.text, fact.text)
    share = _later_share(around)
    if share is not None:
        second = half_up(fact.low * share / 100)
        sheet.put("signing", half_up(fact.low) - second, fact.text)
        sheet.values["signing_second"] = second
        sheet.aloud.append(f"{share} % of the {fact.text} signing bonus comes in the second year")
        return
    if _HALVES.search(around):
        behind = up_to(fact.after, ";.")
        a_year = _TWELVE.search(behind) and not _CLAWBACK.search(behind)
        second = half_up(fact.low) // 2 if a_year or _SECOND_YEAR.search(around) else 0
        sheet.put("signing", half_up(fact.low) - second, fact.text)
        if second:
            sheet.values["signing_second"] = second
            sheet.aloud.append(f"half of the {fact.text} signing bonus comes in the second year")
        return
    late = _SECOND_YEAR.search(up_to(fact.after, ";."))
    if late and not _CLAWBACK.search(fact.after[: late.end() + 1]) and not _said("on_leaving").search(fact.after):
        sheet.put("signing_second", half_up(fact.low), fact.text)
        return
    # "After twelve months you get a one-time $8,000."
    at_last = year_of(fact.before[-NEAR:]) == 2 and not _CLAWBACK.search(fact.before[-NEAR:])
    sheet.put("signing_second" if at_last else "signing", half_up(fact.low), fact.text)


def _next_sentence(text: str, said: str) -> str:
    at = text.find(said)
    return text[at : at + 260].partition("\n\n")[0] if at >= 0 else ""
