"""One salary told by place in a sentence: "$171,000–$214,000 in New York, $139,000–$174,000 in all other locations"."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from ingest.amounts.scan import amounts
from ingest.guide.cells import SPANS
from ingest.guide.clauses import paragraphs
from ingest.guide.context import Setting
from ingest.guide.grids import kind_column
from ingest.guide.kinds import kind_of
from ingest.guide.taken import Cell_, LevelPay
from ingest.lexicon import words
from ingest.lexicon.places import places_in

_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+|(?<=\d[.!?])\s+(?=[^\W\d_])")
_LIST = re.compile(r"[\s,;]+(?:and|or|und|oder|et|ou|y|o|e|en|of)$", re.I)
LONGEST = 900
"""Letters of a sentence that is looked at."""


def by_place(lines: Sequence[str], setting: Setting, code: Container[int]) -> Iterator[LevelPay]:
    """The salaries of each sentence that names a salary first and then two or more amounts, each with the places in
    which it is paid behind it, and nothing else."""
    for text, at in paragraphs(lines, code):
        start = 0
        for sentence in _SENTENCES.split(text) if len(text) < 8_000 else ():
            start = text.find(sentence, start)
            if len(sentence) < LONGEST:
                yield from _of_sentence(sentence, at[min(start, len(at) - 1)], setting)


def _of_sentence(sentence: str, row: int, setting: Setting) -> Iterator[LevelPay]:
    found = [one for one in amounts(sentence) if one.money]
    if len(found) < 2 or any(one.low < _LEAST for one in found):
        return
    before = sentence[: found[0].start]
    kind = kind_of(before)
    refused = words.column("supposes").search(before) or words.column("no_pay_in_a_sentence").search(before)
    if kind.component != "base" or kind.other or refused:
        return
    ends = [one.start for one in found[1:]] + [len(sentence)]
    places = [_places(sentence[one.end : end]) for one, end in zip(found, ends, strict=True)]
    if not all(places) or len(set(places)) < len(places):
        return
    span = next((one for one in SPANS if words.period(one).search(before)), setting.period)
    column = replace(kind_column("base", kind_of("base salary")), period=span or "year")
    for one, place in zip(found, places, strict=True):
        cell = Cell_("base", column, (sentence[one.start : one.end],), row)
        yield LevelPay(row, place, "", period=span, cells=(cell,))


_LEAST = 1_000
"""An amount below which a sentence tells something else than what a job is paid."""


def _places(text: str) -> str:
    """The places that a text behind an amount names, where it says nothing else: "in Denver and Austin"; else ""."""
    said = _LIST.sub("", text.strip(" .,;"))
    ahead = r"\s*(?:[(\[]|(?:per|a) year\s+|annually\s+)?(?:in|for|at|within)?\s*(?:the\s)?(?P<places>.+)$"
    found = re.match(ahead, said, re.I)
    shown = found["places"].strip(" )],;.") if found else ""
    left = shown
    for _, name in places_in(shown):
        left = left.replace(name, " ")
    known = words.data("columns")["around_a_place"]
    return shown if shown and all(word in known for word in re.findall(r"[^\W\d_]+", left.casefold())) else ""
