"""Figures in running text, written the way any country writes them: 74.400,00 EUR, 22,77,310, R$ 14.500, CHF 120'000, 8 %."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.amounts.money import CODES, SHARED_SYMBOLS, SYMBOLS


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure of a text, at start..end. low equals high for a point; whole units, 10 for 10 %.

    currency: ISO code, None where none is written; sign: a sign that several currencies share ("$", "kr"), as
    written. percent: it is a percentage. scaled: a K, lakh, million was written.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str | None = None
    sign: str | None = None
    percent: bool = False
    scaled: bool = False

    @property
    def money(self) -> bool:
        """Whether a currency or a scale says that it is money."""
        return not self.percent and bool(self.currency or self.sign or self.scaled)


SCALES: dict[str, int] = {
    "k": 10**3,
    "thousand": 10**3,
    "tsd": 10**3,
    "tys": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "l": 10**5,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "lacs": 10**5,
    "lpa": 10**5,
    "cr": 10**7,
    "crore": 10**7,
    "crores": 10**7,
    "万": 10**4,
    "만": 10**4,
}
_INDIAN = frozenset(("l", "lakh", "lakhs", "lac", "lacs", "lpa", "cr", "crore", "crores"))
_NAMED = {
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
    "dollars": "USD",
    "rupees": "INR",
    "yen": "JPY",
    "reais": "BRL",
    "zloty": "PLN",
    "francs": "CHF",
    "kronor": "SEK",
    "won": "KRW",
}
_GAP = "[\u00a0\u2009\u202f ]"
_DIGITS = "|".join(
    (
        r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)",
        r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)",
        r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)",
        r"\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?(?!\d)",
        rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)",
        r"\d{1,3}(?:\.\d{3})+(?!\d)",
        r"\d+,\d{1,2}(?!\d)",
        r"\d+(?:\.\d+)?",
    )
)


@cache
def _token() -> re.Pattern[str]:
    names = sorted({*SYMBOLS, *SHARED_SYMBOLS, *CODES} - {"R", "L", "M"}, key=lambda s: (-len(s), s))
    after_word = r"(?![^\W\d_])"
    letters = "|".join(re.escape(n) + after_word for n in names if n[-1].isalpha())
    signs = "|".join(re.escape(n) for n in names if not n[-1].isalpha())
    before = rf"(?:(?:{'|'.join(sorted(CODES))})\s?\$|R\$|{signs}|(?<![^\W\d_])(?:{letters})\.?)\s?"
    scale = "|".join(sorted(SCALES, key=len, reverse=True))
    after = rf"\s?(?:\$\s?(?:CAD|CA|US|AU|NZ){after_word}|{signs}|(?:{letters})|(?:{'|'.join(_NAMED)}){after_word})"
    side = (
        rf"(?P<cur{{n}}>{before})?(?P<num{{n}}>{_DIGITS})"
        rf"(?P<scale{{n}}>\s?(?:万|만|(?:{scale}){after_word}\.?))?(?P<pct{{n}}>\s?(?:%|percent\b|per cent\b|Prozent\b|pour cent\b))?"
        rf"(?P<aft{{n}}>{after})?"
    )
    join = r"\s?(?:-|–|—|~|\bto\b|\bbis\b|\bà\b|\ba\b|\bat[ée]\b|\bhasta\b|\btot\b|\band\b(?=\s*[$£€₹]))\s?"
    return re.compile(
        rf"(?<![\w.,§#]){side.replace('{n}', '1')}(?:(?P<join>{join}){side.replace('{n}', '2')})?(?![\d]|[.,]\d)", re.I
    )


def amounts(text: str) -> tuple[Amount, ...]:
    """Every figure of the text, in order. A range ("65 to 80 k€") is one; both its ends share scale and currency."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Amount]:
    at = 0
    while match := _token().search(text, at):
        one = _one(match)
        if one is None:
            at = match.end("num1")
            continue
        yield one
        at = one.end


def _one(match: re.Match[str]) -> Amount | None:
    got = match.groupdict()
    if len(got["num1"]) > 18 or len(got["num2"] or "") > 18:
        return None
    second = bool(got["num2"]) and _is_range(got)
    ends = (1, 2) if second else (1,)
    currency, sign = _currency(got, ends)
    scale, indian = _scale(got, ends)
    percent = any(got[f"pct{n}"] for n in ends)
    values = [number(got[f"num{n}"], currency, percent=percent) for n in ends]
    if scale:
        own = [bool((got[f"scale{n}"] or "").strip()) for n in ends]
        values = [v * scale if mine or v < 1000 else v for v, mine in zip(values, own, strict=True)]
    if indian and currency is None:
        currency = "INR"
    last = ends[-1]
    end = max(match.end(f"{name}{last}") for name in ("num", "scale", "pct", "aft"))
    start = match.start("cur1") if got["cur1"] else match.start("num1")
    return Amount(start, end, min(values), max(values), currency, sign, percent, bool(scale))


def _is_range(got: dict[str, str | None]) -> bool:
    """False where the join only looks like one: other kinds or currencies, or a low end above the high one."""
    first, second = (_currency(got, (n,)) for n in (1, 2))
    if first[0] and second[0] and first[0] != second[0]:
        return False
    if (first[1] and second[0]) or (first[0] and second[1]):  # "$85,000 – A$175,000": two currencies
        return False
    if got["pct1"] and not got["pct2"]:
        return False
    scales = [_scale(got, (n,))[0] or 1 for n in (1, 2)]
    low, high = (number(got[f"num{n}"] or "0", first[0] or second[0], percent=bool(got["pct2"])) for n in (1, 2))
    if low < 1000 and scales[0] == 1:
        scales[0] = scales[1]
    return low * scales[0] <= high * scales[1] <= low * scales[0] * 40


def _currency(got: dict[str, str | None], ends: tuple[int, ...]) -> tuple[str | None, str | None]:
    """The ISO code written at one of the ends, and a shared sign where nothing says which currency it is."""
    written = [(got[f"{side}{n}"] or "").strip().rstrip(".") for n in ends for side in ("cur", "aft")]
    sign = None
    for one in filter(None, written):
        upper = re.sub(r"\s+", "", one.upper())
        if upper[:1] == "$" and len(upper) > 1:  # "92 000 $ CA"
            return {"CA": "CAD", "CAD": "CAD", "US": "USD", "AU": "AUD", "NZ": "NZD"}[upper[1:]], None
        if upper.endswith("$") and upper[:-1] in CODES:
            return upper[:-1], None
        code = SYMBOLS.get(upper) or _NAMED.get(one.lower()) or (upper if upper in CODES else None)
        if code:
            return code, None
        sign = one if upper in SHARED_SYMBOLS else sign
    return None, sign


def _scale(got: dict[str, str | None], ends: tuple[int, ...]) -> tuple[int | None, bool]:
    for n in reversed(ends):
        word = (got[f"scale{n}"] or "").strip().rstrip(".").lower()
        if word:
            return SCALES[word], word in _INDIAN
    return None, False


_DOT_IS_DECIMAL = frozenset(("USD", "GBP", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "JPY", None))


def number(digits: str, currency: str | None, *, percent: bool = False) -> Decimal:
    """The value of grouped digits. "1.850" is a decimal with dollars and pounds, a thousand elsewhere."""
    bare = re.sub(rf"{_GAP}|['’]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", bare) or re.fullmatch(r"\d+,\d{1,2}", bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare):
        grouped = bare.count(".") > 1 or not (percent or bare.startswith("0"))
        unsure = bare.count(".") == 1 and currency in _DOT_IS_DECIMAL and len(bare.split(".")[0]) == 1
        return Decimal(bare.replace(".", "")) if grouped and not unsure else Decimal(bare)
    return Decimal(bare.replace(",", ""))
