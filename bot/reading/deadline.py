"""A deadline in a letter's or a person's words as a date: only where the words name a day of a month."""

import re
from datetime import date, timedelta

from ingest.lexicon.months import months

BEHIND = timedelta(days=90)
"""A day without a year that is further behind than this is next year's."""

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
# "4 December 2026", "4th of Dec", "4. Dezember 2026", "4 de diciembre de 2026"
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?([^\W\d_]{3,12})\b\.?(?:,?\s+(?:de\s+)?(20\d\d))?", re.I
)
# "December 4, 2026", "Dec 4th"
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\b\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d))?", re.I)


def date_of(words: str, today: date) -> date | None:
    """The day that words name ("by December 4", "2026-12-04"); None for "Friday" or "ten days", which hang on when they
    were said, and for numbers alone, which countries read differently ("04/12")."""
    text = words[:200]
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            if number := months().get(found[month].casefold()):
                return _named(int(found[day]), number, found[3], today)
    return None


def exact(words: str) -> bool:
    """Whether words name a day, whenever they were said."""
    return date_of(words, date(2000, 1, 1)) is not None


def words_of(day: date) -> str:
    """A date as a deadline is written: "4 December 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def _named(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this = _day(today.year, month, day)
    return _day(today.year + 1, month, day) if this is not None and this < today - BEHIND else this


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
