"""Numbers in prose: every amount, percentage, count and bare number a text holds, in digits or in words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Literal

from ingest.amounts.money import Period

Kind = Literal["money", "percent", "count", "plain", "date"]
"""money: with a currency or a scale (245k). percent. count: of shares or options. plain: bare (years,
dates' years, "3 rounds", "245"). date: an ISO date or a quarter, never an amount."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number or range in a text.

    start, end: span in the text as given. low, high: value in whole units (245k is 245000; 10 % is 10);
    equal for a point. open: "+" or "or more" follows. currency: ISO 4217, None when none is written.
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
    period: Period | None = None
    years: int | None = None
    scaled: bool = False
    words: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


SIGNS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "S$": "SGD",
    "SG$": "SGD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "R$": "BRL",
    "MX$": "MXN",
    "NT$": "TWD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "₪": "ILS",
    "₩": "KRW",
    "₺": "TRY",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₴": "UAH",
    "₦": "NGN",
    "zł": "PLN",
    "Kč": "CZK",
    "Rs.": "INR",
    "Rs": "INR",
}
"""Currency signs that mean one currency. "kr" and "¥" mean several and are left without one."""

CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "CAD",
        "AUD",
        "NZD",
        "SGD",
        "HKD",
        "INR",
        "JPY",
        "CNY",
        "RMB",
        "KRW",
        "SEK",
        "NOK",
        "DKK",
        "CHF",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "ILS",
        "AED",
        "SAR",
        "QAR",
        "BRL",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "ZAR",
        "NGN",
        "KES",
        "EGP",
        "TRY",
        "IDR",
        "MYR",
        "PHP",
        "THB",
        "VND",
        "TWD",
        "PKR",
        "BDT",
        "LKR",
        "UAH",
        "RUB",
    ]
)
WORDS_FOR = {
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "usd": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "sterling": "GBP",
    "rupee": "INR",
    "rupees": "INR",
    "shekel": "ILS",
    "shekels": "ILS",
    "francs": "CHF",
    "zloty": "PLN",
    "reais": "BRL",
    "yen": "JPY",
    "yuan": "CNY",
    "won": "KRW",
}
SCALES = {
    "k": 10**3,
    "K": 10**3,
    "thousand": 10**3,
    "thousands": 10**3,
    "grand": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mm": 10**6,
    "MM": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "B": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "L": 10**5,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "lacs": 10**5,
    "LPA": 10**5,
    "lpa": 10**5,
    "Cr": 10**7,
    "cr": 10**7,
    "crore": 10**7,
    "crores": 10**7,
}
_INDIAN = {"L", "lakh", "lakhs", "lac", "lacs", "LPA", "lpa", "Cr", "cr", "crore", "crores"}

_UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: 10 * (i + 2)
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_BIG = {
    "thousand": 10**3,
    "grand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
}
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}

_CODE = "|".join(sorted(CODES))
_BEFORE = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
_SCALE_ATTACHED = r"(?:LPA|lpa|[Kk]|MM|mm|mn|[Mm](?:il)?|bn|[BbL]|[Cc]r)(?![A-Za-z])"
_SCALE_SPACED = (
    r"\s?(?:thousands?|grand|millions?|billion|lakhs?|lacs?|crores?|mil|mn|bn|LPA|lpa|Cr|cr)(?![A-Za-z])"
    r"|\s[KkM](?![A-Za-z'’])"
)
_DIGITS = (
    r"\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:[   ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
)
_NUMBER = rf"(?P<num{{n}}>{_DIGITS})(?P<scale{{n}}>{_SCALE_ATTACHED}|{_SCALE_SPACED})?"
_SIDE = rf"(?P<cur{{n}}>(?:{_BEFORE}|(?:{_CODE})\s?\$?|kr\.?|[¥￥])\s?)?"
_AFTER = (
    rf"(?P<after{{n}}>\s?(?:[€£₹₪₩]|zł|kr\b|\b(?:{_CODE}|{_CODE.lower()})\b|"
    rf"(?:US\s|Canadian\s|Australian\s|Singapore\s)?\b(?:{'|'.join(WORDS_FOR)})\b))?"
)
_JOIN = r"\s?(?:-|~|\bto\b|\bthrough\b|\buntil\b)\s?"


def _side(n: int) -> str:
    return (_SIDE + _NUMBER + _AFTER).replace("{n}", str(n))


_PERCENT = r"\s?(?:%|percent\b|per\s?cent\b|pct\b|percentage points?\b|per hundred\b)"
_PLUS = r"\s?\+(?!\s*[\d$£€₹A-Z])"
_TOKEN = re.compile(
    rf"(?<![\w.,])(?:(?P<between>(?:between|from)\s+))?{_side(1)}(?P<pct1>{_PERCENT})?(?P<open1>{_PLUS})?"
    rf"(?:(?P<join>{_JOIN}|(?(between)\s+and\s+|(?!)))(?P<second>{_side(2)})(?P<pct2>{_PERCENT})?(?P<open2>{_PLUS})?)?"
    r"(?!\d|[.,]\d)"
)
_LOOSE = re.compile(rf"(?<![\w.,]){_side(1)}(?P<pct1>{_PERCENT})?(?P<open1>{_PLUS})?(?!\d|[.,]\d)")
_DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4]|Q[1-4]\s?\d{4}|\d{1,2}:\d{2}|401\s?\(?[kK]\)?|403\s?\(?b\)?)(?!\w)"
)
_MOST_WORDS = 20
"""Words after the first of a run of number words; two numbers with an "and" between have some fifteen."""
_WORD_NUMBER = "|".join([*_UNITS, *_TENS, "hundred", *_BIG, "dozen"])
_WORDS = re.compile(
    rf"\b(?:(?:a|one|three)[\s-]+(?:quarter|half|third)s?(?:[\s-]+of)?(?:[\s-]+an?)?[\s-]+(?:{'|'.join(_BIG)})"
    rf"|half[\s-]+an?[\s-]+(?:{'|'.join(_BIG)})"
    rf"|(?:an?[\s-]+)?(?:{_WORD_NUMBER})(?:(?:[\s-]+(?:and[\s-]+)?(?:a[\s-]+)?(?:{_WORD_NUMBER}|half|quarter|point))){{0,{_MOST_WORDS}}})\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s-]+")
_GOES_ON = re.compile(r"[\s-]+(?:and[\s-]+)?(?:an?[\s-]+)?", re.IGNORECASE)
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
_PERCENT_AFTER = re.compile(_PERCENT)
_CURRENCY_AFTER = re.compile(rf"\s(?:US\s|Canadian\s|Australian\s)?({'|'.join(WORDS_FOR)})\b", re.IGNORECASE)
_LONGEST = 18
"""Characters of the longest run of digits that can be pay; more is an identifier."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def mentions(text: str, most: int | None = None) -> tuple[Mention, ...]:
    """Every number in the text (or the first of them, where most is given), in order, without overlap.

    A range ("182-228k", "between £182,000 and £228,000") is one mention; a scale or currency written at
    one end holds for both. Labels such as L5 or E6, 401(k), ISO dates and clock times are no amounts: the
    first are left out, the others come as kind "date". Digits of any script, fullwidth forms and
    invisible characters inside a number are read as the plain digits they look like.
    """
    plain, where = _flatten(text)
    dates = [Mention(*m.span(), "", "date", Decimal(0), Decimal(0)) for m in islice(_DATE.finditer(plain), most)]
    digits = list(islice(_in_digits(plain, [d.span for d in dates]), most))
    covered = bytearray(len(plain))
    for one in [*dates, *digits]:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    spelled = islice(_joined(_in_words(plain), plain), most)
    words = [w for w in spelled if not any(covered[w.start : w.end])]
    ordered = sorted([*dates, *digits, *words], key=lambda m: m.start)[:most]
    return tuple(_place(m, where, text) for m in ordered)


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
    dates = iter(taken)
    date = next(dates, None)
    while match := _TOKEN.search(plain, at):
        while date and date[1] <= match.start("num1"):
            date = next(dates, None)
        if date and date[0] < match.end():
            at = max(date[1], at + 1)
            continue
        one, at = _read(match, plain)
        if one is not None:
            yield one


def _read(match: re.Match[str], plain: str) -> tuple[Mention | None, int]:
    """The mention of a match, and where to go on: after it, or after its first half if that is no range."""
    if match["second"] and not _is_range(match):
        loose = _LOOSE.match(plain, match.start("cur1") if match["cur1"] else match.start("num1"))
        if loose is None:
            return None, match.end("num1")
        match = loose
    groups = match.groupdict()
    start = match.start("cur1") if match["cur1"] else match.start("num1")
    end = match.end()
    too_long = max(len(groups["num1"] or ""), len(groups.get("num2") or "")) > _LONGEST
    if too_long or _ORDINAL.match(plain, match.end("num1")):
        return None, match.end("num1")
    low, high = _value(groups, 1), _value(groups, 2) if groups.get("second") else _value(groups, 1)
    scale1, scale2 = _scale(groups, 1), _scale(groups, 2)
    if groups.get("second") and scale2 and not scale1 and low < 1000 and low * scale2 <= high * scale2:
        scale1 = scale2
    if groups.get("second") and scale1 and not scale2 and high < 1000 and low <= high:
        scale2 = scale1
    scales = (groups["scale1"] or "").strip(), (groups.get("scale2") or "").strip()
    currency = _currency(groups, 1) or _currency(groups, 2)
    if currency is None and any(s in _INDIAN for s in scales):
        currency = "INR"
    signed = bool(groups["cur1"] or groups.get("cur2"))
    percent = bool(groups["pct1"] or groups.get("pct2"))
    scaled = bool(scale1 or scale2)
    mention = Mention(
        start,
        end,
        "",
        "percent" if percent else "money" if currency or scaled or signed else "plain",
        low * (scale1 or 1),
        high * ((scale2 if groups.get("second") else scale1) or 1),
        open=bool(groups["open1"] or groups.get("open2")),
        currency=currency,
        scaled=scaled,
        period="year" if any(s.lower() == "lpa" for s in scales) else None,
    )
    return _with_surroundings(mention, plain)


def _is_range(match: re.Match[str]) -> bool:
    """False where the two numbers are not two ends: other currencies, low above high, a money against a percent."""
    groups = match.groupdict()
    first, second = _currency(groups, 1), _currency(groups, 2)
    if first and second and first != second:
        return False
    if groups["pct1"] and not groups["pct2"]:
        return False
    low, high = _value(groups, 1), _value(groups, 2)
    scale1, scale2 = _scale(groups, 1), _scale(groups, 2)
    if groups["pct2"] and (first or scale1):
        return False
    if re.search(
        r"\b(?:year|step|level|option|no\.?|number)\s*$",
        match.string[max(match.start() - 16, 0) : match.start()],
        re.IGNORECASE,
    ) and not (first or scale1):
        # "Year 4 to $215,000" counts years.
        return False
    if second and not (first or scale1 or scale2) and low * 100 < high:
        return False
    if scale1 or scale2:
        low, high = low * (scale1 or (scale2 if low < 1000 else None) or 1), high * (scale2 or scale1 or 1)
    return low <= high


def _value(groups: dict[str, str | None], n: int) -> Decimal:
    digits = groups[f"num{n}"] or "0"
    scaled = bool(groups[f"scale{n}"])
    digits = re.sub(r"['’   ]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d{2,3}\.\d{3}", digits) and not scaled:
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d\.\d{3}", digits) and not scaled and _currency(groups, n):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(digits.replace(",", ""))


def _scale(groups: dict[str, str | None], n: int) -> int | None:
    word = (groups.get(f"scale{n}") or "").strip()
    return SCALES.get(word) or SCALES.get(word.lower()) if word else None


def _currency(groups: dict[str, str | None], n: int) -> str | None:
    before = (groups.get(f"cur{n}") or "").strip()
    after = (groups.get(f"after{n}") or "").strip()
    if before:
        code = before.rstrip("$").strip()
        return SIGNS.get(before) or ("CNY" if code == "RMB" else code if code in CODES else None)
    if not after:
        return None
    if after in SIGNS:
        return SIGNS[after]
    code = after.upper()
    if code in CODES:
        return "CNY" if code == "RMB" else code
    kind, _, word = after.lower().rpartition(" ")
    nation = {"canadian": "CAD", "australian": "AUD", "singapore": "SGD"}.get(kind.strip())
    return nation or WORDS_FOR.get(word)


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
    kind = mention.kind
    shares = _COUNT.match(plain, mention.end) if mention.currency is None and mention.low >= 10 else None
    if shares and kind in ("plain", "money") and not (mention.scaled and shares.group().strip().upper() == "RSUS"):
        kind = "count"
    return replace(mention, end=mention.end, open=open_, period=period, years=years, kind=kind), max(mention.end, 1)


def _small(word: str) -> int:
    return int(word) if word.isdigit() else _UNITS[word.lower()]


def _in_words(plain: str) -> Iterator[Mention]:
    for start, end in _runs(plain):
        words = re.split(r"[\s-]+", plain[start:end].lower())
        value = _spelled(words) if len(words) < 16 else None
        if value is None or value > 10**15:
            continue
        after = _PERCENT_AFTER.match(plain, end)
        money = _CURRENCY_AFTER.match(plain, end)
        currency = WORDS_FOR[money.group(1).lower()] if money else None
        scaled = any(w in _BIG for w in words)
        stop = after.end() if after else money.end() if money else end
        if currency is None and any(w.startswith(("lakh", "crore")) for w in words):
            currency = "INR"
        kind: Kind = "percent" if after else "money" if currency or scaled else "plain"
        mention = Mention(start, stop, "", kind, value, value, currency=currency, scaled=scaled, words=True)
        yield _with_surroundings(mention, plain)[0]


def _runs(plain: str) -> Iterator[tuple[int, int]]:
    """Stretches of number words, cut at an "and" that stands between two numbers ("ten and fifteen percent").

    A run of more words than numbers have is none, to its end: what a cut would leave of it was not said."""
    over = -1
    for match in _WORDS.finditer(plain):
        start = match.start()
        if len(_GAP.findall(match.group())) >= _MOST_WORDS or (over >= 0 and _GOES_ON.fullmatch(plain, over, start)):
            over = match.end()
            continue
        for joint in re.finditer(r"[\s-]+and[\s-]+", match.group(), re.IGNORECASE):
            at, after = match.start() + joint.start(), match.start() + joint.end()
            if at > start and _apart(plain[start:at], plain[after : match.end()]):
                yield start, at
                start = after
        yield start, match.end()


def _apart(one: str, other: str) -> bool:
    """Whether number words on both sides of an "and" are two numbers: together none, or the second no smaller in scale."""
    left, right = (re.split(r"[\s-]+", side.lower()) for side in (one, other))
    if _spelled(left) is None or _spelled(right) is None:
        return False
    scales = [max((_BIG[w] for w in side if w in _BIG), default=1) for side in (left, right)]
    return _spelled([*left, "and", *right]) is None or (scales[0] > 1 and scales[1] >= scales[0])


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
    if (
        not re.fullmatch(joint, plain[held.end : one.start])
        or held.low != held.high
        or held.kind == "percent" != one.kind
    ):
        return None
    if held.currency not in (None, one.currency) or one.kind not in ("percent", "money") or held.kind == "count":
        return None
    low = held.low
    if one.kind == "money" and one.scaled and not held.scaled and low < 1000:
        low *= next(_BIG[w] for w in reversed(re.split(r"[\s-]+", plain[one.start : one.end].lower())) if w in _BIG)
    return low if low <= one.low else None


def _spelled(words: list[str]) -> Decimal | None:
    """The value of number words; also as spoken, "two forty-five" for 245. None when they make no number."""
    words = [w for w in words if w not in ("and", "of", "an") and w]
    if words and words[0] == "a":
        words = ["one", *words[1:]] if len(words) > 1 and words[1] not in ("half", "quarter", "third") else words[1:]
    words = [w for w in words if w != "a"]
    if not words or words[0] == "k":
        return None
    if words[0] == "three" and len(words) > 2 and words[1].startswith("quarter"):
        return Decimal("0.75") * _BIG[words[-1]] if words[-1] in _BIG else None
    if words[0] in _FRACTIONS or (words[0] == "one" and len(words) > 1 and words[1] in _FRACTIONS):
        fraction = _FRACTIONS[words[0] if words[0] in _FRACTIONS else words[1]]
        return fraction * _BIG[words[-1]] if words[-1] in _BIG else None
    return _sum(words)


def _sum(words: list[str]) -> Decimal | None:
    total, group, decimals, spoken = Decimal(0), Decimal(0), "", False
    for i, word in enumerate(words):
        if decimals or (word == "point" and group + total >= 0 and i):
            if word in _BIG:
                group = Decimal(f"{int(group)}{decimals}")
                total, group, decimals = total + group * _BIG[word], Decimal(0), ""
            elif word == "point":
                decimals = "."
            elif word in _UNITS and _UNITS[word] < 10:
                decimals += str(_UNITS[word])
            continue
        if word in _UNITS or word in _TENS:
            value = _UNITS.get(word, _TENS.get(word, 0))
            tens_open = group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10)
            if group and not tens_open and 0 < group < 10 and value >= 10 and not spoken:
                group, spoken = group * 100 + value, True
            elif group and not tens_open:
                return None
            else:
                group += value
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word == "dozen":
            group = (group or Decimal(1)) * 12
        elif word in _BIG:
            total, group = total + (group or Decimal(1)) * _BIG[word], Decimal(0)
        elif word in ("half", "quarter") and i and words[i - 1] in _BIG:
            total += Decimal(_FRACTIONS[word] * _BIG[words[i - 1]])
        elif word in ("half", "quarter") and i + 1 < len(words) and words[i + 1] in _BIG:
            group += _FRACTIONS[word]
    if decimals and decimals != ".":
        group = Decimal(f"{int(group)}{decimals}")
    return total + group
