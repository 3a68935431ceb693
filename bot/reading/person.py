"""What a message tells of its person beside money: their work, their situation, their level, what to forget of them."""

import re
from dataclasses import dataclass

from ingest.lexicon import titles

_EXPERTISE = re.compile(
    r"(?i)\b(?:i(?:'ve| have)? (?:built|build|shipped|led|lead|designed|maintain(?:ed)?|run|ran|architected|wrote"
    r"|scaled|trained|contributed to|know|work(?:ed)? on|specialise in|specialize in)"
    r"|my (?:background|expertise|experience|strength) (?:is|in)(?: in)?|i(?:'m| am) (?:an? )?expert "
    r"(?:in|on|at))\s+(?P<what>[^.,;!?\n]{4,80})"
)
_SITUATIONS = (
    ("relocation", r"(?i)\brelocat\w*|\bmoving (?:from|to)\b|\bi(?:'d| would)? have to move\b"),
    ("unvested equity", r"(?i)\bunvested\b|\bforfeit\w*|\bwalk(?:ing)? away from (?:\w+ "
                        r")?(?:equity|stock|rsus)\b|\bleav(?:e|ing) \S+ (?:on the table|behind)\b"),
    ("illiquid equity", r"(?i)\billiquid\b|\bpre-?ipo\b|\bprivate (?:company|stock|equity)\b"),
    ("first job", r"(?i)\bfirst job\b|\bnew grad\w*\b|\bjust graduated\b|\bno experience\b"),
    ("remote", r"(?i)\bremote(?:ly)?\b"),
)  # fmt: skip
_NO_OFFERS = re.compile(
    r"(?i)\b(?:no|not any|without)\s(?:other\s|competing\s|any\s|another\s)*offers?\b|\bonly offer\b|\b(?:do "
    r"not|don'?t|haven'?t|have not)\s(?:really\s)?(?:have|got|hold)"
    r"\s?(?:an?y?\s)?(?:other\s|competing\s|another\s)*offers?\b"
)
_LEVEL_AT = re.compile(
    r"\bi(?:'m| am)(?: currently)?(?: an?)? (?P<a>[A-Za-z]{1,3}\d{1,2}|"
    rf"{titles.any_of('levels')}) (?:\w+ ){{0,2}}?at "
    r"(?P<b>[A-Z][\w&.]+)|\bi(?:'m| am)(?: an?)? (?P<c>[A-Z][\w&.]+) (?P<d>[A-Z]{1,3}\d{1,2})\b",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("others", r"(?i)\b(?:other|competing) offers?\b"),
    ("offer", r"(?i)\boffer\b"),
    ("floor", r"(?i)\b(?:floor|minimum|walk-?away|bottom line)\b"),
    ("current_pay", r"(?i)\b(?:current|present) (?:pay|salary|comp\w*|base)\b|\bwhat i (?:make|earn)\b"),
    ("target", r"(?i)\b(?:target|ask|goal)\b"),
    ("company", r"(?i)\bcompany\b|\bemployer\b"),
    ("role", r"(?i)\brole\b|\bjob title\b|\bposition\b"),
    ("region", r"(?i)\b(?:region|city|location|place|where i)\b"),
    ("level", r"(?i)\blevel\b"),
    ("expertise", r"(?i)\b(?:expertise|experience|skills|background)\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """expertise, situation: short words. declined: they hold no other offer. level: company and level of today.

    named: the parts of a profile that the message names, as Profile calls them."""

    expertise: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    declined: bool = False
    level: tuple[str, str] | None = None
    named: tuple[str, ...] = ()


def person(text: str) -> Person:
    """What a message tells of its person."""
    level = _LEVEL_AT.search(text)
    return Person(
        expertise=tuple(dict.fromkeys(m.group("what").strip() for m in _EXPERTISE.finditer(text))),
        situation=tuple(name for name, pattern in _SITUATIONS if re.search(pattern, text)),
        declined=_NO_OFFERS.search(text) is not None,
        level=(level["b"] or level["c"], (level["a"] or level["d"]).upper()) if level else None,
        named=parts_named(text),
    )


def parts_named(text: str) -> tuple[str, ...]:
    """The parts of a profile that a message names; none for "everything" or "me"."""
    if re.search(
        r"(?i)\b(?:everything|all (?:of it|about|my|data|that)|my data|about me|my profile|the profile)\b", text
    ):
        return ()
    found: list[str] = []
    rest = text
    for name, pattern in _PARTS:
        if re.search(pattern, rest):
            found.append(name)
            rest = re.sub(pattern, " ", rest)
    return tuple(found)
