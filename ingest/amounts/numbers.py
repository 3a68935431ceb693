"""Numbers in prose: every amount, percentage, count and bare number a text holds, in digits or in words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Literal

from ingest.amounts import digits
from ingest.amounts.money import Period
from ingest.amounts.spelled import Run, runs
from ingest.lexicon import amounts as lexicon
from ingest.lexicon import words

Kind = Literal["money", "percent", "count", "plain", "date"]
"""money: with a currency or a scale (245k). percent. count: of shares or options. plain: bare (years,
dates' years, "3 rounds", "245"). date: an ISO date or a quarter, never an amount."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number or range in a text.

    start, end: span in the text as given. low, high: value in whole units (245k is 245000; 10 % is 10);
    equal for a point. open: "+" or "or more" follows. currency: ISO 4217, None when none is written; "$" alone is
    USD, and sign says that it was a sign several currencies share.
    period and years: as written right after ("per year", "over 4 years", "/mo"). scaled: a K, M, lakh,
    "thousand" ... was written. words: it was written in words.
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
_ONLY_AFTER = frozenset(("R", "Ft", "lei", "Fr", "元", "円"))
"""Signs that before a number mean something else, or nothing."""
_DOLLARS_OF = {"CA": "CAD", "CAD": "CAD", "US": "USD", "USD": "USD", "AU": "AUD", "NZ": "NZD"}
"""Whose dollars, written behind the sign: "92 000 $ CA"."""
_NOT_LOWER = frozenset("try cop mad pen php ron gel lei".split())
"""Codes of currencies that in small letters are words: "5 php developers"."""


def _any(options: Iterator[str] | list[str]) -> str:
    return "|".join(sorted(options, key=len, reverse=True))


@cache
def _side() -> str:
    """One end of a range, its groups numbered {n}: currency, digits, scale, currency."""
    signs = [*lexicon.signs(), *lexicon.shared_signs()]
    code = _any([*CODES, "RMB"])
    ahead = [rf"(?<![^\W\d_]){re.escape(s)}\.?" if s.isalpha() else re.escape(s) for s in signs if s not in _ONLY_AFTER]
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
        rf"(?:[Kk]|[Mm]|[Bb]|L|{glued}){end}|\s[KkM](?![’']){_END}|\s?(?:(?:of )?an? "
        rf")?(?i:{word}){end}(?:(?<=tsd)\.|(?<=Tsd)\.|(?<=tys)\.|(?<=Mio)\.)?"
        rf"|\s?(?:{joined})|\s?[Tt](?=€|(?i:{code}){_END})"
    )


def _behind(signs: list[str], code: str) -> str:
    after = [re.escape(s) + (_END if s.isalpha() else r"(?!\s?\d)") for s in signs if s not in ("R",)]
    lower = _any([c.lower() for c in CODES if c.lower() not in _NOT_LOWER])
    nations = _any(list(lexicon.nations()))
    return (
        rf"(?P<after{{n}}>(?:,-{{1,2}})?\s?(?:\$\s?(?:{_any(list(_DOLLARS_OF))}){_END}|{_any(after)}|(?:{code}|"
        rf"{lower}){_END}|(?i:kr){_END}"
        rf"|(?i:(?:(?:{nations})\s)?(?:{_any(list(WORDS_FOR))})){_END}))?"
    )


_PLUS = r"\s?\+(?!\s*[\d$£€₹A-Z])"


@cache
def _percent() -> str:
    return rf"\s?(?:%|％|(?i:{_any([p.replace(' ', ' ?') for p in lexicon.listed('percent')])}){_END})"


@cache
def _token() -> re.Pattern[str]:
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
def _loose() -> re.Pattern[str]:
    one = _side().replace("{n}", "1")
    return re.compile(rf"{_START}{one}(?P<pct1>{_percent()})?(?P<open1>{_PLUS})?{_STOP}")


_DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4]|Q[1-4]\s?\d{4}|\d{1,2}:\d{2}|(?<![$€£₹¥])(?<![A-Z]{3}\s)401\s?\(?[kK]\)?"
    r"|403\s?\(?b\)?|(?<!\w)[A-Z]-\d[A-Z]?"
    r"|(?<![$€£₹¥.,])(?:\d{1,3}\s?(?:-|–|to|or)\s?)?\d{1,3}\s?(?:h|hrs|hours|days|weeks|wks))(?!\w)"
)
_YEARS = r"(?P<years>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_YEAR_WORD = r"(?:years?|yrs?|y)\b"
_AFTERWARDS = re.compile(
    r"\s?(?:(?P<month>\(?(?:/\s?mo(?:nth)?\b|(?:per|a|each|every)\s+month\b|monthly\b|pcm\b))"
    r"|(?P<year>\(?(?:/\s?(?:yr|year|annum|y)\b|(?:[\w-]{1,30}\s+){0,2}?(?:per|each|every)\s+(?:year|annum)\b"
    r"|an?\s+year\b|p\.?\s?a\.?(?!\w)|annually\b|yearly\b|annual\b))"
    rf"|(?P<grant>\(?(?:[^.;,\d/]{{0,20}}?/\s?{_YEARS}[\s-]?{_YEAR_WORD}"
    r"|[^.;,\d]{0,30}?\b(?:over|across|spread over|vesting over|for|in)\s+(?:the\s+)?"
    rf"{_YEARS.replace('years', 'years2')}"
    rf"(?:[\s-]?{_YEAR_WORD}|(?=\s*(?:[.,;)]|$|in\b)))"
    rf"|\(?{_YEARS.replace('years', 'years3')}[\s-]?{_YEAR_WORD}(?:\s+vest\w*|\s+grant)"
    r"|[^.;,\d]{0,24}?\bper\s+grant\b)))",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\s?(?:or more|and up|and above|plus\b(?!\s+\w))", re.IGNORECASE)
_COUNT = re.compile(r"\s?(?:stock\s+|share\s+)?(?:options?|shares?|units|RSUs)\b(?!\s+(?:at|worth))", re.IGNORECASE)
_SLASH = re.compile(r"\s?/")
_LONGEST = 18
"""Characters of the longest run of digits that can be pay; more is an identifier."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ROUND = re.compile(
    r"(?:\b(?P<part>low|lower|mid|middle|high|higher|upper)[\s-]+)?(?<![\w.,])(?P<cur>[$£€]?)(?P<num>\d{1,"
    r"2}0)(?P<scale>[kK]?)['’]?s\b"
)
"""A stretch of a hundred or ten ("mid 200s", "low 170s"), which is a range."""
_PARTS = {
    "low": (0, 4),
    "lower": (0, 4),
    "mid": (4, 6),
    "middle": (4, 6),
    "high": (6, 9),
    "higher": (6, 9),
    "upper": (6, 9),
}
_FIGURES = re.compile(r"\b(?:four|five|six|seven|eight|[4-8])[\s-]?(?:figures?|digits?)\b", re.IGNORECASE)


@cache
def _after_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A percent sign, and a currency's name, after number words."""
    named = rf"\s(?:(?:{_any(list(lexicon.nations()))})\s)?({_any(list(WORDS_FOR))})\b"
    return re.compile(_percent()), re.compile(named, re.IGNORECASE)


def mentions(text: str, most: int | None = None) -> tuple[Mention, ...]:
    """Every number in the text (or the first of them, where most is given), in order, without overlap.

    A range ("182-228k", "between £182,000 and £228,000", "low 170s") is one mention; a scale or currency written at
    one end holds for both. Labels such as L5 or E6, 401(k), H-1B, ISO dates, clock times and spans such as 48h are no
    amounts: the first are left out, the others come as kind "date". Digits of any script, fullwidth forms and
    invisible characters inside a number are read as the plain digits they look like. What is no number, though it
    speaks of one ("a few hundred thousand", "six figures"), is left out: `unread` tells it.
    """
    plain, where = _flatten(text)
    dates = [Mention(*m.span(), "", "date", Decimal(0), Decimal(0)) for m in islice(_DATE.finditer(plain), most)]
    stretches = list(islice(_stretches(plain), most))
    blocked = [d.span for d in dates] + [m.span for m in stretches] + [m.span() for m in _FIGURES.finditer(plain)]
    digital = list(islice(_compounds(_in_digits(plain, sorted(blocked)), plain), most))
    covered = bytearray(len(plain))
    for start, end in [*blocked, *(one.span for one in digital)]:
        covered[start:end] = b"\1" * (end - start)
    spelled = [w for w in islice(_joined(_in_words(plain), plain), most) if not any(covered[w.start : w.end])]
    ordered = sorted([*dates, *stretches, *digital, *spelled], key=lambda m: m.start)[:most]
    return tuple(_place(m, where, text) for m in ordered)


def unread(text: str) -> tuple[str, ...]:
    """The words of a text that speak of an amount and name no number, to be asked about: "a few hundred thousand"."""
    return taken(text)[1]


def taken(text: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Every number in the text, and its words that speak of an amount and name none, in one go."""
    numbers = mentions(text)
    plain, where = _flatten(text)
    known = [(m.start, m.end) for m in numbers]
    found = [m.span() for m in _FIGURES.finditer(plain)]
    # "mil" or "k" alone is no amount without a number before it.
    found += [(r.start, r.end) for r in runs(plain) if r.value is None and r.scale > 1 and r.end - r.start > len("mil")]
    found += [m.span() for m in _ODD_DIGITS.finditer(plain)]
    spans = sorted((where[a], where[b - 1] + 1) for a, b in found if b > a)
    return numbers, tuple(text[a:b] for a, b in spans if not any(a < end and start < b for start, end in known))


_ODD_DIGITS = re.compile(r"(?<![\w.,/:-])(?:\d{1,3}(?:[.,]\d{1,4}){2,6}|\d{1,4}\s?mil)(?![\w.,/:-])")
"""Digits in groups that no country writes ("22,77,31"), or with a scale of two meanings ("14 mil")."""


def _stretches(plain: str) -> Iterator[Mention]:
    for match in _ROUND.finditer(plain):
        number = int(match["num"])
        if not match["part"] and (number < 100 or not _about_pay(plain, match)):
            continue
        step = 10 if number % 100 == 0 else 1
        first, last = _PARTS.get((match["part"] or "").lower(), (0, 9))
        scale = 1000 if match["scale"] else 1
        low, high = Decimal(number + first * step), Decimal(number + last * step)
        currency = lexicon.signs().get(match["cur"]) or ("USD" if match["cur"] else None)
        kind: Kind = "money" if currency or match["scale"] else "plain"
        yield Mention(
            *match.span(), "", kind, low * scale, high * scale, currency=currency, scaled=bool(match["scale"])
        )


def _about_pay(plain: str, match: re.Match[str]) -> bool:
    """ "the 190s" beside a sign or after "the"; "500s" alone may count errors."""
    return bool(match["cur"] or match["scale"] or re.search(r"\b(?:the|in|at|of)\s+$", plain[: match.start()][-8:]))


def _flatten(text: str) -> tuple[str, list[int]]:
    """The text with digits, dashes, spaces and signs in plain form, and each character's place in the original."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    out: list[str] = []
    where: list[int] = []
    for i, char in enumerate(text):
        if unicodedata.category(char) == "Cf":
            continue
        for plain in _plain(char):
            out.append(plain)
            where.append(i)
    where.append(len(text))
    return "".join(out), where


_DASHES = "‐‑‒–—―−﹣－"


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in _DASHES:
        return "-"
    if char in "～〜∼":
        return "~"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace():
        return " "
    if char in "，٬":
        return ","
    if char in "．٫":
        return "."
    if char in digits.HALVES:
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 or folded.isascii() else char


def _place(mention: Mention, where: list[int], text: str) -> Mention:
    start, end = where[mention.start], where[mention.end - 1] + 1
    return replace(
        mention, start=start, end=end, text=text[start:end], low=_whole(mention.low), high=_whole(mention.high)
    )


def _whole(value: Decimal) -> Decimal:
    """Without trailing zeros, and never in exponent form."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _in_digits(plain: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    at = 0
    blocked = iter(taken)
    block = next(blocked, None)
    while match := _token().search(plain, at):
        while block and block[1] <= match.start("num1"):
            block = next(blocked, None)
        if block and block[0] < match.end():
            before = _loose().match(plain, match.start()) if match["second"] else None
            if before is None or block[0] < before.end():
                at = max(block[1], at + 1)
                continue
        one, at = _read(match, plain)
        if one is not None:
            yield one


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range as written: its digits, scale, currency and the sign that names none alone."""

    digits: str
    scale: lexicon.Scale | None
    currency: str | None
    sign: str | None
    percent: bool

    @property
    def times(self) -> int:
        return self.scale.value if self.scale else 1

    def value(self, currency: str | None) -> Decimal:
        return digits.value(self.digits, currency, scaled=self.scale is not None, percent=self.percent)


def _read(match: re.Match[str], plain: str) -> tuple[Mention | None, int]:
    """The mention of a match, and where to go on: after it, or after its first half if that is no range."""
    if match["second"] and not _is_range(match):
        loose = _loose().match(plain, match.start("cur1") if match["cur1"] else match.start("num1"))
        if loose is None:
            return None, match.end("num1")
        match = loose
    one = _end(match, 1)
    two = _end(match, 2) if match.groupdict().get("second") else one
    start = match.start("cur1") if match["cur1"] else match.start("num1")
    currency = one.currency or two.currency
    if max(len(one.digits), len(two.digits)) > _LONGEST or _ORDINAL.match(plain, match.end("num1")):
        return None, match.end("num1")
    if one.scale and one.scale.word == "mil" and currency is None and one.value(None) >= 10:
        # A million in English, a thousand in Spanish and Portuguese: `unread` asks.
        return None, match.end()
    low, high = _values(one, two, currency)
    found = [end.scale or lexicon.scales()["k"] for end in (one, two) if end.scale or "k" in end.digits.lower()]
    if currency is None and any(scale.indian for scale in found):
        currency = "INR"
    sign = one.sign or two.sign
    percent = one.percent or two.percent
    groups = match.groupdict()
    mention = Mention(
        start,
        match.end(),
        "",
        "percent" if percent else "money" if currency or found or sign else "plain",
        low,
        high,
        open=bool(groups["open1"] or groups.get("open2")),
        currency=currency,
        sign=sign,
        scaled=bool(found),
        period="year" if any(scale.word == "LPA" for scale in found) else None,
    )
    return _with_surroundings(mention, plain)


def _values(one: _End, two: _End, currency: str | None) -> tuple[Decimal, Decimal]:
    """Both ends in whole units; a scale written at one end holds for both where the other is too small without it."""
    low, high = one.value(currency), two.value(currency)
    first, second = one.scale, two.scale
    if second and not first and low < 1000 and low <= high:
        first = second
    if first and not second and high < 1000 and low <= high:
        second = first
    return low * _times(first, currency), high * _times(second, currency)


def _times(scale: lexicon.Scale | None, currency: str | None) -> int:
    if scale and scale.word == "mil" and currency in lexicon.listed("thousand_mil"):
        return 1000
    return scale.value if scale else 1


def _end(match: re.Match[str], n: int) -> _End:
    before = (match[f"cur{n}"] or "").strip()
    after = (match[f"after{n}"] or "").lstrip(",-").strip()
    return _End(
        match[f"num{n}"], _scale((match[f"scale{n}"] or "").strip().rstrip(".")), *_currency(before, after),
        bool(match[f"pct{n}"]),
    )  # fmt: skip


def _scale(word: str) -> lexicon.Scale | None:
    word = word.rpartition(" ")[2]  # "of a million"
    if not word:
        return None
    if word in ("T", "t"):
        return lexicon.scales()["k"]
    if word.lower() == "mil":
        return lexicon.Scale("mil", 10**6)
    return lexicon.scales().get(word) or lexicon.scales().get(word.lower()) or lexicon.scales()[word.upper()]


def _currency(before: str, after: str) -> tuple[str | None, str | None]:
    """The currency that what stands before and after a number names, and the sign where several share it."""
    sign = None
    for written in filter(None, (before, after)):
        if written[0] == "$" and (code := _DOLLARS_OF.get(written[1:].strip())):
            return code, None
        bare = "¥" if written == "￥" else written.rstrip(".").rstrip("$").strip() or "$"
        for one in (written.rstrip("."), bare, bare.upper()):
            if one in lexicon.signs():
                return lexicon.signs()[one], None
            if one in CODES:
                return one, None
        kind, _, word = written.lower().rpartition(" ")
        if code := lexicon.nations().get(kind) or WORDS_FOR.get(word):
            return code, None
        sign = sign or next((s for s in lexicon.shared_signs() if s.lower() == bare.lower()), None)
    told = {"$": "USD", "Rs": "INR"}.get(sign or "")
    return told, sign


def _is_range(match: re.Match[str]) -> bool:
    """False where the two numbers are not two ends: other currencies, low above high, a money against a percent."""
    one, two = _end(match, 1), _end(match, 2)
    if one.currency and two.currency and one.currency != two.currency:
        return False
    if one.percent and not two.percent:
        return False
    if two.percent and (one.currency or one.scale):
        return False
    written = bool(one.currency or one.scale)
    if match["weak"] and not (two.percent or two.scale or two.currency):
        return False
    if not written and _COUNTED.search(match.string[max(match.start() - 16, 0) : match.start()]):
        # "Year 4 to $215,000" counts years.
        return False
    currency = one.currency or two.currency
    if two.currency and not (written or two.scale) and one.value(currency) * 100 < two.value(currency):
        return False
    low, high = _values(one, two, currency)
    return low <= high


_COUNTED = re.compile(r"\b(?:year|step|level|option|no\.?|number)\s*$", re.IGNORECASE)


def _compounds(found: Iterable[Mention], plain: str) -> Iterator[Mention]:
    """Numbers of two scales as one: "1 crore 20 lakh", "1億2000万円"."""
    held: Mention | None = None
    for one in found:
        if held and _continues(held, one, plain):
            total = held.low + one.low
            held = replace(one, start=held.start, low=total, high=total, currency=one.currency or held.currency)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


_LARGE = re.compile(r"(?:(?<=\d)\s?(?:crores?|lakhs?|lacs?|million)|億|억)\s*$", re.IGNORECASE)


def _continues(held: Mention, one: Mention, plain: str) -> bool:
    gap = plain[held.end : one.start]
    scale = _LARGE.search(plain[held.start : held.end])
    both = held.low == held.high and one.low == one.high and one.scaled
    if not (scale and both and re.fullmatch(r"\s*(?:and\s+)?", gap)) or {held.kind, one.kind} != {"money"}:
        return False
    told = lexicon.scales()[scale.group().strip().lower()].value
    return (
        one.low < told
        and held.currency in (None, one.currency, "INR")
        and one.currency in (None, held.currency, "JPY", "KRW")
    )


def _with_surroundings(mention: Mention, plain: str) -> tuple[Mention, int]:
    end = mention.end
    open_ = mention.open
    if more := _OPEN.match(plain, end):
        open_, end = True, more.end()
    period, years = mention.period, None
    if mention.kind != "percent" and (after := _AFTERWARDS.match(plain, end)):
        stated = after.group("years") or after.group("years2") or after.group("years3")
        is_span = stated is not None and mention.kind == "plain" and not mention.scaled and mention.high < 1000
        if after.group("grant"):
            period, years = "grant", _small(stated) if stated else None
        elif after.group("month"):
            period = "month"
        elif after.group("year"):
            period = "year"
        if is_span and not _SLASH.match(plain, end) and mention.high < 20:
            period, years = mention.period, None
    elif mention.kind == "money" and period is None:
        period = _period_in_any_language(plain, end)
    kind = mention.kind
    shares = _COUNT.match(plain, mention.end) if mention.currency is None and mention.low >= 10 else None
    if shares and kind in ("plain", "money") and not (mention.scaled and shares.group().strip().upper() == "RSUS"):
        kind = "count"
    return replace(mention, end=mention.end, open=open_, period=period, years=years, kind=kind), max(mention.end, 1)


def _period_in_any_language(plain: str, end: int) -> Period | None:
    """ "/mois", "pro Jahr", "por mês" right after an amount."""
    at = end + len(plain[end : end + 2]) - len(plain[end : end + 2].lstrip(" ("))
    if words.period("month").match(plain, at):
        return "month"
    return "year" if words.period("year").match(plain, at) else None


def _small(word: str) -> int:
    return int(word) if word.isdigit() else lexicon.units()[word.lower()]


def _in_words(plain: str) -> Iterator[Mention]:
    for run in runs(plain):
        if run.value is not None:
            yield _from_words(run, plain)


def _from_words(run: Run, plain: str) -> Mention:
    assert run.value is not None
    percent, named = _after_words()
    after = percent.match(plain, run.end)
    money = named.match(plain, run.end)
    currency = WORDS_FOR[money.group(1).lower()] if money else "INR" if run.indian else None
    stop = after.end() if after else money.end() if money else run.end
    kind: Kind = "percent" if after else "money" if currency or run.scale > 1 else "plain"
    mention = Mention(
        run.start, stop, "", kind, run.value, run.value, currency=currency, scaled=run.scale > 1, words=True
    )
    return _with_surroundings(mention, plain)[0]


def _joined(spelled: Iterable[Mention], plain: str) -> Iterator[Mention]:
    """Spelled-out numbers, with "ten to fifteen percent" and "between two and three lakh" as one range."""
    held: Mention | None = None
    for one in spelled:
        if held and (low := _low_end(held, one, plain)) is not None:
            held = replace(one, start=held.start, low=low)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _low_end(held: Mention, one: Mention, plain: str) -> Decimal | None:
    """The low end when two spelled-out numbers are one range; a scale written at the end holds for both."""
    joint = r"\s?(?:-|to|or)\s?"
    if re.search(r"\b(?:between|from)\s+$", plain[max(held.start - 20, 0) : held.start], re.IGNORECASE):
        joint = r"\s?(?:-|to|or|and)\s?"
    if not re.fullmatch(joint, plain[held.end : one.start]) or held.low != held.high:
        return None
    if held.kind == "percent" != one.kind:
        return None
    if held.currency not in (None, one.currency) or one.kind not in ("percent", "money") or held.kind == "count":
        return None
    low = held.low
    if one.kind == "money" and one.scaled and not held.scaled and low < 1000:
        low *= next(run.scale for run in runs(plain[one.start : one.end]) if run.scale > 1)
    return low if low <= one.low else None
