"""A candidate's move: what one line of theirs does at the table, whoever read it."""

from dataclasses import dataclass
from typing import Literal

from bot.practice.scenario import PartName, Term

Kind = Literal[
    "accept",  # takes the standing offer, in so many words
    "confirm",  # says yes to what was read back
    "conditional",  # would accept if the asks were met
    "decline",  # doesn't take the standing offer, stays at the table
    "walk",  # leaves
    "counter",  # asks for figures: one part, or several as a package
    "choices",  # several packages to choose from
    "more",  # asks for more without a figure
    "question",  # asks something
    "rationale",  # gives reasons without asking for anything
    "disclosure",  # lets out the floor or the pay, and nothing else
    "time",  # asks for time
    "ultimatum",  # take it or leave it
    "warmth",  # thanks, enthusiasm, and nothing else
    "answer",  # answers the recruiter's question, with nothing that bargains
    "off-topic",  # something else
    "other-language",  # another language than the practice is held in
    "injection",  # tries to instruct the program instead of the recruiter
    "unclear",  # can't be told for sure: the recruiter asks back
]
Topic = Literal[
    "band",
    "level",
    "vesting",
    "timeline",
    "flexibility",
    "bonus",
    "equity",
    "start date",
    "relocation",
    "benefits",
    "process",
    "equity value",
    "refresher",
    "signing",
    "remote",
    "how decided",
    "review",
    "visa",
    "clawback",
    "time off",
    "team",
    "final",
    "how it is paid",
    "travel",
    "hours",
    "leaving",
    "the whole",
    "contract",
    "call",
    "other",
    "unsure",
]
Reason = Literal["market", "impact", "competing", "forfeited", "level", "cost of living", "need", "internal"]


@dataclass(frozen=True, slots=True)
class FigureAsk:
    """One figure asked for, in the part's own unit (per year, the whole grant, or once), or a percentage.

    assumed: what was assumed on the way from the words to the figure, to be read back ("over 4 years").
    """

    part: PartName | Literal["total", "bonus"]
    amount: int
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Rationale:
    """A reason given. concrete: it names a figure, a deed or a source, not just the word for it.

    key: what makes it new ("market:base:240000", "competing:acme"); the same key twice earns nothing.
    holds: whether it agrees with the guide or the scenario; None where neither can tell.
    """

    reason: Reason
    concrete: bool
    key: str
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The candidate's own lowest figure or pay, let out: part "base" or "total" (per year), whole units."""

    what: Literal["floor", "pay"]
    part: str
    amount: int


@dataclass(frozen=True, slots=True)
class Move:
    """One line as it was understood.

    asks: the figures of a counter or of a conditional acceptance. packages: each a tuple of asks, for choices.
    gives: parts the candidate offers to lower, to what, in exchange for the asks. terms: terms asked for.
    unclear: why the recruiter must ask back, a short clause; reading: the move it would be if they say yes.
    ranged: an ask was given as a range, and a recruiter hears its low end. about: parts named without a figure.
    perhaps: what it may hold besides ("flags:warm"), so that nobody says it isn't there.
    recap, writing: the line sums the package up, or asks for it in writing.
    """

    kind: Kind
    asks: tuple[FigureAsk, ...] = ()
    packages: tuple[tuple[FigureAsk, ...], ...] = ()
    gives: tuple[FigureAsk, ...] = ()
    terms: tuple[Term, ...] = ()
    reasons: tuple[Rationale, ...] = ()
    questions: tuple[Topic, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    conditional: bool = False
    ultimatum: bool = False
    warm: bool = False
    rude: bool = False
    time: bool = False
    recap: bool = False
    writing: bool = False
    ranged: bool = False
    about: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    unclear: str = ""
    reading: "Move | None" = None

    def hardly_tells(self, reason: str) -> bool:
        """Whether a reason was heard beside something else and isn't sure: nothing is said to it then."""
        return self.kind != "rationale" and f"unsure:reasons:{reason.partition(' ')[0]}" in self.perhaps
