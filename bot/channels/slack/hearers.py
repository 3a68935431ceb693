"""Who gets to see an answer given in a channel: everybody in the thread, the one who asked, or nobody."""

from typing import Literal

from bot.answer import Answer
from bot.reading.types import Reading
from ingest.lexicon.phrases import beside

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

_TO_COLLEAGUES = beside(__file__, "words")("to_colleagues")


def hearing(answer: Answer, reading: Reading) -> Hearers:
    """Of what was said to us by name: what isn't held or was guessed at goes to the one who asked."""
    guess = not answer.figures and answer.intent in _LOOSE | _NOTHING and reading.sure != "sure"
    return "all" if _answered(answer) and not guess else "one"


def is_question(text: str) -> bool:
    """Whether it is a question, and not one to colleagues: said by somebody who asked us before, without naming us,
    nothing else is read or counts for what they may ask."""
    return text.rstrip().endswith("?") and not _TO_COLLEAGUES.search(text)


def may_be_ours(reading: Reading) -> bool:
    """Whether such a question is worth an answer at all. Else it isn't even made: it would be kept, or begin a practice
    ("shall we practise the demo?")."""
    kind = reading.asks[0].kind if reading.asks else ""
    return kind not in _NOTHING | _FOLLOWING | _BEGINS


def overhearing(answer: Answer, reading: Reading) -> Hearers:
    """Of what somebody says in the thread who asked us before, without naming us now.

    reading: of these words alone, which have to speak of pay by themselves: "what's the plan for Friday?" follows
    nothing that we said. Silence is the better fault: whoever meant us names us."""
    kind = reading.asks[0].kind if reading.asks else ""
    if not may_be_ours(reading) or answer.intent in _NOTHING | _FOLLOWING:
        return ""
    if {answer.intent, kind} & _LOOSE and not _names_whom(reading, strictly=True):
        return ""
    sure, figures = reading.sure == "sure", bool(answer.figures)
    if sure and figures and _answered(answer) and (_names_whom(reading) or _names_parts(reading)):
        return "all"
    if sure and not (_names_whom(reading) or _names_parts(reading)):
        return ""
    if sure:
        return "one" if answer.status != "clarify" or figures else ""
    return "one" if _answered(answer) and _names_whom(reading, strictly=True) else ""


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
