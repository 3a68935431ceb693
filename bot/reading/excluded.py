"""Places that a message leaves out: "the base at Acme outside London" asks for every row but London's."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.reading.spans import Span, stops
from bot.reading.words import Atom
from ingest.lexicon.phrases import beside

_said = beside(__file__, "asking")


def without_left_out(
    text: str, words: Sequence[Atom], found: Iterable[Span]
) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The spans with the places that are left out taken for plain words, and those places as they were written."""
    kept: list[Span] = []
    gone: list[str] = []
    after = 0  # where the last place left out ends; 0 where it was none
    for span in found:
        start, end = words[span.first].start, words[span.last - 1].end
        goes_on = after > 0 and not stops(text[after:start]) and _goes_on(text[after:start])
        ahead = text[:start][-40:]
        out = goes_on or _said("left_out").ends(ahead) or (span.kind == "region" and _said("not_here").ends(ahead))
        if span.kind in ("region", "unknown") and out:
            gone.append(str(span.value or span.text))
            kept.append(replace(span, kind="word", value=None, read=""))
            after = end
            continue
        joins = after > 0 and span.kind == "word" and _goes_on(text[after:end])
        after = after if joins else 0
        kept.append(span)
    return tuple(kept), tuple(gone)


def _goes_on(gap: str) -> bool:
    """Whether what stands between two places leaves the second out as the first."""
    return _said("goes_on_leaving_out").alone(gap) is not None
