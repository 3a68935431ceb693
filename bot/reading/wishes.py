"""What a message tells that a draft needs beside its figures: how much more is asked for, when somebody would start,
what people are called, a reason, and what shares are worth."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.reading.posted import is_posted
from bot.reading.stretches import clause_from, clause_to, name_at, sentences, since, up_to
from bot.reading.types import Wishes
from ingest.amounts.mention import Mention
from ingest.lexicon.phrases import beside, lists
from ingest.lexicon.places import places_alone

_said = beside(__file__, "wishes")

LONGEST = 6_000
"""Characters of a message that are looked through."""
MOST = 40
"""Numbers of a message that are looked at."""
_FAR, _NEAR = 60, 26
"""Characters in front of an amount in which it is asked for, and between a wish's words and its amount."""
_LEAST, _LONGEST_REASON = 3, 25
"""Words of a reason."""
_CLOSE = 16
"""Characters in front of a name in which a mail's close stands."""
_LONGEST_GIVEN = 12
"""Words of what an ask rests on."""


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
        posted=next((one for one in numbers if is_posted(one, text)), None),
        corrected=_said("corrected").search(text) is not None,
        moved=_said("moved").search(text) is not None,
        until=_until(text), due=_until(text, theirs=True), span=_span(text, numbers), given=_given(text),
        numbers=numbers, workdays=_workdays(text, numbers),
        base_fixed=_said("base_fixed").search(text) is not None,
        week_hours=_week_hours(text, numbers), bases=tuple(basis_behind(one, text) for one in numbers),
    )  # fmt: skip


@cache
def _plain() -> Mapping[str, Sequence[str]]:
    """The plain lists of the data: months, weekdays, titles, and words that are nobody's name."""
    return lists(Path(__file__).with_name("wishes.yaml"))


@cache
def days() -> frozenset[str]:
    """The words that name a day: months and weekdays, in the languages that are read."""
    return frozenset((*_plain()["months"], *_plain()["weekdays"]))


def _before(one: Mention, text: str, far: int) -> str:
    """What stands in front of a number, back to the end of a sentence or to another number."""
    return clause_to(text[max(0, one.start - far) : one.start])


def _is_more(one: Mention, text: str) -> bool:
    """ "5k more", "10% more", "another 5k", "+5k"; not what somebody else gets more."""
    if one.kind == "plain" and one.low <= 1 and not one.scaled:
        return False  # "One more offer", "taking another one": no money.
    if one.kind not in ("money", "percent", "plain") or one.low <= 0:
        return False
    after, before = clause_from(text[one.end : one.end + 24]), _before(one, text, _FAR)
    if one.kind == "percent" and _is_raise_wanted(one, before, after):
        return True
    follows = _said("more").starts(after)
    if follows and _said("not_pay").starts(after[follows.end() :]):
        return False
    if not (follows or _said("more_before").ends(before) or before.rstrip().endswith("+")):
        return False
    asks = not before.strip() or _said("asking").search(before)
    return bool(asks) and not (_said("of_others").search(before + after) or _said("offered").ends(before))


def _is_raise_wanted(one: Mention, before: str, after: str) -> bool:
    """ "asked for 15%": a share right behind the wish, of nothing else."""
    if not _said("want").ends(before) or one.low < _LEAST_RAISE:
        return False
    return not (_said("not_pay").starts(after) or _said("stake").starts(after))


_LEAST_RAISE = 2
"""The smallest percentage that is a raise; a smaller one is a share of a company."""


def _is_wanted(one: Mention, text: str) -> bool:
    """ "i want 28", "ik wil 5600", "asked for 160": an amount of pay right behind the wish."""
    if one.kind not in ("money", "plain") or one.low < 10 or _is_more(one, text):
        return False
    before = _before(one, text, _NEAR + 24)
    if _is_instead(one, text):
        asks = not before.strip() or _said("asking").search(before) or _said("want").search(before)
        return bool(asks) and not _said("of_others").search(before)
    cues = _said("want").every(before)
    if not cues or len(before) - cues[-1].end() > _NEAR or _said("not_mine").ends(before[: cues[-1].start()]):
        return False
    if _said("beyond").search(before[cues[-1].end() :]):
        return False  # "I want more than the 118k that they offered".
    return not _said("not_pay").starts(text[one.end : one.end + 20].lstrip(" -"))


def _is_instead(one: Mention, text: str) -> bool:
    """ "25k instead of 10k": the first of two amounts."""
    found = _said("instead").starts(text, one.end)
    return found is not None and text[found.end() :].lstrip(" $€£")[:1].isdigit()


def _span(text: str, numbers: Sequence[Mention]) -> str:
    """A time that is asked for, as written: "30 days", "3 more weeks"; "" for none."""
    for one in numbers:
        if one.scaled or one.kind == "money":
            continue
        words = text[one.start :].split()[:3]
        at = next((i for i, word in enumerate(words) if word.lower().strip(".,;:!?") in _plain()["spans"]), None)
        wanted = _said("want").search(_before(one, text, _FAR)) or _said("instead").search(_after(one, text))
        if at and wanted:
            return " ".join(words[: at + 1]).strip(".,;:!?")
    return ""


_FEWEST, _MOST_DAYS = 120, 262
"""Days that somebody is paid for in a year, if a number of days means that."""


def _workdays(text: str, numbers: Sequence[Mention]) -> int | None:
    """How many days a year they are paid for, as they told it: "220 days", "44 weeks"."""
    for one in numbers:
        number, *behind = text[one.start : one.end + 20].lower().replace("-", " ").split()[:2] or [""]
        counted = bool(behind) and behind[0].strip(".,;:!?)") in _plain()["workdays"]
        if counted and number.isdecimal() and _FEWEST <= int(number) <= _MOST_DAYS:
            return int(number)
        weeks = bool(behind) and behind[0].strip(".,;:!?)") in _plain()["weeks"] and number.isdecimal()
        if weeks and _FEWEST <= int(number) * WORKDAYS <= _MOST_DAYS:
            return int(number) * WORKDAYS
    return None


WORKDAYS = 5
"""Of a week."""
_FEWEST_HOURS, _MOST_HOURS = 4, 60
"""Hours of a week, if a number of hours means that."""


def _week_hours(text: str, numbers: Sequence[Mention]) -> int | None:
    """How many hours a week they are paid for, as they told it: "30 h a week"."""
    for one in numbers:
        number, *behind = text[one.start : one.end + 20].lower().replace("/", " ").replace("-", " ").split()[:4] or [""]
        words = [word.strip(".,;:!?)") for word in (number.lstrip("0123456789"), *behind) if word]
        digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
        told = bool(words) and words[0] in _plain()["hours"] and any(word in _plain()["week"] for word in words[1:])
        if told and digits.isdecimal() and _FEWEST_HOURS <= int(digits) <= _MOST_HOURS:
            return int(digits)
    return None


def _after(one: Mention, text: str) -> str:
    return up_to(text[one.end : one.end + 30], ".!?\n")


def basis_behind(one: Mention, text: str) -> str:
    """What is in an amount or comes on top, as it is written right behind it: "plus super", "including pension"; else
    the form that it is told in: "net", "B2B"."""
    told: Mapping[str, Any] = lists(Path(__file__).with_name("wishes.yaml"))
    clause = up_to(text[one.end : one.end + _BASIS].lower().replace("+", " + "), ";!?\n")
    words = [word.strip(".,:()") for word in clause.split()]
    form = next((name for word in words[:4] for name, said in told["basis_form"].items() if word in said), "")
    words = [word for word in words if word not in told["basis_between"]][:4]
    for at in range(1, len(words)):
        how = next((name for name, said in told["basis"].items() if " ".join(words[:at]) in said), "")
        what = words[at]
        if how and (what in told["basis_of"] or (how == "including" and what in told["basis_in"])):
            return f"{how} {what}"
    return form


_BASIS = 60
"""Characters behind an amount in which it stands what is in it."""


def _against(wish: Mention | None, numbers: Sequence[Mention], text: str) -> Mention | None:
    """The amount right behind a wish, after "on", "over" or "instead of"."""
    if wish is None:
        return None
    after = next((one for one in numbers if one.start >= wish.end and one.kind in ("money", "plain")), None)
    between = text[wish.end : after.start] if after is not None else ""
    return after if len(between) < 30 and _said("against").ends(between.rstrip(_SIGNS)) else None


_SIGNS = "$€£ "
"""What may stand between a word and its amount."""


def _is_offered(one: Mention, text: str) -> bool:
    """ "offer 70k", "they offered 70": an amount right behind the word."""
    return one.kind in ("money", "plain") and bool(_said("offered").closes(_before(one, text, 24)))


def _is_stake(one: Mention, text: str) -> bool:
    """ "0.25% of a company", "0.05% options": a small percentage beside a word for shares."""
    return one.kind == "percent" and one.low <= 20 and bool(_said("stake").starts(text[one.end : one.end + 26]))


def _is_called(name: str, before: str, after: str) -> bool:
    """Whether words of a list stand right behind an amount, or in front of it: "a raise of 4 percent"."""
    ahead = _said("amount_led").before(before.rstrip(_SIGNS))
    return bool(_said(name).starts(after) or _said(name).ends(ahead))


def _is_valuation(one: Mention, text: str) -> bool:
    if one.kind != "money" or one.low < 1_000_000:
        return False
    return _is_called("valuation", text[max(0, one.start - 24) : one.start], text[one.end : one.end + 18])


def _is_raise(one: Mention, text: str) -> bool:
    """ "they offer 4% raise", "a raise of 4 percent"."""
    return one.kind == "percent" and _is_called("raise", _before(one, text, 20), text[one.end : one.end + 20])


_PRICE = re.compile(
    r"\s*(?:price|value|is|of|at|now|currently|:|=|\s){0,4}[$€£]?\s?(\d{1,6}(?:\.\d{1,4})?)(?![\d%kKmM])", re.I
)
"""The price behind its name: "strike price is $4.20"."""


def _price(text: str, name: str) -> Decimal | None:
    behind = (_PRICE.match(text, one.end()) for one in _said(name).every(text))
    found = next(filter(None, behind), None)
    return Decimal(found[1]) if found else None


@cache
def _day() -> str:
    months = "|".join(sorted(_plain()["months"], key=len, reverse=True))
    return (
        rf"(?:(?:mid|early|late|the\s+(?:1st|first)\s+of)[\s-])?(?:\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?:{months})\b"
        rf"|\b(?:{months})\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?)(?:,?\s+20\d\d)?"
    )


def _start(text: str) -> tuple[str, str]:
    """The day they would start on, and the day that was set, as written; "" where there is none."""
    if not _said("start").search(text):
        return "", ""
    days = list(re.finditer(_day(), text, re.I))
    for wanted, theirs in pairwise(days):
        between = text[wanted.end() : theirs.start()].strip(" ,")
        if _said("instead").alone(between) or _said("instead").alone(between.removesuffix(" on")):
            return _written(wanted[0]), _written(theirs[0])
    mine = next((day for day in days if _said("start_want").search(_clause(text, day.start()))), None)
    if mine is not None and not _said("start_theirs").search(_clause(text, mine.start())):
        set_day = next((day for day in days if _said("start_set").search(_clause(text, day.start()))), None)
        return _written(mine[0]), _written(set_day[0]) if set_day is not None else ""
    for found in days:
        before = _sentence_to(text[max(0, found.start() - 40) : found.start()])
        if _said("start_set").search(before):
            continue
        if _said("start_wish").search(before) and not _said("start_theirs").search(before):
            return _written(found[0]), ""
    return "", ""


def _until(text: str, *, theirs: bool = False) -> str:
    """The day until which they want to think, with the word before it, as written: "bis zum 4. Dezember"; "" where none
    is. theirs: the day that the other side has set instead."""
    weekday = "|".join(map(re.escape, _plain()["weekdays"]))
    day = re.compile(
        rf"\s+(?:the\s+)?(?:{_day()}|\b(?:{weekday})\b(?:\s+(?:{weekday})\b)?)(?:\s+\d{{1,2}}[:.]\d\d)?", re.I
    )
    for led in _said("until").every(text):
        set_ = _said("they_set").search(_sentence_to(text[max(0, led.start() - _FAR) : led.start()])) is not None
        if set_ is not theirs:
            continue
        if found := day.match(text, led.end()):
            return text[led.start() : found.end()].strip()
    return ""


def _sentence_to(text: str) -> str:
    """The end of a text, back to the end of a sentence."""
    return list(sentences(text, ".!?\n"))[-1]


def _clause(text: str, at: int) -> str:
    """What stands in front of a day, back to a conjunction or a sign."""
    ahead = since(text[max(0, at - 40) : at], ".,;!?\n0123456789")
    joints = _said("clause").every(ahead)
    return ahead[joints[-1].end() :] if joints else ahead


def _written(day: str) -> str:
    """A day with its month's capital."""
    return re.sub(
        r"[^\W\d_]{3,}", lambda word: word[0] if word[0] in ("mid", "the") else word[0].capitalize(), day.strip()
    )


def _names(text: str) -> tuple[str, str]:
    """Whom they write to, and their own name."""
    contact = next(filter(None, _contacts(text)), "")
    behind = (name_at(text, one.end())[0] for one in _said("own_name").every(text))
    own = _name(next(filter(None, behind), ""), lower=True)
    # "the signed letter", "get it signed off": what is written small behind it is nobody.
    own = own or next(
        (found for one in _said("own_signature").every(text) if (found := _name(name_at(text, one.end())[0]))), ""
    )
    if not own and is_to_us(text):
        own = signed(text)
    if not _said("speaks_for_firm").search(text):
        return contact, own
    return contact or signed(text), own or next(filter(None, map(_greeted, text.splitlines())), "")


def _greeted(line: str) -> str:
    """Whom a line of a mail greets: "Hi Priya,", also behind a quotation mark."""
    for part in (line, *line.replace("“", '"').split('"')[1:]):
        if found := _said("greeting").opens(part):
            name, end = name_at(part, found.end())
            if name and (part[end:].strip()[:1] or ",") in ",!:":
                return _name(name)
    return ""


def is_to_us(text: str) -> bool:
    """Whether a message is a letter to Parley itself."""
    return _said("to_us").opens(text) is not None


def signed(text: str) -> str:
    """The first name under a mail's closing, or alone on one of its last lines."""
    lines = [line.strip().lstrip("> ").strip("\"”'") for line in text.splitlines() if line.strip()]
    for at, written in list(enumerate(lines))[:0:-1]:
        line = _said("signs_for").behind(written).strip()
        alone = re.fullmatch(r"([A-ZÀ-Ý][\w'’-]{1,20})(?:\s[A-ZÀ-Ý][\w'’-]{1,20}){0,2}\s*(?:,.{0,60})?", line)
        if (alone and at and _said("closing").search(lines[at - 1][:40])) or (alone and " " not in line):
            name = _name(alone[1]) if alone else ""
            if name and not _said("closing").search(line):
                return name
    # A mail that was put into one line ends with its close and the name; its quotation may end before the message.
    for whole in (text, text.rpartition('"')[0], text.rpartition("”")[0]):
        rest, _, last = whole.rstrip("\"”' \n.").rpartition(",")
        if _said("closing").search(rest[-_CLOSE:]) is not None and last.strip().isalpha():
            return _name(last.strip())
    return ""


_QUOTES = ('"', "“", "„")


def _contacts(text: str) -> Iterator[str]:
    for found in _said("written_to").every(text):
        yield _addressed(text[found.end() : found.end() + 60])
    for found in _said("contact").every(text):
        rest = text[found.end() : found.end() + 40].lstrip(" \n\t,:(-–'’")
        if rest[:1] in _QUOTES:
            continue  # 'recruiter: "To make sure ..."': what they said, and no name.
        if cued := _said("named").starts(rest.removeprefix("the ")):
            yield _name(name_at(rest.removeprefix("the "), cued.end())[0], lower=True)
        name, end = name_at(rest.removeprefix("is "))
        if _is_place(rest, name, end, alone=text[found.end() :].startswith(",")):
            continue  # "Engineering Manager, Costa Mesa": where the job is.
        # "my recruiter is Ana.", but not "my recruiter is Catholic and ...".
        if not (rest.startswith("is ") and rest.removeprefix("is ")[end:].lstrip(" ")[:1].isalnum()):
            yield _name(name)
    for found in _said("contact_called").every(text):
        yield _name(name_at(text, found.end())[0], lower=True)


def _is_place(text: str, name: str, end: int, *, alone: bool) -> bool:
    """Whether a name with the one behind it is a place's, or by itself where it may stand alone."""
    second = name_at(text, end)[0] if text[end : end + 1] == " " else ""
    return places_alone(f"{name} {second}") if second else alone and bool(name) and places_alone(name)


def _addressed(text: str) -> str:
    """A name with its title and the one behind it, as a mail is addressed: "Frau Weber", "Anna Weber"."""
    first, end = name_at(text)
    dotted = end + text[end : end + 1].count(".")
    titled = text[:dotted].strip().lower() in _plain()["titled"] and first.lower() not in _plain()["not_names"]
    if titled:
        title, (first, end) = text[:dotted].strip().capitalize(), name_at(text, dotted)
        second = name_at(text, end)[0] if text[end : end + 1] == " " else ""
        names = [one for one in (first, second) if one[:1].isupper()]
        return " ".join([title, *names]) if first and _name(first) else ""
    second = name_at(text, end)[0] if text[end : end + 1] == " " else ""
    names = [one for one in (first, second) if one[:1].isupper()]
    return " ".join(names) if first and _name(first) else ""


def _name(word: str, *, lower: bool = False) -> str:
    """The word as a name; "" for what is none. lower: it may be written small."""
    if word.lower() in _plain()["not_names"] or not (lower or word[:1].isupper()) or word.isupper():
        return ""
    return word if word[:1].isupper() else word.capitalize()


def _given(text: str) -> str:
    """What of theirs an ask rests on, as written: "my experience with payments"."""
    found = _said("given").search(text)
    clause = up_to(text[found.end() : found.end() + 120], ".,;!?\n").strip() if found else ""
    fits = clause.lower().startswith(tuple(_plain()["of_mine"])) and len(clause.split()) <= _LONGEST_GIVEN
    return clause if fits and not _said("no_reason").search(clause) else ""


def _reason(text: str) -> str:
    """Why they ask, where it is a reason that a firm may hear."""
    found = _said("reason").search(text)
    if found is None or _said("about_words").search(clause_to(text[max(0, found.start() - _FAR) : found.start()])):
        return ""
    clause = up_to(text[found.end() : found.end() + 240], ".;!?\n").strip(" ,:–-")
    clause = " ".join(f"I{word[1:]}" if word in _MYSELF else word for word in clause.split(" "))
    if not _LEAST <= len(clause.split()) <= _LONGEST_REASON or _said("no_reason").search(clause):
        return ""
    return clause


_MYSELF = ("i", "i'm", "i've", "i'd", "i'll")
"""How people write of themselves in small letters."""
