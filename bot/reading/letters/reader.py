"""A letter's text to an Offer: its clauses, the figures in them, the offer they make, and who makes it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.reading.letters.about import about
from bot.reading.letters.assembled import assemble
from bot.reading.letters.clauses import clauses
from bot.reading.letters.facts import Fact, facts
from bot.reading.letters.sheet import Sheet
from bot.reading.stretches import has_digit
from bot.reading.terms import Doubt, Offer, OfferReading
from ingest.amounts.scan import amounts
from ingest.amounts.signs import SHARED_SYMBOLS
from ingest.lexicon import words
from ingest.lexicon.phrases import beside
from ingest.lexicon.places import currency_in, places_in

_said = beside(__file__, "words")

MOST_DOUBTS = 3
LONGEST_LETTER = 60_000
MOST_CLAUSES = 800
"""Clauses that are looked at; a contract of thirty pages has some 600."""

_FORMAL = re.compile(
    r"\bI['’]?m (?:\w+ )?(?:pleased|happy|delighted|excited|thrilled|glad) to (?:offer|extend|confirm|present)\b|"
    r"\bDear\b|\b(?:we(?:'re|’re| are)?|is|are|am) (?:\w+ )?(?:pleased|happy|delighted|excited|thrilled|glad) "
    r"to\b|\bon behalf of\b|\bhereby\b|\boffer of employment\b|\boffer letter\b"
    r"|\bemployment (?:agreement|contract)\b|\bstatement of work\b|\bannexure\b|\bArbeitsvertrag\b|\bArbeitnehmer|"
    r"\bArbeitsort\b|\bWir freuen uns\b|\bcontrat de travail\b|\bNous (?:avons|sommes)\b"
    r"|\bvous propos|\b[TL]e ofrecemos\b|\bPropuesta\b|\bProposta\b|\bGeachte\b|\bBeste\b|\bwij bieden\b|\bYou will "
    r"(?:receive|be)\b|\b[Yy]our (?:\w+ ){0,3}(?:salary|pay|bonus)\b|\bSehr geehrte"
    r"|\bEstimad[oa]\b|\bPrezad[oa]\b|\bMadame\b|\bMonsieur\b|\bat-will\b|\bDesignation\b|\bwe "
    r"offer\b|(?m:^Offer\b)|\bsiamo lieti\b|\bGentile\b|\bagreement\b|\bengages\b|\bDienstvertrag\b|"
    r"\bAnstellungsvertrag\b|\bHej\b|\berbjud\w*|\banställning\w*|\bglada att\b|\bKære\b|\btilby\w*|\bansættelse\w*|"
    r"オファーレター|採用|内定|雇用契約|労働条件|근로계약|"
    r"\bSzanown\w+|\bofert\w+ pracy\b|\bumow\w+ o prac\w+|\bcomplace\b|\bContract for services\b",
    re.I,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I['’](?:m(?! (?:\w+ )?(?:pleased|happy|delighted|excited|thrilled|glad) to (?:offer|"
    r"extend|confirm|present))|"
    r"ve|d)|I (?!am (?:\w+ )?(?:pleased|happy|delighted|writing|excited|thrilled)|accept|look|hope|"
    r"have read|agree|hereby)\w+|my|ich|mir|mein|they (?:offer|gave|said|came)\w*|offered me|told me|gave me)\b",
    re.I,
)
_PARTS = _said("pay_words")


def is_letter(text: str) -> bool:
    """Whether a text is a letter or contract rather than somebody's own words about an offer."""
    if not has_digit(text):
        return False
    formal = len(set(m.group().casefold() for m in _FORMAL.finditer(text[:LONGEST_LETTER])))
    personal = len(_FIRST_PERSON.findall(text[:2000]))
    if formal > 1 and personal <= formal + len(text) // 400:
        return True
    if personal or "?" in text:
        return False
    sentences = text.count(".") + text.count("\n") + text.count("。")
    letters = len(text) + sum(ch > "\u3000" for ch in text)  # a sign of Japanese says what two letters do
    return formal == 1 or (
        letters > 110
        and sentences > 1
        and (bool(_PARTS.search(text)) or bool(words.pay("base").search(text)))
        and any(a.money for a in amounts(text))
    )


def read_terms(text: str) -> OfferReading | None:
    """The offer of a letter, or None where nothing in it could be read as pay. At most three doubts."""
    text = text[:LONGEST_LETTER]
    found = facts(clauses(text)[:MOST_CLAUSES])
    place = about(text)
    currency, unsure = _currency(found, text, place.get("region", ""))
    kept = [f for f in found if f.kind not in ("noise", "severance", "")]
    if not any(f.kind in ("base", "fixed_total", "total") for f in kept):
        kept = unnamed(found) + kept
    sheet = Sheet(text, kept, currency)
    assemble(sheet)
    if not sheet.values and not sheet.doubts:
        return None
    fields: dict[str, Any] = {**place, **sheet.values}
    offer = Offer(currency=currency, said=tuple(dict(sheet.said).items()), **fields)
    if offer.empty and not sheet.doubts:
        return None
    doubts = ([unsure] if unsure else []) + sheet.doubts
    return OfferReading(offer, doubts=tuple(doubts[:MOST_DOUBTS]), aloud=tuple(dict.fromkeys(sheet.aloud)), fresh=True)


_EARNS = _said("earns")


def unnamed(found: Sequence[Fact]) -> list[Fact]:
    """The salary of a letter that calls it by no name ("You'll earn $88,000 per year"), where only one can be meant."""
    can_be = [
        f for f in found
        if not f.kind and f.unit == "money" and (f.currency or f.sign) and f.period in ("year", "month")
        and _EARNS.search(f.clause.text[: f.start])
    ]  # fmt: skip
    yearly = [f for f in can_be if f.period == "year"] or can_be
    return [replace(f, kind="base") for f in yearly] if len({f.low for f in yearly}) == 1 else []


_DOLLARS = {
    "CAD": r"\bCanadian dollars?\b|\bRRSP\b|\bOntario\b|\bQu[eé]bec\b|\bMontr[eé]al\b|\bREER\b|\bBritish "
    r"Columbia\b|\bAlberta\b",
    "AUD": r"\bAustralian dollars?\b|\bsuperannuation\b|\bFair Work\b|\bVictoria\b|\bNew South Wales\b|\bNSW\b",
    "NZD": r"\bNew Zealand dollars?\b|\bKiwiSaver\b",
    "SGD": r"\bSingapore dollars?\b|\bCPF\b|\bSingapore\b",
    "HKD": r"\bHong Kong\b|\bMPF\b",
    "USD": r"\bUS dollars?\b|\bU\.S\. dollars?\b|\bUSD\b|\b401\s?\(k\)|\bat-will\b|\bI-9\b|\bIRS\b|\bCOBRA\b|"
    r"\bInternal Revenue Code\b|\b409A\b",
}


def _currency(found: Sequence[Fact], text: str, region: str) -> tuple[str | None, Doubt | None]:
    """The letter's currency, and a doubt where a sign means several and nothing says which."""
    written = Counter(f.currency for f in found if f.currency)
    of_base = next(
        (f.currency for f in found if f.kind in ("base", "fixed_total") and f.currency and f.unit == "money"), None
    )
    if of_base:
        return of_base, None
    if written and not any(f.kind == "base" and f.sign for f in found):
        return written.most_common(1)[0][0], None
    signs = Counter(f.sign.upper().rstrip(".") for f in found if f.sign)
    if not signs:
        named = re.search(r"\(([A-Z]{3})\)", text)
        local = currency_in(region) if region else None
        return (named[1] if named and named[1] in _DOLLARS else local), None
    sign = signs.most_common(1)[0][0]
    fitting = SHARED_SYMBOLS[sign]
    if sign == "$":
        told = [code for code, said in _DOLLARS.items() if re.search(said, text)]
        if len(told) == 1:
            return told[0], None
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
