"""The coach's hints: what to do next, from what the candidate knows."""

from bot.practice.recruiter import Act, State
from bot.practice.scenario import Scenario


def advice(scenario: Scenario, state: State, act: Act) -> str:
    """A hint for the state of the talk."""
    return "Ask for a figure on more than one part, and say why."
