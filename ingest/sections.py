"""Headings and prose to sections, levers, scripts, strategy, level mapping and evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.guide import Section
from ingest.money import plain

BlockKind = Literal["heading", "paragraph", "list", "quote", "table", "code", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a guide's text: 1-based lines start..end inclusive; depth is a heading's, else 0."""

    kind: BlockKind
    start: int
    end: int
    text: str
    depth: int = 0


BOLD_DEPTH = 7
"""How deep a line in bold alone stands: below every heading."""

_LABEL = re.compile(
    r"^(?:>\s*)?(?:[^\w*>\s]+\s*)?\*\*(?P<label>[^*\n]{2,120}?)(?P<in>:?)\*\*(?P<out>\s*:)?[ \t]*(?P<rest>[^\n]*)"
)

_KINDS: tuple[tuple[str, str], ...] = (
    ("evidence", r"\bevidence\b|\bsources?\b|\breferences\b|\bcitations\b"),
    ("mapping", r"\blevel(s|ing)?[\s-]*(mapping|equivalen\w+|comparison|ladder)|\binternal (titles|level)|\bbenchmarking\b|\btitle mapping|\blevel map\b"),
    ("strategy", r"\bnegotiate[- ]up strategy\b|\b(overall|negotiation|counter\w*|closing) strategy\b|\bstrategy script\b|\bwalk[- ]away\b|\baccept[- ]at\b"),
    ("levers", r"\b(global|key|top|negotiation|core)?\s*levers\b|\bleverage points\b|\btalking points\b"),
    ("lever", r"\blevers?\b|\bpremium\b|\bscript\b|\bplay\b"),
    ("compensation", r"\bcompensation\b|\bsalary\b|\bpay\b|\bbenchmarks?\b|\bcomp (bands?|ranges?|data)\b|\btotal rewards\b"),
    ("dna", r"\bnegotiation dna\b|\bdna\b"),
    ("warning", r"\bcritical\b|\bwarning\b|\bcaution\b|\bred flags?\b|\bpitfalls?\b|\bmistakes?\b|\brisks?\b|\bwatch out\b|\bnote\b"),
    ("strategy", r"\bstrategy\b|\bplaybook\b"),
)  # fmt: skip


def kind_of(title: str) -> str:
    """A section's kind by its title; "other" where none fits."""
    shown = plain(title)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, shown, re.I)), "other")


def sections(blocks: Sequence[Block], lines: Sequence[str]) -> tuple[Section, ...]:
    """The guide cut at its headings, at lines in bold, and at paragraphs led by a bold label.

    Every line that isn't blank is in exactly one section. A label with text beside it ("**Level Mapping:** a = b")
    ends with its paragraph; what follows goes on under the heading around it.
    """
    starts: list[tuple[int, str, int, bool]] = []
    for block in blocks:
        if block.kind == "heading":
            starts.append((block.start, plain(block.text), block.depth, False))
        elif block.kind in ("paragraph", "quote") and (label := labelled(block.text)):
            title, beside = label
            starts.append((block.start, title, BOLD_DEPTH, beside))
            if beside:
                starts.append((block.end + 1, "", BOLD_DEPTH, False))
    return _cut(starts, lines)


def labelled(text: str) -> tuple[str, bool] | None:
    """The bold label a paragraph opens with, and whether text stands beside it on the line; None without one."""
    found = _LABEL.match(text)
    if not found:
        return None
    rest = found["rest"].strip()
    closed = bool(found["in"] or found["out"])
    if rest and not closed:
        return None
    return plain(found["label"]).rstrip(" :"), bool(rest)


def _cut(starts: list[tuple[int, str, int, bool]], lines: Sequence[str]) -> tuple[Section, ...]:
    made: list[Section] = []
    trail: list[tuple[int, str]] = []
    bounds = [(1, "", 0, False), *starts, (len(lines) + 1, "", 0, False)]
    for (line, title, depth, _), (following, *_rest) in zip(bounds, bounds[1:], strict=False):
        if title and depth <= BOLD_DEPTH:
            trail = [t for t in trail if t[0] < depth]
        named = title or (trail[-1][1] if trail else "")
        parent = trail[-1][1] if trail and title else (trail[-2][1] if len(trail) > 1 else "")
        if title and depth < BOLD_DEPTH:
            trail.append((depth, title))
        end = following - 1
        while end > line and not lines[end - 1].strip():
            end -= 1
        text = "\n".join(lines[line - 1 : end])
        if text.strip() and end >= line:
            made.append(Section(named, depth, line, end, kind_of(named), text, parent))
    return tuple(made)
