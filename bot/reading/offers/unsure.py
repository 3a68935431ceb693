"""Amounts of which it isn't sure whose pay they are: they stand in no offer, so nothing is computed from them or put
into words to send, and one short question names the doubt."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.reading.offers.figures import OfferFigure
from bot.reading.terms import SETTLED, THOUSAND, Doubt, Heard, Offer, Typing
from bot.wording import listed

SURE = 0.75
"""From this chance on whose an amount is stands, and only the part is open."""
_SALARY = ("base", "total")
_PAID = ("mine", "other", "current")
"""Whose pay is held against other pay, or asked over."""
_ALSO = {
    "own_offer": "what they offer", "other_offer": "an offer from elsewhere", "current_pay": "what you make now",
    "asked": "what you asked for", "target": "what you want", "floor": "the least you would take",
}  # fmt: skip
_ANSWERS = {
    "own_offer": "They offer {0}", "other_offer": "Another company offers {0}", "current_pay": "I make {0} now",
    "asked": "I asked for {0}", "target": "I want {0}", "floor": "My floor is {0}",
}  # fmt: skip
_OF = {"mine": "own_offer", "other": "other_offer", "current": "current_pay"}


def set_apart(
    items: Sequence[OfferFigure], typed: Typing, known: Offer | None
) -> tuple[list[OfferFigure], tuple[Doubt, ...]]:
    """The figures whose pay is sure, and a question on the first of the others. typed: what each number is, empty where
    no reader has told: all are then as they seem. known: the offer of earlier turns, whose amounts may be said again.
    """
    if not typed:
        return list(items), ()
    rated = any(_is_rate(item, typed) for item in items)
    offered = {_value(item) for item in items if _is_salary(item) and item.role in ("mine", "other")}
    alone = len(offered) == 1 and (known is None or known.base is None)
    kept, doubts = list[OfferFigure](), list[Doubt]()
    for item in items:
        heard = typed.get(item.mention.end)
        if heard is None or not _is_salary(item) or _is_told(item, known):
            kept.append(item)
        elif _is_nothing_new(item, known, kept):
            continue  # "the 140" after a grant of 140K.
        elif rated and _is_bare(item) and not _is_rate(item, typed):
            doubts.append(_by_the_hour(item))
        elif _certain(item, heard, alone) >= SETTLED and heard.what != "none":
            kept.append(item)
        elif item.role != "current" or "own_offer" in (heard.what, heard.rival):
            doubts.append(_whose(item, heard))
    left = {(item.role, item.company) for item in items if _is_salary(item) and item not in kept}
    if _two_of_today(kept):
        left |= {("current", item.company) for item in kept}
    # A bonus of pay that isn't known stands alone for nothing, and another salary doesn't take its place.
    kept = [
        item for item in kept
        if (item.role, item.company) not in left or (item.role == "mine" and not _is_salary(item))
    ]  # fmt: skip
    return kept, tuple(sorted(doubts, key=lambda one: one.part != "base"))[:1]


def _certain(item: OfferFigure, heard: Heard, alone: bool) -> float:
    """How sure it is whose an amount is: which of two offers, the company named beside it tells; a rate is pay. alone:
    no other salary is offered, so that it doesn't matter which of two offers' it is."""
    if heard.period in ("hour", "day"):
        return heard.sure
    either = alone and {heard.what, heard.rival} <= {"own_offer", "other_offer"}
    told = item.role == "other" and bool(item.company)
    return max(heard.certain, heard.offered) if told or either else heard.certain


def _is_salary(item: OfferFigure) -> bool:
    """Whether a figure is somebody's base or total, so that it leads verdicts, gaps and asks."""
    money = item.mention.kind in ("money", "plain")
    return item.role in _PAID and item.component in _SALARY and money


def _is_rate(item: OfferFigure, typed: Typing) -> bool:
    return item.mention.rate in ("hour", "day") or typed.get(item.mention.end, Heard()).period in ("hour", "day")


def _is_bare(item: OfferFigure) -> bool:
    one = item.mention
    return not (one.scaled or one.period or one.rate) and one.high < THOUSAND


def _is_told(item: OfferFigure, known: Offer | None) -> bool:
    """Whether an amount is the offer's as it was told before: saying it again brings no doubt."""
    return item.role == "mine" and _is(item, getattr(known, item.component, None))


def _is_nothing_new(item: OfferFigure, known: Offer | None, kept: Sequence[OfferFigure]) -> bool:
    """Whether an amount is what was told before as another part of the offer, what was just told, or many times its
    salary ("24 million shares in all")."""
    if any(_value(one) == _value(item) and one.role == item.role for one in kept):
        return True
    if item.role != "mine" or known is None:
        return False
    far = known.base is not None and not known.base / FAR <= _value(item) <= known.base * FAR
    return far or any(_is(item, getattr(known, part, None)) for part in ("equity", "signing"))


def _is(item: OfferFigure, amount: int | None) -> bool:
    return amount is not None and any(item.mention.low * scale == amount for scale in (1, THOUSAND))


def _two_of_today(items: Iterable[OfferFigure]) -> bool:
    """Whether two salaries are told as today's: one of them isn't true, and nothing says which."""
    told = {(item.component, _value(item)) for item in items if item.role == "current" and item.component == "base"}
    return len(told) > 1


FAR = 5
"""How many times what an offer's base is nobody is told in the same talk."""


def _value(item: OfferFigure) -> Decimal:
    one = item.mention
    return one.low * (THOUSAND if not one.scaled and one.low < THOUSAND else 1)


def _by_the_hour(item: OfferFigure) -> Doubt:
    said = item.mention.text.strip()
    return Doubt(item.component, f"Is {said} a rate, or {said}K a year? And is it what they offer you?", whose=True)


def _whose(item: OfferFigure, heard: Heard) -> Doubt:
    """The question on whose pay an amount is; on which part, where only that is open."""
    said = item.mention.text.strip(" +")
    first = heard.what if heard.what in _ALSO else _OF[item.role]
    second = heard.rival if heard.rival in _ALSO and heard.rival != first else ""
    if first == "current_pay" and not second:
        second = "own_offer"
    if not second or (heard.sure >= SURE and first != "current_pay"):
        return Doubt(
            item.component, f"Is {said} the base salary that they offer you?", (f"They offer a base of {said}",),
            whose=True,
        )  # fmt: skip
    # Pay of elsewhere may be of another offer or of today's job, which are told alike.
    third = ("current_pay",) if "other_offer" in (first, second) else ()
    likely = [one for one in _ALSO if one in (first, second, *third)]
    return Doubt(
        item.component, f"Is {said} {listed([_ALSO[one] for one in likely], 'or')}?",
        tuple(_ANSWERS[one].format(said) for one in likely), whose=True,
    )  # fmt: skip
