"""The parts on the table: what the guide's band and the person's own offer make of them."""

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Literal, cast

from bot.practice.scenario import PARTS, YEARS, Part, PartName
from bot.reading.terms import Offer
from ingest.amounts.types import Range
from ingest.guide.types import Band, Component, Guide, Source


def between(draws: random.Random, ends: tuple[int, int]) -> int:
    """One draw in thousandths; every difficulty takes the same draw, so that harder is harder seed by seed."""
    low, high = ends
    return low + int(draws.random() * (high - low))


def base_of(band: Band) -> Range | None:
    """The band's base salary where it is money by the year or month; None else."""
    amount = band.base.amount if band.base and band.base.period in (None, "year", "month") else None
    return amount if amount is not None and 0 < amount.bottom <= amount.top else None


def bonus_of(band: Band, currency: str) -> tuple[str, int, int]:
    """How the fixed bonus reads, basis points of base in costs, and an amount per year in costs."""
    bonus = band.bonus
    if bonus is None:
        return "not stated in the guide", 0, 0
    if bonus.percent is not None:
        low, high = bonus.percent.low, bonus.percent.high
        middle = (low + high) / 2
        return f"{_percent(middle)} of base a year", int(middle * 100), 0
    if bonus.amount is not None and bonus.amount.currency == currency:
        middle_amount = (bonus.amount.bottom + bonus.amount.top) // 2
        return f"{middle_amount:,} {currency} a year", 0, middle_amount
    return ("none" if bonus.state == "none" else bonus.source.text.strip() or "not in figures"), 0, 0


def _percent(value: Decimal) -> str:
    text = f"{value:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def parts_of(
    band: Band, guide: Guide, currency: str, bonus_bp: int, opening: int, draws: random.Random
) -> Iterable[Part]:
    """The parts in the order they are spoken of. opening: thousandths of the base band at which the recruiter opens;
    bonus_bp: basis points of base that its bonus adds to what a unit of base costs."""
    base = base_of(band)
    assert base is not None and band.base is not None
    yield _base(band.base, base, bonus_bp, opening)
    equity = _equity(band, currency)
    if equity is not None:
        yield _grant(*equity, between(draws, (max(0, opening - 60), opening + 60)))
    yearly_base = Range(base.bottom * 12, base.top * 12, currency) if band.base.period == "month" else base
    yield _signing(band, guide, currency, yearly_base)
    refresher = _refresher(*equity) if equity is not None else None
    if refresher is not None:
        yield refresher
    moved = stepped(yearly_base.bottom * 40 // 1000, _step(yearly_base.bottom * 40 // 1000, 50))
    step = _step(yearly_base.bottom * 40 // 1000, 100)
    how = "a rehearsal figure: 4 % of the base band's low end"
    yield Part("relocation", "relocation", "once", None, 0, moved, 0, 1000, step, band.base.source, how)


def _base(stated: Component, amount: Range, bonus_bp: int, opening: int) -> Part:
    monthly = stated.period == "month"
    weight = YEARS * (12 if monthly else 1) * (10_000 + bonus_bp) // 10
    how = "derived from another region" if stated.derived else ""
    return _part(
        "base", "base salary", "month" if monthly else "year", None, amount, opening, weight, _step(amount.top, 7),
        stated.source, how,
    )  # fmt: skip


def _grant(stated: Component, amount: Range, period: Literal["year", "grant"], years: int | None, share: int) -> Part:
    """The equity, opened at so many thousandths of its band."""
    weight = 1000 * YEARS if period == "year" else 1000 * YEARS // max(years or YEARS, YEARS)
    how = "twelve times what the guide states by the month" if stated.period == "month" else ""
    label = f"{stated.kind or 'equity'}"
    return _part("equity", label, period, years, amount, share, weight, _step(amount.top, 20), stated.source, how)


def _refresher(stated: Component, amount: Range, period: Literal["year", "grant"], years: int | None) -> Part | None:
    """A yearly grant on top from the second year on; None where nothing of the kind is granted anew."""
    yearly = amount.top if period == "year" else amount.top // (years or YEARS)
    high = stepped(yearly * 350 // 1000, _step(yearly, 20))
    if stated.kind in ("profit sharing", "carry", "phantom") or not high:
        return None
    how = "a rehearsal figure: 35 % of a year of the equity band's high end"
    return Part(
        "refresher", "yearly refresher", "year", None, 0, high, 0, 1000 * (YEARS - 1), _step(high, 50), stated.source,
        how,
    )  # fmt: skip


def _part(
    name: PartName,
    label: str,
    period: Literal["year", "month", "grant", "once"],
    years: int | None,
    amount: Range,
    share: int,
    weight: int,
    step: int,
    source: Source,
    how: str = "",
) -> Part:
    opening = stepped(amount.bottom + (amount.top - amount.bottom) * share // 1000, step)
    opening = min(max(opening, amount.bottom), amount.top)
    return Part(name, label, period, years, amount.bottom, amount.top, opening, weight, step, source, how)


def _equity(band: Band, currency: str) -> tuple[Component, Range, Literal["year", "grant"], int | None] | None:
    """The equity part in money of the scenario's currency; None when there is none, or only a count."""
    equity = band.equity
    if equity is None or equity.amount is None or equity.amount.top <= 0:
        return None
    amounts = (equity.amount, *equity.also)
    amount = next((a for a in amounts if a.currency == currency and a.low <= a.high), None)
    if amount is None:
        return None
    if equity.period == "year":
        return equity, amount, "year", None
    if equity.period == "month":
        return equity, Range(amount.bottom * 12, amount.top * 12, currency), "year", None
    return equity, amount, "grant", equity.years or YEARS


def _signing(band: Band, guide: Guide, currency: str, base: Range) -> Part:
    """The signing bonus: as the guide states it, as its strategy asks for it, else a share of the base a year."""
    stated = band.signing
    if stated and stated.amount and stated.amount.currency == currency and stated.amount.top > 0:
        return _at_once(stated.amount.bottom, stated.amount.top, stated.source)
    for strategy in guide.strategies:
        for ask in strategy.signing:
            fits = ask.amount is not None and ask.amount.currency == currency
            if fits and ask.amount and base.bottom // 50 <= ask.amount.top <= base.top // 2:
                return _at_once(0, ask.amount.top, strategy.source, "what the guide's strategy asks for")
    source = band.base.source if band.base else strategy_source(guide)
    share = base.bottom * 120 // 1000
    high, how = stepped(share, _once_step(share)), "a rehearsal figure: 12 % of the base band's low end"
    return replace(_at_once(0, high, source, how), step=_once_step(share))


def _at_once(low: int, high: int, source: Source, how: str = "") -> Part:
    return Part("signing", "signing bonus", "once", None, low, high, 0, 1000, _once_step(high), source, how)


def strategy_source(guide: Guide) -> Source:
    """Where the guide's strategy stands, or its first line."""
    return guide.strategies[0].source if guide.strategies else Source(guide.path, 1, "", guide.title)


def _step(high: int, share: int) -> int:
    """What offers are rounded to: the one or five with zeros that is nearest `share` thousandths of the high end.

    Recruiters raise 215,000 by thousands, never by two hundred.
    """
    wanted = max(1, high * share // 1000)
    sizes = [digit * 10**zeros for zeros in range(len(str(wanted)) + 1) for digit in (1, 5)]
    nearest: int = min(sizes, key=lambda size: (max(size, wanted) / min(size, wanted), size))
    return nearest


def _once_step(high: int) -> int:
    """The same of what is paid once, which recruiters name more roughly: a sign-on of 20,000 by five thousands."""
    step = _step(high, 120)
    return step if 4 * step <= high else _step(high, 50)


def stepped(amount: int, step: int) -> int:
    return amount // step * step


def as_offered(part: Part, offer: Offer | None, currency: str) -> Part:
    """The part opened at what the user was really offered, in the part's own period."""
    if offer is None or (offer.currency or currency) != currency:
        return part
    amount = getattr(offer, part.name, None)
    if part.name == "equity" and amount is None and tells_parts(offer):
        amount = 0
    if part.name == "signing" and offer.signing_second:
        return replace(part, opening=(amount or 0) + offer.signing_second, label="signing bonus over two years")
    if not isinstance(amount, int) or amount < 0:
        return part
    if part.name == "base" and part.period == "month" and amount > 6 * part.high:
        amount //= 12
    if part.name == "equity":
        yearly = amount if offer.equity_per_year else amount // (offer.equity_years or YEARS)
        if part.period == "year":
            amount = yearly
        elif offer.equity_per_year or (offer.equity_years and offer.equity_years != part.years):
            amount = yearly * (part.years or YEARS)
    return replace(part, opening=amount)


def tells_parts(offer: Offer) -> bool:
    """Whether an offer is told part by part: then a part it doesn't name isn't in it."""
    beside = (offer.bonus_percent, offer.bonus_amount, offer.bonus_most, offer.signing, offer.refresher)
    return offer.base is not None and any(one is not None for one in beside)


def brought(parts: tuple[Part, ...], offer: Offer | None, currency: str) -> tuple[Part, ...]:
    """The parts with those added that stand in the user's offer and not in the guide's band: equity, refreshers."""
    if offer is None or (offer.currency or currency) != currency:
        return parts
    have = {part.name for part in parts}
    added = []
    for name, label, period, weight in (
        ("equity", "equity", "grant", 1000),
        ("refresher", "yearly refresher", "year", 1000 * (YEARS - 1)),
    ):
        amount = getattr(offer, name, None)
        if name in have or not isinstance(amount, int) or amount <= 0:
            continue
        own = Part(
            cast(PartName, name),
            label,
            cast(Literal["year", "grant"], period),
            YEARS if period == "grant" else None,
            amount,
            amount,
            amount,
            weight,
            _step(amount, 20),
            parts[0].source,
            "from your own offer: the guide states none here",
        )
        added.append(as_offered(own, offer, currency))
    order = {name: at for at, name in enumerate(PARTS)}
    return tuple(sorted((*parts, *added), key=lambda part: order[part.name]))


def grant_apart(offer: Offer | None, currency: str) -> str:
    """Why the grant of the user's own offer can't be bargained in money here, "" where it can or none is named."""
    if offer is None:
        return ""
    if offer.equity and offer.equity_currency not in (None, offer.currency or currency):
        return f"your grant is in {offer.equity_currency}, so it stays as it is and isn't on the table here"
    if not offer.equity and (offer.equity_count or offer.equity_percent):
        return "your grant is counted in shares, so it stays as it is and isn't on the table in money"
    return ""


def own_bonus(offer: Offer | None, currency: str) -> tuple[str, int, int] | None:
    """The bonus of the user's own offer, as bonus gives the guide's; None where it names none."""
    if offer is None or (offer.currency or currency) != currency:
        return None
    if offer.bonus_percent is not None:
        share = Decimal(str(offer.bonus_percent))
        return f"{_percent(share)} of base a year", int(share * 100), 0
    if offer.bonus_amount:
        return f"{offer.bonus_amount:,} {currency} a year", 0, offer.bonus_amount
    return None
