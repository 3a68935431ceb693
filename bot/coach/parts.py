"""What somebody asks for beside their salary, as they told it: a sum of another part of pay, a span of time, or so much
more than they have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.reading.terms import OfferReading
from bot.reading.types import Fact, Question, Wishes
from ingest.amounts.mention import Mention

PAY = ("base", "total")
"""Parts that are the salary itself."""
_WANTED = ("target", "asked")
BACK = 8
"""Messages back in which a wish still stands."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that is asked for: whole units; currency as written, else None. part: "" where it wasn't said."""

    part: str
    amount: int
    currency: str | None = None


def sums(question: Question, facts: Sequence[Fact], before: Sequence[Question], base: int | None) -> tuple[Sum, ...]:
    """The sums asked for that are no salary, the latest first. before: the messages before, the latest first; base: the
    yearly pay that is offered, beside which a small sum is none."""
    told = [_of_fact(fact) for fact in facts if fact.what in _WANTED and fact.part not in (*PAY, None)]
    told += list(_of_message(question.wishes, question.money, base))
    for one in before[:BACK]:
        told += list(_of_message(one.wishes, one.money, base))
    return tuple(dict.fromkeys(filter(None, told)))


def part_of(wish: Mention | None, told: OfferReading | None) -> str | None:
    """The part of pay that a message names beside an amount; None where it names none."""
    if wish is None or told is None:
        return None
    named = [*(told.offer.said if told.offer else ()), *(told.asked.said if told.asked else ())]
    return next((part for part, words in named if words.strip() == wish.text.strip()), None)


def is_salary(wish: Mention, told: OfferReading | None, base: int | None) -> bool:
    """Whether an amount that is wished for is the salary: no other part is named, and beside what is offered it is no
    small sum."""
    part = part_of(wish, told)
    if part is not None and part not in PAY:
        return False
    small = wish.scaled or wish.low >= _PLAIN
    return not (small and base is not None and wish.period is None and wish.low * _SMALL < base)


_SMALL = Decimal("2.5")
_PLAIN = 1_000
"""Amounts from here on are whole units; smaller ones may be thousands."""


def _of_message(wish: Wishes, told: OfferReading | None, base: int | None) -> Iterator[Sum]:
    one = wish.amount
    if one is None or is_salary(one, told, base):
        return
    scale = 1 if one.scaled or one.low >= _PLAIN else 1_000
    yield Sum(part_of(one, told) or "", int(one.low * scale), one.currency)


def _of_fact(fact: Fact) -> Sum | None:
    if not fact.low or fact.unit in (None, "percent", "shares") or fact.part is None:
        return None
    written = fact.number.currency if fact.number is not None else None
    return Sum(fact.part, int(fact.low), written)
