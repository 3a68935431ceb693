"""Hostile and honest replies in the form that the model is asked for: text with ids, a line each in lies.txt and
truths.txt."""

from pathlib import Path

from bot.model.gate import Gate
from bot.model.sheet import FactSheet
from tests.fakes.answers import CASES


def lines(name: str) -> list[tuple[str, str]]:
    """(case of tests/fakes/answers.py, reply) of each line."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        case, bar, reply = line.partition(" | ")
        if bar and not line.startswith("#"):
            found.append((case, reply.strip()))
    return found


def lies() -> list[tuple[str, str]]:
    """Replies of which nothing may be shown."""
    return lines("lies.txt")


def truths() -> list[tuple[str, str]]:
    """Replies that must be shown whole."""
    return lines("truths.txt")


def gates() -> dict[str, Gate]:
    """A gate over each of the hand-made answers, by case."""
    return {case: Gate(FactSheet(*make())) for case, make in CASES.items()}
