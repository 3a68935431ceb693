"""The recruiter's state between two moves, and what it does next: what dialogue and debrief are made from."""

from dataclasses import dataclass
from typing import Literal

from bot.practice.move import Disclosure, FigureAsk
from bot.practice.scenario import Persona

Phase = Literal["open", "discuss", "approval", "final", "closed", "walked"]
Amounts = tuple[int, ...]
WHOLE = 10_000
"""Authority is counted in ten-thousandths of the span."""
PATIENCE: dict[str, int] = {"warm-up": 2, "realistic": 0, "hard": -1}


@dataclass(frozen=True, slots=True)
class Temper:
    """How a persona bargains: patience (moves without substance it bears), discretion (what it may give
    without approval, of the span), and thousandths by which it weighs market and impact."""

    patience: int
    discretion: int
    market: int
    impact: int
    vesting: int


TEMPERS: dict[Persona, Temper] = {
    "friendly": Temper(6, 1800, 1000, 1000, 2500),
    "by-the-book": Temper(5, 1000, 1150, 900, WHOLE),
    "hiring-manager": Temper(5, 2500, 950, 1150, 2000),
    "founder": Temper(4, WHOLE, 950, 1100, 1000),
}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An offer the recruiter made: what can be accepted is in this ledger and nowhere else."""

    id: int
    turn: int
    amounts: Amounts
    terms: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A negotiation between two moves.

    earned: released authority, of the span; formed: what of it forms of bargaining brought. plan: the package the
    recruiter would have made without knowing the candidate's floor; amounts: the standing offer. asks: the live ask
    for each part. told: floors (and, where it may be used, pay) let out. promised: topics to be looked up until the
    next turn. used: evidence and kinds of move that have already earned.
    """

    amounts: Amounts
    plan: Amounts
    asks: tuple[int | None, ...]
    deadline: int
    patience: int
    approved: int
    phase: Phase = "open"
    turn: int = 0
    earned: int = 0
    formed: int = 0
    used: frozenset[str] = frozenset()
    told: tuple[Disclosure, ...] = ()
    terms: tuple[str, ...] = ()
    pending: bool = False
    pending_final: bool = False
    extended: bool = False
    ledger: tuple[LedgerEntry, ...] = ()
    made: tuple[tuple[int, tuple[int | None, ...]], ...] = ()
    promised: tuple[str, ...] = ()
    deal: int | None = None
    ended: Literal["", "agreed", "candidate", "expired", "stopped"] = ""

    @property
    def over(self) -> bool:
        return self.phase in ("closed", "walked")

    @property
    def left(self) -> int:
        """How many times the candidate may still speak."""
        return 0 if self.over else max(0, self.deadline - self.turn)


Doing = Literal[
    "over",
    "ask-back",
    "ignored",
    "language",
    "steer",
    "deal",
    "confirm",
    "walked",
    "expired",
    "offer",
    "agree",
    "approval",
    "hold",
    "final",
    "final-stays",
    "talk",
]


@dataclass(frozen=True, slots=True)
class Act:
    """What the recruiter does, for the dialogue to word. It holds no cap, no budget and no authority.

    raised, lowered, stuck: parts by name. returned: approval came back with this turn. heard: reasons that
    counted; stale: reasons heard before; doubted: claims that don't agree with guide or scenario. kept: topics looked
    up since the last turn; recalled: the reason told earlier that an approval rests on. sized: the claim that is
    asked about came with its figure; chosen: of several packages the one that is easiest to give.
    """

    doing: Doing
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    returned: bool = False
    final: bool = False
    heard: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    extended: bool = False
    no_more_time: bool = False
    why: str = ""
    wants_figure: bool = False
    far: bool = False
    pay_unused: bool = False
    probe: str = ""
    kept: tuple[str, ...] = ()
    recalled: str = ""
    sized: bool = False
    chosen: tuple[FigureAsk, ...] = ()
