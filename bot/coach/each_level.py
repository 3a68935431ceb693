"""An offer beside every level's band, for who hasn't said at which level it is."""

from collections.abc import Sequence

from bot.answer import Comparison, Number
from bot.coach.draft import Draft, shown
from bot.coach.verdict import stands
from bot.knowledge.offer import Position, positions
from bot.languages.phrase import Paid, phrase
from bot.reading.terms import Offer
from bot.wording import a, listed, money, row_words
from ingest.guide.types import Band, Guide

_PARTS = ("base", "total")
"""Parts by which levels are told apart, the first that the offer and the bands have."""


def tell(offer: Offer, bands: Sequence[Band], guide: Guide, draft: Draft) -> bool:
    """Which levels' bands the offer lies in, with a table of all; whether there was anything to say. The bands are of
    one place, in the offer's currency."""
    placed = [(band, one) for band in bands if band.level and (one := _placed(offer, band)) is not None]
    if len(placed) < len(bands) or len({one.component for _, one in placed}) != 1:
        return False
    part, mine = placed[0][1].component, _mine(placed[0][1], draft)
    rows, cites = [], []
    for band, one in placed:
        figure = draft.figure(band, part, guide)
        if figure is None:
            return False
        rows.append((band.level or "", shown(figure, period=True), stands(one, _gap(one, draft))))
        cites.append(figure.source)
    inside = [band.level or "" for band, one in placed if one.standing not in ("below", "above")]
    below = [band.level or "" for band, one in placed if one.standing == "below"]
    above = [band.level or "" for band, one in placed if one.standing == "above"]
    band = bands[0]
    where = f"for {a(band.role_display)} at {band.company_display}{row_words(band.region)}"
    draft.say(f"**{_verdict(mine, part, inside, below, above)}** That is {where}.", *cites)
    draft.blocks.append(Comparison(
        title=phrase("besideLevels"),
        columns=(phrase("columnLevel"), phrase(f"part-{part}"), phrase("columnYours", amount=_paid(placed[0][1]))),
        rows=tuple(rows),
        cites=tuple(dict.fromkeys(cites)),
    ))  # fmt: skip
    draft.say("At which level have they placed you? Then I weigh it against that band, with all its parts.")
    draft.suggest(*dict.fromkeys(band.level for band in bands if band.level), choices=True)
    return True


def _verdict(mine: str, part: str, inside: Sequence[str], below: Sequence[str], above: Sequence[str]) -> str:
    if len(inside) == 1:
        return f"By its {part} it is {inside[0]}: {mine} is inside that band and no other."
    if inside:
        return f"It depends on the level: {mine} is inside the bands of {listed(inside)}."
    if not above:
        return f"Low: {mine} is under the band of every level."
    if not below:
        return f"Strong: {mine} is above the band of every level."
    return f"It depends on the level: {mine} is above the band of {listed(above)} and under that of {listed(below)}."


def _placed(offer: Offer, band: Band) -> Position | None:
    """Where the offer's base, else its total, is in the band."""
    found = {one.component: one for one in positions(offer, band) if one.unit == "money"}
    return next((found[part] for part in _PARTS if part in found), None)


def _paid(one: Position) -> Paid:
    per = one.part.period if one.part.period != "year" else None
    return Paid(value=int(one.mine), currency=one.currency, period=per)


def _mine(one: Position, draft: Draft) -> str:
    text = money(int(one.mine), None, one.currency)
    per = one.part.period if one.part.period != "year" else None
    number = Number(
        origin="computed" if one.how else "user", text=text, low=one.mine, high=one.mine, currency=one.currency,
        period=one.part.period, how=one.how,
    )  # fmt: skip
    draft.user(text, number)
    return f"{text} a {per}" if per else text


def _gap(one: Position, draft: Draft) -> str:
    """What it lacks to the bottom of the band."""
    if one.gap_low <= 0:
        return ""
    text = phrase("figure", amount=Paid(value=int(one.gap_low), currency=one.currency))
    how = f"{int(one.low):,} − {int(one.mine):,}"
    return draft.user(text, Number(
        origin="computed", text=text, low=one.gap_low, high=one.gap_low, currency=one.currency, how=how,
    ))  # fmt: skip
