"""A letter's text to an Offer: its clauses, the figures in them, the offer they make, and who makes it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.reading.letters.about import about
from bot.reading.letters.assembled import assemble
from bot.reading.letters.balance import account, confirmed
from bot.reading.letters.clauses import clauses
from bot.reading.letters.facts import LetterFigure, facts
from bot.reading.letters.sheet import LetterSheet
from bot.reading.stretches import has_digit
from bot.reading.terms import LONGEST_WORDS, MOST_LISTED, Doubt, Offer, OfferReading
from ingest.amounts.numbers import MOST_NUMBERS
from ingest.amounts.scan import amounts
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.lexicon import words
from ingest.lexicon.amounts import dollars
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import currency_in, places_in

_said = beside(__file__, "words", {"line": "(?m:^)"})

MOST_DOUBTS = 3
FEW = 8
"""Numbers among which a sum of money is looked for first."""
_NEXT_TO = 24
"""Characters behind an amount in which it says what it is for."""
LONGEST_LETTER = 60_000
MOST_CLAUSES = 800
"""Clauses that are looked at; a contract of thirty pages has some 600."""

_PARTS = _said("pay_words")
_LABELLED = re.compile(r"(?m)^\W*[A-ZÀ-Þ][\w /()&-]{2,30}(?::\s+\S|(?:\t|[ \t]{2})\s{0,40}\d)")
"""A line of a list of terms: "Base: 98k", or an amount in a column of its own."""
_GREETED = 6
"""Words of a line that greets and says nothing else."""
_FIRST = 8
"""Lines in which a letter greets; before it stand its firm's, its date and its subject."""
LEAST_GREETED = 200
"""Characters of a text that greets by name, from which on it is a letter that was pasted."""
MOST_OWN = 4
"""Words of somebody who speaks of themselves that a recruiter's letter may hold ("I'm happy to send")."""
FEW_LABELLED = 4
"""Lines of "Base: 98k" from which on a text is a list of terms that somebody was sent."""


def _speaks_of_pay(text: str) -> bool:
    """Whether a text names pay in any language, or an amount for a month, a day, an hour."""
    named = _PARTS.search(text) or any(words.pay_in_letter(kind).search(text) for kind in ("base", "bonus", "signing"))
    return bool(named) or any(
        a.money and words.period(span).match(text[a.end : a.end + _NEXT_TO].lstrip())
        for a in amounts(text, FEW)
        for span in ("hour", "day", "month", "year")
    )


def _is_greeted(text: str) -> bool:
    """Whether a text opens as letters do, with a line that greets somebody by name, goes on below it and is of pay."""
    lines = [line.strip() for line in text[:LONGEST_LETTER].split("\n") if line.strip()]
    if len(lines) < 4 or len(text) < LEAST_GREETED:
        return False
    greets = any(
        len(line.split()) <= _GREETED and (_said("greets").opens(line) or line.endswith(",")) for line in lines[:_FIRST]
    )
    own = sum(m[0][:2] != "i " for m in _said("first_person").every(text[:2000]))
    # What looks through all of a long text comes last.
    return greets and own <= MOST_OWN and not _said("asks_us").search(text) and _speaks_of_pay(text)


def is_letter(text: str) -> bool:
    """Whether a text is a letter or contract rather than somebody's own words about an offer."""
    if not has_digit(text):
        return False
    if _is_greeted(text):
        return True
    formal = len(set(m[0].casefold() for m in _said("formal").every(text[:LONGEST_LETTER])))
    personal = sum(m[0][:2] != "i " for m in _said("first_person").every(text[:2000]))  # "i Bergen" is nobody
    if formal > 1 and personal <= formal + len(text) // 400:
        return True
    if not personal and len(_LABELLED.findall(text[:LONGEST_LETTER])) >= FEW_LABELLED and _speaks_of_pay(text):
        return True
    if personal or "?" in text:
        return False
    sentences = text.count(".") + text.count("\n") + text.count("。")
    letters = len(text) + sum(ch > "\u3000" for ch in text)  # a sign of Japanese says what two letters do
    return formal == 1 or (
        letters > 110
        and sentences > 1
        and _speaks_of_pay(text)
        and any(a.money for most in (FEW, MOST_NUMBERS) for a in amounts(text, most))
    )


def read_terms(text: str) -> OfferReading | None:
    """The offer of a letter, or None where nothing in it could be read as pay. At most three doubts."""
    text = _PESOS.sub(" MXN", _RAND.sub("ZAR ", text[:LONGEST_LETTER]))
    found = facts(clauses(text)[:MOST_CLAUSES])
    place = about(text)
    currency, unsure = _currency(found, text, place.get("region", ""))
    kept = [f for f in found if f.kind not in ("noise", "severance", "")]
    of_total = {id(f.clause) for f in kept if f.kind == "total"}
    kept += [replace(f, kind="share") for f in found if not f.kind and f.unit == "percent" and id(f.clause) in of_total]
    if not any(f.kind in ("base", "fixed_total") and f.unit == "money" for f in kept) and not _is_split(kept):
        kept = unnamed(found) + kept
    sheet = LetterSheet(text, confirmed(kept), currency, found)
    assemble(sheet)
    account(sheet, found)
    if not sheet.values and not sheet.doubts:
        return None
    fields: dict[str, Any] = {**place, **sheet.values, "unsettled": tuple(sheet.open[:MOST_LISTED])}
    said = tuple((name, words[:LONGEST_WORDS]) for name, words in dict(sheet.said).items())
    offer = Offer.within({"currency": currency, "said": said, **fields})
    if offer.empty and not sheet.doubts:
        return None
    doubts = ([unsure] if unsure else []) + sheet.doubts
    aloud = tuple(dict.fromkeys(sheet.aloud))
    return OfferReading(offer, doubts=tuple(doubts[:MOST_DOUBTS]), aloud=aloud, fresh=True, letter=True)


_RAND = re.compile(r"(?<![A-Za-z])R ?(?=\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?!\d))")
"""South Africa's "R" before a sum of money in groups of three."""
_PESOS = re.compile(r"\s?\bM\.? ?N\.(?!\w)")
"""Mexico's "moneda nacional" behind a sum of money; no million."""
_EARNS = _said("earns")


def _is_split(found: Sequence[LetterFigure]) -> bool:
    """Whether the base comes of a total, of which a share or the employer's fund is told in its clause."""
    totals = [f.clause for f in found if f.kind == "total" and f.unit == "money"]
    return any(f.unit == "percent" and f.clause in totals for f in found)


def unnamed(found: Sequence[LetterFigure]) -> list[LetterFigure]:
    """The salary of a letter that calls it by no name ("You'll earn $88,000 per year"), where only one can be meant."""
    can_be = [
        f for f in found
        if not (f.kind and f.sure) and f.unit == "money" and (f.currency or f.sign)
        and (f.period in ("year", "month") or f.times) and not _said("later").search(f.before[-40:])
        and (_EARNS.search(f.clause.text[: f.start]) or _said("gross").search(f"{f.before[-30:]} {f.after[:30]}"))
    ]  # fmt: skip
    yearly = [f for f in can_be if f.period == "year"] or can_be
    return [replace(f, kind="base", sure=True) for f in yearly] if len({f.low for f in yearly}) == 1 else []


_ALL_IN = re.compile(
    r"\b(?:figures|amounts|all|sums|values|pay|salary|remuneration)\b[^.\n]{0,20} in (?:gross )?([A-Z]{3})\b"
    r"|\(([A-Z]{3}) per annum\)"
)
"""A letter's word on what all its figures are in."""


def _currency(found: Sequence[LetterFigure], text: str, region: str) -> tuple[str | None, Doubt | None]:
    """The letter's currency, and a doubt where a sign means several and nothing says which."""
    pay = [f for f in found if f.kind not in ("equity", "strike", "refresher", "noise")]
    written = Counter(f.currency for f in pay if f.currency)
    of_base = next(
        (f.currency for f in found if f.kind in ("base", "fixed_total") and f.currency and f.unit == "money"), None
    )
    if of_base:
        return of_base, None
    if said := _ALL_IN.search(text):
        return said[1] or said[2], None
    if written and not any(f.kind == "base" and f.sign for f in found):
        return written.most_common(1)[0][0], None
    signs = Counter(f.sign.upper().rstrip(".") for f in found if f.sign)
    if not signs:
        named = re.search(r"\(([A-Z]{3})\)", text)
        local = currency_in(region) if region else None
        return (named[1] if named and named[1] in dollars() else local), None
    sign = signs.most_common(1)[0][0]
    fitting = SHARED_SYMBOLS[sign]
    if sign == "$":
        told = [code for code, known_by in dollars().items() if known_by.search(text)]
        if len(told) == 1:
            return told[0], None
    if sign == "KR" and (crowns := _crowns(text)):
        return crowns, None
    around = {c for _, name in places_in(text) if (c := currency_in(name)) in fitting}
    here = currency_in(region) if region else None
    if here in fitting:
        return here, None
    if len(around) == 1:
        return around.pop(), None
    if sign == "$" and not around and (region == "" or currency_in(region) is None):
        return "USD", None
    return None, Doubt(
        "currency",
        f"Which currency is the {sign.lower()} in this letter: {', '.join(fitting[:4])}?",
        tuple(fitting[:4]),
    )


def _crowns(text: str) -> str | None:
    """Whose crowns a letter is in, by its language's words for pay and forms of firms; None for none or several."""
    told = words.data("pay")["crowns"]
    counts = Counter({code: len(words.pattern(names).findall(text)) for code, names in told.items()})
    (first, most), (_, next_) = counts.most_common(2)
    return first if most > next_ else None
