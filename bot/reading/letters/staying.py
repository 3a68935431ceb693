"""What a letter pays once for staying, by the year of employment it comes in: the third after 24 months."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from bot.reading.letters.facts import LetterFigure
from bot.reading.letters.sheet import LetterSheet, half_up
from bot.reading.stretches import up_to
from bot.reading.terms import MOST_YEARS, Later
from ingest.lexicon import words

_MONTHS = 12
NEAR = 120
"""Characters in front of a figure in which its time may stand."""


def year_of(text: str) -> int | None:
    """The year of employment that a text names by how long one has been there by then: the third after 24 months."""
    if found := _after().search(text):
        count = words.valued(found["n"])
        return (count // _MONTHS if found["months"] else count) + 1
    if found := _anniversary().search(text):
        ordinals: Mapping[str, int] = _told()["ordinals"]
        return ordinals[" ".join(re.split(r"[\s-]+", found["ordinal"].casefold()))] + 1
    return None


def put_later(sheet: LetterSheet, found: Sequence[LetterFigure]) -> list[LetterFigure]:
    """Put what comes after the second year has begun into the offer by its year; the other figures are given back."""
    rest, later = [], []
    for fact in found:
        year = year_of(up_to(fact.after, ";.")) or year_of(fact.before[-NEAR:])
        if year is None or year <= 2:
            rest.append(fact)
        elif year <= MOST_YEARS:
            later.append(Later(amount=half_up(fact.low), year=year))
            sheet.aloud.append(f"the {fact.text} is paid for staying, in year {year}")
    if later:
        sheet.values["later"] = tuple(later)
    return rest


def _told() -> Mapping[str, Any]:
    held: Mapping[str, Any] = words.data("pay")["after_so_long"]
    return held


@cache
def _after() -> re.Pattern[str]:
    behind, months, years = (words.pattern(_told()[name]).pattern for name in ("behind", "months", "years"))
    number = rf"(?P<n>{words.small_number().pattern})(?:\s?\(\d+\))?"
    return re.compile(rf"(?:{behind})\s[^.;\d]{{0,30}}?{number}[\s-](?:(?P<months>{months})|(?:{years}))", re.I)


@cache
def _anniversary() -> re.Pattern[str]:
    ordinals = words.pattern(_told()["ordinals"]).pattern
    return re.compile(rf"(?P<ordinal>{ordinals})\s(?:\w+\s)?(?:{words.pattern(_told()['anniversary']).pattern})", re.I)
