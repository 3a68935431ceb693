"""What a message tells that a draft needs beside its figures: how much more is asked for, when somebody would start,
what people are called, a reason, and what shares are worth. The words stand in ingest/lexicon/wishes.yaml."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from bot.reading.types import Wishes
from ingest.amounts.mention import Mention
from ingest.lexicon.words import data, pattern

LONGEST = 6_000
"""Characters of a message that are looked through."""
MOST = 40
"""Numbers of a message that are looked at."""
_FAR, _NEAR = 60, 26
"""Characters in front of an amount in which it is asked for, and between a wish's words and its amount."""
_LEAST, _LONGEST_REASON = 3, 25
"""Words of a reason."""


def wishes(text: str, numbers: Sequence[Mention]) -> Wishes:
    """What a message wishes and names. numbers: the message's, in order."""
    text = text[:LONGEST]
    numbers = tuple(one for one in numbers[:MOST] if one.end <= LONGEST)
    start, theirs = _start(text)
    contact, own = _names(text)
    value = next((one for one in numbers if _is_valuation(one, text)), None)
    more = next((one for one in numbers if _is_more(one, text)), None)
    amount = next((one for one in numbers if _is_wanted(one, text)), None)
    return Wishes(
        more=more,
        amount=amount,
        against=_against(more or amount, numbers, text),
        offered=next((one for one in numbers if _is_offered(one, text)), None),
        stake=next((one.low for one in numbers if _is_stake(one, text)), None),
        start=start, start_theirs=theirs, contact=contact, own=own, reason=_reason(text),
        valuation=value.low if value else None, valuation_currency=value.currency if value else None,
        strike=_price(text, "strike"), fair=_price(text, "fair"),
        raised=next((one.low for one in numbers if _is_raise(one, text)), None),
        posted=next((one for one in numbers if _is_posted(one, text)), None),
        corrected=_said("corrected").search(text) is not None,
        moved=_said("moved").search(text) is not None,
        until=_until(text), english=_said("english").search(text) is not None, numbers=numbers,
    )  # fmt: skip


@cache
def _said(name: str) -> re.Pattern[str]:
    return pattern(data("wishes")[name])


def _before(one: Mention, text: str, far: int) -> str:
    """What stands in front of a number, back to the end of a sentence or to another number."""
    return re.split(r"[.!?\n](?=\s)|\d", text[max(0, one.start - far) : one.start])[-1]


def _is_more(one: Mention, text: str) -> bool:
    """ "5k more", "10% more", "another 5k", "+5k"; not what somebody else gets more."""
    if one.kind == "plain" and one.low <= 1 and not one.scaled:
        return False  # "one more offer" is no money.
    if one.kind not in ("money", "percent", "plain") or one.low <= 0:
        return False
    after = re.split(r"[.!?\n]|\d", text[one.end : one.end + 24])[0]
    before = _before(one, text, _FAR)
    follows = re.match(rf"\s*(?:{_said('more').pattern})", after, re.I)
    leads = re.search(rf"(?:{_said('more_before').pattern}|\+)\s*$", before, re.I)
    if not follows and not leads:
        return False
    clause = before + after
    asks = not before.strip() or _said("asking").search(before)
    return bool(asks) and not _said("of_others").search(clause)


def _is_wanted(one: Mention, text: str) -> bool:
    """ "i want 28", "ik wil 5600", "asked for 160": an amount of pay right behind the wish."""
    if one.kind not in ("money", "plain") or one.low < 10 or _is_more(one, text):
        return False
    before = _before(one, text, _NEAR + 24)
    cue = list(_said("want").finditer(before))
    if not cue or len(before) - cue[-1].end() > _NEAR:
        return False
    led = re.search(r"(\w+)\s*$", before[: cue[-1].start()])
    if led and led[1].lower() in data("wishes")["not_mine"]:
        return False
    after = text[one.end : one.end + 20]
    return not re.match(rf"\s*-?\s*(?:{_said('not_pay').pattern})", after, re.I)


def _against(wish: Mention | None, numbers: Sequence[Mention], text: str) -> Mention | None:
    """The amount right behind a wish, after "on", "over" or "instead of"."""
    if wish is None:
        return None
    after = next((one for one in numbers if one.start >= wish.end and one.kind in ("money", "plain")), None)
    between = text[wish.end : after.start] if after is not None else ""
    close = len(between) < 30 and re.search(
        rf"(?:{_said('against').pattern})\s+(?:the\s+|my\s+)?[$€£]?$", between, re.I
    )
    return after if close else None


def _is_offered(one: Mention, text: str) -> bool:
    """ "offer 70k", "they offered 70": an amount right behind the word."""
    before = _before(one, text, 24)
    return one.kind in ("money", "plain") and bool(re.search(rf"(?:{_said('offered').pattern})\W*$", before, re.I))


def _is_stake(one: Mention, text: str) -> bool:
    """ "0.25% of a company", "0.05% options": a small percentage beside a word for shares."""
    after = text[one.end : one.end + 26]
    return (
        one.kind == "percent"
        and one.low <= 20
        and bool(re.match(rf"\s*(?:in\s+)?(?:{_said('stake').pattern})", after, re.I))
    )


def _is_valuation(one: Mention, text: str) -> bool:
    if one.kind != "money" or one.low < 1_000_000:
        return False
    after, before = text[one.end : one.end + 18], text[max(0, one.start - 24) : one.start]
    behind = re.match(rf"\s*(?:{_said('valuation').pattern})", after, re.I)
    ahead = re.search(
        rf"(?:{_said('valuation').pattern})\s*(?:of|at|is|was|now|around|about|:|\s)*[$€£]?$", before, re.I
    )
    return bool(behind or ahead)


def _is_raise(one: Mention, text: str) -> bool:
    """ "they offer 4% raise", "a raise of 4 percent"."""
    if one.kind != "percent":
        return False
    after, before = text[one.end : one.end + 20], _before(one, text, 20)
    behind = re.match(rf"\s*(?:{_said('raise').pattern})", after, re.I)
    ahead = re.search(rf"(?:{_said('raise').pattern})\s*(?:of|by|is|:|\s)*$", before, re.I)
    return bool(behind or ahead)


def _is_posted(one: Mention, text: str) -> bool:
    """A range of pay that stands beside a word for an advert."""
    if one.low == one.high or one.high < 20 or one.kind not in ("money", "plain"):
        return False
    return _said("posted").search(text[max(0, one.start - _FAR) : one.end + 24]) is not None


def _price(text: str, name: str) -> Decimal | None:
    found = re.search(
        rf"(?:{_said(name).pattern})\s*(?:price|value|is|of|at|now|currently|:|=|\s){{0,4}}[$€£]?\s?(\d{{1,6}}(?:\.\d{{1,4}})?)(?![\d%kKmM])",
        text, re.I,
    )  # fmt: skip
    return Decimal(found[1]) if found else None


@cache
def _day() -> str:
    months = "|".join(sorted(data("wishes")["months"], key=len, reverse=True))
    return (
        rf"(?:(?:mid|early|late|the\s+(?:1st|first)\s+of)[\s-])?(?:\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?:{months})\b"
        rf"|\b(?:{months})\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?)(?:,?\s+20\d\d)?"
    )


def _start(text: str) -> tuple[str, str]:
    """The day they would start on, and the day that was set, as written; "" where there is none."""
    turned = re.search(rf"({_day()})\s*,?\s*(?:{_said('instead').pattern})\s+(?:on\s+)?({_day()})", text, re.I)
    if turned and _said("start").search(text):
        return _written(turned[1]), _written(turned[2])
    days = list(re.finditer(_day(), text, re.I)) if _said("start").search(text) else []
    wanted = next((day for day in days if _said("start_want").search(_clause(text, day.start()))), None)
    if wanted is not None and not _said("start_theirs").search(_clause(text, wanted.start())):
        theirs = next((day for day in days if _said("start_set").search(_clause(text, day.start()))), None)
        return _written(wanted[0]), _written(theirs[0]) if theirs is not None else ""
    for found in days:
        before = _before_day(text, found.start())
        if _said("start_set").search(before):
            continue
        if _said("start_wish").search(before) and not _said("start_theirs").search(before):
            return _written(found[0]), ""
    return "", ""


def _until(text: str) -> str:
    """The day by which an answer is wanted, with the word before it, as written: "bis zum 4. Dezember"; "" for none."""
    found = re.search(
        rf"(?:{_said('until').pattern})\s+(?:the\s+)?(?:{_day()}|(?:{_said('weekdays').pattern})(?:\s+(?:{_said('weekdays').pattern}))?)(?:\s+\d{{1,2}}[:.]\d\d)?",
        text, re.I,
    )  # fmt: skip
    return found[0].strip() if found else ""


def _before_day(text: str, at: int) -> str:
    return re.split(r"[.!?\n](?=\s)", text[max(0, at - 40) : at])[-1]


def _clause(text: str, at: int) -> str:
    """What stands in front of a day, back to a conjunction or a sign."""
    return re.split(r"[.,;!?\n]|\bbut\b|\band\b|\baber\b|\d", text[max(0, at - 40) : at])[-1]


def _written(day: str) -> str:
    """A day with its month's capital."""
    return re.sub(
        r"[^\W\d_]{3,}", lambda word: word[0] if word[0] in ("mid", "the") else word[0].capitalize(), day.strip()
    )


def _names(text: str) -> tuple[str, str]:
    """Whom they write to, and their own name."""
    contact = next(_contacts(text), "")
    found = re.search(rf"(?:{_said('own_name').pattern})\s+([^\W\d_][\w'’-]{{1,20}})", text, re.I)
    own = _name(found[1], lower=True) if found else ""
    if not _said("speaks_for_firm").search(text):
        return contact, own
    greeted = re.search(
        r"(?mi)(?:^|[\"“])\W*(?:hi|hello|hey|dear|hallo|hola|bonjour)\s+([^\W\d_][\w'’-]{1,20})\s*[,!:\n]", text
    )
    return contact or signed(text), own or (_name(greeted[1]) if greeted else "")


def signed(text: str) -> str:
    """The first name under a mail's closing, or alone on one of its last lines."""
    lines = [line.strip().strip("\"”'") for line in text.splitlines() if line.strip()]
    for at, line in list(enumerate(lines))[:0:-1]:
        alone = re.fullmatch(r"([A-ZÀ-Ý][\w'’-]{1,20})(?:\s[A-ZÀ-Ý][\w'’-]{1,20}){0,2}\s*(?:,.{0,60})?", line)
        if (alone and at and _said("closing").search(lines[at - 1][:40])) or (alone and " " not in line):
            name = _name(alone[1]) if alone else ""
            if name and not _said("closing").search(line):
                return name
    return ""


def _contacts(text: str) -> Iterator[str]:
    for found in re.finditer(rf"(?:{_said('contact').pattern})\W{{0,2}}\s*", text, re.I):
        rest = text[found.end() : found.end() + 40]
        cued = re.match(rf"(?:(?:the\s)?(?:{_said('named').pattern})\s*)([^\W\d_][\w'’-]{{1,20}})", rest, re.I)
        if cued and (name := _name(cued[1], lower=True)):
            yield name
        plain = re.match(r"is\s+([A-ZÀ-Ý][\w'’-]{1,20})(?=\s*(?:[,.;:!?)\n]|$))", rest)
        if plain and (name := _name(plain[1])):
            yield name
        beside = re.match(r"([A-ZÀ-Ý][\w'’-]{1,20})(?![\w'’-])", rest)
        if beside and (name := _name(beside[1])):
            yield name
    for found in re.finditer(
        rf"(?:(?:{_said('contact_pronoun').pattern})\s+(?:name\s+is|name['’]s)|(?:{_said('contact_called').pattern}))"
        r"\s+([^\W\d_][\w'’-]{1,20})", text, re.I
    ):  # fmt: skip
        if name := _name(found[1], lower=True):
            yield name
    for found in re.finditer(
        rf"(?:{_said('written_to').pattern})[ ]+(?:({'|'.join(map(re.escape, data('wishes')['titled']))})[ ]+)?"
        r"([A-ZÀ-Ý][\w'’-]{1,20}(?:[ ][A-ZÀ-Ý][\w'’-]{1,20})?)", text, re.I,
    ):  # fmt: skip
        titled, name = found[1], found[2]
        if name[:1].isupper() and _name(name.split()[0]):
            yield f"{titled.capitalize()} {name}" if titled else " ".join(w for w in name.split() if w[:1].isupper())


def _name(word: str, *, lower: bool = False) -> str:
    """The word as a name; "" for what is none. lower: it may be written small."""
    if word.lower() in data("wishes")["not_names"] or not (lower or word[:1].isupper()) or word.isupper():
        return ""
    return word if word[:1].isupper() else word.capitalize()


def _reason(text: str) -> str:
    """Why they ask, where it is a reason that a firm may hear."""
    found = _said("reason").search(text)
    if found is None:
        return ""
    clause = re.split(r"[.;!?\n]", text[found.end() : found.end() + 240])[0].strip(" ,:–-")
    clause = re.sub(r"\bi\b", "I", re.sub(r"\bi'(m|ve|d|ll)\b", r"I'\1", clause))
    if not _LEAST <= len(clause.split()) <= _LONGEST_REASON or _said("no_reason").search(clause):
        return ""
    return clause
