"""A recruiter's line: its words, and the only figures they may hold. It has no room for what the recruiter hides."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.languages.phrase import Phrase, Phrased
from bot.practice.scenario import Persona
from bot.practice.state import Phase, State

_SPEAKERS: dict[Persona, str] = {
    "friendly": "a warm recruiter who likes the candidate and has limits to keep",
    "by-the-book": "a correct recruiter who follows the compensation framework",
    "hiring-manager": "the hiring manager, plain-spoken, who wants the candidate on the team",
    "founder": "a founder who decides alone, direct and careful with money",
}


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure a line may say: of which part, and in which unit.

    currency with period ("year", "month", "grant" over years, "once"), or unit "percent", "turns", "weeks", "months".
    """

    part: str
    amount: int | Decimal
    currency: str | None = None
    period: Literal["year", "month", "grant", "once"] | None = None
    years: int | None = None
    unit: Literal["percent", "turns", "weeks", "months", "years"] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a line may be made from: the standing offer and the clock. No plan, no authority, no cap, no budget.
    later: the day to decide by was moved. asked: a figure was asked for; rivals: other offers were spoken of."""

    amounts: tuple[int, ...]
    phase: Phase
    turn: int
    left: int
    over: bool
    offers: int
    later: bool = False
    asked: bool = False
    rivals: bool = False

    @classmethod
    def of(cls, state: State) -> "Shown":
        return cls(
            state.amounts, state.phase, state.turn, state.left, state.over, len(state.ledger), state.extended,
            any(ask is not None for ask in state.asks), any(key.startswith("competing:") for key in state.used),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecruiterLine:
    """What the recruiter says. text: from templates; figures: every figure it may hold, and no other.

    doing: what the line does ("offer", "hold", "final", ...), so that other words do the same. phrases: which ones of
    the catalogues it is, where the coach speaks (in a drill with the recruiter's line in one).
    """

    text: str
    figures: tuple[SaidFigure, ...]
    persona: Persona
    doing: str
    phrases: tuple[Phrase, ...] = ()

    @property
    def said(self) -> str:
        """Its words; the coach's know which phrases they are."""
        return Phrased(self.text, self.phrases) if self.phrases else self.text

    @property
    def speaker(self) -> str:
        """Who speaks, in a phrase, for whoever words the line."""
        return _SPEAKERS[self.persona]
