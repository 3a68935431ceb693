"""How much to ask for in each part of pay, and why: the person's own figure, the guide's, else a usual step over what
is offered that stays inside the band."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.coach.case import Pay
from bot.coach.draft import Draft, computed, mine
from bot.coach.form import PUT
from bot.coach.person import Addressee
from bot.coach.script import asks_of
from bot.coach.strategy import currency_of, strategy_of
from bot.coach.subject import bands_of, guide_of
from bot.knowledge.offer import Position, half_up, positions
from bot.knowledge.playbook import playbook
from bot.languages.phrase import Paid, phrase
from bot.reading.terms import Offer
from bot.wording import listed, money
from ingest.guide.types import Band, Guide, Source
from ingest.guide.types import ScriptFigure as GuideAsk

if TYPE_CHECKING:
    from bot.coach.context import Context

PARTS = ("base", "equity", "signing")
OWN, STATED = "your own figure", "the guide's own ask"
TOP, BOTTOM = "the top of the band", "the bottom of the band"
HIGH = "three quarters of the way up the band"
QUARTER = "a quarter of the way up the band"
USUAL, ROOM = "a usual first ask", "as equity has more room than base"
METHOD = "how-much-to-counter"
"""The card on how much more to ask for, whose `over` is the usual share over the offer."""
NEW_GRAD = "new-grad-first-offer"
"""The card whose share is for people who start out."""
WIDER = 2
"""How many times the usual share of the base is asked of equity, which has the widest room."""
STRETCHED = Decimal(4) / 3
"""How many times the usual share the guide's own ask may lie over the offer: 20 percent of a base."""
FURTHEST = Decimal(2)
"""How many times the usual share an ask for base may lie over the offer, wherever the band begins."""
_FULL = 100


@dataclass(frozen=True, slots=True)
class Target:
    """What to ask for of one part. amount: whole units of the band's currency, in the part's period. how: the sum, ""
    where the amount is stated. source: the line of the guide that says it, or whose band it stays in."""

    amount: int
    why: str
    source: Source
    how: str = ""

    def told(self, draft: Draft, currency: str | None) -> str:
        """The amount in words, its number added to the answer's."""
        text = money(self.amount, None, currency)
        return draft.user(text, computed(self.amount, currency, self.how)) if self.how else draft.quoted(text)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a plan, in whole units of its currency; None where there is nothing to say. how: the sum behind the
    ask, "" where it is stated. cites: citation ids."""

    part: str
    offered: int | None
    ask: int
    accept: int | None
    floor: int | None
    currency: str | None
    span: str
    why: str
    how: str = ""
    cites: tuple[str, ...] = ()

    def told(self, amount: int, draft: Draft) -> str:
        """One of its amounts in words, its number added to the answer's with where it comes from."""
        text = phrase("figure", amount=Paid(value=amount, currency=self.currency))
        if amount == self.offered or self.why == OWN:
            return draft.user(text, mine(amount, self.currency))
        if amount == self.ask:
            return draft.user(text, computed(amount, self.currency, self.how)) if self.how else draft.quoted(text)
        how = "between the offer and the ask, or as the guide states it"
        return draft.user(text, computed(amount, self.currency, how))


def over_of(keys: Collection[str], context: "Context") -> int:
    """How many percent over an offer's base a first ask may be without a special reason, by the playbook; 0 where no
    card says. keys: what is true of the person."""
    cards = playbook(context.facts).cards
    card = cards.get(NEW_GRAD if "new-grad" in keys else METHOD)
    return card.over[1] if card is not None and card.over is not None else 0


def targets(found: Sequence[Position], guide: Guide, band: Band, offer: Offer, over: int) -> dict[str, Target]:
    """What to ask for of each part that has room.

    The guide's own ask where it is in the region's currency, inside the band, above what is offered and no further
    over it than people usually ask; else that usual step over what is offered (`over` percent of the base, more of
    equity), at least the band's bottom and at most its top. signing: the guide's, where it names one and the offer has
    less.
    """
    stated: dict[str, Target] = {}
    code = band.base.amount.currency if band.base and band.base.amount else None
    for strategy in guide.strategies:
        for ask in asks_of([*strategy.ask, *strategy.signing], guide, code, band.region):
            if ask.amount is not None and not _other_place(ask.text, band, guide):
                stated.setdefault(ask.component, Target(ask.amount.bottom, STATED, strategy.source))
    result: dict[str, Target] = {}
    for p in found:
        if p.component not in ("base", "equity") or p.unit != "money" or p.gap <= 0:
            continue
        own, step = stated.get(p.component), _step(p, over)
        if step is None:
            continue
        most = max(step.amount, int(p.mine * (_FULL + STRETCHED * _share(p, over)) / _FULL))
        fits = own is not None and max(int(p.mine) + 1, int(p.low)) <= own.amount <= min(most, int(p.high))
        result[p.component] = own if fits and own is not None else step
    signing = stated.get("signing")
    if signing is not None and (offer.signing or 0) < signing.amount:
        result["signing"] = signing
    return result


def _share(p: Position, over: int) -> int:
    """How many percent over what is offered are asked of this part."""
    return over * (WIDER if p.component == "equity" else 1)


def _step(p: Position, over: int) -> Target | None:
    """A usual step over what is offered, inside the band; None where the band's bottom is further off than anybody is
    raised to in one step: it is of another level, or another job."""
    share = _share(p, over)
    amount, how = raised(int(p.mine), share, p.currency)
    furthest = Decimal(int(p.mine)) * (_FULL + FURTHEST * share) / _FULL
    if p.component == "base" and over and p.low > furthest:
        return None
    if not share or amount >= p.high:
        return Target(int(p.high), TOP, p.part.source)
    if p.mine < p.low:
        # Under the band there is room up to it without a word; the ask stands a quarter into it.
        least = rounded(p.low + (p.high - p.low) / Decimal(4))
        if amount < least < p.high and (least <= furthest or p.component != "base"):
            sum_ = f"{money(p.low, None, p.currency)} + 1/4 × {money(p.high - p.low, None, p.currency)}"
            return Target(least, QUARTER, p.part.source, sum_)
    if amount <= p.low:
        return Target(int(p.low), BOTTOM, p.part.source)
    room = ROOM if p.component == "equity" else USUAL
    return Target(amount, f"{share}% over theirs, {room}", p.part.source, how)


def raised(amount: int, share: int, currency: str | None) -> tuple[int, str]:
    """An amount and so many percent, to half of the third digit ("172,500": it looks worked out, and pulls harder than
    a round one), and the sum in words."""
    more = Decimal(amount) * (_FULL + share) / _FULL
    step = max(Decimal(5) * Decimal(10) ** (more.adjusted() - 3), Decimal(1))
    return half_up(more / step) * int(step), f"{money(amount, None, currency)} + {share}%"


def _other_place(text: str, band: Band, guide: Guide) -> bool:
    """True where the sentence names another of the guide's regions and not this one."""
    here = band.region.lower() in text.lower()
    return not here and any(b.region.lower() in text.lower() for b in guide.bands if b.region != band.region)


def steps_of(person: Addressee, guide: Guide, band: Band, draft: Draft, context: "Context") -> list[Step]:
    """The parts worth asking for: the person's own targets first, then the guide's asks, then a usual step."""
    code = currency_of((band,))
    if person.case.unsure or in_another_currency(person.offer, code):
        return []  # Their pounds are no dollars of the band: nothing of it is an ask on them.
    offer = _offer(person, code)
    wanted = _wanted(offer, person, guide, band, context)
    strategy = strategy_of(guide, person.subject, (band,))
    found = []
    for part in PARTS:
        own = getattr(person.target, part, None) if person.target is not None else None
        offered = getattr(offer, part) if offer is not None else None
        own = own if own is None or own > (offered or 0) else None
        one = wanted.get(part)
        amount = own if own is not None else one.amount if one is not None else None
        open_ = not person.case.base_fixed if own is not None else amount is None or may_be_asked(amount, person)
        if part == "base" and not open_:
            continue
        if amount is None or (offered is not None and offered >= amount):
            continue
        accept = getattr(person.accept_at, part, None) if person.accept_at is not None else None
        accept = (
            accept if accept is not None else _stated(strategy.accept_at if strategy else (), guide, part, code, band)
        )
        floor = getattr(person.floor, part, None) if person.floor is not None else None
        floor = floor if floor is not None else _stated(strategy.floor if strategy else (), guide, part, code, band)
        if accept is None or not (offered or 0) < accept < amount:
            accept = _halfway(amount, offered, part, band)
        if floor is None or not (offered or 0) <= floor <= (accept or amount):
            floor = offered
        years = band.equity.years if part == "equity" and band.equity is not None else None
        given = one if own is None else None
        found.append(Step(
            part, offered, amount, accept, floor, code, f" over {years} years" if years else "",
            given.why if given else OWN, given.how if given else "",
            (draft.cite(given.source, guide),) if given else (),
        ))  # fmt: skip
    return found


def in_another_currency(offer: Offer | None, code: str | None) -> bool:
    """Whether a base is offered in another currency than a band's."""
    return offer is not None and bool(offer.base and offer.currency and code) and offer.currency != code


def _offer(person: Addressee, code: str | None) -> Offer | None:
    """The offer in hand, when it is in the band's currency."""
    offer = person.offer
    if offer is None or offer.company not in (None, person.subject.company) or offer.currency not in (None, code):
        return None
    return offer.model_copy(update={"currency": code})


def _wanted(offer: Offer | None, person: Addressee, guide: Guide, band: Band, context: "Context") -> dict[str, Target]:
    """Each part's ask where the person named none."""
    placed = offer is not None and not offer.empty
    found: dict[str, Target] = {}
    if placed and offer is not None:
        found = targets(positions(offer, band), guide, band, offer, over_of(person.keys, context))
    code = currency_of((band,))
    for strategy in guide.strategies:
        for one in asks_of([*strategy.ask, *strategy.signing], guide, code, band.region):
            if (
                one.amount is not None
                and one.component in PARTS
                and (not placed or one.component not in ("base", "equity"))
            ):
                found.setdefault(one.component, Target(one.amount.bottom, STATED, strategy.source))
    for part in ("base", "equity") if not placed else ():
        component = getattr(band, part)
        if component is not None and component.amount is not None and component.amount.currency == code:
            found.setdefault(part, _high_up(component.amount.bottom, component.amount.top, code, component.source))
    return found


def _high_up(low: int, high: int, currency: str | None, source: Source) -> Target:
    """Where a first ask lies while nothing is offered: high in the band, short of a top that needs a strong reason."""
    amount = rounded(Decimal(low) + Decimal(high - low) * 3 / 4)
    if not low < amount < high:
        return Target(high, TOP, source)
    return Target(amount, HIGH, source, f"{money(low, None, currency)} + 3/4 × {money(high - low, None, currency)}")


def _stated(group: Sequence[GuideAsk], guide: Guide, part: str, code: str | None, band: Band) -> int | None:
    """The guide's own figure of a part, in the band's currency."""
    asks = asks_of(group, guide, code, band.region) or [x for x in group if x.amount and x.amount.currency == code]
    return next((x.amount.bottom for x in asks if x.component == part and x.amount is not None), None)


def _halfway(ask: int, offered: int | None, part: str, band: Band) -> int | None:
    """Half of the way from what is offered (else the middle of the band) to the ask."""
    component = getattr(band, part, None)
    if offered is not None:
        return rounded(Decimal(ask + offered) / 2)
    if component is None or component.amount is None:
        return None
    middle = rounded(Decimal(component.amount.bottom + component.amount.top) / 2)
    return middle if middle < ask else None


def rounded(value: Decimal) -> int:
    """To three digits, as people say amounts: 198,500 is 199,000 (halves up)."""
    size = Decimal(10) ** max(value.adjusted() - 2, 0)
    return half_up(value / size) * int(size)


def asked_for(parts: Sequence[tuple[str, str]]) -> str:
    """What to ask for in a sentence. parts: each part in words, and why."""
    same = len({why for _, why in parts}) == 1
    words = [text if same else f"{text} ({why})" for text, why in parts]
    return f"**Ask for {listed(words)}**{f' ({parts[0][1]})' if same else ''}."


def proposed(
    part: str, person: Addressee, draft: Draft, context: "Context", over: int = 0, *, usual: bool = True
) -> tuple[str, str]:
    """A figure of one part to ask for in words to send, where the person named none, and the sentence that says where
    it comes from; ("", "") where nothing says. over: the share over the offer that a card has for its own situation.
    usual: a usual share over the offer will do where neither a band nor a range supports a figure."""
    offered = person.case.offered
    if person.case.unsure or (part == "base" and person.case.base_fixed):
        return "", ""
    guide = guide_of(person.subject, context) if person.gone is None else None
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    abroad = bool(bands) and in_another_currency(person.offer, currency_of(bands[:1]))
    yearly = len(bands) == 1 and _is_yearly(bands[0]) and (offered is None or offered.per == "year")
    if guide is not None and yearly and not abroad:
        steps = steps_of(person, guide, bands[0], draft, context)
        step = next((one for one in steps if one.part == part and one.why != OWN), None)
        if step is None:
            return "", ""
        text = step.told(step.ask, draft)
        return text, _put(text, step.why)
    if not usual and (part != "base" or person.case.posted is None):
        return "", ""
    over = (over or over_of(person.keys, context)) * (WIDER if part == "equity" else 1)
    pay = _grant(person.offer) if part == "equity" else offered.measure if offered is not None else None
    if pay is None or pay.part == "total" or pay.per not in ("year", "month") or not over:
        return "", ""
    if part == "base" and offered is not None and offered.in_a_form:
        return "", ""
    amount, how = raised(pay.amount, over, pay.currency)
    if part == "base" and _no_more_than_now(amount, pay.per, person):
        return "", ""
    if part == "base" and (end := _end_of_their_range(amount, pay, person.case.posted)) is not None:
        text = end.told(draft)
        return text, _put(text, f"{'the top' if end.amount < amount else 'the bottom'} of the range they named")
    if part == "equity":
        text = draft.user(money(amount, None, pay.currency), computed(amount, pay.currency, how))
    else:
        text = replace(pay, amount=amount, how=how).told(draft)
    return text, _put(text, f"{over}% over theirs, {ROOM if part == 'equity' else USUAL}")


def may_be_asked(base: int, person: Addressee) -> bool:
    """Whether a year's base may be asked for: the base can move, and they have less today."""
    return not person.case.base_fixed and not _no_more_than_now(base, "year", person)


def _no_more_than_now(amount: int, per: str, person: Addressee) -> bool:
    """Whether an ask would be no more than what they are paid already, which nobody asks for without meaning it."""
    now, offered = person.case.now, person.case.offered
    codes = {one.currency for one in (now, offered) if one is not None and one.currency}
    return now is not None and now.per == per and len(codes) < 2 and amount <= now.top.amount


def _end_of_their_range(amount: int, pay: Pay, posted: tuple[Pay, Pay] | None) -> Pay | None:
    """The end of the range that they named, where an ask would lie outside it; None inside, and where none is known."""
    if posted is None or posted[0].per != pay.per or len({posted[0].currency, pay.currency} - {None}) > 1:
        return None
    low, high = posted
    end = low if amount < low.amount else high if pay.amount < high.amount < amount else None
    return replace(end, currency=end.currency or pay.currency) if end is not None else None


def _grant(offer: Offer | None) -> Pay | None:
    """An offer's equity as one amount, over whatever years it was told."""
    if offer is None or not offer.equity:
        return None
    return Pay(offer.equity, offer.equity_currency or offer.currency, part="equity")


def _is_yearly(band: Band) -> bool:
    return band.base is not None and band.base.amount is not None and band.base.period == "year"


def _put(text: str, why: str) -> str:
    return f"{PUT}{text}: {why}. Change it to your own figure."
