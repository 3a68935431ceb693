"""The coach's remark on the line just said: what it did, and one line that would serve better, or serves next."""

from collections.abc import Callable

from bot.practice import lines
from bot.practice.coach import hint
from bot.practice.dialogue import amount
from bot.practice.scenario import Scenario
from bot.practice.session import Practice, PracticeTurn
from bot.wording import listed

_REASONS = {
    "cost of living": "the cost of living",
    "forfeited": "what you leave behind",
    "competing": "the other offer",
}
Better = Callable[[Scenario], str]
"""Makes the line that would have done better."""


def remark(practice: Practice) -> str:
    """One or two sentences and a line on the last line, from what the candidate knows; "" before the first line, at
    the end, and in a drill, where the coach speaks anyway."""
    turn = practice.turns[-1]
    if turn.move is None or practice.over or practice.request.drill:
        return ""
    did, better = _did(practice.scenario, turn)
    if better is not None:
        return f'{did} Better: "{better(practice.scenario)}"'
    line = hint(practice.scenario, practice.state, turn.act).line
    return f'{did} Next: "{line}"'


def wished(practice: Practice, *, aside: bool) -> str:
    """The remark where the person wants one after each line. aside: the coach was spoken to, not the recruiter."""
    return remark(practice) if practice.request.remarks and not aside else ""


def _did(scenario: Scenario, turn: PracticeTurn) -> tuple[str, Better | None]:
    """What the line did, and what does better, None where the line was well said: the first that holds of what cost
    something, what counted, and what was asked."""
    move, act = turn.move, turn.act
    assert move is not None
    told: tuple[tuple[bool, str, Better | None], ...] = (
        (act.doing == "ask-back", "That line wasn't understood, and counted for nothing.", None),
        (act.doing in ("ignored", "language"), "That line changed nothing.", lines.open_questions),
        (bool(move.disclosures), "You let out a figure that they'll hold the offer to.", lines.private),
        (move.rude, "That was harsh, and it costs patience.", lines.no_threat),
        (bool(act.doubted), f"They don't believe {_named(act.doubted)}: it can't be checked, or doesn't fit.",
         lines.honest_leverage if "competing" in act.doubted else lines.near_the_top),
        (move.ultimatum, "An ultimatum puts them under pressure, and they give it nothing.", lines.no_threat),
        (bool(act.heard), f"That counted: {_named(act.heard)}.", None),
        (bool(act.stale), "They had heard that reason before, and it earned nothing again.", None),
        (act.far, "That ask lies far above the band; no reason carries it.", lines.near_the_top),
        (bool(move.packages), "You gave them a choice, which shows what you'd trade.", None),
        (move.conditional and bool(move.asks), "You tied a yes to it, which moves them most.", None),
        (bool(move.asks), f"You asked for {_asked(scenario, turn)}; no new reason was heard in it.", None),
        (bool(move.questions), "You asked, and gave nothing away.", None),
        (move.kind == "more", "You asked for more without a figure, which earns little.", lines.near_the_top),
        (move.warm, "That was warm, which helps a little.", None),
    )  # fmt: skip
    return next(((words, better) for holds, words, better in told if holds), ("That neither helped nor hurt.", None))


def _named(reasons: tuple[str, ...]) -> str:
    return listed([_REASONS.get(name, f"your {name}" if name in ("level", "impact") else name) for name in reasons])


def _asked(scenario: Scenario, turn: PracticeTurn) -> str:
    words = []
    for ask in turn.move.asks if turn.move else ():
        at = scenario.index(ask.part)
        if at is not None:
            part = scenario.parts[at]
            words.append(f"{amount(part, ask.amount, scenario.currency)[0]} ({part.label})")
    return listed(words) or "more"
