"""A figure to counter with, and one to say yes at, for whoever has an offer, an advert's range or a wish.

It is their own, one inside the range that was posted, what a band's plan asks for, or a usual share over the offer.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.coach.asks import BOTTOM, HIGH, METHOD, OWN, STATED, TOP, over_of, raised, rounded, steps_of
from bot.coach.cards import cite
from bot.coach.case import Case, Pay
from bot.coach.draft import Draft
from bot.coach.person import Addressee
from bot.coach.subject import bands_of, guide_of
from bot.knowledge.playbook import playbook
from bot.model.mentions import in_language
from bot.model.own import ACCEPT
from bot.model.sheet import FactSheet
from bot.wording import money

if TYPE_CHECKING:
    from bot.coach.context import Context

_WHYS = {OWN: "own", STATED: "stated", TOP: "top", BOTTOM: "bottom", HIGH: "high"}


@dataclass(frozen=True, slots=True)
class _Counter:
    """why, why_yes: keys of words.yaml. cites: the band's line behind the ask."""

    ask: Pay
    why: str
    accept: Pay | None = None
    why_yes: str = "half"
    share: int = 0
    cites: tuple[str, ...] = ()


def counter(sheet: FactSheet, person: Addressee, context: "Context") -> None:
    """Put it on the sheet: amounts for words to send, each with where it comes from."""
    draft = Draft("plan")
    case = person.case
    _tell_usual(sheet, person, context)
    made = _wish(case) or _posted(case) or _banded(person, draft, context) or _usual(person, draft, context)
    if made is None:
        return
    said = in_language("counter", sheet.language)
    posted = case.posted
    whole = money(posted[0].amount, posted[1].amount, _code(posted[0], sheet)) if posted else ""
    ask, accept = made.ask, made.accept
    why = said[made.why].format(share=made.share, range=whole)
    sheet.ask(money(ask.amount, None, _code(ask, sheet)), ask.part, period=ask.per, cites=made.cites, why=why)
    if accept is not None:
        text = money(accept.amount, None, _code(accept, sheet))
        sheet.ask(text, ask.part, ACCEPT, ask.per, why=said[made.why_yes])
    sheet.answers.append(draft.answer())  # its citations alone


def _tell_usual(sheet: FactSheet, person: Addressee, context: "Context") -> None:
    """Let the sheet know which share over an offer is usual, and the card that says so."""
    draft, card = Draft("plan"), playbook(context.facts).cards.get(METHOD)
    sheet.usual_share = over_of(person.keys, context)
    if card is not None and sheet.usual_share:
        sheet.usual_cites = (cite(draft, card),)
        sheet.answers.append(draft.answer())  # its citation alone; what it says isn't asked about


def _code(pay: Pay, sheet: FactSheet) -> str | None:
    return pay.currency or sheet.currency


def _wish(case: Case) -> _Counter | None:
    if (ask := case.ask) is None:
        return None
    return _Counter(ask.measure, "own", _halfway(case.offered, ask.measure))


def _posted(case: Case) -> _Counter | None:
    """Inside an advert's range: its middle, or higher where they offer that already."""
    if case.posted is None:
        return None
    low, high = case.posted
    offered = case.offered.measure if case.offered is not None else None
    if offered is not None and offered.per != low.per:
        return None
    gap = Decimal(high.amount - low.amount)
    steps = [rounded(low.amount + gap / 2), rounded(low.amount + gap * 3 / 4), high.amount]
    amount = next((step for step in steps if offered is None or step > offered.amount), None)
    if amount is None:
        return None
    ask = replace(low, amount=amount)
    if offered is not None and offered.amount < low.amount < amount:
        return _Counter(ask, "posted", low, "foot")
    return _Counter(ask, "posted", _halfway(offered, ask))


def _banded(person: Addressee, draft: Draft, context: "Context") -> _Counter | None:
    """What a plan in the guide's one band asks for in base."""
    guide = guide_of(person.subject, context) if person.gone is None and person.offer is not None else None
    bands = bands_of(guide, person.subject, person.offer) if guide is not None else ()
    if guide is None or len(bands) != 1:
        return None
    step = next((one for one in steps_of(person, guide, bands[0], draft, context) if one.part == "base"), None)
    held = person.case.offered.currency if person.case.offered is not None else None
    if step is None or held not in (None, step.currency):
        return None
    accept = Pay(step.accept, step.currency) if step.accept is not None else None
    return _Counter(Pay(step.ask, step.currency), _WHYS.get(step.why, "usual"), accept,
                    share=over_of(person.keys, context), cites=step.cites)  # fmt: skip


def _usual(person: Addressee, draft: Draft, context: "Context") -> _Counter | None:
    """The playbook's share over what is offered."""
    offered, share = person.case.offered, over_of(person.keys, context)
    if offered is None or not share:
        return None
    amount, _ = raised(offered.measure.amount, share, offered.currency)
    card = playbook(context.facts).cards.get(METHOD)
    cites = (cite(draft, card),) if card is not None else ()
    ask = replace(offered.measure, amount=amount)
    return _Counter(ask, "usual", _halfway(offered, ask), share=share, cites=cites)


def _halfway(offered: Pay | None, ask: Pay) -> Pay | None:
    """Half of the way from what is offered to the ask."""
    alike = offered is not None and (offered.per, offered.part) == (ask.per, ask.part)
    if offered is None or not alike or offered.measure.amount >= ask.amount:
        return None
    return replace(ask, amount=rounded(Decimal(offered.measure.amount + ask.amount) / 2), how="")
