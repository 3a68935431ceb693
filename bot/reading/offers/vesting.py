"""Vesting schedules, cliffs and deadlines: found, kept apart from pay, and given to the offer they belong to."""

import re
from decimal import Decimal
from itertools import islice

from bot.reading.terms import MOST_YEARS, Offer
from ingest.lexicon.amounts import number, number_words
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words", {"remaining": r"(?<=remaining )"})

# Vesting, cliffs, deadlines.

_SCHEDULE = re.compile(
    r"(?<![\d$£€₹./-])\d{1,2}(?:\.\d+)?%?\s?(?P<sep>[/,-]|and\b"
    r"|then\b)\s?\d{1,2}(?:\.\d+)?%?(?:\s?(?P=sep)\s?\d{1,2}(?:\.\d+)?%?){0,4}"
    r"(?![\d/]|\s?[kK]\b)"
)
A_QUARTER_EACH = _said("a_quarter_each")
_FEW = number_words(2, 6)
VEST_YEARS = re.compile(
    r"(?i)\b(?:vest\w*|grant|rsus?|equity|stock|options)\b[^.\n]{0,50}?\bover (?:a |the )?(?:period of "
    rf")?(?P<a>\d|{_FEW})[\s-]?(?:\(\d\)\s?)?(?:years?|yrs?)"
    r"|\b(?:rsus?|stock|equity|options|grant)\s?\(?\s?(?P<c>\d)\s?-?(?:yrs?|years?)\b"
    rf"|\b(?P<b>\d|{_FEW})[\s-]?(?:years?|yrs?|y)[\s-](?:vest\w*|grant|schedule)"
)
_YEARWISE = re.compile(
    rf"(?i)(\d{{1,2}})\s?%\s?(?:\w+\s){{0,3}}?(?:year|yr|y)\s?(?:{number_words(1, 5)}|[1-5])|(\d{{1,2}})\s?%\s?(?:in "
    r")?(?:the )?(?:first|second|third|fourth|fifth)"
)
DEADLINE = re.compile(
    r"(?i)\b(?:deadline:?\s+(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today)\b|(?:expires?|deadline|answer|decide|respond|sign|accept|reply|valid"
    r"|response)\b[^.\n]{0,40}?\b(?P<when>(?:by|in|within|on|until|is)\s+"
    r"(?:the\s+)?(?:end of (?:the )?(?:day|week|month)|tomorrow|tonight|today|(?:next\s+)?(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day|\d{1,2}\s?(?:hours|hrs|days|weeks)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+(?:jan|feb|mar"
    r"|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)))"
)


MOST_SCHEDULES = 50
"""Runs like "25/25/25/25" of a text that are looked at; a letter has one or two."""


def without_vesting(text: str) -> tuple[str, tuple[tuple[int, ...], ...]]:
    """The text with vesting schedules blanked out, and the schedules found."""
    found: list[tuple[int, ...]] = []
    masked = text
    for match in islice(_SCHEDULE.finditer(text), MOST_SCHEDULES):
        parts = [Decimal(p) for p in re.findall(r"\d{1,2}(?:\.\d+)?", match.group())]
        if not 99 <= sum(parts) <= 101 or len(parts) < 3:
            continue
        found.append(tuple(int(p) for p in parts) if sum(parts) == 100 and all(p == int(p) for p in parts) else ())
        masked = masked[: match.start()] + " " * len(match.group()) + masked[match.end() :]
    yearwise = list(islice(_YEARWISE.finditer(masked), MOST_SCHEDULES))
    shares = tuple(int(m.group(1) or m.group(2)) for m in yearwise)
    if 1 < len(shares) <= MOST_YEARS and sum(shares) == 100:
        found.append(shares)
        for match in yearwise:
            masked = masked[: match.start()] + " " * len(match.group()) + masked[match.end() :]
    return _said("vested").blanked(masked), tuple(found)


def span_of_years(word: str) -> int | None:
    """How many years a digit or a word says; none for "0 years"."""
    return number(word) or None


def of_equity(text: str, vestings: tuple[tuple[int, ...], ...]) -> Offer | None:
    """Terms stated alone in a later message ("it vests 40/30/20/10", "over 4 years")."""
    years = VEST_YEARS.search(text) or re.search(
        rf"(?i)\b(?:over|across|for) (?P<a>\d|{_FEW})(?P<b>)[\s-]?(?:years?|yrs?)\b", text
    )
    deadline = DEADLINE.search(text)
    if vestings and vestings[0]:
        return Offer(vesting=vestings[0], equity_years=len(vestings[0]))
    if years:
        word = years.group("a") or years.group("b") or years.groupdict().get("c") or "4"
        return Offer(equity_years=span_of_years(word))
    return Offer(deadline=(deadline.group("when") or deadline.group("day"))) if deadline else None
