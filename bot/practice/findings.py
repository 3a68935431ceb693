"""What a rule finds in a transcript, and the transcript as the rules look at it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from bot.answer import Citation
from bot.languages.phrase import Phrase, Phrased
from bot.practice.evidence import NAMES
from bot.practice.move import Move, Rationale, Topic
from bot.practice.moves import TOPICS
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, PracticeTurn
from ingest.guide.types import Source

Standing = Literal["good", "partly", "missed", "not observed"]


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What one rule found: its standing, a score 0..100 (None: not observed), the turn, and a better line.

    absent: it says that something wasn't heard, which can't be told where a line wasn't understood.
    """

    state: Standing
    score: int | None
    found: Phrased
    turn: PracticeTurn | None = None
    better: str = ""
    citation: Citation | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """A practice as the rules look at it: only the turns that counted, each with its move.

    unheard: lines that weren't understood: they count for nothing, and nothing is called absent because of them.
    """

    practice: Practice
    turns: tuple[tuple[PracticeTurn, Move], ...]
    unheard: tuple[PracticeTurn, ...] = ()

    @property
    def scenario(self) -> Scenario:
        return self.practice.scenario

    def first(self, wanted: Callable[[Move], object]) -> tuple[PracticeTurn, Move] | None:
        return next(((turn, move) for turn, move in self.turns if wanted(move)), None)

    def perhaps(self, what: str) -> bool:
        """Whether a line may hold such a thing without being taken to: "flags:warm", or "reasons" for any of them."""
        return any(one == what or one.startswith(f"{what}:") for _, move in self.turns for one in move.perhaps)

    def unsure(self, what: str) -> bool:
        """Whether such a thing was heard in a line without being sure: "asks"."""
        return any(not sure(move, what) for _, move in self.turns)

    @property
    def unread_figure(self) -> bool:
        """Whether a line with a figure may have asked for it, or told it, without being heard to: nobody is then said
        to have asked for less than they did, or to have kept a figure back."""
        lines = ((turn.user, move) for turn, move in self.turns)
        waiting = any(any(c.isdigit() for c in turn.user) for turn in self.unheard)
        return waiting or any(any(c.isdigit() for c in said) and _passed_over(move) for said, move in lines)

    @property
    def asking(self) -> tuple[tuple[PracticeTurn, Move], ...]:
        return tuple((t, m) for t, m in self.turns if m.asks or m.packages)


def _passed_over(move: Move) -> bool:
    """Whether nothing was surely made of the figures of a line."""
    if move.asks or move.packages or move.gives or move.terms or move.disclosures or move.kind in ("accept", "time"):
        return False
    if move.kind == "question":
        return "unsure" in move.questions
    surely = any(one.concrete and sure_reason(move, one) for one in move.reasons)
    return not (move.kind == "rationale" and surely and sure(move, "kind"))


def transcript(practice: Practice) -> Transcript:
    """The counted turns of a practice."""
    counted, last = [], 0
    for turn in practice.turns[1:]:
        if turn.move is not None and turn.number > last:
            counted.append((turn, turn.move))
            last = turn.number
    return Transcript(practice, tuple(counted), unheard(practice))


def unheard(practice: Practice) -> tuple[PracticeTurn, ...]:
    """The turns whose line wasn't understood, also where that was mended a line later."""
    return tuple(
        turn for turn in practice.turns[1:] if turn.move is not None and turn.move.kind in ("unclear", "other-language")
    )


def sure(move: Move, what: str) -> bool:
    """Whether what was heard may be told: "kind", "asks", "flags:if-then", "reasons:impact"."""
    return f"unsure:{what}" not in move.perhaps


def sure_reason(move: Move, reason: Rationale) -> bool:
    """Whether a reason that was heard may be told."""
    labels = [label for label, name in NAMES.items() if name == reason.reason]
    return all(sure(move, f"reasons:{label}") for label in labels)


def sure_topic(move: Move, topic: Topic) -> bool:
    """Whether it may be told that a line asked about a topic: surely a question, of a topic named or surely heard."""
    labels = [f"unsure:questions:{label}" for label, name in TOPICS.items() if name == topic]
    return not {"unsure:questions", "questions:guessed", *labels} & set(move.perhaps)


def cite(scenario: Scenario, source: Source) -> Citation:
    """A guide's place as a citation."""
    return Citation(
        id=f"{source.path}:{source.line}",
        path=source.path,
        line=source.line,
        section=source.section,
        text=source.text,
        company=scenario.company,
        role=scenario.role,
        title=scenario.guide_title,
        date=scenario.guide_date,
    )


def called(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Parts of pay, terms and topics as a sentence names them."""
    return tuple(Phrase(name=f"named-{name.replace(' ', '-')}") for name in names)


def not_observed(why: Phrased) -> RuleFinding:
    return RuleFinding("not observed", None, why)


def not_heard(what: Phrased) -> RuleFinding:
    """Nothing to judge, since no such thing was heard."""
    return RuleFinding("not observed", None, what, absent=True)


def graded(
    value: int, found: Phrased, turn: PracticeTurn | None = None, better: str = "", citation: Citation | None = None
) -> RuleFinding:
    state: Standing = "good" if value >= 80 else "partly" if value >= 30 else "missed"
    return RuleFinding(state, value, found, turn, "" if state == "good" else better, citation)
