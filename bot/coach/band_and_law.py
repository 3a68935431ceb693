"""The figures and the law beside advice: where this person's band stands, and what may be asked where they are."""

from typing import TYPE_CHECKING

from bot.answer import Citation
from bot.coach.case import Pay
from bot.coach.draft import BAND, Draft, computed, mine
from bot.coach.person import Addressee
from bot.coach.subject import bands_of, guide_of
from bot.knowledge.law import TABLE, pay_history_law, pay_history_laws
from bot.knowledge.offer import positions
from bot.reading.terms import Offer
from bot.wording import a, money, row_words, said
from ingest.guide.playbook import Card

if TYPE_CHECKING:
    from bot.coach.context import Context

_PAST_PAY = "salary-history"
"""The topic of cards on past pay, beside which the law of the place is told."""


def band_line(person: Addressee, draft: Draft, context: "Context", *, at_work: bool = False) -> None:
    """The base band of the person's role and place, and where their own base is in it; nothing where it isn't known.
    at_work: the advice is on the pay of their present job, so that this is theirs in its band, and no offer is."""
    guide = guide_of(person.subject, context)
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    if guide is None or len(bands) != 1 or bands[0].base is None or person.gone is not None:
        return
    band = bands[0]
    figure = draft.figure(band, "base", guide)
    if figure is None:
        return
    where = f"{a(band.role_display)} at {band.company_display}{row_words(band.region, band.level)}"
    text = f"{BAND} {where}: {said(figure, period=True)}."
    own = _today(person.case.now) if at_work else person.offer
    own = own if own is not None and own.company in (None, person.subject.company) else None
    place = next((p for p in positions(own, band) if p.component == "base"), None) if own is not None else None
    apart = person.case.offered is not None and person.case.offered.in_a_form
    if place is not None and own is not None and own.base is not None and not apart:
        yours = draft.user(money(own.base, None, own.currency or figure.currency), mine(own.base, own.currency))
        if figure.period == "month":
            # The place is found by the month; the same terms are shown.
            month = computed(int(place.mine), figure.currency, place.how)
            yours = f"{draft.user(month.text, month)} a month"
        where = {"below": "under it", "at the top": "at its top", "above": "above it"}.get(place.standing, "inside it")
        if place.standing == "within" and place.percent is not None:
            where = f"{place.percent}% of the way up"
        text += f" Yours, {yours}, is {where}."
    draft.say(draft.quoted(text), figure.source)


def _today(now: Pay | None) -> Offer | None:
    """A year's base of today as what is held against a band."""
    plain = now is not None and now.per == "year" and now.part == "base" and not (now.basis or now.high)
    return Offer(base=now.amount, currency=now.currency) if now is not None and plain else None


def changes_for(card: Card, person: Addressee) -> list[str]:
    """What a card says changes for this person; a line on one jurisdiction's law only where they are there."""
    law = pay_history_law(person.subject.region) if "US" in person.keys and person.subject.region else None
    here = law.jurisdiction if law is not None else ""
    states = [name for name in dict.fromkeys(one.jurisdiction for one in pay_history_laws() if one.country == "US")]
    found = []
    for key, text in card.changes:
        elsewhere = key == "US" and any(name in text for name in states) and not (here and here in text)
        if key in person.keys and not elsewhere:
            found.append(text)
    return found


def law_line(card: Card, person: Addressee, draft: Draft) -> None:
    """What the law of the place says about asking for past pay, beside a card on it."""
    law = pay_history_law(person.subject.region) if card.topic == _PAST_PAY and person.subject.region else None
    if law is None:
        return
    since = f", since {law.since}" if law.since else ""
    id_ = f"{TABLE.name}:{law.jurisdiction}"
    draft.citations[id_] = Citation(
        id=id_,
        path=TABLE.name,
        line=1,
        section=law.jurisdiction,
        text=law.note,
        title="Parley’s table of pay-history law",
    )
    draft.say(draft.quoted(f"In {law.jurisdiction}: {law.note} ({law.law}{since}; no legal advice.)"), id_)
