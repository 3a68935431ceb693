"""The grammar of a table cell, and its terms."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from ingest.amounts.digits import value
from ingest.amounts.signs import CODES, NAMES, SHARED_SYMBOLS, SYMBOLS
from ingest.amounts.types import Period, Unread
from ingest.lexicon import amounts as lexicon

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


_SCALES: dict[str, int] = {word.upper(): scale.value for word, scale in lexicon.scales().items()} | {
    "MIL": 10**6,
    "T": 1000,
}


_SYMBOL_PATTERN = "|".join(
    re.escape(s) + (r"(?![^\W\d_])" if s[-1].isalpha() else "") + (r"\.?" if s in ("KR", "RS", "FR") else "")
    for s in sorted({*SYMBOLS, *SHARED_SYMBOLS, *CODES, *NAMES}, key=lambda s: (-len(s), s))
)
_SCALE_PATTERN = "|".join(
    re.escape(s.lower()) for s in sorted(set(_SCALES) - {"T"}, key=lambda s: (-len(s), s)) if s.isascii() or len(s) > 1
)
_JOINED_SCALES = "|".join(scale.word for scale in lexicon.scales().values() if scale.joined)
_JOINS = "|".join(sorted((*lexicon.listed("joins"), *lexicon.listed("weak_joins")), key=len, reverse=True))
_PERCENTS = "|".join(p.replace(" ", "[ ]?") for p in sorted(lexicon.listed("percent"), key=len, reverse=True))
_END = r"(?![^\W\d_])"
_FEW = lexicon.number_words(1, 7)
DURATION = rf"(?:\d{{1,2}}|{_FEW})[\s-]*(?:years?|yrs?|y){_END}\.?"

_FROM = (
    rf"/(?:from{_END}|starting\s+(?:at|from)|min(?:imum)?\.?(?:\s+of)?{_END}|at\s+least|>=?|≥|"
    rf"over{_END}|above{_END})\s*/i"
)
_ABOUT = (
    rf"/(?:~|≈|∼|approx(?:imately)?\.?{_END}|about{_END}|around{_END}|circa{_END}|ca?\.|"
    rf"est\.?(?:imated)?{_END}|roughly{_END})\s*/i"
)
_YEARLY = (
    rf"/\s*(?:\/|per|a(?=\s)|each|\/\s*per)\s*(?:yr|year|annum|y|a|pa){_END}\.?|p\.?\s?a{_END}\.?|"
    rf"annual(?:ly|ized|ised)?{_END}|yearly{_END}/i"
)
_GRANT = (
    rf"/\s*(?:(?:\/|over|across|for|per|,)\s*(?:a\s+|the\s+)?)?{DURATION}(?:\s*-?\s*(?:vest(?:ing|ed|"
    rf"s)?|grant|total|period|schedule|cliff){_END})*/i"
)
_WORDS = (
    rf"/(?:,\s*)?(?:of\s+(?:the\s+)?(?:base(?:\s+(?:salary|pay))?|salary)|sign(?:ing|[\s-]*on)|base|"
    rf"salary|cash|bonus|target(?:ed)?|stock|equity|grant|value|vest(?:ing|ed|s)?|total|"
    rf"comp(?:ensation)?|tc|ote|gross|typical(?:ly)?|average|avg\.?|median|guaranteed|discretionary|"
    rf"variable|performance|phantom|carry|deferred|restricted|private|pre-ipo|estimated|est\.?|"
    rf"initial|new[\s-]hire|(?:plus|\+)\s*(?:equity|options|stock|bonus|benefits|carry|rsus?)){_END}/i"
)

GRAMMAR = rf"""
start: term (op term)*
!op: DASH | SLASH
term: bound? CURRENCY* NUMBER tail*
!bound: UPTO | FROM | ABOUT
!tail: SCALE | PLUS | PERCENT | CURRENCY | YEARLY | MONTHLY | GRANT | ONCE | SHARES | WORD

DASH.2: /\s*(?:[-‐‑‒–—―−~〜～]|(?:{_JOINS}){_END}(?=\s*\D{{0,4}}\d))\s*/i
SLASH: /\s*[\/|]\s*/
PLUS: "+"
PERCENT: /%|(?:{_PERCENTS}){_END}/i
UPTO.3: /(?:up\s+to|max(?:imum)?\.?(?:\s+of)?{_END}|<=?|≤|under{_END}|below{_END}|capped\s+at)\s*/i
FROM.3: {_FROM}
ABOUT.3: {_ABOUT}
CURRENCY.2: /(?:{_SYMBOL_PATTERN})/i
NUMBER: /\d{{1,3}}(?:[ ]\d{{3}})+(?:,\d{{1,2}})?(?![\d,.])|\d+(?:[,.'’]\d+)*/
SCALE.4: /(?:{_SCALE_PATTERN}){_END}\.?|{_JOINED_SCALES}|t(?=€|(?:{"|".join(sorted(CODES))}){_END})/i
YEARLY.5: {_YEARLY}
MONTHLY.5: /\s*(?:\/|per|a(?=\s)|each)\s*(?:month|mth|mo|m){_END}\.?|monthly{_END}|p\.m\./i
GRANT.6: {_GRANT}
ONCE.5: /one[\s-]time{_END}|once{_END}/i
SHARES.4: /(?:stock\s+)?options?{_END}|shares?{_END}|rsus?{_END}|units?{_END}|isos?{_END}|nsos?{_END}/i
WORD.1: {_WORDS}
%ignore /\s+/
"""


@cache
def _parser() -> "Lark":
    # Here, not at the top: a question about figures reads no cells, and needn't wait for the parser's import.
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr", lexer="contextual")


@dataclass(frozen=True, slots=True)
class Term:
    number: Decimal
    scale: int | None
    currency: str | None
    percent: bool
    shares: bool
    plus: bool
    bound: str
    period: Period | None
    years: int | None
    words: tuple[str, ...]
    sign: str | None = None


def to_terms(text: str) -> tuple[list[Term], list[str]]:
    from lark import Tree
    from lark.exceptions import LarkError

    try:
        tree = _parser().parse(text)
    except LarkError:
        raise Unread("it is not written as an amount, range, percent or count") from None
    terms, ops = [], []
    for child in tree.children:
        assert isinstance(child, Tree)
        if child.data == "op":
            mark = str(child.children[0])
            ops.append("/" if "/" in mark or "|" in mark else "-")
        else:
            terms.append(_term(child))
    return terms, ops


def _term(tree: "Tree[Token]") -> Term:
    from lark import Token, Tree

    tokens = [child.children[0] if isinstance(child, Tree) else child for child in tree.children]
    of: dict[str, list[str]] = {}
    for token in tokens:
        assert isinstance(token, Token)
        of.setdefault(token.type if token.type in _KINDS else "WORD", []).append(str(token))
    currencies = [word.upper().rstrip(".") for word in of.get("CURRENCY", ())]
    currency = _one_currency(currencies)
    scale = _scale([word.upper().rstrip(".") for word in of.get("SCALE", ())], currency)
    period, years = _period(of)
    words = [re.sub(r"[\s,-]+", " ", word).strip().lower() for word in (*of.get("SHARES", ()), *of.get("WORD", ()))]
    percent = "PERCENT" in of
    return Term(
        _number(of["NUMBER"][0], percent=percent, scaled=scale is not None), scale, currency, percent,
        "SHARES" in of, "PLUS" in of, next((kind.lower() for kind in ("UPTO", "FROM", "ABOUT") if kind in of), ""),
        period, years, tuple(words), next((c for c in currencies if c in SHARED_SYMBOLS), None),
    )  # fmt: skip


_KINDS = frozenset("UPTO FROM ABOUT CURRENCY NUMBER SCALE PERCENT SHARES PLUS YEARLY MONTHLY ONCE GRANT".split())


def _one_currency(written: list[str]) -> str | None:
    """The symbol or code that decides: a code beats a shared symbol that fits it ("CAD $", "$120K USD")."""
    codes = {SYMBOLS.get(w) or NAMES.get(w, w) for w in written if w not in SHARED_SYMBOLS}
    shared = {w for w in written if w in SHARED_SYMBOLS}
    if len(codes) > 1 or (codes and any(next(iter(codes)) not in SHARED_SYMBOLS[s] for s in shared)) or len(shared) > 1:
        raise Unread("it mixes currencies")
    return next(iter(codes or shared), None)


def _scale(written: list[str], currency: str | None) -> int | None:
    """What the number is multiplied by. Raises Unread for two scales, and for a "mil" of two meanings."""
    if len(written) > 1:
        raise Unread("it has two scales")
    if written == ["MIL"] and currency in lexicon.listed("thousand_mil"):
        return 1000
    if written == ["MIL"] and currency not in ("$", "USD", "GBP"):
        raise Unread("'mil' can mean thousands or millions")
    return _SCALES[written[0]] if written else None


def _period(of: dict[str, list[str]]) -> tuple[Period | None, int | None]:
    """What the amount is per, the last that is written, and the years of a grant."""
    years = grant_years(of["GRANT"][-1]) if "GRANT" in of else None
    told: tuple[tuple[str, Period], ...] = (("YEARLY", "year"), ("MONTHLY", "month"), ("ONCE", "once"))
    found = [period for kind, period in told if kind in of]
    if found:
        return found[-1], years
    if {word.upper().rstrip(".") for word in of.get("SCALE", ())} & {"LPA", "CPA"}:
        return "year", years
    return ("grant" if years else None), years


def grant_years(token: str) -> int:
    found = re.search(rf"\d+|{_FEW}", token, re.I)
    assert found
    return lexicon.number(found[0])


_WESTERN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d{1,2})?")
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:[. ]\d{3})+,\d{1,2}|\d+,\d{1,2}")
_SWISS = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def _number(digits: str, *, percent: bool, scaled: bool) -> Decimal:
    """The value of grouped digits: 120,000; 20,00,000; 120 000; 120'000; and 65.000 where it can only mean
    thousands."""
    if len(digits) > 18:
        raise Unread("its number is too long to be pay")
    if _WESTERN.fullmatch(digits) or _INDIAN.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _SPACED.fullmatch(digits):
        return Decimal(re.sub(r"\D", "", digits))
    if not percent and not scaled and not digits.startswith("0") and _DOTTED.fullmatch(digits):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return Decimal(digits)
    if _COMMA_DECIMAL.fullmatch(digits) or _SWISS.fullmatch(digits):
        return value(digits)
    raise Unread(f"{digits!r} is not a number written in a known way")
