"""What the guides state for a role and place where the company has no band, or none was named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.coach.draft import Draft
from bot.coach.entries import Entry, add_figure, counted_number, entries_of, note_sums, rows_of
from bot.reading.roles import role_key
from bot.reading.terms import Offer
from bot.reading.types import Question, Said, Subject
from bot.reading.words import keys
from bot.wording import a, money, place_name

if TYPE_CHECKING:
    from bot.coach.context import Context

LEAST = 3
"""Companies that make a picture; of fewer none is told, as one company's pay isn't another's."""


def tell(draft: Draft, question: Question, context: "Context", offer: Offer | None = None) -> bool:
    """Say from where to where the bases of other companies run for the role and place said, and where the offer's
    stands among them; False where too few guides state one in that currency."""
    words = next((said for said in question.said if said.role and said.region), None)
    if words is None:
        return False
    for role in _roles(words, context):
        entries = _entries(role, words.region or "", question, context, offer)
        if len({entry.band.company for entry in entries}) >= LEAST:
            named = context.names.said_role(context.names.canonical(role_key(keys(role))))
            _say(draft, entries, named, words.region or "", offer)
            return True
    return False


def _roles(words: Said, context: "Context") -> Iterator[str]:
    """The role as said, then the ones whose guides speak for it where it has none: Software Engineer for backend."""
    key = role_key(keys(words.role or ""))
    if not key.core:
        return  # "Intern" or "staff" alone names no work.
    yield words.role or ""
    plain = context.names.plain(key)
    for wider in (*((plain,) if plain else ()), *context.names.wider(key)):
        yield context.names.said_role(wider)


def _entries(role: str, region: str, question: Question, context: "Context", offer: Offer | None) -> list[Entry]:
    """The bases of every company, in the offer's currency, else the one that most are in."""
    rows = rows_of(question, Subject(), Said(role=role, region=region), context)
    found = [e for e in entries_of(rows, "base", question, context) if e.read.part.period in ("year", "month", None)]
    units = Counter(entry.unit for entry in found)
    unit = (offer.currency if offer else None) or next((unit for unit, _ in units.most_common(1)), "")
    return [entry for entry in found if entry.unit == unit]


def _say(draft: Draft, entries: Sequence[Entry], role: str, region: str, offer: Offer | None) -> None:
    companies = {entry.band.company for entry in entries}
    low, high = min(entries, key=lambda e: (e.low, e.high)), max(entries, key=lambda e: e.rank)
    shown = [f"{add_figure(draft, e.band, 'base', e.read, e.guide)} ({e.band.company_display})" for e in (low, high)]
    cites = [draft.cite(e.read.part.source, e.guide) for e in (low, high)]
    note_sums(draft, (low, high))
    draft.numbers.append(counted_number(len(companies)))
    draft.say(
        f"For {a(role)} in {place_name(region)} the guides hold the base of {len(companies)} companies: "
        f"from {shown[0]} to {shown[1]}.",
        *cites,
    )
    if offer is None or offer.base is None or offer.currency != low.unit:
        return
    # A company with several levels or places has a band from the bottom of the first to the top of the last.
    above = sum(all(offer.base > e.high for e in entries if e.band.company == one) for one in companies)
    below = sum(all(offer.base < e.low for e in entries if e.band.company == one) for one in companies)
    inside = len(companies) - above - below
    for number in (above, inside, below):
        draft.numbers.append(counted_number(number))
    draft.say(
        f"A base of {money(offer.base, None, offer.currency)} is above the band at {above} of them, inside it at "
        f"{inside} and below it at {below}."
    )
