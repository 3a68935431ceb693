"""How much, how many and in which order a message asks: rankings, limits, bounds and exchange rates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.reading.words import fold
from ingest.amounts.mention import Mention
from ingest.lexicon import amounts


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that a ranking or a count is asked within: whole units of currency (None: none was named) or percent."""

    above: bool
    value: int
    currency: str | None = None
    percent: bool = False


LISTS = re.compile(
    r"\b(?:list|show me|name|which|what) (?:all )?(?:of )?(?:the )?(?:your "
    r")?(?:roles?|jobs?|positions?|titles|guides?|data|info\w*)\b|"
    r"\bwhat (?:all )?do you (?:have|know|hold|cover)\b"
)
GAP = re.compile(
    r"\b(?:how much (?:more|less|higher|lower)|(?:what(?:'s| is) the )?(?:gap|difference|diff|delta)|by how "
    r"much|(?:what|how many) percent\w*|in percent|% (?:more|less|higher|lower))\b"
)
"""Asks how far two figures are apart."""
WIDTH = re.compile(
    r"\b(?P<widest>widest|broadest|wider|largest range|biggest range)\b|\b(?:narrowest|tightest|narrower)\b"
)
MIDDLE = re.compile(r"\b(?:mid-?point|mid point|middle) of\b|\bmid-?point\b")
PERCENTILE = re.compile(
    r"\bp(?:10|25|50|75|90|95|99)\b|\b\d{1,2}(?:st|nd|rd|th)? percentiles?\b|\bpercentiles?\b|\b(?:top|upper|lower) "
    r"quartile\b",
    re.IGNORECASE,
)
BY_PAY = re.compile(r"\b(?:pays?|paid|paying|most|highest|lowest|least|best|top|more|less)\b")
ASCENDING = re.compile(r"\b(?:lowest|least|worst|smallest|bottom|cheapest|fewest|stingiest)\b")
SPREAD = re.compile(
    r"\b(?:averages?|medians?|mean (?:base|salary|pay|equity|total|bonus)|typical(?:ly)?|usual(?:ly)?|on average)\b"
)
"""Asks for one figure of many guides: they are shown in order, for a mean of ranges would be nobody's pay."""
RANKS = re.compile(
    r"\b(?:widest|broadest|narrowest|tightest|top|most|highest|lowest|cheap\w*|least|best[- ]pa(?:y|id)\w*|worst[- "
    r"]pa(?:y|id)\w*|rank\w*|biggest|largest|smallest|bottom|leaderboard|how many|"
    r"pays? (?:the )?(?:most|best|least|more)|which (?:compan\w+|employers?|firms?|regions?|cit\w+|places?|locations?"
    r"|offices?|roles?|jobs?|levels?|guides?))\b"
)
WHAT_IS_RANKED = re.compile(
    r"\b(?:(?P<company>compan\w+|employers?|firms?|startups?|who|guides?)|(?P<region>regions?|cit(?:y|ies)|places?|"
    r"locations?|offices?|where|countr\w+)|"
    r"(?P<role>roles?|jobs?|positions?|titles?)|(?P<level>levels?))\b"
)
COMPARES = re.compile(r"\b(?:compar\w+|vs\.?|versus|difference|differ|side by side|against)\b")


AT_ONE_END = re.compile(
    r"\bat (?:most|least)\b|\bat the top\b|\btop of (?:the )?(?:band|range)\b|\b(?:top|bottom) end\b"
)
"""Words of a ranking that speak of one range's end: "at the top of the band"."""


def ranked(text: str) -> str:
    if not RANKS.search(text) or AT_ONE_END.search(text):
        return ""
    found = WHAT_IS_RANKED.search(text)
    what = next((name for name, value in (found.groupdict().items() if found else ()) if value), "")
    if "how many" in text:
        return "count-guide" if re.search(r"\bhow many (?:\w+ )?guides?\b", text) else f"count-{what or 'company'}"
    return what or ""


_BOUND = re.compile(
    r"(?P<above>more than|over|above|at least|greater than|exceed\w*|>=?|north of|upwards? of|higher than|minimum of)"
    r"(?: |$)|(?P<below>less than|under|below|at most|<=?|up to|lower than|cheaper than|maximum of)(?: |$)"
)


def bound_of(message: str, amounts: Iterable[Mention]) -> Bound | None:
    """The amount or percentage, of those in the message, that figures are to lie above or below."""
    for one in amounts:
        if one.kind not in ("money", "percent", "plain") or (one.kind == "plain" and one.high < 1000):
            continue
        cues = list(_BOUND.finditer(message[max(one.start - 24, 0) : one.start].lower()))
        if cues and not message[max(one.start - 24, 0) : one.start].lower()[cues[-1].end() :].strip(" a$£€₹"):
            return Bound(bool(cues[-1]["above"]), int(one.low), one.currency, one.kind == "percent")
        if one.open and one.kind != "plain":
            return Bound(True, int(one.low), one.currency, one.kind == "percent")
    return None


def limit_of(message: str) -> int | None:
    words = amounts.number_words(2, 19)
    found = re.search(
        rf"\b(?:top|best|first|bottom|highest|lowest)\s+(\d{{1,3}}|{words})\b|\b(\d{{1,2}})\s+(?:best|highest|top|lowest)",
        fold(message),
    )
    return amounts.number(found[1] or found[2]) if found else None


@cache
def _rate() -> re.Pattern[str]:
    sign = "|".join(re.escape(one) for one in _signs())
    code = "|".join(sorted(amounts.codes()))
    return re.compile(
        rf"(?:\b1\s*)?(?P<a>\b(?:{code})\b|{sign})\s*(?:1\b)?\s*(?:=|is|equals|at|to)\s*(?P<b1>{sign})?\s*"
        rf"(?P<rate>\d+(?:\.\d+)?)\s*(?P<b2>(?:{code})\b|{sign})?",
        re.I,
    )


@cache
def _signs() -> Mapping[str, str]:
    """Signs of one character to the currency they stand for where nothing says otherwise."""
    return {sign: code for sign, code in amounts.signs().items() if len(sign) == 1 and not sign.isalpha()} | {
        "$": "USD"
    }


def rates_of(message: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for one in _rate().finditer(message):
        into = one["b1"] or one["b2"]
        if into and ("=" in one.group() or re.search(r"\b1\b|equals| is ", one.group())) and float(one["rate"]) < 10000:
            codes = [_signs().get(code, code.upper()) for code in (one["a"], into)]
            if codes[0] != codes[1]:
                found.append((codes[0], codes[1], one["rate"]))
    return tuple(found)
