"""What a message tells of its person beside money: their work, their situation, their level, what to forget of them."""

from dataclasses import dataclass

from ingest.lexicon import titles
from ingest.lexicon.phrases import Rules, beside

_said = beside(
    __file__,
    "person",
    {
        "what": r"(?P<what>[^.,;!?\n]{4,80})",
        "company": r"(?P<company>[A-Z][\w&.]+)",
        "level": rf"(?P<level>[A-Z]{{1,3}}\d{{1,2}}|{titles.any_of('levels')})",
        "grade": r"(?P<level>[A-Z]{1,3}\d{1,2})\b",
    },
)

_SITUATIONS = Rules(_said, ("relocation", "unvested equity", "illiquid equity", "first job", "remote"))
_PARTS = tuple("others offer floor current_pay target company role region level expertise".split())
"""Parts of a profile; what names one names none that comes after."""


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
    level = next(iter(_said("level_at").every(text)), None)
    return Person(
        expertise=tuple(dict.fromkeys(m["what"].strip() for m in _said("expertise").every(text))),
        situation=_SITUATIONS.all(text),
        declined=_said("no_offers").search(text) is not None,
        level=(level["company"], level["level"].upper()) if level else None,
        named=parts_named(text),
    )


def parts_named(text: str) -> tuple[str, ...]:
    """The parts of a profile that a message names; none for "everything" or "me"."""
    if _said("everything").search(text):
        return ()
    found: list[str] = []
    rest = text
    for name in _PARTS:
        rule = _said(f"part_{name}")
        if rule.search(rest):
            found.append(name)
            rest = rule.without(rest, " ")
    return tuple(found)
