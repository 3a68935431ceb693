"""The line before a card: this person's own figures, what lies between them, and the sums that people ask for."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from bot.answer import Number
from bot.coach.case import CLOSE, FAR, MONTHS, Case, Pay, fact_pay, over, yearly
from bot.coach.draft import Draft, computed
from bot.coach.person import Addressee
from bot.knowledge.offer import half_up
from bot.reading.terms import THOUSAND, Offer
from bot.reading.wishes import WORKDAYS
from bot.wording import count, listed, money, percent
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

HOURS = 8
"""Of a paid day."""
SHARE_CARDS = "equity"
"""Topic of cards beside which a percentage of the company is told as money."""


def lead(person: Addressee, card: Card | None, draft: Draft, context: "Context") -> str:
    """The line, "" where nothing is known to put into one, or all of it was told before; its numbers go to the
    draft's, computed ones with their sum."""
    case, offer = person.case, person.offer
    parts = [partial(_gap, case), partial(_place, case)]
    if card is not None:
        parts += [partial(_shares, case, card), partial(_rate, person, card)]
        parts.append(partial(_stake, case, offer))
        if card.topic == SHARE_CARDS or "equity" in card.topic:
            parts.append(partial(_exercise, case, offer))
    return " ".join(filter(None, (_new(part, draft, context) for part in parts)))


def _new(part: Callable[[Draft], str], draft: Draft, context: "Context") -> str:
    """What a part of the line says, with its numbers in the draft; "" where an answer said it before."""
    before = len(draft.numbers)
    text = part(draft)
    if text and any(text in turn.answer.text for turn in context.history):
        del draft.numbers[before:]
        return ""
    return text


def _gap(case: Case, draft: Draft) -> str:
    """ "They offered €98K, you want €110K: 12.2% more."."""
    offered, wanted, before = case.offered, case.wanted, case.before
    if offered is None:
        return ""
    came = ""
    if before is not None:
        came = f"They went from {before.told(draft)} to {with_year(offered, draft)}"
    if (apart := _told_apart(case, draft)) and wanted is None:
        return apart
    if wanted is not None and (share := _share(offered, wanted, draft)):
        start = came or f"They offered {with_year(offered, draft)}"
        return f"{start}; you want {wanted.told(draft)}: {share} more{' than the top of that' if offered.high else ''}."
    if wanted is not None and wanted.per == offered.per and wanted.amount < offered.amount:
        return f"They offered {offered.told(draft)}, more than the {wanted.told(draft)} you wanted."
    if came:
        return f"{came}: {_share(before, offered, draft)} more." if before else ""
    if case.now is not None and (share := _share(case.now, offered, draft)):
        return f"{with_year(offered, draft)} is {share} over the {case.now.told(draft)} you have now."
    return ""


def _told_apart(case: Case, draft: Draft) -> str:
    """Why today's pay and the offer are not held together: one is net and the other gross, one a contractor's."""
    now, offered = case.now, case.offered
    if now is None or offered is None or now.basis == offered.basis:
        return ""
    how = listed([basis or "gross" for basis in (offered.basis, now.basis)], "and")
    return (
        f"They offer {offered.told(draft)} and you have {now.told(draft)} now. These aren't told in one form ({how}), "
        "so I don't hold one against the other: get both in the same form first."
    )


def _share(low: Pay | None, high: Pay, draft: Draft) -> str:
    """By how many percent one is over the other, noted as computed."""
    low = low.top if low is not None else None
    text = over(low, high) if low is not None else ""
    if not text or low is None:
        return ""
    value = Decimal(text.removesuffix("%"))
    how = f"({high.amount:,} − {low.amount:,}) / {low.amount:,}"
    return draft.user(text, Number(origin="computed", text=text, low=value, high=value, unit="percent", how=how))


def with_year(pay: Pay, draft: Draft) -> str:
    """A month's pay with what it comes to over twelve months."""
    year = yearly(pay)
    if year is None:
        return pay.told(draft)
    return f"{pay.told(draft)} ({year.told(draft)} over {pay.times} months)"


def _place(case: Case, draft: Draft) -> str:
    """Where the offer, or the wish before there is one, is in the range that they were told."""
    if case.posted is None:
        return ""
    low, high = case.posted
    one = case.offered or case.wanted
    told = draft.user(
        money(low.amount, high.amount, low.currency),
        Number(origin="user", text=money(low.amount, high.amount, low.currency), low=low.amount, high=high.amount,
               currency=low.currency, period=low.per),
    )  # fmt: skip
    if one is None or one.per != low.per or len({one.currency, low.currency} - {None}) > 1:
        return ""
    whose = f"Their {one.told(draft)}" if one is case.offered else f"Your {one.told(draft)}"
    if low.amount == high.amount != one.amount:
        gap = computed(abs(low.amount - one.amount), low.currency, f"{max(low.amount, one.amount):,} − "
                       f"{min(low.amount, one.amount):,}")  # fmt: skip
        side = "under" if one.amount < low.amount else "over"
        return f"{whose} is {draft.user(gap.text, gap)} {side} the {told} that you saw advertised."
    if one.amount < low.amount:
        gap = computed(low.amount - one.amount, low.currency, f"{low.amount:,} − {one.amount:,}")
        return f"{whose} is {draft.user(gap.text, gap)} below the bottom of the range you were told, {told}."
    if one.amount > high.amount:
        return f"{whose} is above the range you were told, {told}."
    if one.amount in (low.amount, high.amount):
        return f"{whose} is the {'bottom' if one.amount == low.amount else 'top'} of the range you were told, {told}."
    way = half_up(Decimal(one.amount - low.amount) * 100 / (high.amount - low.amount))
    how = f"({one.amount:,} − {low.amount:,}) / ({high.amount:,} − {low.amount:,})"
    share = Number(origin="computed", text=f"{way}%", low=way, high=way, unit="percent", how=how)
    place = f"{whose} is {draft.user(f'{way}%', share)} of the way up the range you were told, {told}"
    if one is not case.offered:
        return f"{place}."
    half = "lower" if one.amount * 2 < low.amount + high.amount else "upper"
    return f"{place}: in its {half} half, and they named up to {high.told(draft)} themselves."


def asked_range(case: Case, card: Card, draft: Draft) -> str:
    """What the card's usual share over the offer comes to ("€101,200–€105,800"); "" where there is none."""
    if card.over is None or case.offered is None or case.ask is not None or case.base_fixed:
        return ""
    low, high = (half_up(case.offered.top.amount * (100 + Decimal(one)) / 100) for one in card.over)
    text = money(low, high, case.offered.currency)
    how = f"{case.offered.top.words} + {card.over[0]}% to {card.over[1]}%"
    draft.user(text, Number(origin="computed", text=text, low=low, high=high, currency=case.offered.currency,
                            period=case.offered.per, how=how))  # fmt: skip
    return text if case.offered.per == "year" else f"{text} a {case.offered.per}"


def _shares(case: Case, card: Card, draft: Draft) -> str:
    found = asked_range(case, card, draft) if case.posted is None else ""  # Their own range says more.
    if not found or case.offered is None or card.over is None or case.offered.in_a_form:
        return ""
    low, high = card.over
    draft.quoted(f"{low} to {high}%")
    return f"{low} to {high}% over their {with_year(case.offered, draft)} is {found}."


def _rate(person: Addressee, card: Card, draft: Draft) -> str:
    """A day's, hour's or month's pay of a contract as a year and as the salary worth as much; a salary as a day's
    rate; where both are told, the salary beside that."""
    if card.days is None or card.carried is None:
        return ""
    case = person.case
    if case.days is not None:
        card = replace(card, days=case.days)
        told = f"{case.days} days"
        draft.user(told, Number(origin="user", text=told, low=case.days, high=case.days, unit="count"))
    pays = [one for one in (case.offered, case.now, case.wanted, *map(fact_pay, person.facts)) if one is not None]
    rate = next((one for one in pays if one.per in ("day", "hour")), None)
    rate = rate or next((one for one in pays if one.per == "month" and "contractor" in person.keys), None)
    salary = next((one for one in pays if one.per == "year" and not _is_a_rate_too(one, rate)), None)
    if rate is None:
        return _as_rate(salary, card, draft) if salary is not None else ""
    line, low, high = _as_salary(rate, card, draft, case.hours)
    if salary is None or (salary.currency and rate.currency and salary.currency != rate.currency):
        return line
    where = "more than that" if salary.amount > high else "less than that" if salary.amount < low else "inside that"
    return f"{line} The salary of {salary.told(draft)} is {where}."


def _is_a_rate_too(pay: Pay, rate: Pay | None) -> bool:
    """Whether a year's pay of as many units or thousands as a day's is a day's told bare: "I was on 575, ask 650?"."""
    if rate is None or rate.per != "day":
        return False
    return any(CLOSE <= Decimal(pay.amount) / (rate.amount * times) <= FAR for times in (1, THOUSAND))


def _as_rate(pay: Pay, card: Card, draft: Draft) -> str:
    if card.days is None or card.carried is None:
        return ""
    low_day, high_day = (half_up(Decimal(pay.amount) * (100 + x) / 100 / card.days) for x in card.carried)
    how = f"{pay.words} + {card.carried[0]}% to {card.carried[1]}%, / {card.days} days"
    told = _computed_range(low_day, high_day, pay.currency, how, draft)
    return f"{pay.told(draft)} a year as an employee is about {told} a day as a contractor ({how})."


def _as_salary(pay: Pay, card: Card, draft: Draft, hours: int | None = None) -> tuple[str, int, int]:
    """The line on a rate, and from and to which salary is worth as much. hours: of a week, as told."""
    if card.days is None or card.carried is None:
        return "", 0, 0
    weeks = card.days // WORKDAYS
    by_hour = card.days * HOURS, f"{card.days} days of {HOURS} hours"
    if hours is not None:
        by_hour = weeks * hours, f"{weeks} weeks of {hours} hours"
    units = {
        "month": (MONTHS, f"{MONTHS} months"), "day": (card.days, f"{card.days} days"),
        "hour": by_hour,
    }  # fmt: skip
    times, said = units[pay.per]
    year = computed(pay.amount * times, pay.currency, f"{pay.words} × {said}", period="year")
    draft.user(year.text, year)
    low, high = card.carried
    bottom, top = (half_up(Decimal(int(year.low)) * 100 / (100 + x)) for x in (high, low))
    how = f"{year.text} / (1 + {low}% to {high}%)"
    told = _computed_range(bottom, top, pay.currency, how, draft)
    line = (
        f"{pay.told(draft)} over {said} is {year.text} a year; the salary worth as much is about {told}, without the "
        f"{low} to {high}% that an employer adds."
    )
    return line, bottom, top


def _computed_range(low: int, high: int, currency: str | None, how: str, draft: Draft) -> str:
    text = money(low, high, currency)
    return draft.user(text, Number(origin="computed", text=text, low=low, high=high, currency=currency, how=how))


def _stake(case: Case, offer: Offer | None, draft: Draft) -> str:
    """A percentage of the company at its valuation."""
    stake = case.stake or (offer.equity_percent if offer is not None else None)
    if case.valuation is None or stake is None:
        return ""
    worth = half_up(case.valuation.amount * stake / 100)
    how = f"{percent(stake)} of {case.valuation.words}"
    value = computed(worth, case.valuation.currency, how)
    return f"{how} is {draft.user(value.text, value)} on paper, before dilution and what investors get first."


def _exercise(case: Case, offer: Offer | None, draft: Draft) -> str:
    """What buying the options costs, and what lies between the strike and a share's value."""
    units = offer.equity_count if offer is not None else None
    if units is None or case.strike is None:
        return ""
    code = offer.currency if offer is not None else None
    cost = computed(half_up(units * case.strike), code, f"{units:,} × {case.strike}")
    told = [f"buying {count(units)} at {case.strike} costs {draft.user(cost.text, cost)}"]
    if case.fair is not None and case.fair > case.strike:
        gain = computed(half_up(units * (case.fair - case.strike)), code, f"{units:,} × ({case.fair} − {case.strike})")
        told.append(
            f"at {case.fair} a share the gain on paper, which tax may look at, is {draft.user(gain.text, gain)}"
        )
    text = listed(told)
    return f"{text[:1].upper()}{text[1:]}."
