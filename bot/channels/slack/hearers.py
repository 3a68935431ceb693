"""Who gets to see an answer given in a channel: everybody in the thread, the one who asked, or nobody."""

from typing import Literal

from bot.answer import Answer
from bot.reading.overheard import chance
from bot.reading.types import Reading

Hearers = Literal["all", "one", ""]

_LOOSE = frozenset({"passage", "tactic", "advice", "about", "explain"})
"""Kinds of question that any talk about work may be taken for."""
_NOTHING = frozenset({"greeting", "out_of_scope", "outside", "inject", "invent"})
"""Kinds that colleagues' talk is, and that nobody misses an answer to."""

_FOLLOWING = frozenset({"provenance", "source", "profile", "restyle"})
"""Kinds that speak of an answer before and not of pay: among colleagues they are as likely about their own talk."""

_BEGINS = frozenset({"practice"})
"""Kinds that begin something, which isn't undone by showing nothing of it."""

_SHOWN = frozenset({"offer", "offers", "list"})
"""Kinds that need what a picture would have shown."""

_OF_LETTERS = frozenset({"draft", "advice", "explain"})
"""Kinds whose answer rests on what was written to somebody."""

_OURS, _SURELY_OURS = 0.6, 0.8
"""From which chance on a question among colleagues is answered to its asker, and before everybody. Of 74 questions to
colleagues that nothing was learned from none reaches 0.6; of 37 to us 36 do, 34 of them 0.8."""


def hearing(answer: Answer, reading: Reading) -> Hearers:
    """Of what was said to us by name: what isn't held or was guessed at goes to the one who asked."""
    guess = not answer.figures and answer.intent in _LOOSE | _NOTHING and reading.sure != "sure"
    return "all" if _answered(answer) and not guess else "one"


def asks_us(text: str) -> bool:
    """Whether it is a question, and not one to colleagues: said by somebody who asked us before, without naming us,
    nothing else is read or counts for what they may ask."""
    return text.rstrip().endswith("?") and chance(text) >= _OURS


def may_be_ours(reading: Reading) -> bool:
    """Whether such a question is worth an answer at all. Else it isn't even made: it would be kept, or begin a practice
    ("shall we practise the demo?")."""
    kind = reading.asks[0].kind if reading.asks else ""
    return kind not in _NOTHING | _FOLLOWING | _BEGINS


def overhearing(answer: Answer, reading: Reading) -> Hearers:
    """Of what somebody says in the thread who asked us before, without naming us now.

    reading: of these words alone. Whoever surely asked us is told what there is, also that there is nothing; else
    silence is the better fault: whoever meant us names us."""
    if not may_be_ours(reading) or answer.intent in _NOTHING | _FOLLOWING:
        return ""
    named = _names_whom(reading) or _names_parts(reading)
    if chance(reading.text) < _SURELY_OURS:
        return "one" if named and _answered(answer) else ""
    return "all" if named and reading.sure == "sure" and answer.figures and _answered(answer) else "one"


def points(reading: Reading) -> bool:
    """Whether words only point at what came with them ("see here", "is this good?") and ask nothing that can be
    answered without it."""
    kind = reading.asks[0].kind if reading.asks else ""
    bare = kind in _NOTHING | _FOLLOWING | _SHOWN and not reading.facts
    return bare and not _names_whom(reading, strictly=True) and not _names_parts(reading)


def asks_about_words(reading: Reading) -> bool:
    """Whether words ask what to do about, or to write, what may stand in a letter that came with them."""
    kind = reading.asks[0].kind if reading.asks else ""
    return kind in _OF_LETTERS and not _names_whom(reading, strictly=True)


def _answered(answer: Answer) -> bool:
    return answer.status == "answered" and answer.intent != "stopped"


def _names_whom(reading: Reading, *, strictly: bool = False) -> bool:
    """Whether the words name a company or a role; unless strictly, a place or a level will do ("and in London?")."""
    about = [one for ask in reading.asks for one in ask.question.subjects]
    return any(one.company or one.role or (not strictly and (one.region or one.level)) for one in about) or any(
        one.role or (not strictly and (one.region or one.level)) for ask in reading.asks for one in ask.question.said
    )


def _names_parts(reading: Reading) -> bool:
    """Whether they name a part of pay."""
    return any(ask.question.components for ask in reading.asks)
