"""The debrief: what the candidate did well, what it brought, and what would have brought more."""

from collections.abc import Sequence

from bot.practice.report import Debrief
from bot.practice.session import Practice


def debrief(practice: Practice) -> Debrief:
    """The debrief of a practice that has ended."""
    raise NotImplementedError


def progress(reports: Sequence[Debrief]) -> list[dict[str, int | str | None]]:
    """One row a practice, oldest first: its process score, room captured and criteria by name."""
    return [{"practice": r.practice_id, "difficulty": r.difficulty, "process": r.process,
             "room_captured": r.outcome.room_captured} for r in reports]
