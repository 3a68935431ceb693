"""An amount that a model proposes: "{ask 129000 base}" for words to send, "{accept 182000 base}" to say yes at.

It is advice and no fact. It stands where it lies between what is offered and the most that a guide, an advert, the
person or the usual share over the offer speaks for; anything else is refused with those bounds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bot.coach.asks import WIDER
from bot.model.mentions import Dimension, lengths, parts_in
from bot.model.order import Mismatch
from bot.model.own import ACCEPT
from bot.model.relate import Value, fitted, value_of
from bot.model.sheet import FactSheet, SheetFact
from bot.wording import money, percent
from ingest.amounts.numbers import mentions

PROPOSED = re.compile(r"\{\s*(ask|accept)\s+([^{}]{1,40}?)\s*\}")
PARTS = ("base", "equity", "signing", "bonus", "total")
_ASK = "to ask for"
_FOREIGN = 2
"""How many times what is offered a number of the person's own may come to and still speak for an ask."""
_THOUSAND, _LAKH, _MONTHS = 1_000, 100_000, 12


@dataclass(frozen=True, slots=True)
class AskBound:
    """An amount that speaks for an ask up to it. why: in words, for the model."""

    amount: Decimal
    why: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskBounds:
    """What may be asked for of a part: from low, up to the highest of tops. unit: its currency and period. offered:
    low is what they offer, which nobody asks for."""

    part: str
    low: AskBound
    tops: Sequence[AskBound]
    unit: Value
    years: int | None = None
    offered: bool = False

    @property
    def most(self) -> AskBound:
        return max(self.tops, key=lambda one: one.amount)

    def by_month(self) -> "AskBounds":
        """The same for a month of it."""
        low, *tops = (replace(one, amount=(one.amount / _MONTHS).to_integral_value()) for one in (self.low, *self.tops))
        return replace(self, low=low, tops=tops)

    def said(self, amount: Decimal) -> str:
        """An amount as it is rendered."""
        if self.unit.currency == "%":
            return percent(amount)
        return money(int(amount) if amount == int(amount) else amount, None, self.unit.currency)

    def told(self) -> dict[str, Any]:
        """What the model is shown of it."""
        return {"part": self.part, "from": f"{self.said(self.low.amount)}, {self.low.why}",
                "to": f"{self.said(self.most.amount)}, {self.most.why}"}  # fmt: skip


def with_ids(sheet: FactSheet, text: str) -> str:
    """A sentence with every proposed amount as an id of the sheet. Raises Mismatch for one outside its bounds."""
    return PROPOSED.sub(lambda match: f"{{{_proposed(sheet, match[1], match[2])}}}", text)


def bounds(sheet: FactSheet) -> list[dict[str, Any]]:
    """The bounds of each part that has some, for the model."""
    return [found.told() for part in PARTS if (found := bounds_of(sheet, part))]


def _proposed(sheet: FactSheet, how: str, written: str) -> str:
    """The id that a proposed amount has from now on."""
    use = ACCEPT if how == "accept" else _ASK
    if lasting := [key for _, key in lengths(written)]:
        return sheet.propose(_time(sheet, lasting[0], written, use))
    found = [one for one in mentions(written) if one.kind in ("money", "percent", "plain")]
    if len(found) != 1:
        raise Mismatch(f"{{{how} {written}}} is written {{{how} 129000 base}}: one number and its part")
    one = found[0]
    behind_it = parts_in(written[one.end :])
    # As PARTS has it, or in a person's own word for it ("sign-on"); "total" alone is no name of a part in prose.
    named = [word for word in written.lower().split() if word in PARTS]
    named += [next(iter(name.keys)) for name in behind_it if name.dimension == "component"]
    part, for_ = named[0] if named else "base", " for" if how == "ask" else ""
    known = bounds_of(sheet, part)
    if known is None:
        raise Mismatch(f"nothing says how much to {how}{for_} in {part}: leave the amount out, or ask for their range")
    code = "%" if one.kind == "percent" else one.currency
    # Where people are paid by the month they ask by the month; its bounds are a year's.
    monthly = known.unit.period == "year" and any("month" in name.keys for name in behind_it)
    times = _MONTHS if monthly else 1
    value = _in_unit(Value(one.low * times, one.high * times, code, ""), known.unit)
    least = known.low.amount
    low = value is not None and (value.low < least or (use == _ASK and known.offered and value.high == least))
    if value is None or low or value.high > known.most.amount:
        told = known.told() if not monthly else known.by_month().told()
        raise Mismatch(f"what to {how}{for_} in {part} lies above {told['from']}, and up to {told['to']}")
    behind = min((top for top in known.tops if top.amount >= value.high), key=lambda top: top.amount)
    about: dict[Dimension, str] = {"component": part, "period": "month" if monthly else known.unit.period}
    low_end, high_end = known.said(value.low / times), known.said(value.high / times)
    text = low_end if low_end == high_end else f"{low_end}–{high_end}"
    return sheet.propose(SheetFact("", "told", text, about, use=use, years=known.years, cites=behind.cites))


def _time(sheet: FactSheet, key: tuple[Decimal, str], written: str, use: str) -> SheetFact:
    """So many days, weeks or months, between the fewest and the most that a fact or the person has of them."""
    number, unit = key
    held = [value for text in sheet.material() for _, (value, one) in lengths(text) if one == unit]
    if not held or not min(held) <= number <= max(held):
        told = f" They lie between {min(held)} and {max(held)}." if held else ""
        raise Mismatch(f"{written!r} is no number of {unit}s that a fact or the person speaks for.{told}")
    return SheetFact("", "told", written, use=use)


def bounds_of(sheet: FactSheet, part: str) -> AskBounds | None:
    """What may be asked for of a part; None where nothing speaks for an amount."""
    mine = next((item for item in sheet.items.values() if item.kind == "own" and _part(item) == part), None)
    unit = _unit(sheet, part, mine)
    if unit is None:
        return None
    tops = list(_speaking(sheet, part, unit))
    low = AskBound(unit.low, "which is offered")
    if mine is not None:
        tops += _usual(sheet, part, unit)
    elif part == "signing":
        low = AskBound(Decimal(0), "as none is offered")
    else:
        low = AskBound(min([unit.low, *(top.amount for top in tops)]), "the least that is known")
    if part == "signing":
        tops += _gap(sheet, low)
    offered = mine is not None or part == "signing"
    wished = any(item.use and _part(item) == part for item in sheet.items.values())
    if not offered and not wished and len({top.amount for top in tops}) < 2:
        return None  # a single amount bounds nothing
    tops = [top for top in tops if top.amount > low.amount or not offered]
    return AskBounds(part, low, tops, unit, mine.years if mine else None, offered) if tops else None


def _unit(sheet: FactSheet, part: str, mine: SheetFact | None) -> Value | None:
    """What an ask is measured by: what is offered of the part, or what a guide, an advert or the person has of it."""
    if mine is not None:
        return value_of(mine)
    for item in sheet.items.values():
        value = value_of(item)
        if value is not None and _part(item) == part and item.use != ACCEPT:
            own = value.currency in (None, "%", sheet.currency) or sheet.currency is None
            if own and _sized(item, value):
                return value
    if part == "signing" and (base := bounds_of(sheet, "base")):
        return Value(base.low.amount, base.low.amount, base.unit.currency, "once")
    case = sheet.case
    pays = [case.offered, case.wanted, case.before, case.now] if case is not None else []
    pay = next((one for one in pays if one is not None and one.part == part), None)
    return Value(Decimal(pay.amount), Decimal(pay.amount), pay.currency, pay.per) if pay is not None else None


def _speaking(sheet: FactSheet, part: str, unit: Value) -> Iterator[AskBound]:
    """The amounts of guides, adverts and the person that speak for an ask; what is offered of another part doesn't."""
    terms = [item for item in sheet.items.values() if item.kind == "own" and _part(item) != part]
    others = [value for item in terms if (value := value_of(item))]
    for item in sheet.items.values():
        value = value_of(item)
        if value is None or item.use == ACCEPT or not _sized(item, value) or not _speaks(item, part, sheet):
            continue
        if item.kind == "told" and any(other.low == value.low for other in others):
            continue
        as_theirs = _in_unit(value, unit) if part == "signing" else fitted(value, unit, sheet.currency)
        if as_theirs is None or (item.kind == "told" and _beyond(item, as_theirs, part, unit, sheet)):
            continue
        why = item.why or ("which the guide has" if item.figure else "which they wrote" if item.raw else "a sum")
        yield AskBound(as_theirs.high, f"{why} ({item.text})", item.cites if _of_theirs(item, sheet) else ())


def _of_theirs(item: SheetFact, sheet: FactSheet) -> bool:
    """Whether what a guide says is of the company that they talk with, so that it may be cited for their ask."""
    subjects = sheet.question.subjects if sheet.question else ()
    named = {sheet.displays.get(one.company or "", "") for one in subjects}
    named |= {one.about.get("company", "") for one in sheet.items.values() if one.kind == "own"}
    return item.figure is None or item.about.get("company") in named


def _beyond(item: SheetFact, value: Value, part: str, unit: Value, sheet: FactSheet) -> bool:
    """Whether a number of theirs is too large to be of the part."""
    if part != "signing":
        return value.high > _FOREIGN * unit.high and not _part(item)
    base = _unit(sheet, "base", None)
    return base is None or value.high * _FOREIGN > base.low


def _speaks(item: SheetFact, part: str, sheet: FactSheet) -> bool:
    """Whether an amount may speak for an ask of a part; what they leave behind speaks for a signing bonus."""
    read = sheet.read_as(item)
    if read is not None and read.unit == "shares":
        return False  # how many, and not what they are worth
    own = (read.part if read else None) or _part(item)
    if part == "signing" and item.kind == "told":
        return own not in ("base", "total")
    if item.how and not item.of:
        return own == part  # of an earlier answer; what it was a sum of is forgotten
    of = {_part(sheet.items[id_]) for id_ in item.of if id_ in sheet.items} - {"", "bonus"}
    return own == part or (item.kind == "told" and not own and part == "base" and of <= {part})


def _sized(item: SheetFact, value: Value) -> bool:
    """Whether it is surely an amount of money or a percentage: written with its currency, scale, period or part, or as
    a range; a bare number may count anything."""
    if item.figure is not None or item.kind == "own" or item.use:
        return True
    if item.how:
        return not item.assumed
    written = [one for one in mentions(item.text) if one.kind != "date"]
    scaled = any(one.scaled for one in written)
    return bool(value.currency or scaled or item.part or value.low != value.high)


def _usual(sheet: FactSheet, part: str, unit: Value) -> list[AskBound]:
    """The playbook's share over what is offered; equity, which has the widest room, may be asked for twice as much."""
    times = {"base": 1, "total": 1, "equity": WIDER}.get(part, 0)
    share = sheet.usual_share * times
    if not share or unit.currency == "%":
        return []
    over = [AskBound(_raised(unit.low, share), f"{share}% over it, as is usual", sheet.usual_cites)]
    now = sheet.case.now if sheet.case is not None and part == "base" else None
    if now is not None and (now.currency or unit.currency, now.per) == (unit.currency, unit.period):
        # Whoever is paid more today asks for a step over that.
        over.append(AskBound(_raised(Decimal(now.amount), share), f"{share}% over their pay of today"))
    return over


def _raised(amount: Decimal, share: int) -> Decimal:
    return (amount * (100 + share) / 100).to_integral_value()


def _gap(sheet: FactSheet, low: AskBound) -> list[AskBound]:
    """A year of what base may rise by, which a signing bonus may stand for beside what is offered of it."""
    if (base := bounds_of(sheet, "base")) is None:
        return []
    more = base.most.amount - base.low.amount
    return [AskBound(low.amount + more, "a year of what base may rise by", base.most.cites)] if more else []


def _in_unit(value: Value, unit: Value) -> Value | None:
    """The value in a unit; a bare number below a thousand is told in thousands, or lakhs, beside one that isn't."""
    if (value.currency == "%") != (unit.currency == "%"):
        return None
    if value.currency and unit.currency and value.currency != unit.currency:
        return None
    short = value.currency != "%" and unit.period in ("year", "grant", "once", "") and value.high < _THOUSAND
    times = 1 if not short or unit.high < _THOUSAND else _LAKH if unit.currency == "INR" else _THOUSAND
    return Value(value.low * times, value.high * times, unit.currency, unit.period)


def _part(item: SheetFact) -> str:
    return item.about.get("component") or item.part
