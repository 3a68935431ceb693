"""Several offers side by side, year by year, in one currency: which is worth more, and what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Comparison, OfferYear
from bot.coach.draft import Draft, computed
from bot.knowledge.offer import Worth, value
from bot.languages.phrase import Paid, phrase
from bot.reading.terms import Offer
from bot.wording import listed, money

if TYPE_CHECKING:
    from bot.coach.context import Context

_PARTS = (("part-equityFirst", "equity"), ("part-bonusYear", "bonus"), ("part-signingOnly", "signing"))


def between(offers: Sequence[Offer], context: "Context") -> Answer:
    """The offers by year; asks for one currency where they are in several."""
    draft = Draft("offer")
    worths = [_worth(offer) for offer in offers]
    names = [_company(offer, context) or f"Offer {chr(65 + i)}" for i, offer in enumerate(offers)]
    codes = list(dict.fromkeys(worth.currency for worth in worths if worth.currency))
    if len(codes) > 1:
        draft.say(
            f"Your offers are in {listed(sorted(codes))}. I don't compare across currencies; give me each in one of "
            "them, and I will."
        )
        return draft.answer("clarify")
    code = codes[0] if codes else None
    if doubt := _may_be_other(worths, names, code):
        draft.say(doubt)
        return draft.answer("clarify")
    if not all(worth.years for worth in worths):
        missing = [name for name, worth in zip(names, worths, strict=True) if not worth.years]
        draft.say(f"What is the base at {listed(missing)}? Then I'll lay them side by side, year by year.")
        return draft.answer("clarify")
    _lead(draft, worths, names, code)
    _table(draft, offers, worths, names, code)
    _left_out(draft, worths, names)
    draft.suggest(
        phrase("card-two-offers"),
        phrase("card-offers-of-unlike-kind"),
        phrase("counterMail"),
    )
    return draft.answer()


FURTHEST = 3
"""How many times one offer may be the other before a currency that wasn't told is asked for."""


def _may_be_other(worths: Sequence[Worth], names: Sequence[str], code: str | None) -> str:
    """A question back where an offer without a currency is so far from one with one that it may be in another."""
    bare = [name for name, worth in zip(names, worths, strict=True) if not worth.currency]
    sums = [worth.years[0].total for worth in worths if worth.years]
    if code is None or not bare or not sums or max(sums) <= FURTHEST * min(sums):
        return ""
    return f"In which currency is the offer of {listed(bare)}? The other is in {code}, and I don't compare across."


def _worth(offer: Offer) -> Worth:
    """The offer by year; where only its yearly total was told, that total each year."""
    worth = value(offer, band_years=4)
    if worth.years or offer.total is None:
        return worth
    year = OfferYear(year=1, base=0, equity=0, bonus=0, signing=0, refresher=0, total=offer.total)
    years = tuple(year.model_copy(update={"year": number}) for number in range(1, 5))
    return replace(worth, years=years, unknown=(phrase("madeOf"),), assumptions=(phrase("totalStays"),))


def _lead(draft: Draft, worths: Sequence[Worth], names: Sequence[str], code: str | None) -> None:
    span = min(len(worth.years) for worth in worths)
    sums = [sum(year.total for year in worth.years[:span]) for worth in worths]
    firsts = [worth.years[0].total for worth in worths]
    _note_sums(draft, worths, span, code)
    best, most = sums.index(max(sums)), firsts.index(max(firsts))
    gap = max(sums) - sorted(sums)[-2]
    draft.user("", computed(gap, code, " − ".join(money(s, None, code) for s in sorted(sums)[:-3:-1])))
    if gap:
        rest = listed([f"{money(total, None, code)} at {names[i]}" for i, total in enumerate(sums) if i != best])
        told = ", on what you have told me" if any(worth.unknown for worth in worths) else ""
        draft.say(
            f"**{names[best]} is worth {money(gap, None, code)} more over {span} years**: "
            f"{money(sums[best], None, code)} against {rest}{told}."
        )
    else:
        draft.say(f"**They come to the same over {span} years**: {money(sums[0], None, code)}.")
    if most != best:
        draft.say(f"In year 1 {names[most]} pays more: {money(firsts[most], None, code)}.")


def _note_sums(draft: Draft, worths: Sequence[Worth], span: int, code: str | None) -> None:
    """Every sum that the answer names, with how it is made."""
    for worth in worths:
        for year in worth.years[:span]:
            parts = [x for x in (year.base, year.equity, year.bonus, year.signing, year.refresher) if x]
            how = " + ".join(money(x, None, code) for x in parts)
            draft.user("", computed(year.total, code, how, period="year"))
        whole = sum(year.total for year in worth.years[:span])
        draft.user("", computed(whole, code, " + ".join(money(y.total, None, code) for y in worth.years[:span])))


def _table(
    draft: Draft, offers: Sequence[Offer], worths: Sequence[Worth], names: Sequence[str], code: str | None
) -> None:
    span = min(len(worth.years) for worth in worths)
    sums = [sum(year.total for year in worth.years[:span]) for worth in worths]

    def told(amount: int | None) -> str:
        return _paid(amount, code) if amount else phrase("notTold")

    rows: list[tuple[str, ...]] = [(phrase("part-baseYear"), *(told(offer.base) for offer in offers))]
    for label, part in _PARTS:
        amounts = [getattr(worth.years[0], part) for worth in worths]
        if any(amounts):
            rows.append((phrase(label), *map(told, amounts)))
            for amount in filter(None, amounts):
                draft.user("", computed(amount, code, label))
    for n in range(span):
        rows.append((phrase("yearNumber", n=n + 1), *(_paid(worth.years[n].total, code) for worth in worths)))
    rows.append((phrase("yearsNumber", n=span), *(_paid(total, code) for total in sums)))
    draft.blocks.append(Comparison(title=phrase("offersByYear"), columns=("", *names), rows=tuple(rows), best=None))


def _paid(amount: int, code: str | None) -> str:
    return phrase("figure", amount=Paid(value=amount, currency=code))


def _left_out(draft: Draft, worths: Sequence[Worth], names: Sequence[str]) -> None:
    """What the sums take for granted, and what they lack."""
    common = [one for one in worths[0].assumptions if all(one in worth.assumptions for worth in worths)]
    own = [
        f"{name}: {one.replace(', as in the guide', '')}"
        for name, worth in zip(names, worths, strict=True)
        for one in worth.assumptions
        if one not in common
    ]
    if common or own:
        draft.say(f"Taken for granted: {'; '.join([*common, *own])}.")
    unknown = [f"{n}: {listed(list(worth.unknown))}" for n, worth in zip(names, worths, strict=True) if worth.unknown]
    if unknown:
        draft.say(f"Not in the sums, since you haven't told me ({'; '.join(unknown)}).")


def _company(offer: Offer, context: "Context") -> str:
    roles = context.facts.roles(offer.company) if offer.company else ()
    return roles[0].company_display if roles else offer.company or ""
