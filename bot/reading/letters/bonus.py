"""The bonus of a letter, per year, and its signing bonus with the parts it comes in."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.reading.letters.base import shares
from bot.reading.letters.facts import Fact
from bot.reading.letters.sheet import Sheet, half_up
from bot.reading.terms import Doubt
from bot.wording import exact
from ingest.lexicon import words

TIMES = {"week": 52, "month": 12, "quarter": 4, "year": 1}
"""How often a year what is paid for a period comes."""

_UP_TO = re.compile(
    r"\b(?:up to(?: an?)?|as much as|maximum(?: of)?|max\.?|bis zu(?: einem| einer)?|maximal|höchstens|jusqu['’]à|"
    r"au maximum|maximum de|(?:pouvant|peut) atteindre|hasta(?: un| el| una)?|até(?: um| o| uma)?|tot(?: een)?"
    r"(?: maximaal)?|maximaal|fino al?|do|capped at|not exceeding|no more than|can reach|may reach)\s*$",
    re.I,
)
_OF_TARGET = re.compile(
    r"^\s*(?:of (?:the |your )?(?:quota|target|goal|objective)|attainment|achievement|ziel|der ziel|des objectifs|de "
    r"los objetivos|das metas|payout)|^\s*-?zielerreichung",
    re.I,
)
_TWICE = re.compile(
    r"年2回|"
    r"\btwice (?:a|per) year|\bhalf[- ]year|\bsemi-?annual|\bhalbjährlich|\bsemestr|\bevery six months|\bsummer and "
    r"winter|\btwo times a year|\bdeux fois par an|\bdos veces al año|\bduas vezes",
    re.I,
)


_ONE_YEAR = re.compile(
    r"\bfirst\b|\b20\d\d\b|\berste|\bpremi[eè]re|\bprimer|\bprimeiro|\beerste|\byear (?:one|1)\b", re.I
)
"""Says that what is guaranteed is so for one year only."""


_THEREAFTER = re.compile(
    r"\bthereafter\b|\b(?:from|after|starting in|beginning with) (?:the |your )?(?:second year|first year|"
    r"year (?:two|2))|\bdanach\b|\bab dem zweiten jahr|\bensuite\b|\bà partir de la deuxième|\bdespués\b|"
    r"\ba partir del segundo",
    re.I,
)
"""Says that a bonus begins when the guaranteed one of the first year is over."""


def bonus(sheet: Sheet) -> None:
    """The yearly bonus: a share of base, money, or months of salary; guaranteed, at target, or at most."""
    split = shares(sheet)
    found = [f for f in sheet.of("bonus") if not (f.unit == "percent" and (f.low >= 100 or _OF_TARGET.match(f.after)))]
    found = [f for f in found if f not in split]
    sure = [
        f
        for f in found
        if re.search(r"guarante|garanti|gegarandeerd", f.clause.text, re.I)
        and f.unit == "money"
        and f.period in ("year", None)
    ]
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


def _bonus_of(sheet: Sheet, fact: Fact) -> None:
    most = bool(_UP_TO.search(fact.before))
    if fact.unit == "percent":
        name, value = ("bonus_most", fact.low) if most else ("bonus_percent", fact.low)
        if fact.low == 0 and fact.high > 0:
            name, value = "bonus_most", fact.high
        return _once(sheet, name, value, fact)
    in_all = re.search(r"\b(?:total|in all|combined|altogether|insgesamt|au total|en total)\b", fact.before, re.I)
    twice = 2 if _TWICE.search(fact.clause.text) and not in_all else 1
    if fact.unit == "months":
        month = sheet.month or (
            Decimal(sheet.values["base"]) / (sheet.values.get("payments") or 12) if "base" in sheet.values else None
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
    amount = half_up(fact.low * (twice if twice == 2 else TIMES.get(fact.period or "year", 1)))
    share = sheet.values.get("bonus_percent")
    if share is not None and "base" in sheet.values and abs(half_up(sheet.values["base"] * share / 100) - amount) <= 1:
        return None
    return _once(sheet, "bonus_most_amount" if most else "bonus_amount", amount, fact)


def _once(sheet: Sheet, name: str, value: Any, fact: Fact) -> None:
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
        sheet.doubts.append(
            Doubt(
                "bonus_percent",
                f"The letter names {first} and {fact.text} as bonus. Which is the yearly target, or do both count?",
                (first, fact.text, "both"),
            )
        )
        return
    sheet.put(name, value, fact.text)
    if fact.high != fact.low and fact.low:
        sheet.aloud.append(f"the letter gives a range for the bonus ({fact.text}), so I use its low end")


_SECOND_YEAR = re.compile(
    r"\b(?:after (?:one|1|a|your first) year|after (?:twelve|12) months|(?:on|at|upon|after) (?:your |the "
    r")?(?:first|one[- ]year|1[- ]year|12[- ]month) (?:work )?anniversary|(?:in|of) (?:your |the )?second "
    r"year|second anniversary|year (?:two|2)"
    r"|nach (?:einem jahr|zwölf monaten|12 monaten)|au bout d['’]un an|après (?:un an|12 mois)|tras un año|al "
    r"año|após (?:um ano|12 meses)|na (?:een|1) jaar|first anniversary|13th month of)",
    re.I,
)
_OF_SECOND = re.compile(
    r"\bsecond[- ]year\b|\byear (?:two|2)\b|\bzweiten jahr|\bdeuxième année|\bsegundo año|\bsegundo ano", re.I
)
_HALVES = re.compile(
    r"\bhalf\b.{1,60}\bhalf\b|\btwo equal (?:parts|instal|payments)|\bhälfte\b.{1,60}\bhälfte\b|\bmoitié\b.{1,"
    r"60}\bmoitié\b|\bmitad\b.{1,60}\bmitad\b|\bmetade\b.{1,60}\bmetade\b|\b50 ?%.{1,60}\b50 ?%",
    re.I | re.S,
)
_CLAWBACK = re.compile(
    r"\brepa(?:y|id)|\brecover|\bclaw|\bpay (?:it |this )?back|\brückzahl|\bzurückz|\brembours|\bdevol|\breembols|"
    r"\bterugbeta|\breturn(?:ed|able)",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:within|before|in|during|less than|innerhalb von|dans les|avant|antes de|en los|em|binnen|inside)\s(?:the "
    r"|your |den |ersten )*(?:first )?([\w-]+ (?:\(\d+\) )?(?:months?|years?|monate?n?|jahre?n?|mois|ans?|meses|años?"
    r"|anos?|maanden|jaar))\b",
    re.I,
)


def signing(sheet: Sheet) -> None:
    """What is paid once, by the year it comes in, and when it is to be paid back."""
    found = [f for f in sheet.of("signing") if f.unit == "money" and f.low >= 100]
    if not found:
        return
    texts = [f"{f.before[-60:]} {f.after}" for f in found]
    if len(found) > 2 and found[0].low == sum(f.low for f in found[1:]):
        found, texts = found[1:], texts[1:]
    if len(found) == 2 and found[0].low == found[1].low and found[0].clause is not found[1].clause:
        found, texts = found[:1], texts[:1]
    if len(found) == 1:
        _one_signing(sheet, found[0])
    else:
        later = [
            bool(_SECOND_YEAR.search(re.split(r"[;,]| and ", f.after)[0]) or _OF_SECOND.search(f.before[-60:]))
            for f in found
        ]
        if len(found) == 2 and not any(later) and _SECOND_YEAR.search(found[1].after + found[1].before):
            later = [False, True]
        first, second = (
            sum((f.low for f, at in zip(found, later, strict=True) if at is late), Decimal(0)) for late in (False, True)
        )
        if second or re.search(r"\band\b|\bplus\b|\bund\b|\bet\b", found[1].before):
            sheet.put("signing", half_up(first), " and ".join(f.text for f in found))
            if second:
                sheet.values["signing_second"] = half_up(second)
        else:
            shown = tuple(f.text for f in found[:2])
            sheet.doubts.append(
                Doubt("signing", f"The letter names {' and '.join(shown)} as signing bonus. Which one is it?", shown)
            )
    clause = next((f.clause.text for f in found if _CLAWBACK.search(f.clause.text)), None) or next(
        (
            part
            for part in re.split(r"(?<=[.;\n])\s", sheet.text)
            if _CLAWBACK.search(part) and words.pay("signing").search(part)
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


def _one_signing(sheet: Sheet, fact: Fact) -> None:
    around = fact.clause.text + " " + _next_sentence(sheet.text, fact.text)
    share = _later_share(around)
    if share is not None:
        second = half_up(fact.low * share / 100)
        sheet.put("signing", half_up(fact.low) - second, fact.text)
        sheet.values["signing_second"] = second
        sheet.aloud.append(f"{share} % of the {fact.text} signing bonus comes in the second year")
        return
    if _HALVES.search(around):
        second = half_up(fact.low) // 2 if _SECOND_YEAR.search(around) else 0
        sheet.put("signing", half_up(fact.low) - second, fact.text)
        if second:
            sheet.values["signing_second"] = second
            sheet.aloud.append(f"half of the {fact.text} signing bonus comes in the second year")
        return
    late = _SECOND_YEAR.search(re.split(r"[;.]", fact.after)[0])
    if (
        late
        and not _CLAWBACK.search(fact.after[: late.end() + 1])
        and not re.search(r"\bleav|\bresign|\bterminat", fact.after, re.I)
    ):
        sheet.put("signing_second", half_up(fact.low), fact.text)
        return
    sheet.put("signing", half_up(fact.low), fact.text)


def _next_sentence(text: str, said: str) -> str:
    at = text.find(said)
    return text[at : at + 260].partition("\n\n")[0] if at >= 0 else ""
