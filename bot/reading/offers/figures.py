"""The pay figures of a text: which numbers are pay, and which part of it, by the words beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.offers.alike import measured, stands_alone
from bot.reading.offers.vesting import without_vesting
from bot.reading.stretches import since
from bot.reading.terms import MOST_MONEY
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words", {"bare": r"(?<![$€£₹¥])", "apart": r"(?=\s*(?:$|[,;.+&/)]|and\b|bonus))"})


@dataclass(frozen=True, slots=True)
class Figures:
    """The pay figures of a text, found once. masked: the text with schedules of vesting blanked out; vestings: these.

    noise: numbers that the words beside them give to something else than pay ("a series B of 12M", "150k at a series
    B", "48h"), or to nothing.
    whole: False where the text holds more than MOST_FIGURES numbers, and only the first were looked at."""

    text: str
    masked: str
    vestings: tuple[tuple[int, ...], ...]
    items: "tuple[OfferFigure, ...]"
    whole: bool = True
    noise: "tuple[OfferFigure, ...]" = ()


def figures_of(text: str, numbers: Sequence[Mention] | None = None) -> Figures:
    """The pay figures of a text. numbers: the amounts in it, where somebody has read them already."""
    masked, vestings = without_vesting(text)
    items, whole = _items(text, masked, mentions(text, 2 * MOST_FIGURES) if numbers is None else numbers)
    noise = tuple(replace(item, component="", labelled=False) for item in items if item.component == "noise")
    pay = tuple(item for item in items if item.component != "noise")
    return Figures(text, masked, vestings, pay, whole, noise)


MOST_FIGURES = 100
"""Numbers of a text that are sorted into offers; the longest real letters hold a few dozen."""

AROUND = 240
"""Characters beside a number in which its label stands."""


@dataclass(frozen=True, slots=True)
class OfferFigure:
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

_LABELS = tuple(map(_said, ("noise", "signing", "refresher", "total", "equity", "bonus", "base")))
"""The labels of figures; of two equally near ones the earlier counts."""
_UNITS = _said("units")
_TIGHT_BEFORE = _said("filler_before")
_SIGNS_BEFORE, _SIGNS_AFTER = r"\s:=~≈(*_|\-–—>#,", " \t\n~(*_/-–—%"
"""What may stand between a figure and its label."""
_SEPARATOR = re.compile(r"[,;\n•|+/]|(?<!\d)\.(?=\s)|\b(?:and|plus|with|&|then|but|while)\b", re.IGNORECASE)
_SPAN_OF_YEARS = _said("by_the_year")
_NOT_PAY_AFTER = _said("counted")
_NOT_PAY_BEFORE = _said("numbered")
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
_THINGS = _said("things")
_A_CHANGE = _said("a_change")
_A_CHANGE_OF = _said("a_change_of")


def _shown(text: str, hidden: str, numbers: Sequence[Mention]) -> Iterator[Mention]:
    """The numbers that nothing of is hidden, and what is left of those that a hidden stretch cuts into."""
    for one in numbers:
        left = hidden[one.start : one.end]
        if left == text[one.start : one.end]:
            yield one
        elif left.strip():
            yield from (replace(m, start=m.start + one.start, end=m.end + one.start) for m in mentions(left))


def _items(text: str, masked: str, numbers: Sequence[Mention]) -> tuple[list[OfferFigure], bool]:
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
    context = _SPAN_OF_YEARS.blanked(hidden)
    granted = {start for start, end in spans if _said("over_years").alone(context[start:end])}
    for start, end in spans:
        if start in granted:
            # "360/4 RSU": the label behind the years is the amount's.
            context = context[:start] + " " * (end - start) + context[end:]
    items: list[OfferFigure] = []
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
        if mention.kind == "plain" and mention.low >= 10 and _UNITS.starts(hidden, mention.end):
            mention = replace(mention, kind="count")
        if not component and _LABELS[0].search(since(hidden[max(0, mention.start - 60) : mention.start], ".\n")):
            component = "noise"
        if at is not None:
            used.add(at)
        item = OfferFigure(mention, component, at is not None, before, after, hidden[mention.end : mention.end + 48])
        if not _is_pay(item, hidden, likened=mention.end in alike and stands_alone(item.rest)):
            item = replace(item, component="noise")
        if item.component != "noise" or 0 <= mention.low <= MOST_MONEY:
            items.append(item)
    return items, whole


def _label(before: str, after: str, left: int, right: int, used: set[int]) -> tuple[str, int | None]:
    """The component named nearest: in front ("base: 245k"), behind ("245k base"), or loosely in the same item."""
    cut = max((m.end() for m in _SEPARATOR.finditer(before)), default=0)
    stop = min((m.start() for m in _SEPARATOR.finditer(after)), default=len(after))
    options: list[tuple[int, int, str, int]] = []
    for order, label in enumerate(_LABELS):
        component = label.name
        for match in label.every(before):
            if left + match.start() in used:
                continue
            gap = before[match.end() :]
            tight = _TIGHT_BEFORE.only(gap, _SIGNS_BEFORE) and (match.end() > cut or ":" in gap or not gap.strip())
            if tight or match.start() >= cut:
                options.append((0 if tight else 3, len(gap) * 10 + order, component, left + match.start()))
        for match in label.every(after[:stop]):
            gone = _said("left_out").ends(after[: match.start()].rstrip())
            if not gone and not _said("heading").starts(after[match.end() :]):
                rank = 2 if after[: match.start()].strip(_SIGNS_AFTER) else 1
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
    return stated or bool(_said("over").ends(gap))


def _is_numbered(before: str) -> bool:
    """Whether the words in front make a bare number one of something or a date; the "on" of "sign-on 150" doesn't."""
    found = _NOT_PAY_BEFORE.ends(before)
    if found is None:
        return False
    of_label = (one for label in _LABELS[1:] for one in label.every(before))
    return not any(one.start() < found.start() < one.end() for one in of_label)


def _is_pay(item: OfferFigure, text: str, *, likened: bool = False) -> bool:
    """likened: a full figure beside it gives a bare one its measure."""
    mention = item.mention
    by_the_hour = mention.rate is not None
    if item.component == "noise" or mention.low < 0 or mention.high > MOST_MONEY:
        return False
    if _THINGS.starts(item.rest):
        return False
    if _A_CHANGE.starts(item.after) or _A_CHANGE_OF.ends(item.before):
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
    if _NOT_PAY_AFTER.starts(text[mention.end : mention.end + 60]) or _is_numbered(bare_before):
        return item.labelled and mention.low >= 10_000
    if 1900 <= mention.low <= 2100 and "," not in mention.text:
        return False
    floor = 5 if item.component in ("signing", "refresher", "bonus") else 20
    return likened or mention.low >= floor
