"""What to ask for: ask, accept-at and floor in each part with the figures beside them, and the moves in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison
from bot.coach import advice
from bot.coach.cards import METHOD, answered, cite, fitting, next_steps
from bot.coach.draft import LABELS, Draft, computed, mine
from bot.coach.here import changes_for
from bot.coach.offer import TOP, targets
from bot.coach.person import Person, person_of, where_said
from bot.coach.script import ask_words, asks_of
from bot.coach.strategy import currency_of, strategy_of
from bot.coach.subject import ask_back, bands_of, guide_of, tell_gone, which_place
from bot.knowledge.offer import half_up, positions
from bot.knowledge.playbook import playbook
from bot.reading.terms import Offer
from bot.reading.types import Ask, Fact
from bot.wording import listed, money, said
from ingest.guide.types import Ask as GuideAsk
from ingest.guide.types import Band, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context

CARD = "plan-your-asks"
"""Told where no band is known to plan with."""
PARTS = ("base", "equity", "signing")
_NOUNS = {"base": "base", "equity": "in equity", "signing": "signing bonus"}


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a plan, in whole units of its currency; None where there is nothing to say. cites: citation ids."""

    part: str
    offered: int | None
    ask: int
    accept: int | None
    floor: int | None
    currency: str | None
    span: str
    why: str
    cites: tuple[str, ...] = ()


def compose(ask: Ask, context: "Context", facts: Sequence[Fact] = ()) -> Answer:
    """The plan as a table, the steps of the base, and the moves; or the method, and the question that is missing."""
    draft = Draft("plan")
    person = person_of(ask.question, context, facts)
    guide = guide_of(person.subject, context)
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    if guide is None or not bands or person.gone is not None:
        if guide is not None and person.gone is not None:
            tell_gone(person.gone, guide, draft)
        return _method(ask, person, draft, context)
    places = tuple(dict.fromkeys(band.region for band in bands))
    if len({band.level for band in bands if band.region == places[0]}) > 1:
        return which_place(tuple(b for b in bands if b.region == places[0]), draft, "Then I can put figures to it.")
    steps = steps_of(person, guide, bands[0], draft)
    if not steps:
        return _method(ask, person, draft, context)
    if len(places) > 1:
        others = f"name {listed(list(places[1:4]), 'or')} for its figures"
        draft.say(f"For {places[0]}, the guide's first place; {others}.")
    _tell(steps, guide, bands[0], draft, context, person)
    elsewhere = [f"What should I ask for in {place}?" for place in places[1:2]]
    draft.suggest("Write the counter e-mail", "Practise the call", "Which levers fit me?", *elsewhere)
    return draft.answer()


def steps_of(person: Person, guide: Guide, band: Band, draft: Draft) -> list[Step]:
    """The parts worth asking for: the person's own targets first, then the guide's asks, then the top of the band."""
    code = currency_of((band,))
    offer = _offer(person, code)
    wanted = _wanted(offer, guide, band, draft)
    strategy = strategy_of(guide, person.subject, (band,))
    found = []
    for part in PARTS:
        own = getattr(person.target, part, None) if person.target is not None else None
        amount, why, cites = (own, "your own figure", ()) if own is not None else wanted.get(part, (None, "", ()))
        if amount is None:
            continue
        offered = getattr(offer, part) if offer is not None else None
        if offered is not None and offered >= amount:
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
        found.append(
            Step(part, offered, amount, accept, floor, code, f" over {years} years" if years else "", why, cites)
        )
    return found


def _offer(person: Person, code: str | None) -> Offer | None:
    """The offer in hand, when it is in the band's currency."""
    offer = person.offer
    if offer is None or offer.company not in (None, person.subject.company) or offer.currency not in (None, code):
        return None
    return offer.model_copy(update={"currency": code})


def _wanted(
    offer: Offer | None, guide: Guide, band: Band, draft: Draft
) -> dict[str, tuple[int | None, str, tuple[str, ...]]]:
    """Each part's ask from the guide: amount, where it comes from, citation ids."""
    placed = offer is not None and not offer.empty
    stated = targets(positions(offer, band), guide, band, offer) if placed and offer is not None else {}
    found: dict[str, tuple[int | None, str, tuple[str, ...]]] = {
        part: (amount, why, (draft.cite(source, guide),)) for part, (amount, why, source) in stated.items()
    }
    code = currency_of((band,))
    for strategy in guide.strategies:
        for one in asks_of([*strategy.ask, *strategy.signing], guide, code, band.region):
            if (
                one.amount is not None
                and one.component in PARTS
                and (not placed or one.component not in ("base", "equity"))
            ):
                found.setdefault(
                    one.component, (one.amount.bottom, "the guide's own ask", (draft.cite(strategy.source, guide),))
                )
    for part in ("base", "equity") if not placed else ():
        component = getattr(band, part)
        if component is not None and component.amount is not None and component.amount.currency == code:
            found.setdefault(part, (component.amount.top, TOP, (draft.cite(component.source, guide),)))
    return found


def _stated(group: Sequence[GuideAsk], guide: Guide, part: str, code: str | None, band: Band) -> int | None:
    """The guide's own figure of a part, in the band's currency."""
    asks = asks_of(group, guide, code, band.region) or [x for x in group if x.amount and x.amount.currency == code]
    return next((x.amount.bottom for x in asks if x.component == part and x.amount is not None), None)


def _halfway(ask: int, offered: int | None, part: str, band: Band) -> int | None:
    """Half of the way from what is offered (else the middle of the band) to the ask."""
    component = getattr(band, part, None)
    if offered is not None:
        return rounded((ask + offered) / 2)
    if component is None or component.amount is None:
        return None
    middle = rounded((component.amount.low + component.amount.high) / 2)
    return middle if middle < ask else None


def rounded(value: float) -> int:
    """To three digits, as people say amounts: 198,500 is 199,000 (halves up)."""
    whole = Decimal(str(value))
    size = Decimal(10) ** max(whole.adjusted() - 2, 0)
    return half_up(whole / size) * int(size)


def _tell(steps: Sequence[Step], guide: Guide, band: Band, draft: Draft, context: "Context", person: Person) -> None:
    card = playbook(context.facts).cards.get(CARD)
    id_ = cite(draft, card) if card is not None else ""
    asks = listed([f"{_money(step, step.ask, draft)} {_NOUNS[step.part]}{step.span}" for step in steps])
    reasons = listed(list(dict.fromkeys(step.why for step in steps)))
    cites = [one for step in steps for one in step.cites]
    draft.say(f"**Ask for {asks}** ({reasons}).", *cites)
    _table(steps, guide, band, draft)
    _guides_own(guide, band, person, draft)
    base = next((s for s in steps if s.part == "base" and s.accept is not None and s.accept < s.ask), None)
    if base is not None and base.accept is not None:
        give = base.ask - base.accept
        ladder = [base.ask, rounded(base.ask - give / 2), rounded(base.ask - give * 3 / 4), base.accept]
        words = [
            draft.user(money(x, None, base.currency), computed(x, base.currency, "each step half of the one before"))
            for x in dict.fromkeys(ladder)
        ]
        draft.say(f"Base, step by step: {', then '.join(words)}.")
    if card is not None:
        changes = changes_for(card, person)[:1]
        points = [*card.do, *[f"{text[:1].upper()}{text[1:]}" for text in changes]]
        draft.say(draft.quoted("\n".join(f"- {point}" for point in points)), id_)


def _guides_own(guide: Guide, band: Band, person: Person, draft: Draft) -> None:
    """What the guide itself would ask for, accept and walk away from, as it states it."""
    strategy = strategy_of(guide, person.subject, (band,))
    if strategy is None:
        return
    code = currency_of((band,))
    groups = {
        "ask for": (*strategy.ask, *strategy.signing), "accept at": strategy.accept_at,
        "walk away below": strategy.floor,
    }  # fmt: skip
    told = []
    for what, group in groups.items():
        asks = [x for x in asks_of(group, guide, code, band.region) if x.amount is not None]
        # A floor stands beside what other companies pay: its figure is the guide's all the same.
        asks = asks or [x for x in group if x.amount is not None and x.amount.currency == code][:1]
        if asks:
            told.append(f"{what} {listed([ask_words(one) for one in asks])}")
    terms = [f"{name}: {text}" for name, texts in (("vesting", strategy.vesting), ("refresher", strategy.refresher))
             for text in texts[:1] if name not in " ".join(told)]  # fmt: skip
    if told or terms:
        id_ = draft.cite(strategy.source, guide)
        draft.say(draft.quoted(f"The guide's own plan: {'; '.join([*told, *terms])}."), id_)


def _table(steps: Sequence[Step], guide: Guide, band: Band, draft: Draft) -> None:
    rows, cites = [], []
    offered = any(step.offered is not None for step in steps)
    for step in steps:
        figure = draft.figure(band, step.part, guide) if step.part != "signing" or band.signing is not None else None  # type: ignore[arg-type]
        held = said(figure, period=True) if figure is not None else "not stated"
        cites += [figure.source] if figure is not None else list(step.cites)
        now = [_money(step, step.offered, draft) if step.offered is not None else "none told"] if offered else []
        after = [
            _money(step, value, draft) if value is not None else "yours to set" for value in (step.accept, step.floor)
        ]
        rows.append((LABELS[step.part], *now, _money(step, step.ask, draft), *after, held))
    columns = ("Part", *(("Offered",) if offered else ()), "Ask", "Accept at", "Floor, yours alone", "Guide")
    draft.blocks.append(
        Comparison(title="Your plan", columns=columns, rows=tuple(rows), cites=tuple(dict.fromkeys(cites)))
    )


CLEARLY = 0.85
"""Score from which another card than the method's says more to who asks for a number."""


def _money(step: Step, amount: int, draft: Draft) -> str:
    text = money(amount, None, step.currency)
    if amount == step.offered or step.why == "your own figure":
        return draft.user(text, mine(amount, step.currency))
    if amount == step.ask:
        return draft.quoted(text)
    return draft.user(text, computed(amount, step.currency, "between the offer and the ask, or as the guide states it"))


def _method(ask: Ask, person: Person, draft: Draft, context: "Context") -> Answer:
    """No band to plan with: how to find the figure, and the question that is missing."""
    book = playbook(context.facts)
    card = book.cards.get(METHOD)
    near = fitting(ask, context, least=CLEARLY)[0] if card is not None else None
    several = near is not None and near.applies.startswith("with two")
    if near is not None and answered(near, ask.sentences, context) and (person.holds_other or not several):
        card = near
    if card is None:
        return ask_back(ask.question, context, person.subject, draft, "The figures to ask for differ by role.")
    advice.told(card, person, where_said(ask.question.text), draft, context, asked=ask.sentences)
    strange = next((one for one in ask.question.unknown if one.kind == "company"), None)
    if strange is not None and strange.phrase:
        draft.say(f"The guides hold nothing on {strange.phrase}.")
    elif person.case.offered is None and person.gone is None:
        missing = "role" if person.subject.company else "company, role and city"
        draft.say(f"Tell me the {missing}, and I'll put figures into it.")
    draft.suggest(*next_steps(card, context), "What do the guides cover?")
    return draft.answer()
