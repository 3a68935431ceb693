"""A line as the encoder is given it: what the recruiter said, then the line, each amount with what it could be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.moves.amounts import LineAmount, compared
from bot.reading.moves.table import OnTable

BEFORE, LONGEST = 110, 1200
"""Characters of the recruiter's last line, whole sentences from its end, and of the line."""
_SIZES = ("far under", "far under", "under", "about", "about", "over", "over", "well over", "far over")
"""How an amount compares with what stands, by the bins of `compared`."""
_LIKELY = range(2, 8)


@dataclass(frozen=True, slots=True)
class Framed:
    """text: what is encoded. line, amounts: from where to where the line, and each amount with its note, stand."""

    text: str
    line: tuple[int, int]
    amounts: tuple[tuple[int, int], ...]


def framed(text: str, amounts: Sequence[LineAmount], table: OnTable) -> Framed:
    """The line behind what it answers: "What would you need? | 95 (over base), please"."""
    whole = f"{_phase(table)}{_end(table.recruiter)} | "
    began, at, spans = len(whole), 0, []
    for one in amounts:
        if one.end > LONGEST:
            spans.append((0, 0))
            continue
        start = len(whole) + one.start - at
        note = _note(one, table)
        whole += text[at : one.end] + (f" ({note})" if note else "")
        at = one.end
        spans.append((start, len(whole)))
    whole += text[at:LONGEST]
    return Framed(whole, (began, len(whole)), tuple(spans))


def _end(said: str) -> str:
    """The last sentences of what the recruiter said, as many as fit: what a line answers stands at the end."""
    told = said.strip()
    if len(told) <= BEFORE:
        return told
    starts = [match.end() for match in re.finditer(r"[.!?]\s+", told) if len(told) - match.end() <= BEFORE]
    return told[starts[0] :] if starts else told[-BEFORE:]


def _phase(table: OnTable) -> str:
    return "closing: " if table.closing else "final: " if table.phase.startswith("final") else ""


def _note(one: LineAmount, table: OnTable) -> str:
    """What an amount could be by its size: "the base" where it is what stands, "over base, under equity"."""
    if one.unit or one.middle or one.times or one.anchor or one.percent or one.shares:
        return ""
    told = compared(one, table)
    same = [part for part in told if told[part] == "="]
    if same:
        return f"the {min(same, key=lambda part: not part.startswith('asked')).replace('-', ' ')}"
    likely = [f"{_SIZES[int(how)]} {part}" for part, how in told.items() if int(how) in _LIKELY]
    if likely:
        return ", ".join(likely[:2])
    return ("small" if int(told["base"]) <= 1 else "huge") if "base" in told else ""
