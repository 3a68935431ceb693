"""What a letter gives beside salary, bonus and equity: holiday pay, a 13th month, the employer's funds, allowances."""

import re
from decimal import Decimal
from itertools import combinations

from bot.reading.letters.bonus import TIMES
from bot.reading.letters.facts import LetterFigure
from bot.reading.letters.sheet import LetterSheet, half_up
from bot.reading.terms import MOST_LISTED, MOST_MONEY, Extra
from bot.wording import exact
from ingest.lexicon import words
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

PAID = {"holiday": "holiday pay", "thirteenth": "the 13th month's salary", "allowance": "an allowance in cash"}
_MOST_OF_A_YEAR = 20
"""Percent of a year's salary that holiday pay can be; more is of a few days' pay (Mexico's prima vacacional)."""


def _in_total(sheet: LetterSheet) -> list[LetterFigure]:
    """The allowances that a letter's own total counts with the base, as Gulf states' do."""
    base, month = sheet.values.get("base"), sheet.month
    paid = [f for f in sheet.of("allowance") if f.unit == "money" and f.period == "month"]
    if base is None or month is None or not paid:
        return []
    told = {f.low for f in sheet.everything if f.unit == "money" and f.period in ("month", None) and f.low > month}
    for n in range(min(len(paid), _MOST_PARTS), 0, -1):
        for some in combinations(paid, n):
            if month + sum((f.low for f in some), Decimal(0)) in told:
                return list(some)
    return []


_MOST_PARTS = 6
"""Allowances among which those that a total counts are looked for."""


def extras(sheet: LetterSheet) -> None:
    """The extras; what is paid in cash every year counts in the worth, the rest is only told."""
    base = sheet.values.get("base")
    found: list[Extra] = []
    included = sheet.within | {kind for f in sheet.of("base") for kind in f.includes if f.low == base}
    if sheet.currency not in words.data("pay")["holiday_on_top"]:
        included.add("holiday")  # elsewhere it comes instead of the salary
    for fact in sheet.of("holiday"):
        if "holiday" in included or base is None or _INCLUDING.ends(fact.before):
            continue
        yearly = (
            half_up((sheet.month or Decimal(base) / 12) * fact.low / 100)
            if fact.unit == "percent" and _of_a_month(fact.after)
            else half_up(Decimal(base) * fact.low / 100)
            if fact.unit == "percent" and fact.low <= _MOST_OF_A_YEAR
            else half_up(fact.low)
            if fact.unit == "money" and fact.low >= 100
            else None
        )
        found.append(_extra("holiday", fact, yearly, counted=yearly is not None))
    found += _thirteenth(sheet, included)
    in_total = _in_total(sheet)
    for fact in sheet.of("employer", "allowance"):
        if fact.unit in ("money", "percent"):
            yearly = _a_year(fact, base) if fact in in_total or _is_fixed_cash(fact) else None
            found.append(_extra(fact.kind, fact, yearly, counted=yearly is not None))
    unique: dict[tuple[str, str], Extra] = {(e.kind, e.said): e for e in found}
    if unique:
        sheet.values["extras"] = tuple(unique.values())[:MOST_LISTED]
    for extra in unique.values():
        if extra.counted and extra.yearly:
            what = PAID[extra.kind]
            sheet.aloud.append(f"{what} adds {exact(extra.yearly, sheet.currency)} a year to the base")


def _extra(kind: str, fact: LetterFigure, yearly: int | None, *, counted: bool = False) -> Extra:
    written = fact.clause.text[
        max(0, fact.start - min(len(fact.before), 60)) : fact.start + len(fact.text) + min(len(fact.after), 40)
    ]
    said = " ".join(written.split())
    if yearly is not None and yearly > MOST_MONEY:
        yearly, counted = None, False
    unit = {"percent": fact.low} if fact.unit == "percent" else {"amount": fact.low}
    return Extra(kind=kind, said=said[:160], period=fact.period, yearly=yearly, counted=counted, **unit)  # type: ignore[arg-type]


def _is_fixed_cash(fact: LetterFigure) -> bool:
    """Whether an allowance is paid in cash with every salary, whatever is spent: for a car, a city, a shift."""
    ahead = f"{fact.clause.text.partition(':')[0]} {fact.before}"
    sure = fact.kind == "allowance" and bool(words.pattern(words.data("pay")["fixed_cash"]).search(ahead))
    return sure and not (_said("up_to").ends(fact.before) or _said("not_every_year").search(fact.clause.text))


def _a_year(fact: LetterFigure, base: int | None) -> int | None:
    """What an allowance comes to in a year; None where it isn't told per what."""
    if fact.unit == "percent":
        of_base = base is not None and _said("share_of_salary").starts(fact.after)
        return half_up(Decimal(base or 0) * fact.low / 100) if of_base else None
    return half_up(fact.low * TIMES[fact.period]) if fact.period in TIMES else None


_INCLUDING = _said("including")
_SALARIES = _said("months_of_pay")
_NO = _said("none")


_NOT_PAID = _said("not_paid")
_DAYS = re.compile(r"\s*(?:de|of|:)?\s*(\d{1,2})\s*(?:días|days|dias)", re.I)


AROUND = 200
"""Characters beside a word in which it is said that there is none."""


def _is_none(found: re.Match[str], text: str) -> bool:
    """Whether the words say that there is no such thing."""
    before, after = text[max(0, found.start() - AROUND) : found.start()], text[found.end() : found.end() + AROUND]
    return bool(_NO.ends(before) or _NOT_PAID.starts(after))


_BOTH = re.compile(r"\burlaubs- (?:und|u\.) weihnacht", re.I)
_CONDITION = 60
"""Characters behind a part of pay in which its condition stands."""


def _is_of_signing(found: re.Match[str], text: str) -> bool:
    """Whether the words say when a signing bonus comes: "50% with the 13th month salary"."""
    line = text[: found.start()].rpartition("\n")[2]
    return bool(words.pay_in_letter("signing").search(line)) and "." not in line


def _of_a_month(after: str) -> bool:
    """Whether a percentage is of one month's salary."""
    first, _, rest = after.strip().partition(" ")
    return bool(_SALARIES.starts(after.strip()) or (first.casefold() in _OF_ONE and _SALARIES.starts(rest)))


_OF_ONE = frozenset("eines of d'un de del di van a one un uma um een".split())


def _thirteenth(sheet: LetterSheet, included: set[str]) -> list[Extra]:
    """A 13th month's salary: as written, or a month's base where it is only named. None where 13 payments make the
    base."""
    base, payments = sheet.values.get("base"), sheet.values.get("payments") or 12
    if base is None or payments > 12 or "thirteenth" in included:
        return []
    singapore = r"|\bAWS\b(?=[^.\n]{0,40}month)" if sheet.currency == "SGD" else ""
    every = re.finditer(words.pay_in_letter("thirteenth").pattern + singapore, sheet.text, re.I)
    named = next((m for m in every if not _is_none(m, sheet.text) and not _is_of_signing(m, sheet.text)), None)
    if named is None:
        return []
    if _said("only_if").search(sheet.text[named.end() : named.end() + _CONDITION].partition("\n")[0]):
        sheet.aloud.append(f"the {named.group()} is not counted, since it comes only under a condition")
        return []
    stated = [f for f in sheet.of("thirteenth") if f.unit == "money" and f.low >= 100]
    share = next((f for f in sheet.of("thirteenth") if f.unit == "percent" and f.low <= _MOST_OF_A_YEAR), None)
    month = sheet.month or Decimal(base) / 12
    amount = stated[0].low if stated and stated[0].low < base else month
    if share and not stated:
        amount = Decimal(base) * share.low / 100  # "Eindejaarsuitkering: 3%"
    part = next((f for f in sheet.of("thirteenth") if f.unit == "percent" and _of_a_month(f.after)), None)
    if part and not stated:
        amount = month * part.low / 100  # "50 % eines Monatsgehalts"
    if part and _BOTH.search(part.before) and _said("each_time").search(part.before):
        amount *= 2  # "Urlaubs- und Weihnachtsgeld: jeweils 50 %"
    days = _DAYS.match(sheet.text[named.end() :])
    if days and not stated:
        amount = month * int(days[1]) / 30
    said = stated[0].text if stated else named.group()
    if _said("within").search(sheet.text[max(0, named.start() - 40) : named.start()]):
        return []
    if amount > MOST_MONEY:
        return []
    return [Extra(kind="thirteenth", said=said, amount=amount, yearly=half_up(amount), counted=True)]
