"""Grouped digits to their value, the way any country groups them: 74.400,00; 22,77,310; 120'000; 1 200 000; 4k5; 2½."""

import re
from decimal import Decimal

from ingest.lexicon.amounts import listed

HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}

PATTERN = "|".join(
    (
        r"[1-9]/[2-9](?=\s(?:of\s)?(?:an?\s)?(?i:million|crore|lakh|thousand)\b)",
        rf"\d{{0,3}}[{''.join(HALVES)}]",
        r"\d{1,3}[kK]\d(?![\w])",
        r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)",
        r"\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3}(?:\.\d+)?(?!\d)",
        r"\d{1,3}(?:\.\d{3}){2,}(?!\d)",
        r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d)",
        r"\d{1,3}(?:_\d{3})+(?!\d)",
        r"\d+(?:[.,]\d+)?",
    )
)
"""Digits in running text, odd spaces made plain: 2½, 4k5, 74.400,00, 22,77,310 and 120'000, 1.500.000, 120 000,
182.5."""
FIRST = re.compile(PATTERN)


def value(digits: str, currency: str | None = None, *, scaled: bool = False, percent: bool = False) -> Decimal:
    """The value of digits that PATTERN matches.

    One dot before three digits ("1.850") is a thousand where the currency is written that way (EUR, BRL) or two or
    three digits stand before it ("12.500"), or zeros stand at the end ("8.000", "3.800 USD": no decimal is written
    so long for nothing; two of them where there is a currency); a decimal with dollars, pounds, a scale or a percent
    sign. A comma before one or two digits is a decimal ("40,00").
    """
    if "/" in digits:
        return Decimal(digits[0]) / int(digits[2])
    if digits[-1] in HALVES:
        return Decimal(digits[:-1] or 0) + HALVES[digits[-1]]
    if found := re.fullmatch(r"(\d{1,3})[kK](\d)", digits):
        return Decimal(f"{found[1]}.{found[2]}") * 1000
    bare = re.sub(r"['’ _]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}", bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare):
        return Decimal(bare.replace(".", "")) if _dot_groups(bare, currency, scaled or percent) else Decimal(bare)
    return Decimal(bare.replace(",", ""))


def _dot_groups(digits: str, currency: str | None, unit: bool) -> bool:
    head = digits.partition(".")[0]
    if digits.count(".") > 1:
        return True
    if unit or head.startswith("0"):
        return False
    if digits.endswith("00" if currency else "0"):
        return True
    return len(head) > 1 or (currency is not None and currency not in listed("dot_is_decimal"))
