"""How far ranges reach around their midpoint, where a sentence says it: "± 15 %", "hired anywhere from 12.5 % below to
12.5 % above the midpoint", "80 % to 120 % of the midpoint"."""

import re
from decimal import Decimal
from functools import cache

from ingest.amounts.plain import plain
from ingest.lexicon import words

_SHARE = r"(\d{1,3}(?:[.,]\d{1,2})?)\s?%"


def reach_said(line: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a range in percent of its midpoint, by a line that names the midpoint; None where it says none, or
    several."""
    shown = plain(line)
    if not _middle().search(shown):
        return None
    found = {(100 - by, 100 + by) for m in _about().finditer(shown) if (by := _number(m[1])) < 100}
    found |= {(100 - (_number(m[1] or m[4])), 100 + _number(m[2] or m[3])) for m in _below_and_above().finditer(shown)}
    found |= {(_number(m[1]), _number(m[2])) for m in _shares().finditer(shown)}
    return found.pop() if len(found) == 1 and all(0 < low < 100 < high for low, high in found) else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


@cache
def _listed(name: str) -> str:
    return words.pattern(words.data("columns")["reach"][name]).pattern


@cache
def _middle() -> re.Pattern[str]:
    return re.compile(_listed("middle"), re.I)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?:±|\+\s?/\s?[-–−]|{_listed('both')})\s?{_SHARE}", re.I)


@cache
def _below_and_above() -> re.Pattern[str]:
    """A share below the midpoint and one above it, in either order."""
    below, above, gap = f"(?:{_listed('below')})", f"(?:{_listed('above')})", r"[^.;\d]{0,30}?"
    one = rf"{_SHARE}\s?{below}{gap}{_SHARE}\s?{above}"
    return re.compile(rf"{one}|{_SHARE}\s?{above}{gap}{_SHARE}\s?{below}", re.I)


@cache
def _shares() -> re.Pattern[str]:
    """Both ends as shares of the midpoint."""
    to = words.pattern(words.data("columns")["reach"]["to"]).pattern
    return re.compile(
        rf"(\d{{2,3}}(?:[.,]\d)?)\s?%?\s?(?:-|–|—|{to})\s?{_SHARE}\s(?:[^\W\d_]+\s){{1,2}}(?:{_listed('middle')})", re.I
    )
