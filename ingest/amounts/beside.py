"""What stands beside an amount and says per what it is: "/mois", "brut par mois", "月給", "per day"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ingest.amounts.mention import Rate
from ingest.amounts.spelled import Run, words_of
from ingest.amounts.types import Period
from ingest.lexicon import amounts as lexicon
from ingest.lexicon import words

NEAR = 40
"""Characters in front of an amount in which its period stands."""


def _past(plain: str, end: int) -> int:
    """Where what may say a period begins: after spaces, a bracket, and words such as "brutto"."""
    found = _between().match(plain, end)
    return found.end() if found else end


@cache
def _between() -> re.Pattern[str]:
    told = "|".join(sorted(map(re.escape, lexicon.listed("gross")), key=len, reverse=True))
    return re.compile(rf"(?:[\s(]{{0,2}}(?:{told})(?![^\W\d_]))?[\s(]{{0,2}}", re.I)


def period_after(plain: str, end: int) -> Period | None:
    """A month or a year in any language right after an amount: "/mois", "pro Jahr", "brut par mois"."""
    at = _past(plain, end)
    if words.period("month").match(plain, at):
        return "month"
    return "year" if words.period("year").match(plain, at) else None


def rate_after(plain: str, end: int) -> Rate | None:
    """An hour, a day or a week right after an amount."""
    at = _past(plain, end)
    if words.period("hour").match(plain, at):
        return "hour"
    if words.period("day").match(plain, at):
        return "day"
    return "week" if words.period("week").match(plain, at) else None


def before(plain: str, start: int) -> tuple[Period | None, Rate | None]:
    """What an amount is per as the words in front of it say, a month or a year, or an hour or a day: "月給45万円",
    "day rate is 550"."""
    end = plain[max(0, start - 4) : start].strip()[-2:].lower()
    if _endings().isdisjoint((end, end[-1:])):
        return None, None  # As with most amounts; the pattern looks through all that stands in front.
    found = _before().search(plain, max(0, start - NEAR), start)
    if not found:
        return None, None
    if found["hour"] or found["day"]:
        return None, "hour" if found["hour"] else "day"
    return "month" if found["month"] else "year", None


@cache
def _endings() -> frozenset[str]:
    """The last two letters, or the one, of what may stand in front of an amount and say per what it is."""
    told = (*lexicon.before_amounts().values(), lexicon.listed("between_period"))
    return frozenset(word[-2:].lower() for words in told for word in words)


@cache
def _before() -> re.Pattern[str]:
    told = lexicon.before_amounts()
    parts = (
        rf"(?P<{period}>{'|'.join(rf'{_start(word)}{re.escape(word)}' for word in written)})"
        for period, written in told.items()
    )
    between = "|".join(sorted(map(re.escape, lexicon.listed("between_period")), key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(parts)})(?:\s{{0,2}}(?:{between})){{0,4}}\s{{0,2}}$", re.I)


def _start(word: str) -> str:
    return r"\b" if word.isascii() else ""


_PERCENT_OF = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s(?:percent|per\s?cent|pct)\b)", re.I)


def share_of_percent(run: Run, plain: str) -> Iterator[tuple[Decimal, int]]:
    """ "half a percent": the share that a fraction alone is of what follows, and where it ends."""
    if run.value is not None:
        return
    told = [word for word in words_of(plain[run.start : run.end]) if word not in ("a", "an", "of")]
    shares, counts = lexicon.fractions(), lexicon.units()
    if (found := _PERCENT_OF.match(plain, run.end)) and told and told[-1] in shares and len(told) <= 2:
        yield shares[told[-1]] * (counts.get(told[0], 1) if len(told) > 1 else 1), found.end()
