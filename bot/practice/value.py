"""What a package is worth, year by year and over four years, in whole units of the scenario's currency."""

from collections.abc import Sequence

from bot.answer import OfferYear
from bot.languages.phrase import Phrased, phrase
from bot.practice.scenario import YEARS, Part, Scenario


def years(scenario: Scenario, amounts: Sequence[int]) -> tuple[OfferYear, ...]:
    """The package in each of four years: even vesting, the fixed bonus at target, what comes once in the first."""
    by_name = {part.name: (part, amount) for part, amount in zip(scenario.parts, amounts, strict=True)}
    base = by_name["base"][1] * (12 if by_name["base"][0].period == "month" else 1)
    bonus = base * scenario.bonus_bp // 10_000 + scenario.bonus_amount
    once = sum(by_name[name][1] for name in ("signing", "relocation") if name in by_name)
    refresher = by_name["refresher"][1] if "refresher" in by_name else 0
    found = []
    for year in range(1, YEARS + 1):
        equity = _vested(*by_name["equity"], year) if "equity" in by_name else 0
        signing, top_up = (once if year == 1 else 0), (refresher if year > 1 else 0)
        found.append(
            OfferYear(
                year=year,
                base=base,
                equity=equity,
                bonus=bonus,
                signing=signing,
                refresher=top_up,
                total=base + equity + bonus + signing + top_up,
            )
        )
    return tuple(found)


def _vested(part: Part, amount: int, year: int) -> int:
    """What vests of a grant in one year, evenly, the odd units in the first."""
    if part.years is None:
        return amount
    if year > part.years:
        return 0
    return amount // part.years + (amount % part.years if year == 1 else 0)


def four_years(scenario: Scenario, amounts: Sequence[int]) -> int:
    """The package over four years."""
    return sum(year.total for year in years(scenario, amounts))


def assumptions(scenario: Scenario) -> tuple[Phrased, ...]:
    """What the sums take for granted."""
    bonus = "assumedBonus" if scenario.bonus_bp or scenario.bonus_amount else "assumedNoBonus"
    equity = (phrase("assumedEquity"),) if scenario.index("equity") is not None else ()
    return (phrase(bonus), phrase("assumedOnce"), *equity)
