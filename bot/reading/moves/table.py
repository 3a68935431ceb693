"""What a line is read against: the offer that stands, what was asked so far, and what the recruiter said last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Period = Literal["year", "month", "day", "hour", "grant", "once"]
MONEY = ("base", "equity", "signing", "refresher", "relocation", "total")
"""Parts that are sums of money; a bonus may be a sum or a percentage, time off is days."""
_LONGEST = 3000
_PERIODS: Mapping[str, Period] = {
    "base": "year",
    "equity": "grant",
    "bonus": "year",
    "signing": "once",
    "refresher": "year",
    "relocation": "once",
    "total": "year",
    "pto": "year",
}


@dataclass(frozen=True, slots=True)
class OnTable:
    """standing, asked: whole units by part, each per its period; bonus is a percentage where `bonus_percent` holds.
    tops, lows: the ends of its band by part.

    closing: a yes has just been asked for. rivals: companies whose offers the person is known to hold.
    """

    currency: str = "USD"
    company: str = ""
    standing: Mapping[str, Decimal] = field(default_factory=dict)
    asked: Mapping[str, Decimal] = field(default_factory=dict)
    tops: Mapping[str, Decimal] = field(default_factory=dict)
    lows: Mapping[str, Decimal] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
    years: int = 4
    phase: str = ""
    closing: bool = False
    recruiter: str = ""
    rivals: tuple[str, ...] = ()
    bonus_percent: bool = True

    def now(self, part: str) -> Decimal:
        """What stands of a part, whole units per its period; of the total, a year of base, bonus and equity."""
        if part == "total" and not self.standing.get(part):
            return self._yearly
        return self.standing.get(part, Decimal(0))

    @property
    def _yearly(self) -> Decimal:
        base, equity, bonus = (self.standing.get(part, Decimal(0)) for part in ("base", "equity", "bonus"))
        base *= 12 if self.period("base") == "month" else 1
        per = self.period("equity")
        equity = equity if per == "year" else equity * 12 if per == "month" else equity / self.years
        return base + (base * bonus / 100 if self.bonus_percent else bonus) + equity

    def period(self, part: str) -> Period | None:
        return self.periods.get(part) or _PERIODS.get(part)


def table_of(state: Mapping[str, Any]) -> OnTable:
    """The table of a state as `parley read --practice` takes it. What isn't of the right form is left out."""
    band = _mapping(state.get("band"))
    standing = _amounts(state.get("standing"))
    percent = standing.pop("bonus_percent", None)
    if percent and not standing.get("bonus"):
        standing["bonus"] = percent
    facts = _mapping(state.get("facts"))
    others = facts.get("other_offers")
    rivals = tuple(
        str(one["company"])[:80]
        for one in (others if isinstance(others, list) else [])[:8]
        if _mapping(one).get("company")
    )
    equity = band.get("equity")
    years = equity[2] if isinstance(equity, list) and len(equity) > 2 and isinstance(equity[2], int) else 4
    return OnTable(
        currency=str(state.get("currency") or "USD")[:3],
        company=str(state.get("company") or "")[:80],
        standing=standing,
        asked=_amounts(state.get("asked")),
        tops={part: top for part in band if (top := _end(band[part], 1)) is not None},
        lows={part: low for part in band if (low := _end(band[part], 0)) is not None},
        periods={part: per for part, per in _mapping(state.get("periods")).items() if per in _ALL},
        years=years if 1 <= years <= 10 else 4,
        phase=str(state.get("phase") or "")[:40],
        closing=state.get("closing") is True,
        recruiter=str(state.get("recruiter") or "")[:_LONGEST],
        rivals=rivals,
        bonus_percent=bool(percent) or not standing.get("bonus"),
    )


_ALL = ("year", "month", "day", "hour", "grant", "once")


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _amounts(value: Any) -> dict[str, Decimal]:
    found = {}
    for part, amount in list(_mapping(value).items())[:20]:
        number = _number(amount)
        if number is not None and number >= 0:
            found[str(part)] = number
    return found


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


def _end(ends: Any, at: int) -> Decimal | None:
    return _number(ends[at]) if isinstance(ends, list) and len(ends) > 1 else None
