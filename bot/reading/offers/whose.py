"""Whose a text's figures are: the user's own offer, another's, what they want, earn or would settle for; by cues and
order."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.reading.excerpt import pieces
from bot.reading.offers.figures import AROUND, OfferFigure
from bot.reading.ordinary import ordinary
from bot.reading.stretches import digits_end, has_digit, up_to
from bot.reading.terms import Offer
from bot.reading.words import fold, joined
from ingest.lexicon import titles
from ingest.lexicon.frequent import is_small
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import places_alone

Ours = Callable[[str], bool]
"""Whether a phrase names the company that the conversation is about."""


# Whose a number is.

LONGEST_NAME = 60
_NAME = r"(?P<who>[A-Z][\w&.'’-]{0,40}(?:\s{1,3}(?:&\s{1,3})?[A-Z][\w&.'’-]{0,40}){0,5})"
"""Bounded, as all patterns over what people paste are: an unbounded name makes a long letter's time quadratic."""
_WHO = _NAME[:-1] + r"|[a-z][\w&.-]{1,40})"
_said = beside(
    __file__,
    "words",
    {
        "who": f"(?-i:{_WHO})(?!-)",
        "name": f"(?-i:{_NAME})(?!-)",
        "behind": r"(?:^|(?<=[\s,;.(+]))",
        "figure": r"(?=[$£€₹]?\d)",
        "space": r"\s",
        "code": r"(?<=\s)(?-i:[A-Z]{1,3}\d{1,2})",
    },
)
_NOBODY = frozenset(
    """
    they he she it we i you recruiter recruiters company companies manager hr team startup who that this
    which just have has had been was were are is got also already only an a the my our their his her another
    other competing me them offer base salary equity stock bonus signing total tc comp package rsu rsus
    options refresher target deadline sign-on signon level role title location currency back sf nyc ny london paris
    berlin seattle remote and but so then if when what
    how much could would should can will said so far verbally now initially originally first finally today
    yesterday there here someone somebody one not actually being get getting two three four several multiple both \
couple few some any all many to of for from with at in on by as
    if could like pleased happy glad delighted thrilled excited formally hereby ready able willing please may might must
    """.split()
)
_IN_NAMES = frozenset({"first", "one", "two", "three"})
"""Words of nobody's that names of companies begin with."""
_CUES = ("other", "unnamed", "mine", "asked", "floor", "current", "ignored")
"""Whose figures are, by their cues; where two overlap the earlier counts."""
_ALSO = _said("also")
_SENTENCE = re.compile(r"(?<=[.!?;])(?=\s)|(?<=\n)")
_GOES_ON = _said("goes_on")


@dataclass(frozen=True, slots=True)
class _Span:
    """From here on, figures are this role's (until the next span)."""

    start: int
    role: str
    company: str
    follows: bool = True


def roles(text: str, ours: Ours, *, open_: bool) -> list[_Span]:
    """Where each speaker's figures begin: the user's own offer unless a cue says otherwise."""
    spans: list[_Span] = []
    first_figure = digits_end(text, 2)
    first_figure = len(text) if first_figure < 0 else first_figure
    seen_company = ""
    begin = 0
    bounds = [m.start() for m in _SENTENCE.finditer(text)] + [len(text)]
    for end in bounds:
        sentence = text[begin:end]
        parts = pieces(sentence)
        cues = ((at + a, role, company) for a, b in parts for at, role, company in _cued(sentence[a:b], ours))
        found = sorted(cues, key=lambda cue: cue[0])
        resolved: list[_Span] = []
        for at, role, company in found:
            first = open_ and begin + at < first_figure
            if role == "other" and not _marked(sentence, at) and not seen_company and first:
                seen_company = company
            same = role == "other" and company == seen_company and not _marked(sentence, at)
            resolved.append(_Span(begin + at, "mine" if same else role, company))
        previous = spans[-1] if spans else _Span(0, "mine", "")
        if not resolved and begin and not (previous.role != "mine" and _GOES_ON.starts(sentence)):
            resolved = [_Span(begin, "mine", "")]
        elif resolved and resolved[0].start > begin:
            # A cue behind its figure ("230k is what Google offered") counts for the whole sentence before it.
            head = text[begin : resolved[0].start]
            before = resolved[0] if _trailing(head, resolved[0]) else _Span(begin, "mine", "")
            resolved.insert(0, replace(before, start=begin))
        spans.extend(resolved)
        begin = end
    return [_Span(0, "mine", ""), *spans]


def _cued(sentence: str, ours: Ours) -> Iterator[tuple[int, str, str]]:
    taken = bytearray(len(sentence))
    places: dict[str, bool] = {}
    for role in _CUES:
        for match in _said(role).every(sentence):
            company = _company(match, places) if role == "other" else ""
            if role == "other" and not company:
                continue
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * len(match.group())
            words = company.split()
            if role == "other" and (ours(match["who"]) or _ours_with_before(sentence, match, company, ours)):
                yield match.start(), "mine", company
                continue
            # "an offer at W&B SWE SF": what stands behind the name belongs to no other company.
            if role == "other" and any(ours(" ".join(words[:k])) for k in range(len(words), 0, -1)):
                yield match.start(), "mine", company
            elif role == "unnamed":
                yield match.start(), "other", ""
            else:
                yield match.start(), role, company


def _ours_with_before(sentence: str, match: re.Match[str], company: str, ours: Ours) -> bool:
    """Whether the name goes on to the left and is ours: "northrop grumman offered"."""
    before = sentence[max(0, match.start("who") - LONGEST_NAME) : match.start("who")].split()
    return any(ours(" ".join([*before[-k:], company])) for k in range(1, min(len(before), 3) + 1))


def _company(match: re.Match[str], places: dict[str, bool]) -> str:
    """The company that a cue names, "" for none. places: which names of the sentence are places, as found so far."""
    words = match.group("who").rstrip(".,'’").split()
    if match.string[: match.start("who")].lower().split()[-1:] in (["a"], ["an"]) and words[:1] == [words[0].lower()]:
        return ""  # "from a product startup" names nobody.
    nobodys = _NOBODY | titles.jobs()
    if len(words) > 1 and match.start("who") and all(word[:1].isupper() for word in words):
        nobodys = _NOBODY - _IN_NAMES  # "an offer from First American": within a sentence a capital is of the name.
    while words and up_to(words[0].lower(), "'’") in nobodys:
        words = words[1:]
    name = " ".join(words).removesuffix("'s").removesuffix("’s")
    name = _said("no_part_of_name").before(name).rstrip()
    nobody = name.lower() in nobodys or name in ordinary() or name.lower() in ("offer", "l5", "usd")
    if not name or nobody or (name.islower() and is_small(fold(name))):
        return ""  # "Samsung se offer aaya": a small word of another language
    if name not in places:
        places[name] = places_alone(name)
    return "" if places[name] else name


def _marked(sentence: str, at: int) -> bool:
    """True where the words around say it is one offer among others."""
    return bool(_ALSO.search(sentence[max(0, at - 40) : at + 60]))


def _trailing(head: str, span: _Span) -> bool:
    head = head[-AROUND:]
    return has_digit(head) and span.role in ("other", "current", "floor") and bool(_said("trailing").ends(head))


def placed_in(item: OfferFigure, spans: list[_Span]) -> OfferFigure:
    span = spans[bisect_right(spans, item.mention.start, key=lambda s: s.start) - 1]
    return replace(item, role=span.role, company=span.company if span.role in ("other", "mine") else "")


def same_as(known: Offer | None) -> Ours:
    name = joined(known.company or "") if known else ""
    return lambda phrase: bool(name) and joined(phrase) == name


# Unlabelled figures, by their order.


def in_order(items: list[OfferFigure]) -> Iterator[OfferFigure]:
    """Items with the component of unlabelled ones told by position: base first; "205/260" base and equity."""
    bases = {(i.role, i.company if i.role == "other" else "") for i in items if i.component == "base"}
    previous: OfferFigure | None = None
    for item in items:
        key = item.role, item.company if item.role == "other" else ""
        component = item.component
        mention = item.mention
        if not component or (component == "base" and mention.kind == "percent"):
            bare = len(items) > 2 and all(not i.component and i.role == item.role for i in items)
            component = _by_position(item, previous, key in bases, bare)
        if component == "total" and mention.kind == "percent":
            component = "bonus"
        if component == "base":
            bases.add(key)
        previous = replace(item, component=component)
        yield previous


def _by_position(item: OfferFigure, previous: OfferFigure | None, has_base: bool, bare_list: bool = False) -> str:
    mention = item.mention
    if mention.kind == "percent":
        return "bonus"
    if (
        mention.kind == "count"
        or mention.period == "grant"
        or re.match(r"\s*(?:/|over|across)\s*[3-6]\b(?!\s*(?:months?|weeks?|days?))", item.rest)
    ):
        return "equity"
    slashed = previous is not None and (bare_list or item.before.strip() == "/")
    second_year = _said("in_second_year").opens(item.rest)
    if previous is not None and previous.component in ("signing", "signing_second") and second_year:
        return "signing_second"
    if slashed and previous is not None:
        return {"base": "equity", "equity": "signing", "bonus": "signing"}.get(previous.component, "unclear")
    if previous is not None and previous.mention.kind == "count" and _said("valued").search(item.before):
        return "equity"
    if not has_base:
        return "base"
    return "unclear"
