"""Is this offer good: a verdict that weighs all its parts, its place in the band, its years, and what to ask for."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from bot.answer import Answer, BandRow, Figure, Number, OfferGauge
from bot.coach import advice, each_level, elsewhere, plan
from bot.coach.asks import METHOD, OWN, STATED, asked_for, may_be_asked, over_of, rounded, targets
from bot.coach.band_and_law import band_line
from bot.coach.case import Pay
from bot.coach.draft import Draft, about, computed, row
from bot.coach.first_line import lead, with_year
from bot.coach.offers import between
from bot.coach.person import Addressee, person_of
from bot.coach.script import held
from bot.coach.strategy import currency_of
from bot.coach.subject import (
    ask_back,
    bands_of,
    gone_place,
    guide_of,
    offer_of,
    others_of,
    subject_of,
    tell_gone,
    which_place,
    whose_offer,
)
from bot.coach.verdict import part_words, verdict
from bot.knowledge.offer import Position, Worth, other_currency, positions, value
from bot.knowledge.playbook import playbook
from bot.languages.phrase import Paid, phrase
from bot.reading.terms import Doubt, Offer
from bot.reading.types import Ask, Question, Subject
from bot.wording import a, listed, money, percent, row_words, said
from ingest.guide.types import Band, ComponentName, Finding, Guide

if TYPE_CHECKING:
    from bot.coach.context import Context

_ASKED = 2
"""Amounts without a number that are asked about in one answer; more would be a list of questions."""
_EXAMPLE = "For example: “245K base, 360K in RSUs over 4 years, 10% bonus, 30K signing, San Francisco”."
FAR_UNDER = "Ask first which level the offer is for: a band that begins so far above it is often another level's."
_WARNINGS = 2
"""Findings told beside an offer; `parley check` has them all."""


def compose(question: Question, context: "Context") -> Answer:
    """The offer against its band: verdict, gauge, what to ask for, and one question back."""
    if question.topic == "compare" and question.offer is not None and question.others:
        return between((question.offer, *question.others), context)
    draft = Draft("offer")
    subject = whose_offer(question, context)
    if (doubt := _whose_base(question)) is not None:
        return _asking_whose(doubt, question, context, draft)
    offer = offer_of(question, context, subject)
    if offer is None or offer.empty:
        return _no_offer(question, context, draft)
    guide = guide_of(subject, context)
    if guide is None:
        return _without_guide(question, context, draft, offer)
    told = person_of(question, context).case.offered
    if told is not None and told.in_a_form:
        return _in_a_form(told, question, context, draft)
    bands = bands_of(guide, _at_any_level(subject, question), offer)
    if not bands:
        return ask_back(question, context, subject, draft, "")
    if (gone := gone_place(question, subject)) is not None:
        tell_gone(gone, guide, draft)
        return _alone(question, context, draft, offer)
    if len(bands) > 1 and len({_key(b) for b in bands}) > 1:
        if len({band.region for band in bands}) == 1 and each_level.tell(
            _in_currency(offer, bands), bands, guide, draft
        ):
            return draft.answer()
        return which_place(bands, draft, "The band depends on it.")
    return _against(question, context, draft, offer, bands[0], guide)


def _whose_base(question: Question) -> Doubt | None:
    """The question on a salary of which it isn't sure whether it is offered, where no other is."""
    known = question.offer is not None and (question.offer.base is not None or question.offer.total is not None)
    told = question.money.doubts if question.money is not None and not known else ()
    return next((one for one in told if one.whose), None)


def _asking_whose(doubt: Doubt, question: Question, context: "Context", draft: Draft) -> Answer:
    """What is asked of a salary before anything is held against it, and the band for the time being."""
    draft.say(f"{doubt.question} Then I can say whether it is good.")
    band_line(person_of(question, context), draft, context)
    return draft.answer("clarify")


def _in_a_form(pay: Pay, question: Question, context: "Context", draft: Draft) -> Answer:
    """Pay that was told net, as a contractor's or with more than the base in it is not held against a band."""
    draft.say(
        f"You told me {pay.told(draft)}. The guides' bands are an employee's base before tax, so I don't hold one "
        "against the other. What is it as a gross base for a year?"
    )
    band_line(person_of(question, context), draft, context)
    draft.suggest(phrase("card-ir35-like-status"), phrase("counterMail"))
    return draft.answer("clarify")


def _at_any_level(subject: Subject, question: Question) -> Subject:
    """The subject, without its level where the message names several ("mid or senior by that number?")."""
    levels = {one.level for one in question.subjects if (one.company, one.role) == (subject.company, subject.role)}
    return replace(subject, level=None) if len(levels) > 1 else subject


def _in_currency(offer: Offer, bands: Sequence[Band]) -> Offer:
    """The offer in the bands' one currency, where its person named none."""
    return offer if offer.currency is not None else offer.model_copy(update={"currency": currency_of(bands)})


def _key(band: Band) -> tuple[str, str | None]:
    return band.region, band.level


def _no_offer(question: Question, context: "Context", draft: Draft) -> Answer:
    others = others_of(question, context, subject_of(question, context))
    if len(others) > 1:
        return between(others, context)
    if others:
        draft.say(f"Noted: {held(others, draft)[5:].rstrip('.')}. What has the company you want offered?")
        draft.suggest(phrase("card-two-offers"), phrase("leversFit"))
        return draft.answer()
    _, doubts = _read_aloud(question, context)
    if doubts:
        draft.say(" ".join(doubts))
    elif _after_advice(context) and len({band.region for band in _known_bands(question, context)}) == 1:
        # They named the company, the role and the place, and no offer yet: what to go for there.
        return plan.compose(Ask("plan", question), context)
    draft.say(f"Tell me the offer, in any form, with the company, role and city. {_EXAMPLE}")
    return draft.answer("clarify")


def _after_advice(context: "Context") -> bool:
    return bool(context.history) and context.history[-1].question.intent in ("tactic", "strategy", "letter")


def _known_bands(question: Question, context: "Context") -> tuple[Band, ...]:
    subject = whose_offer(question, context)
    guide = guide_of(subject, context)
    return bands_of(guide, subject, None) if guide is not None and gone_place(question, subject) is None else ()


def _without_guide(question: Question, context: "Context", draft: Draft, offer: Offer) -> Answer:
    """No band to hold it against: ask for what is missing, or value it alone and say so."""
    subject = whose_offer(question, context)
    named = any(one.kind == "company" and one.phrase for one in question.unknown)
    if not named and not subject.company and _asked_for_company(context):
        return _of_nobody_held(question, context, draft)
    missing = any(u.kind in ("company", "role") for u in question.unknown)
    if missing:
        ask_back(question, context, subject, draft, "")
    beside = elsewhere.tell(draft, question, context, offer)
    draft.say(lead(person_of(question, context), None, draft, context))
    _value(question, context, draft, offer)
    if missing:
        draft.suggest(phrase("howMuchMore"), phrase("counterMail"), phrase("whichCompanies"))
        return draft.answer("answered" if beside else "not_found")
    return ask_back(question, context, subject, draft, "Then I can say whether it is good: I hold it against the band.")


def _asked_for_company(context: "Context") -> bool:
    """Whether the answer before asked which company the offer is from."""
    last = context.history[-1] if context.history else None
    return last is not None and last.answer.intent == "offer" and last.answer.status == "clarify"


def _of_nobody_held(question: Question, context: "Context", draft: Draft) -> Answer:
    """Who was asked for the company and names none has one that no guide is on: how much more is asked for."""
    draft.say("Without a guide on that company I can't put it beside a band. Judge it by posted ranges for this job.")
    card = playbook(context.facts).cards.get(METHOD)
    if card is not None:
        advice.told(card, person_of(question, context), "phone", draft, context)
    draft.suggest(phrase("counterMail"), phrase("card-finding-the-pay"), phrase("whichCompanies"))
    return draft.answer()


def _alone(question: Question, context: "Context", draft: Draft, offer: Offer) -> Answer:
    """The offer's worth by itself, where the guides hold nothing for its place."""
    _value(question, context, draft, offer)
    draft.suggest(phrase("howMuchMore"), phrase("counterMail"), phrase("card-finding-the-pay"))
    return draft.answer()


def _value(question: Question, context: "Context", draft: Draft, offer: Offer) -> None:
    if offer.base is None:
        return
    worth = value(offer)
    alone = all(year.total == year.base for year in worth.years)
    letter = question.money is not None and question.money.letter
    if not (alone and worth.unknown) or question.supposed or letter:
        draft.say(_first_year(draft, worth))  # A base alone adds up to itself.
    if worth.assumptions or any(year.total != year.base for year in worth.years):
        draft.blocks.append(_gauge(offer, worth, ()))
    _say_how_read(draft, *_read_aloud(question, context))


def _against(question: Question, context: "Context", draft: Draft, offer: Offer, band: Band, guide: Guide) -> Answer:
    aloud, doubts = _read_aloud(question, context)
    band_currency = band.base.amount.currency if band.base and band.base.amount else None
    if offer.currency is None and band_currency:
        offer = offer.model_copy(update={"currency": band_currency})
        if offer.base is not None or offer.equity is not None:
            aloud.append(f"I take your amounts as {band_currency}, the band's currency")
    offer = _at_rate(offer, band_currency, question, aloud)
    years = band.equity.years if band.equity is not None and band.equity.period == "grant" else None
    worth = value(offer, band_years=years)
    found = positions(offer, band)
    figures = _figures(draft, found, offer, band, guide)
    if foreign := other_currency(offer, band):
        _abroad(draft, figures, band, foreign)
    else:
        _lead(draft, found, figures, band, offer, worth, guide.findings)
    draft.blocks.append(_gauge(offer, worth, _rows(found, figures, band)))
    person = person_of(question, context)
    _ask(draft, found, offer, band, guide, person, over_of(person.keys, context))
    _say_how_read(draft, aloud, doubts)
    if not doubts:
        draft.say(_question_back(worth, offer))
    compared = [*figures, "equity"] if offer.equity is not None else list(figures)
    draft.warn(about(guide.findings, band, compared)[:_WARNINGS], guide)
    draft.suggest(phrase("whatToAsk"), phrase("counterMail"), phrase("leversFit"), phrase("practiseCall"))
    return draft.answer()


def _figures(
    draft: Draft, found: tuple[Position, ...], offer: Offer, band: Band, guide: Guide
) -> dict[ComponentName, Figure | None]:
    """The band's figures for the parts that the offer has."""
    figures: dict[ComponentName, Figure | None] = {p.component: draft.figure(band, p.component, guide) for p in found}
    names: tuple[ComponentName, ...] = ("base", "equity", "bonus", "signing")
    for name in names:
        if getattr(offer, name if name != "bonus" else "bonus_percent") is not None and name not in figures:
            figures[name] = draft.figure(band, name, guide)
    return figures


def _question_back(worth: Worth, offer: Offer) -> str:
    """The one thing that would change the picture most, asked."""
    if worth.unknown:
        return f"What have they said about {listed([u for u in worth.unknown][:2])}?"
    return "" if offer.deadline else "By when do they want your answer?"


def _at_rate(offer: Offer, currency: str | None, question: Question, aloud: list[str]) -> Offer:
    """The offer in the band's currency, where the user has given a rate."""
    rates = {(a, b): Decimal(r) for a, b, r in question.rates if Decimal(r)}
    rates |= {(b, a): 1 / rate for (a, b), rate in tuple(rates.items())}
    rate = rates.get((offer.currency or "", currency or ""))
    if rate is None or offer.equity_currency:
        return offer
    amounts = ("base", "equity", "signing", "signing_second", "refresher", "bonus_amount", "total")

    def at_rate(amount: int) -> int:
        return int((amount * rate).quantize(Decimal(1), ROUND_HALF_UP))

    there: dict[str, object] = {
        name: at_rate(amount) for name in amounts if (amount := getattr(offer, name)) is not None
    }
    there["later"] = tuple(one.model_copy(update={"amount": at_rate(one.amount)}) for one in offer.later)
    one, other, written = next(r for r in question.rates if {r[0], r[1]} == {offer.currency, currency})
    aloud.append(f"I take your amounts in {currency} at your rate, 1 {one} = {written} {other}")
    return offer.model_copy(update={**there, "currency": currency})


TALE = 20
"""Words from which on a message is a story, where a number without a name is seldom a part of the offer."""


def _read_aloud(question: Question, context: "Context") -> tuple[list[str], list[str]]:
    reading = question.money
    vague = [f"What number is “{words}”?" for words in question.vague[:_ASKED]]
    wish = question.wishes.amount.text.strip() if question.wishes.amount is not None else " "
    tale = len(question.text.split()) > TALE
    told = [
        d
        for d in (reading.doubts if reading else ())
        if not d.whose and not (d.part == "unclear" and (tale or wish in d.question))
    ]
    doubts = [*(d.question for d in told), *vague]
    if reading is None or reading.offer is None or not reading.fresh:
        return [], doubts
    supposed = context.profile.offer is not None and question.offer != context.profile.offer and question.supposed
    return [*reading.aloud, *(("this is a what-if, and I keep your offer as you told it",) if supposed else ())], doubts


def _say_how_read(draft: Draft, aloud: list[str], doubts: list[str]) -> None:
    if aloud:
        draft.say(f"To be sure: {'; '.join(aloud)}.")
    if doubts:
        draft.say(" ".join(doubts))


def _where(band: Band) -> str:
    level = f" ({band.level})" if band.level else ""
    return f"{a(band.role_display)}{level} at {band.company_display}{row_words(band.region)}"


def _abroad(draft: Draft, figures: dict[ComponentName, Figure | None], band: Band, foreign: str) -> None:
    """The offer is in another currency than the band: nothing is compared without a rate."""
    figure = figures.get("base")
    theirs = band.base.amount.currency if band.base and band.base.amount else ""
    shown = f" ({said(figure, period=True)} base)" if figure else ""
    draft.say(
        f"Your offer is in {foreign}, the guide's band for {_where(band)} in {theirs}{shown}. I don't compare across "
        "currencies without a rate; tell me one and I will, or give me the offer in the band's currency.",
        figure.source if figure else "",
    )


def _lead(
    draft: Draft, found: tuple[Position, ...], figures: dict[ComponentName, Figure | None], band: Band, offer: Offer,
    worth: Worth, findings: Sequence[Finding],
) -> None:  # fmt: skip
    """The verdict on the whole, each part in a few words, and what the first year comes to."""
    cites = [figure.source for figure in figures.values() if figure is not None]
    if not found:
        draft.say(f"The guide's band for {_where(band)} has no figure to hold these parts against.")
        return
    for one in found:
        draft.user("", _number(one))
        if one.standing == "below":
            _gap(draft, one, one.gap_low)
    doubted = any(f.code.startswith("total-differs") for f in about(findings, band, ["total"]))
    judged = verdict(found, offer, doubted=doubted)
    if judged.percent is not None:
        draft.numbers.append(
            Number(origin="computed", text=f"{judged.percent}%", low=judged.percent, high=judged.percent,
            unit="percent", how=judged.how)
        )  # fmt: skip
    parts = listed([part_words(one, _gap(Draft(""), one, one.gap_low)) for one in found])
    draft.say(f"**{judged.text}** For {_where(band)}: {parts}. {_first_year(draft, worth)}".strip(), *cites)


def _amount(p: Position, amount: int | Decimal) -> str:
    if p.unit == "percent":
        return percent(amount)
    return money(amount, None, p.currency) if p.unit == "money" else f"{int(amount):,}"


def _number(p: Position) -> Number:
    unit: Literal["percent", "options"] | None = (
        None if p.unit == "money" else "percent" if p.unit == "percent" else "options"
    )
    return Number(
        origin="computed" if p.how else "user",
        text=_amount(p, p.mine),
        low=p.mine,
        high=p.mine,
        currency=p.currency,
        unit=unit,
        how=p.how,
    )


def _gap(draft: Draft, p: Position, gap: int | Decimal) -> str:
    if p.unit == "percent":
        word = "point" if gap == 1 else "points"
        return f"{gap.normalize():f} {word}" if isinstance(gap, Decimal) else f"{gap} {word}"
    if p.unit == "count":
        return f"{int(gap):,}"
    end = p.high if gap == p.high - p.mine else p.low
    number = computed(int(gap), p.currency, f"{_amount(p, end)} − {_amount(p, p.mine)}")
    return draft.user(phrase("figure", amount=Paid(value=gap, currency=p.currency)), number)


def _rows(found: tuple[Position, ...], figures: dict[ComponentName, Figure | None], band: Band) -> tuple[BandRow, ...]:
    rows = []
    by_name = {p.component: p for p in found}
    for name, figure in figures.items():
        if figure is None:
            continue
        part = getattr(band, name)
        position = by_name.get(name)
        same_unit = position is not None and (position.currency == figure.currency)
        user = position.mine if position is not None and same_unit else None
        rows.append(row(figure, part.source.text, user, position.percent if position and same_unit else None))  # type: ignore[arg-type]
    return tuple(rows)


def _gauge(offer: Offer, worth: Worth, rows: tuple[BandRow, ...]) -> OfferGauge:
    return OfferGauge(
        currency=worth.currency or "",
        rows=rows,
        years=worth.years,
        unknown=worth.unknown,
        assumptions=worth.assumptions,
    )


def _first_year(draft: Draft, worth: Worth) -> str:
    if not worth.years:
        return ""
    one, last = worth.years[0], worth.years[-1]
    for year in worth.years:
        parts = [
            money(x, None, worth.currency)
            for x in (year.base, year.equity, year.bonus, year.signing, year.refresher)
            if x
        ]
        draft.user("", computed(year.total, worth.currency, " + ".join(parts), period="year"))
    first = money(one.total, None, worth.currency)
    missing = listed([u for u in worth.unknown])
    text = f"Year 1 comes to {first}"
    if last.total != one.total:
        text += f", year {last.year} to {money(last.total, None, worth.currency)}"
    if worth.unknown:
        return f"{text}, without what you haven't told me: {missing}."
    return f"{text}."


def _code(name: str, band: Band) -> str | None:
    """The currency of a part of the band, which equity may not share with the base; the base's where it has no."""
    parts = (getattr(band, name, None), band.base)
    return next((part.amount.currency for part in parts if part is not None and part.amount is not None), None)


def _ask(
    draft: Draft, found: tuple[Position, ...], offer: Offer, band: Band, guide: Guide, person: Addressee, over: int
) -> None:
    """What to ask for, and where each figure comes from. over: the usual share over an offer, in percent."""
    wanted = {} if person.case.unsure else targets(found, guide, band, offer, over)
    if "base" in wanted and not may_be_asked(wanted["base"].amount, person):
        wanted.pop("base")
    own, offered = person.case.ask, person.case.offered
    by_month = offered if offered is not None and offered.per == "month" else None
    parts, cites = [], []
    alike = own is not None and own.part == "base" and own.per == ("month" if by_month else "year")
    if own is not None and alike and own.currency in (None, _code("base", band)):
        wanted.pop("base", None)
        parts.append((f"{with_year(replace(own, currency=_code('base', band)), draft)} base", OWN))
    for name, target in wanted.items():
        span = f" over {band.equity.years} years" if name == "equity" and band.equity and band.equity.years else ""
        noun = {"base": "base", "equity": f"in equity{span}", "signing": "as a signing bonus"}[name]
        cites.append(draft.cite(target.source, guide))
        monthly = name == "base" and target.why != STATED and band.base is not None and band.base.period == "month"
        text = target.told(draft, _code(name, band))
        if name == "base" and by_month is not None and not monthly:
            # As they count their pay: "R$ 22,400 a month (R$ 268,800 over 12 months)".
            pay = replace(by_month, amount=rounded(Decimal(target.amount) / by_month.times), high=0, basis="",
                          currency=_code(name, band), how=f"{text} / {by_month.times}")  # fmt: skip
            text = with_year(pay, draft)
        parts.append((f"{text} {noun}{' a month' if monthly else ''}", target.why))
    if parts:
        draft.say(asked_for(parts), *cites)
    below = next((one for one in found if one.component == "base" and one.standing == "below"), None)
    if (
        below is not None
        and "base" not in wanted
        and own is None
        and not person.case.base_fixed
        and not person.case.unsure
    ):
        draft.say(FAR_UNDER)
