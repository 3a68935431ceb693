"""Columns of one kind of pay that their headings tell apart: by contract, by years of service, by where one works."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from ingest.amounts.plain import plain
from ingest.amounts.signs import stated_currencies
from ingest.amounts.types import Period
from ingest.guide.cells import SPANS
from ingest.guide.kinds import Kind
from ingest.guide.taken import TableTaken
from ingest.lexicon import words


def apart_by_heading(kinds: Sequence[Kind], named: Mapping[int, str], pay: Sequence[int]) -> list[Kind]:
    """The columns, those of one component and no bound each for what its heading names, where every one of them names
    such a thing: "B2B" beside "UoP gross", "Year 1" beside "Year 5"."""
    found = list(kinds)
    for component in dict.fromkeys(named[i] for i in pay if named[i]):
        own = [i for i in pay if named[i] == component and not (kinds[i].place or kinds[i].level)]
        tops = [kinds[i].label.split(" / ")[0] for i in own if " / " in kinds[i].label]
        if len(set(tops)) == len(own) > 1 and not any(stated_currencies(t) for t in tops):
            for i, top in zip(own, tops, strict=True):
                found[i] = replace(kinds[i], level=top)  # "Seed" over "Base" and over "Equity"
            continue
        steps = [i for i in own if _is_variant(kinds[i].label)]
        first = words.column("first_steps")
        starts = [i for i in own if i not in steps and first.fullmatch(kinds[i].label) and steps]
        labels = [kinds[i].label for i in (*starts, *steps)]
        if len(labels) < 2 or len(set(labels)) < len(labels) or len(labels) < len(own):
            continue
        for i in own:
            found[i] = replace(kinds[i], level=kinds[i].label, bound="")
    return found


@cache
def _service() -> re.Pattern[str]:
    """How long somebody has worked: "Year 5", "3-5 years", "10+ yrs of service"."""
    told = words.data("columns")["of_service"]
    since, span, of = ("|".join(map(re.escape, told[name])) for name in ("since", "spans", "of"))
    number = r"\d{1,2}(?:\s?[-–]\s?\d{1,2}|\+)?"
    return re.compile(rf"(?:(?:{since})\s)?(?:(?:{span})\s?\d{{1,2}}\+?|{number}\s?(?:{span})\+?(?: (?:{of}))?)", re.I)


def _is_variant(label: str) -> bool:
    """Whether a heading names a contract, a way of working or a time of service, and pay at most beside it."""
    shown = plain(label)
    if _service().fullmatch(shown):
        return True
    return bool(words.column("ways_of_working").search(shown)) and not _left(shown, "ways_of_working")


def says_pay_alone(label: str) -> bool:
    """Whether a heading says that pay stands below it and nothing more: "Comp range"."""
    shown = plain(label)
    known = words.column("range").search(shown) and not words.column("bare_amount").fullmatch(shown)
    return bool(known) and not _left(shown, "range")


def _left(shown: str, list_: str) -> str:
    """What of a heading is neither on this list nor a word of pay."""
    left = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", shown)
    for name in (list_, "in_a_label", "of_pay", "range", "beside_net"):
        left = words.column(name).sub(" ", left)
    for span in SPANS:
        left = words.period(span).sub(" ", left)
    return "".join(re.findall(r"[^\W\d_]{2,}", words.pay("base").sub(" ", left)))


def of_one_span(kinds: Sequence[Kind], named: Mapping[int, str], pay: Sequence[int]) -> list[int]:
    """The columns of pay, of several that tell one pay by the day, the week, the month and so on the one that is most
    usually told: what is paid for half a day is no pay of its own."""
    spans: dict[tuple[str, str, str], dict[int, str]] = {}
    for i in pay:
        if not kinds[i].bound and (span := span_alone(kinds[i].label)):
            spans.setdefault((named[i], kinds[i].place, kinds[i].level), {})[i] = span
    left_out: set[int] = set()
    for told in spans.values():
        whole = [span for span in _USUAL if span in told.values()]
        if len(told) > 1 and whole and list(told.values()).count(whole[0]) == 1:
            left_out |= {i for i, span in told.items() if span != whole[0]}
    return [i for i in pay if i not in left_out]


def span_alone(label: str) -> Period | Literal["", "part"]:
    """The span that a heading names with nothing but words of pay beside it, "part" for a part of one; else ""."""
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", plain(label))
    for name in ("in_a_label", "of_pay", "beside_net"):
        bare = words.column(name).sub(" ", bare)
    whole = words.column("part_of_a_span").sub(" ", words.pay("base").sub(" ", bare)).strip(" /-:")
    named = words.data("columns")["bare_spans"]
    said = [span for span in SPANS if whole.casefold() in named[span] or words.period(span).fullmatch(whole)]
    partly = words.column("part_of_a_span").search(bare)
    return "" if len(said) != 1 else "part" if partly else said[0]


_USUAL = ("year", "month", "day", "hour", "week", "quarter")
"""What pay is for, that which stands for the others first."""
_PERCENTILE = re.compile(r"\bp\s?\d{2}\b|\b\d{2}th\b|\b\d{2}\s?%", re.I)
"""A column of several percentiles of one pay ("P25", "90th"): the lowest and the highest are its ends."""


def twice(kinds: Sequence[Kind], named: dict[int, str], pay: Sequence[int]) -> TableTaken | None:
    """A doubt where two columns could be the same component and nothing tells them apart."""
    seen: dict[tuple[str, str, str, str], int] = {}
    for i in list(pay):
        ranked = kinds[i].bound == "step" or _PERCENTILE.search(kinds[i].label)
        key = (named[i], kinds[i].place, kinds[i].level, kinds[i].label if ranked else kinds[i].bound)
        if key not in seen:
            seen[key] = i
            continue
        first, second = kinds[seen[key]], kinds[i]
        foreign = words.column("foreign")
        local = words.column("local")
        if (foreign.search(second.label) and not foreign.search(first.label)) or local.search(first.label):
            pay.remove(i)  # type: ignore[attr-defined]
        elif (foreign.search(first.label) and not foreign.search(second.label)) or local.search(second.label):
            pay.remove(seen[key])  # type: ignore[attr-defined]
            seen[key] = i
        elif spans := _spans_apart(first, second):
            pay.remove(seen[key] if spans[1] == "year" else i)  # type: ignore[attr-defined]
            seen[key] = i if spans[1] == "year" else seen[key]
        else:
            names = f'"{first.label}" and "{second.label}"'
            alike = [j for j in pay if (named[j], kinds[j].place, kinds[j].level, kinds[j].bound) == key]
            others = _others(kinds, alike)
            settle = ", ".join(f'"{label}": other' for label in others)
            why = f"its columns {names} could both be {named[i]}"
            return TableTaken("doubt", why, f"in guides.yaml: columns: {{{settle}}}", others[0])
    return None


def _others(kinds: Sequence[Kind], alike: Sequence[int]) -> list[str]:
    """The headings of the columns that are no pay if one of those alike is: the one that names pay itself, else the
    first."""
    kept = next((i for i in alike if kinds[i].component), alike[0])
    return [kinds[i].label for i in alike if i != kept]


def _spans_apart(first: Kind, second: Kind) -> tuple[str, str] | None:
    """What two columns of one pay say that they are for, where that is all that tells them apart: a year and a month,
    one of them a year; the year's stands for both."""
    one, two = (
        [span for span in SPANS if words.period(span).search(kind.label)] or (["month"] if kind.payments else [])
        for kind in (first, second)
    )  # what is paid fourteen times a year is a month's
    if len(one) != 1 or len(two) != 1 or one == two or "year" not in (one[0], two[0]):
        return None
    return one[0], two[0]
