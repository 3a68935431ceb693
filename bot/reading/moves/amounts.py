"""The amounts of a line: what the grammar finds, what each could be against the table, and the line without them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.reading.moves.table import MONEY, OnTable
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon import amounts as lexicon
from ingest.lexicon.phrases import Rules, beside

_said = beside(__file__, "words")

MOST = 24
"""Amounts looked at in one line; an offer of three packages has half as many."""

_DIGIT = {word: value for word, value in lexicon.units().items() if value < 10} | {"oh": 0, "o": 0}
_ONE = lexicon.number_words(1, 9)
_SPOKEN = re.compile(
    rf"\b(?:a[ -](?=(?:{_ONE})[ -]))?({_ONE})[ -]({_ONE}|oh|o|zero)[ -]({_ONE}|zero|oh)\b(?![ "
    rf"-](?:{_ONE}|hundred|thousand))",
    re.IGNORECASE,
)
"""Digits said one by one: "two-oh-five", "one five zero"."""
_AND_FIVE = re.compile(
    rf"\b(?:({_ONE})[ -])?({'|'.join(lexicon.tens())})[ -]({_ONE})[ -]five\b(?![ -](?:hundred|thousand|days|weeks|"
    r"months|years|per ?cent))",
    re.IGNORECASE,
)
"""Thousands with five hundreds behind them: "one forty two five"."""
_MIL = re.compile(r"\b(\d{1,3}(?:[.,]\d{1,2})?) ?mil\b", re.IGNORECASE)
_ARTICLE = re.compile(rf"\b(an? )(?=(?:{_ONE})[ -](?:{'|'.join(lexicon.tens())}|hundred|oh)\b)", re.I)
_MIDDLE = _said("middle")
"""The one amount that people ask for without a number: "meet me halfway"."""
_TIMES = re.compile(
    r"\b(?:(?P<two>double|twice|doubled)|(?P<three>triple|treble|tripled)|(?P<half>half (?:as (?:much|many) )?again|"
    r"(?:one|1) and a half times)|(?P<n>\d(?:\.\d{1,2})?) ?(?:x\b|times\b|-fold\b))(?![ -]?(?:check|digits?|down|"
    r"taxed|edged|a (?:week|month|year|day)\b|(?:per|each|every) ))",
    re.IGNORECASE,
)
"""Amounts said as a multiple of what stands: "double it", "half again as many", "1.5 times the stock"."""
_ANCHOR = Rules(_said, ("top", "center"))
"""Amounts said by the band: "the top of your range", "around the middle of it"."""
_LEAD_BEFORE = _said("starts_with")
_LEAD_AFTER = _said("in_front")
"""Numbers that say only how a figure begins: "something with a 14 in front", "it should start with a five"."""
_DAYS = re.compile(r"(\d{1,2})[ -]?(days?|weeks?)", re.IGNORECASE)
_A_MONTH = _said("month")
"""Says that an amount is per month, where a word stands between: "500 more a month"."""
_OVER = _said("over")
_HALF = re.compile(r"\b(\d{1,3}) and a half\b(?! (?:times|years?|months?|weeks?|days?|hours?))", re.IGNORECASE)
_UNIT = _said("unit")
_COUNTED = re.compile(
    r" (?!(?:shares|units|options|rsus|bucks|dollars|euros|pounds|lakhs|francs|crowns|kroner|rupees|plus|less|as|is|"
    r"was|vs|versus|unless|this|has|does|across|yes|thanks|points|percents?|days|weeks)\b)[a-z]{3,}s\b",
    re.IGNORECASE,
)
"""Things that are counted: "two cats"; no money follows so small a number that way."""
_TIME_OFF = _said("time_off")


@dataclass(frozen=True, slots=True)
class LineAmount:
    """One number of a line. start, end: its place in the text; low, high: as written, whole units where scaled.

    unit: the word counted, "" for money or a bare number. middle: no number, but the middle of ask and offer; times:
    no number, but that multiple of what stands. lead: only how the figure begins. anchor: no number, but the "top" or
    the "center" of the band.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    scaled: bool = False
    percent: bool = False
    shares: bool = False
    currency: str | None = None
    period: str | None = None
    years: int | None = None
    unit: str = ""
    middle: bool = False
    times: Decimal = Decimal(0)
    lead: bool = False
    anchor: str = ""


def spoken(text: str, currency: str = "") -> str:
    """The text with digits said one by one as a number, and "mil" as thousands where a currency is counted so; every
    other character stays."""

    def number(match: re.Match[str]) -> str:
        return "".join(str(_DIGIT[match.group(n).lower()]) for n in (1, 2, 3))

    def and_five(match: re.Match[str]) -> str:
        tens = lexicon.tens()[match[2].lower()] + _DIGIT[match[3].lower()]
        return f"{_DIGIT[match[1].lower()] if match[1] else ''}{tens}.5"

    if currency in lexicon.listed("thousand_mil"):
        text = _MIL.sub(r"\1k", text)
    return _HALF.sub(r"\1.5", _ARTICLE.sub("", _SPOKEN.sub(number, _AND_FIVE.sub(and_five, text))))


COUNTED = 20
"""Up to here a number before a noun counts things."""


def amounts(text: str) -> tuple[LineAmount, ...]:
    """Every amount of a text that `spoken` has gone over, in order."""
    told = mentions(text)
    found = [_amount(one, text) for one in told if one.kind != "date" and not _counts_nothing(one, text)]
    found += [
        LineAmount(one.start, one.start + m.end(1), Decimal(m[1]), Decimal(m[1]), unit=m[2].lower())
        for one in told
        if one.kind == "date" and (m := _DAYS.match(one.text))
    ]
    multiples = [LineAmount(m.start(), m.end(), Decimal(0), Decimal(0), times=_times(m)) for m in _TIMES.finditer(text)]
    found = multiples + [one for one in found if not _within(one.start, one.end, multiples)]
    found += [
        LineAmount(m.start(), m.end(), Decimal(0), Decimal(0), anchor=rule.name)
        for rule in _ANCHOR.rules
        for m in rule.every(text)
        if not _within(m.start(), m.end(), found)
    ]
    found += [
        LineAmount(m.start(), m.end(), Decimal(0), Decimal(0), middle=True)
        for m in _MIDDLE.every(text)
        if not _within(m.start(), m.end(), found)
    ]
    return tuple(sorted(found, key=lambda a: a.start)[:MOST])


def _within(start: int, end: int, found: Sequence[LineAmount]) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _times(match: re.Match[str]) -> Decimal:
    told = {"two": Decimal(2), "three": Decimal(3), "half": Decimal("1.5")}
    return Decimal(match["n"]) if match["n"] else next(told[name] for name in told if match[name])


def _counts_nothing(one: Mention, text: str) -> bool:
    return _is_year(one) or _is_pronoun(one) or _is_term(one, text) or _is_company(one, text)


_FOR = _said("for_people")


def _is_company(one: Mention, text: str) -> bool:
    """Whether a small number word counts who comes along: "relocation for four"."""
    small = bool(one.words) and not (one.scaled or one.currency) and one.low == one.high < 10
    ends = text[one.end : one.end + 1] in ",.;!?"
    return small and ends and bool(_FOR.ends(text[max(0, one.start - 12) : one.start]))


def _is_year(one: Mention) -> bool:
    return (
        not (one.scaled or one.currency or one.words)
        and one.low == one.high
        and 1990 <= one.low <= 2040
        and len(one.text.strip()) == 4
    )


def _is_pronoun(one: Mention) -> bool:
    """ "One small request": a word that counts nothing."""
    return one.words and one.kind == "plain" and one.low == one.high == 1


def _is_term(one: Mention, text: str) -> bool:
    """ "300 over four": the years of a grant, which are no amount."""
    small = one.kind == "plain" and not one.scaled and 2 <= one.low == one.high <= 6
    return small and bool(_OVER.ends(text[max(0, one.start - 12) : one.start]))


def _amount(one: Mention, text: str) -> LineAmount:
    bare = one.kind == "plain" and not one.scaled and not one.currency
    unit = _UNIT.starts(text, one.end) if bare else None
    if bare and not unit and one.low <= COUNTED:
        unit = _COUNTED.match(text, one.end)
    return LineAmount(
        one.start,
        one.end,
        one.low,
        one.high,
        scaled=one.scaled or one.low >= 1000,
        percent=one.kind == "percent"
        or text[one.end : one.end + 9].lower().startswith(("-percent", "-per cent", "-%")),
        shares=one.kind == "count",
        currency=one.currency,
        period=one.period or ("month" if _A_MONTH.starts(text, one.end) else None),
        years=one.years,
        unit=unit.group().strip(" -").lower() if unit else "",
        lead=_is_lead(one, text),
    )


def _is_lead(one: Mention, text: str) -> bool:
    if one.scaled or one.currency or one.kind != "plain" or not 1 <= one.low == one.high < 100:
        return False
    before, after = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 16]
    return bool(_LEAD_BEFORE.ends(before) or _LEAD_AFTER.starts(after))


def in_units(value: Decimal, amount: LineAmount, part: str, table: OnTable) -> Decimal:
    """A number in its part's whole units: a bare 95 is 95,000, or 95 lakh, where money is spoken of."""
    if amount.scaled or amount.percent or value >= 1000:
        return value
    if part == "pto":
        return value * 5 if amount.unit.startswith("week") else value
    if part == "bonus" and value <= 100:
        return value
    if is_by_month(amount, part, table) and value >= 100:
        return value
    if table.currency == "INR":
        return value * 100_000
    return value * 1000


def is_by_month(amount: LineAmount, part: str, table: OnTable) -> bool:
    """Whether an amount is told by the month of a part that is paid by the year."""
    return amount.period == "month" and table.period(part) == "year"


def _led(value: Decimal, now: Decimal) -> Decimal:
    """The least figure that begins with a number and is about what stands, or above it."""
    while value and value < now * Decimal("0.98"):
        value *= 10
    return value


def _levels(amount: LineAmount, part: str, table: OnTable, value: Decimal) -> Iterator[tuple[str, Decimal]]:
    """What one end of an amount comes to by each way of saying it."""
    now, asked = table.now(part), table.asked.get(part)
    if amount.middle:
        if asked is not None and now:
            yield "middle", (asked + now) / 2
        return
    if amount.anchor:
        yield from _anchored(amount.anchor, part, table)
        return
    if amount.percent and part != "bonus":
        yield "more", now * (100 + value) / 100
        return
    if amount.times:
        if now:
            yield "times", now * amount.times
        return
    if amount.lead and part in MONEY:
        if now:
            yield "at", _led(value, now)
        return
    whole = in_units(value, amount, part, table)
    yield "at", whole
    if is_by_month(amount, part, table):
        whole *= 12
    yield "plus", now + whole
    yield "minus", now - whole
    if asked is not None:
        yield "below", asked - whole
    if part in MONEY and not amount.scaled and value < 100 and now >= 100_000 and table.currency != "INR":
        yield "tail", now // 100_000 * 100_000 + value * 1000


def _anchored(anchor: str, part: str, table: OnTable) -> Iterator[tuple[str, Decimal]]:
    """What the top or the center of a part's band is, where the table knows it."""
    low, top = table.lows.get(part), table.tops.get(part)
    if anchor == "top" and top:
        yield "top", top
    if anchor == "center" and low and top:
        yield "center", (low + top) / 2


OPERATIONS = ("at", "plus", "minus", "below", "more", "tail", "middle", "times", "top", "center")
"""How a number leads to a level: it is the level, or what is added to the standing offer, taken from it or from the
earlier ask, a percentage on top, the end of a number whose hundreds go without saying, the middle, a multiple, or the
top or the center of the band."""


def level(amount: LineAmount, part: str, operation: str, table: OnTable) -> tuple[int | Decimal, int | Decimal] | None:
    """The level that an amount asks for in a part, low and high; None where the operation doesn't fit it."""
    lows, highs = (dict(_levels(amount, part, table, value)) for value in (amount.low, amount.high))
    if operation not in lows:
        return None
    low, high = sorted((lows[operation], highs[operation]))
    return (_tidy(low), _tidy(high)) if low >= 0 else None


def _tidy(value: Decimal) -> int | Decimal:
    return (
        int(value) if value == value.to_integral_value() else (value if value < 100 else int(value.to_integral_value()))
    )


_BINS = (
    Decimal("0.3"),
    Decimal("0.7"),
    Decimal("0.9"),
    Decimal(1),
    Decimal("1.05"),
    Decimal("1.15"),
    Decimal("1.35"),
    Decimal("1.8"),
)


def compared(amount: LineAmount, table: OnTable) -> Mapping[str, str]:
    """How an amount, taken as a level, compares with each part that stands or was asked: "=", or a bin of its ratio."""
    told: dict[str, str] = {}
    if amount.middle or amount.percent or amount.shares or amount.times or amount.anchor:
        return told
    for part in ("base", "equity", "signing", "relocation", "total"):
        whole = _led(amount.low, table.now(part)) if amount.lead else in_units(amount.low, amount, part, table)
        if is_by_month(amount, part, table):
            whole *= 12
        if part in table.asked and whole == table.asked[part]:
            told[f"asked-{part}"] = "="
        now = table.now(part)
        if now:
            told[part] = "=" if whole == now else str(sum(whole / now > edge for edge in _BINS))
    return told


def mask(amount: LineAmount, table: OnTable) -> str:
    """The word that stands for an amount in the features: what it is by the table, never which number."""
    if amount.middle or amount.times or amount.anchor:
        return "<times>" if amount.times else f"<{amount.anchor or 'middle'}>"
    if amount.percent:
        return "<percent>"
    if amount.shares:
        return "<shares>"
    if amount.unit:
        return "<n>"
    told = compared(amount, table)
    for name in ("asked-base", "base", "asked-equity", "equity", "asked-signing", "signing"):
        if told.get(name) == "=":
            return f"<{name}>"
    if "base" in told:
        at = int(told["base"])
        return (
            "<little>"
            if at == 0
            else "<less>"
            if at <= 1
            else "<under>"
            if at <= 3
            else "<over>"
            if at <= 6
            else "<much>"
        )
    return "<amount>"


def masked(text: str, found: tuple[LineAmount, ...], table: OnTable, here: int = -1) -> str:
    """The text with every amount as its mask; the one at index `here` as <this>."""
    pieces, at = [], 0
    for index, one in enumerate(found):
        pieces += [text[at : one.start], " <this> " if index == here else f" {mask(one, table)} "]
        at = one.end
    return " ".join("".join([*pieces, text[at:]]).split())


def about_time_off(text: str, one: LineAmount) -> bool:
    """Whether a count of days or weeks stands beside words for time off."""
    return one.unit.startswith(("day", "week")) and bool(_TIME_OFF.search(text))
