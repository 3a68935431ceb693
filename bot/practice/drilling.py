"""A drill played: its rounds through the practice's own turns, so that every channel shows and keeps it alike."""

from dataclasses import replace
from datetime import date

from bot.languages.phrase import Paid, Phrased, phrase
from bot.practice import moves, recruiter
from bot.practice.dialogue import begun_in_capitals, package
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
    opening = _says(request.drill, scenario, state.amounts, 0)
    words = phrase("drillBegins", drill=called(request.drill), aim=aim(request.drill, scenario), line=opening)
    return request, scenario, secrets, state, Act(_doing(request.drill)), _line(words, scenario, state.amounts)


def called(name: str) -> Phrased:
    """What a drill is called."""
    return phrase(f"drill-{name}")


def aim(name: str, scenario: Scenario) -> Phrased:
    """What to do in a drill."""
    return phrase(f"drillAim-{name}", rival=_rival(scenario) if name == "rival" else "")


def _rival(scenario: Scenario) -> Phrased | str:
    """The offer held for a drill, in words."""
    other = next((one for one in scenario.others if one.base and one.company), None)
    if other is None or not other.base or not other.company:
        return ""
    base = scenario.parts[0]
    held_there = Paid(value=other.base, currency=scenario.currency, period=base.period, years=base.years)
    return phrase("drillRival", company=other.company, base=held_there)


def _line(words: Phrased, scenario: Scenario, amounts: Amounts) -> RecruiterLine:
    return RecruiterLine(words, package(scenario, amounts)[1], scenario.persona, "drill", words.phrases)


def _doing(name: str) -> Doing:
    return "agree" if name == "closing" else "final" if name == "final" else "talk"


def _says(name: str, scenario: Scenario, amounts: Amounts, number: int) -> str:
    return begun_in_capitals(drills()[name].says[number].replace("{package}", package(scenario, amounts)[0]))


def answered(name: str, scenario: Scenario, state: State, move: Move, met: int) -> tuple[State, Act, RecruiterLine]:
    """A round of a drill. met: rounds before it in which the aim was met."""
    if move.kind in ("unclear", "injection"):
        again = phrase("drillUnheard", line=_says(name, scenario, state.amounts, state.turn))
        return state, Act("ask-back", why=move.unclear), _line(again, scenario, state.amounts)
    well = held(name, scenario, state, move)
    after = noted(scenario, state, move)
    done = phrase("drillDone", met=met + well, rounds=ROUNDS)
    then = done if after.over else _says(name, scenario, state.amounts, after.turn)
    words = phrase("drillWord", word=phrase(f"drill{'Held' if well else 'Missed'}-{name}"), line=then)
    return after, Act(_doing(name), heard=(MET,) if well else ()), _line(words, scenario, state.amounts)


def seen(scenario: Scenario, state: State, act: Act, said: str) -> moves.View:
    """What a line of a drill is read against: what the recruiter has just said, without the coach's words."""
    return moves.view(scenario, state, act, None, said.rsplit("\n\n", maxsplit=1)[-1])


def session(name: str, turns: list[Act]) -> Session:
    """A drill that has ended, for what is due next."""
    return Session(name, sum(MET in act.heard for act in turns))
