"""Every sum of money in a letter accounted for: it is used, a part or a sum of what is used, or no pay. What isn't is
asked about, and no year's sum is told while it is open."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from bot.reading.letters.facts import LetterFigure, counted_in
from bot.reading.letters.sheet import LetterSheet, half_up
from bot.reading.terms import Doubt
from bot.wording import exact
from ingest.lexicon import words
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")

_YEARLY = {"hour": 0, "day": 0, "week": 52, "month": 12, "quarter": 4, "year": 1}
"""How often a year what is paid for a period comes; of hours and days nobody knows how many."""
_SHARE = 100
"""What comes to less than this part of the base changes no year by much: a voucher, an hour of standby."""
_BEYOND = 10
"""Times the base that nothing comes to which nobody calls pay."""
_MOST_SUMMED = 12
"""Amounts of which sums are tried."""
_MOST_SEEN = 80
"""Figures of a letter that are accounted for; long ones hold some 40."""
_FEW_SUMMED = 2
_ALL = 100
"""Percent."""
_PAID_OUT = (2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 24, 26, 52)
"""In how many parts what is paid in a year may come."""
_EXCERPT = 60
_NO_PAY = ("noise", "severance", "employer", "strike")


def confirmed(found: Sequence[LetterFigure]) -> list[LetterFigure]:
    """The figures that words beside them name, and of the others those that these explain: what a stated sum comes in,
    the next of a list, the goal of a bonus. A salary that nothing else names stands as its clause has it."""
    sure = [f for f in found if f.sure]
    named = {f.low for f in sure if f.kind and f.unit == "money"}
    salary = any(f.kind in ("base", "fixed_total") and f.unit == "money" for f in sure)
    return [f for f in found if f.sure or _is_confirmed(f, found, named, salary)]


def _is_confirmed(fact: LetterFigure, found: Sequence[LetterFigure], named: set[Decimal], salary: bool) -> bool:
    if fact.kind in ("", "noise", "severance", "allowance", "employer", "strike") or fact.clause.columns:
        return True
    if fact.unit == "percent":
        return fact.kind != "bonus" or bool(
            _said("goal").search(fact.before[-30:]) or _said("share_of_salary").starts(fact.after)
        )
    if fact.unit != "money":
        return True
    if fact.kind == "base" and not salary:
        return True
    if any(abs(fact.low * n - one) <= n for one in named for n in _PAID_OUT):
        return True
    same = [f for f in found if f.kind == fact.kind and f.clause is fact.clause and f.unit == "money"]
    parts = [f for f in same if not f.sure]
    if any(abs(sum((p.low for p in parts), Decimal(0)) - one) <= 1 for one in named if len(parts) > 1):
        return True
    if fact.kind == "equity" and _said("worth").search(fact.before[-30:]):
        return any(f.unit == "count" for f in found if f.clause is fact.clause and f.kind == "equity")
    return fact.kind == "signing" and bool(_said("after_a_year").search(f"{fact.before[-40:]} {fact.after[:60]}"))


def account(sheet: LetterSheet, found: Sequence[LetterFigure]) -> None:
    """Ask about every figure that may be pay and that nothing explains, and hold back the sums meanwhile."""
    base = sheet.values.get("base") or _of_rate(sheet)
    known = [value for value in _parts(sheet) if value]
    others = {f.low for f in sheet.facts if f.sure and f.unit == "money" and f.kind not in _NO_PAY}
    sums = _sums(known) | _sums({*known, *others}, _FEW_SUMMED)
    used = {id(f) for f in sheet.facts}
    for fact in found[:_MOST_SEEN]:
        if id(fact) in used and fact.kind:
            continue
        if fact.unit == "money":
            open_ = _may_be_pay(fact, base) and not _explained(fact.low, known, sums)
        else:
            open_ = not fact.kind and fact.low < _ALL and bool(_said("share_of_salary").starts(fact.after))
        if not open_:
            continue
        if "base" in sheet.values and (times := _TIMES.search(fact.before)) and _is_of_base(fact, sheet):
            _two_bases(sheet, fact, int(times[1]))
        else:
            question = f"What is the {fact.text} in “{_excerpt(fact)}”: pay each year, paid once, or no pay?"
            sheet.ask(Doubt("unclear", question), f"what the {fact.text} is")
    _lost_bonus(sheet)
    _add_up(sheet, known)


def _of_rate(sheet: LetterSheet) -> int | None:
    """What a rate comes to in a year, where no base is told; None for hours and days."""
    rate, period = sheet.values.get("rate"), sheet.values.get("rate_period")
    return half_up(rate * _YEARLY[period]) or None if rate and period in _YEARLY else None


def _lost_bonus(sheet: LetterSheet) -> None:
    """Ask what a bonus comes to where the letter speaks of its goal and of months, and nothing of it was read."""
    if any(name.startswith("bonus") for name in sheet.values) or sheet.of("bonus"):
        return
    for line in sheet.text.split("\n"):
        named = words.pay_in_letter("bonus").search(line)
        if (
            named
            and (goal := _said("goal").search(line, named.start()))
            and _said("months_or_salaries").search(line, goal.start())
        ):
            question = f"What does the bonus come to in a year: “{' '.join(line.split())[:_LINE]}”?"
            return sheet.ask(Doubt("bonus_amount", question), "the yearly bonus")


_LINE = 120


def _add_up(sheet: LetterSheet, known: Sequence[Decimal]) -> None:
    """A total that the letter states is a sum of parts that are read; else one is missing, or read wrongly."""
    total, base = sheet.values.get("total"), sheet.values.get("base")
    if total is None or base is None or total == base:
        return
    parts = [one for one in known if one != total]
    if total < base or not _explained(Decimal(total), (), _sums(parts)):
        said = exact(total, sheet.currency)
        question = f"The letter says {said} in all, and the parts that I read don't come to that. What else is in it?"
        sheet.ask(Doubt("total", question), f"what the {said} in all is made of")


_TIMES = re.compile(r"\b(1[2-6]|24|26|52)\b[^\d.;]{0,40}$")
"""In front of an instalment, how many there are."""


def _is_of_base(fact: LetterFigure, sheet: LetterSheet) -> bool:
    """Whether a figure stands in the clause that the salary is read from."""
    return any(f.clause is fact.clause and f.kind in ("base", "fixed_total") and f.sure for f in sheet.facts)


def _two_bases(sheet: LetterSheet, part: LetterFigure, times: int) -> None:
    """Ask which holds where the instalments don't come to the salary: "24 payments of 6,250" beside 156,000 a year."""
    came_to = exact(half_up(part.low * times), sheet.currency)
    said = exact(sheet.values.pop("base"), sheet.currency)
    question = f"The letter gives {said} a year, and {times} times {part.text}, which is {came_to}. Which is right?"
    sheet.ask(Doubt("base", question, (said, came_to), rival=True), "the base salary")


def _excerpt(fact: LetterFigure) -> str:
    head = fact.clause.text[max(0, fact.start - _EXCERPT) : fact.start]
    tail = fact.clause.text[fact.start : fact.start + len(fact.text) + _EXCERPT // 2]
    return " ".join(f"{head}{tail}".split())


def _may_be_pay(fact: LetterFigure, base: int | None) -> bool:
    """Whether a figure is as large as what matters, and no other time's or other people's."""
    if not (fact.currency or fact.sign or fact.clause.columns) or fact.kind in _NO_PAY:
        return False
    if (
        _said("up_to").ends(fact.before)
        or _said("later").search(fact.before[-70:])
        or _said("posted_range").search(fact.before[-70:])
    ):
        return False
    yearly = fact.high * _YEARLY[fact.period or "year"]
    if counted_in(fact):
        return False
    if base and not fact.kind and yearly > base * _BEYOND:
        return False  # what the firm raised, what an insurance pays
    return yearly >= max(Decimal(100), Decimal(base or 0) / _SHARE)


def _parts(sheet: LetterSheet) -> Iterator[Decimal]:
    """What the offer holds, and what comes of it in a year."""
    values = sheet.values
    base = values.get("base")
    names = (
        "base", "bonus_amount", "bonus_most_amount", "bonus_guaranteed", "signing", "signing_second", "equity", "total",
        "refresher", "contract_total",
    )  # fmt: skip
    yield from (Decimal(values[name]) for name in names if values.get(name) is not None)
    yield from (Decimal(one.amount) for one in values.get("later", ()))
    for share in (values.get("bonus_percent"), values.get("bonus_most")):
        if share is not None and base is not None:
            yield Decimal(half_up(base * share / 100))
    for grant in values.get("grants", ()):
        yield from (Decimal(one) for one in (grant.amount, grant.strike) if one)
        if grant.amount and grant.years:
            yield Decimal(half_up(Decimal(grant.amount) / grant.years))
        if grant.count and grant.strike:
            yield grant.count * grant.strike
    for extra in values.get("extras", ()):
        if extra.counted and extra.yearly:
            yield Decimal(extra.yearly)
        elif extra.kind == "employer" and extra.amount:
            yield extra.amount * _YEARLY.get(extra.period or "year", 1)
        elif extra.kind == "employer" and extra.percent and base is not None:
            yield Decimal(half_up(base * extra.percent / 100))


def _sums(amounts: Iterable[Decimal], most: int = _MOST_SUMMED) -> set[Decimal]:
    """Every sum of up to so many amounts, of very many the largest."""
    some = sorted(amounts, reverse=True)[:_MOST_SUMMED]
    return {sum(chosen, Decimal(0)) for n in range(1, min(most, len(some)) + 1) for chosen in combinations(some, n)}


def _explained(value: Decimal, known: Iterable[Decimal], sums: set[Decimal]) -> bool:
    """Whether a value is one of the known ones, a part in which one is paid, or a sum of some."""
    if any(abs(value - one) <= max(Decimal(1), one / 1000) or abs(value * 12 - one) <= 12 for one in sums):
        return True
    return any(abs(value * n - one) <= n for one in known for n in _PAID_OUT)
