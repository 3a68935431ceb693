"""A recruiter's mail or chat, pasted into a message: where it begins and ends. Looked for in every message."""

import re
from dataclasses import dataclass

from bot.reading.stretches import place_of
from bot.reading.types import Reading
from bot.reading.wishes import is_to_us, signed

GREETING = re.compile(
    r"(?mi)^[^\w\n]{0,20}(?:hi|hello|hey|dear|good (?:morning|afternoon)|subject:|from:)\b[^\n]{0,60}$"
)
CLOSE = re.compile(
    r"(?mi)^[^\w\n]{0,20}(?:best|regards|kind regards|best regards|thanks|many thanks|cheers|sincerely|"
    r"warmly)\b[^\n]{0,40}$"
)
_SHORTEST = 25
"""Words of a text that is taken for a mail of somebody else's."""
_QUOTED = re.compile(
    r"(?is)[\"“](\W{0,20}(?:hi|hello|hey|dear|hallo|hola|bonjour|good (?:morning|afternoon))\b[^\"“”]{60,4000})[\"”]"
)
_SAID = re.compile(r"(?s):\s*[\"“]([^\"“”]{60,4000})[\"”]")
"""Words of somebody's, named before them: 'recruiter: "..."'."""
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
    if (quoted := _QUOTED.search(text) or _SAID.search(text)) and len(quoted[1].split()) >= _QUOTED_LEAST:
        return Mail(quoted[1].strip(), f"{text[: quoted.start()]} {text[quoted.end() :]}".strip())
    start = GREETING.search(text)
    if start is None or len(text[start.start() :].split()) < _SHORTEST or is_to_us(text):
        return None
    end = _end(text, start.end())
    if end is None:
        return None
    return Mail(text[start.start() : end].strip(), f"{text[: start.start()]} {text[end:]}".strip())


def _end(text: str, start: int) -> int | None:
    """Where a mail ends that begins there: behind its close and the name under it, behind a name alone on a line, or
    with the text where that goes on for several lines; None for what is no mail."""
    close = CLOSE.search(text, start)
    if close is not None:
        name = re.match(r"\s*\n[^\n]{1,40}(?=\n|$)", text[close.end() :])
        return close.end() + (name.end() if name else 0)
    if text[start:].count("\n") < 2:
        return None
    sender, end = signed(text[start:]), start
    for line in text[start:].split("\n") if sender else ():
        end += len(line) + 1
        if place_of(sender, line, cased=True) == (0, len(sender)) and len(line) <= len(sender) + _BEHIND_A_NAME:
            return end - 1
    return len(text)
