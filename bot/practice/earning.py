"""What a move earns: evidence that counts, forms of bargaining, and the patience it costs."""

from dataclasses import replace

from bot.practice.evidence import CLAIMABLE, HOLLOW
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
_CLAIMED, _SHOWN = 150, 350
"""What a deed or a sum earns that nobody can look up: little when it is claimed, more once a question about it was
answered, and its full worth where a figure of the guide stands beside it: somebody whose figures hold is believed."""
_MOST_CLAIMED, _MOST_BELIEVED = 2, 3
"""How many claims of a kind count, by themselves and beside a figure that holds."""
_UNGROUNDED, _TOLD = 150, 650
"""Thousandths of its worth that a form of bargaining (package, commitment) has while no reason holds behind it, and
with reasons that were asked about and told, but that nobody can look up. Every form there is comes to 3,000: a call
of forms alone then takes 450, a ninth of the smallest room, and with TIME_SHARE beside it stays under 15 %."""
_LOST = 2
"""Claims nobody can mean, after which nothing that can't be looked up is believed; one already takes _TOLD away."""
_FORMS: dict[str, int] = {
    "form:package": 550, "form:choices": 700, "form:commitment": 1000, "form:swap": 250, "form:warmth": 80,
    "question": 120, "lowered": 150,
}  # fmt: skip
"""What forms of bargaining earn: each once, three questions, two steps down."""
_HARDNESS = {"warm-up": 1140, "realistic": 1000, "hard": 860}
"""Thousandths of what a move earns."""


def earn(scenario: Scenario, state: State, move: Move, before: tuple[int | None, ...]) -> tuple[State, Act]:
    """Authority released by a move, patience spent on it, and what counted."""
    used = set(state.used)
    gained, heard, stale, doubted = _reasons(scenario, used, move.reasons)
    probe = _probed(used, move)
    _form(scenario, state, used, move, before)
    formed = max(state.formed, _formed(used) * _grounds(used) // 1000)
    gained += formed - state.formed
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
        formed=formed,
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
        sized=any(one.reason == probe and one.concrete for one in move.reasons),
    )


def _grounds(used: set[str]) -> int:
    """Thousandths that a form of bargaining counts for, by what stands behind the asks."""
    strikes = _strikes(used)
    if strikes >= _LOST:
        return _UNGROUNDED
    if "ground:held" in used:
        return 1000
    return _TOLD if "ground:told" in used and not strikes else _UNGROUNDED


def _strikes(used: set[str]) -> int:
    """How often something was claimed that nobody can mean."""
    return sum(f":{HOLLOW}:" in key for key in used)


def _probed(used: set[str], move: Move) -> str:
    """The reason to ask a question about: the first time that one is claimed which nobody can look up."""
    for reason in move.reasons:
        if reason.reason in CLAIMABLE and reason.holds is None and f"probe:{reason.reason}" not in used:
            used.add(f"probe:{reason.reason}")
            return reason.reason
    return ""


def _claimed(used: set[str], reason: Rationale) -> int:
    """What a claim earns that nobody can look up."""
    times = sum(key.startswith(f"{reason.reason}:") for key in used)
    believed = "ground:held" in used
    most = _MOST_BELIEVED if believed else _MOST_CLAIMED
    if not reason.concrete or times >= most or _strikes(used) >= _LOST:
        return 0
    if f"probe:{reason.reason}" not in used:
        return _CLAIMED
    used.add("ground:told")
    return _REASONS[reason.reason] if believed else _SHOWN


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
        if reason.reason in CLAIMABLE and reason.holds is None and reason.concrete:
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
        if reason.reason not in CLAIMABLE:
            worth = worth // (times + 1) if times < 2 else 0
        gains.append((worth, reason))
    gains.sort(key=lambda gain: -gain[0])
    total = 0
    heard = []
    for (worth, reason), share in zip(gains, (2, 1), strict=False):
        total += worth * share // 2
        used.add(reason.key)
        if worth > _VAGUE and reason.concrete:
            heard.append(reason.reason)
    return total, tuple(heard), tuple(stale), tuple(doubted)


def _form(scenario: Scenario, state: State, used: set[str], move: Move, before: tuple[int | None, ...]) -> None:
    """The forms of a move among those used: a package, several to choose from, a commitment, a swap, questions."""
    parts = {ask.part for ask in move.asks}
    happened = {
        "form:package": len(parts) >= 2 or any(len(p) >= 2 for p in move.packages),
        "form:choices": len(move.packages) >= 2,
        "form:commitment": move.conditional and bool(move.asks),
        "form:swap": bool(move.gives) and bool(move.asks or move.terms),
        "form:warmth": move.warm,
    }
    used |= {key for key, there in happened.items() if there}
    for topic in move.questions:
        if topic != "unsure" and sum(key.startswith("question:") for key in used) < 3:
            used.add(f"question:{topic}")
    lowered = any(
        was is not None and now is not None and now < was for was, now in zip(before, state.asks, strict=True)
    )
    if lowered and state.plan != scenario.opening and sum(key.startswith("lowered:") for key in used) < 2:
        used.add(f"lowered:{state.turn}")


def _formed(used: set[str]) -> int:
    """What every form used so far is worth. A package asked for before its reason was told counts with it later."""
    return sum(_FORMS.get(key) or _FORMS.get(key.split(":")[0], 0) for key in used)


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
