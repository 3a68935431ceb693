"""The amounts that a person wrote, in full: with the scale and the currency that their case gives a bare number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.coach.case import Case, Pay, pay_of
from bot.model.mentions import lengths, parts_in, phrases
from bot.reading.terms import Offer
from bot.reading.types import Question
from bot.wording import money
from ingest.amounts.mention import Mention
from ingest.amounts.numbers import mentions, taken
from ingest.lexicon.words import period as period_of

ORDINARY = 12
"""Number words up to it count things ("two questions") and are no amounts."""
ACCEPT = "to say yes at, theirs alone"
"""What an amount is for that is never sent."""
_COUNTED = re.compile(r"\s?[^\W\d_]")
"""A word right behind a small number: it counts something ("9 yoe", "3 people")."""
_MARKS = re.compile(r"[,;:.(+\n]|\s/")
"""Behind which other words speak of another amount."""
_PERIODS = ("year", "month", "week", "day", "hour")
_SCALES = (1, 1_000, 100_000, 10_000_000)
_MONTHS = 12
_PARTS = ("base", "equity", "signing", "signing_second", "bonus_amount", "bonus_guaranteed", "refresher", "total")


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """One amount of a message. text: in full. raw: as they wrote it. part: of pay, by the words around it. posted: it
    is the range of an advert. mention: None for a length of time or a count ("30 h")."""

    text: str
    raw: str
    period: str = ""
    low: str = ""
    high: str = ""
    part: str = ""
    posted: bool = False
    years: int | None = None
    mention: Mention | None = None


def is_year(token: str) -> bool:
    """Whether a bare number is a year of these times ("until 2027"), which is no amount."""
    return len(token) == 4 and token.isdigit() and 2000 < int(token) < 2040


def offers_of(question: Question | None) -> list[Offer]:
    """The person's own offer and the others that they hold."""
    if question is None:
        return []
    mine = question.offer or question.profile.offer
    others = question.others or question.profile.others
    return [*([mine] if mine else []), *others]


def known(question: Question | None, case: Case | None, currency: str | None) -> list[Pay]:
    """The pay that was told, offered, wanted or had, in whole units. currency: the one the person speaks in, where it
    is known; what they are paid now may be in another."""
    found: list[Pay | None] = []
    if case is not None:
        found = [_in(one, currency) for one in (case.offered, case.wanted, case.before)] + [case.now]
    if case is not None and case.posted is not None:
        low, high = case.posted
        found.append(_in(replace(low, high=high.amount, part="posted"), currency))
    told: list[Offer | None] = [*offers_of(question)]
    if question is not None:
        profile, read = question.profile, question.money
        found += [pay_of(profile.current_pay), *([pay_of(read.current)] if read is not None else [])]
        told += [profile.floor, profile.target, profile.accept_at]
        told += [read.asked, read.floor] if read is not None else []
    for offer in told:
        if offer is None:
            continue
        found.append(_in(pay_of(offer), currency))
        found += [Pay(one.amount, offer.currency or currency, part="signing") for one in offer.later]
        for part in _PARTS:
            if amount := getattr(offer, part):
                code = offer.equity_currency if part == "equity" and offer.equity_currency else offer.currency
                found.append(Pay(amount, code or currency, part=part))
    return [one for one in found if one is not None]


def _in(pay: Pay | None, currency: str | None) -> Pay | None:
    return replace(pay, currency=pay.currency or currency) if pay is not None else None


def written(messages: Sequence[str], pays: Sequence[Pay]) -> Iterator[WrittenAmount]:
    """The amounts of the messages, the latest's first, and how long or how much of something ("30 h", "26 days"), which
    sums need."""
    for message in messages[::-1]:
        found, lasting = mentions(message), [*lengths(message)]
        lasting = [one for one in lasting if not _paid_by(message[one[0][1] :], one[1][1])]
        for at, one in enumerate(found):
            small = one.words and not one.scaled and one.high <= ORDINARY
            counts = one.kind == "plain" and any(start <= one.start < end for (start, end), _ in lasting)
            if one.kind not in ("money", "percent", "count", "plain") or small or counts:
                continue
            ahead, behind = found[at - 1].end if at else 0, found[at + 1].start if at + 1 < len(found) else None
            part = _part_of(message[ahead : one.start], message[one.end : behind])
            full = _in_full(message, one, part, pays)
            counts = one.kind == "plain" and not one.scaled and full.text == full.raw and not full.period
            few = one.high < ORDINARY and not part and _COUNTED.match(message, one.end)
            if not (counts and (few or is_year(full.raw))):
                yield full
        for raw, number in thousands(message):
            codes = [pay.currency for pay in pays if pay.amount in (number, number * _MONTHS)]
            if codes:
                yield WrittenAmount(money(int(number), None, codes[0]), raw)
        for (start, end), (_, unit) in lasting:
            after = message[end : end + 12].split()
            text = " ".join([message[start:end], *after[:1]]).rstrip(".,;:?!") if after else unit
            yield WrittenAmount(text, text)


def thousands(message: str) -> Iterator[tuple[str, Decimal]]:
    """What is written with a scale of two meanings ("17 mil"), and the thousands that it is where it's pay."""
    for raw in taken(message)[1]:
        if number := re.match(r"\d{1,4}", raw):
            yield raw, Decimal(number.group()) * 1_000


def _paid_by(behind: str, unit: str) -> bool:
    """Whether a number is pay by another time than the one that its unit was taken for: "68 an hour" is no year."""
    heads = [name for name in _PERIODS if (found := period_of(name).search(behind[:16])) and found.start() <= 1]
    return bool(heads) and unit not in heads


def _in_full(message: str, one: Mention, part: str, pays: Sequence[Pay]) -> WrittenAmount:
    raw, period = _as_written(message, one)
    pay = next((pay for pay in pays if _is(one, pay)), None)
    if pay is None:
        return WrittenAmount(raw, raw, period, *_ends(raw, one), part, years=one.years, mention=one)
    code = one.currency or pay.currency
    behind = raw[one.end - one.start :].strip() if period else ""
    text = " ".join([money(pay.amount, pay.high or None, code), *([behind] if behind else [])])
    ends = (money(pay.amount, None, code), money(pay.high, None, code)) if pay.high else ("", "")
    return WrittenAmount(text, raw, period, *ends, part, pay.part == "posted", one.years, one)


def _is(one: Mention, pay: Pay) -> bool:
    """Whether a number whose scale or currency isn't written is that pay."""
    low, high = Decimal(pay.amount), Decimal(pay.high or pay.amount)
    if one.kind not in ("money", "plain") or (one.currency and one.scaled):
        return pay.part == "posted" and (one.low, one.high) == (low, high)
    bare = not one.scaled and one.low >= ORDINARY and pay.per in ("year", "month")
    return any((one.low * by, one.high * by) == (low, high) for by in (_SCALES if bare else (1,)))


def _as_written(message: str, one: Mention) -> tuple[str, str]:
    """An amount with the period that is written behind it, and that period; "" where none is."""
    after = message[one.end : one.end + 16]
    for name in _PERIODS:
        found = period_of(name).search(after)
        if found and found.start() <= 5 and not _MARKS.search(after[: found.end()].rstrip(".")):
            return message[one.start : one.end + found.end()].strip(), name
    return message[one.start : one.end].rstrip("+ ").strip(), str(one.period or "")


def _ends(text: str, one: Mention) -> tuple[str, str]:
    """The two ends of a range as they are written, with the sign and scale that one of them has for both."""
    found = re.findall(r"([$€£₹]?)\s?(\d[\d.,]*\d|\d)\s?([kKmM%]?)(?!\w)", text)
    if one.low == one.high or len(found) != 2:
        return "", ""
    sign, scale = found[0][0] or found[1][0], found[1][2]
    low, high = (f"{sign}{number}{own or scale}" for _, number, own in found)
    return low, high


def _part_of(ahead: str, behind: str) -> str:
    """The part of pay that an amount is of by the words around it, those behind it first, up to the nearest mark."""
    for text, nearest in ((_MARKS.split(behind)[0], 0), (_MARKS.split(ahead)[-1], -1)):
        if found := [one for one in parts_in(text) if one.dimension == "component"]:
            return min(found[nearest].keys)
        if phrases("vesting").search(text):
            return "equity"
    return ""
