"""All that is known of a person's offers on one sheet: side by side, against the band, the plan, drafts, what came of
it. Every part is composed as the chat composes it, from the same look-ups."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel

from bot.answer import Answer, Comparison, Quantity, Suggestions, Text, Worded
from bot.coach.compose import section
from bot.coach.context import Context
from bot.coach.draft import part_of
from bot.knowledge.offer import Worth, half_up, value
from bot.languages.phrase import Paid, Phrased, phrase, together
from bot.reading.deadline import date_of
from bot.reading.names import Names
from bot.reading.terms import Offer, Profile, Settlement
from bot.reading.types import Ask, Kind, Question, Subject

DRAFTS = (
    ("counter", "counter-once", "e-mail"),
    ("call", "counter-once", "call"),
    ("more-time", "ask-for-more-time", "e-mail"),
)
"""Name, the playbook's card, how it is said. Named, so that nothing has to be searched for."""
PLAN = "plan-your-asks"
GAINED = ("base", "equity", "bonus_percent", "bonus_amount", "signing")
_PART = {"bonus_percent": "bonus", "bonus_amount": "bonus"}


class About(BaseModel):
    """Whom the sheet is about. covered: the guides hold this role; places, levels: what they know of it."""

    company: str
    company_display: str
    role: str
    role_display: str
    region: str
    level: str
    covered: bool
    places: tuple[str, ...]
    levels: tuple[str, ...]


class Due(BaseModel):
    """By when an answer is wanted: in their words, and as a date where the words name one. left: days from today."""

    said: str
    date: date | None
    left: int | None


class Written(Worded):
    """One draft, ready to copy."""

    name: str
    title: str
    answer: Answer


class Gain(Worded):
    """What one part rose by from the first offer to the last: whole units of currency, or points of percent."""

    part: str
    label: str
    first: str
    final: str
    gained: str
    amount: Quantity
    share: int | None
    """Percent of the first figure; None where there was none."""


class OffersSheet(BaseModel):
    """A person's offers. against: the offer beside its band; side_by_side: all by year, each in its currency."""

    profile: Profile
    about: About
    due: Due | None
    against: Answer | None
    side_by_side: Comparison | None
    plan: Answer | None
    drafts: tuple[Written, ...]
    state: Literal["accepted", "declined", "withdrawn"] | None
    gains: tuple[Gain, ...]


def sheet(profile: Profile, names: Names, today: date) -> OffersSheet:
    """The sheet of what a conversation knows."""
    context = Context(facts=names.facts, names=names, profile=profile, today=today)
    asked = Question(
        "", "offer", subjects=(Subject(profile.company, profile.role, profile.region, profile.level),),
        offer=profile.offer, others=profile.others, profile=profile,
    )  # fmt: skip
    has = profile.offer is not None and not profile.offer.empty

    def composed(kind: Kind, topic: str = "", *cards: str) -> Answer:
        return _bare(section(Ask(kind, replace(asked, topic=topic), topic, cards), context))

    drafts = [
        Written(name=name, title=phrase(f"draft-{name}"), answer=composed("draft", topic, card))
        for name, card, topic in (DRAFTS if has else ())
    ]
    plan = composed("plan", "", PLAN) if profile.company and profile.role else None
    return OffersSheet(
        profile=profile,
        about=_about(profile, names),
        due=_due(profile.offer, today),
        against=_beside(composed("offer"), plan) if has else None,
        side_by_side=_side_by_side(profile, names),
        plan=plan,
        drafts=tuple(drafts),
        state=profile.outcome.state if profile.outcome else None,
        gains=gains(profile.outcome) if profile.outcome else (),
    )


def gains(outcome: Settlement) -> tuple[Gain, ...]:
    """Part by part, what stood in the last offer and not in the first; parts in another currency are left out."""
    first, final = outcome.first, outcome.final
    if first.currency and final.currency and first.currency != final.currency:
        return ()
    code = final.currency or first.currency
    found = [_gain(part, getattr(first, part), getattr(final, part), code) for part in GAINED]
    years = [value(one, band_years=4) for one in (first, final)]
    if all(one.years for one in years):
        found.append(_gain("year", years[0].years[0].total, years[1].years[0].total, code))
    return tuple(one for one in found if one is not None)


def _gain(part: str, before: int | Decimal | None, after: int | Decimal | None, code: str | None) -> Gain | None:
    if after is None:
        return None
    was = before or 0
    rise = after - was
    in_percent = part == "bonus_percent"

    def worded(amount: int | Decimal) -> Phrased:
        if in_percent:
            return phrase("figure", amount=Paid(value=amount, unit="percent"))
        return _exact(int(amount), code)

    size = phrase("points", n=f"{abs(rise).normalize():f}") if isinstance(rise, Decimal) else worded(abs(rise))
    share = half_up(Decimal(rise) * 100 / Decimal(was)) if was else None
    return Gain(
        part=part, label=phrase("yearNumber", n=1) if part == "year" else part_of(_PART.get(part, part)),
        first=phrase("none") if before is None else worded(before), final=worded(after),
        gained=phrase("riseOf" if rise > 0 else "fallOf", amount=size) if rise else phrase("nothing"), amount=rise,
        share=share,
    )  # fmt: skip


def _beside(answer: Answer, plan: Answer | None) -> Answer:
    """An answer without what the plan under it says word for word."""
    told = plan.blocks if plan is not None else ()
    return answer.model_copy(update={"blocks": tuple(block for block in answer.blocks if block not in told)})


def _bare(answer: Answer) -> Answer:
    """Without what could be asked next, and what an answer asks back: on a sheet everything is there already, and
    nothing is replied to. Choices stay, and what they are for."""
    blocks = tuple(one for one in answer.blocks if not isinstance(one, Suggestions) or one.choices)
    if answer.status == "answered":
        blocks = tuple(one for one in blocks if not (isinstance(one, Text) and one.text.endswith("?")))
    return answer.model_copy(update={"blocks": blocks})


def _about(profile: Profile, names: Names) -> About:
    company, role = profile.company or "", profile.role or ""
    guide = names.facts.guide(company, role) if company and role else None
    bands = guide.bands if guide else ()
    return About(
        company=company, role=role, region=profile.region or "", level=profile.level or "", covered=guide is not None,
        company_display=guide.company_display if guide else _display(company, names),
        role_display=guide.role_display if guide else role,
        places=tuple(dict.fromkeys(band.region for band in bands if band.region)),
        levels=tuple(dict.fromkeys(band.level for band in bands if band.level)),
    )  # fmt: skip


def _display(company: str, names: Names) -> str:
    return names.display(company) if company in names.tables.held else company


def _due(offer: Offer | None, today: date) -> Due | None:
    if offer is None or not offer.deadline:
        return None
    day = date_of(offer.deadline, today)
    return Due(said=offer.deadline, date=day, left=(day - today).days if day else None)


def _side_by_side(profile: Profile, names: Names) -> Comparison | None:
    """Every offer by part and by year, each in its own currency; nothing is converted and no sum mixes two."""
    mine = [profile.offer] if profile.offer is not None and not profile.offer.empty else []
    offers = [*mine, *(one for one in profile.others if not one.empty)]
    if len(offers) < 2:
        return None
    worths = [value(one, band_years=4) for one in offers]
    heads = [_display(one.company or "", names) or phrase("offerNumber", n=n) for n, one in enumerate(offers, 1)]
    if mine and not mine[0].company and profile.company:
        heads[0] = _display(profile.company, names)
    rows: list[tuple[str, ...]] = [(phrase("part-baseYear"), *(_money(one.base, one) for one in offers))]
    rows.append((phrase("part-wholeEquity"), *(_money(one.equity, one) for one in offers)))
    rows.append((phrase("part-bonusYear"), *(_bonus(one, worth) for one, worth in zip(offers, worths, strict=True))))
    rows.append((part_of("signing"), *(_money(one.signing, one) for one in offers)))
    for year in range(max(len(worth.years) for worth in worths)):
        rows.append((phrase("yearNumber", n=year + 1), *(_year(worth, year) for worth in worths)))
    if any(one.deadline for one in offers):
        rows.append((phrase("columnAnswerBy"), *(one.deadline or phrase("notTold") for one in offers)))
    codes = {worth.currency for worth in worths if worth.currency}
    notes = [phrase("notConverted")] if len(codes) > 1 else []
    notes += [phrase("countsNothing", offer=head, parts=worth.unknown)
              for head, worth in zip(heads, worths, strict=True) if worth.unknown]  # fmt: skip
    return Comparison(
        title=phrase("offersByPart"), columns=("", *heads), rows=tuple(rows), note=together(*notes) if notes else ""
    )


def _money(amount: int | None, offer: Offer) -> str:
    return phrase("notTold") if amount is None else _exact(amount, offer.currency)


def _exact(amount: int, currency: str | None) -> Phrased:
    return phrase("figure", amount=Paid(value=amount, currency=currency, exact=True))


def _bonus(offer: Offer, worth: Worth) -> str:
    if offer.bonus_percent is None and offer.bonus_amount is None:
        return phrase("notTold")
    share = Paid(value=offer.bonus_percent, unit="percent") if offer.bonus_percent is not None else None
    paid = _exact(worth.years[0].bonus, worth.currency) if worth.years else _money(offer.bonus_amount, offer)
    if share is None:
        return paid
    return phrase("besideIt", amount=paid, share=share) if worth.years else phrase("figure", amount=share)


def _year(worth: Worth, number: int) -> str:
    return _exact(worth.years[number].total, worth.currency) if number < len(worth.years) else phrase("notTold")
