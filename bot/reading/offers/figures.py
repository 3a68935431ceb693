"""The pay figures of a text: which numbers are pay, and which part of it, by the words beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.offers.alike import ALONE, measured
from bot.reading.offers.vesting import without_vesting
from bot.reading.terms import MOST_MONEY
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions


@dataclass(frozen=True, slots=True)
class Figures:
    """The pay figures of a text, found once. masked: the text with schedules of vesting blanked out; vestings: these.

    whole: False where the text holds more than MOST_FIGURES numbers, and only the first were looked at."""

    text: str
    masked: str
    vestings: tuple[tuple[int, ...], ...]
    items: "tuple[Item, ...]"
    whole: bool = True


def figures_of(text: str, numbers: Sequence[Mention] | None = None) -> Figures:
    """The pay figures of a text. numbers: the amounts in it, where somebody has read them already."""
    masked, vestings = without_vesting(text)
    items, whole = _items(text, masked, mentions(text, 2 * MOST_FIGURES) if numbers is None else numbers)
    return Figures(text, masked, vestings, tuple(items), whole)


MOST_FIGURES = 100
"""Numbers of a text that are sorted into offers; the longest real letters hold a few dozen."""

AROUND = 240
"""Characters beside a number in which its label stands."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pay figure: the mention, its component, whose it is, and whether its label stands beside it."""

    mention: Mention
    component: str
    labelled: bool
    before: str
    after: str
    rest: str = ""
    role: str = "mine"
    company: str = ""


# What a number is: its component, from the words beside it.

_LABELS = tuple(
    (component, re.compile(pattern, re.IGNORECASE))
    for component, pattern in [
        (
            "noise",
            r"\b(?:relocation|moving|stipend|(?<![$€£₹¥\d])401\s?\(?k\)?|match(?:ing|es)?|pension|insurance|allowance"
            r"|per diem|pto|vacation"
            r"|wellness|education|reimburs\w*|valuation|(?<!rsus )(?<!stock )(?<!units )(?<!equity )(?<!grant "
            r")(?<!shares )(?<!options )(?<!award )valued at|strike|exercise price|price per|par value|per "
            r"share|a share"
            r"|per pay period|semi-?monthly|bi-?weekly|instal+ments?|paychecks?|fair market value per|revenue|funding"
            r"|series|employees|headcount|rent|tuition|repay\w*|equipment|home office|phone|benefits?|health|years? of"
            r"|experience|people|discount|tax(?:es)?|cost of"
            r"|percentile|commute|learning|internet|meal|childcare|fee|deductible|copay|donation|referral|spot)\b",
        ),
        (
            "signing",
            r"\b(?:sign[\s-]?on(?:[\s-]bonus)?|signing(?:[\s-]bonus)?|signon|joining[\s-]bonus|welcome "
            r"bonus|sign[\s-]?up bonus"
            r"|start(?:ing)?[\s-]bonus|one[\s-]time bonus|signing|sign(?=\s*(?:$|[,;.+&/)]|and\b|bonus)))\b",
        ),
        (
            "refresher",
            r"\b(?:refresh(?:er|ers|es)?|annual (?:stock|equity|rsu) (?:grant|award|refresh)|top[\s-]up "
            r"grant)\b",
        ),
        (
            "total",
            r"\b(?:tc|total comp\w*|total(?: yearly| annual)?(?: package| pay| "
            r"value)?|package|ote|all[\s-]in|ctc|overall)\b",
        ),
        (
            "equity",
            r"\b(?:rsus?|restricted stock(?: units?)?|stock(?: options?| grant| "
            r"award)?|equity|shares?|options?|grant|isos?"
            r"|nsos?|bspce|esop|units?|unvested|vest(?:s|ing|ed)?)\b",
        ),
        ("bonus", r"\b(?:bonus(?:es)?|target|variable|incentive|perf(?:ormance)?|bonus target|annual incentive|sti)\b"),
        (
            "base",
            r"\b(?:base(?: salary| pay)?|salary|fixed|basic|wages?|gross|fixe|salaire|brut|grundgehalt|brutto"
            r"|annually|p\.?a\.?"
            r"|per annum|cash)\b",
        ),
    ]
)
_NOISE = _LABELS[0][1]
_UNITS = re.compile(
    r"(?i)\s*(?:(?:rsus)(?=\s+(?:worth|valued|at)\b)|restricted stock units|stock options|shares|units|options)\b"
)
_TIGHT_BEFORE = re.compile(
    r"^\s*(?:(?:is|are|of|at|to|was|will|be|for|around|about|approx\w*|roughly|circa|salary|pay|comp\w*|annual|yearly"
    r"|target"
    r"|total|worth|value|grant|initial|your|an?|the|in|amount(?:ing)?|equal|bonus|with|currently|now|from|only|just"
    r"|usd|up)\b|[\s:=~≈(*_|\-–—>#,])*$",
    re.IGNORECASE | re.ASCII,
)
_TIGHT_AFTER = re.compile(
    r"^\s*(?:(?:in|of|as|for|the|an?|annual(?:ly)?|yearly|target|worth|per|year|yr|each|every|over|\d+|years?|yrs?"
    r"|four|five"
    r"|three|two|gross|cash|initial|new|hire|sign|on|to|at|your|gbp|usd|eur|first|year-one)\b|[\s~(*_/\-–—%])*$",
    re.IGNORECASE | re.ASCII,
)
_SEPARATOR = re.compile(r"[,;\n•|+/]|(?<!\d)\.(?=\s)|\b(?:and|plus|with|&|then|but|while)\b", re.IGNORECASE)
_SPAN_OF_YEARS = re.compile(
    r"/\s?(?:\d{1,2}\s?-?(?:years?|yrs?|y)\b|years?\b|yrs?\b|y\b|mo(?:nth)?s?\b|annum\b)", re.IGNORECASE
)
_NOT_PAY_AFTER = re.compile(
    r"^\s*-?\s?(?:weeks?|days?|months?|hours?|hrs?|minutes?|mins?|years?|yrs?|yoe|people|rounds?|employees|engineers|am\b"
    r"|pm\b|miles?"
    r"|km|interviews?|calls?|th\b|st\b|nd\b|rd\b|%|times|reports|teams?|companies|offers?|percentile|pages?|x\b"
    r"|business days"
    r"|[A-Z][a-z]+ (?:St|Street|Ave|Avenue|Road|Rd|Blvd|Way|Lane|Drive)\b)",
)
_NOT_PAY_BEFORE = re.compile(
    r"(?:#|\b(?:level|grade|series|req(?:uisition)?|id|no|phone|tel|fax|suite|room|apt|unit|box|zip|page|age|top"
    r"|since|until|by"
    r"|on|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|class of|year|step|item"
    r"|option|section|version|v|floor (?:no|number)|ext|dated?|CA|NY|WA|TX|MA)\.?:?\s*-?\s*)$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+\d{1,3}[\s.-]?)?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\+\d[\d\s().-]{8,}\d")
_REFERENCE = re.compile(
    r"\b(?:[A-Z]{1,4}-\d+|R\d{4,}|[A-Z]{2}\s\d{5}(?:-\d{4})?|\d{5}-\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b"
)
_EXCHANGE = re.compile(
    r"(?i)(?<![\d,.])(?:1\s?(?:[a-z]{3}|[$£€₹])|[$£€₹]\s?1)(?![\d,.])\s*(?:=|is|"
    r"equals)\s*[$£€₹]?\s?\d+(?:\.\d+)?\s*(?:[a-z]{3}\b|[$£€₹])?"
)
_DATE_WORDS = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{4})?"
    r"|(?:in|since|by|early|late|mid|q[1-4]|fy)\s?-?(?:19|20)\d\d)\b(?!\s?k)",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"(?i)^\s*\+?\s?(?:\w+\s)?(?:downloads|users|developers|devs|stars|followers|customers|commits|prs|pull "
    r"requests|requests|qps|rps"
    r"|events|models|datasets|lines|views|installs|subscribers|engineers|people|employees|teams|gpus|nodes"
    r"|experiments|papers|citations)\b"
)
_A_CHANGE = re.compile(
    r"^\s*(?:base |salary |in base |in equity |signing "
    r")?(?:more|higher|lower|less|extra|additional|increase|raise|bump|hike|under|over"
    r" (?:the|my|their)|above|below|short|off)\b",
    re.IGNORECASE,
)
_A_CHANGE_OF = re.compile(
    r"(?:\b(?:raise|increase|hike|bump|improvement|difference|gap|another|additional|extra|up) (?:of |by |from "
    r")|\bby )$",
    re.IGNORECASE,
)
_HOURLY = re.compile(
    r"^\s*(?:/\s?|per\s+|an?\s+)(?:hour|hr|h|day|week|wk)\b|^\s*(?:hourly|daily|weekly)\b", re.IGNORECASE
)


def _shown(text: str, hidden: str, numbers: Sequence[Mention]) -> Iterator[Mention]:
    """The numbers that nothing of is hidden, and what is left of those that a hidden stretch cuts into."""
    for one in numbers:
        left = hidden[one.start : one.end]
        if left == text[one.start : one.end]:
            yield one
        elif left.strip():
            yield from (replace(m, start=m.start + one.start, end=m.end + one.start) for m in mentions(left))


def _items(text: str, masked: str, numbers: Sequence[Mention]) -> tuple[list[Item], bool]:
    """Every mention that is pay, with its component as the words beside it tell ("" where they don't).

    False beside them where the text holds more than MOST_FIGURES numbers, and only the first were looked at."""
    hidden = masked
    for pattern in (_PHONE, _REFERENCE, _EXCHANGE, _DATE_WORDS):
        hidden = pattern.sub(lambda m: " " * len(m.group()), hidden)
    found = [m for m in _shown(text, hidden, numbers[: 4 * MOST_FIGURES]) if m.kind != "date"]
    whole = len(found) <= MOST_FIGURES
    found = found[:MOST_FIGURES]
    spans = [(found[i - 1].end, m.end) for i, m in enumerate(found) if i and _years_of_another(m, found[:i], hidden)]
    found = [m for m in found if not any(end == m.end for _, end in spans)]
    context = _SPAN_OF_YEARS.sub(lambda m: " " * len(m.group()), hidden)
    granted = {start for start, end in spans if re.fullmatch(r"\s*(?:/|over|across)\s*\d+", context[start:end])}
    for start, end in spans:
        if start in granted:
            # "360/4 RSU": the label behind the years is the amount's.
            context = context[:start] + " " * (end - start) + context[end:]
    items: list[Item] = []
    used: set[int] = set()
    alike = measured(found)
    for i, one in enumerate(found):
        mention = one
        left = max(found[i - 1].end if i else 0, mention.start - AROUND)
        right = min(found[i + 1].start if i + 1 < len(found) else len(text), mention.end + AROUND)
        before, after = context[left : mention.start], context[mention.end : right]
        component, at = _label(before, after, left, mention.end, used)
        if mention.end in granted and at is not None and at > mention.end and component not in ("equity", "refresher"):
            # "210/400/4 sign 20": what comes over years is the grant; the words behind the years are the next figure's.
            component, at = "equity", None
        if mention.kind == "plain" and mention.low >= 10 and _UNITS.match(hidden, mention.end):
            mention = replace(mention, kind="count")
        if not component and _NOISE.search(re.split(r"[.\n]", hidden[max(0, mention.start - 60) : mention.start])[-1]):
            component = "noise"
        if at is not None:
            used.add(at)
        item = Item(mention, component, at is not None, before, after, hidden[mention.end : mention.end + 48])
        if _is_pay(item, hidden, likened=mention.end in alike and ALONE.match(item.rest) is not None):
            items.append(item)
    return items, whole


def _label(before: str, after: str, left: int, right: int, used: set[int]) -> tuple[str, int | None]:
    """The component named nearest: in front ("base: 245k"), behind ("245k base"), or loosely in the same item."""
    cut = max((m.end() for m in _SEPARATOR.finditer(before)), default=0)
    stop = min((m.start() for m in _SEPARATOR.finditer(after)), default=len(after))
    options: list[tuple[int, int, str, int]] = []
    for order, (component, pattern) in enumerate(_LABELS):
        for match in pattern.finditer(before):
            if left + match.start() in used:
                continue
            gap = before[match.end() :]
            tight = bool(_TIGHT_BEFORE.match(gap)) and (
                match.end() > cut or ":" in gap or not gap.strip() or re.search(r"(?i)value|worth", gap) is not None
            )
            if tight or match.start() >= cut:
                options.append((0 if tight else 3, len(gap) * 10 + order, component, left + match.start()))
        for match in pattern.finditer(after[:stop]):
            heading = re.match(r"\s*(?::|=|\bof\b|\bis\b)", after[match.end() :])
            if not heading:
                rank = 1 if _TIGHT_AFTER.match(after[: match.start()]) else 2
                options.append((rank, match.start() * 10 + order, component, right + match.start()))
    best = min((o for o in options if o[2] != "noise" or o[0] < 3 or o[1] < 250), default=None)
    if best is None:
        return "", None
    # "10% target bonus", "250k total base": of several labels side by side the more telling one counts.
    beside = [o for o in options if o[0] == best[0] and o[2] != best[2]]
    for telling in ("noise", "signing", "refresher"):
        close = [o for o in beside if o[2] == telling and abs(o[3] - best[3]) < 30]
        if close and best[0] in (0, 1):
            best = close[0]
            break
    return best[2], best[3]


def _years_of_another(mention: Mention, earlier: list[Mention], text: str) -> bool:
    """True for the 4 in "360 over 4" or "400k/4 yrs"."""
    if mention.kind != "plain" or mention.high > 10 or not earlier:
        return False
    gap = text[earlier[-1].end : mention.start]
    stated = earlier[-1].years == int(mention.high) and len(gap) < 60
    return stated or bool(re.search(r"(?:over|/|across)\s*$", gap))


def _is_pay(item: Item, text: str, *, likened: bool = False) -> bool:
    """likened: a full figure beside it gives a bare one its measure."""
    mention = item.mention
    by_the_hour = mention.rate is not None or _HOURLY.match(item.after if mention.kind == "money" else item.rest)
    if item.component == "noise" or mention.low < 0 or mention.high > MOST_MONEY:
        return False
    if _THINGS.match(item.rest):
        return False
    if _A_CHANGE.match(item.after) or _A_CHANGE_OF.search(item.before):
        return False
    if mention.kind == "percent":
        return mention.high <= 100
    if mention.kind == "count":
        return item.component in ("equity", "refresher", "") and mention.low >= 10
    if mention.kind == "money":
        return mention.low > 0 and (not by_the_hour or item.component in ("base", "total", ""))
    if by_the_hour:
        return False
    bare_before = text[max(0, mention.start - 16) : mention.start]
    if _NOT_PAY_AFTER.match(text[mention.end : mention.end + 60]) or _NOT_PAY_BEFORE.search(bare_before):
        return item.labelled and mention.low >= 10_000
    if 1900 <= mention.low <= 2100 and "," not in mention.text:
        return False
    floor = 5 if item.component in ("signing", "refresher", "bonus") else 20
    return likened or mention.low >= floor
