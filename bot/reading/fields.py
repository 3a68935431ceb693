"""An offer from a form's fields: each amount is what its field's name says, read by the same grammar as a message's."""

from collections.abc import Mapping
from dataclasses import replace

from bot.reading.excerpt import squeezed
from bot.reading.offers.figures import OfferFigure
from bot.reading.offers.made import made_of
from bot.reading.offers.vesting import without_vesting
from bot.reading.terms import Doubt, OfferReading
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions
from ingest.lexicon import words as lexicon

LONGEST = 200
"""Characters of a field."""
_RATES = ("hour", "day", "week")
"""Periods whose number in a year the form doesn't tell."""
_PLAIN = {"base": "the base salary", "equity": "the equity", "bonus": "the bonus", "signing": "the signing bonus"}


def offer_of(fields: Mapping[str, str], currency: str | None = None, years: int | None = None) -> OfferReading:
    """The offer that a form's fields state. fields: base, equity, bonus, signing, in the person's words. currency: of
    amounts written without one. years: over which the equity vests, where the field doesn't say. What can't be read
    is asked about, and never guessed."""
    items: list[OfferFigure] = []
    doubts: list[Doubt] = []
    text = ""
    schedules: list[tuple[int, ...]] = []
    filled = {part: squeezed(written[:LONGEST]).strip() for part, written in fields.items()}
    for part, words in filled.items():
        if not words:
            continue
        masked, vestings = without_vesting(words)
        schedules += vestings
        found = _amount(part, masked)
        if found is None:
            doubts.append(Doubt(part, f"What number is “{words}” for {_PLAIN[part]}?"))
        elif part == "base" and any(lexicon.period(one).search(words, found.start) for one in _RATES):
            doubts.append(Doubt(part, f"What does {words} come to in a year?"))
        else:
            found = replace(found, currency=found.currency or (currency if found.kind != "percent" else None))
            if part == "equity" and found.years is None and found.period is None:
                found = replace(found, years=years)
            items.append(_item(part, found, masked, len(text)))
        text += f"{words}; "
    made = made_of(items, text, tuple(schedules)) if items else OfferReading()
    return replace(made, doubts=(*made.doubts, *doubts), fresh=bool(items))


def _amount(part: str, words: str) -> Mention | None:
    """The first amount of a field; a bare number up to a hundred is a bonus in percent."""
    found = next((one for one in mentions(words) if one.kind != "date" and one.high >= 0), None)
    if found is not None and part == "bonus" and found.kind == "plain" and found.high <= 100 and not found.scaled:
        return replace(found, kind="percent")
    return found


def _item(part: str, found: Mention, words: str, at: int) -> OfferFigure:
    """The amount as a figure of a text in which the field begins at a place."""
    placed = replace(found, start=found.start + at, end=found.end + at)
    after = words[found.end :]
    return OfferFigure(placed, part, True, words[: found.start], after, after[:48])
