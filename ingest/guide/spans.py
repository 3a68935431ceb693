"""What pay is for where neither a table nor what stands around it says: a year, unless it is too little for one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.amounts.plain import plain
from ingest.guide.bands import in_dollars
from ingest.guide.context import Setting
from ingest.guide.derived import derived_total
from ingest.guide.lines import unread
from ingest.guide.types import Band, Component, Finding
from ingest.lexicon import words

PARTS = ("base", "total")


def settled(bands: Sequence[Band], texts: Sequence[str], setting: Setting) -> tuple[list[Band], list[Finding]]:
    """The bands of one table or list, their salaries by the month where that is how its currency is told, unread where
    nothing says what they are for and they are too little for a year. texts: headers and what stands around."""
    if not any(_small(band) for band in bands):
        return list(bands), []
    monthly = any(words.period("month").search(plain(text)) for text in texts)
    said = bool(setting.period) or (not monthly and any(_yearly(text) for text in texts))
    found, told = [], []
    for band in bands:
        changed: dict[str, Any] = {}
        for name in PARTS:
            part: Component | None = getattr(band, name)
            if part and part.amount and part.period == "year" and not _yearly(part.source.text):
                changed[name] = (
                    _too_small(part) if said and _is_small(part, share=2) else part if said else _by_month(part)
                )
        one = replace(band, **changed) if changed else band
        told += [unread(one, name, part) for name, part in changed.items() if part.state == "unread"]
        found.append(replace(one, derived_total=derived_total(one)) if changed else one)
    return found, told


def _by_month(part: Component) -> Component:
    assert part.amount
    if part.amount.currency in words.data("columns")["told_by_the_month"]:
        return replace(part, period="month")
    note = "it is too little for a year, and nothing says what it is for; say which: period: month"
    return Component("unread", part.source, note=note)


def _too_small(part: Component) -> Component:
    return Component("unread", part.source, note="it is too small to be meant as written (off by a thousand?)")


def _small(band: Band) -> bool:
    parts = [
        part for name in PARTS if (part := getattr(band, name)) and part.state == "stated" and part.period == "year"
    ]
    return any(_is_small(part) and not _yearly(part.source.text) for part in parts)


def _is_small(part: Component, share: int = 1) -> bool:
    """Whether a salary is too little for a year: less than this part of what its currency has for one."""
    if not part.amount:
        return False
    least = words.data("columns")["least_for_a_year"]
    low, currency = part.amount.low or part.amount.high, part.amount.currency
    return bool(in_dollars(low, currency) * share < least.get(currency, least["any"]))


def _yearly(text: str) -> bool:
    shown = words.column("paid_out").sub(" ", plain(text))
    return bool(words.period("year").search(shown))
