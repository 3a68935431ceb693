"""A number in digits, or a range of two, with its scale, sign and what it is per."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.amounts import beside, digits
from ingest.amounts.mention import (
    AFTERWARDS,
    CODES,
    COUNT,
    LONGEST,
    OPEN,
    ORDINAL,
    SLASH,
    WORDS_FOR,
    Mention,
    loosely,
)
from ingest.lexicon import amounts as lexicon


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
        told = "SEK" if currency is None and self.sign == "kr" else currency  # crowns group their digits by dots
        return digits.value(self.digits, told, scaled=self.scale is not None, percent=self.percent)


def read_digits(match: re.Match[str], plain: str) -> tuple[Mention | None, int]:
    """The mention of a match, and where to go on: after it, or after its first half if that is no range."""
    if match["second"] and not _is_range(match):
        loose = loosely().match(plain, match.start("cur1") if match["cur1"] else match.start("num1"))
        if loose is None:
            return None, match.end("num1")
        match = loose
    if not match.groupdict().get("second") and (end := _first_of_two(match)):
        value = Decimal(match["num1"][:3])
        first = Mention(match.start("num1"), end, "", "plain", value, value)
        return with_surroundings(first, plain)[0], end
    one = _end(match, 1)
    two = _end(match, 2) if match.groupdict().get("second") else one
    start = match.start("cur1") if match["cur1"] else match.start("num1")
    currency = one.currency or two.currency
    if max(len(one.digits), len(two.digits)) > LONGEST or ORDINAL.match(plain, match.end("num1")):
        return None, match.end("num1")
    paid = currency
    if one.scale and one.scale.word == "mil" and currency is None and one.value(None) >= 10:
        # A million in English, a thousand in Spanish and Portuguese. Nobody is paid 74 million a year; where no period
        # follows, `unread` asks.
        if not beside.period_after(plain, match.end()):
            return None, match.end()
        paid = lexicon.listed("thousand_mil")[0]
    low, high = _values(one, two, paid)
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
    return with_surroundings(of_basis(mention, groups.get("pct2") or groups["pct1"] or ""), plain)


def _first_of_two(match: re.Match[str]) -> int:
    """Where the first of two figures ends that are no one number: "212 360 15%" is base, equity and bonus, while
    "120 000", "52 400" and "205 380 €" are one. 0 for one number."""
    signed = any(match[group] for group in ("cur1", "after1", "scale1", "pct1"))
    return match.start("num1") + 3 if not signed and re.fullmatch(r"[1-9]\d\d [1-9]\d\d", match["num1"]) else 0


def of_basis(mention: Mention, sign: str) -> Mention:
    """A percentage told in basis points, in percent."""
    if sign.strip().lower() not in lexicon.listed("basis"):
        return mention
    return replace(mention, low=mention.low / 100, high=mention.high / 100)


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
        if written[0] == "$" and (code := lexicon.coded("dollars_of").get(written[1:].strip())):
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
    if not written and _over_years(match.string[max(match.start() - 2, 0) : match.start()], one.value(None)):
        return False  # "300k RSU/4 - 30k signing": the grant's years, and the next figure.
    currency = one.currency or two.currency
    if two.currency and not (written or two.scale) and one.value(currency) * 100 < two.value(currency):
        return False
    low, high = _values(one, two, currency)
    return low <= high


def _over_years(before: str, value: Decimal) -> bool:
    """Whether a small number behind a slash says over how many years the amount before it comes."""
    return before.rstrip().endswith("/") and 1 < value <= _MOST_YEARS


_MOST_YEARS = 6
"""Years over which a grant comes."""
_COUNTED = re.compile(r"\b(?:year|step|level|option|no\.?|number)\s*$", re.IGNORECASE)


def with_surroundings(mention: Mention, plain: str) -> tuple[Mention, int]:
    end = mention.end
    open_ = mention.open
    if more := OPEN.match(plain, end):
        open_, end = True, more.end()
    period, years = mention.period, None
    if mention.kind != "percent" and (after := AFTERWARDS.match(plain, end)):
        stated = after.group("years") or after.group("years2") or after.group("years3")
        is_span = stated is not None and mention.kind == "plain" and not mention.scaled and mention.high < 1000
        if after.group("grant"):
            period, years = "grant", lexicon.number(stated) if stated else None
        elif after.group("month"):
            period = "month"
        elif after.group("year"):
            period = "year"
        if is_span and not SLASH.match(plain, end) and mention.high < 20:
            period, years = mention.period, None
    elif mention.kind in ("money", "plain") and period is None:
        period = beside.period_after(plain, end)
    rate = beside.rate_after(plain, end) if mention.kind in ("money", "plain") else None
    if period is None and rate is None and mention.kind in ("money", "plain"):
        period, rate = beside.before(plain, mention.start)
    if rate:
        period = years = None
    kind = mention.kind
    shares = COUNT.match(plain, mention.end) if mention.currency is None and mention.low >= 10 else None
    joined = mention.scaled and (mention.open or (shares and shares.group().strip().upper() == "RSUS"))
    if shares and kind in ("plain", "money") and not joined:
        kind = "count"
    told = replace(mention, open=open_, period=period, years=years, kind=kind, rate=rate)
    return told, max(mention.end, 1)
