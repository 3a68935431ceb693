"""How good an offer is as a whole: its parts a year weighed together against the same parts of the band."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.coach.draft import LABELS
from bot.knowledge.offer import Position
from bot.languages.phrase import Phrased, phrase
from bot.reading.terms import Offer
from bot.wording import listed

LOW, MIDDLE = 30, 65
"""Percent of the way up the band: below the first there is most room, above the second the offer is good."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence on the whole. percent: how far up the band the weighed parts are, None where they are outside it or
    nothing can be weighed; how: the sum behind it."""

    text: str
    percent: int | None
    how: str


def verdict(found: Sequence[Position], offer: Offer, *, doubted: bool = False) -> Verdict:
    """The guide's own total where both have one, else base, equity a year and bonus added up. doubted: the guide's
    total contradicts its parts, which then stand for it."""
    parts = {p.component for p in found}
    total = next((p for p in found if p.component == "total"), None)
    if doubted and {"base", "equity"} <= parts:
        total = None
    if total is not None:
        low, mine, high, what = Decimal(total.low), Decimal(total.mine), Decimal(total.high), "the total"
    else:
        low, mine, high, names = _sum(found, offer)
        what = f"{listed(names)} together" if len(names) > 1 else f"the {names[0]}" if names else ""
    if not what:
        return Verdict("There is no pay by the year in it to weigh against the band.", None, "")
    if mine < low:
        return Verdict(f"Low: {what} {_are(what)} under the band.{_despite(found, above=True)}", None, "")
    if mine > high:
        return Verdict(f"Strong: {what} {_are(what)} above the band.{_despite(found, above=False)}", None, "")
    if high == low:
        return Verdict(f"What the guide states: {what}.", None, "")
    share = int(((mine - low) * 100 / (high - low)).to_integral_value(ROUND_HALF_UP))
    how = f"({int(mine):,} − {int(low):,}) / ({int(high):,} − {int(low):,})"
    place = f"{what} {_are(what)} {share}% of the way up the band"
    word = "Inside the band, but low in it" if share < LOW else "A fair offer" if share < MIDDLE else "A good offer"
    return Verdict(f"{word}: {place}.{_despite(found, above=share < MIDDLE)}", share, how)


def part_words(p: Position, gap: str) -> str:
    """One part's place in a few words; gap: what it lacks to the bottom."""
    return f"{LABELS[p.component].lower()} {stands(p, gap)}"


def stands(p: Position, gap: str) -> Phrased:
    """Where in its band a part is; gap as above."""
    if p.standing == "below":
        return phrase("underBand", gap=gap)
    if p.standing == "above":
        return phrase("aboveBand")
    if p.standing == "at the top":
        return phrase("atTop")
    if p.percent is None:
        return phrase("asGuide")
    return phrase("atBottom") if p.percent == 0 else phrase("wayUp", n=p.percent)


def _are(what: str) -> str:
    return "are" if what.endswith("together") else "is"


def _sum(found: Sequence[Position], offer: Offer) -> tuple[Decimal, Decimal, Decimal, list[str]]:
    """Low, mine and high a year over the parts that offer and band both state in money, and what they are."""
    low = mine = high = Decimal(0)
    names: list[str] = []
    base = next((p for p in found if p.component == "base"), None)
    for p in found:
        if p.component not in ("base", "equity", "bonus") or p.unit == "count":
            continue
        years = p.part.years if p.component == "equity" and p.part.period == "grant" and p.part.years else 1
        share = Decimal(p.part.payments or 12) if p.part.period == "month" else Decimal(1) / years
        ends = [Decimal(p.low), Decimal(p.mine), Decimal(p.high)]
        if p.unit == "percent":
            if base is None or offer.base is None:
                continue
            monthly = (base.part.payments or 12) if base.part.period == "month" else 1
            ends = [e * Decimal(b) * monthly / 100 for e, b in zip(ends, (base.low, base.mine, base.high), strict=True)]
            share = Decimal(1)
        low, mine, high = low + ends[0] * share, mine + ends[1] * share, high + ends[2] * share
        names.append(LABELS[p.component].lower())
    return low, mine, high, names


def _despite(found: Sequence[Position], *, above: bool) -> str:
    """The part that stands out against the whole."""
    standing = "above" if above else "below"
    names = [LABELS[p.component].lower() for p in found if p.standing == standing and p.component != "total"]
    if not names or len(names) == len([p for p in found if p.component != "total"]):
        return ""
    return f" The {listed(names)} {'is' if len(names) == 1 else 'are'} {'above' if above else 'under'} it."
