"""The coach's remark on the line just said: what it did, and one thing that would serve better."""

from bot.practice.coach import advice
from bot.practice.dialogue import amount
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, Turn
from bot.wording import listed

_REASONS = {
    "cost of living": "the cost of living",
    "forfeited": "what you leave behind",
    "competing": "the other offer",
}


def remark(practice: Practice) -> str:
    """One or two sentences on the last line, from what the candidate knows; "" before the first line and at the end."""
    turn = practice.turns[-1]
    if turn.move is None or practice.over:
        return ""
    return f"{_did(practice.scenario, turn)} {advice(practice.scenario, practice.state, turn.act)}"


def _did(scenario: Scenario, turn: Turn) -> str:
    """What the line did: the first that holds of what cost something, what counted, and what was asked."""
    move, act = turn.move, turn.act
    assert move is not None
    told = (
        (act.doing == "ask-back", "That line wasn't understood, and counted for nothing."),
        (act.doing in ("ignored", "language"), "That line changed nothing."),
        (bool(move.disclosures), "You let out a figure that they'll hold the offer to."),
        (move.rude, "That was harsh, and it costs patience."),
        (bool(act.doubted), f"They don't believe {_named(act.doubted)}: it can't be checked, or doesn't fit."),
        (bool(act.heard), f"That counted: {_named(act.heard)}."),
        (bool(act.stale), "They had heard that reason before, and it earned nothing again."),
        (act.far, "That ask lies far above the band; no reason carries it."),
        (bool(move.packages), "You gave them a choice, which shows what you'd trade."),
        (move.conditional and bool(move.asks), "You tied a yes to it, which moves them most."),
        (bool(move.asks), f"You asked for {_asked(scenario, turn)}, with no new reason."),
        (bool(move.questions), "You asked, and gave nothing away."),
        (move.kind == "more", "You asked for more without a figure, which earns little."),
        (move.warm, "That was warm, which helps a little."),
    )
    return next((words for holds, words in told if holds), "That neither helped nor hurt.")


def _named(reasons: tuple[str, ...]) -> str:
    return listed([_REASONS.get(name, f"your {name}" if name in ("level", "impact") else name) for name in reasons])


def _asked(scenario: Scenario, turn: Turn) -> str:
    words = []
    for ask in turn.move.asks if turn.move else ():
        at = scenario.index(ask.part)
        if at is not None:
            part = scenario.parts[at]
            words.append(f"{amount(part, ask.amount, scenario.currency)[0]} ({part.label})")
    return listed(words) or "more"
