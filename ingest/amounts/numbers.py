"""Numbers in prose: every amount, percentage, count and bare number a text holds, in digits or in words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ingest.amounts import beside, digits, spoken
from ingest.amounts.ends import of_basis, read_digits, with_surroundings
from ingest.amounts.mention import DATE, PARTS, ROUND, WORDS_FOR, Kind, Mention, after_words, loosely, token
from ingest.amounts.spelled import Run, runs
from ingest.lexicon import amounts as lexicon

_FIGURES = re.compile(
    rf"\b(?:{lexicon.number_words(4, 8)}|[4-8])[\s-]?(?:figures?|digits?)\b|(?<![\w.])\d(?:\.\d{{1,4}})?e\d\b",
    re.IGNORECASE,
)
"""What speaks of an amount and names none ("six figures"), or names it in powers of ten ("1e5")."""


def mentions(text: str, most: int | None = None) -> tuple[Mention, ...]:
    """Every number in the text (or the first of them, where most is given), in order, without overlap.

    A range ("182-228k", "between £182,000 and £228,000", "low 170s") is one mention; a scale or currency written at
    one end holds for both. Labels such as L5 or E6, 401(k), H-1B, ISO dates, clock times and spans such as 48h are no
    amounts: the first are left out, the others come as kind "date". Digits of any script, fullwidth forms and
    invisible characters inside a number are read as the plain digits they look like. What is no number, though it
    speaks of one ("a few hundred thousand", "six figures"), is left out: `unread` tells it.
    """
    plain, where = _flatten(text)
    return scanned(text, plain, where, _runs(plain), most)


def scanned(text: str, plain: str, where: list[int], said: list[Run], most: int | None) -> tuple[Mention, ...]:
    """The numbers of a text made plain. where: each plain character's place in the text; said: its number words."""
    dates = [Mention(*m.span(), "", "date", Decimal(0), Decimal(0)) for m in islice(DATE.finditer(plain), most)]
    stretches = list(islice(_stretches(plain), most))
    blocked = [d.span for d in dates] + [m.span for m in stretches] + [m.span() for m in _FIGURES.finditer(plain)]
    digital = list(islice(_compounds(_in_digits(plain, sorted(blocked)), plain), most))
    covered = bytearray(len(plain))
    for start, end in [*blocked, *(one.span for one in digital)]:
        covered[start:end] = b"\1" * (end - start)
    spelled = [w for w in islice(_joined(_in_words(said, plain), plain), most) if not any(covered[w.start : w.end])]
    ordered = sorted([*dates, *stretches, *digital, *spelled], key=lambda m: m.start)[:most]
    return tuple(_place(m, where, text) for m in ordered)


def unread(text: str) -> tuple[str, ...]:
    """The words of a text that speak of an amount and name no number, to be asked about: "a few hundred thousand"."""
    return taken(text)[1]


MOST_NUMBERS = 600
"""Numbers of a message or letter that are read, the first; no letter of an employer has a third of them."""


def taken(text: str) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Every number in the text, and its words that speak of an amount and name none, in one go."""
    plain, where = _flatten(text)
    said = _runs(plain)
    numbers = scanned(text, plain, where, said, MOST_NUMBERS)
    known = [(m.start, m.end) for m in numbers]
    found = [m.span() for m in _FIGURES.finditer(plain)]
    # "mil" or "k" alone is no amount without a number before it.
    found += [(r.start, r.end) for r in said if r.value is None and r.scale > 1 and _tells(plain, r)]
    found += [m.span() for m in _ODD_DIGITS.finditer(plain)]
    spans = sorted((where[a], where[b - 1] + 1) for a, b in found if b > a)
    return numbers, tuple(text[a:b] for a, b in spans if not any(a < end and start < b for start, end in known))


def _tells(plain: str, run: Run) -> bool:
    """Whether words that make no number speak of an amount: "k" alone, or "thousands of users", don't."""
    word = plain[run.start : run.end].lower()
    return len(word) > len("mil") and (word not in lexicon.big() or not word.endswith("s"))


_ODD_DIGITS = re.compile(r"(?<![\w.,/:-])(?:\d{1,3}(?:[.,]\d{1,4}){2,6}|\d{1,4}\s?mil)(?![\w.,/:-])")
"""Digits in groups that no country writes ("22,77,31"), or with a scale of two meanings ("14 mil")."""


def _stretches(plain: str) -> Iterator[Mention]:
    for match in ROUND.finditer(plain):
        number = int(match["num"])
        if not match["part"] and (number < 100 or not _about_pay(plain, match)):
            continue
        step = 10 if number % 100 == 0 else 1
        first, last = PARTS.get((match["part"] or "").lower(), (0, 9))
        scale = 1000 if match["scale"] else 1
        low, high = Decimal(number + first * step), Decimal(number + last * step)
        currency = lexicon.signs().get(match["cur"]) or ("USD" if match["cur"] else None)
        kind: Kind = "money" if currency or match["scale"] else "plain"
        yield Mention(
            *match.span(), "", kind, low * scale, high * scale, currency=currency, scaled=bool(match["scale"])
        )


def _about_pay(plain: str, match: re.Match[str]) -> bool:
    """ "the 190s" beside a sign or after "the"; "500s" alone may count errors."""
    return bool(match["cur"] or match["scale"] or re.search(r"\b(?:the|in|at|of)\s+$", plain[: match.start()][-8:]))


def _flatten(text: str) -> tuple[str, list[int]]:
    """The text with digits, dashes, spaces and signs in plain form, and each character's place in the original."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    # What a text holds thousands of are few signs: each is looked up once.
    signs = {char: "" if unicodedata.category(char) == "Cf" else _plain(char) for char in set(text)}
    if all(len(plain) == 1 for plain in signs.values()):
        return text.translate({ord(char): plain for char, plain in signs.items()}), list(range(len(text) + 1))
    out: list[str] = []
    where: list[int] = []
    for i, char in enumerate(text):
        plain = signs[char]
        out.append(plain)
        where += [i] * len(plain)
    where.append(len(text))
    return "".join(out), where


_DASHES = "‐‑‒–—―−﹣－"


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in _DASHES:
        return "-"
    if char in "～〜∼":
        return "~"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace():
        return " "
    if char in "，٬":
        return ","
    if char in "．٫":
        return "."
    if char in digits.HALVES:
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 or folded.isascii() else char


def _place(mention: Mention, where: list[int], text: str) -> Mention:
    start, end = where[mention.start], where[mention.end - 1] + 1
    return replace(
        mention, start=start, end=end, text=text[start:end], low=_whole(mention.low), high=_whole(mention.high)
    )


def _whole(value: Decimal) -> Decimal:
    """Without trailing zeros, and never in exponent form."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


_DIGIT = re.compile(r"\d")


def _in_digits(plain: str, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    if not (_DIGIT.search(plain) or (not plain.isascii() and any(map(str.isnumeric, plain)))):
        return
    at = 0
    blocked = iter(taken)
    block = next(blocked, None)
    while match := token().search(plain, at):
        while block and block[1] <= match.start("num1"):
            block = next(blocked, None)
        if block and block[0] < match.end():
            before = loosely().match(plain, match.start()) if match["second"] else None
            if before is None or block[0] < before.end():
                at = max(block[1], at + 1)
                continue
        one, at = read_digits(match, plain)
        if one is not None:
            yield one


def _compounds(found: Iterable[Mention], plain: str) -> Iterator[Mention]:
    """Numbers of two scales as one: "1 crore 20 lakh", "1億2000万円"."""
    held: Mention | None = None
    for one in found:
        if held and _continues(held, one, plain):
            total = held.low + one.low
            held = replace(one, start=held.start, low=total, high=total, currency=one.currency or held.currency)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


_LARGE = re.compile(r"(?:(?<=\d)\s?(?:crores?|lakhs?|lacs?|million)|億|억)\s*$", re.IGNORECASE)


def _continues(held: Mention, one: Mention, plain: str) -> bool:
    gap = plain[held.end : one.start]
    scale = _LARGE.search(plain[held.start : held.end])
    both = held.low == held.high and one.low == one.high and one.scaled
    if not (scale and both and re.fullmatch(r"\s*(?:and\s+)?", gap)) or {held.kind, one.kind} != {"money"}:
        return False
    told = lexicon.scales()[scale.group().strip().lower()].value
    return (
        one.low < told
        and held.currency in (None, one.currency, "INR")
        and one.currency in (None, held.currency, "JPY", "KRW")
    )


def _in_words(said: Iterable[Run], plain: str) -> Iterator[Mention]:
    for run in said:
        if run.value is not None:
            yield _from_words(run, plain)


def _runs(plain: str) -> list[Run]:
    """The numbers in words of any language, in order: where two lay claim to a word, the other language's counts."""
    other = list(spoken.runs(plain))
    own = [one for one in runs(plain) if not any(one.start < it.end and it.start < one.end for it in other)]
    parts = [replace(one, value=share, end=end) for one in own for share, end in beside.share_of_percent(one, plain)]
    kept = [one for one in own if all(one.start != part.start for part in parts)]
    return sorted([*other, *kept, *parts], key=lambda one: one.start)


def _from_words(run: Run, plain: str) -> Mention:
    assert run.value is not None
    percent, named = after_words()
    after = percent.match(plain, run.end)
    money = named.match(plain, run.end)
    currency = WORDS_FOR[money.group(1).lower()] if money else "INR" if run.indian else None
    stop = after.end() if after else money.end() if money else run.end
    kind: Kind = "percent" if after else "money" if currency or run.scale > 1 else "plain"
    mention = Mention(
        run.start, stop, "", kind, run.value, run.value, currency=currency, scaled=run.scale > 1, words=True
    )
    return with_surroundings(of_basis(mention, after.group() if after else ""), plain)[0]


def _joined(spelled: Iterable[Mention], plain: str) -> Iterator[Mention]:
    """Spelled-out numbers, with "ten to fifteen percent" and "between two and three lakh" as one range."""
    held: Mention | None = None
    for one in spelled:
        if held and (low := _low_end(held, one, plain)) is not None:
            held = replace(one, start=held.start, low=low)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _low_end(held: Mention, one: Mention, plain: str) -> Decimal | None:
    """The low end when two spelled-out numbers are one range; a scale written at the end holds for both."""
    joint = r"\s?(?:-|to|or)\s?"
    if re.search(r"\b(?:between|from)\s+$", plain[max(held.start - 20, 0) : held.start], re.IGNORECASE):
        joint = r"\s?(?:-|to|or|and)\s?"
    if not re.fullmatch(joint, plain[held.end : one.start]) or held.low != held.high:
        return None
    if held.kind == "percent" != one.kind:
        return None
    if held.currency not in (None, one.currency) or one.kind not in ("percent", "money") or held.kind == "count":
        return None
    low = held.low
    if one.kind == "money" and one.scaled and not held.scaled and low < 1000:
        low *= next(run.scale for run in runs(plain[one.start : one.end]) if run.scale > 1)
    return low if low <= one.low else None
