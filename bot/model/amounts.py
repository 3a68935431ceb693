"""What a model takes a message's amounts for, put in place of what the trained reader took them for.

What is composed (an offer's years, a plan, offers side by side) then rests on the model's reading. Where both agree the
trained reader's stands, which knows more of it: thirteen salaries, a vesting schedule.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field

from bot.answer import Answer
from bot.model.own import thousands
from bot.reading.terms import Offer, OfferReading, Profile
from bot.reading.types import Between, Fact, Part, Question, Reading, What
from ingest.amounts.numbers import mentions

Slug = Callable[[str], str]
"""A company as the index knows it, or as it was written."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "base": ("base", "rate", "contract_total", "rate_period", "payments", "contract_units"),
    "equity": ("equity", "equity_count", "equity_percent", "equity_years", "equity_per_year", "equity_currency",
               "equity_kind", "vesting", "grants"),
    "bonus": ("bonus_percent", "bonus_amount", "bonus_most", "bonus_most_amount", "bonus_guaranteed",
              "bonus_from_second"),
    "signing": ("signing", "signing_second", "clawback"),
    "refresher": ("refresher",),
    "total": ("total", "total_kind"),
}  # fmt: skip
"""The fields of an Offer that tell a part of pay."""
_AMOUNTS = {
    "base", "rate", "contract_total", "equity", "equity_count", "equity_percent", "bonus_percent", "bonus_amount",
    "bonus_most", "bonus_most_amount", "bonus_guaranteed", "signing", "signing_second", "refresher", "total",
}  # fmt: skip
_LASTING = ("equity_years", "equity_per_year", "equity_kind", "vesting")
"""How a grant is paid out, which a new size of it doesn't change unless they say so."""
_FIGURES = ("band", "compare", "rank")
_PAYMENTS = range(12, 17)
"""Monthly salaries that may make a year."""
_THOUSANDS = 1_000
"""Below it a yearly sum is told in thousands ("245")."""


class ReadFact(BaseModel):
    """One thing that the message tells of the person: an amount, a deadline or a situation."""

    what: What
    text: str = Field(max_length=200, description="the person's own words for it, copied from the message")
    company: str = Field(default="", max_length=80)
    part: Part | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = Field(default=None, max_length=10, description="ISO 4217 code, percent or shares")
    period: Literal["year", "month", "day", "hour", "grant", "once"] | None = None
    years: int | None = Field(default=None, ge=1, le=20)


Mend = Callable[[Sequence[ReadFact]], tuple[Question, Answer]]
"""Takes what a model says that each amount of a message is; gives the question and the answer composed from that."""


class Disagrees(ValueError):
    """Why a proposed reading can't be taken, for the model to mend."""


def amended_by(reading: Reading, said: Sequence[ReadFact], before: Profile, slug: Slug) -> Reading:
    """The reading with its amounts as a model takes them, before anything of it was applied to the profile. Raises
    Disagrees."""
    facts = tuple(read_fact(one, reading) for one in said)

    def anew(question: Question) -> Question:
        return amended(replace(question, profile=before), facts, slug)

    asks = tuple(replace(ask, question=anew(ask.question)) for ask in reading.asks)
    return replace(reading, told=anew(reading.told), asks=asks, facts=facts or reading.facts)


def read_fact(one: ReadFact, trained: Reading) -> Fact:
    """The fact that a model read, as the message has it. Raises Disagrees."""
    amounts = [m for m in mentions(trained.text) if m.kind != "date"]
    ends = [(m.low, m.high) for m in amounts] + [(number, number) for _, number in thousands(trained.text)]
    for value in (one.low, one.high):
        if value is not None and not any(_same(Decimal(str(value)), *end) for end in ends):
            raise Disagrees(f"the message holds no amount {value:,.10g}")
    if one.text.strip() and one.text.strip().lower() not in " ".join(trained.text.lower().split()):
        raise Disagrees(f"{one.text[:60]!r} is not in the message; copy the person's words")
    low, high = (None if v is None else Decimal(str(v)) for v in (one.low, one.high))
    number = next((m for m in amounts if low is not None and _same(low, m.low, m.high)), None)
    company = one.company if one.company.strip().lower() in trained.text.lower() else ""
    return Fact(one.what, one.text, company or None, one.part, low, high if high is not None else low, one.unit,
                one.period, one.years, number)  # fmt: skip


def _same(value: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether a value is one end of a written amount, also where its scale was left out ("245" for 245,000, "28" for 28
    lakhs)."""
    scales = (1, 1_000, 100_000)
    return any(
        value in (end, end / times) or (end < 1000 and value == end * times) for end in (low, high) for times in scales
    )


def amended(question: Question, facts: Sequence[Fact], slug: Slug = str) -> Question:
    """The question with the offers, pay and wishes that the facts tell, where they differ from its own.

    Questions for figures, a letter (which has a reader of its own) and what is only supposed stay as they are."""
    told = [fact for fact in facts if fact.low is not None and fact.part in _FIELDS]
    money = question.money or OfferReading()
    if not told or question.intent in _FIGURES or question.supposed or money.letter:
        return question
    others = _others(question.others, _of(told, "other_offer"), slug)
    own = _of(told, "own_offer")
    offer = _own(question, own, [one.company for one in others], slug) if own or money.fresh else question.offer
    asked, current, floor = (
        _renewed(before, None, _of(told, *kinds)) if _of(told, *kinds) else None
        for before, kinds in (
            (money.asked, ("asked", "target")), (money.current, ("current_pay",)), (money.floor, ("floor",)),
        )
    )  # fmt: skip
    now = (offer, others, asked, current, floor)
    if now == (question.offer, question.others, money.asked, money.current, money.floor):
        return question
    money = replace(money, offer=offer, others=others, asked=asked, current=current, floor=floor, fresh=bool(own),
                    doubts=(), aloud=())  # fmt: skip
    laid = tuple(one for one in (offer, *others) if one is not None)
    between = Between(laid) if question.between and own and others else question.between
    return replace(question, offer=offer, others=others, money=money, between=between)


def _of(facts: Iterable[Fact], *kinds: str) -> list[Fact]:
    return [fact for fact in facts if fact.what in kinds]


def _own(question: Question, facts: Sequence[Fact], elsewhere: Sequence[str | None], slug: Slug) -> Offer | None:
    """The person's own offer: its fresh terms by the facts, what was known before kept."""
    trained, known = question.offer, question.profile.offer
    named = next((slug(fact.company) for fact in facts if fact.company), None)
    company = named or (trained.company if trained and trained.company not in elsewhere else None)
    if known is not None and known.company not in (None, company):
        known = None
    if not facts:
        return known
    offer = _renewed(trained, known, facts)
    return offer.model_copy(update={"company": company}) if offer.company != company else offer


def _others(trained: Sequence[Offer], facts: Sequence[Fact], slug: Slug) -> tuple[Offer, ...]:
    """The other offers that the facts tell, one a company."""
    found = []
    for company in dict.fromkeys(fact.company for fact in facts):
        name = slug(company) if company else None
        same = next((one for one in trained if (one.company or "").lower() in ((name or "").lower(),
                     (company or "").lower())), None)  # fmt: skip
        made = _renewed(same, None, [fact for fact in facts if fact.company == company])
        found.append(made if same is not None else made.model_copy(update={"company": name}))
    return tuple(found)


def _renewed(trained: Offer | None, known: Offer | None, facts: Sequence[Fact]) -> Offer:
    """The trained reader's offer with each part in which it differs from the facts as these tell it."""
    before, held = trained or Offer(), known or Offer()
    update: dict[str, Any] = {}
    for part, names in _FIELDS.items():
        of = [fact for fact in facts if fact.part == part]
        made = _made(part, of)
        if _agrees(before, held, names, made, any(fact.period == "month" for fact in of)):
            continue
        lasting = _LASTING if part == "equity" and held.equity else ()
        update |= {name: getattr(held if not of or name in lasting else Offer(), name) for name in names} | made
    paid_in = _currencies(before, facts)
    if not update and not paid_in:
        return before
    parts = {fact.part for fact in facts}
    fields = before.model_dump() | update | paid_in
    fields["said"] = tuple(one for one in before.said if one[0] not in update) + tuple(
        (str(part), next(fact.text for fact in facts if fact.part == part)) for part in parts if part in update
    )
    fields["written"] = tuple(one for one in before.written if one.part not in update)
    return Offer.within(fields)


def _currencies(before: Offer, facts: Sequence[Fact]) -> dict[str, str]:
    """The currencies that the facts tell and the offer hasn't: of its pay, and of equity where that is another."""
    pay = next((code for fact in facts if fact.part != "equity" and (code := _currency(fact))), None)
    equity = next((code for fact in facts if fact.part == "equity" and (code := _currency(fact))), None)
    pay = pay or before.currency or equity
    found = {"currency": pay} if pay and pay != before.currency else {}
    return found | ({"equity_currency": equity} if equity and equity not in (before.equity_currency, pay) else {})


def _agrees(offer: Offer, known: Offer, names: Sequence[str], made: dict[str, Any], monthly: bool) -> bool:
    """Whether the offer tells of a part what the facts do, and no amount more that this message could have told.
    monthly: the part is paid by the month, so that its year may be of thirteen salaries."""
    for name in names:
        mine, theirs = getattr(offer, name), made.get(name)
        if name in made and mine != theirs and not (monthly and mine in [made[name] * n // 12 for n in _PAYMENTS]):
            return False
        if name not in made and name in _AMOUNTS and mine and mine != getattr(known, name):
            return False
    return True


def _made(part: str, facts: Sequence[Fact]) -> dict[str, Any]:
    """The fields of a part that the facts tell; of several amounts of one part the last."""
    if not facts:
        return {}
    fact = facts[-1]
    amount = int(_yearly(fact))
    if part == "base" and fact.period in ("hour", "day"):
        return {"rate": fact.low, "rate_period": fact.period}
    if part == "equity":
        return _equity(fact, amount)
    if part == "bonus":
        return {"bonus_percent": fact.low} if fact.unit == "percent" else {"bonus_amount": amount}
    if part == "signing" and len(facts) > 1:
        return {"signing": int(_yearly(facts[0])), "signing_second": amount}
    return {part: amount}


def _equity(fact: Fact, amount: int) -> dict[str, Any]:
    if fact.unit in ("percent", "shares"):
        return {"equity_percent": fact.low} if fact.unit == "percent" else {"equity_count": int(fact.low or 0)}
    span: dict[str, Any] = {"equity_per_year": fact.period in ("year", "month")} if fact.period else {}
    return {"equity": amount} | span | ({"equity_years": fact.years} if fact.years else {})


def _yearly(fact: Fact) -> Decimal:
    """A sum by the year where it is one by the month; a bare "245" of a year in thousands."""
    low = fact.low or Decimal(0)
    if fact.unit in ("percent", "shares") or fact.period in ("hour", "day"):
        return low
    if fact.period == "month":
        return low * 12
    return low * _THOUSANDS if 0 < low < _THOUSANDS else low


def _currency(fact: Fact) -> str | None:
    written = fact.number.currency if fact.number else None
    return written or (fact.unit if fact.unit not in ("percent", "shares") else None)
