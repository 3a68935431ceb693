"""An Answer as plain text: for a terminal's pipe, a log, an e-mail or a screen reader."""


import re
from collections.abc import Iterable, Sequence

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    PracticeBoard,
    Script,
    Suggestions,
    Text,
    Warning_,
)  # fmt: skip


def plain(answer: Answer) -> str:
    """The whole answer, its citations numbered in order of first use and listed at the end."""
    numbers: dict[str, int] = {}
    parts = [text for block in answer.blocks if (text := block_text(block, numbers))]
    known = {citation.id: citation for citation in answer.citations}
    listed = []
    for id_, number in numbers.items():
        if (one := known.get(id_)) is not None:
            dated = f", {one.date.isoformat()}" if one.date else ""
            section = f", {one.section}" if one.section else ""
            listed.append(f"[{number}] {one.title or one.path} ({one.path}:{one.line}{section}{dated})")
    if listed:
        parts.append("Sources:\n" + "\n".join(listed))
    return "\n\n".join(parts)


def block_text(block: Block, numbers: dict[str, int] | None = None) -> str:
    """One block; numbers keeps each citation id's number and grows."""
    numbers = {} if numbers is None else numbers
    match block:
        case Text():
            return _unmarked(block.text) + _marks(block.cites, numbers)
        case BandCard():
            return _card(block, numbers)
        case Comparison():
            note = f"\n{block.note}" if block.note else ""
            return (
                f"{block.title}{_marks(block.cites, numbers)}\n{_table([block.columns, *block.rows], block.best)}{note}"
            )
        case OfferGauge():
            return _gauge(block, numbers)
        case LeverBlock():
            return f"{block.title}{_marks((block.cite,), numbers)}\n{_unmarked(block.why)}\n\n{_quoted(block.script)}".strip()
        case Script():
            return f"{block.title}{_marks(block.cites, numbers)}\n{_quoted(block.text)}"
        case Email():
            return f"Subject: {block.subject}{_marks(block.cites, numbers)}\n\n{block.body}"
        case Warning_():
            return f"Note: {_unmarked(block.text)}" + _marks((block.cite,), numbers)
        case Suggestions():
            lead = "Choose one" if block.choices else "You could ask"
            return f"{lead}:\n" + "\n".join(f"- {item}" for item in block.items) if block.items else ""
        case PracticeBoard():
            return _board(block)


def _unmarked(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text)


def _marks(cites: Iterable[str], numbers: dict[str, int]) -> str:
    found = [numbers.setdefault(cite, len(numbers) + 1) for cite in dict.fromkeys(cites) if cite]
    return " " + "".join(f"[{number}]" for number in found) if found else ""


def _quoted(text: str) -> str:
    return "\n".join(f"  {line}" if line.strip() else "" for line in text.splitlines())


def _table(rows: Sequence[Sequence[str]], best: int | None = None) -> str:
    """Columns side by side; the leading row is marked."""
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(max(len(row) for row in rows))]
    lines = []
    for number, row in enumerate(rows):
        mark = "> " if best is not None and number == best + 1 else "  "
        lines.append((mark + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))).rstrip())
    lines.insert(1, "  " + "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _card(card: BandCard, numbers: dict[str, int]) -> str:
    level = f", level {card.level}" if card.level else ""
    dated = f" (guide of {card.date.isoformat()})" if card.date else ""
    width = max((len(row.label) for row in card.rows), default=0)
    lines = [
        f"  {row.label.ljust(width)}  {row.text}{' (derived)' if row.derived else ''}{_marks((row.cite,), numbers)}"
        for row in card.rows
    ]
    return "\n".join([f"{card.role} at {card.company}, {card.region}{level}{dated}", *lines])


def _gauge(gauge: OfferGauge, numbers: dict[str, int]) -> str:
    lines = ["Your offer beside the band:" if gauge.rows else "Your offer by year:"]
    for row in gauge.rows:
        yours = "" if row.user is None else f", yours {row.user:,}{'%' if row.unit == 'percent' else ''}"
        at = "" if row.position is None else f" ({row.position}% of the way up)"
        lines.append(f"  {row.label}: band {row.text}{yours}{at}{_marks((row.cite,), numbers)}")
    if gauge.years:
        columns = ("base", "equity", "bonus", "signing", "refresher", "total")
        used = [c for c in columns if any(getattr(year, c) for year in gauge.years)]
        head = (f"Year ({gauge.currency})" if gauge.currency else "Year", *(c.capitalize() for c in used))
        lines.append(_table([head, *((str(y.year), *(f"{getattr(y, c):,}" for c in used)) for y in gauge.years)]))
    lines += [f"Unknown: {', '.join(gauge.unknown)}"] if gauge.unknown else []
    lines += [f"Assumed: {one}" for one in gauge.assumptions]
    return "\n".join(lines)


def _board(board: PracticeBoard) -> str:
    left = "" if board.turns_left is None else f", {board.turns_left} left"
    lines = [f"Practice, {board.phase}, turn {board.turn}{left}"]
    return "\n".join([*lines, *(f"  {row.label}: {row.text}" for row in board.standing)])
