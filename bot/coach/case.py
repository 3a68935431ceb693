"""A person's own case as they told it: what is offered and wanted, in their unit and period, and who is who."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bot.answer import Number
from bot.coach.draft import Draft
from bot.coach.parts import Sum, is_salary, sums
from bot.reading.terms import MOST_MONEY, AmountSaid, Offer, OfferReading
from bot.reading.types import Fact, Question, Wishes
from bot.reading.wishes import days
from bot.wording import money, percent
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon.phrases import beside

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(__file__, "words")

Per = Literal["year", "month", "week", "day", "hour"]
MONTHS = 12
CLOSE, FAR = Decimal("0.4"), Decimal("2.5")
"""How many times what is offered a wish may come to, to be read in its unit."""
HARDLY = 100
"""A raise of less than one part of so many of what is offered is none."""
_RAISED = Decimal("1.4")
"""Above this an offer that changed was told anew rather than raised."""
_PAYMENTS = (12, 13, 14)
_SCALES = (1, 1_000, 100_000, 10_000_000)


@dataclass(frozen=True, slots=True)
class Pay:
    """An amount as its person counts it: whole units of currency (None where it wasn't told) per `per`.

    part: base, or total where only that was told. how: the sum behind it, where it was worked out here. times: how
    many of a month's pays make the year. high: the other end where a range was told, else 0. basis: what is in it or
    comes on top, as "plus super"."""

    amount: int
    currency: str | None
    per: Per = "year"
    part: str = "base"
    how: str = ""
    times: int = MONTHS
    high: int = 0
    basis: str = ""

    @property
    def words(self) -> str:
        """ "€5,100 a month", "$98K", "A$165K plus super"; a year's pay without saying so."""
        text = money(self.amount, self.high or None, self.currency)
        text = text if self.per == "year" else f"{text} {'an' if self.per == 'hour' else 'a'} {self.per}"
        return f"{text} {self.basis}" if self.basis else text

    @property
    def top(self) -> "Pay":
        """The upper end of a range; the pay itself where it is none."""
        return replace(self, amount=self.high, high=0) if self.high else self

    @property
    def measure(self) -> "Pay":
        """What other amounts are measured by: one amount, whatever is in it."""
        return replace(self.top, basis="")

    @property
    def in_a_form(self) -> bool:
        """Whether it is told net, as a contractor's, or with more in it than the base, so that no gross base is held
        against it or asked over it."""
        return bool(self.basis) and not self.basis.startswith("plus ")

    @property
    def noun(self) -> str:
        """What stands behind the words: "base", or "in total"."""
        return "in total" if self.part == "total" else "base"

    def told(self, draft: Draft) -> str:
        """The words, its number added to the answer's."""
        origin: Literal["computed", "user"] = "computed" if self.how else "user"
        return draft.user(self.words, Number(
            origin=origin, text=money(self.amount, self.high or None, self.currency), low=self.amount,
            high=self.high or self.amount, currency=self.currency, period=self.per, how=self.how,
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """offered, before: what they offer now, and offered earlier in these talks; wanted: what is asked for.

    contact, own: names. start, start_theirs: days as written. reason: why they ask, in their words. deadline: as told.
    valuation, strike, fair: of the company, of one option and one share; stake: percent of the company. posted: the
    range that they were told, low and high. now: what they are paid today, theirs alone. sums: what is asked for beside
    the salary. above: how much over what they have is asked for, "15%", where that isn't known. span: of time, "30
    days". until: the day until which they want to think. given: what their ask rests on, "my years in payments".
    days, hours: how many a year and a week they are paid for. unsure: of an amount that they told it isn't sure whose
    pay it is, so that no figure is put into their mouth. base_fixed: they said that the base won't move."""

    offered: Pay | None = None
    before: Pay | None = None
    wanted: Pay | None = None
    contact: str = ""
    own: str = ""
    start: str = ""
    start_theirs: str = ""
    reason: str = ""
    deadline: str = ""
    valuation: Pay | None = None
    strike: Decimal | None = None
    fair: Decimal | None = None
    stake: Decimal | None = None
    posted: tuple[Pay, Pay] | None = None
    now: Pay | None = None
    sums: tuple[Sum, ...] = ()
    above: str = ""
    span: str = ""
    until: str = ""
    given: str = ""
    days: int | None = None
    hours: int | None = None
    unsure: bool = False
    base_fixed: bool = False

    @property
    def ask(self) -> Pay | None:
        """What words to send ask for: the wish, unless what they offer is as much already, the least that is paid for
        the job is more, or they have said that it won't move."""
        offered, wanted = self.offered, self.wanted
        if self.base_fixed:
            return None
        if wanted is not None and self.posted is not None and _is_under(wanted, self.posted[0]):
            return None
        if offered is None or wanted is None or offered.currency != wanted.currency:
            return wanted
        alike = (offered.per, offered.part, offered.basis) == (wanted.per, wanted.part, wanted.basis)
        return None if alike and wanted.top.amount <= offered.top.amount else wanted

    def more(self) -> str:
        """By how much the wish is over the offer, "12.2%"; "" where they can't be compared or it isn't."""
        if self.offered is None or self.wanted is None:
            return ""
        return over(self.offered.top, self.wanted)


MOST_OVER = 8
"""How many times another an amount may be and still be told as so many percent over it."""


def over(low: Pay, high: Pay) -> str:
    """How many percent one amount is over the other, one decimal; "" where it isn't over it or can't be told."""
    if (low.per, low.part, low.basis) != (high.per, high.part, high.basis):
        return ""
    if not low.amount or high.amount <= low.amount:
        return ""
    if low.currency != high.currency and low.currency and high.currency:
        return ""
    if high.amount > MOST_OVER * low.amount:  # paid for another time, whatever was read
        return ""
    share = (Decimal(high.amount - low.amount) * 100 / low.amount).quantize(Decimal("0.1"))
    return percent(share)


LEAST = 12
"""The smallest bare number that is pay in thousands: "(1)" is a mark in a list."""


def case_of(
    own: Offer | None, target: Offer | None, context: "Context", question: Question, facts: Sequence[Fact] = (),
) -> Case:  # fmt: skip
    """The case after this message, with what the messages before it told. own, target: the offer and the wish that
    are known; question, facts: what the message says of money."""
    here = question.wishes
    told_now = of_fact(facts, "current_pay")
    by_rate = told_now is not None and told_now.per in ("day", "hour")  # kept elsewhere as a year's, if at all
    now = told_now if by_rate else pay_of(context.profile.current_pay) or told_now
    offered = pay_of(own) or of_fact(facts, "own_offer") or _of_mention(here.against)
    if here.against is not None and here.amount is not None and _is_the_wish(own, here):
        offered = _of_mention(here.against, own.currency if own else None)
    offered = _by_rate(offered, own, _rate_before(context))
    if here.raised is not None or (now is not None and own is None):
        now = now or (offered if own is None else None)
        offered = _raise_on(now, here, context) or offered
    beside = offered or now or _rate_before(context)
    wanted = _wanted(target, context, here, question.money, beside if here.raised is None else now)
    if (here_told := _wished(facts, beside)) is not None and here.more is None:
        wanted = here_told
    if own is None and here.amount is None and here.more is None and (given := _of_mention(here.offered)) is not None:
        offered = offered or given
    if offered is not None and wanted is not None and (offered.amount, offered.per) == (wanted.amount, wanted.per):
        # One amount is both: what this message wishes for was taken for the offer, or the offer for a wish.
        supposed = own is None and of_fact(facts, "own_offer") is None  # "100% hike" beside "i want 28" offers nothing.
        offered, wanted = (None, wanted) if supposed or _is_the_wish(own, here) else (offered, None)
    doubts = question.money.doubts if question.money is not None else ()
    if any(doubt.part == "base" and doubt.rival for doubt in doubts):
        offered = None  # Two salaries, and nobody knows which is offered: neither is put into words to send.
    before = [turn.question for turn in reversed(context.history[-8:])]
    said = [here, *(one.wishes for one in before)]
    value = next(((one.valuation, one.valuation_currency) for one in said if one.valuation), None)
    return Case(
        offered=based(offered, said), before=_before(own, offered, context, here), wanted=based(wanted, said),
        contact=_first(one.contact for one in said if not _is_company(one.contact, context)),
        own=_first(one.own for one in said), start=_first(one.start for one in said),
        start_theirs=_first(one.start_theirs for one in said), reason=_first(one.reason for one in said),
        deadline=(own.deadline if own else "") or _first(one.text for one in facts if one.what == "deadline")
        or _first(one.due for one in said),
        valuation=Pay(int(value[0]), value[1] or (own.currency if own else None), part="valuation")
        if value and value[0] else None,
        strike=next((one.strike for one in said if one.strike), None),
        fair=next((one.fair for one in said if one.fair), None),
        stake=next((one.stake for one in said if one.stake), None),
        posted=next(filter(None, (_posted(one, offered) for one in said)), None), now=based(now, said),
        sums=sums(question, facts, before, offered.amount if offered and offered.per == "year" else None),
        above=_above(said) if wanted is None else "", span=_first(one.span for one in said[:2]), until=here.until,
        given=_first(one.given for one in said), days=next((one.workdays for one in said if one.workdays), None),
        hours=next((one.week_hours for one in said if one.week_hours), None), unsure=_is_unsure(own, question, before),
        base_fixed=_is_fixed([question, *before]),
    )  # fmt: skip


def _is_unsure(own: Offer | None, question: Question, before: Sequence[Question]) -> bool:
    """Whether it isn't sure whose pay an amount of this message is, or one of a message before it, and no offer has
    been told for sure since."""
    asked = [question] if pay_of(own) is not None else [question, *before]
    return any(doubt.whose for one in asked if one.money is not None for doubt in one.money.doubts)


def _is_fixed(asked: Sequence[Question]) -> bool:
    """Whether they have said that the base won't move, and told no other since. asked: the newest first."""
    for one in asked:
        if one.wishes.base_fixed:
            return True
        told = one.money.offer if one.money is not None and one.money.fresh else None
        if told is not None and one.wishes.moved and any(part in ("base", "total") for part, _ in told.said):
            return False
    return False


def _rate_before(context: "Context") -> Pay | None:
    """The pay by the day or hour that the answers before took from the person's words."""
    for turn in reversed(context.history[-8:]):
        for one in turn.answer.numbers:
            if one.origin == "user" and one.period in ("hour", "day") and one.low:
                return Pay(int(one.low), one.currency, "hour" if one.period == "hour" else "day")
    return None


def _by_rate(offered: Pay | None, own: Offer | None, before: Pay | None) -> Pay | None:
    """What is offered, by the day or hour where rates were talked of and a bare figure is of their size ("they came
    back with 610")."""
    written = _written(own, "base") if own is not None else None
    if before is None or offered is None or written is None or not written.bare or offered.per != "year":
        return offered
    alike = CLOSE * before.amount <= written.low <= FAR * before.amount
    return Pay(int(written.low), offered.currency, before.per) if alike else offered


def _above(said: Sequence[Wishes]) -> str:
    """How much more is wanted than what nobody told: "15%", "5K"."""
    one = next((wish.more for wish in said if wish.more is not None), None)
    if one is None:
        return ""
    return percent(one.low) if one.kind == "percent" else money(int(one.low), None, one.currency)


def pay_of(offer: Offer | None, part: str = "base") -> Pay | None:
    """An offer's base as its person counts it: by the month where that is what they said, by the day or hour where it
    is a rate; the total where only that was told."""
    if offer is None:
        return None
    amount = getattr(offer, part)
    if amount is None and part == "base" and offer.rate is not None and offer.rate_period in ("hour", "day", "week"):
        return Pay(int(offer.rate), offer.currency, offer.rate_period) if offer.rate == int(offer.rate) else None  # type: ignore[arg-type]
    if amount is None:
        return pay_of(offer, "total") if part == "base" and offer.total is not None else None
    written = _written(offer, part)
    for payments in (offer.payments,) if offer.payments else _PAYMENTS:
        for value in _values(written):
            if value and value != amount and value * payments == amount:
                return Pay(int(value), offer.currency, "month", part, times=payments)
    return Pay(amount, offer.currency, "year", part, high=_other_end(written, amount))


def _other_end(written: AmountSaid | None, amount: int) -> int:
    """The upper end of a range whose lower end is the amount; 0 where it was told as one."""
    if written is None or written.high <= written.low or not written.low:
        return 0
    scale = Decimal(amount) / written.low
    return int(written.high * scale) if scale in _SCALES else 0


def based(pay: Pay | None, said: Sequence[Wishes]) -> Pay | None:
    """The pay with what its person says is in it or comes on top, where they wrote that behind the amount."""
    for told in said if pay is not None else ():
        for one, basis in zip(told.numbers, told.bases, strict=True):
            same = one.kind in ("money", "plain") and pay is not None and pay.amount in (one.low, one.low * 1000)
            if pay is not None and same and basis:
                return replace(pay, basis=basis)
    return pay


def yearly(pay: Pay) -> Pay | None:
    """A month's pay over a year."""
    if pay.per != "month":
        return None
    text = money(pay.amount, None, pay.currency)
    return replace(pay, amount=pay.amount * pay.times, per="year", how=f"{pay.times} × {text}")


def of_fact(facts: Sequence[Fact], what: str) -> Pay | None:
    """A base that a message tells, where no offer holds it: pay by the hour or day, or what somebody earns now."""
    for fact in facts:
        pay = fact_pay(fact)
        if fact.what == what and pay is not None and (pay.per != "year" or what == "current_pay"):
            return pay
    return None


def _number(fact: Fact) -> Mention | None:
    """A fact's amount as it is written in the message; in its words where a model read the fact or a letter told it."""
    return fact.number or next(iter(mentions(fact.text[:80])), None)


def fact_pay(fact: Fact) -> Pay | None:
    """A base or total that a message tells; its currency only where it is written beside it."""
    if fact.part not in ("base", "total") or not fact.low or fact.unit in (None, "percent", "shares"):
        return None
    number = _number(fact)
    written = number.currency if number is not None else None
    per: Per = fact.period if fact.period in ("hour", "day", "month") else "year"
    return Pay(int(fact.low), written, per)


def _of_mention(one: Mention | None, currency: str | None = None) -> Pay | None:
    if one is None or (one.kind == "plain" and not one.scaled and one.low < LEAST):
        return None
    scale = 1 if one.scaled or one.low >= 1000 else 1000
    return Pay(int(one.low * scale), one.currency or currency, "month" if one.period == "month" else "year")


def _wished(facts: Sequence[Fact], offered: Pay | None) -> Pay | None:
    """The base that this message wants, in the measure of what is offered."""
    for fact in facts:
        if fact.what == "target" and fact.part in ("base", "total", None) and (one := _number(fact)):
            by_rate = fact.period in ("day", "hour") and (offered is None or offered.per != fact.period)
            found = _rate(one, fact) if by_rate else _in_the_measure(one, offered)
            if found is not None and (offered is None or found.amount != offered.amount):
                return found
    return None


def _rate(one: Mention, fact: Fact) -> Pay:
    """Pay by the day or hour as it was written."""
    per: Per = "hour" if fact.period == "hour" else "day"
    return Pay(int(one.low), one.currency, per)


def _values(written: AmountSaid | None) -> Iterator[Decimal]:
    """What an amount may be in whole units: a small one without a scale may be thousands."""
    if written is not None:
        yield written.low
        if written.low < 1000:
            yield written.low * 1000


def _written(offer: Offer, part: str) -> AmountSaid | None:
    """A part's amount as it was written; a letter's is read from its words."""
    if (found := next((one for one in offer.written if one.part == part), None)) is not None:
        return found
    said = next((words for name, words in offer.said if name == part), "")
    one = next(iter(mentions(said[:80])), None)
    if one is None or one.high > MOST_MONEY or one.low < 0:
        return None
    return AmountSaid(part=part, low=one.low, high=one.high, bare=not one.scaled and one.currency is None)


def _wanted(
    target: Offer | None, context: "Context", here: Wishes, told: OfferReading | None, offered: Pay | None
) -> Pay | None:
    """What is wanted: as this message says it, as the latest before it that says it did, or as the profile has it."""
    if (found := _wish(here, told, offered)) is not None and _is_salary_beside(found, offered):
        return found
    for turn in reversed(context.history[-8:]):
        profile = turn.question.profile
        then = pay_of(turn.question.offer or profile.offer) or offered
        found = _wish(turn.question.wishes, turn.question.money, then)
        if found is not None and _is_salary_beside(found, then):
            return found
    found = in_its_measure(target, offered)
    return found if found is not None and _is_salary_beside(found, offered) else None


def _is_salary_beside(wanted: Pay, offered: Pay | None) -> bool:
    """Whether what was taken for a wish may be one: beside what is offered a far smaller sum is something else."""
    return offered is None or offered.per != wanted.per or wanted.amount >= CLOSE * offered.amount


def _wish(wish: Wishes, told: OfferReading | None, offered: Pay | None) -> Pay | None:
    if wish.more is not None and offered is not None:
        return _raised(offered, wish.more)
    yearly_pay = offered.amount if offered is not None and offered.per == "year" else None
    if wish.amount is not None and is_salary(wish.amount, told, yearly_pay):
        found = _in_the_measure(wish.amount, offered)
        if found is not None:
            return found
    return in_its_measure(told.asked if told is not None else None, offered)


def _raised(offered: Pay, more: Mention) -> Pay | None:
    """What is offered and so much more: an amount in its period, or a share of it."""
    offered = offered.measure
    text = money(offered.amount, None, offered.currency)
    if more.kind == "percent":
        added = offered.amount * more.low / 100
        return replace(offered, amount=int(added + offered.amount), how=f"{text} + {percent(more.low)}")
    amount = more.low if more.scaled or more.low >= 1000 or offered.amount < 20_000 else more.low * 1000
    if more.kind == "plain" and amount * HARDLY < offered.amount:
        # Nobody asks for a thousandth more: a bare number is told in the thousands of what it stands beside.
        amount = more.low * 1000
        if amount >= CLOSE * offered.amount:
            return _in_the_measure(more, offered)
    if offered.per == "month" and amount > offered.amount * Decimal("0.6"):
        year = yearly(offered)
        return _raised(year, more) if year is not None else None
    if amount > offered.amount:
        return None
    added_words = money(int(amount), None, offered.currency)
    return replace(offered, amount=offered.amount + int(amount), how=f"{text} + {added_words}")


def _in_the_measure(one: Mention, offered: Pay | None) -> Pay | None:
    """An amount that is wanted in the unit and period of what is offered: beside 24 lakhs a year 28 is lakhs too."""
    offered = offered.measure if offered is not None else None
    if offered is None:
        if one.kind != "money" and one.low < 20:
            return None
        scale = 1 if one.scaled or one.low >= 1000 else 1000
        return Pay(int(one.low * scale), one.currency, "month" if one.period == "month" else "year")
    currency = one.currency or offered.currency
    for scale in (1,) if one.scaled else _SCALES:
        if CLOSE <= one.low * scale / offered.amount <= FAR and one.period in (None, offered.per):
            return replace(offered, amount=int(one.low * scale), currency=currency, how="")
    scale = 1 if one.scaled or one.low >= 1000 else 1000
    return Pay(int(one.low * scale), currency, "month" if one.period == "month" else "year")


def in_its_measure(told: Offer | None, offered: Pay | None) -> Pay | None:
    """What somebody said they want or hold elsewhere, in the measure of the offer where it was said without one of its
    own."""
    found = pay_of(told)
    offered = offered.measure if offered is not None else None
    if found is None or told is None:
        return None
    written = _written(told, found.part)
    if offered is not None and written is not None and written.bare and found.per in ("year", offered.per):
        for scale in _SCALES:
            if CLOSE <= written.low * scale / offered.amount <= FAR:
                return replace(offered, amount=int(written.low * scale), how="")
    return replace(found, currency=found.currency or (offered.currency if offered else None))


def _is_the_wish(own: Offer | None, here: Wishes) -> bool:
    """Whether what was taken for the offer is the amount that this message wishes for."""
    said = {words.strip() for _, words in own.said} if own else set()
    return here.amount is not None and here.amount.text.strip() in said


def _moved_from(own: Offer | None, offered: Pay) -> Pay | None:
    """ "We moved base from $142,000 to $148,000": the first of the two, where the second is the offer."""
    one = _written(own, offered.part) if own is not None else None
    if one is None or one.low == one.high or one.high != offered.amount or one.low * _RAISED < one.high:
        return None
    return replace(offered, amount=int(one.low), how="")


def _before(own: Offer | None, offered: Pay | None, context: "Context", here: Wishes) -> Pay | None:
    """What they offered earlier, where they have come up since; a correction is no raise."""
    if offered is None or here.corrected or not here.moved:
        return None
    if (low := _moved_from(own, offered)) is not None:
        return low
    for turn in reversed(context.history[-8:]):
        held = turn.question.profile.offer
        then = pay_of(held)
        elsewhere = own and held and own.company and held.company and own.company != held.company
        if then is None or elsewhere or (then.per, then.part) != (offered.per, offered.part):
            continue
        if then.amount < offered.amount <= then.amount * _RAISED:
            return then
        if then.amount != offered.amount:
            return None
    return None


def _raise_on(now: Pay | None, here: Wishes, context: "Context") -> Pay | None:
    """What they are paid now and the raise they were offered on it."""
    shares = [here.raised, *(turn.question.wishes.raised for turn in reversed(context.history[-8:]))]
    share = next(filter(None, shares), None)
    if now is None or share is None:
        return None
    text = money(now.amount, None, now.currency)
    return replace(now, amount=int(now.amount + now.amount * share / 100), how=f"{text} + {percent(share)}")


def _is_under(one: Pay, other: Pay) -> bool:
    """Whether pay is less than other pay in the same measure."""
    alike = (one.currency, one.per, one.part) == (other.currency, other.per, other.part)
    return alike and one.top.amount < other.top.amount


def _posted(wish: Wishes, offered: Pay | None) -> tuple[Pay, Pay] | None:
    """The range of an advert, in its own currency, else the offer's."""
    one = wish.posted
    if one is None:
        return None
    scale = 1 if one.scaled or one.low >= 1000 else 1000
    currency = one.currency or (offered.currency if offered else None)
    per: Per = "month" if one.period == "month" else "year"
    return Pay(int(one.low * scale), currency, per), Pay(int(one.high * scale), currency, per)


def _is_company(name: str, context: "Context") -> bool:
    return bool(name) and context.names is not None and context.names.companies(name) is not None


def _first(found: Iterator[str] | Sequence[str]) -> str:
    return next((one for one in found if one), "")


def day_words(deadline: str) -> str:
    """A date as it goes into "by ...": without the word before it."""
    return _said("led_by").behind(deadline.strip()).strip()


def names_a_day(deadline: str) -> bool:
    """Whether a deadline is a day ("by Friday", "4 December"), and no span of time ("24 hours")."""
    words = {word.strip(".,()").lower() for word in deadline.split()}
    return bool(words & set(days()))
