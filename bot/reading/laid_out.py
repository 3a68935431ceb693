"""Several offers laid out in one message: where each begins, whose it is, and whether they lie side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from bot.reading.message import Message
from bot.reading.parse import Parse, said_of
from bot.reading.spans import component_words
from bot.reading.stretches import place_of
from bot.reading.terms import CERTAIN, LONGEST_WORDS, MOST_LISTED, THOUSAND, Heard, Offer, Profile, Typing
from bot.reading.types import Question
from bot.reading.words import joined
from ingest.amounts.mention import Mention
from ingest.lexicon.words import data


def lie_side_by_side(laid: Sequence[Offer], taken: Message, typed: Typing | None, question: Question) -> bool:
    """Whether offers are best shown beside one another: two of one message, or one of a company without guides beside
    the offer that is known already."""
    whose = {(typed or {}).get(taken.in_whole(one.end), Heard()).what for one in taken.amounts} - {"", "none"}
    if not whose <= {"own_offer", "other_offer"}:
        return False
    known = question.profile.offer
    strange = any(unknown.kind == "company" for unknown in question.unknown)
    return len(laid) > 1 or bool(laid and strange and known and known.company)


def laid_out(taken: Message, parse: Parse, typed: Typing | None) -> tuple[Offer, ...]:
    """The offers of a message that lays out several, each with the company that its figures stand beside. typed: what
    each number is."""
    from bot.reading.offer_terms import read_offer
    from bot.reading.offers.figures import figures_of

    message = taken.text
    low = message.lower()
    named = [(*parse.at(span), said_of({"company": span}).company or "") for span in parse.companies()]
    named += [
        (low.find(u.phrase.lower()), low.find(u.phrase.lower()) + len(u.phrase), u.phrase)
        for u in parse.unknown
        if u.kind == "company" and u.phrase.lower() in low
    ]
    pieces = _pieces(message, sorted(named), taken.amounts)
    # "225 at Broadcom, AVGO RSUs 300" is one offer: its company is only named again.
    pieces = [one for at, one in enumerate(pieces) if not at or one[1] != pieces[at - 1][1]]
    if len(pieces) < 2:
        pieces = _unnamed(taken, typed, named) or pieces
    found = []
    for (start, name), end in zip(pieces, [*(start for start, _ in pieces), len(message)][1:], strict=True):
        inside = [one for one in taken.amounts if start <= one.start and one.end <= end]
        told = {
            one.end - start: _as_own(typed[taken.in_whole(one.end)])
            for one in inside
            if typed and taken.in_whole(one.end) in typed
        }
        part = figures_of(message[start:end], [replace(m, start=m.start - start, end=m.end - start) for m in inside])
        read = read_offer(message[start:end], None, ours=lambda _: True, typed=told or None, figures=part)
        if (offer := read.offer) is not None and (offer.base is not None or offer.total is not None):
            # A part that was told and isn't understood is worth something: no sum is made without it.
            open_ = offer.unsettled or tuple(one.question for one in read.doubts)[:1]
            found.append(offer.model_copy(update={"company": name[:LONGEST_WORDS], "unsettled": open_}))
    return tuple(found)[:MOST_LISTED]


def _as_own(one: Heard) -> Heard:
    """A number of one offer's piece, which is that offer's unless it is surely nobody's pay ("the Airbnb one")."""
    return one if one.what == "none" and one.sure >= CERTAIN else one._replace(what="own_offer", certain=one.offered)


def held_again(taken: Message, typed: Typing | None, profile: Profile) -> tuple[Offer, ...]:
    """The offers that are held, one of them with the figures of this message where it calls that one by the name it
    was given ("what if B went to 62", "the startup came back with 100"); none where it doesn't."""
    from bot.reading.offer_terms import read_offer
    from bot.reading.offers.figures import figures_of

    held = [one for one in (profile.offer, *profile.others) if one is not None and (one.base or one.total)]
    names = [_called(one.company, taken.text) if one.company else None for one in held]
    called = [(one, name) for one, name in zip(held, names, strict=True) if name]
    if len(held) < 2 or len(called) > 1 or not taken.amounts:
        return ()
    if called:
        [(again, (start, end))] = called
        text = taken.text[:start] + " " * (end - start) + taken.text[end:]
    elif (raised := _raised(taken, typed, held)) is not None:
        again, text = raised, taken.text
    else:
        return ()
    parts = {one.end: (typed or {}).get(taken.in_whole(one.end), Heard()).part for one in taken.amounts}
    told = {end: Heard("own_offer", "base" if part == "none" else part, 1.0) for end, part in parts.items()}
    fresh = read_offer(text, again, ours=lambda _: True, typed=told, figures=figures_of(text, taken.amounts)).offer
    if fresh is None or fresh == again:
        return ()
    return tuple(fresh.model_copy(update={"company": one.company}) if one is again else one for one in held)


def _raised(taken: Message, typed: Typing | None, held: Sequence[Offer]) -> Offer | None:
    """Which of the offers held has come up, where one new base is told and no name: the nearest below it."""
    told = [(one, (typed or {}).get(taken.in_whole(one.end), Heard())) for one in taken.amounts]
    new = [one for one, heard in told if heard.what in ("own_offer", "other_offer") and heard.part == "base"]
    if len(new) != 1:
        return None
    scale = 1 if new[0].scaled or new[0].low >= THOUSAND else THOUSAND
    below = [one for one in held if one.base and one.base < new[0].high * scale < one.base * _MOST]
    return max(below, key=lambda one: one.base or 0, default=None)


_MOST = Decimal("1.4")
"""Times what it was that an offer comes up to in one step."""


def _called(name: str, text: str) -> tuple[int, int] | None:
    """Where a text calls an offer by its name: its mark as it was written ("B"), or every word of it."""
    whole = place_of(name, text)
    return whole or (place_of(name.removeprefix(OFFER), text, cased=True) if name.startswith(OFFER) else None)


OFFER = "Offer "
"""Before the mark or number of an offer whose company isn't told."""


def _unnamed(taken: Message, typed: Typing | None, named: list[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """Where the piece of each offer begins in a message that tells several and doesn't name every company: at its mark
    ("A:"), or behind the clause of the salary before it. Each is called by the company named in it, by its mark, by
    whom its salary is from ("150k from a startup"), else by its number."""
    text, pieces = taken.text, list[tuple[int, str]]()
    salaries = _salaries(taken, typed)
    gaps = [0, *(one.end for one in salaries)]
    marks = [list(_MARK.finditer(text, gap, one.start)) for gap, one in zip(gaps, salaries, strict=False)]
    for number, (one, mark) in enumerate(zip(salaries, marks, strict=True), 1):
        if all(marks):
            pieces.append((mark[-1].start(1), OFFER + mark[-1][1].upper()))
            continue
        clause = max((found.end() for found in _CLAUSE.finditer(text, gaps[number - 1], one.start)), default=0)
        after = salaries[number].start if number < len(salaries) else len(text)
        told = (_whose().search(text, one.end, after), _ONE_NAME.fullmatch(text, clause, one.start))
        # "165 base no equity" is from nobody of that name.
        names = [found[1] for found in told if found and joined(found[1]) not in component_words()]
        name = names[0] if names else f"{OFFER}{number}"
        name = _ARTICLE.sub("", name)
        pieces.append((clause, OFFER + name if len(name) == 1 else name[:1].upper() + name[1:]))
    ends = [*(start for start, _ in pieces), len(text)][1:]
    inside = [
        [name for at, _, name in named if start <= at < end] for (start, _), end in zip(pieces, ends, strict=True)
    ]
    pieces = [(start, mine[0] if mine else name) for (start, name), mine in zip(pieces, inside, strict=True)]
    return pieces if len(pieces) > 1 and len({name for _, name in pieces}) == len(pieces) else []


def _salaries(taken: Message, typed: Typing | None) -> list[Mention]:
    """The amounts that are an offer's base or total; none that has the label of another part beside it."""
    labels = {item.mention.end: item.component for item in taken.figures.items if item.labelled}
    found = []
    for one in taken.amounts:
        end = taken.in_whole(one.end)
        what, part, *_ = (typed or {}).get(end, Heard())
        mine = what in ("own_offer", "other_offer") and part in ("base", "total") and one.kind in ("money", "plain")
        if mine and labels.get(end, part) in ("base", "total", ""):
            found.append(one)
    return found


_ARTICLE = re.compile(r"^(?:an?|the|my) ")
_MARK = re.compile(r"(?:^|(?<=[\s(]))(?:[Oo]ffer\s)?([A-Da-d1-4])\s?[:)=](?=\s)")
_CLAUSE = re.compile(r"[,;:.\n/]|\b(?:and|or|vs|versus)\b")
_ONE_NAME = re.compile(r"\s*([A-Z](?!\w)|[^\W\d_][\w&'’-]{1,20})\W*")


@cache
def _whose() -> re.Pattern[str]:
    """Whom an amount is from: "from a startup", "at the bank"."""
    return re.compile(
        rf"(?: \w{{1,8}})? (?:{'|'.join(data('companies')['behind_amounts'])}) ((?:an? |the |my )?[\w&'’-]{{2,20}})"
    )


def _pieces(message: str, named: list[tuple[int, int, str]], amounts: Sequence[Mention]) -> list[tuple[int, str]]:
    """Where the piece of each company begins: at its name, or at the amount that leads to it ("231 at C3")."""
    pieces = []
    for start, _, name in named:
        ahead = [one for one in amounts if one.end <= start and _leading().fullmatch(message, one.end, start)]
        pieces.append((ahead[-1].start if ahead else start, name))
    return sorted(dict(sorted(pieces, reverse=True)).items())


@cache
def _leading() -> re.Pattern[str]:
    """What stands between an amount and the company that pays it."""
    return re.compile(rf"(?: \w{{1,8}}){{0,2}} (?:{'|'.join(data('companies')['behind_amounts'])}) (?:the )?")
