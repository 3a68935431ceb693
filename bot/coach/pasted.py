"""A recruiter's mail or chat, pasted into a message: where it begins and ends. Looked for in every message."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.reading.stretches import place_of
from bot.reading.types import Reading
from bot.reading.wishes import is_to_us, signed
from ingest.lexicon.phrases import beside

_said = beside(__file__, "words")
_SHORTEST = 25
"""Words of a text that is taken for a mail of somebody else's."""
_REST = 60
"""Characters behind the words by which a line begins or ends a mail: whom it greets."""
_QUOTED = re.compile(r"[\"“]([^\"“”]{60,4000})[\"”]")
_BEHIND_A_NAME = 60
"""Characters behind a sender's name on its line: what they are, how they are reached."""
_QUOTED_LEAST = 15
"""Words of a text between quotation marks that is taken for a mail."""


_GREETED = 4
"""Words of a greeting with a name."""


_LONG = 60
"""Words from which a message is a letter that was pasted, whatever it asks."""


def is_long(message: str) -> bool:
    """Whether a message is so long that it is a letter and no question."""
    return len(message.split()) > _LONG


@dataclass(frozen=True, slots=True)
class Mail:
    """What was pasted, and the person's own words around it."""

    text: str
    around: str


def greeted(mail: str) -> str:
    """Whom a mail greets by name: "Renske" of "Hi Renske, ..."; "" for nobody."""
    words = mail.strip('"“” \n').partition("\n")[0].partition(",")[0].split()
    return " ".join(words[1:]) if 1 < len(words) <= _GREETED and words[1][:1].isupper() else ""


def mail_in(reading: Reading) -> Mail | None:
    """The mail that a message holds: from a greeting on a line of its own, with a sign-off or several lines after it.
    None where the person asks for something else than what to make of it."""
    if reading.asks and reading.asks[0].kind not in ("advice", "draft", "offer"):
        return None
    text = reading.text
    if (quoted := _quoted(text)) is not None:
        return Mail(quoted[1].strip(), f"{text[: quoted.start()]} {text[quoted.end() :]}".strip())
    start = _line(text, 0, begins)
    if start is None or len(text[start[0] :].split()) < _SHORTEST or is_to_us(text):
        return None
    end = _end(text, start[1])
    if end is None:
        return None
    return Mail(text[start[0] : end].strip(), f"{text[: start[0]]} {text[end:]}".strip())


def begins(line: str) -> bool:
    """Whether a mail begins with a line: it greets, or is the head of one, and says hardly more."""
    return _opens(line, "mail_begins")


def ends(line: str) -> bool:
    """Whether a mail ends with a line and the name under it."""
    return _opens(line, "mail_ends")


def _opens(line: str, name: str) -> bool:
    found = _said(name).opens(line)
    return found is not None and len(line) - found.end() <= _REST


def _line(text: str, start: int, holds: Callable[[str], bool]) -> tuple[int, int] | None:
    """The first line from a place on of which it holds: its first character, and its last exclusive."""
    for line in text[start:].split("\n"):
        if holds(line):
            return start, start + len(line)
        start += len(line) + 1
    return None


def _quoted(text: str) -> re.Match[str] | None:
    """A mail between quotation marks: one that greets, or that somebody is named for before it (`recruiter: "..."`)."""
    for found in _QUOTED.finditer(text):
        told = text[: found.start()].rstrip().endswith(":") or _said("mail_begins").opens(found[1]) is not None
        if told and len(found[1].split()) >= _QUOTED_LEAST:
            return found
    return None


def _end(text: str, start: int) -> int | None:
    """Where a mail ends that begins there: behind its close and the name under it, behind a name alone on a line, or
    with the text where that goes on for several lines; None for what is no mail."""
    close = _line(text, start, ends)
    if close is not None:
        name = re.match(r"\s*\n[^\n?!]{1,40}(?=\n|$)", text[close[1] :])
        return close[1] + (name.end() if name else 0)
    if text[start:].count("\n") < 2:
        return None
    sender, end = signed(text[start:]), start
    for line in text[start:].split("\n") if sender else ():
        end += len(line) + 1
        if place_of(sender, line, cased=True) == (0, len(sender)) and len(line) <= len(sender) + _BEHIND_A_NAME:
            return end - 1
    return len(text)
