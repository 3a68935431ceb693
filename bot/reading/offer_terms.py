"""An offer read from any wording: shorthand, prose, lists or whole letters, apart from every other number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import Any

from bot.reading.excerpt import pieces, squeezed
from bot.reading.letters.reader import is_letter, read_terms
from bot.reading.terms import MOST_LISTED, MOST_MONEY, MOST_YEARS, Doubt, Offer, OfferReading
from bot.wording import exact, money, percent
from ingest.amounts.numbers import Mention, mentions
from ingest.lexicon.places import currencies_said

Typing = Mapping[int, tuple[str, str, float]]
"""What the trained reader takes each number for, by where it ends: a What or "none", a part or "none", how sure."""

Ours = Callable[[str], bool]
"""Whether a phrase names the company that the conversation is about."""

_MONEY_PARTS = ("base", "equity", "signing", "signing_second", "refresher", "total", "bonus_amount")
_THOUSANDS_MEANT = frozenset(
    "USD GBP EUR CAD AUD NZD SGD CHF ILS AED SAR QAR HKD BRL PLN SEK NOK DKK ZAR CNY MYR TRY RON BGN".split()
)
"""Currencies in which a bare "245" for a yearly amount means thousands."""


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


def read_offer(
    text: str,
    known: Offer | None = None,
    *,
    ours: Ours | None = None,
    typed: Typing | None = None,
    figures: Figures | None = None,
) -> OfferReading:
    """Every pay figure the user states, sorted into their offer, others' offers, what they want, floor, current pay.

    known: the offer of earlier turns; its terms stay unless this text restates them. ours tells the company
    the conversation is about from others; without it the known offer's company is, or else the first that
    is named. An offer the user asks to invent, or only supposes, is nobody's. Numbers that are not pay
    (dates, phones, levels, years, 401(k), shares' prices) are left out; what can be read two ways is a Doubt.
    """
    if is_letter(text) and (letter := read_terms(text)) is not None:
        return letter
    figures = figures or figures_of(squeezed(text))
    text, vestings, items = figures.text, figures.vestings, figures.items
    if _MADE_UP.search(text):
        return OfferReading(offer=known)
    masked = figures.masked[: items[-1].mention.end + AROUND] if items else ""
    spans = _roles(masked, ours or _same_as(known), open_=ours is None and (known is None or known.empty))
    parts = [_corrected(_placed(item, spans), typed or {}) for item in items]
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in _in_order(parts):
        groups.setdefault((item.role, item.company if item.role == "other" else ""), []).append(item)
    region_currency = _region_currency(text)
    meant = [(key, group) for key, group in groups.items() if key[0] != "ignored"][: MOST_LISTED + 5]
    built = {
        key: _build(group, text, key, vestings if _owns_vesting(key, groups) else (), region_currency)
        for key, group in meant
    }
    reading = _reading(built, known, _of_equity(text, vestings) if not built else None)
    if figures.whole:
        return reading
    return replace(
        reading, aloud=(*reading.aloud, f"I read the first {MOST_FIGURES} numbers of this text and none after them")
    )


def guessed(figures: Figures) -> dict[int, tuple[str, str]]:
    """For the place where each pay figure of a text ends: whose the cues beside it say it is, and which part of pay.

    A feature for the trained reader, not a judgement: whose is mine, other, current, floor, asked or ignored.
    """
    spans = _roles(figures.masked, _same_as(None), open_=True)
    placed = _in_order([_placed(item, spans) for item in figures.items])
    return {item.mention.end: (item.role, item.component) for item in placed}


MOST_FIGURES = 100
"""Numbers of a text that are sorted into offers; the longest real letters hold a few dozen."""

AROUND = 240
"""Characters beside a number in which its label stands."""

_MADE_UP = re.compile(
    r"(?i)\b(?:pretend\w*|make up|made[- ]up|invent\w*|fake|fabricat\w*|fictional|imaginary|lie|lying|bluff\w*)\b"
    r"|\b(?:tell|say|write|claim\w*|mention|email)\b.{0,80}\b(?:even (?:though|if)|although|but) i (?:don'?t|do "
    r"not|didn'?t|did not|haven'?t|never)\b"
    r"|\bi (?:don'?t|do not|didn'?t|did not|never) (?:actually |really )?(?:have|got|get|hold) (?:that|this|such "
    r"an|the|it)\b"
    r"|\bclaim(?:s|ing)?\b.{0,60}\boffer(?:ed|s|ing)?\b|\b(?:just|please|can you) (?:say|tell "
    r"them|write|claim)\b.{0,40}\boffer(?:ed|s|ing)? me\b"
    r"|\b(?:suppose|imagine|assume|hypothetical\w*|what if|if only)\b.{0,60}\boffer"
)


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


_ROLE_OF = {
    "own_offer": "mine", "other_offer": "other", "current_pay": "current", "asked": "asked", "target": "asked",
    "floor": "floor", "none": "ignored",
}  # fmt: skip
CERTAIN = 0.95
"""From this probability on, a figure beside its label ("10% bonus") is taken for nobody's pay."""
SURE = 0.6
"""From this probability on, the trained reader's word counts more than the cues'."""


def _corrected(item: Item, typed: Typing) -> Item:
    """The figure as the trained reader takes it, where it is sure of whose it is."""
    what, part, sure = typed.get(item.mention.end, ("", "", 0.0))
    if sure < SURE or not what or (what == "none" and item.labelled and sure < CERTAIN):
        return item
    role = _ROLE_OF[what]
    component = item.component or ("" if part in ("none", "relocation") else part)
    return replace(item, role=role, component=component)


@dataclass(frozen=True, slots=True)
class _Built:
    offer: Offer
    doubts: tuple[Doubt, ...]
    aloud: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """An offer being put together: its fields so far, and what to ask or say aloud."""

    currency: str | None
    mine: bool
    values: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    aloud: list[str] = field(default_factory=list)


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
    r"^\s*-?\s?(?:weeks?|days?|months?|hours?|hrs?|minutes?|mins?|years?|yrs?|people|rounds?|employees|engineers|am\b"
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
        if _is_pay(item, hidden):
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


def _is_pay(item: Item, text: str) -> bool:
    mention = item.mention
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
        return mention.low > 0 and not _HOURLY.match(item.after)
    if _HOURLY.match(item.rest):
        return False
    bare_before = text[max(0, mention.start - 16) : mention.start]
    if _NOT_PAY_AFTER.match(text[mention.end : mention.end + 60]) or _NOT_PAY_BEFORE.search(bare_before):
        return item.labelled and mention.low >= 10_000
    if 1900 <= mention.low <= 2100 and "," not in mention.text:
        return False
    floor = 5 if item.component in ("signing", "refresher", "bonus") else 20
    return mention.low >= floor


# Whose a number is.

_NAME = r"(?P<who>[A-Z][\w&.'’-]{0,40}(?:\s{1,3}(?:&\s{1,3})?[A-Z][\w&.'’-]{0,40}){0,5})"
"""Bounded, as all patterns over what people paste are: an unbounded name makes a long letter's time quadratic."""
_WHO = _NAME[:-1] + r"|[a-z][\w&.-]{1,40})"
_NOBODY = frozenset(
    """
    they he she it we i you recruiter recruiters company companies manager hr team startup who that this
    which just have has had been was were are is got also already only an a the my our their his her another
    other competing me them offer base salary equity stock bonus signing total tc comp package rsu rsus
    options refresher target deadline sign-on signon level role title location currency back staff senior
    principal swe sde mle engineer sf nyc ny london paris berlin seattle remote and but so then if when what
    how much could would should can will said so far verbally now initially originally first finally today
    yesterday there here someone somebody one not actually being get getting two three four several multiple both \
couple few some any all many to of for from with at in on by as
    if could like pleased happy glad delighted thrilled excited formally hereby ready able willing please may might must
    """.split()
)
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "other",
        re.compile(
            rf"(?:\boffers?|\boffered|\bquoted|\bcounter) (?:\w+ ){{0,2}}?(?:from|by|at|with) (?:an? "
            rf"|the )?{_WHO}"
        ),
    ),
    (
        "other",
        re.compile(
            rf"(?:^|(?<=[\s,;.(])){_WHO}(?:'s| has| have| is| just| also| already| then| only| are){{0,3}} "
            r"(?:offer(?:ed|ing|s)?|gave|giving|give|pays?|paying|proposed|came (?:back )?(?:in "
            r")?(?:at|with)|put|matched"
            r"|would pay|will pay|countered|bumped|raised|quoted)\b"
        ),
    ),
    ("other", re.compile(rf"\b(?:a|an|my|the|have|got|holding|hold) {_NAME} (?:\w+ ){{0,2}}?offer\b")),
    ("other", re.compile(rf"\b(?:vs\.?|versus|compared (?:to|with)|against) (?:my )?(?:the )?{_WHO}")),
    ("other", re.compile(rf"(?:^|(?<=[\s,;.(+])){_NAME} (?:is |are )?(?:at|says|said) (?=[$£€₹]?\d)")),
    (
        "other",
        re.compile(
            rf"(?m)^[^\S\n]{0, 20}[-*•]?[^\S\n]{0, 5}{_NAME}[^\S\n]{0, 5}(?:offer)?[^\S\n]{0, 5}:(?=\s{0, 5}[$£€₹]?\d)"
        ),
    ),
    (
        "unnamed",
        re.compile(
            r"(?i)\b(?:another|(?:an)?other|competing|second|rival|alternative|outside|counter)\b "
            r"(?:\w+ )?offer"
            r"|\bother (?:company|one)\b"
        ),
    ),
    (
        "mine",
        re.compile(
            r"(?i)\b(?:they|he|she|recruiter|the company|hr) (?:\w+ "
            r"){0,2}?(?:offer(?:ed|ing)?|gave|give|came|proposed|put|said|"
            r"countered|bumped|raised|quoted)\b|\b(?:i was|i['’]m|i am|im being|i've been|i have been|i "
            r"got|being|been) (?:being )?offered\b"
            r"|\b(?:my|the|this|their|current|initial|first|written|verbal) offer\b(?! from)|\boffer "
            r"(?:is|was|of|letter)\b"
            r"|\bpleased to (?:offer|extend)\b|\b(?:but|and|then|only|just) (?:only )?(?:offered|gave)\b"
        ),
    ),
    (
        "asked",
        re.compile(
            r"(?i)\b(?:i(?:'d| would| really)? "
            r"(?:want|need|like|love|prefer|hope|ask(?:ed)?|expect)|i(?:'m| am) "
            r"(?:asking|hoping|looking|"
            r"aiming|targeting|shooting|after)|my (?:ask|target|goal|number|dream|expectation)|hoping "
            r"for|aiming for|asking for"
            r"|(?:should|can|could|may|do|would) i (?:\w+ )?(?:ask|get|counter|push|request|go|aim|hold "
            r"out)|counter(?:ing)? (?:with|at)"
            r"|countered (?:with|at)|i countered|get (?:it|them|this|me)? ?(?:up )?to|push "
            r"(?:it|them|for)|ask(?:ing)? (?:them )?for"
            r"|worth asking|instead of)\b"
        ),
    ),
    (
        "floor",
        re.compile(
            r"(?i)(?:\b(?:(?:won'?t|will not|wouldn'?t|would not|can'?t|cannot|can not|never|not) "
            r"(?:\w+ )?(?:go|accept|take|settle|drop|work)"
            r" (?:\w+ )?(?:below|under|less|lower|for less)|my (?:\w+ )?(?:floor|minimum|bottom "
            r"line|walk[\s-]?away|limit|reservation)"
            r"|(?:the )?(?:floor|minimum|bottom line|reservation (?:value|price)) "
            r"(?:is|of|at)|walk(?:ing)? (?:away )?(?:below|under|at|if)"
            r"|lowest (?:i|number|i'd)|(?:no|not|nothing) (?:less|lower) than|nothing "
            r"(?:below|under)|need at least|want at least"
            r"|at least|floor\b|below))"
        ),
    ),
    (
        "current",
        re.compile(
            r"(?i)(?:\b(?:i (?:currently |now |already |only |today )?(?:make|earn|get paid|bring "
            r"home)|i(?:'m| am) (?:currently |now )?"
            r"(?:making|earning|paid|on|at)|my "
            r"(?:current|present|existing|old|last|previous)|current(?:ly)?(?: at| on| making| earning"
            r"| base| salary| pay| comp| tc| total|:)|today i (?:make|earn)|presently|leaving "
            r"behind|walking away from|unvested"
            r"|i(?:'d| would)? (?:have|hold|lose|forfeit|leave|am leaving|give up|walk "
            r"away)\b[^.\n]{0,30}(?:unvested|behind|on the table)"
            r"|i(?:'m| am)\b[^.\n]{0,40}?\b(?:making|earning|paid)))"
        ),
    ),
    (
        "ignored",
        re.compile(
            r"(?i)\b(?:the )?(?:guides?|levels\.?fyi|glassdoor|blind|market|average|median|band"
            r"|range)(?: (?:data|rate))? (?:says?|is|shows?|was|average|"
            r"of|from|tops?|goes|caps?|for)\b|\bthe (?:market|industry) (?:is|pays)\b"
        ),
    ),
)
_ALSO = re.compile(
    r"(?i)\b(?:also|another|other|competing|second|rival|alternative|counter|meanwhile|too|as "
    r"well|versus|vs|hold|holding|while)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;])(?=\s)|(?<=\n)")
_GOES_ON = re.compile(
    r"(?i)^\s*(?:they|it|plus|with|and|also|that|which|for|there|[-*•]|[$£€₹]?\d|base|equity|signing|rsu|bonus)"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """From here on, figures are this role's (until the next span)."""

    start: int
    role: str
    company: str
    follows: bool = True


def _roles(text: str, ours: Ours, *, open_: bool) -> list[_Span]:
    """Where each speaker's figures begin: the user's own offer unless a cue says otherwise."""
    spans: list[_Span] = []
    figure = re.search(r"\d\d", text)
    first_figure = figure.end() if figure else len(text)
    seen_company = ""
    begin = 0
    bounds = [m.start() for m in _SENTENCE.finditer(text)] + [len(text)]
    for end in bounds:
        sentence = text[begin:end]
        parts = pieces(sentence)
        cues = ((at + a, role, company) for a, b in parts for at, role, company in _cued(sentence[a:b], ours))
        found = sorted(cues, key=lambda cue: cue[0])
        resolved: list[_Span] = []
        for at, role, company in found:
            first = open_ and begin + at < first_figure
            if role == "other" and not _marked(sentence, at) and not seen_company and first:
                seen_company = company
            same = role == "other" and company == seen_company and not _marked(sentence, at)
            resolved.append(_Span(begin + at, "mine" if same else role, company))
        previous = spans[-1] if spans else _Span(0, "mine", "")
        if not resolved and begin and not (previous.role != "mine" and _GOES_ON.match(sentence)):
            resolved = [_Span(begin, "mine", "")]
        elif resolved and resolved[0].start > begin:
            # A cue behind its figure ("230k is what Google offered") counts for the whole sentence before it.
            head = text[begin : resolved[0].start]
            before = resolved[0] if _trailing(head, resolved[0]) else _Span(begin, "mine", "")
            resolved.insert(0, replace(before, start=begin))
        spans.extend(resolved)
        begin = end
    return [_Span(0, "mine", ""), *spans]


def _cued(sentence: str, ours: Ours) -> Iterator[tuple[int, str, str]]:
    taken = bytearray(len(sentence))
    for role, pattern in _CUES:
        for match in pattern.finditer(sentence):
            company = _company(match) if role == "other" else ""
            if role == "other" and not company:
                continue
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * len(match.group())
            words = company.split()
            # "an offer at W&B SWE SF": what stands behind the name belongs to no other company.
            if role == "other" and any(ours(" ".join(words[:k])) for k in range(len(words), 0, -1)):
                yield match.start(), "mine", company
            elif role == "unnamed":
                yield match.start(), "other", ""
            else:
                yield match.start(), role, company


def _company(match: re.Match[str]) -> str:
    words = match.group("who").rstrip(".,'’").split()
    while words and re.split("['’]", words[0].lower())[0] in _NOBODY:
        words = words[1:]
    name = re.sub(r"['’]s$", "", " ".join(words))
    name = re.sub(r"\s+(?:[A-Z]{1,3}\d{1,2}|Staff|Senior|Principal|SWE|TC)$", "", name)
    return "" if not name or name.lower() in _NOBODY or name.lower() in ("offer", "l5", "usd") else name


def _marked(sentence: str, at: int) -> bool:
    """True where the words around say it is one offer among others."""
    return bool(_ALSO.search(sentence[max(0, at - 40) : at + 60]))


def _trailing(head: str, span: _Span) -> bool:
    head = head[-AROUND:]
    return (
        bool(re.search(r"\d", head))
        and span.role in ("other", "current", "floor")
        and bool(re.search(r"(?i)(?:\bis|\bwas|\bare|what|that|,)\s*(?:what|that|which)?\s*(?:my|the)?\s*$", head))
    )


def _placed(item: Item, spans: list[_Span]) -> Item:
    span = spans[bisect_right(spans, item.mention.start, key=lambda s: s.start) - 1]
    return replace(item, role=span.role, company=span.company if span.role in ("other", "mine") else "")


def _same_as(known: Offer | None) -> Ours:
    name = re.sub(r"[^a-z0-9]", "", (known.company or "").lower()) if known else ""
    return lambda phrase: bool(name) and re.sub(r"[^a-z0-9]", "", phrase.lower()) == name


# Unlabelled figures, by their order.


def _in_order(items: list[Item]) -> Iterator[Item]:
    """Items with the component of unlabelled ones told by position: base first; "205/260" base and equity."""
    bases = {(i.role, i.company if i.role == "other" else "") for i in items if i.component == "base"}
    previous: Item | None = None
    for item in items:
        key = item.role, item.company if item.role == "other" else ""
        component = item.component
        mention = item.mention
        if not component or (component == "base" and mention.kind == "percent"):
            bare = len(items) > 2 and all(not i.component and i.role == item.role for i in items)
            component = _by_position(item, previous, key in bases, bare)
        if component == "total" and mention.kind == "percent":
            component = "bonus"
        if component == "base":
            bases.add(key)
        previous = replace(item, component=component)
        yield previous


def _by_position(item: Item, previous: Item | None, has_base: bool, bare_list: bool = False) -> str:
    mention = item.mention
    if mention.kind == "percent":
        return "bonus"
    if (
        mention.kind == "count"
        or mention.period == "grant"
        or re.match(r"\s*(?:/|over|across)\s*[3-6]\b(?!\s*(?:months?|weeks?|days?))", item.rest)
    ):
        return "equity"
    slashed = previous is not None and (bare_list or re.fullmatch(r"\s*/\s*", item.before) is not None)
    second_year = re.match(r"\W*(?:in |for |the )*(?:second year|year (?:two|2)|y2|yr ?2)", item.rest, re.IGNORECASE)
    if previous is not None and previous.component in ("signing", "signing_second") and second_year:
        return "signing_second"
    if slashed and previous is not None:
        return {"base": "equity", "equity": "signing", "bonus": "signing"}.get(previous.component, "unclear")
    if (
        previous is not None
        and previous.mention.kind == "count"
        and re.search(r"(?i)valu|worth|approx|[(]|=", item.before)
    ):
        return "equity"
    if not has_base:
        return "base"
    return "unclear"


# Putting an offer together.


def _build(
    items: list[Item],
    text: str,
    key: tuple[str, str],
    vestings: tuple[tuple[int, ...], ...],
    region_currency: str | None,
) -> _Built:
    written = [i.mention.currency for i in items if i.mention.currency]
    draft = _Draft(written[0] if written else region_currency, mine=key[0] == "mine")
    for item in items:
        if item.mention.kind == "percent":
            _take_percent(draft, item)
        elif item.mention.kind == "count":
            _take_count(draft, item)
        elif item.component == "unclear":
            _ask_what(draft, item)
        else:
            _take_money(draft, item)
    around = text[max(0, items[0].mention.start - 80) : items[-1].mention.end + 160]
    _take_terms(draft, text if len(text) > 600 else around, vestings, key)
    company = next((i.company for i in items if i.company), None)
    offer = Offer(
        company=company, currency=draft.currency, said=tuple(dict.fromkeys(draft.said))[:MOST_LISTED], **draft.values
    )
    return _Built(offer, tuple(draft.doubts), tuple(draft.aloud))


_RAISED = re.compile(r"(?i)\b(?:bump|rais|increas|mov|improv|sweeten|went|go|lift|com)\w*\b[^.;\n]{0,30}\bfrom\s*$")
"""In front of a range that is what an amount was and what it has become."""
_PAYMENTS = re.compile(
    r"(?i)^[\s\w/,]{0,20}?(?:[x×*]\s?(1[2-4])\b|\b(1[2-4])\s?(?:months|payments|salaries|times|x)\b)"
)
_YEARLY_GRANT = re.compile(
    r"(?i)\s*(?:in |of |worth of )?(?:rsus?|stock|equity|shares|options|grants?)\s*(?:/\s?(?:yr|year|y)\b|p\.?a\b|"
    r"per (?:year|annum)|a year|annually|yearly|each year|every year)"
)


def _take_money(draft: _Draft, item: Item) -> None:
    part = item.component or "base"
    if part == "bonus":
        part = "bonus_amount"
    if part == "signing" and re.match(
        r"\W*(?:bonus )?(?:in |for |the )*(?:second year|year (?:two|2)|y2|yr ?2)\b", item.rest, re.I
    ):
        part = "signing_second"
    amount = _whole(draft, item, part)
    if amount is None:
        return
    if part in draft.values and draft.values[part] != amount:
        _ask_which(draft, part, amount, item)
        return
    draft.values[part] = amount
    draft.said.append((part, item.mention.text.strip()))
    if item.mention.high != item.mention.low and not _RAISED.search(item.before):
        draft.aloud.append(f"you gave a range ({item.mention.text.strip()}), so I use its low end")
    if not item.labelled and draft.mine and part in ("base", "equity", "signing"):
        named = {"base": "base salary", "equity": "the equity grant", "signing": "the signing bonus"}[part]
        draft.aloud.append(f"I read {item.mention.text.strip()} as {named}")
    if part == "equity":
        _take_equity(draft, item)
    if part == "signing" and item.mention.years == 2:
        draft.values["signing"], draft.values["signing_second"] = amount - amount // 2, amount // 2
        draft.aloud.append("I split the signing bonus evenly over the two years")


def _whole(draft: _Draft, item: Item, part: str) -> int | None:
    """The amount in whole units a year (or for the grant, or once): "245" is 245,000 where that is how people speak."""
    mention = item.mention
    raised = mention.high != mention.low and _RAISED.search(item.before)
    value = mention.high if raised else mention.low
    currency = mention.currency or draft.currency
    spoken = mention.text.strip()
    if not mention.scaled and value < 1000:
        if currency is not None and currency not in _THOUSANDS_MEANT:
            unit = "lakhs" if currency == "INR" else "thousands or millions"
            draft.doubts.append(Doubt(part, f"Is {spoken} for the {_PLAIN[part]} in {unit}?"))
            return None
        value *= 1000
        draft.aloud.append(f"I read {spoken} as {money(int(value), None, currency)}")
    elif mention.period == "month" and part in ("base", "total"):
        told = _PAYMENTS.search(item.rest)
        times = int(told[1] or told[2]) if told else 12
        value *= times
        asked = "" if told else " (tell me if you are paid 13 or 14)"
        draft.aloud.append(f"{spoken} a month is {exact(int(value), currency)} over {times} months{asked}")
    elif not mention.scaled and value < 10_000 and part in ("base", "total") and currency in (None, *_THOUSANDS_MEANT):
        draft.doubts.append(
            Doubt(part, f"Is {spoken} the {_PLAIN[part]} per month or per year?", ("per month", "per year"))
        )
        return None
    return int(value.to_integral_value()) if value <= MOST_MONEY else None


def _take_equity(draft: _Draft, item: Item) -> None:
    mention = item.mention
    if mention.period == "year" or _YEARLY_GRANT.match(item.rest):
        draft.values["equity_per_year"] = True
    elif mention.years and 1 < mention.years <= MOST_YEARS:
        draft.values["equity_years"] = mention.years
    around = f"{item.before[-20:]} {item.after[:30]}"
    kind = re.search(r"(?i)\b(rsus?|options?|isos?|nsos?|phantom|profit sharing|carry)\b", around)
    if kind:
        draft.values["equity_kind"] = "RSU" if kind.group(1).lower().startswith("rsu") else "options"
    if mention.currency and draft.currency and mention.currency != draft.currency:
        draft.values["equity_currency"] = mention.currency


def _take_percent(draft: _Draft, item: Item) -> None:
    mention = item.mention
    said = mention.text.strip()
    if item.component in ("equity", "refresher"):
        if mention.low <= 5 and item.component == "equity":
            draft.values["equity_percent"] = mention.low
            draft.said.append(("equity", said))
            draft.doubts.append(
                Doubt("equity", f"What is {said} of the company worth at its latest price, and how many shares is it?")
            )
        return
    if item.component == "signing":
        return
    if mention.high > 100 or "bonus_percent" in draft.values:
        return
    draft.values["bonus_percent"] = mention.low
    draft.said.append(("bonus", said))
    if not item.labelled and draft.mine:
        draft.aloud.append(f"I read {percent(mention.low)} as the yearly bonus target")
    if mention.high != mention.low:
        draft.aloud.append(f"you gave a range for the bonus ({said}), so I use its low end")


def _take_count(draft: _Draft, item: Item) -> None:
    mention = item.mention
    said = mention.text.strip()
    word = re.match(
        r"(?i)\s*(rsus?|restricted stock units|shares?|options?|isos?|nsos?|stock options?|units?)", item.after
    )
    if word and word.group(1).lower().startswith("rsu") and mention.low < 1000:
        value = money(int(mention.low) * 1000, None, draft.currency)
        draft.doubts.append(
            Doubt(
                "equity",
                f"Is {said} RSUs {value} worth of stock, or {said} units?",
                (f"{value} worth", f"{said} units"),
            )
        )
        return
    draft.values["equity_count"] = int(mention.low)
    draft.said.append(("equity_count", f"{said} {word.group(1) if word else 'shares'}"))
    if word and not word.group(1).lower().startswith(("share", "unit")):
        draft.values["equity_kind"] = "RSU" if word.group(1).lower().startswith("r") else "options"


_PLAIN = {
    "base": "base salary",
    "equity": "equity",
    "signing": "signing bonus",
    "signing_second": "second signing payment",
    "refresher": "refresher",
    "total": "total",
    "bonus_amount": "bonus",
}


def _ask_what(draft: _Draft, item: Item) -> None:
    said = item.mention.text.strip()
    choices = tuple(c for c in ("equity", "signing bonus", "total compensation") if c.split()[0] not in draft.values)
    draft.doubts.append(Doubt("unclear", f"What is the {said}: {' or '.join(choices)}?", choices))


def _ask_which(draft: _Draft, part: str, amount: int, item: Item) -> None:
    """Two figures for one part: the first stands, the other is asked about, unless one is a share of the other."""
    first = int(draft.values[part])
    if item.mention.period == "month" or first % max(amount, 1) == 0 or amount * 12 == first:
        return
    draft.doubts.append(
        Doubt(
            part,
            f"You gave two figures for the {_PLAIN[part]}: {money(first, None, draft.currency)} and "
            f"{money(amount, None, draft.currency)}. Which one is the offer?",
            (money(first, None, draft.currency), money(amount, None, draft.currency)),
        )
    )


# Vesting, cliffs, deadlines.

_SCHEDULE = re.compile(
    r"(?<![\d$£€₹./-])\d{1,2}(?:\.\d+)?%?\s?(?P<sep>[/,-]|and\b"
    r"|then\b)\s?\d{1,2}(?:\.\d+)?%?(?:\s?(?P=sep)\s?\d{1,2}(?:\.\d+)?%?){0,4}"
    r"(?![\d/]|\s?[kK]\b)"
)
_EVEN = re.compile(
    r"(?i)\b(?:25\s?%\s?(?:per|each|a|every) year|vest(?:s|ing)? (?:evenly|equally|linearly)|even(?:ly)? "
    r"vest\w*|equal (?:annual|yearly|quarterly))"
)
_VEST_YEARS = re.compile(
    r"(?i)\b(?:vest\w*|grant|rsus?|equity|stock|options)\b[^.\n]{0,50}?\bover (?:a |the )?(?:period of "
    r")?(?P<a>\d|two|three|four|five|six)[\s-]?(?:\(\d\)\s?)?(?:years?|yrs?)"
    r"|\b(?:rsus?|stock|equity|options|grant)\s?\(?\s?(?P<c>\d)\s?-?(?:yrs?|years?)\b"
    r"|\b(?P<b>\d|two|three|four|five|six)[\s-]?(?:years?|yrs?|y)[\s-](?:vest\w*|grant|schedule)"
)
_YEARWISE = re.compile(
    r"(?i)(\d{1,2})\s?%\s?(?:\w+\s){0,3}?(?:year|yr|y)\s?(?:one|two|three|four|five|[1-5])|(\d{1,2})\s?%\s?(?:in "
    r")?(?:the )?(?:first|second|third|fourth|fifth)"
)
_DEADLINE = re.compile(
    r"(?i)\b(?:deadline:?\s+(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today)\b|(?:expires?|deadline|answer|decide|respond|sign|accept|reply|valid"
    r"|response)\b[^.\n]{0,40}?\b(?P<when>(?:by|in|within|on|until|is)\s+"
    r"(?:the\s+)?(?:end of (?:the )?(?:day|week|month)|tomorrow|tonight|today|(?:next\s+)?(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day|\d{1,2}\s?(?:hours|hrs|days|weeks)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+(?:jan|feb|mar"
    r"|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)))"
)
_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


MOST_SCHEDULES = 50
"""Runs like "25/25/25/25" of a text that are looked at; a letter has one or two."""


def without_vesting(text: str) -> tuple[str, tuple[tuple[int, ...], ...]]:
    """The text with vesting schedules blanked out, and the schedules found."""
    found: list[tuple[int, ...]] = []
    masked = text
    for match in islice(_SCHEDULE.finditer(text), MOST_SCHEDULES):
        parts = [Decimal(p) for p in re.findall(r"\d{1,2}(?:\.\d+)?", match.group())]
        near = re.search(r"(?i)vest|sched|cliff|front|back", text[max(0, match.start() - 60) : match.end() + 40])
        if not 99 <= sum(parts) <= 101 or (len(parts) < 3 and not near):
            continue
        found.append(tuple(int(p) for p in parts) if sum(parts) == 100 and all(p == int(p) for p in parts) else ())
        masked = masked[: match.start()] + " " * len(match.group()) + masked[match.end() :]
    yearwise = list(islice(_YEARWISE.finditer(masked), MOST_SCHEDULES))
    shares = tuple(int(m.group(1) or m.group(2)) for m in yearwise)
    if 1 < len(shares) <= MOST_YEARS and sum(shares) == 100:
        found.append(shares)
        for match in yearwise:
            masked = masked[: match.start()] + " " * len(match.group()) + masked[match.end() :]
    return re.sub(
        r"(?i)\b\d{1,3}\s?%\s?(?:\w+\s){0,3}?(?:vest\w*|cliff|per (?:quarter|month) vest\w*|(?:on|at|after) (?:the "
        r")?(?:first|one)[\s-]?(?:year)?)\b"
        r"|\b25\s?%\s?(?:per|each|a|every) year|(?<=remaining )\d+%|\b1/(?:48|36|16|12|4)(?:th)?\b",
        lambda m: " " * len(m.group()),
        masked,
    ), tuple(found)


def made_of(items: list[Item], text: str, vestings: tuple[tuple[int, ...], ...]) -> OfferReading:
    """The offer that labelled figures of a text make."""
    built = _build(items, text, ("mine", ""), vestings, None)
    return _reading({("mine", ""): built}, None, None)


def _owns_vesting(key: tuple[str, str], groups: dict[tuple[str, str], list[Item]]) -> bool:
    """The schedule belongs to the user's own offer; to another's only where theirs is the only one."""
    return key[0] == "mine" or (not any(k[0] == "mine" for k in groups) and key[0] == "other")


def _take_terms(draft: _Draft, text: str, vestings: tuple[tuple[int, ...], ...], key: tuple[str, str]) -> None:
    values = draft.values
    if key[0] not in ("mine", "other"):
        return
    if vestings and any(part in values for part in ("equity", "equity_count", "equity_percent")):
        if vestings[0]:
            values["vesting"] = vestings[0]
        else:
            draft.aloud.append("I read the vesting as equal yearly parts")
        values.setdefault("equity_years", len(vestings[0]) or None)
    if "equity" in values and not values.get("equity_years") and not values.get("equity_per_year"):
        stated = _VEST_YEARS.search(text)
        if stated:
            values["equity_years"] = _span_of_years(stated.group("a") or stated.group("b") or stated.group("c"))
        elif over := re.search(r"\d[kK]?\s?/\s?([3-6])(?![\d/]|[.,]\d|\s?[kK%])", text):
            values["equity_years"] = int(over.group(1))
        elif _EVEN.search(text) and "25" in _EVEN.search(text).group():  # type: ignore[union-attr]
            values["equity_years"] = 4
    if key[0] == "mine" and (deadline := _DEADLINE.search(text)):
        values["deadline"] = deadline.group("when") or deadline.group("day")


def _span_of_years(word: str) -> int | None:
    """How many years a digit or a word says; none for "0 years"."""
    return (int(word) if word.isdigit() else _NUMBER_WORDS[word.lower()]) or None


def _of_equity(text: str, vestings: tuple[tuple[int, ...], ...]) -> Offer | None:
    """Terms stated alone in a later message ("it vests 40/30/20/10", "over 4 years")."""
    years = _VEST_YEARS.search(text) or re.search(
        r"(?i)\b(?:over|across|for) (?P<a>\d|two|three|four|five|six)(?P<b>)[\s-]?(?:years?|yrs?)\b", text
    )
    deadline = _DEADLINE.search(text)
    if vestings and vestings[0]:
        return Offer(vesting=vestings[0], equity_years=len(vestings[0]))
    if years:
        word = years.group("a") or years.group("b") or years.groupdict().get("c") or "4"
        return Offer(equity_years=_span_of_years(word))
    return Offer(deadline=(deadline.group("when") or deadline.group("day"))) if deadline else None


# Currencies by place, for amounts written without one.


def _region_currency(text: str) -> str | None:
    found = currencies_said(text)
    return next(iter(found)) if len(found) == 1 else None


# The reading as a whole.


def _reading(built: dict[tuple[str, str], _Built], known: Offer | None, terms: Offer | None) -> OfferReading:
    def one(role: str) -> Offer | None:
        found = [b.offer for key, b in built.items() if key[0] == role and not b.offer.empty]
        return found[0] if found else None

    mine = one("mine")
    offer = merged(known, mine) if mine else known
    if terms is not None and known is not None and mine is None:
        offer = merged(known, terms)
    others = tuple(b.offer for key, b in built.items() if key[0] == "other" and not b.offer.empty)[:MOST_LISTED]
    doubts = tuple(d for key, b in built.items() if key[0] in ("mine", "other") for d in b.doubts)
    aloud = tuple(dict.fromkeys(a for b in built.values() for a in b.aloud))
    fresh = mine is not None or offer is not known
    return OfferReading(offer, others, one("asked"), one("floor"), one("current"), doubts, aloud, fresh)


def merged(known: Offer | None, new: Offer) -> Offer:
    """The known offer with what is newly said in its place; another currency makes it a new offer."""
    if known is None or (known.currency and new.currency and known.currency != new.currency and new.base is not None):
        return new
    stated = {name: getattr(new, name) for name in new.model_fields_set if getattr(new, name) not in (None, (), False)}
    stated.pop("said", None)
    said = dict(known.said) | dict(new.said)
    if "equity" in stated and "vesting" not in stated and "equity_years" not in stated and new.equity_per_year:
        stated["equity_years"] = None
    if "bonus_amount" in stated:
        stated["bonus_percent"] = stated.get("bonus_percent")
    return known.model_copy(update=stated | {"said": tuple(said.items())})
