"""Whether what a person prepared can be meant: sizes, currencies, and the order of ask, accept-at and floor."""

from collections.abc import Iterable
from decimal import Decimal

from bot.errors import BadInput
from bot.practice.scenario import Prepared, Request, Scenario
from bot.reading.terms import Offer

_FIELDS = ("base", "equity", "signing", "refresher", "total", "bonus_amount", "signing_second")


def check(request: Request, scenario: Scenario) -> None:
    """Raises BadInput for an amount that can't be meant."""
    named: list[tuple[str, Offer]] = [
        (n, o) for n in ("offer", "floor", "accept_at", "ask") if (o := getattr(request, n)) is not None
    ]
    for name, offer in [*named, *((f"others[{i}]", o) for i, o in enumerate(request.others))]:
        other = offer.currency
        if other is not None and other != scenario.currency and not name.startswith("others"):
            raise BadInput(
                name,
                f"it is in {other}, and the guide's band for {scenario.region} is in {scenario.currency}",
                f"give it in {scenario.currency}, or choose a region paid in {other}",
            )
        for field in _FIELDS:
            amount = getattr(offer, field)
            if amount and (other in (None, scenario.currency)):
                _check_size(f"{name}.{field}", field, amount, scenario)
    for low, high in (("floor", "accept_at"), ("floor", "ask"), ("accept_at", "ask")):
        _check_order(low, getattr(request, low), high, getattr(request, high))


def _check_size(where: str, field: str, amount: int, scenario: Scenario) -> None:
    at = scenario.index(field)
    if field == "total" and scenario.total is not None:
        middle = (scenario.total.low + scenario.total.high) // 2
    elif at is not None and scenario.parts[at].name in ("base", "equity"):
        middle = (scenario.parts[at].low + scenario.parts[at].high) // 2
    else:
        return
    for factor, word in ((1000, "small"), (Decimal("0.001"), "large")):
        if middle * Decimal("0.2") <= amount * factor <= middle * 5:
            meant = int(amount * factor)
            raise BadInput(
                where,
                f"{amount:,} looks a thousand times too {word} beside the guide's band",
                f"did you mean {meant:,} {scenario.currency}?",
            )


def _check_order(low: str, lower: Offer | None, high: str, higher: Offer | None) -> None:
    if lower is None or higher is None:
        return
    for field in _FIELDS:
        less, more = getattr(lower, field), getattr(higher, field)
        if less is not None and more is not None and less > more:
            raise BadInput(
                f"{low}.{field}",
                f"your {low.replace('_', ' ')} ({less:,}) is above your {high.replace('_', ' ')} ({more:,})",
                "the order that works is ask above accept-at above floor: change one of the two",
            )


def prepared(request: Request, scenario: Scenario) -> Iterable[Prepared]:
    """The person's own ask, accept-at and floor, by part."""
    sets = (request.ask, request.accept_at, request.floor)
    for name in (*(part.name for part in scenario.parts), "total"):
        ask, accept, floor = (getattr(o, name, None) if o is not None else None for o in sets)
        if ask is not None or accept is not None or floor is not None:
            yield Prepared(name, ask, accept, floor)
