"""The questions that a message puts, each by itself: sentences with a question mark or that begin as a question does,
the points of a list, and the halves of "which is better and can I ask for 28?"."""

import re
from collections.abc import Iterator

from bot.reading.message import Message
from ingest.lexicon.phrases import beside

MOST = 6
"""Questions of one message that are looked at."""
HALF = 3
"""Words that each half of a sentence has which puts two questions."""
UNMARKED = 30
"""Words from which a sentence is taken for speech that was written down without marks, which are then told apart by
how questions begin."""
_said = beside(__file__, "questions")
_POINT = re.compile(r"(?:^|(?<=[\s,;:]))\(?(?:\d{1,2}|[a-h])\)\s*|(?:^|(?<=\s))\d{1,2}\.\s+")
"""The mark of a point in a list: "(a)", "2)", "3."."""
_LISTED = re.compile(r"\s*[,;]\s*(?:and\s+)?")
"""What parts a list behind a colon."""
_SPOKEN = re.compile(r"\s+question mark\b", re.I)
_STRAY = " \t,;:-–—(["


def questions(text: str) -> tuple[str, ...]:
    """Each question of a text, in order and in its words, MOST at most."""
    found = list[str]()
    for sentence in Message(_SPOKEN.sub("?", text)).sentences:
        found += (_said("joint").before(part.strip(_STRAY)).strip(_STRAY) for part in _put(sentence))
    return tuple(dict.fromkeys(one for one in found if any(map(str.isalpha, one))))[:MOST]


def _put(sentence: str) -> Iterator[str]:
    if (heading := _said("points").starts(sentence)) and heading[0].endswith(":") and "," not in sentence:
        sentence = sentence[heading.end() :]
    lead, *points = _POINT.split(sentence)
    if len(points) > 1 and ("?" in sentence or _said("points").search(lead) or not lead.strip()):
        yield from (lead,) if "?" in lead else ()
        yield from points
    elif (listed := _said("points").search(sentence)) and ":" in listed[0] and "?" not in sentence:
        yield from _LISTED.split(sentence[sentence.index(":") + 1 :])
    elif "?" in sentence or _asks(sentence):
        yield from _halves(sentence)
    elif len(sentence.split()) >= UNMARKED:
        yield from _spoken(sentence)


def _asks(sentence: str) -> bool:
    """Whether a sentence begins as a question does, whatever small words stand before."""
    while (bare := _said("aside").behind(sentence).lstrip(_STRAY)) != sentence.lstrip(_STRAY):
        if _said("asks").opens(sentence):
            return True
        sentence = bare
    return _said("asks").opens(sentence) is not None


def _halves(sentence: str) -> Iterator[str]:
    """A sentence's two questions, where what stands behind an "and" begins one."""
    for joint in _said("joint").every(sentence):
        first, second = sentence[: joint.start()], sentence[joint.end() :]
        if min(len(first.split()), len(second.split())) >= HALF and _said("asks").opens(second):
            yield first
            yield from _halves(second)
            return
    yield sentence


def _spoken(sentence: str) -> Iterator[str]:
    """The questions in speech without marks: the last that begins as one does, to the end."""
    begins = [one for one in _said("asks").every(sentence) if one.start() and _is_free(sentence[: one.start()])]
    if begins:
        yield sentence[begins[-1].start() :]


def _is_free(before: str) -> bool:
    """Whether what stands before a question's beginning doesn't make it a part of what is told ("I don't know if")."""
    return _said("aside").closes(before) is not None or before.rstrip()[-1:] in ",;:"
