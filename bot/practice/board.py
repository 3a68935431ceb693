"""The board beside a practice: the standing offer, the history of asks and offers, the time left."""

from bot.answer import BandRow, PracticeBoard
from bot.languages.phrase import Paid, phrase
from bot.practice.scenario import Part, Scenario
from bot.practice.session import Practice

_PHRASES: dict[str, tuple[str, ...]] = {
    "open": ("lineExcited", "lineRoom", "lineLevel"),
    "discuss": ("lineWhatItTakes", "lineSignToday", "lineSigning"),
    "approval": ("lineUpstairs", "lineWhatTheySaid"),
    "final": ("lineAccept", "lineDecline", "lineWriting"),
    "closed": (),
    "walked": (),
}
"""Lines to send, by the talk's phase: phrases of the catalogues."""


def board(practice: Practice) -> PracticeBoard:
    """The board as both sides may see it: nothing the recruiter hides is on it."""
    scenario, state = practice.scenario, practice.state
    rows = tuple(
        _row(scenario, part, value, ask)
        for part, value, ask in zip(scenario.parts, state.amounts, state.asks, strict=True)
    )
    return PracticeBoard(
        practice_id=practice.id,
        phase="paused" if practice.paused else state.phase,
        turn=state.turn,
        turns_left=state.left,
        standing=rows,
        history=tuple(_history(practice)),
        quick_phrases=() if practice.over else tuple(map(phrase, _PHRASES[state.phase])),
    )


def _row(scenario: Scenario, part: Part, value: int, ask: int | None) -> BandRow:
    width = part.high - part.low
    position = max(0, min(100, 100 * (value - part.low) // width)) if width > 0 and not part.how else None
    return BandRow(
        component=part.name,
        label=part.named,
        text=phrase(
            "figure",
            amount=Paid(value=value, currency=scenario.currency, period=part.period, years=part.years),
        ),
        verbatim="" if part.how else part.source.text,
        low=value,
        high=value,
        currency=scenario.currency,
        period=part.period,
        years=part.years,
        user=ask,
        position=position,
        derived=bool(part.how),
        cite=f"{part.source.path}:{part.source.line}",
    )


def _history(practice: Practice) -> list[dict[str, int | str | None]]:
    """One row a turn: the asks and the offer by part, whole units, and what both said."""
    rows = []
    for turn in practice.turns:
        row: dict[str, int | str | None] = {
            "turn": turn.number,
            "phase": turn.phase,
            "user": turn.user,
            "recruiter": turn.said,
        }
        for part, value, ask in zip(practice.scenario.parts, turn.amounts, turn.asks, strict=True):
            row[f"{part.name}_offer"] = value
            row[f"{part.name}_ask"] = ask
        rows.append(row)
    return rows
