"""The debrief as data: process and outcome apart, each finding with its turn, its better line and what it rests on."""

from typing import Literal

from bot.answer import Citation, Frozen, OfferYear, Worded


class Study(Frozen):
    """Published work a criterion rests on."""

    authors: str
    year: int
    title: str
    where: str
    says: str

    @property
    def text(self) -> str:
        return f"{self.authors} ({self.year}), {self.title}, {self.where}"


class Criterion(Worded):
    """One point of process. state "not observed": it didn't come up, and counts for nothing (score None).

    score: 0..100. turn, quote: where it was found. found: what happened; better: a line that would have been
    better, where there is one. It rests on a guide (citation), a study, or both.
    """

    name: str
    label: str
    state: Literal["good", "partly", "missed", "not observed"]
    score: int | None
    weight: int
    turn: int | None = None
    quote: str = ""
    found: str
    better: str = ""
    citation: Citation | None = None
    study: Study | None = None


class Point(Frozen):
    """One exchange: what was said, and what asks and offer come to over four years, whole units; None where not set.
    turn: its number, the same for lines that were read back first."""

    turn: int
    ask: int | None
    offer: int
    said: str
    answered: str
    phase: str


class PartOutcome(Worded):
    """One part at the end: opening, standing or agreed, the most there was, and the guide's line behind it."""

    part: str
    label: str
    opening: int
    reached: int
    most: int
    band_low: int
    band_high: int
    how: str
    citation: Citation


class TermOutcome(Frozen):
    """A term beside pay at the end: whether it was granted, what it costs the company (below nothing where it suits
    both) and brings the candidate, once, in whole units; how one asks for it. Rehearsal figures, in no guide."""

    name: str
    granted: bool
    costs: int
    brings: int
    asked: str


class Outcome(Worded):
    """What came of it. Money in whole units of currency; *_four_years count base with its bonus, equity, signing
    and the rest over four years. room_captured: percent of what the recruiter could still give, None without room.
    left: what the best package the budget allows would have brought more.
    """

    agreed: bool
    ended: str
    currency: str
    opening_four_years: int
    reached_four_years: int
    best_four_years: int
    room_captured: int | None
    left: int
    parts: tuple[PartOutcome, ...]
    best: tuple[tuple[str, int], ...]
    years: tuple[OfferYear, ...]
    opening_years: tuple[OfferYear, ...]
    terms: tuple[str, ...] = ()
    issues: tuple[TermOutcome, ...] = ()
    assumptions: tuple[str, ...] = ()


class Counterfactual(Worded):
    """The same seed with one move changed, as the engine played it. gain: over four years, whole units."""

    turn: int
    instead_of: str
    line: str
    gain: int
    reached_four_years: int
    agreed: bool
    text: str


class Debrief(Worded):
    """A whole debrief. process: 0..100, None when nothing was observed. chart_svg: inline, with title and desc.
    unheard: lines that weren't understood, as said; they count for nothing. beside: what was
    got and left of the terms beside pay, in words. drill: the name of the one skill that
    it was about, "" for a whole call."""

    practice_id: str
    company: str
    role: str
    region: str
    level: str | None
    difficulty: str
    persona: str
    seed: int
    jurisdiction: str
    jurisdiction_note: str
    process: int | None
    summary: str
    criteria: tuple[Criterion, ...]
    outcome: Outcome
    counterfactuals: tuple[Counterfactual, ...]
    points: tuple[Point, ...]
    chart_svg: str
    again: tuple[str, ...] = ()
    again_labels: tuple[str, ...] = ()
    drill: str = ""
    unheard: tuple[str, ...] = ()
    beside: str = ""
