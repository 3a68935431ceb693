"""A guide's own lines, each with its number, so that a citation can lead to the very line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import LINES
from ingest.guide.types import Guide


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line of a guide. number: from 1. cited: a figure, lever or mapping of this guide stands there."""

    number: int
    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class GuideLines:
    """Some lines of a guide. head: numbers of lines before its text (front matter), which only say what the page
    says already. before, after: the first line of the pages beside this one, 0 where there is none."""

    head: range
    lines: tuple[GuideLine, ...]
    before: int
    after: int


def lines_of(guides: Sequence[Guide], start: int) -> GuideLines:
    """The lines from start (1, 1 + LINES, ...) on of the guides that one file holds; blank lines among them."""
    texts: dict[int, str] = {}
    for guide in guides:
        for section in guide.sections:
            for number, text in enumerate(section.text.splitlines(), section.line):
                texts.setdefault(number, text)
    cited = {number for guide in guides for number in _cited(guide)}
    first, last = min(texts, default=1), max([*texts, *cited], default=0)
    page = range(max(start, first), min(start + LINES, last + 1))
    lines = tuple(GuideLine(number, texts.get(number, ""), number in cited) for number in page)
    head = range(1, first) if start == 1 else range(0)
    return GuideLines(
        head, lines, max(start - LINES, 1) if start > 1 else 0, start + LINES if start + LINES <= last else 0
    )


def _cited(guide: Guide) -> Iterator[int]:
    for band in guide.bands:
        yield band.line
        for part in (band.base, band.equity, band.bonus, band.signing, band.total):
            if part is not None:
                yield part.source.line
    for sources in (guide.levers, guide.strategies, guide.mappings):
        yield from (one.source.line for one in sources)
    yield from (source.line for source in (*guide.evidence, *guide.notes))
