"""A number as written in free text, and the patterns of what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from ingest.amounts import digits
from ingest.amounts.types import Period
from ingest.lexicon import amounts as lexicon

Rate = Literal["hour", "day", "week"]
Kind = Literal["money", "percent", "count", "plain", "date"]
"""money: with a currency or a scale (245k). percent. count: of shares or options. plain: bare (years,
dates' years, "3 rounds", "245"). date: an ISO date or a quarter, never an amount."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number or range in a text.

    start, end: span in the text as given. low, high: value in whole units (245k is 245000; 10 % is 10);
    equal for a point. open: "+" or "or more" follows. currency: ISO 4217, None when none is written; "$" alone is
    USD, and sign says that it was a sign several currencies share.
    period and years: as written right after ("per year", "over 4 years", "/mo", "brut par mois"), or before (月給).
    rate: by the hour, day or week. scaled: a K, M, lakh, "thousand" ... was written. words: it was written in words.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: Decimal
    high: Decimal
    open: bool = False
    currency: str | None = None
    sign: str | None = None
    period: Period | None = None
    years: int | None = None
    scaled: bool = False
    words: bool = False
    rate: Rate | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


CODES = lexicon.codes()
WORDS_FOR = lexicon.names()

_END = r"(?![^\W\d_])"
"""No letter of any alphabet follows: "25 000 Kč" holds no K."""
_START = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?<![.,#§])"
"""No letter or digit stands before; a Japanese, Chinese or Korean word may, which needs no space: 年収900万円."""
_STOP = r"(?:(?<=[万만億억])|(?!\d|[.,]\d))"
"""No further digit follows, but after a scale that numbers go on after: 1億2000万."""


def _any(options: Iterator[str] | list[str]) -> str:
    return "|".join(sorted(options, key=len, reverse=True))


@cache
def _side() -> str:
    """One end of a range, its groups numbered {n}: currency, digits, scale, currency."""
    signs = [*lexicon.signs(), *lexicon.shared_signs()]
    code = _any([*CODES, "RMB"])
    ahead = [
        rf"(?<![^\W\d_]){re.escape(s)}\.?" if s.isalpha() else re.escape(s)
        for s in signs
        if s not in lexicon.listed("only_after")
    ]
    front = rf"(?P<cur{{n}}>(?:(?<![^\W\d_])(?:{code})\s?\$?|(?<![^\W\d_])(?i:kr|rs)\.?|{_any(ahead)}|[￥])\s?)?"
    return rf"{front}(?P<num{{n}}>{digits.PATTERN})(?P<scale{{n}}>{_scale_words()})?{_behind(signs, code)}"


def _scale_words() -> str:
    told = lexicon.scales().values()
    glued = _any([s.word for s in told if s.glued])
    joined = _any([s.word for s in told if s.joined])
    word = _any([s.word for s in told if not s.glued and not s.joined and len(s.word) > 1] + ["mil"])
    code = _any([*CODES, "kr"])
    end = rf"(?:{_END}|(?=(?:{code}){_END}))"
    return (
        rf"(?:[Kk]|[Mm]|[Bb]|L|{glued}){end}|\s(?:[KkM](?![’'])|L(?!\d)){_END}|\s?(?:(?:of )?an? "
        rf")?(?i:{word}){end}(?:(?<=tsd)\.|(?<=Tsd)\.|(?<=tys)\.|(?<=Mio)\.)?"
        rf"|\s?(?:{joined})|\s?[Tt](?=€|(?i:{code}){_END})"
    )


def _behind(signs: list[str], code: str) -> str:
    ends = {sign: "" if sign > "\u3000" else _END if sign.isalpha() else r"(?!\s?\d)" for sign in signs if sign != "R"}
    after = [re.escape(sign) + end for sign, end in ends.items()]
    words = lexicon.listed("also_words")
    lower = _any([c.lower() for c in CODES if c.lower() not in words])
    # "180k php/mo", "9,500 cop a month": what is both a code and a word is a code where a period or an end follows.
    also = (
        rf"(?:{_any([w for w in words if w.upper() in CODES])})(?=\s?(?:[/,;.)]|$|per{_END}|an?{_END}|monthly{_END}))"
    )
    nations, dollars = _any(list(lexicon.nations())), _any(list(lexicon.coded("dollars_of")))
    return (
        rf"(?P<after{{n}}>(?:,-{{1,2}})?\s?(?:\$\s?(?:{dollars}){_END}|{_any(after)}|(?:{code}|"
        rf"{lower}){_END}|{also}|(?i:kr){_END}"
        rf"|(?i:(?:d['’]|de\s)?(?:(?:{nations})\s)?(?:{_any(list(WORDS_FOR))})){_END}))?"
    )


_PLUS = r"(?:\+(?!\w)|\s\+(?=\s*(?:[.,;:!?)]|$)))(?!\s*[\d$£€₹A-Z])"
"""Or more; not the plus that leads to the next part of pay ("64k + options")."""


@cache
def _percent() -> str:
    told = [*lexicon.listed("percent"), *lexicon.listed("basis")]
    return rf"\s?(?:%|％|(?i:{_any([word.replace(' ', ' ?') for word in told])}){_END})"


@cache
def token() -> re.Pattern[str]:
    one, two = (_side().replace("{n}", n) for n in ("1", "2"))
    joins = rf"(?:{_any(list(lexicon.listed('joins')))}){_END}"
    weak = rf"(?P<weak>{_any(list(lexicon.listed('weak_joins')))}){_END}"
    opens, closes = (_any(list(lexicon.listed(name))) for name in ("between", "between_joins"))
    return re.compile(
        rf"{_START}(?:(?P<between>(?i:{opens})\s+))?{one}(?P<pct1>{_percent()})?(?P<open1>{_PLUS})?"
        rf"(?:(?P<join>\s?(?:[-~]|(?<=\s)(?i:{joins})|(?<=\s){weak})\s?|(?(between)\s+(?i:{closes})\s+|(?!)))"
        rf"(?P<second>{two})(?P<pct2>{_percent()})?(?P<open2>{_PLUS})?)?"
        rf"{_STOP}"
    )


@cache
def loosely() -> re.Pattern[str]:
    one = _side().replace("{n}", "1")
    return re.compile(rf"{_START}{one}(?P<pct1>{_percent()})?(?P<open1>{_PLUS})?{_STOP}")


DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4]|Q[1-4]\s?\d{4}|\d{1,2}:\d{2}|(?<![$€£₹¥])(?<![A-Z]{3}\s)401\s?\(?[kK]\)?"
    r"|403\s?\(?b\)?|(?<![$€£₹¥.,\d])1099(?![.,\d])|(?<!\w)[A-Z]-\d[A-Z]?"
    r"|(?<![$€£₹¥.,])(?:\d{1,3}\s?(?:-|–|to|or)\s?)?\d{1,3}\s?(?:h|hrs|hours|days|weeks|wks))(?!\w)"
)
_YEARS = rf"(?P<years>\d{{1,2}}|{lexicon.number_words(1, 10)})"
_YEAR_WORD = rf"(?:{'|'.join(lexicon.listed('years'))})\b"
_SPREAD = rf"(?:{'|'.join(map(re.escape, lexicon.listed('spread_over')))}|spread over|vesting over)"
AFTERWARDS = re.compile(
    r"\s?(?:(?P<month>\(?(?:/\s?(?:mo|mth|month)\b|(?:per|a|each|every)\s+month\b|monthly\b|pcm\b))"
    r"|(?P<year>\(?(?:/\s?(?:yr|year|annum|y)\b|(?:[\w-]{1,30}\s+){0,2}?(?:per|each|every)\s+(?:year|annum)\b"
    r"|an?\s+year\b|p\.?\s?a\.?(?!\w)|annually\b|yearly\b|annual\b))"
    rf"|(?P<grant>\(?(?:[^.;,\d/]{{0,20}}?/\s?{_YEARS}[\s-]?{_YEAR_WORD}"
    rf"|[^.;,\d]{{0,30}}?\b{_SPREAD}\s+(?:the\s+)?"
    rf"{_YEARS.replace('years', 'years2')}"
    rf"(?:[\s-]?{_YEAR_WORD}|(?=\s*(?:[.,;)]|$|in\b)))"
    rf"|\(?{_YEARS.replace('years', 'years3')}[\s-]?{_YEAR_WORD}(?:\s+vest\w*|\s+grant)"
    r"|[^.;,\d]{0,24}?\bper\s+grant\b)))",
    re.IGNORECASE,
)
OPEN = re.compile(r"\s?(?:or more|and up|and above|plus\b(?!\s+\w))", re.IGNORECASE)
COUNT = re.compile(
    r"\s?(?:(?:stock\s+|share\s+)?(?:options?|shares?|units|RSUs)\b(?!\s+(?:at|worth))|fully[\s-]diluted\b)",
    re.IGNORECASE,
)
SLASH = re.compile(r"\s?/")
LONGEST = 18
"""Characters of the longest run of digits that can be pay; more is an identifier."""
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
ROUND = re.compile(
    r"(?:\b(?P<part>low|lower|mid|middle|high|higher|upper)[\s-]+)?(?<![\w.,])(?P<cur>[$£€]?)(?P<num>\d{1,"
    r"2}0)(?P<scale>[kK]?)['’]?s\b"
)
"""A stretch of a hundred or ten ("mid 200s", "low 170s"), which is a range."""
PARTS = {
    "low": (0, 4),
    "lower": (0, 4),
    "mid": (4, 6),
    "middle": (4, 6),
    "high": (6, 9),
    "higher": (6, 9),
    "upper": (6, 9),
}


@cache
def after_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A percent sign, and a currency's name, after number words."""
    named = rf"\s(?:d['’]|de\s)?(?:(?:{_any(list(lexicon.nations()))})\s)?({_any(list(WORDS_FOR))})\b"
    return re.compile(_percent()), re.compile(named, re.IGNORECASE)
