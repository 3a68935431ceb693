"""An offer read from any wording: shorthand, prose, lists or whole letters, apart from every other number."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.excerpt import squeezed
from bot.reading.offers.alike import measured, stands_alone
from bot.reading.offers.figures import AROUND, MOST_FIGURES, Figures, OfferFigure, figures_of
from bot.reading.offers.made import build, reading_of, region_currency
from bot.reading.offers.unsure import set_apart
from bot.reading.offers.vesting import of_equity
from bot.reading.offers.whose import Ours, in_order, placed_in, roles, same_as
from bot.reading.terms import CERTAIN, LAKH, MOST_LISTED, STEP, THOUSAND, Doubt, Heard, Offer, OfferReading, Typing
from ingest.lexicon.phrases import beside

_said = beside(__file__, "asking")

SHORTEST_LETTER = 80
"""Characters of a text that may be a letter."""
SEVERAL = 2
"""From so many unexplained sums on, what is read of a long text isn't added up."""
LONG_LETTER = 500
"""From so many characters on, a letter without pay is no message about pay either."""


def read_offer(
    text: str,
    known: Offer | None = None,
    *,
    ours: Ours | None = None,
    typed: Typing | None = None,
    figures: Figures | None = None,
) -> OfferReading:
    """Every pay figure the user states, sorted into their offer, others' offers, what they want, floor, current pay.

    known: the offer of earlier turns; its terms stay unless this text restates them. ours tells the company
    the conversation is about from others; without it the known offer's company is, or else the first that
    is named. An offer the user asks to invent, or only supposes, is nobody's. Numbers that are not pay
    (dates, phones, levels, years, 401(k), shares' prices) are left out; what can be read two ways is a Doubt.
    """
    if (letter := _letter(text)) is not None:
        return letter
    figures = figures or figures_of(squeezed(text))
    text, vestings, items = figures.text, figures.vestings, _measured(_pay(figures, typed or {}), typed or {})
    if made_up := _MADE_UP.search(_HONEST.without(text)) is not None:
        items = [one for one in items if _is_own(typed.get(one.mention.end, Heard()))] if typed else []
        if not items:
            return OfferReading(offer=known)
    masked = figures.masked[: items[-1].mention.end + AROUND] if items else ""
    spans = roles(masked, ours or same_as(known), open_=ours is None and (known is None or known.empty))
    told = any(is_heard(one) and one.what == "own_offer" and one.part == "base" for one in (typed or {}).values())
    parts = [one for item in items for one in _corrected(placed_in(item, spans), typed or {}, told)]
    groups: dict[tuple[str, str], list[OfferFigure]] = {}
    if made_up:
        parts = [one for one in parts if one.role != "other"]
    kept, unsure = set_apart(list(in_order(parts)), typed or {}, known)
    for item in kept:
        groups.setdefault((item.role, item.company if item.role == "other" else ""), []).append(item)
    currency = region_currency(text)
    meant = [(key, group) for key, group in groups.items() if key[0] != "ignored"][: MOST_LISTED + 5]
    built = {
        key: build(group, text, key, vestings if _owns_vesting(key, groups) else (), currency) for key, group in meant
    }
    reading = _held_back(reading_of(built, known, of_equity(text, vestings) if not built else None), text)
    reading = replace(reading, doubts=(*unsure, *reading.doubts))
    if figures.whole:
        return reading
    return replace(
        reading, aloud=(*reading.aloud, f"I read the first {MOST_FIGURES} numbers of this text and none after them")
    )


def _held_back(reading: OfferReading, text: str) -> OfferReading:
    """The reading, no year's sum of it told where a long text that is known as no letter holds several sums that
    nothing explains: a mail's terms, most of them unread."""
    unclear = sum(not doubt.rival for doubt in reading.doubts)
    if reading.offer is None or len(text) < LONG_LETTER or unclear < SEVERAL:
        return reading
    offer = reading.offer.model_copy(update={"unsettled": ("what some of its sums are",)})
    return replace(reading, offer=offer)


HEARD = 0.6
"""From this probability on, an amount is pay whatever the words beside it are of."""
HEARD_ALONE = 0.4
"""The same where the message tells no other pay."""


def _pay(figures: Figures, typed: Typing) -> Sequence[OfferFigure]:
    """The pay figures of a text, with those that the trained reader takes for pay against the words beside them."""
    pay = any(typed.get(item.mention.end, Heard("none")).what != "none" for item in figures.items)
    least = HEARD if pay else HEARD_ALONE
    heard = [item for item in figures.noise if is_heard(typed.get(item.mention.end, Heard()), least)]
    return sorted((*figures.items, *heard), key=lambda item: item.mention.start) if heard else figures.items


TRUE = 0.75
"""From this probability on, an amount is the offer's, today's or wished for beside words of something made up."""


def _is_own(one: Heard) -> bool:
    """Whether the heads surely take a number for pay that no rival offers: "I don't want to bluff" makes up nothing."""
    return one.sure >= TRUE and one.what in ("own_offer", "current_pay", "target", "asked", "floor")


def is_heard(one: Heard, least: float = HEARD) -> bool:
    """Whether the heads take a number for somebody's pay, and surely."""
    return one.what not in ("", "none") and one.part != "relocation" and one.sure >= least


def _measured(items: Sequence[OfferFigure], typed: Typing) -> Sequence[OfferFigure]:
    """The figures, those of base and total that were said without a measure in the measure of the others; where the
    trained reader takes one for no pay, or nobody has read it and a word follows, it stays what it is ("28 days")."""
    # "12 lakh/140k/15": what stands in a row is told apart by its place in it.
    whole = [i for i in items if i.component in ("base", "total", "") and not i.before.rstrip().endswith("/")]
    full = measured([item.mention for item in whole])
    named = {item.component for item in whole} - {""}
    # "24 LPA" is the whole of a year's pay, and so is the 28 that is wanted instead.
    part = "total" if named == {"total"} else ""
    return [
        replace(item, mention=full[item.mention.end], component=item.component or part)
        if item.mention.end in full
        and (typed.get(item.mention.end, Heard("none")).what != "none" or stands_alone(item.rest))
        else item
        for item in items
    ]


def _letter(text: str) -> OfferReading | None:
    """The offer of a letter; None for anything else. How letters are read is imported with the first long text."""
    if len(text) < SHORTEST_LETTER:
        return None
    from bot.reading.letters.reader import is_letter, read_terms

    if not is_letter(text):
        return None
    if (read := read_terms(text)) is not None or len(text) < LONG_LETTER:
        return read
    return OfferReading(doubts=(Doubt("base", "I find no salary in this letter. What does it pay?"),), letter=True)


def guessed(figures: Figures) -> dict[int, tuple[str, str]]:
    """For the place where each pay figure of a text ends: whose the cues beside it say it is, and which part of pay.

    A feature for the trained reader, not a judgement: whose is mine, other, current, floor, asked or ignored.
    """
    spans = roles(figures.masked, same_as(None), open_=True)
    placed = in_order([placed_in(item, spans) for item in figures.items])
    return {item.mention.end: (item.role, item.component) for item in placed}


_MADE_UP, _HONEST = _said("made_up"), _said("honest")


_ROLE_OF = {
    "own_offer": "mine", "other_offer": "other", "current_pay": "current", "asked": "asked", "target": "asked",
    "floor": "floor", "none": "ignored",
}  # fmt: skip
DOUBTED = 0.4
"""From this probability on, a figure without a label is taken for nobody's pay, and so is one with it where the offer
is told by another."""
GIVEN_UP = 0.75
"""Up to this probability of the offer, pay that the cues take for today's stays today's."""
MOVED = 0.6
"""From this probability on, a sum is for moving, and no pay of a year's."""


def _corrected(item: OfferFigure, typed: Typing, told: bool) -> list[OfferFigure]:
    """The figure as the trained reader takes it, where it is sure of whose it is; "from 62 to 67" as two. told: the
    offer's base is heard in one of the figures."""
    heard = typed.get(item.mention.end, Heard())
    first, _, second = heard.what.partition(STEP)
    if second == first and second and item.mention.low != item.mention.high:
        # "They went from 104 to 107": what it was, and what it is.
        return [
            _as_typed(
                replace(item, mention=replace(item.mention, low=item.mention.high)), heard._replace(what=first), told
            )
        ]
    if second and item.mention.low != item.mention.high:
        low, high = replace(item.mention, high=item.mention.low), replace(item.mention, low=item.mention.high)
        both = (replace(item, mention=low), first), (replace(item, mention=high), second)
        return [_as_typed(one, heard._replace(what=what), told) for one, what in both]
    return [_as_typed(item, heard, told)]


def _as_typed(item: OfferFigure, heard: Heard, told: bool) -> OfferFigure:
    what, part, sure, period, scale, *_ = heard
    else_told = told and item.component == "base"
    nobodys = what == "none" and (sure >= CERTAIN or ((else_told or not item.labelled) and sure >= DOUBTED))
    if what == "own_offer" and part == "relocation" and sure >= MOVED and item.component in ("", "base"):
        return replace(item, role="ignored")
    if not what or (what == "none" and not nobodys):
        return item
    role = _ROLE_OF[what]
    if {role, item.role} == {"mine", "other"} and item.company:
        role = item.role  # Which of two offers is the own one is told by the companies named, not by the heads.
    if (role, item.role) == ("mine", "current") and sure < GIVEN_UP:
        role = item.role  # "I'd be giving up 12k" says whose it is.
    known = "" if part in ("none", "relocation") else part
    # "My target is 170": a wish, and no target bonus.
    wished = what in ("target", "asked", "floor") and item.component == "bonus" and item.mention.kind != "percent"
    component = (known if wished else "") or item.component or known
    mention = item.mention
    if period == "month" and mention.period is None and not mention.scaled and component in ("", "base", "total"):
        mention = replace(mention, period="month")  # "4.850 bruto": nobody says so of a year's pay.
    if scale == LAKH and mention.kind == "plain" and not mention.scaled and mention.high < THOUSAND:
        mention = replace(mention, low=mention.low * LAKH, high=mention.high * LAKH, scaled=True, currency="INR")
    return replace(item, role=role, component=component, mention=mention)


def _owns_vesting(key: tuple[str, str], groups: dict[tuple[str, str], list[OfferFigure]]) -> bool:
    """The schedule belongs to the user's own offer; to another's only where theirs is the only one."""
    return key[0] == "mine" or (not any(k[0] == "mine" for k in groups) and key[0] == "other")
