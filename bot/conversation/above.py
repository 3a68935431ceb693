"""What stands above a question that joins a talk among people: whom the talk is about, and what was asked in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reading.terms import Profile
from bot.reading.types import Reading

_OWN = ("own_offer", "other_offer", "floor", "target")
"""What a person's own earlier words tell of their pay."""
_EMPTY = frozenset({"greeting", "outside", "source"})
"""Kinds that a message is taken for which says nothing of its own ("can you help?", "what do you think?"); where
something comes from is nobody's first question."""
_OPEN = frozenset({"advice", "offer", "offers", "profile", "explain", "list", "draft", "restyle"})
"""Kinds that may be about what stands above, where a word points there."""
_POINTING = frozenset("this that it these those above here thoughts".split())
"""The words that point: a closed class of the language, and no knowledge of the field."""
_FEW, _SHORT = 8, 2
"""Words of a message that can be such a one, and of one that is, pointing or not ("any data?")."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A message above. own: by the one who speaks to us now."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class ReadAbove:
    """What is known after the lines above, and the words to answer: the question's own, or those it points at."""

    profile: Profile
    text: str


def joined(
    read: Callable[[str, Profile], Reading], lines: Sequence[ThreadLine], text: str, profile: Profile
) -> ReadAbove:
    """Join a talk: whom it is about is taken from everybody's words, what somebody earns from their own alone."""
    known, asked = profile, ""
    for one in lines:
        if not one.text.strip():
            continue
        reading = read(one.text, known)
        after = reading.told.profile
        mine = one.own and any(fact.what in _OWN for fact in reading.facts)
        about = {name: getattr(after, name) or getattr(known, name) for name in ("company", "role", "region", "level")}
        known = after if mine else known.model_copy(update=about)
        if _asks(one, reading):
            asked = one.text
    if asked and (not text or _points(read(text, Profile()), text, known)):
        return ReadAbove(known, asked)
    return ReadAbove(known, text)


def _asks(one: ThreadLine, reading: Reading) -> bool:
    """Whether a line above is a question that the guides could answer, or the person's own offer."""
    if one.own and any(fact.what == "own_offer" for fact in reading.facts):
        return True
    if "?" not in one.text or not reading.asks or reading.asks[0].kind in (*_EMPTY, "inject", "invent"):
        return False
    # What others tell of their pay is theirs: it is no question of this person's.
    return one.own or not any(fact.what in (*_OWN, "current_pay") for fact in reading.facts)


def _points(reading: Reading, text: str, known: Profile) -> bool:
    """Whether a message names nothing itself, so that it must be about what stands above.

    reading: the message alone, as if nothing were known."""
    if not reading.asks or not text:
        return True
    about = reading.told.subjects[0] if reading.told.subjects else None
    names = about is not None and any((about.company, about.role, about.region, about.level))
    words = "".join(sign if "a" <= sign <= "z" or sign == "'" else " " for sign in text.lower()).split()
    if names or reading.facts or reading.told.components or reading.told.unknown or len(words) > _FEW:
        return False
    kind = reading.asks[0].kind
    if kind in ("offer", "offers") and known.offer is not None:
        return False
    return (
        kind in _EMPTY
        or reading.sure == "unsure"
        or (kind in _OPEN and (len(words) <= _SHORT or bool(_POINTING & set(words))))
    )
