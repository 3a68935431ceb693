"""An offer's worth: its value year by year, and where each part sits in its band, like for like, in whole units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, zip_longest
from typing import Literal

from bot.answer import OfferYear
from bot.languages.phrase import Paid, phrase
from bot.reading.terms import Offer
from bot.wording import money, percent
from ingest.guide.types import Band, Component, ComponentName

Standing = Literal["below", "within", "at the top", "above"]


@dataclass(frozen=True, slots=True)
class Worth:
    """An offer year by year, in its currency. unknown: parts the user hasn't given, left out of the sums.

    assumptions: what was taken for granted, in words. yearly: base + equity per year + bonus, without what is
    paid once; None while one of these is unknown. how: the sum behind yearly.
    """

    currency: str | None
    years: tuple[OfferYear, ...]
    unknown: tuple[str, ...]
    assumptions: tuple[str, ...]
    yearly: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where one part of an offer sits in its band.

    mine: the user's figure in the band's own terms (a 3-year grant at the pace of the band's 4 years, a percent
    bonus as money where the band is money); how: the sum when it had to be put in those terms, else "".
    percent: 0-100 of the way through, None for a band that is a single point. gap: from mine to the top, 0 at
    or above it. gap_low: from mine to the bottom, 0 at or above it.
    """

    component: ComponentName
    part: Component
    mine: int | Decimal
    low: int | Decimal
    high: int | Decimal
    unit: Literal["money", "percent", "count"]
    currency: str | None
    percent: int | None
    standing: Standing
    gap: int | Decimal
    gap_low: int | Decimal
    how: str = ""


def half_up(value: Decimal) -> int:
    """The nearest whole unit, halves up: how every computed amount is rounded."""
    return int(value.to_integral_value(ROUND_HALF_UP))


def vests(grant: int, years: int, vesting: Sequence[int] | None = None) -> tuple[int, ...]:
    """The grant by year, by percent (even when None); cumulative rounding, so the years sum to the grant."""
    shares = list(vesting) if vesting else [1] * years
    whole, ends, so_far = sum(shares), [0], 0
    for share in shares:
        so_far += share
        ends.append(half_up(Decimal(grant * so_far) / whole))
    return tuple(b - a for a, b in pairwise(ends))


def yearly_bonus(offer: Offer) -> int | None:
    """The target bonus per year: as given, or the percent of base; None when either is unknown."""
    if offer.bonus_amount is not None:
        return offer.bonus_amount
    if offer.bonus_percent is not None and offer.base is not None:
        return half_up(offer.base * offer.bonus_percent / 100)
    return None


def grant_years(offer: Offer, band_years: int | None = None) -> int | None:
    """Over how many years the grant is paid: as said, by its vesting, or, for want of both, as the guide's grants."""
    if offer.equity_per_year:
        return 1
    return offer.equity_years or (len(offer.vesting) if offer.vesting else None) or band_years


def value(offer: Offer, *, band_years: int | None = None, currency: str | None = None) -> Worth:
    """The offer year by year: base, what vests, target bonus, signing once, refreshers from year two.

    band_years: the length of the guide's grants, assumed (and said) when the user gave none. Amounts the user
    hasn't given count as nothing and are named in unknown. Rounded to whole units, halves up.
    """
    code = offer.currency or currency
    span = grant_years(offer, band_years)
    unknown, assumptions = _gaps(offer, span), _assumptions(offer, span, code)
    same = offer.equity_currency in (None, code)
    length = 4 if offer.equity_per_year or span is None else span
    if offer.equity is None or span is None or not same:
        equity: tuple[int, ...] = (0,) * length
    elif offer.equity_per_year:
        equity = (offer.equity,) * length
    else:
        equity = vests(offer.equity, span, offer.vesting)
    for grant in offer.grants[1:] if same else ():
        if grant.amount is not None and grant.years and grant.currency in (None, code):
            equity = _together(equity, vests(grant.amount, grant.years))
    equity += (0,) * (max((one.year for one in offer.later), default=0) - len(equity))
    bonus = yearly_bonus(offer) or 0
    open_ = not offer.base or offer.unsettled
    rows = () if open_ else tuple(_year(offer, n, vested, bonus) for n, vested in enumerate(equity, start=1))
    yearly, how = _yearly(offer, span, same, code)
    return Worth(code, rows, unknown, assumptions, yearly, how)


def positions(offer: Offer, band: Band) -> tuple[Position, ...]:
    """Each part of the offer that the band states too, in the band's terms. Money in another currency than the
    band's is left out: compare_currency tells it."""
    found = (
        _base(offer, band.base),
        _equity(offer, band.equity),
        _bonus(offer, band.bonus),
        _once(offer, band.signing),
    )
    total = _total(offer, band)
    return tuple(p for p in (*found, total) if p is not None)


def in_currency(band: Band, code: str | None) -> Band:
    """The band in a currency, each part that the guide states in several with that one first."""
    if code is None:
        return band
    base, equity, signing, total = (
        _first_in(code, part) for part in (band.base, band.equity, band.signing, band.total)
    )
    return replace(band, base=base, equity=equity, signing=signing, total=total)


def _first_in(code: str, part: Component | None) -> Component | None:
    if part is None:
        return None
    ranges = [one for one in (part.amount, *part.also) if one is not None]
    first = next((one for one in ranges if one.currency == code), None)
    if first is None or first is part.amount:
        return part
    return replace(part, amount=first, also=tuple(one for one in ranges if one is not first))


def other_currency(offer: Offer, band: Band) -> str | None:
    """The offer's currency when the band is in another one, else None."""
    amount = band.base.amount if band.base else None
    if amount is None or offer.currency is None or offer.currency == amount.currency:
        return None
    return None if any(r.currency == offer.currency for r in band.base.also) else offer.currency  # type: ignore[union-attr]


def _together(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Two grants year by year; the shorter adds nothing once it has vested."""
    return tuple(a + b for a, b in zip_longest(one, other, fillvalue=0))


def counted(offer: Offer) -> int:
    """What a letter pays in cash every year beside the salary: holiday pay, a 13th month."""
    return sum(extra.yearly or 0 for extra in offer.extras if extra.counted)


def _year(offer: Offer, number: int, vested: int, bonus: int) -> OfferYear:
    signing = (offer.signing or 0) if number == 1 else (offer.signing_second or 0) if number == 2 else 0
    signing += sum(one.amount for one in offer.later if one.year == number)
    refresher = (offer.refresher or 0) if number > 1 else 0
    base = (offer.base or 0) + counted(offer)
    first = 0 if offer.bonus_from_second else bonus
    bonus = max(first, offer.bonus_guaranteed or 0) if number == 1 else bonus
    total = base + vested + bonus + signing + refresher
    return OfferYear(
        year=number, base=base, equity=vested, bonus=bonus, signing=signing, refresher=refresher, total=total
    )


def _gaps(offer: Offer, span: int | None) -> tuple[str, ...]:
    missing = list[str]()
    if offer.base is None:
        missing.append(phrase("part-inBaseSalary"))
    if offer.equity is None:
        uncounted = offer.equity_count or offer.equity_percent
        missing.append(phrase("valueOfEquity" if uncounted else "part-inEquity"))
    elif span is None:
        missing.append(phrase("yearsOfEquity"))
    most = offer.bonus_most is not None or offer.bonus_most_amount is not None
    if offer.bonus_percent is None and offer.bonus_amount is None and not most and offer.bonus_guaranteed is None:
        missing.append(phrase("part-inBonus"))
    if offer.signing is None:
        missing.append(phrase("part-inSigning"))
    return (*offer.unsettled, *missing)


def _assumptions(offer: Offer, span: int | None, code: str | None) -> tuple[str, ...]:
    said = list[str]()
    if offer.equity is not None and span is not None and not offer.equity_per_year:
        if not offer.equity_years and not offer.vesting:
            said.append(phrase("assumeWhole", amount=Paid(value=offer.equity, currency=code), n=span))
        if not offer.vesting:
            said.append(phrase("assumeEven"))
    if offer.equity is not None and offer.equity_currency not in (None, code):
        said.append(phrase("assumeCurrency", currency=offer.equity_currency or ""))
    if offer.bonus_percent is not None or offer.bonus_amount is not None:
        said.append(phrase("assumeTarget"))
    said += _of_letters(offer, code)
    if offer.refresher is not None:
        said.append(phrase("assumeRefresher"))
    return tuple(said)


_COUNTED = {"holiday": "assumeHoliday", "thirteenth": "assumeThirteenth", "allowance": "assumeAllowance"}


def _of_letters(offer: Offer, code: str | None) -> list[str]:
    """What is taken for granted of the parts that only letters have."""

    def paid(amount: int) -> Paid:
        return Paid(value=amount, currency=code)

    said = list[str]()
    for extra in offer.extras:
        if extra.counted and extra.yearly:
            said.append(phrase(_COUNTED[extra.kind], amount=paid(extra.yearly)))
    if offer.bonus_most is not None:
        said.append(phrase("assumeMost", amount=Paid(value=offer.bonus_most, unit="percent")))
    if offer.bonus_most_amount is not None:
        said.append(phrase("assumeMost", amount=paid(offer.bonus_most_amount)))
    if offer.bonus_guaranteed is not None:
        said.append(phrase("assumeGuaranteed", amount=paid(offer.bonus_guaranteed)))
    return said


def _yearly(offer: Offer, span: int | None, same: bool, code: str | None) -> tuple[int | None, str]:
    bonus = yearly_bonus(offer)
    if offer.base is None or bonus is None or offer.equity is None or span is None or not same or offer.unsettled:
        return None, ""
    parts = [money(offer.base, None, code)]
    beside = counted(offer)
    if beside:
        parts.append(money(beside, None, code))
    if offer.equity:
        parts.append(f"{money(offer.equity, None, code)} / {span}" if span > 1 else money(offer.equity, None, code))
    if bonus:
        share = f"{percent(offer.bonus_percent)} of {money(offer.base, None, code)}" if offer.bonus_percent else ""
        parts.append(share or money(bonus, None, code))
    return half_up(offer.base + beside + Decimal(offer.equity) / span + bonus), " + ".join(parts)


def _base(offer: Offer, part: Component | None) -> Position | None:
    if part is None or offer.base is None:
        return None
    if part.period == "month" and part.amount is not None:
        times = part.payments or 12
        pace = half_up(Decimal(offer.base) / times)
        return _money("base", part, pace, offer.currency, f"{money(offer.base, None, offer.currency)} / {times}")
    if part.period not in (None, "year"):
        return None  # an hour's or a day's pay says nothing of a year's
    return _money("base", part, offer.base, offer.currency)


def _equity(offer: Offer, part: Component | None) -> Position | None:
    """The user's grant at the pace of the band's: per year against per year, 3 years stretched to the guide's 4."""
    if part is None:
        return None
    if part.count is not None and offer.equity_count is not None:
        return _placed("equity", part, offer.equity_count, part.count.low, part.count.high, "count", None)
    if part.amount is None or offer.equity is None:
        return None
    code = offer.equity_currency or offer.currency
    span = grant_years(offer, part.years if part.period == "grant" else None)
    if span is None:
        return None
    guide_span = 1 if part.period == "year" else part.years
    if guide_span is None or guide_span == span:
        how = "" if guide_span == span else None
        return None if how is None else _money("equity", part, offer.equity, code)
    pace = half_up(Decimal(offer.equity * guide_span) / span)
    plain = money(offer.equity, None, code)
    how = (
        f"{plain} × {guide_span}"
        if span == 1
        else f"{plain} / {span}"
        if guide_span == 1
        else f"{plain} × {guide_span} / {span}"
    )
    return _money("equity", part, pace, code, how)


def _bonus(offer: Offer, part: Component | None) -> Position | None:
    if part is None:
        return None
    if part.percent is not None:
        mine, how = offer.bonus_percent, ""
        if mine is None and offer.bonus_amount is not None and offer.base:
            mine = (Decimal(offer.bonus_amount * 100) / offer.base).quantize(Decimal("0.1"), ROUND_HALF_UP)
            how = f"{money(offer.bonus_amount, None, offer.currency)} / {money(offer.base, None, offer.currency)}"
        if mine is None:
            return None
        return _placed("bonus", part, mine, part.percent.low, part.percent.high, "percent", None, how)
    amount = yearly_bonus(offer)
    if part.amount is None or amount is None or part.period not in (None, "year"):
        return None
    how = (
        f"{percent(offer.bonus_percent)} of {money(offer.base or 0, None, offer.currency)}"
        if offer.bonus_percent
        else ""
    )
    return _money("bonus", part, amount, offer.currency, how)


def _once(offer: Offer, part: Component | None) -> Position | None:
    if part is None or offer.signing is None:
        return None
    return _money("signing", part, offer.signing, offer.currency)


def _total(offer: Offer, band: Band) -> Position | None:
    part = band.total
    if part is None or part.period not in ("year", None):
        return None
    if offer.total is not None:
        return _money("total", part, offer.total, offer.currency)
    years = band.equity.years if band.equity is not None and band.equity.period == "grant" else None
    worth = value(offer, band_years=years)
    complete = worth.yearly
    if (
        complete is None
        and band.bonus is not None
        and band.bonus.state == "none"
        and offer.base
        and offer.equity is not None
    ):
        worth = value(offer.model_copy(update={"bonus_amount": 0}), band_years=years)
        complete = worth.yearly
    return None if complete is None else _money("total", part, complete, offer.currency, worth.how)


def _money(name: ComponentName, part: Component, mine: int, code: str | None, how: str = "") -> Position | None:
    ranges = [r for r in (part.amount, *part.also) if r is not None and (code is None or r.currency == code)]
    if not ranges:
        return None
    return _placed(name, part, mine, ranges[0].low, ranges[0].high, "money", ranges[0].currency, how)


def _placed(name: ComponentName, part: Component, mine: int | Decimal, low: int | Decimal, high: int | Decimal,
            unit: Literal["money", "percent", "count"], code: str | None, how: str = "") -> Position:  # fmt: skip
    standing: Standing = (
        "below" if mine < low else "above" if mine > high else "at the top" if mine == high else "within"
    )
    way = None
    if high > low:
        way = min(100, max(0, half_up(Decimal(mine - low) * 100 / Decimal(high - low))))
    return Position(
        name,
        part,
        mine,
        low,
        high,
        unit,
        code,
        way,
        standing,
        max(high - mine, type(mine)(0)),
        max(low - mine, type(mine)(0)),
        how,
    )
