"""What a move earns: evidence that counts, forms of bargaining, and the patience it costs."""

from dataclasses import replace

from bot.practice.move import Move, Rationale
from bot.practice.scenario import Scenario
from bot.practice.state import TEMPERS, WHOLE, Act, State

_REASONS: dict[str, int] = {
    "market": 850,
    "impact": 700,
    "competing": 1000,
    "forfeited": 550,
    "level": 400,
    "cost of living": 150,
}
_VAGUE = 40
_CLAIMED, _SHOWN, _MOST_CLAIMED = 150, 350, 2
"""What a deed or a sum earns that nobody can look up: little at first, more once a question about it was answered;
only so many of them count."""
_UNGROUNDED, _TOLD = 250, 650
"""Thousandths of its worth that a form of bargaining (package, commitment) has while no reason holds behind it, and
with reasons that were asked about and told, but that nobody can look up."""
_PACKAGE, _CHOICES, _COMMITMENT, _SWAP, _QUESTION, _WARMTH, _LOWERED = 550, 700, 1000, 250, 120, 80, 150
_HARDNESS = {"warm-up": 1140, "realistic": 1000, "hard": 860}
"""Thousandths of what a move earns."""


def earn(scenario: Scenario, state: State, move: Move, before: tuple[int | None, ...]) -> tuple[State, Act]:
    """Authority released by a move, patience spent on it, and what counted."""
    used = set(state.used)
    gained, heard, stale, doubted = _reasons(scenario, used, move.reasons)
    probe = _probed(used, move)
    gained += _forms(scenario, state, used, move, before) * _grounds(used) // 1000
    gained = gained * _HARDNESS[scenario.difficulty] // 1000
    far = _far(scenario, move)
    spent = _spent(state, move, gained, doubted, before) + (1 if far else 0)
    extended, refused_time = False, False
    if move.time:
        extended, refused_time = not state.extended and state.phase != "final", state.extended
    state = replace(
        state,
        used=frozenset(used),
        earned=min(WHOLE, state.earned + gained),
        patience=state.patience - spent,
        extended=state.extended or extended,
        deadline=state.deadline + ((1 if scenario.difficulty == "hard" else 2) if extended else 0),
    )
    pay_unused = any(d.what == "pay" for d in move.disclosures) and scenario.rule.bans_history(scenario.today)
    wants = move.kind in ("more", "rationale", "decline") and not any(state.asks)
    return state, Act(
        "talk",
        heard=heard,
        stale=stale,
        doubted=doubted,
        topics=tuple(move.questions),
        extended=extended,
        no_more_time=refused_time,
        far=far,
        pay_unused=pay_unused,
        wants_figure=wants,
        probe=probe,
    )


def _grounds(used: set[str]) -> int:
    """Thousandths that a form of bargaining counts for, by what stands behind the asks."""
    if "ground:held" in used:
        return 1000
    return _TOLD if "ground:told" in used else _UNGROUNDED


def _probed(used: set[str], move: Move) -> str:
    """The reason to ask a question about: the first time that one is claimed which nobody can look up."""
    for reason in move.reasons:
        if reason.reason in _CLAIMABLE and reason.holds is None and f"probe:{reason.reason}" not in used:
            used.add(f"probe:{reason.reason}")
            return reason.reason
    return ""


_CLAIMABLE = ("impact", "forfeited", "level")


def _claimed(used: set[str], reason: Rationale) -> int:
    """What a claim earns that nobody can look up."""
    times = sum(key.startswith(f"{reason.reason}:") for key in used)
    if not reason.concrete or times >= _MOST_CLAIMED:
        return 0
    if f"probe:{reason.reason}" not in used:
        return _CLAIMED
    used.add("ground:told")
    return _SHOWN


def _reasons(
    scenario: Scenario, used: set[str], reasons: tuple[Rationale, ...]
) -> tuple[int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What reasons earn: the best of a line in full, the next by half, the others nothing (too many dilute)."""
    temper = TEMPERS[scenario.persona]
    gains: list[tuple[int, Rationale]] = []
    stale, doubted = [], []
    for reason in reasons:
        if reason.key in used:
            stale.append(reason.reason)
            continue
        worth = _REASONS.get(reason.reason, 0) if reason.concrete else min(_VAGUE, _REASONS.get(reason.reason, 0))
        if reason.reason in _CLAIMABLE and reason.holds is None and reason.concrete:
            worth = _claimed(used, reason)
        elif reason.holds is True:
            used.add("ground:held")
        if reason.holds is False or (reason.reason == "competing" and not reason.holds and reason.concrete):
            doubted.append(reason.reason)
            worth = 0
        elif reason.reason == "market":
            worth = worth * temper.market // 1000 // (1 if reason.holds or not reason.concrete else 4)
        elif reason.reason == "impact":
            worth = worth * temper.impact // 1000
        times = sum(1 for key in used if key.split(":")[0] == reason.key.split(":")[0] and key != reason.key)
        gains.append((worth // (times + 1) if times < 2 else 0, reason))
    gains.sort(key=lambda gain: -gain[0])
    total = 0
    heard = []
    for (worth, reason), share in zip(gains, (2, 1), strict=False):
        total += worth * share // 2
        used.add(reason.key)
        if worth > _VAGUE:
            heard.append(reason.reason)
    return total, tuple(heard), tuple(stale), tuple(doubted)


def _forms(scenario: Scenario, state: State, used: set[str], move: Move, before: tuple[int | None, ...]) -> int:
    """What the form of a move earns, each form once: a package, several to choose from, a commitment, a swap."""
    parts = {ask.part for ask in move.asks}
    worth = 0
    for key, happened, value in (
        ("form:package", len(parts) >= 2 or any(len(p) >= 2 for p in move.packages), _PACKAGE),
        ("form:choices", len(move.packages) >= 2, _CHOICES),
        ("form:commitment", move.conditional and bool(move.asks), _COMMITMENT),
        ("form:swap", bool(move.gives) and bool(move.asks), _SWAP),
        ("form:warmth", move.warm, _WARMTH),
    ):
        if happened and key not in used:
            used.add(key)
            worth += value
    for topic in move.questions:
        if f"question:{topic}" not in used and sum(key.startswith("question:") for key in used) < 3:
            used.add(f"question:{topic}")
            worth += _QUESTION
    lowered = any(
        was is not None and now is not None and now < was for was, now in zip(before, state.asks, strict=True)
    )
    if lowered and state.plan != scenario.opening and sum(key.startswith("lowered:") for key in used) < 2:
        used.add(f"lowered:{state.turn}")
        worth += _LOWERED
    return worth


def _spent(state: State, move: Move, gained: int, doubted: tuple[str, ...], before: tuple[int | None, ...]) -> int:
    spent = len(doubted) + (2 if move.ultimatum else 0) + (1 if move.rude else 0)
    empty = move.kind in ("more", "off-topic", "decline") or (
        move.kind in ("counter", "rationale") and state.asks == before
    )
    return spent + (1 if empty and gained <= _VAGUE and not move.time else 0)


def _far(scenario: Scenario, move: Move) -> bool:
    """Whether an ask is so far above the public band that no reason could carry it."""
    for ask in move.asks:
        at = scenario.index(ask.part)
        if at is not None and 2 * ask.amount > 3 * scenario.parts[at].top:
            return True
    return False
