"""What the candidate's words do at the table: one line of theirs read into a Move."""

import re
from dataclasses import dataclass

from ingest.numbers import mentions

from bot.practice.move import Ask, Move
from bot.practice.recruiter import Act, State
from bot.practice.scenario import Part, Scenario


@dataclass(frozen=True, slots=True)
class View:
    """What a line is read against: the parts on the table, the standing offer, and what was asked back."""

    scenario: Scenario
    amounts: tuple[int, ...]
    asks: tuple[int | None, ...]
    doing: str
    asked: Move | None
    parts: tuple[Part, ...] = ()


def view(scenario: Scenario, state: State, act: Act, last: Move | None) -> View:
    """The view after the recruiter's last act."""
    return View(scenario, state.amounts, state.asks, act.doing, last if act.doing == "ask-back" else None,
                scenario.parts)


def read(text: str, seen: View) -> Move:
    """One line as a Move."""
    if re.fullmatch(r"\s*(yes,? )?i (gladly )?accept( the offer| it)?[.! ]*", text, re.IGNORECASE):
        return Move("accept")
    asks = tuple(Ask("base", int(m.low)) for m in mentions(text) if m.kind == "money")
    return Move("counter", asks=asks[:1]) if asks else Move("more")
