"""Amounts, ranges, percents and currencies, and the grammar of a table cell.

A cell is read in three steps: `plain` strips what markdown and typography add, the lark grammar turns the
rest into terms joined by dashes and slashes, and the terms are folded into ranges. Whatever the grammar
doesn't cover is state "unread": a cell is never guessed.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from ingest.amounts.digits import value
from ingest.lexicon import amounts as lexicon

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Period = Literal["year", "grant", "month", "once", "hour", "day", "week", "quarter"]
"""What an amount is paid for: a year, a whole equity grant, a month, once (signing), an hour, a day, a week, a
quarter."""


@dataclass(frozen=True, slots=True)
class Range:
    """An amount of money from low to high, whole units of an ISO 4217 currency; a point has low == high.

    open: the guide writes a plus after the high end ("$520K+"): high is what it states, not a limit.
    """

    low: int
    high: int
    currency: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage from low to high (10 means 10 %); whole where the guide writes it whole."""

    low: Decimal
    high: Decimal
    open: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of shares or options from low to high, where a guide counts them instead of money."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What surrounds a cell says about its money.

    stated: ISO codes its column header or region names ("(CAD)", "(AUD A$)"); local: the currency of the
    region's country, used only to tell apart symbols that several currencies share (kr, ¥, Rs);
    scale: what a header "($K)" multiplies bare numbers by; sign: that header writes "$"; percent: it writes "%".
    """

    stated: tuple[str, ...] = ()
    local: str | None = None
    scale: int = 1
    sign: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as read, before it is known which component it is. Fields as in `ingest.guide.types.Component`.

    why: for state "unread", what stopped the reading. words: the kinds of pay it names (sign-on, RSU).
    """

    state: Literal["stated", "none", "variable", "relative", "unread", "blank"]
    amount: Range | None = None
    percent: Percent | None = None
    count: Count | None = None
    period: Period | None = None
    years: int | None = None
    yearly: Range | None = None
    also: tuple[Range, ...] = ()
    relative_to: str | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    why: str = ""
    swapped: bool = False
    first_is_percent: bool = False


SYMBOLS: dict[str, str] = {sign.upper(): code for sign, code in lexicon.signs().items()}
SHARED_SYMBOLS: dict[str, tuple[str, ...]] = {sign.upper(): codes for sign, codes in lexicon.shared_signs().items()}
"""Symbols several currencies write, with those currencies. Only "$" has one that needs no telling: USD."""
CODES: frozenset[str] = lexicon.codes()
_NAMES: dict[str, str] = {name.upper(): code for name, code in lexicon.names().items()}
_SCALES: dict[str, int] = {word.upper(): scale.value for word, scale in lexicon.scales().items()} | {
    "MIL": 10**6,
    "T": 1000,
}

_YEAR_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}

_SYMBOL_PATTERN = "|".join(
    re.escape(s) + (r"(?![^\W\d_])" if s[-1].isalpha() else "") + (r"\.?" if s in ("KR", "RS", "FR") else "")
    for s in sorted({*SYMBOLS, *SHARED_SYMBOLS, *CODES, *_NAMES}, key=lambda s: (-len(s), s))
)
_SCALE_PATTERN = "|".join(
    re.escape(s.lower()) for s in sorted(set(_SCALES) - {"T"}, key=lambda s: (-len(s), s)) if s.isascii() or len(s) > 1
)
_JOINED_SCALES = "|".join(scale.word for scale in lexicon.scales().values() if scale.joined)
_JOINS = "|".join(sorted((*lexicon.listed("joins"), *lexicon.listed("weak_joins")), key=len, reverse=True))
_PERCENTS = "|".join(p.replace(" ", "[ ]?") for p in sorted(lexicon.listed("percent"), key=len, reverse=True))
_END = r"(?![^\W\d_])"
_DURATION = r"(?:\d{1,2}|one|two|three|four|five|six|seven)[\s-]*(?:years?|yrs?|y)" + _END + r"\.?"

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
    rf"/\s*(?:(?:\/|over|across|for|per|,)\s*(?:a\s+|the\s+)?)?{_DURATION}(?:\s*-?\s*(?:vest(?:ing|ed|"
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
class _Term:
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


class _Unread(Exception):
    """Why a cell can't be read; becomes Cell.why."""


# --- the cell without what markdown and typography add

_STRUCK = re.compile(r"~~[^~]*~~|<(?:s|del|strike)>[^<]{0,200}</(?:s|del|strike)>", re.I)
_RAISED = re.compile(r"<sup>[^<]{0,20}</sup>|\[\^[^\]]*\]|\[\d{1,2}\](?!\()|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡§※]|\^\d+\b|\^\{?\w\}?", re.I)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^>]{0,200}-->")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FLAG_CODE = re.compile(r":[a-z][a-z0-9_+-]{1,}:")
_STARS = re.compile(r"\*+|`+|(?<!\w)_{1,2}(?=\w)|(?<=[\w.)%])_{1,2}(?!\w)")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A cell's or heading's text without markup, entities, flags, footnote marks and odd spaces."""
    text = html.unescape(text).replace("\\*", "")  # an escaped star is a footnote's
    if not text.isascii() or any(c in text for c in "*_`~[<\\^:"):
        text = _BREAK.sub(" / ", _STRUCK.sub("", text))
        text = _TAG.sub("", _LINK.sub(r"\1", _RAISED.sub("", text)))
        text = _STARS.sub("", _FLAG_CODE.sub("", text))
        text = _ESCAPE.sub(r"\1", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("¨", ""))
        # Format characters (zero width), symbols (emoji, flags) and private use say nothing about money.
        text = "".join(
            c for c in text if unicodedata.category(c) not in ("Cf", "So", "Co", "Cs", "Cn") and c not in "\ufe0e\ufe0f"
        )
    return " ".join(text.split())


# --- the public reading

LONGEST_CELL = 400
"""Characters above which a cell is prose."""

_DASHES = re.compile(r"[-‐‑‒–—―−~.]+")
_NOTHING = re.compile(
    r"(?:none|n\s*/?\s*a|n\.a\.|nil|no|zero|not\s+applicable|not\s+offered|no\s+(?:\w+\s*){1,3})\b\.?(?:\s*[-–—(].*)?",
    re.I,
)
_RELATIVE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*%?(?:\s*[-–—−~]\s*(?P<high>\d+(?:\.\d+)?))?\s*%\s+of\s+(?:the\s+)?"
    r"(?!base|salary|target|total|ote|annual|fixed|gross|pay|comp)(?P<of>[A-Za-z][\w .,&/+-]*)",
    re.I,
)
_SAME = re.compile(r"\bsame\b(?:.*?\bas\s+(?:the\s+|in\s+)?(?P<of>[A-Za-z][\w .,&/+-]*))?|^identical\b", re.I)
_PARENS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_OTHER_UNITS = re.compile(
    r"hour|hourly|/\s*hr|daily|per\s+day|week|quarter|thousand|'?000|million|\bin\s+[km]\b|per\s+share", re.I
)


@lru_cache(maxsize=4096)
def read_cell(text: str, hint: Hint = Hint()) -> Cell:
    """Read one table cell. Never raises: what can't be read has state "unread" and says why.

    An amount's period and years are what the cell itself writes (None where it doesn't); the header's are
    laid over it by `ingest.guide.tables`.
    """
    if len(text) > LONGEST_CELL:
        return Cell("unread", why=f"it has {len(text):,} characters, too many for a cell")
    shown = plain(text)
    if not shown:
        return Cell("blank")
    if _DASHES.fullmatch(shown) or (_NOTHING.fullmatch(shown) and not re.search(r"\d", shown)):
        return Cell("none")
    if relative := _relative(shown):
        return relative
    if not any(c.isdigit() for c in shown):
        return Cell("variable", note=shown)
    try:
        return _read_figures(shown, hint)
    except _Unread as reason:
        return Cell("unread", why=str(reason))


def _relative(shown: str) -> Cell | None:
    if found := _RELATIVE.search(shown):
        low = Decimal(found["low"])
        percent = Percent(low, Decimal(found["high"] or found["low"]))
        if re.search(r"[$£€₹¥₩]\s*\d", shown):
            return Cell("unread", why="it gives both an amount and a share of another region's")
        return Cell("relative", percent=percent, relative_to=found["of"].strip(" .,"), note=shown)
    if not any(c.isdigit() for c in shown) and (same := _SAME.search(shown)):
        return Cell("relative", relative_to=(same["of"] or "").strip(" .,") or None, note=shown)
    return None


def _read_figures(shown: str, hint: Hint) -> Cell:
    asides = [inner.strip() for inner in _PARENS.findall(shown)]
    main = _PARENS.sub(" ", shown).strip(" ,;")
    if not any(c.isdigit() for c in main):
        raise _Unread("its figure stands only in brackets")
    for aside in asides:
        codes = stated_currencies(aside)
        if codes and not any(c.isdigit() for c in aside):
            hint = replace(hint, stated=codes)
    cell = _fold(_terms(main), hint)
    for aside in asides:
        cell = _beside(cell, aside, hint)
    return cell


def _terms(text: str) -> tuple[list[_Term], list[str]]:
    from lark import Tree
    from lark.exceptions import LarkError

    try:
        tree = _parser().parse(text)
    except LarkError:
        raise _Unread("it is not written as an amount, range, percent or count") from None
    terms, ops = [], []
    for child in tree.children:
        assert isinstance(child, Tree)
        if child.data == "op":
            mark = str(child.children[0])
            ops.append("/" if "/" in mark or "|" in mark else "-")
        else:
            terms.append(_term(child))
    return terms, ops


def _term(tree: "Tree[Token]") -> _Term:
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
    return _Term(
        _number(of["NUMBER"][0], percent=percent, scaled=scale is not None), scale, currency, percent,
        "SHARES" in of, "PLUS" in of, next((kind.lower() for kind in ("UPTO", "FROM", "ABOUT") if kind in of), ""),
        period, years, tuple(words), next((c for c in currencies if c in SHARED_SYMBOLS), None),
    )  # fmt: skip


_KINDS = frozenset("UPTO FROM ABOUT CURRENCY NUMBER SCALE PERCENT SHARES PLUS YEARLY MONTHLY ONCE GRANT".split())


def _scale(written: list[str], currency: str | None) -> int | None:
    """What the number is multiplied by. Raises _Unread for two scales, and for a "mil" of two meanings."""
    if len(written) > 1:
        raise _Unread("it has two scales")
    if written == ["MIL"] and currency in lexicon.listed("thousand_mil"):
        return 1000
    if written == ["MIL"] and currency not in ("$", "USD", "GBP"):
        raise _Unread("'mil' can mean thousands or millions")
    return _SCALES[written[0]] if written else None


def _period(of: dict[str, list[str]]) -> tuple[Period | None, int | None]:
    """What the amount is per, the last that is written, and the years of a grant."""
    years = _years(of["GRANT"][-1]) if "GRANT" in of else None
    told: tuple[tuple[str, Period], ...] = (("YEARLY", "year"), ("MONTHLY", "month"), ("ONCE", "once"))
    found = [period for kind, period in told if kind in of]
    if found:
        return found[-1], years
    if {word.upper().rstrip(".") for word in of.get("SCALE", ())} & {"LPA", "CPA"}:
        return "year", years
    return ("grant" if years else None), years


def _years(token: str) -> int:
    found = re.search(r"\d+|one|two|three|four|five|six|seven", token, re.I)
    assert found
    return int(found[0]) if found[0].isdigit() else _YEAR_WORDS[found[0].lower()]


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
        raise _Unread("its number is too long to be pay")
    if _WESTERN.fullmatch(digits) or _INDIAN.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _SPACED.fullmatch(digits):
        return Decimal(re.sub(r"\D", "", digits))
    if not percent and not scaled and _DOTTED.fullmatch(digits):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return Decimal(digits)
    if _COMMA_DECIMAL.fullmatch(digits) or _SWISS.fullmatch(digits):
        return value(digits)
    raise _Unread(f"{digits!r} is not a number written in a known way")


def _one_currency(written: list[str]) -> str | None:
    """The symbol or code that decides: a code beats a shared symbol that fits it ("CAD $", "$120K USD")."""
    codes = {SYMBOLS.get(w) or _NAMES.get(w, w) for w in written if w not in SHARED_SYMBOLS}
    shared = {w for w in written if w in SHARED_SYMBOLS}
    if len(codes) > 1 or (codes and any(next(iter(codes)) not in SHARED_SYMBOLS[s] for s in shared)) or len(shared) > 1:
        raise _Unread("it mixes currencies")
    return next(iter(codes or shared), None)


# --- terms to ranges

_Group = tuple[_Term, _Term]
_SHAPES: dict[str, tuple[tuple[int, int], ...]] = {
    "": ((0, 0),),
    "-": ((0, 1),),
    "/": ((0, 0), (1, 1)),
    "-/-": ((0, 1), (2, 3)),
    "-/": ((0, 1), (2, 2)),
    "/-": ((0, 0), (1, 2)),
    "//": ((0, 0), (1, 1), (2, 2)),
    "-/-/-": ((0, 1), (2, 3), (4, 5)),
}
"""Which terms are the ends of which range, by the marks between the terms."""


def _fold(read: tuple[list[_Term], list[str]], hint: Hint) -> Cell:
    terms, ops = read
    shape = "".join(ops)
    if shape == "/-/":  # "£109K / $137K - £148K / $186K": low and high, each in two currencies
        pairs: tuple[tuple[int, int], ...] = ((0, 2), (1, 3))
        if terms[0].currency in (None, terms[1].currency):
            raise _Unread("its slashes and dashes can be read in more than one way")
    elif shape in _SHAPES:
        pairs = _SHAPES[shape]
    else:
        raise _Unread("its slashes and dashes can be read in more than one way")
    cells = [_range(terms[a], terms[b], point=a == b, hint=hint) for a, b in pairs]
    return _join(cells)


def _range(low: _Term, high: _Term, *, point: bool, hint: Hint) -> Cell:
    period = high.period or low.period
    if low.period and high.period and low.period != high.period:
        raise _Unread("its two ends are for different periods")
    words = low.words if point else low.words + high.words
    bound = low.bound
    if (high.bound and not point and high.bound != "about") or (low.plus and not point):
        raise _Unread("its bounds contradict its range")
    base = Cell(
        "stated",
        period=period,
        years=high.years or low.years,
        words=words,
        note={"upto": "up to", "about": "about"}.get(bound, ""),
    )
    is_open = high.plus or bound == "from"
    bare = not (low.currency or high.currency or low.scale or high.scale or low.shares or high.shares)
    if low.percent or high.percent or (hint.percent and bare):
        if low.currency or high.currency or low.scale or high.scale or not (high.percent or hint.percent):
            raise _Unread("it mixes money and percent")
        if low.number > 400 or high.number > 400:
            raise _Unread("its percentage is impossible")
        bottom = Decimal(0) if bound == "upto" and point else low.number
        cell = replace(base, percent=Percent(bottom, high.number, is_open), first_is_percent=True)
        return replace(cell, swapped=bottom > high.number)
    if not (low.currency or high.currency) and (high.shares or low.shares):
        first, second = _scaled(low, high, 1)
        return replace(base, count=Count(first, second), swapped=first > second)
    currency = _currency(low, high, hint)
    first, second = _scaled(low, high, hint.scale)
    bottom_amount = 0 if bound == "upto" and point else first
    return replace(base, amount=Range(bottom_amount, second, currency, is_open), swapped=bottom_amount > second)


def _scaled(low: _Term, high: _Term, header: int) -> tuple[int, int]:
    """Both ends in whole units. "$180–225K" and "$180K–225" mean one scale for both, where only that gives a range."""
    a, b = low.scale, high.scale
    if a is None and b is not None and low.number < 1000:
        if low.number > high.number:
            raise _Unread("only one of its ends has a scale and the other doesn't fit it")
        a = b
    elif b is None and a is not None and high.number < 1000:
        if high.number < low.number:
            raise _Unread("only one of its ends has a scale and the other doesn't fit it")
        b = a
    ends = []
    for number, scale in ((low.number, a), (high.number, b)):
        value = number * (scale or (header if number < 10_000 else 1))
        if value != int(value):
            raise _Unread("it has fractions of a unit")
        ends.append(int(value))
    return ends[0], ends[1]


def _currency(low: _Term, high: _Term, hint: Hint) -> str:
    written = low.currency or high.currency
    if low.currency and high.currency and low.currency != high.currency:
        ends = {SYMBOLS.get(c, c) for c in (low.currency, high.currency)}
        exact = [c for c in ends if c not in SHARED_SYMBOLS]
        sign = next((c for c in ends if c in SHARED_SYMBOLS), None)
        # "CAD $120K–$140K": the end with both code and sign, or the header, says what the other's sign means.
        told = sign is not None and any(t.sign == sign and t.currency != sign for t in (low, high))
        stated = sign is not None and exact[0] in hint.stated and exact[0] in SHARED_SYMBOLS[sign]
        if len(ends) > 1 and not told and not stated:
            raise _Unread("its two ends are in different currencies")
        written = exact[0]
    if written is None and not hint.stated and {low.scale, high.scale} & {10**5, 10**7}:
        return "INR"  # lakhs and crores are rupees
    return resolve_currency(written, hint)


def resolve_currency(written: str | None, hint: Hint) -> str:
    """The ISO code a symbol or code means here; raises _Unread where nothing tells.

    A bare "$" is USD unless the header or region names exactly one other dollar; "kr", "¥" and "Rs" need
    the header or the region's country; no symbol at all needs the header or region to name one currency.
    """
    if written is None:
        if len(hint.stated) == 1:
            return hint.stated[0]
        if hint.sign:
            return resolve_currency("$", hint)
        raise _Unread("it names no currency")
    if written not in SHARED_SYMBOLS:
        return SYMBOLS.get(written, written)
    fitting = [c for c in hint.stated if c in SHARED_SYMBOLS[written]]
    if len(fitting) == 1:
        return fitting[0]
    if written == "$":
        return "USD"
    if not fitting and hint.local in SHARED_SYMBOLS[written]:
        assert hint.local
        return hint.local
    raise _Unread(f"{written.lower()!r} is written by {', '.join(SHARED_SYMBOLS[written])} and nothing says which")


def _join(cells: list[Cell]) -> Cell:
    """Ranges that stood side by side: the first is the figure, other currencies go to `also`, a percent beside."""
    first = cells[0]
    for other in cells[1:]:
        if other.percent and first.amount and not first.percent:
            first = replace(first, percent=other.percent)
        elif other.amount and first.percent and not first.amount:
            first = replace(first, amount=other.amount, period=other.period, years=other.years)
        elif other.amount and first.amount:
            taken = {first.amount.currency, *(r.currency for r in first.also)}
            if other.amount.currency in taken:
                raise _Unread("it gives two amounts in one currency")
            if other.period and first.period and other.period != first.period:
                first = replace(
                    first, note=_and(first.note, f"the {other.amount.currency} figure is per {other.period}")
                )
            elif first.period == "month" and not other.period:
                first = replace(
                    first, note=_and(first.note, f"the {other.amount.currency} figure beside it names no month")
                )
            # "£30K-£57K / $38K-$71K/yr": a period written once, at the end, is for the whole.
            first = replace(
                first,
                also=(*first.also, other.amount),
                period=first.period or other.period,
                years=first.years or other.years,
            )
        else:
            raise _Unread("it gives two figures of different kinds")
        first = replace(first, swapped=first.swapped or other.swapped, words=first.words + other.words)
    return first


def _and(note: str, more: str) -> str:
    return f"{note}; {more}" if note else more


def _beside(cell: Cell, aside: str, hint: Hint) -> Cell:
    """What a bracket after the figure adds: its period, its percent or amount, its yearly value, or a note."""
    if not aside:
        return cell
    if period := _bare_period(aside):
        kind, years = period
        if cell.period and cell.period != kind:
            return replace(cell, note=_and(cell.note, aside))
        return replace(cell, period=kind, years=cell.years or years)
    try:
        other = _fold(_terms(aside), hint) if any(c.isdigit() for c in aside) else None
    except _Unread:
        other = None
    if other is None:
        if _OTHER_UNITS.search(aside):
            raise _Unread(f"({aside}) changes its unit")
        return replace(cell, note=_and(cell.note, aside))
    return _beside_figure(cell, other, aside)


def _beside_figure(cell: Cell, other: Cell, aside: str) -> Cell:
    if other.percent and not other.amount and not cell.percent and (cell.amount or cell.count):
        return replace(cell, percent=other.percent)
    if other.amount and cell.percent and not cell.amount and not other.percent:
        return replace(cell, amount=other.amount, also=other.also)
    if other.amount and cell.amount:
        if other.period == "year" and cell.period != "year" and other.amount.currency == cell.amount.currency:
            return replace(cell, yearly=other.amount)
        taken = {cell.amount.currency, *(r.currency for r in cell.also)}
        if other.period in (None, cell.period) and other.amount.currency not in taken:
            return replace(cell, also=(*cell.also, other.amount))
    return replace(cell, note=_and(cell.note, aside))


@cache
def _period_only() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<grant>(?:(?:/|over|across|for|per|total\s+over)\s*)?{_DURATION}(?:\s*-?\s*(?:vest(?:ing|ed|s)?|grant|"
        rf"total|period|schedule))*)"
        r"|(?P<year>(?:/|per)?\s*(?:yr|year|annum|annual|annually|yearly|p\.?a\.?)\.?)|(?P<month>(?:/|"
        r"per)?\s*(?:month|monthly|mo)\.?)"
        r"|(?P<once>one[\s-]time|once)",
        re.I,
    )


def _bare_period(text: str) -> tuple[Period, int | None] | None:
    found = _period_only().fullmatch(text.strip())
    if not found:
        return None
    if found["grant"]:
        return "grant", _years(found["grant"])
    return ("year", None) if found["year"] else ("month", None) if found["month"] else ("once", None)


# --- what a header or region says about money

_CODE = re.compile(r"(?<![A-Za-z])(" + "|".join(sorted(CODES)) + r"|RMB|NIS)(?![A-Za-z])")
_SIGN = re.compile(
    "|".join(sorted((re.escape(s) for s in SYMBOLS if not s.isalpha() and s != "R"), key=len, reverse=True))
)


@lru_cache(maxsize=8192)
def stated_currencies(text: str) -> tuple[str, ...]:
    """The ISO codes a header, region or bracket names by code or by an unshared symbol, in order, each once."""
    shown = plain(text)
    codes = [SYMBOLS.get(c, c) for c in _CODE.findall(shown)]
    signs = [SYMBOLS[s] for s in _SIGN.findall(shown)]
    return tuple(dict.fromkeys(codes + signs))
