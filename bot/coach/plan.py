"""What to ask for: ask, accept-at and floor in each part with the figures beside them, and the moves in their order."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison
from bot.coach import advice
from bot.coach.asks import METHOD, Step, asked_for, rounded, steps_of
from bot.coach.band_and_law import changes_for
from bot.coach.cards import AGAIN, answered, cite, fitting, next_steps, very
from bot.coach.draft import Draft, computed, part_of, shown
from bot.coach.person import Addressee, person_of, where_said
from bot.coach.script import ask_words, asks_of
from bot.coach.strategy import currency_of, strategy_of
from bot.coach.subject import ask_back, bands_of, guide_of, tell_gone, which_place
from bot.knowledge.playbook import playbook
from bot.languages.phrase import phrase
from bot.reading.terms import Offer
from bot.reading.types import Ask, Fact
from bot.wording import listed, money
from ingest.guide.types import Band, Guide
from ingest.guide.types import ScriptFigure as GuideAsk

if TYPE_CHECKING:
    from bot.coach.context import Context

CARD = "plan-your-asks"
"""Told where no band is known to plan with."""
PARTS = ("base", "equity", "signing")
_NOUNS = {"base": "base", "equity": "in equity", "signing": "as a signing bonus"}


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
    steps = steps_of(person, guide, bands[0], draft, context)
    if not steps:
        return _method(ask, person, draft, context)
    if len(places) > 1:
        others = f"name {listed(list(places[1:4]), 'or')} for its figures"
        draft.say(f"For {places[0]}, the guide's first place; {others}.")
    _tell(steps, guide, bands[0], draft, context, person)
    elsewhere = [phrase("whatToAskIn", place=place) for place in places[1:2]]
    draft.suggest(phrase("counterMail"), phrase("practiseCall"), phrase("leversFit"), *elsewhere)
    return draft.answer()


def _tell(steps: Sequence[Step], guide: Guide, band: Band, draft: Draft, context: "Context", person: Addressee) -> None:
    card = playbook(context.facts).cards.get(CARD)
    id_ = cite(draft, card) if card is not None else ""
    parts = [(f"{step.told(step.ask, draft)} {_NOUNS[step.part]}{step.span}", step.why) for step in steps]
    draft.say(asked_for(parts), *[one for step in steps for one in step.cites])
    _table(steps, guide, band, draft)
    _guides_own(guide, band, person, draft)
    base = next((s for s in steps if s.part == "base" and s.accept is not None and s.accept < s.ask), None)
    if base is not None and base.accept is not None:
        give = Decimal(base.ask - base.accept)
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


def _guides_own(guide: Guide, band: Band, person: Addressee, draft: Draft) -> None:
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
        if what != "ask for":
            asks = [x for x in asks if not _is_theirs_already(x, person.offer)]
        if asks:
            told.append(f"{what} {listed([ask_words(one) for one in asks])}")
    terms = [f"{name}: {text}" for name, texts in (("vesting", strategy.vesting), ("refresher", strategy.refresher))
             for text in texts[:1] if name not in " ".join(told)]  # fmt: skip
    if told or terms:
        id_ = draft.cite(strategy.source, guide)
        draft.say(draft.quoted(f"The guide's own plan: {'; '.join([*told, *terms])}."), id_)


def _is_theirs_already(one: GuideAsk, offer: Offer | None) -> bool:
    """Whether a figure to accept or to leave at is no more than what they were offered: it would only mislead."""
    held = getattr(offer, one.component, None) if one.component in PARTS and offer is not None else None
    return held is not None and one.amount is not None and one.amount.high <= held


def _table(steps: Sequence[Step], guide: Guide, band: Band, draft: Draft) -> None:
    rows, cites = [], []
    offered = any(step.offered is not None for step in steps)
    for step in steps:
        figure = draft.figure(band, step.part, guide) if step.part != "signing" or band.signing is not None else None  # type: ignore[arg-type]
        held = shown(figure, period=True) if figure is not None else phrase("notStated")
        cites += [figure.source] if figure is not None else list(step.cites)
        now = [step.told(step.offered, draft) if step.offered is not None else phrase("noneTold")] if offered else []
        held_to = (step.accept, step.floor)
        after = [step.told(value, draft) if value is not None else phrase("yoursToSet") for value in held_to]
        rows.append((part_of(step.part), *now, step.told(step.ask, draft), *after, held))
    names = (
        "columnPay",
        *(("columnOffered",) if offered else ()),
        "columnAsk",
        "columnAccept",
        "columnFloor",
        "columnGuide",
    )
    draft.blocks.append(
        Comparison(
            title=phrase("yourPlan"),
            columns=tuple(map(phrase, names)),
            rows=tuple(rows),
            cites=tuple(dict.fromkeys(cites)),
        )
    )


CLEARLY = 0.85
"""Score from which another card than the method's says more to who asks for a number."""


def _method(ask: Ask, person: Addressee, draft: Draft, context: "Context") -> Answer:
    """No band to plan with: how to find the figure, and the question that is missing."""
    book = playbook(context.facts)
    card = book.cards.get(METHOD)
    near = fitting(ask, context, least=CLEARLY)[0] if card is not None else None
    several = near is not None and near.applies.startswith("with two")
    if near is not None and answered(near, ask.sentences, context, AGAIN) and (person.holds_other or not several):
        card = near
    elif person.case.offered is None and card is not None and (exact := very(ask, context)) is not None:
        return advice.in_a_sentence(exact.name, ask, context)
    if card is None:
        return ask_back(ask.question, context, person.subject, draft, "The figures to ask for differ by role.")
    advice.told(card, person, where_said(ask.question.text), draft, context, asked=ask.sentences)
    strange = next((one for one in ask.question.unknown if one.kind == "company"), None)
    if strange is not None and strange.phrase:
        draft.say(f"The guides hold nothing on {strange.phrase}.")
    elif person.case.offered is None and person.gone is None:
        told = {kind for said in ask.question.said for kind in ("company", "role", "region") if getattr(said, kind)}
        told |= {unknown.kind for unknown in ask.question.unknown}
        missing = "role" if person.subject.company else "company" if "role" in told else "company, role and city"
        draft.say(f"Tell me the {missing}, and I'll put figures into it.")
    draft.suggest(*next_steps(card, context), phrase("whatCovered"))
    return draft.answer()
