"""Figure questions that look-ups read for certain: names, parts of pay, and the words such a question is made of.

They need no encoding, which is most of what reading costs. Whatever else a message holds, the trained reader reads it.
"""

from collections.abc import Sequence
from functools import cache

from bot.reading.message import Message
from bot.reading.parse import Parse
from bot.reading.roles import RoleKey
from bot.reading.spans import Span
from bot.reading.types import Question, Turn
from ingest.lexicon.words import data

LONGEST = 200
"""Characters of such a question."""
SHORT = 9
"""Words of one that changes a thing of the question before."""
_NAMED = ("company", "role", "region", "level", "component")


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(data("plain")[which].split())


def asks_a_figure(parse: Parse, taken: Message, history: Sequence[Turn]) -> bool:
    """Whether a message asks what one company pays in one role, and nothing beside it can be meant."""
    if not _is_simple(parse, taken):
        return False
    if parse.components or parse.pay:
        named = len(parse.segments) == 1 and {"company", "role"} <= set(parse.segments[0])
        return named and len(parse.components) + parse.pay == 1 and _holds_only(parse, _words("asks"))
    return _follows(parse, taken, history)


def is_answered(question: Question) -> bool:
    """Whether the question that was made is for one figure of one guide, as it was taken to be."""
    return is_read(question) and not question.unknown


def is_read(question: Question) -> bool:
    """Whether it is for one figure of one guide, or for that of a place which this guide has no row for."""
    subjects = question.subjects
    return (
        question.intent == "band" and len(subjects) == 1 and bool(subjects[0].company) and bool(subjects[0].role)
        and all(one.kind == "region" for one in question.unknown)
        and not (question.unclear or question.notes or question.bound or question.supposed)
    )  # fmt: skip


def _follows(parse: Parse, taken: Message, history: Sequence[Turn]) -> bool:
    """Whether it names one other place, role or company after a figure was answered."""
    last = history[-1] if history else None
    if last is None or last.question.intent != "band" or last.answer.status != "answered":
        return False
    if not is_answered(last.question) or len(taken.text.split()) > SHORT or len(parse.segments) != 1:
        return False
    return len(parse.segments[0]) == 1 and "level" not in parse.segments[0] and _holds_only(parse, _words("follows"))


def _is_simple(parse: Parse, taken: Message) -> bool:
    """Whether it is one short sentence, its names written right, none of them unknown or left out, and no numbers."""
    return (
        len(taken.text) <= LONGEST and taken.text == (taken.whole or taken.text) and len(taken.sentences) == 1
        and not (parse.unknown or parse.notes or parse.without or taken.amounts or taken.vague)
        and not any(span.read for span in parse.spans)
    )  # fmt: skip


def _holds_only(parse: Parse, words: frozenset[str]) -> bool:
    return all(_is_name(span) or _is_one_of(parse, span, words) for span in parse.spans)


def _is_name(span: Span) -> bool:
    if span.kind == "role":
        return isinstance(span.value, RoleKey)
    return span.kind in _NAMED


def _is_one_of(parse: Parse, span: Span, words: frozenset[str]) -> bool:
    said = (atom.raw.lower().replace("’", "'").strip(".,?!") for atom in parse.words[span.first : span.last])
    return span.kind in ("word", "unknown") and all(one in words for one in said)
