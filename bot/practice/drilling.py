"""A drill played: its rounds through the practice's own turns, so that every channel shows and keeps it alike."""

from dataclasses import replace
from datetime import date

from bot.practice import moves, recruiter
from bot.practice.dialogue import amount, package
from bot.practice.draw import draw
from bot.practice.drills import ROUNDS, Session, drills, held, noted, rival
from bot.practice.line import RecruiterLine
from bot.practice.move import Move
from bot.practice.scenario import Guides, Request, Scenario, Secrets
from bot.practice.state import Act, Amounts, Doing, State

MET = "drill"
"""Among what counted of a turn: its line did what the drill is for."""


def begun(
    request: Request, facts: Guides, today: date | None
) -> tuple[Request, Scenario, Secrets, State, Act, RecruiterLine]:
    """What a drill starts from. Raises BadInput (see bot.practice.draw)."""
    scenario, secrets = draw(request, facts, today)
    request = request.model_copy(update={"seed": scenario.seed})
    if request.drill == "rival" and not request.others:
        request = request.model_copy(update={"others": (rival(scenario),)})
        scenario, secrets = draw(request, facts, today)
    state = replace(recruiter.begin(scenario), deadline=ROUNDS)
    drill = drills()[request.drill]
    text = f"Drill: {drill.label}. {drill.aim}\n\n{_says(request.drill, scenario, state.amounts, 0)}"
    figures = package(scenario, state.amounts)[1]
    line = RecruiterLine(_filled(text, scenario, state.amounts), figures, scenario.persona, "drill")
    return request, scenario, secrets, state, Act(_doing(request.drill)), line


def _doing(name: str) -> Doing:
    return "agree" if name == "closing" else "final" if name == "final" else "talk"


def _says(name: str, scenario: Scenario, amounts: Amounts, number: int) -> str:
    return _filled(drills()[name].says[number], scenario, amounts)


def _filled(text: str, scenario: Scenario, amounts: Amounts) -> str:
    other = next((one for one in scenario.others if one.base and one.company), None)
    held_there = ""
    if other is not None and other.base:
        held_there = f"{other.company}, {amount(scenario.parts[0], other.base, scenario.currency)[0]} base, in writing"
    return text.replace("{package}", package(scenario, amounts)[0]).replace("{rival}", held_there)


def answered(name: str, scenario: Scenario, state: State, move: Move, met: int) -> tuple[State, Act, RecruiterLine]:
    """A round of a drill. met: rounds before it in which the aim was met."""
    drill = drills()[name]
    if move.kind in ("unclear", "injection"):
        text = (
            f"Coach: I didn't understand that line; say it again.\n\n{_says(name, scenario, state.amounts, state.turn)}"
        )
        return state, Act("ask-back", why=move.unclear), RecruiterLine(text, (), scenario.persona, "drill")
    well = held(name, scenario, state, move)
    after = noted(scenario, state, move)
    words = f"Coach: {drill.held if well else drill.missed}"
    if after.over:
        words += f"\n\nThat was the drill: {met + well} of {ROUNDS} lines did what it is for."
    else:
        words += f"\n\n{_says(name, scenario, state.amounts, after.turn)}"
    figures = package(scenario, state.amounts)[1]
    return (
        after,
        Act(_doing(name), heard=(MET,) if well else ()),
        RecruiterLine(words, figures, scenario.persona, "drill"),
    )


def seen(scenario: Scenario, state: State, act: Act, said: str) -> moves.View:
    """What a line of a drill is read against: what the recruiter has just said, without the coach's words."""
    return moves.view(scenario, state, act, None, said.rsplit("\n\n", maxsplit=1)[-1])


def session(name: str, turns: list[Act]) -> Session:
    """A drill that has ended, for what is due next."""
    return Session(name, sum(MET in act.heard for act in turns))
