"""An amount of a line as it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeardFigure:
    """An amount of a line as it was read. role: "ask", "give", "claim", "pay", "floor"; low, high: the level."""

    role: str
    part: str
    low: int | float
    high: int | float
    period: str | None
    operation: str
    sure: float
    index: int
