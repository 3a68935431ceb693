"""An offer while it is put together from a letter: its fields so far, what to say aloud and what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.reading.letters.facts import LetterFigure
from bot.reading.terms import Doubt


@dataclass(slots=True)
class LetterSheet:
    """The offer so far: its fields, what to say aloud and what to ask. everything: all figures, those too that are
    no facts of the offer. within: kinds of pay that
    the base counts in. open: in words, what no year's sum is told for
    want of."""

    text: str
    facts: Sequence[LetterFigure]
    currency: str | None
    everything: Sequence[LetterFigure] = ()
    values: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    aloud: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    month: Decimal | None = None
    within: set[str] = field(default_factory=set)

    def of(self, *kinds: str) -> list[LetterFigure]:
        """The facts of these kinds, in order."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def ask(self, doubt: Doubt, open_: str) -> None:
        """Ask something without which no year's sum can be told."""
        self.doubts.append(doubt)
        self.open.append(open_)

    def put(self, name: str, value: Any, said: str) -> None:
        """Set a field, with the letter's words for it."""
        self.values[name] = value
        self.said.append((name, said))


def half_up(value: Decimal) -> int:
    """The nearest whole unit, halves up."""
    return int(value.to_integral_value(ROUND_HALF_UP))
