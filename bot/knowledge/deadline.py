"""A deadline in a letter's or a person's words as a date: only where the words name a day of a month."""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BEHIND = timedelta(days=90)
"""A day without a year that is further behind than this is next year's."""

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# "4 December 2026", "4th of Dec"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_NAME}(?:,?\s+(20\d\d))?\b", re.IGNORECASE)
# "December 4, 2026", "Dec 4th"
_MONTH_FIRST = re.compile(rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(20\d\d))?\b", re.IGNORECASE)


def date_of(words: str, today: date) -> date | None:
    """The day that words name ("by December 4", "2026-12-04"); None for "Friday" or "ten days", which hang on when they
    were said, and for numbers alone, which countries read differently ("04/12")."""
    text = words[:200]
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.search(text):
        return _named(found[1], found[2], found[3], today)
    if found := _MONTH_FIRST.search(text):
        return _named(found[2], found[1], found[3], today)
    return None


def words_of(day: date) -> str:
    """A date as a deadline is written: "4 December 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def _named(day: str, month: str, year: str | None, today: date) -> date | None:
    number = MONTHS.index(month[:3].lower()) + 1
    if year:
        return _day(int(year), number, int(day))
    this = _day(today.year, number, int(day))
    return _day(today.year + 1, number, int(day)) if this is not None and this < today - BEHIND else this


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
