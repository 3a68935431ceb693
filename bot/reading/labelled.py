"""The row of a company's tables that a message names in the table's own words: "night shift of an Operator 2".

Titles and levels are looked up first; this is for what no list of titles knows. A row is found when it holds every word
of the message that is none of everyday English, and when no other row of the company's holds as many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.reading.jobs import level_code
from bot.reading.lookup import Lookup
from bot.reading.names import Names
from bot.reading.ordinary import ordinary
from bot.reading.roles import RoleKey, role_key
from bot.reading.types import Said, Subject, Unclear, Unknown
from bot.reading.words import joined, keys
from ingest.guide.types import Band
from ingest.lexicon import titles, words

Found = tuple[Subject, list[Unclear], list[Unknown]]
MOST = 2_000
"""Bands of one company that are compared with a message."""
_PARTS = ("signing", "equity", "total", "bonus", "base")
_ENDINGS = ("ships", "ship", "ings", "ing", "es", "s")


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A role and level that a company's tables tell apart. own: the words of its labels, around: of what it stands
    under."""

    role: str
    level: str | None
    own: frozenset[str]
    around: frozenset[str]


def row_named(names: Names, said: Said, text: str, found: Found) -> Found:
    """Whom a message is about where a role or level wasn't found: the one row that its words name, else as before."""
    before, doubts, gone = found
    known = names.companies(said.company or "")
    if known is None or len(known.slugs) != 1 or not (doubts or gone):
        return found
    company = known.slugs[0]
    bands = names.facts.bands(company)[:MOST]
    asked = _asked(names, text, said, company)
    row = _best(_rows(names, bands), asked, _stems(keys(said.role or "")) & asked)
    if row is None or (before.role and before.level and row.role != before.role):
        return found
    here = [band for band in bands if (band.role, band.level) == (row.role, row.level)]
    region, _, doubts, missing = Lookup(names, loose=False, gone=frozenset()).region(said, here)
    left = [one for one in missing if not _stems(keys(one.phrase)) <= row.own | row.around]
    return Subject(company, row.role, region, row.level), doubts, left


def _rows(names: Names, bands: Sequence[Band]) -> list[LabelledRow]:
    around: dict[str, frozenset[str]] = {}
    found: dict[tuple[str, str | None], LabelledRow] = {}
    for band in bands:
        if band.role not in around:
            guide = names.facts.guide(band.company, band.role)
            around[band.role] = _stems((*keys(guide.title if guide else ""), *keys(band.path)))
        own = _stems((*keys(band.level or ""), *keys(band.role_display if band.role != "all-roles" else "")))
        found[band.role, band.level] = LabelledRow(band.role, band.level, own, around[band.role])
    return list(found.values())


def _best(rows: Sequence[LabelledRow], asked: frozenset[str], role: frozenset[str]) -> LabelledRow | None:
    """The one row that holds every word asked for, with the most of them in its own labels and the fewest others; None
    where several do, or where it says a rank or a number that wasn't asked for."""
    every = frozenset().union(*(row.own for row in rows)) if rows else frozenset()
    telling = frozenset(word for word in asked if word in every or word in role or word not in _everyday())
    fitting = [row for row in rows if telling <= row.own | row.around and telling & row.own]
    fitting.sort(key=lambda row: (-len(telling & row.own), len(row.own - telling)))
    if not fitting:
        return None
    first = fitting[0]
    rivals = [row for row in fitting[1:] if len(telling & row.own) == len(telling & first.own)]
    if any(len(row.own - telling) == len(first.own - telling) for row in rivals):
        return None
    coded = any(any(ch.isdigit() for ch in word) for word in telling & first.own)
    ranks = [word for word in first.own - telling if word in titles.seniority() or word.isdigit()]
    return None if ranks and not coded else first


def _everyday() -> frozenset[str]:
    """Words that a question is made of, which name no row unless a row holds them."""
    asked = words.data("pay")["asked"]
    pay = {word for phrases in asked.values() for word in phrases}
    return frozenset(_stem(word) for word in ordinary() | pay)


def _asked(names: Names, text: str, said: Said, company: str) -> frozenset[str]:
    """The message's words without those of the company and the place, small titles spelled out."""
    gone = {*keys(said.company or ""), *keys(names.display(company)), *company.split("-"), *keys(said.region or "")}
    for part in _PARTS:
        text = words.pay(part).sub(" ", text)
    left = [word for word in keys(text) if word not in gone and word != "i"]
    spelled: list[str] = []
    for word in left:
        key = role_key((word,))
        display = "" if key.seniority else names.tables.role_display.get(RoleKey((), names.canonical(key).core), "")
        short = len(word) <= 4 and joined(display) != word and not level_code().fullmatch(word)
        spelled += keys(display) if short and display else (word,)
    return _stems(spelled)


def _stems(said: Iterable[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in said)


def _stem(word: str) -> str:
    """A word as labels and messages are compared by it: in the singular, a numeral as its number, "engineering" as
    "engineer"."""
    one = titles.plurals().get(word, word)
    if one in titles.grades() and one != "i":
        return titles.grades()[one]
    ending = next((end for end in _ENDINGS if one.endswith(end) and len(one) - len(end) >= 5), "")
    return one.removesuffix(ending)


def settled(names: Names, said: Sequence[Said], text: str, found: Found) -> Found | None:
    """The same for a whole question, of which one thing is asked; None where nothing is found that way."""
    if len(said) != 1:
        return None
    other = row_named(names, said[0], text, found)
    return None if other is found else other
